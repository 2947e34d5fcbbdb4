//! Marks of a text that come in pairs, and marks that stand twice.

use std::ops::Range;

use crate::prose::numerals::value;

use super::runs::{Fault, REPEATED, Repeated, WIDTH};

/// What opens and what closes, each with the half-width twin that may stand in
/// its place, and the name of both.
struct Pair {
    open: [char; 2],
    close: [char; 2],
    name: &'static str,
}

const fn pair(open: [char; 2], close: [char; 2], name: &'static str) -> Pair {
    Pair { open, close, name }
}

const PAIRS: [Pair; 5] = [
    pair(['“', '“'], ['”', '”'], "引号"),
    pair(['《', '《'], ['》', '》'], "书名号"),
    pair(['（', '('], ['）', ')'], "括号"),
    pair(['〔', '〔'], ['〕', '〕'], "六角括号"),
    pair(['〈', '〈'], ['〉', '〉'], "单书名号"),
];

/// The place of the quote marks among the pairs.
const QUOTES: usize = 0;

/// The most letters between two marks that are taken for one pair.
const LONGEST: usize = 40;

/// How many letters around a mark are shown.
const SHOWN: usize = 6;

/// A mark without its other half.
#[derive(Clone, Copy)]
struct Half {
    at: usize,
    mark: char,
    kind: usize,
    opens: bool,
}

impl Half {
    fn end(self) -> usize {
        self.at + self.mark.len_utf8()
    }
}

/// What is wrong with the marks of a text. Linear.
pub fn faults(text: &str, signs: impl Iterator<Item = (usize, char)>) -> Vec<Fault> {
    let mut repeated = Repeated::default();
    let mut open: [Vec<Half>; PAIRS.len()] = Default::default();
    // The last pair that was closed: where it opens and where it closes.
    let mut closed = [None; PAIRS.len()];
    let mut lone: Vec<Half> = Vec::new();
    let mut found = Vec::new();
    for (at, mark) in signs {
        // Most signs are digits and Latin letters.
        if mark.is_ascii_alphanumeric() {
            continue;
        }
        if REPEATED.contains(&mark) {
            repeated.read(at, mark);
            continue;
        }
        let kind = |pair: &Pair| pair.open.contains(&mark) || pair.close.contains(&mark);
        let Some(kind) = PAIRS.iter().position(kind) else {
            continue;
        };
        let opens = PAIRS[kind].open.contains(&mark);
        let half = Half {
            at,
            mark,
            kind,
            opens,
        };
        if opens {
            open[kind].push(half);
        } else if let Some(start) = open[kind].pop() {
            let around = closed[kind] == Some((start.at + WIDTH, at.wrapping_sub(WIDTH)));
            let wide = start.mark == PAIRS[kind].open[0] && mark == PAIRS[kind].close[0];
            if around && wide && !text[..start.at].ends_with(start.mark) {
                found.push(doubled(text, start, Some(half)));
            }
            closed[kind] = Some((start.at, at));
        } else if !is_ordinal(text, at) {
            lone.push(half);
        }
    }
    found.extend(repeated.finish());
    lone.extend(open.into_iter().flatten());
    if !lone.is_empty() {
        lone.sort_by_key(|half| half.at);
        halves(text, &lone, &mut found);
    }
    found
}

/// What is said of the marks without their other half: one thing of two that
/// belong together.
fn halves(text: &str, lone: &[Half], found: &mut Vec<Fault>) {
    let mut rest = lone;
    while let [first, behind @ ..] = rest {
        rest = behind;
        // What is wrong with the number of the form's document FMT02 says.
        if in_form_number(text, first.at) {
            continue;
        }
        if let Some(next) = behind.first()
            && let Some(fault) = crossed(text, *first, *next)
        {
            found.push(fault);
            rest = &behind[1..];
            continue;
        }
        // A bracket of the keyboard is a part of many things.
        if first.mark.is_ascii() {
            continue;
        }
        let (start, length) = run(text, first.at, first.mark);
        if length > 1 {
            let end = start + length * WIDTH;
            let same = behind.iter().take_while(|half| half.at < end).count();
            rest = &behind[same..];
            found.push(doubled(text, *first, None));
        } else {
            found.push(half(text, *first));
        }
    }
}

