//! The codes of what is found below the rules: while files are read, linked,
//! planned and rendered. A code that only a rule uses is declared in the rule's
//! own file.

mod data;
mod files;
mod markdown;
mod pages;
mod report;
mod tables;

pub use data::{ALLOW, KEY, ORG, YAML};
pub use files::{DRF01, FILE, HEAD01, SITE, TEXT};
pub use markdown::{MD01, MD02, MD03, MD04, MD05, MD06, TXT09};
pub use pages::{LIMIT, LNK01, PLAN, TPL};
pub use report::{DAT03, SEC01, TTL01, YR01};
pub use tables::{CEL02, FMT01, FMT03, FMT04};

use super::code::Code;

/// All of them.
pub static CODES: &[&Code] = &[
    &FILE, &TEXT, &HEAD01, &DRF01, &SITE, &YAML, &KEY, &ORG, &ALLOW, &CEL02, &FMT01, &FMT03,
    &FMT04, &SEC01, &YR01, &DAT03, &TTL01, &MD01, &MD02, &MD03, &MD04, &MD05, &MD06, &TXT09,
    &LNK01, &PLAN, &TPL, &LIMIT,
];
