//! What a report's words claim, and what is known of a number while it is
//! decided what it counts.

use std::ops::Range;

use crate::check::char_set::Haystack;
use crate::form::{Matter, Measure, Verdict};
use crate::prose::figures::{Figure, plain};

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
    /// Licences, penalties, coercive measures.
    Decisions(Matter),
    /// 行政事业性收费, in 万元 or 元; the number has so many digits behind the
    /// point.
    Fees {
        decimals: u32,
        yuan: bool,
    },
    /// 申请全部办结, 办结率100%: none is left. The number is that of the requests
    /// it is said of, if that stands there.
    AllDone,
    /// 不收取任何费用.
    Free,
    /// Behind so many requests: by how much that is more than last year, in
    /// hundredths where `decimals` is known, else in requests. The number has
    /// that many digits behind the point.
    Growth {
        count: i64,
        decimals: Option<u32>,
    },
}

impl What {
    /// What is denied of fees.
    pub const NO_FEES: Self = Self::Fees {
        decimals: 0,
        yuan: false,
    };
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
pub struct Context {
    /// The block or its heading speaks of requests for disclosure.
    pub requests: bool,
    /// The sentence has named requests, disputes, documents, decisions.
    pub seen_requests: bool,
    pub seen_dispute: Option<bool>,
    pub seen_documents: bool,
    pub seen_decisions: bool,
    /// 其中 stands before the number.
    pub part: bool,
    /// The body judges the disputes of others, or the block speaks of that.
    pub hears: bool,
}

impl Context {
    /// Keeps what a number of the sentence counts, for those behind it.
    pub fn note(&mut self, what: What) {
        match what {
            What::Issued | What::Repealed | What::InForce => self.seen_documents = true,
            What::Settled { suits, .. } => self.seen_dispute = Some(suits),
            What::Reconsiderations => self.seen_dispute = Some(false),
            What::Suits | What::DirectSuits | What::LaterSuits => self.seen_dispute = Some(true),
            What::Disputes => self.seen_dispute = None,
            What::Decisions(_) => self.seen_decisions = true,
            _ => self.seen_requests = true,
        }
    }
}

/// A figure among those of its sentence.
#[derive(Clone, Copy)]
pub struct Spot<'s, 't> {
    pub text: &'t str,
    pub figures: &'s [Figure<'t>],
    pub at: usize,
}

impl<'s, 't> Spot<'s, 't> {
    pub fn figure(self) -> &'s Figure<'t> {
        &self.figures[self.at]
    }

    /// The place of the first figure that has the same lead: in
    /// `分别为1件、2件` that of 1 for both.
    pub fn first(self) -> usize {
        let mut back = (1..=self.at).rev();
        back.find(|at| !joins(&self.figures[*at])).unwrap_or(0)
    }

    pub fn next(self) -> Option<&'s Figure<'t>> {
        self.figures.get(self.at + 1)
    }
}

/// Whether nothing but a comma or 和 stands before a figure, so that the lead
/// of the one before it is its own too.
pub fn joins(figure: &Figure<'_>) -> bool {
    let bare = plain(figure.lead).trim_matches(['、', '与', '以', ' ']);
    bare.is_empty() && !figure.lead.is_empty()
}

/// What is counted where it stands behind the figure (`3件规范性文件`).
pub fn counted<'t>(figure: &Figure<'t>, objects: &[&str]) -> Haystack<'t> {
    let behind = objects.iter().any(|word| figure.after.starts_with(word));
    Haystack::new(if behind { figure.after } else { "" })
}
