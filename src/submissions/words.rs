//! The words of a report and those of a page, paragraph by paragraph.

use crate::import::text::Text;
use crate::parse::markdown::{Block, Document, Item, Piece, Run, parse};
use crate::path::SourcePath;
use crate::portal::Report;
use crate::prose::fold;
use crate::prose::sequences::common;

/// A stretch of words that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The paragraphs of the report; none where the page has more.
    pub source: Vec<String>,
    /// The paragraphs of the page; none where it has less.
    pub page: Vec<String>,
}

/// Where the words of a page are not those of a report. How they are parted into paragraphs
/// does not count, for editors part them as they like.
pub fn passages(report: &Report, text: &Text) -> Vec<Passage> {
    let source = of_report(report);
    let page = of_page(text, &source.pictures);
    let rest = text.not_understood.iter().map(|line| line.text.as_str());
    let rest = rest.chain(text.dropped.iter().map(|one| one.text.as_str()));
    let rest: String = rest.map(fold).collect();
    let all = differing(&source.all, &page.all, fold);
    // Words that the import took for no part of the report are on the page all the same.
    let is_lost = |passage: &Passage| {
        let words: String = passage.source.iter().map(|one| fold(one)).collect();
        !passage.page.is_empty() || !rest.contains(&words)
    };
    all.into_iter().filter(is_lost).collect()
}

/// Paragraphs, headings and cells of tables in reading order.
#[derive(Default)]
struct Paragraphs {
    all: Vec<String>,
    /// What stands for each picture where there can be none.
    pictures: Vec<String>,
}

fn of_report(report: &Report) -> Paragraphs {
    let mut paragraphs = Paragraphs::default();
    paragraphs.piece(&report.narrative.preamble);
    for piece in &report.narrative.pieces {
        paragraphs.push("", &piece.heading);
        paragraphs.piece(&piece.before);
        paragraphs.piece(&piece.after);
    }
    paragraphs
}

/// The paragraphs of a text, without what stands for these pictures; and what stands for its
/// own.
pub fn of_text(text: &str, pictures: &[String]) -> (Vec<String>, Vec<String>) {
    let file = SourcePath::new("report.md").expect("a fixed name is a path");
    let mut paragraphs = Paragraphs::default();
    paragraphs.document(&parse(text, &file, 0).0);
    paragraphs.leave_out(pictures);
    (paragraphs.all, paragraphs.pictures)
}

fn of_page(text: &Text, pictures: &[String]) -> Paragraphs {
    let file = SourcePath::new("report.md").expect("a fixed name is a path");
    let (document, _) = parse(&text.markdown, &file, 0);
    let mut paragraphs = Paragraphs::default();
    paragraphs.document(&document);
    paragraphs.leave_out(pictures);
    paragraphs
}

impl Paragraphs {
    /// Leaves out what stands for pictures.
    fn leave_out(&mut self, pictures: &[String]) {
        for one in &mut self.all {
            for picture in pictures {
                *one = one.replace(picture.as_str(), "");
            }
        }
        self.all.retain(|one| !one.is_empty());
    }

    fn document(&mut self, document: &Document) {
        self.piece(&document.preamble);
        for section in &document.sections {
            self.push("", &section.heading.text);
            self.piece(&section.before);
            section.after.iter().for_each(|piece| self.piece(piece));
        }
    }

    fn piece(&mut self, piece: &Piece) {
        self.blocks(&piece.blocks());
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(runs) | Block::Heading { runs, .. } => self.runs("", runs),
            Block::Quote(blocks) => self.blocks(blocks),
            Block::List(items) => self.items(items, |number| format!("{number}.")),
            Block::Notes(items) => self.items(items, |number| format!("[{number}]")),
            Block::Code(text) => text.lines().for_each(|line| self.push("", line)),
            Block::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    self.runs("", cell);
                }
            }
            Block::Rule => {}
        }
    }

    fn items(&mut self, items: &[Item], mark: impl Fn(u64) -> String) {
        for item in items {
            let mark = item.number.map(&mark).unwrap_or_default();
            match item.blocks.split_first() {
                Some((Block::Paragraph(runs), rest)) => {
                    self.runs(&mark, runs);
                    self.blocks(rest);
                }
                _ => {
                    self.push(&mark, "");
                    self.blocks(&item.blocks);
                }
            }
        }
    }

    fn runs(&mut self, mark: &str, runs: &[Run]) {
        let mut text = String::new();
        for run in runs {
            match run {
                Run::Text(run) => text.push_str(&run.text),
                Run::LineBreak => text.push(' '),
                Run::Picture { alt, .. } if alt.is_empty() => self.pictures.push("（图）".into()),
                Run::Picture { alt, .. } => self.pictures.push(format!("（图：{alt}）")),
                Run::Mark(note) => text.push_str(&format!("[{note}]")),
            }
        }
        self.push(mark, &text);
    }

    /// The dot before an item is no word.
    fn push(&mut self, mark: &str, text: &str) {
        let text = text.trim().trim_start_matches('•').trim_start();
        if !mark.is_empty() || !text.is_empty() {
            self.all.push(format!("{mark}{text}"));
        }
    }
}

/// The stretches in which two lists of paragraphs differ, by the longest paragraphs that
/// both have in the same order; `fold` leaves out of a paragraph what does not count.
pub fn differing(
    source: &[String],
    page: &[String],
    fold: impl Fn(&str) -> String,
) -> Vec<Passage> {
    let folded = |all: &[String]| all.iter().map(|one| fold(one)).collect::<Vec<_>>();
    let (one, other) = (folded(source), folded(page));
    let mut all = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (at, beside) in common(&one, &other)
        .into_iter()
        .chain([(one.len(), other.len())])
    {
        let (left, right) = (from..at, to..beside);
        if one[left.clone()].concat() != other[right.clone()].concat() {
            all.push(Passage {
                source: source[left].to_vec(),
                page: page[right].to_vec(),
            });
        }
        (from, to) = (at + 1, beside + 1);
    }
    all
}
