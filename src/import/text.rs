//! What the words of a foreign report say.

use crate::parse::date::Stamp;

use super::source::{Line, Place};

/// The words of a report as they were understood, and what it states of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub title: Option<String>,
    pub year: Option<u16>,
    pub organization: Option<String>,
    pub signed: Option<Stamp>,
    pub published: Option<Stamp>,
    pub index_number: Option<String>,
    pub document_number: Option<String>,
    /// What becomes of `report.md`.
    pub markdown: String,
    /// What is no part of the report, such as the navigation of its page.
    pub dropped: Vec<Dropped>,
    /// What may be a part of the report, and nobody knows of which.
    pub not_understood: Vec<Line>,
    /// Where the file contradicts itself, as Chinese sentences without a full stop.
    pub disagreements: Vec<String>,
    /// All that the file states of itself, what was taken and what was not.
    pub stated: Vec<Stated>,
}

/// What a file states of itself in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// In Chinese, such as `公开日期`.
    pub what: &'static str,
    pub value: String,
    /// What states it, in Chinese, such as `落款`.
    pub from: String,
    /// `None` if it stands in the data of the file and not in its text.
    pub place: Option<Place>,
}

/// Words that are left out of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    pub text: String,
    pub place: Place,
    /// What they are, in Chinese, such as `导航`.
    pub why: String,
}
