//! The kinds of information that the law asks a body to disclose, and which of them a
//! clerk means.

mod law;

use std::ops::Range;

use crate::diag::codes;
use crate::prose::numerals::{self, chinese_numeral};
use crate::prose::{closest, digit, fold};

use super::yaml::{On, Spot};
use law::{Asked, ITEMS, Item, NUMBERED};

/// An item of the law, by its position in the order of the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Category(u8);

impl Category {
    /// All items, in the order of the law.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).take(ITEMS.len()).map(Self)
    }

    fn item(self) -> &'static Item {
        &ITEMS[usize::from(self.0)]
    }

    /// Its number in 第二十条, from 1.
    fn number(self) -> Option<usize> {
        let number = usize::from(self.0) + 1;
        (number <= NUMBERED).then_some(number)
    }

    /// The words of the law.
    pub fn words(self) -> &'static str {
        self.item().words
    }

    /// A stretch of these words, where space is short.
    pub fn brief(self) -> &'static str {
        self.item().brief
    }

    /// Where the law has it, such as 第二十条第（七）项.
    pub fn article(self) -> String {
        match self.number() {
            Some(number) => format!("第二十条第（{}）项", chinese_numeral(number)),
            None => "第二十一条".to_owned(),
        }
    }

    /// A name that no other item has, such as `20-7`, for addresses of places.
    pub fn id(self) -> String {
        match self.number() {
            Some(number) => format!("20-{number}"),
            None => format!("21-{}", usize::from(self.0) + 1 - NUMBERED),
        }
    }

    /// Whether the law asks a body of this kind for it; of a body that does not say
    /// what it is, that is not known, and nothing is held against it.
    pub fn is_asked_of(self, kind: Option<&str>) -> bool {
        let Some(kind) = kind else { return true };
        let is_county = matches!(kind, "county" | "city" | "department");
        match self.item().asked {
            Asked::All => true,
            Asked::Counties => is_county,
            Asked::Townships => kind == "township",
            Asked::Both => is_county || kind == "township",
        }
    }

    /// The item that a text names: by its number in 第二十条, by its words, or by
    /// a stretch of them that no other item has. Else the items that may be meant.
    pub fn find(text: &str) -> Result<Self, Vec<Self>> {
        let text = fold(text);
        let (number, words) = parts(&text);
        if words.is_empty() {
            let found =
                number.and_then(|number| Self::all().find(|one| one.number() == Some(number)));
            return found.ok_or_else(Vec::new);
        }
        let is_whole = |one: &Self| fold(one.words()) == words || fold(one.brief()) == words;
        if let Some(whole) = Self::all().find(is_whole) {
            return Ok(whole);
        }
        let has = |one: &Self| fold(one.words()).contains(words);
        let within: Vec<Self> = match words.chars().count() {
            0 | 1 => Vec::new(),
            _ => Self::all().filter(has).collect(),
        };
        match within.as_slice() {
            [one] => Ok(*one),
            [] => Err(near(words).into_iter().collect()),
            _ => Err(within),
        }
    }
}

/// The number that a folded text begins with, as `7`, `(七)`, `第二十条第(七)项`, and
/// what stands behind it.
fn parts(text: &str) -> (Option<usize>, &str) {
    let text = text.strip_prefix("第二十条").unwrap_or(text);
    let text = text.strip_prefix("第二十一条").unwrap_or(text);
    let text = text.trim_start_matches(['第', '(']);
    let (number, length) = match numerals::numeral(text) {
        Some((number, length)) => (Some(number), length),
        None => {
            let length = text.find(|c| digit(c).is_none()).unwrap_or(text.len());
            (text[..length].parse().ok(), length)
        }
    };
    let rest = &text[length..];
    match number {
        Some(_) => (number, rest.trim_start_matches([')', '项', '.', '、', ':'])),
        None => (None, text),
    }
}

/// The item that a mistyped text most likely means: by its words, or by one of the
/// things that they list.
fn near(words: &str) -> Option<Category> {
    let pieces = |one: Category| {
        let pieces = one.words().split(['、', '和', '的']);
        [one.words(), one.brief()]
            .into_iter()
            .chain(pieces)
            .map(move |piece| (piece, one))
    };
    let all: Vec<(&str, Category)> = Category::all().flat_map(pieces).collect();
    // 政策, 标准 and the like stand in several items.
    let own = |(piece, one): &&(&str, Category)| {
        let mut others = Category::all().filter(|other| other != one);
        piece.chars().count() > 2 && !others.any(|other| other.words().contains(piece))
    };
    let own: Vec<&(&str, Category)> = all.iter().filter(own).collect();
    let found = closest(words, own.iter().map(|(piece, _)| *piece))?;
    own.iter()
        .find(|(piece, _)| *piece == found)
        .map(|(_, one)| *one)
}

