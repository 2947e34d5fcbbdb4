//! What every package says of itself: which part is the document, who wrote it and when.

use super::{Package, Step, Steps, Unread, attribute};

/// What a package states of its document, by the names that it has there.
const STATED: [&str; 5] = ["title", "creator", "created", "modified", "creation-date"];

/// The name of the part that holds the document; not every writer calls it the same.
pub fn main_part(package: &mut Package<'_>, usual: &str) -> Result<String, Unread> {
    let links = package.text("_rels/.rels")?.unwrap_or_default();
    let mut steps = Steps::of(&links);
    while let Some(step) = steps.step()? {
        if let Step::Start(start, _) = step
            && attribute(&start, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            && let Some(target) = attribute(&start, "Target")
        {
            return Ok(target.trim_start_matches('/').to_owned());
        }
    }
    Ok(usual.to_owned())
}

/// The title, the writer and the time of writing: names and contents, from such a part.
pub fn properties(package: &mut Package<'_>, part: &str) -> Result<Vec<(String, String)>, Unread> {
    let text = package.text(part)?.unwrap_or_default();
    let mut stated = Vec::new();
    let mut open: Option<(String, String)> = None;
    let mut steps = Steps::of(&text);
    while let Some(step) = steps.step()? {
        match step {
            Step::Start(start, false) => {
                let local = start.local_name();
                let name = local.as_ref();
                open = STATED
                    .contains(&name)
                    .then(|| (name.to_owned(), String::new()));
            }
            Step::Text(text) => {
                if let Some((_, value)) = &mut open {
                    value.push_str(&text);
                }
            }
            Step::End(_) => {
                stated.extend(open.take().filter(|(_, value)| !value.trim().is_empty()));
            }
            Step::Start(_, true) => {}
        }
    }
    Ok(stated)
}
