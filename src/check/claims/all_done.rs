//! Words that say that no request is left: 申请均已办结, 办结率100%.

use std::ops::Range;

use crate::check::char_set::{Haystack, Word, words};
use crate::prose::figures::{Figure, plain};
use crate::prose::sentences::ends_clause;

use super::claim::What;
use super::requests::ALIEN;
use super::subject::without_subject;

/// A sentence without any of these says nothing of the kind.
pub static NAMED: [Word; 3] = words(["办结", "办理完毕", "答复"]);

const ALL: [&str; 5] = ["均", "都", "全部", "全数", "悉数"];
/// What may stand between 均 and 办结.
const MANNER: [&str; 27] = [
    "已经", "已", "均", "都", "全部", "在", "于", "法定", "规定", "时限", "期限", "时间", "范围",
    "以内", "之内", "内", "按时", "按期", "按照", "按", "依法", "依规", "及时", "规范", "予以",
    "得到", "的",
];
/// How 办结 is said without a doubt; 答复 may be only the manner.
const DONE: [&str; 5] = ["办结", "办理完毕", "答复办结", "答复并办结", "受理并办结"];
const ANSWERED: [&str; 3] = ["答复", "办复", "答复完毕"];
/// What of MANNER says that the time was kept, and not that all were answered.
const IN_TIME: [&str; 6] = ["期限", "时限", "规定", "按时", "按期", "及时"];
/// The parts of a name for all requests.
const NAMES: [&str; 26] = [
    "所有",
    "全部",
    "上述",
    "以上",
    "收到",
    "受理",
    "办理",
    "收办",
    "接收",
    "的",
    "对于",
    "对",
    "各类",
    "依申请公开",
    "依申请",
    "公开",
    "政府信息",
    "政务信息",
    "信息",
    "申请件",
    "申请",
    "事项",
    "本年度",
    "件",
    "均",
    "总体",
];
/// Words of a sentence that leave some requests out, or speak of another day.
const EXCEPT: [&str; 7] = ["除", "其余", "目前", "现已", "到期", "应办", "未到"];

/// Where a sentence says that all requests are done, with the number that it is
/// said of, if that stands there. `seen` are the figures of the sentence, each
/// with what it counts.
pub fn all_done(
    sentence: &Haystack<'_>,
    seen: &[(&Figure<'_>, Option<What>)],
    names: &[&str],
) -> Option<(Option<i64>, Range<usize>)> {
    let text = sentence.text;
    if EXCEPT.iter().any(|word| text.contains(word)) {
        return None;
    }
    rate(sentence, seen, names).or_else(|| {
        let hits = ALL.iter().flat_map(|word| text.match_indices(word));
        let mut found = hits.filter_map(|(at, word)| {
            let end = done(text, at + word.len())?;
            let (named, subject) = subject(text, at, seen, names)?;
            (named || subject.is_some()).then_some((subject, at..end))
        });
        found.next()
    })
}

/// The end of `已在法定期限内办结` at a place.
fn done(text: &str, from: usize) -> Option<usize> {
    let (mut at, mut in_time) = (from, false);
    loop {
        let rest = &text[at..];
        let ends = |words: &[&str]| {
            let word = words.iter().filter(|word| rest.starts_with(**word));
            let end = at + word.map(|word| word.len()).max()?;
            text[end..]
                .chars()
                .next()
                .is_none_or(|c| ends_clause(c) || c == '、' || c.is_whitespace())
                .then_some(end)
        };
        if let Some(end) = ends(&DONE) {
            return Some(end);
        }
        if let Some(end) = ends(&ANSWERED) {
            return (!in_time).then_some(end);
        }
        let manner = MANNER.iter().find(|word| rest.starts_with(**word))?;
        in_time |= IN_TIME.contains(manner);
        at += manner.len();
    }
}

/// What stands before 均: whether all requests are named, and the number of
/// requests that it is said of. `None` if it is said of anything else.
fn subject(
    text: &str,
    at: usize,
    seen: &[(&Figure<'_>, Option<What>)],
    names: &[&str],
) -> Option<(bool, Option<i64>)> {
    let clause = text[..at].rfind(ends_clause).map_or(0, |mark| mark + 1);
    let clause = text.ceil_char_boundary(clause);
    let before = seen.iter().rfind(|(figure, _)| figure.range.end <= at);
    let from = before.map_or(clause, |(figure, _)| figure.range.end.max(clause));
    let words = without_subject(plain(&text[from..at]), names);
    let named = is_all(words) && words.contains("申请");
    let here = before.is_some_and(|(figure, _)| figure.range.end >= clause);
    if !is_all(words) {
        return None;
    }
    if named && !here {
        return Some((true, None));
    }
    let (figure, what) = before?;
    let whole = matches!(
        what,
        Some(What::Received | What::NewlyReceived | What::Handled)
    );
    // 16件公开申请均已办结.
    (whole || here && named && what.is_none()).then_some((named, Some(figure.count)))
}

/// Whether words name all requests and nothing else.
fn is_all(words: &str) -> bool {
    let mut rest = words.trim();
    while !rest.is_empty() {
        match NAMES.iter().find_map(|name| rest.strip_prefix(name)) {
            Some(shorter) => rest = shorter.trim_start(),
            None => return false,
        }
    }
    true
}

/// 办结率100%.
fn rate(
    sentence: &Haystack<'_>,
    seen: &[(&Figure<'_>, Option<What>)],
    names: &[&str],
) -> Option<(Option<i64>, Range<usize>)> {
    const RATE: &str = "办结率";
    let text = sentence.text;
    let at = text.find(RATE)?;
    let behind = &text[at + RATE.len()..];
    let value =
        behind.trim_start_matches(['为', '达', '到', '均', '是', '：', ':', ' ', '实', '现']);
    let whole = [
        "100%",
        "100％",
        "100.0%",
        "100.00%",
        "１００％",
        "百分之百",
        "百分百",
    ];
    let whole = whole.iter().find(|word| value.starts_with(**word))?;
    let clause = text[..at].rfind(ends_clause).map_or(0, |mark| mark + 1);
    let clause = text.ceil_char_boundary(clause);
    let mut words = without_subject(plain(&text[clause..at]), names);
    for manner in ["按时", "按期", "及时", "按时限"] {
        words = words.strip_suffix(manner).unwrap_or(words);
    }
    let named = words.contains("申请");
    let before = seen.iter().rfind(|(figure, _)| figure.range.end <= at);
    let told = before.is_some_and(|(figure, what)| {
        let between = &text[figure.range.end..at];
        what.is_some_and(is_request) && !Haystack::new(between).says_one(&ALIEN)
    });
    let end = text.len() - value.len() + whole.len();
    (is_all(words) && (named || told)).then_some((None, at..end))
}

fn is_request(what: What) -> bool {
    use What::{CarriedIn, CarriedOut, Concluded, Handled, NewlyReceived, Outcome, Received};
    matches!(
        what,
        Received | NewlyReceived | Handled | Concluded | CarriedIn | CarriedOut | Outcome(_)
    )
}
