//! Places in files whose lines are not those of their text, such as cells of a Word file:
//! they are called as a reader of the file counts them.

use annotate_snippets::{AnnotationKind, Group, Origin, Snippet};

use crate::path::SourcePath;

use super::Place;
use super::excerpt::{excerpt, lines, visible};

/// The most other places of a kind that are named.
pub(super) const OTHERS: usize = 8;

/// A place as its reader says it, in a file whose lines are not those of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// With the name of the file.
    pub place: String,
    /// The number of what stands there, which is shown before it.
    pub number: usize,
}

/// How places are said, where they are not a file, a line and a column.
pub type Speak<'s> = dyn Fn(&Place) -> Option<Spoken> + 's;

/// Several other places, those with the same words on one line: `还有这里：年报.docx 第 12 段、年报.docx 第 15 段`.
pub(super) fn others(also: &[(Place, String)], speak: &Speak<'_>) -> Option<Vec<String>> {
    let mut told: Vec<(&str, Vec<String>)> = Vec::new();
    for (place, words) in also {
        let place = visible(&speak(place)?.place).into_owned();
        match told.iter_mut().find(|(known, _)| known == words) {
            Some((_, places)) if places.contains(&place) => {}
            Some((_, places)) => places.push(place),
            None => told.push((words, vec![place])),
        }
    }
    let one = |(words, places): (&str, Vec<String>)| {
        let more = match places.len() > OTHERS {
            true => format!("等 {} 处", places.len()),
            false => String::new(),
        };
        let shown = &places[..places.len().min(OTHERS)];
        format!("{}：{}{more}", lines(words), shown.join("、"))
    };
    Some(told.into_iter().map(one).collect()).filter(|told: &Vec<_>| !told.is_empty())
}

/// Adds a place: what stands there, behind its number.
pub(super) fn show<'a, 's>(
    group: Group<'a>,
    place: &Place,
    source: &dyn Fn(&SourcePath) -> Option<&'s str>,
    spoken: Spoken,
    kind: AnnotationKind,
) -> Group<'a> {
    let group = group.element(Origin::path(visible(&spoken.place).into_owned()));
    let stood = place.span.as_ref().zip(source(&place.file));
    match stood.map(|(span, text)| excerpt(text, span)) {
        Some(Ok(excerpt)) if !excerpt.text.is_empty() => {
            let snippet = Snippet::source(excerpt.text).line_start(spoken.number);
            group.element(snippet.annotation(kind.span(excerpt.mark)))
        }
        _ => group,
    }
}

/// Whether a rendered line is only the mark of a file, without its name: what stands at a
/// spoken place has its name on a line above.
pub(super) fn is_bare(line: &str) -> bool {
    let mut in_escape = false;
    let mut shown = line.chars().filter(|c| match c {
        '\u{1b}' => {
            in_escape = true;
            false
        }
        'm' if in_escape => {
            in_escape = false;
            false
        }
        _ => !in_escape && *c != ' ',
    });
    shown.by_ref().eq(":::".chars())
}
