//! All reports of a unit, or of a site, as data: tables, what describes them, and what
//! tells programs of new reports.
//!
//! A file is made from a `DataSet`, the same way for one unit and for a whole site. Of a
//! unit that is no longer in memory its facts and its `UnitTable` are enough.

mod columns;
mod csv;
mod table;

pub use columns::{Column, Columns, FIXED, Holds, columns};
pub use table::UnitTable;

use blake3::OUT_LEN;

use crate::form::{FORMS, Form};
use crate::path::OutPath;
use crate::portal::{Relations, ReportFacts, Unit, UnitFacts, UnitId, folder};

use super::{Downloads, Format};

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
    /// Whether they are all units of the site.
    pub is_whole_site: bool,
    /// Where the site will stand; it ends in `/`.
    pub base_url: Option<&'d str>,
    /// In which formats reports are offered.
    pub formats: Vec<&'static Format>,
    /// The owner's reports in other formats, where they are at hand.
    pub downloads: Option<&'d Downloads<'d>>,
}

/// One report with its unit.
pub struct Row<'d> {
    pub unit_id: &'d str,
    pub unit: &'d UnitFacts,
    pub county: &'d str,
    pub report: &'d ReportFacts,
    /// Its cells as `UnitTable` packs them.
    cells: &'d str,
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
    pub media_type: &'static str,
    pub files: &'static [DataFile],
}

/// The tables as CSV.
pub static CSV: DataKind = DataKind {
    media_type: "text/csv; charset=utf-8",
    files: &[
        DataFile {
            name: "all.csv",
            title: "全部数据，一份年报一行，Excel 可以直接打开",
            make: csv::all_with_mark,
        },
        DataFile {
            name: "all.nobom.csv",
            title: "同一张表，供程序读取（文件开头没有 BOM）",
            make: csv::all,
        },
        DataFile {
            name: "units.csv",
            title: "单位名录，一个单位一行",
            make: csv::units,
        },
    ],
};

/// Whether there is data of a unit: of the site's owner also if only those below it
/// report.
pub fn has_data(unit: &Unit, relations: &Relations<'_>) -> bool {
    let below = || relations.children.iter().any(|one| !one.reports.is_empty());
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
}

impl OwnData {
    pub fn of(unit: &Unit) -> Self {
        Self {
            facts: UnitFacts::of(unit),
            table: UnitTable::of(unit),
            facts_hash: [0; OUT_LEN],
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
    pub fn rows(&self) -> impl Iterator<Item = Row<'d>> {
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
                })
        })
    }

    /// What the tables call a unit.
    pub fn id_of(&self, unit: &'d UnitFacts) -> &'d str {
        id_of(self.owner, unit)
    }

    /// What the tables call the unit directly above another; the owner of the site has
    /// none, and of a unit that is hosted elsewhere nobody here knows.
    fn parent_of(&self, unit: &'d UnitFacts) -> &'d str {
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
        for (place, text) in places.iter().zip(table::unpacked(self.cells)) {
            texts[*place] = text;
        }
    }
}
