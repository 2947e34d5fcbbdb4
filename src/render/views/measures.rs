//! All that the numbers of reports measure, in the groups, under the labels and in the
//! order in which tables of ours print them: years (`years`), units (`compare`), totals.
//!
//! The forms call the same thing by other names in other years; here it has one.

use crate::form::Measure::{Decisions, Disputes, Documents, ItemChange, Items};
use crate::form::{Dispute, Document, DocumentCount as Counted, Matter, Measure, Verdict};

use super::lines::line;

pub use super::lines::{Group, Line, Said};

/// The group and the line of a measure.
pub fn placed(measure: Measure) -> Option<(&'static Group, &'static Line)> {
    let lines = |group: &'static Group| group.lines.iter().map(move |line| (group, line));
    let mut all = GROUPS.iter().flat_map(lines);
    all.find(|(_, line)| line.measures == [measure])
}

/// 予以公开 and 部分公开 together.
pub static OPENED: Line = line(
    "予以公开和部分公开",
    "予以公开和部分公开",
    &[Measure::Granted, Measure::PartlyGranted],
);

/// All reviews and suits.
pub static DISPUTED: Line = line(
    "行政复议、行政诉讼",
    "行政复议、行政诉讼",
    &[
        Disputes(Dispute::Review, Verdict::Total),
        Disputes(Dispute::DirectSuit, Verdict::Total),
        Disputes(Dispute::LaterSuit, Verdict::Total),
    ],
);

/// The line of one measure.
pub fn line_of(measure: Measure) -> &'static Line {
    let mut lines = GROUPS.iter().flat_map(|group| group.lines);
    let found = lines.find(|line| line.measures == [measure]);
    found.expect("every measure of a form has a line")
}

/// Every measure that a form asks for, each once.
pub static GROUPS: [Group; 9] = [
    Group {
        name: "收到和处理政府信息公开申请",
        short: "公开申请",
        unit: "件",
        lines: &REQUESTS,
    },
    Group {
        name: "行政复议",
        short: "行政复议",
        unit: "件",
        lines: &REVIEWS,
    },
    Group {
        name: "行政诉讼：未经复议直接起诉",
        short: "行政诉讼",
        unit: "件",
        lines: &DIRECT_SUITS,
    },
    Group {
        name: "行政诉讼：复议后起诉",
        short: "行政诉讼",
        unit: "件",
        lines: &LATER_SUITS,
    },
    Group {
        name: "行政处理决定",
        short: "行政处理决定",
        unit: "件",
        lines: &DECISIONS,
    },
    Group {
        name: "行政规范性文件",
        short: "行政规范性文件",
        unit: "件",
        lines: &NORMATIVE,
    },
    Group {
        name: "规章",
        short: "规章",
        unit: "件",
        lines: &REGULATIONS,
    },
    Group {
        name: "行政事业性收费",
        short: "行政事业性收费",
        unit: "万元",
        lines: &FEES,
    },
    Group {
        name: "办理事项",
        short: "办理事项",
        unit: "项",
        lines: &ITEMS,
    },
];

static REQUESTS: [Line; 11] = [
    line("本年新收", "新收申请", &[Measure::Received]),
    line("上年结转", "上年结转申请", &[Measure::CarriedIn]),
    line("办结", "办结申请", &[Measure::Concluded]),
    line("予以公开", "予以公开", &[Measure::Granted]),
    line("部分公开", "部分公开", &[Measure::PartlyGranted]),
    line("不予公开", "不予公开", &[Measure::Denied]),
    line("无法提供", "无法提供", &[Measure::Unavailable]),
    line("不予处理", "不予处理", &[Measure::Refused]),
    line("其他处理", "其他处理", &[Measure::OtherwiseClosed]),
    line(
        "其中逾期未缴费",
        "逾期未缴费不再处理",
        &[Measure::ClosedUnpaid],
    ),
    line("结转下年度", "结转下年度申请", &[Measure::CarriedOut]),
];

/// The results of one kind of dispute.
macro_rules! verdicts {
    ($dispute:expr, $name:literal) => {
        [
            line(
                "结果维持",
                concat!($name, "结果维持"),
                &[Disputes($dispute, Verdict::Upheld)],
            ),
            line(
                "结果纠正",
                concat!($name, "结果纠正"),
                &[Disputes($dispute, Verdict::Corrected)],
            ),
            line(
                "其他结果",
                concat!($name, "其他结果"),
                &[Disputes($dispute, Verdict::Other)],
            ),
            line(
                "尚未审结",
                concat!($name, "尚未审结"),
                &[Disputes($dispute, Verdict::Pending)],
            ),
            line("总计", $name, &[Disputes($dispute, Verdict::Total)]),
        ]
    };
}

static REVIEWS: [Line; 5] = verdicts!(Dispute::Review, "行政复议");
static DIRECT_SUITS: [Line; 5] = verdicts!(Dispute::DirectSuit, "未经复议直接起诉");
static LATER_SUITS: [Line; 5] = verdicts!(Dispute::LaterSuit, "复议后起诉");

