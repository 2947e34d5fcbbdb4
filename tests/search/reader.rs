//! A reader of the published files, written after the description of their format and not
//! after the program: what it finds is what a browser finds.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::common::Tree;

/// The digits of lists.
const DIGITS: &str =
    " %&'()+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_`abcdefghijklmnopqrstuvwxyz{|}~";

/// A published site, as the search page reads it.
pub struct Reader<'t> {
    tree: &'t Tree,
    site: Value,
    forms: Value,
    /// Bytes of all shards that the last query asked for.
    pub fetched: BTreeMap<usize, usize>,
}

/// A result that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub path: String,
    pub title: String,
    pub level: u32,
}

/// The lists of a term.
#[derive(Clone, Debug, Default)]
struct Lists {
    all: Ids,
    often: Ids,
    title: Ids,
}

#[derive(Clone, Debug)]
enum Ids {
    Everywhere,
    These(BTreeSet<u32>),
}

impl Default for Ids {
    fn default() -> Self {
        Self::These(BTreeSet::new())
    }
}

impl Ids {
    fn has(&self, id: u32) -> bool {
        match self {
            Self::Everywhere => true,
            Self::These(ids) => ids.contains(&id),
        }
    }
}

/// The arguments of the one call that a file is.
fn call(tree: &Tree, path: &str, name: &str) -> Vec<Value> {
    let bytes = tree
        .get(path)
        .unwrap_or_else(|| panic!("{path} is missing"));
    let script = std::str::from_utf8(bytes).expect("UTF-8");
    let inside = script.strip_prefix(&format!("gk.{name}("));
    let inside = inside.and_then(|rest| rest.strip_suffix(");\n"));
    let inside = inside.unwrap_or_else(|| panic!("{path} is no call of {name}"));
    serde_json::from_str(&format!("[{inside}]")).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

fn narrow(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xFEE0).expect("ASCII"),
        _ => letter,
    }
}

/// What the browser makes of a published text, unit by unit.
fn fold_text(text: &str) -> String {
    let letters = text.chars().filter(|letter| *letter != ' ').map(narrow);
    let small = letters.map(|letter| {
        let mut small = letter.to_lowercase();
        let first = small.next().expect("a letter");
        assert!(small.next().is_none(), "{letter:?} grows");
        first
    });
    small.collect()
}

/// The words of a query.
pub fn words(query: &str) -> Vec<String> {
    let dropped = |letter: &char| {
        matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{e0100}'..='\u{e01ef}')
    };
    let normal: String = query.nfkc().filter(|letter| !dropped(letter)).collect();
    let words = normal.split_whitespace();
    words
        .map(|word| {
            let word: String = word.chars().map(narrow).collect();
            word.to_lowercase().replace('ς', "σ")
        })
        .collect()
}

fn is_term(letter: char) -> bool {
    let code = letter as u32;
    let within = |from: u32, to: u32| (from..=to).contains(&code);
    if code < 128 {
        return letter.is_ascii_digit() || letter.is_ascii_lowercase();
    }
    code >= 0xC0
        && !within(0x2000, 0x2BFF)
        && !within(0x3000, 0x3004)
        && !within(0x3008, 0x3020)
        && code != 0x3030
        && !within(0xFE10, 0xFE6F)
        && !within(0xFF00, 0xFF65)
        && !within(0xFFE0, 0xFFFF)
}

/// The terms that a word asks for.
fn terms(word: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for run in word.split(|letter| !is_term(letter)) {
        let letters: Vec<char> = run.chars().collect();
        if let [letter] = letters[..] {
            terms.insert(letter.to_string());
        }
        let mut stretches = vec![0_usize; letters.len()];
        let mut at = 0;
        for stretch in letters.chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
            let long = stretch[0].is_ascii() && stretch.len() > 2;
            if long {
                stretches[at..at + stretch.len()].fill(at + 1);
                let windows = stretch.windows(stretch.len().min(4));
                terms.extend(windows.map(|window| window.iter().collect::<String>()));
            }
            at += stretch.len();
        }
        for (at, pair) in letters.windows(2).enumerate() {
            if stretches[at] == 0 || stretches[at] != stretches[at + 1] {
                terms.insert(pair.iter().collect());
            }
        }
    }
    terms
}

