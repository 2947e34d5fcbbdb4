//! The resolved portal: a unit, its reports and pages, every link settled.
//!
//! Nothing here is optional "until later": a `Report` has its form, its full
//! grid of cells and its narrative, and every page knows its address.

mod addresses;
mod aids;
mod change;
mod changes;
mod children;
mod column;
mod columns;
mod dead_links;
mod deadline;
pub mod docs;
mod drafts;
mod dropped;
mod facts;
mod front;
mod groups;
mod kept;
mod layout;
mod leaving;
mod link;
mod link_names;
mod linker;
mod links;
mod logo;
mod named_units;
mod onward;
mod pictures;
mod recorded;
mod relations;
mod servers;
mod shown;
mod standing;
mod tree;
mod versions;
mod wording;

use addresses::years_of;
pub use addresses::{
    PER_PAGE, beside, comparison_of, corrections_of, folder, index_of, matrix_of, numbered,
    pages_of, search_page, search_script,
};
pub use aids::{accessibility_out, map_of, map_pages, terms_out, units_on_map};
pub use change::{Change, ChangeKind};
pub use children::{Children, MOST_YEARS, Tally};
pub use column::Column;
pub use deadline::{DEADLINE, deadline};
pub use drafts::{CrossUnitLink, Draft};
pub use facts::{CorrectionFacts, ReportFacts, UnitFacts};
pub use front::Front;
pub use kept::{digest, text_sum};
pub use layout::{Naming, RECORD, UnitId, body_of};
pub use leaving::{host, leave_page, leaves_frame};
pub use link::{Linked, link};
pub use links::Outline;
pub use logo::lost_logo;
pub use named_units::{NamedUnits, NamingUnit, faults_of_names};
pub use onward::{Moved, Onward};
pub use relations::{Relations, UnitName};
pub use shown::ShownColumn;
pub use standing::{Punctuality, Standing};
pub use tree::{Tree, TreeFault};

use std::collections::BTreeMap;
use std::ops::Range;

use crate::form::{Form, Measure, Table};
use crate::parse::category::Category;
use crate::parse::date::Stamp;
use crate::parse::former::FormerAddress;
use crate::parse::markdown::Document;
use crate::parse::organization::OrganizationDoc;
use crate::parse::page::PageDoc;
use crate::parse::picture::Size;
use crate::parse::report::{Allowance, CorrectionDoc, Undecided};
use crate::path::{OutPath, SourcePath};
use crate::report::{Grid, Measured, Narrative};

/// A unit with all that it publishes here.
#[derive(Clone, Debug)]
pub struct Unit {
    pub id: UnitId,
    pub organization: OrganizationDoc,
    pub reports: BTreeMap<u16, Report>,
    /// Pages of their own and pages in lists, in the order of their address.
    pub pages: Vec<Page>,
    /// Lists made from folders, in the site's order of their columns.
    pub lists: Vec<List>,
    /// Attachments, which are copied as they are.
    pub copies: Vec<Copy>,
}

/// One annual report.
#[derive(Clone, Debug)]
pub struct Report {
    pub year: u16,
    pub form: &'static Form,
    pub title: String,
    pub title_from: TitleFrom,
    pub organization: String,
    pub signed: Option<Stamp>,
    pub published: Option<Stamp>,
    pub index_number: Option<String>,
    pub document_number: Option<String>,
    /// One grid a table of the form, in printed order.
    pub grids: Vec<Grid>,
    pub narrative: Narrative,
    pub attachments: Vec<Attachment>,
    pub out: OutPath,
    /// `report.yaml`.
    pub source: SourcePath,
    pub allow: Vec<Allowance>,
    pub undecided: Vec<Undecided>,
    /// Which version of it this is, if it was published and frozen; the first is 1.
    pub version: Option<u16>,
    /// Whether its file says that it is public.
    pub frozen: bool,
    /// What it says otherwise than the newest version that is kept, without a correction that
    /// is finished.
    pub uncorrected: Vec<Change>,
    /// The corrections that its file states.
    pub stated_corrections: Vec<CorrectionDoc>,
    /// What was corrected up to this version, the oldest first.
    pub corrections: Vec<Correction>,
    /// The versions before this one, the oldest first. They have none themselves.
    pub superseded: Vec<Report>,
    /// Whether it is here only because drafts were asked for.
    pub draft: bool,
    pub links: Vec<LinkPlace>,
    /// Where it was published before.
    pub former_addresses: Vec<FormerAddress>,
}

impl Report {
    /// The cells that hold a measure; `None` if the form does not ask for it.
    pub fn measure(&self, measure: Measure) -> Option<Measured<'_>> {
        Measured::of(self.form, &self.grids, measure)
    }

    /// The id of a table on the report's page.
    pub fn table_id(&self, table: &Table) -> Option<String> {
        let part = self.form.part_of(table)?;
        let mut pieces = self.narrative.pieces.iter();
        let piece = pieces.find(|piece| piece.part == Some(part.id))?;
        let mut tables = part.tables.iter();
        let at = tables.position(|one| std::ptr::eq(one, table))?;
        Some(piece.table_id(part, at))
    }

    /// The folder of its files, with a slash at its end.
    pub fn folder(&self) -> &str {
        let file = self.source.as_str();
        file.rfind('/').map_or("", |slash| &file[..=slash])
    }

    /// The day of its last change that its file states.
    pub fn changed(&self) -> Option<&Stamp> {
        let corrected = self.corrections.last().map(|one| &one.date);
        corrected
            .or(self.published.as_ref())
            .or(self.signed.as_ref())
    }

    /// What a measure counts; `None` where that is not known.
    pub fn count(&self, measure: Measure) -> Option<i64> {
        self.measure(measure)?.count()
    }
}

