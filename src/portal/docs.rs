//! The files of one unit parsed, each on its own, before any is related to
//! another.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::clean::{Clean, Syntax};
use crate::parse::config::{self, ConfigDoc};
use crate::parse::former::FormerAddress;
use crate::parse::head;
use crate::parse::markdown::{self, Document};
use crate::parse::organization::{self, OrganizationDoc};
use crate::parse::page::{self, PageDoc};
use crate::parse::record::{self, RecordDoc};
use crate::parse::report::{self, ReportDoc};
use crate::parse::source::{DATA_LIMIT, TEXT_LIMIT, decode};
use crate::path::{OutPath, SourcePath, year_of};
use crate::snapshot::{SITE, Sources, UNITS};

use super::column::Column;
use super::kept::{KeptFiles, RecordFile, version_of_copy};
use super::layout::{Naming, Placed, Role, layout};
use super::servers::doubt;

/// Every document of one unit.
#[derive(Debug, Default)]
pub struct Docs {
    /// `unit.yaml`; the owner is described in `site.toml`.
    pub organization: Option<OrganizationDoc>,
    pub reports: BTreeMap<u16, ReportFiles>,
    pub pages: Vec<PageFile>,
    pub copies: Vec<CopyFile>,
}

/// The two files of a report.
#[derive(Debug, Default)]
pub struct ReportFiles {
    pub data: Option<(SourcePath, ReportDoc)>,
    pub text: Option<(SourcePath, Document)>,
    /// Whether there is a data file that could not be read.
    pub broken: bool,
    /// What is kept of it since it was published; `None` if nothing is.
    pub kept: Option<Box<KeptFiles>>,
}

#[derive(Debug)]
pub struct PageFile {
    pub column: Column,
    pub file: SourcePath,
    pub doc: PageDoc,
    pub body: Document,
}

#[derive(Debug)]
pub struct CopyFile {
    pub file: SourcePath,
    pub out: OutPath,
    /// Bytes.
    pub size: u64,
}

/// What one file holds.
enum Parsed {
    Unit(Option<OrganizationDoc>),
    Data(Option<ReportDoc>),
    Text(Document),
    Record(Option<RecordDoc>),
    Page(Column, Box<PageDoc>, Document),
    Copy(OutPath, u64),
    Unreadable,
}

/// The settings of the site; findings about the whole site point at it.
pub fn site_file() -> SourcePath {
    SourcePath::new(SITE).expect("a fixed name is a valid path")
}

/// The file that says who a hosted unit is.
pub fn unit_file(id: &str) -> SourcePath {
    unit_file_in(id).expect("an id is a part of a path")
}

/// The file that says who the unit in this folder below `units/` is; `None` if the
/// folder's name can be no part of a path.
pub fn unit_file_in(folder: &str) -> Option<SourcePath> {
    SourcePath::new(&[UNITS, "/", folder, "/unit.yaml"].concat())
}

impl Docs {
    /// Parses every file of a unit; files are independent, so they are read in
    /// parallel and put together in the order of their paths.
    pub fn read(sources: &Sources, naming: Naming<'_>) -> (Self, Vec<Diagnostic>) {
        let files = sources.files().map(|(file, _)| file);
        let (placed, mut diagnostics) = layout(files, naming);
        let mut docs = Self::default();
        docs.note_misnamed(&diagnostics);
        let parsed: Vec<(Parsed, Vec<Diagnostic>)> =
            placed.par_iter().map(|one| parse(sources, one)).collect();
        for (one, (parsed, said)) in placed.into_iter().zip(parsed) {
            // What was published once is not mended any more.
            if !matches!(one.role, Role::KeptData(..) | Role::KeptText(..)) {
                diagnostics.extend(said);
            }
            if let Role::Copy(out) = &one.role {
                diagnostics.extend(doubt(&one.file, out));
            }
            docs.add(one, parsed);
        }
        docs.sum_up(sources);
        (docs, diagnostics)
    }

