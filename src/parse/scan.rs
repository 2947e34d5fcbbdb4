//! Quick looks at bytes. Most texts hold nothing that needs more, and a look
//! without a branch for each byte costs about one instruction for each.

use std::ops::RangeInclusive;

/// How many places are looked at without a branch, at first and at most.
const BLOCKS: RangeInclusive<usize> = 16..=256;

/// Whether any so many bytes in a row are as asked.
pub(super) fn any_row<const N: usize>(text: &str, asked: impl Fn(&[u8; N]) -> bool) -> bool {
    holds(text.as_bytes(), &asked)
}

/// Where the first so many bytes in a row begin that are as asked. Only in the
/// block that holds them is the place looked for. Blocks become longer, so that
/// a text that is full of such rows costs no more than a few looks at each byte.
pub(super) fn first_row<const N: usize>(
    bytes: &[u8],
    asked: impl Fn(&[u8; N]) -> bool,
) -> Option<usize> {
    let (mut start, mut length) = (0, *BLOCKS.start());
    while start < bytes.len() {
        let end = bytes.len().min(start + length + N - 1);
        let block = &bytes[start..end];
        if holds(block, &asked) {
            let at = block.array_windows().position(asked);
            return at.map(|at| start + at);
        }
        start += length;
        length = (2 * length).min(*BLOCKS.end());
    }
    None
}

/// So many places the compiler looks at in one step; what remains after the
/// last whole step it looks at one by one, which takes as long as many steps.
const STEP: usize = 32;

/// The last step overlaps the one before it, so that nothing remains.
fn holds<const N: usize>(bytes: &[u8], asked: &impl Fn(&[u8; N]) -> bool) -> bool {
    let rows = (bytes.len() + 1).saturating_sub(N);
    let rest = rows % STEP;
    if rows < STEP || rest == 0 {
        return steps(bytes, asked);
    }
    steps(&bytes[..bytes.len() - rest], asked) | steps(&bytes[rows - STEP..], asked)
}

/// Goes to the end whatever it finds, so that the compiler can look at sixteen
/// places at a time. Among the branches of its callers it does not see that it
/// can, and takes ten times as long.
#[inline(never)]
fn steps<const N: usize>(bytes: &[u8], asked: &impl Fn(&[u8; N]) -> bool) -> bool {
    let rows = bytes.array_windows();
    rows.fold(false, |found, row| found | asked(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_is_found_wherever_it_stands() {
        let spaces = |row: &[u8; 2]| (row[0] == b' ') & (row[1] == b' ');
        let (least, most) = BLOCKS.into_inner();
        for length in (0..2 * least + 3)
            .chain(most - 3..most + 3)
            .chain([3 * most])
        {
            let text = vec![b'a'; length];
            assert_eq!(first_row(&text, spaces), None);
            for at in 0..=length {
                let with = |row: &[u8]| [&text[..at], row, &text[at..]].concat();
                assert_eq!(first_row(&with(b" "), spaces), None);
                assert_eq!(first_row(&with(b"  "), spaces), Some(at), "{length} {at}");
                assert_eq!(first_row(&with(b"   "), spaces), Some(at));
                assert_eq!(first_row(&with(b" "), |[byte]| *byte == b' '), Some(at));
            }
        }
    }
}
