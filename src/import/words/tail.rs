//! What stands behind the last section: the signature, the imprint, the foot of the page.

use crate::import::source::Line;
use crate::import::text::Dropped;

use super::chrome;
use super::documents;
use super::facts::{Fact, Facts, From};
use super::head::{What, items};
use super::scan::{is_prose, letters_of};
use super::signature::{Signature, at_end, date_at_end, name_at_end};
use super::titles;

/// What was cut off.
#[derive(Debug, Default)]
pub struct Cut {
    pub dropped: Vec<Dropped>,
    pub not_understood: Vec<Line>,
}

/// The most bytes of a line that is no text: longer ones have sentences.
const LONGEST: usize = 2_000;

/// What a line behind the text is.
enum Kind {
    Chrome(&'static str),
    Imprint,
    Attachment,
    Other,
}

/// Cuts off what is no text of the last section.
pub fn cut(lines: &mut Vec<Line>, known: Option<&str>, facts: &mut Facts) -> Cut {
    let mut cut = Cut::default();
    let begin = match signed_line(lines, known) {
        Some(begin) => begin,
        None => foot(lines),
    };
    let behind = lines.split_off(begin);
    if let Some(last) = lines.last_mut() {
        shorten(last, known, facts, &mut cut);
    }
    lines.retain(|line| letters_of(&line.text) > 0);
    // Behind the first words of the page stand more of them: links, addresses.
    let mut in_foot = false;
    for mut line in behind {
        match kind(&line, facts) {
            Kind::Chrome(why) => {
                in_foot = true;
                cut.dropped.push(dropped(&line, why));
            }
            Kind::Imprint => {
                facts.printed(&line.text, &line.place);
                cut.dropped.push(dropped(&line, "印发栏"));
            }
            Kind::Attachment => cut.not_understood.push(line),
            Kind::Other => {
                shorten(&mut line, known, facts, &mut cut);
                if letters_of(&line.text) == 0 {
                    continue;
                }
                if facts.signers.is_empty() && signer_alone(&line, known) {
                    sign(&line, Some(titles::tidy(&line.text)), None, facts);
                    cut.dropped.push(dropped(&line, "落款"));
                } else if in_foot && !is_prose(&line.text) {
                    cut.dropped.push(dropped(&line, "年报后面的网页文字"));
                } else {
                    cut.not_understood.push(line);
                }
            }
        }
    }
    cut
}

fn dropped(line: &Line, why: &str) -> Dropped {
    Dropped {
        text: line.text.clone(),
        place: line.place.clone(),
        why: why.to_owned(),
    }
}

/// Where the lines of the signature begin: a line that is nothing else, behind which no
/// section begins.
fn signed_line(lines: &[Line], known: Option<&str>) -> Option<usize> {
    let whole = |line: &Line| {
        let found = at_end(&line.text, known).filter(|found| found.signed.is_some())?;
        line.text[..found.start].trim().is_empty().then_some(found)
    };
    let (at, found) = lines
        .iter()
        .enumerate()
        .rev()
        .find_map(|(at, line)| Some((at, whole(line)?)))?;
    let before = at.checked_sub(1).filter(|_| found.signer.is_none());
    match before {
        Some(before) if signer_alone(&lines[before], known) => Some(before),
        _ => Some(at),
    }
}

fn signer_alone(line: &Line, known: Option<&str>) -> bool {
    let is_own = at_end(&line.text, known).is_some_and(|found| found.start == 0);
    is_own || titles::is_body(&line.text) && letters_of(&line.text) >= 4
}

/// Where the foot of the page begins; the number of lines if there is none.
fn foot(lines: &[Line]) -> usize {
    let text = lines.iter().rposition(|line| {
        is_prose(&line.text)
            && !matches!(
                kind(line, &mut Facts::default()),
                Kind::Chrome(_) | Kind::Imprint | Kind::Attachment
            )
    });
    let from = text.map_or(0, |at| at + 1);
    let mut rest = lines[from..].iter();
    let first = rest.position(|line| {
        matches!(
            kind(line, &mut Facts::default()),
            Kind::Chrome(_) | Kind::Imprint
        )
    });
    first.map_or(lines.len(), |at| from + at)
}

/// What a line is; fields that it states are taken.
fn kind(line: &Line, facts: &mut Facts) -> Kind {
    if documents::is_imprint(&line.text) {
        return Kind::Imprint;
    }
    if is_attachment(&line.text) {
        return Kind::Attachment;
    }
    if line.text.len() > LONGEST {
        return Kind::Other;
    }
    let all = items(std::slice::from_ref(line));
    let known = |what: &What| matches!(what, What::Chrome(_) | What::Field(..));
    if all.is_empty() || !all.iter().all(|item| known(&item.what)) {
        return Kind::Other;
    }
    let mut why = None;
    for item in &all {
        match &item.what {
            What::Chrome(said) => why = why.or(Some(*said)),
            What::Field(field, value) => {
                facts.field(field, value, &line.place);
            }
            _ => {}
        }
    }
    Kind::Chrome(why.unwrap_or("网页的信息栏"))
}

/// Whether a line names files that belong to the report.
fn is_attachment(text: &str) -> bool {
    let text = text.trim();
    let names_file = [
        ".doc", ".xls", ".pdf", ".wps", ".zip", ".rar", ".et", ".docx",
    ];
    let lower = text.to_lowercase();
    let rest = text.strip_prefix("附件");
    let counted = rest.is_some_and(|rest| {
        let rest = rest.trim_start_matches(|c: char| c.is_numeric() || c.is_whitespace());
        let name = rest.trim_start_matches(['：', ':', '.', '、', ' ']);
        name.len() < rest.len() && letters_of(name) > 2
    });
    counted || letters_of(text) <= 80 && names_file.iter().any(|end| lower.contains(end))
}

/// Cuts the end of a line as long as it is signature, imprint or foot of the page.
fn shorten(line: &mut Line, known: Option<&str>, facts: &mut Facts, cut: &mut Cut) {
    loop {
        let text = line.text.trim_end();
        let (start, why) = if let Some(start) = imprint_at_end(text) {
            facts.printed(&text[start..], &line.place);
            (start, "印发栏")
        } else if let Some((start, why)) = button_at_end(text) {
            (start, why)
        } else if let Some(found) = at_end(text, known) {
            let Signature {
                start,
                signer,
                signed,
            } = found;
            sign(line, signer, signed, facts);
            (start, "落款")
        } else {
            return;
        };
        let end = line.text.split_off(start);
        cut.dropped.push(Dropped {
            text: end.trim().to_owned(),
            place: line.place.clone(),
            why: why.to_owned(),
        });
        line.text.truncate(line.text.trim_end().len());
        if line.text.is_empty() {
            return;
        }
    }
}

fn sign(
    line: &Line,
    signer: Option<String>,
    signed: Option<crate::parse::date::Stamp>,
    facts: &mut Facts,
) {
    let place = Some(line.place.clone());
    if let Some(value) = signer {
        facts.signers.push(Fact {
            value,
            from: From::Signature,
            place: place.clone(),
        });
    }
    if let Some(value) = signed {
        facts.signed.push(Fact {
            value,
            from: From::Signature,
            place,
        });
    }
}

/// Where a button begins that a text ends with, behind white space or a full stop.
fn button_at_end(text: &str) -> Option<(usize, &'static str)> {
    let last = text
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace() || *c == '。');
    let start = last.map(|(at, c)| at + c.len_utf8())?;
    let (end, why) = chrome::word_at(text, start)?;
    (end == text.len()).then_some((start, why))
}

/// Where the imprint begins that a text ends with: the printing office and its day.
fn imprint_at_end(text: &str) -> Option<usize> {
    let text = text.trim_end_matches('。');
    let dated = text.strip_suffix("印发").or(text.strip_suffix("印"))?;
    let (day, _) = date_at_end(dated.trim_end())?;
    let before = dated[..day].trim_end();
    let name = name_at_end(before);
    let office = &before[name..];
    let alone = before.is_empty() || before.ends_with('。');
    match office.is_empty() {
        true => alone.then_some(before.len()),
        false => titles::is_body(office).then_some(name),
    }
}
