//! The words of a part of a page as lines, as a browser breaks them.

use crate::prose::{is_cjk, ordinals};

use super::super::LineKind;
use super::super::lines::{lines, trimmed};
use super::style::{heading, is_block, is_preformatted};
use super::survey::{Survey, is_hidden, is_put_away};
use super::tree::{Id, Step, Tree};

/// Something that is shown, or not, in the order of the page.
pub enum Shown {
    Line(String, LineKind),
    /// A picture with its description.
    Picture(String),
    /// A table that holds data.
    Table(Id),
    /// Words that are hidden.
    Hidden(String),
    /// Words of the page around its content.
    LeftOut(String),
}

/// Tells of all that is shown in a part of a page.
pub fn flow(tree: &Tree, survey: &Survey, root: Id, tell: &mut dyn FnMut(Shown)) {
    let mut flow = Flow {
        tree,
        survey,
        tell,
        line: String::new(),
        gap: Gap::None,
        preformatted: 0,
        headings: Vec::new(),
        lists: Vec::new(),
        item: None,
        pictures: Vec::new(),
    };
    let mut walk = tree.walk(root);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(id) => {
                if !flow.enter(id) {
                    walk.pass_over(id);
                }
            }
            Step::Leave(id) => flow.leave(id),
        }
    }
    flow.end_line();
}

struct Flow<'f> {
    tree: &'f Tree,
    survey: &'f Survey,
    tell: &'f mut dyn FnMut(Shown),
    line: String,
    gap: Gap,
    /// How many elements are open whose spaces are shown.
    preformatted: usize,
    /// The levels of the headings that are open.
    headings: Vec<u8>,
    /// The number of the next entry of each list that is open; bullets have none.
    lists: Vec<Option<i64>>,
    /// The entry that the next line begins, with its number.
    item: Option<Option<i64>>,
    /// Pictures in the line.
    pictures: Vec<String>,
}

/// White space between the words so far and the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    /// With an end of a line of the file in it.
    Break,
}

impl Flow<'_> {
    /// Whether to go into it.
    fn enter(&mut self, id: Id) -> bool {
        if let Some(text) = self.tree.text(id) {
            match self.preformatted {
                0 => self.words(text),
                _ => self.preformatted(text),
            }
            return false;
        }
        let name = self.tree.name(id);
        if is_hidden(self.tree, id) {
            if is_put_away(self.tree, id) {
                self.aside(id, Shown::Hidden);
            }
            return false;
        }
        if self.survey.left_out.contains(&id) {
            self.end_line();
            self.aside(id, Shown::LeftOut);
            return false;
        }
        match name {
            "br" => self.end_line(),
            "img" => {
                let description = self.tree.attribute(id, "alt").unwrap_or_default();
                self.pictures.push(description.trim().to_owned());
            }
            "svg" => self.drawing(id),
            "input" => self.field(id),
            "table" if self.survey.data.contains(&id) => {
                self.end_line();
                (self.tell)(Shown::Table(id));
            }
            _ => {
                self.open(id, name);
                return true;
            }
        }
        false
    }

    fn open(&mut self, id: Id, name: &str) {
        if self.is_block(id, name) {
            self.end_line();
        }
        if is_preformatted(name) {
            self.preformatted += 1;
        }
        if let Some(level) = heading(name) {
            self.headings.push(level);
        }
        match name {
            "ul" | "menu" | "dir" => self.lists.push(None),
            "ol" => self.lists.push(self.first_number(id)),
            "li" => {
                let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                    *next = next.saturating_add(1);
                    *next - 1
                });
                self.item = Some(number);
            }
            _ => {}
        }
    }

    fn leave(&mut self, id: Id) {
        let name = self.tree.name(id);
        if self.is_block(id, name) {
            self.end_line();
        }
        if is_preformatted(name) {
            self.preformatted -= 1;
        }
        if heading(name).is_some() {
            self.headings.pop();
        }
        match name {
            "ul" | "menu" | "dir" | "ol" => {
                self.lists.pop();
            }
            "li" => self.item = None,
            _ => {}
        }
    }

    fn is_block(&self, id: Id, name: &str) -> bool {
        match is_block(name) {
            true => self.tree.attribute(id, "inline").is_none(),
            false => self.tree.attribute(id, "block").is_some(),
        }
    }

    /// The first number of a list that is numbered in digits.
    fn first_number(&self, id: Id) -> Option<i64> {
        let kind = self.tree.attribute(id, "type").unwrap_or("1");
        let start = self.tree.attribute(id, "start").unwrap_or("1");
        (kind == "1").then(|| start.trim().parse().unwrap_or(1))
    }

    /// A drawing is a picture if it says what it shows.
    fn drawing(&mut self, id: Id) {
        let title = || {
            let mut children = self.tree.children(id);
            let title = children.find(|one| self.tree.foreign_name(*one) == "title")?;
            Some(self.tree.words(title))
        };
        let label = self.tree.attribute(id, "aria-label").map(str::to_owned);
        if let Some(description) = label.or_else(title)
            && let Some(description) = trimmed(&description)
        {
            self.pictures.push(description.to_owned());
        }
    }

    /// What stands in a field of a form.
    fn field(&mut self, id: Id) {
        const TYPED: [&str; 7] = ["text", "number", "tel", "email", "url", "date", "month"];
        let kind = self.tree.attribute(id, "type").unwrap_or("text");
        if TYPED.iter().any(|one| kind.eq_ignore_ascii_case(one)) {
            self.words(self.tree.attribute(id, "value").unwrap_or_default());
        }
    }

    fn aside(&mut self, id: Id, kind: fn(String) -> Shown) {
        let words = self.tree.words(id);
        let words: Vec<&str> = words.split_whitespace().collect();
        if !words.is_empty() {
            (self.tell)(kind(words.join(" ")));
        }
    }

    fn words(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\r' => self.gap = Gap::Break,
                ' ' | '\t' | '\u{c}' => {
                    if self.gap == Gap::None {
                        self.gap = Gap::Space;
                    }
                }
                _ => {
                    self.fill_gap(c);
                    self.line.push(c);
                }
            }
        }
    }

    /// Shows the white space before a letter. An end of a line between Chinese letters,
    /// where programs wrap the text of a file, is none.
    fn fill_gap(&mut self, next: char) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let Some(last) = self.line.chars().next_back() else {
            return;
        };
        if gap == Gap::Space || (gap == Gap::Break && !(is_cjk(last) && is_cjk(next))) {
            self.line.push(' ');
        }
    }

    fn preformatted(&mut self, text: &str) {
        for (at, line) in lines(text).enumerate() {
            if at > 0 {
                self.end_line();
            }
            if let Some(first) = line.chars().next() {
                self.fill_gap(first);
            }
            self.line.push_str(line);
        }
    }

    fn end_line(&mut self) {
        self.gap = Gap::None;
        // A space that keeps words together is one all the same.
        let line = std::mem::take(&mut self.line).replace('\u{a0}', " ");
        if let Some(text) = trimmed(&line) {
            let item = self.item.take();
            let kind = match (self.headings.last(), item) {
                (Some(level), _) => LineKind::Heading(*level),
                (None, Some(_)) => LineKind::Item,
                (None, None) => LineKind::Paragraph,
            };
            // The number is seen; many a list hides it and has its own in the text.
            let text = match item.flatten() {
                Some(number) if ordinals::leading(text).is_none() => format!("{number}. {text}"),
                _ => text.to_owned(),
            };
            (self.tell)(Shown::Line(text, kind));
        }
        for description in self.pictures.drain(..) {
            (self.tell)(Shown::Picture(description));
        }
    }
}
