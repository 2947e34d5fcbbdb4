//! The kinds of files, each with good ones to begin from.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::damage::{Words, damage};
use crate::printed::Dice;

/// How a file of sectors begins.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

/// A kind of files.
pub struct Target {
    pub name: &'static str,
    pub words: Words,
    files: fn() -> Vec<Vec<u8>>,
}

/// A good file, ready to be damaged.
pub enum File {
    Bytes(Vec<u8>),
    /// The parts of a package, with their names. Damage to the package itself ends at
    /// its checksums, so most of it is done to one of the parts.
    Package(Vec<(String, Vec<u8>)>),
}

const MARKUP: Words = &[
    "<",
    ">",
    "</",
    "/>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<td rowspan=99 colspan=99>",
    "<p>",
    "</p>",
    "<div hidden>",
    "<ol start=9><li>",
    "<b>",
    "</b>",
    "<svg>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<template>",
    "<select>",
    "<br>",
    "&#",
    "&nbsp;",
    "\"",
    "'",
    "<style>",
    "<script>",
    "<meta charset=gbk>",
];
const TEXT: Words = &[
    "\n",
    "\n\n",
    "\r",
    "|",
    "\t",
    "`",
    "\u{feff}",
    "\u{a0}",
    "公",
    "总计",
    "一、总体情况",
    "行政许可",
    "第一项",
    "（一）予以公开",
    "0",
    "142000016",
    "年度报告",
    "<table><tr><td>",
    "# ",
    "1. ",
    "\\",
    ",",
    ";",
    "\"",
];
const MAIL: Words = &[
    "--b\n",
    "--b--\n",
    "\n\n",
    "Content-Type: text/html\n",
    "Content-Transfer-Encoding: base64\n",
    "=E4",
    "=\n",
    "boundary=\"b\"",
    "Content-Type: multipart/related; boundary=\"c\"\n\n",
    "charset=gb2312",
    "<table><tr><td>",
];
const OFFICE: Words = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "<w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:vMerge/>",
    "<w:gridSpan w:val=\"9999\"/>",
    "<w:sdt>",
    "<w:numId w:val=\"1\"/>",
    "<w:del>",
    "<mc:Fallback>",
    "&#x0;",
    "&a;",
    "<row r=\"1048576\">",
    "<c r=\"XFD1\" t=\"s\"><v>1</v></c>",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "t=\"s\"",
    "<table:table-cell table:number-columns-repeated=\"99999\"/>",
    "<table:table-row table:number-rows-repeated=\"99999\">",
    "<si>",
    "</si>",
    "<!DOCTYPE a [<!ENTITY a \"aaaa\">]>",
    "<",
    ">",
    "/",
    "\"",
];

pub const TARGETS: [Target; 9] = [
    Target {
        name: "web",
        words: MARKUP,
        files: || vec![PAGE.into(), report().into_bytes()],
    },
    Target {
        name: "mhtml",
        words: MAIL,
        files: || vec![ARCHIVE.into()],
    },
    Target {
        name: "text",
        words: TEXT,
        files: || vec![RUN_ON.into(), LINES.into()],
    },
    Target {
        name: "markdown",
        words: TEXT,
        files: || vec![MARKDOWN.into()],
    },
    Target {
        name: "csv",
        words: TEXT,
        files: || vec![CSV.into()],
    },
    Target {
        name: "docx",
        words: OFFICE,
        files: || vec![fixture("report.docx")],
    },
    Target {
        name: "xlsx",
        words: OFFICE,
        files: || vec![fixture("book.xlsx")],
    },
    Target {
        name: "ods",
        words: OFFICE,
        files: || vec![fixture("book.ods")],
    },
    Target {
        name: "xls",
        words: &["\0", "\u{9}\u{8}", "\u{fd}\0", "甲"],
        files: || vec![fixture("book.xls")],
    },
];

