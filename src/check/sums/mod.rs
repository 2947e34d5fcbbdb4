//! Lists in prose whose parts should make up a total:
//! `公开信息9条，其中政策4条、财政5条`.
//!
//! A list counts as wrong only where it claims to be whole. One that ends in
//! 等, was cut, or whose parts may overlap says nothing.

mod begins;
mod shares;

use std::cell::OnceCell;
use std::ops::Range;

use crate::prose::figures::{Figure, plain};
use crate::prose::sentences::ends_clause;
use crate::prose::text::{Sentence, Text};

use super::char_set::{Haystack, Word, words};

use begins::{may_begin, signs_of};
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
        let lead = Haystack::new(figure.lead);
        if figure.depth < depth {
            return (parts, open);
        }
        if figure.depth > depth || figure.measure == "%" || lead.says_any(&DIFFERENCES) {
            continue;
        }
        if lead.says_any(&STOPS) || (at > first && lead.says(&AMONG)) {
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
mod tests {
    use proptest::prelude::*;

    use crate::prose::text::Parts;

    use super::*;

    fn wrong(text: &str) -> Vec<(i64, i64)> {
        let parts = Parts::default();
        let (lists, _) = look(&Haystack::new(text), Text::new(text, &parts));
        let wrong = lists.iter().filter(|list| list.is_wrong());
        wrong.map(|list| (list.total.count, list.sum())).collect()
    }

    fn wrong_shares(text: &str) -> Vec<WrongShare> {
        let parts = Parts::default();
        look(&Haystack::new(text), Text::new(text, &parts)).1
    }

    proptest! {
        #[test]
        fn no_list_is_missed_by_a_quick_look(
            text in "(其中|集中|中|包括|含|分别|（|）|，|、|。| |甲|[0-9]条|共9条){0,24}"
        ) {
            let parts = Parts::default();
            let read = read(Text::new(&text, &parts));
            let all = lists(&read, &|_| true);
            let (quick, _) = look(&Haystack::new(&text), Text::new(&text, &parts));
            prop_assert_eq!(format!("{all:?}"), format!("{quick:?}"));
        }
    }

    #[test]
    fn every_word_that_begins_a_list_has_a_sign() {
        for word in INTROS {
            assert!(!signs_of(&Haystack::new(word)).is_empty(), "{word}");
        }
    }

    #[test]
    fn a_whole_list_that_does_not_add_up_is_wrong() {
        for (text, expected) in [
            (
                "公开信息53篇，其中机构2篇、文件5篇、动态43篇、预算4篇",
                (53, 54),
            ),
            (
                "信息总数51条，其中主动公开19条，依申请公开14条，不予公开13条",
                (51, 46),
            ),
            ("公开9条，涵盖政策类3条、其他信息5条。", (9, 8)),
            (
                "公开20条。其中包括：甲4条，乙4条，丙4条，丁4条，戊3条",
                (20, 19),
            ),
            ("规章13件（新制定5件，修改4件，废止5件）", (13, 14)),
            (
                "制发40条，其中主动公开10条（政策5条、其他4条）、不予公开30条",
                (10, 9),
            ),
            ("在办结的9宗申请中：予以公开4宗，其他处理4宗", (9, 8)),
        ] {
            assert_eq!(wrong(text), [expected], "{text}");
        }
    }

    #[test]
    fn lists_that_are_open_cut_or_overlapping_are_passed_over() {
        for text in [
            "公开61条，其中：甲5条，乙51条等",
            "公开100条，其中政策10条，财政20条",
            "公开100条，其中政策10条，〔略〕其他20条",
            "公开100条，其中通过网站100条，通过公众号80条",
            "公开100条，其中约60条为政策，其他30余条",
            "公开73条，其中政策28条，服务45条，回复网民120条",
            "公开73条，其中政策28条，服务45条，制发文件2件",
            "公开10条，其中甲6条，同时列入乙6条",
            "收到申请10件，予以公开5件，部分公开3件，其中自然人8件，企业2件",
            "收到申请5件（含上年结转1件），办结4件，结转下年1件",
            "公开43条，其中政策2条，主动公开率100%",
            "公开8条，较上年增加3条，其中政策5条，较上年减少9条，其他3条",
            "制发40条，其中主动公开10条（政策5条、其他5条）、不予公开30条",
            "公开2条，报道20次，其中县级12次，其他8次",
        ] {
            assert_eq!(wrong(text), [], "{text}");
        }
    }

    #[test]
    fn shares_are_worked_out_again() {
        let base = "信息总数400条，其中主动公开100条，依申请公开200条，不予公开100条";
        for (text, expected) in [
            ("。主动公开的政府信息占25%", 0),
            ("，主动公开及依申请公开信息占75.0%", 0),
            ("。主动公开的政府信息占27.5%", 1),
            ("，主动公开率100%，占全县的3%", 0),
            ("，主动公开占比较上年上升2.5%", 0),
        ] {
            let text = format!("{base}{text}");
            assert_eq!(wrong_shares(&text).len(), expected, "{text}");
        }
        let each = "公开90条，其中政策30条，占33.3%，其他60条，占76.7%";
        let shares = wrong_shares(each);
        let stated = shares.iter().map(|one| one.stated.as_str());
        assert_eq!(stated.collect::<Vec<_>>(), ["76.7%"]);
    }
}