/// What was corrected in a report after it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The version that it led to, from 2.
    pub version: u16,
    pub date: Stamp,
    pub reason: String,
    /// What the version before said, and what this one says.
    pub changes: Vec<Change>,
}

/// Who wrote the title of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TitleFrom {
    /// The clerk, in `report.yaml`.
    Data,
    /// The clerk, as the first heading of the narrative, in bytes of its file.
    Text(Range<usize>),
    /// The program, from the unit's name and the year.
    Made,
}

/// A page of one of the other columns.
#[derive(Clone, Debug)]
pub struct Page {
    pub column: Column,
    pub title: String,
    pub doc: PageDoc,
    /// The item of the law that it is disclosed under, by its own word or its folder's.
    pub category: Option<Category>,
    pub body: Document,
    pub attachments: Vec<Attachment>,
    pub out: OutPath,
    pub source: SourcePath,
    pub links: Vec<LinkPlace>,
}

/// A folder of pages, shown as one list.
#[derive(Clone, Debug)]
pub struct List {
    pub column: Column,
    /// What its column is called.
    pub name: String,
    /// The heading of its page.
    pub title: String,
    pub intro: Option<Document>,
    /// Groups of pages, as indices into the unit's pages, newest first.
    pub groups: Vec<Group>,
    /// Whether its head is a draft, or all that it lists are.
    pub draft: bool,
    pub out: OutPath,
    /// The folder's `index.md` where it has one, else the first page.
    pub source: SourcePath,
    pub links: Vec<LinkPlace>,
    /// Where it was published before.
    pub former_addresses: Vec<FormerAddress>,
}

/// A heading in a list, with its pages.
#[derive(Clone, Debug)]
pub struct Group {
    pub heading: Option<String>,
    /// The file that states the heading, if one does.
    pub source: Option<SourcePath>,
    /// The item of the law that it is; its heading then is in the words of the law.
    pub category: Option<Category>,
    pub pages: Vec<usize>,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    pub out: OutPath,
    /// Bytes.
    pub size: u64,
}

/// A file that is copied as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    pub file: SourcePath,
    pub out: OutPath,
    /// Bytes.
    pub size: u64,
}

/// Where the source says what became a link on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkPlace {
    /// The link as the source has it.
    pub target: String,
    /// The link as it stands on the page.
    pub href: String,
    pub file: SourcePath,
    /// Bytes of the file.
    pub span: Range<usize>,
    /// The page of another unit that the link leads to, if it does. Whether
    /// that one is published is known only when all units are.
    pub cross_unit_links: Option<OutPath>,
    /// The page that says that the link leads out of the site, as a link on this page.
    pub leave: Option<String>,
    /// Whether it has to leave the frame that the page is shown in.
    pub leaves_frame: bool,
    /// Of a picture of this unit, also where it is only linked to: the file.
    pub picture: Option<OutPath>,
    /// Of a picture: whether no words say what is on it.
    pub silent: bool,
    /// Of a picture: width and height, if its file tells.
    pub size: Option<Size>,
}

impl List {
    /// How many pages it takes.
    pub fn pages(&self) -> usize {
        pages_of(self.groups.iter().map(|group| group.pages.len()).sum())
    }

    /// The headings of its groups, each with the file that states it.
    pub fn headings(&self) -> Vec<(SourcePath, &str)> {
        let groups = self.groups.iter();
        let stated =
            groups.filter_map(|group| Some((group.source.clone()?, group.heading.as_deref()?)));
        stated.collect()
    }
}

impl Unit {
    /// The folder of everything this unit publishes: empty, or `units/<id>/`.
    pub fn folder(&self) -> String {
        folder(&self.id)
    }

    /// What the unit is called where space is short.
    pub fn short_name(&self) -> &str {
        self.organization.short()
    }

    /// The years of its index, newest first: from the first report to the last one,
    /// with those that have none.
    pub fn years(&self) -> impl ExactSizeIterator<Item = u16> {
        let (first, last) = (self.reports.keys().next(), self.reports.keys().next_back());
        let years = first
            .zip(last)
            .map_or(0..0, |(first, last)| *first..*last + 1);
        years.rev()
    }

    /// Every link that an author wrote.
    pub fn links(&self) -> impl Iterator<Item = &LinkPlace> {
        let reports = self.reports.values().flat_map(|report| &report.links);
        let pages = self.pages.iter().flat_map(|page| &page.links);
        reports
            .chain(pages)
            .chain(self.lists.iter().flat_map(|list| &list.links))
    }

    /// A version of a report that was superseded.
    pub fn superseded(&self, year: u16, version: u16) -> Option<&Report> {
        let mut versions = self.reports.get(&year)?.superseded.iter();
        versions.find(|one| one.version == Some(version))
    }

    /// The unit's front page.
    pub fn index(&self) -> OutPath {
        index_of(&self.id)
    }

    /// 历年变化, if there are two reports or more to compare.
    pub fn years_page(&self) -> Option<OutPath> {
        years_of(&self.id, self.reports.values().map(|report| report.form))
    }
}
