//! A file's text without the characters that nobody can see, with the way back
//! from every byte of it to the file.
//!
//! They are taken out before anything else is read, so that every rule and
//! every page sees the text as a person does. Hardly any file has one: it
//! costs one look without a branch.

mod letters;
mod look;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Diagnostic, Edit, Place, codes};
use crate::path::SourcePath;
use crate::prose::odd::{Odd, belongs, name, odd};
use crate::prose::{is_cjk, is_cjk_punctuation, is_wide_punctuation};

use super::changes::{self, Change};
use letters::Letter;

/// What a file is written in; it decides what the indentation of a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Markdown,
    /// YAML and TOML.
    Data,
}

/// A text in which every character is what it looks like.
#[derive(Debug)]
pub struct Clean<'s> {
    pub text: String,
    source: &'s str,
    /// In the order of the text.
    changes: Vec<Change>,
    /// Letters of another script among Latin ones; the text has them as typed.
    letters: Vec<Letter>,
}

impl Syntax {
    /// By the ending of the file's name.
    pub fn of(file: &SourcePath) -> Self {
        if file.as_str().ends_with(".md") {
            Self::Markdown
        } else {
            Self::Data
        }
    }
}

impl<'s> Clean<'s> {
    /// `None` if every character is what it looks like. Linear.
    pub fn of(source: &'s str, syntax: Syntax) -> Option<Self> {
        if !look::may_be_odd(source) {
            return None;
        }
        let clean = Self {
            text: String::with_capacity(source.len()),
            source,
            changes: Vec::new(),
            letters: letters::find(source),
        };
        let mut cleaner = Cleaner {
            clean,
            head: if syntax == Syntax::Data {
                source.len()
            } else {
                head(source)
            },
            fenced: false,
        };
        cleaner.read();
        let clean = cleaner.clean;
        (!clean.changes.is_empty() || !clean.letters.is_empty()).then_some(clean)
    }

    /// The range of a file for the range that `find` finds in its clean text.
    pub fn locate(
        source: &'s str,
        syntax: Syntax,
        find: impl FnOnce(&str) -> Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        match Self::of(source, syntax) {
            Some(clean) => Some(clean.source(find(&clean.text)?)),
            None => find(source),
        }
    }

