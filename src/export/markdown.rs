//! A narrative as Markdown, one paragraph a string: what has no markup is its plain words.
//!
//! What is written here, `parse::markdown` reads as the same blocks again.

use crate::formats::quote::markdown;
use crate::parse::markdown::{Block, Item, Run, StyledText, TextTable};

/// Turns the target of a link into the address that is written; without one, only the
/// words of the link are.
pub type Address<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Every block as one string. Linear in the text times the depth of its lists.
pub fn paragraphs(blocks: &[Block], address: Address<'_>) -> Vec<String> {
    blocks.iter().map(|one| block(one, address)).collect()
}

fn block(block: &Block, address: Address<'_>) -> String {
    match block {
        Block::Paragraph(runs) => opening(&inline(runs, address)),
        Block::Heading { level, runs } => {
            let marks = "#".repeat(usize::from(*level));
            format!("{marks} {}", inline(runs, address))
        }
        Block::Quote(blocks) => {
            let text = paragraphs(blocks, address).join("\n\n");
            let lines = text.lines().map(|line| format!("> {line}"));
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::List(items) => list(items, address, |number| match number {
            Some(number) => format!("{number}. "),
            None => "- ".to_owned(),
        }),
        Block::Notes(items) => list(items, address, |number| {
            format!("[^{}]: ", number.unwrap_or_default())
        }),
        Block::Code(text) => {
            let fence = "`".repeat(longest_ticks(text).max(2) + 1);
            format!("{fence}\n{}\n{fence}", text.trim_end_matches('\n'))
        }
        Block::Table(one) => table(one, address),
        Block::Rule => "***".to_owned(),
    }
}

/// Items below one another; what stands further down in an item is indented.
fn list(items: &[Item], address: Address<'_>, mark: fn(Option<u64>) -> String) -> String {
    let items = items.iter().map(|item| {
        let mark = mark(item.number);
        let indent = " ".repeat(mark.len());
        let mut text = String::new();
        for (at, one) in item.blocks.iter().enumerate() {
            text += match one {
                _ if at == 0 => "",
                Block::List(_) => "\n",
                _ => "\n\n",
            };
            text += &block(one, address);
        }
        let lines = text.lines().enumerate().map(|(at, line)| match at {
            0 => format!("{mark}{line}"),
            _ if line.is_empty() => String::new(),
            _ => format!("{indent}{line}"),
        });
        match item.blocks.is_empty() {
            true => mark.trim_end().to_owned(),
            false => lines.collect::<Vec<_>>().join("\n"),
        }
    });
    items.collect::<Vec<_>>().join("\n")
}

fn table(table: &TextTable, address: Address<'_>) -> String {
    let row = |cells: &Vec<Vec<Run>>| {
        let cells = cells.iter().map(|cell| inline(cell, address));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let width = table.rows.first().map_or(0, Vec::len);
    let mut lines: Vec<String> = table.rows.iter().map(row).collect();
    lines.insert(1.min(lines.len()), format!("|{}", "---|".repeat(width)));
    lines.join("\n")
}

fn inline(runs: &[Run], address: Address<'_>) -> String {
    let runs = runs.iter().map(|run| match run {
        Run::Text(text) => styled(text, address),
        Run::LineBreak => "\\\n".to_owned(),
        Run::Picture { target, alt } => {
            let words = markdown(alt);
            match address(target) {
                Some(address) => format!("![{words}]({address})"),
                None => words,
            }
        }
        Run::Mark(number) => format!("[^{number}]"),
    });
    runs.collect()
}

/// Text between the marks of its style; spaces at its edges stand outside of them.
fn styled(one: &StyledText, address: Address<'_>) -> String {
    let words = one.text.trim();
    if words.is_empty() {
        return one.text.clone();
    }
    let (before, behind) = one.text.split_once(words).unwrap_or_default();
    let mut out = match one.code {
        true => code(words),
        false => markdown(words),
    };
    if one.emphasis {
        out = format!("*{out}*");
    }
    if one.strong {
        out = format!("**{out}**");
    }
    if let Some(address) = one.link.as_deref().and_then(address) {
        out = format!("[{out}]({address})");
    }
    format!("{before}{out}{behind}")
}

fn code(text: &str) -> String {
    let ticks = "`".repeat(longest_ticks(text) + 1);
    let space = match text.starts_with('`') || text.ends_with('`') {
        true => " ",
        false => "",
    };
    format!("{ticks}{space}{text}{space}{ticks}")
}

/// The length of the longest row of backquotes.
fn longest_ticks(text: &str) -> usize {
    let rows = text.split(|c| c != '`').map(str::len);
    rows.max().unwrap_or(0)
}

/// A paragraph whose first sign begins no list and underlines no heading.
fn opening(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match text[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some('-' | '+' | '=') if digits == 0 => format!("\\{text}"),
        _ => text.to_owned(),
    }
}
