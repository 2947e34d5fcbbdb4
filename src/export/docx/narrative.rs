//! The words of a report, block by block.

use crate::parse::markdown::{Block, Item, Run, TextTable};

use super::grid::{GAP, Spoken, TEXT_WIDTH, begin_table};
use super::runs::{Links, runs, words};

/// The body of a document while it is written.
#[derive(Default)]
pub struct Body {
    pub out: String,
    pub links: Links,
    pub lists: Lists,
    /// How far blocks in lists and quotes are moved to the right, in twips.
    indent: usize,
    /// Where the style of the last paragraph ends.
    last_style: usize,
}

/// The numbered lists of a document: where each begins to count.
#[derive(Default)]
pub struct Lists {
    starts: Vec<Start>,
}

struct Start {
    level: usize,
    first: u64,
}

/// The list of all items without numbers, which `numbering.xml` has.
const BULLETS: usize = 1;

/// The deepest level that a word processor numbers, from 0.
const DEEPEST: usize = 8;

/// The most columns of a table of a word processor.
const MOST_COLUMNS: usize = 63;

/// Two characters of 三号, in twips.
const STEP: usize = 640;

/// A cell with more letters than this is read as a text, so it begins at the left.
const SHORT: usize = 12;

impl Lists {
    /// The id of a new list that begins with this number at this level.
    fn begin(&mut self, level: usize, first: u64) -> usize {
        self.starts.push(Start { level, first });
        BULLETS + self.starts.len()
    }

    /// The uses of the numbered list, in the order of their ids.
    pub fn uses(&self, out: &mut String) {
        for (at, Start { level, first }) in self.starts.iter().enumerate() {
            let id = BULLETS + 1 + at;
            out.push_str(&format!(
                "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"1\"/>\
                 <w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{first}\"/>\
                 </w:lvlOverride></w:num>"
            ));
        }
    }
}

impl Body {
    /// A paragraph of plain words in a style.
    pub fn line(&mut self, style: &str, text: &str) {
        self.begin(style, "");
        words(text, &mut self.out);
        self.end();
    }

    /// The title of a page of its own.
    pub fn page(&mut self, style: &str, text: &str) {
        self.begin(style, "<w:pageBreakBefore/>");
        words(text, &mut self.out);
        self.end();
    }

    /// Keeps the last line of the text so far on one page with what follows.
    pub fn keep_with_next(&mut self) {
        if self.out.ends_with("</w:r></w:p>") && !self.out.ends_with(GAP) {
            self.out.insert_str(self.last_style, "<w:keepNext/>");
        }
    }

    pub fn blocks(&mut self, blocks: &[Block], level: usize) {
        blocks.iter().for_each(|block| self.block(block, level));
    }

    /// A block in so many lists.
    fn block(&mut self, block: &Block, level: usize) {
        match block {
            Block::Paragraph(runs) => self.paragraph("BodyText", "", runs),
            Block::Heading { level, runs } => {
                // The section's own heading is the first, `##`.
                let depth = usize::from(*level).clamp(2, 5) - 1;
                self.paragraph(&format!("Heading{depth}"), "", runs);
            }
            Block::Quote(blocks) => {
                self.indent += STEP;
                self.blocks(blocks, level);
                self.indent -= STEP;
            }
            Block::List(items) => self.list(items, level),
            Block::Code(text) => self.code(text),
            Block::Table(table) => self.table(table),
            Block::Rule => self.rule(),
            Block::Notes(items) => items.iter().for_each(|item| self.note(item)),
        }
    }

    fn paragraph(&mut self, style: &str, numbering: &str, words: &[Run]) {
        self.begin(style, numbering);
        runs(words, &mut self.links, &mut self.out);
        self.end();
    }

    /// Begins a paragraph; `properties` are those that stand behind its style.
    fn begin(&mut self, style: &str, properties: &str) {
        self.out
            .extend(["<w:p><w:pPr><w:pStyle w:val=\"", style, "\"/>"]);
        self.last_style = self.out.len();
        self.out.push_str(properties);
        if self.indent > 0 {
            self.out
                .push_str(&format!("<w:ind w:left=\"{}\"/>", self.indent));
        }
        self.out.push_str("</w:pPr>");
    }

    fn end(&mut self) {
        self.out.push_str("</w:p>");
    }

