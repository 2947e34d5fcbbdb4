//! What of a unit only leads on: addresses that it had before, and the web addresses
//! outside of the site that its links lead to.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::diag::Place;
use crate::parse::former::FormerAddress;
use crate::path::{OutPath, SourcePath};

use super::Unit;
use super::docs::unit_file;

/// All that leads on. Addresses of the whole site are put together from these, so that
/// there is one page for each however many units name it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onward {
    pub moved: Vec<Moved>,
    /// Web addresses for which readers are told that they leave the site.
    pub leaving: BTreeSet<String>,
}

/// Something that stood at another address before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The page, or the folder of all pages of the unit.
    pub from: OutPath,
    /// Where the page is now; `None` for the whole folder of the unit.
    pub to: Option<OutPath>,
    /// Where the source says so.
    pub place: Place,
    pub draft: bool,
}

impl Onward {
    /// Linear in the documents and links of the unit.
    pub fn of(unit: &Unit) -> Self {
        let reports = unit.reports.values();
        let mut moved: Vec<Moved> = Vec::new();
        moved.extend(unit.id.iter().flat_map(|id| {
            let file = unit_file(id);
            let former = unit.organization.former_addresses.iter();
            former.map(move |one| Moved::of(one, None, &file, false))
        }));
        let mut add = |former: &[FormerAddress], out: &OutPath, source: &SourcePath, draft| {
            let former = former.iter();
            moved.extend(former.map(|one| Moved::of(one, Some(out), source, draft)));
        };
        for report in reports {
            let former = &report.former_addresses;
            add(former, &report.out, &report.source, report.draft);
        }
        for page in &unit.pages {
            let former = &page.doc.former_addresses;
            add(former, &page.out, &page.source, page.doc.draft);
        }
        for list in &unit.lists {
            add(&list.former_addresses, &list.out, &list.source, list.draft);
        }
        let leaving = unit.links().filter(|link| link.leave.is_some());
        Self {
            moved,
            leaving: leaving.map(|link| link.href.clone()).collect(),
        }
    }

    /// Forgets where in files it is said, because the files are other ones now.
    pub fn forget_places(&mut self) {
        for one in &mut self.moved {
            one.place.span = None;
        }
    }
}

impl Moved {
    fn of(former: &FormerAddress, to: Option<&OutPath>, file: &SourcePath, draft: bool) -> Self {
        Self {
            from: former.out.clone(),
            to: to.cloned(),
            place: Place::span(file, former.span.clone()),
            draft,
        }
    }

    /// Where each of these published pages of the unit in `folder` stood, and where it
    /// is now.
    pub fn pages<'m>(
        &'m self,
        folder: &'m str,
        pages: impl Iterator<Item = &'m OutPath> + 'm,
    ) -> Box<dyn Iterator<Item = (OutPath, &'m OutPath)> + 'm> {
        match &self.to {
            Some(to) => Box::new(std::iter::once((self.from.clone(), to))),
            None => Box::new(pages.filter_map(move |page| {
                let inside = page.as_str().strip_prefix(folder)?;
                let from = OutPath::new(&format!("{}/{inside}", self.from))?;
                Some((from, page))
            })),
        }
    }
}
