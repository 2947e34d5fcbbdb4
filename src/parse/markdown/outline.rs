//! A stretch of narrative as blocks, for what is written in other formats than HTML.

use super::nodes::{Element, Link, Node};

/// A block of text, with the blocks in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph(Vec<Run>),
    /// A heading below the section's own: `###` is of level 3.
    Heading {
        level: u8,
        runs: Vec<Run>,
    },
    Quote(Vec<Block>),
    /// Items without numbers, or with them.
    List(Vec<Item>),
    Code(String),
    Table(TextTable),
    Rule,
    /// The footnotes of a section; the number of each is its mark in the text.
    Notes(Vec<Item>),
}

/// An item of a list, with its number if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub number: Option<u64>,
    pub blocks: Vec<Block>,
}

/// A table that the clerk typed, cell by cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextTable {
    /// The rows; those of the head come first.
    pub rows: Vec<Vec<Vec<Run>>>,
    pub heads: usize,
}

/// Text in one style, or what stands between two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    Text(StyledText),
    LineBreak,
    /// A picture, which only a page can show: here its description stands for it.
    Picture {
        target: String,
        alt: String,
    },
    /// A reference to a footnote, by its number.
    Mark(usize),
}

/// Text with how it is emphasised, and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyledText {
    pub text: String,
    pub strong: bool,
    pub emphasis: bool,
    pub code: bool,
    /// The target of the link as it is written in the source.
    pub link: Option<String>,
}

/// What is open around a place in the nodes.
#[derive(Default)]
struct Style {
    strong: usize,
    emphasis: usize,
    links: Vec<String>,
}

/// The nodes as blocks, in reading order. Linear in the nodes; the depth of blocks in one
/// another is that of the source, which `is_too_deep` limits.
pub(super) fn blocks(nodes: &[Node]) -> Vec<Block> {
    Reader { nodes, at: 0 }.blocks()
}

struct Reader<'n> {
    nodes: &'n [Node],
    at: usize,
}

impl Reader<'_> {
    /// The blocks up to the end of what is open. Text outside of any paragraph, as tight
    /// lists have it, makes a paragraph of its own.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some(node) = self.nodes.get(self.at) {
            match node {
                Node::Close => break,
                Node::Rule => {
                    self.at += 1;
                    blocks.push(Block::Rule);
                }
                Node::Open(element, _) if !element.inline() => {
                    self.at += 1;
                    blocks.extend(self.block(element));
                    self.at += 1;
                }
                _ => {
                    let runs = self.runs();
                    if !runs.is_empty() {
                        blocks.push(Block::Paragraph(runs));
                    }
                }
            }
        }
        blocks
    }

    /// What stands in an element that was just opened, up to its end.
    fn block(&mut self, element: &Element) -> Option<Block> {
        Some(match element {
            Element::Heading(level) => Block::Heading {
                level: *level,
                runs: self.runs(),
            },
            Element::Quote => Block::Quote(self.blocks()),
            Element::Bullets => Block::List(self.items(None)),
            Element::Numbers(first) => Block::List(self.items(Some(*first))),
            Element::Notes(first) => Block::Notes(self.items(Some(*first as u64))),
            Element::CodeBlock => Block::Code(self.plain()),
            Element::Table => Block::Table(self.table()),
            _ => Block::Paragraph(self.runs()),
        })
    }

    fn items(&mut self, first: Option<u64>) -> Vec<Item> {
        let mut items = Vec::new();
        let mut next = first;
        while let Some(Node::Open(element, _)) = self.nodes.get(self.at) {
            let stated = match element {
                Element::Item(number) => *number,
                Element::Note(number) => Some(*number as u64),
                _ => None,
            };
            let number = first.and(stated.or(next));
            self.at += 1;
            let blocks = self.blocks();
            self.at += 1;
            items.push(Item { number, blocks });
            next = number.map(|number| number + 1);
        }
        items
    }

    /// The rows of head and body; either may be missing.
    fn table(&mut self) -> TextTable {
        let mut table = TextTable::default();
        let mut depth = 0_usize;
        let mut in_head = false;
        while let Some(node) = self.nodes.get(self.at) {
            match node {
                Node::Close if depth == 0 => break,
                Node::Close => {
                    depth -= 1;
                    self.at += 1;
                }
                Node::Open(Element::HeadCell(_) | Element::Cell(_), _) => {
                    self.at += 1;
                    let cell = self.runs();
                    self.at += 1;
                    if table.rows.is_empty() {
                        table.rows.push(Vec::new());
                    }
                    if let Some(row) = table.rows.last_mut() {
                        row.push(cell);
                    }
                    table.heads = table.heads.max(usize::from(in_head));
                }
                Node::Open(element, _) => {
                    in_head = matches!(element, Element::Head);
                    if matches!(element, Element::Head | Element::Row) {
                        table.rows.push(Vec::new());
                    }
                    depth += 1;
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
        table
    }

    /// Text up to the end of its block, or to a block in it.
    fn runs(&mut self) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut style = Style::default();
        let mut open: Vec<&Element> = Vec::new();
        while let Some(node) = self.nodes.get(self.at) {
            match node {
                Node::Open(element, _) if element.inline() => {
                    style.open(element);
                    open.push(element);
                }
                Node::Close => match open.pop() {
                    Some(element) => style.close(element),
                    None => break,
                },
                Node::Open(..) | Node::Rule => break,
                Node::Text(words) => runs.push(style.run(&words.text, false)),
                Node::Code(words) => runs.push(style.run(&words.text, true)),
                // A page shows a line end of the source as a space.
                Node::Newline => runs.push(style.run(" ", false)),
                Node::LineBreak => runs.push(Run::LineBreak),
                Node::Image(link) => runs.push(picture(link)),
                Node::Mark(mark) => runs.push(Run::Mark(mark.note)),
                // The way back from a footnote is of use on a page only.
                Node::Back(_) => {}
            }
            self.at += 1;
        }
        joined(runs)
    }

    /// Text without any style, up to the end of its block.
    fn plain(&mut self) -> String {
        let texts = self.runs().into_iter().filter_map(|run| match run {
            Run::Text(text) => Some(text.text),
            Run::LineBreak => Some("\n".to_owned()),
            Run::Picture { .. } | Run::Mark(_) => None,
        });
        texts.collect()
    }
}

impl Style {
    fn open(&mut self, element: &Element) {
        match element {
            Element::Strong => self.strong += 1,
            Element::Emphasis => self.emphasis += 1,
            Element::Link(link) => self.links.push(link.target.clone()),
            _ => {}
        }
    }

    fn close(&mut self, element: &Element) {
        match element {
            Element::Strong => self.strong -= 1,
            Element::Emphasis => self.emphasis -= 1,
            Element::Link(_) => drop(self.links.pop()),
            _ => {}
        }
    }

    fn run(&self, text: &str, code: bool) -> Run {
        Run::Text(StyledText {
            text: text.to_owned(),
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            code,
            link: self.links.last().cloned(),
        })
    }
}

fn picture(link: &Link) -> Run {
    Run::Picture {
        target: link.target.clone(),
        alt: link.alt.clone(),
    }
}

/// Runs of the same style as one.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match (out.last_mut(), run) {
            (Some(Run::Text(last)), Run::Text(next)) if last.is_styled_like(&next) => {
                last.text.push_str(&next.text);
            }
            (_, run) => out.push(run),
        }
    }
    out
}

