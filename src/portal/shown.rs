//! What a unit shows of its columns: their names in the site's order, and what is new
//! in them.

use crate::parse::config::ColumnDoc;
use crate::parse::date::Stamp;
use crate::path::OutPath;

use super::column::Column;
use super::{List, Page, Unit};

/// One column that a unit has, as navigation and front page name it.
#[derive(Clone, Debug)]
pub struct ShownColumn<'u> {
    pub column: Column,
    pub name: &'u str,
    pub out: OutPath,
    pub draft: bool,
    /// Its list, if it is one.
    pub list: Option<&'u List>,
    /// Its page, if it is a single one.
    pub page: Option<&'u Page>,
}

impl Unit {
    /// The columns of the unit in the site's order, then its pages that are in none, by
    /// their addresses. `reports` is where its annual reports are, if there are any.
    /// Linear but for sorting.
    pub fn columns(&self, columns: &[ColumnDoc], reports: Option<OutPath>) -> Vec<ShownColumn<'_>> {
        let reports = reports.map(|out| ShownColumn {
            column: Column::Reports,
            name: Column::Reports.official().unwrap_or_default(),
            out,
            draft: false,
            list: None,
            page: None,
        });
        let single = self.pages.iter().filter(|page| !page.column.is_listed());
        let single = single.map(|page| ShownColumn {
            column: page.column,
            name: page.column.official().unwrap_or(&page.title),
            out: page.out.clone(),
            draft: page.doc.draft,
            list: None,
            page: Some(page),
        });
        let lists = self.lists.iter().map(|list| ShownColumn {
            column: list.column,
            name: &list.name,
            out: list.out.clone(),
            draft: list.draft,
            list: Some(list),
            page: None,
        });
        let order = Column::in_order(columns);
        let place = |column: Column| order.iter().position(|one| *one == column);
        let mut shown: Vec<ShownColumn<'_>> = single.chain(lists).chain(reports).collect();
        shown.sort_by_cached_key(|one| {
            let place = place(one.column).unwrap_or(order.len());
            (place, one.out.clone())
        });
        shown
    }

    /// The documents of a list, newest first, whatever group they are in. Linear but
    /// for sorting.
    pub fn newest(&self, list: &List) -> Vec<&Page> {
        let members = list.groups.iter().flat_map(|group| &group.pages);
        let mut pages: Vec<&Page> = members.map(|at| &self.pages[*at]).collect();
        pages.sort_by(|a, b| a.newer_than(b));
        pages
    }

    /// The list that a page is in.
    pub fn list_of(&self, page: &Page) -> Option<&List> {
        let mut lists = self.lists.iter();
        lists.find(|list| page.column.is_listed() && list.column == page.column)
    }
}

impl Page {
    /// The day of publication, else the day of signing.
    pub fn day(&self) -> Option<&Stamp> {
        self.doc.published.as_ref().or(self.doc.signed.as_ref())
    }

    /// Newest first; pages without a date last, by address.
    pub(super) fn newer_than(&self, other: &Self) -> std::cmp::Ordering {
        let by_day = other.day().cmp(&self.day());
        by_day.then_with(|| self.out.cmp(&other.out))
    }
}
