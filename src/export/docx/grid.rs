//! How a table begins, whatever stands in it.

use super::super::xml::escape;

/// How wide the text is: A4 without margins of 28 and 26 mm, in twips.
pub const TEXT_WIDTH: usize = 8844;

/// The margins of a cell on both sides, in twips.
pub const CELL_MARGINS: usize = 2 * 57;

/// What stands between a table and what follows: without it, two tables would be one.
pub const GAP: &str = "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>";

/// What a table is called where it is not seen.
#[derive(Clone, Copy, Default)]
pub struct Spoken<'s> {
    pub title: Option<&'s str>,
    pub description: Option<&'s str>,
}

/// Begins a table of columns of these widths, in twips, with lines around every cell.
pub fn begin_table(widths: &[usize], spoken: Spoken<'_>, out: &mut String) {
    let border = |side: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>")
    };
    let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border);
    let margin = |side: &str| {
        let width = CELL_MARGINS / 2;
        format!("<w:{side} w:w=\"{width}\" w:type=\"dxa\"/>")
    };
    let total: usize = widths.iter().sum();
    out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
         <w:tblBorders>{}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar>{}</w:tblCellMar>",
        borders.concat(),
        ["left", "right"].map(margin).concat(),
    ));
    let said = [
        ("tblCaption", spoken.title),
        ("tblDescription", spoken.description),
    ];
    for (name, text) in said {
        if let Some(text) = text {
            out.push_str(&format!("<w:{name} w:val=\""));
            escape(text, out);
            out.push_str("\"/>");
        }
    }
    out.push_str("</w:tblPr><w:tblGrid>");
    for width in widths {
        out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    out.push_str("</w:tblGrid>");
}
