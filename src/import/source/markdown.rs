//! Markdown, as people and programs write it.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::parse::markdown::is_too_deep;
use crate::prose::ordinals;

use super::lines::{lines, trimmed};
use super::refusal::Refusal;
use super::{Cell, Format, Grid, Line, LineKind, Piece, Place, Source, encoding, web};

/// The largest text that is read, in bytes; a report has 20,000.
const MOST: usize = 2 << 20;

/// Reads a text: every line of a paragraph is a line, for reports are written with a line
/// a paragraph and copied with a line a cell.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    if bytes.len() > MOST {
        return Err(Refusal::TooMuch);
    }
    let text = encoding::text(bytes)?
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    if is_too_deep(&text) {
        return Err(Refusal::TooMuch);
    }
    let mut reader = Reader {
        source: &text,
        counted: (0, 1),
        line: String::new(),
        start: 0,
        headings: Vec::new(),
        lists: Vec::new(),
        item: None,
        picture: None,
        html: None,
        cells: None,
        first: 0,
        column: 0,
        columns: 0,
        tables: 0,
        pieces: Vec::new(),
    };
    for (event, range) in Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter() {
        reader.event(event, range)?;
    }
    reader.end_line();
    if reader.pieces.is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(Source {
        format: Format::Markdown,
        metadata: Vec::new(),
        pieces: reader.pieces,
    })
}

struct Reader<'s> {
    source: &'s str,
    /// A place up to which line ends were counted, and the number of its line.
    counted: (usize, usize),
    line: String,
    /// Where the line begins.
    start: usize,
    headings: Vec<u8>,
    /// The number of the next entry of each list that is open; bullets have none.
    lists: Vec<Option<u64>>,
    /// The entry that the next line begins, with its number.
    item: Option<Option<u64>>,
    /// The description of the picture that is open.
    picture: Option<String>,
    /// The block of HTML that is open.
    html: Option<String>,
    /// The cells of the table that is open.
    cells: Option<Vec<Cell>>,
    /// The place of its row's first cell among them, and the column that is being read.
    first: usize,
    column: usize,
    /// How many columns its first row has.
    columns: usize,
    tables: usize,
    pieces: Vec<Piece>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), Refusal> {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => self.row(&range),
            Event::Start(tag) => self.start(tag, range.start),
            Event::End(TagEnd::HtmlBlock) => self.page()?,
            Event::End(end) => self.end(end, range.start),
            Event::Text(text) | Event::Code(text) => self.words(&text, range.start),
            Event::Html(html) => {
                if let Some(block) = &mut self.html {
                    block.push_str(&html);
                }
            }
            Event::InlineHtml(tag) if is_line_break(&tag) => match self.cell() {
                Some(cell) => cell.text.push('\n'),
                None => self.end_line(),
            },
            Event::SoftBreak | Event::HardBreak | Event::Rule => self.end_line(),
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Heading { level, .. } => self.headings.push(level as u8),
            Tag::List(first) => {
                self.end_line();
                self.lists.push(first);
            }
            Tag::Item => {
                let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                    *next = next.saturating_add(1);
                    *next - 1
                });
                self.item = Some(number);
            }
            Tag::Image { .. } => self.picture = Some(String::new()),
            Tag::Table(_) => {
                self.end_line();
                self.cells = Some(Vec::new());
            }
            Tag::HtmlBlock => {
                self.html = Some(String::new());
                self.start = at;
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd, at: usize) {
        match end {
            TagEnd::Heading(_) => {
                self.end_line();
                self.headings.pop();
            }
            TagEnd::List(_) => {
                self.end_line();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.end_line();
                self.item = None;
            }
            TagEnd::Image => {
                let place = Place::Line(self.line_of(at));
                if let Some(description) = self.picture.take() {
                    self.pieces.push(Piece::Picture { description, place });
                }
            }
            TagEnd::TableCell => self.column += 1,
            TagEnd::Table => self.end_table(),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::BlockQuote(_) => self.end_line(),
            _ => {}
        }
    }

    fn words(&mut self, text: &str, at: usize) {
        if let Some(picture) = &mut self.picture {
            picture.push_str(text);
            return;
        }
        if let Some(cell) = self.cell() {
            cell.text.push_str(text);
            return;
        }
        for (number, line) in lines(text).enumerate() {
            if number > 0 {
                self.end_line();
            }
            if self.line.is_empty() {
                self.start = at;
            }
            self.line.push_str(line);
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let Some(text) = trimmed(&line) else {
            return;
        };
        let item = self.item.take();
        let kind = match (self.headings.last(), item) {
            (Some(level), _) => LineKind::Heading(*level),
            (None, Some(_)) => LineKind::Item,
            (None, None) => LineKind::Paragraph,
        };
        let text = match item.flatten() {
            Some(number) if ordinals::leading(text).is_none() => format!("{number}. {text}"),
            _ => text.to_owned(),
        };
        let place = Place::Line(self.line_of(self.start));
        self.pieces.push(Piece::Line(Line { text, kind, place }));
    }

    /// The line in which a place lies, from 1. Places come in order.
    fn line_of(&mut self, at: usize) -> usize {
        let (counted, line) = self.counted;
        if let Some(between) = self.source.as_bytes().get(counted..at) {
            let ends = memchr::memchr_iter(b'\n', between).count();
            self.counted = (at, line + ends);
        }
        self.counted.1
    }

    /// Begins a row. The library drops cells of rows that have more than the first one and
    /// adds some to those that have fewer, so they are counted in the text.
    fn row(&mut self, range: &Range<usize>) {
        self.column = 0;
        let Some(cells) = &mut self.cells else { return };
        self.first = cells.len();
        let row = cells.last().map_or(0, |cell| cell.row + 1);
        let words = row_cells(&self.source[range.clone()]);
        cells.extend(words.iter().enumerate().map(|(column, words)| Cell {
            row,
            column,
            rows: 1,
            columns: 1,
            text: match column < self.columns || row == 0 {
                true => String::new(),
                false => words.replace("\\|", "|").replace("**", ""),
            },
        }));
        if row == 0 {
            self.columns = cells.len();
        }
    }

    /// The cell that is being read.
    fn cell(&mut self) -> Option<&mut Cell> {
        let at = self.first + self.column;
        self.cells.as_mut()?.get_mut(at)
    }

    fn end_table(&mut self) {
        let mut cells = self.cells.take().unwrap_or_default();
        for cell in &mut cells {
            let lines: Vec<&str> = lines(&cell.text).filter_map(trimmed).collect();
            cell.text = lines.join("\n");
        }
        self.tables += 1;
        let place = Place::Table(self.tables);
        self.pieces.push(Piece::Grid(Grid { cells, place }));
    }

    /// Reads a block of HTML, as converters write tables with merged cells.
    fn page(&mut self) -> Result<(), Refusal> {
        let html = self.html.take().unwrap_or_default();
        let line = Place::Line(self.line_of(self.start));
        let source = match web::read(html.as_bytes()) {
            // Comments alone.
            Err(Refusal::Empty) => return Ok(()),
            other => other?,
        };
        for mut piece in source.pieces {
            match &mut piece {
                Piece::Grid(grid) => {
                    self.tables += 1;
                    grid.place = Place::Table(self.tables);
                }
                Piece::Line(Line { place, .. }) | Piece::Picture { place, .. } => {
                    *place = line.clone();
                }
            }
            self.pieces.push(piece);
        }
        Ok(())
    }
}

fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_matches(['<', '>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

/// The cells of a row of a table.
fn row_cells(line: &str) -> Vec<&str> {
    let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut begin = 0;
    let mut is_escaped = false;
    for (at, c) in line.char_indices() {
        if c == '|' && !is_escaped {
            cells.push(&line[begin..at]);
            begin = at + 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    // A row may end without a pipe.
    if begin < line.len() {
        cells.push(&line[begin..]);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_tables_and_pages_in_it() {
        let text = "# 报告\n\n一、总体\n　　正文**好**。\n\n2. 甲\n3. 乙\n\n| 规章 | 0 |\n|--|--|\n\
            | 文\\|件 | **1**<br>2 | 3 |\n\n<table><tr><td>收费<td>5</table>\n\n![图](a.png)\n";
        let source = read(text.as_bytes()).expect("a text");
        let shown: Vec<String> = source
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Line(line) => format!("{} {:?} {}", line.place, line.kind, line.text),
                Piece::Grid(grid) => {
                    let cells = grid
                        .cells
                        .iter()
                        .map(|one| format!("{}.{}:{}", one.row, one.column, one.text));
                    format!("{} {}", grid.place, cells.collect::<Vec<_>>().join(" "))
                        .replace('\n', "/")
                }
                Piece::Picture { description, place } => format!("{place} <{description}>"),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "第 1 行 Heading(1) 报告",
                "第 3 行 Paragraph 一、总体",
                "第 4 行 Paragraph 正文好。",
                "第 6 行 Item 2. 甲",
                "第 7 行 Item 3. 乙",
                "第 1 个表格 0.0:规章 0.1:0 1.0:文|件 1.1:1/2 1.2:3",
                "第 2 个表格 0.0:收费 0.1:5",
                "第 15 行 <图>",
            ]
        );
    }

    #[test]
    fn what_is_nested_too_deep_is_refused() {
        assert_eq!(read(">".repeat(100_000).as_bytes()), Err(Refusal::TooMuch));
        assert_eq!(read(b"\n \n"), Err(Refusal::Empty));
    }
}
