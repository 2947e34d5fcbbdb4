//! What the rows and columns of a form mean, in words that a citizen understands.
//!
//! The labels of a form are set by those who issue it; what stands here is ours and no
//! part of any report. An article of the regulation is named only where the form itself
//! prints it over the table.

mod disputes;
mod form_2019;
mod form_2021;
#[cfg(test)]
mod form_2031;
mod requests;
mod term;

use super::table::{Head, Table};
use super::{FORMS, Form};

pub use term::{Term, Terms};

pub(super) use form_2019::TERMS as TERMS_2019;
pub(super) use form_2021::TERMS as TERMS_2021;
#[cfg(test)]
pub(super) use form_2031::TERMS as TERMS_2031;

impl Form {
    /// What is said of one of its tables.
    pub fn terms_of(&self, table: &Table) -> Option<&'static Terms> {
        self.terms.iter().copied().find(|one| one.table == table.id)
    }

    /// All heads of a table with what they mean: the rows as they are printed, each group
    /// before what stands in it, then the columns.
    pub fn explained(&self, table: &Table) -> Vec<(&'static Head, &'static str)> {
        let Some(terms) = self.terms_of(table) else {
            return Vec::new();
        };
        let mut heads = Vec::new();
        for head in table.rows.iter().chain(table.columns) {
            with_inner(head, &mut heads);
        }
        let words = |head: &'static Head| Some((head, terms.words(head.id)?));
        heads.into_iter().filter_map(words).collect()
    }

    /// The oldest form that says the same of this head, by which the head has one address
    /// wherever it is explained.
    pub fn first_with(table: &Table, head: &Head, words: &str) -> &'static str {
        let says_so = |form: &&&Form| {
            let mut tables = form.tables().filter(|one| one.id == table.id);
            tables.any(|one| {
                let mut all = form.explained(one).into_iter();
                all.any(|(other, said)| {
                    other.id == head.id && other.label == head.label && said == words
                })
            })
        };
        FORMS.iter().find(says_so).map_or("", |form| form.id)
    }
}

fn with_inner(head: &'static Head, heads: &mut Vec<&'static Head>) {
    heads.push(head);
    for inner in head.children {
        with_inner(inner, heads);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn heads_of(table: &'static Table) -> Vec<&'static str> {
        let mut heads = Vec::new();
        for head in table.rows.iter().chain(table.columns) {
            with_inner(head, &mut heads);
        }
        heads.into_iter().map(|head| head.id).collect()
    }

    #[test]
    fn every_row_and_column_of_every_form_is_explained_once() {
        for form in FORMS {
            for table in form.tables() {
                let terms = form.terms_of(table);
                let terms = terms.unwrap_or_else(|| panic!("{} {}", form.id, table.id));
                let said = terms.heads.iter().copied().flatten();
                let said: Vec<&str> = said.map(|one| one.head).collect();
                let once: BTreeSet<&str> = said.iter().copied().collect();
                assert_eq!(said.len(), once.len(), "{} {}", form.id, table.id);
                let asked: BTreeSet<&str> = heads_of(table).into_iter().collect();
                assert_eq!(once, asked, "{} {}", form.id, table.id);
                assert_eq!(form.explained(table).len(), heads_of(table).len());
            }
            let tables: BTreeSet<&str> = form.tables().map(|one| one.id).collect();
            let told = form.terms.iter().map(|one| one.table);
            assert_eq!(told.collect::<BTreeSet<_>>(), tables, "{}", form.id);
        }
    }

    #[test]
    fn a_row_and_a_column_of_one_table_have_different_ids() {
        for table in FORMS.iter().flat_map(|form| form.tables()) {
            let heads = heads_of(table);
            let ids: BTreeSet<&str> = heads.iter().copied().collect();
            assert_eq!(ids.len(), heads.len(), "{}", table.id);
        }
    }

    #[test]
    fn words_are_sentences_and_articles_are_those_that_the_form_prints() {
        for form in FORMS {
            for table in form.tables() {
                for (head, words) in form.explained(table) {
                    assert!(words.ends_with('。'), "{} {words}", head.id);
                    let label = head.label.trim_start_matches(|c: char| !c.is_alphabetic());
                    assert_ne!(words.trim_end_matches('。'), label, "{}", head.id);
                }
                let terms = form.terms_of(table).expect("explained");
                assert!(terms.about.ends_with('。'), "{}", terms.about);
                if let Some(article) = terms.article {
                    assert_eq!(article, table.caption, "{} {}", form.id, table.id);
                }
            }
        }
    }

    #[test]
    fn what_two_forms_say_alike_has_one_address() {
        let of = |form: &str, table: &str, head: &str| {
            let form = Form::choose(Some(form), 2022).expect("a form");
            let table = form.tables().find(|one| one.id == table).expect("a table");
            let mut all = form.explained(table).into_iter();
            let (head, words) = all.find(|(one, _)| one.id == head).expect("a head");
            Form::first_with(table, head, words)
        };
        assert_eq!(of("2021", "requests", "new_received"), "2019");
        assert_eq!(of("2019", "requests", "new_received"), "2019");
        assert_eq!(of("2021", "requests", "closed_other"), "2021");
        assert_eq!(of("2021", "documents", "normative_documents"), "2021");
    }
}
