//! Numbers of administrative reconsiderations and suits (table four).

use crate::check::char_set::{Haystack, Word, words};
use crate::form::Verdict;
use crate::prose::figures::plain;

use super::cases::{self, DISPUTES, Share, kind};
use super::claim::{Context, Spot, What, counted};

const OBJECTS: [&str; 4] = ["行政复议", "行政诉讼", "复议", "诉讼"];
const RESULTS: [(&str, Verdict); 9] = [
    ("结果维持", Verdict::Upheld),
    ("维持", Verdict::Upheld),
    ("结果纠正", Verdict::Corrected),
    ("纠正", Verdict::Corrected),
    ("被纠正", Verdict::Corrected),
    ("其他结果", Verdict::Other),
    ("尚未审结", Verdict::Pending),
    ("未审结", Verdict::Pending),
    ("正在审理", Verdict::Pending),
];

/// Whether a sentence ties what it says to disclosure.
pub fn about_disclosure(sentence: &Haystack<'_>) -> bool {
    static DISCLOSURE: [Word; 5] =
        words(["信息公开", "政务公开", "公开申请", "依申请", "公开工作"]);
    sentence.says_any(&DISCLOSURE)
}

pub fn classify(
    spot: Spot<'_, '_>,
    lead: &Haystack<'_>,
    context: &Context,
    disclosure: bool,
) -> Option<What> {
    let figure = spot.figure();
    if !disclosure || !cases::is_unit(figure.measure) {
        return None;
    }
    let named = lead.says_any(&DISPUTES);
    if (context.seen_dispute.is_some() || named)
        && !context.hears
        && let Some(what) = result(plain(lead.text), context)
    {
        return Some(what);
    }
    match cases::share(spot) {
        Share::One(what) => {
            let lead = Haystack::new(spot.figures[spot.first()].lead);
            return cases::is_own(spot, &lead, context).then_some(what);
        }
        Share::Unclear => return None,
        Share::All => {}
    }
    let what = kind(lead).or_else(|| kind(&counted(figure, &OBJECTS)))?;
    if !cases::counts(figure) || !cases::is_own(spot, lead, context) {
        return None;
    }
    // 未发生行政复议，诉讼1件: the number is not of what there was none of.
    static DENIED: [Word; 9] = words([
        "未发", "没有", "未收", "维持", "纠正", "撤销", "驳回", "胜诉", "败诉",
    ]);
    Some(what).filter(|_| !lead.says_any(&DENIED))
}

/// 结果维持2件, of the kind that the words or the sentence name.
fn result(bare: &str, context: &Context) -> Option<What> {
    let (name, verdict) = RESULTS
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
    let verdict = *verdict;
    Some(What::Settled { suits, verdict })
}
