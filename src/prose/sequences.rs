//! What two sequences of texts have in common, in the same order.

/// The most pairs that are compared one with another. Beyond that, only what both begin and
/// end with is common: nobody reads so many differences.
const MOST_PAIRS: usize = 4_000_000;

/// The pairs of places of a longest common subsequence, in order. Quadratic in what is left
/// behind the common beginning and before the common end, up to a limit.
pub fn common<T: PartialEq>(one: &[T], other: &[T]) -> Vec<(usize, usize)> {
    let same = |(a, b): &(&T, &T)| a == b;
    let start = one.iter().zip(other).take_while(same).count();
    let (left, right) = (&one[start..], &other[start..]);
    let end = left.iter().rev().zip(right.iter().rev()).take_while(same);
    let end = end.count();
    let left = &left[..left.len() - end];
    let right = &right[..right.len() - end];
    let mut pairs: Vec<(usize, usize)> = (0..start).map(|at| (at, at)).collect();
    if left.len().saturating_mul(right.len()) <= MOST_PAIRS {
        pairs.extend(between(left, right).map(|(a, b)| (start + a, start + b)));
    }
    let (one, other) = (one.len() - end, other.len() - end);
    pairs.extend((0..end).map(|at| (one + at, other + at)));
    pairs
}

/// The same by a table of lengths.
fn between<T: PartialEq>(one: &[T], other: &[T]) -> impl Iterator<Item = (usize, usize)> {
    let width = other.len() + 1;
    // How much the rests behind two places have in common.
    let mut lengths = vec![0_u32; (one.len() + 1) * width];
    for a in (0..one.len()).rev() {
        for b in (0..other.len()).rev() {
            lengths[a * width + b] = match one[a] == other[b] {
                true => lengths[(a + 1) * width + b + 1] + 1,
                false => lengths[(a + 1) * width + b].max(lengths[a * width + b + 1]),
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut pairs = Vec::new();
    while a < one.len() && b < other.len() {
        if one[a] == other[b] {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if lengths[(a + 1) * width + b] >= lengths[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(one: &str, other: &str) -> String {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let (one, other) = (letters(one), letters(other));
        let pairs = common(&one, &other);
        assert!(pairs.iter().all(|(a, b)| one[*a] == other[*b]));
        assert!(pairs.is_sorted_by(|(a, b), (c, d)| a < c && b < d));
        pairs.iter().map(|(a, _)| one[*a]).collect()
    }

    #[test]
    fn the_longest_common_order_is_found() {
        assert_eq!(kept("甲乙丙丁", "甲丙乙丁"), "甲丙丁");
        assert_eq!(kept("甲乙丙", "甲丙"), "甲丙");
        assert_eq!(kept("甲乙甲乙", "甲乙"), "甲乙");
        assert_eq!(kept("abcbdab", "bdcaba").len(), 4);
        assert_eq!(kept("", "甲"), "");
    }
}
