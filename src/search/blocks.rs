//! Narrative as plain lines, a block a line: what stands in one is read in one go.

use crate::parse::markdown::{Block, Document, Piece, Run};

/// Adds the words of a stretch of narrative.
pub fn piece(piece: &Piece, out: &mut Lines) {
    blocks(&piece.blocks(), out);
}

/// Adds the words of a page but for its title.
pub fn document(document: &Document, out: &mut Lines) {
    piece(&document.preamble, out);
    for section in &document.sections {
        out.add(&section.heading.text);
        piece(&section.before, out);
        section.after.iter().for_each(|after| piece(after, out));
    }
}

fn blocks(blocks: &[Block], out: &mut Lines) {
    for block in blocks {
        match block {
            Block::Paragraph(words) | Block::Heading { runs: words, .. } => runs(words, out),
            Block::Quote(inner) => self::blocks(inner, out),
            Block::List(items) | Block::Notes(items) => {
                items
                    .iter()
                    .for_each(|item| self::blocks(&item.blocks, out));
            }
            Block::Code(text) => out.add(text),
            Block::Table(table) => {
                table.rows.iter().flatten().for_each(|cell| runs(cell, out));
            }
            Block::Rule => {}
        }
    }
}

/// Words of any style are one text; a footnote's mark stands in no sentence.
fn runs(runs: &[Run], out: &mut Lines) {
    for run in runs {
        match run {
            Run::Text(text) => out.write(&text.text),
            Run::LineBreak => out.write(" "),
            Run::Picture { alt, .. } => out.write(alt),
            Run::Mark(_) => {}
        }
    }
    out.end();
}

/// Texts that are written line by line; none of them divides a line.
#[derive(Default)]
pub struct Lines(String);

impl Lines {
    /// Adds a line.
    pub fn add(&mut self, text: &str) {
        self.write(text);
        self.end();
    }

    fn write(&mut self, text: &str) {
        match text.contains('\n') {
            true => self.0.extend(text.split('\n').flat_map(|line| [line, " "])),
            false => self.0.push_str(text),
        }
    }

    /// Ends a line that has words.
    fn end(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
    }

    /// What was written, without a line end behind it.
    pub fn text(&self) -> &str {
        self.0.trim_end_matches('\n')
    }
}
