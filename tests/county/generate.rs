//! Counties at random, as values and as the files that state them.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::option::weighted;
use proptest::prelude::*;

/// What is counted, as the pages group and name it.
pub const NUMBERS: [(&str, &str); 10] = [
    ("收到和处理政府信息公开申请", "本年新收"),
    ("收到和处理政府信息公开申请", "上年结转"),
    ("收到和处理政府信息公开申请", "办结"),
    ("收到和处理政府信息公开申请", "予以公开"),
    ("收到和处理政府信息公开申请", "部分公开"),
    ("收到和处理政府信息公开申请", "结转下年度"),
    ("行政复议", "总计"),
    ("行政诉讼：未经复议直接起诉", "总计"),
    ("行政诉讼：复议后起诉", "总计"),
    ("行政处理决定", "行政处罚"),
];

/// The kinds of units, as files and pages name them.
pub const KINDS: [&str; 3] = ["乡镇", "街道", "部门"];

#[derive(Clone, Debug)]
pub struct Report {
    /// Month and day of the year after.
    pub published: Option<(u8, u8)>,
    /// As `NUMBERS`; `None` is left blank.
    pub numbers: Vec<Option<i64>>,
    /// 收费金额, in hundredths of 万元.
    pub fees: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct Unit {
    pub kind: usize,
    /// The first year, and the one in which it ended.
    pub established: Option<u16>,
    pub abolished: Option<u16>,
    pub reports: BTreeMap<u16, Report>,
}

#[derive(Clone, Debug)]
pub struct County {
    pub own: BTreeMap<u16, Report>,
    pub units: Vec<Unit>,
}

pub fn county() -> impl Strategy<Value = County> {
    let own = btree_map(2018_u16..2025, report(), 0..5);
    (own, vec(unit(), 1..7)).prop_map(|(own, units)| County { own, units })
}

fn unit() -> impl Strategy<Value = Unit> {
    let parts = (
        0..KINDS.len(),
        weighted(0.2, 2017_u16..2023),
        weighted(0.2, 2023_u16..2026),
        btree_map(2018_u16..2025, report(), 0..6),
    );
    parts.prop_map(|(kind, established, abolished, reports)| Unit {
        kind,
        established,
        abolished,
        reports,
    })
}

fn report() -> impl Strategy<Value = Report> {
    let number = prop_oneof![1 => Just(None), 2 => Just(Some(0)), 4 => (0_i64..60).prop_map(Some)];
    let parts = (
        weighted(0.8, (1_u8..4, 1_u8..29)),
        vec(number, NUMBERS.len()),
        weighted(0.7, 0_i64..100_000),
    );
    parts.prop_map(|(published, numbers, fees)| Report {
        published,
        numbers,
        fees,
    })
}

impl Unit {
    /// Whether a report of the year is asked of it.
    pub fn owes(&self, year: u16) -> bool {
        self.reports.contains_key(&year)
            || self.established.is_none_or(|first| first <= year)
                && self.abolished.is_none_or(|end| year < end)
    }
}

impl Report {
    /// What it states in a year: there were no tables before 2019, and no fees before
    /// 2021.
    pub fn number(&self, year: u16, at: usize) -> Option<i64> {
        self.numbers[at].filter(|_| year >= 2019)
    }

    pub fn fees(&self, year: u16) -> Option<i64> {
        self.fees.filter(|_| year >= 2021)
    }
}

/// What a unit is called on pages.
pub fn name(at: usize) -> String {
    format!("第{at}单位")
}

/// Every file of the site.
pub fn files(county: &County) -> Vec<(String, String)> {
    let site = "[site]\nname = \"甲县人民政府\"\n[organization]\nname = \"甲县人民政府\"\nshort_name = \"甲县\"\nkind = \"department\"\naggregate = true\n";
    let mut files = vec![("site.toml".to_owned(), site.to_owned())];
    add(&mut files, "content", &county.own);
    for (at, unit) in county.units.iter().enumerate() {
        let folder = format!("content/units/u{at:03}");
        let mut text = format!("名称: 甲县第{at}单位\n简称: {}\n", name(at));
        text += &format!("类型: {}\n", KINDS[unit.kind]);
        for (key, year) in [("设立", unit.established), ("撤并", unit.abolished)] {
            text += &year.map_or(String::new(), |year| format!("{key}: {year}\n"));
        }
        files.push((format!("{folder}/unit.yaml"), text));
        add(&mut files, &folder, &unit.reports);
    }
    files
}

fn add(files: &mut Vec<(String, String)>, folder: &str, reports: &BTreeMap<u16, Report>) {
    for (year, report) in reports {
        let folder = format!("{folder}/reports/{year}");
        files.push((format!("{folder}/report.yaml"), yaml(*year, report)));
        let words = "## 一、总体情况\n\n好。\n".to_owned();
        files.push((format!("{folder}/report.md"), words));
    }
}

fn yaml(year: u16, report: &Report) -> String {
    let mut text = format!("年度: {year}\n");
    if let Some((month, day)) = report.published {
        text += &format!("公开日期: {}-{month:02}-{day:02}\n", year + 1);
    }
    let rows = |rows: &[(&str, usize)]| -> Vec<String> {
        let stated = rows.iter().filter_map(|(row, at)| {
            let number = report.number(year, *at)?;
            Some(format!("{row}: {{总计: {number}}}"))
        });
        stated.collect()
    };
    let mut two = Vec::new();
    two.extend(report.number(year, 9).map(|number| match year {
        2021.. => format!("行政处罚: {number}"),
        _ => format!("行政处罚: {{处理决定数量: {number}}}"),
    }));
    let amount = |fees: i64| format!("行政事业性收费: \"{}.{:02}\"", fees / 100, fees % 100);
    two.extend(report.fees(year).map(amount));
    let three = rows(&[
        ("本年新收", 0),
        ("上年结转", 1),
        ("concluded_total", 2),
        ("予以公开", 3),
        ("部分公开", 4),
        ("结转下年度", 5),
    ]);
    let four = rows(&[("行政复议", 6), ("未经复议直接起诉", 7), ("复议后起诉", 8)]);
    for (part, rows) in [("表二", two), ("表三", three), ("表四", four)] {
        if !rows.is_empty() {
            text += &format!("{part}:\n  {}\n", rows.join("\n  "));
        }
    }
    text
}
