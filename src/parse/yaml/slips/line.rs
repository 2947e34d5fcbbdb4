//! One line as it was typed: its indentation, its name, its value, its remark.

use std::ops::Range;

use crate::parse::keys;
use crate::parse::names;
use crate::parse::scan::any_row;
use crate::parse::yaml::unquoted;
use crate::prose::is_cjk;

use super::cells::{self, COLONS};
use super::kind::Kind;

/// White space that no indentation may have.
const WHITE: [char; 3] = ['\t', '\u{3000}', '\u{A0}'];

/// The longest name that is taken for one although it is not known.
const LONGEST: usize = 20;

/// A line and what was mended in it.
#[derive(Debug)]
pub struct Line<'t> {
    pub start: usize,
    /// With its line end.
    pub typed: &'t str,
    /// The bytes of white space that it begins with.
    pub white: usize,
    pub entry: Option<Entry>,
    /// What is behind the white space, without the line end, as it ought to be.
    body: Option<String>,
    /// Each slip with its byte in the line.
    found: Vec<(Kind, usize)>,
    /// So many spaces replace the white space.
    pub spaces: Option<usize>,
}

/// What an entry means for the lines around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whether lines below may belong to it: nothing follows the colon.
    pub opens: bool,
    pub level: Level,
}

/// Where an entry may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// At the beginning of a line.
    Top,
    /// Below another entry: a row, a way to reach somebody.
    Below,
    Unknown,
}

/// A quick look: whether anything may be typed that has to be mended.
pub fn any_odd(text: &str) -> bool {
    // Full-width marks begin so; dates have a colon between digits.
    let wide = |row: &[u8; 2]| (row[0] == 0xEF) & ((row[1] == 0xBC) | (row[1] == 0xBD));
    let glued = |row: &[u8; 3]| {
        (row[1] == b':') & (row[2] > b' ') & !(row[0].is_ascii_digit() & row[2].is_ascii_digit())
    };
    let group = |row: &[u8; 2]| (row[0] == b',') & row[1].is_ascii_digit();
    let rare = |byte: &[u8; 1]| (byte[0] == b'\t') | (byte[0] == b'/') | (byte[0] == b'(');
    let odd = |text: &str| {
        any_row(text, wide)
            || any_row(text, glued)
            || any_row(text, group)
            || any_row(text, rare)
            || any_row(text, |row: &[u8; 3]| *row == [0xE3, 0x80, 0x80])
    };
    let typed = |line: &str| line.split(" #").next().is_some_and(odd);
    odd(text)
        && text
            .lines()
            .any(|line| !line.trim_start().starts_with('#') && typed(line))
}

/// The lines of a text, each mended by itself.
pub fn read(text: &str, broken: bool) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut start = 0;
    // Lines that belong to the value above: of which depth, and why.
    let mut held = Held::default();
    let mut rest = text.split_inclusive('\n').peekable();
    while let Some(typed) = rest.next() {
        let mut line = Line::bare(start, typed);
        let within = held.holds(&line, broken);
        if !within {
            let next = rest.peek().copied().unwrap_or_default();
            line.mend(broken);
            held.after(&line, next, broken);
        }
        start += typed.len();
        lines.push(line);
    }
    lines
}

/// A value that goes on in the lines below.
#[derive(Default)]
struct Held {
    /// Brackets that are open.
    depth: usize,
    /// The indentation of an entry whose words may go on deeper.
    words: Option<usize>,
    /// Whether they surely do (`|`).
    block: bool,
}

impl Held {
    fn holds(&mut self, line: &Line<'_>, broken: bool) -> bool {
        let body = line.text();
        if self.depth > 0 {
            let closed = body.matches(['}', ']']).count();
            let opened = body.matches(['{', '[']).count();
            self.depth = (self.depth + opened).saturating_sub(closed);
            return true;
        }
        let deeper = self.words.is_some_and(|words| line.white > words);
        let words = !body.contains(COLONS);
        let holds = deeper && (self.block || words || !broken && !line.is_row());
        if !holds && !body.is_empty() {
            self.words = None;
            self.block = false;
        }
        holds
    }

