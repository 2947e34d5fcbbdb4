//! Every code that can be printed: those of the rules and those of what is found
//! below them; and which of them a site or a report may decide about.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::diag::codes::{CODES, SITE};
use crate::diag::{Code, Diagnostic, Place, Policy};
use crate::parse::config::CheckDoc;
use crate::path::SourcePath;
use crate::prose::closest;

use super::rules::RULES;
use super::settings::Settings;

static ALL: LazyLock<Vec<&'static Code>> = LazyLock::new(|| {
    let of_rules = RULES.iter().map(|rule| rule.code);
    let mut all: Vec<&Code> = of_rules.collect();
    let others = CODES.iter().filter(|code| !all.contains(code));
    let others: Vec<&Code> = others.copied().collect();
    all.extend(others);
    all
});

/// All codes: those of the rules in their order, then the others.
pub fn codes() -> &'static [&'static Code] {
    &ALL
}

/// A code by its id, in either case.
pub fn find(id: &str) -> Option<&'static Code> {
    let mut all = ALL.iter();
    all.find(|code| code.id.eq_ignore_ascii_case(id)).copied()
}

/// What to say to an id that is none.
pub fn unknown(id: &str) -> (String, String) {
    let help = match closest(&id.to_uppercase(), ALL.iter().map(|code| code.id)) {
        Some(near) => format!("是不是 {near}？"),
        None => "运行 gongkai help rules 看规则的编号".to_owned(),
    };
    (format!("没有“{id}”这条规则"), help)
}

/// A code that may be re-levelled and allowed; `Err` has the message and the help
/// for an id that is none, and for a code that may not.
pub fn adjustable(id: &str) -> Result<&'static Code, (String, String)> {
    let code = find(id).ok_or_else(|| unknown(id))?;
    match code.policy {
        Policy::Adjustable => Ok(code),
        Policy::Fixed { why } => {
            let message = format!("{code} 不能改轻重，也不能允许");
            Err((message, format!("{why}；删掉这一项")))
        }
    }
}

/// The settings that a site states. What it cannot decide is reported.
pub fn settings(doc: &CheckDoc, today: Option<Date>) -> (Settings, Vec<Diagnostic>) {
    let mut settings = Settings::default();
    settings.words.clone_from(&doc.words);
    settings.deadline = doc.deadline.unwrap_or(settings.deadline);
    settings.today = today;
    let mut diagnostics = Vec::new();
    for (id, level, span) in &doc.levels {
        match adjustable(id) {
            Ok(code) => settings.adjust(code, *level),
            Err((message, help)) => {
                let file = SourcePath::new("site.toml").expect("a fixed name is a valid path");
                let place = Place::span(&file, span.clone());
                diagnostics.push(Diagnostic::error(&SITE, place, message).help(help));
            }
        }
    }
    (settings, diagnostics)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_and_names_are_unique_and_nothing_is_left_empty() {
        let mut seen = BTreeSet::new();
        for code in codes() {
            let id = code.id;
            assert!(seen.insert(id) && seen.insert(code.name), "{id}");
            let texts = [code.title, code.what, code.why, code.fix];
            let texts = texts
                .into_iter()
                .chain([code.example.bad, code.example.good]);
            for text in texts.chain([code.basis.text]) {
                assert!(!text.trim().is_empty(), "{id}");
            }
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
            assert!(code.name.bytes().all(plain), "{id}");
            assert_eq!(find(&id.to_lowercase()), Some(*code));
        }
        assert!(CODES.iter().all(|code| codes().contains(code)));
    }
}
