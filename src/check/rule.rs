//! What a rule is: a fact about reports, with the reason, the cure and the
//! regulation it rests on, and a function that finds where it does not hold.

use crate::diag::Level;

use super::finding::Finding;
use super::fingerprints::Fingerprint;
use super::scope::{PageScope, ReportScope, UnitScope};
use super::texts::TextScope;

/// One rule. Its texts are what `check --explain` and the reference fingerprint, so
/// they are Chinese and written for the clerk.
#[derive(Debug)]
pub struct Rule {
    /// Never reused, and what allowances name: `A01`.
    pub id: &'static str,
    /// The fault as a fact, in English, so that it reads after "allow".
    pub name: &'static str,
    /// The fact in a few words.
    pub title: &'static str,
    /// How much a finding weighs unless the site says otherwise.
    pub level: Level,
    /// What is looked at, and when it is a finding.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub fix: &'static str,
    pub example: Example,
    pub basis: Basis,
    pub run: Run,
}

/// The smallest text or numbers that show the fault, and the same mended.
#[derive(Debug)]
pub struct Example {
    pub bad: &'static str,
    pub good: &'static str,
}

/// Where a rule comes from, and how sure we are of that.
#[derive(Debug)]
pub struct Basis {
    pub text: &'static str,
    pub mark: Mark,
}

/// How well a basis is known. Only `Verified` is ever put as a requirement of
/// the regulations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The text of the regulation, or many real reports, say so.
    Verified,
    /// From memory, not looked up.
    Memory,
    /// Follows from the form or is our own choice.
    Derived,
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
