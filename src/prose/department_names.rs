//! Names of departments: what in a name tells one department from another.

use super::is_cjk;
use super::place_names::abbreviates;

/// What the name of a department ends with.
const KINDS: [&str; 8] = [
    "局",
    "厅",
    "委员会",
    "发改委",
    "卫健委",
    "经信委",
    "住建委",
    "国资委",
];

/// Letters before 局 that make it another word: 格局, 布局, 县局.
const COMMON: &str = "格布结全大当时我本各该邮书两分县市区省州总";

/// What ends the name of a place that a department belongs to.
const ABOVE: [char; 6] = ['省', '市', '州', '县', '区', '旗'];

/// Words in which such a letter ends no place's name.
const WITHIN: [&str; 10] = [
    "城市", "都市", "市场", "市政", "社区", "园区", "地区", "林区", "区域", "县域",
];

/// A department's name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'t> {
    /// All letters back to the last punctuation, digit or 年.
    pub run: &'t str,
    /// Where the run begins and the name ends, in bytes of the text.
    pub start: usize,
    pub end: usize,
}

/// What makes a department's name its own: 民政局 of 示例县民政局. `None` for a
/// name of another kind, such as that of a town.
pub fn own_part(name: &str) -> Option<&str> {
    let kind = KINDS.iter().find(|kind| name.ends_with(**kind))?;
    let own = without_places(name);
    let before = own.strip_suffix(kind)?;
    let named = before.chars().count() >= 2 || kind.ends_with('委');
    (named && !before.ends_with(|c| COMMON.contains(c))).then_some(own)
}

/// A name without the places that it begins with.
pub fn without_places(name: &str) -> &str {
    let mut own = name;
    while let Some((at, c)) = own.char_indices().find(|(_, c)| ABOVE.contains(c)) {
        let end = at + c.len_utf8();
        let within = |word: &&str| {
            let from = own[..at]
                .char_indices()
                .next_back()
                .map_or(0, |(from, _)| from);
            own[from..].starts_with(*word) || own[at..].starts_with(*word)
        };
        if end == own.len() || WITHIN.iter().any(within) {
            break;
        }
        own = &own[end..];
    }
    own.strip_prefix("人民政府").unwrap_or(own)
}

/// Whether two own parts may name one department: 人社局 and 人力资源和社会保障局.
pub fn same(a: &str, b: &str) -> bool {
    a == b || abbreviates(a, b) || abbreviates(b, a)
}

/// Every mention of a department.
pub fn mentions(text: &str) -> impl Iterator<Item = Mention<'_>> {
    let hits = KINDS
        .iter()
        .flat_map(|kind| text.match_indices(kind).map(|(at, kind)| at + kind.len()));
    hits.filter_map(|end| {
        let start = run_start(text, end);
        let run = &text[start..end];
        own_part(run).map(|_| Mention { run, start, end })
    })
}

fn run_start(text: &str, end: usize) -> usize {
    // A name of more letters than this is not one that we can judge.
    const LONGEST: usize = 30;
    let letters = text[..end].char_indices().rev().take(LONGEST);
    let letters = letters.take_while(|(_, c)| is_cjk(*c) && !matches!(c, '年' | '０'..='９'));
    letters.last().map_or(end, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_before_a_department_are_left_out() {
        for (name, own) in [
            ("示例县民政局", Some("民政局")),
            ("民政局", Some("民政局")),
            ("示例市市场监督管理局", Some("市场监督管理局")),
            ("示例市安平区城市管理局", Some("城市管理局")),
            ("示例县发展和改革委员会", Some("发展和改革委员会")),
            ("县发改委", Some("发改委")),
            ("县局", None),
            ("工作布局", None),
            ("示例县青禾镇人民政府", None),
            ("县委", None),
        ] {
            assert_eq!(own_part(name), own, "{name}");
        }
    }

    #[test]
    fn a_short_name_is_the_same_department() {
        assert!(same("人社局", "人力资源和社会保障局"));
        assert!(same("教育局", "教育和体育局"));
        assert!(!same("教育局", "民政局"));
    }
}
