//! The tables of a form, prepared once: everything but the numbers is the same in every
//! report.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::form::{FORMS, Form, Part};
use crate::report::Grid;

use super::super::template::Template;
use super::super::xml::{escape, escape_display};
use super::super::{Content, PrintedCell, PrintedPart, printed};

/// How wide the text is: A4 without margins of 28 and 26 mm, in twips.
pub const TEXT_WIDTH: usize = 8844;

/// The margins of a cell on both sides, in twips.
const MARGINS: usize = 2 * 57;

/// How wide the columns are that hold the labels of groups, in twips.
const GROUP_WIDTHS: [usize; 2] = [620, 1000];

/// How wide a column of numbers is at most beside columns of labels, in twips.
const NUMBER_WIDTH: usize = 620;

/// A grid with more columns has small letters.
const WIDE: usize = 6;

/// A number that stands in a cell.
#[derive(Clone, Copy)]
struct Number {
    /// The table by its position in the form.
    table: usize,
    /// The cell in its grid.
    cell: usize,
    /// How wide the words of the cell may be, in twips, and how large, in half points.
    width: usize,
    size: usize,
}

/// The prepared tables of a form by the ids of their parts.
type Tables = BTreeMap<&'static str, Template<Number>>;

static TABLES: LazyLock<BTreeMap<&'static str, Tables>> = LazyLock::new(|| {
    let prepared = |part: PrintedPart| move |form: &Form| (part.part.id, prepare(form, &part));
    let tables = |form: &'static Form| {
        let parts = printed(form).into_iter();
        parts.map(|part| prepared(part)(form)).collect()
    };
    FORMS.iter().map(|form| (form.id, tables(form))).collect()
});

/// The table of a part, filled with the numbers of a report.
pub fn part(form: &Form, part: &Part, grids: &[Grid], out: &mut String) {
    if let Some(template) = TABLES.get(form.id).and_then(|tables| tables.get(part.id)) {
        template.fill(out, |number, out| fill(number, grids, out));
    }
}

fn fill(number: Number, grids: &[Grid], out: &mut String) {
    let grid = grids.get(number.table);
    let Some(cell) = grid.and_then(|grid| grid.cells.get(number.cell)) else {
        return;
    };
    let begin = out.len();
    escape_display(&cell.value, out);
    let length = out.len() - begin;
    if length == 0 {
        return;
    }
    // A digit is half as wide as it is high. What is too long for its cell is set smaller,
    // for a number that is broken over two lines is read as two.
    let fitting = number.width / (5 * length);
    let is_broken = out[begin..].is_ascii() && fitting < number.size;
    let size = if is_broken {
        format!("<w:rPr><w:sz w:val=\"{}\"/></w:rPr>", fitting.max(8))
    } else {
        String::new()
    };
    out.insert_str(begin, &format!("<w:r>{size}<w:t>"));
    out.push_str("</w:t></w:r>");
}

/// Begins a table of columns of these widths; its properties are still open.
pub fn begin_table(widths: &[usize], out: &mut String) {
    let border = |side: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>")
    };
    let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border);
    let total: usize = widths.iter().sum();
    out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>{}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"57\" w:type=\"dxa\"/><w:right w:w=\"57\" w:type=\"dxa\"/></w:tblCellMar>",
        borders.concat()
    ));
}

