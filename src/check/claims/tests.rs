//! The traps: what must be read, and what must be passed over.

use crate::check::char_set::Haystack;
use crate::form::{Matter, Measure, Verdict};
use crate::prose::text::{Parts, Text};

use super::*;

/// Everything the classifiers make of a text, without year and scope.
fn read(text: &str, requests: bool) -> Vec<(What, i64)> {
    read_of(text, requests, false)
}

/// The same, of a unit that may judge disputes itself.
fn read_of(text: &str, requests: bool, judge: bool) -> Vec<(What, i64)> {
    let mut found = Vec::new();
    let hears = judge || Haystack::new(text).says_any(&cases::HEARING);
    let parts = Parts::default();
    for sentence in Text::new(text, &parts).sentences() {
        let mut context = Context {
            requests,
            hears,
            ..Context::default()
        };
        let figures = sentence.figures();
        for (at, figure) in figures.iter().enumerate() {
            context.part = is_part(sentence.text, &figures, at);
            let disclosure = requests || disputes::about_disclosure(&Haystack::new(sentence.text));
            let spot = Spot {
                text: sentence.text,
                figures: &figures,
                at,
            };
            let Some(what) = classify(
                spot,
                &context,
                disclosure,
                &["青河县石桥镇人民政府", "石桥镇"],
            ) else {
                continue;
            };
            match what {
                What::Issued | What::Repealed | What::InForce => context.seen_documents = true,
                What::Reconsiderations => context.seen_dispute = Some(false),
                What::Suits => context.seen_dispute = Some(true),
                What::Decisions(_) => context.seen_decisions = true,
                What::Settled { .. } | What::Disputes => {}
                _ => context.seen_requests = true,
            }
            found.push((what, figure.count));
        }
    }
    found
}

#[test]
fn requests_are_read() {
    use What::{CarriedIn, CarriedOut, Concluded, Handled, NewlyReceived, Outcome, Received};
    for (text, expected) in [
        ("全年共收到政府信息公开申请3件", vec![(Received, 3)]),
        ("共受理依申请公开33件，全部办结", vec![(Handled, 33)]),
        ("新受理依申请政府信息公开8件", vec![(NewlyReceived, 8)]),
        ("收到5件公开申请", vec![(Received, 5)]),
        (
            "新收申请4件，上年结转1件，办结4件，结转下年度1件",
            vec![
                (NewlyReceived, 4),
                (CarriedIn, 1),
                (Concluded, 4),
                (CarriedOut, 1),
            ],
        ),
        (
            "收到信息公开申请87宗，2024年结转申请7宗，共答复办结申请93宗，结转至2026年1宗",
            vec![
                (Received, 87),
                (CarriedIn, 7),
                (Concluded, 93),
                (CarriedOut, 1),
            ],
        ),
        (
            "收到申请4件，已办结4件，其中予以公开1件，不予公开3件",
            vec![
                (Received, 4),
                (Concluded, 4),
                (Outcome(Measure::Granted), 1),
                (Outcome(Measure::Denied), 3),
            ],
        ),
        (
            "接收公民、法人和其他组织提出的公开申请6件",
            vec![(Received, 6)],
        ),
    ] {
        assert_eq!(read(text, true), expected, "{text}");
    }
}

#[test]
fn what_only_looks_like_requests_is_passed_over() {
    for text in [
        "依申请公开信息245条，不予公开信息105条",
        "制发信息40条，其中主动公开30条、依申请公开10条",
        "通过网站收到申请3件、书面申请6件",
        "共办理并答复信息公开申请3件、纸质申请36件",
        "受理群众来信3件，答复留言12条",
        "收到行政许可申请30件",
        "收到涉及征地的申请3件",
        "收到自然人申请3件",
        "正在办理申请2件",
        "办理依申请政务服务事项300件",
        "收到申请较上年增加3件",
        "编印依申请公开办理流程1份",
        "其中收到申请2件",
        "结转申请3件",
        "按期答复申请3件",
    ] {
        assert_eq!(read(text, true), [], "{text}");
    }
    assert_eq!(read("受理申请3件", false), []);
}

#[test]
fn disputes_are_read_only_where_they_concern_disclosure() {
    use What::{DirectSuits, Disputes, Reconsiderations, Settled, Suits};
    let of = |suits, verdict| Settled { suits, verdict };
    for (text, expected) in [
        (
            "因信息公开引起的行政复议31件，行政诉讼0件",
            vec![(Reconsiderations, 31), (Suits, 0)],
        ),
        (
            "因信息公开被申请行政复议的案件有9件，结果维持2件，结果纠正7件；被提起行政诉讼的案件有4件，其中结果维持3件，未审结1件",
            vec![
                (Reconsiderations, 9),
                (of(false, Verdict::Upheld), 2),
                (of(false, Verdict::Corrected), 7),
                (Suits, 4),
                (of(true, Verdict::Upheld), 3),
                (of(true, Verdict::Pending), 1),
            ],
        ),
        ("因信息公开引起行政复议、行政诉讼共3件", vec![(Disputes, 3)]),
        (
            "信息公开案件中，未经复议直接提起诉讼1件",
            vec![(DirectSuits, 1)],
        ),
        ("全年受理行政复议案件120件", vec![]),
        ("公开行政复议决定书3份，信息公开培训2次", vec![]),
        ("信息公开工作：受理行政复议案件5件", vec![]),
    ] {
        assert_eq!(read(text, false), expected, "{text}");
    }
}

