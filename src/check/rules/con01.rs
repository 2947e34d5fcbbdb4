//! CON01: readers can reach the office, by a number that is whole.

use std::ops::Range;

use crate::check::char_set::{Haystack, Word, words};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::prose;

static CODE: Code = Code {
    id: "CON01",
    name: "contact-line",
    title: "没有联系方式，或者写得不完整",
    level: Level::Warning,
    what: "2019 年以后的年报，正文里要有地址、电话或者邮箱；电话要带区号，邮箱要有 @，邮编要有六位。",
    why: "读者对年报有疑问，要找得到人；少一位数字就打不通。",
    fix: "在引言末尾加一句“如有疑问，请与××联系（地址、邮编、电话、电子邮箱）”。",
    example: Example {
        bad: "电话：4567890，邮箱：qinghe.example.gov.cn，邮编：12345",
        good: "电话：0123-4567890，邮箱：qinghe@example.gov.cn，邮编：123456",
    },
    basis: Basis {
        text: "多数真实年报在引言里写明联系方式",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// What leads to an office: a word before it, or a sign inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Phone,
    Postcode,
    Email,
    Address,
    /// The at sign of a mail address.
    At,
    /// The dash of a telephone number.
    Dash,
}

/// The digits of a service number; fewer, as in 热线15次, are a count.
const SHORT: usize = 5;

static EMAIL: [Word; 3] = words(["邮箱", "电子邮件", "mail"]);
static WAYS: [(Way, &[Word]); 6] = [
    (Way::Phone, &words(["电话", "传真", "热线", "联系方式"])),
    (Way::Postcode, &words(["邮编", "邮政编码"])),
    (Way::Email, &EMAIL),
    (
        Way::Address,
        &words(["地址：", "地址:", "地址为", "通讯地址"]),
    ),
    (Way::At, &words(["@", "＠"])),
    (Way::Dash, &words(["-", "－", "—", "–"])),
];

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let words = &scope.words;
    if scope.report.form.sections.is_empty() || words.is_empty() {
        return;
    }
    let mut reachable = false;
    let all: Vec<&Word> = WAYS.iter().flat_map(|(_, words)| *words).collect();
    for (_, prose) in words.saying(&all) {
        let mut told = 0;
        for (end, start, way) in ways(&prose.phrase()) {
            let Some((range, fault)) = contact(&prose.text, start..end, way) else {
                continue;
            };
            reachable = true;
            // 电话（传真） stand before the same number.
            if let Some((message, help)) = fault.filter(|_| range.start >= told) {
                told = range.end;
                findings.push(Finding::new(words.place(prose, range), message, help));
            }
        }
    }
    // What is still to be filled in is TPL01's.
    if !reachable && words.saying(&["（待写）"]).next().is_none() {
        let message = "没有写联系方式";
        let help = "在引言末尾写上地址、邮编、电话或电子邮箱";
        findings.push(Finding::new(Place::file(words.file), message, help));
    }
}

/// Where the words and signs stand in a text: where each ends and begins, in
/// this order.
fn ways(text: &Haystack<'_>) -> Vec<(usize, usize, Way)> {
    let hits = WAYS.iter().flat_map(|(way, words)| {
        let places = |word: &'static Word| {
            let hits = text.hits(word);
            hits.map(|at| (at + word.text.len(), at, *way))
        };
        words.iter().flat_map(places)
    });
    let mut hits: Vec<_> = hits.collect();
    hits.sort_unstable();
    hits
}

