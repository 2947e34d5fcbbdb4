//! Whole pages, made up after the patterns of real ones.

use super::*;
use crate::form::{Form, SectionKind};
use crate::import::source::{Format, LineKind, Place};

fn lines(all: &[&str]) -> Vec<Line> {
    let all = all.iter().enumerate();
    all.map(|(at, text)| Line {
        text: (*text).to_owned(),
        kind: LineKind::Paragraph,
        place: Place::Line(at + 1),
    })
    .collect()
}

fn words(section: Option<SectionKind>, heading: &str, before: &[&str]) -> Words {
    Words {
        section,
        heading: section.map(|_| heading.to_owned()),
        before: lines(before),
        after: Vec::new(),
    }
}

fn understood(metadata: &[(&str, &str)], head: &[&str], overview: &[&str], last: &[&str]) -> Text {
    let source = Source {
        format: Format::Web,
        metadata: metadata
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        pieces: Vec::new(),
    };
    let reading = Reading {
        form: Form::choose(None, 2022).expect("a form"),
        tables: Vec::new(),
        words: vec![
            words(None, "", head),
            words(Some(SectionKind::Overview), "一、总体情况", overview),
            words(Some(SectionKind::Other), "六、其他需要报告的事项", last),
        ],
        left_over: Vec::new(),
        pictures: Vec::new(),
    };
    understand(&source, &reading)
}

fn markdown(head: &str, overview: &str, last: &str) -> String {
    format!("{head}## 一、总体情况\n\n{overview}\n## 六、其他需要报告的事项\n\n{last}\n")
}

#[test]
fn a_portal_page_leaves_the_report_and_nothing_else() {
    let text = understood(
        &[
            (
                "ArticleTitle",
                "青禾镇人民政府2022年政府信息公开工作年度报告",
            ),
            ("pubdate", "2023-01-20 09:30:11"),
        ],
        &[
            "您好，欢迎访问示例县人民政府网站！ 今天是2023年3月1日",
            "登录 | 注册 | 无障碍 | 长者模式",
            "首页",
            "走进示例",
            "政务公开",
            "您当前所在位置：首页 > 政府信息公开 > 青禾镇 > 政府信息公开年报",
            "索引号：11350000000000000X/2023-00012 | 文号：青政发〔2023〕2号",
            "发布机构：青禾镇人民政府 | 成文日期：2023-01-18 | 发布日期：2023-01-20",
            "青禾镇人民政府",
            "2022年政府信息公开工作年度报告",
            "来源：青禾镇 发布时间：2023-01-20 09:30 浏览次数：127次 字体：[大 中 小] 打印 关闭",
            "根据《中华人民共和国政府信息公开条例》编制本报告。统计期限自2022年1月1日起至2022年12月31日止。",
        ],
        &[
            "（一）主动公开情况",
            "全年主动公开信息12条。",
            "（二）依申请公开情况",
            "收到申请1件。",
        ],
        &[
            "无。",
            "青禾镇人民政府",
            "2023年1月18日",
            "附件：1.青禾镇公开目录.docx",
            "扫一扫在手机打开当前页",
            "上一篇：青禾镇2021年年报",
            "示例县人民政府门户网站",
            "版权所有：示例县人民政府 某ICP备05000000号 某公网安备35010000000000号",
        ],
    );
    let preamble = "根据《中华人民共和国政府信息公开条例》编制本报告。统计期限自2022年1月1日起至2022年12月31日止。\n\n";
    let overview = "### （一）主动公开情况\n\n全年主动公开信息12条。\n\n### （二）依申请公开情况\n\n收到申请1件。\n";
    assert_eq!(text.markdown, markdown(preamble, overview, "无。"));
    assert_eq!(
        text.title.as_deref(),
        Some("青禾镇人民政府2022年政府信息公开工作年度报告")
    );
    assert_eq!(text.organization.as_deref(), Some("青禾镇人民政府"));
    assert_eq!(
        text.signed.map(|stamp| stamp.iso()).as_deref(),
        Some("2023-01-18")
    );
    assert_eq!(
        text.published.map(|stamp| stamp.minute()).as_deref(),
        Some("2023-01-20 09:30")
    );
    assert_eq!(
        text.index_number.as_deref(),
        Some("11350000000000000X/2023-00012")
    );
    assert_eq!(text.document_number.as_deref(), Some("青政发〔2023〕2号"));
    let kept: Vec<&str> = text
        .not_understood
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(kept, ["附件：1.青禾镇公开目录.docx"]);
    assert_eq!(text.disagreements, [""; 0]);
}