    /// A report whose data file has another name is there, and is told already.
    fn note_misnamed(&mut self, refused: &[Diagnostic]) {
        let names = refused.iter().map(|one| one.place.file.as_str());
        for (folder, name) in names.filter_map(|path| path.rsplit_once('/')) {
            let year = folder.rsplit_once("reports/").map(|(_, year)| year.parse());
            let lower = name.to_ascii_lowercase();
            let is_data = [".yaml", ".yml", ".yaml.txt"]
                .iter()
                .any(|end| lower.ends_with(end));
            if let (Some(Ok(year)), true) = (year, is_data) {
                self.reports.entry(year).or_default().broken = true;
            }
        }
    }

    /// What is kept of a year's report, of which this file is.
    fn kept(&mut self, year: u16, file: &SourcePath) -> &mut KeptFiles {
        let files = self.reports.entry(year).or_default();
        let kept = &mut files.kept;
        kept.get_or_insert_with(|| Box::new(KeptFiles::beside(file)))
    }

    /// Adds the hashes of what was published, and of what it is compared with.
    fn sum_up(&mut self, sources: &Sources) {
        for files in self.reports.values_mut() {
            if let Some(kept) = &mut files.kept {
                kept.sum_up(self.copies.iter().map(|copy| &copy.file), sources);
            }
        }
    }

    fn add(&mut self, placed: Placed, parsed: Parsed) {
        let Placed { file, role, .. } = placed;
        match (parsed, role) {
            (Parsed::Unit(doc), _) => self.organization = doc,
            (Parsed::Data(Some(doc)), Role::ReportData(year)) => {
                self.reports.entry(year).or_default().data = Some((file, doc));
            }
            (Parsed::Data(None) | Parsed::Unreadable, Role::ReportData(year)) => {
                self.reports.entry(year).or_default().broken = true;
            }
            (Parsed::Text(doc), Role::ReportText(year)) => {
                self.reports.entry(year).or_default().text = Some((file, doc));
            }
            (parsed, Role::Record(year)) => {
                let doc = match parsed {
                    Parsed::Record(doc) => doc,
                    _ => None,
                };
                let kept = self.kept(year, &file);
                kept.record = Some(RecordFile { file, doc });
            }
            (parsed, Role::KeptData(year, version)) => {
                let kept = self.kept(year, &file).version(version);
                kept.files.push(file.clone());
                if let Parsed::Data(doc) = parsed {
                    kept.data = doc.map(|doc| (file, doc));
                }
            }
            (parsed, Role::KeptText(year, version)) => {
                let kept = self.kept(year, &file).version(version);
                kept.files.push(file.clone());
                if let Parsed::Text(doc) = parsed {
                    kept.text = Some((file, doc));
                }
            }
            (Parsed::Page(column, doc, body), _) => {
                self.pages.push(PageFile {
                    column,
                    file,
                    doc: *doc,
                    body,
                });
            }
            (Parsed::Copy(out, size), _) => {
                if let Some((folder, version)) = version_of_copy(&file)
                    && let Some(year) = year_of(folder)
                {
                    self.kept(year, &file).version(version);
                }
                self.copies.push(CopyFile { file, out, size });
            }
            _ => {}
        }
    }
}

/// What is said of a folder without `site.toml`.
pub const NO_SITE: &str = "没有 site.toml，这里不是站点的文件夹";

/// The settings of the site, from the listing of `site.toml`.
pub fn configuration(sources: &Sources) -> (ConfigDoc, Vec<Diagnostic>) {
    let file = site_file();
    let Some(bytes) = sources.bytes(&file) else {
        let help = "在站点的文件夹里运行，或者用 --root 指明它在哪里；新站点先运行 gongkai init";
        let place = Place::file(&file);
        let said = Diagnostic::error(&codes::SITE, place, NO_SITE);
        return (ConfigDoc::default(), vec![said.help(help)]);
    };
    let text = match decode(bytes, &file, DATA_LIMIT) {
        Ok(text) => text,
        Err(said) => return (ConfigDoc::default(), vec![said]),
    };
    let Some(clean) = Clean::of(text, Syntax::Data) else {
        return config::read(text, &file);
    };
    let (mut doc, mut said) = config::read(&clean.text, &file);
    doc.relocate(|span| clean.source(span));
    tell(&clean, &file, &mut said);
    (doc, said)
}

