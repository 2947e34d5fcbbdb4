//! Which line ends begin a new paragraph.
//!
//! Markdown joins the lines of a paragraph. Text that was wrapped by hand wants
//! that; text pasted from Word has a line a paragraph and does not. Here the
//! lines of one block are distinguished by what they begin and end with, and by
//! their width. A wrong answer changes only where a paragraph ends.

use std::borrow::Cow;
use std::ops::Range;

use super::nodes::{Element, Node};
use super::stand_ins::JOINT;
use super::starts::{Mark, mark};
use crate::prose::numerals::is_numeral;
use crate::prose::{is_cjk, is_cjk_punctuation};

/// By how many columns lines differ that were wrapped at one width; a Chinese
/// letter has two.
const SLACK: usize = 8;
/// Nobody wraps lines by hand that are longer than this.
const LONGEST_WRAP: usize = 130;
/// Nobody wraps lines by hand that are all as short as this.
const SHORTEST_WRAP: usize = 24;
/// A line of a text that was wrapped at least so wide is filled to its half.
const FILLED: usize = 40;
/// What divides columns that are set with spaces.
const GAP: &str = "  ";
/// The longest line that may be a heading.
const LONGEST_HEADING: usize = 64;
/// The longest word before a colon that names a field, in letters.
const LONGEST_LABEL: usize = 8;

/// Marks that may follow the end of a sentence.
const CLOSERS: [char; 14] = [
    '”', '’', '」', '』', '）', '》', '〉', '】', '〕', ')', ']', '"', '\'', '*',
];
/// Letters and marks after which a sentence goes on.
const JOINING: [char; 24] = [
    '，', '、', ',', '“', '‘', '「', '（', '《', '〈', '【', '〔', '(', '[', '—', '–', '－', '-',
    '·', '和', '与', '及', '或', '第', '至',
];
/// What headings of reports end with, where the lines around do not tell.
const HEADING_ENDS: [&str; 9] = [
    "情况", "公开", "管理", "建设", "保障", "问题", "措施", "事项", "申请",
];

/// How a line ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// With the end of a sentence or of one of its parts.
    Sentence,
    /// In the middle of a sentence.
    Joining,
    Open,
}

struct Line<'s> {
    /// Where it begins in the block.
    at: usize,
    /// Without what quotes and indentation put before it.
    text: &'s str,
    width: usize,
    mark: Option<Mark>,
    end: End,
}

/// What divides a line from the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    Paragraph,
    /// A sentence ended; whether its paragraph did, the widths tell.
    Sentence,
    Wrap,
}

/// The paragraph or item that is being read; its lines are looked at only
/// where one of them ends inside it.
#[derive(Default)]
pub(super) struct Block {
    /// In the prepared text.
    range: Range<usize>,
    begins: Option<Vec<usize>>,
    /// How many elements are open in which no paragraph can end.
    pub inline: usize,
    /// For an item with text right inside, the node that its text begins at.
    tight: Option<usize>,
    /// Whether such text was put into a paragraph, which is still open.
    opened: bool,
}

impl Block {
    pub fn new(range: Range<usize>, tight: Option<usize>) -> Self {
        Self {
            range,
            tight,
            ..Self::default()
        }
    }

    /// The rest of the block after a line end, if a new paragraph begins there.
    pub fn begins(&mut self, text: &str, at: usize) -> Option<Range<usize>> {
        if self.inline > 0 {
            return None;
        }
        let next = at + text[at..].find('\n')? + 1;
        let begins = self
            .begins
            .get_or_insert_with(|| paragraphs(&text[self.range.clone()]));
        let from_start = next.checked_sub(self.range.start)?;
        begins.binary_search(&from_start).ok()?;
        Some(next..self.range.end.max(next))
    }

    /// Ends a paragraph and begins the next.
    pub fn divide(&mut self, nodes: &mut Vec<Node>, place: Range<usize>) {
        if let Some(first) = self.tight.take() {
            nodes.insert(first, Node::Open(Element::Paragraph, place.clone()));
            self.opened = true;
        }
        nodes.extend([Node::Close, Node::Open(Element::Paragraph, place)]);
    }

    /// Ends the paragraph that was opened for an item's text.
    pub fn close(&mut self, nodes: &mut Vec<Node>) {
        if std::mem::take(&mut self.opened) {
            nodes.push(Node::Close);
        }
    }
}

