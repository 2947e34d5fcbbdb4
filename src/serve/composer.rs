//! The files as they are now, and the site that they make, composed after the
//! last one.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::Result;
use jiff::civil::Date;

use crate::site::Site;
use crate::snapshot::{Ground, Snapshot};

use super::Preview;

/// How many files are read, in a look without a watcher, whose stamps say that they are
/// the same: a copy may keep its time of change. So that is seen too, though in a large
/// site later.
const READ_AGAIN: usize = 200;

pub struct Composer {
    preview: Preview,
    /// The newest site, shown or not; everything is composed after it.
    last: Arc<Site>,
    /// How `last` was listed.
    listed: Listed,
    /// The listing that was read again last, where there is no watcher.
    read_again: String,
}

/// Where and when a site was listed.
struct Listed {
    /// The folders that were there.
    ground: Ground,
    /// When the oldest of its listings was begun.
    since: SystemTime,
    /// The day of its checks.
    day: Option<Date>,
}

/// Which files are looked at.
pub enum Scope<'s> {
    /// Those of the listings that hold one of these paths, as if all had changed.
    At(&'s BTreeSet<PathBuf>),
    /// All; where the stamps are the same, nothing changed.
    Everywhere,
    /// All, and some of them are read whatever their stamps say.
    WithoutTrust,
}

/// A site that a look came to: the last one itself where nothing changed.
pub struct Look {
    pub site: Arc<Site>,
    listed: Listed,
}

impl Composer {
    /// Composes the first site.
    pub fn start(preview: Preview) -> Result<Self> {
        let listed = Listed::now(&preview);
        let site = preview.compose()?;
        Ok(Self {
            preview,
            last: Arc::new(site),
            listed,
            read_again: String::new(),
        })
    }

    pub fn preview(&self) -> &Preview {
        &self.preview
    }

    pub fn last(&self) -> &Arc<Site> {
        &self.last
    }

    /// Looks at the files and composes what they make; `None` if `stop` says so,
    /// because there is something more urgent to look at.
    pub fn look(
        &mut self,
        scope: &Scope<'_>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Look>> {
        let mut now = Listed::now(&self.preview);
        let known = &self.last.snapshot;
        let snapshot = match scope {
            // Other folders took the place of those listed last: times and sizes
            // of files tell nothing there, so all are listed as new.
            _ if now.ground != self.listed.ground && now.ground.has_root() => {
                Snapshot::take(&self.preview.root)?
            }
            Scope::At(paths) => {
                // Where only a part is listed, the rest is as old as before.
                now.since = self.listed.since;
                known.again_at(paths.iter().map(PathBuf::as_path), now.since)?
            }
            Scope::Everywhere | Scope::WithoutTrust => {
                let Some(mut snapshot) = known.again_unless(self.listed.since, stop)? else {
                    return Ok(None);
                };
                if matches!(scope, Scope::WithoutTrust) {
                    self.read_again = snapshot.distrust(&self.read_again, READ_AGAIN);
                }
                snapshot
            }
        };
        let site = if snapshot.is_same(known) && now.day == self.listed.day {
            Arc::clone(&self.last)
        } else {
            Arc::new(self.last.again(snapshot, now.day)?)
        };
        Ok(Some(Look { site, listed: now }))
    }

    /// Takes what a look came to as the newest site; whether it says anything new.
    pub fn keep(&mut self, look: Look) -> bool {
        let changed = !Arc::ptr_eq(&look.site, &self.last) && !look.site.says_the_same(&self.last);
        (self.last, self.listed) = (look.site, look.listed);
        changed
    }
}

impl Listed {
    fn now(preview: &Preview) -> Self {
        Self {
            since: SystemTime::now(),
            ground: Ground::of(&preview.root),
            day: (preview.today)(),
        }
    }
}
