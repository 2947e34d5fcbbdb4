//! The terms of all units put together, shard by shard.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::contents::OTHERS;
use super::counts::Counts;
use super::forms;
use super::gram::{Gram, shard};
use super::packed::{self, BATCH};
use super::postings;
use super::unit::{GramMap, UnitTerms};
use super::units::SearchUnit;

/// A term that more of a hundred articles have is found in all of them.
const EVERYWHERE: usize = 99;

/// The finished shards, and what a browser must know to read them.
pub struct Index {
    pub counts: Counts,
    pub shards: Vec<Vec<u8>>,
}

/// In which batches a term stands: the batch above, and below a bit for each article.
#[derive(Default)]
struct Lists {
    all: Vec<u32>,
    frequent: Vec<u32>,
    title: Vec<u32>,
}

/// Everything but the encoding.
struct Gathered {
    /// The terms by their letters.
    terms: Vec<(Gram, Lists)>,
    /// The ids of the articles of each batch.
    batches: Vec<[u32; BATCH]>,
    /// All articles, and those of each year.
    special: BTreeMap<String, Vec<u32>>,
    articles: usize,
}

/// A term of a shard.
enum Term<'g> {
    /// By its position.
    Gram(usize),
    /// One letter: the terms that it begins.
    Letter(char, Range<usize>),
    Special(&'g str, &'g [u32]),
}

impl Index {
    /// Linear in the terms of all units.
    pub fn of(units: &[SearchUnit<'_>]) -> Self {
        let counts = Counts::of(units);
        let gathered = Gathered::of(units, &counts);
        let shards = gathered.shards(counts.shards);
        let shards = shards
            .into_par_iter()
            .enumerate()
            .map(|(number, terms)| gathered.script(number, &terms).into_bytes());
        Self {
            shards: shards.collect(),
            counts,
        }
    }
}

impl Gathered {
    fn of(units: &[SearchUnit<'_>], counts: &Counts) -> Self {
        let mut lists: GramMap<Lists> = GramMap::default();
        let mut gathered = Self {
            terms: Vec::new(),
            batches: Vec::new(),
            special: BTreeMap::new(),
            articles: counts.articles,
        };
        for (rank, unit) in units.iter().enumerate() {
            unit.with_terms(|terms| gathered.add(rank, unit, terms, counts, &mut lists));
        }
        for ids in gathered.special.values_mut() {
            ids.sort_unstable();
        }
        gathered.terms = lists.into_iter().collect();
        gathered.terms.sort_unstable_by_key(|(gram, _)| *gram);
        gathered
    }

    fn add(
        &mut self,
        rank: usize,
        unit: &SearchUnit<'_>,
        terms: &UnitTerms,
        counts: &Counts,
        lists: &mut GramMap<Lists>,
    ) {
        let reports = unit.contents.reports.iter().map(|year| (*year, *year));
        let others = (OTHERS..).zip(terms.years.iter().copied());
        let articles: Vec<(u16, u16)> = reports.chain(others).collect();
        let mut packed = &terms.packed[..];
        for batch in articles.chunks(BATCH) {
            let number = (self.batches.len() as u32) << BATCH;
            let mut ids = [0; BATCH];
            for (id, (article, year)) in ids.iter_mut().zip(batch) {
                *id = counts.id(rank, *article);
                let mut add = |term: String| self.special.entry(term).or_default().push(*id);
                add("=".to_owned());
                if *year > 0 {
                    add(format!("={year}"));
                }
            }
            self.batches.push(ids);
            packed::read(&mut packed, |gram, places| {
                let lists = lists.entry(gram).or_default();
                lists.all.push(number | u32::from(places.all));
                let mut add = |list: fn(&mut Lists) -> &mut Vec<u32>, mask: u8| {
                    if mask > 0 {
                        list(lists).push(number | u32::from(mask));
                    }
                };
                add(|lists| &mut lists.frequent, places.frequent);
                add(|lists| &mut lists.title, places.title);
            });
            for (form, words) in forms::all().iter().enumerate() {
                let mask = mask_of(unit, batch, form);
                if mask > 0 {
                    add_labels(&words.grams, number, mask, lists);
                }
            }
        }
    }

    /// The terms of each shard.
    fn shards(&self, shards: usize) -> Vec<Vec<Term<'_>>> {
        let mut divided: Vec<Vec<Term<'_>>> = (0..shards).map(|_| Vec::new()).collect();
        for (name, ids) in &self.special {
            divided[shard(name.chars(), shards)].push(Term::Special(name, ids));
        }
        let mut text = String::new();
        let mut at = 0;
        while let Some((gram, _)) = self.terms.get(at) {
            let first = gram.first();
            let same = self.terms[at..].iter();
            let same = same.take_while(|(gram, _)| first.is_some() && gram.first() == first);
            let range = at..at + same.count().max(1);
            if let Some(letter) = first {
                let one = [letter].into_iter();
                divided[shard(one, shards)].push(Term::Letter(letter, range.clone()));
            }
            for at in range.clone().filter(|at| !self.terms[*at].0.is_last()) {
                text.clear();
                self.terms[at].0.write(&mut text);
                divided[shard(text.chars(), shards)].push(Term::Gram(at));
            }
            at = range.end;
        }
        divided
    }

