//! The words of a report, and at their end what has no place in it.

use crate::formats::quote::{markdown, one_line};
use crate::import::reading::Reading;
use crate::import::text::Text;
use crate::report::narrative::NOT_PLACED;

/// `report.md`: the text, then under a heading of its own all that was not understood,
/// so that somebody decides about it.
pub fn with_rest(text: &Text, reading: &Reading) -> String {
    let mut out = format!("{}\n", text.markdown.trim_end());
    let left_over = reading.left_over.iter().map(|one| {
        let why = format!("（{}）", one.why);
        (&one.place, one.text.as_str(), why)
    });
    let lines = text.not_understood.iter();
    let lines = lines.map(|line| (&line.place, line.text.as_str(), String::new()));
    let rest: Vec<_> = left_over.chain(lines).collect();
    if rest.is_empty() {
        return out;
    }
    out += &format!("\n## {NOT_PLACED}\n\n");
    for (place, text, why) in rest {
        let line = one_line(&format!("{place}：{text}{why}"));
        out += &format!("- {}\n", markdown(&line));
    }
    out
}
