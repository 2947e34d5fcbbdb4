//! The sheet with all numbers as one row each (`formats::tidy`).

use crate::export::template::Template;
use crate::form::Form;
use crate::formats::codebook::Codebook;
use crate::formats::tidy::{COLUMNS, Status};
use crate::portal::Report;

use super::cells::{Style, value, words};
use super::text::{Strings, Told};

/// The sheet without its numbers.
pub struct DataSheet {
    template: Template<Mark>,
    /// The numbers of the words for each status.
    statuses: [usize; 4],
}

/// A cell with words and without a style. Cells say neither their place nor their style,
/// which follow from those before them: all of this is packed anew for each report.
fn plain(number: usize) -> String {
    format!("<c t=\"s\"><v>{number}</v></c>")
}

/// What stands in a place of the template.
#[derive(Clone, Copy)]
enum Mark {
    Year,
    /// A table by its position in the form, and a cell of it.
    Value(usize, usize),
    Status(usize, usize),
}

const BEGINNING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
    activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
    <sheetFormatPr defaultRowHeight=\"15\"/><cols><col min=\"1\" max=\"6\" width=\"14\" \
    customWidth=\"1\"/><col min=\"7\" max=\"7\" width=\"40\" customWidth=\"1\"/>\
    <col min=\"8\" max=\"12\" width=\"16\" customWidth=\"1\"/></cols><sheetData>";

impl DataSheet {
    pub fn of(form: &'static Form, strings: &mut Strings) -> Self {
        let mut template = Template::new();
        template.text(BEGINNING);
        let heads = COLUMNS.map(|name| words("", Style::DataHead, strings.number(name)));
        template.text(&format!("<row>{}</row>", heads.concat()));
        for (number, entry) in Codebook::of(form).tables.iter().enumerate() {
            for cell in 0..entry.addresses.len() {
                let (row, column) = entry.lines(cell);
                let mut known = |text: &str| plain(strings.number(text));
                let told = |told: Told| plain(told.number());
                let before = [told(Told::UnitId), told(Told::Organization)].concat();
                template.text(&format!("<row>{before}<c><v>"));
                template.mark(Mark::Year);
                let names = [
                    form.id,
                    entry.table.id,
                    row.id,
                    &row.path,
                    column.id,
                    &column.path,
                ];
                let names = names.map(&mut known).concat();
                template.text(&format!("</v></c>{names}<c"));
                template.mark(Mark::Value(number, cell));
                template.text("<c t=\"s\"><v>");
                template.mark(Mark::Status(number, cell));
                template.text(&format!("</v></c>{}</row>", known(entry.unit_of(cell))));
            }
        }
        template.text(
            "</sheetData><pageSetup paperSize=\"9\" orientation=\"landscape\" \
             fitToHeight=\"0\"/></worksheet>",
        );
        Self {
            template,
            statuses: Status::ALL.map(|status| strings.number(status.id())),
        }
    }

    pub fn filled(&self, report: &Report) -> String {
        let mut out = String::with_capacity(100_000);
        let value_at = |table: usize, cell: usize| &report.grids[table].cells[cell].value;
        self.template.fill(&mut out, |mark, out| match mark {
            Mark::Year => out.push_str(&report.year.to_string()),
            Mark::Value(table, cell) => value(value_at(table, cell), None, out),
            Mark::Status(table, cell) => {
                let status = Status::of(value_at(table, cell));
                let mut all = Status::ALL.iter().zip(self.statuses);
                let number = all.find(|(one, _)| **one == status);
                let number = number.map_or(0, |(_, number)| number);
                out.push_str(&number.to_string());
            }
        });
        out
    }
}
