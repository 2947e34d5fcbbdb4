//! A report with something odd in its tables, and what each of its cells may be read as.

use gongkai::form::{FORMS, Form, Layout as Shape, Table};
use gongkai::report::Grid;

use crate::office::Block;
use crate::printed::{Cell, Dice, Rows, filled, printed};

/// One table of a report, and what is true of it.
pub struct Sheet {
    pub table: &'static Table,
    pub rows: Rows,
    /// For each cell of the form what may be read without asking; nothing if only a
    /// person can say.
    pub truth: Vec<Vec<String>>,
    /// What stands between this table and the next.
    pub behind: Vec<Block>,
    /// Whether the table itself is in the file.
    pub there: bool,
}

/// A report before it is put into a container.
pub struct Odd {
    pub form: &'static Form,
    pub sheets: Vec<Sheet>,
}

impl Odd {
    pub fn new(form: &'static Form, dice: &mut Dice) -> Self {
        let sheets = filled(form, dice).iter().map(Sheet::new).collect();
        Self { form, sheets }
    }

    /// Any table.
    pub fn any(&mut self, dice: &mut Dice) -> &mut Sheet {
        let at = dice.below(self.sheets.len() as u64) as usize;
        &mut self.sheets[at]
    }

    /// Table three, which has many rows.
    pub fn requests(&mut self) -> &mut Sheet {
        let mut sheets = self.sheets.iter_mut();
        let found = sheets.find(|one| matches!(one.table.layout, Shape::Matrix { .. }));
        found.expect("a table three")
    }

    /// Table four, whose rows stand beside one another.
    pub fn disputes(&mut self) -> &mut Sheet {
        self.sheets.last_mut().expect("a table four")
    }

    /// The first table, whose columns no sum joins.
    pub fn documents(&mut self) -> &mut Sheet {
        &mut self.sheets[0]
    }

    /// The whole report: title, sections with words, tables.
    pub fn blocks(&self) -> Vec<Block> {
        let line = |text: &str| Block::Line(text.to_owned());
        let year = self.form.from;
        let mut all = vec![
            Block::Line(format!("清河镇{year}年政府信息公开工作年度报告")),
            line("本报告根据条例编制，规章、行政许可、其他等词在这里只是提到。"),
        ];
        let mut sheets = self.sheets.iter();
        for section in self.form.sections {
            all.push(line(section.heading));
            all.push(line("全年工作平稳，收到来信 3 件，都已答复。"));
            let part = self
                .form
                .parts
                .iter()
                .find(|part| section.part == Some(part.id));
            for _ in part.map_or(&[][..], |part| part.tables) {
                let sheet = sheets.next().expect("a sheet a table");
                if sheet.there {
                    all.push(Block::Table(sheet.rows.clone()));
                }
                all.extend(sheet.behind.iter().map(again));
            }
        }
        all.push(line("清河镇人民政府"));
        all.push(Block::Line(format!("{}年1月16日", year + 1)));
        all
    }
}

fn again(block: &Block) -> Block {
    match block {
        Block::Line(text) => Block::Line(text.clone()),
        Block::Table(rows) => Block::Table(rows.clone()),
    }
}

impl Sheet {
    fn new(grid: &Grid) -> Self {
        let truth = grid.cells.iter().map(|cell| vec![cell.value.to_string()]);
        Self {
            table: grid.table,
            rows: printed(grid),
            truth: truth.collect(),
            behind: Vec::new(),
            there: true,
        }
    }

    pub fn width(&self) -> usize {
        self.table.kinds.len()
    }

    /// How many printed rows stand above the first row of values.
    pub fn heads(&self) -> usize {
        self.rows.len() - self.printed_rows()
    }

    /// How many printed rows hold values.
    pub fn printed_rows(&self) -> usize {
        match self.table.layout {
            Shape::SingleRow => 1,
            _ => self.truth.len() / self.width(),
        }
    }

    /// How many values a printed row holds.
    pub fn across(&self) -> usize {
        self.truth.len() / self.printed_rows()
    }

    /// A printed row of values and the number of its first value.
    pub fn line(&mut self, row: usize) -> (&mut Vec<Cell>, usize) {
        let (heads, across) = (self.heads(), self.across());
        let line = &mut self.rows[heads + row];
        let first = line.len() - across;
        (line, first)
    }

    /// The printed cell of a cell of the form.
    pub fn cell(&mut self, at: usize) -> &mut Cell {
        let across = self.across();
        let (line, first) = self.line(at / across);
        &mut line[first + at % across]
    }

    /// Writes something into a cell that may be read as one of these.
    pub fn write(&mut self, at: usize, text: &str, truth: &[&str]) {
        self.cell(at).text = text.to_owned();
        self.truth[at] = truth.iter().map(|one| (*one).to_owned()).collect();
    }

    pub fn any_cell(&self, dice: &mut Dice) -> usize {
        dice.below(self.truth.len() as u64) as usize
    }

    /// A row of table three that begins no group, so that it can go or move.
    pub fn loose_row(&mut self, dice: &mut Dice) -> usize {
        let across = self.across();
        loop {
            let row = dice.below(self.printed_rows() as u64 - 1) as usize;
            let loose = |sheet: &mut Self, row| sheet.line(row).0.len() == across + 1;
            if loose(self, row) && loose(self, row + 1) {
                return row;
            }
        }
    }
}

/// The forms that have tables.
pub fn forms() -> impl Iterator<Item = &'static Form> {
    FORMS.iter().copied().filter(|form| !form.parts.is_empty())
}

pub fn plain(text: &str) -> Cell {
    Cell {
        text: text.to_owned(),
        rows: 1,
        columns: 1,
    }
}
