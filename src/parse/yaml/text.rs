//! Words as they are typed, and what YAML would quietly make of them.

use super::quote::{before, quoted};
use super::tree::{Node, Step};
use super::{On, Spot, Value};
use crate::diag::codes;
use crate::parse::absent::says_nothing;

impl Spot<'_> {
    /// One line of text, as typed. What YAML has cut off is reported.
    pub fn text(&self) -> Option<String> {
        self.refuse_glued_comment();
        let text = self.word()?;
        if text.contains(char::is_control) {
            self.refuse_escapes();
        }
        Some(text)
    }

    /// The text of a fact that need not be there, such as a fax number: a lone
    /// dash, 无 and the like say that it is not, and nothing is shown for it.
    pub fn stated(&self) -> Option<String> {
        self.text().filter(|text| !says_nothing(text))
    }

    /// A text that has to be of a certain form, such as a date: numbers are
    /// taken as typed, and a comment after it can only be a comment.
    pub fn word(&self) -> Option<String> {
        match self.value {
            Value::Null => None,
            Value::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(_) | Value::Bool(_) => self.typed(),
            _ => {
                self.refuse_structure();
                None
            }
        }
    }

    /// The scalar exactly as the source has it, such as `12.50`.
    pub fn typed(&self) -> Option<String> {
        if let (Value::Number(number), Some((_, Step::Key(key)))) = (self.value, self.way)
            && let Some(typed) = self.yaml.plain_number(key, number)
        {
            return Some(typed.to_owned());
        }
        let typed = self.node().and_then(|(_, node)| node.scalar());
        if typed.is_none() {
            // The second parser did not come as far as the first.
            let help = "用英文引号把内容括起来";
            self.error(&codes::YAML, On::Value, "这里的写法读不准", help);
        }
        typed.map(str::to_owned)
    }

    /// Words right after ` #` are lost to a comment. The tool's own files, and
    /// whoever means a comment, put a space after the mark.
    fn refuse_glued_comment(&self) {
        let plain = matches!(self.value, Value::Null | Value::Text(_) | Value::Number(_));
        if !plain || !self.yaml.has_glued_comments() {
            return;
        }
        let Some((key, node)) = self.node() else {
            return;
        };
        let source = self.yaml.text();
        if source[node.span.start..].starts_with(['"', '\'', '|', '>']) {
            return;
        }
        let end = match key {
            Some(key) if node.span.is_empty() => key.span.end,
            _ => node.span.end,
        };
        let line = line(&source[end..]);
        let rest = line.trim_start_matches([' ', '\t', ':']);
        let lost = rest.trim_end();
        let glued = lost
            .strip_prefix('#')
            .is_some_and(|words| !words.is_empty() && !words.starts_with([' ', '\t', '#']));
        if !glued {
            return;
        }
        let start = end + line.len() - rest.len();
        let typed = match &source[node.span.clone()] {
            "" => lost.to_owned(),
            value => format!("{}{}", value, &source[node.span.end..start + lost.len()]),
        };
        let message = format!("“{lost}”前面有空格，被当成说明，不会公开");
        let help = format!(
            "是正文就用引号括起来：{}；是说明就在 # 后面空一格",
            quoted(&typed)
        );
        self.yaml.say(|| {
            let span = start..start + lost.len();
            let error = crate::diag::Level::Error;
            self.yaml
                .diagnostic(&codes::YAML, error, span, message)
                .help(help)
        });
    }

    /// `"D:\new"` holds a line end and no backslash.
    fn refuse_escapes(&self) {
        let source = self
            .node()
            .map(|(_, node)| &self.yaml.text()[node.span.clone()]);
        let source = source.unwrap_or_default();
        if source.starts_with('"') && source.contains('\\') {
            let words = source.trim_matches('"');
            let help = format!("改用单引号：'{}'", words.replace('\'', "''"));
            let message = "双引号里的“\\”和后面的字母变成了别的符号";
            self.error(&codes::YAML, On::Value, message, help);
        }
    }

    /// A list, a map or a tag is written in place of a text.
    fn refuse_structure(&self) {
        let source = self.yaml.text();
        let start = self.span(On::Value).start;
        let typed = line(&source[start..]).trim_end();
        if matches!(self.value, Value::Tagged(_)) {
            let message = "“!”开头的内容读不出来";
            let help = "用英文引号把内容括起来，连同“!”";
            self.error(&codes::YAML, On::Value, message, help);
        } else if typed.starts_with(['[', '{']) {
            let mark = &typed[..1];
            let message = format!("“{mark}”开头的内容要用引号括起来");
            let help = format!("改成  {}{}", before(source, start), quoted(typed));
            self.error(&codes::YAML, On::Value, message, help);
        } else {
            let help = "把内容写在冒号后面";
            self.error(&codes::KEY, On::Value, "这里要写一行文字", help);
        }
    }

    fn node(&self) -> Option<(Option<&Node>, &Node)> {
        self.yaml.tree().find(&self.steps())
    }
}

/// The first line of a text.
fn line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}