/// What is wrong, and what to do.
type Fault = (String, &'static str);

/// The way to reach the office that a word or sign belongs to, and what is
/// wrong with it.
fn contact(text: &str, word: Range<usize>, way: Way) -> Option<(Range<usize>, Option<Fault>)> {
    let (at, end) = (word.start, word.end);
    let shape = "写成  名字@单位.gov.cn  的样子";
    match way {
        Way::At => {
            let range = around(text, at, word.len());
            // An account such as @青禾发布 is no address.
            let parts = range.start < at && end < range.end;
            let near = text[..at].char_indices().rev().nth(9);
            let near = &text[near.map_or(0, |(near, _)| near)..at];
            if !parts && !EMAIL.iter().any(|word| near.contains(word.text)) {
                return None;
            }
            let shown = &text[range.clone()];
            let fault = (!is_email(shown)).then(|| (format!("邮箱“{shown}”写得不对"), shape));
            Some((range, fault))
        }
        Way::Dash => landline(text, at, end).then_some((word, None)),
        Way::Phone => {
            let (range, digits) = number(text, end)?;
            let fault = phone(&text[range.clone()], &digits);
            (digits.len() >= SHORT).then_some((range, fault))
        }
        Way::Postcode => {
            let (range, digits) = number(text, end)?;
            let shown = &text[range.clone()];
            let help = "查一下本地的邮编，写六位数字";
            let fault = (digits.len() != 6).then(|| (format!("邮编“{shown}”不是六位"), help));
            Some((range, fault))
        }
        Way::Email => {
            let range = address(text, end)?;
            let message = format!("邮箱“{}”少了 @", &text[range.clone()]);
            Some((range, Some((message, shape))))
        }
        Way::Address => Some((word, None)),
    }
}

/// The number behind a word such as 电话, and its digits.
fn number(text: &str, from: usize) -> Option<(Range<usize>, String)> {
    let gap = |c: char| c.is_whitespace() || "号码：:为是（(）)及、/传真".contains(c);
    let rest = text[from..].trim_start_matches(gap);
    let first = text.len() - rest.len();
    // The bracket around an area code belongs to the number.
    let bracket = text[from..first].chars().next_back();
    let start = first
        - bracket
            .filter(|c| "（(".contains(*c))
            .map_or(0, char::len_utf8);
    let (mut digits, mut end) = (String::new(), start);
    for (at, c) in text[start..].char_indices() {
        match prose::digit(c) {
            Some(digit) => digits.extend(char::from_digit(digit as u32, 10)),
            None if "-－—–‐ ()（）+＋".contains(c) => continue,
            None => break,
        }
        end = start + at + c.len_utf8();
    }
    (!digits.is_empty()).then_some((start..end, digits))
}

fn phone(shown: &str, digits: &str) -> Option<Fault> {
    let length = digits.len();
    let whole = match digits.as_bytes() {
        // Service numbers such as 12345, and counts.
        _ if length < 7 => true,
        // The 400 and 800 numbers.
        [b'4' | b'8', b'0', b'0', ..] => length == 10,
        [b'1', ..] => length == 11,
        [b'8', b'6', ..] if length > 8 => length >= 12,
        // An extension may follow.
        [b'0', ..] => (10..=17).contains(&length),
        _ => false,
    };
    if whole {
        return None;
    }
    let local = matches!(length, 7 | 8) && !digits.starts_with('0');
    Some(if local {
        (format!("电话“{shown}”没有区号"), "写成  区号-号码")
    } else {
        (
            format!("电话“{shown}”的位数不对"),
            "核对号码，写成  区号-号码",
        )
    })
}

/// Whether a dash stands between an area code and a number.
fn landline(text: &str, at: usize, end: usize) -> bool {
    let before = text[..at].chars().rev();
    let code: Vec<char> = before
        .take(5)
        .take_while(|c| prose::digit(*c).is_some())
        .collect();
    let after = text[end..].chars().take(9);
    let number = after.take_while(|c| prose::digit(*c).is_some()).count();
    (3..=4).contains(&code.len())
        && matches!(code.last(), Some('0' | '０'))
        && (7..=8).contains(&number)
}

/// An address behind a word such as 邮箱 that has no `@`; not a web address.
fn address(text: &str, from: usize) -> Option<Range<usize>> {
    let gap = |c: char| c.is_whitespace() || "地址：:为是（(".contains(c);
    let rest = text[from..].trim_start_matches(gap);
    let start = text.len() - rest.len();
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || "._-@＠/:".contains(c)))
        .unwrap_or(rest.len());
    let word = rest[..end].trim_end_matches(['.', ':', '-']);
    let web = word.starts_with("http") || word.starts_with("www.");
    let whole = word.contains(['@', '＠']) || word.contains("mailto:");
    (word.contains('.') && word.len() > 4 && !web && !whole).then(|| start..start + word.len())
}

/// What stands around an at sign without a gap.
fn around(text: &str, at: usize, sign: usize) -> Range<usize> {
    let inside = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let before = text[..at].trim_end_matches(inside).len();
    let rest = &text[at + sign..];
    let length = rest.find(|c| !inside(c)).unwrap_or(rest.len());
    let after = rest[..length].trim_end_matches(['.', '-']).len();
    before..at + sign + after
}

fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else {
        return false;
    };
    let label = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let top = domain.rsplit('.').next().unwrap_or_default();
    !name.is_empty()
        && domain.contains('.')
        && domain.split('.').all(label)
        && top.len() > 1
        && top.chars().all(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_behind_their_word() {
        let digits = |text: &str| number(text, "电话".len()).map(|(_, digits)| digits);
        assert_eq!(digits("电话：0123-4567890。"), Some("01234567890".into()));
        assert_eq!(
            digits("电话（传真）：（0123）4567890"),
            Some("01234567890".into())
        );
        assert_eq!(
            digits("电话号码为０１２３—４５６７８９０"),
            Some("01234567890".into())
        );
        assert_eq!(digits("电话咨询3次"), None);
    }

    #[test]
    fn the_shape_of_an_address() {
        for good in ["a@b.cn", "qing.he_1@example.gov.cn"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["@b.cn", "a@b", "a@b.", "a＠b.cn", "a@.cn", "a@b.c1"] {
            assert!(!is_email(bad), "{bad}");
        }
        let text = "邮箱：562qq.com）";
        assert_eq!(
            address(text, "邮箱".len()).map(|range| &text[range]),
            Some("562qq.com")
        );
        assert_eq!(address("邮箱：www.example.gov.cn", "邮箱".len()), None);
    }
}
