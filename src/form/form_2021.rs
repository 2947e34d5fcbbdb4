//! 国办公开办函〔2021〕30号, in force for the report years from 2021 on.

use super::demands::{Demands, Topic, topic};
use super::measure::{Document, DocumentCount, Matter, Meaning, Measure, means};
use super::replaced::{Replaced, replaced};
use super::requests as three;
use super::table::{Head, Kind, Layout, Part, Table, group, head};
use super::{Form, SECTIONS, disputes, terms};

pub(super) static FORM: Form = Form {
    id: "2021",
    name: "2021年格式",
    basis: Some("国办公开办函〔2021〕30号"),
    basis_name: Some(
        "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》",
    ),
    from: 2021,
    sections: &SECTIONS,
    parts: &[
        Part {
            id: "proactive",
            name: "表二",
            tables: &[DOCUMENTS, LICENSING, ENFORCEMENT, FEES],
        },
        Part {
            id: "requests",
            name: "表三",
            tables: &[REQUESTS],
        },
        disputes::PART,
    ],
    measures: &[
        &REGULATIONS,
        &NORMATIVE,
        &MATTERS,
        &OTHERS,
        &three::MEASURES,
        &disputes::REVIEWS,
        &disputes::DIRECT_SUITS,
        &disputes::LATER_SUITS,
    ],
    replaces: &REPLACED,
    demands: Demands {
        every_cell: true,
        current_basis: true,
        topics: &TOPICS,
        government_topics: &GOVERNMENT_TOPICS,
        processing_fee: true,
    },
    terms: &terms::TERMS_2021,
};

const CORNER: &str = "信息内容";
const DECISIONS: &[Head] = &[head(
    "decisions",
    "本年处理决定数量",
    &["处理决定数量", "处理决定"],
)];

/// One value a row: the label takes one column of the sheet's four, the value three.
const SINGLE: Layout = Layout::Block {
    header: &[1, 3],
    body: &[1, 3],
};

const DOCUMENTS: Table = Table {
    id: "documents",
    caption: "第二十条第（一）项",
    unit: None,
    corner: CORNER,
    columns: &[
        head("issued", "本年制发件数", &["制发", "制发件数"]),
        head("repealed", "本年废止件数", &["废止", "废止件数"]),
        head("in_force", "现行有效件数", &["现行有效", "有效"]),
    ],
    rows: &[
        head("regulations", "规章", &[]),
        head("normative_documents", "行政规范性文件", &["规范性文件"]),
    ],
    kinds: &[Kind::Count; 3],
    identities: &[],
    layout: Layout::Block {
        header: &[1, 1, 1, 1],
        body: &[1, 1, 1, 1],
    },
};

const LICENSING: Table = Table {
    id: "licensing",
    caption: "第二十条第（五）项",
    unit: None,
    corner: CORNER,
    columns: DECISIONS,
    rows: &[head("licensing", "行政许可", &[])],
    kinds: &[Kind::Count],
    identities: &[],
    layout: SINGLE,
};

const ENFORCEMENT: Table = Table {
    id: "enforcement",
    caption: "第二十条第（六）项",
    unit: None,
    corner: CORNER,
    columns: DECISIONS,
    rows: &[
        head("penalties", "行政处罚", &[]),
        head("coercive_measures", "行政强制", &[]),
    ],
    kinds: &[Kind::Count],
    identities: &[],
    layout: SINGLE,
};

const FEES: Table = Table {
    id: "fees",
    caption: "第二十条第（八）项",
    unit: None,
    corner: CORNER,
    columns: &[head(
        "fee_amount_wan",
        "本年收费金额（单位：万元）",
        &["本年收费金额", "收费金额"],
    )],
    rows: &[head("administrative_fees", "行政事业性收费", &[])],
    kinds: &[Kind::Amount],
    identities: &[],
    layout: SINGLE,
};

const REQUESTS: Table = Table {
    id: "requests",
    caption: three::CAPTION,
    unit: Some("单位：件"),
    corner: three::NOTE,
    columns: three::COLUMNS,
    rows: &[
        three::NEW_RECEIVED,
        three::CARRIED_IN,
        group(
            "concluded",
            "三、本年度办理结果",
            &[
                three::DISCLOSED,
                three::PARTIALLY_DISCLOSED,
                three::DENIED,
                three::UNAVAILABLE,
                three::REFUSED,
                CLOSED,
                three::CONCLUDED_TOTAL,
            ],
        ),
        three::CARRIED_OUT,
    ],
    kinds: three::KINDS,
    identities: &[three::BALANCE, RESULTS, three::ROW_TOTAL],
    layout: Layout::Matrix { label_columns: 3 },
};

const CLOSED: Head = group(
    "closed",
    "（六）其他处理",
    &[
        head(
            "closed_no_correction",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            &["逾期不补正"],
        ),
        head(
            "closed_fee_unpaid",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            &["逾期未缴费", "逾期未缴纳费用"],
        ),
        head("closed_other", "3.其他", &["其他处理"]),
    ],
);

