//! Blocks as lines for a terminal: no colour, no sign that an old console lacks.

use crate::prose::cells;

use super::blocks::Block;
use super::table::table;
use super::wrap::wrap;

/// How far code and quotations stand from the margin.
const INDENT: usize = 4;

/// The text of some blocks. Code keeps its lines, all else fits into the columns.
pub(super) fn text(blocks: &[Block], width: usize) -> String {
    let mut text = String::new();
    for line in lines(blocks, width) {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn lines(blocks: &[Block], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        lines.extend(of(block, width));
    }
    lines
}

fn of(block: &Block, width: usize) -> Vec<String> {
    match block {
        Block::Heading { level, words } => heading(*level, words, width),
        Block::Paragraph(words) => wrap(words, width),
        Block::Code(code) => indented(code.lines().map(str::to_owned)),
        Block::Quote(blocks) => indented(lines(blocks, width.saturating_sub(INDENT)).into_iter()),
        Block::Table { rows } => table(rows, width),
        Block::Rule => vec!["-".repeat(width)],
        Block::List { first, items } => list(*first, items, width),
    }
}

/// The first two levels are underlined.
fn heading(level: u8, words: &str, width: usize) -> Vec<String> {
    let mut lines = wrap(words, width);
    let longest = lines.iter().map(|line| cells(line)).max().unwrap_or(0);
    match level {
        1 => lines.push("=".repeat(longest)),
        2 => lines.push("-".repeat(longest)),
        _ => {}
    }
    lines
}

fn indented(lines: impl Iterator<Item = String>) -> Vec<String> {
    lines
        .map(|line| format!("{}{line}", " ".repeat(INDENT)))
        .collect()
}

/// Items one under the other, with an empty line between those of many blocks.
fn list(first: Option<u64>, items: &[Vec<Block>], width: usize) -> Vec<String> {
    let is_apart = items.iter().any(|item| {
        let nested = |block: &Block| matches!(block, Block::List { .. });
        item.iter().skip(1).any(|block| !nested(block))
    });
    let mut out = Vec::new();
    for (at, item) in (0..).zip(items) {
        if is_apart && at > 0 {
            out.push(String::new());
        }
        let mark = match first {
            Some(first) => format!("{}. ", first + at),
            None => "- ".to_owned(),
        };
        let indent = mark.len();
        let inner = lines(item, width.saturating_sub(indent));
        // A list inside an item follows its words at once.
        let inner = inner
            .into_iter()
            .filter(|line| is_apart || !line.is_empty());
        for (at, line) in inner.enumerate() {
            out.push(match at {
                0 => format!("{mark}{line}"),
                _ => format!("{}{line}", " ".repeat(indent)),
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::blocks::blocks;
    use super::*;

    fn shown(markdown: &str) -> String {
        let see = |target: &str| Some(format!("看 {target}")).filter(|_| target != "无");
        text(&blocks(markdown, &see), 30)
    }

    #[test]
    fn a_page_is_plain_text() {
        let page = "# 一、甲\n\n**乙**：见[丙](x.md)、[丁](无)。\n\n## 戊\n\n\
            - 己 `a: 1`\n- 庚庚庚庚庚庚庚庚庚庚庚庚庚庚庚\n  1. 辛\n\n> 壬\n\n---\n\n```yaml\na:\n  b\n```\n";
        let expected = "\
一、甲
======

乙：见丙（看 x.md）、丁。

戊
--

- 己 a: 1
- 庚庚庚庚庚庚庚庚庚庚庚庚庚庚
  庚
  1. 辛

    壬

------------------------------

    a:
      b
";
        assert_eq!(shown(page), expected);
    }

    #[test]
    fn items_of_many_blocks_stand_apart() {
        assert_eq!(
            shown("1. 甲\n\n   ```\n   a\n   ```\n\n2. 乙\n"),
            "1. 甲\n\n       a\n\n2. 乙\n"
        );
    }
}
