//! The codes of what is found below the rules: while files are read, linked,
//! planned and rendered. A code that only a rule uses is declared in the rule's
//! own file.

mod data;
mod files;
mod markdown;
mod pages;
mod report;
mod tables;

use super::code::Code;

/// Makes codes known by their names and lists them, so that none can be used
/// without being listed.
macro_rules! codes {
    ($($file:ident: $($code:ident),+;)+) => {
        $(pub use $file::{$($code),+};)+

        /// All of them.
        pub static CODES: &[&Code] = &[$($(&$code),+),+];
    };
}

codes! {
    files: FILE, TEXT, HEAD01, DRF01, FIL01, SITE;
    data: YAML, KEY, ORG, ALLOW;
    tables: CEL02, FMT03, FMT04;
    report: SEC01, SEC08, TTL01, IMP01, PUB02;
    markdown: MD01, MD02, MD03, MD04, MD05, MD06, MD07, TXT09;
    pages: LNK01, LNK02, PLAN, TPL, LIMIT, MOV01, EMB01;
}