    /// The range of the file that a range of the text comes from.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        changes::source(&self.changes, range)
    }

    /// The parts of a range of the text, each either as the file has it, or
    /// as a whole something else.
    pub fn parts(&self, range: Range<usize>) -> Vec<(Range<usize>, bool)> {
        let first = self
            .changes
            .partition_point(|change| change.clean.end <= range.start);
        let mut parts = Vec::new();
        let mut at = range.start;
        for change in &self.changes[first..] {
            if change.clean.start >= range.end {
                break;
            }
            let start = change.clean.start.max(at);
            let end = change.clean.end.min(range.end);
            parts.extend((at < start).then_some((at..start, true)));
            parts.extend((start < end).then_some((start..end, false)));
            at = end.max(start);
        }
        parts.extend((at < range.end).then_some((at..range.end, true)));
        parts
    }

    /// Moves what is said about the text to where the file has it.
    pub fn relocate(&self, said: &mut Diagnostic) {
        changes::relocate(&self.changes, said);
    }

    /// The one finding about the file: how many there are, which, and the
    /// first, with repairs for all that can be repaired.
    pub fn report(&self, file: &SourcePath) -> Diagnostic {
        let mut found = self.found();
        found.extend(self.letters.iter().map(|letter| (letter.at, letter.c)));
        found.sort_unstable();
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        let mut kinds: Vec<char> = Vec::new();
        for (_, c) in &found {
            let count = counts.entry(*c).or_default();
            kinds.extend((*count == 0).then_some(*c));
            *count += 1;
        }
        let shown = kinds.iter().take(SHOWN);
        let shown: Vec<String> = shown
            .map(|c| match found.len() {
                1 => name(*c),
                _ => format!("{} {} 个", name(*c), counts[c]),
            })
            .collect();
        let more = if kinds.len() > SHOWN { "等" } else { "" };
        let (at, c) = found.first().copied().unwrap_or((0, ' '));
        let which = if found.len() > 1 { "第一个" } else { "" };
        let message = format!(
            "有 {} 个看不见或者冒充别的字的字符：{}{more}，{which}{}",
            found.len(),
            shown.join("，"),
            self.beside(at, c)
        );
        let edits = self.edits();
        let help = if self.letters.iter().all(|letter| letter.plain) {
            "运行 gongkai check --fix 自动清除"
        } else {
            "运行 gongkai check --fix 自动清除；网址、文件名里冒充英文的字母照原样重新输入"
        };
        let place = Place::span(file, at..at + c.len_utf8());
        let mut said = Diagnostic::warning(&codes::TXT09, place, message).help(help);
        said.edits = edits;
        said
    }

    /// Every odd character of the file, in order.
    fn found(&self) -> Vec<(usize, char)> {
        let mut found = Vec::new();
        for change in &self.changes {
            let from = change.source.start;
            let chars = self.source[change.source.clone()].char_indices();
            let odd = chars.filter(|(_, c)| odd(*c).is_some());
            found.extend(odd.map(|(at, c)| (from + at, c)));
        }
        found
    }

    /// The repairs, in order.
    fn edits(&self) -> Vec<Edit> {
        let change = |change: &Change| Edit {
            span: change.source.clone(),
            text: self.text[change.clean.clone()].to_owned(),
        };
        let mut edits: Vec<Edit> = self.changes.iter().map(change).collect();
        let plain = self.letters.iter().filter(|letter| letter.plain);
        edits.extend(plain.map(|letter| Edit {
            span: letter.at..letter.at + letter.c.len_utf8(),
            text: letter.latin.to_string(),
        }));
        edits.sort_by_key(|edit| edit.span.start);
        edits
    }

    /// Where a character is, in words that a person can look for.
    fn beside(&self, at: usize, c: char) -> String {
        let plain = |text: &str| -> String { text.chars().filter(|c| odd(*c).is_none()).collect() };
        let line = self.source[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = plain(&self.source[line..at]);
        let before = before.trim();
        let skip = before.chars().count().saturating_sub(NEAR);
        if skip < before.chars().count() {
            let near: String = before.chars().skip(skip).collect();
            return format!("在“{near}”后面");
        }
        let rest = &self.source[at + c.len_utf8()..];
        let after = plain(rest.lines().next().unwrap_or_default());
        let near: String = after.trim().chars().take(NEAR).collect();
        if near.is_empty() {
            "那一行没有别的字".to_owned()
        } else {
            format!("在“{near}”前面")
        }
    }
}

/// How many kinds of characters are named, and how many characters beside the
/// first are shown.
const SHOWN: usize = 4;
const NEAR: usize = 6;

/// Where the YAML head of a Markdown text ends; 0 if it has none.
fn head(source: &str) -> usize {
    let bare = |line: &str| -> String { line.chars().filter(|c| odd(*c).is_none()).collect() };
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let fence = bare(line).trim_end() == "---";
        if at == 0 && !fence {
            return 0;
        }
        if at > 0 && fence {
            return at;
        }
        at += line.len();
    }
    0
}

struct Cleaner<'s> {
    clean: Clean<'s>,
    /// Before this, spaces at the beginning of a line are YAML's or TOML's.
    head: usize,
    fenced: bool,
}

