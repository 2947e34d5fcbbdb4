//! Lines of plain text that a program broke where they were full.

use crate::import::reading::Words;
use crate::import::source::{Format, Line, LineKind, Place, Source};
use crate::prose::cells;
use crate::prose::ordinals::leading;

use super::headings::is_numbered_heading;

/// How far the lines of a text are filled, in cells of a terminal: narrower than a screen.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=130;

/// What may be missing at the end of a full line: a character that does not fit, and a
/// mark that must not begin a line with the one before it.
const SLACK: usize = 4;

/// So many full lines in the middle of a sentence are no accident.
const ENOUGH: usize = 3;

/// What a sentence ends with, or what its end stands before.
const ENDS: [char; 12] = [
    '。', '！', '？', '；', '：', ':', ';', '.', '〕', '”', '）', ')',
];

/// Joins the lines of the preamble and of the sections to the paragraphs that they were.
/// Only of plain text; what it is not sure of stays as it is.
pub fn join(source: &Source, preamble: &mut Vec<Line>, words: &mut [Words]) {
    if source.format != Format::Text {
        return;
    }
    let sections = words
        .iter()
        .filter(|words| words.heading.is_some())
        .flat_map(|words| words.before.iter().chain(&words.after));
    let Some(width) = width(preamble.iter().chain(sections)) else {
        return;
    };
    join_lines(preamble, width);
    for words in words {
        join_lines(&mut words.before, width);
        join_lines(&mut words.after, width);
    }
}

/// The width that lines are filled to; `None` if they are not.
fn width<'l>(lines: impl Iterator<Item = &'l Line>) -> Option<usize> {
    let all: Vec<(usize, bool)> = lines
        .filter(|line| is_plain(line))
        .map(|line| (cells(&line.text), line.text.ends_with(ENDS)))
        .collect();
    let widest = all.iter().map(|(width, _)| *width).max()?;
    let full = all
        .iter()
        .filter(|(width, ended)| width + SLACK >= widest && !ended);
    (WIDTHS.contains(&widest) && full.count() >= ENOUGH).then(|| widest - SLACK)
}

fn is_plain(line: &Line) -> bool {
    line.kind == LineKind::Paragraph && matches!(line.place, Place::Line(_))
}

fn join_lines(lines: &mut Vec<Line>, width: usize) {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    // Whether the last line was full, as it stands in the file, and which it was.
    let mut open: Option<usize> = None;
    for line in lines.drain(..) {
        let number = match line.place {
            Place::Line(number) if is_plain(&line) => Some(number),
            _ => None,
        };
        let full = cells(&line.text) >= width && !line.text.ends_with(ENDS);
        let heading = is_numbered_heading(&line.text) && !full;
        let follows = open.is_some_and(|open| number == Some(open + 1));
        match out.last_mut() {
            Some(last) if follows && leading(&line.text).is_none() => {
                if last.text.ends_with(is_western) && line.text.starts_with(is_western) {
                    last.text.push(' ');
                }
                last.text.push_str(&line.text);
            }
            _ => out.push(line),
        }
        open = number.filter(|_| full && !heading);
    }
    *lines = out;
}

fn is_western(c: char) -> bool {
    c.is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(texts: &[&str]) -> Vec<String> {
        let lines = texts.iter().enumerate().map(|(at, text)| Line {
            text: (*text).to_owned(),
            kind: LineKind::Paragraph,
            place: Place::Line(at + 1),
        });
        let source = Source {
            format: Format::Text,
            metadata: Vec::new(),
            pieces: Vec::new(),
        };
        let mut lines: Vec<Line> = lines.collect();
        join(&source, &mut lines, &mut []);
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn paragraphs_that_were_broken_at_a_width_are_whole_again() {
        let parts = [
            "一二三四五六七八九十一二三四五六七八九十",
            "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬",
            "子丑寅卯辰巳午未申酉戌亥子丑寅卯辰巳午未",
            "完成。",
        ];
        let text = [
            parts[0],
            parts[1],
            parts[2],
            parts[3],
            "（一）主动公开",
            "全年公开12条。",
        ];
        assert_eq!(
            joined(&text),
            [&parts.concat(), "（一）主动公开", "全年公开12条。"]
        );
    }

    #[test]
    fn lines_that_are_not_full_stay_apart() {
        for text in [
            &["联系人：甲", "电话：123", "地址：乙", "邮编：4"][..],
            &[
                "一二三四五六七八九十一二三四五六七八九。",
                "一二三四五六七八九十一二三四五六七八九。",
                "甲乙",
            ],
        ] {
            assert_eq!(joined(text), text);
        }
    }
}
