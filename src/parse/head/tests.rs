use super::*;
use crate::diag::{Level, line_column};
use crate::parse::{page, report};

/// What a page or the text of a report says of itself, with the line.
fn said(text: &str, role: Role) -> Vec<(Level, usize)> {
    let file = SourcePath::new("content/policies/x.md").expect("a path");
    let said = match role {
        Role::Page => page::read(text, &file).2,
        Role::Report => astray(text, 0, &file, role).into_iter().collect(),
    };
    let of = |one: &Diagnostic| {
        assert!(
            one.help.is_some() && !one.message.ends_with('。'),
            "{one:?}"
        );
        let start = one.place.span.as_ref().map_or(0, |span| span.start);
        (one.level, line_column(text, start).0)
    };
    said.iter().map(of).collect()
}

#[track_caller]
fn is_error(text: &str, role: Role, line: usize) {
    assert_eq!(said(text, role), [(Level::Error, line)], "{role:?}\n{text}");
}

#[test]
fn front_matter_ends_at_its_line() {
    let source = "---\n标题: 甲\n---\n正文";
    let (yaml, body) = split(source).expect("front matter");
    assert_eq!((&source[yaml], &source[body..]), ("标题: 甲\n", "正文"));
    assert_eq!(split("---\r\n---"), Some((5..5, 8)));
    for none in [
        "",
        "甲",
        "---",
        "---\n甲",
        "----\n---\n",
        "---\n\n甲。\n\n---\n乙。",
    ] {
        assert_eq!(split(none), None, "{none}");
    }
}

#[test]
fn a_head_is_recognised_with_any_line_ends() {
    for text in [
        "---\n标题: 甲\n草稿: true\n---\n正文\n",
        "---\r\n标题: 甲\r\n草稿: 是\r\n---\r\n正文\r\n",
        "---  \n标题: 甲\ndraft: True\n---\t\n正文",
        "---\n# 还没有审\n草稿: true\n\n标题: 甲\n---\n---\n正文",
        "---\n草稿: true\n---\n",
    ] {
        let file = SourcePath::new("content/policies/x.md").expect("a path");
        let (doc, _, said) = page::read(text, &file);
        assert!(doc.draft && said.is_empty(), "{text} {said:?}");
    }
}

const KEYS: &str = "标题: 内部制度\n草稿: true\n";

#[test]
fn what_was_meant_as_a_head_is_an_error_where_it_stands() {
    let fences = [
        "----",
        "--",
        "- - -",
        "———",
        "——",
        "—",
        "－－－",
        "–––",
        "‐‐‐",
        "−−−",
        "—-",
        "***",
        "===",
        "+++",
        "___",
        "~~~",
        "```",
        "```yaml",
        "``` yml",
        "---yaml",
        "<!--",
        "\\---",
        "＝＝＝",
        "-- -",
    ];
    for fence in fences {
        let close = fence.replace("yaml", "").replace("<!--", "-->");
        is_error(
            &format!("{fence}\n{KEYS}{close}\n\n正文。\n"),
            Role::Page,
            1,
        );
        is_error(&format!("{fence}\n\n{KEYS}---\n正文。\n"), Role::Page, 1);
        is_error(
            &format!("{fence}\n标题: 内部制度\n{close}\n"),
            Role::Page,
            1,
        );
    }
    for before in ["\n", "\n\n\n", " \n", "　\n", "\u{feff}\n", "\u{200b}\n"] {
        let line = before.matches('\n').count() + 1;
        is_error(
            &format!("{before}---\n{KEYS}---\n正文。\n"),
            Role::Page,
            line,
        );
    }
    for before in [
        " ", "　", "\t", "\u{feff}", "\u{200b}", "\u{2060}", "\u{a0}", "> ",
    ] {
        is_error(&format!("{before}---\n{KEYS}---\n正文。\n"), Role::Page, 1);
    }
    for close in [
        "",
        "...",
        "----",
        "———",
        "—--",
        "--",
        "……",
        "===",
        "***",
        "－－－",
        " ---",
        "`---`",
    ] {
        is_error(&format!("---\n{KEYS}{close}\n\n正文。\n"), Role::Page, 1);
        is_error(
            &format!("---\n{KEYS}{close}\n\n正文。\n\n---\n\n后记。\n"),
            Role::Page,
            1,
        );
        is_error(
            &format!("---\n{KEYS}{close}\n# 一、总则\n\n正文。\n"),
            Role::Page,
            1,
        );
    }
    for above in [
        "# 内部制度\n\n",
        "内部制度\n",
        "# 甲\n\n第一段话。\n\n第二段话。\n\n",
    ] {
        let line = above.matches('\n').count() + 1;
        is_error(
            &format!("{above}---\n{KEYS}---\n\n正文。\n"),
            Role::Page,
            line,
        );
        is_error(
            &format!("{above}———\n{KEYS}———\n\n正文。\n"),
            Role::Page,
            line,
        );
        is_error(
            &format!("{above}---\n公开日期: 2025-01-01\n---\n正文。\n"),
            Role::Page,
            line,
        );
    }
    is_error(
        &format!("---\n标题: 甲\n---\n---\n{KEYS}---\n正文。\n"),
        Role::Page,
        4,
    );
}