const RESULTS: super::Identity = three::results(&[
    "disclosed",
    "partially_disclosed",
    "denied_state_secret",
    "denied_prohibited_by_law",
    "denied_security_stability",
    "denied_third_party_rights",
    "denied_internal_affairs",
    "denied_process_information",
    "denied_enforcement_case_file",
    "denied_administrative_query",
    "unavailable_not_held",
    "unavailable_needs_creation",
    "unavailable_still_unclear",
    "refused_petition_complaint",
    "refused_repeat",
    "refused_published_material",
    "refused_excessive",
    "refused_confirm_or_reissue",
    "closed_no_correction",
    "closed_fee_unpaid",
    "closed_other",
]);

static REGULATIONS: [Meaning; 3] = documents(Document::Regulation, &["regulations"]);
static NORMATIVE: [Meaning; 3] = documents(Document::Normative, &["normative_documents"]);

const fn documents(document: Document, row: &'static [&'static str]) -> [Meaning; 3] {
    use DocumentCount::{InForce, Issued, Repealed};
    let issued = Measure::Documents(document, Issued);
    let repealed = Measure::Documents(document, Repealed);
    let in_force = Measure::Documents(document, InForce);
    [
        means(issued, "本年制发件数", "documents", row, "issued"),
        means(repealed, "本年废止件数", "documents", row, "repealed"),
        means(in_force, "现行有效件数", "documents", row, "in_force"),
    ]
}

/// Of documents the form of 2019 asks how many were made (制作) and are open to the public,
/// this one how many were issued (制发) and are in force. All else that both ask for is
/// counted alike; what this one splits (其他处理) adds up to what that one asks for.
static REPLACED: [Replaced; 4] = [
    made(Document::Regulation),
    public(Document::Regulation),
    made(Document::Normative),
    public(Document::Normative),
];

const fn made(document: Document) -> Replaced {
    replaced(
        Measure::Documents(document, DocumentCount::Made),
        Measure::Documents(document, DocumentCount::Issued),
    )
}

const fn public(document: Document) -> Replaced {
    replaced(
        Measure::Documents(document, DocumentCount::PublicTotal),
        Measure::Documents(document, DocumentCount::InForce),
    )
}

static MATTERS: [Meaning; 3] = [
    decisions(Matter::Licence, "行政许可", "licensing", &["licensing"]),
    decisions(Matter::Penalty, "行政处罚", "enforcement", &["penalties"]),
    decisions(
        Matter::Coercion,
        "行政强制",
        "enforcement",
        &["coercive_measures"],
    ),
];

const fn decisions(
    matter: Matter,
    name: &'static str,
    table: &'static str,
    row: &'static [&'static str],
) -> Meaning {
    means(Measure::Decisions(matter), name, table, row, "decisions")
}

const FEE_ROW: &[&str] = &["administrative_fees"];
const CLOSED_ROWS: &[&str] = &["closed_no_correction", "closed_fee_unpaid", "closed_other"];
static OTHERS: [Meaning; 3] = [
    means(
        Measure::Fees,
        "行政事业性收费",
        "fees",
        FEE_ROW,
        "fee_amount_wan",
    ),
    three::total(Measure::OtherwiseClosed, "其他处理", CLOSED_ROWS),
    three::total(
        Measure::ClosedUnpaid,
        "逾期未按收费通知要求缴纳费用",
        &["closed_fee_unpaid"],
    ),
];

/// What 国办公开办函〔2021〕30号 asks of 总体情况.
static TOPICS: [Topic; 5] = [
    topic(
        "主动公开",
        &["主动公开", "公开力度", "公开政府信息", "公开信息"],
        "公开了哪些信息、各多少条，规范性文件制发和废止的情况。",
    ),
    topic(
        "依申请公开",
        &["依申请", "公开申请"],
        "收到多少件申请、怎样办理，数字要与表三一致。",
    ),
    topic(
        "政府信息管理",
        &["信息管理", "信息资源管理", "信息的管理"],
        "公文怎样定公开属性，规范性文件怎样清理和集中公开。",
    ),
    topic(
        "平台建设",
        &["平台", "专栏", "栏目", "新媒体", "网站建设", "网站管理"],
        "网站专栏、政务新媒体、公开栏的建设和更新情况。",
    ),
    Topic {
        name: "监督保障",
        words: &["监督", "保障措施", "组织保障", "强化保障", "工作考核"],
        hint: "由谁负责、怎样培训、怎样监督检查。",
        government_hint: Some("由谁负责、怎样培训，工作考核、社会评议、责任追究的情况。"),
    },
];

static GOVERNMENT_TOPICS: [Topic; 3] = [
    topic("工作考核", &["考核"], ""),
    topic("社会评议", &["评议", "满意度"], ""),
    topic("责任追究", &["责任追究", "追究责任", "追责", "问责"], ""),
];
