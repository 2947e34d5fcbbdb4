//! A value of a YAML document together with the way to it.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Edit, Level, codes};
use crate::parse::keys::Key;
use crate::prose::{closest, fold};

use super::tree::Step;
use super::{Map, Name, On, Value, Yaml, slips};

/// A value and the way to it; cheap to make, it lives on the stack.
#[derive(Clone, Copy)]
pub struct Spot<'a> {
    pub(super) yaml: &'a Yaml<'a>,
    pub(super) value: &'a Value<'a>,
    pub(super) way: Option<(&'a Spot<'a>, Step<'a>)>,
}

impl<'a> Spot<'a> {
    pub(super) fn root(yaml: &'a Yaml<'a>) -> Self {
        Self {
            yaml,
            value: &yaml.value,
            way: None,
        }
    }

    pub fn value(&self) -> &'a Value<'a> {
        self.value
    }

    pub fn is_null(&self) -> bool {
        self.value.is_null()
    }

    /// The key that leads here.
    pub fn key(&self) -> Option<&'a str> {
        match self.way {
            Some((_, Step::Key(key))) => Some(key),
            _ => None,
        }
    }

    /// The entry of a map under this key.
    pub fn entry(&'a self, key: &'a str, value: &'a Value<'a>) -> Spot<'a> {
        Spot {
            yaml: self.yaml,
            value,
            way: Some((self, Step::Key(key))),
        }
    }

    /// The items of a list.
    pub fn items(&'a self, list: &'a [Value<'a>]) -> impl Iterator<Item = Spot<'a>> {
        let item = |(at, value)| Spot {
            yaml: self.yaml,
            value,
            way: Some((self, Step::Item(at))),
        };
        list.iter().enumerate().map(item)
    }

    /// The map here; an absent or empty value counts as an empty map, and
    /// anything else is reported.
    pub fn map(&self) -> Option<&'a Map<'a>> {
        match self.value {
            Value::Map(map) => Some(map),
            Value::Null => None,
            _ => {
                self.not_a_map();
                None
            }
        }
    }

    /// Walks a map by its known keys, in the order written; unknown keys and
    /// keys given twice (once in each language) are reported.
    pub fn fields(&'a self, keys: &'static [Key]) -> Vec<(&'static str, Spot<'a>)> {
        let mut fields: Vec<(&'static str, Spot<'a>)> = Vec::new();
        for (written, value) in self.map().into_iter().flatten() {
            let Some(name) = self.key_text(written) else {
                continue;
            };
            let spot = self.entry(name, value);
            let Some(key) = keys.iter().find(|key| key.id == name || key.name == name) else {
                // A key that is written already was not meant again.
                let free = keys
                    .iter()
                    .filter(|key| fields.iter().all(|(id, _)| *id != key.id));
                spot.unknown_key(free.flat_map(|key| [key.name, key.id]));
                continue;
            };
            if fields.iter().any(|(id, _)| *id == key.id) {
                let message = format!("“{}”写了两次（“{}”就是“{}”）", key.name, key.id, key.name);
                spot.error(&codes::KEY, On::Key, message, "留下一个，删掉另一个");
                continue;
            }
            fields.push((key.id, spot));
        }
        fields
    }

    /// A map's key as text. A year or a number as a key is reported.
    pub fn key_text(&self, key: &'a Name<'a>) -> Option<&'a str> {
        let text = key.as_str();
        if text.is_none() {
            let shown = key.shown();
            let message = format!("“{shown}”不能做名称");
            let help = "数字里有英文逗号时会这样：去掉千分位的逗号，如 1200";
            self.error(&codes::KEY, On::Value, message, help);
        }
        text
    }

    /// Reports that this key is not known here, with the nearest that is.
    pub fn unknown_key<'k>(&self, known: impl Iterator<Item = &'k str>) {
        let Some((_, Step::Key(key))) = self.way else {
            return;
        };
        // To find the place and what was meant takes time in proportion to the
        // document, which would be its square for a document of unknown keys.
        if self.yaml.passes_over() {
            return;
        }
        if let Some((name, rest)) = key.split_once('：') {
            // Of a value in braces the key holds only the beginning.
            let help = match rest.contains(['{', '[']) {
                true => format!("改成英文的冒号，后面空一格：“{}”后面写  : ", name.trim()),
                false => format!("改成  {name}: {rest}"),
            };
            let message = "冒号是中文的“：”，要用英文的“:”".to_owned();
            self.yaml.say(|| {
                let start = self.span(On::Key).start + name.len();
                let span = start..start + '：'.len_utf8();
                self.yaml
                    .diagnostic(&codes::YAML, Level::Error, span, message)
                    .help(help)
            });
            return;
        }
        let known: Vec<&str> = known.collect();
        if let Some((message, help)) = slips::key(key, &known) {
            let help = match help.strip_prefix("改成  ") {
                Some(mended) => format!("改成  {}", self.corrected(On::Key, mended)),
                None => help,
            };
            self.error(&codes::KEY, On::Key, message, help);
            return;
        }
        let help = match closest(key, known.iter().copied()) {
            Some(near) => format!(
                "是不是“{near}”？是就改成  {}",
                self.corrected(On::Key, near)
            ),
            None => format!("这里可以写：{}", list(&known)),
        };
        self.error(&codes::KEY, On::Key, format!("没有“{key}”这一项"), help);
    }

    /// 是 or 否.
    pub fn flag(&self) -> bool {
        match self.value {
            Value::Null => false,
            Value::Bool(flag) => *flag,
            Value::Text(text) if text == "是" => true,
            Value::Text(text) if text == "否" => false,
            _ => {
                let typed = self.value.scalar().unwrap_or_default();
                let help = match meant(&typed) {
                    Some(flag) => format!("改成  {}", self.corrected(On::Value, flag)),
                    None => "改成 true 或 false".to_owned(),
                };
                let message = "这里只能写 true 或 false（是或否）";
                self.error(&codes::KEY, On::Value, message, help);
                false
            }
        }
    }

    /// The whole line with the key or value as it ought to be; of a value of
    /// several lines, or a very long line, only that.
    pub fn corrected(&self, on: On, mended: &str) -> String {
        let text = self.yaml.text();
        let span = self.span(on);
        let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
        let end = text[span.end..].find('\n');
        let end = end.map_or(text.len(), |at| span.end + at);
        if text[span.clone()].contains('\n') || end - start > LONGEST {
            return mended.to_owned();
        }
        let line = [&text[start..span.start], mended, &text[span.end..end]].concat();
        line.trim().to_owned()
    }

    /// Whether the source may spell numbers in a way that hides what was
    /// typed (`0x1F`, `+5`), so that `typed` has to be asked.
    pub fn has_odd_numbers(&self) -> bool {
        self.yaml.has_odd_numbers()
    }

    pub fn error(
        &self,
        code: &'static Code,
        on: On,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.yaml.say(|| {
            let span = self.span(on);
            let diagnostic = self
                .yaml
                .diagnostic(code, Level::Error, span, message.into());
            diagnostic.help(help)
        });
    }

    /// An error about the value that replacing it by `mended` repairs.
    pub fn mend(
        &self,
        code: &'static Code,
        message: impl Into<String>,
        help: impl Into<String>,
        mended: impl Into<String>,
    ) {
        self.yaml.say(|| {
            let span = self.span(On::Value);
            let mut diagnostic = self
                .yaml
                .diagnostic(code, Level::Error, span, message.into());
            diagnostic.edits.push(Edit {
                span: self.file_span(On::Value),
                text: mended.into(),
            });
            diagnostic.help(help)
        });
    }

    pub fn warning(
        &self,
        code: &'static Code,
        on: On,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.yaml.say(|| {
            let span = self.span(on);
            let diagnostic = self
                .yaml
                .diagnostic(code, Level::Warning, span, message.into());
            diagnostic.help(help)
        });
    }

    /// Whether a slip in its line leaves in doubt what the value is.
    pub fn is_doubtful(&self) -> bool {
        !self.yaml.doubtful.is_empty() && {
            let span = self.span(On::Value);
            let mut lines = self.yaml.doubtful.iter();
            lines.any(|line| line.start <= span.start && span.end <= line.end)
        }
    }

    /// How much has been said about the document so far.
    pub fn said(&self) -> usize {
        self.yaml.diagnostics.borrow().len() + self.yaml.unsaid.get()
    }

    /// Adds a finished diagnostic about another place of this document.
    pub fn say(&self, diagnostic: Diagnostic) {
        self.yaml.say(|| diagnostic);
    }

    /// The byte span, in the file, of the key or the value.
    pub fn file_span(&self, on: On) -> Range<usize> {
        self.yaml.in_file(self.span(on))
    }

    fn not_a_map(&self) {
        let message = "这里要写成“名称: 内容”，一行一项";
        self.error(&codes::KEY, On::Value, message, "冒号用英文的，后面空一格");
    }

    pub(super) fn span(&self, on: On) -> Range<usize> {
        let steps = self.steps();
        match (on, self.yaml.tree().find(&steps)) {
            (On::Key, Some((Some(key), _))) => key.span.clone(),
            // A missing value has an empty span; point at its key.
            (On::Value, Some((Some(key), value))) if value.span.is_empty() => key.span.clone(),
            (_, Some((_, value))) => value.span.clone(),
            (_, None) => self.way.map_or(0..0, |(parent, _)| parent.span(on)),
        }
    }

    /// The keys and items that lead here from the root.
    pub fn steps(&self) -> Vec<Step<'a>> {
        let mut steps = match self.way {
            Some((parent, _)) => parent.steps(),
            None => return Vec::new(),
        };
        steps.extend(self.way.map(|(_, step)| step));
        steps
    }
}

/// The longest line, in bytes, that a help shows as a whole.
const LONGEST: usize = 240;

/// Which flag is meant by a word, if it means one.
fn meant(word: &str) -> Option<&'static str> {
    const YES: [&str; 14] = [
        "1", "y", "t", "yes", "on", "ok", "对", "真", "有", "是的", "√", "✓", "✔", "☑",
    ];
    const NO: [&str; 11] = [
        "0", "n", "f", "no", "off", "错", "假", "无", "不是", "没有", "×",
    ];
    let word = fold(word).to_lowercase();
    match word.as_str() {
        word if YES.contains(&word) => Some("true"),
        word if NO.contains(&word) => Some("false"),
        _ => closest(&word, ["true", "false"].into_iter()),
    }
}

/// At most ten names, so that a message stays readable.
fn list(known: &[&str]) -> String {
    let chinese: Vec<&str> = known
        .iter()
        .copied()
        .filter(|name| !name.is_ascii())
        .take(10)
        .collect();
    chinese.join("、")
}
