//! Slips of the hand that YAML itself reports badly or not at all: a Chinese
//! colon after a key, a tab for indentation.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::names::REST;
use crate::path::SourcePath;

/// Finds every such slip in the lines that `within` touches. Linear.
pub fn find(text: &str, within: Range<usize>, offset: usize, file: &SourcePath) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if end > within.start && start < within.end {
            let place = |span: Range<usize>| {
                Place::span(file, offset + start + span.start..offset + start + span.end)
            };
            found.extend(tab(line).map(|span| {
                Diagnostic::error(
                    &codes::YAML,
                    place(span),
                    "缩进用了制表符（Tab）或全角空格，要用空格",
                )
                .help("每一层缩进两个空格")
            }));
            found.extend(colon(line).map(|(span, mended)| {
                Diagnostic::error(&codes::YAML, place(span), "冒号是中文的“：”，要用英文的“:”")
                    .help(format!("改成  {mended}"))
            }));
        }
        start = end;
        if found.len() >= super::MOST {
            break;
        }
    }
    found
}

/// What is wrong with an unknown key, and what to do, if the slip is a known one.
pub fn key(key: &str, known: &[&str]) -> Option<(String, String)> {
    let glued = key.split_once(':').filter(|(name, rest)| {
        known.contains(name) || rest.bytes().all(|byte| byte.is_ascii_digit())
    });
    if let Some((name, rest)) = glued {
        let message = format!("“{key}”的冒号后面少了一个空格");
        return Some((message, format!("改成  {name}: {rest}")));
    }
    let digits = key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_digit());
    let (message, help) = match key {
        // `{甲: 1,021}` reads as 1 and a key.
        _ if digits => (
            format!("“{key}”前面的英文逗号把数字断开了"),
            "去掉千分位的逗号，如 1200",
        ),
        "<<" => (
            "“<<”不起作用，没有合并".to_owned(),
            "把要用的各行直接写出来",
        ),
        _ if REST.contains(&key) => (
            format!("“{key}”写在了最外面，不起作用"),
            "前面空两格，放在它那张表的下面",
        ),
        _ => return None,
    };
    Some((message, help.to_owned()))
}

fn tab(line: &str) -> Option<Range<usize>> {
    const WRONG: [char; 3] = ['\t', '\u{3000}', '\u{A0}'];
    let indent = line.len()
        - line
            .trim_start_matches([' ', WRONG[0], WRONG[1], WRONG[2]])
            .len();
    let (at, wrong) = line[..indent].match_indices(WRONG).next()?;
    (!line.trim().is_empty()).then_some(at..at + wrong.len())
}

/// A key with a full-width colon in a line that has no ASCII colon.
fn colon(line: &str) -> Option<(Range<usize>, String)> {
    let body = line.trim();
    let at = line.find('：')?;
    let comment = body.starts_with('#');
    let key = line[..at].trim();
    let own = line[..at].contains(": ") || line[..at].trim_end().ends_with(':');
    if comment || own || key.is_empty() || key.contains(['"', '\'', ' ', '，', '。']) {
        return None;
    }
    let value = line[at + '：'.len_utf8()..].trim();
    Some((
        at..at + '：'.len_utf8(),
        format!("{key}: {value}").trim_end().to_owned(),
    ))
}
