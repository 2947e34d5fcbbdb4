//! Items of lists, as Markdown prints them with the numbers that they had.

use crate::prose::ordinals::{Style, leading};

use super::escaping::escaped;

/// The last item of the list that is being written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Item {
    Bullet,
    Numbered(usize),
}

impl Item {
    /// Whether this is the next item of the same list.
    pub fn continues(self, last: &Self) -> bool {
        match (self, last) {
            (Self::Bullet, Self::Bullet) => true,
            (Self::Numbered(number), Self::Numbered(last)) => number == last + 1,
            _ => false,
        }
    }
}

/// An item of a list as it is written, behind the last item of the list before it. `None`
/// if its number is none that Markdown prints as it stands, or if its words would become
/// markup.
pub fn item(text: &str, list: Option<&Item>) -> Option<(Item, String)> {
    let Some(own) = leading(text) else {
        // A dash before a number would be its sign.
        let is_word = text.starts_with(char::is_alphabetic);
        return is_word.then(|| (Item::Bullet, format!("- {}", escaped(text))));
    };
    let number = &text[own.range.clone()];
    let rest = text[own.range.end..].strip_prefix(' ')?;
    if own.style != Style::Arabic || !number.ends_with('.') || !number.is_ascii() {
        return None;
    }
    let item = Item::Numbered(own.number);
    // Two lists beside each other would be one, numbered on.
    let joins = matches!(list, Some(Item::Numbered(_))) && !item.continues(list?);
    let is_plain = rest.starts_with(char::is_alphanumeric) && !number.starts_with('0');
    (is_plain && !joins).then(|| (item, format!("{number} {}", escaped(rest))))
}
