//! A table of a form as a template: its heads, its spans, and marks for the numbers.

use crate::form::Form;

use super::super::template::Template;
use super::super::xml::escape;
use super::super::{Content, PrintedCell, PrintedPart};
use super::grid::{CELL_MARGINS, GAP, Spoken, TEXT_WIDTH, begin_table};

/// A number that stands in a cell.
#[derive(Clone, Copy)]
pub struct Number {
    /// The table by its position in the form.
    pub table: usize,
    /// The cell in its grid.
    pub cell: usize,
    /// How wide the words of the cell may be, in twips.
    pub width: usize,
    /// How large they are, in half points.
    pub size: usize,
}

/// How wide the columns are that hold the labels of groups, in twips.
const GROUP_WIDTHS: [usize; 2] = [620, 1000];

/// How wide a column of numbers is beside several columns of labels, in twips.
const NUMBER_WIDTH: usize = 640;

/// A grid with more columns has small letters.
const WIDE: usize = 6;

/// A table with more rows may go on on the next page.
const SHORT: usize = 20;

/// Everything but the numbers of a part.
pub fn prepare(form: &Form, part: &PrintedPart) -> Template<Number> {
    let mut sheet = Sheet::of(part);
    let mut begin = String::new();
    let mut sections = form.sections.iter();
    let section = sections.find(|section| section.part == Some(part.part.id));
    let spoken = Spoken {
        title: section.map(|section| section.heading),
        description: part.part.tables.iter().find_map(|table| table.unit),
    };
    begin_table(&sheet.widths, spoken, &mut begin);
    sheet.template.text(&begin);
    for row in 0..part.rows.len() {
        sheet.row(row);
    }
    sheet.template.text("</w:tbl>");
    sheet.template.text(GAP);
    sheet.template
}

/// A part while it is written.
struct Sheet<'p> {
    part: &'p PrintedPart,
    template: Template<Number>,
    /// Of each column, in twips.
    widths: Vec<usize>,
    /// How many columns of labels stand before the numbers.
    labels: usize,
    /// Of each column that a cell above begins in: how many columns that cell takes, and
    /// how many more rows it reaches down.
    reaching: Vec<(usize, usize)>,
    style: &'static str,
    /// In half points.
    size: usize,
    /// Of a row, in twips.
    height: usize,
    /// What keeps the row on one page with the next, if anything does.
    keep: &'static str,
}

impl<'p> Sheet<'p> {
    fn of(part: &'p PrintedPart) -> Self {
        let cells = part.rows.iter().flatten();
        let numbers = cells.filter(|cell| matches!(cell.content, Content::Value { .. }));
        let labels = numbers.map(|cell| cell.column).min().unwrap_or(0);
        let (style, size, height) = match part.columns > WIDE {
            true => ("Small", 18, 320),
            false => ("Cell", 21, 400),
        };
        Self {
            part,
            template: Template::new(),
            widths: widths(part.columns, labels),
            labels,
            reaching: vec![(1, 0); part.columns],
            style,
            size,
            height,
            keep: "",
        }
    }

    fn row(&mut self, at: usize) {
        let keeps = self.keeps_with_next(at);
        self.keep = if keeps { "<w:keepNext/>" } else { "" };
        let height = self.height;
        self.template.text(&format!(
            "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>"
        ));
        if at < self.part.heads {
            self.template.text("<w:tblHeader/>");
        }
        self.template.text("</w:trPr>");
        let mut cells = self.part.rows[at].iter();
        let mut column = 0;
        while column < self.part.columns {
            column += match self.reaching[column] {
                (_, 0) => self.cell(cells.next().expect("a printed sheet has no gap")),
                (columns, rows) => {
                    self.reaching[column].1 = rows - 1;
                    self.begin_cell(column, columns, "<w:vMerge/>");
                    self.begin_words("");
                    self.template.text("</w:p></w:tc>");
                    columns
                }
            };
        }
        self.template.text("</w:tr>");
    }

    /// Whether a row stays on one page with the next: in a short table, and in a group
    /// whose label would be torn apart.
    fn keeps_with_next(&self, at: usize) -> bool {
        let rows = &self.part.rows;
        let mut above = rows[..=at].iter().enumerate();
        let in_group = above.any(|(first, cells)| {
            let mut cells = cells.iter();
            cells.any(|cell| cell.rows <= SHORT && first + cell.rows > at + 1)
        });
        at + 1 < rows.len() && (rows.len() <= SHORT || at < self.part.heads || in_group)
    }

    /// Writes a cell; gives how many columns it takes.
    fn cell(&mut self, cell: &PrintedCell) -> usize {
        let PrintedCell {
            column, columns, ..
        } = *cell;
        self.reaching[column] = (columns, cell.rows - 1);
        let merge = match cell.rows {
            1 => "",
            _ => "<w:vMerge w:val=\"restart\"/>",
        };
        self.begin_cell(column, columns, merge);
        // The label of a row beside groups of rows is read as a text.
        let is_text = matches!(cell.content, Content::Row(_))
            && self.labels > 1
            && column + columns == self.labels;
        self.begin_words(if is_text { "Left" } else { "" });
        match cell.content {
            Content::Title(label)
            | Content::Column(label)
            | Content::Row(label)
            | Content::Note(label) => {
                let mut text = String::from("<w:r><w:t>");
                escape(label, &mut text);
                text.push_str("</w:t></w:r>");
                self.template.text(&text);
            }
            Content::Value { table, cell } => self.template.mark(Number {
                table,
                cell,
                width: self.width(column, columns) - CELL_MARGINS,
                size: self.size,
            }),
        }
        self.template.text("</w:p></w:tc>");
        columns
    }

    fn begin_cell(&mut self, column: usize, columns: usize, merge: &str) {
        let width = self.width(column, columns);
        let span = match columns {
            1 => String::new(),
            _ => format!("<w:gridSpan w:val=\"{columns}\"/>"),
        };
        self.template.text(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{merge}\
             <w:vAlign w:val=\"center\"/></w:tcPr>"
        ));
    }

    fn begin_words(&mut self, side: &str) {
        let (style, keep) = (self.style, self.keep);
        self.template.text(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}{side}\"/>{keep}</w:pPr>"
        ));
    }

    fn width(&self, column: usize, columns: usize) -> usize {
        self.widths[column..column + columns].iter().sum()
    }
}

/// How wide each column of a sheet is: all alike, but where there are several columns of
/// labels, of which the last is the widest.
fn widths(columns: usize, labels: usize) -> Vec<usize> {
    if labels < 2 {
        let mut widths = vec![TEXT_WIDTH / columns; columns];
        widths[0] += TEXT_WIDTH % columns;
        return widths;
    }
    let mut widths = vec![NUMBER_WIDTH; columns];
    for (at, width) in widths[..labels - 1].iter_mut().enumerate() {
        *width = GROUP_WIDTHS[at.min(GROUP_WIDTHS.len() - 1)];
    }
    widths[labels - 1] = 0;
    let rest = TEXT_WIDTH.saturating_sub(widths.iter().sum());
    widths[labels - 1] = rest.max(GROUP_WIDTHS[1]);
    widths
}
