//! Text from word processors: where its paragraphs end, what its bullets
//! become, and that no character of it is lost.

use proptest::prelude::*;

use super::HeadingIds;
use super::tests::{read, rendered};

/// The paragraphs, headings and items of a text, each as its words.
fn blocks(source: &str) -> Vec<String> {
    let (document, _) = read(source);
    let sections = document.sections.iter();
    let sections = sections.flat_map(|section| section.prose());
    let prose = document.preamble.prose().into_iter().chain(sections);
    prose.map(|one| one.text).collect()
}

fn html(source: &str) -> String {
    let (document, _) = read(source);
    rendered(&document)
}

/// A text with a line a paragraph, which must come out so.
#[track_caller]
fn pasted(source: &str) {
    let bare = source.replace("**", "");
    let lines: Vec<&str> = bare.lines().map(str::trim).collect();
    assert_eq!(blocks(source), lines, "{source}");
}

/// A text that is one paragraph, however its lines end.
#[track_caller]
fn wrapped(source: &str) {
    assert_eq!(blocks(source).len(), 1, "{:?}", blocks(source));
}

#[test]
fn a_line_a_paragraph_stays_so() {
    for source in [
        "全年公开信息73条。\n收到申请3件。\n没有收费。",
        "主要做法如下：\n加强领导；\n健全制度！\n效果怎样？\n很好",
        "他说：“要公开。”\n（详见附件。）\n《条例》规定：\n略",
        "现将情况报告如下:\n一是公开不够;\n二是更新不快.\n今后改进",
        "（1）甲\n（2）乙\n（3）丙",
        "(1)甲\n(2)乙",
        "1、甲\n2、乙\n3、丙",
        "1.甲\n2.乙\n10．丙",
        "1)甲\n2)乙\n3）丙",
        "①甲\n②乙",
        "⑴甲\n⑵乙",
        "－甲\n－乙",
        "-甲\n-乙",
        "—甲\n—乙",
        "要求如下：\n3. 三\n4. 四",
        "要求如下\n（一）甲\n（二）乙",
        "分为以下三类，\n1.甲\n2.乙",
        "第一章 总则\n第一条　为了公开政府信息，制定本办法。\n第二条　本办法适用于本县。",
        "□ 网上公开 □ 张贴公布\n□ 其他",
        "√ 已经公开\n√ 已经更新",
        "地址：示例县中心街1号\n邮编：123456\n联系电话：0123-4567890",
        "特此报告。\n石桥镇人民政府\n2026年1月22日",
        "示例县人民政府办公室\n二〇二六年一月二十二日",
        "上坪村\n下坪村\n大坳村",
        "会议议程：\n9:00—9:30　签到\n9:30—10:30　学习条例",
        "[1] 统计年鉴[M]．2024．\n[2] 区划简册[R]．2025.\n[3] 工作报告",
        "《公开条例》（国务院令第711号）\n《收费办法》（国办函〔2020〕109号）",
        "申请人信息（在□内打√）：□公民\n获取方式：☑邮寄　□自取",
        "*姓名\n*联系电话",
        "组  长  张  三  书记\n成  员  王  五  主任",
        "**一、总体情况**\n**（一）主动公开**\n**问：多久答复？**\n答：20天。",
        "此致\n敬礼！\n我们整理了常用信息，请大家及时了解镇里的工作。",
        "成　员：赵六、钱七\n领导小组下设办公室，办公室设在镇党政办，由王五兼任办公室主任。",
    ] {
        pasted(source);
    }
    let ordinal = "工作如下。\n第一，加强领导\n和培训。";
    assert_eq!(blocks(ordinal), ["工作如下。", "第一，加强领导和培训。"]);
}

#[test]
fn footnotes_and_tables_end_where_a_paragraph_begins() {
    let found = blocks("甲[^1]。\n\n[^1]: 乙。\n后文。\n\n[^2]: 丙，\n丁。");
    assert_eq!(found[..2], ["甲。", "后文。"], "{found:?}");
    assert!(found.iter().any(|one| one == "丙，丁。"), "{found:?}");
    let table = "　　如下：\n　　| 甲 | 乙 |\n　　|--|--|\n　　| 1 | 2 |\n　　后文。\n";
    let (_, said) = read(table);
    assert_eq!(said, []);
    assert_eq!(blocks(table), ["如下：", "甲", "乙", "1", "2", "后文。"]);
}

