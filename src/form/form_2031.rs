//! An invented form, in the list for the tests only: other years, tables,
//! rows and sections than any real one. The test in `cmd` takes it from `new`
//! to the preview, and every test that goes over `FORMS` sees it too.

use super::measure::{Dispute, Meaning, Measure, Verdict, means};
use super::table::{Head, Identity, Kind, Layout, Over, Part, Table, group, head};
use super::{Demands, Form, Section, SectionKind, Topic, terms};

pub(super) static FORM: Form = Form {
    id: "2031",
    name: "2031年格式",
    basis: Some("国办公开办函〔2030〕9号"),
    basis_name: None,
    from: 2031,
    sections: &[
        Section {
            kind: SectionKind::Overview,
            heading: "一、基本情况",
            part: None,
        },
        Section {
            kind: SectionKind::Requests,
            heading: "二、申请办理情况",
            part: Some("handling"),
        },
        Section {
            kind: SectionKind::Disputes,
            heading: "三、争议情况",
            part: Some("contest"),
        },
        Section {
            kind: SectionKind::Other,
            heading: "四、补充说明",
            part: None,
        },
    ],
    parts: &[
        Part {
            id: "handling",
            name: "表甲",
            tables: &[HANDLED],
        },
        Part {
            id: "contest",
            name: "表乙",
            tables: &[CONTESTED],
        },
    ],
    measures: &[&MEASURES],
    replaces: &[],
    demands: Demands {
        every_cell: true,
        current_basis: true,
        topics: &[Topic {
            name: "数据开放",
            words: &["数据开放"],
            hint: "开放了哪些数据。",
            government_hint: None,
        }],
        government_topics: &[],
        processing_fee: false,
    },
    terms: &terms::TERMS_2031,
};

const HANDLED: Table = Table {
    id: "handled",
    caption: "申请办理",
    unit: Some("单位：件"),
    corner: "",
    columns: &[
        head("citizens", "公民", &[]),
        head("companies", "单位", &[]),
        head("everybody", "合计", &[]),
    ],
    rows: &[
        head("left_before", "1.上年未办完", &["上年未办完"]),
        head("came", "2.本年收件", &["本年收件"]),
        group(
            "done",
            "3.办完",
            &[
                head("done_given", "给予", &[]),
                head("done_partly", "部分给予", &[]),
                head("done_denied", "不给予", &[]),
                head("done_all", "办完合计", &[]),
            ],
        ),
        head("left_after", "4.未办完", &["未办完"]),
    ],
    kinds: &[Kind::Count; 3],
    identities: &[
        Identity {
            rule: "A01",
            says: "第一项加第二项之和，等于第三项加第四项之和",
            over: Over::Columns,
            left: &["left_before", "came"],
            right: &["done_all", "left_after"],
            computes: false,
        },
        Identity {
            rule: "A02",
            says: "办完合计等于各项之和",
            over: Over::Columns,
            left: &["done_all"],
            right: &["done_given", "done_partly", "done_denied"],
            computes: true,
        },
        Identity {
            rule: "A03",
            says: "合计等于公民、单位之和",
            over: Over::Rows,
            left: &["everybody"],
            right: &["citizens", "companies"],
            computes: true,
        },
    ],
    layout: Layout::Matrix { label_columns: 2 },
};

const CONTESTED: Table = Table {
    id: "contested",
    caption: "争议",
    unit: None,
    corner: "项目",
    columns: &[head("cases", "件数", &[])],
    rows: ROWS,
    kinds: &[Kind::Count],
    identities: &[],
    layout: Layout::Block {
        header: &[1, 1],
        body: &[1, 1],
    },
};

const ROWS: &[Head] = &[
    head("reviewed", "复议", &[]),
    head("sued_at_once", "直接起诉", &[]),
    head("sued_later", "复议后起诉", &[]),
];

static MEASURES: [Meaning; 10] = [
    handled(Measure::Received, "本年收件", &["came"]),
    handled(Measure::CarriedIn, "上年未办完", &["left_before"]),
    handled(Measure::Concluded, "办完合计", &["done_all"]),
    handled(Measure::CarriedOut, "未办完", &["left_after"]),
    handled(Measure::Granted, "给予", &["done_given"]),
    handled(Measure::PartlyGranted, "部分给予", &["done_partly"]),
    handled(Measure::Denied, "不给予", &["done_denied"]),
    contested(Dispute::Review, "复议", &["reviewed"]),
    contested(Dispute::DirectSuit, "直接起诉", &["sued_at_once"]),
    contested(Dispute::LaterSuit, "复议后起诉", &["sued_later"]),
];

const fn handled(measure: Measure, name: &'static str, rows: &'static [&'static str]) -> Meaning {
    means(measure, name, "handled", rows, "everybody")
}

const fn contested(dispute: Dispute, name: &'static str, rows: &'static [&'static str]) -> Meaning {
    let measure = Measure::Disputes(dispute, Verdict::Total);
    means(measure, name, "contested", rows, "cases")
}
