//! The form of 2021.

use super::term::{Term, Terms, term};
use super::{disputes, requests};

pub static TERMS: [&Terms; 6] = [
    &DOCUMENTS,
    &LICENSING,
    &ENFORCEMENT,
    &FEES,
    &REQUESTS,
    &disputes::TERMS,
];

pub const REGULATIONS: Term = term(
    "regulations",
    "国务院部门、省级政府、设区的市级政府依照程序制定的规章。县、乡镇不制定规章，这一行应当是0。",
);

pub const NORMATIVE: Term = term(
    "normative_documents",
    "行政机关公开发布、在一定时期内对公众普遍适用的文件，如管理办法。内部通知、领导讲话不算。",
);

pub const LICENCE: Term = term(
    "licensing",
    "公民或者单位提出申请，行政机关审查后准许从事某种活动，如颁发许可证。",
);

pub static ENFORCED: [Term; 2] = [
    term(
        "penalties",
        "对违法行为的处罚，如罚款、没收、责令停产停业。",
    ),
    term(
        "coercive_measures",
        "为了制止违法行为或者执行决定采取的强制手段，如查封、扣押。",
    ),
];

pub const FEE: Term = term(
    "administrative_fees",
    "提供特定服务、办理特定事项时，依照规定向对方收取的费用。",
);

static DOCUMENTS: Terms = Terms {
    table: "documents",
    name: "规章和规范性文件",
    about: "本机关制定的规章、行政规范性文件有多少件。",
    article: Some("第二十条第（一）项"),
    heads: &[
        &[REGULATIONS],
        &[
            NORMATIVE,
            term("issued", "这一年制定并且发出的件数。"),
            term("repealed", "这一年宣布不再有效的件数。"),
            term("in_force", "到12月31日仍然有效的件数，不只是这一年发的。"),
        ],
    ],
};

static LICENSING: Terms = Terms {
    table: "licensing",
    name: "行政许可",
    about: "这一年作出了多少件行政许可决定。",
    article: Some("第二十条第（五）项"),
    heads: &[&[LICENCE], &DECISIONS],
};

static ENFORCEMENT: Terms = Terms {
    table: "enforcement",
    name: "行政处罚和行政强制",
    about: "这一年作出了多少件行政处罚、行政强制决定。",
    article: Some("第二十条第（六）项"),
    heads: &[&ENFORCED, &DECISIONS],
};

static DECISIONS: [Term; 1] = [term("decisions", "这一年作出处理决定的件数。")];

static FEES: Terms = Terms {
    table: "fees",
    name: "行政事业性收费",
    about: "这一年收了多少行政事业性收费。",
    article: Some("第二十条第（八）项"),
    heads: &[
        &[FEE],
        &[term(
            "fee_amount_wan",
            "这一年收到的金额，以万元为单位：收了1500元，写0.15。",
        )],
    ],
};

static REQUESTS: Terms = Terms {
    table: "requests",
    name: requests::NAME,
    about: requests::ABOUT,
    article: None,
    heads: &[&requests::ROWS, &CLOSED, &requests::APPLICANTS],
};

static CLOSED: [Term; 4] = [
    term("closed", "前面五种以外的结果，分成下面三种。"),
    term(
        "closed_no_correction",
        "请申请人补充、改正申请，申请人过了期限没有做，又没有正当理由，不再办理。",
    ),
    term(
        "closed_fee_unpaid",
        "通知申请人缴纳信息处理费，申请人过了期限没有缴，不再办理。",
    ),
    term("closed_other", "前面没有列出的其余情形。"),
];
