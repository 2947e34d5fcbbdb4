//! A foreign file as it was read, before any rule looks at it.

use crate::import::draft::{Given, Imported, draft};
use crate::import::source::kind;
use crate::import::text::Text;
use crate::import::understood::{Understood, understand};
use crate::parse::organization::OrganizationDoc;

use super::transcript::Transcript;

/// A foreign file that holds one report, or the reason why it does not.
#[derive(Clone, Debug)]
pub struct Inspected {
    /// As it is to be told.
    pub name: String,
    pub transcript: Transcript,
    /// Why it is not read as a whole, in Chinese, without a full stop.
    pub refused: Option<String>,
    /// What was understood, of a refused file too.
    pub report: Option<Box<Foreign>>,
}

/// A report as it was understood.
#[derive(Clone, Debug)]
pub struct Foreign {
    pub imported: Imported,
    pub text: Text,
    /// `None` if neither the file nor anybody states it; the import then has the first year
    /// of its form, so that all can be checked that depends on no year.
    pub year: Option<u16>,
}

impl Inspected {
    /// A file that was not read at all.
    pub fn refused(name: &str, why: &str) -> Self {
        Self {
            name: name.to_owned(),
            transcript: Transcript::default(),
            refused: Some(why.to_owned()),
            report: None,
        }
    }
}

/// Reads a file. `year` is the year of the report if somebody stated it.
pub fn inspect(name: &str, bytes: &[u8], year: Option<u16>) -> Inspected {
    let (understood, refused) = match understand(bytes, year) {
        Ok(understood) => (Some(understood), None),
        Err(refused) => (refused.rest.map(|rest| *rest), Some(refused.why)),
    };
    let report = understood.and_then(|understood| foreign(name, understood, year));
    let transcript = match report {
        // What could be understood could be read.
        Some(_) => kind::read(bytes).map(|source| Transcript::of(&source)),
        None => Ok(Transcript::default()),
    };
    Inspected {
        name: name.to_owned(),
        transcript: transcript.unwrap_or_default(),
        refused,
        report: report.map(Box::new),
    }
}

fn foreign(name: &str, understood: Understood, year: Option<u16>) -> Option<Foreign> {
    let Understood { reading, text } = understood;
    let known = year.or(text.year);
    let given = Given {
        file: name,
        year: known.or(Some(*reading.form.years().start())),
        unit: &OrganizationDoc::default(),
        is_draft: false,
        before: None,
    };
    Some(Foreign {
        imported: draft(&reading, &text, &given).ok()?,
        text,
        year: known,
    })
}
