//! What stands at the start of a line and was not taken for what it looks
//! like: headings, underlines, boxes; and the blocks that lose their words.

use std::ops::Range;

use super::nodes::{Element, Node};
use super::prepare::ends_in_escape;
use super::read::Reader;
use super::stand_ins::clean;
use super::unmade;
use crate::form::FORMS;
use crate::prose::numerals::is_numeral;
use crate::prose::{alike, is_wide_punctuation};

impl Reader<'_> {
    /// Looks at the text that begins a line, at its place in the file.
    pub(super) fn line_start(&mut self, text: &str, place: &Range<usize>) {
        self.framed |= text.starts_with('｜');
        if !text.starts_with(['#', '＃', '=', '[']) {
            return;
        }
        let start = place.start - self.offset;
        let (Some(before), Some(rest)) = (self.source.get(..start), self.source.get(start..))
        else {
            return;
        };
        let line = rest.lines().next().unwrap_or_default().trim_end();
        let in_cell = !self.aligns.is_empty();
        if in_cell || ends_in_escape(before) || !line.starts_with(text.trim_end()) {
            return;
        }
        let whole = place.start..place.start + line.len();
        if line.starts_with(['#', '＃']) {
            if let Some((why, instead)) = unmade_heading(line) {
                self.say(unmade::heading(self.file, whole, why, &instead));
            }
        } else if line.len() > 2 && line.bytes().all(|byte| byte == b'=') {
            self.say(unmade::underline(self.file, whole));
        } else if let Some(label) = note_label(line) {
            let place = place.start..place.start + label.len();
            self.say(unmade::note_colon(self.file, place, label));
        } else if self.begins_item()
            && ["[ ] ", "[x] ", "[X] "]
                .iter()
                .any(|box_| line.starts_with(box_))
        {
            self.say(unmade::task(self.file, place.start..place.start + 3));
        }
    }

    /// Whether nothing was read yet of the innermost item of a list.
    fn begins_item(&self) -> bool {
        let mut back = self.nodes.iter().rev();
        let mut last = back.next();
        if matches!(last, Some(Node::Open(Element::Paragraph, _))) {
            last = back.next();
        }
        matches!(last, Some(Node::Open(Element::Item(_), _)))
    }

    /// Says so where a heading has just ended that says nothing.
    pub(super) fn empty_heading(&mut self, range: &Range<usize>) {
        if matches!(self.nodes.last(), Some(Node::Open(Element::Heading(_), _))) {
            let line = self.prepared.text[range.clone()].trim_end();
            let place = self.place(range.start..range.start + line.len());
            self.say(unmade::empty_heading(self.file, place));
        }
    }

    /// Looks at the first and the last line of a fenced block.
    pub(super) fn fence(&mut self, info: &str, range: &Range<usize>) {
        self.set_apart.push(self.prepared.source(range.clone()));
        let block = &self.prepared.text[range.clone()];
        let first = block.lines().next().unwrap_or_default();
        let info = info.trim();
        if !info.is_empty() {
            // Escapes in it were undone, so the place is what follows the fence.
            let fence = first.trim_start_matches(['`', '~', ' ']);
            let start = range.start + first.len() - fence.len();
            let place = self.place(start..range.start + first.trim_end().len());
            self.say(unmade::fence_words(self.file, place, &clean(info)));
        }
        let mark = first.trim_start().chars().next().unwrap_or('`');
        let after = block.split_once('\n').map_or("", |(_, after)| after);
        let last = after.lines().next_back().unwrap_or_default();
        let last = last.trim_matches([' ', '\t', '>', '\r']);
        if last.len() < 3 || !last.chars().all(|c| c == mark) {
            let place = self.place(range.start..range.start + first.trim_end().len());
            self.say(unmade::open_fence(self.file, place));
        }
    }
}

/// The label of a footnote whose colon is full-width: `[^1]：…`.
fn note_label(line: &str) -> Option<&str> {
    let label = line.split_once("]：")?.0;
    let name = label.strip_prefix("[^")?;
    let odd = |c: char| c.is_whitespace() || c == '[' || c == ']';
    (!name.is_empty() && !name.contains(odd)).then(|| &line[..=label.len()])
}

