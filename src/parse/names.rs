//! The keys under which a clerk may write a row or column of a form.
//!
//! A key is the English id, a short Chinese name, or the printed label, with
//! or without its ordinal (`1.`, `（一）`, `一、`); white space and full-width
//! forms do not matter.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::form::{FORMS, Head, Part, leaves};
use crate::text::fold;

/// A row found by its key: the table of its part, and the row in that table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    Leaf {
        table: usize,
        row: usize,
    },
    /// A group such as （三）不予公开, whose rows may be nested below its key.
    Group,
}

/// The keys of one part of one form.
#[derive(Debug, Default)]
pub struct Names {
    rows: HashMap<String, Row>,
    /// One map a table.
    columns: Vec<HashMap<String, usize>>,
    /// What did-you-mean may propose, in printed order.
    pub row_names: Vec<&'static str>,
    pub column_names: Vec<Vec<&'static str>>,
}

static NAMES: LazyLock<HashMap<(&str, &str), Names>> = LazyLock::new(|| {
    let parts = FORMS
        .iter()
        .flat_map(|form| form.parts.iter().map(|part| (form.id, part)));
    parts
        .map(|(form, part)| ((form, part.id), Names::of(part)))
        .collect()
});

impl Names {
    /// The keys of a part; made once for each form.
    pub fn get(form: &'static str, part: &'static str) -> Option<&'static Names> {
        NAMES.get(&(form, part))
    }

    pub fn row(&self, key: &str) -> Option<Row> {
        self.rows
            .get(key)
            .or_else(|| self.rows.get(&plain(key)))
            .copied()
    }

    pub fn column(&self, table: usize, key: &str) -> Option<usize> {
        let columns = self.columns.get(table)?;
        columns
            .get(key)
            .or_else(|| columns.get(&plain(key)))
            .copied()
    }

    fn of(part: &'static Part) -> Self {
        let mut names = Self::default();
        for (table, shape) in part.tables.iter().enumerate() {
            for head in shape.rows {
                names.add_groups(head);
            }
            for (row, leaf) in shape.leaf_rows().iter().enumerate() {
                for key in keys(leaf.head) {
                    names.rows.insert(key, Row::Leaf { table, row });
                }
                names.row_names.extend(proposals(leaf.head));
            }
            let columns = leaves(shape.columns);
            let pairs = columns.iter().enumerate();
            names.columns.push(
                pairs
                    .flat_map(|(at, leaf)| keys(leaf.head).map(move |key| (key, at)))
                    .collect(),
            );
            names.column_names.push(
                columns
                    .iter()
                    .flat_map(|leaf| proposals(leaf.head))
                    .collect(),
            );
        }
        names
    }

    /// Groups go in first, so that a row of the same name wins over them.
    fn add_groups(&mut self, head: &'static Head) {
        if !head.children.is_empty() {
            self.rows.extend(keys(head).map(|key| (key, Row::Group)));
            head.children
                .iter()
                .for_each(|child| self.add_groups(child));
        }
    }
}

/// Every key that means this row or column, as it is looked up.
pub fn keys(head: &'static Head) -> impl Iterator<Item = String> {
    let names = head.names.iter().map(|name| (*name).to_owned());
    let folded = head.names.iter().map(|name| plain(name));
    names
        .chain(folded)
        .chain([head.id.to_owned(), plain(head.label)])
}

/// The short name where there is one, and the English id.
fn proposals(head: &'static Head) -> [&'static str; 2] {
    let label = head
        .label
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    [head.names.first().copied().unwrap_or(label), head.id]
}

/// A label without white space, ordinal and width; `危及“三安全一稳定”` and
/// `3.危及"三安全一稳定"` come out the same.
pub fn plain(label: &str) -> String {
    let folded: String = fold(label)
        .chars()
        .filter(|c| !"“”\"‘’'".contains(*c))
        .collect();
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let digits = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < folded.len()
        && let Some(rest) = digits.strip_prefix(['.', '、'])
    {
        return rest.to_owned();
    }
    if let Some((inside, rest)) = folded
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        && !inside.is_empty()
        && inside.chars().all(numeral)
        && !rest.is_empty()
    {
        return rest.to_owned();
    }
    let chapter = folded.trim_start_matches(numeral);
    if chapter.len() < folded.len()
        && let Some(rest) = chapter.strip_prefix('、')
    {
        return rest.to_owned();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_id_name_and_label() {
        let names = Names::get("2021", "requests").expect("table three");
        let carried = names.row("carried_in");
        assert!(carried.is_some());
        for key in [
            "上年结转",
            "二、上年结转政府信息公开申请数量",
            "上年结转政府信息公开申请数量",
        ] {
            assert_eq!(names.row(key), carried, "{key}");
        }
        let security = names.row("denied_security_stability");
        for key in ["3.危及“三安全一稳定”", "危及三安全一稳定", "三安全一稳定"]
        {
            assert_eq!(names.row(key), security, "{key}");
        }
        assert_eq!(names.row("（三）不予公开"), Some(Row::Group));
        assert_eq!(names.row("不予公开了"), None);
    }

    #[test]
    fn columns_are_found_in_either_width() {
        let names = Names::get("2019", "proactive").expect("table two");
        assert_eq!(names.column(1, "本年增/减"), Some(1));
        assert_eq!(names.column(1, "本年增／减"), Some(1));
        assert_eq!(names.column(1, "change"), Some(1));
    }

    #[test]
    fn no_two_rows_of_a_part_share_a_key() {
        for form in FORMS {
            for part in form.parts {
                let heads = part.tables.iter().flat_map(|table| table.leaf_rows());
                let total: usize = heads
                    .map(|leaf| {
                        keys(leaf.head)
                            .collect::<std::collections::BTreeSet<_>>()
                            .len()
                    })
                    .sum();
                let names = Names::get(form.id, part.id).expect("every part has names");
                let rows = names
                    .rows
                    .values()
                    .filter(|row| **row != Row::Group)
                    .count();
                assert_eq!(rows, total, "{} {}", form.id, part.id);
            }
        }
    }
}
