//! Which letters of a file are the labels of a form: the chain of labels, in the order
//! of the form, that explains the most letters.

use super::labels::{Labels, Mark};
use super::stream::Stream;

/// A label where it stands in the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Its number among the labels of the form.
    pub label: usize,
    /// Its first letter, its number included.
    pub begin: usize,
    /// Its first letter without its number.
    pub core: usize,
    /// Behind its last letter.
    pub end: usize,
    /// Whether it has its number before it.
    pub numbered: bool,
    /// How many letters differ from the form's.
    pub slips: usize,
    pub weight: i64,
}

/// What one letter of a label weighs.
const LETTER: i64 = 10;
/// What an edge weighs at which the label ends as words do.
const EDGE: i64 = 8;
/// What the number before a label weighs.
const NUMBER: i64 = 12;
/// The most that other letters between two labels take away.
const FAR: i64 = 40;
/// How many labels back the distance to each is counted.
const NEAR: usize = 200;

/// Every place at which a label or a wording of it stands letter by letter. Linear in
/// the letters.
pub fn occurrences(stream: &Stream<'_>, labels: &Labels) -> Vec<Pick> {
    let letters = &stream.letters;
    let mut found: Vec<Pick> = Vec::new();
    for at in 0..letters.len().saturating_sub(1) {
        for &(label, wording) in labels.beginning([letters[at].c, letters[at + 1].c]) {
            let wording = &labels.all[label].wordings[wording];
            let end = at + wording.len();
            let same = letters.get(at..end).is_some_and(|here| {
                here.iter()
                    .zip(wording)
                    .all(|(here, letter)| here.c == *letter)
            });
            if same && within_one_cell(stream, at, end) {
                let pick = pick(stream, labels, label, at, end, 0);
                let row = matches!(labels.all[label].mark, Mark::Row { .. });
                if !row || !is_of_last_year(stream, pick.begin) {
                    found.push(pick);
                }
            }
        }
    }
    found.sort_by_key(|pick| (pick.end, pick.begin));
    found
}

/// Whether the word before says that a row is about the year before.
fn is_of_last_year(stream: &Stream<'_>, begin: usize) -> bool {
    let Some(last) = begin.checked_sub(1).map(|at| stream.letters[at].at.segment) else {
        return false;
    };
    if stream
        .letters
        .get(begin)
        .is_none_or(|letter| letter.at.segment != last)
    {
        return false;
    }
    let before = &stream.letters[begin.saturating_sub(LAST_YEAR)..begin];
    let same = before.iter().filter(|letter| letter.at.segment == last);
    let text: String = same.map(|letter| letter.c).collect();
    ["上年", "去年", "上一年", "上年度", "上年同期", "去年同期"]
        .iter()
        .any(|words| text.ends_with(words))
}

/// The longest of these words.
const LAST_YEAR: usize = 4;

/// A label of a grid or between bars stands in one cell; on lines it may be broken.
pub fn within_one_cell(stream: &Stream<'_>, at: usize, end: usize) -> bool {
    let (first, last) = (
        stream.letters[at].at.segment,
        stream.letters[end - 1].at.segment,
    );
    first == last || (first..=last).all(|segment| !stream.segments[segment].bounded)
}

/// The label at these letters, with the number before it.
pub fn pick(
    stream: &Stream<'_>,
    labels: &Labels,
    label: usize,
    core: usize,
    end: usize,
    slips: usize,
) -> Pick {
    let begin = numbered(stream, labels, label, core);
    let length = (end - core - slips.min(end - core)) as i64;
    let mut weight = LETTER * length - LETTER * slips as i64;
    let before = begin.unwrap_or(core);
    if before == 0 || stream.letters[before].parted || digit(stream, before - 1) {
        weight += EDGE;
    }
    if stream
        .letters
        .get(end)
        .is_none_or(|next| next.parted || next.c.is_ascii_digit())
    {
        weight += EDGE;
    }
    if begin.is_some() {
        weight += NUMBER;
    }
    Pick {
        label,
        begin: before,
        core,
        end,
        numbered: begin.is_some(),
        slips,
        weight,
    }
}

