//! Repairs that lose nothing, put into a file's text.
//!
//! Only what is listed in `harmless` is ever done, whatever a finding
//! proposes: a repair never changes a number or a word.

use std::cell::OnceCell;
use std::ops::Range;

use crate::diag::{Diagnostic, Edit};
use crate::parse::markdown::{elements, plain_places};
use crate::prose::numbers::narrow;
use crate::prose::odd::{Odd, latin, odd};

use super::spelling::half_width::{CLOSE, is_blank, is_part, widened};

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

/// The codes whose repairs may be made without asking.
const CODES: [&str; 5] = ["CEL02", "TXT01", "TXT02", "TXT03", "TXT09"];

/// What stands in place of a range of the text.
type Replacement = (Range<usize>, String);

/// Makes the repairs of a file's own diagnostics in its text. `text` is the
/// file after a byte order mark, as places count it. Where two repairs touch
/// the same bytes, the first is made and the other waits for the next time.
/// What the author allows stays.
pub fn fix<'d>(text: &str, diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Fixed {
    let repairs = Repairs {
        text,
        plain: OnceCell::new(),
    };
    let mut edits: Vec<Replacement> = Vec::new();
    let mut narrative = None;
    for one in diagnostics {
        let file = &one.place.file;
        narrative = narrative.or(file.as_str().ends_with(".md").then_some(file));
        if one.allowed.is_none() && CODES.contains(&one.code.id) {
            let own = one.edits.iter();
            edits.extend(own.filter_map(|edit| {
                let new = repairs.harmless(one, edit)?;
                Some((edit.span.clone(), new))
            }));
        }
    }
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    let Some(file) = narrative.filter(|_| !edits.is_empty()) else {
        return applied(text, &edits);
    };
    let before = elements(text, file);
    let keeps = |edits: &[Replacement]| elements(&applied(text, edits).text, file) == before;
    let mut kept = Vec::new();
    keep(&edits, &mut kept, &keeps);
    applied(text, &kept)
}

/// Adds the edits that keep the elements of the text. How long a line is and how
/// it ends tells where a paragraph ends, so a mark of another width may move one.
/// All are tried at once, then each half by itself: of n edits with k that move
/// something, about k log n tries.
fn keep(
    edits: &[Replacement],
    kept: &mut Vec<Replacement>,
    keeps: &dyn Fn(&[Replacement]) -> bool,
) {
    let before = kept.len();
    kept.extend_from_slice(edits);
    if keeps(kept) {
        return;
    }
    kept.truncate(before);
    if edits.len() > 1 {
        let (first, second) = edits.split_at(edits.len() / 2);
        keep(first, kept, keeps);
        keep(second, kept, keeps);
    }
}

/// A text with these edits made, which are in order. Where two touch the same
/// bytes, the first is made.
fn applied(text: &str, edits: &[Replacement]) -> Fixed {
    let mut fixed = Fixed::default();
    let (mut done, mut line) = (0, 1);
    for (span, new) in edits {
        // Of two marks that stand twice, only one may go.
        let touches = new.is_empty() && done > 0 && span.start == done;
        if span.start < done || touches && !is_odd(&text[span.clone()]) {
            continue;
        }
        // A repair never crosses a line, so that every line keeps its number.
        let passed = &text[done..span.start];
        line += passed.matches('\n').count();
        if fixed.changes.last().is_none_or(|last| last.line != line) {
            fixed.changes.push(Change {
                line,
                before: String::new(),
                after: String::new(),
            });
        }
        fixed.text.push_str(passed);
        fixed.text.push_str(new);
        done = span.end;
    }
    fixed.text.push_str(&text[done..]);
    let mut pairs = text.split('\n').zip(fixed.text.split('\n')).zip(1..);
    for change in &mut fixed.changes {
        if let Some(((before, after), _)) = pairs.find(|(_, line)| *line == change.line) {
            (change.before, change.after) = (before.to_owned(), after.to_owned());
        }
    }
    fixed
}

