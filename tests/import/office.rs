//! Tables in office files, as small as a file can be that offices open.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::printed::Rows;

/// What a document holds, in order.
pub enum Block {
    Line(String),
    Table(Rows),
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{text}");
        writer.write_all(text.as_bytes()).expect("a part");
    }
    writer.finish().expect("a package").into_inner()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The part of a package that names the kinds of its parts.
fn types(parts: &[(&str, &str)]) -> (&'static str, String) {
    let parts = parts.iter().map(|(name, kind)| {
        format!(
            "<Override PartName=\"{name}\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.{kind}\"/>"
        )
    });
    let text = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>{}</Types>",
        parts.collect::<String>()
    );
    ("[Content_Types].xml", text)
}

/// A part of a package that leads to another.
fn relation(part: &'static str, kind: &str, target: &str) -> (&'static str, String) {
    let text = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
    );
    (part, text)
}

/// Where each cell of a table stands, and which places a cell above covers.
struct Laid<'r> {
    /// By row: column, text, rows, columns.
    cells: Vec<Vec<(usize, &'r str, usize, usize)>>,
    /// By row: column and width of what a cell above covers.
    covered: Vec<Vec<(usize, usize)>>,
}

fn laid(rows: &Rows) -> Laid<'_> {
    let mut taken = vec![Vec::new(); rows.len()];
    let mut laid = Laid {
        cells: Vec::new(),
        covered: vec![Vec::new(); rows.len()],
    };
    for (at, row) in rows.iter().enumerate() {
        let mut line = Vec::new();
        let mut column = 0;
        for cell in row {
            while taken[at].contains(&column) {
                column += 1;
            }
            line.push((column, cell.text.as_str(), cell.rows, cell.columns));
            let below = taken.iter_mut().enumerate().skip(at).take(cell.rows);
            for (row, taken) in below {
                taken.extend(column..column + cell.columns);
                if row > at {
                    laid.covered[row].push((column, cell.columns));
                }
            }
            column += cell.columns;
        }
        laid.cells.push(line);
    }
    laid
}

/// A Word document with merged cells.
pub fn word(blocks: &[Block]) -> Vec<u8> {
    let paragraph = |text: &str| {
        let text = escaped(text);
        format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
    };
    let table = |rows: &Rows| {
        let laid = laid(rows);
        let rows = laid.cells.iter().zip(&laid.covered).map(|(cells, covered)| {
            let cells = cells.iter().map(|(column, text, rows, columns)| {
                let merge = if *rows > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
                (*column, *columns, merge, paragraph(text))
            });
            let covered = covered
                .iter()
                .map(|(column, columns)| (*column, *columns, "<w:vMerge/>", "<w:p/>".to_owned()));
            let mut all: Vec<_> = cells.chain(covered).collect();
            all.sort_by_key(|(column, ..)| *column);
            let all = all.into_iter().map(|(_, columns, merge, words)| {
                format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{columns}\"/>{merge}</w:tcPr>{words}</w:tc>")
            });
            format!("<w:tr>{}</w:tr>", all.collect::<String>())
        });
        let width = laid.cells[0].iter().map(|(.., columns)| columns).sum();
        let grid = "<w:gridCol w:w=\"900\"/>".repeat(width);
        let rows: String = rows.collect();
        format!("<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
    };
    let body = blocks.iter().map(|block| match block {
        Block::Line(text) => paragraph(text),
        Block::Table(rows) => table(rows),
    });
    let name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let body: String = body.collect();
    let main = "wordprocessingml.document.main+xml";
    package(&[
        types(&[("/word/document.xml", main)]),
        relation("_rels/.rels", "officeDocument", "word/document.xml"),
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"{name}\"><w:body>{body}</w:body></w:document>"),
        ),
    ])
}

/// A workbook of one sheet, in which all stands below one another.
pub fn sheet(blocks: &[Block]) -> Vec<u8> {
    let (mut rows, mut merges, mut at) = (String::new(), String::new(), 0);
    let letter = |column: usize| char::from(b'A' + column as u8);
    let cell = |row: usize, column: usize, text: &str| {
        let place = format!("{}{}", letter(column), row + 1);
        match text.parse::<f64>() {
            Ok(_) => format!("<c r=\"{place}\"><v>{text}</v></c>"),
            Err(_) => {
                let text = escaped(text);
                format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
            }
        }
    };
    for block in blocks {
        match block {
            Block::Line(text) => {
                rows += &format!("<row r=\"{}\">{}</row>", at + 1, cell(at, 0, text));
                at += 1;
            }
            Block::Table(table) => {
                for line in laid(table).cells {
                    let cells = line.iter().map(|(column, text, rows, columns)| {
                        if rows * columns > 1 {
                            let last = format!("{}{}", letter(column + columns - 1), at + rows);
                            let first = format!("{}{}", letter(*column), at + 1);
                            merges += &format!("<mergeCell ref=\"{first}:{last}\"/>");
                        }
                        cell(at, *column, text)
                    });
                    let cells: String = cells.collect();
                    rows += &format!("<row r=\"{}\">{cells}</row>", at + 1);
                    at += 1;
                }
            }
        }
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    package(&[
        types(&[
            ("/xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
            ("/xl/worksheets/sheet1.xml", "spreadsheetml.worksheet+xml"),
        ]),
        relation("_rels/.rels", "officeDocument", "xl/workbook.xml"),
        relation(
            "xl/_rels/workbook.xml.rels",
            "worksheet",
            "worksheets/sheet1.xml",
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{RELATIONS}\"><sheets>\
                 <sheet name=\"年报\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData>\
                 <mergeCells>{merges}</mergeCells></worksheet>"
            ),
        ),
    ])
}
