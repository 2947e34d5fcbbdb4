//! Lines of a section as paragraphs, headings, items and tables.

use crate::import::source::{Format, Grid, Line, LineKind, Piece, Place, Source};
use crate::import::text::Dropped;
use crate::prose::cells;
use crate::prose::ordinals::{Style, leading};

use super::{chrome, typing};

/// One block of Markdown, its words as they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Opens a section that the form does not have.
    Section(String),
    Heading(String),
    Paragraph(String),
    Item(String),
    /// Rows of cells.
    Table(Vec<Vec<String>>),
}

/// The most letters of a heading, and the most cells of a table among words.
const HEADING: usize = 45;
const TABLE: usize = 400;

/// Short ends of headings that were broken over two lines.
const HEADING_ENDS: [&str; 8] = [
    "情况",
    "方面",
    "工作",
    "事项",
    "建设",
    "措施",
    "问题",
    "的情况",
];

/// Lines of plain text that somebody's program broke where they were full.
#[derive(Clone, Copy, Debug)]
pub struct Wrapping {
    /// The width that they were filled to, in cells.
    width: Option<usize>,
}

impl Wrapping {
    /// Looks at all lines of a report: several of them end within a character or two of
    /// the widest, in the middle of a sentence.
    pub fn of<'l>(source: &Source, lines: impl Iterator<Item = &'l Line>) -> Self {
        const MOST: usize = 130;
        const SLACK: usize = 4;
        const ENOUGH: usize = 3;
        if source.format != Format::Text {
            return Self { width: None };
        }
        let all: Vec<(usize, bool)> = lines
            .map(|line| (cells(&line.text), typing::is_ended(&line.text)))
            .collect();
        let widest = all.iter().map(|(width, _)| *width).max().unwrap_or(0);
        let full = all
            .iter()
            .filter(|(width, ended)| width + SLACK >= widest && !ended);
        let wrapped = (40..=MOST).contains(&widest) && full.count() >= ENOUGH;
        Self {
            width: wrapped.then(|| widest.saturating_sub(SLACK)),
        }
    }

    /// Whether the words of a line go on in the next.
    fn goes_on(self, line: &str, next: &str) -> bool {
        let full = self.width.is_some_and(|width| cells(line) >= width);
        full && !typing::is_ended(line) && leading(next).is_none()
    }
}

/// Reads the lines of one side of a section. `not_understood` gets what stands in a grid
/// and is neither a table of words nor a line.
pub fn read(
    lines: Vec<Line>,
    source: &Source,
    wrapping: Wrapping,
    dropped: &mut Vec<Dropped>,
    not_understood: &mut Vec<Line>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = without_code(lines, dropped);
    lines.retain(|line| !line.text.trim().is_empty());
    let mut at = 0;
    while at < lines.len() {
        if let Some(place) = grid_of(&lines[at].place) {
            let same = |line: &&Line| grid_of(&line.place).as_ref() == Some(&place);
            let length = lines[at..].iter().take_while(same).count();
            rows(
                &lines[at..at + length],
                source,
                &place,
                &mut blocks,
                not_understood,
            );
            at += length;
            continue;
        }
        let (text, length) = unwrapped(&lines[at..], wrapping);
        let next = lines.get(at + length).map(|line| line.text.as_str());
        block(&text, lines[at].kind, next, &mut blocks);
        at += length;
    }
    blocks
}

/// The words of a line and of those that it goes on in, and how many lines they are.
fn unwrapped(lines: &[Line], wrapping: Wrapping) -> (String, usize) {
    let mut text = lines[0].text.trim().to_owned();
    let mut length = 1;
    let plain = |line: &Line| line.kind == LineKind::Paragraph && grid_of(&line.place).is_none();
    while let Some(next) = lines.get(length).filter(|line| plain(line)) {
        let last = &lines[length - 1].text;
        let broken = length == 1 && is_heading(&text) && {
            let next = next.text.trim();
            HEADING_ENDS.contains(&next) && !text.ends_with(next)
        };
        if !broken && (is_heading(&text) && length == 1 || !wrapping.goes_on(last, &next.text)) {
            break;
        }
        let western = |c: char| c.is_ascii_alphanumeric();
        if text.ends_with(western) && next.text.trim().starts_with(western) {
            text.push(' ');
        }
        text.push_str(next.text.trim());
        length += 1;
        if broken {
            break;
        }
    }
    (text, length)
}

fn block(text: &str, kind: LineKind, next: Option<&str>, blocks: &mut Vec<Block>) {
    let bullet = text.strip_prefix("- ").map(str::trim_start);
    let (text, kind) = match bullet {
        Some(rest) if kind == LineKind::Paragraph => (rest, LineKind::Item),
        _ => (text, kind),
    };
    let text = typing::tidy(text);
    let short = text.chars().count() <= HEADING;
    let numbered = is_heading(&text) || is_closed_heading(&text, next);
    let marked = matches!(kind, LineKind::Heading(_)) && short && !typing::is_sentence(&text);
    if numbered || marked {
        let chinese = leading(&text).is_some_and(|ordinal| ordinal.style == Style::Chinese);
        blocks.push(match chinese {
            true => Block::Section(text),
            false => Block::Heading(text),
        });
    } else if kind == LineKind::Item {
        blocks.push(Block::Item(text));
    } else {
        blocks.extend(paragraphs(&text).map(Block::Paragraph));
    }
}

