//! HTML read tag by tag, for those who look at finished pages.
//!
//! What is written plainly, as the minifier leaves it, is read by `plain`,
//! which takes a tenth of the time; from the first thing on that is not, the
//! library reads. Both tell the same.

pub mod depth;
pub mod facts;
mod plain;

use std::borrow::Cow;

use html5gum::emitters::ForwardingEmitter;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, Span, Tokenizer};
use memchr::memchr;

/// What of a page is of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interest {
    /// Tags and attributes alone: words take most of the time.
    Tags,
    TagsAndWords,
}

/// What stands in a page. Names are in small letters.
#[derive(Clone, Copy, Debug)]
pub enum Event<'e> {
    Start {
        name: &'e [u8],
        /// In the order of the page; a browser heeds the first of a name.
        attributes: &'e [Attribute<'e>],
        /// Whether a slash ends it, which says something in pictures alone.
        closed: bool,
    },
    End {
        name: &'e [u8],
    },
    /// One stretch of words may come in several pieces.
    Words(Text<'e>),
}

#[derive(Clone, Copy, Debug)]
pub struct Attribute<'e> {
    pub name: &'e [u8],
    /// Empty where there is none.
    pub value: Text<'e>,
}

/// Text that is made out only if somebody asks for it: most never is.
#[derive(Clone, Copy, Debug)]
pub struct Text<'e> {
    bytes: &'e [u8],
    spelling: Spelling,
}

/// How text is spelled. What `&` stands for, two thousand names and not the same
/// in attributes, is the library's to know.
#[derive(Clone, Copy, Debug)]
enum Spelling {
    /// As it is meant.
    Plain,
    /// As HTML spells words, and as it spells the values of attributes.
    Words,
    Value,
}

impl<'e> Text<'e> {
    fn plain(bytes: &'e [u8]) -> Self {
        Self {
            bytes,
            spelling: Spelling::Plain,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The text as it is written.
    pub fn written(&self) -> &'e [u8] {
        self.bytes
    }

    /// What the text means.
    pub fn meant(&self) -> Cow<'e, [u8]> {
        if memchr(b'&', self.bytes).is_none() {
            return Cow::Borrowed(self.bytes);
        }
        let html = match self.spelling {
            Spelling::Plain => return Cow::Borrowed(self.bytes),
            Spelling::Words => Cow::Borrowed(self.bytes),
            Spelling::Value => {
                let quote: &[u8] = match memchr(b'"', self.bytes) {
                    None => b"\"",
                    Some(_) => b"'",
                };
                Cow::Owned([b"<a a=", quote, self.bytes, quote, b">"].concat())
            }
        };
        let mut meant = Vec::new();
        read_any(&html, Interest::TagsAndWords, &mut |event| match event {
            Event::Start { attributes, .. } => {
                meant.extend(attributes.iter().flat_map(|one| one.value.bytes));
            }
            Event::Words(words) => meant.extend_from_slice(words.bytes),
            Event::End { .. } => {}
        });
        Cow::Owned(meant)
    }

    /// What the text means, as far as it is UTF-8.
    pub fn string(&self) -> String {
        String::from_utf8_lossy(&self.meant()).into_owned()
    }
}

/// Tells of each tag and, if asked for, each stretch of words in turn, but not
/// of comments, doctypes and slips of syntax. Linear.
pub fn read(html: &[u8], interest: Interest, mut tell: impl FnMut(Event<'_>)) {
    let rest = plain::read(html, interest, &mut tell);
    if !rest.is_empty() {
        read_any(rest, interest, &mut tell);
    }
}

/// Reads whatever a browser would read.
fn read_any(html: &[u8], interest: Interest, tell: &mut impl FnMut(Event<'_>)) {
    let mut tag: Vec<u8> = Vec::new();
    let mut values: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                tag = name.to_vec();
                values.clear();
            }
            CallbackEvent::AttributeName { name } => values.push((name.to_vec(), Vec::new())),
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, last)) = values.last_mut() {
                    last.extend_from_slice(value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let attributes: Vec<Attribute<'_>> = values
                    .iter()
                    .map(|(name, value)| Attribute {
                        name,
                        value: Text::plain(value),
                    })
                    .collect();
                tell(Event::Start {
                    name: &tag,
                    attributes: &attributes,
                    closed: self_closing,
                });
            }
            CallbackEvent::EndTag { name } => tell(Event::End { name }),
            CallbackEvent::String { value } => tell(Event::Words(Text::plain(value))),
            _ => {}
        }
        None
    });
    emitter.naively_switch_states(true);
    let reader = Reader { emitter, interest };
    for event in Tokenizer::new_with_emitter(html, reader) {
        let _: Result<(), _> = event;
    }
}

/// Leaves out the slips of syntax, about which nobody asks and whose finding
/// would take half of the time.
struct Reader<E> {
    emitter: E,
    interest: Interest,
}

impl<E: Emitter> ForwardingEmitter for Reader<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.emitter
    }

    fn emit_string(&mut self, words: &[u8]) {
        if self.interest == Interest::TagsAndWords {
            self.emitter.emit_string(words);
        }
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}