#[test]
fn wrapped_prose_stays_one_paragraph() {
    for source in [
        "政府信息\n公开",
        "全年主动公开信息73条，其中惠农补贴、\n低保公示41条，制发行政规范性文件2件。",
        "按照《条例》第二十条\n（一）项的规定公开。",
        "依照第十九条第（一）、\n（二）项和第二十条办理。",
        "收费标准为每件\n1.5万元。",
        "分别在\n1、2月召开了会议。",
        "统计期限为2025年1月1日至\n2025年12月31日，共一年。",
        "见附图\n（2）所示的流程。",
        "在镇政府网站开设专栏\n—— 每周更新一次。",
        "请与党政办公室联系\n（邮编：123456，\n电话：0123-4567890）。",
        "2025年以来，我镇按照上级的部署，围绕群众关心的事项，及时公开了各\n\
         类信息，全年主动公开73条。其中惠农补贴41条，低保公示20条，其他12条。\n\
         各村的公开栏每月更新一次，由包村干部负责检查，发现没有更新的当场指\n\
         出，限期改正。",
        "**全年公开的\n信息**共73条",
        "全年主动公开信息73条，其中惠农补贴、低保公示41条，现\n行有效9件，都按规定公示，没有收到\n群众的投诉。",
        "The office keeps a register.\nIt is open to all.",
        "公开 policy\nand data",
    ] {
        wrapped(source);
    }
}

#[test]
fn a_short_line_ends_a_paragraph_of_wrapped_prose() {
    let source = "2025年以来，我镇按照上级的部署，围绕群众关心的事项，及时公开了各\n\
        类信息，全年主动公开73条。\n\
        各村的公开栏每月更新一次，由包村干部负责检查，发现没有更新的当场指\n\
        出，限期改正。\n\
        （二）依申请公开。全年收到申请3件，都在法定的期限内答复，没有一件被\n\
        申请复议或者提起诉讼。";
    let found = blocks(source);
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[0].ends_with("73条。") && found[2].starts_with("（二）"));
}

#[test]
fn headings_of_pasted_text_stand_alone() {
    for source in [
        "一、总体情况\n2025年，我镇按照上级的部署公开信息，做了下面的工作。",
        "（一）主动公开\n全年主动公开信息73条，其中惠农补贴41条。",
        "（二）依申请公开情况\n收到申请3件。",
        "**主要问题**\n村级公开栏的更新不够及时，有的村两个月没有更换内容。",
        "1.政务公开专栏\n县政府网站的青禾镇专栏每周更新，村级公开栏每月更换。",
    ] {
        assert_eq!(blocks(source).len(), 2, "{source}");
    }
    // What was left of a table is no sign that the rest was wrapped.
    let source = "(一)加强培训。\n\
        组织干部学习《条例》和年度报告的格式,通过观看视频、现场演示等方式讲解公开的范围、方式和时限,年内一共办了两次,村级公开员全部参加。\n\
        第二十条第(一)项 |\n信息内容 |";
    assert_eq!(blocks(source).len(), 4, "{:?}", blocks(source));
    wrapped("（一）进一步加强政府信息公开工作的组织领导和统筹\n协调，健全工作机制。");
}

