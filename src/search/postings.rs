//! Lists of ids as printable ASCII, the shorter of two ways.

/// The digits: what a string of a script holds as it is, without the signs of the lists.
pub const DIGITS: &[u8; 87] =
    b" %&'()+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_`abcdefghijklmnopqrstuvwxyz{|}~";

/// A digit below this ends a number.
const ENDS: u32 = 64;

/// How many digits go on.
const GOES_ON: u32 = DIGITS.len() as u32 - ENDS;

/// How many ids a digit of a bitmap says.
const BITS: u32 = 6;

/// What begins a list.
const DELTAS: char = '!';
const BITMAP: char = '#';
const EVERYWHERE: char = '$';

/// Adds the list of these ids, which ascend; with `everywhere` only that nearly all
/// articles are in it. Linear in the list.
pub fn write(ids: &[u32], everywhere: bool, out: &mut String) {
    if everywhere {
        out.push(EVERYWHERE);
        return;
    }
    let start = out.len();
    out.push(DELTAS);
    let mut last = None;
    for id in ids {
        number(last.map_or(id + 1, |last| id - last), out);
        last = Some(*id);
    }
    let digits = last.map_or(0, |last| last / BITS + 1) as usize;
    if digits < out.len() - start - 1 {
        out.truncate(start);
        bitmap(ids, digits, out);
    }
}

/// Adds a number of base 64 in its last digit and 23 in those before.
fn number(value: u32, out: &mut String) {
    let mut digits = [0_u8; 8];
    let mut first = digits.len() - 1;
    digits[first] = DIGITS[(value % ENDS) as usize];
    let mut rest = value / ENDS;
    while rest > 0 {
        first -= 1;
        digits[first] = DIGITS[(ENDS + rest % GOES_ON) as usize];
        rest /= GOES_ON;
    }
    out.extend(digits[first..].iter().map(|digit| char::from(*digit)));
}

fn bitmap(ids: &[u32], digits: usize, out: &mut String) {
    out.push(BITMAP);
    let mut bits = vec![0_u8; digits];
    for id in ids {
        bits[(id / BITS) as usize] |= 1 << (id % BITS);
    }
    out.extend(
        bits.iter()
            .map(|bits| char::from(DIGITS[usize::from(*bits)])),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(ids: &[u32]) -> String {
        let mut out = String::new();
        write(ids, false, &mut out);
        out
    }

    #[test]
    fn lists_are_those_of_the_format() {
        assert_eq!(written(&[0]), "!%");
        assert_eq!(written(&[62]), "!g");
        assert_eq!(written(&[63, 64]), "!i %");
        assert_eq!(written(&[0, 1, 2, 8]), "#,(");
        assert_eq!(written(&[]), "!");
        let mut out = String::new();
        write(&[1], true, &mut out);
        assert_eq!(out, "$");
        assert_eq!(written(&[u32::MAX - 1]).len(), 8);
    }

    #[test]
    fn digits_need_no_escape() {
        assert!(DIGITS.is_sorted() && DIGITS.iter().all(|digit| (b' '..=b'~').contains(digit)));
        assert!(!DIGITS.iter().any(|digit| b"\"\\<!#$*^".contains(digit)));
    }
}
