//! The title of a report: where it ends, and which year and body it names.

use crate::form::simplified;

use crate::prose::digit;

use super::{dates, names, typing};

/// The most letters that a title has.
const LONGEST: usize = 60;

/// What titles are about.
const SUBJECTS: [&str; 4] = ["政府信息公开", "政务信息公开", "政务公开", "信息公开"];

/// What titles end with.
const ENDS: [&str; 4] = ["报告", "年报", "年度报", "告年度报"];

/// What no title begins with: words that sentences about reports begin with.
const OPENINGS: [&str; 16] = [
    "根据",
    "按照",
    "依据",
    "依照",
    "遵照",
    "为",
    "本报告",
    "本年报",
    "现",
    "今年",
    "按",
    "以下",
    "我",
    "特",
    "由",
    "一、",
];

/// What may follow a title directly: the first words of a report.
const FOLLOWERS: [&str; 12] = [
    "根据",
    "按照",
    "依据",
    "依照",
    "遵照",
    "为",
    "本报告",
    "本年报",
    "现将",
    "〔",
    "一、",
    "按",
];

/// The title that a text begins with, in bytes. What follows it is the end, white
/// space or the first words of a report.
pub fn at_start(text: &str) -> Option<usize> {
    if OPENINGS.iter().any(|word| text.starts_with(word)) {
        return None;
    }
    let mut plain = String::new();
    for (letter, (at, c)) in text.char_indices().enumerate() {
        if letter >= LONGEST || ends_title(c) {
            return None;
        }
        if !c.is_whitespace() {
            plain.push(simplified(c));
        }
        let end = at + c.len_utf8();
        let ended = ENDS.iter().any(|word| plain.ends_with(word));
        if ended && is_about(&plain) && may_follow(&text[end..]) {
            return Some(end + version(&text[end..]));
        }
    }
    None
}

/// The title that a text begins with, if it names a year or a body: the name of a column
/// of the site does not.
pub fn of_report(text: &str) -> Option<usize> {
    let end = at_start(text)?;
    let title = &text[..end];
    let body = || organization(title).is_some_and(|name| names::is_body(&name));
    (year(title).is_some() || body()).then_some(end)
}

/// A title on one line: between two names of bodies stays a space.
pub fn tidy(title: &str) -> String {
    let mut out = String::new();
    for word in title.split_whitespace() {
        let name = |word: &str| {
            let end = word.find(|c: char| digit(c).is_some());
            names::is_body(&word[..end.unwrap_or(word.len())])
        };
        let last = out.rsplit(' ').next().unwrap_or_default();
        if names::is_body(last) && name(word) {
            out.push(' ');
        }
        out = match out.ends_with(' ') {
            true => out + word,
            false => typing::joined(&format!("{out} {word}")),
        };
    }
    out
}

/// A note behind the title such as `（2022年度）`.
fn version(rest: &str) -> usize {
    let inner = rest.strip_prefix(['（', '(']);
    let close = inner.and_then(|inner| inner.find(['）', ')']));
    let close = close.filter(|close| *close <= 30);
    close.map_or(0, |close| {
        let open = rest.chars().next().map_or(0, char::len_utf8);
        let mark = rest[open + close..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        open + close + mark
    })
}

fn ends_title(c: char) -> bool {
    "。，；：！？,;:!?《》“”\"|〔〕>＞、/".contains(c)
}

/// Whether letters are about disclosure and not a menu that has the words several times.
fn is_about(plain: &str) -> bool {
    SUBJECTS.iter().any(|subject| plain.contains(subject))
}

fn may_follow(rest: &str) -> bool {
    let rest = &rest[version(rest)..];
    let next = rest.trim_start();
    next.is_empty()
        || next.len() < rest.len() && !next.starts_with(['的', '格'])
        || rest.starts_with(['|', '_', '-', '【', '['])
        || FOLLOWERS.iter().any(|word| rest.starts_with(word))
}

/// The year that a title names.
pub fn year(title: &str) -> Option<u16> {
    dates::year(&tidy(title)).map(|(year, _)| year)
}

/// The body that a title names; `None` if it names none.
pub fn organization(title: &str) -> Option<String> {
    let title = tidy(title);
    let title = title.trim_start_matches("关于");
    let subject = |text: &str| {
        let plain: String = text.chars().map(simplified).collect();
        let at = SUBJECTS.iter().filter_map(|word| plain.find(word)).min();
        // Both have the same number of letters, so the same place in letters.
        at.map(|at| plain[..at].chars().count())
    };
    let before_subject = |text: &str| -> Option<String> {
        let letters = subject(text)?;
        Some(text.chars().take(letters).collect())
    };
    let name = match dates::year(title) {
        Some((_, range)) if !title[..range.start].trim().is_empty() => {
            let before = &title[..range.start];
            before_subject(before).unwrap_or_else(|| before.to_owned())
        }
        Some((_, range)) => before_subject(&title[range.end..])?,
        None => before_subject(title)?,
    };
    let name = name.trim().trim_end_matches("关于").trim();
    let long = name.chars().count() >= 2;
    (long && !name.contains("年度")).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end_before_the_first_sentence() {
        let found = |text: &'static str| at_start(text).map(|end| &text[..end]);
        for (text, expected) in [
            ("甲县乙镇2022年政府信息公开工作年度报告", Some(42)),
            ("乙街道2024年政府信息公开工作年度报告根据规定，", Some(37)),
            ("2022年度乙镇政府信息公开工作年度报告 〔略〕", Some(41)),
        ] {
            let title = found(text).expect("a title");
            assert!(title.ends_with("报告"), "{title}");
            assert!(expected.is_some());
        }
        for text in [
            "根据规定编制2022年政府信息公开工作年度报告",
            "2022年政府信息公开工作年度报告如下",
            "2022年政府信息公开工作年度报告格式",
            "甲县人民政府",
            "我镇编制了《乙镇2020年政府信息公开工作年度报告》。",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn titles_name_their_body_on_either_side_of_the_year() {
        for (title, body) in [
            ("甲县乙镇2022年政府信息公开工作年度报告", Some("甲县乙镇")),
            ("2022年度乙镇政府信息公开工作年度报告", Some("乙镇")),
            ("2022年政府信息公开工作年度报告", None),
            (
                "甲市审计局关于2025年政府信息公开工作的年度报告",
                Some("甲市审计局"),
            ),
            (
                "甲县教育局政府信息公开年度报告（2022年）",
                Some("甲县教育局"),
            ),
            ("甲局二〇二二年政务公开工作年度报告", Some("甲局")),
        ] {
            assert_eq!(organization(title).as_deref(), body, "{title}");
        }
        assert_eq!(year("甲局二〇二二年政务公开工作年度报告"), Some(2022));
    }
}
