//! HTML to a tree, within bounds: the parser itself has none.

use std::cell::Cell;

use html5ever::ParseOpts;
use html5ever::driver;
use html5ever::interface::Tracer;
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink};

use crate::html::{self, Event, Interest, depth};
use crate::import::source::refusal::Refusal;

/// The largest page that is read, in bytes; a saved one with its pictures has 2 MB.
const LARGEST: usize = 20 << 20;
/// The most elements, stretches of text and comments; the page of a portal has 3,000.
const MOST_NODES: usize = 300_000;
/// The most attributes of an element. The parser compares each with all others.
const MOST_ATTRIBUTES: usize = 500;
/// After how many bytes the bounds are looked at.
const STEP: usize = 1024;

/// Reads a page as a browser does.
pub fn parse(text: &str) -> Result<Html, Refusal> {
    if text.len() > LARGEST || most_attributes(text) > MOST_ATTRIBUTES {
        return Err(Refusal::TooMuch);
    }
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = driver::parse_document(sink, ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.floor_char_boundary(STEP));
        rest = after;
        parser.process(StrTendril::from(step));
        let open = Count(Cell::new(0));
        let builder = &parser.tokenizer.sink;
        builder.trace_handles(&open);
        // Each tag is compared with all elements that are open.
        let nodes = builder.sink.0.borrow().tree.nodes().len();
        if open.0.get() > depth::DEEPEST || nodes > MOST_NODES {
            return Err(Refusal::TooMuch);
        }
    }
    Ok(parser.finish())
}

fn most_attributes(text: &str) -> usize {
    let mut most = 0;
    html::read(text.as_bytes(), Interest::Tags, |event| {
        if let Event::Start { attributes, .. } = event {
            most = most.max(attributes.len());
        }
    });
    most
}

/// Counts the elements that the parser holds open.
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = ego_tree::NodeId;

    fn trace_handle(&self, _: &Self::Handle) {
        self.0.set(self.0.get() + 1);
    }
}
