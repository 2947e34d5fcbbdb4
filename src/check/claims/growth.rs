//! How much more or less than last year: `收到申请21件，同比增长5%`.

use crate::prose::figures::{Figure, plain};

use super::claim::What;

/// More, and less.
const MORE: [&str; 7] = ["增长", "增加", "上升", "提高", "提升", "增幅", "增长率"];
const LESS: [&str; 5] = ["下降", "减少", "降低", "下滑", "降幅"];
/// With what it is compared.
const COMPARED: [&str; 9] = [
    "同比",
    "较上年",
    "比上年",
    "较去年",
    "比去年",
    "较上一年",
    "比上一年",
    "与上年相比",
    "与去年相比",
];

/// What the figure behind a number of requests says of its growth, and the
/// number for it, which is negative where they became fewer.
pub fn growth(count: i64, figure: &Figure<'_>, measure: &str, year: i64) -> Option<(What, i64)> {
    let grew = figure.lead.contains(['增', '升', '提', '降', '减', '滑']);
    if !grew || figure.rough || count < 1 {
        return None;
    }
    let sign = sign(figure.lead, year)?;
    let decimals = if figure.measure == "%" {
        Some(figure.decimals.min(6))
    } else {
        (figure.measure == measure && figure.decimals == 0).then_some(())?;
        None
    };
    let digits = figure.value * 10_i64.pow(decimals.unwrap_or(0)) as f64;
    let number = sign * digits.round() as i64;
    Some((What::Growth { count, decimals }, number))
}

/// Whether words say that something grew since last year, and nothing else.
fn sign(lead: &str, year: i64) -> Option<i64> {
    let words = plain(lead);
    let words = words.strip_suffix('了').unwrap_or(words);
    let ends = |signs: &[&str]| signs.iter().find_map(|word| words.strip_suffix(word));
    let (rest, sign) = match ends(&MORE) {
        Some(rest) => (rest, 1),
        None => (ends(&LESS)?, -1),
    };
    let last = year - 1;
    let rest = rest.trim();
    let named = COMPARED.iter().find_map(|word| rest.strip_prefix(word));
    let rest = match named {
        Some(rest) => rest,
        None => ["较", "比"]
            .iter()
            .find_map(|word| rest.strip_prefix(word))?
            .strip_prefix(&*format!("{last}年"))?,
    };
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    let rest = rest.strip_prefix("同期").unwrap_or(rest);
    let rest = rest.strip_prefix("相比").unwrap_or(rest);
    rest.trim().is_empty().then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_growth_since_last_year_is_read() {
        for (words, expected) in [
            ("，同比增长", Some(1)),
            ("，较2024年度减少", Some(-1)),
            ("（较上年度同期增加了", Some(1)),
            ("，同比下降约", Some(-1)),
            ("，比2023年增加", None),
            ("，网络申请同比增长", None),
            ("，办结", None),
            ("，增长", None),
        ] {
            assert_eq!(sign(words, 2025), expected, "{words}");
        }
    }
}
