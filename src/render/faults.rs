//! A template's fault in our own words and our own face.

use std::ops::Range;

use tera::ErrorKind;

use crate::diag::{Diagnostic, Place, codes};

use super::fault_names::{FILTERS, FUNCTIONS, TESTS, absent, nearest};
use super::fault_words::translate;
use super::template_tags::named;
use super::texts::{Texts, all_named, blocks_above, parents, text_of};
use super::theme::{PREFIX, template_file};

/// What the template engine said, taken apart.
pub struct Fault {
    message: String,
    help: String,
    template: Option<String>,
    span: Option<Range<usize>>,
    missing: Option<Missing>,
}

/// What a template uses and nobody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    Template(String),
    Component(String),
    Block(String),
}

impl Fault {
    /// Takes an error apart: one fault, or several of one template. `texts` are all
    /// templates.
    pub fn all<T: AsRef<str>>(error: &tera::Error, texts: &Texts<T>) -> Vec<Self> {
        let fault = match error.kind() {
            ErrorKind::SyntaxError(report) => {
                let text = text_of(texts, report.filename());
                let span = from_first_word(text, report.span().range.clone());
                in_words(report.message(), "模板的写法不对").at(report.filename(), Some(span))
            }
            ErrorKind::RenderingError(report) => rendering(report, texts),
            ErrorKind::MissingParent { current, parent } => {
                let help = nearest(
                    parent,
                    texts.keys().map(String::as_str),
                    "内置模板写作 default/文件名，如 default/report.html",
                );
                let mut fault = Self::new(format!("要继承的模板“{parent}”不存在"), help);
                fault.missing = Some(Missing::Template(parent.clone()));
                fault.at(
                    current,
                    place_of(text_of(texts, current), "extends", parent),
                )
            }
            ErrorKind::CircularExtend {
                tpl,
                inheritance_chain,
            } => circle(tpl, inheritance_chain, "extends", texts),
            ErrorKind::CircularInclude { tpl, include_chain } => {
                circle(tpl, include_chain, "include", texts)
            }
            ErrorKind::TemplateNotFound(wanted) => {
                Self::new(format!("没有模板“{wanted}”"), "检查 templates/ 里的文件名")
            }
            ErrorKind::Msg(said) if said.contains("\n") => return reports(said, texts),
            other => in_words(&other.to_string(), "模板运行到这里出错"),
        };
        vec![fault]
    }

    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
            template: None,
            span: None,
            missing: None,
        }
    }

    /// The fault in a template; the engine may leave the name empty.
    pub fn at(mut self, template: &str, span: Option<Range<usize>>) -> Self {
        self.template = (!template.is_empty()).then(|| template.to_owned());
        self.span = span;
        self
    }

    /// The template that has the fault.
    pub fn template(&self) -> Option<&str> {
        self.template.as_deref()
    }

    /// What the template uses that is not there.
    pub fn missing(&self) -> Option<&Missing> {
        self.missing.as_ref()
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

/// The engine's words in ours; what is not known is told by its place alone.
fn in_words(said: &str, otherwise: &str) -> Fault {
    match translate(said) {
        Some((message, help)) => Fault::new(message, help),
        None => Fault::new(otherwise, "检查这一处的写法，可以对照内置模板的同一处"),
    }
}

/// A fault that showed while a page was made.
fn rendering<T: AsRef<str>>(report: &tera::ReportError, texts: &Texts<T>) -> Fault {
    let text = text_of(texts, report.filename());
    let span = from_first_word(text, report.span().range.clone());
    let written = text.get(span.clone()).unwrap_or_default();
    let said = report.message();
    let fault = match absent(said) {
        Some((message, help)) => Fault::new(message, help),
        // The words are those of the template's author.
        None if written
            .trim_start_matches(['{', ' ', '-'])
            .starts_with("throw") =>
        {
            Fault::new(format!("模板用 throw 停下了：{said}"), "按模板的作者写的办")
        }
        None => in_words(said, "模板运行到这里出错"),
    };
    match report.filename().starts_with(PREFIX) {
        // A built-in template is right: what it calls was replaced by the site.
        true => {
            let replaced = replaced(written, texts);
            let (name, span) = replaced.unwrap_or((report.filename(), span));
            fault.at(name, Some(span))
        }
        false => fault.at(report.filename(), Some(span)),
    }
}

/// Where the site defines a component that a built-in template calls so.
fn replaced<'t, T: AsRef<str>>(call: &str, texts: &'t Texts<T>) -> Option<(&'t str, Range<usize>)> {
    let after = call.split('<').nth(1)?;
    let name = after
        .split(|c: char| c != '_' && !c.is_alphanumeric())
        .next()?;
    let own = texts.iter().filter(|(file, _)| !file.starts_with(PREFIX));
    let defined = |text: &'t str| {
        named(text, "component")
            .into_iter()
            .find(|one| one.name == name)
    };
    own.filter_map(|(file, text)| Some((file.as_str(), defined(text.as_ref())?.span)))
        .next()
}

/// How many faults of one template are told at most.
const MOST: usize = 50;

/// Faults that the engine tells only as a text, one below the other: of the first
/// template that it names. The others are found when that one is left out.
fn reports<T: AsRef<str>>(said: &str, texts: &Texts<T>) -> Vec<Fault> {
    let reports = said
        .split("error: ")
        .filter(|report| !report.trim().is_empty());
    let faults = reports.filter_map(|report| {
        let first = report.lines().next()?;
        let (name, line, column) = place_in(report)?;
        let text = text_of(texts, name);
        let fault = unknown(first, name, texts);
        let quoted = first.split('`').nth(1).unwrap_or_default();
        Some(fault.at(name, Some(byte_span(text, line, column, quoted))))
    });
    let mut faults: Vec<Fault> = faults.take(MOST).collect();
    let first = faults.first().and_then(|fault| fault.template.clone());
    faults.retain(|fault| fault.template == first);
    if faults.is_empty() {
        faults.push(in_words(said, "模板的写法不对"));
    }
    match first.filter(|name| name.starts_with(PREFIX)) {
        Some(name) => vec![lacking(&name, &faults, texts)],
        None => faults,
    }
}

