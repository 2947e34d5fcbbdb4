//! What must hold for any words at all.

use gongkai::form::{Form, SectionKind};
use gongkai::import::reading::{Reading, Words};
use gongkai::import::source::{Format, Line, LineKind, Place, Source};
use gongkai::import::words::understand;
use gongkai::parse::markdown;
use gongkai::path::SourcePath;
use proptest::prelude::*;

use crate::words::{Counts, unaccounted};

fn lines(text: &str) -> Vec<Line> {
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| Line {
            text: line.trim().to_owned(),
            kind: match at % 5 {
                3 => LineKind::Heading(2),
                4 => LineKind::Item,
                _ => LineKind::Paragraph,
            },
            place: Place::Line(at + 1),
        })
        .collect()
}

/// A reading that has words alone.
fn reading(head: &str, sections: &[(SectionKind, &str, &str)]) -> Reading {
    let form = Form::choose(None, 2022).expect("a form");
    let mut words = vec![Words {
        section: None,
        heading: None,
        before: lines(head),
        after: Vec::new(),
    }];
    words.extend(sections.iter().map(|(kind, before, after)| {
        let mut sections = form.sections.iter();
        let section = sections.find(|section| section.kind == *kind);
        Words {
            section: Some(*kind),
            heading: section.map(|section| section.heading.to_owned()),
            before: lines(before),
            after: lines(after),
        }
    }));
    Reading {
        form,
        tables: Vec::new(),
        words,
        left_over: Vec::new(),
        pictures: Vec::new(),
    }
}

fn empty() -> Source {
    Source {
        format: Format::Text,
        metadata: Vec::new(),
        pieces: Vec::new(),
    }
}

/// What a reader of the page sees of a file, without its white space.
fn rendered(text: &str) -> String {
    let file = SourcePath::new("content/reports/2022/report.md").expect("a path");
    // The numbers of a list are no text, though the page shows them.
    let lines = text.lines().map(|line| {
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        match line[digits..].strip_prefix(". ") {
            Some(rest) if digits > 0 => format!("{}\\. {rest}\n", &line[..digits]),
            _ => format!("{line}\n"),
        }
    });
    let text = &lines.collect::<String>();
    let (document, _) = markdown::parse(text, &file, 0);
    let mut out = String::new();
    let mut push = |text: &str| out.extend(text.chars().filter(|c| is_shown(*c)));
    document
        .preamble
        .prose()
        .iter()
        .for_each(|one| push(&one.text));
    for section in &document.sections {
        push(&section.heading.text);
        section.prose().iter().for_each(|one| push(&one.text));
    }
    assert!(document.title.is_none(), "{text}");
    out
}

/// Bullets are not compared: a list shows its own.
fn is_shown(c: char) -> bool {
    let bullet = "•●○◆◇■▪▫➢➤►▶▸◦‣⁃∙·❖♦".contains(c) || ('\u{e000}'..='\u{f8ff}').contains(&c);
    !c.is_whitespace() && !c.is_control() && c != '\u{feff}' && !bullet
}

/// Words and signs of texts and of markup, glued in any way.
fn scraps() -> impl Strategy<Value = String> {
    let scraps = vec![
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~~",
        "\n",
        "\n\n",
        "　　",
        "    ",
        "\t",
        "> ",
        "- ",
        "+ ",
        "1. ",
        "2) ",
        "# ",
        "## ",
        "---",
        "***",
        "===",
        "|",
        "|-|",
        "[",
        "]",
        "(",
        ")",
        "![",
        ":",
        "<b>",
        "<",
        "&amp;",
        "&#35;",
        "\\",
        "。",
        "（",
        "）",
        "政府",
        "5",
        "a",
        "“",
        "http://a.cn/",
        "www.a.cn",
        "[^1]",
        "[^1]: ",
        "[1]: ",
        "（一）",
        "（二）",
        "1.",
        "2、",
        "一、",
        "（ 三）",
        "•",
        "①",
        "\u{3000}",
        "~",
        "$",
        "^",
        "!",
        "无",
        "情况",
    ];
    prop::collection::vec(prop::sample::select(scraps), 0..40).prop_map(|parts| parts.concat())
}

/// Words of pages and reports, glued in any way.
fn pages() -> impl Strategy<Value = String> {
    let parts = vec![
        "当前位置：",
        "首页",
        " > ",
        "政务公开",
        "青禾镇人民政府",
        "2022年",
        "度",
        "政府信息公开工作",
        "年度报告",
        "根据《条例》编制。",
        "来源：",
        "发布时间：",
        "2023-01-05 10:14",
        "文号：",
        "青政发〔2023〕2号",
        "索引号：",
        "A-2023-00001",
        "|",
        " | ",
        "\n",
        "\n",
        " ",
        "：",
        "打印",
        "关闭",
        "字号：",
        "大",
        "中",
        "小",
        "微信",
        "微博",
        "-->",
        "<!--[if x]-->",
        "<!--",
        "无。",
        "无",
        "2023年1月4日",
        "二〇二三年一月四日",
        "附件：1.目录.docx",
        "附件下载",
        "印发",
        "办公室",
        "上一篇：",
        "版权所有",
        "ICP备123号",
        "扫一扫",
        "（一）",
        "主动公开情况",
        "情况",
        "统计期限自2022年1月1日至2022年12月31日。",
        "，",
        "。",
        "：",
        "《",
        "》",
        "〔略〕",
        "x",
        "７",
        "====",
        "（",
        "）",
        "您好,欢迎访问",
        "次",
        "浏览次数：",
        "12",
    ];
    prop::collection::vec(prop::sample::select(parts), 0..30).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) })]

    /// Whatever a section says, its page says the same: no sign of it becomes markup.
    #[test]
    fn any_words_come_back_from_their_page(
        before in prop_oneof![scraps(), any::<String>()], after in prop_oneof![scraps(), any::<String>()]
    ) {
        // What editors leave of comments is cut out and listed.
        prop_assume!(!before.contains("-->") && !after.contains("-->"));
        let sections = [(SectionKind::Proactive, before.as_str(), after.as_str()), (SectionKind::Other, "无。", "")];
        let reading = reading("", &sections);
        let text = understand(&empty(), &reading);
        let mut expected = String::new();
        for words in &reading.words {
            expected.extend(words.heading.iter().flat_map(|text| text.chars()));
            let before: Vec<&str> = words.before.iter().map(|line| line.text.as_str()).collect();
            // A bracket before a table opens the table's note.
            expected.push_str(before.concat().trim_end_matches(['（', '(', ' ']));
            words.after.iter().for_each(|line| expected.push_str(&line.text));
        }
        let expected: String = expected.chars().filter(|c| is_shown(*c)).collect();
        prop_assert_eq!(rendered(&text.markdown), expected, "{}", text.markdown);
    }

    #[test]
    fn no_letter_is_lost_or_made_up(head in pages(), overview in pages(), tail in pages()) {
        let sections = [(SectionKind::Overview, overview.as_str(), ""), (SectionKind::Other, tail.as_str(), "")];
        let reading = reading(&head, &sections);
        let text = understand(&empty(), &reading);
        prop_assert_eq!(unaccounted(&reading, &text), Counts::new(), "{:?}", text);
    }
}
