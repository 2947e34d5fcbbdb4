//! Which findings hold of a report whose site nobody has.

use crate::diag::Code;

use super::inspected::Foreign;

/// What a rule must know to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    /// The report alone.
    Report,
    /// Of which year it is.
    Year,
    /// Of which year it is and whose.
    Name,
    /// Neighbouring years or other units, which are there if their files are.
    Others,
}

/// The rules that can be decided about a report alone. All others ask for what only a site
/// has: links and files, the kind of the unit, its settings, finished pages.
const RULES: [(Needs, &[&str]); 4] = [
    (
        Needs::Report,
        &[
            "A01", "A02", "A03", "A04", "A05", "CEL01", "CEL03", "CEL06", "CEL07", "CON01",
            "NAR04", "NUM01", "PII01", "SEC01", "SEC02", "SEC03", "SEC04", "SEC05", "SEC06",
            "SEC07", "SEC08", "TPL01", "TTL01", "TXT01", "TXT02", "TXT03", "TXT04", "TXT05",
            "TXT07", "TXT08",
        ],
    ),
    (
        Needs::Year,
        &[
            "DAT01", "DAT03", "DAT04", "FMT01", "FMT02", "TTL02", "YR01", "YR02",
        ],
    ),
    (
        Needs::Name,
        &[
            "CEL05", "NAR01", "NAR02", "NAR03", "NAR05", "NAR06", "NAR07", "ORG01", "ORG02",
            "TTL03",
        ],
    ),
    (Needs::Others, &["TPL02", "X01", "X02", "X03", "X04"]),
];

/// What is not looked at, in words, for a person.
pub const NOT_CHECKED: &str =
    "链接和附件、网页标签、本站不许用的词、公开得晚不晚、乡镇有没有填规章";

/// What is not looked at where no file is of the year before another.
pub const NO_NEIGHBOURS: &str =
    "没有查和上年的衔接：同一个单位的几年一起查，才能比，如  gongkai check 2024.docx 2025.docx";

/// The rule that looks at words too of which nobody knows where they belong: what must not be
/// published must not be published anywhere.
const SECRETS: &str = "PII01";

/// What of a file was shown to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Report,
    /// The words that were not understood.
    Rest,
}

/// How many rules look at a file.
pub fn count() -> usize {
    RULES.iter().map(|(_, rules)| rules.len()).sum()
}

/// Whether a rule looks at foreign files.
pub fn looks(id: &str) -> bool {
    RULES.iter().any(|(_, rules)| rules.contains(&id))
}

/// Whether a finding of this code holds of a report.
pub fn holds(code: &Code, report: &Foreign, shown: Shown) -> bool {
    if shown == Shown::Rest {
        return code.id == SECRETS;
    }
    let mut rules = RULES.iter();
    let needs = rules.find(|(_, rules)| rules.contains(&code.id));
    match needs.map(|(needs, _)| needs) {
        None => false,
        Some(Needs::Report) => true,
        Some(Needs::Year | Needs::Others) => report.year.is_some(),
        Some(Needs::Name) => report.year.is_some() && report.organization().is_some(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::check::codes::find;

    #[test]
    fn every_rule_is_known_and_named_once() {
        let named: Vec<&str> = RULES
            .iter()
            .flat_map(|(_, rules)| *rules)
            .copied()
            .collect();
        let unknown: Vec<&&str> = named.iter().filter(|id| find(id).is_none()).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        let once: BTreeSet<&&str> = named.iter().collect();
        assert_eq!(once.len(), named.len());
    }
}
