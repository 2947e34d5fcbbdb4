//! The keys of metadata that pages print above a report: `发布时间：2023-01-05`.

use std::ops::Range;

use super::{chrome, dates, number, title};

/// What the value of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Title,
    Published,
    Signed,
    Organization,
    IndexNumber,
    DocumentNumber,
    /// Nothing that a report states of itself.
    Other,
}

/// Longer names before those that they begin with.
const KEYS: [(Key, &[&str]); 7] = [
    (
        Key::Title,
        &["标题", "信息名称", "文件名称", "公文名称", "名称"],
    ),
    (
        Key::Published,
        &[
            "发布时间",
            "发布日期",
            "公开日期",
            "公开时间",
            "发表时间",
            "信息时间",
            "时间",
            "日期",
        ],
    ),
    (
        Key::Signed,
        &["成文日期", "成文时间", "印发日期", "生成日期"],
    ),
    (
        Key::Organization,
        &[
            "发布机构",
            "发文机关",
            "发文机构",
            "发文单位",
            "发布单位",
            "制发机关",
            "公开机构",
        ],
    ),
    (
        Key::IndexNumber,
        &["索引号", "信息索引号", "索取号", "信息索引"],
    ),
    (
        Key::DocumentNumber,
        &["发文字号", "发布文号", "公文文号", "文号", "文件编号"],
    ),
    (
        Key::Other,
        &[
            "信息来源",
            "稿件来源",
            "文章来源",
            "来源",
            "来自",
            "作者",
            "责任编辑",
            "编辑",
            "审核",
            "录入",
            "发布人",
            "栏目",
            "主题分类",
            "组配分类",
            "服务对象分类",
            "信息分类",
            "信息类别",
            "体裁分类",
            "体裁",
            "主题词",
            "关键词",
            "关键字",
            "主题导航",
            "内容概述",
            "内容概览",
            "有效性",
            "是否有效",
            "有效期",
            "生效日期",
            "生效时间",
            "废止日期",
            "废止时间",
            "失效日期",
            "失效时间",
            "发文日期",
            "发文时间",
            "更新时间",
            "浏览次数",
            "浏览量",
            "浏览",
            "访问量",
            "访问次数",
            "阅读次数",
            "阅读量",
            "阅读",
            "点击数",
            "点击次数",
            "点击量",
            "点击率",
            "点击",
            "字号",
            "字体大小",
            "字体",
            "公开方式",
            "公开范围",
            "公开类别",
            "语种",
            "所属主题",
            "相关链接",
            "分享到",
            "分享",
            "文章字号",
        ],
    ),
];

/// The most characters of a value in a text that runs on without line ends.
const LONGEST: usize = 60;

/// A key and its value, each in bytes of the text that begins with the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub key: Key,
    pub name: Range<usize>,
    pub value: Range<usize>,
    pub end: usize,
}

/// The key that a text begins with, with its value. In a row of a table the bar parts
/// them, and a row of keys has keys without values.
pub fn pair(text: &str, in_row: bool) -> Option<Pair> {
    let (key, name) = key_at(text)?;
    let rest = &text[name..];
    let gap = rest.len() - rest.trim_start().len();
    let mark = rest.trim_start().chars().next();
    let value = match mark {
        Some(':' | '：') => name + gap + mark.map_or(0, char::len_utf8),
        Some('|') if in_row => {
            let after = &rest[gap + 1..];
            if key_at(after.trim_start()).is_some() {
                return Some(alone(key, name));
            }
            name + gap + 1
        }
        None if in_row => return Some(alone(key, name)),
        _ => return None,
    };
    let value = value + (text[value..].len() - text[value..].trim_start().len());
    let end = value + value_length(&text[value..], key, in_row);
    let value = value..value + text[value..end].trim_end().len();
    Some(Pair {
        key,
        name: 0..name,
        value,
        end,
    })
}

