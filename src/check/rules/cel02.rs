//! CEL02: a cell that is no sound number. Found while cells are read.

use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::diag::Level;

pub static RULE: Rule = Rule {
    id: "CEL02",
    name: "unsound-number",
    title: "格子里写的不是规范的数",
    level: Level::Error,
    what: "负数、带小数的件数、带单位或文字的数、千分位、全角数字，以及大得不像件数的数。",
    why: "这样的数没法核对，换算时还会出错。",
    fix: "只写半角数字，如 1200；小数只用在金额里。全角数字可以自动改：gongkai check --fix。",
    example: Example {
        bad: "行政处罚: ６０件",
        good: "行政处罚: 60",
    },
    basis: Basis {
        text: "由年报格式各表的计量单位推出",
        mark: Mark::Derived,
    },
    run: Run::Reading,
};
