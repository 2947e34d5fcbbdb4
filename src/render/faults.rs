//! A template's fault in our own words and our own face.

use std::ops::Range;

use tera::ErrorKind;

use crate::diag::{Diagnostic, Place, codes};
use crate::path::SourcePath;

use super::meter::Spot;

/// What is to be said of a page that came to such an end; the template is the
/// one that was being rendered.
pub fn over_the_limit(template: &str, end: Limit<'_>) -> Diagnostic {
    let (name, span, message, help) = match end {
        Limit::Endless(Some(spot)) => (
            &spot.template[..],
            Some(spot.span.clone()),
            "模板在这里做了五百万步还没有做完，停下了",
            "检查 {% for %} 里面的 {% for %}、自己用自己的组件：是不是每一条都又从头列了一遍",
        ),
        Limit::Endless(None) => (
            template,
            None,
            "模板写出的文字太多，停下了",
            "检查 {% for %}：是不是把整份内容重复写了很多遍",
        ),
        Limit::TooLarge => (
            template,
            None,
            "页面超过了 64 MB，停下了",
            "检查 {% for %}：是不是把整份内容重复写了很多遍",
        ),
        Limit::TooDeep => (
            template,
            None,
            "页面里的标签一层套一层，超过了 512 层，浏览器显示不了",
            "检查模板里的 <div>、<b> 等标签，每个都要有结束标签，循环里开始的在循环里结束",
        ),
    };
    let place = Place {
        file: template_file(name),
        span,
    };
    Diagnostic::error(&codes::LIMIT, place, message).help(help)
}

/// What of a page is too much.
pub enum Limit<'s> {
    /// Its steps ran out at this spot.
    Endless(Option<&'s Spot>),
    TooLarge,
    TooDeep,
}

fn template_file(name: &str) -> SourcePath {
    let file = SourcePath::new(&format!("templates/{name}"));
    file.or(SourcePath::new("templates"))
        .expect("a fixed name is a valid path")
}

/// What the template engine said, taken apart.
pub struct Fault {
    message: String,
    help: String,
    template: Option<String>,
    span: Option<Range<usize>>,
    parent: Option<String>,
}

impl Fault {
    /// Takes an error apart; `text` gives the text of a template by its name.
    pub fn of<'t>(error: &tera::Error, text: impl Fn(&str) -> Option<&'t str>) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) => {
                let said = report.message();
                let help = format!("检查 {{{{ }}}} 和 {{% %}} 是否成对。模板引擎的原话：{said}");
                Self::new("模板的写法不对", help)
                    .at(report.filename(), Some(report.span().range.clone()))
            }
            ErrorKind::RenderingError(report) => {
                let (message, help) = missing(report.message());
                Self::new(message, help).at(report.filename(), Some(report.span().range.clone()))
            }
            ErrorKind::MissingParent { current, parent } => {
                let help = "内置模板写作 default/文件名，如 default/report.html";
                Self {
                    parent: Some(parent.clone()),
                    ..Self::new(format!("要继承的模板“{parent}”不存在"), help).at(current, None)
                }
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                let help = "要改内置模板的一块，写 {% extends \"default/文件名\" %}";
                Self::new("模板互相继承，绕成了一圈", help).at(tpl, None)
            }
            ErrorKind::TemplateNotFound(wanted) => {
                let help = "检查 templates/ 里的文件名";
                Self::new(format!("没有模板“{wanted}”"), help)
            }
            _ => Self::in_words(&error.to_string(), text),
        }
    }

    /// A fault of which the engine says only in words what and where it is.
    fn in_words<'t>(words: &str, text: impl Fn(&str) -> Option<&'t str>) -> Self {
        let first = words.lines().next().unwrap_or_default();
        let (message, help) = unknown(first.trim_start_matches("error: "));
        let fault = Self::new(message, help);
        let Some((name, line, column)) = place_in(words) else {
            return fault;
        };
        fault.at(name, text(name).map(|text| byte_span(text, line, column)))
    }

    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
            template: None,
            span: None,
            parent: None,
        }
    }

    /// The fault in a template; the engine may leave the name empty.
    fn at(mut self, template: &str, span: Option<Range<usize>>) -> Self {
        self.template = (!template.is_empty()).then(|| template.to_owned());
        self.span = span;
        self
    }

    /// The template that has the fault.
    pub fn template(&self) -> Option<&str> {
        self.template.as_deref()
    }

    /// The parent that a template asks for and that is not there.
    pub fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }

    /// The fault as a diagnostic; `rendered` is the template that was being
    /// rendered, for faults that name none.
    pub fn diagnostic(&self, rendered: &str) -> Diagnostic {
        let name = self.template().unwrap_or(rendered);
        let place = Place {
            file: template_file(name),
            span: self.span.clone(),
        };
        Diagnostic::error(&codes::TPL, place, self.message.clone()).help(self.help.clone())
    }
}

/// Says which field is missing, and which there are.
fn missing(said: &str) -> (String, String) {
    let (what, there) = said.split_once(" is not defined.").unwrap_or((said, ""));
    let kinds = [("Field `", "字段"), ("Variable `", "变量")];
    for (start, kind) in kinds {
        if let Some(name) = what.strip_prefix(start) {
            let listed = there.split_once(": ").map_or("", |(_, names)| names);
            let help = if listed.is_empty() {
                "这里什么也没有；检查前面的名字".to_owned()
            } else {
                format!("这里有：{}", listed.replace(", ", "、"))
            };
            return (
                format!("模板用了没有的{kind} {}", name.trim_end_matches('`')),
                help,
            );
        }
    }
    unknown(said)
}

/// Functions, filters, includes and components that do not exist.
fn unknown(said: &str) -> (String, String) {
    let lower = said.to_lowercase();
    let kinds = [
        (
            "function",
            "函数",
            "模板里没有读文件、读时间的函数；数据都在字段里",
        ),
        ("filter", "过滤器", "能用的过滤器见模板引擎的说明"),
        ("component", "组件", "检查 templates/components/ 里的名字"),
        ("test", "判断", "能用的判断见模板引擎的说明"),
        ("include", "模板", "检查 templates/ 里的文件名"),
        ("template", "模板", "检查 templates/ 里的文件名"),
    ];
    let quoted = said
        .split(['`', '\'', '"'])
        .nth(1)
        .filter(|name| !name.is_empty());
    match kinds
        .iter()
        .find(|(word, ..)| lower.contains(word))
        .zip(quoted)
    {
        Some(((_, kind, help), name)) => {
            (format!("模板用了没有的{kind} {name}"), (*help).to_owned())
        }
        None => ("模板运行出错".to_owned(), format!("模板引擎的原话：{said}")),
    }
}

/// Where the engine's own words point: `--> name:line:column`.
fn place_in(words: &str) -> Option<(&str, usize, usize)> {
    let at = words
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = at
        .trim_end_matches(']')
        .trim_start_matches('[')
        .rsplitn(3, ':');
    let (column, line) = (parts.next()?, parts.next()?);
    let digits = |text: &str| text.trim().parse::<usize>().ok();
    Some((parts.next()?.trim(), digits(line)?, digits(column)?))
}

/// The rest of a line from a place in it, in bytes. The engine counts
/// characters; whether from 0 or 1 makes no difference to a reader.
fn byte_span(text: &str, line: usize, column: usize) -> Range<usize> {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = text[start..].lines().next().unwrap_or_default();
    let skipped: usize = rest
        .chars()
        .take(column.saturating_sub(1))
        .map(char::len_utf8)
        .sum();
    start + skipped..start + rest.len()
}