/// Decides which repairs of a text lose nothing.
struct Repairs<'t> {
    text: &'t str,
    /// Where its words stand just as they are read, in order.
    plain: OnceCell<Vec<Range<usize>>>,
}

impl Repairs<'_> {
    /// What is put in place of an edit's span, if that loses nothing: a mark
    /// that stands twice goes once, a half-width mark becomes its full-width
    /// twin, with the spaces beside it, a space before a mark goes, angle brackets
    /// become those of a title, full-width digits become ASCII digits of the same
    /// value, and what nobody sees goes. Line ends, addresses and code always stay.
    fn harmless(&self, one: &Diagnostic, edit: &Edit) -> Option<String> {
        let old = self.text.get(edit.span.clone())?;
        if old.contains(['\n', '\r']) {
            return None;
        }
        match one.code.id {
            "TXT09" => is_same_to_the_eye(old, &edit.text).then(|| edit.text.clone()),
            "CEL02" => digits(old, &edit.text),
            _ if !self.is_plain(one, &edit.span) => None,
            "TXT01" => self.is_twin(old, edit).then(|| edit.text.clone()),
            "TXT02" => {
                let new = (old, edit.text.as_str());
                matches!(new, ("<", "〈") | (">", "〉")).then(|| edit.text.clone())
            }
            _ => (self.is_width(old, edit)).then(|| edit.text.clone()),
        }
    }

    /// Whether a mark goes because its twin stands beside it.
    fn is_twin(&self, old: &str, edit: &Edit) -> bool {
        let Some(mark) = old.chars().next().filter(|c| c.len_utf8() == old.len()) else {
            return false;
        };
        let (before, after) = (&self.text[..edit.span.start], &self.text[edit.span.end..]);
        edit.text.is_empty()
            && DOUBLED.contains(mark)
            && (before.ends_with(mark) || after.starts_with(mark))
    }

    /// Whether a mark, with the spaces beside it, or digits take their usual
    /// width, or a space before a mark goes.
    fn is_width(&self, old: &str, edit: &Edit) -> bool {
        let (before, after) = (&self.text[..edit.span.start], &self.text[edit.span.end..]);
        if edit.text.is_empty() {
            let spaces = !old.is_empty() && old.chars().all(is_blank);
            let within = before.chars().next_back().is_some_and(|c| c != '\n');
            return spaces && within && after.starts_with(|c| CLOSE.contains(c));
        }
        if old.chars().all(|c| ('０'..='９').contains(&c)) {
            return old.chars().map(narrow).eq(edit.text.chars());
        }
        let mut mark = old.trim_matches(' ').chars();
        let (Some(mark), None, Some(new)) = (mark.next(), mark.next(), only(&edit.text)) else {
            return false;
        };
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let figure = digit(before.chars().next_back()) && digit(after.chars().next());
        let quote = mark == '"' && matches!(new, '“' | '”');
        quote || widened(mark) == Some(new) && (!figure || matches!(mark, '(' | ')' | ';'))
    }

    /// Whether a place lies among words that are no code and no address.
    fn is_plain(&self, one: &Diagnostic, span: &Range<usize>) -> bool {
        let file = &one.place.file;
        if !file.as_str().ends_with(".md") {
            return false;
        }
        let plain = self.plain.get_or_init(|| plain_places(self.text, file));
        let next = plain.partition_point(|place| place.end < span.end);
        let inside = plain
            .get(next)
            .is_some_and(|place| place.start <= span.start);
        let mark = self.text[span.clone()].find(|c| c != ' ').unwrap_or(0);
        inside && !is_part(self.text, span.start + mark)
    }
}

/// Whether a person sees no difference: what is invisible goes, what looks
/// like a space becomes one or goes, a character becomes its twin.
fn is_same_to_the_eye(old: &str, new: &str) -> bool {
    let mut chars = old.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && let Some(twin) = latin(c).or(match odd(c) {
            Some(Odd::Twin(twin)) => Some(twin),
            _ => None,
        })
    {
        return new.chars().eq([twin]);
    }
    is_odd(old) && new.chars().all(|c| matches!(c, ' ' | '\u{3000}'))
}

