//! Whether a text may hold an odd character: one look, without a branch for
//! each byte, that nearly every text passes.

use crate::parse::scan::any_row;

/// `false` is certain.
pub(super) fn may_be_odd(text: &str) -> bool {
    // The last two bytes begin no row of three.
    let tail = text.as_bytes().last_chunk::<2>();
    let tail = tail.map_or_else(
        || text.bytes().any(|byte| may_begin(&[byte, 0, 0])),
        |[one, two]| may_begin(&[*one, *two, 0]) || may_begin(&[*two, 0, 0]),
    );
    tail || any_row(text, may_begin)
}

/// Whether an odd character may begin so. Nearly all that Chinese is written
/// with begins with E3 to E9; the marks that do not are let through one by one.
fn may_begin(&[first, second, third]: &[u8; 3]) -> bool {
    let control = (first < b' ') & (first.wrapping_sub(b'\t') > 4) | (first == 0x7F);
    let other = (first >= 0xC2) & (first.wrapping_sub(0xE3) > 0x0A);
    let dot = (first == 0xC2) & (second == 0xB7);
    // “ ” ‘ ’ — … of one block, ① Ⅱ ℃ ■ of others.
    let quote = (second == 0x80) & ((third.wrapping_sub(0x93) <= 0x14) | (third >= 0xB0));
    let mark = (first == 0xE2) & (quote | (second.wrapping_sub(0x82) <= 0x1D));
    // ， ： （ ） and all full-width forms.
    let wide = (first == 0xEF) & (second & !1 == 0xBC);
    let filler = (first == 0xE3) & (second == 0x85);
    control | filler | (other & !(dot | mark | wide))
}

#[cfg(test)]
mod tests {
    use crate::text::odd::{latin, odd};

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
