//! 国办公开办函〔2021〕30号, in force for the report years from 2021 on.

use super::requests as three;
use super::table::{Head, Kind, Layout, Part, Table, group, head};
use super::{Form, SECTIONS, disputes};

pub(super) static FORM: Form = Form {
    id: "2021",
    name: "2021年格式",
    basis: Some("国办公开办函〔2021〕30号"),
    years: 2021..=2099,
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