#[test]
fn a_whole_report_from_word_keeps_its_paragraphs() {
    let report = "\
石桥镇人民政府认真执行《条例》，编制了2025年政府信息公开工作年度报告。\n\
一、总体情况\n\
（一）主动公开\n\
2025年，我镇通过县政府网站、公开栏、微信公众号等公开各类信息73条。其中：惠农补贴41条，低保公示20条，其他12条。\n\
（二）依申请公开\n\
全年收到申请3件，办结5件。\n\
1.当面申请2件；\n\
2.网上申请1件。\n\
五、存在的主要问题及改进情况\n\
存在的问题：\n\
一是村级公开栏的更新不够及时；\n\
二是新来的同志不熟悉流程。\n\
下一步，我镇将做好以下几点\n\
（1）每月检查一次公开栏\n\
（2）年初办两次培训\n\
六、其他需要报告的事项\n\
无。\n\
特此报告。\n\
石桥镇人民政府\n\
2026年1月22日";
    pasted(report);
    pasted(&report.replace('\n', "\r\n"));
    pasted(&report.replace('\n', "  \n"));
    for end in ["\r", "\u{b}", "　　\n", "\n\n", "\n　　", "\n    ", "\n\t"] {
        let found = blocks(&report.replace('\n', end));
        let found: Vec<&str> = found.iter().map(|one| one.trim()).collect();
        assert_eq!(found, report.lines().collect::<Vec<_>>(), "{end:?}");
    }
}

#[test]
fn paragraphs_end_inside_quotes_and_items() {
    assert_eq!(
        html("> 甲。\n> 乙。"),
        "<blockquote>\n<p>甲。</p>\n<p>乙。</p>\n</blockquote>\n"
    );
    assert_eq!(
        html("- 甲。\n  乙。\n- 丙"),
        "<ul>\n<li><p>甲。</p>\n<p>乙。</p>\n</li>\n<li>丙</li>\n</ul>\n"
    );
    assert_eq!(
        html("- 甲：\n  （1）乙\n  - 丙\n"),
        "<ul>\n<li><p>甲：</p>\n<p>（1）乙</p>\n<ul>\n<li>丙</li>\n</ul>\n</li>\n</ul>\n"
    );
    // What stands below an item at the margin is no part of it.
    assert_eq!(
        html("- 甲。\n- 乙。\n下一步改进。"),
        "<ul>\n<li>甲。</li>\n<li>乙。</li>\n</ul>\n<p>下一步改进。</p>\n"
    );
    assert_eq!(
        html("1. 甲。\n（1）乙。\n（2）丙。\n2. 丁。"),
        "<ol>\n<li>甲。</li>\n</ol>\n<p>（1）乙。</p>\n<p>（2）丙。</p>\n<p>2. 丁。</p>\n"
    );
    assert_eq!(
        html("- 甲乙丙，\n丁戊。"),
        "<ul>\n<li>甲乙丙，丁戊。</li>\n</ul>\n"
    );
    assert_eq!(html("甲。\\\n乙。"), "<p>甲。<br>\n乙。</p>\n");
    assert_eq!(html("甲乙  \n丙丁"), "<p>甲乙<br>\n丙丁</p>\n");
    assert_eq!(html("**甲。\n乙。**"), "<p><strong>甲。乙。</strong></p>\n");
}

#[test]
fn many_items_with_lines_below_take_linear_time() {
    for (item, blocks) in [("- 甲\n乙。\n丙\n", 1), ("- 甲。\n乙\n", 2)] {
        let (document, found) = read(&item.repeat(10_000));
        assert_eq!(found, []);
        assert_eq!(document.preamble.prose().len(), blocks * 10_000);
    }
}

#[test]
fn bullets_of_word_become_a_list() {
    let list = "<ul>\n<li>专栏</li>\n<li>公开栏</li>\n</ul>\n";
    for bullet in [
        "•",
        "• ",
        "•\t",
        "● ",
        "○",
        "◆　",
        "■",
        "➢ ",
        "► ",
        "·",
        "\u{f06c} ",
        "\u{f0b7}\t",
        "l\t",
        "Ø\t",
        "- ",
        "* ",
    ] {
        assert_eq!(
            html(&format!("{bullet}专栏\n{bullet}公开栏")),
            list,
            "{bullet}"
        );
        let after = html(&format!("有两种：\n    {bullet}专栏\n    {bullet}公开栏\n"));
        if !bullet.starts_with(['-', '*', 'l', 'Ø']) {
            assert_eq!(after, format!("<p>有两种：</p>\n{list}"), "{bullet}");
        }
    }
    assert_eq!(
        html("• 甲\n    ○ 乙\n• 丙\n\n丁"),
        "<ul>\n<li>甲<ul>\n<li>乙</li>\n</ul>\n</li>\n<li>丙</li>\n</ul>\n<p>丁</p>\n"
    );
    assert_eq!(html("■是 □否"), "<p>■是 □否</p>\n");
    assert_eq!(html("``` \n• 甲\n```"), "<pre><code>• 甲\n</code></pre>\n");
    assert_eq!(html("l 甲"), "<p>l 甲</p>\n");
}

