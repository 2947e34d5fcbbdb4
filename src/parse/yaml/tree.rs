//! The places of a YAML document: a tree of nodes with their byte spans.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScanError};

/// A document's nodes, and the keys that are written twice in one map.
#[derive(Debug, Default)]
pub struct Tree {
    root: Option<Rc<Node>>,
    /// The later key and the first one, as byte spans.
    pub duplicates: Vec<(String, Range<usize>, Range<usize>)>,
    /// Whether any value has an anchor: it may stand in several places.
    pub has_anchors: bool,
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
    List(Vec<Rc<Node>>),
    Map(Vec<Entry>),
}

/// A key and its value. An alias is the node of its anchor, because the place of a
/// value is where it was typed.
pub type Entry = (Rc<Node>, Rc<Node>);

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
        let mut here = (None, self.root.as_deref()?);
        for step in steps {
            here = match (step, &here.1.kind) {
                (Step::Key(wanted), Kind::Map(entries)) => entries
                    .iter()
                    .find(|(key, _)| key.scalar() == Some(*wanted))
                    .map(|(key, value)| (Some(&**key), &**value))?,
                (Step::Item(at), Kind::List(items)) => (None, &**items.get(*at)?),
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

    /// Whether it is typed with one of these marks at its beginning, such as
    /// the brace of a map.
    pub fn begins_with(&self, text: &str, marks: &[char]) -> bool {
        text[self.span.clone()].starts_with(marks)
    }

    /// The entries of a map.
    pub fn entries(&self) -> Option<&[Entry]> {
        match &self.kind {
            Kind::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn items(&self) -> Option<&[Rc<Node>]> {
        match &self.kind {
            Kind::List(items) => Some(items),
            _ => None,
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
    /// The nodes with an anchor, by its number.
    anchored: HashMap<usize, Rc<Node>>,
}

/// A list or map that is still being read.
struct Open {
    start: usize,
    /// The number of its anchor; 0 if it has none.
    anchor: usize,
    inside: Inside,
}

enum Inside {
    List(Vec<Rc<Node>>),
    /// With its entries, the key that waits for its value, and where each
    /// key is among the entries.
    Map(Vec<Entry>, Option<Rc<Node>>, HashMap<String, usize>),
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Scalar(text, _, anchor, _) => {
                let kind = Kind::Scalar(text.into_owned());
                self.close(Node { span, kind }, anchor);
            }
            Event::Alias(anchor) => {
                let node = self.anchored.get(&anchor).cloned();
                let kind = Kind::Scalar(String::new());
                self.add(node.unwrap_or_else(|| Rc::new(Node { span, kind })));
            }
            Event::SequenceStart(anchor, _) => self.open(span, anchor, Inside::List(Vec::new())),
            Event::MappingStart(anchor, _) => {
                self.open(span, anchor, Inside::Map(Vec::new(), None, HashMap::new()));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let anchor = open.anchor;
                    self.close(open.close(span.end), anchor);
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, span: Range<usize>, anchor: usize, inside: Inside) {
        let start = span.start;
        self.open.push(Open {
            start,
            anchor,
            inside,
        });
    }

    fn close(&mut self, node: Node, anchor: usize) {
        let node = Rc::new(node);
        if anchor > 0 {
            self.tree.has_anchors = true;
            self.anchored.insert(anchor, node.clone());
        }
        self.add(node);
    }

    fn add(&mut self, node: Rc<Node>) {
        match self.open.last_mut().map(|open| &mut open.inside) {
            None => {
                self.tree.root.get_or_insert(node);
            }
            Some(Inside::List(items)) => items.push(node),
            Some(Inside::Map(entries, waiting, known)) => match waiting.take() {
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

    /// Closes what a syntax error left open, so that places before it can be found.
    fn finish(mut self) -> Tree {
        while let Some(open) = self.open.pop() {
            self.add(Rc::new(open.close(0)));
        }
        self.tree
    }
}

impl Open {
    fn close(self, end: usize) -> Node {
        let kind = match self.inside {
            Inside::List(items) => Kind::List(items),
            Inside::Map(entries, ..) => Kind::Map(entries),
        };
        Node {
            span: self.start..end.max(self.start),
            kind,
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
    fn an_alias_stands_where_its_value_was_typed() {
        let text = "a: &x {b: 1.50}\nc: *x\nd: &y 2\ne: [*y]\n";
        let (tree, _) = Tree::read(text);
        for (steps, typed) in [
            ([Step::Key("c"), Step::Key("b")], "1.50"),
            ([Step::Key("e"), Step::Item(0)], "2"),
        ] {
            let (_, value) = tree.find(&steps).expect("a value");
            assert_eq!(value.scalar(), Some(typed));
            assert!(text[value.span.clone()].ends_with(typed), "{typed}");
        }
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
