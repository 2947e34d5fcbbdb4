//! What a site decides about the checks.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diag::{Diagnostic, Level, Place};
use crate::parse::config::CheckDoc;
use crate::path::SourcePath;
use crate::text::closest;

use super::rules::{RULES, find};

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
            let help = match closest(id, RULES.iter().map(|rule| rule.id)) {
                Some(near) => format!("是不是 {near}？"),
                None => "规则的编号见 docs/reference/rules.md".to_owned(),
            };
            let place = Place::span(&file, span.clone());
            diagnostics
                .push(Diagnostic::error("SITE", place, format!("没有“{id}”这条规则")).help(help));
        }
        (settings, diagnostics)
    }
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