/// Where lines of a block begin a new paragraph, in order; the first line of
/// the block does so anyway.
pub(super) fn paragraphs(block: &str) -> Vec<usize> {
    let lines = lines(block);
    let widths = || lines.iter().map(|line| line.width);
    let longest = widths().max().unwrap_or(0);
    let wrap = widths().filter(|width| *width <= LONGEST_WRAP).max();
    let wrap = wrap.unwrap_or(0);
    let pairs = || lines.windows(2).filter_map(|pair| pair.first_chunk::<2>());
    let mut kinds: Vec<Between> = pairs()
        .map(|[a, b]| match between(a, b, longest) {
            Between::Wrap if has_room(a, b, wrap) => Between::Paragraph,
            kind => kind,
        })
        .collect();
    divide_short(&lines, &mut kinds);
    // The widths at which the text was wrapped.
    let wraps = || {
        let wraps = lines.iter().zip(&kinds);
        let wraps = wraps.filter(|(_, kind)| **kind == Between::Wrap);
        wraps
            .map(|(line, _)| line.width)
            .filter(|width| *width <= LONGEST_WRAP)
    };
    let widths = wraps().min().zip(wraps().max());
    let wrapped = |a: &Line<'_>, b: &Line<'_>| {
        widths.is_some_and(|(least, most)| {
            a.width + SLACK >= least && a.width.max(b.width) <= most + SLACK
        })
    };
    let begins = |((a, b), kind): ((&Line<'_>, &Line<'_>), &Between)| {
        let new = match kind {
            Between::Paragraph => true,
            Between::Sentence => !wrapped(a, b),
            Between::Wrap => false,
        };
        new.then_some(b.at)
    };
    let pairs = pairs().map(|[a, b]| (a, b));
    pairs.zip(&kinds).filter_map(begins).collect()
}

/// A text whose lines all end in `\n`: Word's break inside a paragraph, a page
/// break and a lone `\r` end lines too. Every byte keeps its place.
pub(super) fn unified(source: &str) -> Cow<'_, str> {
    let bytes = source.as_bytes();
    let lone = |at: usize| bytes[at] != b'\r' || bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr3_iter(b'\r', b'\x0b', b'\x0c', bytes).any(lone) {
        return Cow::Borrowed(source);
    }
    let mut rest = source.chars().peekable();
    let mut text = String::with_capacity(source.len());
    while let Some(c) = rest.next() {
        let ends = match c {
            '\r' => rest.peek() != Some(&'\n'),
            _ => matches!(c, '\u{b}' | '\u{c}'),
        };
        text.push(if ends { '\n' } else { c });
    }
    Cow::Owned(text)
}

/// The lines of a block up to the first blank one.
fn lines(block: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let mut lines = Vec::new();
    for whole in block.split_inclusive('\n') {
        let outer = |c: char| c.is_whitespace() || c == '>';
        let text = whole.trim_start_matches(outer).trim_end();
        if text.is_empty() {
            break;
        }
        lines.push(Line {
            at,
            text,
            width: width(text),
            mark: mark(text),
            end: end(text),
        });
        at += whole.len();
    }
    lines
}

/// The columns that a line takes, without the addresses of its links.
fn width(text: &str) -> usize {
    let mut columns = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(end) = rest.strip_prefix("](").and_then(|link| link.find(')')) {
            rest = &rest["](".len() + end..];
            continue;
        }
        columns += if is_cjk(c) || is_cjk_punctuation(c) {
            2
        } else {
            1
        };
        rest = &rest[c.len_utf8()..];
    }
    columns
}

/// Whether what follows a line that ends in the middle of nothing would have
/// had room on it, so that nobody broke it for its width.
fn has_room(a: &Line<'_>, b: &Line<'_>, wrap: usize) -> bool {
    let fits = b.end == End::Open && a.width + b.width <= wrap;
    a.end == End::Open && (fits || wrap >= FILLED && 2 * a.width < wrap)
}

