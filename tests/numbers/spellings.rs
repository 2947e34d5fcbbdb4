//! How a value may be written, and what is then typed.

use super::generate::Odds;

/// What a field of words may hold to say that there is nothing to state.
pub const NOTHING: [&str; 13] = [
    "-",
    "－",
    "—",
    "——",
    "–",
    "/",
    "／",
    "无",
    "暂无",
    "没有",
    "不适用",
    "~",
    "null",
];

/// One spelling of a value.
pub struct Spelling {
    pub source: String,
    /// What a reader of the file would say is typed.
    pub typed: String,
    /// Whether an error is an answer as good as showing it.
    pub odd: bool,
}

fn sound(source: impl Into<String>, typed: impl Into<String>) -> Spelling {
    let (source, typed) = (source.into(), typed.into());
    let odd = false;
    Spelling { source, typed, odd }
}

fn odd(text: &str) -> Spelling {
    Spelling {
        source: text.to_owned(),
        typed: text.to_owned(),
        odd: true,
    }
}

/// What must be refused or shown to the letter in a cell.
const ODD_CELLS: [&str; 46] = [
    "0x10",
    "0o7",
    "0b1",
    "+5",
    "-0",
    "-5",
    "1e3",
    "1e0",
    "12e0",
    "1_000",
    "007",
    "00",
    "12.0",
    "12.50",
    ".5",
    "5.",
    "1.2.3",
    "３",
    "１２",
    "12件",
    "3万",
    "1.2万",
    "true",
    "True",
    "yes",
    "无",
    "O",
    "12O",
    "二十",
    "9999999999",
    "99999999999999999999",
    "113702000042701123202600015",
    "-99999999999999999999",
    ".inf",
    ".nan",
    "2025-01-01",
    "12:30",
    "_",
    "＋5",
    "1 200",
    "甲",
    "120万元",
    "１２０万元",
    "120.5.0万元",
    "12O.5万元",
    "一百二十万元",
];

/// A cell that takes a count; `flow` is inside braces or brackets.
pub fn cell(odds: &mut Odds, flow: bool) -> Spelling {
    let number = odds.below(99_999).to_string();
    match odds.below(100) {
        0..60 => sound(number.clone(), number),
        60..66 => sound(odds.pick(&["", "~", "null", "\"\"", "''", "Null"]), ""),
        66..74 => {
            let mark = odds.pick(&["不适用", "/", "／", "-", "－", "—", "——"]);
            sound(mark, mark)
        }
        74..80 => sound(odds.quote(&number), number),
        80..82 => sound(format!("!!str {number}"), number),
        82..84 => sound(format!("!!int \"{number}\""), number),
        84..85 if !flow => sound(format!("|\n        {number}\n"), number),
        85..86 if !flow => sound(format!(">-\n        {number}\n"), number),
        86..88 if !flow => sound(format!("{number}  # 照台账"), number),
        88..89 if !flow => sound(format!("{number} #照台账"), number),
        89..90 if !flow => sound(format!("\t{number}"), number),
        90..91 => odd(odds.pick(&["!x 5", "[5, 6]", "{甲: 5}", "[]", "{}", "*nowhere"])),
        91..92 if !flow => odd(odds.pick(&["1,200", "1，200", "- 5"])),
        _ => odd(odds.pick(&ODD_CELLS)),
    }
}

/// An amount that may carry its unit.
pub fn amount_text(odds: &mut Odds) -> Spelling {
    let text = odds.pick(&[
        "120.5万元",
        "120万",
        "8040元",
        "12万5000元",
        "120.5（万元）",
        "0",
        "12.50",
        "-",
        "",
    ]);
    match odds.below(3) {
        0 => odd(odds.pick(&ODD_CELLS)),
        1 => odd(odds.pick(&[
            "120.5.0万元",
            "12O.5万元",
            "一百二十万元",
            "１２０万元",
            "万元",
            "约5元",
        ])),
        _ => sound(text, text),
    }
}

/// What YAML takes for something else than words, or cuts.
const ODD_WORDS: [&str; 62] = [
    "关于C #号文件",
    "甲 #乙",
    "#甲",
    "甲: 乙",
    "甲:乙",
    "甲:",
    "《甲》: 乙",
    "[2025]1号",
    "[2025]",
    "{甲}",
    "{甲}乙",
    "@甲",
    "`甲`",
    "%50",
    "12:30",
    "1e5",
    "1e0",
    "0123",
    "012345",
    "00",
    "yes",
    "no",
    "on",
    "113702000042701123202600015",
    "-113702000042701123202600015",
    "2025-01-01",
    "0x10",
    "0o17",
    "1_000",
    "-",
    "—",
    "无",
    "甲\"乙\"",
    "\"甲\"乙",
    "'甲'乙",
    "\"甲",
    "'甲",
    "- 甲",
    "? 甲",
    "! 甲",
    "!甲",
    "!!甲",
    "& 甲",
    "&甲",
    "*甲",
    "*甲*",
    "| 甲",
    "> 甲",
    "null",
    "true",
    "False",
    "1.10",
    "+5",
    "-5",
    ".5",
    "5.",
    "甲\\乙",
    "12.50",
    ".inf",
    "甲, 乙",
    "甲\t乙",
    "<<",
];

/// A field of words.
pub fn words(odds: &mut Odds) -> Spelling {
    let plain = format!("国办发{}号", odds.below(9999));
    let strange = odds.pick(&ODD_WORDS);
    match odds.below(12) {
        0..4 => sound(plain.clone(), plain),
        4 => sound(format!("{plain}  # 照原文"), plain),
        5 => sound(odds.quote(&plain), plain),
        6 => sound(odds.quote(strange), strange),
        7 => sound(format!("|-\n    {plain}"), plain),
        8 => sound(
            format!(">\n    {plain}\n    又一行"),
            format!("{plain}又一行"),
        ),
        9 => sound(format!("{plain}\n    又一行"), format!("{plain}又一行")),
        10 => {
            let long = odds.below(28) + 1;
            let digits: String = (0..long).map(|_| odds.pick(&["0", "7", "9"])).collect();
            sound(digits.clone(), digits)
        }
        _ => odd(strange),
    }
}