#[test]
fn what_contradicts_itself_is_told() {
    let text = understood(
        &[("PubDate", "2023-01-21")],
        &[
            "青禾镇2022年政府信息公开工作年度报告",
            "发布时间：2023-01-20",
            "本报告统计期限自2021年1月1日起至2021年12月31日止。",
        ],
        &["无"],
        &["无。 石桥镇人民政府 2023年1月4日"],
    );
    assert_eq!(
        text.disagreements,
        [
            "标题写的是 2022 年，第 3 行的统计期限写的是 2021 年",
            "题目里的机关是“青禾镇”，第 1 行的落款是“石桥镇人民政府”",
            "公开日期有两个：网页信息写的是2023年1月21日，第 2 行的信息栏写的是2023年1月20日",
        ]
    );
    assert_eq!(text.year, Some(2022));
}

#[test]
fn a_short_name_is_completed_by_the_signature() {
    let head = ["青禾镇2022年政府信息公开工作年度报告"];
    let text = understood(
        &[],
        &head,
        &["好。"],
        &["无", "示例县青禾镇人民政府", "二〇二三年一月五日"],
    );
    assert_eq!(text.organization.as_deref(), Some("示例县青禾镇人民政府"));
    assert_eq!(
        text.signed.map(|stamp| stamp.iso()).as_deref(),
        Some("2023-01-05")
    );
    assert_eq!(
        (text.disagreements.len(), text.markdown),
        (0, markdown("", "好。\n", "无"))
    );
}

#[test]
fn sentences_that_look_like_chrome_stay() {
    let last = [
        "微信、微博和网站是公开的三个渠道。",
        "打印、复印费用全年为0元。",
        "截至2022年12月31日",
        "来源于财政的经费12万元，由青禾镇人民政府支付。",
        "附件下载次数统计由示例县财政局负责，2022年12月31日止。",
    ];
    let text = understood(
        &[],
        &["关注微信公众号，可以查询本机关信息。"],
        &["（一）公开。（二）申请。"],
        &last,
    );
    assert_eq!(
        text.markdown,
        markdown(
            "关注微信公众号，可以查询本机关信息。\n\n",
            "（一）公开。\n\n（二）申请。\n",
            &last.join("\n\n")
        )
    );
    assert_eq!((text.dropped, text.signed), (Vec::new(), None));
}

#[test]
fn nonsense_is_not_taken() {
    let head = [
        "发布机构：1 文号：无 索引号：- 发布日期：待定",
        "成文日期：2023年13月1日",
        "第一段文字，说明本报告的编制依据。",
    ];
    let text = understood(
        &[("PubDate", "刚刚"), ("ArticleTitle", "政务公开")],
        &head,
        &["好。"],
        &["无"],
    );
    let stated = (text.organization, text.document_number, text.index_number);
    assert_eq!(stated, (None, None, None));
    assert_eq!(
        (text.published, text.signed, text.title),
        (None, None, None)
    );
    assert_eq!(
        text.markdown,
        markdown("第一段文字，说明本报告的编制依据。\n\n", "好。\n", "无")
    );
}

#[test]
fn hostile_words_take_linear_time() {
    let long = "首页 政务公开 2022年 政府信息公开 ".repeat(20_000);
    let marks = "<!-- -- > （一） 。".repeat(20_000);
    let keys = "来源：".repeat(50_000);
    let many: Vec<&str> = std::iter::repeat_n("当前位置：首页", 5_000).collect();
    for head in [&[long.as_str()][..], &[&marks], &[&keys], &many] {
        let text = understood(&[], head, &[&marks], &[&long]);
        assert!(!text.markdown.is_empty());
    }
}

