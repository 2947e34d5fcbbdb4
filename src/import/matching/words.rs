//! What stands outside the tables, section by section.

use super::chain::Pick;
use super::labels::{Labels, Mark};
use super::stream::{Position, Stream, letters_of};
use super::tables::Zone;
use crate::form::SectionKind;
use crate::import::reading::Words;
use crate::import::source::{Line, LineKind, Piece};

/// A heading in the stream.
struct Heading {
    label: usize,
    kind: SectionKind,
    begin: Position,
    end: Position,
}

/// The lines outside the tables. What stands in grids outside them comes as lines too.
/// Linear in the stream.
pub fn words(stream: &Stream<'_>, labels: &Labels, chain: &[Pick], zones: &[Zone]) -> Vec<Words> {
    let headings = chain
        .iter()
        .filter_map(|pick| match labels.all[pick.label].mark {
            Mark::Heading(kind) => Some(Heading {
                label: pick.label,
                kind,
                begin: stream.begin(pick.begin),
                end: stream.end_before(pick.end),
            }),
            _ => None,
        });
    let headings: Vec<Heading> = headings.collect();
    let first = headings
        .first()
        .map_or(stream.end(), |heading| heading.begin);
    let start = Position {
        segment: 0,
        byte: 0,
    };
    let mut all = vec![section(stream, None, start, first, zones)];
    for (at, heading) in headings.iter().enumerate() {
        let end = headings.get(at + 1).map_or(stream.end(), |next| next.begin);
        let mut words = section(stream, Some(heading.kind), heading.end, end, zones);
        words.heading = Some(text(stream, heading.begin, heading.end));
        without_caption(&mut words.before, &labels.all[heading.label].wordings);
        all.push(words);
    }
    all
}

/// The lines before a table without its caption, which says the heading again, and the
/// unit that the form prints beside it.
fn without_caption(lines: &mut Vec<Line>, heading: &[Vec<char>]) {
    let unit = letters_of("单位：件");
    while let Some(line) = lines.last() {
        let letters = letters_of(&line.text);
        let behind = heading
            .iter()
            .find_map(|wording| letters.strip_prefix(wording.as_slice()));
        if !behind.is_some_and(|rest| rest.is_empty() || rest == unit) && letters != unit {
            break;
        }
        lines.pop();
    }
}

/// All lines, in no section.
pub fn all(stream: &Stream<'_>) -> Words {
    let start = Position {
        segment: 0,
        byte: 0,
    };
    section(stream, None, start, stream.end(), &[])
}

fn section(
    stream: &Stream<'_>,
    kind: Option<SectionKind>,
    from: Position,
    to: Position,
    zones: &[Zone],
) -> Words {
    let inside = |zone: &&Zone| zone.begin < to && zone.end > from;
    let own: Vec<&Zone> = zones.iter().filter(inside).collect();
    let mut words = Words {
        section: kind,
        heading: None,
        before: Vec::new(),
        after: Vec::new(),
    };
    let Some((first, last)) = own.first().zip(own.last()) else {
        words.before = lines(stream, from, to);
        return words;
    };
    words.before = lines(stream, from, first.begin.max(from));
    // What stands between two tables of a section comes behind them.
    for (zone, next) in own.iter().zip(own.iter().skip(1)) {
        words.after.extend(lines(stream, zone.end, next.begin));
    }
    words.after.extend(lines(stream, last.end, to));
    words
}

/// The text between two places, line by line; the segments of one line in one.
fn lines(stream: &Stream<'_>, from: Position, to: Position) -> Vec<Line> {
    let mut found: Vec<(usize, Option<usize>, Line)> = Vec::new();
    for (number, _, text) in stream.between(from, to) {
        let text = text.trim();
        if !text.chars().any(char::is_alphanumeric) {
            continue;
        }
        let segment = &stream.segments[number];
        let row = segment.cell.map(|(row, _)| row);
        let kind = match &stream.source.pieces[segment.piece] {
            Piece::Line(line) => line.kind,
            _ => LineKind::Paragraph,
        };
        match found.last_mut() {
            Some((piece, last, line)) if (*piece, *last) == (segment.piece, row) => {
                line.text.push_str(" | ");
                line.text.push_str(text);
            }
            _ => found.push((
                segment.piece,
                row,
                Line {
                    text: text.to_owned(),
                    kind,
                    place: stream.place(number),
                },
            )),
        }
    }
    found.into_iter().map(|(_, _, line)| line).collect()
}

/// The text between two places in one line.
fn text(stream: &Stream<'_>, from: Position, to: Position) -> String {
    let parts: Vec<&str> = stream
        .between(from, to)
        .map(|(_, _, text)| text.trim())
        .collect();
    parts.concat()
}