    fn after(&mut self, line: &Line<'_>, next: &str, broken: bool) {
        let Some(entry) = line.entry else { return };
        let body = line.body.as_deref().unwrap_or(line.text());
        let value = body.split_once(": ").map_or("", |(_, value)| value.trim());
        let open = value.matches(['{', '[']).count();
        let closed = value.matches(['}', ']']).count();
        // An entry that follows shows that a bracket was forgotten.
        let goes_on = !broken || Line::bare(0, next).key(false).is_none();
        if value.starts_with(['{', '[']) && open > closed && goes_on {
            self.depth = open - closed;
        }
        if !entry.opens {
            self.words = Some(line.white);
            self.block = value.starts_with(['|', '>']);
        }
    }
}

impl<'t> Line<'t> {
    fn bare(start: usize, typed: &'t str) -> Self {
        let body = typed.trim_start_matches([' ', WHITE[0], WHITE[1], WHITE[2]]);
        Self {
            start,
            typed,
            white: typed.len() - body.len(),
            entry: None,
            body: None,
            found: Vec::new(),
            spaces: None,
        }
    }

    /// What is typed behind the white space.
    pub fn text(&self) -> &'t str {
        self.typed[self.white..].trim_end()
    }

    pub fn has_odd_white(&self) -> bool {
        self.typed[..self.white].contains(WHITE)
    }

    /// A row that stands where only the entries of the whole file do, or white
    /// space that is none to YAML.
    pub fn is_astray(&self) -> bool {
        let below = self.entry.is_some_and(|entry| entry.level == Level::Below);
        !self.text().is_empty() && (self.has_odd_white() || below && self.white == 0)
    }

    /// The line as it ought to be, with its line end.
    pub fn whole(&self) -> String {
        let white = match self.spaces {
            Some(spaces) => " ".repeat(spaces),
            None => self.typed[..self.white].to_owned(),
        };
        let body = self.text();
        let end = &self.typed[self.white + body.len()..];
        let end = if self.body.is_some() {
            end.trim_start_matches([' ', '\t'])
        } else {
            end
        };
        format!("{white}{}{end}", self.body.as_deref().unwrap_or(body))
    }

    /// What was mended: each kind once.
    pub fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = Vec::new();
        if let Some(wanted) = self.spaces {
            kinds.push(match self.has_odd_white() {
                true => Kind::White,
                false => Kind::Indent {
                    typed: self.white,
                    wanted,
                },
            });
        }
        for (kind, _) in &self.found {
            if !kinds.iter().any(|known| known.is_like(kind)) {
                kinds.push(kind.clone());
            }
        }
        kinds
    }

    /// Where the first slip is, in bytes of the text.
    pub fn first(&self) -> Option<Range<usize>> {
        let at = match self.spaces {
            Some(_) if self.white == 0 => return Some(self.start..self.start + self.text().len()),
            Some(_) => 0,
            None => self.found.iter().map(|(_, at)| *at).min()?,
        };
        let at = self.typed.floor_char_boundary(at);
        let length = self.typed[at..].chars().next().map_or(0, char::len_utf8);
        Some(self.start + at..self.start + at + length)
    }

    /// Whether it is an entry below a part.
    fn is_row(&self) -> bool {
        let key = self.key(false);
        key.is_some_and(|(key, _)| level(key) == Level::Below)
    }

    /// The name that the line begins with, and where its colon is in the body.
    /// One that is not known counts only where the text cannot be read.
    fn key(&self, broken: bool) -> Option<(&'t str, usize)> {
        let body = self.text();
        if body.starts_with(['#', '"', '\'', '-', '{', '[', '*', '&', '!']) {
            return None;
        }
        let at = body.find(COLONS)?;
        let key = body[..at].trim_end();
        let known = level(key) != Level::Unknown;
        let colon = body[at..].starts_with([':', '：', '∶', '﹕', '︰']);
        let proper = body[at..].starts_with(": ") || at + 1 == body.len();
        let plausible = (broken || proper) && colon && is_name(key);
        (known || plausible).then_some((key, at))
    }

    /// Looks at a line that has no name with a colon, in a text that cannot be read.
    fn mend_words(&mut self, whole: &str) {
        if names::is_part(whole) || names::is_row(whole) {
            let value = if names::REST.contains(&whole) {
                " true"
            } else {
                ""
            };
            self.found.push((Kind::NoColon, self.white));
            self.body = Some(format!("{whole}:{value}"));
            self.entry = Some(Entry {
                opens: value.is_empty(),
                level: level(whole),
            });
        } else if is_words(whole) {
            self.found.push((Kind::Words, self.white));
            self.body = Some(format!("# {whole}"));
        }
    }

    /// Looks for slips in the line.
    fn mend(&mut self, broken: bool) {
        let whole = self.text();
        if let Some(mark) = remark(whole) {
            self.found.push((Kind::Remark(mark), self.white));
            self.body = Some(format!("# {}", whole[mark.len()..].trim_start()));
            return;
        }
        let Some((key, colon)) = self.key(broken) else {
            if broken {
                self.mend_words(whole);
            }
            return;
        };
        let mark = whole[colon..].chars().next().unwrap_or(':');
        let behind = colon + mark.len_utf8();
        let level = level(key);
        let is_row = names::is_row(key) || names::is_part(key);
        let (value, tail, slip) = comment(&whole[behind..], is_row);
        let typed = value.trim();
        self.entry = Some(Entry {
            opens: typed.is_empty(),
            level,
        });
        let mut found = Vec::new();
        if mark != ':' {
            found.push((Kind::Colon(mark), colon));
        } else if !typed.is_empty() && !value.starts_with([' ', '\t']) {
            found.push((Kind::Glued, colon));
        }
        let cells = is_row || level == Level::Unknown && self.white > 0 && looks_like_cells(typed);
        let from = behind + value.len() - value.trim_start().len();
        let mended = cells.then(|| cells::mend(typed)).flatten();
        let value = match mended {
            Some((text, slips)) if !slips.is_empty() => {
                found.extend(slips.into_iter().map(|(kind, at)| (kind, from + at)));
                text
            }
            _ if found.is_empty() => typed.to_owned(),
            _ => unquoted::safe(typed),
        };
        if let Some((mark, at)) = slip {
            found.push((Kind::Remark(mark), behind + at));
        }
        if found.is_empty() {
            return;
        }
        let space = if value.is_empty() { "" } else { " " };
        let tail = if tail.is_empty() {
            String::new()
        } else {
            format!("  # {tail}")
        };
        self.body = Some(format!("{key}:{space}{value}{tail}"));
        self.found = found
            .into_iter()
            .map(|(kind, at)| (kind, self.white + at))
            .collect();
    }
}

