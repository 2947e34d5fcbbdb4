//! HTML read tag by tag, for those who look at finished pages.

use html5gum::emitters::ForwardingEmitter;
use html5gum::emitters::callback::CallbackEmitter;
use html5gum::{Emitter, Span, Tokenizer};

pub use html5gum::emitters::callback::CallbackEvent as Event;

/// What of a page is of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interest {
    /// Tags and attributes alone: words take most of the time.
    Tags,
    TagsAndWords,
}

/// Tells of each tag, attribute and, if asked for, stretch of words in turn.
/// Linear.
pub fn read(html: &[u8], interest: Interest, mut tell: impl FnMut(Event<'_>)) {
    let mut emitter = CallbackEmitter::new(|event: Event<'_>, _: Span<()>| -> Option<()> {
        tell(event);
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
