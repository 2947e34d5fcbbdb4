//! Footnotes: `[^1]` in the text, and a line `[^1]: …` with the note.
//!
//! A note is printed at the end of the section that refers to it first, because
//! a report's sections are rendered one by one. Numbers count through the whole
//! file in the order of the references, whatever the labels are.

use std::collections::HashMap;
use std::ops::Range;

use super::nodes::{Element, Mark, Node};
use super::{Document, Piece, unmade};
use crate::diag::Diagnostic;
use crate::path::SourcePath;

/// The footnotes of a file while it is read. Until they are placed, a mark
/// holds the index of its note here.
#[derive(Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    by_label: HashMap<String, usize>,
}

struct Note {
    /// Where it is written, or where it is first referred to.
    place: Range<usize>,
    /// `None` until its definition is read.
    body: Option<Vec<Node>>,
}

impl Notes {
    /// The index of a label. As in links, upper and lower case are the same.
    pub fn index(&mut self, label: &str, place: &Range<usize>) -> usize {
        let next = self.notes.len();
        let index = *self.by_label.entry(label.to_lowercase()).or_insert(next);
        if index == next {
            self.notes.push(Note {
                place: place.clone(),
                body: None,
            });
        }
        index
    }

    /// Takes the text of a note; gives it back, with the place of the first,
    /// if the note has one already.
    pub fn define(
        &mut self,
        label: &str,
        place: Range<usize>,
        body: Vec<Node>,
    ) -> Result<(), (Vec<Node>, Range<usize>)> {
        let index = self.index(label, &place);
        let note = &mut self.notes[index];
        if note.body.is_some() {
            return Err((body, note.place.clone()));
        }
        (note.place, note.body) = (place, Some(body));
        Ok(())
    }
}

/// Numbers the references and puts each note at the end of the section that
/// refers to it first. A note that nothing refers to is a finding, and stands
/// at the end all the same.
pub(super) fn place(
    document: &mut Document,
    notes: Notes,
    file: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if notes.notes.is_empty() {
        return;
    }
    let mut placing = Placing {
        marks: vec![0; notes.notes.len()],
        numbers: vec![0; notes.notes.len()],
        notes: notes.notes,
        count: 0,
    };
    placing.section(vec![&mut document.preamble]);
    for section in &mut document.sections {
        let after = section.after.iter_mut();
        placing.section(std::iter::once(&mut section.before).chain(after).collect());
    }
    let unused: Vec<usize> = (0..placing.notes.len())
        .filter(|note| placing.notes[*note].body.is_some())
        .collect();
    for note in &unused {
        let place = placing.notes[*note].place.clone();
        diagnostics.push(unmade::unused_note(file, place));
    }
    let last = document.sections.last_mut();
    let last = last.map_or(&mut document.preamble, |section| {
        section.after.as_mut().unwrap_or(&mut section.before)
    });
    placing.append(last, unused);
}

struct Placing {
    notes: Vec<Note>,
    /// How many references to each note were seen.
    marks: Vec<usize>,
    /// The number of each note; 0 until it has one.
    numbers: Vec<usize>,
    count: usize,
}

impl Placing {
    /// Numbers the marks in a section and appends its notes to its last piece.
    fn section(&mut self, mut pieces: Vec<&mut Piece>) {
        let mut fresh = Vec::new();
        for piece in &mut pieces {
            self.number(&mut piece.nodes, &mut fresh);
        }
        if let Some(piece) = pieces.pop() {
            self.append(piece, fresh);
        }
    }

    /// Replaces indexes by numbers; adds the notes that get theirs here.
    fn number(&mut self, nodes: &mut [Node], fresh: &mut Vec<usize>) {
        for node in nodes {
            let Node::Mark(mark) = node else { continue };
            let index = mark.note;
            if self.marks[index] == 0 {
                fresh.push(index);
            }
            self.marks[index] += 1;
            *mark = Mark {
                note: self.number_of(index),
                nth: self.marks[index],
            };
        }
    }

    fn number_of(&mut self, index: usize) -> usize {
        if self.numbers[index] == 0 {
            self.count += 1;
            self.numbers[index] = self.count;
        }
        self.numbers[index]
    }

    fn append(&mut self, piece: &mut Piece, mut fresh: Vec<usize>) {
        let mut list = Vec::new();
        let mut at = 0;
        // A note may refer to another, which then follows in the same list.
        while let Some(index) = fresh.get(at).copied() {
            at += 1;
            let number = self.number_of(index);
            let Some(mut body) = self.notes[index].body.take() else {
                continue;
            };
            self.number(&mut body, &mut fresh);
            list.push((index, number, body));
        }
        let Some((_, first, _)) = list.first() else {
            return;
        };
        piece.nodes.push(Node::Open(Element::Notes(*first), 0..0));
        for (index, number, body) in list {
            let place = self.notes[index].place.clone();
            piece.nodes.push(Node::Open(Element::Note(number), place));
            let back = (1..=self.marks[index]).map(|nth| Node::Back(Mark { note: number, nth }));
            piece.nodes.extend(with_way_back(body, back));
            piece.nodes.push(Node::Close);
        }
        piece.nodes.push(Node::Close);
    }
}

