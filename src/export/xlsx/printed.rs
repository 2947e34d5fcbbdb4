//! One sheet of the form, as it is printed: merged cells, borders, heads that every page
//! repeats, and what may be typed where.

use crate::export::printed::{Content, PrintedCell, PrintedPart};
use crate::export::template::Template;
use crate::form::{Form, Kind};
use crate::portal::Report;

use super::cells::{Style, empty, value, words};
use super::place::{name, ranges};
use super::size;
use super::sums::{Sum, sums};
use super::text::{Strings, Told};

/// A sheet without its numbers.
pub struct PrintedSheet {
    pub name: &'static str,
    /// The rows that every further page repeats, from 1.
    pub repeated: Option<(usize, usize)>,
    template: Template<Value>,
    /// The position of its first table in the form.
    first: usize,
    /// By table of the sheet and by cell.
    sums: Vec<Vec<Vec<Sum>>>,
}

/// The cell that stands in a place of the template: a table of the form, a cell of it.
#[derive(Clone, Copy)]
struct Value {
    table: usize,
    cell: usize,
}

/// Words above the tables.
enum Words {
    /// The title of the report.
    Title,
    Fixed(&'static str),
}

/// A sheet while it is put together.
struct Sheet<'p> {
    form: &'static Form,
    is_first: bool,
    part: &'p PrintedPart,
    first: usize,
    /// How many rows stand above the printed ones.
    above: usize,
    widths: Vec<usize>,
}

impl PrintedSheet {
    pub fn of(
        form: &'static Form,
        part: &PrintedPart,
        is_first: bool,
        strings: &mut Strings,
    ) -> Self {
        let before = form.parts.iter().take_while(|one| one.id != part.part.id);
        let first = before.map(|one| one.tables.len()).sum();
        let mut sheet = Sheet {
            form,
            is_first,
            part,
            first,
            above: 0,
            widths: size::widths(part),
        };
        sheet.above = sheet.headings().len();
        let heads = (sheet.above + 1, sheet.above + part.heads);
        let tables = part.part.tables.iter().enumerate();
        Self {
            name: part.part.name,
            repeated: (part.heads > 0).then_some(heads),
            template: sheet.template(strings),
            first,
            sums: tables
                .map(|(at, table)| sums(table, &|cell| sheet.place(first + at, cell)))
                .collect(),
        }
    }

    pub fn filled(&self, report: &Report) -> String {
        let mut out = String::with_capacity(40_000);
        self.template.fill(&mut out, |Value { table, cell }, out| {
            let grid = &report.grids[table];
            let sums = self.sums[table - self.first][cell].iter();
            let formula = sums.filter_map(|sum| sum.formula(grid, cell)).next();
            value(&grid.cells[cell].value, formula, out);
        });
        out
    }
}

/// What all tables of a part count, as the form prints it.
fn unit(part: &PrintedPart) -> Option<&'static str> {
    part.part.tables.iter().find_map(|table| table.unit)
}

