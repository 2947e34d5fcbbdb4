//! Numbers of administrative reconsiderations and suits (table four).

use std::ops::Range;

use crate::check::clauses::{Figure, is_mark, plain};
use crate::check::letters::{List, Phrase, Word, words};

use super::{Context, What, counted};

const MEASURES: [&str; 9] = ["", "件", "起", "宗", "例", "次", "条", "项", "个"];
const OBJECTS: [&str; 4] = ["行政复议", "行政诉讼", "复议", "诉讼"];
/// The office as judge, or papers and events about disputes.
static ALIEN: List<20> = List::new([
    "受理",
    "审理",
    "审结",
    "审查",
    "代理",
    "化解",
    "调解",
    "决定书",
    "文书",
    "培训",
    "案例",
    "听证",
    "平台",
    "委员会",
    "答复书",
    "意见书",
    "建议书",
    "旁听",
    "法律",
    "公开复议",
]);
const RESULTS: [(&str, &str); 9] = [
    ("结果维持", "upheld"),
    ("维持", "upheld"),
    ("结果纠正", "corrected"),
    ("纠正", "corrected"),
    ("被纠正", "corrected"),
    ("其他结果", "other"),
    ("尚未审结", "pending"),
    ("未审结", "pending"),
    ("正在审理", "pending"),
];

/// Whether a sentence ties what it says to disclosure.
pub fn about_disclosure(sentence: &Phrase<'_>) -> bool {
    static DISCLOSURE: [Word; 5] =
        words(["信息公开", "政务公开", "公开申请", "依申请", "公开工作"]);
    sentence.says_any(&DISCLOSURE)
}

static DISPUTES: [Word; 2] = words(["复议", "诉讼"]);
static DIRECT: [Word; 3] = words(["未经复议", "直接起诉", "直接提起"]);
static LATER: [Word; 3] = words(["复议后起诉", "复议后提起", "复议后的"]);

pub fn classify(
    figure: &Figure<'_>,
    lead: &Phrase<'_>,
    context: &Context,
    disclosure: bool,
) -> Option<What> {
    if !disclosure || !MEASURES.contains(&figure.measure) {
        return None;
    }
    if context.seen_dispute.is_some() || lead.says_any(&DISPUTES) {
        let bare = plain(lead.text);
        if let Some(what) = result(bare, context) {
            return Some(what);
        }
    }
    let what = kind(lead).or_else(|| kind(&counted(figure, &OBJECTS)))?;
    let own = lead.says_any(&["信息公开", "公开申请"]);
    if lead.says_one(&ALIEN) && !own || lead.says_any(&["决定书", "文书", "案例", "培训"])
    {
        return None;
    }
    // 未发生行政复议，诉讼1件: the number is not of what there was none of.
    static DENIED: [Word; 9] = words([
        "未发", "没有", "未收", "维持", "纠正", "撤销", "驳回", "胜诉", "败诉",
    ]);
    Some(what).filter(|_| !lead.says_any(&DENIED))
}

fn kind(words: &Phrase<'_>) -> Option<What> {
    if words.says_any(&DIRECT) {
        return Some(What::DirectSuits);
    }
    if words.says_any(&LATER) {
        return Some(What::LaterSuits);
    }
    match DISPUTES.each_ref().map(|word| words.says(word)) {
        [true, true] => Some(What::Disputes),
        [true, false] => Some(What::Reconsiderations),
        [false, true] => Some(What::Suits),
        [false, false] => None,
    }
}

/// 结果维持2件, of the kind that the words or the sentence name.
fn result(bare: &str, context: &Context) -> Option<What> {
    let (name, column) = RESULTS
        .iter()
        .filter(|(name, _)| bare.ends_with(name))
        .max_by_key(|(name, _)| name.len())?;
    let rest = plain(bare.strip_suffix(name)?);
    let suits = match rest {
        "" => context.seen_dispute?,
        "行政复议" | "复议" => false,
        "行政诉讼" | "诉讼" => true,
        _ => return None,
    };
    Some(What::Settled { suits, column })
}

/// Where a sentence says in words that there were no disputes.
pub fn none(sentence: &Phrase<'_>) -> Vec<(What, Range<usize>)> {
    static NO: List<18> = List::new([
        "未发生",
        "没有发生",
        "未出现",
        "没有出现",
        "未产生",
        "没有产生",
        "未收到",
        "没有收到",
        "未接到",
        "没有接到",
        "未引发",
        "未引起",
        "未被提起",
        "未被申请",
        "未有",
        "不存在",
        "没有",
        "无",
    ]);
    const BEHIND: [&str; 9] = [
        "均未发生",
        "未发生",
        "均没有发生",
        "没有发生",
        "均无",
        "均为零",
        "为零",
        "数为零",
        "均未出现",
    ];
    let mut found = Vec::new();
    if !sentence.says_any(&DISPUTES) {
        return found;
    }
    let no: Vec<&str> = NO.among(&sentence.letters).map(|word| word.text).collect();
    let mut from = 0;
    for clause in sentence.text.split_inclusive(is_mark) {
        let words = clause.trim_end_matches(is_mark);
        let begin = from;
        from += clause.len();
        if !DISPUTES.iter().any(|word| words.contains(word.text)) {
            continue;
        }
        let trimmed = words.trim_end();
        let tail = BEHIND.iter().find(|tail| trimmed.ends_with(**tail));
        let range = begin..begin + trimmed.len();
        if let Some(tail) = tail {
            let head = &trimmed[..trimmed.len() - tail.len()];
            found.extend(kinds(head).into_iter().map(|what| (what, range.clone())));
            continue;
        }
        let start = no
            .iter()
            .filter_map(|word| Some((words.find(word)?, *word)))
            .filter(|(at, word)| *word != "无" || alone(words, *at))
            .min_by_key(|(at, word)| (*at, usize::MAX - word.len()));
        let Some((at, word)) = start else { continue };
        let object = &words[at + word.len()..];
        // 未发生行政诉讼败诉情况 says nothing of the suits themselves.
        let only = [
            "败诉",
            "纠正",
            "撤销",
            "违法",
            "责令",
            "逾期",
            "超期",
            "改判",
            "复议后",
            "未经",
            "变更",
            "不服",
        ];
        if Phrase::new(object).says_any(&only) || object.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        let range = begin + at..begin + trimmed.len();
        found.extend(kinds(object).into_iter().map(|what| (what, range.clone())));
    }
    found
}

/// Whether 无 at `at` is the verb, not a part of 无法 or 无偿.
fn alone(words: &str, at: usize) -> bool {
    let next = words[at + "无".len()..].trim_start();
    let objects = [
        "行政",
        "复议",
        "诉讼",
        "因",
        "政府信息",
        "信息公开",
        "涉及",
        "有关",
        "相关",
        "被",
    ];
    objects.iter().any(|object| next.starts_with(object))
}

fn kinds(words: &str) -> Vec<What> {
    let mut kinds = Vec::new();
    if words.contains("复议") {
        kinds.push(What::Reconsiderations);
    }
    if words.contains("诉讼") {
        kinds.push(What::Suits);
    }
    kinds
}