#[test]
fn a_sentence_that_names_the_report_names_its_body() {
    for (head, body) in [
        (
            "根据条例，现公布示例市安平区人民政府2022年政府信息公开工作年度报告。",
            Some("示例市安平区人民政府"),
        ),
        (
            "按照要求编制了《青禾镇2022年政府信息公开工作年度报告》。",
            Some("青禾镇"),
        ),
        ("按照要求编制了我镇2022年政府信息公开工作年度报告。", None),
    ] {
        let text = understood(&[], &[head], &["2022年公开信息32条。"], &["无。"]);
        assert_eq!(text.organization.as_deref(), body, "{head}");
        assert_eq!(text.year, Some(2022), "{head}");
    }
}

#[test]
fn a_report_that_was_counted_among_others_is_not_this_one() {
    let overview = "2022年主动公开政府信息32条，其中处罚强制类9条、2021年信息公开年报1条。";
    let text = understood(
        &[],
        &["青禾镇2022年政府信息公开工作年度报告"],
        &[overview],
        &["无。"],
    );
    assert_eq!((text.year, text.disagreements), (Some(2022), Vec::new()));
}

#[test]
fn an_imprint_before_the_signature_is_told() {
    let last = |printed| ["无。", "青禾镇人民政府", "2023年1月16日", printed];
    let told = |printed| {
        let title = ["青禾镇人民政府2022年政府信息公开工作年度报告"];
        understood(&[], &title, &["公开信息32条。"], &last(printed)).disagreements
    };
    assert_eq!(
        told("青禾镇党政办公室 2022年1月17日印发"),
        ["第 4 行的印发栏写的印发日期是2022年1月17日，早于成文日期2023年1月16日"]
    );
    assert_eq!(
        told("青禾镇党政办公室 2023年1月17日印发"),
        Vec::<String>::new()
    );
}

#[test]
fn fields_whose_value_is_the_next_line_are_fields() {
    let text = understood(
        &[],
        &[
            "索 引 号",
            "014000000/2023-00012",
            "发布机构：",
            "青禾镇人民政府",
            "文号",
            "成文日期",
            "2023-01-10",
            "公开日期",
            "2023-01-16 09:30",
            "青禾镇2022年政府信息公开工作年度报告",
            "本报告根据条例的规定编制。",
        ],
        &["公开信息32条。"],
        &["无。"],
    );
    assert_eq!(text.index_number.as_deref(), Some("014000000/2023-00012"));
    assert_eq!(
        text.signed.map(|stamp| stamp.iso()).as_deref(),
        Some("2023-01-10")
    );
    assert_eq!(
        text.published.map(|stamp| stamp.minute()).as_deref(),
        Some("2023-01-16 09:30")
    );
    assert_eq!(text.disagreements, Vec::<String>::new());
    assert_eq!(text.not_understood, Vec::new());
    assert_eq!(
        text.markdown,
        markdown("本报告根据条例的规定编制。\n\n", "公开信息32条。\n", "无。")
    );
}

#[test]
fn a_line_that_only_looks_like_a_field_stays() {
    let text = understood(
        &[],
        &[
            "青禾镇2022年政府信息公开工作年度报告",
            "发布机构",
            "由镇党政办公室负责发布，联系人另行公布。",
        ],
        &["公开信息32条。"],
        &["无。"],
    );
    assert!(text.markdown.contains("由镇党政办公室负责发布"));
}

#[test]
fn lists_stay_lists_with_the_numbers_that_they_had() {
    let mut last = lines(&[
        "1. 机构；",
        "2. 规划；",
        "1. 另一个。",
        "门户网站；",
        "公开栏。",
        "7. 接着的。",
    ]);
    last.iter_mut().for_each(|line| line.kind = LineKind::Item);
    let source = Source {
        format: Format::Web,
        metadata: Vec::new(),
        pieces: Vec::new(),
    };
    let mut other = words(Some(SectionKind::Other), "六、其他需要报告的事项", &[]);
    other.before = last;
    let reading = Reading {
        form: Form::choose(None, 2022).expect("a form"),
        tables: Vec::new(),
        words: vec![words(None, "", &[]), other],
        left_over: Vec::new(),
        pictures: Vec::new(),
    };
    assert_eq!(
        understand(&source, &reading).markdown,
        "## 六、其他需要报告的事项\n\n1. 机构；\n2. 规划；\n\n1\\. 另一个。\n\n\
         - 门户网站；\n- 公开栏。\n\n7. 接着的。\n"
    );
}
