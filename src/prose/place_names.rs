//! Names of public bodies: what in a name tells one body from its neighbours.

use super::is_cjk;

/// The word that a body's class ends its place name with, and what may follow
/// it in a body's name. Only bodies of one group are ever compared.
struct Class {
    word: &'static str,
    tails: &'static [&'static str],
    group: Group,
}

/// Units of one standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Towns, townships and subdistricts.
    Grassroots,
    /// Counties and districts.
    County,
}

const CLASSES: [Class; 5] = [
    Class {
        word: "镇",
        tails: &["人民政府", "政府"],
        group: Group::Grassroots,
    },
    Class {
        word: "乡",
        tails: &["人民政府", "政府"],
        group: Group::Grassroots,
    },
    Class {
        word: "街道",
        tails: &["办事处"],
        group: Group::Grassroots,
    },
    Class {
        word: "县",
        tails: &["人民政府"],
        group: Group::County,
    },
    Class {
        word: "区",
        tails: &["人民政府"],
        group: Group::County,
    },
];

/// What may follow the class where a name is written short: the organs of a place.
const ORGANS: [&str; 10] = [
    "党委政府",
    "党委、政府",
    "党委、人民政府",
    "党工委、办事处",
    "党工委办事处",
    "党政综合办公室",
    "党政办公室",
    "党政办",
    "党工委",
    "党委",
];

/// Letters before a class word that make it a common noun: 我镇, 城乡, 社区.
const COMMON: &str =
    "我本全各该乡城村集古小强名重老故家下返回离入同社辖园景林灾片校库地专特街郊新两每某镇个几多";

/// Words before a class word that tell of no one place: 相关乡镇, 民族乡.
const GENERAL: [&str; 27] = [
    "民族", "建制", "示范", "中心", "特色", "文明", "卫生", "重点", "相关", "有关", "所在", "部分",
    "主要", "试点", "其他", "其它", "辖区", "所属", "下辖", "基层", "周边", "驻地", "先进", "优秀",
    "开发", "自治", "产业",
];

/// What ends the name of the place that a place belongs to.
const ABOVE: [&str; 6] = ["人民政府", "县", "市", "区", "旗", "州"];

/// What makes a body's name its own: `青禾` and `镇` of `示例县青禾镇人民政府`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'n> {
    pub stem: &'n str,
    pub class: &'static str,
    pub group: Group,
}

/// The place in a body's full name; `None` for departments and the like.
pub fn place(name: &str) -> Option<Place<'_>> {
    CLASSES.iter().find_map(|class| {
        let before = class
            .tails
            .iter()
            .find_map(|tail| name.strip_suffix(tail))
            .or_else(|| name.strip_suffix(class.word).map(|_| name))?
            .strip_suffix(class.word)?;
        let stem = own_part(before);
        (!stem.is_empty()).then_some(Place {
            stem,
            class: class.word,
            group: class.group,
        })
    })
}

/// A body's name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'t> {
    /// All letters back to the last punctuation, digit or 年.
    pub run: &'t str,
    /// Where the run begins and the name ends, in bytes of the text.
    pub start: usize,
    pub end: usize,
    pub class: &'static str,
    /// What follows the class and belongs to the name: 人民政府, 党政办公室; may be empty.
    pub tail: &'static str,
    /// Whether the tail is the body's own, so that the name is whole.
    pub whole: bool,
}

/// Every mention of a body of this group, by its whole name or by the name of its
/// place, class by class.
pub fn mentions(text: &str, group: Group) -> impl Iterator<Item = Mention<'_>> {
    let classes = CLASSES.iter().filter(move |class| class.group == group);
    classes.flat_map(move |class| {
        text.match_indices(class.word)
            .filter_map(move |(at, word)| mention(text, class, at, at + word.len()))
    })
}