/// Moves what was said of a clean text to the file, and adds that it was not.
fn tell(clean: &Clean<'_>, file: &SourcePath, said: &mut Vec<Diagnostic>) {
    said.iter_mut().for_each(|one| clean.relocate(one));
    said.push(clean.report(file));
}

impl Parsed {
    /// Moves every place from a clean text to the file.
    fn relocate(&mut self, clean: &Clean<'_>) {
        match self {
            Self::Data(Some(doc)) => {
                for allowance in &mut doc.allow {
                    allowance.span = clean.source(allowance.span.clone());
                }
                for one in &mut doc.corrections {
                    one.span = clean.source(one.span.clone());
                }
                for one in &mut doc.undecided {
                    one.span = clean.source(one.span.clone());
                }
                relocate(&mut doc.former_addresses, clean);
            }
            Self::Text(document) => document.relocate(clean),
            Self::Page(_, doc, document) => {
                doc.relocate(clean);
                document.relocate(clean);
            }
            Self::Unit(Some(doc)) => relocate(&mut doc.former_addresses, clean),
            Self::Unit(None) | Self::Data(None) | Self::Copy(..) | Self::Record(_) => {}
            Self::Unreadable => {}
        }
    }
}

fn relocate(addresses: &mut [FormerAddress], clean: &Clean<'_>) {
    for one in addresses {
        one.span = clean.source(one.span.clone());
    }
}

/// The organization that a `unit.yaml` states, for those who ask before the unit is
/// composed; what is wrong with the file is told when it is.
pub fn organization(bytes: &[u8], file: &SourcePath) -> Option<OrganizationDoc> {
    let placed = Placed {
        file: file.clone(),
        unit: None,
        role: Role::Unit,
    };
    match parse_bytes(bytes, &placed) {
        (Parsed::Unit(doc), _) => doc,
        _ => None,
    }
}

fn parse(sources: &Sources, placed: &Placed) -> (Parsed, Vec<Diagnostic>) {
    let file = &placed.file;
    match &placed.role {
        Role::Copy(out) => (Parsed::Copy(out.clone(), sources.size(file)), Vec::new()),
        _ => parse_bytes(sources.bytes(file).unwrap_or_default(), placed),
    }
}

/// Decodes a file, takes out what nobody sees, and reads it.
fn parse_bytes(bytes: &[u8], placed: &Placed) -> (Parsed, Vec<Diagnostic>) {
    let file = &placed.file;
    let limit = if file.as_str().ends_with(".md") {
        TEXT_LIMIT
    } else {
        DATA_LIMIT
    };
    let text = match decode(bytes, file, limit) {
        Ok(text) => text,
        Err(said) => return (Parsed::Unreadable, vec![said]),
    };
    let Some(clean) = Clean::of(text, Syntax::of(file)) else {
        return read(text, placed);
    };
    let (mut parsed, mut said) = read(&clean.text, placed);
    parsed.relocate(&clean);
    tell(&clean, file, &mut said);
    (parsed, said)
}

fn read(text: &str, placed: &Placed) -> (Parsed, Vec<Diagnostic>) {
    let file = &placed.file;
    match placed.role {
        Role::Unit => {
            let (doc, said) = organization::read(text, file);
            (Parsed::Unit(doc), said)
        }
        Role::Record(_) => {
            let (doc, said) = record::read(text, file);
            (Parsed::Record(doc), said)
        }
        Role::ReportData(year) | Role::KeptData(year, _) => {
            let (doc, said) = report::read(text, file, year);
            (Parsed::Data(doc), said)
        }
        Role::ReportText(_) | Role::KeptText(..) => {
            let (doc, mut said) = markdown::parse(text, file, 0);
            said.extend(head::astray(text, 0, file, head::Role::Report));
            (Parsed::Text(doc), said)
        }
        Role::Page(column) => {
            let (doc, start, mut said) = page::read(text, file);
            let (body, more) = markdown::parse(&text[start..], file, start);
            said.extend(more);
            (Parsed::Page(column, Box::new(doc), body), said)
        }
        Role::Copy(_) => (Parsed::Unreadable, Vec::new()),
    }
}
