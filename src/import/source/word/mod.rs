//! Word documents (docx): paragraphs with the numbers before them, tables with their
//! merged cells, footnotes.
//!
//! Changes that nobody has accepted are read as accepted. What a reader of the document
//! does not see, or sees beside it, is not among the pieces but among the metadata.

mod blocks;
mod lists;
mod number;
mod styles;
mod table;
mod walk;

use crate::parse::office::parts::{main_part, properties};
use crate::parse::office::{Package, Unread};

use self::blocks::Blocks;
use self::lists::{Counting, Lists};
use self::styles::Styles;
use self::walk::Walk;
use super::refusal::Refusal;
use super::{Format, Piece, Source};

/// The most text that is read of a document, in bytes; a long report has 200,000.
const MOST_TEXT: usize = 20 << 20;

/// What is said of a document beside its text, by the names of the parts.
const BESIDE: [(&str, &str); 3] = [("comments", "批注"), ("header", "页眉"), ("footer", "页脚")];

pub fn read(package: &mut Package<'_>) -> Result<Source, Refusal> {
    let main = main_part(package, "word/document.xml")?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = |package: &mut Package<'_>, name: &str| package.text(&format!("{folder}/{name}"));
    let styles = part(package, "styles.xml")?
        .map_or_else(|| Ok(Styles::default()), |text| Styles::read(&text))?;
    let lists = part(package, "numbering.xml")?
        .map_or_else(|| Ok(Lists::default()), |text| Lists::read(&text))?;
    let text = package.text(&main)?.ok_or(Refusal::Damaged)?;
    let mut walk = walk(&styles, &lists);
    walk.part(&text)?;
    drop(text);
    for notes in ["footnotes.xml", "endnotes.xml"] {
        if let Some(text) = part(package, notes)? {
            walk.part(&text)?;
        }
    }
    let mut metadata = properties(package, "docProps/core.xml")?;
    if walk.has_changes {
        let said = "有没有接受的修订，按全部接受以后的样子读";
        metadata.push(("修订".to_owned(), said.to_owned()));
    }
    let (pieces, hidden) = walk.finish();
    if !hidden.trim().is_empty() {
        metadata.push(("隐藏的文字".to_owned(), hidden.trim().to_owned()));
    }
    metadata.extend(beside(package, folder, &styles, &lists)?);
    let format = Format::Word;
    Ok(Source {
        format,
        metadata,
        pieces,
    })
}

fn walk<'s>(styles: &'s Styles, lists: &'s Lists) -> Walk<'s> {
    Walk::new(Blocks::new(styles, Counting::of(lists), MOST_TEXT))
}

/// The words of comments, headers and footers.
fn beside(
    package: &mut Package<'_>,
    folder: &str,
    styles: &Styles,
    lists: &Lists,
) -> Result<Vec<(String, String)>, Unread> {
    let mut found = Vec::new();
    for name in package.names() {
        let file = name
            .strip_prefix(folder)
            .and_then(|name| name.strip_prefix('/'));
        let file = file.and_then(|file| file.strip_suffix(".xml"));
        let kind = file.and_then(|file| {
            let number = |part: &str| file.strip_prefix(part).map(|rest| rest.parse::<u32>());
            BESIDE
                .iter()
                .find(|(part, _)| file == *part || matches!(number(part), Some(Ok(_))))
        });
        let Some((_, kind)) = kind else {
            continue;
        };
        let mut walk = walk(styles, lists);
        walk.part(&package.text(&name)?.unwrap_or_default())?;
        let (pieces, _) = walk.finish();
        let words = words(&pieces);
        let entry = ((*kind).to_owned(), words);
        if !entry.1.is_empty() && !found.contains(&entry) {
            found.push(entry);
        }
    }
    Ok(found)
}

fn words(pieces: &[Piece]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Line(line) => words.push(&line.text),
            Piece::Grid(grid) => words.extend(grid.cells.iter().map(|cell| cell.text.as_str())),
            Piece::Picture { .. } => {}
        }
    }
    words.retain(|text| !text.is_empty());
    words.join("\n")
}

#[cfg(test)]
mod tests;
