//! The ways to reach an office that a text tells: numbers, addresses, and what is
//! wrong with them.

use std::ops::Range;

use crate::prose;

use crate::check::char_set::{Haystack, Word, words};

/// What leads to an office: a word before it, or a sign inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
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
pub static WAYS: [(Way, &[Word]); 6] = [
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

/// Where the words and signs stand in a text: where each ends and begins, in
/// this order.
pub fn ways(text: &Haystack<'_>) -> Vec<(usize, usize, Way)> {
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
pub type Fault = (String, &'static str);

/// The way to reach the office that a word or sign belongs to, and what is
/// wrong with it.
pub fn contact(text: &str, word: Range<usize>, way: Way) -> Option<(Range<usize>, Option<Fault>)> {
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
        Way::Dash => {
            let range = landline(text, at, end)?;
            let shown = &text[range.clone()];
            let fault = phone(
                shown,
                &shown
                    .chars()
                    .filter(|c| prose::digit(*c).is_some())
                    .collect::<String>(),
            );
            Some((range, fault))
        }
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
        // 0123-12345 is a service number of that area.
        [b'0', ..] if length == 9 && digits[4..].starts_with('1') => true,
        [b'0', ..] => {
            let local = Phone::read(shown).is_none_or(|phone| (7..=8).contains(&phone.length));
            local && (10..=17).contains(&length)
        }
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

/// The number that has its area code before the dash at `at`.
fn landline(text: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let before = text[..at].char_indices().rev();
    let code = before
        .take(5)
        .take_while(|(_, c)| prose::digit(*c).is_some());
    let (length, first) = code.fold((0, None), |(length, _), first| (length + 1, Some(first)));
    let (start, first) = first?;
    let after = text[end..].char_indices().take(10);
    let number = after.take_while(|(_, c)| prose::digit(*c).is_some());
    let (digits, last) = number.fold((0, 0), |(count, _), (at, c)| (count + 1, at + c.len_utf8()));
    // 0123-456789-2025 is the number of a document.
    let runs_on = text[end + last..].starts_with(['-', '－', '—']);
    let code = (3..=4).contains(&length) && matches!(first, '0' | '０');
    (code && (6..=9).contains(&digits) && !runs_on).then(|| start..end + last)
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

/// A telephone number with its area code.
pub struct Phone<'t> {
    pub shown: &'t str,
    pub code: String,
    /// How many digits the number has behind the code.
    pub length: usize,
}

impl<'t> Phone<'t> {
    /// Reads a number that begins with its area code.
    pub fn read(shown: &'t str) -> Option<Self> {
        let digits = |text: &str| -> String {
            let digits = text.chars().filter_map(prose::digit);
            digits
                .filter_map(|digit| char::from_digit(digit as u32, 10))
                .collect()
        };
        let groups = shown.split(|c| prose::digit(c).is_none());
        let groups: Vec<String> = groups
            .map(digits)
            .filter(|group| !group.is_empty())
            .collect();
        let code = groups.first()?;
        let length = if code.starts_with("010") || code.starts_with("02") {
            3
        } else {
            4
        };
        if !code.starts_with('0') || code.len() != length {
            return None;
        }
        let local = groups.get(1)?.len();
        if local == 5 {
            return None;
        }
        let more = groups.get(2).filter(|_| local < 5);
        Some(Self {
            shown,
            code: code.clone(),
            length: local + more.map_or(0, String::len),
        })
    }
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
