//! HTML as it is written, in which every text is text.

use crate::import::wording::whole;
use crate::parse::markdown::escape;

/// A page, or a part of one, as far as it is written.
#[derive(Default)]
pub struct Markup {
    html: String,
    /// What the names of regions begin with, so that those of several files differ.
    file: String,
}

impl Markup {
    /// Tags of our own.
    pub fn tags(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Foreign words, as one line that shows as it is.
    pub fn text(&mut self, text: &str) {
        escape(&whole(text), &mut self.html);
    }

    pub fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.html.extend(["<", tag]);
        for (name, value) in attributes {
            self.html.extend([" ", name, "=\""]);
            escape(value, &mut self.html);
            self.html.push('"');
        }
        self.html.push('>');
    }

    pub fn close(&mut self, tag: &str) {
        self.html.extend(["</", tag, ">\n"]);
    }

    /// An element that holds words alone.
    pub fn element(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// Words set apart inside others.
    pub fn span(&mut self, class: &str, text: &str) {
        self.open("span", &[("class", class)]);
        self.text(text);
        self.tags("</span>");
    }

    /// Says to which of several files all belongs that is written from here on.
    pub fn begin_file(&mut self, number: usize) {
        self.file = format!("文件 {number}，");
    }

    pub fn finish(self) -> String {
        self.html
    }
}

/// What one cell of a list holds.
pub enum Cell {
    Text(String),
    /// What stood in the file, and where.
    Stood(String, String),
    /// Things to choose from, numbered.
    Choices(Vec<String>),
}

impl Markup {
    /// A list of equal entries below a heading; the first cell of a row is what it is
    /// about. Nothing at all where there are no entries.
    pub fn list(&mut self, heading: &Heading<'_>, columns: &[&str], rows: Vec<Vec<Cell>>) {
        if rows.is_empty() {
            return;
        }
        let id = heading.id();
        self.element("h3", &[("id", &id)], &heading.with_count(rows.len()));
        self.region(heading.text);
        self.open("table", &[("class", "list")]);
        self.element("caption", &[("class", "vh")], heading.text);
        self.tags("<thead>\n<tr>");
        for column in columns {
            self.element("th", &[("scope", "col")], column);
        }
        self.tags("</tr>\n</thead>\n<tbody>\n");
        for row in rows {
            self.tags("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let (tag, scope): (_, &[_]) = match at {
                    // A head is one of other cells.
                    0 if row.len() > 1 => ("th", &[("scope", "row")]),
                    _ => ("td", &[]),
                };
                self.open(tag, scope);
                self.cell(cell);
                self.close(tag);
            }
            self.tags("</tr>\n");
        }
        self.tags("</tbody>\n</table>\n</div>\n");
    }

    /// Opens what a wide table scrolls in, also by keyboard.
    pub fn region(&mut self, name: &str) {
        let name = format!("{}{name}", self.file);
        let named = [
            ("class", "scroll"),
            ("role", "region"),
            ("aria-label", &name),
            ("tabindex", "0"),
        ];
        self.open("div", &named);
        self.tags("\n");
    }

    fn cell(&mut self, cell: &Cell) {
        match cell {
            Cell::Text(text) => self.text(text),
            Cell::Stood(stood, place) => {
                self.span("p", place);
                self.tags(" ");
                self.text(stood);
            }
            Cell::Choices(all) => {
                self.tags("<ol>\n");
                for one in all {
                    self.element("li", &[], one);
                }
                self.tags("</ol>\n");
            }
        }
    }
}

/// A heading that the contents lead to.
pub struct Heading<'h> {
    /// Of the file that it belongs to, from 1.
    pub file: usize,
    /// What tells it from the others of the file, in Latin letters.
    pub name: &'static str,
    pub text: &'h str,
}

impl Heading<'_> {
    pub fn id(&self) -> String {
        format!("f{}-{}", self.file, self.name)
    }

    pub fn with_count(&self, count: usize) -> String {
        format!("{}（{count} 处）", self.text)
    }
}