impl StyledText {
    fn is_styled_like(&self, other: &Self) -> bool {
        (self.strong, self.emphasis, self.code) == (other.strong, other.emphasis, other.code)
            && self.link == other.link
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::path::SourcePath;

    fn read(source: &str) -> Vec<Block> {
        let file = SourcePath::new("content/reports/2022/report.md").expect("a path");
        parse(source, &file, 0).0.preamble.blocks()
    }

    fn text(text: &str) -> Run {
        Run::Text(StyledText {
            text: text.to_owned(),
            ..StyledText::default()
        })
    }

    #[test]
    fn words_keep_their_style_and_their_link() {
        let blocks = read("甲**乙**[丙](guide.md)\n");
        let styled = |words: &str, strong: bool, link: Option<&str>| {
            Run::Text(StyledText {
                text: words.to_owned(),
                strong,
                link: link.map(str::to_owned),
                ..StyledText::default()
            })
        };
        let runs = vec![
            text("甲"),
            styled("乙", true, None),
            styled("丙", false, Some("guide.md")),
        ];
        assert_eq!(blocks, [Block::Paragraph(runs)]);
    }

    #[test]
    fn lists_in_lists_keep_their_numbers() {
        let blocks = read("3. 甲\n4. 乙\n   - 丙\n");
        let paragraph = |words: &str| Block::Paragraph(vec![text(words)]);
        let bullet = Item {
            number: None,
            blocks: vec![paragraph("丙")],
        };
        let item = |number, blocks| Item {
            number: Some(number),
            blocks,
        };
        let items = vec![
            item(3, vec![paragraph("甲")]),
            item(4, vec![paragraph("乙"), Block::List(vec![bullet])]),
        ];
        assert_eq!(blocks, [Block::List(items)]);
    }

    #[test]
    fn tables_have_their_cells_row_by_row() {
        let blocks = read("| 甲 | 乙 |\n|---|---|\n| 1 | |\n| 2 | **3** |\n");
        let [Block::Table(table)] = &blocks[..] else {
            panic!("{blocks:?}");
        };
        let sizes: Vec<usize> = table.rows.iter().map(Vec::len).collect();
        assert_eq!((table.heads, sizes), (1, vec![2, 2, 2]));
        assert_eq!(table.rows[1], [vec![text("1")], vec![]]);
    }
}
