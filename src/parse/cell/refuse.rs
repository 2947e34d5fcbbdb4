//! Why a cell cannot be read: the very slip, and what to type instead.

use crate::diag::codes;
use crate::form::{Amount, Kind, Value};
use crate::parse::absent::says_nothing;
use crate::parse::yaml::{On, Spot};
use crate::prose::narrow_digit;
use crate::prose::numerals::numerals;

use super::number::{LARGEST, is_number};

/// What words after a number do to it, in powers of ten.
const MAGNITUDES: [(&str, i32); 7] = [
    ("百万", 6),
    ("千万", 7),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
];

/// A message and its help, where a slip is known.
type Slip = Option<(String, String)>;

/// Reports a cell that cannot be read (CEL02); it counts as blank.
pub fn refuse(spot: &Spot<'_>, message: impl Into<String>, help: impl Into<String>) -> Value {
    spot.error(&codes::CEL02, On::Value, message, whole(spot, &help.into()));
    Value::Blank
}

/// A help that ends with a number, with the whole line around that number.
fn whole(spot: &Spot<'_>, help: &str) -> String {
    match help.rsplit_once(MENDED) {
        Some((before, number)) => {
            format!("{before}{MENDED}{}", spot.corrected(On::Value, number))
        }
        None => help.to_owned(),
    }
}

/// What precedes a mended number in a help.
const MENDED: &str = "改成  ";

/// Names the very slip, and what to type instead.
pub fn refuse_words(spot: &Spot<'_>, text: &str, kind: Kind) -> Value {
    let narrow: String = text.chars().map(narrow).collect();
    if narrow != text && is_number(&narrow, kind) {
        let message = format!("“{text}”是全角数字");
        let help = format!("改成  {narrow}");
        // The same digits, so that a program may put them in.
        spot.mend(&codes::CEL02, message, whole(spot, &help), narrow);
        return Value::Blank;
    }
    let bare = text.trim_matches(['“', '”', '‘', '’', '＂', '「', '」', '"', '\'']);
    if bare != text && is_number(bare, kind) {
        let message = "数字外面加了引号，数字不加引号";
        return refuse(spot, message, format!("改成  {bare}"));
    }
    if kind == Kind::AmountText {
        let (message, help) = amount_text(text, &narrow);
        return refuse(spot, message, help);
    }
    let what = if kind == Kind::Amount {
        "金额"
    } else {
        "件数"
    };
    let slip = digits(text, &narrow, kind, what)
        .or_else(|| letters(text, kind))
        .or_else(|| words(text, &narrow, kind));
    let (message, help) = slip.unwrap_or_else(|| {
        let help = if text.chars().all(|c| matches!(c, 'O' | 'o' | '〇' | '零')) {
            "零要写成数字 0：改成  0".to_owned()
        } else if says_nothing(text) {
            "没有就填 0：改成  0".to_owned()
        } else if let Some(number) = in_chinese(text) {
            format!("写成阿拉伯数字：改成  {number}")
        } else {
            "填数字；没有就填 0，不适用就填 不适用".to_owned()
        };
        (format!("“{text}”不是数字，这一格要填{what}"), help)
    });
    refuse(spot, message, help)
}

/// The number that is nothing but a Chinese numeral.
fn in_chinese(text: &str) -> Option<usize> {
    let text = text.trim_end_matches(['件', '条', '次', '个', '项', '份', '人']);
    let number = numerals(text).next()?;
    (number.range == (0..text.len())).then_some(number.value)
}

