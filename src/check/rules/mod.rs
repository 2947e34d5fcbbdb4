//! The registry: one file a rule, one line here, in the order of the spec.

mod a01;
mod a02;
mod a03;
mod a04;
mod a05;
mod a11y01;
mod att01;
mod cel01;
mod cel03;
mod cel04;
mod cel05;
mod cel06;
mod cel07;
mod col01;
mod con01;
mod con02;
mod dat01;
mod dat02;
mod dat03;
mod dat04;
mod doc01;
mod fmt01;
mod fmt02;
mod fmt03;
mod imp01;
mod lnk02;
mod md06;
mod met01;
mod nar01;
mod nar02;
mod nar03;
mod nar04;
mod nar05;
mod nar06;
mod nar07;
mod num01;
mod org01;
mod org02;
mod org03;
pub mod pii01;
mod pub03;
mod sec01;
mod sec02;
mod sec03;
mod sec04;
mod sec05;
mod sec06;
mod sec07;
mod tpl01;
mod tpl02;
mod ttl01;
mod ttl02;
mod ttl03;
mod txt01;
mod txt02;
mod txt03;
mod txt04;
mod txt05;
mod txt06;
mod txt07;
mod txt08;
mod x01;
mod x02;
mod x03;
mod x04;
mod yr01;
mod yr02;

use crate::diag::{Code, codes};

use super::rule::{Rule, Run};

/// Every rule there is.
pub static RULES: &[&Rule] = &[
    &a01::RULE,
    &a02::RULE,
    &a03::RULE,
    &a04::RULE,
    &a05::RULE,
    &x01::RULE,
    &x02::RULE,
    &x03::RULE,
    &x04::RULE,
    &fmt01::RULE,
    &fmt02::RULE,
    &fmt03::RULE,
    &reading(&codes::FMT04),
    &imp01::RULE,
    &ttl01::RULE,
    &ttl02::RULE,
    &ttl03::RULE,
    &sec01::RULE,
    &sec02::RULE,
    &sec03::RULE,
    &sec04::RULE,
    &sec05::RULE,
    &sec06::RULE,
    &sec07::RULE,
    &num01::RULE,
    &cel01::RULE,
    &reading(&codes::CEL02),
    &cel03::RULE,
    &cel04::RULE,
    &cel05::RULE,
    &cel06::RULE,
    &cel07::RULE,
    &nar01::RULE,
    &nar02::RULE,
    &nar03::RULE,
    &nar04::RULE,
    &nar05::RULE,
    &nar06::RULE,
    &nar07::RULE,
    &yr01::RULE,
    &yr02::RULE,
    &dat01::RULE,
    &dat02::RULE,
    &dat03::RULE,
    &dat04::RULE,
    &org01::RULE,
    &org02::RULE,
    &org03::RULE,
    &con01::RULE,
    &con02::RULE,
    &pii01::RULE,
    &tpl01::RULE,
    &tpl02::RULE,
    &txt01::RULE,
    &txt02::RULE,
    &txt03::RULE,
    &txt04::RULE,
    &txt05::RULE,
    &txt06::RULE,
    &txt07::RULE,
    &txt08::RULE,
    &reading(&codes::TXT09),
    &md06::RULE,
    &pub03::RULE,
    &reading(&codes::HEAD01),
    &reading(&codes::DRF01),
    &reading(&codes::FIL01),
    &reading(&codes::MD05),
    &reading(&codes::LNK01),
    &lnk02::RULE,
    &met01::RULE,
    &col01::RULE,
    &doc01::RULE,
    &a11y01::RULE,
    &att01::RULE,
];

/// A rule of which all is found while files are read.
const fn reading(code: &'static Code) -> Rule {
    Rule {
        code,
        run: Run::Reading,
    }
}

/// How what a code tells of is found, if it is a rule's.
pub fn run_of(code: &'static Code) -> Option<Run> {
    let rule = RULES.iter().find(|rule| rule.code == code);
    rule.map(|rule| rule.run)
}
