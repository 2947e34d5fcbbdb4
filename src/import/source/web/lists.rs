//! The lists of a page: what a browser shows before their entries.

use scraper::node::Element;

use super::element;
use crate::prose::numerals::chinese_numeral;

/// The lists that are open.
#[derive(Default)]
pub struct Lists {
    open: Vec<List>,
    /// What stands before the next line.
    marker: Option<String>,
}

/// How the entries of a list are marked.
pub enum List {
    Bullets,
    Numbered { next: usize, style: Style },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Digits,
    Chinese,
    SmallLetters,
    Letters,
}

impl List {
    /// The list of an `<ol>`.
    pub fn numbered(element: &Element) -> Self {
        let stated = element
            .attr("style")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let stated = stated.split(';').find_map(|one| {
            let (name, value) = one.split_once(':')?;
            name.trim()
                .starts_with("list-style")
                .then(|| value.trim().to_owned())
        });
        let style = match (stated.as_deref(), element.attr("type")) {
            (Some("none"), _) => return Self::Bullets,
            (Some("cjk-ideographic" | "simp-chinese-informal" | "trad-chinese-informal"), _) => {
                Style::Chinese
            }
            (Some("lower-alpha" | "lower-latin"), _) | (None, Some("a")) => Style::SmallLetters,
            (Some("upper-alpha" | "upper-latin"), _) | (None, Some("A")) => Style::Letters,
            _ => Style::Digits,
        };
        Self::Numbered {
            next: element::number(element, "start").unwrap_or(1),
            style,
        }
    }
}

impl Lists {
    pub fn begin(&mut self, list: List) {
        self.open.push(list);
    }

    pub fn end(&mut self) {
        self.open.pop();
    }

    /// An entry of the innermost list begins.
    pub fn entry(&mut self, entry: &Element) {
        self.marker = None;
        if let Some(List::Numbered { next, style }) = self.open.last_mut() {
            let number = element::number(entry, "value").unwrap_or(*next);
            *next = number.saturating_add(1);
            self.marker = Some(marker(*style, number));
        }
    }

    /// An entry without words has no number that anybody needs.
    pub fn end_entry(&mut self) {
        self.marker = None;
    }

    /// A line with what a browser shows before it.
    pub fn marked(&mut self, text: String) -> String {
        match self.marker.take() {
            Some(marker) => marker + &text,
            None => text,
        }
    }
}

fn marker(style: Style, number: usize) -> String {
    let letter = |first: u8| {
        (1..=26)
            .contains(&number)
            .then(|| char::from(first + number as u8 - 1))
    };
    match style {
        Style::Chinese if number < 100 => format!("{}、", chinese_numeral(number)),
        Style::SmallLetters => {
            letter(b'a').map_or_else(|| format!("{number}. "), |a| format!("{a}. "))
        }
        Style::Letters => letter(b'A').map_or_else(|| format!("{number}. "), |a| format!("{a}. ")),
        _ => format!("{number}. "),
    }
}
