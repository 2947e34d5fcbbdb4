//! The form of 2019, as far as that of 2021 asks for something else.

use super::form_2021::{ENFORCED, FEE, LICENCE, NORMATIVE, REGULATIONS};
use super::term::{Term, Terms, term};
use super::{disputes, requests};

pub static TERMS: [&Terms; 7] = [
    &DOCUMENTS,
    &LICENSING,
    &ENFORCEMENT,
    &FEES,
    &PROCUREMENT,
    &REQUESTS,
    &disputes::TERMS,
];

static DOCUMENTS: Terms = Terms {
    table: "documents",
    name: "规章和规范性文件",
    about: "本机关制定、公开的规章和规范性文件有多少件。",
    article: Some("第二十条第（一）项"),
    heads: &[
        &[REGULATIONS],
        &[
            NORMATIVE,
            term("made", "这一年新制定的件数。"),
            term("published", "这一年新公开的件数。"),
            term("public_total", "到这一年年底对外公开的全部件数。"),
        ],
    ],
};

static LICENSING: Terms = Terms {
    table: "licensing",
    name: "行政许可和其他服务",
    about: "有多少项行政许可和其他对外管理服务，这一年办了多少。",
    article: Some("第二十条第（五）项"),
    heads: &[
        &[LICENCE],
        &[term(
            "other_services",
            "行政许可以外，行政机关对外办理的管理、服务事项。",
        )],
        &MATTERS,
    ],
};

static ENFORCEMENT: Terms = Terms {
    table: "enforcement",
    name: "行政处罚和行政强制",
    about: "有多少项行政处罚、行政强制，这一年作出了多少决定。",
    article: Some("第二十条第（六）项"),
    heads: &[&ENFORCED, &MATTERS],
};

static MATTERS: [Term; 3] = [
    term("items_last_year", "上一年有多少个项目，不是办了多少件。"),
    term(
        "change",
        "这一年比上一年多了或者少了几个项目；少了的，写负数。",
    ),
    term("decisions", "这一年作出处理决定的数量。"),
];

static FEES: Terms = Terms {
    table: "fees",
    name: "行政事业性收费",
    about: "有多少项行政事业性收费。",
    article: Some("第二十条第（八）项"),
    heads: &[
        &[FEE],
        &[
            term("items_last_year", "上一年有多少个收费项目。"),
            term(
                "change",
                "这一年比上一年多了或者少了几个项目；少了的，写负数。",
            ),
        ],
    ],
};

static PROCUREMENT: Terms = Terms {
    table: "procurement",
    name: "政府集中采购",
    about: "这一年的政府集中采购有多少项、花了多少钱。",
    article: Some("第二十条第（九）项"),
    heads: &[&[
        term("central_procurement", "由集中采购机构统一组织的政府采购。"),
        term("projects", "这一年采购了多少个项目。"),
        term("amount", "这些项目一共花了多少钱，单位照报告里写的看。"),
    ]],
};

static REQUESTS: Terms = Terms {
    table: "requests",
    name: requests::NAME,
    about: requests::ABOUT,
    article: None,
    heads: &[
        &requests::ROWS,
        &[term("closed_other", "前面五种以外的结果。")],
        &requests::APPLICANTS,
    ],
};
