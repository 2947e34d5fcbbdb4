//! How a file writes the rows of its tables: whether digits of several cells stand
//! together, whether blank cells leave nothing behind, whether sums hold.
//!
//! A row that has fewer values than cells can be either, and is certain in neither case.
//! The other rows tell which.

use super::split::{Line, value};
use super::stood::{Cells, Setting, Stood};
use super::tokens::TokenKind;

/// What the rows show.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    /// Of rows whose values share a line, and of those whose values stand apart.
    together: Habit,
    lines: Habit,
    cells: Habit,
    /// Some row whose cells are certain has a total that is not its sum.
    pub sums_fail: bool,
}

/// What the rows of one setting show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Habit {
    /// Digits of several cells stand together.
    pub glued: bool,
    /// In how many rows blank cells leave nothing behind.
    pub gaps: usize,
}

impl Habits {
    /// What rows that are set like this one show.
    pub fn of(&self, stood: &Stood) -> Habit {
        match stood.setting {
            Setting::Together => self.together,
            Setting::Lines => self.lines,
            Setting::Cells => self.cells,
        }
    }

    /// How the rows of the whole file are set; the sums of a table are its own.
    pub fn settings_of(&mut self, file: &Self) {
        let sums_fail = self.sums_fail;
        *self = Self {
            sums_fail,
            ..file.clone()
        };
    }

    /// Takes the rows of another table of the file into account, but for their sums.
    pub fn join(&mut self, other: &Self) {
        let habits = [
            (&mut self.together, other.together),
            (&mut self.lines, other.lines),
            (&mut self.cells, other.cells),
        ];
        for (own, other) in habits {
            own.glued |= other.glued;
            own.gaps += other.gaps;
        }
    }

    /// Takes one row into account. A row that fits both ways says nothing.
    pub fn add(&mut self, stood: &Stood, cells: Cells<'_>) {
        if stood.readable && stood.tokens.len() == cells.kinds.len() {
            let values = stood.tokens.iter().zip(cells.kinds);
            let line: Line = values
                .map(|(token, kind)| match &token.kind {
                    TokenKind::Number(digits, unit) => value(digits, unit.as_deref(), *kind),
                    _ => None,
                })
                .collect();
            self.sums_fail |= line.iter().all(Option::is_some) && !cells.hold(&line);
        }
        if !stood.is_short(cells.kinds.len()) {
            return;
        }
        let whole = stood.is_whole(cells.kinds);
        let full = match stood.sound(cells) {
            Some(sound) if sound.is_empty() => stood.full(cells),
            sound => sound,
        };
        if let (Some([line]), false) = (full.as_deref(), whole) {
            self.sums_fail |= !cells.hold(line);
        }
        let can_be_full = full.is_none_or(|lines| !lines.is_empty());
        let habit = match stood.setting {
            Setting::Together => &mut self.together,
            Setting::Lines => &mut self.lines,
            Setting::Cells => &mut self.cells,
        };
        match (whole, can_be_full) {
            (false, true) => habit.glued = true,
            (true, false) => habit.gaps += 1,
            (true, true) => {}
            (false, false) => {
                habit.glued = true;
                habit.gaps += 1;
            }
        }
    }
}
