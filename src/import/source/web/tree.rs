//! The tree of a page, as the library of the browsers' rules builds it.
//!
//! Nodes stand in one vector, so that dropping a deep tree is no recursion, and hold only
//! what the readers ask for.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName, local_name, ns};

use crate::html::depth::DEEPEST;

/// The most nodes that a page has: a report has 5,000.
const MOST_NODES: usize = if cfg!(test) { 20_000 } else { 600_000 };

/// A node, by its place among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(u32);

/// What a page consists of. The document is node 0.
pub struct Tree {
    nodes: Vec<Node>,
}

pub struct Node {
    parent: Option<Id>,
    before: Option<Id>,
    after: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
    /// How deep it lay when it was put into the tree.
    depth: u32,
    content: Content,
}

enum Content {
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
    /// The document, the contents of a template, a comment.
    Other,
}

impl Tree {
    pub const ROOT: Id = Id(0);

    fn new() -> Self {
        let mut tree = Self { nodes: Vec::new() };
        tree.add(Content::Other);
        tree
    }

    /// The name of an element of HTML; empty for anything else.
    pub fn name(&self, id: Id) -> &str {
        match &self[id].content {
            Content::Element(name, _) if name.ns == ns!(html) => &name.local,
            Content::Element(name, _) if name.local == local_name!("svg") => "svg",
            _ => "",
        }
    }

    /// The name of an element of any kind, such as those of pictures.
    pub fn foreign_name(&self, id: Id) -> &str {
        match &self[id].content {
            Content::Element(name, _) => &name.local,
            _ => "",
        }
    }

    pub fn text(&self, id: Id) -> Option<&str> {
        match &self[id].content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let Content::Element(_, attributes) = &self[id].content else {
            return None;
        };
        let found = attributes.iter().find(|one| &*one.name.local == name)?;
        Some(&found.value)
    }

    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self[id].first, |one| self[*one].after)
    }

    /// All elements and texts below a node, in the order of the page.
    pub fn walk(&self, root: Id) -> Walk<'_> {
        Walk {
            tree: self,
            root,
            next: Some(Step::Enter(root)),
        }
    }

    /// All texts below a node.
    pub fn words(&self, root: Id) -> String {
        self.walk(root)
            .filter_map(|step| match step {
                Step::Enter(id) => self.text(id),
                Step::Leave(_) => None,
            })
            .collect()
    }

    fn add(&mut self, content: Content) -> Id {
        let id = Id(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node {
            parent: None,
            before: None,
            after: None,
            first: None,
            last: None,
            depth: 0,
            content,
        });
        id
    }

    fn detach(&mut self, id: Id) {
        let (parent, before, after) = (self[id].parent, self[id].before, self[id].after);
        if let Some(before) = before {
            self[before].after = after;
        }
        if let Some(after) = after {
            self[after].before = before;
        }
        if let Some(parent) = parent {
            if self[parent].first == Some(id) {
                self[parent].first = after;
            }
            if self[parent].last == Some(id) {
                self[parent].last = before;
            }
        }
        let node = &mut self[id];
        (node.parent, node.before, node.after) = (None, None, None);
    }

    /// Puts a node into another, before one of its children or behind all.
    fn insert(&mut self, parent: Id, child: Id, after: Option<Id>) {
        self.detach(child);
        let before = match after {
            Some(after) => self[after].before.replace(child),
            None => self[parent].last.replace(child),
        };
        match before {
            Some(before) => self[before].after = Some(child),
            None => self[parent].first = Some(child),
        }
        let depth = self[parent].depth + 1;
        let node = &mut self[child];
        (node.parent, node.before, node.after) = (Some(parent), before, after);
        node.depth = depth;
    }

    /// Puts a node or text there; text that stands behind text becomes one with it.
    fn put(&mut self, parent: Id, child: NodeOrText<Id>, after: Option<Id>) -> u32 {
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                let before = match after {
                    Some(after) => self[after].before,
                    None => self[parent].last,
                };
                if let Some(before) = before
                    && let Content::Text(stands) = &mut self[before].content
                {
                    stands.push_tendril(&text);
                    return 0;
                }
                self.add(Content::Text(text))
            }
        };
        self.insert(parent, child, after);
        self[child].depth
    }
}

