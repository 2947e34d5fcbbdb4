//! YAML with places: `serde_yaml` gives the values, and where a diagnostic
//! needs a place, `tree` finds it with a second, slower parser.
//!
//! A `Spot` is a value together with the way to it, so that every message can
//! point at the very key or value it speaks of. Messages are collected in the
//! document; nothing stops at the first.

mod guard;
mod quote;
mod read;
mod slips;
mod spot;
mod syntax;
mod text;
mod tree;
mod unquoted;
mod value;

pub use spot::Spot;
pub use tree::{Entry, Node, Step, Tree};
pub use value::{Map, Name, Value};

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Range;

use serde_yaml::Number;

use crate::diag::{Code, Diagnostic, Level, Place, codes, sort};
use crate::parse::changes::{Change, relocate, source};
use crate::parse::keys::{self, Key};
use crate::parse::names;
use crate::parse::scan::any_row;
use crate::path::SourcePath;

/// One YAML document: its values, and its places on demand.
pub struct Yaml<'t> {
    file: &'t SourcePath,
    /// What is read: the text as it was meant, where slips in it were mended.
    text: Cow<'t, str>,
    /// Where that is not what the file has.
    changes: Vec<Change>,
    /// Lines of it in which a number was mended that may be another one.
    doubtful: Vec<Range<usize>>,
    /// Where this document begins in its file, in bytes (front matter).
    offset: usize,
    value: Value<'t>,
    tree: OnceCell<Tree>,
    odd_numbers: OnceCell<bool>,
    glued_comments: OnceCell<bool>,
    diagnostics: RefCell<Vec<Diagnostic>>,
    /// How many more findings there were than are kept.
    unsaid: Cell<usize>,
}

/// The most findings that are kept of one file: nobody reads more at once,
/// and to find the places of a hundred thousand would take minutes.
const MOST: usize = 100;

/// Whether a message speaks of a key or of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    Key,
    Value,
}

impl<'t> Yaml<'t> {
    /// Parses one document; all that is wrong with its syntax comes back as
    /// diagnostics. `offset` is where `text` begins in the file.
    pub fn parse(
        text: &'t str,
        offset: usize,
        file: &'t SourcePath,
    ) -> Result<Self, Vec<Diagnostic>> {
        if let Some((at, message)) = guard::too_deep(text) {
            let place = Place::span(file, offset + at..offset + at + 1);
            let help = "报告数据最多三四层；检查这里的括号或缩进";
            return Err(vec![
                Diagnostic::error(&codes::YAML, place, message).help(help),
            ]);
        }
        let plain = values(text);
        let broken = !plain.as_ref().is_ok_and(is_sound);
        let Some(mended) = slips::mend(text, broken) else {
            return match plain {
                Ok(value) => Ok(Self::new(file, Cow::Borrowed(text), offset, value)),
                Err(unread) => Err(unread.explain(text, offset, file)),
            };
        };
        let told = mended.tell(offset, file);
        match values(&mended.changed.text).map(Value::into_owned) {
            Ok(value) => {
                let changed = mended.changed;
                let mut yaml = Self::new(file, Cow::Owned(changed.text), offset, value);
                yaml.changes = changed.changes;
                yaml.doubtful = mended.doubtful;
                yaml.diagnostics = RefCell::new(told);
                Ok(yaml)
            }
            Err(unread) => Err(unread.beside(told, &mended, offset, file)),
        }
    }

    fn new(file: &'t SourcePath, text: Cow<'t, str>, offset: usize, value: Value<'t>) -> Self {
        Self {
            file,
            text,
            changes: Vec::new(),
            doubtful: Vec::new(),
            offset,
            value,
            tree: OnceCell::new(),
            odd_numbers: OnceCell::new(),
            glued_comments: OnceCell::new(),
            diagnostics: RefCell::default(),
            unsaid: Cell::new(0),
        }
    }

    /// Whether slips were mended before it was read.
    pub fn is_mended(&self) -> bool {
        !self.changes.is_empty()
    }

