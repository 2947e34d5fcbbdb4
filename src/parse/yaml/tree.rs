//! The places of a YAML document: a tree of nodes with their byte spans.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScanError};

/// A document's nodes, and the keys that stand twice in one map.
#[derive(Debug, Default)]
pub struct Tree {
    root: Option<Node>,
    /// The later key and the first one, as byte spans.
    pub duplicates: Vec<(String, Range<usize>, Range<usize>)>,
    /// Where `*name` refers back to an anchor.
    pub aliases: Vec<Range<usize>>,
}

/// One step on the way to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'s> {
    Key(&'s str),
    /// The position in a list, from 0.
    Item(usize),
}

#[derive(Debug)]
pub struct Node {
    pub span: Range<usize>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// A syntax error's byte offset.
pub struct Broken {
    pub at: usize,
}

impl Tree {
    /// Reads as much of the text as its syntax allows. Linear in the text.
    pub fn read(text: &str) -> (Self, Option<Broken>) {
        let offsets = Offsets::of(text);
        let mut builder = Builder::default();
        let mut parser = Parser::new_from_str(text);
        while let Some(event) = parser.next_event() {
            match event {
                Ok((event, span)) => {
                    let span = offsets.byte(span.start.index())..offsets.byte(span.end.index());
                    builder.take(event, span);
                }
                Err(error) => {
                    let at = offsets.byte(ScanError::marker(&error).index());
                    return (builder.finish(), Some(Broken { at }));
                }
            }
        }
        (builder.finish(), None)
    }

    /// The key's node (where the last step is a key) and the value's.
    pub fn find(&self, steps: &[Step<'_>]) -> Option<(Option<&Node>, &Node)> {
        let mut here = (None, self.root.as_ref()?);
        for step in steps {
            here = match (step, &here.1.kind) {
                (Step::Key(wanted), Kind::Map(entries)) => entries
                    .iter()
                    .find(|(key, _)| key.scalar() == Some(*wanted))
                    .map(|(key, value)| (Some(key), value))?,
                (Step::Item(at), Kind::List(items)) => (None, items.get(*at)?),
                _ => return None,
            };
        }
        Some(here)
    }
}

impl Node {
    /// The text of a scalar as it was typed, quotes aside.
    pub fn scalar(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(typed) => Some(typed),
            Kind::List(_) | Kind::Map(_) => None,
        }
    }
}

/// The parser counts characters; the rest of the tool counts bytes.
struct Offsets(Vec<usize>);

impl Offsets {
    fn of(text: &str) -> Self {
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        Self(bytes)
    }

    fn byte(&self, character: usize) -> usize {
        self.0
            .get(character)
            .or(self.0.last())
            .copied()
            .unwrap_or(0)
    }
}

#[derive(Default)]
struct Builder {
    tree: Tree,
    open: Vec<Open>,
}

/// A list or map that is still being read.
enum Open {
    List(usize, Vec<Node>),
    /// With its entries, the key that waits for its value, and where each
    /// key stands among the entries.
    Map(
        usize,
        Vec<(Node, Node)>,
        Option<Node>,
        HashMap<String, usize>,
    ),
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Scalar(text, ..) => {
                self.add(Node {
                    span,
                    kind: Kind::Scalar(text.into_owned()),
                });
            }
            Event::Alias(_) => {
                self.tree.aliases.push(span.clone());
                self.add(Node {
                    span,
                    kind: Kind::Scalar(String::new()),
                });
            }
            Event::SequenceStart(..) => self.open.push(Open::List(span.start, Vec::new())),
            Event::MappingStart(..) => {
                self.open
                    .push(Open::Map(span.start, Vec::new(), None, HashMap::new()))
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(node) = self.open.pop().map(|open| open.close(span.end)) {
                    self.add(node);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            None => {
                self.tree.root.get_or_insert(node);
            }
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, waiting, known)) => match waiting.take() {
                Some(key) => entries.push((key, node)),
                None => {
                    let name = node.scalar().unwrap_or_default().to_owned();
                    match known.get(&name).and_then(|at| entries.get(*at)) {
                        Some((first, _)) if node.scalar().is_some() => {
                            let duplicate = (name, node.span.clone(), first.span.clone());
                            self.tree.duplicates.push(duplicate);
                        }
                        _ => {
                            known.insert(name, entries.len());
                        }
                    }
                    *waiting = Some(node);
                }
            },
        }
    }

    /// Closes what a syntax error left open, so that places before it stand.
    fn finish(mut self) -> Tree {
        while let Some(open) = self.open.pop() {
            let node = open.close(0);
            self.add(node);
        }
        self.tree
    }
}

impl Open {
    fn close(self, end: usize) -> Node {
        match self {
            Open::List(start, items) => Node {
                span: start..end.max(start),
                kind: Kind::List(items),
            },
            Open::Map(start, entries, ..) => Node {
                span: start..end.max(start),
                kind: Kind::Map(entries),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_bytes_of_the_source() {
        let text = "年度: 2022\r\n表三:\r\n  本年新收: [1, 22]\r\n";
        let (tree, broken) = Tree::read(text);
        assert!(broken.is_none());
        let (key, value) = tree.find(&[Step::Key("年度")]).expect("the year");
        assert_eq!(&text[key.expect("its key").span.clone()], "年度");
        assert_eq!(&text[value.span.clone()], "2022");
        let steps = [Step::Key("表三"), Step::Key("本年新收"), Step::Item(1)];
        let (_, item) = tree.find(&steps).expect("the second item");
        assert_eq!(&text[item.span.clone()], "22");
    }

    #[test]
    fn every_duplicate_key_is_found() {
        let text = "a: 1\nb: {c: 1, c: 2}\na: 3\n";
        let (tree, _) = Tree::read(text);
        let names: Vec<_> = tree
            .duplicates
            .iter()
            .map(|(name, ..)| name.as_str())
            .collect();
        assert_eq!(names, ["c", "a"]);
    }

    #[test]
    fn what_stands_before_a_syntax_error_keeps_its_place() {
        let (tree, broken) = Tree::read("a: 1\nb: [1, 2\nc: \"");
        assert!(broken.is_some());
        assert!(tree.find(&[Step::Key("a")]).is_some());
    }
}
