//! 名词解释: what the rows and columns of the forms mean that the site's reports follow.

use serde::Serialize;

use crate::form::{FORMS, Form, Head, Table};
use crate::plan::Output;

use super::View;
use super::aids::TERMS;
use super::context::RenderContext;
use super::names::DISCLOSURE;
use super::pages::ContentsView;
use super::site::About;

#[derive(Debug, Serialize)]
pub struct TermsView {
    /// The tables.
    pub contents: Vec<ContentsView>,
    pub tables: Vec<TermTableView>,
    /// The documents that set the forms.
    pub basis: Vec<String>,
}

/// What the tables of one name mean, in all forms that have one.
#[derive(Debug, Serialize)]
pub struct TermTableView {
    /// The table's id.
    pub id: String,
    pub heading: &'static str,
    /// What its table is called in each form that has it, if the site uses several.
    pub forms: Option<String>,
    pub about: &'static str,
    /// The article of the regulation that stands over the table.
    pub article: Option<&'static str>,
    pub terms: Vec<TermView>,
    /// The equations that its numbers satisfy, in words.
    pub sums: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct TermView {
    /// An address that does not change when the site uses other forms.
    pub id: String,
    pub label: &'static str,
    pub words: &'static str,
    /// The forms that have it, if not all do that have the table.
    pub forms: Option<String>,
}

/// A table that forms share by its id, with the forms that have it, newest first.
struct Shared {
    id: &'static str,
    tables: Vec<(&'static Form, &'static Table)>,
}

pub fn view(output: &Output, context: &RenderContext<'_>) -> View {
    let name = &context.unit.organization.name;
    let about = About {
        kind: "terms",
        title: TERMS.to_owned(),
        description: format!(
            "{name}政府信息公开工作年度报告的统计表里，每一行、每一列是什么意思。"
        ),
        column: Some((DISCLOSURE, DISCLOSURE)),
        article: Vec::new(),
        way: Vec::new(),
        crumb: TERMS.to_owned(),
        json_ld: None,
    };
    let forms = used(context);
    let tables: Vec<TermTableView> = shared(&forms)
        .iter()
        .map(|one| table(one, &forms))
        .collect();
    let mut view = View::frame(output, context, about);
    let contents = tables.iter().map(|table| ContentsView {
        id: table.id.clone(),
        heading: table.heading.to_owned(),
    });
    view.terms = Some(TermsView {
        contents: contents.collect(),
        basis: forms
            .iter()
            .filter_map(|form| form.basis)
            .map(str::to_owned)
            .collect(),
        tables,
    });
    view
}

/// The forms with tables that reports of the site follow, newest first; where none does
/// yet, the newest there is.
fn used(context: &RenderContext<'_>) -> Vec<&'static Form> {
    let own = context.related.children.parent.forms.iter();
    let others = context.children.iter().flat_map(|child| &child.forms);
    let named: Vec<&String> = own.chain(others).collect();
    let printed = FORMS.iter().copied().filter(|form| !form.terms.is_empty());
    let mut printed: Vec<&Form> = printed.collect();
    printed.sort_by_key(|form| std::cmp::Reverse(form.from));
    let is_used = |form: &&&Form| named.iter().any(|id| *id == form.id);
    let used: Vec<&Form> = printed.iter().filter(is_used).copied().collect();
    match used.is_empty() {
        true => printed.into_iter().take(1).collect(),
        false => used,
    }
}

/// The tables of these forms by their ids, in the order of the newest form that has them.
fn shared(forms: &[&'static Form]) -> Vec<Shared> {
    let mut shared: Vec<Shared> = Vec::new();
    for form in forms {
        let mut before = 0;
        for table in form.tables() {
            match shared.iter().position(|one| one.id == table.id) {
                Some(at) => {
                    shared[at].tables.push((form, table));
                    before = at + 1;
                }
                None => {
                    let tables = vec![(*form, table)];
                    shared.insert(
                        before,
                        Shared {
                            id: table.id,
                            tables,
                        },
                    );
                    before += 1;
                }
            }
        }
    }
    shared
}

fn table(shared: &Shared, forms: &[&'static Form]) -> TermTableView {
    let (newest, first) = shared.tables[0];
    let said = newest
        .terms_of(first)
        .expect("a test holds that every table has one");
    let mut found: Vec<(&'static Head, &'static str, &'static Table, Vec<&str>)> = Vec::new();
    for (form, table) in &shared.tables {
        for (head, words) in form.explained(table) {
            let same = |one: &&mut (&Head, &str, &Table, Vec<&str>)| {
                one.0.id == head.id && one.0.label == head.label && one.1 == words
            };
            match found.iter_mut().find(same) {
                Some(one) => one.3.push(form.name),
                None => found.push((head, words, table, vec![form.name])),
            }
        }
    }
    let named = |names: &[&str], all: usize| (names.len() < all).then(|| names.join("、"));
    let terms = found.iter().map(|(head, words, table, names)| TermView {
        id: [table.id, head.id, Form::first_with(table, head, words)].join("-"),
        label: head.label,
        words,
        forms: named(names, shared.tables.len()),
    });
    let mut sums = Vec::new();
    for identity in shared.tables.iter().flat_map(|(_, table)| table.identities) {
        if !sums.contains(&identity.says) {
            sums.push(identity.says);
        }
    }
    let names: Vec<&str> = shared.tables.iter().map(|(form, _)| form.name).collect();
    TermTableView {
        id: shared.id.to_owned(),
        heading: said.name,
        forms: named(&names, forms.len()),
        about: said.about,
        article: said.article,
        terms: terms.collect(),
        sums,
    }
}
