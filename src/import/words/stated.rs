//! What a file states of itself, wherever it does, and what becomes of it.

use crate::import::source::Place;
use crate::import::text::{Stated, Text};
use crate::parse::date::Stamp;
use crate::prose::fold;

use super::title;

/// All that was found, in the order in which it stands in the file.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub titles: Vec<One<String>>,
    pub years: Vec<One<u16>>,
    pub organizations: Vec<One<String>>,
    /// Who put the report on the page: often the office above the one that reports.
    pub publishers: Vec<One<String>>,
    pub signed: Vec<One<Stamp>>,
    pub published: Vec<One<Stamp>>,
    pub index_numbers: Vec<One<String>>,
    pub document_numbers: Vec<One<String>>,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct One<T> {
    pub value: T,
    /// What says so, in Chinese, such as `落款`.
    pub from: String,
    pub place: Option<Place>,
}

impl<T> One<T> {
    pub fn new(value: T, from: &str, place: Option<&Place>) -> Self {
        Self {
            value,
            from: from.to_owned(),
            place: place.cloned(),
        }
    }

    fn shown(&self, value: &str) -> String {
        match &self.place {
            Some(place) => format!("{}（{place}）是“{value}”", self.from),
            None => format!("{}是“{value}”", self.from),
        }
    }
}

impl Found {
    /// A title, with the year and the body that it names.
    pub fn title(&mut self, text: &str, from: &str, place: Option<&Place>) {
        let value = title::tidy(text);
        if let Some(year) = title::year(&value) {
            self.years.push(One::new(year, from, place));
        }
        if let Some(name) = title::organization(text) {
            self.organizations.push(One::new(name, from, place));
        }
        self.titles.push(One::new(value, from, place));
    }

    /// Chooses of each the one that is trusted most, and says where the others differ.
    pub fn settle(mut self, text: &mut Text) {
        let nobody = |one: &One<String>| title::organization(&one.value).is_none();
        self.titles.sort_by_key(nobody);
        if self.organizations.is_empty() {
            self.organizations.append(&mut self.publishers);
        }
        let said = &mut text.disagreements;
        let stated = &mut text.stated;
        let words = |value: &String| value.clone();
        let same = |a: &String, b: &String| fold(a) == fold(b);
        let year = |year: &u16| year.to_string();
        text.title = settle("标题", &self.titles, same_title, words, stated, said);
        text.year = settle("年份", &self.years, |a, b| a == b, year, stated, said);
        text.organization = settle("机关", &self.organizations, within, words, stated, said);
        let day = |a: &Stamp, b: &Stamp| a.date == b.date;
        let iso = |stamp: &Stamp| stamp.iso();
        text.signed = settle("成文日期", &self.signed, day, iso, stated, said);
        text.published = settle("公开日期", &self.published, day, iso, stated, said);
        if let Some(first) = &mut text.published {
            let timed = self.published.iter().map(|one| &one.value);
            let mut timed = timed.filter(|one| one.date == first.date && one.time.is_some());
            let timed = timed.next().cloned();
            *first = timed.unwrap_or_else(|| first.clone());
        }
        text.index_number = settle("索引号", &self.index_numbers, same, words, stated, said);
        text.document_number = settle("文号", &self.document_numbers, same, words, stated, said);
        if let (Some(signed), Some(published)) = (&text.signed, &text.published)
            && published.date < signed.date
        {
            let (signed, published) = (signed.iso(), published.iso());
            said.push(format!("公开日期 {published} 早于成文日期 {signed}"));
        }
    }
}

/// One name is the other with that of a place before it.
fn within(a: &String, b: &String) -> bool {
    let [a, b] = [a, b].map(|name| fold(name));
    a.ends_with(&b) || b.ends_with(&a)
}

/// Titles that differ in 年度 for 年, or of which one is a part of the other.
fn same_title(a: &String, b: &String) -> bool {
    let [a, b] = [a, b].map(|title| fold(title).replace("年度", "年"));
    a.ends_with(&b) || b.ends_with(&a)
}

fn settle<T: Clone>(
    what: &'static str,
    all: &[One<T>],
    same: impl Fn(&T, &T) -> bool,
    shown: impl Fn(&T) -> String,
    stated: &mut Vec<Stated>,
    said: &mut Vec<String>,
) -> Option<T> {
    let first = all.first()?;
    let mut others: Vec<&One<T>> = Vec::new();
    for one in all {
        stated.push(Stated {
            what,
            value: shown(&one.value),
            from: one.from.clone(),
            place: one.place.clone(),
        });
        let known = others.iter().any(|other| same(&other.value, &one.value));
        if !same(&first.value, &one.value) && !known {
            others.push(one);
        }
    }
    let all = std::iter::once(first).chain(others.iter().copied());
    let all: Vec<String> = all.map(|one| one.shown(&shown(&one.value))).collect();
    if all.len() > 1 {
        let taken = shown(&first.value);
        said.push(format!("{what}不一致：{}；取了“{taken}”", all.join("，")));
    }
    Some(first.value.clone())
}