    pub fn root(&self) -> Spot<'_> {
        Spot::root(self)
    }

    /// What was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the root states one of its fields, in bytes of the file.
    pub fn field(&self, keys: &'static [Key], id: &str, on: On) -> Option<Range<usize>> {
        let root = self.root();
        let fields = root.fields(keys);
        let (_, spot) = fields.iter().find(|(key, _)| *key == id)?;
        Some(spot.file_span(on))
    }

    /// What was said about the document so far.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics.into_inner();
        if self.unsaid.get() > 0 {
            let message = format!("这个文件里另外还有 {} 处问题，没有列出", self.unsaid.get());
            let more = Diagnostic::error(&codes::YAML, Place::file(self.file), message);
            diagnostics.push(more.help("先改列出的，再运行一次"));
        }
        diagnostics
    }

    /// Where everything stands; read when it is first asked for.
    pub fn tree(&self) -> &Tree {
        // The second parser is stricter about lone dashes than the first; the
        // mended text is as long as the source, so that places stay the same.
        let mended = || guard::bare_dashes(&self.text);
        let read =
            || mended().map_or_else(|| Tree::read(&self.text), |mended| Tree::read(&mended.text));
        self.tree.get_or_init(|| read().0)
    }

    fn has_odd_numbers(&self) -> bool {
        let base = |byte: u8| (byte == b'x') | (byte == b'o') | (byte == b'b');
        let odd = || any_row(&self.text, |row: &[u8; 2]| (row[0] == b'0') & base(row[1]));
        let plus = || any_row(&self.text, |[byte]| *byte == b'+');
        // `-0`; in a date a digit precedes the dash.
        let zero = |row: &[u8; 3]| !row[0].is_ascii_digit() & (row[1] == b'-') & (row[2] == b'0');
        let zero = || any_row(&self.text, zero);
        *self.odd_numbers.get_or_init(|| odd() || plus() || zero())
    }

    fn has_glued_comments(&self) -> bool {
        *self
            .glued_comments
            .get_or_init(|| guard::has_glued_comment(&self.text))
    }

    /// How the value of a key is typed, where that can be seen without reading
    /// the places: the key is in the text once, before digits and points
    /// that are this number. Most reports have two such values, the year and
    /// the fees, and reading the places takes as long as reading the file.
    fn plain_number(&self, key: &str, number: &Number) -> Option<&str> {
        let stands = |at: &usize| {
            let before = &self.text[..*at];
            before.is_empty() || before.ends_with(['\n', ' ', '{', ',', '#', '"', '\''])
        };
        let mut found = self
            .text
            .match_indices(key)
            .map(|(at, _)| at)
            .filter(stands);
        let at = found.next().filter(|_| found.next().is_none())?;
        let rest = self.text[at + key.len()..].strip_prefix(": ")?;
        let is_plain = |c: char| c == '.' || c.is_ascii_digit();
        let typed = rest.split(|c| !is_plain(c)).next()?;
        // Not the `12` of `12e0`.
        let ends = rest[typed.len()..].starts_with([',', '}', ']', ' ', '\r', '\n']);
        let ends = ends || typed.len() == rest.len();
        (ends && typed.parse().ok() == number.as_f64()).then_some(typed)
    }

    fn say(&self, diagnostic: impl FnOnce() -> Diagnostic) {
        if !self.passes_over() {
            let diagnostic = diagnostic();
            self.diagnostics.borrow_mut().push(diagnostic);
        }
    }

    /// Whether so much was said that one more is only counted; then it is.
    fn passes_over(&self) -> bool {
        let is_full = self.diagnostics.borrow().len() >= MOST;
        if is_full {
            self.unsaid.set(self.unsaid.get() + 1);
        }
        is_full
    }

    /// The bytes of the file that a span of the text comes from.
    fn in_file(&self, span: Range<usize>) -> Range<usize> {
        let span = source(&self.changes, span);
        span.start + self.offset..span.end + self.offset
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::span(self.file, self.in_file(span))
    }

    fn diagnostic(
        &self,
        code: &'static Code,
        level: Level,
        span: Range<usize>,
        message: String,
    ) -> Diagnostic {
        Diagnostic::new(code, level, self.place(span), message)
    }
}

