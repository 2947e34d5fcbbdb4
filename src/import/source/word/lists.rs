//! The lists of a document: which number stands before a paragraph.
//!
//! Numbers such as 一、 and （一） are often not in the text: the word processor counts
//! when it shows the document, and so does this.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::office::{Step, Steps, Unread, attribute};
use crate::prose::is_wide_punctuation;

use super::number::formatted;

const LEVELS: usize = 9;
/// More lists than any document has, and the longest text around a number.
const MOST: usize = 10_000;
const LONGEST: usize = 40;

/// How one level of a list is numbered.
#[derive(Clone, Default)]
struct Level {
    start: Option<usize>,
    format: String,
    /// `%1` stands for the number of the first level.
    text: String,
    /// What parts the number from the text: a tab if it is not stated.
    gap: String,
    /// The level whose numbers let this one begin again, from 1; 0 for none.
    restart: Option<usize>,
    /// Whether the numbers of all levels are shown in digits.
    in_digits: bool,
    style: Option<String>,
}

/// The levels of a list, by number.
#[derive(Default)]
struct List {
    levels: BTreeMap<usize, Level>,
    /// Where another list's levels are used: the name of the style that has it.
    link: Option<String>,
    linked: Option<String>,
}

/// A use of a list, with what it changes.
#[derive(Default)]
struct Use {
    list: String,
    starts: BTreeMap<usize, usize>,
    levels: BTreeMap<usize, Level>,
}

#[derive(Default)]
pub struct Lists {
    lists: BTreeMap<String, List>,
    uses: BTreeMap<String, Use>,
}

/// What an element of the file belongs to while it is read.
#[derive(Default)]
struct Open {
    list: Option<(String, List)>,
    usage: Option<(String, Use)>,
    level: Option<(usize, Level)>,
    /// The level that a use of a list changes.
    changed: usize,
}

impl Lists {
    pub fn read(text: &str) -> Result<Self, Unread> {
        let mut lists = Self::default();
        let mut open = Open::default();
        let mut steps = Steps::of(text);
        while let Some(step) = steps.step()? {
            match step {
                Step::Start(start, _) => {
                    let number = |name| attribute(&start, name)?.parse::<usize>().ok();
                    match start.local_name().as_ref() {
                        "abstractNum" => {
                            let id = attribute(&start, "abstractNumId").unwrap_or_default();
                            open.list = Some((id, List::default()));
                        }
                        "num" => {
                            let id = attribute(&start, "numId").unwrap_or_default();
                            open.usage = Some((id, Use::default()));
                        }
                        "lvlOverride" => open.changed = number("ilvl").unwrap_or_default(),
                        "lvl" => {
                            let level = number("ilvl").unwrap_or_default();
                            open.level = Some((level, Level::default()));
                        }
                        name => open.property(name, attribute(&start, "val")),
                    }
                }
                Step::End(name) => lists.close(&name, &mut open)?,
                Step::Text(_) => {}
            }
        }
        lists.resolve();
        Ok(lists)
    }

    fn close(&mut self, name: &str, open: &mut Open) -> Result<(), Unread> {
        match name {
            "lvl" => {
                let level = open.level.take().filter(|(at, _)| *at < LEVELS);
                if let Some((at, level)) = level {
                    match (&mut open.list, &mut open.usage) {
                        (Some((_, list)), _) => list.levels.insert(at, level),
                        (None, Some((_, usage))) => usage.levels.insert(at, level),
                        (None, None) => None,
                    };
                }
            }
            "abstractNum" => self.lists.extend(open.list.take()),
            "num" => self.uses.extend(open.usage.take()),
            _ => {}
        }
        if self.lists.len() > MOST || self.uses.len() > MOST {
            return Err(Unread::TooMuch);
        }
        Ok(())
    }

    /// Leads every use of a list that only names another's style to that list.
    fn resolve(&mut self) {
        let linked = |(id, list): (&String, &List)| Some((list.linked.clone()?, id.clone()));
        let homes: BTreeMap<String, String> = self.lists.iter().filter_map(linked).collect();
        for usage in self.uses.values_mut() {
            let link = self
                .lists
                .get(&usage.list)
                .and_then(|list| list.link.as_ref());
            if let Some(home) = link.and_then(|link| homes.get(link)) {
                usage.list.clone_from(home);
            }
        }
    }
}

