//! Slips of the hand, mended line by line before the text is read.
//!
//! A clerk types a Chinese colon, a comma, braces of another width. What was
//! meant is plain, so the text is read as it was meant: one finding a slip
//! says so with the whole corrected line, and nothing that only follows from
//! it is found beside it.

mod cells;
mod indent;
mod kind;
mod line;

use std::ops::Range;

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::changes::Changed;
use crate::parse::names::REST;
use crate::path::SourcePath;

use kind::Kind;
use line::Line;

/// A text as it was meant, with what was typed instead.
pub struct Mended {
    pub changed: Changed,
    pub slips: Vec<Slip>,
    /// Lines of the mended text in which a number may be another one.
    pub doubtful: Vec<Range<usize>>,
}

/// A line that was mended.
pub struct Slip {
    kinds: Vec<Kind>,
    /// The first slip of the line, in bytes of the text.
    span: Range<usize>,
    /// The whole line as it ought to be typed.
    line: String,
}

/// Of the same slip in many lines so many places are shown.
const SHOWN: usize = 8;

/// Mends every line of which it is plain what was meant. `broken` says that
/// the text cannot be read as it is; then names that are not known are mended
/// too. Linear.
pub fn mend(text: &str, broken: bool) -> Option<Mended> {
    if !broken && !line::any_odd(text) {
        return None;
    }
    let mut lines = line::read(text, broken);
    if broken || lines.iter().any(Line::is_astray) {
        indent::align(&mut lines);
    }
    let mut changed = Changed::default();
    let (mut slips, mut doubtful) = (Vec::new(), Vec::new());
    for line in &lines {
        let whole = line.whole();
        let start = changed.text.len();
        changed.add(line.start, line.typed, &whole);
        let grouped = |kind: &Kind| matches!(kind, Kind::Grouped(_));
        if line.kinds().iter().any(grouped) {
            doubtful.push(start..changed.text.len());
        }
        slips.extend(line.first().map(|span| Slip {
            kinds: line.kinds(),
            span,
            line: whole.trim_end().to_owned(),
        }));
    }
    (!slips.is_empty()).then_some(Mended {
        changed,
        slips,
        doubtful,
    })
}

impl Mended {
    /// One finding a slip; the same slip in many lines is one.
    pub fn tell(&self, offset: usize, file: &SourcePath) -> Vec<Diagnostic> {
        let mut told: Vec<Diagnostic> = Vec::new();
        let mut done = vec![false; self.slips.len()];
        for (at, slip) in self.slips.iter().enumerate() {
            if done[at] {
                continue;
            }
            let place =
                |span: &Range<usize>| Place::span(file, span.start + offset..span.end + offset);
            let mut said = Diagnostic::error(&codes::YAML, place(&slip.span), message(&slip.kinds));
            let mut more = 0;
            for (other, next) in self.slips.iter().enumerate().skip(at + 1) {
                if !done[other] && is_like(slip, next) {
                    done[other] = true;
                    more += 1;
                    if more < SHOWN {
                        said = said.also(place(&next.span), format!("这一行也是：{}", next.help()));
                    }
                }
            }
            if more > 0 {
                said.message = format!("{}，共 {} 行", said.message, more + 1);
            }
            told.push(said.help(slip.help()));
            if told.len() >= super::MOST {
                break;
            }
        }
        told
    }

    /// Whether a line that was mended holds this byte of the mended text.
    pub fn mends(&self, at: usize) -> bool {
        let text = &self.changed.text;
        let at = text.floor_char_boundary(at);
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let mut changes = self.changed.changes.iter();
        changes.any(|change| (start..=end).contains(&change.clean.start))
    }
}

impl Slip {
    fn help(&self) -> String {
        if self.kinds.iter().all(Kind::is_of_indent) {
            let body = self.line.trim_start();
            let spaces = self.line.len() - body.len();
            return format!("行首改成 {spaces} 个空格：“{}”", self.line);
        }
        format!("改成  {}", self.line.trim_start())
    }
}

fn message(kinds: &[Kind]) -> String {
    let clauses: Vec<String> = kinds.iter().take(3).map(Kind::message).collect();
    clauses.join("；")
}

fn is_like(one: &Slip, other: &Slip) -> bool {
    let pairs = || one.kinds.iter().zip(&other.kinds);
    one.kinds.len() == other.kinds.len() && pairs().all(|(a, b)| a.is_like(b))
}

/// What is wrong with an unknown key, and what to do, if the slip is a known one.
pub fn key(key: &str, known: &[&str]) -> Option<(String, String)> {
    let glued = key.split_once(':').filter(|(name, rest)| {
        known.contains(name) || rest.bytes().all(|byte| byte.is_ascii_digit())
    });
    if let Some((name, rest)) = glued {
        let message = format!("“{key}”的冒号后面少了一个空格");
        return Some((message, format!("改成  {name}: {rest}")));
    }
    let cut = key
        .find(|c: char| c == '{' || c.is_ascii_digit())
        .unwrap_or(0);
    let (name, rest) = key.split_at(cut);
    if known.contains(&name.trim()) && name.trim() != key {
        let name = name.trim();
        let message = format!("“{name}”后面少了英文的冒号");
        return Some((message, format!("改成  {name}: {rest}")));
    }
    let digits = key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_digit());
    let (message, help) = match key {
        // `[1, 2, 甲: 1,021]` reads as a number and a key.
        _ if digits => (
            format!("“{key}”前面的英文逗号把数字断开了"),
            "去掉千分位的逗号，如 1200",
        ),
        "<<" => (
            "“<<”不起作用，没有合并".to_owned(),
            "把要用的各行直接写出来",
        ),
        _ if REST.contains(&key) => (
            format!("“{key}”写在了最外面，不起作用"),
            "前面空两格，放在它那张表的下面",
        ),
        _ => return None,
    };
    Some((message, help.to_owned()))
}
