//! Table four, the same in both printed forms.

use super::term::{Term, Terms, term};

pub static TERMS: Terms = Terms {
    table: "disputes",
    name: "复议和诉讼",
    about: "因为政府信息公开发生了多少件行政复议、行政诉讼，结果怎样。",
    article: None,
    heads: &[&HEADS],
};

static HEADS: [Term; 9] = [
    term(
        "reconsideration",
        "不服行政机关的处理，请复议机关重新审查的案件。",
    ),
    term(
        "litigation",
        "不服行政机关的处理，向法院起诉的案件，分成下面两种。",
    ),
    term("litigation_direct", "没有先申请行政复议，直接起诉。"),
    term(
        "litigation_after_reconsideration",
        "先申请了行政复议，对复议的结果不服，再起诉。",
    ),
    term("upheld", "复议机关或者法院认为原来的处理没有错。"),
    term(
        "corrected",
        "复议机关或者法院认为原来的处理有错，如撤销、变更、确认违法、责令重新处理。",
    ),
    term("other", "不是维持、也不是纠正的结果，如申请人撤回。"),
    term("pending", "到12月31日还没有结果。"),
    term("total", "同一种案件的四种情形相加的合计。"),
];
