//! Whether a number in prose speaks of this unit and of the report's year.
//!
//! Either question is answered "no" when in doubt: a number that is somebody
//! else's must never be held against the tables.

use std::ops::Range;

use crate::check::char_set::{CharSet, Haystack, Sought, Word, words};
use crate::check::claims::documents::GOVERNMENTS;
use crate::portal::Unit;
use crate::prose::dates::YEARS;
use crate::prose::numbers::Number;

/// Who reports, and for which year.
pub struct Reporter<'u> {
    pub year: i64,
    pub names: Vec<&'u str>,
    /// Words that mean more bodies than this one.
    wider: Vec<&'static Word>,
    /// Whether it judges the disputes of others: 复议机关 and who works for it.
    pub hears: bool,
}

/// More bodies than the one that reports, or a part of it.
static WIDER: [Word; 39] = words([
    "全区",
    "全县",
    "全市",
    "全省",
    "全国",
    "全州",
    "全盟",
    "全旗",
    "全系统",
    "全域",
    "各单位",
    "各部门",
    "各镇",
    "各乡",
    "各街道",
    "各村",
    "各社区",
    "各区",
    "各县",
    "各市",
    "各地",
    "各级",
    "各有关",
    "所属",
    "下属",
    "直属",
    "辖区",
    "辖内",
    "镇街",
    "街镇",
    "区直",
    "县直",
    "市直",
    "本级",
    "村级",
    "村居",
    "两级",
    "政府办",
    "成员单位",
]);
/// The same for whoever is not a township or street office.
static TOWN: [Word; 4] = words(["全镇", "全乡", "全街道", "全办"]);
/// The area, in the mouth of an office that is not its government.
static AREA: [Word; 10] = words([
    "我县", "我市", "我区", "我省", "我州", "本县", "本市", "本区", "本省", "本州",
]);
/// The body itself.
pub static OWN: [Word; 27] = words([
    "我镇",
    "我乡",
    "我局",
    "我办",
    "我委",
    "我单位",
    "我街道",
    "我中心",
    "我校",
    "我院",
    "我部",
    "我站",
    "我处",
    "我厅",
    "我所",
    "本机关",
    "本单位",
    "本镇",
    "本乡",
    "本局",
    "本街道",
    "本办",
    "本委",
    "本部门",
    "本中心",
    "本校",
    "本院",
]);
/// A span of years, or a time that is not yet.
static ERAS: [Word; 17] = words([
    "以来",
    "历年",
    "历次",
    "近三年",
    "近两年",
    "近几年",
    "近年",
    "年来",
    "至今",
    "往年",
    "前年",
    "下一步",
    "明年",
    "计划",
    "预计",
    "力争",
    "目标",
]);
static PARTS: [Word; 6] = words(["季度", "上半年", "下半年", "月份", "当月", "每月"]);

impl<'u> Reporter<'u> {
    pub fn new(unit: &'u Unit, year: u16) -> Self {
        let name = unit.organization.name.as_str();
        let mut wider: Vec<&Word> = WIDER.iter().collect();
        let town = match unit.organization.kind.as_deref() {
            Some(kind) => matches!(kind, "township" | "subdistrict"),
            None => ["镇", "乡", "街道"].iter().any(|word| name.contains(word)),
        };
        if !town {
            wider.extend(&TOWN);
        }
        if !matches!(
            unit.organization.kind.as_deref(),
            Some("county" | "city" | "province")
        ) {
            wider.extend(AREA.iter().chain(&GOVERNMENTS));
        }
        // What is part of the unit's own name says nothing about its reach.
        let letters = CharSet::of(name);
        wider.retain(|word| !(word.may_stand(&letters) && name.contains(word.text)));
        Self {
            year: i64::from(year),
            names: unit.organization.names_in(year).collect(),
            wider,
            hears: hears(unit.organization.kind.as_deref(), name),
        }
    }

    /// Reads a sentence once, for all its `numbers`. `inherited` is whether the
    /// sentence before was about this unit.
    pub fn read(&self, sentence: &Haystack<'_>, numbers: &[Number], inherited: bool) -> Marks {
        let mut owners = vec![(0, inherited)];
        note(sentence, &self.wider, false, &mut owners);
        note(sentence, &OWN, true, &mut owners);
        note(sentence, &self.names, true, &mut owners);
        owners.sort_unstable();
        let eras = ERAS.iter().chain(&PARTS);
        // 一年来 is the year itself.
        let other = |at: &usize| !sentence.text[..*at].ends_with('一');
        let era = eras.filter_map(|word| sentence.find(word).filter(other));
        let mut marks = Marks {
            owners,
            years: vec![(0, true)],
            lost: era.min().unwrap_or(usize::MAX),
        };
        self.read_years(sentence, numbers, &mut marks);
        marks
    }

