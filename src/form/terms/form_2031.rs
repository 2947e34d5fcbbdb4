//! The invented form.

use super::term::{Terms, term};

pub static TERMS: [&Terms; 2] = [&HANDLED, &CONTESTED];

static HANDLED: Terms = Terms {
    table: "handled",
    name: "办理申请",
    about: "收了多少，办了多少。",
    article: None,
    heads: &[&[
        term("left_before", "去年留下来的。"),
        term("came", "今年来的。"),
        term("done", "今年办好的。"),
        term("done_given", "给了。"),
        term("done_partly", "给了一部分。"),
        term("done_denied", "没有给。"),
        term("done_all", "办好的一共多少。"),
        term("left_after", "留到明年的。"),
        term("citizens", "一个一个的人。"),
        term("companies", "成为单位的人。"),
        term("everybody", "一共多少。"),
    ]],
};

static CONTESTED: Terms = Terms {
    table: "contested",
    name: "争议",
    about: "有多少争议。",
    article: None,
    heads: &[&[
        term("reviewed", "请人再看一次的。"),
        term("sued_at_once", "一开始就打官司的。"),
        term("sued_later", "看过以后打官司的。"),
        term("cases", "有多少件。"),
    ]],
};
