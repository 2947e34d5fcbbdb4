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

#[test]
fn word_saves_and_pastes_pages() {
    assert_eq!(
        shown(
            "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style>p.MsoNormal{margin:0}</style>
             <!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
             <body lang=ZH-CN><xml><w:View>Normal</w:View></xml>
             <p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><b style='mso-bidi-font-weight:normal'><span
             style='font-family:黑体'>一、总体<span class=SpellE>情况</span><span lang=EN-US><o:p></o:p></span></span></b></p>
             <p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;
             </span></span><![endif]>本年度主动公开政府
信息<st1:chmetcnv UnitName=\"件\" SourceValue=\"12\" w:st=\"on\"><span lang=EN-US>12</span>件</st1:chmetcnv>。<span style='mso-hide:all'>注</span></p>
             <p class=MsoNormal><o:p>&nbsp;</o:p></p>
             <table class=MsoTableGrid><tr style='mso-yfti-irow:0'><td width=99 rowspan=2><p class=MsoNormal>行政<br>
             许可<o:p></o:p></p></td><td><p class=MsoNormal><span lang=EN-US>1<o:p></o:p></span></p></td></tr>
             <tr><td><p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p></td></tr></table></body></html>"
        ),
        [
            "一、总体情况",
            "1. 本年度主动公开政府信息12件。",
            "0,0+2x1 行政/许可 | 0,1 1 | 1,1 "
        ]
    );
}

#[test]
fn tables_that_arrange_a_page_are_taken_apart() {
    let words = "本年度，我镇认真贯彻落实政府信息公开条例，主动公开政府信息。".repeat(8);
    let page = format!(
        "<table width=960><tr><td>首页<td>镇务公开<td>互动</table>
         <table><tr><td width=200>导航<td><h2>年度报告</h2><p>{words}<p>二、主动公开
         <table border=1><tr><td>规章<td>1<td>2<td>3<tr><td>规范性文件<td>4<td>5<td>6</table>附后</table>
         <table><tr><td>表中<table><tr><td>小<td>表</table><td>1<td>2<td>3<tr><td>丁<td>4<td>5<td>6</table>
         <table><tr><td>只有<tr><td>一列</table>"
    );
    assert_eq!(
        shown(&page),
        [
            "0,0 首页 | 0,1 镇务公开 | 0,2 互动",
            "导航",
            "h2 年度报告",
            &words,
            "二、主动公开",
            "0,0 规章 | 0,1 1 | 0,2 2 | 0,3 3 | 1,0 规范性文件 | 1,1 4 | 1,2 5 | 1,3 6",
            "附后",
            "0,0 表中 | 0,1 1 | 0,2 2 | 0,3 3 | 1,0 丁 | 1,1 4 | 1,2 5 | 1,3 6",
            "0,0 小 | 0,1 表",
            "只有",
            "一列",
        ]
    );
}

#[test]
fn menus_are_left_out_where_the_page_says_what_they_are() {
    let table = "<table><tr><td>规章<td>1</table>";
    let around = |content: &str| {
        format!(
            "<header>站名</header><nav>首页</nav>{content}<select><option>年份</select><footer>主办</footer>"
        )
    };
    let main =
        format!("<main><article><header>题</header>{table}</article><button>打印</button></main>");
    assert_eq!(shown(&around(&main)), ["题", "0,0 规章 | 0,1 1"]);
    assert_eq!(
        shown(&around(&format!("<div>题</div>{table}"))),
        ["站名", "首页", "题", "0,0 规章 | 0,1 1", "年份", "主办"]
    );
}

#[test]
fn editors_leave_pictures_lists_and_lines_in_spans() {
    assert_eq!(
        shown(
            "<div><span>甲</span><br/><span>乙</span><img src=a.png alt=' 表一 '>丙</div><img width=1 height=1 src=count>
             <ol class='custom_cn list-paddingleft-1' style='list-style-type: cjk-ideographic;'><li><p>丁</p><p>戊</p></li>
             <li>己</ol><p style=\"white-space: pre-wrap\">庚\n辛</p>"
        ),
        ["甲", "乙丙", "[表一]", "- 一、丁", "戊", "- 二、己", "庚", "辛"]
    );
}

#[test]
fn a_page_states_facts_outside_its_text() {
    let page = "<head><title> 某镇\n年报 </title><meta name=ArticleTitle content='2022年报'><meta property='og:title' content=报>
         <meta charset=utf-8><meta name=PubDate content=''><script type='application/ld+json'>
         {\"@type\":\"Report\",\"name\":\"年报\",\"about\":{\"name\":\"无\"},\"datePublished\":\"2023-01-05\"}</script><p>甲";
    let source = read(page).expect("a page");
    let stated = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        source.metadata,
        [
            stated("title", "某镇 年报"),
            stated("ArticleTitle", "2022年报"),
            stated("og:title", "报"),
            stated("datePublished", "2023-01-05"),
            stated("name", "年报"),
        ]
    );
}

#[test]
fn of_a_published_report_only_its_own_words_are_read() {
    let page = "<body class=k-report><main><h1>题</h1><dl class=meta><div><dt>索引号<dd>甲1</div></dl><section><h2>数据速览</h2></section>
         <article class=prose><h2>一、总体情况</h2><p>无。</p></article><p>核对情况</p></main>";
    assert_eq!(shown(page), ["h2 一、总体情况", "无。"]);
    let source = read(page).expect("a page");
    assert_eq!(source.metadata, [("索引号".to_owned(), "甲1".to_owned())]);
}
