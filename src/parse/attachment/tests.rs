//! What is read of attachments, and that no made-up file takes long.

use crate::parse::office::packed::packed;

use super::*;

/// Every line that is shown, with its place; then why it ended early.
fn lines(bytes: &[u8]) -> (Vec<(String, String)>, Option<Unread>) {
    let mut lines = Vec::new();
    let mut look = |line: &Line<'_>| lines.push((line.spot.to_string(), line.text.to_owned()));
    let unread = read(bytes, &mut look).err();
    lines.retain(|(_, text)| !text.trim().is_empty());
    (lines, unread)
}

fn told(lines: &[(String, String)]) -> Vec<(&str, &str)> {
    lines
        .iter()
        .map(|(spot, text)| (spot.as_str(), text.as_str()))
        .collect()
}

#[test]
fn text_is_read_in_the_encodings_of_offices() {
    let (gbk, ..) = encoding_rs::GBK.encode("姓名,电话\n李某,1\n");
    for bytes in [
        "姓名,电话\n李某,1\n".as_bytes(),
        "\u{FEFF}姓名,电话\r\n李某,1".as_bytes(),
        &gbk,
    ] {
        let (lines, unread) = lines(bytes);
        assert_eq!(
            told(&lines),
            [("第 1 行", "姓名,电话"), ("第 2 行", "李某,1")]
        );
        assert_eq!(unread, None);
    }
    let wide: Vec<u8> = "\u{FEFF}李某"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(told(&lines(&wide).0), [("第 1 行", "李某")]);
    assert_eq!(lines(b"%PDF-1.7 1 0 obj"), (Vec::new(), None));
    assert_eq!(lines(b"\xD0\xCF\x11\xE0\0\0"), (Vec::new(), None));
}

#[test]
fn spreadsheets_are_read_row_by_row() {
    let bytes = packed(&[
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="名单" sheetId="1" r:id="rId7"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>姓名</t></si><si><r><t>李</t></r><r><t>某</t></r><rPh><t>li</t></rPh></si></sst>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            r#"<worksheet><sheetData><row r="1"><c t="s"><v>0</v></c></row><row r="4"><c t="s"><v>1</v></c><c><v>1.3800138E10</v></c><c t="inlineStr"><is><t>a&amp;b</t></is></c></row></sheetData></worksheet>"#,
        ),
        (
            "xl/comments1.xml",
            "<comments><commentList><comment><text><r><t>附注</t></r></text></comment></commentList></comments>",
        ),
    ]);
    let (lines, unread) = lines(&bytes);
    let row = "李某\t13800138000\ta&b\t";
    let expected = [
        ("批注", "附注"),
        ("工作表“名单”第 1 行", "姓名\t"),
        ("工作表“名单”第 4 行", row),
    ];
    let mut told = told(&lines);
    told.sort_unstable();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!((told, unread), (expected, None));
}

#[test]
fn word_documents_are_read_with_tables_notes_and_deleted_words() {
    let bytes = packed(&[
        (
            "word/document.xml",
            "<w:document xmlns:w='w' xmlns:mc='m'><w:body>\
             <w:p><w:r><w:t>138</w:t></w:r><w:r><w:t>0013</w:t></w:r><w:del><w:r><w:delText>8000</w:delText></w:r></w:del></w:p>\
             <w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
             <mc:Fallback><w:p><w:r><w:t>又一次</w:t></w:r></w:p></mc:Fallback>\
             <w:p><w:r><w:t>末</w:t></w:r></w:p></w:body></w:document>",
        ),
        (
            "word/header1.xml",
            "<w:hdr xmlns:w='w'><w:p><w:r><w:t>内部资料</w:t></w:r></w:p></w:hdr>",
        ),
    ]);
    let (lines, unread) = lines(&bytes);
    let expected = [
        ("页眉", "内部资料"),
        ("第 1 段", "13800138000"),
        ("第 1 个表格第 1 行", "甲\t乙\t"),
        ("第 2 段", "末"),
    ];
    assert_eq!((told(&lines), unread), (expected.to_vec(), None));
}

#[test]
fn files_that_are_made_to_last_are_given_up() {
    let long = format!("<w:p><w:t>{}</w:t></w:p>", " ".repeat(MOST));
    let unpacked = packed(&[("word/document.xml", &long)]);
    assert!(unpacked.len() < MOST / 100);
    assert_eq!(lines(&unpacked).1, Some(Unread::TooMuch));

    let word = "长".repeat(10_000);
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(10_000);
    let repeated = packed(&[
        (
            "xl/sharedStrings.xml",
            &format!("<sst><si><t>{word}</t></si></sst>"),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<sheetData><row>{cells}</row></sheetData>"),
        ),
    ]);
    assert_eq!(lines(&repeated).1, Some(Unread::TooMuch));

    let entities = packed(&[(
        "word/document.xml",
        "<!DOCTYPE d [<!ENTITY a \"甲甲甲甲甲甲\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>\
         <w:p xmlns:w='w'><w:t>前&c;后</w:t></w:p>",
    )]);
    assert_eq!(told(&lines(&entities).0), [("第 1 段", "前后")]);

    for broken in [&b"PK\x03\x04"[..], &unpacked[..unpacked.len() / 2]] {
        assert_eq!(lines(broken), (Vec::new(), Some(Unread::Damaged)));
    }
}