fn digit(stream: &Stream<'_>, at: usize) -> bool {
    stream.letters[at].c.is_ascii_digit()
}

/// The letter at which the number of a label begins. A digit is its number only if a mark
/// parts it from the label, or if it is the number that the form prints and stands alone
/// on its line before it: else it may be the last digit of the value before.
fn numbered(stream: &Stream<'_>, labels: &Labels, label: usize, core: usize) -> Option<usize> {
    let ordinal = labels.all[label].ordinal?;
    let before = core.checked_sub(1)?;
    let letter = stream.letters[before];
    let fits = match ordinal.is_ascii_digit() {
        true => {
            let alone = letter.parted
                && letter.c == ordinal
                && letter.at.segment == stream.letters[core].at.segment;
            let parted = stream.letters[core].parted;
            letter.c.is_ascii_digit() && parted && (alone || has_mark(stream, before, core))
        }
        false => letter.c == ordinal,
    };
    (fits && within_one_cell(stream, before, core + 1)).then_some(before)
}

/// Whether a mark stands between two letters that follow one another.
fn has_mark(stream: &Stream<'_>, before: usize, after: usize) -> bool {
    let mut between = stream.between(stream.end_before(before + 1), stream.begin(after));
    let marks = ['.', '．', '、', ',', '，', ')', '）', '﹒', '·'];
    between.any(|(_, _, text)| text.contains(marks))
}

/// The heaviest chain: later labels of the form stand behind earlier ones. Linear in the
/// picks, which are sorted by their ends.
pub fn heaviest(stream: &Stream<'_>, labels: &Labels, picks: &[Pick]) -> Vec<Pick> {
    let others = other_letters(stream);
    let mut best = vec![0i64; picks.len()];
    let mut from = vec![None; picks.len()];
    // The best end among those too far back to count the distance, by label.
    let mut settled: Vec<Option<usize>> = vec![None; labels.all.len()];
    let mut waiting = 0;
    for at in 0..picks.len() {
        let pick = picks[at];
        while waiting + NEAR < at {
            let label = picks[waiting].label;
            if settled[label].is_none_or(|one: usize| best[one] < best[waiting]) {
                settled[label] = Some(waiting);
            }
            waiting += 1;
        }
        let (mut value, mut before) = (0, None);
        let far = settled[..pick.label]
            .iter()
            .flatten()
            .map(|one| (*one, FAR));
        let near = (waiting..at).map(|one| {
            let between = others[pick.begin] - others[picks[one].end.min(pick.begin)];
            (one, between.min(FAR))
        });
        for (one, distance) in far.chain(near) {
            let earlier = picks[one].label < pick.label && picks[one].end <= pick.begin;
            if earlier && best[one] - distance > value {
                value = best[one] - distance;
                before = Some(one);
            }
        }
        best[at] = value + pick.weight;
        from[at] = before;
    }
    let mut chain = Vec::new();
    let mut next = (0..picks.len()).max_by_key(|at| (best[*at], std::cmp::Reverse(*at)));
    while let Some(at) = next {
        chain.push(picks[at]);
        next = from[at];
    }
    chain.reverse();
    chain
}

/// How many letters that are no digits stand before each letter.
fn other_letters(stream: &Stream<'_>) -> Vec<i64> {
    let mut counts = vec![0];
    for letter in &stream.letters {
        let more = i64::from(!letter.c.is_ascii_digit());
        counts.push(counts.last().copied().unwrap_or(0) + more);
    }
    counts
}

/// Whether a heading is one and no mention: it has its number, or a line of its own.
pub fn is_heading(stream: &Stream<'_>, labels: &Labels, pick: &Pick) -> bool {
    if !matches!(labels.all[pick.label].mark, Mark::Heading(_)) {
        return true;
    }
    let first = &stream.letters[pick.begin];
    let last = &stream.letters[pick.end - 1];
    let alone = stream
        .letters
        .get(pick.end)
        .is_none_or(|next| next.at.segment != last.at.segment)
        && (pick.begin == 0 || stream.letters[pick.begin - 1].at.segment != first.at.segment);
    pick.numbered || alone
}
