//! What is odd in whole tables: their columns, their number.

use super::Change;
use super::report::{Odd, Sheet, plain};
use crate::office::Block;
use crate::printed::Cell;

pub const TABLES: [Change; 16] = [
    ("a column for remarks", |odd, dice| {
        let sheet = odd.documents();
        column(sheet, 4, "备注", &mut |_| {
            ["", "含废止", ""][dice.below(3) as usize].to_owned()
        });
    }),
    ("a column of shares", |odd, dice| {
        column(odd.documents(), 4, "同比", &mut |_| {
            format!("{}%", dice.below(90))
        });
    }),
    ("a column of numbers behind", |odd, dice| {
        column(odd.documents(), 4, "同比增减", &mut |_| {
            dice.below(90).to_string()
        });
    }),
    ("last year's column before", |odd, dice| {
        column(odd.documents(), 1, "上年数", &mut |_| {
            dice.below(90).to_string()
        });
    }),
    ("last year's column between", |odd, dice| {
        column(odd.documents(), 2, "上年数", &mut |_| {
            dice.below(90).to_string()
        });
    }),
    (
        "last year's column before one that is blank",
        |odd, dice| {
            let sheet = odd.documents();
            for at in [2, 5] {
                sheet.write(at, "", &[""]);
            }
            column(sheet, 1, "上年数", &mut |_| dice.below(90).to_string());
        },
    ),
    ("a column of row numbers", |odd, _| {
        column(odd.documents(), 0, "序号", &mut |row| {
            (row + 1).to_string()
        });
    }),
    ("two columns in another order", |odd, dice| {
        let sheet = odd.documents();
        let first = 1 + dice.below(2) as usize;
        for line in &mut sheet.rows[1..] {
            line.swap(first, first + 1);
        }
    }),
    (
        "two columns of table three in another order",
        |odd, dice| {
            let sheet = odd.requests();
            let (column, heads) = (dice.below(4) as usize, sheet.heads());
            sheet.rows[heads - 1].swap(column, column + 1);
            for row in 0..sheet.printed_rows() {
                let (line, first) = sheet.line(row);
                line.swap(first + 1 + column, first + 2 + column);
            }
        },
    ),
    ("a column of table three behind", |odd, dice| {
        let sheet = odd.requests();
        let rows = sheet.heads();
        sheet.rows[0].push(Cell {
            rows,
            ..plain("备注")
        });
        for line in rows..sheet.rows.len() {
            let text = ["", "", "1"][dice.below(3) as usize];
            sheet.rows[line].push(plain(text));
        }
    }),
    ("table four by rows", |odd, _| {
        let sheet = odd.disputes();
        let values = sheet.rows.pop().expect("a line of values");
        let heads = [
            "类别",
            "结果维持",
            "结果纠正",
            "其他结果",
            "尚未审结",
            "总计",
        ];
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
        sheet
            .behind
            .push(Block::Line("附：上表的另一份".to_owned()));
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
        sheet
            .behind
            .push(Block::Line("附：更正后的表格".to_owned()));
        sheet.behind.push(Block::Table(other.rows));
    }),
    ("a text that tells of the rows", |odd, dice| {
        let year = odd.form.from - 1;
        let count = dice.below(50);
        for sheet in &mut odd.sheets {
            let text = format!(
                "{year}年办理行政许可 {count} 件，行政处罚 8 件，行政强制 2 件，予以公开 6 件，\
                 重复申请 1 件，结果维持 3 件。"
            );
            sheet.behind.push(Block::Line(text));
        }
    }),
    ("last year's whole table behind", |odd, dice| {
        let mut other = Odd::new(odd.form, dice);
        let sheet = odd.requests();
        for (truth, other) in sheet.truth.iter_mut().zip(&other.requests().truth) {
            if truth != other {
                truth.clear();
            }
        }
        sheet
            .behind
            .push(Block::Line("附：上年度收到和处理情况".to_owned()));
        sheet
            .behind
            .push(Block::Table(other.requests().rows.clone()));
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
