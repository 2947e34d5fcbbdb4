//! The cells of a row as they were typed, and as they ought to be.

use crate::parse::names;
use crate::prose::numerals::is_numeral;
use crate::prose::{digit, narrow_digit};

use super::kind::Kind;

/// What is typed between a name and its number.
pub(super) const COLONS: [char; 7] = [':', '：', '∶', '﹕', '︰', '=', '＝'];

/// What is typed between two cells.
const COMMAS: [char; 6] = [',', '，', ';', '；', '、', '﹐'];

const OPEN: [char; 8] = ['{', '｛', '[', '［', '(', '（', '【', '〔'];
const CLOSE: [char; 8] = ['}', '｝', ']', '］', ')', '）', '】', '〕'];

/// Nothing nests deeper than a part, its groups and their rows.
const DEEPEST: usize = 5;

/// A value as it ought to be typed, and each slip with its byte in the value.
pub type Mended = (String, Vec<(Kind, usize)>);

/// Mends the value of a row; `None` if it cannot be told what was meant.
pub fn mend(value: &str) -> Option<Mended> {
    let mut reader = Reader {
        value,
        at: 0,
        found: Vec::new(),
    };
    let first = value.chars().next()?;
    let text = if OPEN.contains(&first) {
        reader.group(0)? + &reader.tail()
    } else if reader.is_bare() {
        reader.say(Kind::Bare, 0);
        let cells = reader.items(false, 0)?;
        format!("{{{cells}}}{}", reader.tail())
    } else {
        let number = reader.scalar(false)?;
        reader.surplus();
        number
    };
    (reader.at == value.len()).then_some((text, reader.found))
}

struct Reader<'v> {
    value: &'v str,
    at: usize,
    found: Vec<(Kind, usize)>,
}

impl<'v> Reader<'v> {
    fn rest(&self) -> &'v str {
        &self.value[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn say(&mut self, kind: Kind, at: usize) {
        self.found.push((kind, at));
    }

    /// Whether cells begin without a bracket: a name of a column and a colon.
    fn is_bare(&self) -> bool {
        let ends = |c: char| COLONS.contains(&c) || digit(c).is_some();
        let name = self.value.split(ends).next().unwrap_or_default().trim();
        name.len() < self.value.trim().len() && names::is_column(name)
    }

    /// Cells in brackets of any kind.
    fn group(&mut self, depth: usize) -> Option<String> {
        let start = self.at;
        let open = self.bump()?;
        let braces = matches!(open, '{' | '｛');
        let list = !braces && !self.rest().contains(COLONS);
        let (opens, closes) = if list { ('[', ']') } else { ('{', '}') };
        if open != opens {
            self.say(Kind::Bracket(open), start);
        }
        let items = self.items(list, depth)?;
        let end = self.at;
        match self.bump() {
            Some(close) if close != closes && open == opens => {
                self.say(Kind::Bracket(close), end);
            }
            Some(_) => {}
            None => self.say(Kind::Open(open), start),
        }
        Some(format!("{opens}{items}{closes}"))
    }

    /// What stands between brackets, up to the closing one.
    fn items(&mut self, list: bool, depth: usize) -> Option<String> {
        let mut items: Vec<String> = Vec::new();
        let mut divided = true;
        loop {
            self.space();
            let at = self.at;
            match self.peek() {
                Some(c) if COMMAS.contains(&c) => {
                    // In a list something may be left out, and nobody knows what.
                    if divided && list {
                        return None;
                    }
                    if divided {
                        self.say(Kind::Empty(c), at);
                    } else if c != ',' {
                        self.say(Kind::Comma(c), at);
                    }
                    self.bump();
                    divided = true;
                }
                None => break,
                Some(c) if CLOSE.contains(&c) => break,
                Some(_) if depth > DEEPEST => return None,
                Some(_) if list => {
                    items.push(self.entry(true, depth)?);
                    divided = false;
                }
                Some(_) => {
                    items.push(self.pair(depth)?);
                    divided = false;
                }
            }
            // Nothing was read: a mark that belongs nowhere.
            if self.at == at {
                return None;
            }
        }
        Some(items.join(", "))
    }

    /// A name with its number, or with cells of its own.
    fn pair(&mut self, depth: usize) -> Option<String> {
        let start = self.at;
        let name = self.name()?;
        let end = self.at;
        match self.peek() {
            Some(c) if COLONS.contains(&c) => {
                self.bump();
                let next = self.peek();
                if c != ':' {
                    self.say(Kind::Colon(c), end);
                } else if next.is_some_and(|c| !c.is_whitespace() && !CLOSE.contains(&c)) {
                    self.say(Kind::Glued, end);
                }
                self.space();
                let value = self.entry(false, depth)?;
                Some(format!("{name}: {value}"))
            }
            _ => {
                let at = name.find(|c| digit(c).is_some())?;
                let (name, number) = name.split_at(at);
                let name = name.trim();
                let plain = number.chars().all(|c| digit(c).is_some());
                (plain && names::is_column(name)).then_some(())?;
                self.say(Kind::NoColon, start + at);
                Some(format!("{name}: {number}"))
            }
        }
    }

    /// A name up to its colon; an ordinal before it may hold brackets and marks.
    fn name(&mut self) -> Option<&'v str> {
        let rest = self.rest();
        if let Some(quote) = self.peek().filter(|c| matches!(c, '"' | '\'')) {
            return self.quoted(quote);
        }
        let numeral = |c: char| is_numeral(c) || digit(c).is_some();
        let ordinal = rest.trim_start_matches(['（', '(']);
        let ordinal = ordinal.trim_start_matches(numeral);
        let ordinal = ordinal.trim_start_matches(['）', ')', '、', '.', '．']);
        let skip = rest.len() - ordinal.len();
        let ends = |c: char| COLONS.contains(&c) || COMMAS.contains(&c) || CLOSE.contains(&c);
        let end = rest[skip..].find(ends).map_or(rest.len(), |at| skip + at);
        let name = rest[..end].trim();
        self.at += end;
        (!name.is_empty() && !name.contains(OPEN[0])).then_some(name)
    }