/// The note with links back at the end of its last paragraph.
fn with_way_back(mut body: Vec<Node>, back: impl Iterator<Item = Node>) -> Vec<Node> {
    let mut depth = 0_usize;
    let mut in_paragraph = false;
    for node in &body {
        match node {
            Node::Open(element, _) => {
                if depth == 0 {
                    in_paragraph = *element == Element::Paragraph;
                }
                depth += 1;
            }
            Node::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let end = if in_paragraph {
        body.pop()
    } else {
        body.push(Node::Open(Element::Paragraph, 0..0));
        Some(Node::Close)
    };
    body.extend(back);
    body.extend(end);
    body
}

#[cfg(test)]
mod tests {
    use super::super::HeadingIds;
    use super::super::tests::{check, read, refused};

    const NOTES: &str = "<section role=\"doc-endnotes\" aria-label=\"注释\">\n";

    fn mark(note: usize, id: &str) -> String {
        format!(
            "<sup><a href=\"#fn{note}\" id=\"{id}\" role=\"doc-noteref\" aria-label=\"注释{note}\">[{note}]</a></sup>"
        )
    }

    fn back(note: usize, id: &str, which: &str) -> String {
        format!(
            " <a href=\"#{id}\" role=\"doc-backlink\" aria-label=\"回到正文：注释{note}{which}\">↑</a>"
        )
    }

    #[test]
    fn a_note_stands_at_the_end_of_its_section_and_leads_back() {
        check(
            "公开[^甲]，再公开[^甲]。\n[^甲]: 专项。\n\n后文",
            &format!(
                "<p>公开{}，再公开{}。</p>\n<p>后文</p>\n{NOTES}<ol start=\"1\">\n<li id=\"fn1\"><p>专项。{}{}</p>\n</li>\n</ol>\n</section>",
                mark(1, "fnref1"),
                mark(1, "fnref1-2"),
                back(1, "fnref1", ""),
                back(1, "fnref1-2", "的第2处"),
            ),
        );
    }

    #[test]
    fn numbers_go_on_from_section_to_section() {
        let source =
            "## 一\n\n甲[^b]\n\n---\n\n乙\n\n## 二\n\n丙[^a]\n\n[^a]: 子[^c]\n[^b]: 丑\n[^c]: 寅\n";
        let (document, said) = read(source);
        assert_eq!(said, []);
        let [first, second] = document.sections.as_slice() else {
            panic!("{document:?}")
        };
        let none = |_: &str| None;
        assert!(
            !first
                .before
                .render(&none, &mut HeadingIds::default())
                .contains("丑")
        );
        let after = first.after.as_ref().expect("what follows the rule");
        assert!(
            after
                .render(&none, &mut HeadingIds::default())
                .contains("<li id=\"fn1\"><p>丑")
        );
        let html = second.render(&none, &mut HeadingIds::default());
        assert!(
            html.contains("<ol start=\"2\">\n<li id=\"fn2\"><p>子"),
            "{html}"
        );
        assert!(html.contains("<li id=\"fn3\"><p>寅"), "{html}");
        let texts: Vec<String> = second
            .prose()
            .into_iter()
            .map(|one| one.text.trim().to_owned())
            .collect();
        assert_eq!(texts, ["丙", "子", "寅"]);
    }

    #[test]
    fn what_is_missing_or_too_much_is_told() {
        refused("甲[^1]。", &[("MD05", "[^1]")]);
        refused("甲。\n\n[^1]: 乙", &[("MD05", "[^1]")]);
        refused("甲[^1]\n\n[^1]：乙", &[("MD05", "[^1]")]);
        refused("甲[^1]\n\n[^1]: 乙\n\n[^1]: 丙", &[("MD05", "[^1]")]);
        refused("甲[^1]\n\n[^1]:", &[("MD05", "[^1]")]);
        refused(
            "## 甲[^1]\n\n[^1]: 乙",
            &[("MD05", "## 甲[^1]\n"), ("MD05", "[^1]")],
        );
        refused(
            "[甲[^1]](a.pdf) 乙[^1]\n\n[^1]: 丙",
            &[("MD05", "[甲[^1]](a.pdf)")],
        );
        refused("甲\\[^1]", &[]);
        refused("`[^1]`", &[]);
    }
}
