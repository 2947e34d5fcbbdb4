//! The odd things themselves.

use gongkai::form::Kind;

use super::report::{Odd, Sheet, plain};
use crate::office::Block;
use crate::printed::{Cell, Dice};

/// One odd thing: its name, and what it does to a report.
pub type Change = (&'static str, fn(&mut Odd, &mut Dice));

pub const CELLS: [Change; 28] = [
    ("blank cells here and there", |odd, dice| {
        for sheet in &mut odd.sheets {
            for at in 0..sheet.truth.len() {
                if dice.below(3) == 0 {
                    sheet.write(at, "", &[""]);
                }
            }
        }
    }),
    ("one blank cell a row", |odd, dice| {
        for sheet in &mut odd.sheets {
            for row in 0..sheet.printed_rows() {
                let at = row * sheet.across() + dice.below(sheet.across() as u64) as usize;
                sheet.write(at, "", &[""]);
            }
        }
    }),
    ("one blank cell", |odd, dice| {
        let sheet = odd.any(dice);
        let at = sheet.any_cell(dice);
        sheet.write(at, "", &[""]);
    }),
    ("two blank cells in a row of large numbers", |odd, dice| {
        let sheet = odd.requests();
        let row = dice.below(sheet.printed_rows() as u64) as usize * 7;
        let count = (10 + dice.below(900)).to_string();
        for at in row..row + 7 {
            sheet.write(at, "0", &["0"]);
        }
        let first = row + dice.below(6) as usize;
        sheet.write(first, &count, &[&count]);
        sheet.write(row + 6, &count, &[&count]);
        for _ in 0..2 {
            let at = row + dice.below(6) as usize;
            if at != first {
                sheet.write(at, "", &[""]);
            }
        }
    }),
    ("zeros left blank", |odd, _| {
        for sheet in &mut odd.sheets {
            for at in 0..sheet.truth.len() {
                if sheet.truth[at][0] == "0" {
                    sheet.write(at, "", &[""]);
                }
            }
        }
    }),
    ("a blank column", |odd, dice| {
        let sheet = odd.requests();
        let column = dice.below(7) as usize;
        for at in (column..sheet.truth.len()).step_by(7) {
            sheet.write(at, "", &[""]);
        }
    }),
    ("numbers of many digits", |odd, dice| {
        for sheet in &mut odd.sheets {
            for at in 0..sheet.truth.len() {
                let count = (100 + dice.below(90_000)).to_string();
                sheet.write(at, &count, &[&count]);
            }
        }
    }),
    ("totals one digit off", |odd, dice| {
        let sheet = odd.requests();
        for row in 0..sheet.printed_rows() {
            let at = row * 7 + 6;
            let count: u64 = sheet.truth[at][0].parse().expect("a count");
            let count = (count + 1 + dice.below(8)).to_string();
            sheet.write(at, &count, &[&count]);
        }
    }),
    ("one total with a wrong digit", |odd, dice| {
        let sheet = odd.requests();
        let at = dice.below(sheet.printed_rows() as u64) as usize * 7 + 6;
        let count = dice.below(1000).to_string();
        sheet.write(at, &count, &[&count]);
    }),
    ("ten thousands", |odd, dice| one(odd, dice, "3万", &["30000"])),
    ("a unit", |odd, _| {
        for sheet in &mut odd.sheets {
            for at in 0..sheet.truth.len() {
                if sheet.table.kinds[at % sheet.width()] == Kind::Count {
                    let text = format!("{}件", sheet.truth[at][0]);
                    sheet.cell(at).text = text;
                }
            }
        }
    }),
    ("a comma between two digits", |odd, dice| one(odd, dice, "1,2", &[])),
    ("thousands", |odd, dice| one(odd, dice, "1,234", &["1234"])),
    ("a decimal", |odd, dice| one(odd, dice, "1.5", &[])),
    ("about", |odd, dice| one(odd, dice, "约12", &[])),
    ("more than", |odd, dice| one(odd, dice, "12余", &[])),
    ("a share", |odd, dice| one(odd, dice, "5%", &[])),
    ("a negative count", |odd, dice| one(odd, dice, "-3", &[])),
    ("a leading zero", |odd, dice| one(odd, dice, "07", &["7"])),
    ("a range", |odd, dice| one(odd, dice, "3-5", &[])),
    ("a sum", |odd, dice| one(odd, dice, "3+2", &[])),
    ("an enumeration", |odd, dice| one(odd, dice, "1、2", &[])),
    ("a space between digits", |odd, dice| one(odd, dice, "1 2", &["12"])),
    ("a Chinese number", |odd, dice| one(odd, dice, "三", &["3"])),
    ("nothing in words", |odd, dice| one(odd, dice, "无", &["无"])),
    ("a note behind a number", |odd, dice| {
        one(odd, dice, "3（其中1件结转）", &["3"]);
    }),
    ("marks for zero", |odd, dice| {
        for sheet in &mut odd.sheets {
            let mark = ["/", "—", "-", "——"][dice.below(4) as usize];
            for at in 0..sheet.truth.len() {
                if sheet.truth[at][0] == "0" {
                    sheet.write(at, mark, &[mark]);
                }
            }
        }
    }),
    ("wide digits", |odd, _| {
        for sheet in &mut odd.sheets {
            for at in 0..sheet.truth.len() {
                let wide = sheet.truth[at][0].chars().map(|c| match c {
                    '0'..='9' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
                    c => c,
                });
                sheet.cell(at).text = wide.collect();
            }
        }
    }),
];

/// One count somewhere is written in another way.
fn one(odd: &mut Odd, dice: &mut Dice, text: &str, truth: &[&str]) {
    loop {
        let sheet = odd.any(dice);
        let at = sheet.any_cell(dice);
        if sheet.table.kinds[at % sheet.width()] == Kind::Count {
            sheet.write(at, text, truth);
            return;
        }
    }
}

pub const ROWS: [Change; 18] = [
    ("labels without their numbers", |odd, dice| {
        let sheet = odd.requests();
        large_totals(sheet, dice);
        each_label(sheet, |label| label.trim_start_matches(numeral).to_owned());
    }),
    ("labels whose numbers have no mark", |odd, dice| {
        let sheet = odd.requests();
        large_totals(sheet, dice);
        each_label(sheet, |label| label.replacen('.', "", 1));
    }),
    ("labels whose numbers have another mark", |odd, dice| {
        let sheet = odd.requests();
        large_totals(sheet, dice);
        each_label(sheet, |label| label.replacen('.', "、", 1));
    }),
    ("large totals before numbered labels", |odd, dice| {
        large_totals(odd.requests(), dice);
    }),
    ("two rows in another order", |odd, dice| {
        let sheet = odd.requests();
        let (row, heads) = (sheet.loose_row(dice), sheet.heads());
        sheet.rows.swap(heads + row, heads + row + 1);
    }),
    ("a row is missing", |odd, dice| {
        let sheet = odd.requests();
        let (row, heads) = (sheet.loose_row(dice), sheet.heads());
        sheet.rows.remove(heads + row);
        for at in row * 7..row * 7 + 7 {
            sheet.truth[at].clear();
        }
    }),
    ("a row stands twice", |odd, dice| {
        let sheet = odd.requests();
        let (row, heads) = (sheet.loose_row(dice), sheet.heads());
        let line = sheet.rows[heads + row].clone();
        sheet.rows.insert(heads + row + 1, line);
    }),
    ("a row stands twice with other numbers", |odd, dice| {
        let sheet = odd.requests();
        let (row, heads) = (sheet.loose_row(dice), sheet.heads());
        let mut line = sheet.rows[heads + row].clone();
        for (cell, truth) in line[1..].iter_mut().zip(&mut sheet.truth[row * 7..]) {
            let other = dice.below(100).to_string();
            if *truth != [other.clone()] {
                truth.clear();
            }
            cell.text = other;
        }
        sheet.rows.insert(heads + row + 1, line);
    }),
    ("a number too few", |odd, dice| {
        let sheet = odd.any(dice);
        let row = dice.below(sheet.printed_rows() as u64) as usize;
        let across = sheet.across();
        sheet.line(row).0.pop();
        // Where cells can be told apart, the last one is blank.
        sheet.truth[(row + 1) * across - 1] = vec![String::new()];
    }),
    ("a number too many", |odd, dice| {
        let sheet = odd.any(dice);
        let row = dice.below(sheet.printed_rows() as u64) as usize;
        let across = sheet.across();
        let at = 1 + dice.below(across as u64) as usize;
        let number = plain(&dice.below(100).to_string());
        let (line, first) = sheet.line(row);
        line.insert(first + at - 1, number);
        for truth in &mut sheet.truth[row * across..(row + 1) * across] {
            truth.clear();
        }
    }),
    ("a footnote between rows", |odd, dice| {
        let text = "注：本行数据含上级转办的 2 件。";
        between(odd.requests(), dice, vec![wide(text, 10)]);
    }),
    ("the number of a page between rows", |odd, dice| {
        between(odd.requests(), dice, vec![wide("— 12 —", 10)]);
    }),
    ("last year's row between rows", |odd, dice| {
        let mut line = vec![plain("上年同期")];
        line.extend((0..7).map(|_| plain(&dice.below(50).to_string())));
        between(odd.requests(), dice, line);
    }),
    ("last year's row named as the row", |odd, dice| {
        let sheet = odd.requests();
        let (row, heads) = (sheet.loose_row(dice), sheet.heads());
        let mut line = sheet.rows[heads + row].clone();
        line[0].text = format!("上年{}", line[0].text.trim_start_matches(numeral));
        for cell in &mut line[1..] {
            cell.text = dice.below(50).to_string();
        }
        let behind = dice.below(2) as usize;
        sheet.rows.insert(heads + row + behind, line);
    }),
    ("the heads again in the middle", |odd, dice| {
        let sheet = odd.requests();
        let (row, heads) = (sheet.loose_row(dice), sheet.heads());
        let again: Vec<Vec<Cell>> = sheet.rows[..heads].to_vec();
        sheet.rows.splice(heads + row + 1..heads + row + 1, again);
    }),
    ("cut at the end of a page, with the heads again", |odd, dice| {
        let sheet = odd.requests();
        let (row, heads) = (sheet.loose_row(dice), sheet.heads());
        let mut rest: Vec<Vec<Cell>> = sheet.rows[..heads].to_vec();
        rest.extend(sheet.rows.drain(heads + row + 1..));
        sheet.behind.push(Block::Table(rest));
    }),
    ("cut at the end of a page", |odd, dice| {
        let sheet = odd.requests();
        let (row, heads) = (sheet.loose_row(dice), sheet.heads());
        let rest = sheet.rows.drain(heads + row + 1..).collect();
        sheet.behind.push(Block::Table(rest));
    }),
    ("a row cut off from its numbers", |odd, dice| {
        let sheet = odd.requests();
        let row = sheet.loose_row(dice);
        for at in row * 7..row * 7 + 7 {
            sheet.write(at, "", &[""]);
        }
    }),
];

fn numeral(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | '、')
}