impl Sheet<'_> {
    /// Where a cell of the form stands in the sheet.
    fn place(&self, table: usize, cell: usize) -> (usize, usize) {
        let wanted = Content::Value { table, cell };
        let rows = self.part.rows.iter().enumerate();
        let mut places = rows.filter_map(|(row, cells)| {
            let found = cells.iter().find(|one| one.content == wanted)?;
            Some((self.above + row, found.column))
        });
        places.next().expect("every cell of a part is printed")
    }

    fn template(&self, strings: &mut Strings) -> Template<Value> {
        let mut template = Template::new();
        template.text(&self.beginning());
        self.write_headings(strings, &mut template);
        let heights = self.heights();
        for (row, height) in heights.iter().enumerate() {
            let number = self.above + row + 1;
            template.text(&row_start(number, *height));
            for column in 0..self.part.columns {
                self.cell(row, column, strings, &mut template);
            }
            template.text("</row>");
        }
        template.text("</sheetData>");
        template.text(&self.merges());
        template.text(&self.validations());
        template.text(&format!(
            "<printOptions horizontalCentered=\"1\"/><pageMargins left=\"0.5\" right=\"0.5\" \
             top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" \
             orientation=\"{}\" fitToHeight=\"0\"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，\
             共 &amp;N 页</oddFooter></headerFooter>{}</worksheet>",
            match self.part.columns >= size::ACROSS {
                true => "landscape",
                false => "portrait",
            },
            self.ignored()
        ));
        template
    }

    fn beginning(&self) -> String {
        let frozen = self.above + self.part.heads;
        let selected = if self.is_first {
            " tabSelected=\"1\""
        } else {
            ""
        };
        let columns = self.widths.iter().enumerate().map(|(at, width)| {
            let number = at + 1;
            format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>")
        });
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet \
             xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr>\
             <pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView{selected} \
             workbookViewId=\"0\"><pane ySplit=\"{frozen}\" topLeftCell=\"A{}\" \
             activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
             <sheetFormatPr defaultRowHeight=\"15\"/><cols>{}</cols><sheetData>",
            frozen + 1,
            columns.collect::<String>()
        )
    }

    /// What stands above the tables: on the first sheet the title of the report, then the
    /// heading of the section and what is counted.
    fn headings(&self) -> Vec<(Style, Words)> {
        let sections = self.form.sections.iter();
        let mut own = sections.filter(|section| section.part == Some(self.part.part.id));
        let heading = own
            .next()
            .map_or(self.part.part.name, |section| section.heading);
        let title = self.is_first.then_some((Style::Title, Words::Title));
        let section = (Style::Section, Words::Fixed(heading));
        let unit = unit(self.part).map(|unit| (Style::Unit, Words::Fixed(unit)));
        title.into_iter().chain([section]).chain(unit).collect()
    }

    fn write_headings(&self, strings: &mut Strings, template: &mut Template<Value>) {
        for (row, (style, text)) in self.headings().into_iter().enumerate() {
            let (number, height) = match text {
                Words::Title => (Told::Title.number(), size::TITLE),
                Words::Fixed(text) => (strings.number(text), size::LINE + size::EDGE),
            };
            template.text(&row_start(row + 1, height));
            template.text(&words(&placed(row, 0), style, number));
            template.text("</row>");
        }
    }

    /// What stands in a place: the cell that begins there, or the border of one that
    /// covers it.
    fn cell(
        &self,
        row: usize,
        column: usize,
        strings: &mut Strings,
        template: &mut Template<Value>,
    ) {
        let place = placed(self.above + row, column);
        let begins = self.part.rows[row]
            .iter()
            .find(|cell| cell.column == column);
        let mut known = |style, text| words(&place, style, strings.number(text));
        match begins.map(|cell| cell.content) {
            None => template.text(&empty(&place, Style::Value)),
            Some(Content::Title(text) | Content::Column(text)) => {
                template.text(&known(Style::Head, text));
            }
            Some(Content::Row(text)) => template.text(&known(Style::Label, text)),
            Some(Content::Note(text)) => template.text(&known(Style::Note, text)),
            Some(Content::Value { table, cell }) => {
                let tables = self.part.part.tables;
                let totals = &crate::report::Shape::of(&tables[table - self.first]).totals;
                let style = match totals[cell] {
                    true => Style::Total,
                    false => Style::Value,
                };
                template.text(&format!("<c{place} s=\"{}\"", style as u8));
                template.mark(Value { table, cell });
            }
        }
    }

    /// Rows are as high as their longest words take lines.
    fn heights(&self) -> Vec<usize> {
        let rows = &self.part.rows;
        let mut heights = vec![size::LINE + size::EDGE; rows.len()];
        for pass in [1, usize::MAX] {
            for (row, cell) in rows
                .iter()
                .enumerate()
                .flat_map(|(row, cells)| cells.iter().map(move |cell| (row, cell)))
            {
                let last = row + cell.rows;
                let over: usize = heights[row..last].iter().sum();
                let wanted = self.wanted(cell);
                // First those within one row, then what is missing of taller ones.
                if (cell.rows == 1) == (pass == 1) && wanted > over {
                    heights[last - 1] += wanted - over;
                }
            }
        }
        heights
    }

    /// How high a cell has to be for its words.
    fn wanted(&self, cell: &PrintedCell) -> usize {
        let text = match cell.content {
            Content::Title(text)
            | Content::Column(text)
            | Content::Row(text)
            | Content::Note(text) => text,
            Content::Value { .. } => "",
        };
        let columns = cell.column..cell.column + cell.columns;
        let width = self.widths[columns].iter().sum::<usize>().saturating_sub(1);
        // A letter of Chinese is as wide as two digits.
        let letters = (width / 2).max(1);
        text.chars().count().div_ceil(letters) * size::LINE + size::EDGE
    }

    fn merges(&self) -> String {
        let last = self.part.columns - 1;
        let range = |first, last| format!("{}:{}", name(first), name(last));
        let mut merged: Vec<String> = (0..self.above)
            .map(|row| range((row, 0), (row, last)))
            .collect();
        for (row, cells) in self.part.rows.iter().enumerate() {
            let row = self.above + row;
            let wide = cells
                .iter()
                .filter(|cell| (cell.rows, cell.columns) != (1, 1));
            merged.extend(wide.map(|cell| {
                let end = (row + cell.rows - 1, cell.column + cell.columns - 1);
                range((row, cell.column), end)
            }));
        }
        let cells = merged
            .iter()
            .map(|range| format!("<mergeCell ref=\"{range}\"/>"));
        let cells: String = cells.collect();
        format!(
            "<mergeCells count=\"{}\">{cells}</mergeCells>",
            merged.len()
        )
    }

    /// The places of all values of a kind.
    fn places(&self, of: &dyn Fn(Kind) -> bool) -> Vec<(usize, usize)> {
        let tables = self.part.part.tables.iter().enumerate();
        let places = tables.flat_map(|(at, table)| {
            let cells = 0..table.size();
            let own = cells.filter(|cell| of(table.kinds[cell % table.kinds.len()]));
            own.map(move |cell| self.place(self.first + at, cell))
        });
        places.collect()
    }

    /// What may be typed. It warns and does not refuse: a mark that a cell does not apply
    /// may stand there too.
    fn validations(&self) -> String {
        let rules = [
            (
                Kind::Count,
                "type=\"whole\" errorStyle=\"warning\" operator=\"greaterThanOrEqual\"",
                "<formula1>0</formula1>",
                "这里填 0 或者更大的整数，没有就填 0",
            ),
            (
                Kind::Change,
                "type=\"whole\" errorStyle=\"warning\" operator=\"between\"",
                "<formula1>-999999999</formula1><formula2>999999999</formula2>",
                "这里填整数，减少的填负数，没有变化就填 0",
            ),
            (
                Kind::Amount,
                "type=\"decimal\" errorStyle=\"warning\" operator=\"greaterThanOrEqual\"",
                "<formula1>0</formula1>",
                "这里填 0 或者更大的数，可以有小数，没有就填 0",
            ),
        ];
        let written = rules.iter().filter_map(|(kind, rule, limits, said)| {
            let cells = ranges(&self.places(&|one| one == *kind)).join(" ");
            (!cells.is_empty()).then(|| {
                format!(
                    "<dataValidation {rule} allowBlank=\"1\" showErrorMessage=\"1\" \
                     errorTitle=\"填的不是数\" error=\"{said}\" sqref=\"{cells}\">{limits}\
                     </dataValidation>"
                )
            })
        });
        let written: Vec<String> = written.collect();
        match written.len() {
            0 => String::new(),
            count => format!(
                "<dataValidations count=\"{count}\">{}</dataValidations>",
                written.concat()
            ),
        }
    }

    /// Amounts whose digits a number would lose are words, which is no mistake.
    fn ignored(&self) -> String {
        let cells = ranges(&self.places(&|kind| matches!(kind, Kind::Amount | Kind::AmountText)));
        match cells.is_empty() {
            true => String::new(),
            false => format!(
                "<ignoredErrors><ignoredError sqref=\"{}\" numberStoredAsText=\"1\"/>\
                 </ignoredErrors>",
                cells.join(" ")
            ),
        }
    }
}

/// The attribute that says where a cell stands.
fn placed(row: usize, column: usize) -> String {
    format!(" r=\"{}\"", name((row, column)))
}

fn row_start(number: usize, height: usize) -> String {
    format!("<row r=\"{number}\" ht=\"{height}\" customHeight=\"1\">")
}
