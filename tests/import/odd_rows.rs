//! What is odd in the rows of a table: their labels, their order, what stands between.

use super::Change;
use super::report::{Sheet, plain};
use crate::office::Block;
use crate::printed::{Cell, Dice};

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
    (
        "cut at the end of a page, with the heads again",
        |odd, dice| {
            let sheet = odd.requests();
            let (row, heads) = (sheet.loose_row(dice), sheet.heads());
            let mut rest: Vec<Vec<Cell>> = sheet.rows[..heads].to_vec();
            rest.extend(sheet.rows.drain(heads + row + 1..));
            sheet.behind.push(Block::Table(rest));
        },
    ),
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
