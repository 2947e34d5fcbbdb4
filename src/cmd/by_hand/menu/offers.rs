//! What the menu offers: what lies around the program and its folder.

use std::path::{Path, PathBuf};

use crate::snapshot::Nearby;

/// What there is to choose from.
#[derive(Clone, Debug, Default)]
pub(in crate::cmd) struct Offers {
    /// Where new sites are made.
    pub home: PathBuf,
    /// The sites that lie there.
    pub sites: Vec<PathBuf>,
    pub sample: Option<PathBuf>,
    /// The guide as web pages.
    pub guide: Option<PathBuf>,
}

/// What lies beside the program where it was unpacked.
pub(super) const SAMPLE: &str = "示例站点";
pub(super) const GUIDE: &str = "使用指南/index.html";

/// Looks at a path.
pub(in crate::cmd) type Look<'l> = &'l dyn Fn(&Path) -> Nearby;

impl Offers {
    /// What there is around the program and the folder that it was started in.
    pub fn of(home: &Path, program: &Path, look: Look<'_>) -> Self {
        let beside = program.parent().unwrap_or(home);
        let sample = beside.join(SAMPLE);
        let guide = beside.join(GUIDE);
        let mut sites = sites(home, look);
        sites.retain(|site| *site != sample);
        Self {
            home: home.to_owned(),
            sites,
            sample: matches!(look(&sample), Nearby::Site(_)).then_some(sample),
            guide: (look(&guide) != Nearby::Missing).then_some(guide),
        }
    }
}

/// The sites that lie in a folder.
pub(super) fn sites(home: &Path, look: Look<'_>) -> Vec<PathBuf> {
    match look(home) {
        Nearby::Folder { sites, .. } => sites,
        _ => Vec::new(),
    }
}
