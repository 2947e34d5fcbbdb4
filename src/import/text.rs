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
    /// Where each statement about the report was found.
    pub evidence: Vec<Evidence>,
}

/// What is stated where the signature names a body that is not that of the title.
pub const OTHER_BODY: &str = "落款的机关";

/// What is stated where only the page around a report names a body.
pub const PUBLISHER: &str = "发布机构";

impl Text {
    /// The body that the report itself names, by its title or its signature.
    pub fn body(&self) -> Option<&str> {
        let body = self.organization.as_deref();
        body.filter(|_| !self.evidence.iter().any(|one| one.what == PUBLISHER))
    }

    /// The body that signed, if it is not that of the title.
    pub fn other_body(&self) -> Option<&str> {
        let mut evidence = self.evidence.iter();
        let found = evidence.find(|one| one.what == OTHER_BODY)?;
        Some(&found.value)
    }
}

/// Where a statement about the report was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What is stated, in Chinese, such as `成文日期`.
    pub what: &'static str,
    pub value: String,
    /// The kind of place, such as `落款`.
    pub from: &'static str,
    /// `None` outside the text of the file.
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
