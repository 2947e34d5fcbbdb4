//! What `import` makes of the words of real reports.

#[path = "import/corpus.rs"]
mod corpus;
#[path = "import/plain.rs"]
mod plain;

use std::collections::BTreeMap;

use gongkai::form::{Form, SectionKind};
use gongkai::import::matching;
use gongkai::import::reading::{Reading, Words};
use gongkai::import::source::{Format, Line, LineKind, Place, Source};
use gongkai::import::text::Text;
use gongkai::import::words::understand;

use gongkai::parse::markdown;
use gongkai::path::SourcePath;
use proptest::prelude::*;

use plain::plain;

type Counts = BTreeMap<char, i64>;

fn count(text: &str, by: i64, counts: &mut Counts) {
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_default() += by;
    }
}

/// Letters of the reading that are nowhere, or twice, or that nobody wrote.
fn unaccounted(reading: &Reading, text: &Text) -> Counts {
    let mut counts = Counts::new();
    for words in &reading.words {
        count(words.heading.as_deref().unwrap_or(""), 1, &mut counts);
        let lines = words.before.iter().chain(&words.after);
        lines.for_each(|line| count(&line.text, 1, &mut counts));
    }
    count(&text.markdown, -1, &mut counts);
    let dropped = text.dropped.iter().map(|one| &one.text);
    let kept = text.not_understood.iter().map(|line| &line.text);
    dropped
        .chain(kept)
        .for_each(|text| count(text, -1, &mut counts));
    counts.retain(|_, count| *count != 0);
    counts
}

/// Records whose statements were checked by hand: title, year, body, day of signing,
/// publication, number.
const CHECKED: [(&str, &str, u16, &str, &str, &str, &str); 22] = [
    (
        "000",
        "",
        2022,
        "昌图县昌图镇人民政府",
        "2022-12-23",
        "",
        "",
    ),
    (
        "072",
        "年度",
        2022,
        FINANCE,
        "2023-01-04",
        "2023-01-05 10:14",
        "",
    ),
    (
        "082",
        "年度",
        2019,
        FINANCE,
        "2020-01-02",
        "2020-01-06 20:04",
        "",
    ),
    (
        "083",
        "年度",
        2020,
        FINANCE,
        "2021-01-27",
        "2021-01-28 09:43",
        "",
    ),
    (
        "084",
        "年度",
        2023,
        FINANCE,
        "2024-01-29",
        "2024-01-31 08:28",
        "",
    ),
    (
        "085",
        "年度",
        2025,
        FINANCE,
        "2026-01-14",
        "2026-01-16 14:46",
        "",
    ),
    (
        "132",
        "年",
        2019,
        ECONOMY,
        "2020-01-02",
        "2020-01-02 12:42",
        "岚经发〔2020〕2号",
    ),
    (
        "133",
        "年",
        2020,
        ECONOMY,
        "2021-01-26",
        "2021-01-27 08:33",
        "岚经发〔2021〕17号",
    ),
    (
        "134",
        "年",
        2021,
        ECONOMY,
        "2022-01-13",
        "2022-01-19 09:28",
        "岚经发〔2022〕12号",
    ),
    (
        "135",
        "年度",
        2022,
        ECONOMY,
        "2023-01-05",
        "2023-01-05 09:55",
        "",
    ),
    (
        "136",
        "年度",
        2023,
        ECONOMY,
        "2024-01-29",
        "2024-01-30 09:47",
        "",
    ),
    (
        "137",
        "年度",
        2024,
        ECONOMY,
        "2025-01-27",
        "2025-01-27 10:12",
        "",
    ),
    ("138", "年度", 2025, ECONOMY, "", "2026-01-30 15:29", ""),
    (
        "139",
        "年度",
        2021,
        FINANCE,
        "2022-01-13",
        "2022-01-13 08:38",
        "",
    ),
    (
        "140",
        "年度",
        2024,
        FINANCE,
        "2025-01-23",
        "2025-01-23 16:43",
        "",
    ),
    ("141", "年度", 2019, OFFICE, "", "2020-01-22 14:28", ""),
    ("142", "年度", 2020, OFFICE, "", "2021-01-29 11:46", ""),
    ("143", "年度", 2021, OFFICE, "", "2022-01-15 13:56", ""),
    ("144", "年度", 2022, OFFICE, "", "2023-01-19 15:19", ""),
    ("145", "年度", 2023, OFFICE, "", "2024-01-31 10:52", ""),
    ("146", "年度", 2024, OFFICE, "", "2025-01-27 16:33", ""),
    ("147", "年度", 2025, OFFICE, "", "2026-01-30 09:49", ""),
];
const FINANCE: &str = "平潭综合实验区财政金融局";
const ECONOMY: &str = "平潭综合实验区经济发展局";
const OFFICE: &str = "平潭综合实验区管委会办公室";

#[test]
fn what_the_checked_records_state_is_read() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    let texts: BTreeMap<String, String> = corpus::raw(&folder).into_iter().collect();
    for (id, year_word, year, body, signed, published, number) in CHECKED {
        let source = plain(&texts[id]);
        let text = understand(&source, &matching::read(&source).expect("a report"));
        let title = format!("{body}{year}{year_word}政府信息公开工作年度报告");
        let title = Some(title).filter(|_| !year_word.is_empty());
        assert_eq!((text.title, text.year), (title, Some(year)), "{id}");
        assert_eq!(text.organization.as_deref(), Some(body), "{id}");
        let day = text.signed.map(|stamp| stamp.iso()).unwrap_or_default();
        let minute = text
            .published
            .map(|stamp| stamp.minute())
            .unwrap_or_default();
        assert_eq!((day.as_str(), minute.as_str()), (signed, published), "{id}");
        assert_eq!(text.document_number.unwrap_or_default(), number, "{id}");
        // The two reports whose signature has a slip of the pen say so, no other.
        let slips = usize::from(matches!(id, "072" | "139"));
        assert_eq!(
            text.disagreements.len(),
            slips,
            "{id} {:?}",
            text.disagreements
        );
        assert_eq!(text.not_understood, [], "{id}");
    }
}

#[test]
fn no_letter_of_a_real_report_is_lost_or_made_up() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    for (id, text) in corpus::raw(&folder) {
        let Some(reading) = matching::read(&plain(&text)) else {
            continue;
        };
        let understood = understand(&plain(&text), &reading);
        println!("=== {id}");
        for one in &understood.evidence {
            println!(
                "  {} = {} ({} {:?})",
                one.what, one.value, one.from, one.place
            );
        }
        for one in &understood.disagreements {
            println!("  ! {one}");
        }
        for one in &understood.dropped {
            println!("  - {}: {}", one.why, one.text);
        }
        for one in &understood.not_understood {
            println!("  ? {}", one.text);
        }
        println!("{}", understood.markdown);
        assert_eq!(unaccounted(&reading, &understood), Counts::new(), "{id}");
    }
}

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