/// A number such as `（一）` or `一、` and a few words that are no sentence.
fn is_heading(text: &str) -> bool {
    let style = leading(text).map(|ordinal| ordinal.style);
    matches!(style, Some(Style::ChineseParen | Style::Chinese))
        && text.chars().count() <= HEADING
        && !text.contains(['。', '；', '！', '？', '，', ',', ';', ':', '：', '〔', '|'])
}

/// The same with a full stop, where other words follow on the next line.
fn is_closed_heading(text: &str, next: Option<&str>) -> bool {
    let style = leading(text).map(|ordinal| ordinal.style);
    let inner = text.strip_suffix('。');
    let body = next.is_some_and(|next| leading(next).is_none());
    body && style == Some(Style::ChineseParen)
        && text.chars().count() <= HEADING
        && inner.is_some_and(|inner| !inner.contains(['。', '；', '：', ':', '〔', '|']))
}

/// A text without line ends, parted before `（二）` where a sentence ends and the numbers
/// follow each other.
fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let mut parts = Vec::new();
    let (mut start, mut number) = (0, leading(text).map_or(0, |first| first.number));
    for (at, _) in text.match_indices(['（', '(']) {
        let before = text[..at].trim_end();
        let ordinal = leading(&text[at..]).filter(|one| one.style == Style::ChineseParen);
        let Some(ordinal) = ordinal.filter(|one| {
            let next = number == 0 || one.number == number + 1;
            at > start && next
        }) else {
            continue;
        };
        if before.ends_with(['。', '！', '？', '〕']) || before.ends_with("。”") {
            parts.push(text[start..at].trim().to_owned());
            start = at;
            number = ordinal.number;
        }
    }
    parts.push(text[start..].trim().to_owned());
    parts.into_iter().filter(|part| !part.is_empty())
}

/// Lines without the comments that word processors leave in pages. The one that begins
/// an item of a list begins a line.
fn without_code(lines: Vec<Line>, dropped: &mut Vec<Dropped>) -> Vec<Line> {
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        if !line.text.contains("<!--[") {
            out.push(line);
            continue;
        }
        let mut text = String::new();
        let mut rest = line.text.as_str();
        while let Some((before, comment)) = rest.split_once("<!--[") {
            text.push_str(before);
            let whole = &rest[before.len()..];
            let Some(length) = chrome::comment(whole).filter(|_| comment.contains("-->")) else {
                rest = whole;
                break;
            };
            if whole.starts_with("<!--[if !supportLists]") {
                let text = std::mem::take(&mut text);
                out.push(Line {
                    text,
                    ..line.clone()
                });
            }
            dropped.push(Dropped {
                text: whole[..length].to_owned(),
                place: line.place.clone(),
                why: chrome::CODE.to_owned(),
            });
            rest = &whole[length..];
        }
        text.push_str(rest);
        out.push(Line { text, ..line });
    }
    out
}

/// The place of the grid that a row stands in.
fn grid_of(place: &Place) -> Option<Place> {
    match place {
        Place::TableCell { table, .. } => Some(Place::Table(*table)),
        Place::SheetCell { sheet, .. } => Some(Place::Sheet(sheet.clone())),
        _ => None,
    }
}

/// Rows of a grid: a table if they are all of it, else the rows that are one cell.
fn rows(
    lines: &[Line],
    source: &Source,
    place: &Place,
    blocks: &mut Vec<Block>,
    not_understood: &mut Vec<Line>,
) {
    let grid = source.pieces.iter().find_map(|piece| match piece {
        Piece::Grid(grid) if grid.place == *place => Some(grid),
        _ => None,
    });
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.collect()
    };
    if let Some(table) = grid.and_then(table) {
        let all: String = table.iter().flatten().map(|cell| plain(cell)).collect();
        let ours: String = lines.iter().map(|line| plain(&line.text)).collect();
        if all == ours {
            blocks.push(Block::Table(table));
            return;
        }
    }
    for line in lines {
        match line.text.contains(" | ") {
            true => not_understood.push(line.clone()),
            false => block(&line.text, line.kind, None, blocks),
        }
    }
}

/// A small grid, its cells where they begin; `None` for a large one or one column.
fn table(grid: &Grid) -> Option<Vec<Vec<String>>> {
    let (rows, columns) = grid.extent();
    let small = rows.checked_mul(columns).is_some_and(|size| size <= TABLE);
    if !small || rows < 2 || columns < 2 {
        return None;
    }
    let mut table = vec![vec![String::new(); columns]; rows];
    for cell in &grid.cells {
        table[cell.row][cell.column] = typing::tidy(&cell.text);
    }
    Some(table)
}