#[test]
fn what_only_looks_like_disputes_is_passed_over() {
    for text in [
        // Parts of the report.
        "本报告由主动公开、政府信息公开行政复议、行政诉讼情况、其他事项共6个部分组成",
        "本报告包括申请办理、信息公开行政复议和行政诉讼共6部分",
        "从信息公开申请、行政复议、行政诉讼等5个方面作了报告",
        // Meetings, papers, lessons.
        "召开政府信息公开暨行政复议工作推进会3次",
        "在信息公开专栏登载行政复议、行政诉讼类信息12条",
        "组织学习信息公开条例和行政复议法4次",
        "为信息公开、行政复议、行政诉讼提供法律意见15条",
        "为信息公开、行政复议、行政诉讼出具法律意见书15件",
        "就政府信息公开行政复议、行政诉讼答疑6件",
        "专题研究信息公开行政复议应诉工作2次",
        "负责人参加信息公开行政诉讼出庭应诉3次",
        "印发行政复议、行政诉讼典型案例3件，政府信息公开指南1件",
        "编写信息公开行政复议、行政诉讼案例3例",
        "信息公开行政复议、行政诉讼卷宗归档3件",
        "组织信息公开行政复议、行政诉讼业务培训3场",
        "收到信息公开行政复议决定书2件",
        "3件行政复议答复书涉及政府信息公开",
        "围绕信息公开学习行政复议5次",
        // Stages of one case.
        "作为被告的政府信息公开行政诉讼一审1件、二审1件",
        "政府信息公开一审行政诉讼1件",
        // Cases of others.
        "审理政府信息公开行政复议案件12件",
        "作为复议机关收到政府信息公开行政复议案件12件，审结10件，维持8件",
        "作为行政复议机关，全年收到因政府信息公开引起的行政复议申请12件",
        "代理县政府政府信息公开行政诉讼5件",
        "指导各单位办理政府信息公开行政复议5件",
        "收到行政复议3件，均与政府信息公开无关",
        "行政复议案件20件，其中涉及政府信息公开的1件",
        "信息公开案件经复议后，提起行政诉讼1件",
    ] {
        assert_eq!(read(text, false), [], "{text}");
    }
    for text in [
        "全年收到政府信息公开行政复议申请12件，办结行政复议11件，维持8件",
        "办理政府信息公开行政复议12件",
        "政府信息公开行政复议12件",
    ] {
        assert_eq!(read_of(text, false, true), [], "{text}");
    }
}

#[test]
fn disputes_are_counted_however_the_number_is_put() {
    use What::{DirectSuits, Disputes, LaterSuits, Reconsiderations, Suits};
    for (text, expected) in [
        (
            "政府信息公开行政复议、行政诉讼数量分别为1件、2件",
            vec![(Reconsiderations, 1), (Suits, 2)],
        ),
        (
            "因信息公开引起的行政诉讼和行政复议案件分别是1起和2起",
            vec![(Suits, 1), (Reconsiderations, 2)],
        ),
        (
            "信息公开行政复议、未经复议直接起诉、复议后起诉案件分别为3件、2件、1件",
            vec![(Reconsiderations, 3), (DirectSuits, 2), (LaterSuits, 1)],
        ),
        ("信息公开行政复议、行政诉讼分别为1件、2件、3件", vec![]),
        ("信息公开行政复议、行政诉讼各1件", vec![(Disputes, 1)]),
        (
            "被申请政府信息公开行政复议1次，发生信息公开行政诉讼2项",
            vec![(Reconsiderations, 1), (Suits, 2)],
        ),
        ("信息公开行政复议案件数量为3宗", vec![(Reconsiderations, 3)]),
        ("发生2起行政诉讼，均因信息公开引起", vec![(Suits, 2)]),
        ("政府信息公开行政复议3案", vec![(Reconsiderations, 3)]),
        ("因信息公开，行政复议：3件", vec![(Reconsiderations, 3)]),
        ("信息公开行政复议申请共发生3例", vec![(Reconsiderations, 3)]),
    ] {
        assert_eq!(read(text, false), expected, "{text}");
    }
    for text in [
        "本机关被申请政府信息公开行政复议3件",
        "因政府信息公开引起的行政复议3件",
        "作为被申请人的信息公开行政复议3件",
    ] {
        assert_eq!(
            read_of(text, false, true),
            [(Reconsiderations, 3)],
            "{text}"
        );
    }
}

