//! Which tables of a page hold data and which only lay it out, and what surrounds the
//! page's content.

use std::collections::HashSet;

use super::style::{is_block, is_unseen};
use super::tree::{Id, Step, Tree};

/// More letters than this in one block of a cell, beside other cells, are prose that a
/// table only lays out; the longest label of a form has 40.
const PROSE: usize = 200;

/// What was found out about a page before it is read.
#[derive(Default)]
pub struct Survey {
    /// Tables with several columns of short words, and none of these inside.
    pub data: HashSet<Id>,
    /// Navigation, choices and bars of a page whose content is marked as such.
    pub left_out: HashSet<Id>,
}

impl Survey {
    pub fn of(tree: &Tree) -> Self {
        let mut look = Look::default();
        let mut walk = tree.walk(Tree::ROOT);
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(id) if is_hidden(tree, id) => {
                    walk.pass_over(id);
                }
                Step::Enter(id) => match tree.text(id) {
                    Some(text) => look.words(text),
                    None => look.enter(id, tree.name(id)),
                },
                Step::Leave(id) if tree.text(id).is_none() => look.leave(id, tree.name(id)),
                Step::Leave(_) => {}
            }
        }
        if !look.content_holds_data {
            look.survey.left_out.clear();
        }
        look.survey
    }
}

/// Whether nothing is seen of an element or what is in it. What is not shown for now,
/// such as the entries of a closed `<details>`, is not meant.
pub fn is_hidden(tree: &Tree, id: Id) -> bool {
    let name = tree.name(id);
    is_unseen(name) || is_put_away(tree, id)
}

/// Whether an element is hidden that would be seen.
pub fn is_put_away(tree: &Tree, id: Id) -> bool {
    tree.attribute(id, "hidden").is_some()
        || (tree.name(id) == "dialog" && tree.attribute(id, "open").is_none())
}

/// A table on the way through the page.
struct Open {
    /// How many cells the row has so far.
    cells: usize,
    /// Whether the row, or a table in it, has prose.
    prose: bool,
    /// Letters since the last block began.
    letters: usize,
    has_words: bool,
    has_columns: bool,
    /// Whether prose stands beside other cells.
    lays_out_prose: bool,
    /// Whether any row has prose.
    has_prose: bool,
    holds_data: bool,
}

#[derive(Default)]
struct Look {
    survey: Survey,
    tables: Vec<Open>,
    /// How many `<main>` and `<article>` are open.
    contents: usize,
    content_holds_data: bool,
    /// Parts that may be left out, with the number of tables with data before them.
    parts: Vec<(Id, usize)>,
}

impl Look {
    fn words(&mut self, text: &str) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        table.letters += letters;
        table.has_words |= letters > 0;
        table.prose |= table.letters > PROSE;
    }

    fn enter(&mut self, id: Id, name: &str) {
        if name == "table" {
            self.tables.push(Open {
                cells: 0,
                prose: false,
                letters: 0,
                has_words: false,
                has_columns: false,
                lays_out_prose: false,
                has_prose: false,
                holds_data: false,
            });
        } else if let Some(table) = self.tables.last_mut() {
            if name == "br" || is_block(name) {
                table.letters = 0;
            }
            match name {
                "tr" => (table.cells, table.prose) = (0, false),
                "td" | "th" => table.cells += 1,
                _ => {}
            }
        }
        match name {
            "main" | "article" => self.contents += 1,
            "nav" | "select" | "button" => self.parts.push((id, self.survey.data.len())),
            "header" | "footer" => {
                let before = match self.contents {
                    0 => self.survey.data.len(),
                    // Never left out.
                    _ => usize::MAX,
                };
                self.parts.push((id, before));
            }
            _ => {}
        }
    }

    fn leave(&mut self, id: Id, name: &str) {
        match name {
            "table" => self.end_table(id),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.has_columns |= table.cells > 1;
                    table.lays_out_prose |= table.prose && table.cells > 1;
                    table.has_prose |= table.prose;
                }
            }
            "main" | "article" => self.contents -= 1,
            "nav" | "select" | "button" | "header" | "footer" => {
                let part = self.parts.pop();
                if part == Some((id, self.survey.data.len())) {
                    self.survey.left_out.insert(id);
                }
            }
            _ => {}
        }
        if let Some(table) = self.tables.last_mut()
            && is_block(name)
        {
            table.letters = 0;
        }
    }

    fn end_table(&mut self, id: Id) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        let is_data =
            table.has_columns && table.has_words && !table.lays_out_prose && !table.holds_data;
        if is_data {
            self.survey.data.insert(id);
            self.content_holds_data |= self.contents > 0;
        }
        if let Some(outer) = self.tables.last_mut() {
            outer.holds_data |= is_data || table.holds_data;
            outer.has_words |= table.has_words;
            outer.prose |= table.has_prose;
        }
    }
}
