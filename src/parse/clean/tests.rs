use proptest::prelude::*;

use super::*;

fn clean(text: &str, syntax: Syntax) -> String {
    Clean::of(text, syntax).map_or(text.to_owned(), |clean| clean.text)
}

fn said(text: &str) -> Diagnostic {
    let file = SourcePath::new("content/reports/2025/report.md").expect("a path");
    Clean::of(text, Syntax::Markdown)
        .expect("something odd")
        .report(&file)
}

#[test]
fn narratives_are_read_as_they_look() {
    for (text, looks) in [
        ("收到申请4\u{200b}件", "收到申请4件"),
        ("4\u{feff}\u{2060}\u{ad}件", "4件"),
        ("共\u{a0}4\u{a0}件", "共 4 件"),
        ("石桥镇\u{a0}党政办", "石桥镇 党政办"),
        ("公开》\u{a0}办理", "公开》办理"),
        ("名\u{a0}\u{a0}称", "名 称"),
        ("公开，\u{a0}\u{a0}办理", "公开，办理"),
        ("公开 \u{a0}办理", "公开 办理"),
        ("公开\u{a0}\n办理", "公开\n办理"),
        ("#\u{a0}标题", "# 标题"),
        ("###\u{a0}（一）\u{a0}公开", "### （一）公开"),
        ("1.\u{a0}\u{a0}《条例》", "1. 《条例》"),
        ("\u{feff}## 标题", "## 标题"),
        ("\u{a0}\u{a0}\u{a0}\u{a0}全年", "　　全年"),
        (" \u{a0} \u{a0}全年", "　　全年"),
        ("\u{a0}全年", "全年"),
        ("\u{a0}\u{a0}\n\n全年", "\n\n全年"),
        ("```\n\u{a0}\u{a0}a\u{a0}b\n```\n", "```\n  a b\n```\n"),
        (
            "---\n标题:\u{a0}甲\n\u{a0}b: 1\n---\n\u{a0}\u{a0}乙",
            "---\n标题: 甲\n b: 1\n---\n　　乙",
        ),
        ("⼀、总体情况", "一、总体情况"),
        ("0123‑4567890", "0123-4567890"),
        ("公\u{202e}开\u{202c}", "公开"),
        ("👨\u{200d}👩 ❤\u{fe0f}", "👨\u{200d}👩 ❤\u{fe0f}"),
        ("ОА", "ОА"),
    ] {
        assert_eq!(clean(text, Syntax::Markdown), looks, "{text:?}");
    }
}

#[test]
fn data_is_read_as_it_looks() {
    for (text, looks) in [
        ("年\u{200b}度:\u{a0}2025\n", "年度: 2025\n"),
        ("a:\n\u{a0}\u{a0}b: 1\u{a0}\n", "a:\n  b: 1\n"),
        ("a: 甲\u{a0}#1\n", "a: 甲#1\n"),
        ("标题:\u{a0}《甲》\n", "标题: 《甲》\n"),
        ("a: \"\u{200b}\"\n", "a: \"\"\n"),
    ] {
        assert_eq!(clean(text, Syntax::Data), looks, "{text:?}");
    }
}

#[test]
fn a_finding_names_the_characters_and_the_first_place() {
    let one = said("甲乙\n\n本年收到申请4\u{200b}件\n");
    assert_eq!(
        one.message,
        "有 1 个看不见或者冒充别的字的字符：U+200B 零宽空格，在“年收到申请4”后面"
    );
    assert_eq!(one.place.span, Some(27..30));
    let two = said("\u{a0}\u{a0}全年\u{200b}公开ОА");
    assert_eq!(
        two.message,
        "有 5 个看不见或者冒充别的字的字符：U+00A0 不换行空格 2 个，U+200B 零宽空格 1 个，\
         U+041E 西里尔字母 1 个，U+0410 西里尔字母 1 个，第一个在“全年公开ОА”前面"
    );
    assert_eq!(two.edits.len(), 4);
}

fn pieces() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "甲", "，", "a", "4", " ", "\n", "\u{3000}", "#", "\u{200b}", "\u{a0}", "\u{2003}", "⼀",
        "👨", "\u{200d}", "\u{fe0f}", "---", "```", "\r\n", "О", ":",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..30).prop_map(|some| some.concat())
}

proptest! {
    #[test]
    fn every_place_leads_back_and_repairs_give_the_clean_text(text in pieces(), data in any::<bool>()) {
        let syntax = if data { Syntax::Data } else { Syntax::Markdown };
        let Some(clean) = Clean::of(&text, syntax) else { return Ok(()) };
        for (at, c) in clean.text.char_indices() {
            let range = at..at + c.len_utf8();
            let source = clean.source(range.clone());
            for (part, same) in clean.parts(range) {
                prop_assert!(!same || text[source.clone()] == clean.text[part]);
            }
            prop_assert!(text.is_char_boundary(source.start) && text.is_char_boundary(source.end));
        }
        prop_assert_eq!(clean.source(0..clean.text.len()).end <= text.len(), true);
        let joined: String = clean.parts(0..clean.text.len()).iter().map(|(part, _)| &clean.text[part.clone()]).collect();
        prop_assert_eq!(&joined, &clean.text);
        let mut repaired = text.clone();
        for change in clean.changes.iter().rev() {
            repaired.replace_range(change.source.clone(), &clean.text[change.clean.clone()]);
        }
        prop_assert_eq!(&repaired, &clean.text);
        prop_assert_eq!(text.matches('\n').count(), clean.text.matches('\n').count());
        // What was cleaned is clean.
        prop_assert!(Clean::of(&clean.text, syntax).is_none_or(|again| again.changes.is_empty()), "{:?}", clean.text);
    }
}
