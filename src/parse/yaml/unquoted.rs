//! A value that YAML takes for something else than what was meant: words
//! that want quotes, or cells whose braces are missing or Chinese.

use std::ops::Range;

use crate::prose::digit;

use super::quote::{before, quoted};
use super::read::{self, offset_of};

/// What is wrong with a value, and what to type instead.
pub struct Slip {
    pub span: Range<usize>,
    pub message: String,
    pub help: String,
}

/// Brackets around cells, of every kind that an input method offers.
const BRACKETS: [char; 12] = [
    '{', '}', '[', ']', '(', ')', '｛', '｝', '［', '］', '（', '）',
];

/// Looks at the line where the parser stopped and at the one above. What is
/// proposed has been tried: the parser gets beyond that line with it.
pub fn find(text: &str, at: usize) -> Option<Slip> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let above = text[..start].trim_end();
    let above = above.rfind('\n').map_or(0, |end| end + 1);
    let lines = [start, above].into_iter();
    lines
        .take(if start == above { 1 } else { 2 })
        .find_map(|line| match value(text, line) {
            Some(span) => mend(text, span, start),
            None => glued_colon(text, line, start),
        })
}

/// The first value that begins with a quote and does not end with it on its
/// line, if the parser came to the end of the text looking for it, or to
/// another quote: then the parser gets further with a quote at its end.
pub fn open_quote(text: &str, at: usize, words: &str) -> Option<Range<usize>> {
    /// So many are tried, each by reading the text anew.
    const TRIED: usize = 8;
    let at_end = words.contains("unexpected end of stream");
    let stopped = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut start = 0;
    let lines = text.split_inclusive('\n').take_while(|line| {
        start += line.len();
        at_end || start <= stopped + line.len()
    });
    let mut begin = 0;
    let open = lines.filter_map(|line| {
        let span = value(text, begin);
        begin += line.len();
        let span = span?;
        let value = &text[span.clone()];
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let closed = value.matches(quote).count().is_multiple_of(2);
        (!closed).then_some((span, quote))
    });
    let mut open = open.take(if at_end { 1 } else { TRIED });
    open.find(|(span, quote)| {
        at_end
            || goes_on(
                text,
                span,
                &format!("{}{quote}", &text[span.clone()]),
                stopped,
            )
    })
    .map(|(span, _)| span)
}

/// A key whose colon no space follows, which makes one word of the line.
fn glued_colon(text: &str, start: usize, stopped: usize) -> Option<Slip> {
    let line = text[start..].split('\n').next()?.trim_end();
    let body = line.trim_start();
    let colon = line.find(':').filter(|at| *at + 1 < line.len())?;
    let span = start + line.len() - body.len()..start + line.len();
    let mended = format!("{}: {}", line[..colon].trim(), line[colon + 1..].trim());
    let sound = !body.starts_with(['#', '"', '\'', '-']);
    (sound && goes_on(text, &span, &mended, stopped)).then(|| Slip {
        help: format!("改成  {mended}"),
        message: "冒号后面少了一个空格".to_owned(),
        span,
    })
}

/// The range of the value on a line, without a comment.
fn value(text: &str, start: usize) -> Option<Range<usize>> {
    let line = text[start..].split('\n').next()?;
    let line = line.split(" # ").next()?.trim_end();
    let colon = line.find(": ")?;
    let value = line[colon + 2..].trim_start();
    (!value.is_empty()).then(|| start + line.len() - value.len()..start + line.len())
}

fn mend(text: &str, span: Range<usize>, stopped: usize) -> Option<Slip> {
    let value = &text[span.clone()];
    let (message, mended) = match cells(value) {
        Some(mended) => (
            "一行里有几格时要用英文的 { } 括起来，逗号、冒号也用英文的",
            mended,
        ),
        None if with_tail(value).is_some() => (
            "“}”后面还有内容；是说明的话，前面要有空格和英文的 #",
            with_tail(value)?,
        ),
        None if is_time(value) => ("时间里的冒号后面多了空格", value.replace(": ", ":")),
        None => (reason(value)?, quoted(value)),
    };
    goes_on(text, &span, &mended, stopped).then(|| Slip {
        help: format!("改成  {}{mended}", before(text, span.start)),
        message: message.to_owned(),
        span,
    })
}