#[test]
fn documents_are_read_by_their_verb() {
    use What::{InForce, Issued, Repealed};
    for (text, expected) in [
        (
            "制发行政规范性文件9件，按程序确认失效或废止文件7件，现行有效行政规范性文件共25件",
            vec![(Issued, 9), (Repealed, 7), (InForce, 25)],
        ),
        (
            "制发规范性文件2件，废止1件，现行有效件数8件",
            vec![(Issued, 2), (Repealed, 1), (InForce, 8)],
        ),
        ("出台了7件行政规范性文件", vec![(Issued, 7)]),
        ("公开政策及规范性文件类6条", vec![]),
        ("梳理印发的规范性文件22份", vec![]),
        ("主动公开规范性文件5件", vec![]),
        ("制定规章和规范性文件5件", vec![]),
        ("对12件规范性文件作了清理，废止3件，修改2件", vec![]),
        ("制发各类文件30件，废止1件", vec![]),
        ("其中制发规范性文件1件", vec![]),
        ("发布行政规范性文件12件，均为现行有效", vec![]),
        ("网站公开现行有效的行政规范性文件12件", vec![]),
        ("主动公开本机关制发的规范性文件12件", vec![]),
        ("制发、废止行政规范性文件分别为2件、1件", vec![]),
        (
            "公开信息9条，其中政策9条，制发规范性文件1件",
            vec![(Issued, 1)],
        ),
    ] {
        assert_eq!(read(text, false), expected, "{text}");
    }
}

#[test]
fn decisions_are_read_only_where_all_are_counted() {
    use What::Decisions;
    let [penalty, licence] = [Matter::Penalty, Matter::Licence].map(Decisions);
    for (text, expected) in [
        ("全年作出行政处罚决定50件", vec![(penalty, 50)]),
        ("石桥镇共实施行政处罚五起", vec![(penalty, 5)]),
        (
            "2025年办理行政许可7件、行政处罚3件",
            vec![(licence, 7), (penalty, 3)],
        ),
        ("作出3件行政处罚决定", vec![(penalty, 3)]),
        ("处罚50件", vec![(penalty, 50)]),
        ("公示行政许可7件、行政处罚3件", vec![]),
        ("作出林业行政处罚5件", vec![]),
        ("作出行政处罚信息50条", vec![]),
        ("办理行政许可事项36件", vec![]),
        ("主动公开执法信息，行政处罚3件", vec![]),
        ("其中行政处罚3件", vec![]),
        ("综合执法队作出行政处罚3件", vec![]),
        ("下达行政处罚决定书3份", vec![]),
    ] {
        assert_eq!(read(text, false), expected, "{text}");
    }
}

#[test]
fn words_for_none_are_read() {
    for text in [
        "2025年我局未收到政府信息公开申请",
        "我镇未收到任何形式的依申请公开政府信息",
        "未接到依申请公开事项要求",
        "未收到政府信息公开申请和因公开工作提起的行政复议",
        "未接到提出公开政府信息的申请",
        "没有收到公民、法人和其他组织提出的信息公开申请",
    ] {
        assert!(
            requests::none(&Haystack::new(text), true).is_some(),
            "{text}"
        );
    }
    for text in [
        "未收到政府信息公开类行政复议申请及行政诉讼案件",
        "未收到依申请公开行政复议、行政诉讼案件",
        "未收到因依申请公开引起的投诉",
        "未收到对信息公开申请答复不服的投诉",
        "没有收到法人的公开申请，收到公民申请2件",
        "没有逾期办理的公开申请",
        "未收到低保申请",
        "没有收取依申请公开费用",
        "没有设置依申请公开栏目",
    ] {
        assert_eq!(requests::none(&Haystack::new(text), true), None, "{text}");
    }
    let kinds = |text: &'static str| -> Vec<What> {
        denials::none(&Haystack::new(text), false)
            .into_iter()
            .map(|(what, _)| what)
            .collect()
    };
    let both = [What::Reconsiderations, What::Suits];
    for text in [
        "未有政府信息公开行政复议及行政诉讼有关情况",
        "没有因政府信息公开引起的行政复议、行政诉讼",
        "行政复议、行政诉讼均未发生",
        "全年无行政复议和行政诉讼",
        "未收到信息公开类行政复议申请及行政诉讼案件",
    ] {
        assert_eq!(kinds(text), both, "{text}");
    }
    for text in [
        "未发生行政诉讼败诉情况",
        "未经复议直接提起诉讼",
        "行政复议2件，未出现结果纠正案件",
        "无法认定的行政复议另行统计",
        "没有收到行政复议决定被撤销的通知",
        "没有因此引起新的行政复议",
        "未再次发生行政复议，没有其他行政诉讼",
        "没有对行政复议情况作分析",
        "申请人没有提起行政诉讼",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn words_for_some_are_read() {
    for text in ["收到的政府信息公开申请均已办结", "公开申请已全部按时答复"]
    {
        assert!(requests::done(&Haystack::new(text)).is_some(), "{text}");
    }
    for text in [
        "对收到的公开申请均按时答复",
        "低保申请均已办结",
        "公开申请均已登记",
    ] {
        assert_eq!(requests::done(&Haystack::new(text)), None, "{text}");
    }
}
