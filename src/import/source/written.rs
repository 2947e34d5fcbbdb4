//! Files that LibreOffice wrote of our texts, whole and damaged.

use proptest::prelude::*;

use super::{LineKind, Piece, Place, Source, kind};
use crate::parse::office::packed::packed;
use crate::parse::office::{Package, Unread};

const XLS: &[u8] = include_bytes!("../../../tests/fixtures/import/book.xls");
const XLSX: &[u8] = include_bytes!("../../../tests/fixtures/import/book.xlsx");
const ODS: &[u8] = include_bytes!("../../../tests/fixtures/import/book.ods");
const DOCX: &[u8] = include_bytes!("../../../tests/fixtures/import/report.docx");

fn read(bytes: &[u8]) -> Source {
    kind::read(bytes).expect("a good file")
}

#[test]
fn a_workbook_is_the_same_in_every_format() {
    let source = read(XLSX);
    assert_eq!(source.pieces, read(ODS).pieces);
    assert_eq!(source.pieces, read(XLS).pieces);
    let Some(Piece::Grid(grid)) = source.pieces.first() else {
        panic!("no grid");
    };
    let texts: Vec<&str> = grid.cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "昌明县2022年年报统计",
            "指标",
            "本年\n数量",
            "占比",
            "受理",
            "142",
            "7%",
            "0.3",
            "/",
            "2023-01-16",
            "#DIV/0!",
            "—",
            "甲乙",
            "1",
            "-82059.209"
        ]
    );
    assert_eq!((grid.cells[0].columns, grid.cells[4].rows), (3, 2));
    // It does not fit into one record of the old format.
    let Some(Piece::Line(line)) = source.pieces.last() else {
        panic!("no line");
    };
    assert_eq!(line.text, "二〇二二年，我镇主动公开信息。".repeat(400));
    assert_eq!(line.place, Place::Sheet("文字".into()).cell(1, 0));
    for bytes in [XLS, XLSX, ODS] {
        let hidden = ("隐藏的工作表".to_owned(), "底稿".to_owned());
        assert!(read(bytes).metadata.contains(&hidden));
    }
}

#[test]
fn a_document_is_read_as_it_looks() {
    let source = read(DOCX);
    let told = source.pieces.iter().map(|piece| match piece {
        Piece::Line(line) => match line.kind {
            LineKind::Heading(level) => format!("h{level} {}", line.text),
            LineKind::Paragraph | LineKind::Item => line.text.clone(),
        },
        Piece::Grid(grid) => {
            let texts = grid.cells.iter().map(|cell| cell.text.as_str());
            texts.collect::<Vec<_>>().join("|")
        }
        Piece::Picture { .. } => "picture".to_owned(),
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "h1 昌明县２０２２年年报",
            "一、总体情况",
            "（一）主动公开信息",
            "1.第三层",
            "（二）依申请公开",
            "二、处理情况",
            "正文里有脚注。",
            "框里的字",
            "甲|乙|/|—",
            "内一|内二",
            "尾",
            "含上年结转",
        ]
    );
    let hidden = ("隐藏的文字".to_owned(), "看不见".to_owned());
    assert!(source.metadata.contains(&hidden));
}

/// The parts of a package with one of them damaged.
fn damaged(bytes: &[u8], part: usize, damage: &[(usize, Damage)]) -> Result<Vec<u8>, Unread> {
    let mut package = Package::open(bytes, 1 << 20)?;
    let names = package.names();
    let mut parts = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let text = package.text(name)?.unwrap_or_default();
        parts.push(match at == part % names.len() {
            false => text,
            true => {
                let damaged = apply(text.into_bytes(), damage);
                String::from_utf8_lossy(&damaged).into_owned()
            }
        });
    }
    let all = names.iter().zip(&parts);
    let all: Vec<_> = all
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Ok(packed(&all))
}

/// What happens to a file at some place.
#[derive(Clone, Debug)]
enum Damage {
    Set(u8),
    Cut(usize),
    /// Bytes from elsewhere in the file stand here once more.
    Copy(usize, usize),
}

fn apply(mut bytes: Vec<u8>, damage: &[(usize, Damage)]) -> Vec<u8> {
    for (at, damage) in damage {
        let at = at % bytes.len().max(1);
        match *damage {
            Damage::Set(byte) => {
                if let Some(old) = bytes.get_mut(at) {
                    *old = byte;
                }
            }
            Damage::Cut(length) => drop(bytes.drain(at..(at + length).min(bytes.len()))),
            Damage::Copy(from, length) => {
                let from = from % bytes.len().max(1);
                let copy = bytes[from..(from + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, copy);
            }
        }
    }
    bytes
}

fn damage() -> impl Strategy<Value = Vec<(usize, Damage)>> {
    let one = prop_oneof![
        any::<u8>().prop_map(Damage::Set),
        prop_oneof![Just(0_u8), Just(0xFF), Just(b'<'), Just(b'9')].prop_map(Damage::Set),
        (1..200_usize).prop_map(Damage::Cut),
        (0..usize::MAX / 2, 1..400_usize).prop_map(|(from, length)| Damage::Copy(from, length)),
    ];
    prop::collection::vec((0..usize::MAX / 2, one), 1..6)
}

proptest! {
    #[test]
    fn damaged_workbooks_of_old_are_read_or_refused(damage in damage()) {
        _ = kind::read(&apply(XLS.to_vec(), &damage));
    }

    #[test]
    fn damaged_packages_are_read_or_refused(which in 0..3_usize, damage in damage()) {
        _ = kind::read(&apply([XLSX, ODS, DOCX][which].to_vec(), &damage));
    }

    #[test]
    fn damaged_parts_are_read_or_refused(
        which in 0..3_usize, part in 0..100_usize, damage in damage()
    ) {
        if let Ok(bytes) = damaged([XLSX, ODS, DOCX][which], part, &damage) {
            _ = kind::read(&bytes);
        }
    }
}