const PAGE: &str = "<html><head><meta charset=utf-8><title>青禾镇2022年政府信息公开工作年度报告</title></head><body>\
    <!--[if gte mso 9]><xml></xml><![endif]--><h1>年报</h1><p class=MsoNormal>一、<span>总体<o:p></o:p></span>&nbsp;</p>\
    <ol start=3><li>甲<ul><li>乙</ul></ol><table><caption>表</caption><thead><tr><td rowspan=2>规章<td colspan=0>0<tr>\
    <td>1<br>2</table><pre>\ta\n</pre><svg><title>图</title></svg><select><option>x</select><img alt=图><b><i>x</b>y</i></body>";
const ARCHIVE: &str = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\n\
    Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>=E4=B8=\n=80</p>\n--b\n\
    Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\nPHA+x/g8L3A+\n--b--\n";
const RUN_ON: &str = "青禾镇2022年政府信息公开工作年度报告 一、总体情况 公开12件。 二、主动公开政府信息情况 规章 0 0 0 \
    行政规范性文件1129 行政许可17 行政处罚3 行政强制0 行政事业性收费0.5 三、收到和处理政府信息公开申请情况 \
    一、本年新收政府信息公开申请数量142000016 二、上年结转政府信息公开申请数量0000000 （一）予以公开 1 0 0 0 0 0 1";
const LINES: &str = "二、主动公开政府信息情况\n第二十条第（一）项\n规章\n0\n0\n0\n行政规范性文件\n1\n\n9\n行政许可\n17\n\
    四、政府信息公开行政复议、行政诉讼情况\n行政复议\n0\n0\n0\n0\n0\n五、存在的主要问题及改进情况\n无\n";
const MARKDOWN: &str = "# 青禾镇2022年政府信息公开工作年度报告\n\n## 一、总体情况\n\n1. 甲\n2. 乙\n\n| 规章 | 0 |\n|--|--|\n\
    | **1** | 2 | 3 |\n\n<table><tr><td>5</table>\n\n![图](a)\n> 引\n";
const CSV: &str = "规章,\"1,0\"\"0\",\r\n行政许可\t2;3\r\n总计,1,2,3\r\n";

/// A page with a whole table of applications, which gives the matcher something to do.
fn report() -> String {
    let row =
        |label: &str| format!("<tr><td colspan=3>{label}<td>1<td>0<td>0<td>0<td>0<td>0<td>1</tr>");
    let rows: String = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "（七）总计",
        "四、结转下年度继续办理",
    ]
    .map(row)
    .concat();
    format!(
        "<p>青禾镇2022年政府信息公开工作年度报告<p>一、总体情况<p>三、收到和处理政府信息公开申请情况<table>{rows}</table>"
    )
}

fn fixture(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/tests/fixtures/import/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read(path).expect("a fixture")
}

impl Target {
    /// The good files, taken apart where they are packages.
    pub fn good(&self) -> Vec<File> {
        (self.files)().into_iter().map(taken_apart).collect()
    }
}

fn taken_apart(bytes: Vec<u8>) -> File {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(&bytes)) else {
        return File::Bytes(bytes);
    };
    let parts = (0..archive.len()).map(|at| {
        let mut part = archive.by_index(at).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a whole part");
        let name = part.name().expect("a name").into_owned();
        (name, content)
    });
    File::Package(parts.collect())
}

impl File {
    /// A damaged copy.
    pub fn damaged(&self, words: Words, dice: &mut Dice) -> Vec<u8> {
        match self {
            Self::Bytes(bytes) => {
                let mut bytes = bytes.clone();
                let in_place = bytes.starts_with(COMPOUND);
                damage(&mut bytes, words, in_place, dice);
                bytes
            }
            Self::Package(parts) => {
                let chosen = dice.below(parts.len() as u64) as usize;
                let of_package = dice.below(8) == 0;
                let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
                let stored =
                    SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
                for (at, (name, content)) in parts.iter().enumerate() {
                    let mut content = content.clone();
                    if at == chosen && !of_package {
                        damage(&mut content, words, false, dice);
                    }
                    writer.start_file(name.as_str(), stored).expect("a part");
                    writer.write_all(&content).expect("a part");
                }
                let mut bytes = writer.finish().expect("a package").into_inner();
                if of_package {
                    damage(&mut bytes, words, false, dice);
                }
                bytes
            }
        }
    }
}
