//! What a code is: the kind of fault that a diagnostic tells of, with the
//! reason, the cure, the regulation it rests on, and whether anyone may decide
//! otherwise about it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a diagnostic weighs. `Error` stops a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    Error,
    Warning,
    Info,
}

impl Level {
    /// All, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// What settings and other programs call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "必须改",
            Self::Warning => "建议看",
            Self::Info => "提示",
        }
    }
}

/// A kind of fault, declared once as a static: nothing can be said under a code
/// that is not declared. Its texts are what `check --explain` and the reference
/// print, so they are Chinese and written for the clerk.
pub struct Code {
    /// Never reused, and what settings and allowances name: `A01`.
    pub id: &'static str,
    /// The fault as a fact, in English, so that it reads after "allow".
    pub name: &'static str,
    /// The fact in a few words.
    pub title: &'static str,
    /// How much a finding weighs unless it says otherwise or the site does.
    pub level: Level,
    /// What is looked at, and when it is a finding.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub fix: &'static str,
    pub example: Example,
    pub basis: Basis,
    pub policy: Policy,
}

/// The smallest text or numbers that show the fault, and the same mended.
#[derive(Debug)]
pub struct Example {
    pub bad: &'static str,
    pub good: &'static str,
}

/// Where a code comes from, and how sure we are of that.
#[derive(Debug)]
pub struct Basis {
    pub text: &'static str,
    pub mark: Mark,
}

/// How well a basis is known. Only `Verified` is ever put as a requirement of
/// the regulations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The text of the regulation, or many real reports, say so.
    Verified,
    /// From memory, not looked up.
    Memory,
    /// Follows from the form or is our own choice.
    Derived,
}

/// Whether a site may give a code another level, and a report allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Both may be done: all that was written is read and shown.
    Adjustable,
    /// Neither may be done, and an error keeps the site from being built.
    Fixed {
        /// Why, as a Chinese sentence without a full stop.
        why: &'static str,
    },
}

impl Policy {
    /// Of what cannot be read.
    pub const UNREAD: Self = Self::Fixed {
        why: "没有读懂的内容会从网页上消失",
    };
}

impl Code {
    pub fn is_adjustable(&self) -> bool {
        self.policy == Policy::Adjustable
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}
