//! A year's report before anybody has filled it in.

mod narrative;

use crate::form::{FORMS, Form, Head, Identity, Measure, Over, Part, Table, Value};
use crate::parse::names::plain;
use crate::parse::organization::OrganizationDoc;
use crate::parse::report::ReportDoc;

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
    pub column: String,
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
            for (column, leaf) in table.leaf_columns().iter().enumerate() {
                if computed(table, Over::Rows, leaf.head) {
                    continue;
                }
                let count = match cells.get(row * width + column) {
                    Some(Some(value)) => Value::count(value),
                    _ => doc.rest_is_zero.then_some(0),
                };
                let column = key(leaf.head);
                found.extend(count.map(|count| Carried { column, count }));
            }
        }
    }
    found
}

/// The two files of the report, in the folder `content/…` of its body.
pub fn files(folder: &str, draft: &Draft<'_>) -> Files {
    let file = |name: &str| path(&format!("{folder}reports/{}/{name}", draft.year));
    vec![
        (file("report.yaml"), data(draft)),
        (file("report.md"), narrative::text(draft)),
    ]
}

fn data(draft: &Draft<'_>) -> String {
    let year = draft.year;
    let mut out = format!(
        "# {year} 年的年报。只填原始数字，总计由程序相加。\n\
         # 要填哪一行，删去那一行开头的 #，把数字写在冒号后面，冒号后面空一格。\n\
         # 开头的 # 后面有空格的是说明，不用改。没有填的格子是空白，空白不是 0。\n\
         年度: {year}\n\
         草稿: true  # 定稿以后删去这一行，才会发布\n\
         #成文日期:   # 落款的日期，写成 {0}-01-16 这样\n\
         #公开日期:   # 网上发布的那一天，写成 {0}-01-20 这样\n",
        year + 1
    );
    for part in draft.form.parts {
        table_part(part, draft, &mut out);
    }
    out
}

fn table_part(part: &Part, draft: &Draft<'_>, out: &mut String) {
    let captions: Vec<&str> = part.tables.iter().map(|table| table.caption).collect();
    match captions.as_slice() {
        [caption] => out.push_str(&format!("\n# {caption}\n{}:\n", part.name)),
        _ => {
            let section = draft.form.sections.iter();
            let mut named = section.filter(|section| section.part == Some(part.id));
            let heading = named
                .next()
                .map_or("", |section| plain_heading(section.heading));
            out.push_str(&format!("\n# {heading}\n{}:\n", part.name));
        }
    }
    for table in part.tables {
        if captions.len() > 1 {
            out.push_str(&format!("  # {}{}\n", table.caption, only_column(table)));
        }
        rows(table, table.rows, draft, out);
    }
    out.push_str("  #其余为零: true  # 这张表其余的格子确实都是 0，就删去这一行的 #\n");
}

fn rows(table: &Table, heads: &'static [Head], draft: &Draft<'_>, out: &mut String) {
    for head in heads {
        if !head.children.is_empty() {
            out.push_str(&format!("  # {}\n", head.label));
            rows(table, head.children, draft, out);
        } else if computed(table, Over::Columns, head) {
            out.push_str(&format!("  # {}由程序相加，不用填\n", head.label));
        } else if brings_over(table, head, draft) {
            let cells: Vec<String> = draft
                .carried
                .iter()
                .filter(|one| has_column(table, one))
                .map(|one| format!("{}: {}", one.column, one.count))
                .collect();
            out.push_str(&format!(
                "  {}: {{{}}}  # 照 {} 年的“结转下年度”带入，请核对\n",
                key(head),
                cells.join(", "),
                draft.year - 1
            ));
        } else {
            out.push_str(&format!("  #{}:{}\n", key(head), blanks(table)));
        }
    }
}

/// Whether a row is that of what last year left over, and something is known.
fn brings_over(table: &Table, head: &Head, draft: &Draft<'_>) -> bool {
    let row = draft.form.meaning(Measure::CarriedIn);
    let own = row.is_some_and(|row| row.table == table.id && row.rows.contains(&head.id));
    own && draft.carried.iter().any(|one| has_column(table, one))
}

/// Whether a table has the column; last year's form may have had others.
fn has_column(table: &Table, carried: &Carried) -> bool {
    let columns = table.leaf_columns();
    columns.iter().any(|leaf| key(leaf.head) == carried.column)
}

/// The columns of a row, to be filled in; none where there is only one.
fn blanks(table: &Table) -> String {
    let columns = table.leaf_columns();
    let asked = columns
        .iter()
        .filter(|leaf| !computed(table, Over::Rows, leaf.head));
    let asked: Vec<String> = asked.map(|leaf| format!("{}: ", key(leaf.head))).collect();
    if asked.len() == 1 {
        return String::new();
    }
    format!(" {{{}}}", asked.join(", "))
}

/// What the number of a row stands for where its line does not say it.
fn only_column(table: &Table) -> String {
    match table.leaf_columns().as_slice() {
        [leaf] => format!("：{}", leaf.head.label),
        _ => String::new(),
    }
}

fn computed(table: &Table, over: Over, head: &Head) -> bool {
    let computes = |one: &&Identity| one.computes && one.over == over;
    let mut identities = table.identities.iter().filter(computes);
    identities.any(|one| one.left.contains(&head.id))
}

/// The key that a clerk would write: the short name, else the label.
pub(super) fn key(head: &Head) -> String {
    let name = head.names.first().map(|name| (*name).to_owned());
    name.unwrap_or_else(|| plain(head.label))
}

/// A heading without its ordinal, for a comment.
fn plain_heading(heading: &str) -> &str {
    heading.split_once('、').map_or(heading, |(_, words)| words)
}
