//! Random reports of every form, each of a unit of its own, as the site publishes them.

use std::fmt::Write;

use gongkai::form::Value;
use gongkai::formats::report_yaml::write;
use gongkai::parse::report::ReportDoc;
use gongkai::path::OutPath;
use gongkai::report::Grid;
use gongkai::site::Site;

use crate::common::TestSite;
use crate::generate::{Odds, report};

/// A report before it is exported.
pub struct Case {
    pub doc: ReportDoc,
    /// `report.md`.
    pub text: String,
    /// Its tables as the program fills them in.
    pub grids: Vec<Grid>,
}

/// Reports and the site that publishes them.
pub struct Portal {
    pub cases: Vec<Case>,
    site: Site,
}

impl Portal {
    /// Reports from so many seeds.
    pub fn of(seeds: std::ops::Range<u64>) -> Self {
        let cases: Vec<Case> = seeds.map(case).collect();
        let mut text = "-- site.toml --\nname = \"甲县政务公开\"\n\
                        -- content/unit.yaml --\n名称: 甲县人民政府\n"
            .to_owned();
        for (at, case) in cases.iter().enumerate() {
            let folder = format!("content/units/u{at}");
            let year = case.doc.year;
            _ = write!(
                text,
                "-- {folder}/unit.yaml --\n名称: 甲县第{at}镇人民政府\n类型: 乡镇\n所属: 甲县\n\
                 -- {folder}/reports/{year}/report.yaml --\n{}\
                 -- {folder}/reports/{year}/report.md --\n{}",
                write(&case.doc),
                case.text
            );
        }
        Self {
            cases,
            site: TestSite::from(&text).compose(),
        }
    }

    /// The file of a report in a format; `None` if it is not offered in it.
    pub fn file(&self, at: usize, format: &str) -> Option<Vec<u8>> {
        let year = self.cases[at].doc.year;
        let path = format!("units/u{at}/reports/{year}/report.{format}");
        let output = self.site.output(&OutPath::new(&path).expect("a path"))?;
        let made = output.render().expect("a file").expect("without fault");
        Some(made.bytes)
    }
}

fn case(seed: u64) -> Case {
    let mut doc = report(seed);
    doc.draft = false;
    doc.undecided.clear();
    let parts = doc.parts.iter_mut().flatten();
    for value in parts.flat_map(|part| part.tables.iter_mut().flatten().flatten()) {
        // Sums of the largest counts are no counts to those who read any file.
        if let Value::Count(count) = value {
            *count %= 10_000_000;
        }
    }
    let odds = &mut Odds::new(seed);
    let sections = doc.form.sections;
    let headings: Vec<&str> = match sections {
        [] => vec!["一、概述", "二、附件"],
        fixed => fixed.iter().map(|section| section.heading).collect(),
    };
    let mut text = words(odds);
    for heading in headings {
        _ = write!(text, "## {heading}\n\n{}", words(odds));
        if odds.once_in(3) {
            _ = write!(text, "---\n\n{}", words(odds));
        }
    }
    let parts = doc.form.parts.iter().zip(&doc.parts);
    let grids = parts.flat_map(|(part, stated)| {
        let stated = stated.as_ref().expect("every part is there");
        let tables = part.tables.iter().zip(&stated.tables);
        tables.map(|(table, written)| Grid::fill(table, written, stated.rest_is_zero))
    });
    Case {
        grids: grids.collect(),
        doc,
        text,
    }
}

/// Paragraphs that a clerk writes, in every markup that there is.
const PARAGRAPHS: [&str; 14] = [
    "全年工作平稳，收到来信 3 件，都已答复。",
    "1\\. 这不是列表，\\*也不是重点\\*；a_b_c 和 <甲> 也不是标记。",
    "\\- 不是列表\\\n换了行",
    "### （一）小标题",
    "**“重点”**是甲，*轻重*是乙，`x*y` 是丙。",
    "见[网站](https://example.com/a?b=1)和<https://example.com/c>。",
    "- 甲\n- 乙\n  1. 子\n  2. 丑\n- 丙",
    "3. 甲\n\n   又一段\n\n4. 乙",
    "> 引用甲\n>\n> 引用乙",
    "| 甲 | 乙 |\n|---|---|\n| 1 | \\| |\n| **2** | |",
    "```\n甲  乙\n  # 丙\n```",
    "+ 3 件，= 4 件",
    "行一\n行二",
    "２０２２年，#1 号、~~删~~、[甲]、!（乙）。",
];

fn words(odds: &mut Odds) -> String {
    let mut text = String::new();
    for _ in 0..odds.below(4) {
        // Two lists below one another would be one.
        let one = odds.pick(&PARAGRAPHS);
        _ = write!(text, "{one}\n\n段。\n\n");
    }
    text
}
