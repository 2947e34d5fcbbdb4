//! Repairs on whole sites of any text: a second run finds nothing more to do,
//! and nothing changes but the characters that are repaired.

use std::collections::BTreeMap;

use gongkai::check::fix::{DOUBLED, fix};
use gongkai::check::spelling::half_width::{CLOSE, is_blank, widened};
use gongkai::parse::clean::{Clean, Syntax};
use gongkai::parse::markdown::HeadingIds;
use gongkai::parse::{head, markdown};
use gongkai::path::SourcePath;
use gongkai::prose::narrow_digit;
use gongkai::prose::odd::{Odd, latin, odd};
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};
use proptest::prelude::*;

const DATA: &str = "content/reports/2025/report.yaml";
const TEXT: &str = "content/reports/2025/report.md";
const PAGE: &str = "content/guide.md";

/// The files by their names.
type Files = BTreeMap<&'static str, String>;

/// The files after one round of repairs.
fn round(files: &Files) -> Files {
    let site = "[site]\nname = \"青禾镇\"\n[organization]\nname = \"青禾镇\"\n";
    let held = files.iter().map(|(name, text)| (*name, text.as_str()));
    let held = held.chain([("site.toml", site)]).map(|(name, text)| {
        let path = SourcePath::new(name).expect("a path");
        (path, Source::Held(text.as_bytes().to_vec()))
    });
    let site = Site::compose(Snapshot::of(held), &Options::default()).expect("a site in memory");
    let said = site.found.all();
    let mend = |(name, text): (&&'static str, &String)| {
        let own = said.iter().filter(|one| one.place.file.as_str() == *name);
        (*name, fix(text, own).text)
    };
    files.iter().map(mend).collect()
}

/// The files when nothing is left to repair, as `check --fix` leaves them.
fn repaired(files: &Files) -> Files {
    let mut last = files.clone();
    for _ in 0..4 {
        let next = round(&last);
        if next == last {
            break;
        }
        last = next;
    }
    last
}

fn site(data: &str, text: &str, page: &str) -> Files {
    [(DATA, data), (TEXT, text), (PAGE, page)]
        .map(|(name, text)| (name, text.to_owned()))
        .into()
}

/// Whether a text is another but for characters that may be repaired: every
/// way to lay one beside the other is tried.
fn differs_in_repairs_only(old: &str, new: &str) -> bool {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    // How far into the new text the old one may have led.
    let mut reached = vec![false; new.len() + 1];
    reached[0] = true;
    for (at, c) in old.iter().enumerate() {
        let goes = may_go(&old, at);
        let mut next = vec![false; new.len() + 1];
        for (to, _) in reached.iter().enumerate().filter(|(_, reached)| **reached) {
            next[to] |= goes;
            if new.get(to).is_some_and(|d| c == d || becomes(&old, at, *d)) {
                next[to + 1] = true;
            }
        }
        reached = next;
    }
    reached[new.len()]
}

fn may_go(old: &[char], at: usize) -> bool {
    let c = old[at];
    // Marks may have stood beside each other with a gap between, or half-width.
    let gap = |c: &&char| is_blank(**c) || odd(**c).is_some();
    let wide = |c: char| widened(c).unwrap_or(c);
    let twin = |beside: Option<&char>| beside.is_some_and(|d| wide(*d) == wide(c));
    let before = old[..at].iter().rev().find(|c| !gap(c));
    let after = old[at + 1..].iter().find(|c| !gap(c));
    let invisible = matches!(odd(c), Some(Odd::Invisible | Odd::Space));
    let doubled = DOUBLED.contains(wide(c)) && (twin(before) || twin(after));
    invisible || doubled || indents(old, at) || spaced(old, at)
}

/// Whether a space stands before a mark, or beside one that becomes wide.
fn spaced(old: &[char], at: usize) -> bool {
    let gap = |c: &&char| is_blank(**c) || odd(**c).is_some();
    let before = old[..at].iter().rev().find(|c| !gap(c));
    let after = old[at..].iter().find(|c| !gap(c));
    is_blank(old[at])
        && (before.is_some_and(|c| ",;:.)".contains(*c))
            || after.is_some_and(|c| *c == '(' || CLOSE.contains(*c) || ",;:".contains(*c)))
}

fn becomes(old: &[char], at: usize, new: char) -> bool {
    let c = old[at];
    let space = odd(c) == Some(Odd::Space) || indents(old, at);
    odd(c) == Some(Odd::Twin(new))
        || latin(c) == Some(new)
        || widened(c) == Some(new)
        || matches!((c, new), ('"', '“' | '”') | ('<', '〈') | ('>', '〉'))
        || narrow_digit(c) == new
        || c == '．' && new == '.'
        || space && matches!(new, ' ' | '\u{3000}')
}

