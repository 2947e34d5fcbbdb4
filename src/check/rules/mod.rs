//! The registry: one file a rule, one line here, in the order of the spec.

mod a01;
mod a02;
mod a03;
mod a04;
mod a05;
mod a11y01;
mod cel01;
mod cel04;
mod lnk01;
mod met01;
mod x01;
mod x02;

use super::rule::Rule;

/// Every rule there is. Ids are never reused.
pub static RULES: &[&Rule] = &[
    &a01::RULE,
    &a02::RULE,
    &a03::RULE,
    &a04::RULE,
    &a05::RULE,
    &x01::RULE,
    &x02::RULE,
    &cel01::RULE,
    &cel04::RULE,
    &lnk01::RULE,
    &met01::RULE,
    &a11y01::RULE,
];

/// A rule by its id, in either case.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.id.eq_ignore_ascii_case(id))
        .copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_and_names_are_unique_and_nothing_is_left_empty() {
        let mut seen = BTreeSet::new();
        for rule in RULES {
            assert!(
                seen.insert(rule.id) && seen.insert(rule.name),
                "{}",
                rule.id
            );
            for text in [
                rule.title,
                rule.what,
                rule.why,
                rule.fix,
                rule.example.bad,
                rule.example.good,
                rule.basis.text,
            ] {
                assert!(!text.trim().is_empty(), "{}", rule.id);
            }
            assert!(
                rule.name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
                "{}",
                rule.id
            );
        }
    }
}
