//! 数据下载: what there is of a unit as data, and how it is to be read.

use std::cmp::Reverse;

use serde::Serialize;

use crate::export::data::{
    DataFile, DataSet, FIXED, Holds, KINDS, MANIFEST, RIGHTS, columns, data_path, feed_path,
    labels_of, offered, unit_of,
};
use crate::form::{FORMS, Form, Leaf, Table};
use crate::parse::cell::NOT_APPLICABLE;
use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::{ReportFacts, UnitFacts};

use super::View;
use super::context::RenderContext;
use super::history::form_name;
use super::names::{REPORTS, joined, marked};
use super::parts::{DateView, size};
use super::site::About;

/// What the page is called among the others.
pub const DATA: &str = "数据下载";

/// So many of the newest reports are listed.
const NEWEST: usize = 50;

#[derive(Debug, Serialize)]
pub struct DataView {
    pub purpose: String,
    pub files: Vec<FileView>,
    /// What the checksums are of, and how they are used; null where there are none.
    pub sums: Option<String>,
    /// How blanks, marks and numbers are to be read.
    pub reading: Vec<String>,
    /// The columns that every report fills.
    pub fixed: Vec<FieldView>,
    /// The columns of the cells, form by form, the newest first.
    pub forms: Vec<FormView>,
    /// What the law lets anyone do with the data.
    pub rights: &'static str,
    /// The newest reports.
    pub changes: Vec<ChangeView>,
    /// How many older ones there are.
    pub older: usize,
}