/// Why a line that begins with `#` is no heading, and how to write it; `None`
/// where it need not be one, such as `#话题#` and `#1楼`.
fn unmade_heading(line: &str) -> Option<(&'static str, String)> {
    let title = line.trim_start_matches(['#', '＃']);
    let signs = &line[..line.len() - title.len()];
    let count = signs.chars().count();
    let words = title.trim().trim_end_matches(['#', '＃']).trim();
    let spaced = title.starts_with(char::is_whitespace);
    if words.is_empty() || count == 1 && !(spaced || is_heading(words)) {
        return None;
    }
    let why = if count > 6 {
        "井号最多六个"
    } else if signs.contains('＃') {
        "井号是全角的"
    } else if spaced {
        "井号后面的空格是全角的"
    } else {
        "井号后面没有空格"
    };
    // A single # is the title; a section has two, what is in it three.
    let level = match count {
        1 if words.starts_with(['（', '(']) => 3,
        1 => 2,
        count => count.min(6),
    };
    Some((why, format!("{} {words}", "#".repeat(level))))
}

/// Whether words open as a heading of a report does: 一、 or （一）, or as a
/// section of a form is called.
fn is_heading(words: &str) -> bool {
    let numerals = |text: &str| {
        text.chars()
            .take_while(|c| is_numeral(*c))
            .map(char::len_utf8)
            .sum::<usize>()
    };
    let inner = words.trim_start_matches(['（', '(', '第']);
    let digits = numerals(inner);
    let rest = &inner[digits..];
    let ends =
        rest.is_empty() || rest.starts_with(|c: char| is_wide_punctuation(c) || ".)".contains(c));
    let ordinal =
        digits > 0 && ends && !(rest.is_empty() && inner.starts_with(|c: char| c.is_ascii_digit()));
    let sections = || FORMS.iter().flat_map(|form| form.sections);
    ordinal
        || sections().any(|section| {
            let name = section
                .heading
                .split_once('、')
                .map_or(section.heading, |(_, name)| name);
            alike(name, words)
        })
}

#[cfg(test)]
mod tests {
    use super::super::tests::refused;
    use super::*;

    #[test]
    fn lines_that_look_like_headings_are_told() {
        for (line, instead) in [
            ("###（六）补充", "### （六）补充"),
            ("##五、问题", "## 五、问题"),
            ("##　五、问题", "## 五、问题"),
            ("###　", ""),
            ("＃＃ 五、问题", "## 五、问题"),
            ("＃＃五、问题", "## 五、问题"),
            ("#＃ 五、问题", "## 五、问题"),
            ("#一、总体情况", "## 一、总体情况"),
            ("#（一）主动公开", "### （一）主动公开"),
            ("#总体情况", "## 总体情况"),
            ("#　补充", "## 补充"),
            ("#一", "## 一"),
            ("######## 深", "###### 深"),
            ("#1楼", ""),
            ("#话题#", ""),
            ("#1", ""),
            ("#政务公开#", ""),
        ] {
            let found = unmade_heading(line).map_or(String::new(), |(_, instead)| instead);
            assert_eq!(found, instead, "{line}");
        }
        refused("甲。\n###（六）补充\n\n乙", &[("MD05", "###（六）补充")]);
        refused("　　##五、问题", &[("MD05", "##五、问题")]);
        refused("\\##五、问题", &[]);
        refused("联系人在#1楼", &[]);
        refused("- ##五、问题", &[("MD05", "##五、问题")]);
        refused("```\n##五、问题\n```", &[]);
    }

    #[test]
    fn what_a_block_loses_is_told() {
        refused("## \n\n甲", &[("MD05", "##")]);
        refused("甲\n\n===", &[("MD05", "===")]);
        refused(
            "- [ ] 甲\n- [x] 乙\n\n[ ] 丙",
            &[("MD05", "[ ]"), ("MD05", "[x]")],
        );
        refused("```text\n甲\n```", &[("MD05", "text")]);
        refused("~~~ 注：甲\n乙\n~~~", &[("MD05", "注：甲")]);
        refused("甲\n\n~~~\n乙", &[("MD05", "~~~")]);
        refused("```\n甲\n```\n\n> ```\n> 乙\n> ```", &[]);
    }
}
