//! Small values in few bytes: numbers as long as they are large, and every
//! text once, because the paths and names of a unit come up again and again.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Writes values one after the other.
#[derive(Default)]
pub struct Pen<'t> {
    pub bytes: Vec<u8>,
    /// The texts written so far, with their numbers, which begin at 1.
    known: HashMap<&'t str, u64>,
}

/// Reads values in the order in which they were written; `None` where the
/// bytes hold no such value.
pub struct Eye<'b> {
    bytes: &'b [u8],
    known: Vec<&'b str>,
}

impl<'t> Pen<'t> {
    /// Seven bits a byte, the lowest first; the top bit says that more follow.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// The number of a text that was written before, or 0 and the text.
    pub fn text(&mut self, text: &'t str) {
        if let Some(number) = self.known.get(text) {
            return self.number(*number);
        }
        self.known.insert(text, self.known.len() as u64 + 1);
        self.number(0);
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

impl<'b> Eye<'b> {
    pub fn on(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            known: Vec::new(),
        }
    }

    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..u64::BITS).step_by(7) {
            let [byte] = self.bytes(1)? else { return None };
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    pub fn text(&mut self) -> Option<&'b str> {
        let number = usize::try_from(self.number()?).ok()?;
        if let Some(before) = number.checked_sub(1) {
            return self.known.get(before).copied();
        }
        let length = usize::try_from(self.number()?).ok()?;
        let text = str::from_utf8(self.bytes(length)?).ok()?;
        self.known.push(text);
        Some(text)
    }

    pub fn bytes(&mut self, length: usize) -> Option<&'b [u8]> {
        let (bytes, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(bytes)
    }

    pub fn is_at_end(&self) -> bool {
        self.bytes.is_empty()
    }
}

/// A value that can be written and read back as the same.
pub trait Note: Sized {
    /// `None` where it cannot be told from another in writing.
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()>;
    /// `None` where the bytes hold no such value.
    fn read(eye: &mut Eye<'_>) -> Option<Self>;
}

macro_rules! number {
    ($($type:ident),+) => {$(
        impl Note for $type {
            fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
                pen.number(u64::try_from(*self).ok()?);
                Some(())
            }

            fn read(eye: &mut Eye<'_>) -> Option<Self> {
                eye.number()?.try_into().ok()
            }
        }
    )+};
}

number!(u8, u16, u64, usize);

impl Note for String {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        pen.text(self);
        Some(())
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        eye.text().map(str::to_owned)
    }
}

impl Note for bool {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        pen.number(u64::from(*self));
        Some(())
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        match eye.number()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl<T: Note> Note for Option<T> {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        pen.number(u64::from(self.is_some()));
        match self {
            Some(value) => value.write(pen),
            None => Some(()),
        }
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        match bool::read(eye)? {
            true => Some(Some(T::read(eye)?)),
            false => Some(None),
        }
    }
}

impl<T: Note> Note for Vec<T> {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        pen.number(self.len() as u64);
        self.iter().try_for_each(|value| value.write(pen))
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        // Whatever length damaged bytes claim, no room is made in advance.
        (0..eye.number()?).map(|_| T::read(eye)).collect()
    }
}

impl<T: Note> Note for Arc<T> {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        T::write(self, pen)
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        T::read(eye).map(Arc::new)
    }
}

impl<A: Note, B: Note> Note for (A, B) {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        self.0.write(pen)?;
        self.1.write(pen)
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        Some((A::read(eye)?, B::read(eye)?))
    }
}

impl Note for Range<usize> {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        self.start.write(pen)?;
        self.end.write(pen)
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        Some(usize::read(eye)?..usize::read(eye)?)
    }
}
