//! What is odd in single cells: blanks, marks, words, numbers that are not plain.

use gongkai::form::Kind;

use super::Change;
use super::report::Odd;
use crate::printed::Dice;

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
    ("ten thousands", |odd, dice| {
        one(odd, dice, "3万", &["30000"])
    }),
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
    ("a comma between two digits", |odd, dice| {
        one(odd, dice, "1,2", &[])
    }),
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
    ("a space between digits", |odd, dice| {
        one(odd, dice, "1 2", &["12"])
    }),
    ("a Chinese number", |odd, dice| one(odd, dice, "三", &["3"])),
    ("nothing in words", |odd, dice| {
        one(odd, dice, "无", &["无"])
    }),
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
