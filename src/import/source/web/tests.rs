//! Pages of many makers.

use super::read;
use crate::import::source::{LineKind, Piece};

/// The pieces of a page, each on lines of its own.
fn shown(page: &str) -> Vec<String> {
    let source = read(page).expect("a page");
    let pieces = source.pieces.into_iter().map(|piece| match piece {
        Piece::Line(line) => match line.kind {
            LineKind::Paragraph => line.text,
            LineKind::Item => format!("- {}", line.text),
            LineKind::Heading(level) => format!("h{level} {}", line.text),
        },
        Piece::Picture { description, .. } => format!("[{description}]"),
        Piece::Grid(grid) => {
            let cells = grid.cells.iter().map(|cell| {
                let mut at = format!("{},{}", cell.row, cell.column);
                if cell.rows > 1 || cell.columns > 1 {
                    at += &format!("+{}x{}", cell.rows, cell.columns);
                }
                format!("{at} {}", cell.text.replace('\n', "/"))
            });
            cells.collect::<Vec<_>>().join(" | ")
        }
    });
    pieces.collect()
}

#[test]
fn lines_end_where_a_browser_ends_them() {
    assert_eq!(
        shown(
            "<title>题</title><style>p{}</style><div>一<span>二</span>
             三<p>四<br>五<br><br></p>六</div><h2>七 <b>八</b></h2><ul><li>九<p>十</ul>
             <ol start=3><li><li>丙</ol><!-- 注 --><p hidden>无</p><p style='color:red; DISPLAY : none'>无</p>
             <script>无</script><pre>a  b\n\tc\td\n</pre>"
        ),
        ["一二三", "四", "五", "六", "h2 七 八", "- 九", "十", "- 4. 丙", "a  b", "\tc\td"]
    );
}

#[test]
fn spans_are_spread_out_and_unclosed_cells_end() {
    assert_eq!(
        shown(
            "<table><caption>表一</caption><tr><th rowspan=2>甲<th colspan=2>乙<tr><td>丙<p>1<p>2<td>&nbsp;
             <tr><td colspan=3 rowspan=9>丁<TABLE>"
        ),
        ["表一", "0,0+2x1 甲 | 0,1+1x2 乙 | 1,1 丙/1/2 | 1,2  | 2,0+1x3 丁"]
    );
}
