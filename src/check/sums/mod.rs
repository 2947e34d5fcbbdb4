//! Lists in prose whose parts should make up a total:
//! `公开信息9条，其中政策4条、财政5条`.
//!
//! A list counts as wrong only where it claims to be whole. One that ends in
//! 等, was cut, or whose parts may overlap says nothing.

mod begins;
mod growth;
mod rates;
mod shares;

use std::cell::OnceCell;
use std::ops::Range;

use crate::prose::figures::{Figure, plain};
use crate::prose::sentences::ends_clause;
use crate::prose::text::{Sentence, Text};

use super::char_set::{Haystack, Word, words};

use begins::{may_begin, signs_of};
pub use growth::{WrongGrowth, fits, growths, word};
pub use rates::too_high;
pub use shares::WrongShare;
use shares::shares;

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
    /// Other things are counted behind it, which may belong to it.
    stopped: bool,
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
static AMONG: Word = Word::new("其中");
/// A new subject begins, so the list has ended.
static STOPS: [Word; 16] = words([
    "回应", "留言", "咨询", "收到", "受理", "举办", "开展", "召开", "接听", "解答", "信访", "复议",
    "诉讼", "办结", "结转", "共计",
]);
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
static DIFFERENCES: [Word; 6] = words(["较", "比", "增加", "减少", "增长", "下降"]);

/// No paragraph has more lists, and no list more parts; a hostile one may.
const MOST: usize = 200;

/// A sentence, and its figures when they are asked for.
struct Read<'t> {
    sentence: Sentence<'t>,
    figures: OnceCell<Vec<Figure<'t>>>,
}

impl<'t> Read<'t> {
    fn figures(&self) -> &[Figure<'t>] {
        self.figures.get_or_init(|| self.sentence.figures())
    }
}

fn read(text: Text<'_>) -> Vec<Read<'_>> {
    let read = text.sentences().map(|sentence| Read {
        sentence,
        figures: OnceCell::new(),
    });
    read.collect()
}

/// The lists of a block with this text, and the shares that do not follow from
/// them.
pub fn look<'t>(block: &Haystack<'t>, text: Text<'t>) -> (Vec<List<'t>>, Vec<WrongShare>) {
    let signs = signs_of(block);
    if !may_begin(block.text, &signs) {
        return (Vec::new(), Vec::new());
    }
    let read = read(text);
    let lists = lists(&read, &|text| may_begin(text, &signs));
    if lists.is_empty() {
        return (lists, Vec::new());
    }
    let stated = |(_, one): &(usize, &Read<'t>)| one.sentence.text.contains('占');
    let stated = read.iter().enumerate().filter(stated);
    let shares = stated.flat_map(|(at, one)| shares(one, at, &lists));
    let shares = shares.collect();
    (lists, shares)
}

/// The lists of a block. `may_begin` says of a stretch of it whether a list
/// may begin there.
fn lists<'t>(read: &[Read<'t>], may_begin: &impl Fn(&str) -> bool) -> Vec<List<'t>> {
    let mut lists = Vec::new();
    for (at, one) in read.iter().enumerate() {
        if !may_begin(one.sentence.text) {
            continue;
        }
        let before = at.checked_sub(1).map(|before| &read[before]);
        for first in 0..one.figures().len() {
            if lists.len() == MOST {
                break;
            }
            lists.extend(list(one, first, before, at, may_begin));
        }
    }
    lists
}