/// The hash as a browser works it out.
fn hash(term: &str) -> u64 {
    let two32 = 1_u64 << 32;
    let mut hash = 2_166_136_261_u64;
    for letter in term.chars() {
        hash = (hash ^ u64::from(letter as u32)) * 1_979_815 % two32;
    }
    hash ^= hash >> 15;
    hash = hash * 1_540_483 % two32;
    hash ^ hash >> 13
}

fn list(kind: char, digits: &str) -> Ids {
    let values = digits
        .chars()
        .map(|digit| DIGITS.find(digit).expect("a digit") as u32);
    let mut ids = BTreeSet::new();
    match kind {
        '$' => {
            assert_eq!(digits, "");
            return Ids::Everywhere;
        }
        '#' => {
            for (at, value) in (0..).zip(values) {
                let bits = (0..6).filter(|bit| value >> bit & 1 == 1);
                ids.extend(bits.map(|bit| at * 6 + bit));
            }
        }
        '!' => {
            let (mut number, mut last) = (0_u64, -1_i64);
            for value in values.map(u64::from) {
                if value < 64 {
                    last += (number * 64 + value) as i64;
                    assert!(ids.insert(last as u32), "an id twice");
                    number = 0;
                } else {
                    number = number * 23 + value - 64;
                }
            }
        }
        _ => panic!("{kind} begins no list"),
    }
    Ids::These(ids)
}

/// The lists of all terms of a shard.
fn lists(postings: &str) -> Vec<Lists> {
    let mut all: Vec<Lists> = Vec::new();
    let is_sign = |letter: char| "!#$*^".contains(letter);
    let mut rest = postings;
    while !rest.is_empty() {
        let mark = rest.chars().next().filter(|mark| "*^".contains(*mark));
        rest = &rest[usize::from(mark.is_some())..];
        let kind = rest.chars().next().expect("a kind of list");
        rest = &rest[1..];
        let end = rest.find(is_sign).unwrap_or(rest.len());
        let ids = list(kind, &rest[..end]);
        rest = &rest[end..];
        match mark {
            None => all.push(Lists {
                all: ids,
                ..Lists::default()
            }),
            Some('*') => all.last_mut().expect("a term").often = ids,
            Some(_) => all.last_mut().expect("a term").title = ids,
        }
    }
    all
}

impl<'t> Reader<'t> {
    pub fn open(tree: &'t Tree) -> Self {
        let site = call(tree, "search/site.js", "site").remove(0);
        assert_eq!(site["format"], 1);
        Self {
            tree,
            site,
            forms: call(tree, "search/forms.js", "forms").remove(0),
            fetched: BTreeMap::new(),
        }
    }

    pub fn number(&self, name: &str) -> u64 {
        self.site[name]
            .as_u64()
            .unwrap_or_else(|| panic!("no {name}"))
    }

    fn lists(&mut self, term: &str) -> Option<Lists> {
        let shard = (hash(term) & (self.number("shards") - 1)) as usize;
        let path = format!("search/terms/{shard}.js");
        let arguments = call(self.tree, &path, "terms");
        self.fetched.insert(shard, self.tree[&path].len());
        let [number, terms, postings] = &arguments[..] else {
            panic!("{path} has other arguments");
        };
        assert_eq!(*number, shard);
        let terms = terms.as_str().expect("a text");
        let lists = lists(postings.as_str().expect("a text"));
        assert_eq!(
            terms.split(' ').filter(|term| !term.is_empty()).count(),
            lists.len()
        );
        let at = terms.split(' ').position(|one| one == term)?;
        Some(lists[at].clone())
    }

