//! What the files of a `data/` folder are made from: units with their tables.

use std::sync::OnceLock;

use blake3::OUT_LEN;

use crate::export::{Downloads, FORMATS as FILE_FORMATS, Format};
use crate::form::{FORMS, Form};
use crate::parse::config::ConfigDoc;
use crate::path::OutPath;
use crate::portal::{ReportFacts, Unit, UnitFacts, UnitId, folder, index_of};

use super::columns::Columns;
use super::sums::Sum;
use super::table::{UnitTable, unpacked};

/// What the tables call the unit in whose folder they lie. It is no id that another unit
/// can have, and the same wherever the unit is hosted.
pub const OWN_ID: &str = ".";

/// One unit, as the tables see it.
#[derive(Clone, Copy)]
pub struct DataUnit<'d> {
    pub facts: &'d UnitFacts,
    pub table: &'d UnitTable,
    /// The hash of the facts.
    pub facts_hash: &'d [u8; OUT_LEN],
}

/// What the files of one `data/` folder are made from.
pub struct DataSet<'d> {
    /// Whose folder it is.
    pub owner: &'d UnitId,
    /// The units that it tells of, in the order of the site.
    pub units: Vec<DataUnit<'d>>,
    /// Where the site will stand; it ends in `/`.
    pub base_url: Option<&'d str>,
    /// In which formats reports are offered.
    pub formats: Vec<&'static Format>,
    /// Every file of the folder, by media type.
    pub kinds: &'static [&'static DataKind],
    /// Whether it tells of the owner and of no other unit.
    pub is_alone: bool,
    /// What is made of the owner alone; `None` for the files of the whole site.
    pub own: Option<Own<'d>>,
}

/// The files of one unit, each made once.
#[derive(Clone, Copy)]
pub struct Own<'d> {
    pub data: &'d OwnData,
    /// Its reports in other formats.
    pub downloads: &'d Downloads<'d>,
}

/// One report with its unit.
pub struct Row<'d> {
    pub unit_id: &'d str,
    pub unit: &'d UnitFacts,
    pub county: &'d str,
    pub report: &'d ReportFacts,
    /// Its cells as `UnitTable` packs them.
    cells: &'d str,
    /// How the files of the folder link to its page.
    pub url: String,
}

/// A file of a `data/` folder.
pub struct DataFile {
    pub name: &'static str,
    /// What it holds, in a few words.
    pub title: &'static str,
    /// Linear in the rows of the data set.
    pub make: fn(&DataSet<'_>) -> Vec<u8>,
}

/// Files of one media type.
pub struct DataKind {
    /// What people call it: CSV.
    pub name: &'static str,
    pub media_type: &'static str,
    pub files: &'static [DataFile],
}

/// The formats that a site offers its reports in.
pub fn offered(config: &ConfigDoc) -> Vec<&'static Format> {
    let formats = FILE_FORMATS.iter().copied();
    let offered = formats.filter(|format| config.downloads.offers(format.id));
    offered.collect()
}

/// Whether there is data of a unit: of the site's owner also if only those below it
/// report.
pub fn has_data(unit: &Unit, children: &[&UnitFacts]) -> bool {
    let below = || children.iter().any(|one| !one.reports.is_empty());
    !unit.reports.is_empty() || unit.id.is_none() && below()
}

/// A file of a unit's `data/` folder.
pub fn data_path(owner: &UnitId, name: &str) -> OutPath {
    OutPath::new(&format!("{}data/{name}", folder(owner))).expect("fixed names below an id")
}

/// A unit with its table, for the files of its own folder.
pub struct OwnData {
    facts: UnitFacts,
    table: UnitTable,
    facts_hash: [u8; OUT_LEN],
    /// Of each file that was asked for, its bytes.
    made: Vec<OnceLock<Vec<u8>>>,
    sums: OnceLock<Vec<Sum>>,
}

impl OwnData {
    pub fn of(unit: &Unit, kinds: &[&'static DataKind]) -> Self {
        Self {
            facts: UnitFacts::of(unit),
            table: UnitTable::of(unit),
            facts_hash: [0; OUT_LEN],
            made: files(kinds).map(|_| OnceLock::new()).collect(),
            sums: OnceLock::new(),
        }
    }

    pub fn unit(&self) -> DataUnit<'_> {
        DataUnit {
            facts: &self.facts,
            table: &self.table,
            facts_hash: &self.facts_hash,
        }
    }
}