/// The list whose first part is the figure `first`, if one begins there.
fn list<'t>(
    one: &Read<'t>,
    first: usize,
    previous: Option<&Read<'t>>,
    sentence: usize,
    may_begin: &impl Fn(&str) -> bool,
) -> Option<List<'t>> {
    let figures = one.figures();
    let begin = first.checked_sub(1).map_or(0, |at| figures[at].range.end);
    let gap = &one.sentence.text[begin..figures[first].range.start];
    let depth = figures[first].depth;
    let bracket = first > 0 && figures[first - 1].depth + 1 == depth;
    if !bracket && !may_begin(gap) {
        return None;
    }
    let intro = gap.split(|c| ends_clause(c) || c == '、').any(|piece| {
        let piece = piece.trim_start();
        INTROS.iter().any(|word| piece.starts_with(word))
    });
    let among = gap
        .split(ends_clause)
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
            let all = previous.figures();
            let at = total_before(all, figures[first].measure)?;
            (&all[at], previous, &all[..at])
        }
    };
    if total.measure.is_empty() || total.measure == "%" || total.rough {
        return None;
    }
    let (parts, end) = parts(one, first, total.measure, depth);
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
        open: end == End::Open,
        stopped: end == End::Stopped,
    })
}

/// Which figure of the sentence before is the total of parts of this measure:
/// the last, past a rate or a difference behind it.
fn total_before(figures: &[Figure<'_>], measure: &str) -> Option<usize> {
    let last = figures.len().checked_sub(1)?;
    let same = |figure: &Figure<'_>| figure.measure == measure;
    if same(&figures[last]) && !figures[last].lead_has(&["较", "比", "增加", "减少"]) {
        return Some(last);
    }
    let beside = |figure: &Figure<'_>| {
        figure.measure == "%" || figure.lead_has(&["增加", "减少", "增长", "下降"])
    };
    let at = figures.iter().rposition(|figure| !beside(figure))?;
    Some(if same(&figures[at]) { at } else { last })
}

/// How a list ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Plain,
    /// It says that it is not whole.
    Open,
    /// At another subject, so it is not plain whether it is whole.
    Stopped,
}

/// The parts from `first` on, and how the list ends.
fn parts<'t>(one: &Read<'t>, first: usize, measure: &str, depth: usize) -> (Vec<Figure<'t>>, End) {
    let mut parts: Vec<Figure<'t>> = Vec::new();
    let mut open = false;
    let end = |open| if open { End::Open } else { End::Plain };
    for (at, figure) in one.figures().iter().enumerate().skip(first).take(MOST) {
        let lead = Haystack::new(figure.lead);
        if figure.depth < depth {
            return (parts, end(open));
        }
        if figure.depth > depth || figure.measure == "%" || lead.says_any(&DIFFERENCES) {
            continue;
        }
        if lead.says_any(&STOPS) || (at > first && lead.says(&AMONG)) {
            return (parts, if open { End::Open } else { End::Stopped });
        }
        if figure.measure != measure {
            return (parts, end(open));
        }
        open |= figure.rough || figure.after.starts_with('等');
        parts.push(figure.clone());
    }
    (parts, end(open || one.sentence.cut))
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
        let open = self.open || self.stopped && sum <= total;
        if open || prefix || self.before.contains(&sum) {
            return false;
        }
        if sum > total {
            let overlap = self.parts.iter().any(|part| part.lead_has(&OVERLAPS));
            let channels = self
                .parts
                .iter()
                .filter(|part| part.lead_has(&CHANNELS))
                .count();
            let larger = self.before.iter().any(|before| *before > total);
            return !overlap && channels < 2 && !larger;
        }
        self.parts.len() > 1 && self.is_whole()
    }

    /// Whether the parts nearly make up the total, so that one of them may be
    /// wrong or left out, though the list does not claim to be whole.
    pub fn falls_short(&self) -> bool {
        let (sum, total) = (self.sum(), self.total.count);
        let near = sum < total && sum.saturating_mul(20) >= total.saturating_mul(19);
        let shown = self.open || self.stopped || self.before.contains(&sum);
        near && !shown && self.parts.len() > 1 && !self.is_wrong()
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
        let any = |word: &[&str]| self.parts.iter().any(|part| part.lead_has(word));
        let kinds = any(&["主动公开"]) && any(&["不予公开", "不子公开"]);
        rest || kinds || (self.parts.len() >= 5 && self.sum() * 10 >= self.total.count * 9)
    }
}

#[cfg(test)]
mod tests;
