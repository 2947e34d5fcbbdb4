//! The whole way from the bytes of a file to what was understood of it.

use super::matching::{self, Found, refused};
use super::own;
use super::reading::Reading;
use super::source::refusal::Refusal;
use super::source::{Source, kind};
use super::text::{Dropped, Text};
use super::words::{self, review_page};
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
    pub remedy: Remedy,
}

/// What a refused file can be taken as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    None,
    /// So many reports of their own, by `understand_all`.
    Reports(usize),
    /// A text without tables, as a draft.
    Text,
}

/// Understands a file that holds one report. `year` is the year of the report if somebody
/// stated it.
pub fn understand(bytes: &[u8], year: Option<u16>) -> Result<Understood, Refused> {
    if let Some(own) = own(bytes) {
        return own;
    }
    let (source, review) = source(bytes)?;
    let found = Found::of(&source);
    let parts = found.parts();
    let understood = match parts.first() {
        None => one(&found, year),
        Some(first) if are_copies(&parts) => one(&Found::of(first), year),
        Some(_) => {
            let several = refused(&refused::Refused::Several(parts.len()), None);
            let remedy = Remedy::Reports(parts.len());
            Err(Refused { remedy, ..several })
        }
    };
    understood.map(|mut understood| {
        understood.text.dropped.extend(review);
        understood
    })
}

/// Understands every report of a file, in reading order; copies of one report are one. A
/// file that cannot be read at all is refused as a whole.
pub fn understand_all(bytes: &[u8]) -> Result<Vec<Result<Understood, Refused>>, Refused> {
    if let Some(own) = own(bytes) {
        return Ok(vec![own]);
    }
    let (source, _) = source(bytes)?;
    let found = Found::of(&source);
    let parts = found.parts();
    Ok(match parts.first() {
        None => vec![one(&found, None)],
        Some(first) if are_copies(&parts) => vec![one(&Found::of(first), None)],
        Some(_) => (parts.iter().map(|part| one(&Found::of(part), None))).collect(),
    })
}

/// A file that this program wrote, which names its cells by id.
fn own(bytes: &[u8]) -> Option<Result<Understood, Refused>> {
    let read = own::read(bytes)?;
    let understood = read.map(|(reading, text)| Understood { reading, text });
    Some(understood.map_err(|why| refused(&why, None)))
}

/// What a file holds, and what is left out of it because it only stood there for approval.
fn source(bytes: &[u8]) -> Result<(Source, Vec<Dropped>), Refused> {
    let source = kind::read(bytes).map_err(|refusal| refused(&refusal, None))?;
    let mut source = own::without_data(source);
    match source.size() > MOST {
        true => Err(refused(&Refusal::TooMuch, None)),
        false => {
            let review = review_page::cut(&mut source);
            Ok((source, review))
        }
    }
}

fn refused(why: &dyn ToString, rest: Option<Understood>) -> Refused {
    Refused {
        why: why.to_string(),
        rest: rest.map(Box::new),
        remedy: Remedy::None,
    }
}

/// Understands what holds one report at most.
fn one(found: &Found<'_>, year: Option<u16>) -> Result<Understood, Refused> {
    let source = found.source();
    let mut reading = found.reading();
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
            Some(form) => reading = found.reading_as(form).or(reading),
            None => {}
        }
        if let (None, Some(form)) = (&reading, year.and_then(|year| Form::choose(None, year)))
            && refused::has_title(source)
        {
            let text = with_text(matching::as_text(source, form));
            let none = refused(&refused::Refused::NoReport, Some(text));
            let remedy = Remedy::Text;
            return Err(Refused { remedy, ..none });
        }
    }
    match (why, reading.map(with_text)) {
        (None, Some(understood)) => Ok(understood),
        (why, rest) => Err(refused(&why.unwrap_or(refused::Refused::NoReport), rest)),
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