/// Whether a text is odd spaces and what is invisible, with white space only.
fn is_odd(text: &str) -> bool {
    let blank = |c: char| matches!(odd(c), Some(Odd::Invisible | Odd::Space));
    let white = |c: char| matches!(c, ' ' | '\t' | '\u{3000}');
    text.contains(blank) && text.chars().all(|c| blank(c) || white(c))
}

/// A number with its full-width digits in ASCII, in quotes if it has any, if
/// that is the number that is proposed.
fn digits(old: &str, new: &str) -> Option<String> {
    let narrow: String = old.chars().map(narrow).collect();
    let bare = narrow
        .strip_prefix(['"', '\''])
        .and_then(|rest| rest.strip_suffix(['"', '\'']))
        .unwrap_or(&narrow);
    let plain = |c: char| c.is_ascii_digit() || c == '.';
    (new.chars().all(plain) && bare.trim() == new).then_some(narrow)
}

/// The marks of which the second may go.
pub const DOUBLED: &str = "《》（）〔〕〈〉“”，。、；";

/// The only character of a text.
fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use crate::check::codes::find;
    use crate::diag::Place;
    use crate::path::SourcePath;

    use super::*;

    fn proposal(code: &str, span: std::ops::Range<usize>, new: &str) -> Diagnostic {
        let file = SourcePath::new("content/reports/2025/report.md").expect("a path");
        let mut one = Diagnostic::error(
            find(code).expect("a code"),
            Place::span(&file, span.clone()),
            "a fault",
        );
        one.edits.push(Edit {
            span,
            text: new.to_owned(),
        });
        one
    }

    #[test]
    fn repairs_are_made_and_shown_line_by_line() {
        let text = "甲《《乙》\n丙,丁\n３ 和 \"４\"\n";
        let at = |word: &str| text.find(word).expect("it is there");
        let all = [
            proposal("TXT03", at(",")..at(",") + 1, "，"),
            proposal("TXT01", at("《乙")..at("乙"), ""),
            proposal("CEL02", at("３")..at("３") + 3, "3"),
            proposal("CEL02", at("\"４")..at("\"４") + 5, "4"),
        ];
        let fixed = fix(text, &all);
        assert_eq!(fixed.text, "甲《乙》\n丙，丁\n3 和 \"4\"\n");
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
                (3, "３ 和 \"４\"", "3 和 \"4\"")
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
            proposal("CEL02", at("４")..at("４") + 4, "4"),
            proposal("TXT09", at("甲")..at("甲") + 3, ""),
            allowed,
        ];
        for one in &refused {
            assert_eq!(fix(text, [one]).text, text, "{one:?}");
            assert_eq!(fix(text, [one]).changes, []);
        }
    }

    #[test]
    fn code_addresses_and_line_ends_stay() {
        let text = "---\n标题: 甲,乙\n---\n`甲,乙` [见](files/甲,乙.pdf) <https://a.cn/甲,乙>\n\n\
                    见files/甲,乙.pdf\n\n```\n甲,乙\n```\n";
        let commas = text
            .match_indices(',')
            .map(|(at, _)| proposal("TXT03", at..at + 1, "，"));
        let mut all: Vec<Diagnostic> = commas.collect();
        all.push(proposal("TXT09", text.len() - 1..text.len(), ""));
        assert_eq!(fix(text, &all).text, text);
    }

    #[test]
    fn what_nobody_sees_goes() {
        let text = "4\u{200b}件\u{a0}甲⼀ОА\n";
        let at = |word: &str| text.find(word).expect("it is there");
        let one = |word: &str, new: &str| proposal("TXT09", at(word)..at(word) + word.len(), new);
        let all = [
            one("\u{200b}", ""),
            one("\u{a0}", " "),
            one("⼀", "一"),
            one("О", "O"),
            one("А", "A"),
        ];
        assert_eq!(fix(text, &all).text, "4件 甲一OA\n");
        assert_eq!(fix(text, [&one("⼀", "二")]).text, text);
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