#[test]
fn keys_without_a_fence_are_an_error() {
    for text in [
        "标题: 甲\n草稿: true\n\n正文。\n",
        "标题：甲\n草稿：是\n\n正文。\n",
        "标题: 甲\n\n正文。\n",
        "标题：甲\n\n# 甲\n",
        "索引号：1\n文号：甲发〔2025〕1号\n\n正文。\n",
        "title: A\n\n正文。\n",
        "草稿: true\n\n正文。\n",
        "草稿：true\n---\n标题: 甲\n",
        "- 标题: 甲\n- 草稿: true\n\n正文。\n",
        "标 题: 甲\n草稿: true\n---\n正文。\n",
        "\u{feff}标题: 甲\n\n正文。\n",
    ] {
        let line = if text.starts_with('-') { 2 } else { 1 };
        is_error(text, Role::Page, line);
    }
    let below = [
        "草稿: true",
        "草稿：是",
        "**草稿**: true",
        "> 草稿: true",
        "| 草稿 | true |",
        "<!-- 草稿: true -->",
        "（草稿：是）",
        "草稿:",
        "草稿",
        "（草稿）",
        "草稿 true",
        "draft: true",
        "草搞: true",
        "## 草稿: true",
        "状态: 草稿",
        "`草稿: true`",
    ];
    for mark in below {
        is_error(
            &format!("# 甲\n\n正文。\n\n{mark}\n\n正文。\n"),
            Role::Page,
            5,
        );
        is_error(
            &format!("---\n标题: 甲\n---\n\n正文。\n\n{mark}\n"),
            Role::Page,
            7,
        );
    }
    for head in [
        "```yaml\n---\n标题: 甲\n草稿: true\n---\n```\n",
        "---\n---\n标题: 甲\n草稿: true\n---\n",
    ] {
        assert_eq!(said(head, Role::Page).len(), 1, "{head}");
    }
    for line in [
        "{\"标题\": \"甲\", \"草稿\": true}",
        "标题：甲；草稿：是",
        "{标题: 甲, 草稿: true, 状态: 有效}",
        "标题: 甲 草稿: true",
    ] {
        is_error(&format!("{line}\n\n正文。\n"), Role::Page, 1);
    }
    let long = "一段话。\n\n".repeat(40);
    is_error(&format!("# 甲\n\n{long}草稿: true\n"), Role::Page, 83);
}

#[test]
fn the_text_of_a_report_has_no_head() {
    for text in [
        "---\n草稿: true\n---\n\n根据《条例》。\n",
        "---\n标题: 甲\n年度: 2025\n---\n\n根据《条例》。\n",
        "———\n草稿：是\n———\n\n根据《条例》。\n",
        "年度: 2025\n草稿: true\n\n根据《条例》。\n",
        "机关: 甲镇\n\n根据《条例》。\n",
    ] {
        is_error(text, Role::Report, 1);
    }
    is_error(
        "# 年报\n\n---\n草稿: true\n---\n\n## 一、总体情况\n",
        Role::Report,
        3,
    );
    is_error("# 年报\n\n草稿: true\n\n## 一、总体情况\n", Role::Report, 3);
    is_error("## 一、总体情况\n\n字。\n\n草稿：是\n", Role::Report, 5);
}

