//! Damage of files: a number gives the same damage on every machine.

use crate::printed::Dice;

/// What damage puts into files of a kind, so that it meets more than random bytes do.
pub type Words = &'static [&'static str];

/// The longest piece that one step takes away or copies, in bytes.
const PIECE: u64 = 64;

fn index(dice: &mut Dice, length: usize) -> usize {
    dice.below(length as u64 + 1) as usize
}

fn piece(dice: &mut Dice, bytes: &[u8]) -> std::ops::Range<usize> {
    let start = index(dice, bytes.len());
    let length = dice.below(PIECE) as usize;
    start..(start + length).min(bytes.len())
}

/// Damages bytes in one to eight steps. With `in_place` every byte keeps its place, for
/// files of sectors, in which a shift makes nonsense of all that follows.
pub fn damage(bytes: &mut Vec<u8>, words: Words, in_place: bool, dice: &mut Dice) {
    for _ in 0..=dice.below(8) {
        let at = index(dice, bytes.len());
        match dice.below(if in_place { 3 } else { 8 }) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = [0, 1, 0x7F, 0x80, 0xFE, 0xFF][dice.below(6) as usize];
                }
            }
            2 => {
                let mut copied = bytes[piece(dice, bytes)].to_vec();
                if in_place {
                    copied.truncate(bytes.len() - at);
                }
                let replaced = if in_place { copied.len() } else { 0 };
                bytes.splice(at..at + replaced, copied);
            }
            3 => drop(bytes.drain(piece(dice, bytes))),
            4 => bytes.truncate(bytes.len() - bytes.len() / 8 * dice.below(2) as usize),
            5 => {
                let number = [0_u64, 1, 255, 65_535, 99_999_999, u64::MAX][dice.below(6) as usize];
                bytes.splice(at..at, number.to_string().into_bytes());
            }
            _ => {
                let word = words[dice.below(words.len() as u64) as usize];
                bytes.splice(at..at, word.bytes());
            }
        }
    }
}
