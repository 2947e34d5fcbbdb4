//! From the readings of a row to its cells with their evidence.

use std::ops::Range;

use super::row::{How, Row};
use super::split::Line;
use super::stream::Stream;
use super::tokens::Token;
use crate::form::Value;
use crate::import::reading::{CellReading, Choice, Status, Undecided};
use crate::import::source::Place;

/// The cells of a row, and what is undecided of them. `cells` are their numbers in the
/// table.
pub fn cells(
    stream: &Stream<'_>,
    row: &Row,
    cells: Range<usize>,
) -> (Vec<CellReading>, Option<Undecided>) {
    let (stood, place) = (stood(stream, &row.tokens), &row.place);
    let read: Vec<CellReading> = (0..cells.len())
        .map(|at| match (row.how, row.tokens.get(at)) {
            (How::Cells, Some(token)) => by_itself(stream, token, &row.lines[0][at]),
            _ => together(row, at, &stood, place),
        })
        .collect();
    let open = read.iter().any(|cell| cell.status == Status::Ambiguous);
    let undecided = open.then(|| Undecided {
        cells,
        stood,
        place: place.clone(),
        readings: match row.how {
            How::Cells | How::Unreadable | How::Nothing => Vec::new(),
            How::Split | How::Again => row.lines.iter().map(choice).collect(),
        },
    });
    (read, undecided)
}

fn choice(line: &Line) -> Choice {
    Choice {
        values: line.clone(),
        support: None,
    }
}

fn by_itself(stream: &Stream<'_>, token: &Token, value: &Option<Value>) -> CellReading {
    let status = match value {
        Some(Value::Blank) => Status::Blank,
        Some(_) => Status::Read,
        None => Status::Ambiguous,
    };
    CellReading {
        status,
        value: value.clone(),
        stood: stream.segments[token.segment].text[token.range.clone()]
            .trim()
            .to_owned(),
        place: Some(stream.place(token.segment)),
    }
}

/// A cell whose value stood in one run with those of its neighbours.
fn together(row: &Row, at: usize, stood: &str, place: &Place) -> CellReading {
    let mut values = row.lines.iter().map(|line| &line[at]);
    let first = values.next();
    let agreed = first.filter(|first| values.all(|value| value == *first));
    let (status, value) = match (row.how, first, agreed) {
        (How::Unreadable, ..) => (Status::Ambiguous, None),
        (How::Again, _, Some(Some(Value::Blank))) => (Status::Blank, Some(Value::Blank)),
        (How::Again, _, Some(Some(value))) => (Status::Read, Some(value.clone())),
        (_, _, Some(Some(value))) => (Status::Split, Some(value.clone())),
        (_, Some(_), _) => (Status::Ambiguous, None),
        (_, None, _) => (Status::Missing, None),
    };
    CellReading {
        status,
        value,
        stood: stood.to_owned(),
        place: Some(place.clone()),
    }
}

/// What the values of a row look like in the file, one after the other.
fn stood(stream: &Stream<'_>, tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens {
        if !text.is_empty() {
            text.push(' ');
        }
        let all = &stream.segments[token.segment].text;
        text.push_str(all[token.range.clone()].trim());
        if text.len() > STOOD {
            text.truncate(text.floor_char_boundary(STOOD));
            text.push('…');
            break;
        }
    }
    text
}

/// How many bytes of a row are shown. It is shown at each of its cells.
const STOOD: usize = 400;
