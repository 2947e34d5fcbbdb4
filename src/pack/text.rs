//! How a text is written for whoever has Windows.

/// Text as the editors of all versions of Windows show it.
pub fn for_windows(text: &str) -> Vec<u8> {
    let lines = text.replace('\n', "\r\n");
    ["\u{feff}", &lines].concat().into_bytes()
}
