//! Reports of a site that exists only in memory.

use gongkai::form::{Amount, Form, Value};
use gongkai::formats::report_yaml::write;
use gongkai::parse::date::Stamp;
use gongkai::parse::organization::OrganizationDoc;
use gongkai::parse::report::ReportDoc;
use gongkai::parse::tables::PartDoc;
use gongkai::path::SourcePath;
use gongkai::portal::docs::Docs;
use gongkai::portal::{Naming, Outline, Unit, link};
use gongkai::snapshot::{Snapshot, Source};

use crate::generate::{self, Odds};

pub const NAME: &str = "青禾镇人民政府";

/// A unit with one report of these two files.
pub fn unit(year: u16, yaml: &str, markdown: &str) -> Unit {
    let file = |name: &str, text: &str| {
        let path = SourcePath::new(&format!("content/reports/{year}/{name}"));
        let held = Source::Held(text.as_bytes().to_vec());
        (path.expect("a path"), held)
    };
    let files = [file("report.yaml", yaml), file("report.md", markdown)];
    let snapshot = Snapshot::of(files);
    let listing = snapshot.listing("content");
    let (sources, _) = snapshot.read(&listing).expect("in memory");
    let (mut docs, _) = Docs::read(&sources, Naming::default());
    docs.organization = Some(OrganizationDoc {
        name: NAME.to_owned(),
        ..OrganizationDoc::default()
    });
    let outline = Outline::new(&snapshot, Naming::default());
    let linked = link(None, docs, None, &outline, true);
    linked
        .unit
        .unwrap_or_else(|| panic!("{:?}", linked.diagnostics))
}

/// Any report: its numbers are random, its words are those of a clerk.
pub fn any(seed: u64) -> Unit {
    let random = generate::report(seed);
    let doc = ReportDoc {
        form: Form::choose(None, random.year).expect("a form"),
        parts: match Form::choose(None, random.year) {
            Some(form) if form == random.form => random.parts.iter().map(smaller).collect(),
            _ => return any(seed.wrapping_add(1)),
        },
        title: None,
        organization: None,
        signed: Some(Stamp {
            date: jiff::civil::date(random.year as i16 + 1, 1, 16),
            time: None,
        }),
        published: None,
        index_number: None,
        document_number: None,
        draft: false,
        frozen: false,
        corrections: Vec::new(),
        allow: Vec::new(),
        undecided: Vec::new(),
        ..random
    };
    let mut odds = Odds::new(seed);
    unit(doc.year, &write(&doc), &narrative(doc.form, &mut odds))
}

/// Numbers as reports have them: an import asks about sums of ten digits and about zeros
/// before a number.
fn smaller(part: &Option<PartDoc>) -> Option<PartDoc> {
    let mut part = part.clone()?;
    for cell in part.tables.iter_mut().flatten() {
        match cell {
            Some(Value::Count(count)) => *count %= 10_000_000,
            Some(Value::Amount(amount)) if ODD.contains(&amount.units()) => {
                *amount = Amount::parse("7.50").expect("a decimal");
            }
            _ => {}
        }
    }
    Some(part)
}

/// 007, and a number of thirty digits.
const ODD: [i128; 2] = [7, 123_456_789_012_345_678_901_234_567_890];

/// Words of a report, block by block.
const BLOCKS: [&str; 15] = [
    "全年主动公开信息 56 条，**其中**重点领域 12 条；办结率 100%。",
    "依据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。",
    "### （一）主动公开\n\n通过网站、公告栏公开。",
    "1. 健全制度，明确责任。\n2. 加强培训，提高能力。\n3. 强化监督。",
    "3. 从三开始的条目。\n4. 后面的条目。",
    "- 网站公开 40 条\n- 公告栏公开 16 条",
    "详见[县政府网站](https://www.example.gov.cn/a?b=1&c=2)的专栏。",
    "> 引用的一段话，说明来源。",
    "联系电话：0000-1234567，地址：青禾镇中心街 1 号 <办公室> 3 & 4。",
    "第一行\\\n第二行",
    "（一）依申请公开。收到申请 3 件，均已按期答复。",
    "| 渠道 | 条数 |\n|---|---:|\n| 网站 | 40 |\n| 公告栏 | 16 |",
    "1. 一项工作\n   - 其中的一点\n   - 另外的一点\n2. 另一项工作",
    "```\n甲  乙\n    丙\n```",
    "本机关共有工作人员 12 人，*兼职* 3 人。",
];

fn narrative(form: &Form, odds: &mut Odds) -> String {
    let mut text = String::new();
    let headings: Vec<&str> = match form.sections {
        [] => vec!["一、概述", "二、主动公开情况", "三、存在的问题"],
        sections => sections.iter().map(|section| section.heading).collect(),
    };
    for heading in headings {
        text += &format!("## {heading}\n\n");
        for _ in 0..1 + odds.below(3) {
            text += odds.pick::<&str>(&BLOCKS);
            text += "\n\n";
        }
    }
    text
}

/// What every cell prints, in the order of the form.
pub fn printed(unit: &Unit) -> Vec<String> {
    let report = unit.reports.values().next().expect("one report");
    let cells = report.grids.iter().flat_map(|grid| &grid.cells);
    cells.map(|cell| shown(&cell.value)).collect()
}

pub fn shown(value: &Value) -> String {
    match value {
        Value::Blank => "（空白）".to_owned(),
        // An import takes the commas out of 1,200万元.
        value => value.to_string().replace(',', ""),
    }
}
