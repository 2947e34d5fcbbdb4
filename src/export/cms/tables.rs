//! Tables whose lines, widths and alignment are attributes and inline styles.

use crate::export::{Content, PrintedCell, PrintedPart};
use crate::parse::markdown::escape;
use crate::report::Grid;

/// How one cell looks.
pub struct Style {
    pub tag: &'static str,
    pub scope: Option<&'static str>,
    /// In percent of the table.
    pub width: Option<String>,
    pub align: &'static str,
    pub columns: usize,
    pub rows: usize,
}

/// Opens a table with lines.
pub fn open(html: &mut String) {
    html.push_str(
        "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\" align=\"center\" \
         style=\"width:100%;border-collapse:collapse;border:1px solid #000000;margin:0 0 1em\">\n\
         <tbody>\n",
    );
}

pub fn close(html: &mut String) {
    html.push_str("</tbody>\n</table>\n");
}

/// So many of so many equal widths, in percent with at most two decimals.
pub fn percent(part: usize, whole: usize) -> String {
    let hundredths = 10_000 * part / whole.max(1);
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => format!("{whole}%"),
        (whole, rest) => format!("{whole}.{rest:02}%"),
    }
}

/// One sheet of a form with its numbers: the tables of the form by their positions in
/// `grids`. Linear in its cells.
pub fn sheet(part: &PrintedPart, grids: &[Grid], html: &mut String) {
    let widths = Widths::of(part);
    open(html);
    for (at, row) in part.rows.iter().enumerate() {
        html.push_str("<tr>\n");
        for cell in row {
            // Editors keep the widths of cells and no others; the first cell that is as
            // narrow as its column says how narrow that is.
            let first = cell.columns == 1 && is_first(part, at, cell.column);
            let style = Style {
                width: (first || at == 0).then(|| widths.of_cell(cell)),
                ..style(cell)
            };
            style.open(html);
            escape(&words(cell, grids), html);
            style.close(html);
        }
        html.push_str("</tr>\n");
    }
    close(html);
}

/// What is printed in a cell.
pub fn words(cell: &PrintedCell, grids: &[Grid]) -> String {
    match cell.content {
        Content::Title(text) | Content::Column(text) | Content::Row(text) | Content::Note(text) => {
            text.to_owned()
        }
        Content::Value { table, cell } => grids[table].cells[cell].value.to_string(),
    }
}

fn style(cell: &PrintedCell) -> Style {
    let (tag, scope, align) = match cell.content {
        Content::Title(_) => ("th", Some("colgroup"), "center"),
        Content::Column(_) if cell.columns > 1 => ("th", Some("colgroup"), "center"),
        Content::Column(_) => ("th", Some("col"), "center"),
        Content::Row(_) if cell.rows > 1 => ("th", Some("rowgroup"), "left"),
        Content::Row(_) => ("th", Some("row"), "left"),
        Content::Note(_) => ("td", None, "left"),
        Content::Value { .. } => ("td", None, "center"),
    };
    Style {
        tag,
        scope,
        width: None,
        align,
        columns: cell.columns,
        rows: cell.rows,
    }
}

/// Whether no row before this one has a cell of one column there.
fn is_first(part: &PrintedPart, row: usize, column: usize) -> bool {
    let mut before = part.rows[..row].iter().flatten();
    !before.any(|cell| cell.column == column && cell.columns == 1)
}

/// How the width of a sheet is shared: the last column of labels is as wide as all of them
/// and the others together would be, the others are equal.
struct Widths {
    columns: usize,
    labels: usize,
}

impl Widths {
    fn of(part: &PrintedPart) -> Self {
        let is_value = |cell: &&PrintedCell| matches!(cell.content, Content::Value { .. });
        let values = part.rows.iter().flatten().filter(is_value);
        Self {
            columns: part.columns,
            labels: values.map(|cell| cell.column).min().unwrap_or(0),
        }
    }

    fn of_cell(&self, cell: &PrintedCell) -> String {
        let extra = self.labels.saturating_sub(1);
        let reaches = |column| cell.column <= column && column < cell.column + cell.columns;
        let own = match self.labels.checked_sub(1).is_some_and(reaches) {
            true => cell.columns + extra,
            false => cell.columns,
        };
        percent(own, self.columns + extra)
    }
}

impl Style {
    pub fn open(&self, html: &mut String) {
        html.push('<');
        html.push_str(self.tag);
        let mut attribute = |name: &str, value: &str| {
            html.push_str(&format!(" {name}=\"{value}\""));
        };
        if let Some(scope) = self.scope {
            attribute("scope", scope);
        }
        if self.columns > 1 {
            attribute("colspan", &self.columns.to_string());
        }
        if self.rows > 1 {
            attribute("rowspan", &self.rows.to_string());
        }
        if let Some(width) = &self.width {
            attribute("width", width);
        }
        attribute("align", self.align);
        attribute("valign", "middle");
        let weight = match self.tag {
            "th" => ";font-weight:normal",
            _ => "",
        };
        let width = match &self.width {
            Some(width) => format!(";width:{width}"),
            None => String::new(),
        };
        let style = format!(
            "border:1px solid #000000;padding:4px;text-align:{};vertical-align:middle{weight}{width}",
            self.align
        );
        attribute("style", &style);
        html.push('>');
    }

    pub fn close(&self, html: &mut String) {
        html.push_str(&format!("</{}>\n", self.tag));
    }
}
