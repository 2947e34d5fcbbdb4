//! What a narrative may not hold, and the words that say so.

use std::ops::Range;

use super::nodes::Link;
use crate::diag::{Diagnostic, Place, codes};
use crate::path::SourcePath;

/// Schemes that a link may have; all others, such as `javascript:` and
/// `file:`, run code in the reader's browser or lead nowhere.
const ALLOWED: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The scheme of a target, if it is one that is refused.
pub(super) fn scheme(target: &str) -> Option<String> {
    // Browsers skip control characters and tabs, also inside the scheme.
    let plain: String = target
        .chars()
        .filter(|c| *c > ' ' && !c.is_control())
        .take(64)
        .collect();
    let (scheme, _) = plain.split_once(':')?;
    let first = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let valid = first
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let refused = valid
        && !ALLOWED
            .iter()
            .any(|allowed| scheme.eq_ignore_ascii_case(allowed));
    refused.then(|| scheme.to_ascii_lowercase())
}

pub(super) fn target(file: &SourcePath, link: &Link, scheme: &str) -> Diagnostic {
    let place = Place::span(file, link.span.clone());
    // The letter of a drive: D:\图\a.png.
    if scheme.len() == 1 || scheme == "file" {
        return Diagnostic::error(
            &codes::MD02,
            place,
            "这里指到了自己电脑上的文件，别人打不开",
        )
        .help(format!(
            "把它复制到旁边的 files 文件夹，地址写成  {}",
            copied(&link.target)
        ));
    }
    Diagnostic::error(&codes::MD02, place, format!("链接不能以 {scheme}: 开头"))
        .help("改成本站文件的相对路径（如 files/fujian.pdf），或 https:// 开头的网址")
}

/// Where a file of one's own computer is after it was copied.
fn copied(target: &str) -> String {
    let name = target.rsplit(['/', '\\']).next().unwrap_or_default();
    match name.contains([' ', '(', ')']) {
        _ if name.is_empty() || name.contains(':') => "files/文件名".to_owned(),
        true => format!("<files/{name}>"),
        false => format!("files/{name}"),
    }
}

/// Elements that text pasted from a word processor or a web page is full of.
const PASTED: [&str; 14] = [
    "p", "span", "div", "font", "o", "st1", "section", "center", "h1", "h2", "h3", "ul", "ol", "li",
];

pub(super) fn html(file: &SourcePath, place: Range<usize>, html: &str) -> Diagnostic {
    let line = html.lines().next().unwrap_or(html);
    let mut found: String = line.chars().take(30).collect();
    if found.len() < html.len() {
        found.push('…');
    }
    let name: String = html
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let name = name.to_ascii_lowercase();
    if PASTED.contains(&name.as_str())
        && let Some(words) = words_of(html)
    {
        let message = format!("正文里不能有网页代码 {found}");
        return Diagnostic::error(&codes::MD01, Place::span(file, place), message)
            .help(format!("这是从 Word 或者网页带来的，这一行改成  {words}"));
    }
    let help = match name.as_str() {
        _ if html.starts_with("<!--") => "删去这段注释",
        "br" => "要在段内换行，在行末加反斜杠 \\；要另起一段，空一行",
        "b" | "strong" => "加粗写成 **文字**",
        "a" => "链接写成 [文字](地址)",
        "img" => "图片写成 ![说明](地址)",
        "table" | "tr" | "td" | "th" => "表格用 | 分列书写，第二行写 |---|---|",
        _ if PASTED.contains(&name.as_str()) => {
            "删去 < 和 > 以及它们之间的字，留下外面的文字；这是从 Word 或者网页粘贴时带来的"
        }
        _ => "如果是书名、文件名，用〈〉；如果就是要显示 <，写成 \\<",
    };
    Diagnostic::error(
        &codes::MD01,
        Place::span(file, place),
        format!("正文里不能有网页代码 {found}"),
    )
    .help(help)
}

/// The words of a line that is whole in its tags; `None` if it has more lines, no words
/// or something else that is marked up.
fn words_of(html: &str) -> Option<String> {
    let line = html.trim();
    let whole = line.starts_with('<') && line.ends_with('>') && !line.contains(['\n', '&']);
    let mut words = String::new();
    for piece in line.split('<').skip(1).filter(|_| whole) {
        let (tag, after) = piece.split_once('>')?;
        let name = tag
            .trim_start_matches('/')
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()?;
        if !PASTED.contains(&name.to_ascii_lowercase().as_str()) {
            return None;
        }
        words.push_str(after);
    }
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

pub(super) fn too_deep(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    Diagnostic::error(
        &codes::MD03,
        Place::span(file, place),
        "列表、引用或加粗套得太深，超过 32 层",
    )
    .help("减少层次；行首的 > 或 - 如果是正文，前面加反斜杠 \\")
}

pub(super) fn second_title(
    file: &SourcePath,
    first: Range<usize>,
    place: Range<usize>,
) -> Diagnostic {
    Diagnostic::warning(
        &codes::MD04,
        Place::span(file, place),
        "一级标题（#）多于一个",
    )
    .also(Place::span(file, first), "第一个在这里")
    .help("只留第一个，其余改成 ## 或 ###")
}

/// Characters of Word's symbol fonts, which no other font has a picture for;
/// one finding for all of them, at the first.
pub(super) fn private(
    source: &str,
    file: &SourcePath,
    offset: usize,
    places: &[usize],
) -> Option<Diagnostic> {
    let first = *places.first()?;
    let c = source[first..].chars().next()?;
    let code = c as u32;
    let count = places.len();
    let message = if count == 1 {
        format!("这里有从 Word 带来的符号 U+{code:04X}，别人看到的是方框或者空白")
    } else {
        format!("有 {count} 个从 Word 带来的符号，第一个是 U+{code:04X}，别人看到的是方框或者空白")
    };
    let place = Place::span(file, offset + first..offset + first + c.len_utf8());
    let help = "对照 Word 里的样子，换成 √、□、→ 这样的字符，或者删掉";
    Some(Diagnostic::warning(&codes::MD06, place, message).help(help))
}
