//! All labels of a form in the order in which it prints them, as letters.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::form::{FORMS, Form, Head, Layout, SectionKind, Table, wordings};
use crate::prose::ordinals;

use super::stream::letters_of;

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The heading of a section.
    Heading(SectionKind),
    /// The caption or corner of a table, by its number in the form.
    Title(usize),
    /// A column's own head, or a group of columns (`leaf` is `None`).
    Column { table: usize, leaf: Option<usize> },
    /// A group of rows.
    Group(usize),
    /// A row of its own.
    Row { table: usize, row: usize },
}

/// One label of a form.
#[derive(Debug)]
pub struct Label {
    pub mark: Mark,
    /// The letter of its number, such as `二` or `2`.
    pub ordinal: Option<char>,
    /// The label without its number, as letters; then other wordings of it.
    pub wordings: Vec<Vec<char>>,
}

/// The labels of one form, and where to look for them.
#[derive(Debug)]
pub struct Labels {
    pub form: &'static Form,
    /// In printed order.
    pub all: Vec<Label>,
    /// Label and wording by the first two letters.
    starts: HashMap<[char; 2], Vec<(usize, usize)>>,
}

static LABELS: LazyLock<Vec<Labels>> = LazyLock::new(|| {
    let printed = FORMS.iter().filter(|form| !form.parts.is_empty());
    printed.map(|form| Labels::new(form)).collect()
});

/// The labels of every form that has tables, oldest first.
pub fn of_all_forms() -> &'static [Labels] {
    &LABELS
}

impl Mark {
    /// The table that the label belongs to.
    pub fn table(self) -> Option<usize> {
        match self {
            Self::Heading(_) => None,
            Self::Title(table) | Self::Group(table) => Some(table),
            Self::Column { table, .. } | Self::Row { table, .. } => Some(table),
        }
    }
}

impl Labels {
    fn new(form: &'static Form) -> Self {
        let mut all = Vec::new();
        let tables: Vec<&'static Table> = form.tables().collect();
        for section in form.sections {
            all.push(label(Mark::Heading(section.kind), section.heading));
            let part = form.parts.iter().find(|part| section.part == Some(part.id));
            for table in part.map_or(&[][..], |part| part.tables) {
                let number = tables.iter().position(|one| std::ptr::eq(*one, table));
                in_table(number.expect("a table of the form"), table, &mut all);
            }
        }
        let mut starts: HashMap<[char; 2], Vec<(usize, usize)>> = HashMap::new();
        for (number, label) in all.iter().enumerate() {
            for (wording, letters) in label.wordings.iter().enumerate() {
                if let [first, second, ..] = letters[..] {
                    starts
                        .entry([first, second])
                        .or_default()
                        .push((number, wording));
                }
            }
        }
        Self { form, all, starts }
    }

    /// The labels that may begin with these two letters, with the wording.
    pub fn beginning(&self, letters: [char; 2]) -> &[(usize, usize)] {
        self.starts.get(&letters).map_or(&[], Vec::as_slice)
    }
}

fn in_table(number: usize, table: &'static Table, all: &mut Vec<Label>) {
    // Elsewhere the caption repeats the heading of the section.
    if matches!(table.layout, Layout::Block { .. }) {
        all.push(label(Mark::Title(number), table.caption));
    }
    if !table.corner.is_empty() {
        all.push(label(Mark::Title(number), table.corner));
    }
    if matches!(table.layout, Layout::SingleRow) {
        single_row(number, table, all);
        return;
    }
    columns(number, table, all);
    rows(number, table.rows, &mut 0, all);
}

/// The heads of the columns, level by level, as a table prints them.
fn columns(number: usize, table: &'static Table, all: &mut Vec<Label>) {
    let leaves = table.leaf_columns();
    let mut level: Vec<&'static Head> = table.columns.iter().collect();
    while !level.is_empty() {
        for head in &level {
            let leaf = leaves
                .iter()
                .position(|leaf| std::ptr::eq(leaf.head, *head));
            let mark = Mark::Column {
                table: number,
                leaf,
            };
            all.push(label(mark, head.label));
        }
        level = level.iter().flat_map(|head| head.children).collect();
    }
}

fn rows(number: usize, heads: &'static [Head], row: &mut usize, all: &mut Vec<Label>) {
    for head in heads {
        if head.children.is_empty() {
            let mark = Mark::Row {
                table: number,
                row: *row,
            };
            all.push(label(mark, head.label));
            *row += 1;
        } else {
            all.push(label(Mark::Group(number), head.label));
            rows(number, head.children, row, all);
        }
    }
}

/// All rows beside one another: their heads level by level, and below each row of its
/// own the heads of its columns.
fn single_row(number: usize, table: &'static Table, all: &mut Vec<Label>) {
    let mut level: Vec<&'static Head> = table.rows.iter().collect();
    while !level.is_empty() {
        let mut next = Vec::new();
        for head in level {
            all.push(label(Mark::Group(number), head.label));
            let below = match head.children {
                [] if !table
                    .columns
                    .iter()
                    .any(|column| std::ptr::eq(column, head)) =>
                {
                    table.columns
                }
                children => children,
            };
            next.extend(below);
        }
        level = next;
    }
}

fn label(mark: Mark, printed: &'static str) -> Label {
    let ordinal = ordinals::leading(printed);
    let (letter, rest) = match &ordinal {
        Some(ordinal) => {
            let number = &printed[ordinal.range.clone()];
            let letter = letters_of(number).first().copied();
            (letter, &printed[ordinal.range.end..])
        }
        None => (None, printed),
    };
    let plain = rest.split_once('（').map_or(rest, |(plain, _)| plain);
    let short = if plain.is_empty() { rest } else { plain };
    let mut wordings_of: Vec<&str> = vec![rest, short];
    wordings_of.extend(wordings(short));
    wordings_of.dedup();
    Label {
        mark,
        ordinal: letter,
        wordings: wordings_of.into_iter().map(letters_of).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_and_column_has_a_label_with_letters() {
        for labels in of_all_forms() {
            for (number, table) in labels.form.tables().enumerate() {
                let own = labels
                    .all
                    .iter()
                    .filter(|label| label.mark.table() == Some(number));
                let rows = own
                    .clone()
                    .filter(|label| matches!(label.mark, Mark::Row { .. }));
                if !matches!(table.layout, Layout::SingleRow) {
                    assert_eq!(rows.count(), table.leaf_rows().len(), "{}", table.id);
                }
                assert!(own.clone().count() > table.kinds.len(), "{}", table.id);
            }
            for label in &labels.all {
                assert!(
                    label.wordings.iter().all(|wording| wording.len() > 1),
                    "{label:?}"
                );
            }
        }
        let newest = &of_all_forms()[1];
        let known = newest.beginning(['危', '及']);
        assert!(!known.is_empty());
    }
}
