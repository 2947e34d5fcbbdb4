//! Numbers that are spelt out where something is counted: `申请二十二件`.
//!
//! The letters of such numbers stand in many other words (统一, 一起, 第三条), so
//! one is read only between a word that a count follows and a measure word.

use super::numbers::Number;
use super::numerals::chinese_digit;
use super::sentences::ends_clause;

const MEASURES: [char; 5] = ['件', '份', '宗', '起', '条'];

/// The words that a count follows.
const BEFORE: [&str; 36] = [
    "申请", "信息", "文件", "案件", "决定", "复议", "诉讼", "处罚", "许可", "强制", "公开", "收到",
    "受理", "办理", "办结", "答复", "新收", "结转", "制发", "制定", "印发", "出台", "废止", "有效",
    "发生", "提起", "作出", "共", "计", "为", "了", "达", "数", "类", "其他", "维持",
];

/// Letters behind which a number counts nothing: 第三条, 每两件.
const NEVER: [char; 16] = [
    '第', '每', '某', '这', '那', '几', '数', '同', '上', '前', '后', '逐', '近', '约', '、', '》',
];

/// Every number of a text that is spelt out before a measure word, in reading
/// order. Linear.
pub fn spelt(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut counted = "";
    for (end, measure) in text.match_indices(MEASURES) {
        let before = text[..end].trim_end_matches(is_part);
        let start = before.len();
        // Most measure words have digits in front.
        if start == end {
            continue;
        }
        let behind = &text[end + measure.len()..];
        // 一件事, 一件实事 is an undertaking.
        let other = behind.starts_with(['事', '次']) || behind.starts_with("实事");
        let told = BEFORE.iter().any(|word| before.ends_with(word));
        // 信息七十三条，其中惠农补贴四十条: once it is plain that they are spelt
        // out, others of the measure need no such word.
        let follows = counted == measure && !before.is_empty() && !before.ends_with(NEVER);
        if other || !(told || follows) {
            continue;
        }
        // 一起 mostly means together, 一条 is one of many words.
        let together = &text[start..end] == "一" && ["起", "条"].contains(&measure);
        let case = ["复议", "诉讼", "案件"]
            .iter()
            .any(|word| before.ends_with(word));
        let ends = behind
            .chars()
            .next()
            .is_none_or(|c| ends_clause(c) || c == '、');
        if together && !(case && ends) {
            continue;
        }
        // 申请数十件 are dozens, 申请数二十件 are twenty.
        let dozens = before.ends_with('数') && text[start..end].starts_with(['十', '百', '千']);
        if dozens {
            continue;
        }
        if let Some(count) = cardinal(&text[start..end]) {
            if count == 1 && !told {
                continue;
            }
            counted = measure;
            found.push(Number {
                count,
                value: count as f64,
                decimals: 0,
                range: start..end,
            });
        }
    }
    found
}

fn unit(c: char) -> Option<i64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

fn is_part(c: char) -> bool {
    c == '两' || unit(c).is_some() || chinese_digit(c).is_some()
}

/// What a spelt number is worth; `None` for what is no sure number: `三四`,
/// `二〇`, `一百二`, a lone zero.
fn cardinal(run: &str) -> Option<i64> {
    let (mut total, mut ones, mut last, mut zero) = (0, None, 10_000, false);
    for c in run.chars() {
        if let Some(unit) = unit(c) {
            let bare = (unit == 10 && ones.is_none() && !zero).then_some(1);
            if unit >= last {
                return None;
            }
            total += ones.take().or(bare)? * unit;
            (last, zero) = (unit, false);
            continue;
        }
        let digit = if c == '两' { 2 } else { chinese_digit(c)? };
        if ones.is_some() || (digit == 0 && total == 0) {
            return None;
        }
        match digit {
            0 => zero = true,
            _ => ones = i64::try_from(digit).ok(),
        }
    }
    let short = ones.is_some() && (100..10_000).contains(&last) && !zero;
    let total = total + ones.unwrap_or(0);
    (total > 0 && !short).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelt_counts_are_read() {
        let counts = |text: &str| -> Vec<i64> { spelt(text).iter().map(|one| one.count).collect() };
        assert_eq!(counts("收到申请二十二件，办结十件"), [22, 10]);
        assert_eq!(
            counts("主动公开信息一千零三条，申请两百零三件"),
            [1003, 203]
        );
        assert_eq!(
            counts("共收到一件，行政诉讼两起，制发文件一百一十份"),
            [1, 2, 110]
        );
        assert_eq!(
            counts("信息七十三条，其中惠农补贴四十条，见第三条"),
            [73, 40]
        );
        let text = "收到申请二十二件";
        assert_eq!(&text[spelt(text)[0].range.clone()], "二十二");
    }

    #[test]
    fn words_with_such_letters_are_no_counts() {
        for text in [
            "统一件、唯一件、一起推进",
            "对第二十条公开",
            "办理一件事一次办",
            "办结三四件",
            "收到申请十余件",
            "收到二十多件",
            "收到几十件",
            "共数十件",
            "同一件申请",
            "收到申请零件",
            "出台一百二条",
            "三月份收到",
            "惠企三十条",
            "和收到的申请一起答复",
            "有行政复议一起研究",
            "公开一条龙服务",
        ] {
            assert!(spelt(text).is_empty(), "{text}");
        }
    }
}
