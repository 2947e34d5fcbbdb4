//! Text files: txt, csv and the like, in the encodings that offices use.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030};

use super::{Line, Look, Spot};

/// How many bytes of the first line stand above the others: in a table it has
/// the names of the columns.
const ABOVE: usize = 400;

pub fn read(bytes: &[u8], look: &mut Look<'_>) {
    let Some(text) = decode(bytes) else { return };
    let first = text.lines().next().unwrap_or_default();
    let above = &first[..first.floor_char_boundary(ABOVE)];
    for (at, text) in text.lines().enumerate() {
        let is_row = text.contains([',', '\t']);
        look(&Line {
            text,
            spot: Spot::Line(at + 1),
            above: if is_row { above } else { "" },
            is_row,
        });
    }
}

/// The text of a file; `None` for one that is none, such as a picture.
fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
        return Some(text);
    }
    if bytes.contains(&0) || bytes.starts_with(b"%PDF") {
        return None;
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    // Excel saves csv files in the encoding of the system.
    let (text, _) = GB18030.decode_without_bom_handling(bytes);
    Some(text)
}
