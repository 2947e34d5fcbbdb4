//! What visitors get at one moment: the site that is shown, and what is to
//! be said about the newest one.

use std::sync::Arc;

use crate::diag::{Diagnostic, Level, Place, any_error, codes};
use crate::path::SourcePath;
use crate::site::Site;
use crate::snapshot::{SITE, Unread};

use super::lookup::prefix;

pub struct Revision {
    pub number: u64,
    /// The newest site that could be read as a whole.
    pub shown: Option<Arc<Site>>,
    /// The newest site; what it says goes to the panel.
    pub newest: Arc<Site>,
    /// Why `newest` is not shown, beyond what it says itself: templates that
    /// fail on every page.
    template_faults: Vec<Diagnostic>,
    /// Why there is no newer site: files that the machine does not hand out.
    locked: Option<Diagnostic>,
}

impl Revision {
    pub fn first(site: Arc<Site>) -> Self {
        Self::of(site, None)
    }

    /// The revision after this one. While the content cannot be read as a whole,
    /// the last site that could stays in sight.
    pub fn after(&self, site: Arc<Site>) -> Self {
        Self::of(site, Some(self))
    }

    fn of(site: Arc<Site>, last: Option<&Self>) -> Self {
        let broken = any_error(&site.found.diagnostics);
        let template_faults = match last {
            _ if broken => Vec::new(),
            // What was proved stays proved, and what failed fails again, until
            // the templates change.
            Some(last) if last.proves(&site) => last.template_faults.clone(),
            _ => site.prove_templates(),
        };
        let shown = if broken || !template_faults.is_empty() {
            last.and_then(|last| last.shown.clone())
        } else {
            Some(Arc::clone(&site))
        };
        Self {
            number: last.map_or(0, |last| last.number) + 1,
            shown,
            newest: site,
            template_faults,
            locked: None,
        }
    }

    /// Whether the templates of `site` were tried in this revision.
    fn proves(&self, site: &Site) -> bool {
        !any_error(&self.newest.found.diagnostics)
            && self.newest.context.has_templates_of(&site.context)
    }

    /// The revision while the machine does not hand out the files.
    pub fn locked(&self, error: &anyhow::Error) -> Self {
        let site = || SourcePath::new(SITE).expect("a fixed name is a valid path");
        let unread = error.downcast_ref::<Unread>();
        let file = unread.and_then(Unread::file).unwrap_or_else(site);
        // Without its advice to try again: the preview does.
        let message = unread.map_or_else(|| format!("{error:#}"), Unread::why);
        let help = "关闭占用文件的程序；之后会自动再读";
        Self {
            number: self.number + 1,
            shown: self.shown.clone(),
            newest: Arc::clone(&self.newest),
            template_faults: self.template_faults.clone(),
            locked: Some(Diagnostic::error(&codes::FILE, Place::file(&file), message).help(help)),
        }
    }

    /// What keeps the machine from reading, if anything does.
    pub fn lock(&self) -> Option<&str> {
        self.locked.as_ref().map(|one| one.message.as_str())
    }

    /// The folder of the site below the host: empty, or a path that ends in `/`.
    pub fn folder(&self) -> String {
        prefix(&self.newest)
    }

    /// Whether what is shown is older than what was saved.
    pub fn is_blocked(&self) -> bool {
        self.locked.is_some()
            || !self.template_faults.is_empty()
            || any_error(&self.newest.found.diagnostics)
    }

    /// Everything to be said that no reason allows, and whether it keeps the
    /// newest site from being shown. What keeps it comes first.
    pub fn said(&self) -> impl Iterator<Item = (&Diagnostic, bool)> {
        let found = &self.newest.found;
        let stops = |one: &Diagnostic| one.level == Level::Error;
        let faults = self.locked.iter().chain(&self.template_faults);
        faults
            .map(|one| (one, true))
            .chain(found.diagnostics.iter().map(move |one| (one, stops(one))))
            .chain(found.findings().map(|one| (one, false)))
            .filter(|(one, _)| one.allowed.is_none())
    }
}
