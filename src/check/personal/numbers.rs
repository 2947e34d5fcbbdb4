//! Long numbers: of identity cards, bank cards, mobile telephones.

use std::ops::Range;

use jiff::civil::Date;

use crate::check::char_set::{Haystack, Word, words};
use crate::prose::digit;
use crate::prose::odd::is_invisible;
use crate::prose::sign_kinds::LONG;

use super::{Exposed, What};

/// Digits that stand together, perhaps in groups: 6222 0202 0011 2233.
#[derive(Debug, Default)]
pub struct Run {
    /// With the byte at which each begins, its length and its group.
    digits: Vec<Digit>,
}

#[derive(Clone, Copy, Debug)]
struct Digit {
    at: usize,
    length: usize,
    /// 0 to 9; 10 for the X that ends the number of an identity card.
    worth: u8,
    group: usize,
}

/// The longest run that is read as numbers in groups. What has more digits is
/// a table that was pasted, and its numbers are groups of their own.
const LONGEST: usize = 64;

/// How far before a number its name is looked for, in letters.
const NEAR: usize = 12;

/// What else has long numbers.
static THINGS: [Word; 22] = words([
    "索引号",
    "信用代码",
    "机构代码",
    "项目代码",
    "项目编号",
    "合同",
    "文号",
    "案号",
    "备案号",
    "备案编号",
    "编号",
    "流水号",
    "订单号",
    "单号",
    "批号",
    "条码",
    "许可证",
    "执照",
    "证书",
    "标识码",
    "版权",
    "登记号",
]);

/// Who or what a number of a person is called by.
static PERSON: [Word; 5] = words(["身份", "证件号", "卡号", "账号", "帐号"]);

/// What is said of the number of a card, where its digits do not prove it.
static ACCOUNT: [Word; 12] = words([
    "卡号",
    "银行卡",
    "账号",
    "帐号",
    "账户",
    "打入",
    "打卡",
    "转入",
    "汇入",
    "存入",
    "一卡通",
    "社保卡",
]);

/// Runs of so many digits that a number may be in them. Linear.
pub fn runs(signs: &[(usize, char)]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut run = Run::default();
    let (mut end, mut group, mut gaps) = (0, 0, 0);
    for &(at, c) in signs {
        let joined = at == end && gaps <= 3;
        end = at + c.len_utf8();
        let last = matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ');
        let worth = match digit(c) {
            Some(worth) => Some(worth as u8),
            None if last && joined && run.digits.len() >= 17 => Some(10),
            None => None,
        };
        let joined = joined || run.digits.is_empty();
        if !joined {
            found.extend(run.take());
        }
        match worth {
            Some(worth) => {
                gaps = 0;
                run.digits.push(Digit {
                    at,
                    length: c.len_utf8(),
                    worth,
                    group,
                });
            }
            None if run.digits.is_empty() => {}
            // Invisible characters part nothing for the reader.
            None if is_invisible(c) => {}
            None if is_gap(c) => {
                gaps += 1;
                group += 1;
            }
            None => {
                found.extend(run.take());
                gaps = 0;
                group += 1;
            }
        }
    }
    found.extend(run.take());
    found
}

/// What typists put between the groups of a number.
fn is_gap(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{A0}' | '\u{3000}' | '-' | '－' | '‐' | '‑' | '–' | '—' | '・' | '·'
    ) || ('\u{2000}'..='\u{200A}').contains(&c)
}

impl Run {
    /// The run so far, if it is long enough; a new one begins.
    fn take(&mut self) -> Option<Self> {
        let digits = std::mem::take(&mut self.digits);
        (digits.len() >= LONG).then_some(Self { digits })
    }

    /// The digits of each group.
    fn groups(&self) -> Vec<&[Digit]> {
        self.digits
            .chunk_by(|one, next| one.group == next.group)
            .collect()
    }
}

