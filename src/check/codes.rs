//! Every code that can be printed: those of the rules and those of what is found
//! below them.

use std::sync::LazyLock;

use crate::diag::Code;
use crate::diag::codes::CODES;
use crate::prose::closest;

use super::rules::RULES;

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
        None => "规则的编号见 docs/reference/rules.md".to_owned(),
    };
    (format!("没有“{id}”这条规则"), help)
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
