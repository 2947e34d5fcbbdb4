//! Whether a text may hold an odd character: a few looks without a branch for
//! each byte, that nearly every text passes. Each has so few conditions that
//! the processor keeps them all at hand.

use memchr::memchr_iter;

use crate::parse::scan::any_row;

/// `false` is certain.
pub(super) fn may_be_odd(text: &str) -> bool {
    let bytes = text.as_bytes();
    any_row(text, |[byte]| is_rare(*byte))
        && bytes
            .windows(2)
            .any(|row| is_rare(row[0]) && row != "·".as_bytes())
        || any_row(text, is_odd_form)
        || has_odd_mark(bytes)
        || bytes
            .last()
            .is_some_and(|last| *last < 0x80 && is_rare(*last))
}

/// Controls and all that characters begin with which Chinese is not written
/// with. What it is begins with E2 to E9 and EF, or is ASCII.
fn is_rare(byte: u8) -> bool {
    let control = (byte < b'\t') | (byte.wrapping_sub(0x0E) < 0x12) | (byte == 0x7F);
    control | (byte.wrapping_sub(0xC2) <= 0xE1 - 0xC2) | (byte >= 0xF0)
}

/// What begins with EF and is no full-width form such as ， ： （ ）, and the
/// letters of which one is a blank.
fn is_odd_form(&[first, second]: &[u8; 2]) -> bool {
    (first == 0xEF) & (second & !1 != 0xBC) | (first == 0xE3) & (second == 0x85)
}

/// What begins with E2. Quotes and dashes are so common that one place after
/// the other is looked at.
fn has_odd_mark(bytes: &[u8]) -> bool {
    let odd = |at| match bytes.get(at + 1..at + 3) {
        // “ ” ‘ ’ — … ※ are none.
        Some([0x80, third]) => !matches!(third, 0x93..=0xA7 | 0xB0..),
        // Nor are ① Ⅱ ℃ ■.
        Some([second, _]) => !matches!(second, 0x82..=0x9F),
        _ => false,
    };
    memchr_iter(0xE2, bytes).any(odd)
}

#[cfg(test)]
mod tests {
    use crate::prose::odd::{latin, odd};

    use super::*;

    #[test]
    fn every_odd_character_is_seen_wherever_it_stands() {
        let odd = ('\0'..=char::MAX).filter(|c| odd(*c).is_some() || latin(*c).is_some());
        for c in odd {
            for text in [
                format!("{c}"),
                format!("甲，{c}"),
                format!("{c}乙"),
                format!("a{c}b"),
            ] {
                assert!(may_be_odd(&text), "{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn ordinary_text_is_passed() {
        let text = "## 一、总体情况\r\n\r\n\t“公开”—‘办理’……：《条例》（国办公开办函〔2021〕30号）①②Ⅱ℃■、·～％\u{3000}ＡＢ。";
        assert!(!may_be_odd(text));
        assert!(!may_be_odd("") && !may_be_odd("a") && !may_be_odd("甲"));
    }
}
