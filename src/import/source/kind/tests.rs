//! Files that are not read, by their bytes.

use super::*;
use crate::parse::office::packed::packed;

fn refused(bytes: &[u8]) -> Refusal {
    read(bytes).expect_err("must be refused")
}

#[test]
fn files_are_known_by_their_bytes() {
    for (bytes, refusal) in [
        (&b"%PDF-1.7\n1 0 obj"[..], Refusal::Pdf),
        (b"{\\rtf1\\ansi", Refusal::OtherDocument),
        (b"\x89PNG\r\n\x1A\n", Refusal::Picture),
        (b"\xFF\xD8\xFF\xE0", Refusal::Picture),
        (b"GIF89a", Refusal::Picture),
        (b"BM\x36\0\0\0", Refusal::Picture),
        (b"II*\0", Refusal::Picture),
        (b"RIFF\0\0\0\0WEBPVP8 ", Refusal::Picture),
        (b"\0\0\0\x18ftypheic", Refusal::Picture),
        (b"Rar!\x1A\x07", Refusal::Archive),
        (b"7z\xBC\xAF\x27\x1C\0\x04", Refusal::Archive),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", Refusal::Damaged),
        (b"PK\x03\x04\0\0", Refusal::Damaged),
    ] {
        assert_eq!(refused(bytes), refusal, "{}", bytes.escape_ascii());
    }
}

#[test]
fn packages_are_known_by_their_parts() {
    let open = "application/vnd.oasis.opendocument.";
    let text = format!("{open}text");
    let slides = format!("{open}presentation");
    for (name, content, refusal) in [
        ("xl/workbook.bin", "", Refusal::OldSheet),
        ("OFD.xml", "<ofd:OFD/>", Refusal::Ofd),
        ("mimetype", text.as_str(), Refusal::OtherDocument),
        ("mimetype", &slides, Refusal::Slides),
        ("mimetype", "application/epub+zip", Refusal::Archive),
        ("年报/昌明县.docx", "", Refusal::Archive),
        ("[Content_Types].xml", "", Refusal::Unknown),
    ] {
        assert_eq!(refused(&packed(&[(name, content)])), refusal, "{name}");
    }
    let slides = packed(&[("[Content_Types].xml", ""), ("ppt/presentation.xml", "")]);
    assert_eq!(refused(&slides), Refusal::Slides);
}

#[test]
fn what_is_refused_is_said_in_chinese() {
    for refusal in [Refusal::Damaged, Refusal::Pdf, Refusal::OldDocument] {
        let said = refusal.to_string();
        assert!(said.contains('。') && !said.ends_with('。'), "{said}");
    }
}

#[test]
fn texts_go_to_their_readers() {
    use crate::import::source::Format;

    let mail = "MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>正文</p>";
    for (text, format) in [
        ("<html><p>正文</p></html>", Format::Web),
        (mail, Format::Web),
        ("正文\n\n## 一、总体情况\n", Format::Markdown),
        ("指标,本年\n受理,12\n", Format::Sheet),
        ("受理 12\n", Format::Text),
    ] {
        let source = read(text.as_bytes()).expect("a text");
        assert_eq!(source.format, format, "{text}");
    }
    assert_eq!(refused(b""), Refusal::Empty);
    assert_eq!(refused(b"\0\x01\x02"), Refusal::NoText);
}
