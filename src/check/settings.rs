//! What a site decides about the checks.

use jiff::civil::Date;

use crate::diag::{Code, Diagnostic, Level};
use crate::portal::DEADLINE;

/// The settings of `[check]` in `site.toml`, and the day of the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Codes that weigh other than usual; `None` turns a code off. Few sites
    /// have any, so that a list is quicker to ask than a map.
    levels: Vec<(&'static Code, Option<Level>)>,
    /// The last day for publishing, as month and day of the next year.
    pub deadline: (i8, i8),
    /// Words that must not appear (standards TXT06), supplied by the county.
    pub words: Vec<String>,
    /// Today, an input like any other.
    pub today: Option<Date>,
}

impl Settings {
    /// Gives an adjustable code another level, or turns it off.
    pub fn adjust(&mut self, code: &'static Code, level: Option<Level>) {
        self.levels.push((code, level));
    }

    /// Whether the site turns a code off.
    pub fn is_off(&self, code: &Code) -> bool {
        self.stated(code) == Some(None)
    }

    /// The same of a code by its id, for a rule that leaves something to another.
    pub fn turns_off(&self, id: &str) -> bool {
        let mut levels = self.levels.iter();
        levels.any(|(code, level)| code.id == id && level.is_none())
    }

    /// Gives all that was found the levels that the site states, drops what it
    /// turns off, and parts the rest: faults first, which nobody can decide
    /// otherwise about, then findings.
    pub fn decide(&self, mut found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        if !self.levels.is_empty() {
            found.retain_mut(|one| match self.stated(one.code) {
                Some(Some(level)) => {
                    one.level = level;
                    true
                }
                Some(None) => false,
                None => true,
            });
        }
        let findings = found.extract_if(.., |one| one.code.is_adjustable());
        let findings = findings.collect();
        (found, findings)
    }

    fn stated(&self, code: &Code) -> Option<Option<Level>> {
        let mut levels = self.levels.iter();
        levels.find(|(known, _)| *known == code).map(|one| one.1)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            levels: Vec::new(),
            deadline: DEADLINE,
            words: Vec::new(),
            today: None,
        }
    }
}
