//! What a report's words claim about its tables: `收到申请3件` is a claim about
//! table three, `未发生行政复议` one about table four.
//!
//! Only what is plainly said by this unit about the whole of this year is a
//! claim. Everything else, from a channel's share to a plan, is passed over,
//! because a false alarm costs more than a missed slip.

mod all_done;
mod cases;
mod claim;
mod decisions;
mod denials;
mod disputes;
mod documents;
mod free;
mod growth;
mod requests;
mod scope_of_claim;
mod subject;

use std::cell::LazyCell;
use std::ops::Range;

use crate::form::SectionKind;
use crate::parse::markdown::Kind;
use crate::portal::{Report, Unit};
use crate::prose::figures::Figure;
use crate::prose::numbers::Number;
use crate::prose::text::Sentence;

use super::char_set::{Haystack, List, Word, words};
use super::narrative::{Block, Words};
use super::years;

pub use claim::{Claim, What};
use claim::{Context, Spot};
use growth::growth;
use scope_of_claim::Reporter;

/// No report makes more claims; what follows them in a hostile one is not read.
const MOST: usize = 1000;

/// What is counted or denied: a sentence without any of these claims nothing.
static SUBJECTS: [Word; 15] = words([
    "申请",
    "结转",
    "顺延",
    "复议",
    "诉讼",
    "直接起诉",
    "直接提起",
    "规范性文件",
    "处罚",
    "行政许可",
    "行政强制",
    "行政事业性收费",
    "办结",
    "收取",
    "不收费",
]);

/// How a block or its heading speaks of requests.
static REQUESTS: [Word; 3] = words(["依申请公开", "公开申请", "申请公开"]);

/// Every claim of a report, in reading order. Linear in the text.
pub fn claims(unit: &Unit, report: &Report, words: &Words<'_>) -> Vec<Claim> {
    let mut reader = Reader {
        body: Reporter::new(unit, report.year),
        claims: Vec::new(),
        sentence: 0,
    };
    let mut topic = false;
    for (section, prose) in words.blocks() {
        let about = section.and_then(|section| section.kind);
        match prose.kind {
            Kind::Heading(_) => topic = prose.says_any(&REQUESTS),
            Kind::Text if about != Some(SectionKind::Problems) && prose.says_any(&SUBJECTS) => {
                let context = Context {
                    requests: topic
                        || about == Some(SectionKind::Requests)
                        || prose.says_any(&REQUESTS),
                    hears: reader.body.hears || prose.says_any(&cases::HEARING),
                    ..Context::default()
                };
                reader.block(prose, context, about == Some(SectionKind::Disputes));
            }
            _ => {}
        }
    }
    reader.claims
}

struct Reader<'u> {
    body: Reporter<'u>,
    claims: Vec<Claim>,
    sentence: usize,
}

impl Reader<'_> {
    fn block(&mut self, prose: &Block, context: Context, disputes: bool) {
        let subjects = SUBJECTS.iter().filter(|word| prose.says(*word));
        let subjects: Vec<&str> = subjects.map(|word| word.text).collect();
        let mut own = true;
        for sentence in prose.read().sentences() {
            if self.claims.len() >= MOST {
                return;
            }
            self.sentence += 1;
            let claims = subjects.iter().any(|word| sentence.text.contains(*word));
            own = !claims || self.sentence(prose, sentence, context, disputes, own);
        }
    }

    /// Reads a sentence; answers whether the next is still about this unit. A
    /// district's number is, in the next sentence, still the district's.
    fn sentence(
        &mut self,
        prose: &Block,
        sentence: Sentence<'_>,
        mut context: Context,
        section: bool,
        inherited: bool,
    ) -> bool {
        let text = sentence.text;
        let words = Haystack::new(text);
        let disclosure = section || context.requests || disputes::about_disclosure(&words);
        let figures = sentence.figures();
        let names = &self.body.names;
        let seen = classified(text, &figures, &mut context, disclosure, names);
        let marks = LazyCell::new(|| self.body.read(&words, sentence.numbers(), inherited));
        let sentence_number = self.sentence;
        let claim = |what, number, worded, range: Range<usize>| Claim {
            what,
            number,
            worded,
            sentence: sentence_number,
            span: prose.span(sentence.start + range.start..sentence.start + range.end),
        };
        let mut own = true;
        for (at, (figure, what)) in seen.iter().enumerate() {
            let range = figure.range.clone();
            let growth = self.growth(&figures[at..], &context);
            if let Some((what, number, range)) = growth
                && marks.this_year(figure.range.start)
            {
                self.claims.push(claim(what, number, false, range));
            }
            let Some(what) = *what else { continue };
            own = marks.own(text.floor_char_boundary(range.end + figure.after.len()));
            let stale = || is_stale(prose, sentence.start + range.start, self.body.year, what);
            if own && !figure.rough && (marks.this_year(range.start) || stale()) {
                self.claims.push(claim(what, figure.count, false, range));
            }
        }
        let told = worded(
            &words,
            &context,
            disclosure,
            &seen,
            sentence.numbers(),
            &self.body,
        );
        for (what, number, worded, range) in told {
            if marks.own(range.end) && marks.this_year(range.end) {
                self.claims.push(claim(what, number, worded, range));
            }
        }
        own
    }

    /// What the second of these figures says of the growth of the requests that
    /// the first counts, and where.
    fn growth(
        &self,
        figures: &[Figure<'_>],
        context: &Context,
    ) -> Option<(What, i64, Range<usize>)> {
        use What::{Handled, NewlyReceived, Received};
        let [figure, next, ..] = figures else {
            return None;
        };
        let (growth, number) = growth(figure.count, next, figure.measure, self.body.year)?;
        // The number itself shows whether it is the table's, so its sentence
        // need not say that requests for disclosure are meant.
        let context = Context {
            requests: true,
            part: false,
            ..*context
        };
        let lead = Haystack::new(figure.lead);
        let what = requests::classify(figure, &lead, None, &context)?;
        let whole = matches!(what, Received | NewlyReceived | Handled) && !figure.rough;
        whole.then(|| (growth, number, next.range.clone()))
    }
}

