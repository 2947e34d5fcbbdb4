//! Growth where both numbers stand beside it: `120条，比去年100条增长30%`.

use std::ops::Range;

use crate::prose::digit;
use crate::prose::figures::{Figure, plain};
use crate::prose::text::Text;

/// A growth that does not follow from the numbers beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongGrowth {
    /// Bytes of the block.
    pub range: Range<usize>,
    pub stated: String,
    pub now: i64,
    pub before: i64,
    /// Stated in percent, else in what is counted.
    pub percent: bool,
}

const MORE: [&str; 6] = ["增长", "增加", "上升", "提高", "增幅", "增长率"];
const LESS: [&str; 5] = ["下降", "减少", "降低", "下滑", "降幅"];
const LAST: [&str; 6] = ["上年", "去年", "上一年", "去年同期", "上年同期", "上一年度"];
const THIS: [&str; 4] = ["今年", "本年", "本年度", "全年"];

/// The wrong growths of a text.
pub fn growths(text: Text<'_>) -> Vec<WrongGrowth> {
    let mut found = Vec::new();
    for sentence in text.sentences() {
        // Most sentences compare nothing, or have too few numbers.
        let words = sentence.text;
        let compares =
            || words.contains(['比', '较']) || LAST.iter().any(|last| words.contains(last));
        if sentence.numbers().len() < 3 || !compares() {
            continue;
        }
        let figures = sentence.figures();
        for three in figures.windows(3) {
            let [first, second, change] = three else {
                continue;
            };
            let Some((now, before)) = years(first, second) else {
                continue;
            };
            let Some(sign) = sign(change) else { continue };
            let percent = change.measure == "%";
            let rough = three.iter().any(|figure| figure.rough);
            let level = three.iter().all(|figure| figure.depth == first.depth);
            let same = first.measure == second.measure && !first.measure.is_empty();
            if rough || !level || !same || !(percent || change.measure == first.measure) {
                continue;
            }
            let stated = sign * change.value;
            if before < 1 || now < 0 || fits(stated, change.decimals, now, before, percent) {
                continue;
            }
            let start = sentence.start + first.range.start;
            found.push(WrongGrowth {
                range: start..sentence.start + change.range.end,
                stated: format!("{}{}", word(sign), &sentence.text[change.range.clone()]),
                now,
                before,
                percent,
            });
        }
    }
    found
}

/// How a change of this sign is called.
pub fn word(sign: f64) -> &'static str {
    if sign < 0.0 { "减少 " } else { "增长 " }
}

/// Whether a stated change is what two numbers give: to what it is rounded to,
/// and two hundredths more, because a clerk may cut where others round.
pub fn fits(stated: f64, decimals: u32, now: i64, before: i64, percent: bool) -> bool {
    let change = (now - before) as f64;
    if !percent {
        return (change - stated).abs() < 0.5;
    }
    let exact = 100.0 * change / before as f64;
    let rounding = 0.5 / 10_i64.pow(decimals.min(9)) as f64;
    (exact - stated).abs() <= rounding + 0.02 + 1e-9
}

/// This year's number and last year's, if that is what two figures are.
fn years(first: &Figure<'_>, second: &Figure<'_>) -> Option<(i64, i64)> {
    let (one, two) = (plain(first.lead), plain(second.lead));
    let compared = |words: &str| {
        let words = ["比", "较", "相比"]
            .iter()
            .find_map(|word| words.strip_prefix(word))?;
        after_year(words, &LAST)
            .filter(|rest| ["", "的", "同期", "同期的", "全年", "全年的"].contains(rest))
            .map(|_| ())
    };
    if compared(two).is_some() {
        return Some((first.count, second.count));
    }
    // 去年公开100条，今年公开120条.
    let last = LAST.iter().find_map(|word| one.strip_prefix(word))?;
    let this = THIS.iter().find_map(|word| two.strip_prefix(word))?;
    let same = |one: &str, two: &str| !one.is_empty() && (one == two || two.is_empty());
    same(plain(last), plain(this)).then_some((second.count, first.count))
}

/// What stands behind `去年` or `2024年`.
fn after_year<'t>(words: &'t str, relative: &[&str]) -> Option<&'t str> {
    let named = relative.iter().filter_map(|word| words.strip_prefix(word));
    let shortest = named.min_by_key(|rest| rest.len());
    let year = || {
        let rest = words.trim_start_matches(|c| digit(c).is_some());
        (rest.len() < words.len())
            .then(|| rest.strip_prefix('年'))
            .flatten()
    };
    let rest = shortest.or_else(year)?;
    Some(rest.strip_prefix('度').unwrap_or(rest).trim())
}

/// Whether a figure says by how much something grew, or shrank.
fn sign(change: &Figure<'_>) -> Option<f64> {
    let words = plain(change.lead);
    let words = words.strip_suffix('了').unwrap_or(words);
    let words = words.strip_prefix("同比").unwrap_or(words);
    match () {
        () if MORE.contains(&words) => Some(1.0),
        () if LESS.contains(&words) => Some(-1.0),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::text::Parts;

    use super::*;

    fn wrong(text: &str) -> Vec<(String, i64, i64)> {
        let parts = Parts::default();
        let found = growths(Text::new(text, &parts));
        let told = found.into_iter();
        told.map(|one| (one.stated, one.now, one.before)).collect()
    }

    #[test]
    fn growth_is_worked_out_from_both_years() {
        for (text, stated, now, before) in [
            ("主动公开120条，比去年100条增长30%", "增长 30%", 120, 100),
            (
                "公开80条，较2024年的100条下降10.5%。",
                "减少 10.5%",
                80,
                100,
            ),
            ("收到申请21件，较上年度18件增加5件", "增长 5件", 21, 18),
            ("公开80条，比去年100条增长20%", "增长 20%", 80, 100),
            (
                "去年公开100条，今年公开120条，同比增长12%",
                "增长 12%",
                120,
                100,
            ),
        ] {
            assert_eq!(wrong(text), [(stated.to_owned(), now, before)], "{text}");
        }
    }

    #[test]
    fn what_is_right_or_not_sure_is_passed_over() {
        for text in [
            "主动公开120条，比去年100条增长20%",
            "公开130条，比2024年的121条增长7.4%",
            "公开250条，比去年100条增长150%",
            "公开80条，较上年100条减少20条，下降20%",
            "公开120条，比去年100余条增长30%",
            "公开120条，政策类比去年100条增长30%",
            "公开120条，比去年公开的政策100条增长30%",
            "公开120条、比去年100件增长30%",
            "去年公开100条，今年解读120条，同比增长12%",
            "公开120条（去年100条），点击量增长30%",
            "公开120条，比去年100条增长明显，满意率98%",
        ] {
            assert_eq!(wrong(text), [], "{text}");
        }
    }
}