/// A built-in template fails because one of the site's own, which it extends or
/// calls, lacks something.
fn lacking<T: AsRef<str>>(builtin: &str, faults: &[Fault], texts: &Texts<T>) -> Fault {
    let blocks = faults.iter().filter_map(|fault| match fault.missing() {
        Some(Missing::Block(name)) => Some(name.as_str()),
        _ => None,
    });
    let blocks: Vec<&str> = blocks.collect();
    let above = parents(builtin, texts);
    let own = texts.iter().find(|(name, text)| {
        !name.starts_with(PREFIX) && above.iter().any(|one| std::ptr::eq(*one, text.as_ref()))
    });
    let builtin_name = builtin.trim_start_matches(PREFIX);
    match (own, blocks.first()) {
        (Some((own, _)), Some(first)) => {
            let message = format!("少了块 {}，内置的 {builtin_name} 要用", blocks.join("、"));
            let help = format!(
                "加上  {{% block {first} %}}{{% endblock {first} %}}，别的也一样；只改一块的，写 {{% extends \"default/{own}\" %}}"
            );
            Fault::new(message, help).at(own, None)
        }
        _ => {
            let said = faults.first().map_or("", |fault| fault.message.as_str());
            let message = format!("{said}，内置的 {builtin_name} 要用");
            Fault::new(message, "对照内置模板，把自己的模板里少的补上").at(builtin, None)
        }
    }
}

/// What a template of this name uses that does not exist, and what there is instead.
fn unknown<T: AsRef<str>>(said: &str, template: &str, texts: &Texts<T>) -> Fault {
    let name = said.split('`').nth(1).unwrap_or_default();
    let listed = |names: &[&str], what: &str| {
        nearest(
            name,
            names.iter().copied(),
            &format!("{what}：{}", names.join("、")),
        )
    };
    let (message, help, missing) = match said.split('`').next().unwrap_or_default().trim() {
        "Unknown filter" => (
            format!("没有过滤器 {name}"),
            listed(&FILTERS, "过滤器有"),
            None,
        ),
        "Unknown test" => (
            format!("没有判断 {name}"),
            listed(&TESTS, "is 后面可以写"),
            None,
        ),
        "Unknown function" => {
            let rest = "模板里没有读文件、读时间的函数，数据都在字段里；函数有";
            (format!("没有函数 {name}"), listed(&FUNCTIONS, rest), None)
        }
        "Unknown component" => (
            format!("没有组件 {name}"),
            listed(&all_named("component", texts), "组件有"),
            Some(Missing::Component(name.to_owned())),
        ),
        "Unknown template" => {
            let names: Vec<&str> = texts
                .keys()
                .map(String::as_str)
                .filter(|other| *other != template)
                .collect();
            (
                format!("要包含的模板“{name}”不存在"),
                listed(&names, "模板有"),
                Some(Missing::Template(name.to_owned())),
            )
        }
        "Block" => {
            let blocks = blocks_above(template, texts);
            (
                format!("没有叫 {name} 的块"),
                listed(&blocks, "上面的模板里有"),
                Some(Missing::Block(name.to_owned())),
            )
        }
        _ => return in_words(said, "模板的写法不对"),
    };
    let mut fault = Fault::new(message, help);
    fault.missing = missing;
    fault
}

/// Templates that extend or include each other in a circle, and so have no end.
fn circle<T: AsRef<str>>(template: &str, chain: &[String], word: &str, texts: &Texts<T>) -> Fault {
    let mut way = chain.to_vec();
    if way.first().is_none_or(|first| first != template) {
        way.insert(0, template.to_owned());
    }
    let verb = match word {
        "extends" => "继承",
        _ => "包含",
    };
    let builtin = format!("{PREFIX}{template}");
    let help = match word {
        "extends" if texts.contains_key(&builtin) => {
            format!("要改内置模板的一块，写 {{% extends \"{builtin}\" %}}")
        }
        "extends" => "删去其中一个 {% extends %}".to_owned(),
        _ => "删去其中一个 {% include %}".to_owned(),
    };
    let text = text_of(texts, template);
    let next = way.get(1).map_or(template, String::as_str);
    let message = format!("模板互相{verb}，绕成了一圈：{}", way.join(" → "));
    Fault::new(message, help).at(template, place_of(text, word, next))
}

/// Where a template names another after a word.
fn place_of(text: &str, word: &str, name: &str) -> Option<Range<usize>> {
    let mut names = named(text, word).into_iter();
    names.find(|one| one.name == name).map(|one| one.span)
}

/// A span without the white space before its first word, up to the end of that line.
fn from_first_word(text: &str, span: Range<usize>) -> Range<usize> {
    let Some(written) = text.get(span.clone()) else {
        return span;
    };
    let body = written.trim_start();
    if body.is_empty() {
        return span;
    }
    let start = span.end - body.len();
    start..start + body.lines().next().unwrap_or_default().trim_end().len()
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

/// The name that stands at a place or after it on its line, in bytes; the engine
/// counts characters, and begins some of its places before the name.
fn byte_span(text: &str, line: usize, column: usize, name: &str) -> Range<usize> {
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
    let from = start + skipped;
    match rest[skipped..].find(name).filter(|_| !name.is_empty()) {
        Some(at) => from + at..from + at + name.len(),
        None => from..start + rest.len(),
    }
}

#[cfg(test)]
mod tests;
