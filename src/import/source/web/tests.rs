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
