//! What is read of workbooks.

use crate::import::source::refusal::Refusal;
use crate::import::source::{Format, Piece, Source, kind};
use crate::parse::office::packed::packed;

/// A workbook of XML with these sheets (name, attributes, contents), beside these parts.
fn xlsx(sheets: &[(&str, &str, &str)], parts: &[(&str, &str)]) -> Vec<u8> {
    let numbered = || sheets.iter().enumerate();
    let list = numbered().map(|(at, (name, attributes, _))| {
        format!(r#"<sheet name="{name}" {attributes} sheetId="{at}" r:id="r{at}"/>"#)
    });
    let book = format!(
        "<workbook><sheets>{}</sheets></workbook>",
        list.collect::<String>()
    );
    let links = numbered()
        .map(|(at, _)| format!(r#"<Relationship Id="r{at}" Target="worksheets/sheet{at}.xml"/>"#));
    let links = format!(
        "<Relationships>{}</Relationships>",
        links.collect::<String>()
    );
    let contents = numbered().map(|(at, (.., contents))| {
        let name = format!("xl/worksheets/sheet{at}.xml");
        (name, format!("<worksheet>{contents}</worksheet>"))
    });
    let contents: Vec<_> = contents.collect();
    let mut all = vec![
        ("xl/workbook.xml", book.as_str()),
        ("xl/_rels/workbook.xml.rels", links.as_str()),
    ];
    all.extend(
        contents
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    all.extend(parts);
    packed(&all)
}

fn ods(content: &str) -> Vec<u8> {
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let content = format!("<office:body xmlns:office='o'>{content}</office:body>");
    packed(&[("mimetype", kind), ("content.xml", &content)])
}

fn read(bytes: &[u8]) -> Source {
    let source = kind::read(bytes).expect("a workbook");
    assert_eq!(source.format, Format::Sheet);
    source
}

/// Each piece in one line: the sheet, then its cells with their places and spans.
fn told(source: &Source) -> Vec<String> {
    let told = source.pieces.iter().map(|piece| match piece {
        Piece::Line(line) => format!("{}：{}", line.place, line.text),
        Piece::Grid(grid) => {
            let cells = grid.cells.iter().map(|cell| {
                let (row, column) = (cell.row, cell.column);
                let span = match (cell.rows, cell.columns) {
                    (1, 1) => String::new(),
                    (rows, columns) => format!("+{rows}x{columns}"),
                };
                format!(" {row},{column}{span}={:?}", cell.text)
            });
            format!("{}：{}", grid.place, cells.collect::<String>())
        }
        Piece::Picture { .. } => "picture".to_owned(),
    });
    told.collect()
}

#[test]
fn cells_hold_what_was_typed_or_worked_out() {
    let strings = "<sst><si><t>甲</t><rPh><t>jia</t></rPh></si><si><r><t>一_x000D_</t></r><r><t>\n二</t></r></si></sst>";
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="10"/></cellXfs></styleSheet>"#;
    let rows = r#"<sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2"><v>0.30000000000000004</v></c></row>
        <row r="3"><c r="B3" s="1"><v>44942</v></c><c r="C3" s="2"><v>7.0000000000000007E-2</v></c><c r="D3" t="b"><v>1</v></c></row>
        <row r="4"><c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C4"><f>SUM(D2:D3)</f></c><c r="D4" t="inlineStr"><is><t>　０ </t></is></c></row>
        <row r="5"><c r="B5" t="str"><f>""</f><v></v></c><c t="n"><v>12</v></c><c r="D5" s="1"/></row>
        <row r="9"><c r="E9" t="s"><v>9</v></c></row></sheetData>"#;
    let parts = [("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)];
    let source = read(&xlsx(&[("表三", "", rows)], &parts));
    assert_eq!(
        told(&source),
        [concat!(
            "工作表“表三”：",
            r#" 1,1="甲" 1,2="一\n二" 1,3="0.3""#,
            r##" 2,1="2023-01-16" 2,2="7%" 2,3="TRUE""##,
            r##" 3,1="#DIV/0!" 3,2="=SUM(D2:D3)" 3,3="０""##,
            r#" 4,1="" 4,2="12" 4,3="""#
        )]
    );
}

fn texts(rows: &[&[&str]]) -> String {
    let rows = rows.iter().map(|row| {
        let cells = row.iter().map(|text| match *text {
            "" => "<c/>".to_owned(),
            text => format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#),
        });
        format!("<row>{}</row>", cells.collect::<String>())
    });
    format!("<sheetData>{}</sheetData>", rows.collect::<String>())
}

#[test]
fn merged_cells_are_one_as_far_as_the_sheet_is_used() {
    let merged = r#"<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:A3"/><mergeCell ref="B3:C3"/>
        <mergeCell ref="B2:B3"/><mergeCell ref="A9:B10"/><mergeCell ref="C3:B2"/><mergeCell ref="B0:C9999999"/></mergeCells>"#;
    let contents = texts(&[&["题"], &["甲", "1", "2"], &["暗", "/", "—"]]) + merged;
    assert_eq!(
        told(&read(&xlsx(&[("一", "", &contents)], &[]))),
        [r#"工作表“一”： 0,0+1x3="题" 1,0+2x1="甲\n暗" 1,1="1" 1,2="2" 2,1+1x2="/\n—""#]
    );
}

#[test]
fn sheets_that_are_not_shown_are_named() {
    let contents = texts(&[&["甲"], &["乙"]]);
    let sheets = [
        ("底稿", r#"state="veryHidden""#, contents.as_str()),
        ("正文", r#"state="visible""#, &contents),
        ("空", "", "<sheetData/>"),
    ];
    let source = read(&xlsx(&sheets, &[]));
    assert_eq!(
        told(&source),
        ["工作表“正文”的 A1：甲", "工作表“正文”的 A2：乙"]
    );
    assert_eq!(
        source.metadata,
        [("隐藏的工作表".to_owned(), "底稿".to_owned())]
    );
}

#[test]
fn rows_and_columns_that_are_not_shown_are_told_apart() {
    let row = |number: u8, attributes: &str, texts: [&str; 3]| {
        let cells = texts.map(|text| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#));
        format!(r#"<row r="{number}" {attributes}>{}</row>"#, cells.concat())
    };
    let contents = [
        r#"<cols><col min="2" max="2" hidden="1"/><col min="5" max="16384" hidden="1"/></cols><sheetData>"#.to_owned(),
        row(1, "", ["甲", "旧", "1"]),
        row(2, r#"hidden="1""#, ["乙", "", "2"]),
        row(3, "", ["丙", "", "3"]),
        r#"</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>"#.to_owned(),
    ];
    let source = read(&xlsx(&[("一", "", &contents.concat())], &[]));
    assert_eq!(
        told(&source),
        [r#"工作表“一”： 0,0="甲" 0,2="1" 1,0+2x1="乙\n丙" 2,2="3""#]
    );
    let unseen = "工作表“一”的 B1：旧\n工作表“一”的 C2：2".to_owned();
    assert_eq!(source.metadata, [("隐藏的行列".to_owned(), unseen)]);
    let ods = read(&ods(
        r#"<table:table table:name="二"><table:table-column/><table:table-column table:visibility="collapse"/>
        <table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>旧</text:p></table:table-cell></table:table-row>
        <table:table-row table:visibility="filter"><table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row></table:table>"#,
    ));
    assert_eq!(told(&ods), ["工作表“二”的 A1：甲"]);
    let unseen = "工作表“二”的 B1：旧\n工作表“二”的 A2：乙".to_owned();
    assert_eq!(ods.metadata, [("隐藏的行列".to_owned(), unseen)]);
}

#[test]
fn open_documents_are_read_with_spans_and_repeats() {
    let source = read(&ods(r#"
        <style:style style:name="ta9"><style:table-properties table:display="false"/></style:style>
        <table:table table:name="草稿" table:style-name="ta9"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>
        <table:table table:name="表一" table:style-name="ta1"><table:shapes><text:p>框</text:p></table:shapes>
        <table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>题<text:s text:c="2"/>目</text:p><text:p>二</text:p>
          <office:annotation><text:p>批注</text:p></office:annotation></table:table-cell><table:covered-table-cell/></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="1234.50"><text:p>1,235</text:p></table:table-cell>
          <table:table-cell office:value-type="percentage" office:value="0.07"/></table:table-row>
        <table:table-row><table:table-cell office:value-type="date" office:date-value="2023-01-16"><text:p>1月16日</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16383"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table>"#));
    assert_eq!(
        told(&source),
        [concat!(
            r#"工作表“表一”： 0,0+1x2="题  目\n二" 1,0="1234.5" 1,1="7%""#,
            r#" 2,0="1234.5" 2,1="7%" 3,0="2023-01-16" 3,1="""#
        )]
    );
    assert_eq!(
        source.metadata,
        [("隐藏的工作表".to_owned(), "草稿".to_owned())]
    );
}

#[test]
fn no_workbook_takes_long_or_much() {
    let refused = |bytes: &[u8]| kind::read(bytes).expect_err("must be refused");
    let cell = |place: &str| format!(r#"<c r="{place}"><v>1</v></c>"#);
    let corners = format!(
        "<sheetData><row>{}{}</row></sheetData>",
        cell("A1"),
        cell("XFD1048576")
    );
    assert_eq!(
        refused(&xlsx(&[("一", "", &corners)], &[])),
        Refusal::TooMuch
    );
    let merges = r#"<mergeCell ref="A1:ZZ700"/>"#.repeat(100);
    let merges = format!(
        "<sheetData>{}{}</sheetData>{merges}",
        cell("A1"),
        cell("ZZ700")
    );
    assert_eq!(
        refused(&xlsx(&[("一", "", &merges)], &[])),
        Refusal::TooMuch
    );
    let strings = format!("<sst><si><t>{}</t></si></sst>", "字".repeat(1000));
    let many = format!(
        "<sheetData>{}</sheetData>",
        r#"<c t="s"><v>0</v></c>"#.repeat(10_000)
    );
    let parts = [("xl/sharedStrings.xml", strings.as_str())];
    assert_eq!(
        refused(&xlsx(&[("一", "", &many)], &parts)),
        Refusal::TooMuch
    );
    let strings = "<si/>".repeat(1_100_000);
    let parts = [("xl/sharedStrings.xml", strings.as_str())];
    assert_eq!(refused(&xlsx(&[("一", "", "")], &parts)), Refusal::TooMuch);
    let repeated = r#"<table:table><table:table-row table:number-rows-repeated="999999999">
        <table:table-cell table:number-columns-repeated="999999999"><text:p>1</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(refused(&ods(repeated)), Refusal::TooMuch);
    // What is declared and not filled costs nothing.
    let declared = format!(r#"<dimension ref="A1:XFD1048576"/>{}"#, texts(&[&["甲"]]));
    assert_eq!(
        told(&read(&xlsx(&[("一", "", &declared)], &[]))),
        ["工作表“一”的 A1：甲"]
    );
}