    fn quoted(&mut self, quote: char) -> Option<&'v str> {
        let rest = self.rest();
        let end = 1 + rest[1..].find(quote)? + 1;
        self.at += end;
        self.space();
        Some(&rest[..end])
    }

    fn entry(&mut self, list: bool, depth: usize) -> Option<String> {
        match self.peek() {
            Some(c) if OPEN.contains(&c) => self.group(depth + 1),
            Some(quote @ ('"' | '\'')) => self.quoted(quote).map(str::to_owned),
            _ => self.scalar(list),
        }
    }

    /// One cell, up to the mark that ends it. A comma before three digits
    /// belongs to the number, if no name with a colon follows it; in a list
    /// it may divide two numbers.
    fn scalar(&mut self, list: bool) -> Option<String> {
        let start = self.at;
        let mut text = String::new();
        // Words behind a number may hold brackets: 120.5（万元）.
        let mut inner = 0_usize;
        while let Some(c) = self.peek() {
            if CLOSE.contains(&c) && inner == 0 {
                break;
            }
            if OPEN.contains(&c) {
                inner += 1;
            } else if CLOSE.contains(&c) {
                inner -= 1;
            }
            if COMMAS.contains(&c) {
                if list || !is_grouped(&text, &self.rest()[c.len_utf8()..]) {
                    break;
                }
                self.bump();
                continue;
            }
            if COLONS.contains(&c) {
                return self.divided(start);
            }
            text.push(c);
            self.bump();
        }
        let typed = self.value[start..self.at].trim();
        if typed != text.trim() {
            self.say(Kind::Grouped(typed.to_owned()), start);
        }
        Some(self.unquoted(text.trim(), start))
    }

    /// A number in the quotes of Chinese text.
    fn unquoted(&mut self, text: &str, start: usize) -> String {
        let bare = text.trim_matches(['“', '”', '‘', '’', '＂', '「', '」']);
        let number = !bare.is_empty() && bare.chars().all(|c| digit(c).is_some());
        if bare.len() == text.len() || !number {
            // Digits of either width alone are told where the cell is read.
            return match number {
                true => text.chars().map(narrow_digit).collect(),
                false => text.to_owned(),
            };
        }
        let quote = text.chars().next().unwrap_or('“');
        self.say(Kind::Quote(quote), start);
        bare.to_owned()
    }

    /// A number, then a name whose colon was met: the comma between is missing.
    fn divided(&mut self, start: usize) -> Option<String> {
        let token = &self.value[start..self.at];
        let mut cuts = token.char_indices().map(|(at, _)| at).skip(1);
        let cut = cuts.find(|at| names::is_column(token[*at..].trim()))?;
        let number = token[..cut].trim();
        (!number.is_empty()).then_some(())?;
        self.at = start + cut;
        self.say(Kind::NoComma, self.at);
        Some(number.to_owned())
    }

    /// What follows the last bracket: marks that are too many, or a remark.
    fn tail(&mut self) -> String {
        self.space();
        self.surplus();
        let words = self.rest().trim_start_matches(['#', '＃', '/', ' ']).trim();
        if words.is_empty() {
            return String::new();
        }
        self.say(Kind::Tail, self.at);
        self.at = self.value.len();
        format!("  # {words}")
    }

    fn surplus(&mut self) {
        let ends = |c: char| COMMAS.contains(&c) || CLOSE.contains(&c) || matches!(c, '。' | '.');
        let rest = self.rest();
        let marks = rest.trim();
        if let Some(first) = marks.chars().next()
            && marks.chars().all(ends)
        {
            self.say(Kind::Surplus(first), self.at);
            self.at = self.value.len();
        }
    }
}

/// Whether a comma stands in a number: one to three digits before it, or whole
/// groups, and three behind it, with no name after them.
fn is_grouped(before: &str, rest: &str) -> bool {
    let digits = |text: &str| text.chars().take_while(|c| digit(*c).is_some()).count();
    let before = before.trim();
    let sound = !before.is_empty() && digits(before) == before.chars().count();
    let end = rest.find(|c| COMMAS.contains(&c) || CLOSE.contains(&c));
    let group = &rest[..end.unwrap_or(rest.len())];
    sound && digits(rest) == 3 && !group.contains(COLONS)
}
