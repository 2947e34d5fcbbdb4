//! The keys that `report.yaml` may hold.

use std::sync::LazyLock;

use crate::form::{FORMS, Part};
use crate::parse::keys::{Key, REPORT};

/// The keys of the file: its fields, and the parts of every form.
pub fn keys() -> &'static [Key] {
    static ALL: LazyLock<Vec<Key>> = LazyLock::new(|| {
        let mut all = REPORT.to_vec();
        for Part { id, name, .. } in FORMS.iter().flat_map(|form| form.parts) {
            if all.iter().all(|key: &Key| key.id != *id) {
                all.push(Key { id, name });
            }
        }
        // Few type them, so they come last where keys are suggested.
        all.sort_by_key(|key| matches!(key.id, "former_addresses" | "undecided"));
        all
    });
    &ALL
}