#[derive(Debug, Serialize)]
pub struct FileView {
    pub href: String,
    pub name: &'static str,
    pub title: &'static str,
    /// Such as CSV.
    pub kind: &'static str,
    /// Such as `28 KB`; null where it is not known when the page is made.
    pub size: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct FieldView {
    pub id: String,
    pub label: String,
}

#[derive(Debug, Serialize)]
pub struct FormView {
    /// The id of its heading.
    pub id: String,
    pub heading: String,
    pub tables: Vec<TableFieldsView>,
}

/// A column is named by one of the rows and one of the columns.
#[derive(Debug, Serialize)]
pub struct TableFieldsView {
    /// 表二 with the caption.
    pub heading: String,
    pub unit: Option<&'static str>,
    /// The first two parts of the name: `documents.regulations`.
    pub rows: Vec<FieldView>,
    /// Its last part.
    pub columns: Vec<FieldView>,
}

#[derive(Debug, Serialize)]
pub struct ChangeView {
    pub date: Option<DateView>,
    pub title: String,
    pub href: String,
}

/// Linear in the reports that it tells of.
pub fn view(output: &Output, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let name = &unit.organization.name;
    let of_site = !is_alone(context);
    let whose = if of_site { "本站各单位" } else { name };
    let purpose = format!(
        "{whose}的政府信息公开工作年度报告，统计数字全部在一张表里，一份报告一行，可以下载、计算、比较。"
    );
    let about = About {
        kind: "data",
        title: joined(name, "政府信息公开年报数据下载"),
        description: purpose.clone(),
        column: Some((REPORTS, "信息公开年报")),
        article: Vec::new(),
        way: Vec::new(),
        crumb: DATA.to_owned(),
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let own = &context.related.children.parent;
    let told = if of_site { context.children } else { &[] };
    let (changes, older) = changes(own, told, &output.path);
    view.data = Some(DataView {
        purpose,
        files: files(context, &output.path),
        sums: sums(context),
        reading: reading(),
        fixed: fixed(),
        forms: forms(),
        rights: RIGHTS,
        changes,
        older,
    });
    view
}

/// What there is to download. Of the site nobody knows the sizes before all units are made.
fn files(context: &RenderContext<'_>, here: &OutPath) -> Vec<FileView> {
    let unit = context.unit;
    let set = context.related.data_set(context.config);
    let set = Some(set).filter(|set| set.is_alone);
    let listed = KINDS
        .iter()
        .flat_map(|kind| kind.files.iter().map(|file| (*kind, file)));
    let mut files: Vec<FileView> = listed
        .map(|(kind, file)| FileView {
            href: here.href(&data_path(&unit.id, file.name)),
            name: file.name,
            title: file.title,
            kind: kind.name,
            size: set.as_ref().and_then(|set| known_size(set, file)),
        })
        .collect();
    if has_sums(context) {
        files.push(FileView {
            href: here.href(&data_path(&unit.id, MANIFEST)),
            name: MANIFEST,
            title: "校验值，核对下载的文件是否完整",
            kind: "SHA-256",
            size: None,
        });
    }
    if context.config.base_url.is_some() {
        files.push(FileView {
            href: here.href(&feed_path(&unit.id)),
            name: "feed.xml",
            title: "订阅：新公布的年报",
            kind: "Atom",
            size: None,
        });
    }
    files
}

fn known_size(set: &DataSet<'_>, file: &DataFile) -> Option<String> {
    Some(size(u64::try_from(set.file(file.name)?.len()).ok()?))
}

/// Whether the page tells of its unit and of no other.
fn is_alone(context: &RenderContext<'_>) -> bool {
    context.unit.id.is_some() || context.children.is_empty()
}

fn has_sums(context: &RenderContext<'_>) -> bool {
    let reports = !context.unit.reports.is_empty() && !offered(context.config).is_empty();
    is_alone(context) || reports
}

fn sums(context: &RenderContext<'_>) -> Option<String> {
    let what = match is_alone(context) {
        true => "本单位各年年报的下载文件和这里的数据文件",
        false => "本单位各年年报的下载文件，不含这里的数据文件",
    };
    has_sums(context).then(|| format!("{MANIFEST} 列出{what}的 SHA-256 校验值。"))
}

fn reading() -> Vec<String> {
    let marks = NOT_APPLICABLE.join("、");
    let mut says = vec![
        "0 是报告填了零。空白是报告没有填，或者当年的表式没有这一项；空白不是零，不能当零计算。"
            .to_owned(),
        format!("“{marks}”是报告注明这一项不适用，照原样列出。"),
        "合计数是报告填的；报告没有填的合计，由程序按表内的算法加出来。其余的数都和报告网页上的一样。"
            .to_owned(),
    ];
    if columns().cells.iter().any(|one| one.holds == Holds::Text) {
        says.push("有的金额自带单位，是文字，照原样列出，用前要换算。".to_owned());
    }
    let without = FORMS.iter().filter(|form| form.parts.is_empty());
    says.extend(without.map(|form| {
        let last = form.years().end().to_string();
        format!("{last}年以前（含{last}年）的报告没有统计表，只有标题、日期和网址。")
    }));
    says
}

fn fixed() -> Vec<FieldView> {
    let fixed = FIXED.iter().map(|one| FieldView {
        id: one.id.to_owned(),
        label: one.title.to_owned(),
    });
    fixed.collect()
}

fn forms() -> Vec<FormView> {
    let forms = FORMS.iter().rev().filter(|form| !form.parts.is_empty());
    let forms = forms.map(|form| FormView {
        id: format!("f{}", form.id),
        heading: match form.basis {
            Some(basis) => format!("{}（{basis}）", form_name(form)),
            None => form_name(form),
        },
        tables: form.tables().map(|table| fields(form, table)).collect(),
    });
    forms.collect()
}

fn fields(form: &Form, table: &'static Table) -> TableFieldsView {
    let part = form.part_of(table).map_or("", |part| part.name);
    let field = |before: &str, leaf: &Leaf| {
        let labels: Vec<&str> = labels_of(leaf).collect();
        FieldView {
            id: format!("{before}{}", leaf.head.id),
            label: labels.join(" / "),
        }
    };
    let before = format!("{}.", table.id);
    let rows = table.leaf_rows();
    let columns = table.leaf_columns();
    TableFieldsView {
        heading: format!("{part} {}", table.caption).trim().to_owned(),
        unit: unit_of(table),
        rows: rows.iter().map(|leaf| field(&before, leaf)).collect(),
        columns: columns.iter().map(|leaf| field("", leaf)).collect(),
    }
}

/// The newest reports with how many older ones there are. n log n in the reports.
fn changes(own: &UnitFacts, others: &[&UnitFacts], here: &OutPath) -> (Vec<ChangeView>, usize) {
    let all = own
        .reports
        .iter()
        .chain(others.iter().flat_map(|unit| &unit.reports));
    let mut all: Vec<&ReportFacts> = all.collect();
    all.sort_by_key(|report| Reverse((report.day(), report.year)));
    let newest = all.iter().take(NEWEST).map(|report| ChangeView {
        date: report.day().map(DateView::iso),
        title: marked(&report.title, report.draft),
        href: here.href(&report.out),
    });
    (newest.collect(), all.len().saturating_sub(NEWEST))
}
