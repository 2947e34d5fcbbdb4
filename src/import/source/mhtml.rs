//! Saved pages with all that belongs to them in one file (MHTML, `.mht`), as browsers,
//! Word and WPS write them.
//!
//! Of the library the headers and encodings are asked alone: it would also read messages
//! within messages, to any depth.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{ContentType, MessageParser, MimeHeaders};
use memchr::memmem;

use super::Source;
use super::refusal::Refusal;
use super::web::Page;

/// How deep parts lie in one another; browsers write one level, others two.
const DEEPEST: usize = 4;
/// The largest file that is read, in bytes; its pictures are in it.
const MOST: usize = 64 << 20;
/// The most pages in one file: one, and those in its frames.
const MOST_PAGES: usize = 100;
/// The longest head of a part that is read, in bytes.
const MOST_HEAD: usize = 1 << 14;

/// Reads the page and those in its frames.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    if bytes.len() > MOST {
        return Err(Refusal::TooMuch);
    }
    let mut page = Page::default();
    let mut pages = 0;
    // Parts that were not looked at yet, the next one last.
    let mut parts = vec![(bytes, 0)];
    while let Some((part, depth)) = parts.pop() {
        let (head, body) = divided(part);
        let parser = MessageParser::new()
            .with_mime_headers()
            .default_header_ignore();
        let Some(message) = parser.parse_headers(head) else {
            continue;
        };
        let Some(kind) = message.content_type() else {
            continue;
        };
        if is(kind, "text", "html") || is(kind, "application", "xhtml+xml") {
            let decoded = decoded(body, message.content_transfer_encoding());
            page.read(&decoded, kind.attribute("charset"))?;
            pages += 1;
            if pages > MOST_PAGES {
                return Err(Refusal::TooMuch);
            }
        } else if let Some(boundary) = kind.attribute("boundary")
            && depth < DEEPEST
        {
            let inner = inner(body, boundary).into_iter().rev();
            parts.extend(inner.map(|part| (part, depth + 1)));
        }
    }
    match pages {
        0 => Err(Refusal::NoPage),
        _ => page.finish(),
    }
}

/// Whether a file begins as such a file does.
pub fn is_archive(bytes: &[u8]) -> bool {
    let (head, _) = divided(bytes.trim_ascii_start());
    let head = &head[..head.len().min(MOST_HEAD)];
    let head = head.to_ascii_lowercase();
    let has = |name: &[u8]| memmem::find(&head, name).is_some();
    let first = head.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    first.iter().all(is_name) && has(b"mime-version:") && has(b"content-type:")
}

fn is(kind: &ContentType<'_>, main: &str, sub: &str) -> bool {
    let subtype = kind.subtype().unwrap_or_default();
    kind.ctype().eq_ignore_ascii_case(main) && subtype.eq_ignore_ascii_case(sub)
}

/// The head of a part, with the blank line that ends it, and its body.
fn divided(part: &[u8]) -> (&[u8], &[u8]) {
    let ends: [&[u8]; 2] = [b"\n\n", b"\n\r\n"];
    let end = ends
        .iter()
        .filter_map(|end| Some(memmem::find(part, end)? + end.len()))
        .min();
    match end {
        Some(end) if end <= MOST_HEAD => part.split_at(end),
        _ => (&[], part),
    }
}

/// The parts between the lines that name a boundary.
fn inner<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let line = [b"--", boundary.as_bytes()].concat();
    let mut parts = Vec::new();
    let mut begin = None;
    for at in memmem::find_iter(body, &line) {
        if at > 0 && body[at - 1] != b'\n' {
            continue;
        }
        if let Some(begin) = begin {
            parts.push(&body[begin..at]);
        }
        let after = at + line.len();
        if body[after..].starts_with(b"--") {
            return parts;
        }
        let end = memchr::memchr(b'\n', &body[after..]);
        begin = Some(
            end.map_or(body.len(), |end| after + end + 1)
                .min(body.len()),
        );
    }
    // A file that was cut off.
    parts.extend(begin.map(|begin| &body[begin..]));
    parts
}

fn decoded<'b>(body: &'b [u8], encoding: Option<&str>) -> Cow<'b, [u8]> {
    let encoding = encoding.unwrap_or_default().trim();
    if encoding.eq_ignore_ascii_case("base64") {
        base64_decode(body).map_or(Cow::Borrowed(body), Cow::Owned)
    } else if encoding.eq_ignore_ascii_case("quoted-printable") {
        let mut decoded = Vec::with_capacity(body.len());
        // Line by line, so that one that is damaged stays as it is and spoils no other.
        for line in body.split_inclusive(|byte| *byte == b'\n') {
            match quoted_printable_decode(line) {
                Some(line) => decoded.extend(line),
                None => decoded.extend_from_slice(line),
            }
        }
        Cow::Owned(decoded)
    } else {
        Cow::Borrowed(body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::source::{Piece, tests::texts};

    const HEAD: &str = "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E6=8A=A5?=\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\t\
        boundary=\"----B--1\"\r\n\r\n\r\n------B--1\r\n";

    fn gbk(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn the_page_and_its_frames_are_read() {
        let parts = "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
            Content-Location: https://xx.example/1.html\r\n\r\n<meta http-equiv=3D\"Content-Type\" conten=\r\n\
            t=3D\"text/html; charset=3Dutf-8\"><p class=3Da>=E5=B9=B4=E6=\r\n=8A=A5 =20=\r\n</p>\r\n\
            ------B--1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n\
            ------B--1\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        let frame = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, gbk("<p>镕基</p>"));
        let file = format!("{HEAD}{parts}{frame}\r\n------B--1--\r\n");
        assert!(is_archive(file.as_bytes()));
        let source = read(file.as_bytes()).expect("a page");
        assert_eq!(texts(&source), ["年报", "镕基"]);
        // Cut off, and with line ends of other systems.
        let short = file.replace("\r\n", "\n").replace("------B--1--\n", "");
        assert_eq!(
            texts(&read(short.as_bytes()).expect("a page")),
            ["年报", "镕基"]
        );
    }

    #[test]
    fn a_mail_without_a_page_is_refused() {
        let file = format!("{HEAD}Content-Type: text/plain\r\n\r\n甲\r\n------B--1--\r\n");
        assert_eq!(read(file.as_bytes()), Err(Refusal::NoPage));
        let deep = "Content-Type: multipart/mixed; boundary=a\n\n--a\n".repeat(50_000);
        assert_eq!(read(deep.as_bytes()), Err(Refusal::NoPage));
        let many = format!(
            "{HEAD}{}",
            "Content-Type: text/html\n\n甲\n------B--1\n".repeat(200)
        );
        assert_eq!(read(many.as_bytes()), Err(Refusal::TooMuch));
        let deep = "Content-Type: message/rfc822\n\n".repeat(50_000);
        assert_eq!(read(deep.as_bytes()), Err(Refusal::NoPage));
        assert!(!is_archive(
            "年度报告: MIME-Version: Content-Type:\n\n".as_bytes()
        ));
    }

    #[test]
    fn a_damaged_line_spoils_no_other() {
        let file = "MIME-Version: 1.0\nContent-Type: text/html\n\
            Content-Transfer-Encoding: quoted-printable\n\n<p>1=ZZ2</p>\n<p>=34</p>\n";
        let source = read(file.as_bytes()).expect("a page");
        assert_eq!(texts(&source), ["1=ZZ2", "4"]);
        assert!(matches!(source.pieces[0], Piece::Line(_)));
    }
}
