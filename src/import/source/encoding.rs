//! Bytes to text in whatever encoding a page or a text was saved.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_16BE, UTF_16LE};

use crate::parse::source::decode_any;

/// How far from the beginning a page may say what its encoding is, in bytes.
const DECLARED_WITHIN: usize = 1024;

/// The text without its byte order mark; `None` for what is none, such as a picture.
pub fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let certain = Encoding::for_bom(bytes).is_some() || str::from_utf8(bytes).is_ok();
    // It also tells what is no text.
    let text = decode_any(bytes)?;
    if certain {
        return Some(text);
    }
    // A page is often saved anew in another encoding than it still declares.
    let declared = declared(bytes).and_then(|encoding| decode(encoding, bytes));
    Some(match declared {
        Some((text, false)) => text,
        Some((text, true)) => match decode(guessed(bytes), bytes) {
            Some((guess, false)) => guess,
            _ => text,
        },
        None => decode(guessed(bytes), bytes).map_or(text, |(text, _)| text),
    })
}

/// The text, and whether some bytes of it are none.
fn decode<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Option<(Cow<'b, str>, bool)> {
    // A page that says in single bytes that it has two bytes a character has not.
    if encoding == UTF_16BE || encoding == UTF_16LE {
        return None;
    }
    Some(encoding.decode_without_bom_handling(bytes))
}

/// The encoding that the page states, in a `<meta>` or its XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let tags = head.split('<').skip(1);
    let mut stated = tags.filter_map(|tag| {
        let tag = tag.split('>').next()?;
        let behind = if tag.starts_with("meta") {
            tag.split_once("charset")?.1
        } else if tag.starts_with("?xml") {
            tag.split_once("encoding")?.1
        } else {
            return None;
        };
        let label = behind.trim_start().strip_prefix('=')?;
        let label = label.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/');
        Encoding::for_label(label.split(is_end).next()?.as_bytes())
    });
    stated.next().map(widened)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    // It answers the encoding of the west where nothing speaks for any.
    let guess = match guess.is_single_byte() {
        true => GB18030,
        false => widened(guess),
    };
    // A short text in Big5 is taken for the mainland's. Read as that it has characters
    // that nobody writes.
    let is_read_by = |encoding: &'static Encoding| {
        let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
        !has_errors && !text.contains(|c| ('\u{E000}'..='\u{F8FF}').contains(&c))
    };
    match guess == GB18030 && !is_read_by(GB18030) && is_read_by(BIG5) {
        true => BIG5,
        false => guess,
    }
}

/// Who says GB2312 or GBK also writes the characters that came later.
fn widened(encoding: &'static Encoding) -> &'static Encoding {
    match encoding == GBK {
        true => GB18030,
        false => encoding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "本年度，我镇认真贯彻落实政府信息公开条例，主动公开政府信息。";

    fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn text_is_read_in_any_encoding_of_an_office() {
        let traditional = "本年度，我鎮認真貫徹落實政府資訊公開條例，主動公開政府資訊。";
        assert_eq!(text(WORDS.as_bytes()).as_deref(), Some(WORDS));
        assert_eq!(text(&encoded(GB18030, WORDS)).as_deref(), Some(WORDS));
        assert_eq!(
            text(&encoded(BIG5, traditional)).as_deref(),
            Some(traditional)
        );
        let marked = [b"\xEF\xBB\xBF", WORDS.as_bytes()].concat();
        assert_eq!(text(&marked).as_deref(), Some(WORDS));
        let wide: Vec<u8> = [0xFEFF]
            .into_iter()
            .chain(WORDS.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(text(&wide).as_deref(), Some(WORDS));
        assert_eq!(text(b"\x89PNG\0\0"), None);
    }

    #[test]
    fn a_page_may_state_its_encoding() {
        for head in [
            "<meta charset=gb2312>",
            "<META content=\"text/html; charset=GBK\" http-equiv='Content-Type' />",
            "<?xml version=\"1.0\" encoding='gb2312'?>",
        ] {
            let page = format!("{head}<p>䶮镇</p>");
            assert_eq!(text(&encoded(GB18030, &page)).as_deref(), Some(&*page));
        }
        // What it states is wrong.
        let page = format!("<meta charset=\"utf-8\">{WORDS}");
        assert_eq!(text(&encoded(GB18030, &page)).as_deref(), Some(&*page));
    }
}
