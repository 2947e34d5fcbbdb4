//! `report.yaml`: who reports, when, and the three tables.

mod keys;
mod missing;
mod published;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, codes};
use crate::form::{FORMS, Form};
use crate::path::SourcePath;

use super::clean::{Clean, Syntax};
use super::date::{self, Stamp};
use super::former::{self, FormerAddress, Stood};
use super::head;
use super::tables::{self, PartDoc};
use super::yaml::{On, Spot, Yaml};

pub use keys::keys;
pub use published::{CorrectionDoc, PUBLISHED};

/// A report as its file states it; nothing is filled in or added up.
#[derive(Clone, Debug)]
pub struct ReportDoc {
    pub year: u16,
    pub form: &'static Form,
    /// Overrides `{organization}{year}年政府信息公开工作年度报告`.
    pub title: Option<String>,
    /// The organization's name in that year, if it differs from today's.
    pub organization: Option<String>,
    pub signed: Option<Stamp>,
    pub published: Option<Stamp>,
    pub index_number: Option<String>,
    pub document_number: Option<String>,
    /// Where it was published before.
    pub former_addresses: Vec<FormerAddress>,
    pub draft: bool,
    /// Whether it says that it is public: then nothing in it changes without a correction.
    pub frozen: bool,
    /// What was corrected since it was published, in the order of the file.
    pub corrections: Vec<CorrectionDoc>,
    /// Codes whose findings this report allows, each with its reason.
    pub allow: Vec<Allowance>,
    /// Cells that nobody has decided about since the report was imported.
    pub undecided: Vec<Undecided>,
    /// One entry a part of the form; `None` if the file lacks it.
    pub parts: Vec<Option<PartDoc>>,
}

/// A code whose findings are allowed, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    pub rule: String,
    pub reason: String,
    /// Where the file says so, in bytes.
    pub span: Range<usize>,
}

/// Cells of a foreign report that could be read in several ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// Which, such as `表二.行政规范性文件`.
    pub cells: String,
    /// What stood there, and how it could be read.
    pub stood: String,
    /// Where the file says so, in bytes.
    pub span: Range<usize>,
}

