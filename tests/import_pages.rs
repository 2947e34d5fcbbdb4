//! One report in the pages of many makers: all are read as the same numbers and words.

use encoding_rs::GB18030;
use gongkai::import::matching;
use gongkai::import::reading::{Reading, Status};
use gongkai::import::source::{Grid, LineKind, Piece, Source, kind};

/// Reports as gongkai publishes them, of both forms.
const PUBLISHED: [(&str, &str); 2] = [
    ("2021", include_str!("golden/reports-2024-index.html")),
    ("2019", include_str!("golden/reports-2019-index.html")),
];

fn published(page: &str) -> Source {
    let page = format!("<!DOCTYPE html><body class=k-report>{page}</body>");
    kind::read(page.as_bytes()).expect("a page of ours")
}

/// What a maker writes around the words of one line, and of one cell.
struct Maker {
    name: &'static str,
    head: &'static str,
    line: [&'static str; 2],
    table: [&'static str; 2],
    row: [&'static str; 2],
    cell: [&'static str; 3],
    line_end: &'static str,
    foot: &'static str,
}

const MAKERS: [Maker; 4] = [
    Maker {
        name: "a content management system",
        head: "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>年度报告_某县人民政府</title>\
            <meta name=\"ArticleTitle\" content=\"年度报告\"/><script>var a = '<p>9</p>';</script></head><body>\
            <div class=\"header\"><ul><li><a href=\"/\">首页</a></li><li><a>政务公开</a></li></ul></div>\
            <div>当前位置：<a>首页</a> &gt; <a>年报</a></div><h1>年度报告</h1><div>发布时间：2023-01-10 浏览次数：\
            <span>12</span> 字号：<a>大</a> <a>中</a></div><div class=\"TRS_Editor\">",
        line: [
            "\n<p style=\"text-indent: 2em;\"><span style=\"font-family:仿宋\">&nbsp;&nbsp;",
            "</span></p>",
        ],
        table: ["\n<table class=\"firstRow\"><tbody>", "</tbody></table>"],
        row: ["\n<tr class=\"firstRow\">", "</tr>"],
        cell: [
            "\n  <td valign=\"top\"",
            "><p style=\"white-space: normal;\"><span>\n    ",
            "<br/></span></p></td>",
        ],
        line_end: "<br/>",
        foot: "</div><div class=\"share\">分享到：<a>微信</a></div><div>主办：某县人民政府</div></body></html>",
    },
    Maker {
        name: "Word",
        head: "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta http-equiv=Content-Type \
            content=\"text/html; charset=utf-8\"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View>\
            </w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=ZH-CN>",
        line: [
            "\n<p class=MsoNormal style='mso-char-indent-count:2.0'><a name=\"_Toc1\"></a><span style='mso-hansi-font-family:仿宋'>",
            "<span lang=EN-US><o:p></o:p></span></span></p>",
        ],
        table: [
            "\n<div align=center><table class=MsoNormalTable border=1>",
            "</table></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>",
        ],
        row: ["\n<tr style='mso-yfti-irow:0'>", "</tr>"],
        cell: [
            "\n<td width=99",
            "><p class=MsoNormal align=center><span lang=EN-US>",
            "<o:p></o:p></span></p></td>",
        ],
        line_end: "</span></p><p class=MsoNormal><span>",
        foot: "</body></html>",
    },
    Maker {
        name: "a page of twenty years ago",
        head: "<HTML><HEAD><META http-equiv=Content-Type content=\"text/html; charset=gb2312\"></HEAD><BODY bgColor=#ffffff>\
            <TABLE width=778 align=center><TR><TD><A href=/>首页</A><TD><A>机构</A></TABLE><TABLE width=778><TR><TD width=150>\
            <A>年报</A><TD><TABLE width=\"100%\"><TR><TD align=center><B>年度报告</B><TR><TD><FONT size=3>",
        line: ["\n<BR>　　", "<BR>"],
        table: ["\n<TABLE border=1><TBODY>", "</TABLE>"],
        row: ["\n<TR>", ""],
        cell: ["\n<TD", "><FONT face=宋体>", "</FONT>"],
        line_end: "<BR>",
        foot: "</FONT></TABLE></TABLE><CENTER>主办：某县人民政府</CENTER>",
    },
    Maker {
        name: "an editor without tables",
        head: "<div id=\"zoom\">",
        line: ["<div><span>", "</span></div>"],
        table: ["", ""],
        row: ["", ""],
        cell: ["<p", "><strong>", "</strong></p>"],
        line_end: "",
        foot: "</div>",
    },
];

fn written(maker: &Maker, source: &Source) -> String {
    let mut page = maker.head.to_owned();
    for piece in &source.pieces {
        match piece {
            // The title stands in the head.
            Piece::Line(line) if line.kind == LineKind::Heading(1) => {}
            Piece::Line(line) => page.extend([maker.line[0], &escaped(&line.text), maker.line[1]]),
            Piece::Grid(grid) => table(maker, grid, &mut page),
            Piece::Picture { .. } => {}
        }
    }
    page + maker.foot
}

fn table(maker: &Maker, grid: &Grid, page: &mut String) {
    page.push_str(maker.table[0]);
    for row in 0..grid.extent().0 {
        page.push_str(maker.row[0]);
        for cell in grid.cells.iter().filter(|cell| cell.row == row) {
            page.push_str(maker.cell[0]);
            for (name, span) in [("rowspan", cell.rows), ("colspan", cell.columns)] {
                if span > 1 {
                    page.push_str(&format!(" {name}=\"{span}\""));
                }
            }
            page.push_str(maker.cell[1]);
            page.push_str(&escaped(&cell.text).replace('\n', maker.line_end));
            page.push_str(maker.cell[2]);
        }
        page.push_str(maker.row[1]);
    }
    page.push_str(maker.table[1]);
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Every cell with its status, and the lines of the sections without white space.
fn understood(reading: &Reading) -> (Vec<(Status, String)>, Vec<String>) {
    let cells = reading.tables.iter().flat_map(|table| &table.cells);
    let cells = cells.map(|cell| {
        let value = cell.value.as_ref();
        (
            cell.status,
            value.map_or_else(String::new, ToString::to_string),
        )
    });
    let sections = reading.words.iter().filter(|words| words.section.is_some());
    let lines = sections.flat_map(|words| words.before.iter().chain(&words.after));
    let lines = lines.map(|line| line.text.split_whitespace().collect());
    (cells.collect(), lines.collect())
}

#[test]
fn one_report_is_the_same_in_the_pages_of_all_makers() {
    for (form, page) in PUBLISHED {
        let source = published(page);
        let reading = matching::read(&source).expect("a report");
        assert_eq!(reading.form.id, form);
        let (cells, lines) = understood(&reading);
        assert!(cells.iter().all(|(status, _)| *status == Status::Read));
        assert!(
            cells.iter().any(|(_, value)| value.len() > 2),
            "numbers that are no zeros"
        );
        for maker in &MAKERS {
            let page = written(maker, &source);
            for bytes in [page.clone().into_bytes(), saved(&page)] {
                // What is declared is true of the page itself.
                let bytes = match page.contains("gb2312") && bytes == page.as_bytes() {
                    true => GB18030.encode(&page).0.into_owned(),
                    false => bytes,
                };
                let source = kind::read(&bytes).expect("a page");
                let reading = matching::read(&source).expect("a report");
                let (read, words) = understood(&reading);
                assert_eq!(reading.form.id, form, "{}", maker.name);
                let wrong: Vec<_> = read
                    .iter()
                    .zip(&cells)
                    .enumerate()
                    .filter(|(_, (a, b))| a != b)
                    .collect();
                assert!(wrong.is_empty(), "{}, form {form}: {wrong:?}", maker.name);
                let mut rest = words.iter();
                for line in &lines {
                    assert!(
                        rest.any(|word| word == line),
                        "{}, form {form}: {line} in {words:?}",
                        maker.name
                    );
                }
            }
        }
    }
}

/// The page as a browser saves it in one file.
fn saved(page: &str) -> Vec<u8> {
    let mut file = "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.com/\r\nSubject: =?utf-8?Q?=E6=8A=A5?=\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Boundary--1\"\r\n\r\n\r\n\
        ------Boundary--1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: http://example.com/\r\n\r\n"
        .to_owned();
    let mut width = 0;
    for byte in page.bytes() {
        let spelled = match byte {
            b' '..=b'~' if byte != b'=' => char::from(byte).to_string(),
            b'\n' => "\r\n".to_owned(),
            _ => format!("={byte:02X}"),
        };
        width = if byte == b'\n' {
            0
        } else {
            width + spelled.len()
        };
        if width > 75 {
            file.push_str("=\r\n");
            width = spelled.len();
        }
        file.push_str(&spelled);
    }
    file.push_str("\r\n------Boundary--1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------Boundary--1--\r\n");
    file.into_bytes()
}
