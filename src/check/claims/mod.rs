//! What a report's words claim about its tables: `收到申请3件` is a claim about
//! table three, `未发生行政复议` one about table four.
//!
//! Only what is plainly said by this body about the whole of this year is a
//! claim. Everything else, from a channel's share to a plan, is passed over,
//! because a false alarm costs more than a missed slip.

mod disputes;
mod documents;
mod requests;
mod whose;

use std::ops::Range;

use crate::parse::markdown::{Kind, Prose};
use crate::portal::{Report, Unit};

use super::clauses::{Figure, Sentence, figures, sentences};
use super::scope::Words;

use whose::Body;

/// What a number in the text counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// A way in which requests were concluded, by the beginning of its rows.
    Outcome(&'static str),
    Reconsiderations,
    Suits,
    DirectSuits,
    LaterSuits,
    /// 行政复议、行政诉讼 in one number.
    Disputes,
    /// A column of table four, of reconsiderations or of suits.
    Settled {
        suits: bool,
        column: &'static str,
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
}

/// Every claim of a report, in reading order. Linear in the text.
pub fn claims(unit: &Unit, report: &Report, words: &Words<'_>) -> Vec<Claim> {
    let mut reader = Reader {
        body: Body::new(unit, report.year),
        claims: Vec::new(),
        sentence: 0,
    };
    let mut topic = false;
    for (section, prose) in words.blocks() {
        let id = section.map_or("", |section| section.id);
        match prose.kind {
            Kind::Heading(_) => topic = speaks_of_requests(&prose.text),
            Kind::Text if id != "problems" => {
                let context = Context {
                    requests: topic || id == "requests" || speaks_of_requests(&prose.text),
                    seen_dispute: None,
                    ..Context::default()
                };
                reader.block(prose, context, id == "disputes");
            }
            _ => {}
        }
    }
    reader.claims
}

fn speaks_of_requests(text: &str) -> bool {
    ["依申请公开", "公开申请", "申请公开"]
        .iter()
        .any(|word| text.contains(word))
}

struct Reader<'u> {
    body: Body<'u>,
    claims: Vec<Claim>,
    sentence: usize,
}

impl Reader<'_> {
    fn block(&mut self, prose: &Prose, context: Context, disputes: bool) {
        let mut own = true;
        for sentence in sentences(&prose.text) {
            self.sentence += 1;
            own = self.sentence(prose, sentence, context, disputes, own);
        }
    }

    /// Reads a sentence; answers whether the next is still about this body. A
    /// district's number is, in the next sentence, still the district's.
    fn sentence(
        &mut self,
        prose: &Prose,
        sentence: Sentence<'_>,
        mut context: Context,
        section: bool,
        inherited: bool,
    ) -> bool {
        let text = sentence.text;
        let disclosure = section || context.requests || disputes::about_disclosure(text);
        let figures = figures(text);
        let mut own = true;
        let span = |range: Range<usize>| {
            prose.span(sentence.start + range.start..sentence.start + range.end)
        };
        for (at, figure) in figures.iter().enumerate() {
            if figure.measure == "%" {
                continue;
            }
            let next = figures.get(at + 1);
            context.part = text[..figure.range.start]
                .rsplit(['；', ';'])
                .next()
                .is_some_and(|clause| clause.contains("其中"));
            let Some(what) = classify(figure, next, &context, disclosure) else {
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
            let end = figure.range.end + figure.after.len();
            let before = &text[..text.floor_char_boundary(end)];
            own = self.body.own(before, inherited);
            if !own || figure.rough || !self.body.this_year(&text[..figure.range.start]) {
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
        if !context.seen_requests {
            let some = requests::some(text).filter(|range| {
                self.body.own(&text[..range.end], inherited)
                    && self.body.this_year(&text[..range.end])
            });
            self.claims.extend(some.map(|range| Claim {
                what: What::Done,
                number: 1,
                worded: true,
                sentence: self.sentence,
                span: span(range),
            }));
        }
        let mut none = requests::none(text, context.requests);
        none.extend(disputes::none(text).into_iter().filter(|_| disclosure));
        for (what, range) in none {
            if self.body.own(&text[..range.end], inherited)
                && self.body.this_year(&text[..range.end])
            {
                self.claims.push(Claim {
                    what,
                    number: 0,
                    worded: true,
                    sentence: self.sentence,
                    span: span(range),
                });
            }
        }
        own
    }
}

/// What a figure counts, if that is plain.
fn classify(
    figure: &Figure<'_>,
    next: Option<&Figure<'_>>,
    context: &Context,
    disclosure: bool,
) -> Option<What> {
    // A difference or an ordinal counts nothing.
    const NOT: [&str; 12] = [
        "较", "比", "增加", "减少", "增长", "下降", "上升", "降低", "同比", "持平", "将", "拟",
    ];
    let lead = figure.lead;
    if NOT.iter().any(|word| lead.contains(word)) || lead.trim_end().ends_with(['第', '每']) {
        return None;
    }
    disputes::classify(figure, context, disclosure)
        .or_else(|| documents::classify(figure, context))
        .or_else(|| requests::classify(figure, next, context))
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// What stands around a figure, as one text: its lead, and what is counted
/// where that stands behind (`3件规范性文件`).
fn counted<'t>(figure: &Figure<'t>, objects: &[&str]) -> (&'t str, &'t str) {
    let after = if objects.iter().any(|word| figure.after.starts_with(word)) {
        figure.after
    } else {
        ""
    };
    (figure.lead, after)
}

#[cfg(test)]
mod tests;
