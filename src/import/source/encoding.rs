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
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    // Others are no encodings of Chinese.
    let encoding = if guess == BIG5 { BIG5 } else { GB18030 };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Ok(text)
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