impl Open {
    fn property(&mut self, name: &str, value: Option<String>) {
        let number = || value.as_ref()?.parse::<usize>().ok();
        match name {
            "abstractNumId" => {
                if let Some((_, usage)) = &mut self.usage {
                    usage.list = value.unwrap_or_default();
                }
                return;
            }
            "startOverride" => {
                if let (Some((_, usage)), Some(start)) = (&mut self.usage, number())
                    && self.changed < LEVELS
                {
                    usage.starts.insert(self.changed, start);
                }
                return;
            }
            "numStyleLink" | "styleLink" => {
                if let Some((_, list)) = &mut self.list {
                    match name {
                        "styleLink" => list.linked = value,
                        _ => list.link = value,
                    }
                }
                return;
            }
            _ => {}
        }
        let Some((_, level)) = &mut self.level else {
            return;
        };
        match name {
            "start" => level.start = number(),
            "numFmt" => level.format = value.unwrap_or_default(),
            "lvlText" => level.text = value.unwrap_or_default().chars().take(LONGEST).collect(),
            "suff" => level.gap = value.unwrap_or_default(),
            "lvlRestart" => level.restart = number(),
            "isLgl" => level.in_digits = !matches!(value.as_deref(), Some("0" | "false")),
            "pStyle" => level.style = value,
            _ => {}
        }
    }
}

/// How far the lists of a document have been counted.
pub struct Counting<'l> {
    lists: &'l Lists,
    /// By list, at each level; `None` where none was counted since the level above.
    numbers: BTreeMap<&'l str, [Option<usize>; LEVELS]>,
    /// The uses that have begun.
    begun: BTreeSet<&'l str>,
}

impl<'l> Counting<'l> {
    pub fn of(lists: &'l Lists) -> Self {
        Self {
            lists,
            numbers: BTreeMap::new(),
            begun: BTreeSet::new(),
        }
    }

    /// Counts a paragraph in a list, and gives what is shown before its text. A style
    /// may be in a list without saying at which level: the list says it.
    pub fn next(&mut self, id: &str, level: Option<usize>, style: Option<&str>) -> Option<String> {
        let (id, usage) = self.lists.uses.get_key_value(id)?;
        let list = self.lists.lists.get(&usage.list)?;
        let of_style = || {
            let mut levels = list.levels.iter();
            let found = levels.find(|(_, one)| style.is_some() && one.style.as_deref() == style);
            found.map(|(level, _)| *level)
        };
        let at = level.or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        let level = |at: usize| usage.levels.get(&at).or_else(|| list.levels.get(&at));
        let start = |at: usize| {
            let changed = usage.starts.get(&at).copied();
            changed.or(level(at)?.start).or(Some(1))
        };
        let numbers = self.numbers.entry(&usage.list).or_default();
        if self.begun.insert(id) {
            for at in usage.starts.keys() {
                numbers[*at] = None;
            }
        }
        numbers[at] = match numbers[at] {
            Some(number) => Some(number.saturating_add(1)),
            None => start(at),
        };
        for (below, number) in numbers.iter_mut().enumerate().skip(at + 1) {
            let restart = level(below).and_then(|level| level.restart);
            if restart.is_none_or(|from| at < from) {
                *number = None;
            }
        }
        let own = level(at)?;
        let shown = |at: usize| {
            let format = level(at).map_or("decimal", |level| &level.format);
            let format = if own.in_digits { "decimal" } else { format };
            let number = numbers[at].or_else(|| start(at)).unwrap_or(1);
            formatted(format, number)
        };
        Some(own.label(shown))
    }
}

impl Level {
    /// What is shown before a paragraph, with what parts it from the text.
    fn label(&self, number: impl Fn(usize) -> String) -> String {
        if self.format == "bullet" {
            return String::new();
        }
        let mut label = String::new();
        let mut rest = self.text.chars().peekable();
        while let Some(c) = rest.next() {
            let level = rest.peek().and_then(|c| c.to_digit(10));
            match level.filter(|level| c == '%' && *level > 0) {
                Some(level) => {
                    rest.next();
                    let room = LONGEST.saturating_sub(label.chars().count());
                    label.extend(number(level as usize - 1).chars().take(room));
                }
                None => label.push(c),
            }
        }
        // A wide sign is its own gap.
        let narrow = label
            .chars()
            .next_back()
            .is_some_and(|c| !is_wide_punctuation(c));
        if self.gap != "nothing" && narrow {
            label.push(' ');
        }
        label
    }
}