impl std::ops::Index<Id> for Tree {
    type Output = Node;

    fn index(&self, id: Id) -> &Node {
        &self.nodes[id.0 as usize]
    }
}

impl std::ops::IndexMut<Id> for Tree {
    fn index_mut(&mut self, id: Id) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }
}

/// A step on the way through a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Enter(Id),
    Leave(Id),
}

/// The way through a tree, without recursion.
pub struct Walk<'t> {
    tree: &'t Tree,
    root: Id,
    next: Option<Step>,
}

impl Walk<'_> {
    /// Does not go into the node that was just entered, nor tells that it is left.
    pub fn pass_over(&mut self, entered: Id) {
        self.next = Some(Step::Leave(entered));
        self.next();
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.next?;
        self.next = match step {
            Step::Enter(id) => match self.tree[id].first {
                Some(first) => Some(Step::Enter(first)),
                None => Some(Step::Leave(id)),
            },
            Step::Leave(id) if id == self.root => None,
            Step::Leave(id) => match self.tree[id].after {
                Some(after) => Some(Step::Enter(after)),
                None => self.tree[id].parent.map(Step::Leave),
            },
        };
        Some(step)
    }
}

/// What is too much about a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    Nodes,
    Depth,
}

/// What takes the tree from the library.
pub struct Sink {
    tree: RefCell<Tree>,
    excess: Cell<Option<Excess>>,
}

impl Sink {
    pub fn new() -> Self {
        Self {
            tree: RefCell::new(Tree::new()),
            excess: Cell::new(None),
        }
    }

    /// Why there is no use in going on.
    pub fn excess(&self) -> Option<Excess> {
        self.excess.get()
    }

    fn add(&self, content: Content) -> Id {
        let mut tree = self.tree.borrow_mut();
        if tree.nodes.len() >= MOST_NODES {
            self.excess.set(Some(Excess::Nodes));
        }
        tree.add(content)
    }

    fn put(&self, parent: Id, child: NodeOrText<Id>, after: Option<Id>) {
        let depth = self.tree.borrow_mut().put(parent, child, after);
        if depth as usize > DEEPEST {
            self.excess.set(Some(Excess::Depth));
        }
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Result<Tree, Excess>;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self::Output {
        match self.excess.get() {
            Some(excess) => Err(excess),
            None => Ok(self.tree.into_inner()),
        }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        Tree::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Self::ElemName<'a> {
        Ref::map(self.tree.borrow(), |tree| match &tree[*target].content {
            Content::Element(name, _) => name,
            // The library asks for the names of elements alone.
            _ => {
                const {
                    &QualName {
                        prefix: None,
                        ns: ns!(),
                        local: local_name!(""),
                    }
                }
            }
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.add(Content::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Content::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Content::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.put(*parent, child, None);
    }

    fn append_based_on_parent_node(&self, element: &Id, before: &Id, child: NodeOrText<Id>) {
        let is_placed = self.tree.borrow()[*element].parent.is_some();
        match is_placed {
            true => self.append_before_sibling(element, child),
            false => self.append(before, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template is never seen, so what stands in it may stand in the element itself.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.tree.borrow()[*sibling].parent;
        if let Some(parent) = parent {
            self.put(parent, child, Some(*sibling));
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        if let Content::Element(_, attributes) = &mut self.tree.borrow_mut()[*target].content {
            for one in more {
                if attributes.iter().all(|old| old.name != one.name) {
                    attributes.push(one);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree[*node].first {
            tree.insert(*new_parent, child, None);
        }
    }
}
