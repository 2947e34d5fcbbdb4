//! Lists in prose whose parts should make up a total:
//! `公开信息9条，其中政策4条、财政5条`.
//!
//! A list counts as wrong only where it claims to be whole. One that ends in
//! 等, was cut, or whose parts may overlap says nothing.

use std::cell::OnceCell;
use std::ops::Range;

use super::clauses::{Figure, Sentence, figures, is_mark, plain, sentences};
use super::letters::Phrase;

/// A total with its parts.
#[derive(Clone, Debug)]
pub struct List<'t> {
    pub total: Figure<'t>,
    pub parts: Vec<Figure<'t>>,
    /// Bytes of the block, from the total to the last part.
    pub range: Range<usize>,
    /// Which sentence of the block holds the parts.
    sentence: usize,
    /// Figures of the same measure before the total.
    before: Vec<i64>,
    /// It says itself that it is not whole, or was cut.
    open: bool,
}

/// A share that does not follow from the numbers beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongShare {
    /// Bytes of the block.
    pub range: Range<usize>,
    pub stated: String,
    pub part: i64,
    pub whole: i64,
}

const INTROS: [&str; 8] = [
    "其中",
    "包括",
    "涵盖",
    "分别",
    "含",
    "分为",
    "具体为",
    "主要包括",
];
/// Where none of these stands, no list begins; `中` stands for 其中 too.
pub const SIGNS: [&str; 9] = [
    "中",
    "（",
    "(",
    "包括",
    "涵盖",
    "分别",
    "含",
    "分为",
    "具体为",
];
/// A new subject begins, so the list has ended.
const STOPS: [&str; 16] = [
    "回应", "留言", "咨询", "收到", "受理", "举办", "开展", "召开", "接听", "解答", "信访", "复议",
    "诉讼", "办结", "结转", "共计",
];
/// The same thing may be counted in more than one part.
const OVERLAPS: [&str; 8] = ["同时", "重复", "另", "此外", "兼", "既", "又", "还"];
const CHANNELS: [&str; 12] = [
    "网站",
    "公众号",
    "微信",
    "公开栏",
    "微博",
    "平台",
    "抖音",
    "客户端",
    "新媒体",
    "网上",
    "政务网",
    "渠道",
];
const DIFFERENCES: [&str; 6] = ["较", "比", "增加", "减少", "增长", "下降"];

/// No paragraph has more lists, and no list more parts; a hostile one may.
const MOST: usize = 200;

/// A sentence, and its figures when they are asked for.
struct Read<'t> {
    sentence: Sentence<'t>,
    figures: OnceCell<Vec<Figure<'t>>>,
}

impl<'t> Read<'t> {
    fn figures(&self) -> &[Figure<'t>] {
        self.figures.get_or_init(|| figures(self.sentence.text))
    }
}

fn read(text: &str) -> Vec<Read<'_>> {
    let read = sentences(text).into_iter().map(|sentence| Read {
        sentence,
        figures: OnceCell::new(),
    });
    read.collect()
}

/// The lists of a block, and the shares that do not follow from them.
pub fn look<'t>(block: &Phrase<'t>) -> (Vec<List<'t>>, Vec<WrongShare>) {
    let read = read(block.text);
    let signs = SIGNS.into_iter().filter(|sign| block.says(sign));
    let signs: Vec<&str> = signs.collect();
    let mut lists = Vec::new();
    for (at, one) in read.iter().enumerate() {
        if !has_any(one.sentence.text, &signs) {
            continue;
        }
        let before = at.checked_sub(1).map(|before| &read[before]);
        for first in 0..one.figures().len() {
            if lists.len() == MOST {
                break;
            }
            if let Some(list) = list(one, first, before, at, &signs) {
                lists.push(list);
            }
        }
    }
    if lists.is_empty() {
        return (lists, Vec::new());
    }
    let shares = read
        .iter()
        .enumerate()
        .filter(|(_, one)| one.sentence.text.contains('占'))
        .flat_map(|(at, one)| shares(one, at, &lists))
        .collect();
    (lists, shares)
}

/// The list whose first part is the figure `first`, if one begins there.
/// `signs` are those of `SIGNS` that stand in the block.
fn list<'t>(
    one: &Read<'t>,
    first: usize,
    previous: Option<&Read<'t>>,
    sentence: usize,
    signs: &[&str],
) -> Option<List<'t>> {
    let figures = one.figures();
    let begin = first.checked_sub(1).map_or(0, |at| figures[at].range.end);
    let gap = &one.sentence.text[begin..figures[first].range.start];
    let depth = figures[first].depth;
    let bracket = first > 0 && figures[first - 1].depth + 1 == depth;
    if !bracket && !has_any(gap, signs) {
        return None;
    }
    let intro = gap.split(|c| is_mark(c) || c == '、').any(|piece| {
        INTROS
            .iter()
            .any(|word| piece.trim_start().starts_with(word))
    });
    let among = gap
        .split(is_mark)
        .next()
        .is_some_and(|piece| first > 0 && piece.trim_end().ends_with('中'));
    if !(bracket || intro || among) {
        return None;
    }
    let wanted = depth - usize::from(bracket);
    let (total, owner, before) = match figures[..first].iter().rposition(|one| one.depth == wanted)
    {
        Some(at) => (&figures[at], one, &figures[..at]),
        None => {
            let previous = previous.filter(|one| first == 0 && !one.sentence.cut)?;
            let (last, before) = previous.figures().split_last()?;
            (last, previous, before)
        }
    };
    if total.measure.is_empty() || total.measure == "%" || total.rough {
        return None;
    }
    let (parts, open) = parts(one, first, total.measure, depth);
    let last = parts.last()?.range.end;
    Some(List {
        range: owner.sentence.start + total.range.start..one.sentence.start + last,
        before: before
            .iter()
            .filter(|one| one.measure == total.measure)
            .map(|one| one.count)
            .collect(),
        total: total.clone(),
        parts,
        sentence,
        open,
    })
}

