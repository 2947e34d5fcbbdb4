//! What must not be published: numbers that lead to a person, and marks that
//! say that a paper is not for the public.

mod contact;
mod marks;
mod numbers;

use std::ops::Range;

use crate::prose::sign_kinds::{SignKinds, Signs};

pub use marks::mark;

/// What was found at a place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposed {
    pub what: What,
    /// In bytes of the text.
    pub range: Range<usize>,
    /// The number with its middle hidden, as it may be shown: 138****1234.
    pub masked: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The number of an identity card (GB 11643) with a right check digit.
    Identity,
    /// The number of a bank card with a right check digit.
    Card,
    /// What is called the number of a bank card and begins like one; the check
    /// digit is wrong.
    Account,
    /// The number of a mobile telephone.
    Mobile,
}

impl What {
    pub fn name(self) -> &'static str {
        match self {
            What::Identity => "身份证号码",
            What::Card | What::Account => "银行卡号",
            What::Mobile => "手机号码",
        }
    }
}

/// What stands above a text and beside it, and says what its numbers are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'t> {
    /// The heading that it stands under.
    pub section: &'t str,
    /// In a table: the heads of the columns, the first cell of the row.
    pub heads: &'t str,
}

/// The numbers in a text, whose signs are these. What stands around it may say
/// that a number is none of a person. Linear.
pub fn numbers(text: &str, signs: &Signs, around: Around<'_>) -> Vec<Exposed> {
    let mut found = Vec::new();
    // Hardly any text has so many digits.
    if !signs.kinds.have(SignKinds::LONG_NUMBER) {
        return found;
    }
    for run in numbers::runs(signs) {
        numbers::read(text, &run, &mut found);
    }
    // Most texts have no such number, and need no second look.
    if !found.is_empty() && numbers::are_of_things(around.heads) {
        found.retain(|one| {
            one.what == What::Mobile || numbers::is_called_a_persons(text, &one.range)
        });
    }
    if found.iter().any(|one| one.what == What::Mobile) {
        let personal = found.iter().any(|one| one.what != What::Mobile);
        found.retain(|one| {
            one.what != What::Mobile
                || personal
                || !contact::is_contact(text, one.range.clone(), around)
        });
    }
    found
}

#[cfg(test)]
mod tests;
