//! XML of Office documents as a stream of what matters: elements and text.
//! Entities that a document declares are never expanded.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Unread;

/// What comes next in a part.
pub enum Step<'x> {
    /// An element begins; `true` if it ends at once.
    Start(BytesStart<'x>, bool),
    /// An element ends, by its name without prefix.
    End(String),
    Text(Cow<'x, str>),
}

pub struct Steps<'x>(Reader<&'x [u8]>);

impl<'x> Steps<'x> {
    pub fn of(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        Self(reader)
    }

    /// The next step; `None` at the end.
    pub fn step(&mut self) -> Result<Option<Step<'x>>, Unread> {
        loop {
            let event = self.0.read_event().map_err(|_| Unread::Damaged)?;
            return Ok(Some(match event {
                Event::Start(start) => Step::Start(start, false),
                Event::Empty(start) => Step::Start(start, true),
                Event::End(end) => Step::End(end.local_name().as_ref().to_owned()),
                Event::Text(text) => Step::Text(text.into_inner()),
                Event::CData(data) => Step::Text(data.into_inner()),
                Event::GeneralRef(reference) => {
                    let own = reference.resolve_char_ref().ok().flatten();
                    let named = match &*reference {
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "amp" => Some('&'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    };
                    match own.or(named) {
                        Some(c) => Step::Text(Cow::Owned(c.to_string())),
                        None => continue,
                    }
                }
                Event::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }
}

/// An attribute by its name without prefix.
pub fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = start.attributes();
    let mut read = all.with_checks(false).filter_map(Result::ok);
    let found = read.find(|one| one.key.local_name().as_ref() == name)?;
    Some(match quick_xml::escape::unescape(&found.value) {
        Ok(value) => value.into_owned(),
        Err(_) => found.value.into_owned(),
    })
}
