//! Titles of reports: where they stand in a text, and what they say.

use crate::form::simplified;
use crate::prose::{digit, is_cjk, past_space};

use super::scan::{begins, has_mark, letters_of, year_at};

/// What a title says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// On one line, without spaces between its words.
    pub text: String,
    pub year: Option<u16>,
    pub organization: Option<String>,
}

/// The most characters of a title.
const LONGEST: usize = 70;

/// What ends a title, the longest first.
const ENDS: [&str; 6] = [
    "年度报告",
    "工作报告",
    "情况报告",
    "情况的报告",
    "年报",
    "报告",
];

/// What a title is about.
const TOPICS: [&str; 5] = [
    "政府信息公开",
    "政务信息公开",
    "政务公开",
    "信息公开",
    "公开工作",
];

/// What begins a sentence that speaks of the report.
const VERBS: [&str; 12] = [
    "根据",
    "按照",
    "依据",
    "现将",
    "现公布",
    "现公开",
    "为了",
    "本报告",
    "首页",
    "遵照",
    "编制",
    "发布",
];

/// What may follow a title without a space.
const FOLLOWING: [&str; 8] = [
    "根据",
    "按照",
    "依据",
    "遵照",
    "为",
    "本报告",
    "一、",
    "〔略〕",
];

/// Endings of the names of bodies.
const BODIES: [&str; 32] = [
    "政府",
    "局",
    "厅",
    "委员会",
    "管委会",
    "委",
    "办公室",
    "办事处",
    "街道",
    "镇",
    "乡",
    "县",
    "市",
    "区",
    "旗",
    "州",
    "盟",
    "省",
    "中心",
    "中学",
    "小学",
    "学校",
    "大学",
    "学院",
    "医院",
    "公司",
    "集团",
    "支队",
    "总队",
    "大队",
    "站",
    "所",
];

/// Where the title that begins at a place ends.
pub fn title_at(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let near = &rest[..rest.floor_char_boundary(LONGEST * 4)];
    if !near.contains(['报', '報']) {
        return None;
    }
    if VERBS.iter().any(|verb| begins(rest, verb).is_some()) {
        return None;
    }
    let mut seen = String::new();
    for (count, (place, c)) in rest.char_indices().enumerate() {
        if count > LONGEST || "。，；：:！？!?|>【】〔—".contains(c) {
            return None;
        }
        if c.is_whitespace() {
            continue;
        }
        seen.push(simplified(c));
        let end = place + c.len_utf8();
        let is_whole = ENDS.iter().any(|word| seen.ends_with(word)) && names_report(&seen);
        if is_whole && is_boundary(&rest[end..]) {
            return Some(at + end);
        }
    }
    None
}

/// Whether a whole line is a title, though its words may be in disorder.
pub fn is_title(line: &str) -> bool {
    let line = line.trim();
    let simple: String = line.chars().take(LONGEST + 1).map(simplified).collect();
    title_at(line, 0) == Some(line.len())
        || simple.chars().count() <= LONGEST
            && !has_mark(line)
            && !line.contains(['，', ',', '>', '：', ':', '|'])
            && simple.contains('报')
            && !simple.contains("目录")
            && !VERBS.iter().any(|verb| simple.starts_with(verb))
            && names_report(&simple)
}

fn names_report(simple: &str) -> bool {
    TOPICS.iter().any(|topic| simple.contains(topic)) && year_in(simple).is_some()
}

/// Whether a text goes on as a title does behind its year.
pub fn names_topic(text: &str) -> bool {
    let start = text.trim_start();
    let topic = TOPICS.iter().filter_map(|topic| begins(start, topic)).max();
    topic.is_some_and(|end| {
        let rest = start[end..]
            .split(['。', '，', ',', '》', '；'])
            .next()
            .unwrap_or("");
        let simple: String = rest.chars().map(simplified).collect();
        let end = ENDS.iter().find_map(|word| {
            let at = simple.find(word)?;
            Some(&simple[at + word.len()..])
        });
        // `2021年政府信息公开年报1条` is one of the things that were published.
        end.is_some_and(|behind| !behind.trim_start().starts_with(|c| digit(c).is_some()))
    })
}

fn is_boundary(behind: &str) -> bool {
    let Some(next) = behind.chars().next() else {
        return true;
    };
    next.is_whitespace()
        || matches!(next, '|' | '<' | '-' | '_' | '>')
        || FOLLOWING.iter().any(|word| begins(behind, word).is_some())
}