    /// All that a query finds, in the order in which it is shown.
    pub fn find(&mut self, query: &str, year: Option<u16>) -> Vec<Hit> {
        self.fetched.clear();
        let words = words(query);
        let terms: BTreeSet<String> = words.iter().flat_map(|word| terms(word)).collect();
        let Some(mut ids) = self.ids("=") else {
            return Vec::new();
        };
        if let Some(year) = year {
            let of_year = self.ids(&format!("={year}")).unwrap_or_default();
            ids.retain(|id| of_year.contains(id));
        }
        if terms.is_empty() {
            return Vec::new();
        }
        let mut levels: BTreeMap<u32, u32> = ids.into_iter().map(|id| (id, 2)).collect();
        for term in terms {
            let Some(lists) = self.lists(&term) else {
                return Vec::new();
            };
            levels.retain(|id, _| lists.all.has(*id));
            for (id, level) in &mut levels {
                let here = match (lists.title.has(*id), lists.often.has(*id)) {
                    (true, _) => 2,
                    (_, true) => 1,
                    _ => 0,
                };
                *level = here.min(*level);
            }
        }
        let mut order: Vec<(u32, u32)> = levels.into_iter().collect();
        let year = |id: u32| self.document_of(id).1.unwrap_or(u64::MAX);
        order.sort_by_key(|(id, level)| (u32::MAX - level, u64::MAX - year(*id), *id));
        let hits = order.into_iter();
        hits.filter_map(|(id, level)| self.check(id, level, &words))
            .collect()
    }

    fn ids(&mut self, term: &str) -> Option<BTreeSet<u32>> {
        match self.lists(term)?.all {
            Ids::These(ids) => Some(ids),
            Ids::Everywhere => panic!("{term} is never everywhere"),
        }
    }

    /// The rank of a document's unit, its year if it is a report, and its number.
    fn document_of(&self, id: u32) -> (u64, Option<u64>, u64) {
        let id = u64::from(id);
        let (own, slots) = (self.number("own"), self.number("slots"));
        let (rank, slot, room) = match id < own {
            true => (0, id, own),
            false => (1 + (id - own) / slots, (id - own) % slots, slots),
        };
        let (first, last) = (self.number("first"), self.number("last"));
        match slot <= last - first {
            true => (rank, Some(first + slot), first + slot),
            false => (rank, None, 10_000 + room - 1 - slot),
        }
    }

    /// The document, if the words stand in it.
    fn check(&self, id: u32, level: u32, words: &[String]) -> Option<Hit> {
        let (rank, _, number) = self.document_of(id);
        let chunk = rank / self.number("chunk");
        let units = call(self.tree, &format!("search/units/{chunk}.js"), "units");
        let unit = &units[1][(rank % self.number("chunk")) as usize];
        let folder = match unit[0].as_str().expect("an id") {
            "" => String::new(),
            id => format!("units/{id}/"),
        };
        let starts = unit[2].as_array().expect("where files begin");
        let file = starts
            .iter()
            .filter(|start| start.as_u64() <= Some(number))
            .count()
            - 1;
        let texts = call(
            self.tree,
            &format!("{folder}search/texts/{file}.js"),
            "texts",
        );
        assert_eq!(
            (texts[0].as_str(), texts[1].as_u64()),
            (Some(&*folder), Some(file as u64))
        );
        let documents = texts[2].as_array().expect("documents");
        let document = documents
            .iter()
            .find(|one| one[0] == number)
            .expect("its text");
        let text = |at: usize| document[at].as_str().expect("a text");
        let labels = self.forms[text(4)].as_str().unwrap_or_default();
        let whole = fold_text(&[text(2), text(5), labels].join("\n"));
        let hit = Hit {
            path: text(1).to_owned(),
            title: text(2).to_owned(),
            level,
        };
        words.iter().all(|word| whole.contains(word)).then_some(hit)
    }
}