/// Divides three and more short lines without any stop, such as names of
/// villages one below the other.
fn divide_short(lines: &[Line<'_>], kinds: &mut [Between]) {
    let short = |line: &Line<'_>| line.end == End::Open && line.width <= SHORTEST_WRAP;
    let mut start = 0;
    for run in lines.chunk_by(|a, b| short(a) == short(b)) {
        let end = start + run.len();
        if run.len() > 2 && short(&run[0]) {
            kinds[start..end - 1].fill(Between::Paragraph);
        }
        start = end;
    }
}

fn end(text: &str) -> End {
    let body = text.trim_end_matches(|c| c == JOINT || CLOSERS.contains(&c));
    let mut back = body.chars().rev();
    let last = back.next();
    let before = back.next();
    let chinese =
        |c: char| is_cjk(c) || is_cjk_punctuation(c) || matches!(c, ')' | '%' | '`' | '*' | '_');
    match last {
        Some('。' | '；' | '：' | '？' | '！' | '…' | '．') => End::Sentence,
        Some(';' | ':' | '?' | '!') if before.is_some_and(chinese) => End::Sentence,
        Some('.') if before.is_some_and(is_cjk) => End::Sentence,
        _ if text.ends_with(JOINING) => End::Joining,
        _ => End::Open,
    }
}

fn between(a: &Line<'_>, b: &Line<'_>, longest: usize) -> Between {
    if b.mark.is_some_and(|mark| begins(mark, a)) {
        return Between::Paragraph;
    }
    if a.end == End::Joining {
        return Between::Wrap;
    }
    let apart = is_date(a.text)
        || is_date(b.text)
        || is_field(a.text) && is_field(b.text)
        || is_title(a.text) && b.text.starts_with('《')
        || is_time(a.text) && is_time(b.text)
        || a.text.contains(GAP) && b.text.contains(GAP)
        || is_heading(a, longest);
    if apart {
        Between::Paragraph
    } else if a.end == End::Sentence {
        Between::Sentence
    } else {
        Between::Wrap
    }
}

/// Whether a mark at the beginning of a line is one of an enumeration, after
/// the line before it.
fn begins(mark: Mark, before: &Line<'_>) -> bool {
    match mark {
        Mark::Heading | Mark::Item => {
            before.end != End::Joining || before.text.ends_with(['，', ','])
        }
        Mark::Doubtful => before.end == End::Sentence,
    }
}

/// Whether a line is a heading, which no sentence goes through and which has
/// room left for what follows.
fn is_heading(line: &Line<'_>, longest: usize) -> bool {
    let bold = || {
        let inner = line.text.strip_prefix("**");
        let inner = inner.and_then(|text| text.strip_suffix("**"));
        inner.is_some_and(|text| !text.contains("**"))
    };
    let stops = ['。', '；', '：', '，', '？', '！', ';', ':', ',', '?', '!'];
    let plain = line.width <= LONGEST_HEADING && !line.text.contains(stops);
    if !plain || !(line.mark.is_some() || bold()) {
        return false;
    }
    let named = || {
        let words = line.text.trim_end_matches(['*', JOINT]);
        line.mark == Some(Mark::Heading) && HEADING_ENDS.iter().any(|end| words.ends_with(end))
    };
    line.width + SLACK < longest || named()
}

/// Whether a line is a date and nothing else, as below a signature.
fn is_date(text: &str) -> bool {
    text.ends_with('日')
        && text.contains('年')
        && text.contains('月')
        && text
            .chars()
            .all(|c| is_numeral(c) || c.is_whitespace() || "年月日".contains(c))
}

/// Whether a line is a title in its marks, with at most a number after it, as
/// in a list of laws.
fn is_title(text: &str) -> bool {
    text.starts_with('《') && text.ends_with(['》', '）', '〕', ')'])
}

/// Whether a line begins with a time of the day, as in an agenda.
fn is_time(text: &str) -> bool {
    let minutes = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let hours = text.len() - minutes.len();
    let minutes = minutes.trim_start_matches([':', '：']).bytes().take(2);
    (1..=2).contains(&hours) && minutes.filter(u8::is_ascii_digit).count() == 2
}

/// Whether a line begins like `电话：`, one of several fields.
fn is_field(text: &str) -> bool {
    let colon = text.find(['：', ':']);
    colon.is_some_and(|colon| {
        let label = text[..colon].trim_start_matches('*');
        // What is in brackets says how to fill it in.
        let label = label.split(['（', '(']).next().unwrap_or_default();
        let letters = label.chars().filter(|c| !c.is_whitespace());
        (2..=LONGEST_LABEL).contains(&letters.clone().count()) && letters.clone().all(is_cjk)
    })
}
