//! What a report's words claim about its tables: `收到申请3件` is a claim about
//! table three, `未发生行政复议` one about table four.
//!
//! Only what is plainly said by this body about the whole of this year is a
//! claim. Everything else, from a channel's share to a plan, is passed over,
//! because a false alarm costs more than a missed slip.

mod cases;
mod denials;
mod disputes;
mod documents;
mod requests;
mod scope_of_claim;

use std::ops::Range;

use crate::form::{Measure, SectionKind, Verdict};
use crate::parse::markdown::Kind;
use crate::portal::{Report, Unit};

use super::char_set::{Haystack, List, Word, words};
use super::clauses::{Figure, Sentence, figures, sentences};
use super::scope::{Block, Words};

use scope_of_claim::{Marks, Reporter};

/// What a number in the text counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// 收到: new ones, perhaps with those carried over.
    Received,
    /// 新收: new ones only.
    NewlyReceived,
    /// 受理, 办理, or more than one verb: any sum a clerk may mean.
    Handled,
    /// 办结, 答复.
    Concluded,
    /// 申请已全部办结: there were some, however many.
    Done,
    CarriedIn,
    CarriedOut,
    /// A way in which requests were concluded.
    Outcome(Measure),
    Reconsiderations,
    Suits,
    DirectSuits,
    LaterSuits,
    /// 行政复议、行政诉讼 in one number.
    Disputes,
    /// How reconsiderations or suits ended.
    Settled {
        suits: bool,
        verdict: Verdict,
    },
    Issued,
    Repealed,
    InForce,
}

/// A claim and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub what: What,
    pub number: i64,
    /// There are none, and it is said in words: 未收到, 未发生.
    pub worded: bool,
    /// Claims of one sentence have one number.
    pub sentence: usize,
    /// In bytes of the narrative's file.
    pub span: Range<usize>,
}

/// No report makes more claims; what follows them in a hostile one is not read.
const MOST: usize = 1000;

/// What is counted or denied: a sentence without any of these claims nothing.
static SUBJECTS: [Word; 8] = words([
    "申请",
    "结转",
    "顺延",
    "复议",
    "诉讼",
    "直接起诉",
    "直接提起",
    "规范性文件",
]);

/// What the sentence so far is about.
#[derive(Clone, Copy, Default)]
struct Context {
    /// The block or its heading speaks of requests for disclosure.
    requests: bool,
    /// The sentence has named requests, disputes, documents.
    seen_requests: bool,
    seen_dispute: Option<bool>,
    seen_documents: bool,
    /// 其中 stands before the number.
    part: bool,
    /// The body judges the disputes of others, or the block speaks of that.
    hears: bool,
}

/// A figure among those of its sentence.
#[derive(Clone, Copy)]
struct Spot<'s, 't> {
    text: &'t str,
    figures: &'s [Figure<'t>],
    at: usize,
}

impl<'s, 't> Spot<'s, 't> {
    fn figure(self) -> &'s Figure<'t> {
        &self.figures[self.at]
    }

    /// The place of the first figure that has the same lead: in
    /// `分别为1件、2件` that of 1 for both.
    fn first(self) -> usize {
        let mut back = (1..=self.at).rev();
        back.find(|at| !cases::joins(&self.figures[*at]))
            .unwrap_or(0)
    }

    fn next(self) -> Option<&'s Figure<'t>> {
        self.figures.get(self.at + 1)
    }
}

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
        for sentence in sentences(&prose.text, prose.signs().iter().copied()) {
            if self.claims.len() >= MOST {
                return;
            }
            self.sentence += 1;
            let claims = subjects.iter().any(|word| sentence.text.contains(*word));
            own = !claims || self.sentence(prose, sentence, context, disputes, own);
        }
    }

    /// Reads a sentence; answers whether the next is still about this body. A
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
        let figures = figures(text);
        let mut own = true;
        let mut marks: Option<Marks> = None;
        let span = |range: Range<usize>| {
            prose.span(sentence.start + range.start..sentence.start + range.end)
        };
        for (at, figure) in figures.iter().enumerate() {
            if figure.measure == "%" {
                continue;
            }
            context.part = is_part(text, &figures, at);
            let spot = Spot {
                text,
                figures: &figures,
                at,
            };
            let Some(what) = classify(spot, &context, disclosure) else {
                continue;
            };
            match what {
                What::Issued | What::Repealed | What::InForce => context.seen_documents = true,
                What::Settled { suits, .. } => context.seen_dispute = Some(suits),
                What::Reconsiderations => context.seen_dispute = Some(false),
                What::Suits | What::DirectSuits | What::LaterSuits => {
                    context.seen_dispute = Some(true)
                }
                What::Disputes => context.seen_dispute = None,
                _ => context.seen_requests = true,
            }
            let marks = marks.get_or_insert_with(|| self.body.read(&words, inherited));
            own = marks.own(text.floor_char_boundary(figure.range.end + figure.after.len()));
            if !own || figure.rough || !marks.this_year(figure.range.start) {
                continue;
            }
            self.claims.push(Claim {
                what,
                number: figure.count,
                worded: false,
                sentence: self.sentence,
                span: span(figure.range.clone()),
            });
        }
        let mut worded = Vec::new();
        worded
            .extend(requests::none(&words, context.requests).map(|range| (What::Received, range)));
        if disclosure {
            worded.extend(denials::none(&words, context.hears));
        }
        if !context.seen_requests {
            worded.extend(requests::done(&words).map(|range| (What::Done, range)));
        }
        for (what, range) in worded {
            let marks = marks.get_or_insert_with(|| self.body.read(&words, inherited));
            if marks.own(range.end) && marks.this_year(range.end) {
                self.claims.push(Claim {
                    what,
                    number: i64::from(what == What::Done),
                    worded: true,
                    sentence: self.sentence,
                    span: span(range),
                });
            }
        }
        own
    }
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
fn classify(spot: Spot<'_, '_>, context: &Context, disclosure: bool) -> Option<What> {
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
        .or_else(|| requests::classify(figure, &lead, spot.next(), context))
}

/// What is counted where it stands behind the figure (`3件规范性文件`).
fn counted<'t>(figure: &Figure<'t>, objects: &[&str]) -> Haystack<'t> {
    let behind = objects.iter().any(|word| figure.after.starts_with(word));
    Haystack::new(if behind { figure.after } else { "" })
}

#[cfg(test)]
mod tests;
