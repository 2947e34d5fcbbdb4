//! FMT04: rows and columns as the form prints them. Found while the tables
//! are read: each key is looked up in the form, and a near miss is answered
//! with the key that was meant.

use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::diag::Level;

pub static RULE: Rule = Rule {
    id: "FMT04",
    name: "unknown-row-or-column",
    title: "表格的行或列和格式对不上",
    level: Level::Error,
    what: "一行的数多了或少了，几格的行只写了一个数；认不得的行名、列名另外报出，并提示相近的名称。",
    why: "格式的行、列、顺序都是固定的，少一格，后面的数就全部错位。",
    fix: "照格式的列顺序写全，或者写出列名，只写有数的格子。",
    example: Example {
        bad: "行政规范性文件: [2, 9]",
        good: "行政规范性文件: {制发: 2, 废止: 0, 现行有效: 9}",
    },
    basis: Basis {
        text: "国办公开办函〔2021〕30号的表格",
        mark: Mark::Verified,
    },
    run: Run::Reading,
};
