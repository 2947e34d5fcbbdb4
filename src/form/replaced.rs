//! Which numbers two forms count alike, and which a later form counts otherwise.

use super::{FORMS, Form, Measure};

/// A number that a form asks for in the place of one of the form before. The two are
/// counted otherwise (口径不同), so they are not compared.
#[derive(Debug)]
pub struct Replaced {
    pub before: Measure,
    /// The same measure as `before` where only the way of counting changed.
    pub now: Measure,
}

/// One line of what a form replaces.
pub(super) const fn replaced(before: Measure, now: Measure) -> Replaced {
    Replaced { before, now }
}

impl Form {
    /// Whether a measure of a report of this form may be compared with that of a report
    /// of the other: both forms ask for it, and no form since the older counts it otherwise.
    pub fn compares(&self, other: &Form, measure: Measure) -> bool {
        let both_ask = self.meaning(measure).is_some() && other.meaning(measure).is_some();
        both_ask && self.instead_of(measure, other).is_none()
    }

    /// What this form asks for in the place of a measure of the other form, counted
    /// otherwise. `None` if it counts it alike or has nothing in its place.
    pub fn instead_of(&self, measure: Measure, other: &Form) -> Option<Measure> {
        let since = |old: u16, new: u16| move |form: &&&Form| form.from > old && form.from <= new;
        let mut found = None;
        if self.from > other.from {
            for form in FORMS.iter().filter(since(other.from, self.from)) {
                let now = found.unwrap_or(measure);
                let next = form.replaces.iter().find(|one| one.before == now);
                found = next.map(|one| one.now).or(found);
            }
        } else {
            for form in FORMS.iter().rev().filter(since(self.from, other.from)) {
                let now = found.unwrap_or(measure);
                let last = form.replaces.iter().find(|one| one.now == now);
                found = last.map(|one| one.before).or(found);
            }
        }
        found.filter(|instead| self.meaning(*instead).is_some())
    }

    /// Whether it asks for any number.
    pub fn has_measures(&self) -> bool {
        self.meanings().next().is_some()
    }

    /// Whether it asks for something in the place of a measure that another form has.
    pub fn counts_otherwise(&self, measure: Measure) -> bool {
        let mut others = FORMS.iter().filter(|form| form.meaning(measure).is_some());
        others.any(|other| self.instead_of(measure, other).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, DocumentCount};
    use super::*;

    fn form(year: u16) -> &'static Form {
        Form::choose(None, year).expect("a year with a form")
    }

    #[test]
    fn documents_made_are_not_compared_with_documents_issued() {
        let (old, new) = (form(2019), form(2021));
        let issued = Measure::Documents(Document::Normative, DocumentCount::Issued);
        let made = Measure::Documents(Document::Normative, DocumentCount::Made);
        assert_eq!(new.instead_of(made, old), Some(issued));
        assert_eq!(old.instead_of(issued, new), Some(made));
        assert!(!new.compares(old, issued) && new.compares(new, issued));
        assert!(old.counts_otherwise(issued) && !new.counts_otherwise(issued));
        assert!(!form(2018).counts_otherwise(issued), "it asks for nothing");
    }

    #[test]
    fn all_of_table_three_and_four_and_the_decisions_are_compared() {
        let (old, new) = (form(2020), form(2022));
        let both = old
            .meanings()
            .filter(|one| new.meaning(one.measure).is_some());
        let both: Vec<Measure> = both.map(|one| one.measure).collect();
        assert_eq!(both.len(), 10 + 15 + 3);
        for measure in both {
            assert!(old.compares(new, measure) && new.compares(old, measure));
        }
        assert!(
            !new.compares(old, Measure::Fees),
            "only one form asks for it"
        );
        assert_eq!(old.instead_of(Measure::Fees, new), None);
    }

    #[test]
    fn forms_replace_what_the_one_before_asked_for() {
        for (before, form) in FORMS.iter().zip(&FORMS[1..]) {
            assert!(before.from < form.from, "oldest first");
            for one in form.replaces {
                assert!(before.meaning(one.before).is_some(), "{}", form.id);
                assert!(form.meaning(one.now).is_some(), "{}", form.id);
            }
        }
    }
}
