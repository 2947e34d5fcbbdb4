//! A page of the guide as what a reader does with it, in order.
//!
//! What the page shows is in fenced blocks; what it only tells is said to the
//! checker in HTML comments, which no reader sees:
//!
//! ```text
//! <!-- after 2-first-report.md -->       begin where that page ended
//! <!-- write FILE -->                    the next block is all of that file
//! <!-- put FILE: "old" -->               the next block takes the place of the old text
//! <!-- replace FILE: "old" => "new" -->  an edit; also while a preview runs
//! <!-- remove FILE -->
//! <!-- copy FOLDER => FOLDER -->
//! <!-- bytes FILE: C4EA -->              a file that is no text
//! <!-- occupy port -->                   the port that a preview asks for is taken
//! <!-- exit 1 -->                        how the next command ends
//! ```

/// A thing that the reader does.
#[derive(Debug, PartialEq, Eq)]
pub enum Act {
    After(String),
    Write(String, String),
    Put(String, String, String),
    Replace(String, String, String),
    Remove(String),
    Copy(String, String),
    Bytes(String, Vec<u8>),
    Occupy,
    /// A command, how it ends and what it prints.
    Run(String, i32, String),
    /// What a running preview prints next.
    Goes(String),
}

#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    pub line: usize,
    pub act: Act,
}

/// Languages that are shown and cannot be used.
const SHOWN: [&str; 3] = ["text", "sh", "nginx"];
/// Languages of files, which a session must use.
const FILES: [&str; 6] = ["yaml", "toml", "markdown", "xml", "css", "html"];

/// Reads a page; an error names the line.
pub fn steps(page: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    let mut pending: Option<(String, Option<String>)> = None;
    let mut exit = 0;
    let mut lines = page.lines().enumerate();
    while let Some((at, text)) = lines.next() {
        let line = at + 1;
        let wrong = |what: &str| Err(format!("line {line}: {what}: {text}"));
        if text.starts_with("```") {
            let language = text.trim_start_matches('`');
            // A block with a block in it stands between longer fences.
            let fence = &text[..text.len() - language.len()];
            let mut block = String::new();
            loop {
                match lines.next() {
                    Some((_, text)) if text == fence => break,
                    Some((_, text)) => block = block + text + "\n",
                    None => return wrong("a block without an end"),
                }
            }
            let used = pending.take();
            match (used, language) {
                (None, "console") => {
                    steps.extend(console(line, &block, std::mem::take(&mut exit)));
                }
                (None, language) if SHOWN.contains(&language) => {}
                (Some((file, old)), language) if FILES.contains(&language) => {
                    let act = match old {
                        None => Act::Write(file, block),
                        Some(old) => Act::Put(file, old, block),
                    };
                    steps.push(Step { line, act });
                }
                _ => return wrong("a block that no session uses, or of another kind"),
            }
            continue;
        }
        let inside = text.trim_start().strip_prefix("```");
        if inside.is_some_and(|language| !language.is_empty() && !SHOWN.contains(&language)) {
            return wrong("a block in a list, which no session can use");
        }
        let comment = text.strip_prefix("<!-- ");
        let Some(told) = comment.and_then(|rest| rest.strip_suffix(" -->")) else {
            if pending.is_some() && !text.is_empty() {
                return wrong("a comment asked for a block here");
            }
            continue;
        };
        if pending.is_some() {
            return wrong("a comment asked for a block here");
        }
        let Some((verb, rest)) = told.split_once(' ') else {
            return wrong("not understood");
        };
        let act = match verb {
            "write" => {
                pending = Some((rest.to_owned(), None));
                continue;
            }
            "put" => {
                let (file, old) = split(rest, ": ", line)?;
                pending = Some((file, Some(quoted(&old, line)?)));
                continue;
            }
            "exit" => match rest.parse() {
                Ok(code) => {
                    exit = code;
                    continue;
                }
                Err(_) => return wrong("not a number"),
            },
            "after" => Act::After(rest.to_owned()),
            "remove" => Act::Remove(rest.to_owned()),
            "replace" => {
                let (file, change) = split(rest, ": ", line)?;
                let (old, new) = split(&change, " => ", line)?;
                Act::Replace(file, quoted(&old, line)?, quoted(&new, line)?)
            }
            "copy" => {
                let (from, to) = split(rest, " => ", line)?;
                Act::Copy(from, to)
            }
            "bytes" => {
                let (file, digits) = split(rest, ": ", line)?;
                let Some(bytes) = bytes(&digits) else {
                    return wrong("not bytes");
                };
                Act::Bytes(file, bytes)
            }
            "occupy" if rest == "port" => Act::Occupy,
            _ => return wrong("not understood"),
        };
        steps.push(Step { line, act });
    }
    match pending {
        Some(_) => Err("the page ends where a block was asked for".to_owned()),
        None => Ok(steps),
    }
}

/// The commands of a block; lines before the first one come from a preview
/// that is running. The exit code is that of the last command.
fn console(line: usize, block: &str, exit: i32) -> Vec<Step> {
    let mut acts: Vec<Act> = Vec::new();
    for text in block.lines() {
        match (text.strip_prefix("$ "), acts.last_mut()) {
            (Some(command), _) => acts.push(Act::Run(command.to_owned(), 0, String::new())),
            (None, Some(Act::Run(_, _, output) | Act::Goes(output))) => {
                output.push_str(text);
                output.push('\n');
            }
            (None, _) => acts.push(Act::Goes(format!("{text}\n"))),
        }
    }
    if let Some(Act::Run(_, code, _)) = acts.last_mut() {
        *code = exit;
    }
    acts.into_iter().map(|act| Step { line, act }).collect()
}

fn split(text: &str, between: &str, line: usize) -> Result<(String, String), String> {
    let parts = text.split_once(between);
    let (one, other) = parts.ok_or(format!("line {line}: no `{between}` in `{text}`"))?;
    Ok((one.to_owned(), other.to_owned()))
}

/// The text between quotes, in which `\n`, `\t` and `\"` are one character.
fn quoted(text: &str, line: usize) -> Result<String, String> {
    let inside = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let inside = inside.ok_or(format!("line {line}: no quotes around `{text}`"))?;
    let plain = inside.replace("\\n", "\n").replace("\\t", "\t");
    // What nobody sees must be seen in the page of the guide.
    let plain = plain.replace("\\u200b", "\u{200b}");
    Ok(plain.replace("\\\"", "\""))
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2);
    let pair = |pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(pair).collect()
}
