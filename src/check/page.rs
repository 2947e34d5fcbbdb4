//! What the page rules need to know of a finished page, read in one pass.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// The facts of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The language of the document, where it states one.
    pub lang: Option<String>,
    /// Named meta tags with their contents, in the page's order.
    pub meta: Vec<(String, String)>,
    /// The addresses of pictures without a text alternative.
    pub silent_pictures: Vec<String>,
    pub tables: Vec<Table>,
}

/// One table: its caption, and whether its heads say what they head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    pub heads: usize,
    /// Heads with neither scope nor an id that cells can name.
    pub vague_heads: usize,
}

/// A start tag while its attributes are read.
#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    attributes: Vec<(Vec<u8>, String)>,
}

impl Facts {
    /// Reads a page. Linear.
    pub fn read(html: &str) -> Self {
        let mut facts = Self::default();
        let mut tag = Tag::default();
        let mut in_caption = false;
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
                match event {
                    CallbackEvent::OpenStartTag { name } => {
                        tag = Tag {
                            name: name.to_vec(),
                            attributes: Vec::new(),
                        };
                    }
                    CallbackEvent::AttributeName { name } => {
                        tag.attributes.push((name.to_vec(), String::new()))
                    }
                    CallbackEvent::AttributeValue { value } => {
                        if let Some((_, last)) = tag.attributes.last_mut() {
                            *last = String::from_utf8_lossy(value).into_owned();
                        }
                    }
                    CallbackEvent::CloseStartTag { .. } => {
                        in_caption = tag.name == b"caption";
                        facts.open(&tag);
                    }
                    CallbackEvent::String { value } if in_caption => {
                        if let Some(table) = facts.tables.last_mut() {
                            table.caption.push_str(&String::from_utf8_lossy(value));
                        }
                    }
                    CallbackEvent::EndTag { name: b"caption" } => in_caption = false,
                    _ => {}
                }
                None
            });
        emitter.naively_switch_states(true);
        for event in Tokenizer::new_with_emitter(html, emitter) {
            let _: Result<(), _> = event;
        }
        facts
    }

    /// The contents of the meta tags of one name.
    pub fn meta(&self, name: &str) -> Vec<&str> {
        self.meta
            .iter()
            .filter(|(known, _)| known == name)
            .map(|(_, content)| content.as_str())
            .collect()
    }

    fn open(&mut self, tag: &Tag) {
        let value = |name: &[u8]| {
            tag.attributes
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
        };
        match tag.name.as_slice() {
            b"html" => self.lang = value(b"lang").filter(|lang| !lang.is_empty()),
            b"meta" => {
                let content = value(b"content").unwrap_or_default();
                self.meta.extend(value(b"name").map(|name| (name, content)));
            }
            b"img" if value(b"alt").is_none_or(|alt| alt.trim().is_empty()) => {
                self.silent_pictures.push(value(b"src").unwrap_or_default());
            }
            b"table" => self.tables.push(Table::default()),
            b"th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.heads += 1;
                    table.vague_heads +=
                        usize::from(value(b"scope").is_none() && value(b"id").is_none());
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_one_pass() {
        let facts = Facts::read(
            "<html lang=zh-CN><head><meta name=SiteName content=甲><meta charset=utf-8></head>\
             <img src=a.png><img src=b.png alt=乙><table><caption>表<b>一</b></caption><tr><th>丙<th scope=col>丁</table>",
        );
        assert_eq!(facts.lang.as_deref(), Some("zh-CN"));
        assert_eq!(facts.meta("SiteName"), ["甲"]);
        assert_eq!(facts.silent_pictures, ["a.png"]);
        assert_eq!((facts.tables[0].heads, facts.tables[0].vague_heads), (2, 1));
    }
}