/// Nothing but digits and marks, put together in a way that is not taken.
fn digits(text: &str, narrow: &str, kind: Kind, what: &str) -> Slip {
    let decimal = |text: &str| Amount::parse(text).is_some();
    let joined: String = narrow
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '_'))
        .collect();
    let (sign, bare) = match narrow.strip_prefix('-') {
        Some(bare) => ("-", bare),
        None => ("", narrow),
    };
    let bare = match bare.trim_start_matches('0') {
        "" => "0".to_owned(),
        bare => format!("{sign}{bare}"),
    };
    if kind != Kind::Amount && bare != narrow && is_number(&bare, kind) {
        let extra = if narrow.starts_with("-0") && bare == "0" {
            "负号"
        } else {
            "0"
        };
        let message = format!("“{text}”前面多了{extra}");
        return Some((message, format!("核对以后改成  {bare}")));
    }
    if text.strip_prefix('-').is_some_and(decimal) && kind != Kind::Change {
        let message = format!("{text} 是负数，{what}不能小于 0");
        let help = format!("核对原始登记；多打了减号就改成  {}", &text[1..]);
        return Some((message, help));
    }
    if let Some(rest) = narrow.strip_prefix('+')
        && is_number(rest, kind)
    {
        return Some((format!("“{text}”前面不用写加号"), format!("改成  {rest}")));
    }
    if joined != narrow && is_number(&joined, kind) {
        let message = format!("“{text}”带了千分位或空格");
        return Some((message, format!("改成  {joined}")));
    }
    let long = narrow.len() > LARGEST.to_string().len();
    if long && narrow.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = format!("{text} 太大，不像{what}");
        return Some((message, "检查是不是多打了几位".to_owned()));
    }
    if kind != Kind::Amount && decimal(narrow.trim_start_matches('-')) {
        let message = format!("{text} 不是整数，{what}只能是整数");
        let (count, fraction) = narrow.split_once('.').unwrap_or((narrow, ""));
        let help = match fraction.bytes().all(|byte| byte == b'0') && is_number(count, kind) {
            true => format!("改成  {count}"),
            false => "核对原始登记，填整数".to_owned(),
        };
        return Some((message, help));
    }
    None
}

/// A letter that looks like a digit among digits, such as the O of `12O`.
fn letters(text: &str, kind: Kind) -> Slip {
    let found = text.chars().find(|c| LOOK_ALIKE.contains(*c))?;
    let mended: String = text.chars().map(unlike).collect();
    let some_digit = text.contains(|c: char| c.is_ascii_digit());
    (some_digit && is_number(&mended, kind)).then(|| {
        let message = format!("“{text}”里的“{found}”是字母，不是数字");
        (message, format!("核对以后改成  {mended}"))
    })
}

/// A number with words after it. Where the words make it another number, so
/// does the help: 1.2万 are 12000, and of an amount in 万元 5000元 are 0.5.
fn words(text: &str, narrow: &str, kind: Kind) -> Slip {
    let end = narrow.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = narrow.split_at(end);
    Amount::parse(number)?;
    let help = match (mended(number, unit.trim(), kind), kind) {
        (Some(mended), Kind::Amount) => format!("这一格以万元为单位：改成  {mended}"),
        (Some(mended), _) => format!("只写数字：改成  {mended}"),
        (None, Kind::Amount) => "换算成万元，只写数字".to_owned(),
        (None, _) => "核对原始登记，只写数字".to_owned(),
    };
    Some((format!("“{text}”数字后面带了文字"), help))
}

/// The same number without its unit, where nothing but the unit is meant:
/// 100余件 are not 100.
fn mended(number: &str, unit: &str, kind: Kind) -> Option<String> {
    let known = MAGNITUDES.iter().find(|(name, _)| unit.starts_with(name));
    let (power, rest) = known.map_or((0, unit), |(name, power)| (*power, &unit[name.len()..]));
    let counted = [
        "", "件", "条", "次", "个", "项", "份", "人", "起", "宗", "例", "人次", "件次",
    ];
    let mended = match kind {
        Kind::Amount if rest == "元" || (rest.is_empty() && power >= 4) => {
            shifted(number, power - 4)
        }
        Kind::Count | Kind::Change if counted.contains(&rest) => shifted(number, power),
        _ => return None,
    };
    is_number(&mended, kind).then_some(mended)
}

