//! Web pages: saved from a browser, from a content management system, from Word.
//!
//! A page is read as a person sees it: blocks are lines, tables that hold data are grids,
//! tables that only lay a page out are not.

mod flow;
mod metadata;
mod style;
mod survey;
mod table;
mod tokens;
mod tree;

#[cfg(test)]
mod tests;

use super::refusal::Refusal;
use super::{Format, Grid, Line, Piece, Place, Source, encoding};

use self::flow::{Shown, flow};
use self::survey::Survey;
use self::table::Part;
use self::tree::{Id, Step, Tree};

/// The largest page that is read, in bytes; those that hold their pictures have some MB.
const MOST: usize = 32 << 20;

/// Under which name the words that are not shown stand among the metadata.
const HIDDEN: &str = "隐藏的文字";
/// Under which name the words around the content stand there.
const LEFT_OUT: &str = "网页的导航和页头页脚";

/// Reads a page, or a part of one.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    read_as(bytes, None)
}

/// Reads a page whose encoding is stated outside of it.
pub fn read_as(bytes: &[u8], charset: Option<&str>) -> Result<Source, Refusal> {
    let mut page = Page::default();
    page.read(bytes, charset)?;
    page.finish()
}

/// What was read of a page and of those in its frames.
#[derive(Default)]
pub struct Page {
    metadata: Vec<(String, String)>,
    pieces: Vec<Piece>,
    paragraphs: usize,
    tables: usize,
    hidden: Vec<String>,
    left_out: Vec<String>,
}

impl Page {
    pub fn read(&mut self, bytes: &[u8], charset: Option<&str>) -> Result<(), Refusal> {
        if bytes.len() > MOST {
            return Err(Refusal::TooMuch);
        }
        let tree = tokens::tree(&encoding::page(bytes, charset)?)?;
        let survey = Survey::of(&tree);
        self.metadata.extend(metadata::metadata(&tree));
        for root in roots(&tree) {
            self.part(&tree, &survey, root);
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<Source, Refusal> {
        if self.pieces.is_empty() {
            return Err(Refusal::Empty);
        }
        for (name, words) in [(HIDDEN, self.hidden), (LEFT_OUT, self.left_out)] {
            if !words.is_empty() {
                self.metadata.push((name.to_owned(), words.join("\n")));
            }
        }
        Ok(Source {
            format: Format::Web,
            metadata: self.metadata,
            pieces: self.pieces,
        })
    }

    fn part(&mut self, tree: &Tree, survey: &Survey, root: Id) {
        flow(tree, survey, root, &mut |shown| match shown {
            Shown::Table(table) => {
                let mut aside = Vec::new();
                let parts = table::parts(tree, survey, table, &mut |one| aside.push(one));
                for part in parts {
                    self.table(part);
                }
                for one in aside {
                    self.show(one);
                }
            }
            other => self.show(other),
        });
    }

    fn show(&mut self, shown: Shown) {
        match shown {
            Shown::Line(text, kind) => {
                self.paragraphs += 1;
                self.pieces.push(Piece::Line(Line {
                    text,
                    kind,
                    place: Place::Paragraph(self.paragraphs),
                }));
            }
            Shown::Picture(description) => {
                self.picture(description, Place::Paragraph(self.paragraphs.max(1)))
            }
            Shown::Hidden(words) => self.hidden.push(words),
            Shown::LeftOut(words) => self.left_out.push(words),
            // A table with data holds none.
            Shown::Table(_) => {}
        }
    }

    fn picture(&mut self, description: String, place: Place) {
        self.pieces.push(Piece::Picture { description, place });
    }

    fn table(&mut self, part: Part) {
        match part {
            Part::Lines(lines) => {
                for (text, kind) in lines {
                    self.show(Shown::Line(text, kind));
                }
            }
            Part::Grid { cells, pictures } => {
                let place = match cells.is_empty() {
                    true => Place::Paragraph(self.paragraphs.max(1)),
                    false => {
                        self.tables += 1;
                        Place::Table(self.tables)
                    }
                };
                if !cells.is_empty() {
                    let place = place.clone();
                    self.pieces.push(Piece::Grid(Grid { cells, place }));
                }
                for (description, row, column) in pictures {
                    self.picture(description, place.cell(row, column));
                }
            }
        }
    }
}

/// The parts of a page that are read. Of a report that this program published, these are
/// its title and its text: all around it was made from them.
fn roots(tree: &Tree) -> Vec<Id> {
    let of = |name: &'static str| {
        let steps = tree.walk(Tree::ROOT);
        steps.filter_map(move |step| match step {
            Step::Enter(id) if tree.name(id) == name => Some(id),
            _ => None,
        })
    };
    let is_report = |body: Id| {
        let class = tree.attribute(body, "class").unwrap_or_default();
        class.split_whitespace().any(|one| one == "k-report")
    };
    let mut articles = of("article");
    match (of("body").any(is_report), articles.next(), articles.next()) {
        (true, Some(article), None) => of("h1").chain([article]).collect(),
        _ => vec![Tree::ROOT],
    }
}
