//! The styles of a document: how deep a heading is and which list a paragraph is in.

use std::collections::HashMap;

use crate::parse::office::{Step, Steps, Unread, attribute};

/// More styles than any document has, and how many one may be based on.
const MOST: usize = 20_000;
const CHAIN: usize = 20;

/// One style of paragraphs, as far as a list or heading is concerned.
#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<usize>,
    list: ListEntry,
}

/// Which list a paragraph is in, and at which level; as far as it is stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListEntry {
    /// `0` takes a paragraph out of its style's list.
    pub list: Option<String>,
    pub level: Option<usize>,
}

impl ListEntry {
    /// What is not stated here is stated there.
    pub fn or(self, other: &Self) -> Self {
        Self {
            list: self.list.or_else(|| other.list.clone()),
            level: self.level.or(other.level),
        }
    }
}

#[derive(Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of a paragraph that names none.
    default: String,
}

impl Styles {
    pub fn read(text: &str) -> Result<Self, Unread> {
        let mut styles = Self::default();
        let mut open: Option<(String, Style)> = None;
        let mut steps = Steps::of(text);
        while let Some(step) = steps.step()? {
            match step {
                Step::Start(start, _) if start.local_name().as_ref() == "style" => {
                    let id = attribute(&start, "styleId").unwrap_or_default();
                    let is_default = attribute(&start, "default");
                    if is_default.is_some_and(|value| value == "1" || value == "true")
                        && attribute(&start, "type").as_deref() == Some("paragraph")
                    {
                        styles.default.clone_from(&id);
                    }
                    open = Some((id, Style::default()));
                }
                Step::Start(start, _) => {
                    let Some((_, style)) = &mut open else {
                        continue;
                    };
                    let value = attribute(&start, "val");
                    match start.local_name().as_ref() {
                        "name" => style.name = value.unwrap_or_default().to_lowercase(),
                        "basedOn" => style.based_on = value,
                        "outlineLvl" => style.outline = value.and_then(|level| level.parse().ok()),
                        "numId" => style.list.list = value,
                        "ilvl" => style.list.level = value.and_then(|level| level.parse().ok()),
                        _ => {}
                    }
                }
                Step::End(name) if name == "style" => {
                    if let Some((id, style)) = open.take() {
                        styles.by_id.insert(id, style);
                    }
                    if styles.by_id.len() > MOST {
                        return Err(Unread::TooMuch);
                    }
                }
                Step::End(_) | Step::Text(_) => {}
            }
        }
        Ok(styles)
    }

    /// A style and those that it is based on.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let first = self.by_id.get(id.unwrap_or(&self.default));
        let next = |style: &&Style| self.by_id.get(style.based_on.as_ref()?);
        std::iter::successors(first, next).take(CHAIN)
    }

    /// The style of a paragraph that names none.
    pub fn default_style(&self) -> Option<&str> {
        Some(self.default.as_str()).filter(|id| !id.is_empty())
    }

    /// The outline level of a style, from 0; `None` for body text.
    pub fn outline(&self, id: Option<&str>) -> Option<usize> {
        let stated = |style: &Style| style.outline.or_else(|| by_name(&style.name));
        self.chain(id).find_map(stated).filter(|level| *level < 9)
    }

    /// The list of a style.
    pub fn list(&self, id: Option<&str>) -> ListEntry {
        let chain = self.chain(id);
        chain.fold(ListEntry::default(), |list, style| list.or(&style.list))
    }
}

/// The outline level that a style's name says: `heading 2`, `标题 2`, `Title`.
fn by_name(name: &str) -> Option<usize> {
    if matches!(name, "title" | "标题") {
        return Some(0);
    }
    let level = name.strip_prefix("heading").or(name.strip_prefix("标题"))?;
    let level = level.trim().parse::<usize>().ok()?;
    level.checked_sub(1)
}