/// Adds the numbers of a run. Linear, because a run that is read in groups is
/// short.
pub fn read(text: &str, run: &Run, found: &mut Vec<Exposed>) {
    let groups = run.groups();
    let most = if run.digits.len() > LONGEST { 1 } else { 19 };
    let mut first = 0;
    while first < groups.len() {
        let taken = number(text, &groups[first..], most);
        if let Some((_, exposed)) = &taken {
            found.push(exposed.clone());
        }
        first += taken.map_or(1, |(count, _)| count);
    }
}

/// The number that begins with the first group, and how many groups it takes.
fn number(text: &str, groups: &[&[Digit]], most: usize) -> Option<(usize, Exposed)> {
    let mut best = None;
    let (mut digits, mut sizes) = (Vec::new(), Vec::new());
    for (count, group) in groups.iter().take(most).enumerate() {
        digits.extend_from_slice(group);
        sizes.push(group.len());
        if digits.len() > 19 {
            break;
        }
        let Some(what) = kind(&digits, &sizes, count + 1 == groups.len()) else {
            continue;
        };
        let [Digit { at: start, .. }, .., last] = digits[..] else {
            break;
        };
        let range = start..last.at + last.length;
        let better = best.as_ref().is_none_or(|(_, one): &(_, Exposed)| {
            what != What::Account || one.what == What::Account
        });
        if better && stands_alone(text, &range) && fits_its_name(text, &range, what) {
            let masked = masked(&digits, what);
            let exposed = Exposed {
                what,
                range,
                masked,
            };
            best = Some((count + 1, exposed));
            // Only cards have numbers of several lengths.
            if matches!(what, What::Identity | What::Mobile) {
                break;
            }
        }
    }
    best
}

/// What so many digits in groups of these sizes are. `whole` is whether
/// nothing follows them.
fn kind(digits: &[Digit], sizes: &[usize], whole: bool) -> Option<What> {
    let worth: Vec<u8> = digits.iter().map(|digit| digit.worth).collect();
    // Either together, or digit by digit, or in groups of four.
    let apart = sizes.iter().all(|size| *size == 1);
    let fours = sizes.split_last().is_some_and(|(last, before)| {
        before.iter().all(|size| *size == 4) && (1..=4).contains(last)
    });
    let mobile = |country: usize, sizes: &[usize]| {
        let grouped = matches!(
            sizes,
            [11] | [3, 4, 4] | [3, 8] | [7, 4] | [4, 3, 4] | [4, 4, 3]
        );
        let shape = grouped || apart && whole;
        (shape && is_mobile(&worth[country..])).then_some(What::Mobile)
    };
    match (worth.len(), sizes) {
        (18, _) if is_identity(&worth) => Some(What::Identity),
        (16..=19, _) if sizes.len() == 1 || apart || fours => {
            let account = worth.starts_with(&[6, 2]) && !worth.contains(&10);
            let account = account.then_some(What::Account);
            is_card(&worth).then_some(What::Card).or(account)
        }
        (11, sizes) => mobile(0, sizes),
        // +8613800138000, 86 138 0013 8000, 86138 0013 8000, 008613800138000.
        (13, [13]) if worth.starts_with(&[8, 6]) => mobile(2, &[11]),
        (13, [2, rest @ ..]) if worth.starts_with(&[8, 6]) => mobile(2, rest),
        (13, [5, 4, 4]) if worth.starts_with(&[8, 6]) => mobile(2, &[3, 4, 4]),
        (15, [15]) if worth.starts_with(&[0, 0, 8, 6]) => mobile(4, &[11]),
        _ => None,
    }
}

