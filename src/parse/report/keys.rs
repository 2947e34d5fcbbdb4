//! The keys that `report.yaml` may hold.

use std::sync::LazyLock;

use crate::form::{FORMS, Part};
use crate::parse::yaml::Key;

/// The keys of the file: its fields, and the parts of every form.
pub fn keys() -> &'static [Key] {
    static ALL: LazyLock<Vec<Key>> = LazyLock::new(|| {
        let mut all = FIELDS.to_vec();
        for Part { id, name, .. } in FORMS.iter().flat_map(|form| form.parts) {
            if all.iter().all(|key: &Key| key.id != *id) {
                all.push(Key { id, name });
            }
        }
        all
    });
    &ALL
}

const FIELDS: &[Key] = &[
    Key {
        id: "year",
        name: "年度",
    },
    Key {
        id: "form",
        name: "格式",
    },
    Key {
        id: "title",
        name: "标题",
    },
    Key {
        id: "organization",
        name: "机关",
    },
    Key {
        id: "signed",
        name: "成文日期",
    },
    Key {
        id: "published",
        name: "公开日期",
    },
    Key {
        id: "index_number",
        name: "索引号",
    },
    Key {
        id: "document_number",
        name: "文号",
    },
    Key {
        id: "draft",
        name: "草稿",
    },
    Key {
        id: "allow",
        name: "允许",
    },
];
