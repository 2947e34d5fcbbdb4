//! The records of a workbook's stream, and the texts in them.

use crate::import::source::compound::{u16_at, u32_at};

const CONTINUE: u16 = 0x3C;

/// A record: its kind and its parts. What does not fit into one part goes on in others.
pub struct Record<'s> {
    pub kind: u16,
    parts: Vec<&'s [u8]>,
}

impl<'s> Record<'s> {
    pub fn data(&self) -> &'s [u8] {
        self.parts.first().copied().unwrap_or_default()
    }

    pub fn reader(&self) -> Reader<'_, 's> {
        Reader {
            parts: &self.parts,
            part: 0,
            at: 0,
        }
    }
}

/// The records of a stream one after the other, until what is there is none.
pub struct Records<'s> {
    stream: &'s [u8],
    pub at: usize,
}

impl<'s> Records<'s> {
    pub fn from(stream: &'s [u8], at: usize) -> Self {
        Self { stream, at }
    }

    fn part(&mut self) -> Option<(u16, &'s [u8])> {
        let kind = u16_at(self.stream, self.at)?;
        let length = usize::from(u16_at(self.stream, self.at + 2)?);
        let data = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some((kind, data))
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let (kind, data) = self.part()?;
        let mut parts = vec![data];
        while u16_at(self.stream, self.at) == Some(CONTINUE) {
            let (_, more) = self.part()?;
            parts.push(more);
        }
        Some(Record { kind, parts })
    }
}

/// Reads through the parts of a record.
pub struct Reader<'r, 's> {
    parts: &'r [&'s [u8]],
    part: usize,
    at: usize,
}

impl Reader<'_, '_> {
    fn byte(&mut self) -> Option<u8> {
        loop {
            let part = self.parts.get(self.part)?;
            if let Some(byte) = part.get(self.at) {
                self.at += 1;
                return Some(*byte);
            }
            self.part += 1;
            self.at = 0;
        }
    }

    fn two(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub fn four(&mut self) -> Option<u32> {
        let (low, high) = (self.two()?, self.two()?);
        Some(u32::from(high) << 16 | u32::from(low))
    }

    pub fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let rest = self.parts.get(self.part)?.len().saturating_sub(self.at);
            if bytes < rest {
                self.at += bytes;
                return Some(());
            }
            bytes -= rest;
            self.part += 1;
            self.at = 0;
        }
        Some(())
    }

    /// A text with its length in two bytes before it, or in one.
    pub fn text(&mut self, short: bool) -> Option<String> {
        let length = match short {
            true => u16::from(self.byte()?),
            false => self.two()?,
        };
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { self.two()? };
        let extra = if flags & 4 == 0 { 0 } else { self.four()? };
        let text = self.characters(length.into(), flags & 1 == 1)?;
        // Fonts, and hints how to pronounce it. The last ones may be cut off.
        _ = self.skip(usize::from(runs) * 4);
        _ = self.skip(extra as usize);
        Some(text)
    }

    /// So many characters of one byte or two. Where a part ends among them, the next one
    /// begins by saying of how many bytes the others are.
    fn characters(&mut self, length: usize, mut wide: bool) -> Option<String> {
        let mut units = Vec::new();
        while units.len() < length {
            let part = *self.parts.get(self.part)?;
            if self.at >= part.len() {
                self.part += 1;
                self.at = 1;
                wide = self.parts.get(self.part)?.first()? & 1 == 1;
                continue;
            }
            units.push(match wide {
                true => self.two()?,
                false => u16::from(self.byte()?),
            });
        }
        Some(String::from_utf16_lossy(&units))
    }
}

/// A number of 30 bits, whole or the upper half of a fraction, or a hundredth of such.
pub fn short_number(bytes: &[u8], at: usize) -> Option<f64> {
    let stored = u32_at(bytes, at)?;
    let value = match stored & 2 {
        0 => f64::from_bits(u64::from(stored & !3) << 32),
        _ => f64::from(stored.cast_signed() >> 2),
    };
    Some(if stored & 1 == 0 {
        value
    } else {
        value / 100.0
    })
}

pub fn long_number(bytes: &[u8], at: usize) -> Option<f64> {
    let eight = bytes.get(at..at.checked_add(8)?)?;
    eight.try_into().ok().map(f64::from_le_bytes)
}
