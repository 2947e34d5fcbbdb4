//! A report's words, put in the order of its form.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, codes};
use crate::form::{Form, Part};
use crate::parse::markdown::{Document, Heading, Piece as Markdown, Section};
use crate::path::SourcePath;
use crate::prose::{alike, fold};

/// The heading under which an import keeps what has no place in the form.
pub const NOT_PLACED: &str = "导入时没有认出的内容";

/// The title of the page that a draft for approval has behind the report, which an import
/// leaves out.
pub const REVIEW_PAGE: &str = "自查情况（送审时附，不属于年报正文）";

/// How many sections a form may well have, in words.
const NUMBERS: [&str; 11] = [
    "零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十",
];

/// The narrative of a report.
#[derive(Clone, Debug)]
pub struct Narrative {
    /// The file of the words; where there is none, the file of the tables.
    pub file: SourcePath,
    pub preamble: Markdown,
    pub pieces: Vec<Piece>,
}

/// One section: its heading and words, and the part whose tables it holds.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its place in the form, from 1.
    pub number: usize,
    /// As typed, else as the form prints it.
    pub heading: String,
    /// Where it is typed, in bytes of the narrative's file.
    pub heading_span: Option<Range<usize>>,
    /// The part of the form whose tables stand here.
    pub part: Option<&'static str>,
    pub before: Markdown,
    pub after: Markdown,
}

impl Narrative {
    /// Whether there is a picture among the words.
    pub fn has_pictures(&self) -> bool {
        let sections = self
            .pieces
            .iter()
            .flat_map(|piece| piece.before.links().chain(piece.after.links()));
        self.preamble.links().chain(sections).any(|link| link.image)
    }
}

impl Piece {
    /// Stands in the page's address, so it never changes: `s1` to `s6`.
    pub fn id(&self) -> String {
        format!("s{}", self.number)
    }

    /// The id of one of its tables on the page: `t3`, or `t2a`, `t2b` where
    /// its part has more than one.
    pub fn table_id(&self, part: &Part, at: usize) -> String {
        let letter = |at: usize| char::from(b'a' + at as u8);
        match part.tables.len() {
            1 => format!("t{}", self.number),
            _ => format!("t{}{}", self.number, letter(at)),
        }
    }
}