/// Whether seventeen digits have a day of birth in them and the check digit
/// behind them is right.
fn is_identity(worth: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [u8; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let (number, check) = (&worth[..17], worth[17]);
    if number.iter().any(|digit| *digit > 9) {
        return false;
    }
    let value = |range: Range<usize>| {
        let digits = number[range].iter();
        digits.fold(0_i16, |value, digit| value * 10 + i16::from(*digit))
    };
    let [year, month, day] = [6..10, 10..12, 12..14].map(value);
    let born = Date::new(year, month as i8, day as i8);
    let sum: u32 = number
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum();
    (1880..2100).contains(&year) && born.is_ok() && CHECKS[(sum % 11) as usize] == check
}

/// Whether a number begins as those of bank cards do and its last digit is
/// right (Luhn).
fn is_card(worth: &[u8]) -> bool {
    if worth.contains(&10) {
        return false;
    }
    let head = worth[..4]
        .iter()
        .fold(0_u16, |value, digit| value * 10 + u16::from(*digit));
    // UnionPay 62 and its older 60, 68, 69 and 9558 have up to 19 digits,
    // Visa, Mastercard and JCB 16.
    let known = match head {
        6200..=6299 | 6000..=6099 | 6800..=6999 | 9558 => true,
        4000..=4999 | 5100..=5599 | 2221..=2720 | 3528..=3589 => worth.len() == 16,
        _ => false,
    };
    let sum: u32 = worth
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let digit = u32::from(*digit);
            match at % 2 {
                0 => digit,
                _ if digit > 4 => 2 * digit - 9,
                _ => 2 * digit,
            }
        })
        .sum();
    let varied = worth.iter().any(|digit| *digit != worth[worth.len() - 1]);
    known && sum.is_multiple_of(10) && varied
}

fn is_mobile(worth: &[u8]) -> bool {
    worth[0] == 1 && (3..=9).contains(&worth[1]) && !worth.contains(&10)
}

/// Whether nothing stands beside a number that makes it part of a longer
/// word, such as a file's name, or an amount.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '*' | '＊');
    let joined = match before.chars().next_back() {
        // 0710-5551234/13800138000, but not in an address of the web.
        Some('/') => !before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit()),
        Some('-') => before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit()),
        Some(c) => word(c) || matches!(c, '.' | '#' | '&'),
        None => false,
    };
    let point = after.strip_prefix('.');
    let point = point.or(after.strip_prefix('-'));
    let goes_on = after.starts_with(word) || point.is_some_and(|rest| rest.starts_with(word));
    let units = ["元", "万", "亿", "条", "件", "次", "人次", "%", "％"];
    !joined && !goes_on && !units.iter().any(|unit| after.starts_with(unit))
}

/// Whether the heads of a table speak of the numbers of things, and of nobody:
/// 项目名称, 项目代码, 金额.
pub fn are_of_things(heads: &str) -> bool {
    static SOMEBODY: [Word; 4] = words(["姓名", "人员", "户", "申请人"]);
    let heads = Haystack::new(heads);
    heads.says_any(&THINGS) && !heads.says_any(&PERSON) && !heads.says_any(&SOMEBODY)
}

/// Whether the words right before a number say that it is a person's.
pub fn is_called_a_persons(text: &str, range: &Range<usize>) -> bool {
    Haystack::new(near(text, range)).says_any(&PERSON)
}

/// Whether the words before a number do not say that it is of a thing, such as
/// an index number; one that may be a card's must be called so.
fn fits_its_name(text: &str, range: &Range<usize>, what: What) -> bool {
    let near = Haystack::new(near(text, range));
    match what {
        What::Mobile => true,
        What::Account => near.says_any(&ACCOUNT),
        What::Identity | What::Card => !near.says_any(&THINGS) || near.says_any(&PERSON),
    }
}

/// The few words right before a number.
fn near<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let before = &text[..range.start];
    let start = before.char_indices().rev().nth(NEAR - 1);
    let near = &before[start.map_or(0, |(at, _)| at)..];
    // What stands behind a mark belongs to the mark's other side.
    let own = near.rsplit(['，', '。', '；', '、', ',', ';', '\t', '\n']);
    own.into_iter().next().unwrap_or(near)
}

/// The number with its middle hidden.
fn masked(digits: &[Digit], what: What) -> String {
    let (country, first) = match what {
        What::Mobile => (digits.len() - 11, 3),
        _ => (0, 4),
    };
    let digits = &digits[country..];
    let hidden = first..digits.len() - 4;
    let shown = digits
        .iter()
        .enumerate()
        .map(|(at, digit)| match digit.worth {
            _ if hidden.contains(&at) => '*',
            10 => 'X',
            worth => char::from(b'0' + worth),
        });
    shown.collect()
}
