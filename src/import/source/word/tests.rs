//! What is read of documents that hold what word processors write.

use crate::import::source::kind;
use crate::import::source::{Format, Line, LineKind, Piece, Source};
use crate::parse::office::packed::packed;

use super::Refusal;

/// A document with this body, beside these parts.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#
    );
    let mut all = vec![("word/document.xml", document.as_str())];
    all.extend(parts);
    packed(&all)
}

fn read(body: &str, parts: &[(&str, &str)]) -> Source {
    let source = kind::read(&docx(body, parts)).expect("a document");
    assert_eq!(source.format, Format::Word);
    source
}

fn refused(body: &str) -> Refusal {
    kind::read(&docx(body, &[])).expect_err("must be refused")
}

/// Pieces as lines: `h1 words`, `- words`, `words`; of a grid its cells by place, with
/// spans where there are any.
fn told(source: &Source) -> Vec<String> {
    let mut told = Vec::new();
    for piece in &source.pieces {
        match piece {
            Piece::Line(Line { text, kind, .. }) => told.push(match kind {
                LineKind::Paragraph => text.clone(),
                LineKind::Item => format!("- {text}"),
                LineKind::Heading(level) => format!("h{level} {text}"),
            }),
            Piece::Grid(grid) => {
                let cells = grid.cells.iter().map(|cell| {
                    let (row, column) = (cell.row, cell.column);
                    let span = match (cell.rows, cell.columns) {
                        (1, 1) => String::new(),
                        (rows, columns) => format!("+{rows}x{columns}"),
                    };
                    format!("{row},{column}{span}={:?}", cell.text)
                });
                told.push(cells.collect::<Vec<_>>().join(" "));
            }
            Piece::Picture { description, .. } => told.push(format!("picture {description}")),
        }
    }
    told
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn styled(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(properties: &str, inside: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>")
}

fn tr(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn table(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat())
}

#[test]
fn paragraphs_come_in_order_with_their_places() {
    let body = [
        p("昌明县２０２２年年报"),
        "<w:p/>".to_owned(),
        "<w:p><w:r><w:t>一行</w:t><w:br/><w:t>两&amp;行</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:r><w:t>前</w:t><w:tab/><w:t>后</w:t><w:noBreakHyphen/></w:r></w:p>".to_owned(),
    ];
    let source = read(&body.concat(), &[]);
    assert_eq!(
        told(&source),
        ["昌明县２０２２年年报", "一行", "两&行", "前\t后-"]
    );
    let places = source.pieces.iter().map(|piece| match piece {
        Piece::Line(line) => line.place.to_string(),
        _ => String::new(),
    });
    let places: Vec<String> = places.collect();
    assert_eq!(places, ["第 1 段", "第 2 段", "第 2 段", "第 3 段"]);
}

#[test]
fn headings_are_known_by_outline_and_style() {
    let styles = r#"<w:styles>
        <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
        <w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="x"><w:name w:val="小节"/><w:basedOn w:val="y"/></w:style>
        <w:style w:styleId="y"><w:name w:val="章"/><w:basedOn w:val="x"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
        <w:style w:styleId="b"><w:name w:val="标题 3"/></w:style></w:styles>"#;
    let body = [
        styled(r#"<w:pStyle w:val="1"/>"#, "甲"),
        styled(r#"<w:pStyle w:val="x"/>"#, "乙"),
        styled(r#"<w:pStyle w:val="b"/>"#, "丙"),
        styled(r#"<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>"#, "丁"),
        styled(r#"<w:outlineLvl w:val="3"/>"#, "戊"),
        styled(r#"<w:pStyle w:val="absent"/>"#, "己"),
    ];
    let source = read(&body.concat(), &[("word/styles.xml", styles)]);
    assert_eq!(
        told(&source),
        ["h1 甲", "h2 乙", "h3 丙", "丁", "h4 戊", "己"]
    );
}

#[test]
fn numbers_that_are_not_in_the_text_are_counted() {
    let numbering = r#"<w:numbering>
      <w:abstractNum w:abstractNumId="7">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
        <w:lvl w:ilvl="3"><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%4"/><w:suff w:val="nothing"/></w:lvl>
      </w:abstractNum>
      <w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    </w:numbering>"#;
    let styles = r#"<w:styles><w:style w:styleId="h"><w:name w:val="heading 1"/>
        <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let entry = |list: u8, level: u8, text: &str| {
        let number =
            format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
        styled(&number, text)
    };
    let body = [
        entry(1, 0, "总体情况"),
        entry(1, 1, "主动公开"),
        entry(1, 1, "依申请公开"),
        entry(1, 2, "受理"),
        entry(1, 3, "答复"),
        styled(r#"<w:pStyle w:val="h"/>"#, "收到和处理"),
        entry(1, 1, "新的一节"),
        entry(2, 0, "圆点"),
        entry(0, 0, "没有编号"),
        styled(
            r#"<w:pStyle w:val="h"/><w:numPr><w:numId w:val="0"/></w:numPr>"#,
            "摘出来的",
        ),
        entry(3, 0, "从五开始"),
        entry(9, 0, "清单不存在"),
    ];
    let parts = [
        ("word/numbering.xml", numbering),
        ("word/styles.xml", styles),
    ];
    assert_eq!(
        told(&read(&body.concat(), &parts)),
        [
            "- 一、总体情况",
            "- （一）主动公开",
            "- （二）依申请公开",
            "- 3. 受理",
            "- ①答复",
            "h1 二、收到和处理",
            "- （一）新的一节",
            "- 圆点",
            "没有编号",
            "h1 摘出来的",
            "- 五、从五开始",
            "- 清单不存在",
        ]
    );
}

#[test]
fn merged_cells_are_one() {
    let body = table(&[
        tr(&[
            tc(
                r#"<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>"#,
                &p("甲"),
            ),
            tc("", &(p("２") + "<w:p/>" + &p("行"))),
        ]),
        tr(&[
            tc(r#"<w:gridSpan w:val="2"/><w:vMerge/>"#, "<w:p/>"),
            tc(r#"<w:vMerge w:val="restart"/>"#, &p("/")),
        ]),
        format!(
            "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr>",
            tc("", "<w:p/>"),
            tc(r#"<w:vMerge w:val="continue"/>"#, "<w:p/>")
        ),
        tr(&[
            tc(r#"<w:hMerge w:val="restart"/>"#, &p("—")),
            tc("<w:hMerge/>", ""),
            tc("<w:vMerge/>", &p("丁")),
        ]),
    ]);
    let source = read(&body, &[]);
    assert_eq!(
        told(&source),
        [r#"0,0+2x2="甲" 0,2="２\n行" 1,2+3x1="/\n丁" 2,1="" 3,0+1x2="—""#]
    );
}

#[test]
fn a_table_in_a_cell_follows_the_table_around_it() {
    let inner = table(&[tr(&[tc("", &p("内一")), tc("", &p("内二"))])]);
    let outer = table(&[tr(&[
        tc("", &(p("外一") + &inner + "<w:p/>")),
        tc("", &p("外二")),
    ])]);
    assert_eq!(
        told(&read(&(outer + &p("后")), &[])),
        [r#"0,0="外一" 0,1="外二""#, r#"0,0="内一" 0,1="内二""#, "后"]
    );
    // One that only holds things together is no table of its own.
    let frame = table(&[tr(&[tc("", &(p("题") + &inner + &p("尾")))])]);
    let source = read(&frame, &[]);
    assert_eq!(told(&source), ["题", r#"0,0="内一" 0,1="内二""#, "尾"]);
}

#[test]
fn what_nobody_sees_is_not_read_as_text() {
    let body = [
        r#"<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>
           <w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom></w:p>"#,
        r#"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上半</w:t></w:r></w:p><w:p><w:r><w:t>下半</w:t></w:r></w:p>"#,
        r#"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r></w:p>"#,
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>码</w:t></w:r>
           <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
        r#"<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs><w:pPrChange><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>正文</w:t></w:r></w:p>"#,
        r#"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击此处输入</w:t></w:r></w:p></w:sdtContent></w:sdt>"#,
        r#"<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>控件里</w:t></w:r></w:p></w:sdtContent></w:sdt>"#,
        r#"<w:p><m:oMath xmlns:m="m"><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>"#,
    ];
    let source = read(&body.concat(), &[]);
    assert_eq!(
        told(&source),
        ["新", "上半下半", "明", "12", "正文", "控件里", "x+1"]
    );
    let said = |name: &str| source.metadata.iter().any(|(key, _)| key == name);
    assert!(said("修订"));
    assert!(
        source
            .metadata
            .contains(&("隐藏的文字".into(), "暗".into()))
    );
}

#[test]
fn text_boxes_are_read_once_and_pictures_are_told() {
    let text_box = format!("<w:txbxContent>{}</w:txbxContent>", p("框里"));
    let body = format!(
        r#"<w:p><w:r><w:t>框</w:t><mc:AlternateContent xmlns:mc="mc"><mc:Choice>{text_box}</mc:Choice>
        <mc:Fallback><w:pict>{text_box}</w:pict></mc:Fallback></mc:AlternateContent><w:t>外</w:t></w:r></w:p>
        <w:p><w:r><w:drawing><wp:docPr xmlns:wp="wp" descr="表三 截图"/><a:blip xmlns:a="a"/></w:drawing></w:r></w:p>
        <w:p><w:r><w:pict><v:shape xmlns:v="v" alt=""><v:imagedata/></v:shape></w:pict></w:r>
        <w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F0FF"/><w:t>同意</w:t></w:r></w:p>"#
    );
    assert_eq!(
        told(&read(&body, &[])),
        ["框外", "框里", "picture 表三 截图", "☑同意", "picture "]
    );
}

#[test]
fn notes_come_last_and_what_stands_beside_is_metadata() {
    let notes = r#"<w:footnotes><w:footnote w:type="separator"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="1"><w:p><w:r><w:t>含上年结转</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let header = format!("<w:hdr>{}</w:hdr>", p("内部资料"));
    let comments = format!(
        "<w:comments><w:comment>{}</w:comment></w:comments>",
        p("待核")
    );
    let core = "<cp:coreProperties><dc:title>年报</dc:title><dc:creator/><dcterms:created>2023-01-16T02:03:04Z</dcterms:created></cp:coreProperties>";
    let parts = [
        ("word/footnotes.xml", notes),
        ("word/header1.xml", header.as_str()),
        ("word/header2.xml", header.as_str()),
        ("word/comments.xml", comments.as_str()),
        ("docProps/core.xml", core),
    ];
    let source = read(&p("正文"), &parts);
    assert_eq!(told(&source), ["正文", "含上年结转"]);
    let metadata = source.metadata.iter();
    let metadata: Vec<_> = metadata
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        metadata,
        [
            ("title", "年报"),
            ("created", "2023-01-16T02:03:04Z"),
            ("页眉", "内部资料"),
            ("批注", "待核"),
        ]
    );
}

#[test]
fn the_document_is_where_the_package_says() {
    let links = r#"<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
    let document = format!("<w:document><w:body>{}</w:body></w:document>", p("在别处"));
    let bytes = packed(&[("_rels/.rels", links), ("Word\\Document2.xml", &document)]);
    assert_eq!(told(&kind::read(&bytes).expect("a document")), ["在别处"]);
}

#[test]
fn no_document_takes_long_or_much() {
    let nested = "<w:tbl><w:tr><w:tc>".repeat(10_000);
    assert_eq!(refused(&nested), Refusal::TooMuch);
    assert_eq!(refused(&"<w:p>".repeat(10_000)), Refusal::TooMuch);
    assert_eq!(refused(&"<w:p/>".repeat(400_000)), Refusal::TooMuch);
    assert_eq!(refused(&" ".repeat(41 << 20)), Refusal::TooMuch);
    assert_eq!(refused(&p(&"字".repeat(7 << 20))), Refusal::TooMuch);
    // Endless spans reach no further than a word processor could make them.
    let spans = r#"<w:gridSpan w:val="99999999"/>"#;
    let wide = table(&[tr(&[tc(spans, &p("甲")), tc(spans, &p("乙"))])]);
    let source = read(&wide, &[]);
    assert_eq!(told(&source), [r#"0,0+1x63="甲" 0,63+1x63="乙""#]);
    let many = table(&[tr(&vec![tc(spans, ""); 100_000])]);
    assert_eq!(refused(&many), Refusal::TooMuch);
}

#[test]
fn entities_that_a_document_declares_are_not_expanded() {
    let document = r#"<!DOCTYPE x [<!ENTITY a "啊啊啊啊"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
        <w:document><w:body><w:p><w:r><w:t>甲&b;&c;乙</w:t></w:r></w:p></w:body></w:document>"#;
    let bytes = packed(&[("word/document.xml", document)]);
    assert_eq!(told(&kind::read(&bytes).expect("a document")), ["甲乙"]);
}
