//! `links.csv`: what was seen at which address and when, for people and for the next run,
//! which begins with what was not looked at for the longest time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use crate::cmd::result_file::{Put, put};
use crate::snapshot::{Foreign, foreign};

use super::seen::Seen;

pub const NAME: &str = "links.csv";

/// The first line, by which the program knows its own file. A BOM, because Excel takes the
/// file for GBK otherwise.
const HEAD: &str = "\u{FEFF}时间,看到的,网址\r\n";

/// The largest record that is read, in bytes.
const MOST: u64 = 16 << 20;

/// By address: the time and the words of the last look.
#[derive(Debug, Default)]
pub struct Record {
    looks: BTreeMap<String, (String, String)>,
}

impl Record {
    /// The record of a site; an empty one if there is none or it is somebody else's file.
    pub fn read(root: &Path) -> anyhow::Result<Self> {
        let Foreign::Bytes(bytes) = foreign(&path(root), MOST)? else {
            return Ok(Self::default());
        };
        let text = String::from_utf8_lossy(&bytes);
        let lines = text.strip_prefix(HEAD).unwrap_or_default().lines();
        let looks = lines.filter_map(|line| {
            let mut fields = line.splitn(3, ',');
            let (time, words, address) = (fields.next()?, fields.next()?, fields.next()?);
            let address = address.strip_prefix('"')?.strip_suffix('"')?;
            Some((
                address.replace("\"\"", "\""),
                (time.to_owned(), words.to_owned()),
            ))
        });
        Ok(Self {
            looks: looks.collect(),
        })
    }

    /// When an address was looked at last; the empty text, which is before every time, if
    /// it never was.
    pub fn last(&self, address: &str) -> &str {
        self.looks.get(address).map_or("", |(time, _)| time)
    }

    pub fn add(&mut self, address: String, seen: Seen, time: &str) {
        self.looks.insert(address, (time.to_owned(), seen.words()));
    }

    /// Forgets the addresses that the site no longer has.
    pub fn keep(&mut self, is_there: impl Fn(&str) -> bool) {
        self.looks.retain(|address, _| is_there(address));
    }

    /// Writes the record beside `site.toml`, over an older one alone.
    pub fn write(&self, root: &Path) -> anyhow::Result<()> {
        let mut text = HEAD.to_owned();
        for (address, (time, words)) in &self.looks {
            let address = address.replace('"', "\"\"");
            text.push_str(&format!("{time},{words},\"{address}\"\r\n"));
        }
        let is_ours = |old: &[u8]| old.starts_with(HEAD.as_bytes());
        match put(&path(root), text.as_bytes(), MOST, is_ours)? {
            Put::Taken => Err(anyhow!(
                "没有记下来：{NAME} 是别人的文件。改个名字，再运行一次"
            )),
            Put::New | Put::Same | Put::Replaced => Ok(()),
        }
    }
}

fn path(root: &Path) -> PathBuf {
    root.join(NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back_and_foreign_files_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut record = Record::default();
        let odd = "https://a.cn/?a=1,2&b=\"x\"";
        record.add(odd.to_owned(), Seen::Opens, "2026-11-28 14:30");
        record.write(folder.path()).expect("written");
        let read = Record::read(folder.path()).expect("read");
        assert_eq!(read.last(odd), "2026-11-28 14:30");
        assert_eq!(read.last("https://b.cn/"), "");
        std::fs::write(folder.path().join(NAME), "别人的").expect("written");
        assert_eq!(Record::read(folder.path()).expect("read").last(odd), "");
        assert!(record.write(folder.path()).is_err());
    }
}