/// The columns of a table whose properties are written.
pub fn begin_rows(widths: &[usize], out: &mut String) {
    out.push_str("</w:tblPr><w:tblGrid>");
    for width in widths {
        out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    out.push_str("</w:tblGrid>");
}

fn prepare(form: &Form, part: &PrintedPart) -> Template<Number> {
    let mut template = Template::new();
    let grid = Sheet::of(part);
    let mut begin = String::new();
    begin_table(&grid.widths, &mut begin);
    let name = form
        .sections
        .iter()
        .find(|section| section.part == Some(part.part.id));
    if let Some(section) = name {
        begin.push_str("<w:tblCaption w:val=\"");
        escape(section.heading, &mut begin);
        begin.push_str("\"/>");
    }
    if let Some(unit) = part.part.tables.iter().find_map(|table| table.unit) {
        begin.push_str("<w:tblDescription w:val=\"");
        escape(unit, &mut begin);
        begin.push_str("\"/>");
    }
    begin_rows(&grid.widths, &mut begin);
    template.text(&begin);
    grid.rows(&mut template);
    template.text("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
    template
}

/// A part with what is decided of its looks.
struct Sheet<'p> {
    part: &'p PrintedPart,
    /// Of each column, in twips.
    widths: Vec<usize>,
    /// How many columns of labels stand before the numbers.
    labels: usize,
    style: &'static str,
    /// In half points.
    size: usize,
    /// In twips.
    height: usize,
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
            widths: widths(part.columns, labels),
            labels,
            style,
            size,
            height,
        }
    }

    fn rows(&self, template: &mut Template<Number>) {
        // Of each column that a cell above begins in and reaches into the row: how wide
        // it is and how many rows are left of it.
        let mut reaching: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (at, row) in self.part.rows.iter().enumerate() {
            template.text("<w:tr><w:trPr><w:cantSplit/>");
            template.text(&format!(
                "<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>",
                self.height
            ));
            if at < self.part.heads {
                template.text("<w:tblHeader/>");
            }
            template.text("</w:trPr>");
            let mut column = 0;
            let mut cells = row.iter();
            while column < self.part.columns {
                if let Some((columns, rows)) =
                    reaching.get_mut(&column).filter(|(_, rows)| *rows > 0)
                {
                    *rows -= 1;
                    self.begin_cell(column, *columns, "<w:vMerge/>", template);
                    template.text("<w:p/></w:tc>");
                    column += *columns;
                    continue;
                }
                let cell = cells
                    .next()
                    .expect("every place of a printed sheet is covered");
                reaching.insert(column, (cell.columns, cell.rows - 1));
                self.cell(cell, template);
                column += cell.columns;
            }
            template.text("</w:tr>");
        }
    }

    fn begin_cell(
        &self,
        column: usize,
        columns: usize,
        merge: &str,
        template: &mut Template<Number>,
    ) {
        template.text(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>",
            self.width(column, columns)
        ));
        if columns > 1 {
            template.text(&format!("<w:gridSpan w:val=\"{columns}\"/>"));
        }
        template.text(merge);
        template.text("<w:vAlign w:val=\"center\"/></w:tcPr>");
    }

    fn width(&self, column: usize, columns: usize) -> usize {
        self.widths[column..column + columns].iter().sum()
    }

    fn cell(&self, cell: &PrintedCell, template: &mut Template<Number>) {
        let merge = if cell.rows > 1 {
            "<w:vMerge w:val=\"restart\"/>"
        } else {
            ""
        };
        self.begin_cell(cell.column, cell.columns, merge, template);
        // The label of a single row of a wide table is read as a text.
        let is_text = matches!(cell.content, Content::Row(_))
            && self.labels > 1
            && cell.column + cell.columns == self.labels;
        let side = if is_text { "Left" } else { "" };
        template.text(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{}{side}\"/></w:pPr>",
            self.style
        ));
        match cell.content {
            Content::Title(label)
            | Content::Column(label)
            | Content::Row(label)
            | Content::Note(label) => {
                let mut text = String::from("<w:r><w:t>");
                escape(label, &mut text);
                text.push_str("</w:t></w:r>");
                template.text(&text);
            }
            Content::Value {
                table,
                cell: number,
            } => template.mark(Number {
                table,
                cell: number,
                width: self.width(cell.column, cell.columns) - MARGINS,
                size: self.size,
            }),
        }
        template.text("</w:p></w:tc>");
    }
}

/// How wide each column of a sheet is: all alike, but for those of labels where there are
/// several, of which the last is the widest.
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
    let rest: usize = widths.iter().sum();
    widths[labels - 1] = TEXT_WIDTH.saturating_sub(rest).max(GROUP_WIDTHS[1]);
    widths
}