/// The first year that a text states, and where it stands.
fn year_in(text: &str) -> Option<(u16, std::ops::Range<usize>)> {
    let mut before = None;
    for (at, c) in text.char_indices() {
        let begins_number = !before.is_some_and(char::is_numeric);
        before = Some(c);
        if !begins_number || !text[at..].starts_with(|c: char| c.is_numeric() || is_cjk(c)) {
            continue;
        }
        if let Some((year, end)) = year_at(text, at) {
            let end = past_space(text, end);
            if let Some(rest) = text[end..].strip_prefix('年') {
                let degree = rest.trim_start();
                let degree = degree.strip_prefix('度').unwrap_or(rest);
                return Some((year, at..text.len() - degree.len()));
            }
        }
    }
    None
}

/// What a title says.
pub fn read(title: &str) -> Title {
    let text = tidy(title);
    let mut own = text.clone();
    let year = year_in(&text);
    if let Some((_, range)) = &year {
        own.replace_range(range.clone(), "");
    }
    let simple: String = own.chars().map(simplified).collect();
    let topic = TOPICS.iter().filter_map(|topic| simple.find(topic)).min();
    let letters = topic.map_or(0, |at| simple[..at].chars().count());
    let name: String = own.chars().take(letters).collect();
    let name = name
        .trim()
        .trim_start_matches("关于")
        .trim_end_matches(['的', '年']);
    let name = name
        .trim_end_matches("关于")
        .trim_matches(['“', '”', '《', ' ']);
    let whole = match name.ends_with("人民") {
        true => format!("{name}政府"),
        false => name.to_owned(),
    };
    let is_name = letters_of(&whole) >= 2 && whole.chars().filter(|c| is_cjk(*c)).count() >= 2;
    Title {
        year: year.map(|(year, _)| year),
        organization: is_name.then_some(whole),
        text,
    }
}

/// Whether a text can be the name of a body, and nothing else.
pub fn is_body(text: &str) -> bool {
    let text = text.trim();
    let count = letters_of(text);
    (2..=30).contains(&count)
        && text
            .chars()
            .all(|c| is_cjk(c) || c.is_whitespace() || "（）()·".contains(c))
        && ends_as_body(text)
}

pub fn ends_as_body(name: &str) -> bool {
    let simple: String = name.chars().map(simplified).collect();
    let bare = simple.trim_end_matches(['）', ')']);
    BODIES.iter().any(|end| bare.ends_with(end))
}

/// A title or name without spaces inside, but for one between two names.
pub fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = String::new();
    for word in words {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let two_names = ends_as_body(&out) && names_body(word);
        let parted = latin(out.chars().next_back()) && latin(word.chars().next());
        if !out.is_empty() && (two_names || parted) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a word begins with the name of a body, before any year or topic.
fn names_body(word: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let name = word.split(digits).next().unwrap_or(word);
    !name.is_empty() && ends_as_body(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_from_sentences() {
        let found = |text: &str| title_at(text, 0).map(|end| text[end..].to_owned());
        for (text, rest) in [
            ("青禾镇2022年政府信息公开工作年度报告", Some("")),
            (
                "青禾镇2022年度 政府信息公开工作年度报告 正文",
                Some(" 正文"),
            ),
            (
                "青禾镇2024年政府信息公开工作年度报告根据条例",
                Some("根据条例"),
            ),
            ("2022年青禾镇政府信息公开年报", Some("")),
            ("青禾鎮2022年政府信息公開工作年度報告", Some("")),
            ("二〇二二年青禾镇政务公开工作报告", Some("")),
            ("青禾镇2022年政府信息公开工作年度报告已经公布", None),
            ("根据要求编制2022年政府信息公开年报", None),
            ("政府信息公开年报", None),
            ("青禾镇工作，2022年政府信息公开年报", None),
        ] {
            assert_eq!(found(text).as_deref(), rest, "{text}");
        }
        assert!(is_title("青禾镇2023年政府信息公开 工作告年度报"));
        assert!(!is_title("青禾镇2023年政府信息公开目录报"));
    }

    #[test]
    fn titles_name_year_and_body() {
        let read = |text| {
            let title = read(text);
            (title.year, title.organization)
        };
        for (text, year, name) in [
            (
                "青禾镇人民政府2022年度 政府信息公开工作年度报告",
                2022,
                "青禾镇人民政府",
            ),
            ("2022年示例市政府信息公开工作年度报告", 2022, "示例市"),
            (
                "示例市安平区人民政府 安平开发区管委会2022年政府信息公开工作年度报告",
                2022,
                "示例市安平区人民政府 安平开发区管委会",
            ),
            (
                "关于青禾镇２０２２年度政府信息公开工作情况的报告",
                2022,
                "青禾镇",
            ),
        ] {
            assert_eq!(read(text), (Some(year), Some(name.to_owned())), "{text}");
        }
        assert_eq!(read("2022年政府信息公开工作年度报告"), (Some(2022), None));
    }
}