#[test]
fn prose_is_not_accused() {
    for text in [
        "",
        "\n\n",
        "正文。\n",
        "# 标题\n\n正文。\n",
        "---\n\n正文。\n",
        "---\n\n正文。\n\n---\n\n后记。\n",
        "***\n\n正文。\n",
        "---\n正文：第一段。\n",
        "# 指南\n\n---\n\n地址：石桥镇大街1号\n电话：0710-5551234\n",
        "***\n\n联系人：张三\n\n***\n",
        "# 制度\n\n公开属性：主动公开\n",
        "# 制度\n\n文号：甲政发〔2025〕1号\n\n各村：\n",
        "# 制度\n\n正文。\n\n标题：制作时用小标宋体，分一行或者多行居中排布。\n成文日期：署会议通过的日期。\n",
        "## 公文格式\n\n一段话。\n\n---\n\n标题：用小标宋体。\n\n正文。\n",
        "# 办法\n\n草稿：由承办科室起草，经分管领导审定后报主要领导签发，未经审定的一律不得对外提供。\n",
        "# 办法\n\n第三条 起草的草稿应当标明：一、密级；二、期限。\n\n草案：公开征求意见\n草地: 30\n",
        "正文。\n\n```yaml\n---\n标题: 甲\n草稿: true\n---\n```\n\n正文。\n",
        "正文里写 `草稿: true` 的意思是不发布。\n",
        "草稿箱: 3\n\n正文。\n",
        "本制度的草稿：是征求意见以后印发的。\n",
        "办公室写的草稿，是领导改的，草稿：是否留存由档案室定。\n",
        "根据《条例》，现将情况公布如下：标题、日期\n",
        "问题：公开不及时\n措施：加强培训\n",
        "---\n标题: 甲\n---\n\n索引号：1\n文号：2\n\n正文。\n",
        "---\n标题: 甲\n---\n\n---\n\n正文。\n",
        "| 项目 | 内容 |\n|---|---|\n| 标题 | 甲 |\n",
        "1. 标题：写全称\n2. 文号：写全\n",
        "定稿: 是\n\n正文。\n",
    ] {
        assert_eq!(said(text, Role::Page), [], "{text}");
        // Any head there would be one too many.
        if split(text).is_none() {
            assert_eq!(said(text, Role::Report), [], "{text}");
        }
    }
    // It may well be meant for the reader.
    let listed = "# 办事状态\n\n- 草稿：还没有提交\n- 待审：已经提交\n";
    assert_eq!(said(listed, Role::Page), [(Level::Warning, 3)]);
    let doubtful = "# 制度\n\n索引号：1\n文号：甲发〔2025〕1号\n\n正文。\n";
    assert_eq!(said(doubtful, Role::Page), [(Level::Warning, 3)]);
    assert_eq!(
        said("# 甲\n\n文号: 1\n\n正文。\n", Role::Page),
        [(Level::Warning, 3)]
    );
    assert_eq!(
        said("文号：甲发〔2025〕1号\n\n正文。\n", Role::Page),
        [(Level::Warning, 1)]
    );
}

#[test]
fn what_is_neither_yes_nor_no_is_never_a_finished_text() {
    let file = SourcePath::new("content/policies/x.md").expect("a path");
    for (value, draft) in [
        ("true", true),
        ("True", true),
        ("是", true),
        ("false", false),
        ("否", false),
    ] {
        let (doc, _, said) = page::read(&format!("---\n草稿: {value}\n---\n"), &file);
        assert_eq!((doc.draft, said), (draft, Vec::new()), "{value}");
    }
    for value in [
        "yes",
        "真",
        "1",
        "“true”",
        "on",
        "ture",
        "",
        "~",
        "第二稿",
        "[true]",
        "{a: 1}",
        "\"true\"",
    ] {
        let text = format!("---\n标题: 甲\n草稿: {value}\n---\n正文。\n");
        assert_eq!(said(&text, Role::Page), [(Level::Error, 3)], "{value}");
    }
    for head in [
        "草稿：true",
        "标题: 甲\n草稿：true",
        "标题: 甲\n  草稿: true",
        "标题: 甲\n  草稿：true",
        "草稿: true\n草稿: false",
        "草稿: false\ndraft: true",
        "草搞: true",
        "标题: 甲\n 草稿: true",
        "内容概述: |\n  草稿: true",
        "- 草稿: true",
        "草稿 true",
        "草稿",
        "标题: \"甲\n  草稿: true\"",
        "草稿:true",
        "草稿=true",
        "是否草稿: true",
        "状态: 草稿",
    ] {
        let text = format!("---\n{head}\n---\n正文。\n");
        assert_ne!(said(&text, Role::Page), [], "{head}");
    }
}

#[test]
fn a_draft_in_the_wrong_place_of_the_data_is_no_finished_report() {
    // Old line ends.
    assert_eq!(said("---\r草稿: true\r---\r甲", Role::Page).len(), 1);
    let file = SourcePath::new("content/reports/2022/report.yaml").expect("a path");
    let rest = "年度: 2022\n表三: {其余为零: true}\n表四: {其余为零: true}\n";
    let read = |more: &str| report::read(&format!("{rest}{more}"), &file, 2022);
    let clean = "表二: {其余为零: true}\n";
    for (more, draft) in [
        ("草稿: true\n", true),
        ("#草稿: true\n", false),
        ("# 草稿: true\n草稿: false\n", false),
    ] {
        let (doc, said) = read(&format!("{clean}{more}"));
        let found = doc.map(|doc| doc.draft);
        assert_eq!((found, said), (Some(draft), Vec::new()), "{more}");
    }
    for more in [
        "表二:\n  其余为零: true\n  草稿: true\n",
        "表二: {其余为零: true, 草稿: true}\n",
        "表二: {其余为零: true}\n草稿：true\n",
        "表二: {其余为零: true}\n标题: 甲\n  草稿：是\n",
        "表二: {其余为零: true}\n草稿:\n",
        "表二: {其余为零: true}\n草稿: yes\n",
        "表二: {其余为零: true}\n草搞: true\n",
        "表二: {其余为零: true}\n标题: 甲\n 草稿: true\n",
        "表二: {其余为零: true}\n允许: {A01: 甲}\n  草稿: true\n",
    ] {
        let (_, said) = read(more);
        assert!(said.iter().any(|one| one.level == Level::Error), "{more}");
    }
}
