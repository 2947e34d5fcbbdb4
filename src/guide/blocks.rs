//! A page as blocks of plain words: what is left of Markdown where nothing can be
//! bold and nothing can be clicked.

use std::vec::IntoIter;

use pulldown_cmark::{Event, Tag};

use super::events::events;

/// One block of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    Heading {
        level: u8,
        words: String,
    },
    Paragraph(String),
    Code(String),
    List {
        first: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    Table {
        rows: Vec<Vec<String>>,
    },
    Rule,
}

/// What to put behind the words of a link, from its target.
pub(super) type See<'s> = &'s dyn Fn(&str) -> Option<String>;

/// Reads a page; the first row of a table is its head.
pub(super) fn blocks(markdown: &str, see: See<'_>) -> Vec<Block> {
    let events = events(markdown).into_iter();
    Reader { events, see }.blocks()
}

struct Reader<'m, 's> {
    events: IntoIter<Event<'m>>,
    see: See<'s>,
}

impl<'m> Reader<'m, '_> {
    /// The blocks up to the end of what holds them.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        // The words of an item whose list has no empty lines.
        let mut loose = String::new();
        while let Some(event) = self.events.next() {
            let block = match event {
                Event::Start(Tag::Paragraph) => Block::Paragraph(self.words()),
                Event::Start(Tag::Heading { level, .. }) => Block::Heading {
                    level: level as u8,
                    words: self.words(),
                },
                Event::Start(Tag::CodeBlock(_)) => Block::Code(self.words()),
                Event::Start(Tag::BlockQuote(_)) => Block::Quote(self.blocks()),
                Event::Start(Tag::List(first)) => Block::List {
                    first,
                    items: self.items(),
                },
                Event::Start(Tag::Table(_)) => Block::Table { rows: self.rows() },
                Event::Rule => Block::Rule,
                Event::End(_) => break,
                event => {
                    self.inline(event, &mut loose);
                    continue;
                }
            };
            close(&mut loose, &mut blocks);
            blocks.push(block);
        }
        close(&mut loose, &mut blocks);
        blocks
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(Event::Start(Tag::Item)) = self.events.next() {
            items.push(self.blocks());
        }
        items
    }

    fn rows(&mut self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(self.cells()),
                _ => break,
            }
        }
        rows
    }

    fn cells(&mut self) -> Vec<String> {
        let mut cells = Vec::new();
        while let Some(Event::Start(Tag::TableCell)) = self.events.next() {
            cells.push(self.words());
        }
        cells
    }

    /// The words up to the end of what holds them.
    fn words(&mut self) -> String {
        let mut out = String::new();
        while let Some(event) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, &mut out);
        }
        out
    }

    fn inline(&mut self, event: Event<'m>, out: &mut String) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push('\n'),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let words = self.words();
                out.push_str(&words);
                if let Some(see) = (self.see)(&dest_url).filter(|see| *see != words) {
                    out.push_str(&format!("（{see}）"));
                }
            }
            Event::Start(_) => out.push_str(&self.words()),
            _ => {}
        }
    }
}

/// Makes a paragraph of words that stand in none.
fn close(loose: &mut String, blocks: &mut Vec<Block>) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph(std::mem::take(loose)));
    }
}
