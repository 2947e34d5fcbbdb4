//! Names in brackets that a template has where the thing itself should stand:
//! `[单位名称]`, `<联系电话>`, `{{year}}`.

use std::ops::Range;

use crate::prose::is_cjk;

use super::Sought;
use super::around::{after, before, is_letter, is_space};

/// The longest name of a slot, in bytes.
const LONGEST: usize = 36;

/// Slots for names: nobody is called so.
const NAMES: [&str; 12] = [
    "单位名称",
    "单位全称",
    "单位简称",
    "机关名称",
    "机关全称",
    "行政机关名称",
    "部门名称",
    "乡镇名称",
    "本机关",
    "本单位",
    "具体数字",
    "年份",
];

/// What the name of a slot ends with.
const ENDS: [&str; 22] = [
    "名称", "全称", "简称", "单位", "机关", "部门", "姓名", "电话", "号码", "地址", "邮编", "邮箱",
    "网址", "日期", "年份", "年度", "数字", "数量", "件数", "条数", "金额", "文号",
];

pub(super) fn first(sought: &Sought<'_>) -> Option<Range<usize>> {
    let text = sought.phrase.text;
    let signs = sought.signs.iter();
    let mut found = signs.filter_map(|(at, open)| {
        let close = close(*open)?;
        let inside = *at + open.len_utf8();
        let rest = &text[inside..];
        if *open == '{' && rest.starts_with('{') {
            let end = inside + rest.find("}}")? + "}}".len();
            return Some(*at..end);
        }
        let length = rest.char_indices().find(|(_, c)| *c == close)?.0;
        let end = inside + length + close.len_utf8();
        let name = rest[..length].trim_matches(is_space);
        let slot = length <= LONGEST && is_slot(sought, *open, name, *at..end);
        slot.then_some(*at..end)
    });
    found.next()
}

fn close(open: char) -> Option<char> {
    Some(match open {
        '[' => ']',
        '［' => '］',
        '<' => '>',
        '＜' => '＞',
        '{' => '}',
        '｛' => '｝',
        '【' => '】',
        _ => return None,
    })
}

fn is_slot(sought: &Sought<'_>, open: char, name: &str, range: Range<usize>) -> bool {
    let text = sought.phrase.text;
    if name.is_empty() || !name.chars().all(is_cjk) {
        return false;
    }
    let exact = NAMES.contains(&name);
    let ends = ENDS.iter().any(|end| name.ends_with(end));
    match open {
        '<' | '＜' | '{' | '｛' => exact || ends,
        // 【联系电话】0123… begins a line, as a label does.
        _ => {
            let inline = is_letter(before(text, range.start));
            let next = after(text, range.end);
            let whole = range.len() == text.trim().len();
            let label = next.is_none_or(|c| "：: ".contains(c) || is_space(c) || c == '\n');
            let year = next.is_some_and(|c| c.is_ascii_digit());
            // 【单位名称】编制: a label has a name behind it, and no verb.
            const VERBS: [&str; 12] = [
                "编制", "根据", "按照", "认真", "严格", "坚持", "共", "全年", "对", "主动", "收到",
                "的",
            ];
            let rest = &text[range.end..];
            let acts = VERBS.iter().any(|verb| rest.starts_with(verb));
            let name = exact && (year || acts || open == '[' && !label);
            (exact || ends) && (whole || inline && !label) || name
        }
    }
}