impl<'d> DataSet<'d> {
    /// Every report, by unit and by year.
    pub fn rows<'s>(&'s self) -> impl Iterator<Item = Row<'d>> + use<'s, 'd> {
        let owner = self.owner;
        self.units.iter().flat_map(move |unit| {
            let DataUnit { facts, table, .. } = *unit;
            facts
                .reports
                .iter()
                .enumerate()
                .map(move |(at, report)| Row {
                    unit_id: id_of(owner, facts),
                    unit: facts,
                    county: table.county.as_deref().unwrap_or_default(),
                    report,
                    cells: table.cells(at),
                    url: self.url(&report.out),
                })
        })
    }

    /// What the tables call a unit.
    pub fn id_of(&self, unit: &'d UnitFacts) -> &'d str {
        id_of(self.owner, unit)
    }

    /// What the tables call the unit directly above another; the owner of the site has
    /// none, and of a unit that is hosted elsewhere nobody here knows.
    pub fn parent_of(&self, unit: &'d UnitFacts) -> &'d str {
        if unit.id == *self.owner {
            return "";
        }
        let is_here = |id: &&str| {
            let same = |one: &DataUnit<'_>| one.facts.id.as_deref().cmp(&Some(*id));
            self.units.binary_search_by(same).is_ok()
        };
        let parent = unit.place.parent.as_deref();
        parent.filter(is_here).unwrap_or(OWN_ID)
    }

    /// How many reports it has.
    pub fn reports(&self) -> usize {
        self.units.iter().map(|unit| unit.facts.reports.len()).sum()
    }

    /// What the owner is called.
    pub fn name(&self) -> &'d str {
        let mut units = self.units.iter();
        let owner = units.find(|unit| unit.facts.id == *self.owner);
        owner.map_or("", |unit| &unit.facts.name)
    }

    /// How the files of the folder link to the owner's front page.
    pub fn front(&self) -> String {
        self.url(&index_of(self.owner))
    }

    /// A file of the folder.
    pub fn path_of(&self, name: &str) -> OutPath {
        data_path(self.owner, name)
    }

    /// How the files of the folder link to one of them.
    pub fn url_of(&self, name: &str) -> String {
        self.url(&self.path_of(name))
    }

    /// The formats in which a report is offered.
    pub fn formats_of(&self, report: &ReportFacts) -> impl Iterator<Item = &'static Format> {
        let form = report.form_used();
        let formats = self.formats.iter().copied();
        formats.filter(move |format| form.is_some_and(|form| format.offers_form(form)))
    }

    /// A file of the folder, made when it is first asked for. `None` for those of the whole
    /// site, of which nobody keeps the bytes.
    pub fn file(&self, name: &str) -> Option<&'d [u8]> {
        let own = self.own?;
        let at = files(self.kinds).position(|file| file.name == name)?;
        let file = files(self.kinds).nth(at)?;
        Some(own.data.made[at].get_or_init(|| (file.make)(self)))
    }

    /// The sums of the owner's reports in other formats, worked out when they are first
    /// asked for. None for the whole site. Linear in these files.
    pub fn sums(&self) -> &'d [Sum] {
        let Some(Own { data, downloads }) = self.own else {
            return &[];
        };
        let of_report = |report: &'d ReportFacts| {
            self.formats_of(report).filter_map(|format| {
                let bytes = downloads.get(report.year, format)?;
                let path = format.beside(&report.out);
                Some(Sum::of(path, Some(report.year), format.media_type, bytes))
            })
        };
        let reports = || data.facts.reports.iter().flat_map(of_report).collect();
        data.sums.get_or_init(reports)
    }

    /// How the files of the folder link to an output: in full where the site has an
    /// address, else from the folder.
    pub fn url(&self, out: &OutPath) -> String {
        match self.base_url {
            Some(base) => out.absolute(base),
            None => data_path(self.owner, "index.html").href(out),
        }
    }

    /// The hash of all that its tables say. Linear in the units.
    pub fn hash(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        for unit in &self.units {
            hasher.update(unit.facts_hash);
            hasher.update(unit.table.hash());
        }
        hasher.finalize()
    }
}

/// Every file that a folder has.
fn files(kinds: &[&'static DataKind]) -> impl Iterator<Item = &'static DataFile> {
    kinds.iter().flat_map(|kind| kind.files)
}

fn id_of<'d>(owner: &UnitId, unit: &'d UnitFacts) -> &'d str {
    match unit.id.as_deref() {
        Some(id) if unit.id != *owner => id,
        _ => OWN_ID,
    }
}

impl Row<'_> {
    /// The position of its form among `FORMS`.
    fn form(&self) -> Option<usize> {
        let form: &Form = self.report.form_used()?;
        FORMS.iter().position(|one| *one == form)
    }
}

impl<'d> Row<'d> {
    /// Puts the text of each cell at the place of its column; all others are empty.
    /// Linear in the columns.
    pub fn fill(&self, columns: &Columns, texts: &mut Vec<&'d str>) {
        texts.clear();
        texts.resize(columns.cells.len(), "");
        let places = self.form().map_or(&[][..], |form| columns.of_form(form));
        for (place, text) in places.iter().zip(unpacked(self.cells)) {
            texts[*place] = text;
        }
    }
}
