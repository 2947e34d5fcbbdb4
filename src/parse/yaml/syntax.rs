//! Why a YAML text cannot be read, in the words of the clerk who wrote it.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, codes, sort};
use crate::path::SourcePath;

use super::quote::before;
use super::read::offset_of;
use super::tree::Tree;
use super::unquoted;

/// What the YAML parser says, and what that means to the person who typed it.
const MEANINGS: [(&str, &str, &str); 18] = [
    ("recursion limit", "层数太多，没有读", "报告数据最多三四层"),
    (
        "repetition limit",
        "“*”引用展开后太大，没有读",
        "不要用 & 和 * 引用，直接写数字",
    ),
    (
        "mapping values are not allowed",
        "这一行多了一个冒号，或者缩进不对",
        "文字里有冒号时用引号括起来；同一层的缩进要对齐",
    ),
    (
        "did not find expected key",
        "缩进没有对齐，或者引号、括号没有配对",
        "同一层的每一行前面空格要一样多",
    ),
    (
        "did not find expected ',' or",
        "括号没有配对，或者两项之间少了逗号",
        "用英文的逗号和括号，检查 { } 和 [ ] 是否成对",
    ),
    (
        "did not find expected node",
        "括号里多了一个逗号，或者没有配对",
        "检查 { } 和 [ ] 里的逗号",
    ),
    (
        "could not find expected ':'",
        "这一行少了冒号",
        "写成“名称: 内容”，冒号后面空一格",
    ),
    (
        "unexpected end of stream",
        "引号或括号没有配对，一直读到了文件末尾",
        "检查引号和括号是否成对",
    ),
    (
        "cannot start any token",
        "这个符号不能放在开头",
        "用英文引号把内容括起来",
    ),
    (
        "block sequence entries",
        "“- ”不能放在这里的开头",
        "用英文引号把内容括起来；列表写成  名称: [1, 2, 3]",
    ),
    (
        "more than one document",
        "中间有一行“---”或“...”，后面的内容读不下去",
        "删去这一行",
    ),
    (
        "did not find expected <document start>",
        "从这里起读不下去",
        "检查上一行的缩进；有单独的一行“...”就删去",
    ),
    (
        "unknown anchor",
        "“*”开头的内容读不出来",
        "用英文引号把内容括起来",
    ),
    (
        "alphabetic or numeric character",
        "“&”或“*”开头的内容读不出来",
        "用英文引号把内容括起来",
    ),
    (
        "comment or line break",
        "“|”或“>”后面不能直接写内容",
        "用英文引号把内容括起来",
    ),
    (
        "unknown escape character",
        "双引号里的“\\”读不出来",
        "把两头的双引号改成单引号",
    ),
    (
        "control characters are not allowed",
        "这里有一个看不见的控制字符",
        "删去这个字符，重新打一遍",
    ),
    (
        "invalid type: integer",
        "数字太长，不能放在这里",
        "用英文引号把它括起来",
    ),
];

/// Where a second document begins, if the parser complains of one.
fn second_document(text: &str, words: &str) -> Option<usize> {
    if !words.contains("more than one document") {
        return None;
    }
    let mut lines = text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some((start, line.trim_end()))
    });
    let content = |line: &str| !line.is_empty() && !line.starts_with(['#', '%']) && line != "---";
    lines.find(|(_, line)| content(line))?;
    let found = lines.find(|(_, line)| line.starts_with("---") || line.starts_with("..."));
    found.map(|(start, _)| start)
}

/// A key that is written twice in one map.
fn twice_written(name: &str, later: Place, first: Place) -> Diagnostic {
    if name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_digit()) {
        // `{甲: 1,200, 乙: 1,200}` reads as two keys named 200.
        let message = format!("“{name}”前面的英文逗号把数字断开了");
        return Diagnostic::error(&codes::YAML, later, message).help("去掉千分位的逗号，如 1200");
    }
    Diagnostic::error(&codes::YAML, later, format!("“{name}”写了两次"))
        .also(first, "第一次在这里")
        .help("留下一个，删掉另一个")
}

/// All that can be said about a text that the parser refused.
pub fn explain(
    text: &str,
    offset: usize,
    file: &SourcePath,
    error: &serde_yaml::Error,
) -> Vec<Diagnostic> {
    let (tree, broken) = Tree::read(text);
    let mut found = Vec::new();
    let twice = tree.duplicates.into_iter().take(super::MOST);
    found.extend(twice.map(|(name, later, first)| {
        let place = |span: Range<usize>| Place::span(file, span.start + offset..span.end + offset);
        twice_written(&name, place(later), place(first))
    }));
    if found.is_empty() {
        let at = offset_of(text, error)
            .or(broken.map(|broken| broken.at))
            .unwrap_or(0)
            .min(text.len());
        // Quotes around `*a` would hide that the repetition is too large.
        let limit = error.to_string().contains("limit");
        if let Some(slip) = unquoted::find(text, at).filter(|_| !limit) {
            let place = Place::span(file, slip.span.start + offset..slip.span.end + offset);
            let said = Diagnostic::error(&codes::YAML, place, slip.message).help(slip.help);
            return vec![said];
        }
        let words = error.to_string();
        if let Some(open) = unquoted::open_quote(text, at, &words) {
            let place = Place::span(file, open.start + offset..open.end + offset);
            let said = Diagnostic::error(&codes::YAML, place, "前面有引号，后面没有");
            let value = &text[open.clone()];
            let quote = &value[..1];
            let line = format!("{}{value}{quote}", before(text, open.start));
            return vec![said.help(format!("改成  {line}"))];
        }
        let at = second_document(text, &words).unwrap_or(at);
        let meaning = MEANINGS.iter().find(|(said, ..)| words.contains(said));
        let (message, help) = meaning.map_or(
            (
                "这里的写法不对，后面的内容读不下去",
                "对照说明里的例子，检查这一行和上一行",
            ),
            |(_, message, help)| (*message, *help),
        );
        let at = text.floor_char_boundary(at);
        let place = Place::span(file, at + offset..text.ceil_char_boundary(at + 1) + offset);
        found.push(Diagnostic::error(&codes::YAML, place, message).help(help));
    }
    sort(&mut found);
    found
}