/// Fits the sections of a text into the form. A form without fixed sections
/// takes them as they come. What the text lacks is for the rules to say.
pub fn fit(
    form: &'static Form,
    text: Option<Document>,
    file: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Narrative {
    let nothing =
        |document: &Document| document.preamble.is_empty() && document.sections.is_empty();
    if form.sections.is_empty() && text.as_ref().is_none_or(nothing) {
        let message = "这份年报没有文字";
        let help = "把年报的文字写进同一个文件夹的 report.md";
        diagnostics.push(Diagnostic::error(&codes::SEC01, Place::file(file), message).help(help));
    }
    let Some(document) = text else {
        return Narrative {
            file: file.clone(),
            preamble: Markdown::default(),
            pieces: fixed(form),
        };
    };
    let Document {
        preamble, sections, ..
    } = document;
    if form.sections.is_empty() {
        return Narrative {
            file: file.clone(),
            preamble,
            pieces: free(sections, file, diagnostics),
        };
    }
    let mut pieces = fixed(form);
    let mut filled: Vec<Option<Range<usize>>> = vec![None; pieces.len()];
    for section in sections {
        let place = |span: Range<usize>| Place::span(file, span);
        let span = section.heading.span.clone();
        match position(form, &section.heading.text) {
            None => diagnostics.push(unknown(form, &section.heading, file)),
            Some(at) => {
                if let Some(first) = filled[at].replace(span.clone()) {
                    let message = format!("“{}”写了两次", section.heading.text);
                    diagnostics.push(
                        Diagnostic::error(&codes::SEC08, place(span), message)
                            .also(place(first), "第一次在这里")
                            .help("合并成一个部分"),
                    );
                    continue;
                }
                pieces[at] = piece(at, form.sections[at].part, section);
            }
        }
    }
    Narrative {
        file: file.clone(),
        preamble,
        pieces,
    }
}

/// The sections of a form that leaves them free.
fn free(
    sections: Vec<Section>,
    file: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Piece> {
    let kept = sections.iter().map(|section| &section.heading);
    let kept = kept.filter(|heading| alike(&heading.text, NOT_PLACED));
    diagnostics.extend(kept.map(|heading| not_placed(heading, file)));
    let pieces = sections.into_iter().enumerate();
    let pieces = pieces.map(|(at, section)| piece(at, None, section));
    pieces.collect()
}

fn unknown(form: &Form, heading: &Heading, file: &SourcePath) -> Diagnostic {
    if alike(&heading.text, NOT_PLACED) {
        return not_placed(heading, file);
    }
    let known = form.sections.iter().map(|section| section.heading);
    let known: Vec<&str> = known.collect();
    let message = format!("年报格式里没有“{}”这一部分", heading.text);
    let place = Place::span(file, heading.span.clone());
    Diagnostic::error(&codes::SEC08, place, message).help(format!(
        "只有这{}个部分用“## ”：{}；小标题用“### ”",
        NUMBERS.get(known.len()).unwrap_or(&"几"),
        known.join("、")
    ))
}

fn not_placed(heading: &Heading, file: &SourcePath) -> Diagnostic {
    let place = Place::span(file, heading.span.clone());
    let message = format!("“{}”还没有处理", heading.text);
    let help = "下面的内容移到该在的部分，用不着的删掉，再删去这一行标题";
    Diagnostic::error(&codes::IMP01, place, message).help(help)
}

fn fixed(form: &'static Form) -> Vec<Piece> {
    let empty = |(at, section): (usize, &crate::form::Section)| Piece {
        number: at + 1,
        heading: section.heading.to_owned(),
        heading_span: None,
        part: section.part,
        before: Markdown::default(),
        after: Markdown::default(),
    };
    form.sections.iter().enumerate().map(empty).collect()
}

fn piece(at: usize, part: Option<&'static str>, section: Section) -> Piece {
    let after = section.after.unwrap_or_default();
    Piece {
        number: at + 1,
        heading_span: Some(section.heading.span),
        heading: section.heading.text,
        part,
        before: section.before,
        after,
    }
}

/// Which section of the form a heading opens: by its wording, else by its
/// ordinal, for headings that differ in a word. One with another's number says by
/// its name which it is.
fn position(form: &'static Form, heading: &str) -> Option<usize> {
    let mut sections = form.sections.iter();
    let same = |section: &crate::form::Section| alike(section.heading, heading);
    if let Some(at) = sections.position(same) {
        return Some(at);
    }
    let folded = fold(heading);
    let ordinal = |section: &crate::form::Section| {
        folded.starts_with(section.heading.split_inclusive('、').next().unwrap_or("?"))
    };
    let named = form
        .sections
        .iter()
        .position(|section| alike(name(section.heading), name(heading)));
    named.or_else(|| form.sections.iter().position(ordinal))
}

/// A heading without its number: 总体情况 of 一、总体情况.
fn name(heading: &str) -> &str {
    heading.split_once('、').map_or(heading, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_fit_by_wording_or_ordinal() {
        let form = Form::choose(None, 2022).expect("a form");
        assert_eq!(position(form, "五、存在的主要问题及改进情况"), Some(4));
        assert_eq!(position(form, "五、主要问题和改进措施"), Some(4));
        assert_eq!(position(form, "一 、总体情况"), Some(0));
        assert_eq!(position(form, "附件"), None);
        assert_eq!(position(form, "六、存在的主要问题及改进情况"), Some(4));
        assert_eq!(position(form, "总体情况"), Some(0));
    }
}