/// An item with the place where a file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    pub category: Category,
    /// Bytes of the file.
    pub span: Range<usize>,
}

/// Reads 类别; what names no item is refused with the nearest one.
pub fn read(spot: &Spot<'_>) -> Option<Stated> {
    let text = spot.word()?;
    let stated = |category| Stated {
        category,
        span: spot.file_span(On::Value),
    };
    let may = match Category::find(&text) {
        Ok(category) => return Some(stated(category)),
        Err(may) => may,
    };
    let (message, help) = match may.as_slice() {
        [] => (
            format!("条例没有“{text}”这一类"),
            "写条例第二十条的项号（1到15），或者照第二十条、第二十一条的原文写，如  类别: 财政预算、决算信息；不在里面的，删掉这一行".to_owned(),
        ),
        [one] => (
            format!("条例没有“{text}”这一类"),
            format!("是不是“{}”？是就改成  {}", one.words(), spot.corrected(On::Value, one.words())),
        ),
        several => {
            let shown: Vec<String> = several.iter().map(|one| format!("“{}”", one.words())).collect();
            (
                format!("“{text}”在条例里不止一类"),
                format!("把这一类写全：{}", shown.join("、")),
            )
        }
    };
    spot.error(&codes::KEY, On::Value, message, help);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        let shown = |one: Category| format!("{} {}", one.id(), one.words());
        match Category::find(text) {
            Ok(one) => shown(one),
            Err(may) => {
                let may: Vec<String> = may.into_iter().map(Category::id).collect();
                format!("? {}", may.join(" "))
            }
        }
    }

    #[test]
    fn the_law_has_fifteen_items_and_two_lists() {
        for kind in ["province", "subdistrict"] {
            let asked = Category::all().filter(|one| one.is_asked_of(Some(kind)));
            assert_eq!(asked.count(), 15);
        }
        let list = |kind| {
            let asked = Category::all().filter(|one| one.is_asked_of(Some(kind)));
            asked
                .skip(15)
                .map(Category::words)
                .collect::<Vec<_>>()
                .join("、")
        };
        assert_eq!(
            list("township"),
            "贯彻落实农业农村政策、农田水利工程建设运营、农村土地承包经营权流转、宅基地使用情况审核、土地征收、房屋征收、筹资筹劳、社会救助"
        );
        assert_eq!(
            list("department"),
            "市政建设、公共服务、公益事业、土地征收、房屋征收、治安管理、社会救助"
        );
    }

    #[test]
    fn a_brief_name_is_a_stretch_of_its_item_and_of_no_other() {
        for one in Category::all() {
            let with = Category::all().filter(|other| other.words().contains(one.brief()));
            assert_eq!(with.collect::<Vec<_>>(), [one], "{}", one.brief());
            assert_eq!(Category::find(one.words()), Ok(one));
            assert_eq!(Category::find(one.brief()), Ok(one));
        }
    }

    #[test]
    fn numbers_words_and_stretches_of_them_name_an_item() {
        for (text, id) in [
            ("7", "20-7"),
            ("七", "20-7"),
            ("（七）", "20-7"),
            ("第二十条第（七）项", "20-7"),
            ("第二十条第十一项", "20-11"),
            ("（七）财政预算、决算信息", "20-7"),
            ("规范性文件", "20-1"),
            ("行政许可", "20-5"),
            ("社会保障", "20-11"),
            ("教育", "20-11"),
            ("土地征收", "21-8"),
            ("第二十一条土地征收", "21-8"),
        ] {
            assert!(
                found(text).starts_with(&format!("{id} ")),
                "{text}: {}",
                found(text)
            );
        }
    }

    #[test]
    fn what_is_near_is_named_and_what_is_not_is_not_guessed() {
        for (text, may) in [
            ("财政予算", "? 20-7"),
            ("统计信自", "? 20-4"),
            ("土地征受", "? 21-8"),
            ("房层征收", "? 21-9"),
            ("政策", "? 20-3 20-11 21-4"),
            ("16", "? "),
            ("0", "? "),
            ("新闻", "? "),
            ("", "? "),
        ] {
            assert_eq!(found(text), may, "{text}");
        }
    }
}
