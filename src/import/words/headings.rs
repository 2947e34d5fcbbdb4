//! Which paragraphs inside a section are its headings.

use crate::import::source::LineKind;
use crate::prose::digit;
use crate::prose::ordinals::{Style, leading};

use super::scan::letters_of;

/// The most letters of a heading inside a section.
pub const LONGEST_HEADING: usize = 40;

/// Whether a text begins with a number such as `（一）`.
pub fn is_numbered(text: &str) -> bool {
    leading(text).is_some_and(|one| one.style == Style::ChineseParen)
}

/// Whether the numbered paragraphs of a section are headings though they end as sentences
/// do: two or more, each one short sentence without a number in it, with a text behind it
/// that is not numbered. Linear in the paragraphs.
pub fn end_with_stops(texts: &[&str]) -> bool {
    let sentence = |text: &str| {
        let own = leading(text).map_or("", |one| &text[one.range.end..]);
        own.ends_with('。')
            && own.matches(['。', '；', '：', '！', '？']).count() == 1
            && letters_of(own) <= LONGEST_HEADING
            && !own.contains('〔')
            && !own.chars().any(|c| digit(c).is_some())
    };
    let numbered = texts
        .iter()
        .enumerate()
        .filter(|(_, text)| is_numbered(text));
    let mut count = 0;
    for (at, text) in numbered {
        let has_text = texts.get(at + 1).is_some_and(|next| !is_numbered(next));
        if !sentence(text) || !has_text {
            return false;
        }
        count += 1;
    }
    count >= 2
}

/// Whether a paragraph is a heading: short, numbered, with text behind it.
pub fn is_heading(text: &str, kind: LineKind, next: Option<&str>) -> bool {
    let count = letters_of(text);
    let bare = !text.ends_with(['。', '，', '；', '：', ':', '、', '！', '？', ',', ';', '.'])
        && !text.contains(['。', '〔', '|']);
    // What the file itself marks as a heading may end as a sentence does.
    if matches!(kind, LineKind::Heading(_)) && is_numbered(text) && count <= LONGEST_HEADING {
        return true;
    }
    if !bare || !(3..=LONGEST_HEADING).contains(&count) {
        return false;
    }
    let is_list = next.is_none_or(|next| {
        is_numbered(next) && letters_of(next) <= LONGEST_HEADING && !next.contains('。')
    });
    match kind {
        LineKind::Heading(_) => true,
        LineKind::Paragraph | LineKind::Item => is_numbered(text) && !is_list,
    }
}

/// Whether a text is nothing but a number such as `（一）` and a few words.
pub fn is_numbered_heading(text: &str) -> bool {
    is_heading(text, LineKind::Paragraph, Some(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_short_and_have_text_behind_them() {
        let heading = |text, next| is_heading(text, LineKind::Paragraph, next);
        assert!(heading("（一）主动公开情况", Some("全年公开12条。")));
        assert!(!heading("（一）主动公开情况。", Some("全年公开12条。")));
        assert!(!heading("（一）制度不全", Some("（二）人手不够")));
        assert!(!heading("（三）人手不够", None));
    }

    #[test]
    fn headings_that_end_with_stops_are_known_by_each_other() {
        let texts = [
            "（一）加强组织领导，确保工作开展。",
            "成立领导小组，由镇长负责。",
            "（二）强化培训。",
            "全年培训2次。",
        ];
        assert!(end_with_stops(&texts));
        assert!(!end_with_stops(&texts[..3]));
        assert!(!end_with_stops(&texts[..2]));
        let stated = ["（一）全年公开12条。", "好。", "（二）强化培训。", "好。"];
        assert!(!end_with_stops(&stated));
    }
}
