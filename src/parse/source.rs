//! Bytes to text: UTF-8 with or without a byte order mark, and a plain
//! sentence for everything else that a Windows editor may have saved.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030};

use crate::diag::{Diagnostic, Place, codes};
use crate::path::SourcePath;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The largest YAML or TOML file that is read; a report has about 3 KB.
pub const DATA_LIMIT: usize = 1 << 20;

/// The largest Markdown file that is read; a report has about 6 KB.
pub const TEXT_LIMIT: usize = 2 << 20;

/// The text of a source file without its byte order mark; all spans count
/// from there. `limit` is in bytes.
pub fn decode<'b>(bytes: &'b [u8], file: &SourcePath, limit: usize) -> Result<&'b str, Diagnostic> {
    let place = Place::file(file);
    if bytes.len() > limit {
        let message = format!("文件有 {}，太大了，没有读", megabytes(bytes.len()));
        let help = format!("这类文件最大 {}；是不是放错了文件？", megabytes(limit));
        return Err(Diagnostic::error(&codes::TEXT, place, message).help(help));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(
            Diagnostic::error(&codes::TEXT, place, "文件是 UTF-16 编码，读不了").help(SAVE_AS),
        );
    }
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    std::str::from_utf8(text).map_err(|error| {
        let line = text[..error.valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        let message = if looks_like_gbk(&text[error.valid_up_to()..]) {
            format!("文件是 GBK（ANSI）编码，不是 UTF-8，从第 {line} 行起读不了")
        } else {
            format!("第 {line} 行有不是 UTF-8 的字节，读不了")
        };
        Diagnostic::error(&codes::TEXT, place, message).help(SAVE_AS)
    })
}

/// A text in any of the encodings that offices use, without its byte order mark;
/// `None` for what is none, such as a picture.
pub fn decode_any(bytes: &[u8]) -> Option<Cow<'_, str>> {
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
    // Programs of Windows save in the encoding of the system.
    let (text, _) = GB18030.decode_without_bom_handling(bytes);
    Some(text)
}

/// The text for showing a place, whatever is wrong with the rest of the file.
pub fn readable(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().map(without_mark)
}

/// The text after a byte order mark, as spans count it.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

const SAVE_AS: &str = "用记事本打开，“另存为”时把编码选成 UTF-8，再保存";

fn megabytes(bytes: usize) -> String {
    format!("{:.1} MB", bytes as f64 / f64::from(1 << 20))
}

/// GBK text is pairs of a lead byte and a trail byte among ASCII.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut rest = &bytes[..bytes.len().min(4096)];
    let mut pairs = 0;
    while let [lead, tail @ ..] = rest {
        if lead.is_ascii() {
            rest = tail;
            continue;
        }
        match tail {
            [trail, after @ ..]
                if (0x81..=0xFE).contains(lead) && (0x40..=0xFE).contains(trail) =>
            {
                pairs += 1;
                rest = after;
            }
            [] => break,
            _ => return false,
        }
    }
    pairs > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> String {
        let file = SourcePath::new("a.yaml").expect("a path");
        decode(bytes, &file, DATA_LIMIT)
            .expect_err("must be refused")
            .message
    }

    #[test]
    fn a_byte_order_mark_is_left_out() {
        let file = SourcePath::new("a.yaml").expect("a path");
        assert_eq!(
            decode(b"\xEF\xBB\xBFyear: 2022\r\n", &file, DATA_LIMIT),
            Ok("year: 2022\r\n")
        );
    }

    #[test]
    fn other_encodings_are_named() {
        assert!(message(b"\xC4\xEA\xB6\xC8: 2022\n").contains("GBK"));
        assert!(message(b"a: 1\nb: \xFF").contains("第 2 行"));
        assert!(message(b"\xFF\xFEa\0").contains("UTF-16"));
        assert!(message(&vec![b'a'; DATA_LIMIT + 1]).contains("太大"));
    }
}
