//! Repairs that lose nothing, put into a file's text.
//!
//! Only what is listed in `harmless` is ever done, whatever a finding
//! proposes: a repair never changes a number or a word.

use crate::diag::{Diagnostic, Edit, line_column};
use crate::text::narrow_digit;

/// A file's text with its repairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    pub text: String,
    /// Each changed line once, in order.
    pub changes: Vec<Change>,
}

/// A line before and after its repairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// From 1.
    pub line: usize,
    pub before: String,
    pub after: String,
}

/// The rules whose repairs may be made without asking.
const RULES: [&str; 3] = ["CEL02", "TXT01", "TXT03"];

/// Makes the repairs of a file's own diagnostics in its text. `text` is the
/// file after a byte order mark, as places count it. Where two repairs touch
/// the same bytes, the first is made and the other waits for the next time.
/// What the author allows stays.
pub fn fix<'d>(text: &str, diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Fixed {
    let mut edits: Vec<&Edit> = diagnostics
        .into_iter()
        .filter(|one| one.allowed.is_none() && RULES.contains(&one.rule))
        .flat_map(|one| &one.edits)
        .filter(|edit| {
            let old = text.get(edit.span.clone());
            old.is_some_and(|old| harmless(text, old, edit))
        })
        .collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut fixed = Fixed::default();
    let mut done = 0;
    for edit in edits {
        // Of two marks that stand twice, only one may go.
        let touches = edit.text.is_empty() && done > 0 && edit.span.start == done;
        if edit.span.start < done || touches {
            continue;
        }
        let (line, _) = line_column(text, edit.span.start);
        // A repair never crosses a line, so that every line keeps its number.
        if fixed.changes.last().is_none_or(|last| last.line != line) {
            fixed.changes.push(Change {
                line,
                before: String::new(),
                after: String::new(),
            });
        }
        fixed.text.push_str(&text[done..edit.span.start]);
        fixed.text.push_str(&edit.text);
        done = edit.span.end;
    }
    fixed.text.push_str(&text[done..]);
    let mut pairs = text.lines().zip(fixed.text.lines()).zip(1..);
    for change in &mut fixed.changes {
        if let Some(((before, after), _)) = pairs.find(|(_, line)| *line == change.line) {
            (change.before, change.after) = (before.to_owned(), after.to_owned());
        }
    }
    fixed
}

/// Whether a repair is one of the three that lose nothing: a mark that stands
/// twice goes once, a half-width mark becomes its full-width twin, full-width
/// digits become ASCII digits of the same value.
fn harmless(text: &str, old: &str, edit: &Edit) -> bool {
    let (before, after) = (&text[..edit.span.start], &text[edit.span.end..]);
    let mut chars = old.chars();
    let single = chars.next().filter(|_| chars.next().is_none());
    match single {
        Some(mark) if edit.text.is_empty() => {
            DOUBLED.contains(mark) && (before.ends_with(mark) || after.starts_with(mark))
        }
        Some(mark) if widened(mark).is_some() => {
            let mut new = edit.text.chars();
            new.next() == widened(mark) && new.next().is_none()
        }
        _ => {
            let bare = old
                .strip_prefix(['"', '\''])
                .and_then(|rest| rest.strip_suffix(['"', '\'']))
                .unwrap_or(old);
            let plain = |c: char| c.is_ascii_digit() || c == '.';
            edit.text.chars().all(plain) && bare.trim().chars().map(narrowed).eq(edit.text.chars())
        }
    }
}

/// The marks of which the second may go.
pub const DOUBLED: &str = "《》（）〔〕“”，。、";

/// The full-width twin of a half-width mark.
pub fn widened(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '(' => '（',
        ')' => '）',
        _ => return None,
    })
}

/// The ASCII twin of a full-width digit or point.
fn narrowed(c: char) -> char {
    match c {
        '．' => '.',
        _ => narrow_digit(c),
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Place;
    use crate::path::SourcePath;

    use super::*;

    fn proposal(rule: &'static str, span: std::ops::Range<usize>, new: &str) -> Diagnostic {
        let file = SourcePath::new("content/reports/2025/report.md").expect("a path");
        let mut one = Diagnostic::error(rule, Place::span(&file, span.clone()), "a fault");
        one.edits.push(Edit {
            span,
            text: new.to_owned(),
        });
        one
    }

    #[test]
    fn repairs_are_made_and_shown_line_by_line() {
        let text = "甲《《乙》\n丙,丁\n３ 和 ４\n";
        let at = |word: &str| text.find(word).expect("it is there");
        let all = [
            proposal("TXT03", at(",")..at(",") + 1, "，"),
            proposal("TXT01", at("《乙")..at("乙"), ""),
            proposal("CEL02", at("３")..at("３") + 3, "3"),
            proposal("CEL02", at("４")..at("４") + 3, "4"),
        ];
        let fixed = fix(text, &all);
        assert_eq!(fixed.text, "甲《乙》\n丙，丁\n3 和 4\n");
        let lines: Vec<_> = fixed
            .changes
            .iter()
            .map(|change| (change.line, change.before.as_str(), change.after.as_str()))
            .collect();
        assert_eq!(
            lines,
            [
                (1, "甲《《乙》", "甲《乙》"),
                (2, "丙,丁", "丙，丁"),
                (3, "３ 和 ４", "3 和 4")
            ]
        );
    }

    #[test]
    fn what_is_not_harmless_is_not_done() {
        let text = "甲《乙》，3件,４\n";
        let at = |word: &str| text.find(word).expect("it is there");
        let three = at("3")..at("3") + 1;
        let mut allowed = proposal("TXT03", at(",")..at(",") + 1, "，");
        allowed.allowed = Some("照原文".to_owned());
        let refused = [
            proposal("TXT01", at("《")..at("乙"), ""),
            proposal("TXT01", three.clone(), ""),
            proposal("CEL02", three.clone(), "4"),
            proposal("CEL02", at("４")..at("４") + 3, "5"),
            proposal("FMT02", at(",")..at(",") + 1, "，"),
            proposal("TXT03", at("甲")..at("甲") + 3, "乙"),
            proposal("TXT03", at("，")..at("，") + 1, ""),
            proposal("TXT03", 900..901, "，"),
            allowed,
        ];
        for one in &refused {
            assert_eq!(fix(text, [one]).text, text, "{one:?}");
            assert_eq!(fix(text, [one]).changes, []);
        }
    }

    #[test]
    fn of_two_repairs_of_one_place_the_first_is_made() {
        let text = "甲《《乙\n";
        let all = [
            proposal("TXT01", 3..6, ""),
            proposal("TXT01", 3..6, ""),
            proposal("TXT01", 6..9, ""),
        ];
        assert_eq!(fix(text, &all).text, "甲《乙\n");
    }
}
