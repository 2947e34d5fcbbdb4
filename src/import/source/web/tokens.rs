//! The text of a page to its tree: html5gum finds the tags, html5ever builds the tree.
//!
//! html5ever's own tokenizer takes time with the square of a tag's attributes. Of these
//! only those are handed on that a reader asks for. So elements that differ in nothing
//! seen are equal to the rules for tags that overlap, which multiply those that differ.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeSink};
use html5ever::{Attribute, LocalName, QualName, ns};
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, State, Tokenizer};

use super::super::refusal::Refusal;
use super::style::Display;
use super::tree::{Excess, Id, Sink, Tree};

/// Words are handed on when there are so many, in bytes; all at once they would take as
/// much memory as the page again.
const MOST_WORDS: usize = 1 << 16;

/// The library is told of one line alone; nobody asks for it.
const LINE: u64 = 1;

/// The attributes that are asked for, by the names of elements; of all elements these
/// are `hidden` and `style`.
const KEPT: [(&str, &[&str]); 11] = [
    ("td", &["rowspan", "colspan"]),
    ("th", &["rowspan", "colspan"]),
    ("img", &["alt"]),
    ("svg", &["aria-label"]),
    ("input", &["type", "value"]),
    ("meta", &["name", "property", "content"]),
    ("script", &["type"]),
    ("ol", &["start", "type"]),
    ("dialog", &["open"]),
    ("body", &["class"]),
    ("annotation-xml", &["encoding"]),
];

/// The tree of a page, as browsers build it.
pub fn tree(html: &str) -> Result<Tree, Refusal> {
    let builder = TreeBuilder::new(Sink::new(), Default::default());
    let tokens = Tokens {
        builder: &builder,
        tag: None,
        value: Value::Unwanted,
        words: Vec::new(),
        next: None,
    };
    // One event comes at most, when the page is found to be too much.
    let mut tokenizer = Tokenizer::new_with_emitter(html, Reader(CallbackEmitter::new(tokens)));
    let _: Option<Result<Excess, _>> = tokenizer.next();
    let _: TokenSinkResult<Id> = builder.process_token(Token::EOFToken, LINE);
    builder.end();
    builder.sink.finish().map_err(|excess| match excess {
        Excess::Nodes => Refusal::TooManyTags,
        Excess::Depth => Refusal::TooDeep,
    })
}

/// Hands the tokens of a page to the library.
struct Tokens<'b> {
    builder: &'b TreeBuilder<Id, Sink>,
    tag: Option<Tag>,
    /// What becomes of the value of the attribute that was just named.
    value: Value,
    /// Words that were not handed on yet.
    words: Vec<u8>,
    /// How to go on behind a start tag: the text of scripts has no tags.
    next: Option<State>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    Kept,
    Style,
    Unwanted,
}

impl Tokens<'_> {
    fn hand_on(&mut self, token: Token) {
        self.next = match self.builder.process_token(token, LINE) {
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(_) => Some(State::ScriptData),
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::Script(_) => Some(State::Data),
            TokenSinkResult::Continue | TokenSinkResult::EncodingIndicator(_) => None,
        };
    }

    /// Words come in pieces of any length, which may end within a letter.
    fn words(&mut self, words: &[u8]) {
        self.words.extend_from_slice(words);
        if self.words.len() > MOST_WORDS {
            let whole = self
                .words
                .utf8_chunks()
                .next()
                .map_or(0, |chunk| chunk.valid().len());
            let rest = self.words.split_off(whole);
            self.end_words();
            self.words = rest;
        }
    }

    fn end_words(&mut self) {
        let words = std::mem::take(&mut self.words);
        for part in words.split(|byte| *byte == 0) {
            if !part.is_empty() {
                self.hand_on(Token::CharacterTokens(text(part)));
            }
        }
        self.words = words;
        self.words.clear();
    }

    fn attribute(&mut self, name: &[u8]) {
        self.value = Value::Unwanted;
        let Some(tag) = &mut self.tag else { return };
        let name = String::from_utf8_lossy(name);
        if tag.attrs.iter().any(|one| *one.name.local == *name) {
            return;
        }
        let is_kept =
            |(element, kept): &(&str, &[&str])| *element == &*tag.name && kept.contains(&&*name);
        self.value = match &*name {
            "style" => Value::Style,
            "hidden" => Value::Kept,
            _ if KEPT.iter().any(is_kept) => Value::Kept,
            _ => return,
        };
        if self.value == Value::Kept {
            tag.attrs.push(attribute(&name, StrTendril::new()));
        }
    }

    fn value(&mut self, value: &[u8]) {
        let Some(tag) = &mut self.tag else { return };
        match self.value {
            Value::Kept => {
                if let Some(last) = tag.attrs.last_mut() {
                    last.value = text(value);
                }
            }
            Value::Style => {
                if let Some(name) = Display::of(&String::from_utf8_lossy(value)).attribute()
                    && tag.attrs.iter().all(|one| *one.name.local != *name)
                {
                    tag.attrs.push(attribute(name, StrTendril::new()));
                }
            }
            Value::Unwanted => {}
        }
    }
}

fn tag(name: &[u8], kind: TagKind) -> Tag {
    Tag {
        kind,
        name: LocalName::from(&*String::from_utf8_lossy(name)),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    }
}

fn attribute(name: &str, value: StrTendril) -> Attribute {
    let name = QualName::new(None, ns!(), LocalName::from(name));
    Attribute { name, value }
}

fn text(bytes: &[u8]) -> StrTendril {
    StrTendril::from_slice(&String::from_utf8_lossy(bytes))
}

impl Callback<Excess, ()> for Tokens<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<Excess> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag = Some(tag(name, TagKind::StartTag)),
            CallbackEvent::AttributeName { name } => self.attribute(name),
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                self.end_words();
                if let Some(mut tag) = self.tag.take() {
                    tag.self_closing = self_closing;
                    self.hand_on(Token::TagToken(tag));
                }
            }
            CallbackEvent::EndTag { name } => {
                self.end_words();
                self.hand_on(Token::TagToken(tag(name, TagKind::EndTag)));
            }
            CallbackEvent::String { value } => self.words(value),
            CallbackEvent::Doctype {
                name,
                public_identifier,
                system_identifier,
                force_quirks,
            } => {
                self.end_words();
                let name = Some(name).filter(|name| !name.is_empty());
                self.hand_on(Token::DoctypeToken(Doctype {
                    name: name.map(text),
                    public_id: public_identifier.map(text),
                    system_id: system_identifier.map(text),
                    force_quirks,
                }));
            }
            CallbackEvent::Comment { .. } => self.end_words(),
            CallbackEvent::Error(_) => {}
        }
        self.builder.sink.excess()
    }
}

/// Tells the tokenizer what the builder of the tree knows.
struct Reader<'b>(CallbackEmitter<Tokens<'b>, Excess>);

impl ForwardingEmitter for Reader<'_> {
    type Token = Excess;

    fn inner(&mut self) -> &mut impl Emitter<Token = Excess> {
        &mut self.0
    }

    fn emit_string(&mut self, words: &[u8]) {
        self.0.callback_mut().words(words);
    }

    fn emit_eof(&mut self) {
        self.0.callback_mut().end_words();
        self.0.emit_eof();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let _: Option<State> = self.0.emit_current_tag();
        self.0.callback_mut().next.take()
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        let builder = self.0.callback_mut().builder;
        builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
