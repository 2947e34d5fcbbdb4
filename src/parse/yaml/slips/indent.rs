//! Lines that do not stand where they belong: white space that is none to
//! YAML, a space too many or too few, a row without any.

use super::line::{Level, Line};

/// How much deeper the lines below an entry stand where nothing else shows it.
const STEP: usize = 2;

/// How many lines below one are looked at; no part of a form has more rows.
const NEAR: usize = 64;

/// Puts each entry to the lines that it belongs to. Linear but for the few
/// levels that are open.
pub fn align(lines: &mut [Line<'_>]) {
    // The indentations that are open, the outermost first, and whether the last
    // entry opens a deeper one.
    let mut open: Vec<usize> = vec![0];
    let mut opens = false;
    let widths: Vec<usize> = lines.iter().map(width).collect();
    for at in 0..lines.len() {
        let line = &lines[at];
        if line.text().is_empty() || line.text().starts_with('#') {
            continue;
        }
        let Some(entry) = line.entry else { continue };
        let typed = widths[at];
        let current = open.last().copied().unwrap_or(0);
        let wanted = match entry.level {
            Level::Top => 0,
            Level::Unknown if typed == 0 => 0,
            _ if opens && (typed > current || current == 0) => {
                first_below(&lines[at..], &widths[at..], current)
            }
            _ if typed > 0 && open.contains(&typed) => typed,
            _ => nearest(&open, typed, entry.level),
        };
        open.retain(|level| *level < wanted);
        open.push(wanted);
        opens = entry.opens;
        if wanted != typed || line.has_odd_white() {
            lines[at].spaces = Some(wanted);
        }
    }
}

/// How many spaces a line begins with, or would: a tab or a wide space is meant
/// as one level or half of it.
fn width(line: &Line<'_>) -> usize {
    let white = line.typed[..line.white].chars();
    white
        .map(|c| match c {
            '\t' | '\u{3000}' => STEP,
            _ => 1,
        })
        .sum()
}

/// Where the first line below an entry belongs. If others stand beside it,
/// with them.
fn first_below(lines: &[Line<'_>], widths: &[usize], above: usize) -> usize {
    let typed = widths[0];
    let below = |level: &usize| *level > above;
    let others = lines.iter().zip(widths).skip(1).take(NEAR);
    let others: Vec<usize> = others
        .filter_map(|(line, width)| Some((line.entry?, *width)))
        .take_while(|(entry, _)| entry.level != Level::Top)
        .map(|(_, width)| width)
        .filter(below)
        .collect();
    if below(&typed) && (others.is_empty() || others.contains(&typed)) {
        return typed;
    }
    let usual = typed == above + STEP || typed == above + 2 * STEP;
    let deeper = lines[0].entry.is_some_and(|entry| entry.opens);
    if below(&typed) && usual && deeper {
        return typed;
    }
    others.into_iter().min().unwrap_or(above + STEP)
}

/// The open level that is nearest; a row never stands outermost.
fn nearest(open: &[usize], typed: usize, level: Level) -> usize {
    let inner = |one: &&usize| level == Level::Unknown || **one > 0;
    let levels = open.iter().filter(inner);
    let nearest = levels.min_by_key(|one| one.abs_diff(typed));
    nearest.copied().unwrap_or(STEP)
}