    /// The script of a shard. Linear in what it holds.
    fn script(&self, number: usize, terms: &[Term<'_>]) -> String {
        let (mut names, mut lists) = (String::new(), String::new());
        for term in terms {
            if !names.is_empty() {
                names.push(' ');
            }
            match term {
                Term::Special(name, ids) => {
                    names.push_str(name);
                    postings::write(ids, false, &mut lists);
                }
                Term::Letter(letter, range) => {
                    names.push(*letter);
                    let terms = &self.terms[range.clone()];
                    self.write(terms.iter().map(|(_, lists)| &lists.all[..]), &mut lists);
                    self.write_more(
                        '^',
                        terms.iter().map(|(_, lists)| &lists.title[..]),
                        &mut lists,
                    );
                }
                Term::Gram(at) => {
                    let (gram, of) = &self.terms[*at];
                    gram.write(&mut names);
                    self.write([&of.all[..]].into_iter(), &mut lists);
                    self.write_more('*', [&of.frequent[..]].into_iter(), &mut lists);
                    self.write_more('^', [&of.title[..]].into_iter(), &mut lists);
                }
            }
        }
        // All shards are in memory at once, so none may have room that it does not need.
        let head = format!("gk.terms({number},\"");
        [&head, &names, "\",\"", &lists, "\");\n"].concat()
    }

    /// Adds a list behind its mark, if there is anything in it.
    fn write_more<'l>(
        &self,
        mark: char,
        lists: impl Iterator<Item = &'l [u32]> + Clone,
        out: &mut String,
    ) {
        if lists.clone().any(|list| !list.is_empty()) {
            out.push(mark);
            self.write(lists, out);
        }
    }

    /// Adds the articles that are in any of the lists.
    fn write<'l>(&self, lists: impl Iterator<Item = &'l [u32]> + Clone, out: &mut String) {
        let mut ids = Vec::new();
        for entry in lists.clone().flatten() {
            let batch = &self.batches[(entry >> BATCH) as usize];
            let bits = (0..BATCH).filter(|bit| entry & 1 << bit > 0);
            ids.extend(bits.map(|bit| batch[bit]));
        }
        if !ids.is_sorted() || lists.count() > 1 {
            ids.sort_unstable();
            ids.dedup();
        }
        let everywhere = ids.len() * 100 > self.articles * EVERYWHERE;
        postings::write(&ids, everywhere, out);
    }
}

/// The articles of a batch that follow a form.
fn mask_of(unit: &SearchUnit<'_>, batch: &[(u16, u16)], form: usize) -> u32 {
    let follows = |year: u16| {
        let used = unit
            .facts
            .report(year)
            .and_then(|report| report.form_used());
        used.is_some_and(|used| used.id == forms::all()[form].id)
    };
    let bits = batch.iter().enumerate();
    let bits = bits.filter(|(_, (number, _))| *number < OTHERS && follows(*number));
    bits.fold(0, |mask, (bit, _)| mask | 1 << bit)
}

/// Adds the labels of a form to the terms of those articles of a batch.
fn add_labels(grams: &[Gram], batch: u32, mask: u32, lists: &mut GramMap<Lists>) {
    for gram in grams {
        let all = &mut lists.entry(*gram).or_default().all;
        match all
            .last_mut()
            .filter(|last| **last >> BATCH == batch >> BATCH)
        {
            Some(last) => *last |= mask,
            None => all.push(batch | mask),
        }
    }
}
