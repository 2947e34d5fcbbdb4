//! The keys under which a clerk may write a row or column of a form.
//!
//! A key is the English id, a short Chinese name, or the printed label, with
//! or without its ordinal (`1.`, `（一）`, `一、`); white space and full-width
//! forms do not matter.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::form::{FORMS, Form, Head, Part, leaves};
use crate::prose::fold;
use crate::prose::numerals::value;

/// The key, in both languages, that makes every cell of a part 0 that the file does not mention.
pub const REST: [&str; 2] = ["其余为零", "rest_is_zero"];

/// A row found by its key: the table of its part, and the row in that table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    Leaf {
        table: usize,
        row: usize,
    },
    /// A group such as （三）不予公开, whose rows may be nested below its key.
    Group(&'static Head),
}

/// The keys of one part of one form.
#[derive(Debug, Default)]
pub struct Names {
    rows: HashMap<String, Row>,
    /// The groups around each row of each table, outermost first.
    groups: Vec<Vec<Vec<&'static Head>>>,
    /// Rows whose name is also that of the group around them (（六）其他处理).
    namesakes: Vec<(Row, &'static Head)>,
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

    /// The groups around a row or group, outermost first.
    pub fn groups(&self, row: Row) -> &[&'static Head] {
        let leaves = || self.groups.iter().flatten();
        match row {
            Row::Leaf { table, row } => &self.groups[table][row],
            Row::Group(group) => leaves()
                .find_map(|groups| {
                    let at = groups.iter().position(|head| *head == group)?;
                    Some(&groups[..at])
                })
                .unwrap_or_default(),
        }
    }

    /// The group that has the same name as a row.
    pub fn namesake(&self, row: Row) -> Option<&'static Head> {
        let mut found = self.namesakes.iter().filter(|(other, _)| *other == row);
        found.next().map(|(_, group)| *group)
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
            let lines = shape.leaf_rows();
            for (row, leaf) in lines.iter().enumerate() {
                let row = Row::Leaf { table, row };
                for key in keys(leaf.head) {
                    if let Some(Row::Group(group)) = names.rows.insert(key, row) {
                        names.namesakes.push((row, group));
                    }
                }
                names.row_names.extend(proposals(leaf.head));
            }
            let groups = lines.into_iter().map(|leaf| leaf.groups);
            names.groups.push(groups.collect());
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
            self.rows
                .extend(keys(head).map(|key| (key, Row::Group(head))));
            head.children
                .iter()
                .for_each(|child| self.add_groups(child));
        }
    }
}

/// Whether a row or group of any form has this name, or the rest of a part.
pub fn is_row(key: &str) -> bool {
    REST.contains(&key) || NAMES.values().any(|names| names.row(key).is_some())
}

/// The part of a form that has a row or group of this name.
pub fn owner(form: &Form, key: &str) -> Option<&'static Part> {
    let mut parts = form.parts.iter();
    parts.find(|part| Names::get(form.id, part.id).is_some_and(|names| names.row(key).is_some()))
}

/// Whether a column of any form has this name.
pub fn is_column(key: &str) -> bool {
    let mut all = NAMES.values();
    all.any(|names| (0..names.columns.len()).any(|table| names.column(table, key).is_some()))
}

/// Whether a part of any form has this name, in either language.
pub fn is_part(key: &str) -> bool {
    let mut parts = FORMS.iter().flat_map(|form| form.parts);
    parts.any(|part| part.id == key || part.name == key)
}

/// Every key that means this row or column, as it is looked up.
pub fn keys(head: &'static Head) -> impl Iterator<Item = String> {
    let names = head.names.iter().map(|name| (*name).to_owned());
    let folded = head.names.iter().map(|name| plain(name));
    names
        .chain(folded)
        .chain([head.id.to_owned(), plain(head.label)])
}

/// The short name if there is one, and the English id.
fn proposals(head: &'static Head) -> [&'static str; 2] {
    [short(head), head.id]
}

/// The short name of a row or column, or its label without a number.
pub fn short(head: &'static Head) -> &'static str {
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let label = || head.label.trim_start_matches(number);
    head.names.first().copied().unwrap_or_else(label)
}

/// A label without white space, ordinal and width; `危及“三安全一稳定”` and
/// `3.危及"三安全一稳定"` come out the same.
pub fn plain(label: &str) -> String {
    let folded: String = fold(label)
        .chars()
        .filter(|c| !"“”\"‘’'".contains(*c))
        .collect();
    let numeral = |c: char| value(c).is_some();
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
    let checked = folded.trim_start_matches(numeral);
    if checked.len() < folded.len()
        && let Some(rest) = checked.strip_prefix('、')
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
        let Some(Row::Group(denied)) = names.row("（三）不予公开") else {
            panic!("a group");
        };
        assert_eq!(names.groups(security.expect("a row")).last(), Some(&denied));
        let around = names.groups(Row::Group(denied));
        assert_eq!(
            around.iter().map(|head| head.id).collect::<Vec<_>>(),
            ["concluded"]
        );
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
                    .filter(|row| matches!(row, Row::Leaf { .. }))
                    .count();
                assert_eq!(rows, total, "{} {}", form.id, part.id);
            }
        }
    }
}