/// Whether the parser gets beyond the line where it stopped, once the span is
/// mended.
fn goes_on(text: &str, span: &Range<usize>, mended: &str, stopped: usize) -> bool {
    let whole = format!("{}{mended}{}", &text[..span.start], &text[span.end..]);
    // The line where it stopped begins later by what was put in before it.
    let line = match span.start < stopped {
        true => stopped + whole.len() - text.len(),
        false => stopped,
    };
    let end = whole[line..].find('\n');
    match read::read(&whole) {
        Ok(_) => true,
        Err(error) => {
            end.is_some_and(|end| offset_of(&whole, &error).is_some_and(|at| at > line + end))
        }
    }
}

/// Cells in braces with words after them, which become a remark.
fn with_tail(value: &str) -> Option<String> {
    let (inside, tail) = value.strip_prefix('{')?.split_once('}')?;
    let tail = tail.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '＃'));
    let cells = cells(inside).filter(|_| !tail.is_empty())?;
    Some(format!("{cells}  # {tail}"))
}

/// `2026-01-22 09: 30`.
fn is_time(value: &str) -> bool {
    let known = |c: char| c.is_ascii_digit() || matches!(c, '-' | ':' | ' ');
    value.starts_with(|c: char| c.is_ascii_digit()) && value.chars().all(known)
}

/// Cells as they ought to be typed, where a value is nothing but cells.
fn cells(value: &str) -> Option<String> {
    let inner = value.trim_matches(|c: char| BRACKETS.contains(&c) || c == ' ');
    let mut cells = Vec::new();
    for cell in inner.split([',', '，', '、', ';', '；']) {
        let (name, number) = cell.split_once([':', '：'])?;
        let (name, number) = (name.trim(), number.trim());
        let word = |c: char| c.is_alphanumeric() || c == '_' || c == '/';
        if name.is_empty() || !name.chars().all(word) || !is_number(number) {
            return None;
        }
        cells.push(format!("{name}: {number}").trim_end().to_owned());
    }
    let any_number = value.contains(|c: char| c.is_ascii_digit());
    (any_number && cells.iter().all(|cell| !cell.is_empty()))
        .then(|| format!("{{{}}}", cells.join(", ")))
}

/// Whether a cell may hold it: digits, or nothing yet.
fn is_number(text: &str) -> bool {
    text.chars().all(|c| digit(c).is_some())
}

/// A value as it has to be typed: in quotes if YAML would not take it for words.
pub fn safe(value: &str) -> String {
    match reason(value) {
        Some(_) => quoted(value),
        None => value.to_owned(),
    }
}

/// Why YAML does not take a value for words.
fn reason(value: &str) -> Option<&'static str> {
    let again =
        |mark: char, end: char| value[mark.len_utf8()..].contains(end) && !value.ends_with(end);
    let first = value.chars().next()?;
    match first {
        // A bracket or quote that is never closed is another slip.
        '[' if again('[', ']') => Some("“[”开头的内容要用引号括起来"),
        '{' if again('{', '}') => Some("“{”开头的内容要用引号括起来"),
        '"' if again('"', '"') => Some("引号后面还有内容，整个内容要再用引号括起来"),
        '\'' if again('\'', '\'') => Some("引号后面还有内容，整个内容要再用引号括起来"),
        '[' | '{' | '"' | '\'' => None,
        '@' | '`' | '%' | '&' | '*' | '!' | '|' | '>' | ',' | ']' | '}' | '-' | '?' => {
            Some("内容开头的符号另有用处，要用引号括起来")
        }
        _ if value.contains(": ") || value.ends_with(':') => {
            Some("内容里有英文冒号，要用引号括起来")
        }
        _ => None,
    }
}
