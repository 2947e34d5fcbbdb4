//! Quick looks at bytes. Most texts hold nothing that needs more, and a look
//! that never branches costs less than one instruction for each byte.

/// Whether any so many bytes in a row are as asked. It always goes to the end,
/// so that the compiler can look at sixteen places at a time.
pub(super) fn any_row<const N: usize>(text: &str, asked: impl Fn(&[u8; N]) -> bool) -> bool {
    let rows = text.as_bytes().array_windows();
    rows.fold(false, |found, row| found | asked(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_wherever_it_stands() {
        for length in 0..70 {
            let text = "甲".repeat(length);
            let spaces = |row: &[u8; 2]| (row[0] == b' ') & (row[1] == b' ');
            assert!(!any_row(&text, spaces));
            for at in 0..=length {
                let (start, end) = text.split_at(at * "甲".len());
                assert!(any_row(&format!("{start}  {end}"), spaces), "{length} {at}");
                assert!(!any_row(&format!("{start} {end}"), spaces));
            }
        }
    }
}