#[test]
fn signs_and_numbers_stay_what_they_are() {
    for text in [
        "&gt;90%的申请按期答复",
        "&gt;= 90%",
        "&gt; 90%",
        "- 5 件",
        "+ 3%",
        "-5%",
        "+3件",
        "2025. 全年",
        "100. 其他",
        "01. 甲",
        "1) 甲",
        "１．甲",
    ] {
        let source = text.replace("&gt;", ">");
        assert_eq!(html(&source), format!("<p>{text}</p>\n"));
        let (document, _) = read(&source);
        let prose = &document.preamble.prose()[0];
        for (at, c) in prose.text.char_indices() {
            assert_eq!(&source[prose.span(at..at + c.len_utf8())], c.to_string());
        }
    }
    assert_eq!(
        html("- 5件\n- 6件"),
        "<ul>\n<li>5件</li>\n<li>6件</li>\n</ul>\n"
    );
    assert_eq!(
        html("- 2024年，公开12条"),
        "<ul>\n<li>2024年，公开12条</li>\n</ul>\n"
    );
    assert_eq!(
        html("> 2024年，公开12条"),
        "<blockquote>\n<p>2024年，公开12条</p>\n</blockquote>\n"
    );
    assert_eq!(html("- 2025. 全年"), "<ul>\n<li>2025. 全年</li>\n</ul>\n");
    assert_eq!(
        html("3. 甲\n4. 乙"),
        "<ol start=\"3\">\n<li>甲</li>\n<li>乙</li>\n</ol>\n"
    );
}

#[test]
fn pictures_of_symbol_fonts_are_told_once() {
    let source = "见\u{f0fc}甲\n\n乙\u{f0e0}丙\n";
    let (_, found) = read(source);
    assert_eq!((found.len(), found[0].code.id), (1, "MD06"));
    assert_eq!(found[0].place.span, Some(3..6));
    assert!(found[0].message.contains("2 个"), "{:?}", found[0]);
    assert_eq!(read("\u{f06c} 甲").1, []);
}

fn pieces() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "全年公开信息73条",
        "收到申请3件",
        "甲",
        "示例县",
        "2025年",
        "政府信息公开",
        "，",
        "、",
        "。",
        "；",
        "：",
        "）",
        "“",
        "”",
        "\n",
        "\n",
        "\r\n",
        "  \n",
        "\n\n",
        "\u{b}",
        "\n　　",
        "\n（一）",
        "\n1、",
        "\n2. ",
        "\n3)",
        "\n①",
        "\n- ",
        "\n• ",
        "\n    • ",
        "\n> ",
        "\n>9",
        "\n- 5",
        "\n第二，",
        "\n电话：",
        "\n2026年1月22日",
        "**",
        "- ",
        "-5%",
    ]);
    prop::collection::vec(parts, 0..30).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_character_is_lost_and_each_is_found_again(source in pieces()) {
        let (document, _) = read(&source);
        let html = document.render(&|_| None, &mut HeadingIds::default());
        for c in source.chars().filter(|c| crate::prose::is_cjk(*c)) {
            let count = |text: &str| text.matches(c).count();
            prop_assert_eq!(count(&html), count(&source), "{} in {}", c, html);
        }
        for one in document.preamble.prose() {
            for (at, c) in one.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                prop_assert_eq!(&source[one.span(at..at + c.len_utf8())], c.to_string());
            }
        }
        let opened = html.matches("<p>").count();
        prop_assert_eq!(opened, html.matches("</p>").count());
        prop_assert!(!html.contains("<p></p>"), "{}", html);
    }
}