/// The byte spans of the cells that a file states, by table id and cell.
pub type CellPlaces = BTreeMap<(&'static str, usize), Range<usize>>;

/// Reads a report file; `folder` is the year that its folder is named for.
pub fn read(text: &str, file: &SourcePath, folder: u16) -> (Option<ReportDoc>, Vec<Diagnostic>) {
    match Yaml::parse(text, 0, file) {
        Ok(yaml) => {
            let doc = walk(&yaml.root(), folder, &mut |_, _, _| {});
            let mut diagnostics = yaml.into_diagnostics();
            if diagnostics.is_empty() && doc.as_ref().is_some_and(|doc| !doc.draft) {
                diagnostics.extend(head::swallowed(text, 0, file));
            }
            (doc, diagnostics)
        }
        Err(diagnostics) => (None, diagnostics),
    }
}

/// Where each stated cell is in the file. Reads the file once more, so
/// it is for those who have something to say about a cell.
pub fn cell_places(text: &str, file: &SourcePath, folder: u16) -> CellPlaces {
    let clean = Clean::of(text, Syntax::Data);
    let mut places = CellPlaces::new();
    if let Ok(yaml) = Yaml::parse(clean.as_ref().map_or(text, |clean| &clean.text), 0, file) {
        walk(&yaml.root(), folder, &mut |table, cell, spot| {
            let span = spot.file_span(On::Value);
            let place = match &clean {
                Some(clean) => clean.source(span),
                None => span,
            };
            places.insert((table.id, cell), place);
        });
    }
    places
}

/// Where the file states one of its fields, such as `title`.
pub fn field_place(text: &str, file: &SourcePath, id: &str) -> Option<Range<usize>> {
    Yaml::parse(text, 0, file)
        .ok()?
        .field(keys(), id, On::Value)
}

/// Where the file has the key of one of its fields.
pub fn key_place(text: &str, file: &SourcePath, id: &str) -> Option<Range<usize>> {
    Yaml::parse(text, 0, file).ok()?.field(keys(), id, On::Key)
}

/// Whether the file gives one of its fields a value.
pub fn states(text: &str, file: &SourcePath, id: &str) -> bool {
    let yaml = Yaml::parse(text, 0, file).ok();
    yaml.is_some_and(|yaml| {
        let root = yaml.root();
        let fields = root.fields(keys());
        fields
            .iter()
            .any(|(key, spot)| *key == id && !spot.is_null())
    })
}

/// Reads a report from the root of its file. `seen` is told of every cell that
/// the file states, with the way to it.
pub fn walk(root: &Spot<'_>, folder: u16, seen: &mut tables::Seen<'_>) -> Option<ReportDoc> {
    let fields = root.fields(keys());
    let field = |id: &str| {
        fields
            .iter()
            .find(|(key, _)| *key == id)
            .map(|(_, spot)| spot)
    };
    let year = match field("year") {
        Some(spot) => year(spot, folder)?,
        None => {
            let help = format!("在文件开头加一行  年度: {folder}");
            root.error(&codes::KEY, On::Value, "没有写“年度”", help);
            folder
        }
    };
    let form = form(root, field("form"), year)?;
    let parts = form.parts.iter().map(|part| {
        let spot = field(part.id)?;
        Some(tables::read(form, part, spot, seen))
    });
    let parts: Vec<_> = parts.collect();
    missing::tell(form, &parts, root);
    for (id, spot) in &fields {
        let is_part = FORMS.iter().any(|form| form.part(id).is_some());
        if is_part && form.part(id).is_none() {
            let help = "格式写错时改“格式”一项；确实没有表格就删掉这一项";
            spot.error(
                &codes::KEY,
                On::Key,
                format!("{}没有这张表", form.name),
                help,
            );
        }
    }
    let text = |id: &str| field(id).and_then(Spot::text);
    let stated = |id: &str| field(id).and_then(Spot::stated);
    let stamp = |id: &str| field(id).and_then(date::read);
    Some(ReportDoc {
        year,
        form,
        title: text("title"),
        organization: text("organization"),
        signed: stamp("signed"),
        published: stamp("published"),
        index_number: stated("index_number"),
        document_number: stated("document_number"),
        former_addresses: field("former_addresses")
            .map(|spot| former::read(spot, Stood::Page))
            .unwrap_or_default(),
        draft: field("draft").is_some_and(head::draft),
        frozen: field("status").is_some_and(published::is_published),
        corrections: field("corrections")
            .map(published::corrections)
            .unwrap_or_default(),
        allow: field("allow").map(allowances).unwrap_or_default(),
        undecided: field("undecided").map(undecided).unwrap_or_default(),
        parts,
    })
}

/// `allow: {A01: 理由}`; a reason is required, since others will ask for it.
fn allowances(spot: &Spot<'_>) -> Vec<Allowance> {
    let mut allowances = Vec::new();
    for (key, value) in spot.map().into_iter().flatten() {
        let Some(rule) = spot.key_text(key) else {
            continue;
        };
        let entry = spot.entry(rule, value);
        match entry.text() {
            Some(reason) => allowances.push(Allowance {
                rule: rule.to_owned(),
                reason,
                span: entry.file_span(On::Key),
            }),
            None if rule.contains('：') => {
                let line = entry.corrected(On::Key, &rule.replacen('：', ": ", 1));
                let message = "冒号是中文的“：”，要用英文的“:”";
                entry.error(&codes::ALLOW, On::Key, message, format!("改成  {line}"));
            }
            None => entry.error(
                &codes::ALLOW,
                On::Key,
                format!("“{rule}”没有写理由"),
                format!("写成  {rule}: 为什么可以这样"),
            ),
        }
    }
    allowances
}

/// `undecided: {表二.行政规范性文件: 2159165}`. An entry counts whatever stands behind it.
fn undecided(spot: &Spot<'_>) -> Vec<Undecided> {
    let mut undecided = Vec::new();
    for (key, value) in spot.map().into_iter().flatten() {
        let Some(cells) = spot.key_text(key) else {
            continue;
        };
        let entry = spot.entry(cells, value);
        undecided.push(Undecided {
            cells: cells.to_owned(),
            stood: entry.text().unwrap_or_default(),
            span: entry.file_span(On::Key),
        });
    }
    undecided
}

fn year(spot: &Spot<'_>, folder: u16) -> Option<u16> {
    let typed = spot.word().unwrap_or_default();
    match typed.parse::<u16>() {
        Ok(year) if year == folder => Some(year),
        Ok(year) => {
            let line = spot.corrected(On::Value, &folder.to_string());
            let help =
                format!("是 {folder} 年的就改成  {line}；是 {year} 年的就放进 reports/{year}/");
            spot.error(
                &codes::KEY,
                On::Value,
                format!("年度是 {year}，文件却在 {folder} 年的文件夹里"),
                help,
            );
            None
        }
        Err(_) => {
            let help = format!("改成  {}", spot.corrected(On::Value, &folder.to_string()));
            spot.error(&codes::KEY, On::Value, format!("“{typed}”不是年份"), help);
            None
        }
    }
}

fn form(root: &Spot<'_>, stated: Option<&Spot<'_>>, year: u16) -> Option<&'static Form> {
    let name = stated.and_then(Spot::word);
    let form = Form::choose(name.as_deref(), year);
    if form.is_none() {
        let known: Vec<&str> = FORMS.iter().map(|form| form.id).collect();
        match (stated, name) {
            (Some(spot), Some(name)) => {
                let message = format!("没有“{name}”这种格式");
                spot.error(
                    &codes::KEY,
                    On::Value,
                    message,
                    format!("可以写：{}", known.join("、")),
                );
            }
            _ => {
                let help = format!(
                    "2008 年以前没有年度报告；确有这样的报告，写明格式（{}）",
                    known.join("、")
                );
                root.error(
                    &codes::KEY,
                    On::Value,
                    format!("{year} 年没有规定的报告格式"),
                    help,
                );
            }
        }
    }
    form
}

#[cfg(test)]
mod tests;
