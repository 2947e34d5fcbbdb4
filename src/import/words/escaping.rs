//! Words that are written so that no sign of them becomes markup.

use crate::formats::quote::markdown;
use crate::prose::is_cjk_punctuation;

/// A paragraph of which no sign becomes markup, at its beginning either, nor behind a
/// bullet with which it begins.
pub fn escaped(text: &str) -> String {
    let symbol = |c: char| !c.is_ascii() && !c.is_alphanumeric() && !is_cjk_punctuation(c);
    let body = text.trim_start_matches(|c| c == ' ' || symbol(c));
    let bullet = &text[..text.len() - body.len()];
    let out = markdown(body);
    let digits = out.len() - out.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match out[digits..].chars().next() {
        Some(mark @ ('.' | ')')) if digits > 0 => {
            format!("{bullet}{}\\{mark}{}", &out[..digits], &out[digits + 1..])
        }
        Some('-' | '+' | '=') if digits == 0 => format!("{bullet}\\{out}"),
        _ => format!("{bullet}{out}"),
    }
}
