//! The terms of up to eight articles of a unit as bytes, which are kept until all units
//! are known.

use super::gram::Gram;

/// How many articles a batch has at most: one a bit.
pub const BATCH: usize = 8;

/// What is said of a term beside the articles it stands in.
const FREQUENT: u64 = 1;
const IN_TITLE: u64 = 2;

/// In which articles of a batch a term stands, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Anywhere.
    pub all: u8,
    /// So often that it tells what the article is about.
    pub frequent: u8,
    /// In its title, or in the names of the unit.
    pub title: u8,
}

/// Adds the terms of a batch, which ascend; how many there are stands before them.
pub fn write(terms: &[(Gram, Places)], out: &mut Vec<u8>) {
    number(terms.len() as u64, out);
    let mut last = 0;
    for (gram, places) in terms {
        let said = |mask: u8, what: u64| if mask > 0 { what } else { 0 };
        let said = said(places.frequent, FREQUENT) | said(places.title, IN_TITLE);
        number((gram.key() - last) << 2 | said, out);
        out.push(places.all);
        let more = [places.frequent, places.title];
        out.extend(more.iter().filter(|mask| **mask > 0));
        last = gram.key();
    }
}

fn number(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Takes the terms of one batch from the beginning of the bytes. Bytes that nobody wrote
/// here end early.
pub fn read(bytes: &mut &[u8], mut tell: impl FnMut(Gram, Places)) {
    let mut key = 0;
    for _ in 0..take_number(bytes) {
        if bytes.is_empty() {
            return;
        }
        let head = take_number(bytes);
        key += head >> 2;
        let all = take(bytes);
        let mut mask = |what: u64| if head & what > 0 { take(bytes) } else { 0 };
        let places = Places {
            all,
            frequent: mask(FREQUENT),
            title: mask(IN_TITLE),
        };
        tell(Gram::from_key(key), places);
    }
}

fn take(bytes: &mut &[u8]) -> u8 {
    let Some((first, rest)) = bytes.split_first() else {
        return 0;
    };
    *bytes = rest;
    *first
}

fn take_number(bytes: &mut &[u8]) -> u64 {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = take(bytes);
        value |= u64::from(byte & 0x7F) << shift;
        shift += 7;
        if byte < 0x80 || shift > 56 {
            return value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_come_back_as_they_went() {
        let places = |all, frequent, title| Places {
            all,
            frequent,
            title,
        };
        let terms = [
            (Gram::pair('a', 'b'), places(1, 0, 0)),
            (Gram::pair('公', '开'), places(255, 3, 0)),
            (Gram::last('开'), places(4, 0, 4)),
            (Gram::pair('𠮷', '\u{10ffff}'), places(9, 1, 8)),
        ];
        let (mut bytes, mut found) = (Vec::new(), Vec::new());
        write(&terms[..], &mut bytes);
        write(&[], &mut bytes);
        let mut rest = &bytes[..];
        read(&mut rest, |gram, places| found.push((gram, places)));
        assert_eq!((found, rest), (terms.to_vec(), &[0][..]));
        read(&mut &bytes[..3], |_, _| {});
        read(&mut &[0xFF; 20][..], |_, _| {});
    }
}
