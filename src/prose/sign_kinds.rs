//! The signs of a text, with what kinds of signs are among them: most texts
//! have only points, commas and short numbers, and need no second look.

use std::ops::Deref;

use super::signs;

/// A set of kinds of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SignKinds(u8);

impl SignKinds {
    /// X, ×, *, ○ and the like, which may stand for what is to be written.
    pub const BLANK: Self = Self(1);
    /// A space of any width.
    pub const SPACE: Self = Self(2);
    /// What opens a bracket that may hold the name of a slot: [ < { 【.
    pub const SLOT: Self = Self(4);
    pub const COLON: Self = Self(8);
    /// Brackets with nothing in them, or a part of a date or of a document's
    /// number that has no digits: （）, 12月日, 〔2021〕号.
    pub const GAP: Self = Self(16);
    /// So many digits among signs that a number of a person may be in them.
    pub const LONG_NUMBER: Self = Self(32);

    pub fn have(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// How many digits make a long number: a mobile telephone has no more.
pub const LONG: usize = 11;

/// All but the ordinary Han letters of a text, with their places (see
/// [`signs`](super::signs)).
#[derive(Clone, Debug)]
pub struct Signs {
    all: Vec<(usize, char)>,
    pub kinds: SignKinds,
}

impl Signs {
    pub fn of(text: &str) -> Self {
        let mut gather = GatherSigns::new(text);
        for (at, c) in signs(text) {
            gather.sign(at, c);
        }
        gather.signs
    }
}

impl Deref for Signs {
    type Target = [(usize, char)];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

/// Gathers the signs of a text, told in their order.
pub struct GatherSigns<'t> {
    text: &'t [u8],
    pub signs: Signs,
    /// Where the last sign ends, and the sign.
    end: usize,
    last: char,
    /// How many digits are among the signs that stand together.
    digits: usize,
}

impl<'t> GatherSigns<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            signs: Signs {
                // About a fifth of a paragraph is no Han letter.
                all: Vec::with_capacity(text.len() / 8),
                kinds: SignKinds::default(),
            },
            end: 0,
            last: '\0',
            digits: 0,
        }
    }

    #[inline]
    pub fn sign(&mut self, at: usize, c: char) {
        self.signs.all.push((at, c));
        let before = (at == self.end).then_some(self.last);
        if before.is_none() {
            self.digits = 0;
        }
        (self.end, self.last) = (at + c.len_utf8(), c);
        let kinds = match c {
            '，' | '。' | '、' => return,
            '0'..='9' => self.digit(true),
            _ => self.other(before, c),
        };
        self.signs.kinds.0 |= kinds.0;
    }

    #[inline]
    fn digit(&mut self, narrow: bool) -> SignKinds {
        self.digits += 1;
        let long = if self.digits >= LONG {
            SignKinds::LONG_NUMBER.0
        } else {
            0
        };
        let gap = narrow && (self.follows("月日") || self.follows("年月日"));
        SignKinds(long | if gap { SignKinds::GAP.0 } else { 0 })
    }

    fn other(&mut self, before: Option<char>, c: char) -> SignKinds {
        let gap = |open: char| {
            if before == Some(open) {
                SignKinds::GAP
            } else {
                SignKinds::default()
            }
        };
        match c {
            'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '╳' | '✕' | '_' | '＿' | '*' | '＊' | '○' | '◯'
            | '〇' | '□' | '■' | '▢' | '☐' | '△' | '?' | '？' | 'N' | 'n' | 'Ｎ' | '…' => {
                SignKinds::BLANK
            }
            ' ' | '\t' | '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{3000}' => SignKinds::SPACE,
            '[' | '［' | '<' | '＜' | '{' | '｛' | '【' => SignKinds::SLOT,
            '：' | ':' => SignKinds::COLON,
            '）' => gap('（'),
            ')' => gap('('),
            '》' => gap('《'),
            '】' => gap('【'),
            ']' => gap('['),
            '〕' if before == Some('〔') || self.follows("号") => SignKinds::GAP,
            '］' if self.follows("号") => SignKinds::GAP,
            '０'..='９' => self.digit(false),
            _ => SignKinds::default(),
        }
    }

    /// Whether a word stands behind the last sign.
    #[inline]
    fn follows(&self, word: &str) -> bool {
        self.text[self.end..].starts_with(word.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_seen_where_they_stand() {
        let kinds = |text: &str| Signs::of(text).kinds;
        for (text, kind) in [
            ("公开X条", SignKinds::BLANK),
            ("公开 条", SignKinds::SPACE),
            ("[单位名称]", SignKinds::SLOT),
            ("电话：", SignKinds::COLON),
            ("公开（）条", SignKinds::GAP),
            ("于12月日", SignKinds::GAP),
            ("于2025年月日", SignKinds::GAP),
            ("〔2021〕号", SignKinds::GAP),
            ("手机13900001234", SignKinds::LONG_NUMBER),
            ("手机139-0000-１２３４", SignKinds::LONG_NUMBER),
        ] {
            assert!(kinds(text).have(kind), "{text}");
        }
        for text in ["", "甲，乙。（2021）30号《丙》7月1日", "1,234,567,890件"] {
            assert_eq!(kinds(text), SignKinds::default(), "{text}");
        }
        assert!(signs("甲1，乙").eq(Signs::of("甲1，乙").iter().copied()));
    }
}
