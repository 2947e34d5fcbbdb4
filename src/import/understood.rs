//! The whole way from the bytes of a file to what was understood of it.

use super::matching::{self, refused};
use super::reading::Reading;
use super::source::refusal::Refusal;
use super::source::{Source, kind};
use super::text::Text;
use super::words;
use crate::form::Form;

/// The most bytes of text that one report has: the longest real ones have some 200,000.
const MOST: usize = 4 << 20;

/// What was understood of a file that holds one report.
#[derive(Clone, Debug)]
pub struct Understood {
    pub reading: Reading,
    pub text: Text,
}

/// Why a file is not imported.
#[derive(Clone, Debug)]
pub struct Refused {
    /// In Chinese, with what to do, without a full stop.
    pub why: String,
    /// What was understood all the same, for those who want it as a draft.
    pub rest: Option<Box<Understood>>,
}

/// Understands a file. `year` is the year of the report if somebody stated it.
pub fn understand(bytes: &[u8], year: Option<u16>) -> Result<Understood, Refused> {
    let source = kind::read(bytes).map_err(|refusal| Refused {
        why: refusal.to_string(),
        rest: None,
    })?;
    if source.size() > MOST {
        return Err(Refused {
            why: Refusal::TooMuch.to_string(),
            rest: None,
        });
    }
    let mut parts = refused::parts(&source);
    if parts.len() > 1 && !are_copies(&parts) {
        return Err(Refused {
            why: refused::Refused::Several(parts.len()).to_string(),
            rest: None,
        });
    }
    one(&parts.swap_remove(0), year)
}

/// Understands what holds one report at most.
fn one(source: &Source, year: Option<u16>) -> Result<Understood, Refused> {
    let mut reading = matching::read(source);
    let why = refused::refused(source, reading.as_ref());
    let with_text = |reading: Reading| Understood {
        text: words::understand(source, &reading),
        reading,
    };
    // Where there are no tables, the year says which form it is.
    if reading.as_ref().is_none_or(has_no_tables) {
        let free = with_text(matching::without_tables(source));
        let year = year.or(free.text.year);
        match year.and_then(|year| Form::choose(None, year)) {
            Some(form) if form.parts.is_empty() && refused::has_title(source) => return Ok(free),
            Some(form) => reading = matching::read_as(source, form).or(reading),
            None => {}
        }
    }
    let rest = reading.map(with_text);
    match (why, rest) {
        (None, Some(understood)) => Ok(understood),
        (why, rest) => Err(Refused {
            why: why.unwrap_or(refused::Refused::NoReport).to_string(),
            rest: rest.map(Box::new),
        }),
    }
}

fn has_no_tables(reading: &Reading) -> bool {
    let mut cells = reading.tables.iter().flat_map(|table| &table.cells);
    cells.all(|cell| cell.place.is_none())
}

/// Whether a page says the same report several times, for readers of several kinds.
fn are_copies(parts: &[Source]) -> bool {
    let mut cells = parts.iter().map(|part| {
        let reading = matching::read(part)?;
        let cells = reading.tables.into_iter().flat_map(|table| table.cells);
        let values = cells.map(|cell| (cell.status, cell.value));
        (!values.clone().all(|(_, value)| value.is_none())).then(|| values.collect::<Vec<_>>())
    });
    let first = cells.next().flatten();
    first.is_some() && cells.all(|other| other == first)
}