fn alone(key: Key, name: usize) -> Pair {
    Pair {
        key,
        name: 0..name,
        value: name..name,
        end: name,
    }
}

/// The key that a text begins with, and its bytes. Pages pad keys: `文　　号`.
fn key_at(text: &str) -> Option<(Key, usize)> {
    let all = KEYS
        .iter()
        .flat_map(|(key, names)| names.iter().map(move |name| (*key, *name)));
    let found = all.filter_map(|(key, name)| Some((key, padded(text, name)?)));
    found.max_by_key(|(_, length)| *length)
}

/// How many bytes of a text are this name, with white space between its letters.
fn padded(text: &str, name: &str) -> Option<usize> {
    let mut at = 0;
    for (number, letter) in name.chars().enumerate() {
        let rest = &text[at..];
        let gap = rest.len() - rest.trim_start().len();
        if number == 0 && gap > 0 || gap > 12 {
            return None;
        }
        at += gap;
        text[at..].strip_prefix(letter)?;
        at += letter.len_utf8();
    }
    Some(at)
}

fn value_length(text: &str, key: Key, in_row: bool) -> usize {
    if matches!(key, Key::Published | Key::Signed)
        && let Some((_, length)) = dates::at_start(text)
    {
        return length;
    }
    let bar = text.find('|').filter(|_| in_row);
    let end = bar.unwrap_or(text.len());
    let mut last_space = None;
    for (letter, (at, c)) in text[..end].char_indices().enumerate() {
        let begins = at == 0 || c.is_whitespace() || text[..at].ends_with(char::is_whitespace);
        let rest = text[at..end].trim_start();
        if begins && stops(rest, key) {
            return at;
        }
        if c.is_whitespace() {
            last_space = last_space.or(Some(at));
        }
        if letter >= LONGEST {
            return last_space.unwrap_or(0);
        }
    }
    end
}

/// Whether something begins here that is no value.
fn stops(rest: &str, key: Key) -> bool {
    let named = key_at(rest).is_some_and(|(_, length)| {
        let after = rest[length..].trim_start();
        after.starts_with([':', '：'])
    });
    let titled = || key != Key::Title && title::of_report(rest).is_some();
    named
        || chrome::comment(rest).is_some()
        || chrome::word(rest).is_some()
        || rest.starts_with('【')
        || key != Key::DocumentNumber && number::at_start(rest).is_some()
        || titled()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, in_row: bool) -> Option<(Key, &str, &str)> {
        let pair = pair(text, in_row)?;
        Some((pair.key, &text[pair.value], &text[pair.end..]))
    }

    #[test]
    fn values_end_where_something_else_begins() {
        for (text, in_row, expected) in [
            (
                "标题: 甲局2022年报告",
                false,
                (Key::Title, "甲局2022年报告", ""),
            ),
            (
                "来源： 时间：2021-01-28",
                false,
                (Key::Other, "", "时间：2021-01-28"),
            ),
            (
                "时间：2021-01-28 09:43 --> 微信",
                false,
                (Key::Published, "2021-01-28 09:43", " --> 微信"),
            ),
            (
                "发布时间 : 2023-12-20 16:25来源 : 甲局",
                false,
                (Key::Published, "2023-12-20 16:25", "来源 : 甲局"),
            ),
            (
                "文 号 | 成文日期：2016-03-31",
                true,
                (Key::DocumentNumber, "", " | 成文日期：2016-03-31"),
            ),
            (
                "索引号 | 12A/3 | 组配分类 | 乙",
                true,
                (Key::IndexNumber, "12A/3", "| 组配分类 | 乙"),
            ),
            (
                "来源：甲局办公室 打印 关闭",
                false,
                (Key::Other, "甲局办公室", " 打印 关闭"),
            ),
        ] {
            assert_eq!(read(text, in_row), Some(expected), "{text}");
        }
        assert_eq!(read("来源广泛，形式多样。", false), None);
    }
}