/// Totals of two digits and more before the numbers of the labels that follow.
fn large_totals(sheet: &mut Sheet, dice: &mut Dice) {
    for row in 0..sheet.printed_rows() {
        let count = (10 + dice.below(990)).to_string();
        sheet.write(row * 7, &count, &[&count]);
        for at in row * 7 + 1..row * 7 + 6 {
            sheet.write(at, "0", &["0"]);
        }
        sheet.write(row * 7 + 6, &count, &[&count]);
    }
}

/// Writes the labels of the rows that have a number anew.
fn each_label(sheet: &mut Sheet, new: fn(&str) -> String) {
    for row in 0..sheet.printed_rows() {
        let (line, first) = sheet.line(row);
        let label = &mut line[first - 1].text;
        if label.starts_with(|c: char| c.is_ascii_digit()) {
            *label = new(label);
        }
    }
}

fn between(sheet: &mut Sheet, dice: &mut Dice, line: Vec<Cell>) {
    let (row, heads) = (sheet.loose_row(dice), sheet.heads());
    sheet.rows.insert(heads + row + 1, line);
}

fn wide(text: &str, columns: usize) -> Cell {
    Cell {
        columns,
        ..plain(text)
    }
}

pub const TABLES: [Change; 14] = [
    ("a column for remarks", |odd, dice| {
        let sheet = odd.documents();
        column(sheet, 4, "备注", &mut |_| ["", "含废止", ""][dice.below(3) as usize].to_owned());
    }),
    ("a column of shares", |odd, dice| {
        column(odd.documents(), 4, "同比", &mut |_| format!("{}%", dice.below(90)));
    }),
    ("a column of numbers behind", |odd, dice| {
        column(odd.documents(), 4, "同比增减", &mut |_| dice.below(90).to_string());
    }),
    ("last year's column before", |odd, dice| {
        column(odd.documents(), 1, "上年数", &mut |_| dice.below(90).to_string());
    }),
    ("last year's column between", |odd, dice| {
        column(odd.documents(), 2, "上年数", &mut |_| dice.below(90).to_string());
    }),
    ("last year's column before one that is blank", |odd, dice| {
        let sheet = odd.documents();
        for at in [2, 5] {
            sheet.write(at, "", &[""]);
        }
        column(sheet, 1, "上年数", &mut |_| dice.below(90).to_string());
    }),
    ("a column of row numbers", |odd, _| {
        column(odd.documents(), 0, "序号", &mut |row| (row + 1).to_string());
    }),
    ("two columns in another order", |odd, dice| {
        let sheet = odd.documents();
        let first = 1 + dice.below(2) as usize;
        for line in &mut sheet.rows[1..] {
            line.swap(first, first + 1);
        }
    }),
    ("two columns of table three in another order", |odd, dice| {
        let sheet = odd.requests();
        let (column, heads) = (dice.below(4) as usize, sheet.heads());
        sheet.rows[heads - 1].swap(column, column + 1);
        for row in 0..sheet.printed_rows() {
            let (line, first) = sheet.line(row);
            line.swap(first + 1 + column, first + 2 + column);
        }
    }),
    ("a column of table three behind", |odd, dice| {
        let sheet = odd.requests();
        let rows = sheet.heads();
        sheet.rows[0].push(Cell { rows, ..plain("备注") });
        for line in rows..sheet.rows.len() {
            let text = ["", "", "1"][dice.below(3) as usize];
            sheet.rows[line].push(plain(text));
        }
    }),
    ("table four by rows", |odd, _| {
        let sheet = odd.disputes();
        let values = sheet.rows.pop().expect("a line of values");
        let heads = ["类别", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
        let mut rows = vec![heads.map(plain).to_vec()];
        let labels = ["行政复议", "未经复议直接起诉", "复议后起诉"];
        for (label, values) in labels.iter().zip(values.chunks(5)) {
            let mut line = vec![plain(label)];
            line.extend_from_slice(values);
            rows.push(line);
        }
        sheet.rows = rows;
    }),
    ("a table stands twice", |odd, dice| {
        let sheet = odd.any(dice);
        sheet.behind.push(Block::Line("附：上表的另一份".to_owned()));
        sheet.behind.push(Block::Table(sheet.rows.clone()));
    }),
    ("a table stands twice with other numbers", |odd, dice| {
        let mut other = Odd::new(odd.form, dice);
        let at = dice.below(odd.sheets.len() as u64) as usize;
        let (sheet, other) = (&mut odd.sheets[at], other.sheets.swap_remove(at));
        for (truth, other) in sheet.truth.iter_mut().zip(&other.truth) {
            if truth != other {
                truth.clear();
            }
        }
        sheet.behind.push(Block::Line("附：更正后的表格".to_owned()));
        sheet.behind.push(Block::Table(other.rows));
    }),
    ("a table is missing", |odd, dice| {
        let sheet = odd.any(dice);
        sheet.there = false;
        sheet.truth.fill(Vec::new());
    }),
];

/// One more column of a table whose rows are all of one width.
fn column(sheet: &mut Sheet, at: usize, head: &str, value: &mut dyn FnMut(usize) -> String) {
    sheet.rows[0][0].columns += 1;
    sheet.rows[1].insert(at, plain(head));
    for (row, line) in sheet.rows[2..].iter_mut().enumerate() {
        line.insert(at, plain(&value(row)));
    }
}
