//! What a rule is: a code, which states a fact about reports, and a function
//! that finds where it does not hold.

use crate::diag::Code;

use super::finding::Finding;
use super::fingerprints::Fingerprint;
use super::scope::{PageScope, ReportScope, UnitScope};
use super::texts::TextScope;

/// One rule: what it tells of, and how it is found.
#[derive(Debug)]
pub struct Rule {
    pub code: &'static Code,
    pub run: Run,
}

/// What a rule needs to see.
#[derive(Clone, Copy)]
pub enum Run {
    /// One report, with the one before it.
    Report(fn(&ReportScope<'_>, &mut Vec<Finding>)),
    /// One body with all its years and pages.
    Unit(fn(&UnitScope<'_>, &mut Vec<Finding>)),
    /// One body, and then all units beside one another.
    Units {
        each: fn(&UnitScope<'_>, &mut Vec<Finding>),
        all: fn(&[&Fingerprint], &mut Vec<Finding>),
    },
    /// Every text that a person wrote and a page shows, one after the other:
    /// of reports, of other pages, of `unit.yaml` and `site.toml`.
    Text(fn(&TextScope<'_>, &mut Vec<Finding>)),
    /// A finished page.
    Page(fn(&PageScope<'_>, &mut Vec<Finding>)),
    /// Found already while the files were read; the registry documents it.
    Reading,
}

impl std::fmt::Debug for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Run::Report(_) => "Report",
            Run::Unit(_) => "Unit",
            Run::Units { .. } => "Units",
            Run::Text(_) => "Text",
            Run::Page(_) => "Page",
            Run::Reading => "Reading",
        })
    }
}
