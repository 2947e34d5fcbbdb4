//! What a build tells while it runs, and what it asks.

/// The two parts of a build that may take long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Units are checked and their pages made.
    Units,
    /// Finished files move into place.
    Files,
}

pub struct Control<'w> {
    /// Told how much of how much is done, see [`Phase`].
    pub progress: &'w (dyn Fn(Phase, usize, usize) + Sync),
    pub interrupted: &'w (dyn Fn() -> bool + Sync),
    /// Whether pages in which the rules find errors are published too.
    pub force: bool,
    /// Whether a hosted unit with errors is left as it was published the last time, so
    /// that the others can be published.
    pub skip_broken: bool,
    /// Whether everything is made anew and every published file is read.
    pub afresh: bool,
}
