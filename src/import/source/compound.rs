//! Compound files: many streams in one file, cut into sectors, as office programs wrote
//! them before 2007.
//!
//! No reference in a file is trusted: a chain of sectors is as long as the file at most.

pub const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// From here on a number is no sector: free, end of a chain, or a table of sectors.
const LAST: u32 = 0xFFFF_FFFA;
const ENTRY: usize = 128;
/// Streams shorter than this are kept in smaller sectors, in a stream of their own.
const SMALL: usize = 4096;
const SMALL_SECTOR: usize = 64;

pub struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// By sector, the one after it in its chain.
    next: Vec<u32>,
    next_small: Vec<u32>,
    /// The stream of small sectors.
    small: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    first: u32,
    size: usize,
    is_stream: bool,
}

pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    two.try_into().ok().map(u16::from_le_bytes)
}

pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(u32::from_le_bytes)
}

impl<'b> Compound<'b> {
    /// `None` if it is no such file, or broken.
    pub fn open(bytes: &'b [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30).filter(|shift| matches!(shift, 9 | 12))?;
        let mut file = Self {
            bytes,
            sector: 1 << shift,
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        file.next = file.chains()?;
        let directory = file.chain(u32_at(bytes, 48)?)?;
        file.entries = directory.chunks_exact(ENTRY).filter_map(entry).collect();
        let small = file.chain(u32_at(bytes, 60)?)?;
        file.next_small = numbers(&small).collect();
        let root = file.entries.first()?;
        file.small = file.chain(root.first)?;
        Some(file)
    }

    pub fn has(&self, name: &str) -> bool {
        self.stream_entry(name).is_some()
    }

    /// The bytes of a stream.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.stream_entry(name)?;
        let mut bytes = match entry.size < SMALL {
            true => self.small_chain(entry.first)?,
            false => self.chain(entry.first)?,
        };
        bytes.truncate(entry.size);
        Some(bytes)
    }

    fn stream_entry(&self, name: &str) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        entries.find(|entry| entry.is_stream && entry.name.eq_ignore_ascii_case(name))
    }

    /// The table of all chains. Where its own sectors stand, the header says of the first
    /// 109, and a chain of further sectors of the others.
    fn chains(&self) -> Option<Vec<u32>> {
        let header = self.bytes.get(76..512)?;
        let mut homes: Vec<u32> = numbers(header).collect();
        let mut further = u32_at(self.bytes, 68)?;
        for _ in 0..self.sectors() {
            let Some(sector) = self.sector(further).filter(|_| further < LAST) else {
                break;
            };
            let all = numbers(sector).collect::<Vec<_>>();
            let (after, listed) = all.split_last()?;
            homes.extend(listed);
            further = *after;
        }
        homes.retain(|home| *home < LAST);
        if homes.len() > self.sectors() {
            return None;
        }
        let mut next = Vec::new();
        for home in homes {
            next.extend(numbers(self.sector(home)?));
        }
        Some(next)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    /// A sector, never an empty one; the last one of a file may be cut off.
    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes
            .get(start..end)
            .filter(|sector| !sector.is_empty())
    }

    /// The bytes of a chain; `None` if it never ends, or leads out of the file.
    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut at = first;
        while at < LAST {
            bytes.extend_from_slice(self.sector(at)?);
            if bytes.len() > self.bytes.len() {
                return None;
            }
            at = *self.next.get(at as usize)?;
        }
        Some(bytes)
    }

    fn small_chain(&self, first: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut at = first;
        while at < LAST {
            let start = (at as usize).checked_mul(SMALL_SECTOR)?;
            let end = start.checked_add(SMALL_SECTOR)?.min(self.small.len());
            let sector = self.small.get(start..end);
            bytes.extend_from_slice(sector.filter(|sector| !sector.is_empty())?);
            if bytes.len() > SMALL {
                return None;
            }
            at = *self.next_small.get(at as usize)?;
        }
        Some(bytes)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let fours = bytes.chunks_exact(4);
    fours.filter_map(|four| four.try_into().ok().map(u32::from_le_bytes))
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).min(64);
    let units = bytes.get(..length)?.chunks_exact(2);
    let units = units.map(|two| u16::from_le_bytes([two[0], two[1]]));
    let name = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(Entry {
        name: name.filter(|c| *c != '\0').collect(),
        first: u32_at(bytes, 116)?,
        size: u32_at(bytes, 120)? as usize,
        is_stream: bytes.get(66) == Some(&2),
    })
}
