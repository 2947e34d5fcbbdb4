//! Narrative with inline styles alone.

use crate::parse::markdown::{Block, Item, Run, StyledText, TextTable, escape};
use crate::portal::LinkPlace;

/// How a paragraph of an official document looks: the first line is indented by two
/// characters.
const PARAGRAPH: &str = "text-indent:2em;line-height:1.75;margin:0 0 0.5em";

/// The lowest heading of HTML.
const LOWEST: u8 = 6;

/// Writes blocks behind what is written.
pub struct Words<'w> {
    links: &'w [LinkPlace],
    html: &'w mut String,
    /// How many lists or quotations stand around the next block.
    depth: usize,
}

impl<'w> Words<'w> {
    /// `links` are those of the report, which say where each leads.
    pub fn new(links: &'w [LinkPlace], html: &'w mut String) -> Self {
        Self {
            links,
            html,
            depth: 0,
        }
    }

    /// What is written, for what stands between two stretches of words.
    pub fn html(&mut self) -> &mut String {
        self.html
    }

    /// The heading of a section.
    pub fn heading(&mut self, level: u8, text: &str) {
        self.open_heading(level);
        escape(text, self.html);
        self.close_heading(level);
    }

    pub fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(runs) => self.paragraph("", runs),
            Block::Heading { level, runs } => {
                let level = (*level).min(LOWEST);
                self.open_heading(level);
                self.runs(runs);
                self.close_heading(level);
            }
            Block::Quote(blocks) => self.deeper(|words| words.blocks(blocks)),
            Block::List(items) => self.items(items, |number| format!("{number}. ")),
            Block::Notes(items) => self.items(items, |number| format!("[{number}] ")),
            Block::Code(text) => {
                self.html
                    .push_str("<pre style=\"line-height:1.5;margin:0 0 0.5em\">");
                escape(text.trim_end(), self.html);
                self.html.push_str("</pre>\n");
            }
            Block::Table(table) => self.table(table),
            Block::Rule => self.html.push_str("<hr />\n"),
        }
    }

    /// Items of a list. Editors lose the numbers that they are to begin with, so these are
    /// text, as documents of the government print them; so is the dot of the others.
    fn items(&mut self, items: &[Item], mark: impl Fn(u64) -> String) {
        for item in items {
            let mark = item.number.map_or("• ".to_owned(), &mark);
            let rest = match item.blocks.split_first() {
                Some((Block::Paragraph(runs), rest)) => {
                    self.paragraph(&mark, runs);
                    rest
                }
                _ => {
                    self.paragraph(&mark, &[]);
                    &item.blocks[..]
                }
            };
            self.deeper(|words| words.blocks(rest));
        }
    }

    fn deeper(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    fn paragraph(&mut self, mark: &str, runs: &[Run]) {
        self.html.push_str("<p style=\"");
        self.html.push_str(PARAGRAPH);
        if self.depth > 0 {
            let margin = format!(";margin-left:{}em", 2 * self.depth);
            self.html.push_str(&margin);
        }
        self.html.push_str("\">");
        escape(mark, self.html);
        self.runs(runs);
        self.html.push_str("</p>\n");
    }

    /// Headings are headings in every editor, so those who listen to a page find them. The
    /// size is that of the text, whatever the site around has for headings.
    fn open_heading(&mut self, level: u8) {
        let size = if level == 2 { 18 } else { 16 };
        let heading = format!(
            "<h{level} style=\"font-size:{size}px;font-weight:bold;text-indent:2em;\
             line-height:1.75;margin:1em 0 0.5em\">"
        );
        self.html.push_str(&heading);
    }

    fn close_heading(&mut self, level: u8) {
        self.html.push_str(&format!("</h{level}>\n"));
    }

    fn table(&mut self, table: &TextTable) {
        let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        super::tables::open(self.html);
        for (at, row) in table.rows.iter().enumerate() {
            self.html.push_str("<tr>\n");
            for cell in row {
                let is_head = at < table.heads;
                let tag = if is_head { "th" } else { "td" };
                let style = super::tables::Style {
                    tag,
                    scope: is_head.then_some("col"),
                    width: (at == 0).then(|| super::tables::percent(1, width)),
                    align: if is_head { "center" } else { "left" },
                    columns: 1,
                    rows: 1,
                };
                style.open(self.html);
                self.runs(cell);
                style.close(self.html);
            }
            self.html.push_str("</tr>\n");
        }
        super::tables::close(self.html);
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            match run {
                Run::Text(text) => self.text(text),
                Run::LineBreak => self.html.push_str("<br />"),
                // A CMS has no file of ours, so its words stand for the picture.
                Run::Picture { alt, .. } if alt.is_empty() => self.html.push_str("（图）"),
                Run::Picture { alt, .. } => {
                    self.html.push_str("（图：");
                    escape(alt, self.html);
                    self.html.push('）');
                }
                Run::Mark(note) => self.html.push_str(&format!("[{note}]")),
            }
        }
    }

    fn text(&mut self, text: &StyledText) {
        let href = text.link.as_deref().and_then(|link| self.absolute(link));
        if let Some(href) = &href {
            self.html.push_str("<a href=\"");
            escape(href, self.html);
            self.html.push_str("\">");
        }
        let tags = [(text.strong, "strong"), (text.emphasis, "em")];
        let tags = tags.into_iter().filter(|(is, _)| *is);
        for (_, tag) in tags.clone() {
            self.html.push_str(&format!("<{tag}>"));
        }
        escape(&text.text, self.html);
        for (_, tag) in tags.rev() {
            self.html.push_str(&format!("</{tag}>"));
        }
        if href.is_some() {
            self.html.push_str("</a>");
        }
    }

    /// Where a link leads, if it leads there from any page.
    fn absolute(&self, target: &str) -> Option<String> {
        let link = self.links.iter().find(|link| link.target == target)?;
        let known = ["http://", "https://"];
        let mut known = known.iter();
        let is_absolute = known.any(|scheme| link.href.starts_with(scheme));
        is_absolute.then(|| link.href.clone())
    }
}