/// Why a text cannot be read.
struct Unread {
    error: serde_yaml::Error,
    /// The text in which lone dashes were replaced, if it has any.
    mended: Option<guard::Dashes>,
}

/// The values of a text; a lone dash is no error in it.
fn values(text: &str) -> Result<Value<'_>, Unread> {
    read::read(text).or_else(|error| match guard::bare_dashes(text) {
        Some(mended) => mended.read().map_err(|error| Unread {
            error,
            mended: Some(mended),
        }),
        None => Err(Unread {
            error,
            mended: None,
        }),
    })
}

/// Whether a document is a map of what may stand outermost: anything else is a slip.
fn is_sound(value: &Value<'_>) -> bool {
    let known = |key: &Name<'_>| {
        key.as_str()
            .is_some_and(|key| keys::is_top(key) || names::is_part(key))
    };
    match value {
        Value::Map(map) => map.iter().all(|(key, _)| known(key)),
        other => other.is_null(),
    }
}

impl Unread {
    fn explain(self, text: &str, offset: usize, file: &SourcePath) -> Vec<Diagnostic> {
        let Some(mended) = self.mended else {
            return syntax::explain(text, offset, file, &self.error);
        };
        let mut said = syntax::explain(&mended.text, offset, file, &self.error);
        said.iter_mut().for_each(|one| mended.restore(one));
        said
    }

    /// What is wrong with a text in which slips were mended already: they are
    /// told, and with them what is wrong in other lines.
    fn beside(
        self,
        mut told: Vec<Diagnostic>,
        slips: &slips::Mended,
        offset: usize,
        file: &SourcePath,
    ) -> Vec<Diagnostic> {
        let start = |one: &Diagnostic| one.place.span.as_ref().map_or(0, |span| span.start);
        let mut more = self.explain(&slips.changed.text, 0, file);
        more.retain(|one| !slips.mends(start(one)));
        for mut one in more {
            relocate(&slips.changed.changes, &mut one);
            let also = one.also.iter_mut().map(|(place, _)| place);
            for place in also.chain([&mut one.place]) {
                place.span = place
                    .span
                    .take()
                    .map(|span| span.start + offset..span.end + offset);
            }
            told.push(one);
        }
        sort(&mut told);
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the quick look and the second parser see typed for a key.
    fn typed(text: &str, key: &str) -> (Option<String>, Option<String>) {
        let file = SourcePath::new("content/reports/2022/report.yaml").expect("a path");
        let yaml = Yaml::parse(text, 0, &file).expect("a document");
        let root = yaml.root();
        let found = root.map().and_then(|entries| {
            let mut entries = entries.iter();
            entries.find(|(name, _)| name.as_str() == Some(key))
        });
        let Some((_, Value::Number(number))) = found else {
            panic!("no number");
        };
        let quick = yaml.plain_number(key, number).map(str::to_owned);
        let (_, node) = yaml.tree().find(&[tree::Step::Key(key)]).expect("a value");
        (quick, node.scalar().map(str::to_owned))
    }

    #[test]
    fn a_number_is_seen_as_it_is_typed_or_not_at_all() {
        for (text, quick) in [
            ("年度: 2022\n收费: 12.50 # 万元\n", Some("12.50")),
            ("{收费: 6.170, 年度: 1}", Some("6.170")),
            ("收费: 1e3\n", None),
            ("收费: 1e0\n", None),
            (
                "收费: 113702000042701123202600015",
                Some("113702000042701123202600015"),
            ),
            ("收费: -2\n", None),
            ("收费:   2\n", None),
            ("#收费: 1\n收费: 2\n", None),
            ("行政收费: 1\n收费: 2\n", Some("2")),
            ("a: {收费: 1}\n收费: 2\n", None),
            ("\"收费\": 2\n", None),
        ] {
            let (seen, typed) = typed(text, "收费");
            assert_eq!(seen.as_deref(), quick, "{text}");
            assert!(seen.is_none() || seen == typed, "{text} {typed:?}");
        }
    }
}
