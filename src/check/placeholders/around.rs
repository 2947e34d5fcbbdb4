//! What is around a place in a text: units, parts of dates, names, ends of clauses.

use std::ops::Range;

use crate::prose::{is_cjk, is_cjk_punctuation};

use super::{Reader, Sought};

/// What a count is followed by, the longer words first.
const UNITS: [&str; 15] = [
    "人次", "件次", "条次", "万元", "亿元", "件", "条", "次", "份", "项", "篇", "元", "％", "%",
    "期",
];

/// The unit that a text begins with, if the unit is a word of its own there:
/// 件数 and 条例 begin with none.
pub fn unit(text: &str) -> Option<&'static str> {
    const LONGER: &str = "例数均款件约目价费素额宝度限待间货刊望序";
    let unit = UNITS.iter().find(|unit| text.starts_with(**unit))?;
    let mut after = text[unit.len()..].chars();
    (!after.next().is_some_and(|c| LONGER.contains(c))).then_some(unit)
}

/// Whether a text begins with a part of a date: 年, 月 or 日, and not with a
/// longer word such as 年度 or 日常.
pub fn date_part(text: &str) -> bool {
    const LONGER: &str = "数度均常底初末级龄限终份租薪趋益照光";
    let mut letters = text.chars();
    letters.next().is_some_and(|c| "年月日".contains(c))
        && !letters.next().is_some_and(|c| LONGER.contains(c))
}

/// Whether a text begins with the class of a place or a public body.
pub fn body(text: &str) -> bool {
    const CLASSES: [&str; 20] = [
        "镇",
        "乡",
        "县",
        "市",
        "区",
        "旗",
        "街道",
        "村",
        "社区",
        "省",
        "局",
        "厅",
        "委",
        "办公室",
        "部门",
        "单位",
        "机关",
        "人民政府",
        "政府",
        "所",
    ];
    CLASSES.iter().any(|class| text.starts_with(class))
}

/// The character before a place.
pub fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character at a place.
pub fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// A space of any width inside a line.
pub fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{3000}'
    )
}

pub fn is_mark(c: char) -> bool {
    is_cjk_punctuation(c) || c.is_ascii_punctuation()
}

/// Whether a clause ends where this character stands, or the text.
pub fn ends(c: Option<char>) -> bool {
    c.is_none_or(|c| is_mark(c) || is_space(c) || c == '\n')
}

pub fn is_alphanumeric(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Whether a letter of Chinese text stands there.
pub fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(is_cjk)
}

/// Whether the name of a person may be masked after this character, as in
/// 张某某 or 李**. Names that are common words, such as 于 and 向, are left out.
pub fn surname(c: Option<char>) -> bool {
    const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁卢姚沈钟姜崔谭陆范汪廖石韦贾夏付邹熊孟秦邱侯尹薛闫雷龙史陶贺毛郝顾龚邵覃武钱戴严莫孔汤阎赖殷庞樊兰施洪翟安颜倪温芦俞葛阳官";
    c.is_some_and(|c| SURNAMES.contains(c))
}

/// Whether the text of a range masks a person's name.
pub fn masks_a_name(sought: &Sought<'_>, range: &Range<usize>) -> bool {
    let text = sought.phrase.text;
    let rest = &text[range.end..];
    sought.reader != Reader::Field
        && surname(before(text, range.start))
        && unit(rest).is_none()
        && !date_part(rest)
        && !body(rest)
}
