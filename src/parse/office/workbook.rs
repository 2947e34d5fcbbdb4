//! What the sheets of a workbook share: their names and the texts of their cells.

use std::collections::BTreeMap;

use super::{Package, Step, Steps, Unread, attribute};

/// More texts than any workbook of an office has.
const MOST: usize = 1_000_000;

/// A sheet of a workbook.
pub struct SheetPart {
    pub name: String,
    /// The name of its part in the package.
    pub part: String,
    pub hidden: bool,
}

/// The sheets in the order of a workbook's part, and whether its days count from 1904.
pub fn sheets(package: &mut Package<'_>, book: &str) -> Result<(Vec<SheetPart>, bool), Unread> {
    let (folder, file) = book.rsplit_once('/').unwrap_or(("", book));
    let mut parts = BTreeMap::new();
    let links = package.text(&format!("{folder}/_rels/{file}.rels"))?;
    let links = links.unwrap_or_default();
    let mut steps = Steps::of(&links);
    while let Some(step) = steps.step()? {
        if let Step::Start(start, _) = step
            && let Some(target) = attribute(&start, "Target")
            && let Some(id) = attribute(&start, "Id")
        {
            let part = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("{folder}/{target}"),
            };
            parts.insert(id, part);
        }
    }
    let mut sheets = Vec::new();
    let mut from_1904 = false;
    let book = package.text(book)?.unwrap_or_default();
    let mut steps = Steps::of(&book);
    while let Some(step) = steps.step()? {
        let Step::Start(start, _) = step else {
            continue;
        };
        match start.local_name().as_ref() {
            "workbookPr" => {
                let stated = attribute(&start, "date1904");
                from_1904 = stated.is_some_and(|value| value == "1" || value == "true");
            }
            "sheet" => {
                let id = attribute(&start, "id").unwrap_or_default();
                if let Some(part) = parts.remove(&id) {
                    let state = attribute(&start, "state");
                    sheets.push(SheetPart {
                        name: attribute(&start, "name").unwrap_or_default(),
                        part,
                        hidden: state.is_some_and(|state| state != "visible"),
                    });
                }
            }
            _ => {}
        }
    }
    Ok((sheets, from_1904))
}

/// The text of each element of a name, without hints how to pronounce it.
pub fn texts(text: &str, element: &str) -> Result<Vec<String>, Unread> {
    let mut found = Vec::new();
    let (mut shown, mut hint) = (false, false);
    let mut steps = Steps::of(text);
    while let Some(step) = steps.step()? {
        match step {
            Step::Start(start, empty) => match start.local_name().as_ref() {
                "t" => shown = !empty,
                "rPh" => hint = !empty,
                name if name == element => found.push(String::new()),
                _ => {}
            },
            Step::End(name) => match name.as_str() {
                "t" => shown = false,
                "rPh" => hint = false,
                _ => {}
            },
            Step::Text(text) => {
                if let Some(last) = found.last_mut().filter(|_| shown && !hint) {
                    last.push_str(&text);
                }
            }
        }
        if found.len() > MOST {
            return Err(Unread::TooMuch);
        }
    }
    Ok(found)
}
