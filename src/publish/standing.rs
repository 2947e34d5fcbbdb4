//! What of the published site lies there as it was published.

use std::sync::Arc;

use super::Publisher;
use super::entry::{Entry, Key};
use super::folder::PathState;
use crate::path::OutPath;

impl Publisher {
    /// The published page, if its key (the hash of what it was made from) is this and it is
    /// still there. It need not be rendered; [`Publisher::keep`] keeps it.
    /// An edit by hand that keeps the length goes unnoticed: to read every
    /// file of a large site would cost more than rendering it. Those who have
    /// a doubt open the folder by [`Publisher::open_afresh`].
    pub fn standing(&self, path: &OutPath, key: &Key) -> Option<&Entry> {
        self.standing_beside(path, Some(key), &mut String::new())
    }

    /// The keys of these published files; `None` if one of them is not there as it was
    /// published, or has no key.
    pub fn standing_keys<'p>(&self, paths: impl Iterator<Item = &'p OutPath>) -> Option<Vec<Key>> {
        let mut folder = String::new();
        paths
            .map(|path| self.standing_beside(path, None, &mut folder)?.key)
            .collect()
    }

    /// A published file that is there as it was published, with this key if one is given.
    /// `folder` is that of the path looked at before (see `look_beside`).
    fn standing_beside(
        &self,
        path: &OutPath,
        key: Option<&Key>,
        folder: &mut String,
    ) -> Option<&Entry> {
        let of_key =
            |entry: &&Arc<Entry>| !self.afresh && (key.is_none() || entry.key.as_ref() == key);
        let entry = self.known.files.get(path).filter(of_key)?;
        let found = self.site.look_beside(path, folder);
        let there = matches!(found, Ok(PathState::File(meta)) if meta.len() == entry.size);
        there.then_some(entry)
    }

    /// Whether this file lies there as it was published.
    pub fn stands(&self, path: &OutPath) -> bool {
        let found = self.standing_beside(path, None, &mut String::new());
        found.is_some()
    }

    /// Whether a file of ours lies below this folder, which ends with a slash. Linear in
    /// the files.
    pub fn owns_in(&self, folder: &str) -> bool {
        let mut owned = self.known.owned();
        owned.any(|path| path.as_str().starts_with(folder))
    }
}
