//! 国办公开办函〔2019〕60号, used for the report years 2019 and 2020.

use super::measure::{Document, DocumentCount, Matter, Meaning, Measure, means};
use super::requests as three;
use super::table::{Head, Kind, Layout, Part, Table, group, head};
use super::{Demands, Form, SECTIONS, disputes, terms};

pub(super) static FORM: Form = Form {
    id: "2019",
    name: "2019年格式",
    basis: Some("国办公开办函〔2019〕60号"),
    basis_name: Some(
        "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》",
    ),
    from: 2019,
    sections: &SECTIONS,
    parts: &[
        Part {
            id: "proactive",
            name: "表二",
            tables: &[DOCUMENTS, LICENSING, ENFORCEMENT, FEES, PROCUREMENT],
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
        &LICENCES,
        &OTHER_SERVICES,
        &PENALTIES,
        &COERCIONS,
        &FEE_ITEMS,
        &CLOSED,
        &three::MEASURES,
        &disputes::REVIEWS,
        &disputes::DIRECT_SUITS,
        &disputes::LATER_SUITS,
    ],
    replaces: &[],
    demands: Demands::NONE,
    terms: &terms::TERMS_2019,
};

const CORNER: &str = "信息内容";
const ITEMS: Head = head("items_last_year", "上一年项目数量", &["上一年项目"]);
const CHANGE: Head = head("change", "本年增/减", &["本年增减", "增减"]);
const MATTERS: &[Head] = &[
    ITEMS,
    CHANGE,
    head("decisions", "处理决定数量", &["处理决定"]),
];
const MATTER_KINDS: &[Kind] = &[Kind::Count, Kind::Change, Kind::Count];

/// The sheet has five columns; its data rows under （五） and （六） are cut
/// differently from their header, so both are recorded.
const THREE: Layout = Layout::Block {
    header: &[1, 1, 2, 1],
    body: &[1, 1, 2, 1],
};
const THREE_SHIFTED: Layout = Layout::Block {
    header: &[1, 1, 2, 1],
    body: &[1, 2, 1, 1],
};
const TWO: Layout = Layout::Block {
    header: &[1, 2, 2],
    body: &[1, 2, 2],
};

const DOCUMENTS: Table = Table {
    id: "documents",
    caption: "第二十条第（一）项",
    unit: None,
    corner: CORNER,
    columns: &[
        head("made", "本年新制作数量", &["新制作", "本年新制作"]),
        head("published", "本年新公开数量", &["新公开", "本年新公开"]),
        head(
            "public_total",
            "对外公开总数量",
            &["对外公开总数", "公开总数"],
        ),
    ],
    rows: &[
        head("regulations", "规章", &[]),
        head("normative_documents", "规范性文件", &["行政规范性文件"]),
    ],
    kinds: &[Kind::Count; 3],
    identities: &[],
    layout: THREE,
};

const LICENSING: Table = Table {
    id: "licensing",
    caption: "第二十条第（五）项",
    unit: None,
    corner: CORNER,
    columns: MATTERS,
    rows: &[
        head("licensing", "行政许可", &[]),
        head(
            "other_services",
            "其他对外管理服务事项",
            &["其他对外管理服务"],
        ),
    ],
    kinds: MATTER_KINDS,
    identities: &[],
    layout: THREE_SHIFTED,
};

const ENFORCEMENT: Table = Table {
    id: "enforcement",
    caption: "第二十条第（六）项",
    unit: None,
    corner: CORNER,
    columns: MATTERS,
    rows: &[
        head("penalties", "行政处罚", &[]),
        head("coercive_measures", "行政强制", &[]),
    ],
    kinds: MATTER_KINDS,
    identities: &[],
    layout: THREE_SHIFTED,
};

const FEES: Table = Table {
    id: "fees",
    caption: "第二十条第（八）项",
    unit: None,
    corner: CORNER,
    columns: &[ITEMS, CHANGE],
    rows: &[head("administrative_fees", "行政事业性收费", &[])],
    kinds: &[Kind::Count, Kind::Change],
    identities: &[],
    layout: TWO,
};

const PROCUREMENT: Table = Table {
    id: "procurement",
    caption: "第二十条第（九）项",
    unit: None,
    corner: CORNER,
    columns: &[
        head("projects", "采购项目数量", &["项目数量"]),
        head("amount", "采购总金额", &["总金额"]),
    ],
    rows: &[head("central_procurement", "政府集中采购", &["集中采购"])],
    kinds: &[Kind::Count, Kind::AmountText],
    identities: &[],
    layout: TWO,
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
                head("closed_other", "（六）其他处理", &[]),
                three::CONCLUDED_TOTAL,
            ],
        ),
        three::CARRIED_OUT,
    ],
    kinds: three::KINDS,
    identities: &[three::BALANCE, RESULTS, three::ROW_TOTAL],
    layout: Layout::Matrix { label_columns: 3 },
};

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
    "closed_other",
]);

static REGULATIONS: [Meaning; 3] = documents(Document::Regulation, &["regulations"]);
static NORMATIVE: [Meaning; 3] = documents(Document::Normative, &["normative_documents"]);

const fn documents(document: Document, row: &'static [&'static str]) -> [Meaning; 3] {
    use DocumentCount::{Made, PublicTotal, Published};
    let made = Measure::Documents(document, Made);
    let published = Measure::Documents(document, Published);
    let public = Measure::Documents(document, PublicTotal);
    [
        means(made, "本年新制作数量", "documents", row, "made"),
        means(published, "本年新公开数量", "documents", row, "published"),
        means(public, "对外公开总数量", "documents", row, "public_total"),
    ]
}

static LICENCES: [Meaning; 3] = matter(Matter::Licence, "行政许可", "licensing", &["licensing"]);
static OTHER_SERVICES: [Meaning; 3] = matter(
    Matter::OtherService,
    "其他对外管理服务事项",
    "licensing",
    &["other_services"],
);
static PENALTIES: [Meaning; 3] = matter(Matter::Penalty, "行政处罚", "enforcement", &["penalties"]);
static COERCIONS: [Meaning; 3] = matter(
    Matter::Coercion,
    "行政强制",
    "enforcement",
    &["coercive_measures"],
);

const fn matter(
    matter: Matter,
    name: &'static str,
    table: &'static str,
    row: &'static [&'static str],
) -> [Meaning; 3] {
    [
        means(Measure::Items(matter), name, table, row, "items_last_year"),
        means(Measure::ItemChange(matter), name, table, row, "change"),
        means(Measure::Decisions(matter), name, table, row, "decisions"),
    ]
}

const FEE_ROW: &[&str] = &["administrative_fees"];
static FEE_ITEMS: [Meaning; 2] = [
    means(
        Measure::Items(Matter::Fee),
        "行政事业性收费",
        "fees",
        FEE_ROW,
        "items_last_year",
    ),
    means(
        Measure::ItemChange(Matter::Fee),
        "行政事业性收费",
        "fees",
        FEE_ROW,
        "change",
    ),
];

static CLOSED: [Meaning; 1] = [three::total(
    Measure::OtherwiseClosed,
    "其他处理",
    &["closed_other"],
)];