impl Cleaner<'_> {
    fn read(&mut self) {
        let source = self.clean.source;
        let mut at = 0;
        while let Some(c) = source[at..].chars().next() {
            if at >= self.head && (at == 0 || source.as_bytes()[at - 1] == b'\n') {
                let line = source[at..].lines().next().unwrap_or_default();
                let words = line.trim_start_matches(is_white);
                self.fenced ^= words.starts_with("```") || words.starts_with("~~~");
                let white = line.len() - words.len();
                if !self.fenced && line[..white].contains(is_space) {
                    self.indentation(at..at + white);
                    at += white;
                    continue;
                }
            }
            at = match odd(c) {
                Some(Odd::Twin(twin)) => {
                    self.replace(at..at + c.len_utf8(), twin.encode_utf8(&mut [0; 4]))
                }
                Some(_) if !self.belongs(at, c) => self.gap(at),
                _ => {
                    self.clean.text.push(c);
                    at + c.len_utf8()
                }
            };
        }
    }

    fn belongs(&self, at: usize, c: char) -> bool {
        let source = self.clean.source;
        let before = self.clean.text.chars().next_back();
        belongs(before, c, source[at + c.len_utf8()..].chars().next())
    }

    /// Replaces a range of the file; where it ends.
    fn replace(&mut self, source: Range<usize>, by: &str) -> usize {
        let start = self.clean.text.len();
        self.clean.text.push_str(by);
        let (clean, end) = (start..self.clean.text.len(), source.end);
        self.clean.changes.push(Change { clean, source });
        end
    }

    /// The indentation of a paragraph, which pages set by themselves: two wide
    /// spaces, as Chinese has them, still begin a paragraph.
    fn indentation(&mut self, range: Range<usize>) {
        let source = self.clean.source;
        let wide = |c: &char| *c == '\u{3000}' || is_space(*c);
        let line = source[range.end..].chars().next();
        let empty = line.is_none_or(|c| matches!(c, '\n' | '\r'));
        let two = source[range.clone()].chars().filter(wide).count() >= 2;
        self.replace(
            range,
            if two && !empty {
                "\u{3000}\u{3000}"
            } else {
                ""
            },
        );
    }

    /// Invisible characters and odd spaces in a row; where they end.
    fn gap(&mut self, at: usize) -> usize {
        let source = self.clean.source;
        let mut end = at;
        let mut spaces = 0;
        while let Some(c) = source[end..].chars().next() {
            match odd(c) {
                Some(Odd::Space) => spaces += 1,
                Some(Odd::Invisible) if !self.belongs(end, c) => {}
                _ => break,
            }
            end += c.len_utf8();
        }
        let before = self.clean.text.chars().next_back();
        let after = source[end..].chars().next();
        let after = after.map(|c| match odd(c) {
            Some(Odd::Twin(twin)) => twin,
            _ => c,
        });
        let literal = at < self.head || self.fenced;
        let by = " ".repeat(width(before, spaces, after, literal));
        self.replace(at..end, &by)
    }
}

/// How many ordinary spaces replace odd ones between two characters.
/// `literal` is where spaces at the beginning of a line mean something, and
/// where `#` after a space begins a remark.
fn width(before: Option<char>, spaces: usize, after: Option<char>, literal: bool) -> usize {
    let chinese = |c: char| is_cjk(c) || is_cjk_punctuation(c);
    let (Some(after), true) = (after.filter(|c| !matches!(c, '\n' | '\r')), spaces > 0) else {
        return 0;
    };
    let Some(before) = before.filter(|c| *c != '\n') else {
        return if literal { spaces } else { 0 };
    };
    let white = |c: char| matches!(c, ' ' | '\t' | '\u{3000}');
    if white(before) || white(after) {
        return 0;
    }
    // After `#`, `1.` and `:` a space means something.
    let marker = before.is_ascii_punctuation();
    let closed = is_wide_punctuation(before) || !marker && is_wide_punctuation(after);
    // Between two words the space may have been put on purpose, as in a signature.
    let mark = is_cjk_punctuation(before) || is_cjk_punctuation(after);
    let joined = spaces == 1 && mark && chinese(before) && chinese(after);
    if closed || literal && after == '#' || joined {
        return 0;
    }
    1
}

fn is_space(c: char) -> bool {
    odd(c) == Some(Odd::Space)
}

/// What the indentation of a line may be made of.
fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}') || matches!(odd(c), Some(Odd::Space | Odd::Invisible))
}

#[cfg(test)]
mod tests;