/// The counts of one kind of documents, those of the newest form first.
macro_rules! documents {
    ($document:expr, $name:literal) => {
        [
            line(
                "本年制发",
                concat!("制发的", $name),
                &[Documents($document, Counted::Issued)],
            ),
            line(
                "本年废止",
                concat!("废止的", $name),
                &[Documents($document, Counted::Repealed)],
            ),
            line(
                "现行有效",
                concat!("现行有效的", $name),
                &[Documents($document, Counted::InForce)],
            ),
            line(
                "本年新制作",
                concat!("新制作的", $name),
                &[Documents($document, Counted::Made)],
            ),
            line(
                "本年新公开",
                concat!("新公开的", $name),
                &[Documents($document, Counted::Published)],
            ),
            line(
                "对外公开总数",
                concat!("对外公开的", $name),
                &[Documents($document, Counted::PublicTotal)],
            ),
        ]
    };
}

static NORMATIVE: [Line; 6] = documents!(Document::Normative, "行政规范性文件");
static REGULATIONS: [Line; 6] = documents!(Document::Regulation, "规章");

static DECISIONS: [Line; 4] = [
    line("行政许可", "行政许可决定", &[Decisions(Matter::Licence)]),
    line(
        "其他对外管理服务",
        "其他对外管理服务决定",
        &[Decisions(Matter::OtherService)],
    ),
    line("行政处罚", "行政处罚决定", &[Decisions(Matter::Penalty)]),
    line("行政强制", "行政强制决定", &[Decisions(Matter::Coercion)]),
];

static FEES: [Line; 1] = [line("本年收费金额", "行政事业性收费", &[Measure::Fees])];

/// The matters of one kind that the body may decide.
macro_rules! items {
    ($($matter:expr, $name:literal;)*) => {
        [$(
            line(
                concat!($name, "上年项目"),
                concat!($name, "上一年项目数量"),
                &[Items($matter)],
            ),
            line(
                concat!($name, "本年增减"),
                concat!($name, "项目本年增减"),
                &[ItemChange($matter)],
            ),
        )*]
    };
}

static ITEMS: [Line; 10] = items!(
    Matter::Licence, "行政许可";
    Matter::OtherService, "其他对外管理服务";
    Matter::Penalty, "行政处罚";
    Matter::Coercion, "行政强制";
    Matter::Fee, "行政事业性收费";
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{FORMS, Form};
    use crate::report::Figures;

    fn lines() -> impl Iterator<Item = &'static Line> {
        GROUPS.iter().flat_map(|group| group.lines)
    }

    #[test]
    fn every_measure_of_every_form_has_one_line() {
        for form in FORMS {
            for meaning in form.meanings() {
                let own = [meaning.measure];
                let found = lines().filter(|line| line.measures == own).count();
                assert_eq!(found, 1, "{:?}", meaning.measure);
            }
        }
        for line in lines() {
            assert!(FORMS.iter().any(|form| line.asked_by(form)), "{line:?}");
        }
    }

    #[test]
    fn no_two_lines_have_one_name() {
        let mut names: Vec<&str> = lines()
            .chain([&OPENED, &DISPUTED])
            .map(|l| l.name)
            .collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
        for group in &GROUPS {
            let mut labels: Vec<&str> = group.lines.iter().map(|line| line.label).collect();
            labels.sort_unstable();
            labels.dedup();
            assert_eq!(labels.len(), group.lines.len(), "{}", group.name);
        }
    }

    #[test]
    fn a_sum_is_known_only_if_each_part_is() {
        let one = Figures::of(|measure| (measure == Measure::Granted).then(|| 3.into()));
        let both = Figures::of(|measure| match measure {
            Measure::Granted => Some(3.into()),
            Measure::PartlyGranted => Some(4.into()),
            _ => None,
        });
        assert_eq!(OPENED.figure(&one), None);
        assert_eq!(OPENED.figure(&both), Some(7.into()));
    }

    #[test]
    fn what_a_form_does_not_ask_for_is_a_word_and_no_zero() {
        let form = |year| Form::choose(None, year).expect("a year with a form");
        let said = |year, measure| {
            let found = lines().find(|line| line.measures == [measure]);
            let line = found.expect("a line for every measure");
            line.said(form(year), &Figures::default()).text()
        };
        assert_eq!(
            said(2020, Documents(Document::Normative, Counted::InForce)),
            "口径不同"
        );
        assert_eq!(
            said(2022, Documents(Document::Normative, Counted::PublicTotal)),
            "口径不同"
        );
        assert_eq!(said(2020, Measure::Fees), "无此项");
        assert_eq!(said(2022, Measure::Fees), "未填");
        assert_eq!(said(2018, Measure::Received), "无此项");
    }
}
