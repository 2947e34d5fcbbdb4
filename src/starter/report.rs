//! A year's report before anybody has filled it in.

mod narrative;

use crate::form::{FORMS, Form, Head, Measure, Part, Table, Value};
use crate::formats::report_yaml::{Guide, state, write_with};
use crate::parse::organization::OrganizationDoc;
use crate::parse::report::ReportDoc;
use crate::parse::tables::PartDoc;
use crate::report::Shape;

use super::{Files, path};

/// The first year that has statutory tables.
fn first_year() -> u16 {
    let mut forms = FORMS.iter().filter(|form| !form.parts.is_empty());
    forms.next().map_or(0, |form| form.from)
}

/// What is known of a report before it is written. It begins as a draft, and
/// without a date: none is known before it is done.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    pub year: u16,
    pub form: &'static Form,
    pub organization: &'a OrganizationDoc,
    /// Last year's 结转下年度, as `carried` finds it.
    pub carried: Vec<Carried>,
}

/// What one kind of applicant carries over from the year before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    pub column: &'static Head,
    pub count: i64,
}

/// The form of a year for which a report can be begun; `Err` says why none can.
pub fn form(year: u16, this_year: u16) -> Result<&'static Form, String> {
    let first = first_year();
    if year < first {
        return Err(format!(
            "没有新建：{year} 年还没有统一的表格，这里只建 {first} 年以后的年报。更早的年报照原文写 report.md，report.yaml 里只写年度和日期"
        ));
    }
    if year > this_year.saturating_add(1) {
        return Err(format!(
            "没有新建：{year} 年还早，今年是 {this_year} 年。检查年份是不是打错了"
        ));
    }
    Form::choose(None, year).ok_or_else(|| {
        format!("没有新建：程序里没有 {year} 年的表格。检查年份，或者换新版本的程序")
    })
}

/// What last year's report leaves to this one, column by column. A blank cell
/// leaves nothing, and neither does a total, which is computed anew.
pub fn carried(before: &ReportDoc) -> Vec<Carried> {
    let mut found = Vec::new();
    let Some(left) = before.form.find(Measure::CarriedOut) else {
        return found;
    };
    for (part, doc) in before.form.parts.iter().zip(&before.parts) {
        let Some(doc) = doc else { continue };
        for (table, cells) in part.tables.iter().zip(&doc.tables) {
            if !std::ptr::eq(table, left.table) {
                continue;
            }
            let width = table.kinds.len();
            let row = left.cells[0] / width;
            let totals = &Shape::of(table).totals[row * width..];
            for (column, leaf) in table.leaf_columns().iter().enumerate() {
                if totals[column] {
                    continue;
                }
                let count = match cells.get(row * width + column) {
                    Some(Some(value)) => Value::count(value),
                    _ => doc.rest_is_zero.then_some(0),
                };
                found.extend(count.map(|count| Carried {
                    column: leaf.head,
                    count,
                }));
            }
        }
    }
    found
}

/// The two files of the report, in the folder `content/…` of its unit.
pub fn files(folder: &str, draft: &Draft<'_>) -> Files {
    let file = |name: &str| path(&format!("{folder}reports/{}/{name}", draft.year));
    let text = narrative::text(draft.year, draft.form, draft.organization);
    vec![
        (file("report.yaml"), write_with(&data(draft), draft)),
        (file("report.md"), text),
    ]
}

/// The report as it begins: a draft of which nothing is known but what was
/// carried over.
fn data(draft: &Draft<'_>) -> ReportDoc {
    let mut doc = ReportDoc {
        year: draft.year,
        form: draft.form,
        title: None,
        organization: None,
        signed: None,
        published: None,
        index_number: None,
        document_number: None,
        former_addresses: Vec::new(),
        draft: true,
        frozen: false,
        corrections: Vec::new(),
        allow: Vec::new(),
        undecided: Vec::new(),
        parts: draft.form.parts.iter().map(blank).map(Some).collect(),
    };
    // Last year's form may have had columns that this one has not.
    if let Some(row) = draft.form.meaning(Measure::CarriedIn) {
        for one in &draft.carried {
            let count = Some(Value::Count(one.count));
            state(&mut doc, [row.table, row.rows[0], one.column.id], count);
        }
    }
    doc
}

fn blank(part: &Part) -> PartDoc {
    let tables = part.tables.iter();
    PartDoc {
        tables: tables.map(|table| vec![None; table.size()]).collect(),
        rest_is_zero: false,
        refused: Vec::new(),
        unread: false,
    }
}

/// What the clerk is told beside the lines to be filled in.
impl Guide for Draft<'_> {
    fn opening(&self) -> String {
        format!(
            "# {} 年的年报。只填原始数字，总计由程序相加。\n\
             # 要填哪一行，删去那一行开头的 #，把数字写在冒号后面，冒号后面空一格。\n\
             # 开头的 # 后面有空格的是说明，不用改。没有填的格子是空白，空白不是 0。\n",
            self.year
        )
    }

    fn field(&self, id: &str) -> Option<String> {
        let next = self.year + 1;
        Some(match id {
            "draft" => "定稿以后删去这一行，才会发布".to_owned(),
            "signed" => format!("落款的日期，写成 {next}-01-16 这样"),
            "published" => format!("网上发布的那一天，写成 {next}-01-20 这样"),
            _ => return None,
        })
    }

    fn row(&self, _: &Table, _: &Head) -> Option<String> {
        let before = self.year - 1;
        Some(format!("照 {before} 年的“结转下年度”带入，请核对"))
    }

    fn rest(&self) -> Option<String> {
        Some("这张表其余的格子确实都是 0，就删去这一行的 #".to_owned())
    }
}
