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

/// How the names end that `mentions` finds.
pub const NAMES: [&str; 7] = [
    "镇人民政府",
    "镇政府",
    "乡人民政府",
    "乡政府",
    "街道办事处",
    "县人民政府",
    "区人民政府",
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
}

/// Every mention of a body of this group by its full name, class by class.
pub fn mentions(text: &str, group: Group) -> impl Iterator<Item = Mention<'_>> {
    let classes = CLASSES.iter().filter(move |class| class.group == group);
    classes.flat_map(move |class| {
        text.match_indices(class.word)
            .filter_map(move |(at, word)| {
                let after = &text[at + word.len()..];
                let tail = class.tails.iter().find(|tail| after.starts_with(**tail))?;
                let start = run_start(text, at);
                Some(Mention {
                    run: &text[start..at],
                    start,
                    end: at + word.len() + tail.len(),
                    class: class.word,
                })
            })
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
    fn every_name_that_is_found_ends_as_one_of_the_names() {
        let ends = CLASSES.iter().flat_map(|class| {
            let ends = class
                .tails
                .iter()
                .map(|tail| format!("{}{tail}", class.word));
            ends.collect::<Vec<_>>()
        });
        assert_eq!(ends.collect::<Vec<_>>(), NAMES);
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
    fn short_forms_keep_the_order_of_letters() {
        assert!(abbreviates("怀远二中", "怀远县第二中学"));
        assert!(!abbreviates("白桥镇", "示例县青禾镇人民政府"));
        assert!(!abbreviates("镇", "青禾镇"));
    }
}