    /// Items with their numbers; one whose number is not the next begins to count anew.
    fn list(&mut self, items: &[Item], level: usize) {
        let at = level.min(DEEPEST);
        let mut list = BULLETS;
        let mut next = None;
        for item in items {
            if let Some(number) = item.number.filter(|_| item.number != next) {
                list = self.lists.begin(at, number);
            }
            next = item.number.map(|number| number.saturating_add(1));
            let numbering =
                format!("<w:numPr><w:ilvl w:val=\"{at}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
            let mut blocks = item.blocks.as_slice();
            let mut first: &[Run] = &[];
            if let [Block::Paragraph(runs), rest @ ..] = blocks {
                (first, blocks) = (runs, rest);
            }
            let outside = std::mem::take(&mut self.indent);
            self.indent = if outside > STEP * at { outside } else { 0 };
            self.paragraph("BodyText", &numbering, first);
            self.indent = outside.max(STEP * level);
            self.blocks(blocks, level + 1);
            self.indent = outside;
        }
    }

    /// Lines as they are typed.
    fn code(&mut self, text: &str) {
        self.begin("Code", "");
        for (at, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if at > 0 {
                self.out.push_str("<w:r><w:br/></w:r>");
            }
            words(line, &mut self.out);
        }
        self.end();
    }

    fn rule(&mut self) {
        let border = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" \
                      w:color=\"auto\"/></w:pBdr>";
        self.begin("Gap", border);
        self.end();
    }

    /// A footnote, which begins with its mark in the text.
    fn note(&mut self, item: &Item) {
        let mark = item.number.map(|number| format!("[{number}] "));
        let mut blocks = item.blocks.as_slice();
        self.begin("Note", "");
        words(&mark.unwrap_or_default(), &mut self.out);
        if let [Block::Paragraph(words), rest @ ..] = blocks {
            runs(words, &mut self.links, &mut self.out);
            blocks = rest;
        }
        self.end();
        self.blocks(blocks, 0);
    }

    fn table(&mut self, table: &TextTable) {
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        match columns {
            0 => {}
            1..=MOST_COLUMNS => self.grid(table, &vec![TEXT_WIDTH / columns; columns]),
            _ => table.rows.iter().for_each(|row| self.table_line(row)),
        }
    }

    /// A table of columns that are so wide, in twips.
    pub fn grid(&mut self, table: &TextTable, widths: &[usize]) {
        begin_table(widths, Spoken::default(), &mut self.out);
        let rows = table.rows.iter().filter(|row| !row.is_empty());
        for (at, row) in rows.enumerate() {
            let height = "<w:trHeight w:val=\"400\" w:hRule=\"atLeast\"/>";
            self.out.extend(["<w:tr><w:trPr><w:cantSplit/>", height]);
            if at < table.heads {
                self.out.push_str("<w:tblHeader/>");
            }
            self.out.push_str("</w:trPr>");
            for (column, width) in widths.iter().enumerate() {
                let words = row.get(column).map_or(&[][..], Vec::as_slice);
                self.cell(words, *width);
            }
            self.out.push_str("</w:tr>");
        }
        self.out.extend(["</w:tbl>", GAP]);
    }

    fn cell(&mut self, words: &[Run], width: usize) {
        let letters = words.iter().map(|run| match run {
            Run::Text(text) => text.text.chars().count(),
            _ => 1,
        });
        let style = if letters.sum::<usize>() > SHORT {
            "CellLeft"
        } else {
            "Cell"
        };
        self.out.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/>\
             </w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"
        ));
        runs(words, &mut self.links, &mut self.out);
        self.out.push_str("</w:p></w:tc>");
    }

    /// A row of a table that has more columns than a word processor can make.
    fn table_line(&mut self, row: &[Vec<Run>]) {
        self.begin("CellLeft", "");
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                self.out.push_str("<w:r><w:tab/></w:r>");
            }
            runs(cell, &mut self.links, &mut self.out);
        }
        self.end();
    }

    /// The title of the document, on two lines if it is too long for one.
    pub fn title(&mut self, lines: &[&str]) {
        self.begin("Title", "");
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.out.push_str("<w:r><w:br/></w:r>");
            }
            words(line, &mut self.out);
        }
        self.end();
    }
}