/// Whether a line is nothing but words, and no part of anything that YAML knows.
fn is_words(body: &str) -> bool {
    let mark = |c: char| "{}[]｛｝［］\"'#-&*!|>%@`?".contains(c) || COLONS.contains(&c);
    body.contains(is_cjk) && !body.contains(mark)
}

/// The mark of another language that a line begins with as a remark.
fn remark(body: &str) -> Option<&'static str> {
    ["//", "＃"].into_iter().find(|mark| body.starts_with(mark))
}

/// A value and the remark behind it, with the mark if that is a wrong one. Only
/// a number is followed by such; in words it may be meant.
fn comment(text: &str, is_row: bool) -> (&str, &str, Option<(&'static str, usize)>) {
    let spaced = |at: &usize| text[..*at].ends_with([' ', '\t', '\u{3000}']);
    let marks = |mark: &'static str| text.match_indices(mark).map(|(at, _)| at).find(spaced);
    let quoted = |at: usize| text[..at].matches('"').count() % 2 == 1;
    if let Some(at) = marks("#").filter(|at| !quoted(*at)) {
        return (&text[..at], text[at + 1..].trim(), None);
    }
    for mark in ["//", "＃"] {
        if let Some(at) = marks(mark).filter(|at| is_row && !quoted(*at)) {
            let words = text[at + mark.len()..].trim();
            return (&text[..at], words, Some((mark, at)));
        }
    }
    (text, "", None)
}

/// Where an entry of this name belongs.
fn level(key: &str) -> Level {
    if names::is_part(key) || keys::is_top(key) {
        Level::Top
    } else if names::is_row(key) || keys::is_contact(key) {
        Level::Below
    } else {
        Level::Unknown
    }
}

fn is_name(key: &str) -> bool {
    let plain = |c: char| is_cjk(c) || c.is_ascii_alphanumeric() || "_（）()、.“”/".contains(c);
    !key.is_empty() && key.chars().count() <= LONGEST && key.chars().all(plain)
}

/// Whether a value is one of a row: a number, or something in brackets.
fn looks_like_cells(value: &str) -> bool {
    let first = value.chars().next();
    first.is_some_and(|c| crate::prose::digit(c).is_some() || "{｛（(".contains(c))
}
