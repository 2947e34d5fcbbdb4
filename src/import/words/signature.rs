//! The signature of a report: the body and the day, at the end of its text.

use crate::parse::date::Stamp;
use crate::prose::{alike, fold, is_cjk};

use super::scan::{date_at, letters_of};
use super::titles::{is_body, tidy};

/// A signature at the end of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Where it begins, in bytes.
    pub start: usize,
    pub signer: Option<String>,
    pub signed: Option<Stamp>,
}

/// The most characters of a date.
const LONGEST_DATE: usize = 20;
/// The most characters of a body's name.
const LONGEST_NAME: usize = 40;

/// What the name of a place ends with that other places belong to.
const PLACES: [char; 8] = ['省', '市', '州', '盟', '县', '区', '旗', '府'];

/// What begins a statement about a body.
const VERBS: [&str; 11] = [
    "已", "由", "并", "报送", "报请", "截至", "截止", "现将", "提交", "抄送", "交由",
];

/// What a sentence ends with.
const ENDS: [char; 8] = ['。', '！', '？', '；', '.', '）', ')', '〕'];

/// The signature at the end of a line, if it surely is one. `known`: the body of the
/// title.
pub fn at_end(text: &str, known: Option<&str>) -> Option<Signature> {
    let text = text.trim_end();
    let (date, stamp) = match date_at_end(text) {
        Some((start, stamp)) => (start, Some(stamp)),
        None => (text.len(), None),
    };
    let before = text[..date].trim_end();
    let before = before.trim_end_matches(['（', '(']).trim_end();
    let name = name_at_end(before);
    let run = &before[name..];
    let rest = before[..name].trim_end();
    if run.is_empty() {
        let alone = before.is_empty() || before.ends_with('。');
        return (stamp.is_some() && alone).then_some(Signature {
            start: before.len(),
            signer: None,
            signed: stamp,
        });
    }
    let parted =
        rest.is_empty() || rest.ends_with(ENDS) || before[..name].ends_with(char::is_whitespace);
    let ended = rest.is_empty() || rest.ends_with(ENDS);
    let own = known.is_some_and(|known| resembles(run, known));
    let is_signer = match stamp {
        Some(_) => own && parted || is_name(run, known) && ended,
        // Without a day only the very name is one.
        None => known.is_some_and(|known| alike(run, known)) && parted && letters_of(run) >= 4,
    };
    let start = match is_signer {
        true => name,
        false => name + glued(run, known, stamp.is_some())?,
    };
    Some(Signature {
        start,
        signer: Some(tidy(&before[start..])),
        signed: stamp,
    })
}

/// The name of the body behind a short answer without a full stop: 无青禾镇人民政府.
fn glued(run: &str, known: Option<&str>, dated: bool) -> Option<usize> {
    let known = known.filter(|known| dated && letters_of(known) >= 4)?;
    let answer = run.strip_suffix(known)?;
    (answer.ends_with('无') || answer.ends_with("特此报告")).then_some(answer.len())
}

/// Whether a name is that of the body: whole, with or without the places above it, or
/// with a slip of the pen.
fn resembles(run: &str, known: &str) -> bool {
    let (run, known) = (fold(run), fold(known));
    if let Some((above, _)) = run.split_once(known.as_str()) {
        return above.is_empty() || above.ends_with(PLACES);
    }
    let count = known.chars().count().min(run.chars().count());
    count >= 3 && known.contains(run.as_str())
        || count >= 5
            && known.chars().count() <= LONGEST_NAME
            && strsim::damerau_levenshtein(&run, &known) <= count / 5
}

/// Whether letters are a name by themselves, and not the end of a statement.
fn is_name(run: &str, known: Option<&str>) -> bool {
    let holds_known = known.is_some_and(|known| run.contains(known));
    is_body(run) && !holds_known && !VERBS.iter().any(|verb| run.starts_with(verb))
}

/// The date that a text ends with.
pub fn date_at_end(text: &str) -> Option<(usize, Stamp)> {
    let text = text.trim_end_matches(['）', ')', '。']).trim_end();
    let places = text.char_indices().rev().take(LONGEST_DATE);
    let mut places: Vec<usize> = places.map(|(at, _)| at).collect();
    places.reverse();
    places.into_iter().find_map(|at| {
        let digit_before = text[..at]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_numeric());
        let (stamp, end) = date_at(text, at)?;
        (end == text.len() && !digit_before).then_some((at, stamp))
    })
}

/// Where the letters begin that a text ends with.
pub fn name_at_end(text: &str) -> usize {
    let letters = text.char_indices().rev().take(LONGEST_NAME);
    let letters = letters.take_while(|(_, c)| is_cjk(*c) && !('０'..='９').contains(c));
    letters.last().map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut<'t>(text: &'t str, known: Option<&str>) -> Option<(&'t str, String, String)> {
        let found = at_end(text, known)?;
        let day = found.signed.map(|stamp| stamp.iso());
        Some((
            &text[..found.start],
            found.signer.unwrap_or_default(),
            day.unwrap_or_default(),
        ))
    }

    #[test]
    fn a_signature_is_cut_from_the_last_sentence() {
        let own = Some("示例县财政金融局");
        let day = "2023-01-04".to_owned();
        let name = "示例县财政金融局".to_owned();
        for (text, rest, signer) in [
            (
                "无收取情况。 示例县财政金融局2023年1月4日",
                "无收取情况。 ",
                &name,
            ),
            (
                "无收取情况。示例县财政全融局 2023年1月4日",
                "无收取情况。",
                &"示例县财政全融局".to_owned(),
            ),
            ("无 示例县财政金融局 2023年1月4 日", "无 ", &name),
            ("无示例县财政金融局2023年1月4日", "无", &name),
            ("示例县财政金融局\u{3000}二〇二三年一月四日", "", &name),
        ] {
            assert_eq!(
                cut(text, own),
                Some((rest, signer.clone(), day.clone())),
                "{text}"
            );
        }
        assert_eq!(cut("2023年1月4日", None), Some(("", String::new(), day)));
    }

    #[test]
    fn what_may_be_a_sentence_is_not_cut() {
        for text in [
            "统计截止2022年12月31日",
            "已报送示例县财政局2023年1月4日",
            "公开信息 2022年12月31日",
            "全年由示例县财政金融局",
            "2023年1月4日止",
        ] {
            assert_eq!(cut(text, Some("示例县财政金融局")), None, "{text}");
        }
    }
}