/// Two halves that were meant for one pair.
fn crossed(text: &str, first: Half, next: Half) -> Option<Fault> {
    let between = text.get(first.end()..next.at)?;
    let near = between.chars().take(LONGEST + 1).count() <= LONGEST;
    if between.is_empty() || !near || between.contains(['。', '\n']) {
        return None;
    }
    let fault = |range, message: String, marks: &[(usize, char)]| Fault {
        range,
        repeated: false,
        message,
        help: format!("改成：{}", rewritten(text, marks)),
        surplus: Vec::new(),
    };
    if first.kind == QUOTES && next.kind == QUOTES {
        let whole = first.at..next.end();
        let marks = [(first.at, '“'), (next.at, '”')];
        return Some(match (first.opens, next.opens) {
            (true, true) => {
                let message = "左引号写成了两个，第二个应是右引号 ”".to_owned();
                fault(next.at..next.end(), message, &marks)
            }
            (false, false) => {
                let message = "右引号写成了两个，第一个应是左引号 “".to_owned();
                fault(first.at..first.end(), message, &marks)
            }
            // One of the keyboard stands before: "公开”和“办理".
            (false, true) if keyboard_before(text, first.at).is_some() => return None,
            (false, true) => fault(whole, "左右引号写反了".to_owned(), &marks),
            (true, false) => return None,
        });
    }
    let brackets = first.kind != QUOTES && next.kind != QUOTES && first.kind != next.kind;
    if !brackets || !first.opens || next.opens {
        return None;
    }
    let number = text[next.end()..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let year = between.len() == 4 && between.bytes().all(|byte| byte.is_ascii_digit());
    let (kind, advice) = if year && number.starts_with('号') {
        (&PAIRS[3], "，文号用〔〕")
    } else {
        (&PAIRS[first.kind], "")
    };
    let marks = [(first.at, kind.open[0]), (next.at, kind.close[0])];
    let message = format!("括号不配对：{} 和 {}{advice}", first.mark, next.mark);
    Some(fault(first.at..next.end(), message, &marks))
}

/// A mark whose other half is nowhere.
fn half(text: &str, half: Half) -> Fault {
    let pair = &PAIRS[half.kind];
    let behind = &text[half.end()..];
    // “ with a quote mark of the keyboard.
    let keyboard = match half.opens {
        _ if half.kind != QUOTES => None,
        true => {
            let ahead: String = behind.chars().take_while(quoted).take(LONGEST).collect();
            ahead.find('"').map(|at| (half.end() + at, '”', "右"))
        }
        false => keyboard_before(text, half.at).map(|at| (at, '“', "左")),
    };
    let range = half.at..half.end();
    if let Some((at, mark, side)) = keyboard {
        return Fault {
            range: range.start.min(at)..range.end.max(at + 1),
            repeated: false,
            message: format!("引号不配对：{side}边用了半角的 \""),
            help: format!("改成：{}", rewritten(text, &[(at, mark)])),
            surplus: Vec::new(),
        };
    }
    let message = if half.opens {
        format!("左{} {} 后面没有 {}", pair.name, half.mark, pair.close[0])
    } else {
        format!("右{} {} 前面没有 {}", pair.name, half.mark, pair.open[0])
    };
    Fault {
        range,
        repeated: false,
        message,
        help: "补上另一半，或者删掉这一半".to_owned(),
        surplus: Vec::new(),
    }
}

/// Whether a quotation may go on with this character.
fn quoted(c: &char) -> bool {
    !"“”。\n".contains(*c)
}

/// Where a quote mark of the keyboard begins the quotation that ends at a place.
fn keyboard_before(text: &str, at: usize) -> Option<usize> {
    let back = text[..at].chars().rev().take_while(quoted).take(LONGEST);
    let start = at - back.map(char::len_utf8).sum::<usize>();
    Some(start + text[start..at].rfind('"')?)
}

/// A mark that stands twice, alone or with its other half.
fn doubled(text: &str, half: Half, other: Option<Half>) -> Fault {
    let (start, length) = run(text, half.at, half.mark);
    let end = start + length * WIDTH;
    let mut surplus: Vec<Range<usize>> = std::iter::once(end - WIDTH..end).collect();
    let mut plain = length == 2;
    if let Some(other) = other {
        let (start, length) = run(text, other.at, other.mark);
        surplus.push(start + WIDTH..start + 2 * WIDTH);
        plain &= length == 2;
    }
    let side = if half.opens { "左" } else { "右" };
    let name = PAIRS[half.kind].name;
    Fault {
        range: start..end,
        repeated: false,
        message: format!("{side}{name} {} 多打了 {} 个", half.mark, length - 1),
        help: "只留一个".to_owned(),
        // Of longer runs nobody can tell what was meant.
        surplus: if plain { surplus } else { Vec::new() },
    }
}

/// Where the run of a mark around `at` begins, and how many marks it has.
fn run(text: &str, at: usize, mark: char) -> (usize, usize) {
    let before = text[..at].len() - text[..at].trim_end_matches(mark).len();
    let behind = text[at..].len() - text[at..].trim_start_matches(mark).len();
    (at - before, (before + behind) / mark.len_utf8())
}

/// The text around some marks with others in their places.
fn rewritten(text: &str, marks: &[(usize, char)]) -> String {
    let (Some(first), Some(last)) = (marks.first(), marks.last()) else {
        return String::new();
    };
    let line = |c: &char| !"。\n".contains(*c);
    let before = text[..first.0].chars().rev().take_while(line).take(SHOWN);
    let start = first.0 - before.map(char::len_utf8).sum::<usize>();
    let mark = text[last.0..].chars().next().map_or(0, char::len_utf8);
    let behind = text[last.0 + mark..].chars().take_while(line).take(SHOWN);
    let end = last.0 + mark + behind.map(char::len_utf8).sum::<usize>();
    let shown = text[start..end].char_indices().map(|(at, c)| {
        let put = marks.iter().find(|(place, _)| *place == start + at);
        put.map_or(c, |(_, mark)| *mark)
    });
    shown.collect()
}

/// Whether a bracket is part of the number of a document on the form, such as
/// `国办公开办函〔202130号`.
fn in_form_number(text: &str, at: usize) -> bool {
    const FURTHEST: usize = 9;
    const LONGEST_NUMBER: usize = 64;
    let near = &text[text.floor_char_boundary(at.saturating_sub(LONGEST_NUMBER))..at];
    let letters = near.trim_end_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '〔' | '（' | '(' | '[' | '［' | '【' | ' ')
    });
    if !letters.ends_with(['函', '涵']) {
        return false;
    }
    let near: Vec<char> = letters.chars().rev().take(FURTHEST).collect();
    let near: String = near.into_iter().rev().collect();
    near.contains("国办") && near.contains("公开")
}

/// Whether a closing bracket ends the number of an item: `1）`, `一）`.
fn is_ordinal(text: &str, at: usize) -> bool {
    let numeral =
        |c: char| c.is_ascii_alphanumeric() || value(c).is_some() || ('①'..='⑨').contains(&c);
    let before = text[..at].trim_end_matches(numeral);
    let length = text[before.len()..at].chars().count();
    (1..=3).contains(&length)
        && text[at..].starts_with(['）', ')'])
        && before
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() && !"〔《〈".contains(c))
}

#[cfg(test)]
mod tests;