    fn read_years(&self, sentence: &Haystack<'_>, numbers: &[Number], marks: &mut Marks) {
        let text = sentence.text;
        let relatives = RELATIVES.iter().filter(|(word, _)| sentence.says(word));
        let relatives: Vec<(&str, bool)> =
            relatives.map(|(word, this)| (word.text, *this)).collect();
        let relative =
            |range, ours, marks: &mut Marks| relative(text, range, &relatives, ours, marks);
        let mut at = 0;
        let mut ours = true;
        let mut numbers = numbers.iter().peekable();
        while let Some(number) = numbers.next() {
            ours = relative(at..number.range.start, ours, marks);
            at = number.range.end;
            let after = text[number.range.end..].trim_start();
            if after.starts_with('月') {
                let day = after.trim_start_matches('月').trim_start();
                let next = numbers.peek().filter(|next| {
                    let behind = text[next.range.end..].trim_start();
                    next.range.start == text.len() - day.len() && behind.starts_with('日')
                });
                let whole = match number.count {
                    1 => next.is_some_and(|next| next.count == 1),
                    12 => {
                        next.is_some_and(|next| next.count == 31) || day.starts_with(['底', '末'])
                    }
                    _ => false,
                };
                if !whole {
                    marks.lost = marks.lost.min(number.range.end);
                }
            }
            let is_year = u16::try_from(number.count).is_ok_and(|year| YEARS.contains(&year));
            if !is_year || !after.starts_with('年') {
                continue;
            }
            let compared = ["较", "比", "与", "同", "转至", "转到", "转入", "延至"];
            let to = text[..number.range.start].trim_end();
            if compared.iter().any(|word| to.ends_with(word)) || carried(after) {
                continue;
            }
            let range = to.ends_with(['至', '到', '-', '—', '~', '～']);
            ours = number.count == self.year && (ours || !range);
            marks.years.push((number.range.end, ours));
        }
        relative(at..text.len(), ours, marks);
    }
}

/// Whether a body of this kind and name judges administrative reconsiderations
/// or suits: governments from the county up, and the offices that do it for
/// them.
fn hears(kind: Option<&str>, name: &str) -> bool {
    let office = ["司法局", "司法厅", "法院", "复议", "税务局", "海关"];
    let government = match kind {
        Some(kind) => matches!(kind, "county" | "city" | "province"),
        None => {
            let town = ["镇", "乡", "街道"].iter().any(|word| name.contains(word));
            name.ends_with("政府") && !town
        }
    };
    let for_it = ["政府办公室", "政府办公厅"];
    government || office.iter().chain(&for_it).any(|word| name.contains(word))
}

/// Notes behind each of the words whose a number is from there on.
fn note(
    sentence: &Haystack<'_>,
    words: &[impl Sought],
    own: bool,
    owners: &mut Vec<(usize, bool)>,
) {
    for word in words
        .iter()
        .filter(|word| word.may_stand(&sentence.letters))
    {
        let hits = sentence.text.match_indices(word.text());
        owners.extend(hits.map(|(at, word)| (at + word.len(), own)));
    }
}

/// Where in a sentence it turns to another body or another year.
pub struct Marks {
    owners: Vec<(usize, bool)>,
    years: Vec<(usize, bool)>,
    /// From here on no number is of the whole of the report's year.
    lost: usize,
}

impl Marks {
    /// Whether a number that ends at `end`, with what it counts, is the unit's
    /// own.
    pub fn own(&self, end: usize) -> bool {
        last(&self.owners, end)
    }

    /// Whether a number that begins at `start` is of the report's year, and of
    /// the whole of it.
    pub fn this_year(&self, start: usize) -> bool {
        start <= self.lost && last(&self.years, start)
    }
}

/// What the last mark up to a place says.
fn last(marks: &[(usize, bool)], to: usize) -> bool {
    let count = marks.partition_point(|(at, _)| *at <= to);
    count.checked_sub(1).is_none_or(|at| marks[at].1)
}

/// 2021年结转, 去年结转 tell where requests come from, not when they came.
fn carried(after: &str) -> bool {
    let after = after.trim_start_matches(['年', '度']);
    after.starts_with("结转") || after.starts_with("转结")
}

/// Words that mean another year, or this one.
static RELATIVES: [(Word, bool); 5] = [
    (Word::new("去年"), false),
    (Word::new("上年"), false),
    (Word::new("上一年"), false),
    (Word::new("今年"), true),
    (Word::new("本年"), true),
];

/// What 去年 and 今年 make of the year in a stretch without numbers.
fn relative(
    text: &str,
    range: Range<usize>,
    relatives: &[(&str, bool)],
    ours: bool,
    marks: &mut Marks,
) -> bool {
    // Most sentences say nothing of the kind.
    if relatives.is_empty() {
        return ours;
    }
    let (start, words) = (range.start, &text[range]);
    let mut last = None;
    for &(word, this) in relatives {
        for (at, _) in words.match_indices(word) {
            let compared = ["较", "比", "与", "同"];
            let to = &words[..at];
            if compared.iter().any(|before| to.ends_with(before))
                || carried(&words[at + word.len()..])
            {
                continue;
            }
            last = last.max(Some((start + at + word.len(), this)));
        }
    }
    // Marks must stay in order, so only the last word of the stretch counts.
    marks.years.extend(last);
    last.map_or(ours, |(_, this)| this)
}

#[cfg(test)]
mod tests;
