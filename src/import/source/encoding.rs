//! Bytes to text, in any encoding that a Chinese office has used.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8};

use crate::html::{Event, Interest};

use super::refusal::Refusal;

/// Where a page states its encoding, in bytes from its start; browsers look as far.
const HEAD: usize = 1024;

/// One byte in so many may be broken in what is UTF-8 all the same, such as a text that
/// was cut off.
const MOST_BROKEN: usize = 100;

/// One letter in so many may lie outside of GB2312 in a text that is surely of the mainland.
const FEW: usize = 10;

/// A text file.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    decode(bytes, None)
}

/// A page; `charset` is what was said of it elsewhere.
pub fn page<'b>(bytes: &'b [u8], charset: Option<&str>) -> Result<Cow<'b, str>, Refusal> {
    let declared = charset.and_then(|name| Encoding::for_label(name.as_bytes()));
    decode(bytes, declared.or_else(|| stated(bytes)))
}

fn decode<'b>(
    bytes: &'b [u8],
    declared: Option<&'static Encoding>,
) -> Result<Cow<'b, str>, Refusal> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
        return Ok(text);
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(Refusal::NoText);
    }
    // Valid UTF-8 is valid in the other encodings too, where it makes no sense.
    if let Ok(text) = str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    if is_nearly_utf8(bytes) {
        return Ok(String::from_utf8_lossy(bytes));
    }
    if let Some(encoding) = declared.map(whole)
        && encoding != UTF_8
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return Ok(text);
    }
    let encoding = if is_big5(bytes) { BIG5 } else { GB18030 };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Ok(text)
}

/// Whether text that is not UTF-8 is in the encoding of Taiwan and Hong Kong. Any other
/// encoding than the two is none of Chinese.
///
/// Told where a page is from, the detector takes a text for that place's as long as it can
/// be; told nothing, it may be wrong about short ones. So it is asked of those only of
/// which many letters lie outside of GB2312, which those of Big5 do.
fn is_big5(bytes: &[u8]) -> bool {
    let (mut letters, mut beyond) = (0, 0);
    let mut rest = bytes;
    while let [lead, after @ ..] = rest {
        rest = after;
        if let ([trail, after @ ..], 0x81..) = (after, lead) {
            letters += 1;
            beyond += usize::from(*trail < 0xA1);
            rest = after;
        }
    }
    if beyond * FEW < letters {
        return false;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny) == BIG5
}

/// The encoding that has all that a page may have put into one of its subsets.
fn whole(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// Whether text is UTF-8 but for a few bytes. In other encodings nearly every letter is
/// broken.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut broken, mut letters) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        letters += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
    }
    broken * MOST_BROKEN <= letters
}

/// The encoding that a page states in its head.
fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let mut found = None;
    crate::html::read(head, Interest::Tags, |event| {
        let Event::Start {
            name: b"meta",
            attributes,
            ..
        } = event
        else {
            return;
        };
        let value = |name: &[u8]| {
            let mut attributes = attributes.iter();
            attributes
                .find(|one| one.name == name)
                .map(|one| one.value.string())
        };
        let charset = value(b"charset").or_else(|| {
            let content = value(b"content")?.to_ascii_lowercase();
            let (_, charset) = content.split_once("charset")?;
            let charset = charset.trim_start().strip_prefix('=')?;
            let end = charset.find(';').unwrap_or(charset.len());
            Some(charset[..end].trim().trim_matches(['"', '\'']).to_owned())
        });
        if found.is_none() {
            found = charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "一、总体情况：本年度，我镇主动公开政府信息，没有收到申请。";

    #[test]
    fn encodings_are_found_by_what_they_state_or_look_like() {
        let gbk = GB18030.encode(TEXT).0;
        assert_eq!(text(&gbk).as_deref(), Ok(TEXT));
        let utf8 = [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat();
        assert_eq!(text(&utf8).as_deref(), Ok(TEXT));
        let utf16: Vec<u8> = std::iter::once(0xFEFF)
            .chain(TEXT.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(text(&utf16).as_deref(), Ok(TEXT));
        let traditional = "一、概述：本年度，本局主動公開政府資訊，沒有收到申請。";
        let big5 = BIG5.encode(traditional).0;
        assert_eq!(text(&big5).as_deref(), Ok(traditional));
        assert_eq!(text(b"a\0"), Err(Refusal::NoText));
    }

    #[test]
    fn pages_state_their_encoding_and_are_not_always_right() {
        let page_of = |charset: &str, text: &str| {
            let head = format!(
                "<html><script charset=big5 src=a></script><META http-equiv=Content-Type content='text/html; charset={charset}'>"
            );
            let text = GB18030.encode(text).0;
            let bytes = [head.as_bytes(), &text].concat();
            page(&bytes, None).expect("a page").into_owned()
        };
        // Letters beyond GB2312, and beyond GBK.
        assert!(page_of("gb2312", "镕𠮷").ends_with("镕𠮷"));
        assert!(page_of("utf-8", TEXT).ends_with(TEXT));
        let long = TEXT.repeat(4);
        let cut = &long.as_bytes()[..long.len() - 4];
        assert!(page(cut, None).is_ok_and(|text| text.starts_with("一、总体情况")));
        assert_eq!(
            page(&BIG5.encode("資訊").0, Some("big5")).as_deref(),
            Ok("資訊")
        );
    }
}
