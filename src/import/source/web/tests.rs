//! Pages as systems and people make them, and what a person sees of them.

use super::*;
use crate::import::source::{Cell, LineKind};

/// What was read, a line for a piece: rows of grids with their cells parted by `|`.
fn shown(html: &str) -> Vec<String> {
    let source = read(html.as_bytes()).expect("a page");
    let mut shown = Vec::new();
    for piece in source.pieces {
        match piece {
            Piece::Line(line) => shown.push(match line.kind {
                LineKind::Paragraph => line.text,
                LineKind::Heading(level) => format!("h{level} {}", line.text),
                LineKind::Item => format!("* {}", line.text),
            }),
            Piece::Grid(grid) => {
                let (rows, _) = grid.extent();
                for row in 0..rows {
                    let cells = grid.cells.iter().filter(|cell| cell.row == row);
                    let cells: Vec<String> = cells
                        .map(|cell| {
                            let Cell {
                                column,
                                rows,
                                columns,
                                text,
                                ..
                            } = cell;
                            let text = text.replace('\n', "/");
                            match (rows, columns) {
                                (1, 1) => format!("{column}:{text}"),
                                _ => format!("{column}+{rows}x{columns}:{text}"),
                            }
                        })
                        .collect();
                    shown.push(format!("[{}]", cells.join("|")));
                }
            }
            Piece::Picture { description, .. } => shown.push(format!("<{description}>")),
        }
    }
    shown
}

#[test]
fn blocks_are_lines() {
    let html = "<html><head><title>题</title><style>p{}</style></head><body><!--[if gte mso 9]>无<![endif]-->\
        <h1>年　度<br>报告</h1><div>前<p>总体\n情况 <span>良</span><b>好</b>&nbsp;。</p>后</div>\
        <ul><li>一<ul><li>二</li></ul></li><li><p>三</p><p>四</p></li></ul><ol><li>甲<li>（二）乙<li>丙</ol>\
        <p>&nbsp;　</p><p>10&nbsp; 0<sup>2</sup><p style='DISPLAY: none'>藏<script>x</script>\
        <pre> 甲\t1\n\n乙\t2</pre><img alt=图></body></html>";
    assert_eq!(
        shown(html),
        [
            "h1 年　度",
            "h1 报告",
            "前",
            "总体情况 良好 。",
            "后",
            "* 一",
            "* 二",
            "* 三",
            "四",
            "* 1. 甲",
            "* （二）乙",
            "* 3. 丙",
            "10  02",
            "甲\t1",
            "乙\t2",
            "<图>",
        ]
    );
}

#[test]
fn spans_are_spread_and_end_tags_may_be_missing() {
    let html = "<table><caption>表</caption><tr><td rowspan=2 colspan=2>甲<td>乙\
        <tr><td>丙<tr><td rowspan=99999999><p>丁</p><p>戊</p><td colspan=0>己</table>";
    assert_eq!(
        shown(html),
        ["表", "[0+2x2:甲|2:乙]", "[2:丙]", "[0:丁/戊|1:己]"]
    );
}

#[test]
fn a_table_around_others_lays_out() {
    let html = "<table><tr><td>栏目<td><p>正文</p><table><tr><td>规章<td>0</table>后文</table>";
    assert_eq!(shown(html), ["栏目", "正文", "[0:规章|1:0]", "后文"]);
    let html = "<table><tr><td>一<tr><td>二</table>";
    assert_eq!(shown(html), ["一", "二"]);
}

#[test]
fn of_a_page_of_ours_the_report_is_read() {
    let main = include_str!("../../../../tests/golden/reports-2024-index.html");
    let html = format!(
        "<body class=\"w k-report\"><header><a>首页</a></header>{main}<footer>主办</footer>"
    );
    let lines = shown(&html);
    assert_eq!(lines[0], "h1 示例县人民政府2024年政府信息公开工作年度报告");
    assert!(lines[1].starts_with("本报告依据"), "{}", lines[1]);
    assert!(lines.contains(&"[0:规章|1:0|2:0|3:0]".to_owned()));
    assert!(
        lines.contains(
            &"[0+1x3:四、结转下年度继续办理|3:388|4:140|5:9|6:2|7:31|8:4|9:574]".to_owned()
        )
    );
    assert_eq!(
        lines[lines.len() - 2..],
        ["示例县人民政府", "2025年1月15日"]
    );
    // A page of others is read whole, but for what is around its content.
    let html = format!("<body><header><a>首页</a></header>{main}<footer>主办</footer>");
    let source = read(html.as_bytes()).expect("a page");
    let left_out = source.metadata.iter().find(|(name, _)| name == LEFT_OUT);
    let (_, left_out) = left_out.expect("bars");
    assert!(
        left_out.starts_with("首页\n") && left_out.ends_with("\n主办"),
        "{left_out}"
    );
    assert_eq!(shown(&html)[1], "索引号");
}