/// Whether white space at the beginning of a line has odd spaces in it.
fn indents(old: &[char], at: usize) -> bool {
    let white = |c: &char| {
        matches!(c, ' ' | '\t' | '\u{3000}') || matches!(odd(*c), Some(Odd::Space | Odd::Invisible))
    };
    let start = old[..at]
        .iter()
        .rposition(|c| *c == '\n')
        .map_or(0, |end| end + 1);
    let line: Vec<&char> = old[start..].iter().take_while(|c| white(c)).collect();
    at < start + line.len() && line.iter().any(|c| odd(**c) == Some(Odd::Space))
}

/// What a narrative says: its HTML without the marks that may be repaired, and
/// all of its links and code to the character.
fn narrative(text: &str) -> (String, Vec<String>) {
    let file = SourcePath::new(TEXT).expect("a path");
    let clean = Clean::of(text, Syntax::Markdown).map_or(text.to_owned(), |clean| clean.text);
    let start = head::split(&clean).map_or(0, |(_, start)| start);
    let (document, _) = markdown::parse(&clean[start..], &file, start);
    let html = document.render(
        &|target| Some(target.to_owned().into()),
        &mut HeadingIds::default(),
    );
    let mut exact: Vec<String> = document.links().map(|link| link.target.clone()).collect();
    exact.extend(
        html.split("<code>")
            .skip(1)
            .filter_map(|code| code.split("</code>").next())
            .map(str::to_owned),
    );
    // The figures of the text are among what must stay.
    exact.extend(figures(&clean));
    let html = html
        .replace("&quot;", "")
        .replace("&lt;", "")
        .replace("&gt;", "");
    let plain = html
        .chars()
        .map(narrow_digit)
        .filter(|c| !DOUBLED.contains(*c) && !",;:().\"；：\n".contains(*c) && !is_blank(*c));
    (plain.map(|c| latin(c).unwrap_or(c)).collect(), exact)
}

/// Every number with a mark in it: 1,200, 1.5, 9:30.
fn figures(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().map(narrow_digit).collect();
    let marked = chars.windows(3).filter(|three| {
        three[0].is_ascii_digit() && ",.:".contains(three[1]) && three[2].is_ascii_digit()
    });
    marked.map(|three| three.iter().collect()).collect()
}

/// What data says, every number with ASCII digits; `None` if it says nothing.
fn data(text: &str) -> Option<String> {
    let clean = Clean::of(text, Syntax::Data).map_or(text.to_owned(), |clean| clean.text);
    let value: serde_yaml::Value = serde_yaml::from_str(&clean).ok()?;
    Some(shown(&value))
}

