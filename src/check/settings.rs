//! What a site decides about the checks.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diag::{Diagnostic, Level, Place, codes};
use crate::parse::config::CheckDoc;
use crate::path::SourcePath;

use super::codes::{find, unknown};
use super::rule::Run;
use super::rules::RULES;

/// The settings of `[check]` in `site.toml`, and the day of the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Rules that weigh other than usual; `None` turns a rule off.
    pub levels: BTreeMap<String, Option<Level>>,
    /// The last day for publishing, as month and day of the next year.
    pub deadline: (i8, i8),
    /// Words that must not appear (standards TXT06), supplied by the county.
    pub words: Vec<String>,
    /// Today, an input like any other.
    pub today: Option<Date>,
}

impl Settings {
    /// Takes what the file says; rules that do not exist are reported.
    pub fn new(doc: &CheckDoc, today: Option<Date>) -> (Self, Vec<Diagnostic>) {
        let mut settings = Self {
            words: doc.words.clone(),
            today,
            ..Self::default()
        };
        settings.deadline = doc.deadline.unwrap_or(settings.deadline);
        let mut diagnostics = Vec::new();
        for (id, level, span) in &doc.levels {
            if find(id).is_some() {
                settings.levels.insert(id.clone(), *level);
                continue;
            }
            let file = SourcePath::new("site.toml").expect("a fixed name is a valid path");
            let (message, help) = unknown(id);
            let place = Place::span(&file, span.clone());
            diagnostics.push(Diagnostic::error(&codes::SITE, place, message).help(help));
        }
        (settings, diagnostics)
    }

    /// What was found while files were read, with the level that the site gives
    /// to its rule; `None` where the site turns the rule off.
    pub fn weigh(&self, mut one: Diagnostic) -> Option<Diagnostic> {
        if let Some(stated) = self.levels.get(one.code.id).filter(|_| is_weighed(&one)) {
            one.level = (*stated)?;
        }
        Some(one)
    }
}

/// Whether what was found while files were read only warns: then the file was
/// read whole, and a site may weigh it and a report allow it like the findings
/// of all other rules.
pub fn is_weighed(said: &Diagnostic) -> bool {
    let mut rules = RULES.iter();
    let rule = rules.find(|rule| rule.code == said.code && matches!(rule.run, Run::Reading));
    said.level != Level::Error && rule.is_some_and(|rule| rule.code.level != Level::Error)
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            levels: BTreeMap::new(),
            deadline: (1, 31),
            words: Vec::new(),
            today: None,
        }
    }
}
