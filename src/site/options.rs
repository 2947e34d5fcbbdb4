//! What a command may ask beyond what the files say.

use crate::outputs::Makers;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Replaces `base_url` of `site.toml`; ends in `/`.
    pub base_url: Option<String>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// Whether attachments get names of ASCII letters, as in a package for a web team.
    pub ascii_names: bool,
    /// The day of the checks, an input like any other.
    pub today: Option<jiff::civil::Date>,
    /// Who plans and makes the outputs; only tests give others than the program's.
    pub makers: Makers,
}
