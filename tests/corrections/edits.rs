//! Published reports at random, and edits of them at random.

use std::collections::BTreeMap;

use gongkai::form::{Amount, Form, Kind, Value};
use gongkai::formats::report_yaml::write;
use gongkai::parse::date::Stamp;
use gongkai::parse::report::{ReportDoc, read};
use gongkai::path::SourcePath;
use gongkai::portal::Unit;

use crate::generate::{Odds, report};

/// The files of a site by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

const SITE: &str = "[site]\nname = \"甲县乙镇人民政府\"\n\n[organization]\nname = \"甲县乙镇人民政府\"\nkind = \"township\"\n";

/// What a report says, block by block. Its links lead to a page, an attachment, a picture,
/// itself and out of the site.
const WORDS: &str = "本报告按规定编制，共六个部分。

## 一、总体情况

全年主动公开信息 56 条，**其中**重点领域 12 条；办结率 100%。详见[指南](../../guide.md)和[附件](files/a.pdf)。

### （一）主动公开

- 网站公开 40 条
- 公告栏公开 16 条

| 渠道 | 条数 |
|---|---:|
| 网站 | 40 |
| 公告栏 | 16 |

## 五、存在的主要问题及改进情况

一是培训不够；二是形式单一。[县政府网站](https://www.example.gov.cn/a?b=1)有说明，![图](files/b.png)

> 引用的一段话。

## 六、其他需要报告的事项

没有收取信息处理费。见[本报告](report.md)。
";

/// The smallest picture.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x04\0\0\0\x03\x08\x06\0\0\0";

pub fn folder(year: u16) -> String {
    format!("content/reports/{year}/")
}

/// A site with one finished report of the given form, its numbers at random.
pub fn site(seed: u64, form: &'static Form) -> (u16, Files) {
    let mut seed = seed << 20;
    let random = loop {
        let one = report(seed);
        if one.form == form && Form::choose(None, one.year) == Some(form) {
            break one;
        }
        seed += 1;
    };
    let mut odds = Odds::new(seed);
    let doc = ReportDoc {
        draft: false,
        title: None,
        organization: None,
        allow: Vec::new(),
        undecided: Vec::new(),
        published: Some(day(&mut odds)),
        ..random
    };
    let year = doc.year;
    let folder = folder(year);
    let files = [
        ("site.toml".to_owned(), SITE.into()),
        ("content/guide.md".to_owned(), "# 指南\n\n来电。\n".into()),
        (format!("{folder}report.yaml"), write(&doc).into_bytes()),
        (format!("{folder}report.md"), WORDS.into()),
        (format!("{folder}files/a.pdf"), b"%PDF-1.4 first".to_vec()),
        (format!("{folder}files/b.png"), PNG.to_vec()),
    ];
    (year, files.into_iter().collect())
}

fn day(odds: &mut Odds) -> Stamp {
    Stamp {
        date: jiff::civil::date(2024, 1 + odds.below(12) as i8, 1 + odds.below(28) as i8),
        time: None,
    }
}

/// What must be listed of an edit: what stood there, and what stands there now.
#[derive(Debug)]
pub struct Expected {
    pub old: Option<String>,
    pub new: Option<String>,
}

impl Expected {
    fn of(old: &str, new: &str) -> Self {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self {
            old: some(old),
            new: some(new),
        }
    }
}

pub fn doc_of(files: &Files, year: u16) -> ReportDoc {
    let path = format!("{}report.yaml", folder(year));
    let text = String::from_utf8(files[&path].clone()).expect("UTF-8");
    let file = SourcePath::new(&path).expect("a path");
    read(&text, &file, year).0.expect("a report")
}

fn put(files: &mut Files, year: u16, name: &str, bytes: impl Into<Vec<u8>>) {
    files.insert(format!("{}{name}", folder(year)), bytes.into());
}

fn words(files: &Files, year: u16) -> String {
    let bytes = &files[&format!("{}report.md", folder(year))];
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

/// Changes what a published report says; `None` if by chance it says the same.
pub fn edit(files: &mut Files, year: u16, unit: &Unit, odds: &mut Odds) -> Option<Expected> {
    match odds.below(8) {
        0..=2 => number(files, year, unit, odds),
        3 => sentence(files, year, odds),
        4 => markup(files, year, odds),
        5 => field(files, year, unit, odds),
        6 => attachment(files, year, odds),
        _ => letter(files, year, odds),
    }
}

fn number(files: &mut Files, year: u16, unit: &Unit, odds: &mut Odds) -> Option<Expected> {
    let mut doc = doc_of(files, year);
    let grids = &unit.reports[&year].grids;
    let grid = odds.below(grids.len());
    let table = grids[grid].table;
    let cell = odds.below(table.size());
    let new = match table.kinds[cell % table.kinds.len()] {
        _ if odds.once_in(6) => Value::Blank,
        Kind::Count | Kind::Change => Value::Count(odds.below(100_000) as i64),
        Kind::Amount | Kind::AmountText => {
            let typed = format!("{}.{:02}", odds.below(1000), odds.below(100));
            Value::Amount(Amount::parse(&typed)?)
        }
    };
    let old = grids[grid].cells[cell].value.clone();
    if old == new {
        return None;
    }
    let mut at = 0;
    for (part, doc) in doc.form.parts.iter().zip(&mut doc.parts) {
        for (own, _) in part.tables.iter().enumerate() {
            if at == grid {
                doc.as_mut()?.tables[own][cell] = Some(new.clone());
            }
            at += 1;
        }
    }
    put(files, year, "report.yaml", write(&doc));
    let shown = |value: &Value| match value {
        Value::Blank => "空白".to_owned(),
        value => value.to_string(),
    };
    Some(Expected::of(&shown(&old), &shown(&new)))
}

/// A sentence more, or one less, or one instead of another.
fn sentence(files: &mut Files, year: u16, odds: &mut Odds) -> Option<Expected> {
    let text = words(files, year);
    let (old, new) = odds.pick(&[
        ("一是培训不够；", ""),
        ("一是培训不够；", "一是培训太少；"),
        ("没有收取信息处理费。", "没有收取信息处理费。没有别的事项。"),
        ("> 引用的一段话。\n\n", ""),
        ("- 网站公开 40 条", "- 网站公开 41 条"),
        ("| 公告栏 | 16 |", "| 公告栏 | 17 |"),
        ("12 条；", "1 2 条；"),
        (
            "## 五、存在的主要问题及改进情况",
            "## 五、主要问题和改进情况",
        ),
    ]);
    put(files, year, "report.md", text.replacen(old, new, 1));
    let told = |text: &str| {
        let text = text.trim_start_matches(['>', '-', '|', '#', ' ']).trim();
        text.split(['|', '。'])
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let (old, new) = match (old, new) {
        (old, new) if new.starts_with(old) => ("", &new[old.len()..]),
        pair => pair,
    };
    let (old, new) = (told(old), told(new));
    match old == new {
        // Of a table the cell that differs.
        true => Some(Expected::of("16", "17")),
        false => Some(Expected::of(&old, &new)),
    }
}

/// Where something leads, or how it stands there.
fn markup(files: &mut Files, year: u16, odds: &mut Odds) -> Option<Expected> {
    let text = words(files, year);
    let (old, new) = odds.pick(&[
        ("**其中**", "其中"),
        ("files/a.pdf", "files/b.png"),
        ("a?b=1", "a?b=2"),
        ("![图]", "![照片]"),
        ("### （一）主动公开", "（一）主动公开"),
        ("|---:|", "|:---|"),
        ("> 引用", "引用"),
    ]);
    put(files, year, "report.md", text.replacen(old, new, 1));
    Some(Expected {
        old: None,
        new: None,
    })
}

fn field(files: &mut Files, year: u16, unit: &Unit, odds: &mut Odds) -> Option<Expected> {
    let mut doc = doc_of(files, year);
    let report = &unit.reports[&year];
    let some = |text: &str| Some(text.to_owned());
    let (old, new) = match odds.below(6) {
        0 => {
            let old = doc.signed.replace(day(odds)).map(|day| day.iso());
            (old, doc.signed.as_ref().map(Stamp::iso))
        }
        1 => {
            let old = doc.published.replace(day(odds)).map(|day| day.iso());
            (old, doc.published.as_ref().map(Stamp::iso))
        }
        2 => {
            doc.title = some("乙镇政府信息公开工作年度报告");
            (some(&report.title), doc.title.clone())
        }
        3 => {
            let old = doc.index_number.take();
            doc.index_number = match old {
                Some(_) => None,
                None => some("QH-1"),
            };
            (old, doc.index_number.clone())
        }
        4 => {
            let old = doc.document_number.replace("乙政函〔2025〕9号".to_owned());
            (old, doc.document_number.clone())
        }
        _ => {
            // The name that the title is made of.
            let site = SITE.replace("乙镇", "丙镇");
            files.insert("site.toml".to_owned(), site.into_bytes());
            return Some(Expected::of("甲县乙镇人民政府", "甲县丙镇人民政府"));
        }
    };
    if old == new {
        return None;
    }
    put(files, year, "report.yaml", write(&doc));
    Some(Expected { old, new })
}

fn attachment(files: &mut Files, year: u16, odds: &mut Odds) -> Option<Expected> {
    let a = format!("{}files/a.pdf", folder(year));
    let told = match odds.below(3) {
        0 => {
            let own = files.remove(&a)?;
            put(files, year, "files/c.pdf", own);
            // Its link leads nowhere now, which is another matter.
            let text = words(files, year).replace("files/a.pdf", "files/c.pdf");
            put(files, year, "report.md", text);
            "附件 c.pdf"
        }
        1 => {
            put(
                files,
                year,
                "files/d.csv",
                format!("甲,{}\n", odds.below(1000)),
            );
            "附件 d.csv"
        }
        _ => {
            // As many bytes as before.
            files.get_mut(&a)?[9] ^= 1 + odds.below(7) as u8;
            "附件 a.pdf"
        }
    };
    Some(Expected {
        old: None,
        new: Some(told.to_owned()),
    })
}

/// One character of the words becomes another.
fn letter(files: &mut Files, year: u16, odds: &mut Odds) -> Option<Expected> {
    let text = words(files, year);
    let letters: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| ('\u{4e00}'..='\u{9fff}').contains(c))
        .collect();
    let (at, old) = odds.pick(&letters);
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let is_heading = text[line..].starts_with("## ");
    let new = if old == '改' { '换' } else { '改' };
    let changed = [&text[..at], &new.to_string(), &text[at + old.len_utf8()..]].concat();
    put(files, year, "report.md", changed);
    // A heading that the form does not know is another matter.
    (!is_heading).then(|| Expected::of(&old.to_string(), &new.to_string()))
}

/// Changes the files and nothing that the report says.
pub fn rewrite(files: &mut Files, year: u16, odds: &mut Odds) {
    let text = words(files, year);
    let data = format!("{}report.yaml", folder(year));
    let yaml = String::from_utf8(files[&data].clone()).expect("UTF-8");
    match odds.below(7) {
        0 => put(files, year, "report.md", text.replace("\n\n", "\n\n\n")),
        1 => put(files, year, "report.md", text.replace('\n', "\r\n")),
        2 => put(files, year, "report.md", text.replace("。\n", "。  \n")),
        3 => put(
            files,
            year,
            "report.yaml",
            format!("# 说明\n\n{yaml}\n# 完\n"),
        ),
        4 => put(files, year, "report.yaml", yaml.replace('\n', "\r\n")),
        5 => put(files, year, "report.yaml", write(&doc_of(files, year))),
        _ => {
            // The first line goes behind the others of its kind.
            let (first, rest) = yaml.split_once('\n').expect("lines");
            put(files, year, "report.yaml", format!("{rest}{first}\n"));
        }
    }
}