fn mention<'t>(text: &'t str, class: &'static Class, at: usize, end: usize) -> Option<Mention<'t>> {
    // Most are 我镇, 本镇, 乡镇.
    let last = text[..at].chars().next_back()?;
    if !is_cjk(last) || COMMON.contains(last) {
        return None;
    }
    let after = &text[end..];
    let whole = class.tails.iter().find(|tail| after.starts_with(**tail));
    let tail = whole.or_else(|| ORGANS.iter().find(|tail| after.starts_with(**tail)));
    let start = run_start(text, at);
    let run = &text[start..at];
    if GENERAL.iter().any(|word| run.ends_with(word)) {
        return None;
    }
    Some(Mention {
        run,
        start,
        end: end + tail.map_or(0, |tail| tail.len()),
        class: class.word,
        tail: tail.copied().unwrap_or_default(),
        whole: whole.is_some(),
    })
}

fn run_start(text: &str, end: usize) -> usize {
    // A name of more letters than this is not one that we can judge.
    const LONGEST: usize = 24;
    let mut start = end;
    for (at, c) in text[..end].char_indices().rev().take(LONGEST) {
        if !is_cjk(c) || matches!(c, '年' | '０'..='９') {
            break;
        }
        start = at;
    }
    start
}

/// What remains of a place's name without the places that it belongs to.
pub fn own_part(name: &str) -> &str {
    let mut rest = name;
    for word in ABOVE {
        // A place may be called 市北 or 区府: its own name is never empty.
        if let Some((_, own)) = rest.rsplit_once(word)
            && !own.is_empty()
        {
            rest = own;
        }
    }
    rest
}

/// Whether all letters of `short` stand in `long`, in this order, as in
/// 怀远二中 and 怀远县第二中学.
pub fn abbreviates(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().count() > 1 && short.chars().all(|c| letters.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_in_a_full_name() {
        let parts = |name| place(name).map(|place| (place.stem, place.class));
        for (name, expected) in [
            ("示例县青禾镇人民政府", Some(("青禾", "镇"))),
            ("示例市安平区青禾街道办事处", Some(("青禾", "街道"))),
            ("示例县人民政府河口街道办事处", Some(("河口", "街道"))),
            ("青禾镇", Some(("青禾", "镇"))),
            ("示例市安平区人民政府", Some(("安平", "区"))),
            ("示例县教育局", None),
            ("镇人民政府", None),
        ] {
            assert_eq!(parts(name), expected, "{name}");
        }
    }

    #[test]
    fn mentions_reach_back_to_punctuation_or_a_year() {
        let text = "2022年，青禾镇人民政府与示例县白桥乡政府联办";
        let runs: Vec<_> = mentions(text, Group::Grassroots)
            .map(|one| (one.run, &text[one.start..one.end]))
            .collect();
        assert_eq!(
            runs,
            [
                ("青禾", "青禾镇人民政府"),
                (
                    "青禾镇人民政府与示例县白桥",
                    "青禾镇人民政府与示例县白桥乡政府"
                )
            ]
        );
    }

    #[test]
    fn a_short_name_is_a_mention_and_a_common_noun_is_none() {
        let found = |text: &'static str| -> Vec<(&str, &str, bool)> {
            let found = mentions(text, Group::Grassroots);
            found.map(|one| (one.run, one.tail, one.whole)).collect()
        };
        assert_eq!(found("白桥镇认真落实"), [("白桥", "", false)]);
        assert_eq!(found("白桥镇党委政府"), [("白桥", "党委政府", false)]);
        assert_eq!(found("白桥镇政府"), [("白桥", "政府", true)]);
        for text in [
            "我镇",
            "各乡镇",
            "城乡",
            "民族乡",
            "特色小镇",
            "相关街道",
            "，镇",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn short_forms_keep_the_order_of_letters() {
        assert!(abbreviates("怀远二中", "怀远县第二中学"));
        assert!(!abbreviates("白桥镇", "示例县青禾镇人民政府"));
        assert!(!abbreviates("镇", "青禾镇"));
    }
}