/// The decimal with its point moved, to the right where `by` is positive.
fn shifted(number: &str, by: i32) -> String {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let (left, right) = (by.min(0).unsigned_abs() as usize, by.max(0) as usize);
    let digits = format!("{}{whole}{fraction}{}", "0".repeat(left), "0".repeat(right));
    let point = whole.len() + right;
    let whole = digits[..point].trim_start_matches('0');
    let fraction = digits[point..].trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    match fraction {
        "" => whole.to_owned(),
        _ => format!("{whole}.{fraction}"),
    }
}

/// What is wrong with an amount that may carry its unit; the unit is never cut.
fn amount_text(text: &str, narrow: &str) -> (String, String) {
    let sound = |text: &str| is_number(text, Kind::AmountText);
    let mended: String = narrow.chars().map(unlike).collect();
    let spaced: String = narrow.chars().filter(|c| *c != ' ').collect();
    let points = |text: &str| text.matches('.').count();
    if let Some(letter) = narrow.chars().find(|c| LOOK_ALIKE.contains(*c))
        && sound(&mended)
    {
        return (
            format!("“{text}”里的“{letter}”是字母，不是数字"),
            format!("核对以后改成  {mended}"),
        );
    }
    if spaced != narrow && sound(&spaced) {
        return (format!("“{text}”里有空格"), format!("改成  {spaced}"));
    }
    if text.starts_with(['-', '－', '−']) {
        let message = format!("“{text}”是负数，金额不能小于 0");
        return (message, "核对原始数据，填实际数".to_owned());
    }
    if narrow.contains(',') {
        let help = "核对原始数据，数字里不写逗号，如 1200.5万元";
        return (format!("“{text}”里的逗号位置不对"), help.to_owned());
    }
    if points(narrow) > 1 {
        let help = "核对原始数据，只留一个小数点，如 120.5万元";
        return (
            format!("“{text}”里有 {} 个小数点", points(narrow)),
            help.to_owned(),
        );
    }
    let help = "写数字和单位，如 120.5万元；没有就填 0，不适用就填 不适用";
    (format!("“{text}”不是金额"), help.to_owned())
}

const LOOK_ALIKE: &str = "OoＯｏlI";

/// The digit that a letter looks like.
fn unlike(c: char) -> char {
    match c {
        'O' | 'o' | 'Ｏ' | 'ｏ' => '0',
        'l' | 'I' => '1',
        _ => c,
    }
}

/// Full-width digits, point, comma and minus as their ASCII twins.
fn narrow(c: char) -> char {
    match c {
        '．' => '.',
        '，' => ',',
        '－' | '−' => '-',
        '＋' => '+',
        '\u{3000}' => ' ',
        _ => narrow_digit(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_moves_without_loss() {
        for (number, by, moved) in [
            ("1.2", 4, "12000"),
            ("5000", -4, "0.5"),
            ("12.50", 0, "12.5"),
            ("0.5", 4, "5000"),
            ("3", -4, "0.0003"),
            ("0", 4, "0"),
        ] {
            assert_eq!(shifted(number, by), moved, "{number} {by}");
        }
    }

    #[test]
    fn what_help_proposes_is_the_same_amount() {
        for (text, kind, proposed) in [
            ("21件", Kind::Count, "21"),
            ("1.2万", Kind::Count, "12000"),
            ("3千件", Kind::Count, "3000"),
            ("100余件", Kind::Count, ""),
            ("1.2345678万", Kind::Count, ""),
            ("120万元", Kind::Amount, "120"),
            ("5000元", Kind::Amount, "0.5"),
            ("1.5亿元", Kind::Amount, "15000"),
            ("50%", Kind::Count, ""),
        ] {
            let (_, help) = words(text, text, kind).expect("a slip");
            let mended = help.split_once("改成  ").map_or("", |(_, mended)| mended);
            assert_eq!(mended, proposed, "{text} {help}");
        }
    }
}