#[test]
fn what_word_and_editors_paste_is_seen_as_it_is_meant() {
    let word = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><body lang=ZH-CN>\
        <xml><w:View>Normal</w:View></xml>\
        <p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-size:16.0pt'>\n\
        收到申请<span lang=EN-US>3</span>件，<st1:chsdate Year=\"2022\" w:st=\"on\">2022年</st1:chsdate>。<span lang=EN-US><o:p></o:p></span></span></p>\
        <p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>甲</p>\
        <div align=center><table class=MsoNormalTable border=1><tr style='mso-yfti-irow:0'>\
        <td width=130 colspan=2 style='border:solid windowtext 1.0pt'><p class=MsoNormal align=center><b><span>商业\n企业<o:p></o:p></span></b></p></td>\
        <td><p class=MsoNormal><span lang=EN-US>0<o:p></o:p></span></p></td></tr>\
        <![if !supportMisalignedColumns]><tr height=0 style='display:none'><td width=60></td><td width=60></td></tr><![endif]></table></div>";
    assert_eq!(
        shown(word),
        ["收到申请3件，2022年。", "1.   甲", "[0+1x2:商业企业|2:0]"]
    );
    let editor = "<div class=\"TRS_Editor\"><p style=\"text-align: center;\"><strong><span style=\"\">二、主动公开</span></strong></p>\
        <table class=\"firstRow\"><tbody><tr class=\"firstRow\"><td valign=\"top\"><p style=\"white-space: normal;\">&nbsp;规章<br/></p></td>\
        <td><p><span>0&nbsp;</span></p></td></tr></tbody></table><p><br></p></div>";
    assert_eq!(shown(editor), ["二、主动公开", "[0:规章|1:0]"]);
}

#[test]
fn pages_of_divisions_alone_have_lines() {
    let html = "<div><div><span>一、总体</span><span>情况</span></div><div><div><span>规章</span></div>\
        <div>0</div></div><span style='display:block'>甲</span><span style='display: table-cell'>乙</span>\
        <div style='display:inline'>丙</div><div style='display:inline'>丁</div></div>";
    assert_eq!(
        shown(html),
        ["一、总体情况", "规章", "0", "甲", "乙", "丙丁"]
    );
}

#[test]
fn rows_that_are_paragraphs_part_the_grids_of_a_table() {
    let prose = "公开".repeat(50);
    let html = format!(
        "<table><tr><td colspan=2>一、总体情况<tr><td colspan=2>{prose}<tr><td>规章<td>0<tr><td>许可<td>1\
         <tr><td colspan=2>{prose}<tr><td colspan=2>镇政府</table>"
    );
    let expected = [
        "一、总体情况",
        &prose,
        "[0:规章|1:0]",
        "[0:许可|1:1]",
        &prose,
        "镇政府",
    ];
    assert_eq!(shown(&html), expected);
    let html = format!("<table><tr><td>导航<td>{prose}{prose}{prose}</table>");
    assert_eq!(shown(&html).len(), 2);
}

#[test]
fn what_a_page_states_is_taken_as_it_stands() {
    let html = "<title>题 目</title><meta name=PubDate content=' 2023-01-10 '><meta property=og:title content=甲>\
        <meta charset=utf-8><script type='application/ld+json'>{\"@type\":\"Report\",\"datePublished\":\"2023-01-09\",\
        \"publisher\":{\"name\":\"某镇\"},\"a\":1}</script><p>文</p><p hidden>藏</p>";
    let source = read(html.as_bytes()).expect("a page");
    let stated: Vec<(&str, &str)> = source
        .metadata
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let expected = [
        ("title", "题 目"),
        ("PubDate", "2023-01-10"),
        ("og:title", "甲"),
        ("datePublished", "2023-01-09"),
        ("publisher", "某镇"),
        (HIDDEN, "藏"),
    ];
    assert_eq!(stated, expected);
}

#[test]
fn pictures_stand_where_they_are_seen() {
    let html = "<p>甲<img alt=图一>乙</p><img><table><tr><td>规章<td><img alt=数></table>";
    assert_eq!(shown(html), ["甲乙", "<图一>", "<>", "[0:规章|1:]", "<数>"]);
    let source = read(html.as_bytes()).expect("a page");
    let last = source.pieces.last().expect("a picture");
    let place = Place::Table(1).cell(0, 1);
    assert!(matches!(last, Piece::Picture { place: there, .. } if *there == place));
}

#[test]
fn what_is_too_much_is_refused_in_time() {
    let deep = "<div>".repeat(100_000);
    assert_eq!(read(deep.as_bytes()), Err(Refusal::TooDeep));
    let overlapping = "<p><b style='display:block'><i><a><nobr>x</p>".repeat(50_000);
    assert!(read(overlapping.as_bytes()).is_err());
    let many = "<td>1".repeat(100_000);
    assert!(read(format!("<table>{many}").as_bytes()).is_err());
    let attributes: String = (0..200_000).map(|one| format!(" a{one}")).collect();
    let html = format!("<p{attributes}>甲<svg><style><p{attributes}>乙");
    assert_eq!(shown(&html), ["甲", "乙"]);
    let spans = "<tr>".to_owned() + &"<td rowspan=1000 colspan=1000>甲".repeat(50);
    assert_eq!(
        shown(&format!("<table>{}</table>", spans.repeat(50))).len(),
        50
    );
    assert_eq!(read(b"<p>&nbsp;<p hidden>x"), Err(Refusal::Empty));
}