fn shown(value: &serde_yaml::Value) -> String {
    use serde_yaml::Value;
    match value {
        Value::String(text) => {
            let narrow = text
                .chars()
                .map(|c| if c == '．' { '.' } else { narrow_digit(c) });
            narrow.map(|c| latin(c).unwrap_or(c)).collect()
        }
        Value::Sequence(items) => format!(
            "[{}]",
            items.iter().map(shown).collect::<Vec<_>>().join(",")
        ),
        Value::Mapping(map) => {
            let entries = map
                .iter()
                .map(|(key, value)| format!("{}:{}", shown(key), shown(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        Value::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}

/// Pieces that repairs are about, and those that they must leave alone.
fn prose() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "公开",
        "信息",
        "一",
        "3",
        "１２",
        "2025年",
        "《",
        "》",
        "（",
        "）",
        "(",
        ")",
        "“",
        "”",
        "〔",
        "〕",
        "，",
        ",",
        "。",
        "、",
        "；",
        ";",
        "：",
        ":",
        "\n\n",
        "\n",
        " ",
        "**",
        "1）",
        "《《",
        "》》",
        "&lt;",
        "\\(",
        "`",
        "[公开](a.md)",
        "\u{200b}",
        "\u{a0}",
        "\u{a0}\u{a0}",
        "\u{feff}",
        "\u{202e}",
        "⼀",
        "⺠",
        "ОА",
        "`公开,信息`",
        "[公开,信息](files/公开,信息.pdf)",
        "<https://a.cn/公开,信息>",
        "https://a.cn/公开,信息(一)",
        "files/公开,信息.pdf",
        "甲,乙@a.cn",
        "公开,信息",
        "(公开)",
        "9:30",
        "1,200",
        "1.5%",
        "１１０６",
        "\"公开\"",
        "\"",
        ".",
        "公开. ",
        " ，",
        " ( ",
        "《关于<公开>的通知》",
        "<公开>",
        "邮箱:gk@a.cn,",
        "附件.docx",
        "\u{a0}党政办",
        "\n```\n公开,信息，，\u{200b}\n```\n",
        "\n- ",
        "\n|公开,信息|\n|---|\n",
        "## ",
        "    ",
        "\u{3000}",
        "\r\n",
        "👨\u{200d}👩",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|some| some.concat())
}

fn cell() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "０", "１", "９", "3", "．", ".", "，", "件", "-", "－", " ", "\"", "\u{200b}", "\u{a0}",
    ];
    const WHOLE: &[&str] = &[
        "|\n    １２\n",
        "|-\n    １２",
        ">\n    １２\n\n    ９",
        "\"１２\"",
        "'９'",
        "\"１\n    ２\"",
        "１\n    ２",
        "&a １２",
        "!!str １２",
        "# １２",
        "１２ # １２",
    ];
    let any =
        prop::collection::vec(prop::sample::select(PIECES), 0..4).prop_map(|some| some.concat());
    prop_oneof![3 => any, 1 => prop::sample::select(WHOLE).prop_map(str::to_owned)]
}

/// A value in every way that YAML has for it.
fn value() -> impl Strategy<Value = String> {
    const WHOLE: &[&str] = &[
        "甲,,乙",
        "甲\u{200b}乙",
        "|\n  １２，，\n  甲\u{a0},乙",
        ">-\n  《《甲\n\n  丙,丁\u{200b}",
        "\"１２\n  \u{feff}甲\"",
        "'甲\u{a0}''乙'",
        "甲\n  乙\u{200b},丙",
        "甲 # 乙\u{200b}",
        "[甲\u{a0}, ⼀]",
        "{甲: \u{200b}}",
        "- \u{a0}",
        "甲\u{a0}#乙",
        "\u{a0}甲",
        "https://a.cn/甲,乙",
    ];
    prop::sample::select(WHOLE).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn repairs_settle_and_change_nothing_else(
        text in prose(), page in prose(), one in cell(), two in cell(), title in value(), number in value()
    ) {
        let text = format!("## 一、总体情况\n\n{text}\n");
        let page = format!("---\n标题: {title}\n公开日期: 2026-01-12\n索引号: {number}\n---\n{page}\n");
        let words = format!(
            "年度: 2025\n成文日期: 2026-01-12\n标题: {title}\n索引号: {number}\n表二:\n  行政许可: {one}\n  行政处罚: {two}\n  其余为零: true\n"
        );
        let files = site(&words, &text, &page);
        let once = repaired(&files);
        for (name, old) in &files {
            prop_assert!(differs_in_repairs_only(old, &once[name]), "{:?}\n{:?}", old, once[name]);
            prop_assert_eq!(old.matches('\n').count(), once[name].matches('\n').count());
        }
        prop_assert_eq!(narrative(&once[TEXT]), narrative(&text));
        prop_assert_eq!(narrative(&once[PAGE]), narrative(&page));
        prop_assert_eq!(data(&once[DATA]), data(&words));
        prop_assert_eq!(round(&once), once);
    }
}

#[test]
fn each_kind_of_repair_is_made() {
    let text = "## 一、总体情况\n\n根据《《条例》，，全年公开,及时更新(见附件)。甲，乙，丙，丁，戊。\n\n\
                申请4\u{200b}件，⼀年\u{a0}共\u{a0}3\u{a0}次，\u{202e}ОА系统。\n";
    let data =
        "年度: 2025\n成文日期:\u{a0}2026-01-12\n表二: {行政处罚: \"１５\", 其余为零: true}\n";
    let done = repaired(&site(data, text, "---\n标题: 指南\n---\n\u{feff}正文\n"));
    assert!(
        done[TEXT].contains("根据《条例》，全年公开，及时更新（见附件）。"),
        "{}",
        done[TEXT]
    );
    assert!(
        done[TEXT].contains("申请4件，一年 共 3 次，OA系统。"),
        "{}",
        done[TEXT]
    );
    assert!(
        done[DATA].contains("成文日期: 2026-01-12\n表二: {行政处罚: \"15\","),
        "{}",
        done[DATA]
    );
    assert!(done[PAGE].ends_with("\n正文\n"));
}

#[test]
fn widths_and_spaces_are_repaired() {
    let text = "## 一、总体情况\n\n内容 ，由专人管 。开设\"公开\"专栏, 每周更新. 共１１０６条;答复率(100%),\
                见《关于<公开>的通知》。石桥镇\u{a0}党政办,电话:0710-5551234,邮箱:gk@a.cn。\n\n\
                8:30开门，共1,200件，占1.5%，见 [甲,乙](a,b.pdf) 和 `甲,乙.`，https://a.cn/甲,乙。\n";
    let wide = "## 一、总体情况\n\n内容，由专人管。开设“公开”专栏，每周更新。共1106条；答复率（100%），\
                见《关于〈公开〉的通知》。石桥镇 党政办，电话：0710-5551234，邮箱：gk@a.cn。\n\n\
                8:30开门，共1,200件，占1.5%，见 [甲，乙](a,b.pdf) 和 `甲,乙.`，https://a.cn/甲,乙。\n";
    let done = repaired(&site("年度: 2025\n", text, ""));
    assert_eq!(done[TEXT], wide);
}

#[test]
fn values_of_several_lines_stay() {
    for value in [
        "|\n    １２\n",
        ">\n    １２\n",
        "\"１\n    ２\"",
        "１\n    ２",
    ] {
        let data = format!("年度: 2025\n表二:\n  行政许可: {value}\n  其余为零: true\n");
        let once = &repaired(&site(&data, "", ""))[DATA];
        assert_eq!(self::data(once), self::data(&data));
        assert_eq!(once.matches('\n').count(), data.matches('\n').count());
    }
}