/// The parts from `first` on, and whether the list says that it is not whole
/// or it is not plain where it ends.
fn parts<'t>(one: &Read<'t>, first: usize, measure: &str, depth: usize) -> (Vec<Figure<'t>>, bool) {
    let mut parts: Vec<Figure<'t>> = Vec::new();
    let mut open = false;
    for (at, figure) in one.figures().iter().enumerate().skip(first).take(MOST) {
        let lead = Phrase::new(figure.lead);
        if figure.depth < depth {
            return (parts, open);
        }
        if figure.depth > depth || figure.measure == "%" || lead.says_any(&DIFFERENCES) {
            continue;
        }
        if lead.says_any(&STOPS) || (at > first && lead.says("其中")) {
            return (parts, true);
        }
        if figure.measure != measure {
            return (parts, open);
        }
        open |= figure.rough || figure.after.starts_with('等');
        parts.push(figure.clone());
    }
    (parts, open || one.sentence.cut)
}

impl List<'_> {
    /// The sum of the parts.
    pub fn sum(&self) -> i64 {
        self.parts.iter().map(|part| part.count).sum()
    }

    /// Whether the parts should make up the total and do not.
    pub fn is_wrong(&self) -> bool {
        let (sum, total) = (self.sum(), self.total.count);
        let mut running = 0;
        let prefix = self.parts.iter().any(|part| {
            running += part.count;
            running == total
        });
        // What another number of the sentence explains is that one's list.
        if self.open || prefix || self.before.contains(&sum) {
            return false;
        }
        if sum > total {
            let overlap = self.parts.iter().any(|part| has(part, &OVERLAPS));
            let channels = self
                .parts
                .iter()
                .filter(|part| has(part, &CHANNELS))
                .count();
            let larger = self.before.iter().any(|before| *before > total);
            return !overlap && channels < 2 && !larger;
        }
        self.parts.len() > 1 && self.is_whole()
    }

    /// Whether a list whose parts fall short claims to be complete: it ends
    /// in 其他, divides documents by how they are disclosed, or names so much
    /// that nothing seems left out.
    fn is_whole(&self) -> bool {
        let rest = self.parts.last().is_some_and(|part| {
            let words = plain(part.lead);
            ["其他", "其它", "其余"]
                .iter()
                .any(|word| words.starts_with(word))
        });
        let any = |word: &[&str]| self.parts.iter().any(|part| has(part, word));
        let kinds = any(&["主动公开"]) && any(&["不予公开", "不子公开"]);
        rest || kinds || (self.parts.len() >= 5 && self.sum() * 10 >= self.total.count * 9)
    }
}

fn has(part: &Figure<'_>, words: &[&str]) -> bool {
    has_any(part.lead, words)
}

fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The wrong shares of one sentence, each against the list that it follows.
fn shares(one: &Read<'_>, sentence: usize, lists: &[List<'_>]) -> Vec<WrongShare> {
    let mut found = Vec::new();
    for (at, figure) in one.figures().iter().enumerate() {
        let Some((subject, _)) = figure.lead.split_once('占') else {
            continue;
        };
        if figure.measure != "%" || figure.rough || has(figure, &["同比", "较上", "比上", "提高"])
        {
            continue;
        }
        // Lists stand in the order of their sentences.
        let from = lists.partition_point(|list| list.sentence + 1 < sentence);
        let near = lists[from..]
            .iter()
            .take_while(|list| list.sentence <= sentence);
        let mut wrong = None;
        for list in near {
            let parts = subjects(list, plain(subject), one.figures()[..at].last());
            let sum: i64 = parts.iter().sum();
            if parts.is_empty() || list.open && list.parts.len() < 2 {
                continue;
            }
            let mut wholes = vec![list.total.count, list.sum()];
            wholes.extend(&list.before);
            if wholes.iter().any(|whole| fits(figure, sum, *whole)) {
                wrong = None;
                break;
            }
            wrong.get_or_insert(WrongShare {
                range: one.sentence.start + figure.range.start
                    ..one.sentence.start + figure.range.end,
                stated: one.sentence.text[figure.range.clone()].to_owned(),
                part: sum,
                whole: list.total.count,
            });
        }
        found.extend(wrong);
    }
    found
}

/// The parts that a share's subject names; with no subject of its own, the
/// figure right before it.
fn subjects(list: &List<'_>, subject: &str, last: Option<&Figure<'_>>) -> Vec<i64> {
    let parts = list.parts.iter();
    if subject.is_empty() {
        let same = |part: &&Figure<'_>| last.is_some_and(|last| last == *part);
        return parts.filter(same).map(|part| part.count).collect();
    }
    let named = |part: &&Figure<'_>| {
        let words = plain(part.lead);
        let end = ["政府信息", "信息", "数"]
            .iter()
            .filter_map(|word| words.find(word))
            .min();
        let key = words[..end.unwrap_or(words.len())].trim_start_matches("作为");
        key.chars().count() >= 2 && subject.contains(key)
    };
    parts.filter(named).map(|part| part.count).collect()
}

/// Whether a percentage is what its numbers give, to what it is rounded to.
fn fits(share: &Figure<'_>, part: i64, whole: i64) -> bool {
    let rounding = if share.decimals == 0 { 0.5 } else { 0.05 };
    whole > 0 && (100.0 * part as f64 / whole as f64 - share.value).abs() <= rounding + 1e-6
}

#[cfg(test)]
mod tests;