/// The figures of a sentence, each with what it counts, if that is plain.
fn classified<'f, 't>(
    text: &str,
    figures: &'f [Figure<'t>],
    context: &mut Context,
    disclosure: bool,
    names: &[&str],
) -> Vec<(&'f Figure<'t>, Option<What>)> {
    let classified = figures.iter().enumerate().map(|(at, figure)| {
        if figure.measure == "%" {
            return (figure, None);
        }
        context.part = is_part(text, figures, at);
        let spot = Spot { text, figures, at };
        let what = classify(spot, context, disclosure, names);
        if let Some(what) = what {
            context.note(what);
        }
        (figure, what)
    });
    classified.collect()
}

/// Whether a number of documents stands in a statement of this year's work that
/// begins with the year of an older report. They are compared all the same: the
/// number may be old too.
fn is_stale(prose: &Block, at: usize, year: i64, what: What) -> bool {
    let documents = matches!(what, What::Issued | What::Repealed | What::InForce);
    let year = u16::try_from(year).ok().filter(|_| documents);
    year.is_some_and(|year| years::stale_at(prose.read(), at, year))
}

/// What a sentence claims in words, with the number that stands for it, and in
/// money, after its figures are read.
fn worded(
    words: &Haystack<'_>,
    context: &Context,
    disclosure: bool,
    seen: &[(&Figure<'_>, Option<What>)],
    numbers: &[Number],
    body: &Reporter<'_>,
) -> Vec<(What, i64, bool, Range<usize>)> {
    let names = &body.names;
    let mut worded = Vec::new();
    worded.extend(requests::none(words, context.requests).map(|range| (What::Received, 0, range)));
    if disclosure {
        let none = denials::none(words, context.hears).into_iter();
        worded.extend(none.map(|(what, range)| (what, 0, range)));
    }
    if !context.seen_requests {
        worded.extend(requests::done(words).map(|range| (What::Done, 1, range)));
    }
    let none = decisions::none(words, names).into_iter();
    worded.extend(none.map(|(what, range)| (what, 0, range)));
    if words.says_any(&all_done::NAMED) {
        let done = all_done::all_done(words, seen, names);
        worded.extend(done.map(|(count, range)| (What::AllDone, count.unwrap_or(-1), range)));
    }
    if words.says_any(&free::NAMED) {
        let free = free::free(words, context, names);
        worded.extend(free.map(|range| (What::Free, 0, range)));
    }
    let worded = worded.into_iter();
    let worded = worded.map(|(what, number, range)| (what, number, true, range));
    let fees = words.says(decisions::FEES);
    let fees = fees.then(|| decisions::fees(words.text, numbers, names));
    let fees = fees.into_iter().flatten();
    let fees = fees.map(|(what, number, range)| (what, number, false, range));
    worded.chain(fees).collect()
}

/// Whether 其中 stands before a figure, with nothing between that is counted
/// in another measure: `公开9条，其中政策3条，制发文件2件` ends the parts at 件.
fn is_part(text: &str, figures: &[Figure<'_>], at: usize) -> bool {
    // No list is that long; a hostile text may be.
    for one in (0..=at).rev().take(64) {
        let begin = one
            .checked_sub(1)
            .map_or(0, |before| figures[before].range.end);
        let gap = &text[begin..figures[one].range.start];
        if gap.contains("其中") {
            return true;
        }
        let same = one > 0 && figures[one - 1].measure == figures[at].measure;
        if !same || gap.contains(['；', ';']) {
            return false;
        }
    }
    false
}

/// What a figure counts, if that is plain.
fn classify(
    spot: Spot<'_, '_>,
    context: &Context,
    disclosure: bool,
    names: &[&str],
) -> Option<What> {
    // A difference or an ordinal counts nothing.
    static NOT: List<12> = List::new([
        "较", "比", "增加", "减少", "增长", "下降", "上升", "降低", "同比", "持平", "将", "拟",
    ]);
    let figure = spot.figure();
    let lead = Haystack::new(figure.lead);
    if lead.says_one(&NOT) || lead.text.trim_end().ends_with(['第', '每']) {
        return None;
    }
    disputes::classify(spot, &lead, context, disclosure)
        .or_else(|| documents::classify(figure, &lead, context))
        .or_else(|| decisions::classify(spot, &lead, context, names))
        .or_else(|| requests::classify(figure, &lead, spot.next(), context))
}

#[cfg(test)]
mod tests;
