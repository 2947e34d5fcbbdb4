//! What an address looks like, and the brackets that a link has it in.

use crate::prose::is_wide_punctuation;

/// Ends of names that only files have.
const EXTENSIONS: [&str; 22] = [
    "pdf", "doc", "docx", "xls", "xlsx", "csv", "ppt", "pptx", "wps", "et", "ofd", "txt", "zip",
    "rar", "jpg", "jpeg", "png", "gif", "webp", "md", "html", "htm",
];

/// How far apart, in bytes, the brackets of a link may be: no hostile text
/// makes looking for them slow.
const REACH: usize = 600;

/// Whether this can only be meant as where a link leads.
pub(super) fn is_address(text: &str) -> bool {
    is_certain_address(text) || {
        let end = text.rsplit_once('.').map_or("", |(_, end)| end);
        let end = end
            .split(['#', ' ', '"', '”', '“'])
            .next()
            .unwrap_or_default();
        EXTENSIONS
            .iter()
            .any(|known| end.eq_ignore_ascii_case(known))
    }
}

/// An address that is recognised by its beginning, which no file name in a sentence has.
pub(super) fn is_certain_address(text: &str) -> bool {
    let text = text.trim_start_matches('<');
    let begins = |start: &str| {
        text.get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    [
        "http://", "https://", "http:", "https:", "http：", "https：", "www.", "mailto:", "tel:",
        "../", "./", "files/", "/", "#",
    ]
    .iter()
    .any(|start| begins(start))
        || text.as_bytes().get(1..3) == Some(b":\\".as_slice())
}

/// The brackets around what follows the words of a link.
pub(super) struct Target<'t> {
    pub inner: &'t str,
    pub open: char,
    /// `None` if nothing closes it.
    pub close: Option<char>,
    /// Where it begins and ends in the block, with its brackets.
    pub start: usize,
    pub end: usize,
    pub spaced: bool,
}

/// The text before a place, as far back as a link may begin, and where it begins.
pub(super) fn tail(text: &str, at: usize) -> (&str, usize) {
    let start = text.ceil_char_boundary(at.saturating_sub(REACH));
    (&text[start..at], start)
}

/// What may be where a link leads, in the brackets that begin here.
pub(super) fn target(text: &str, after: usize) -> Option<Target<'_>> {
    let rest = &text[after..];
    let bare = rest.trim_start_matches([' ', '\u{3000}', '\n']);
    let spaced = bare.len() < rest.len();
    let open = bare.chars().next()?;
    let closers = match open {
        '(' | '（' => [')', '）'],
        '[' | '［' if !spaced => [']', '］'],
        _ => return None,
    };
    let begin = text.len() - bare.len();
    let start = begin + open.len_utf8();
    let reach = text.floor_char_boundary(start + REACH);
    let line = text[start..reach].split('\n').next().unwrap_or_default();
    let (inner, close) = match line.find(closers) {
        Some(at) => (&line[..at], line[at..].chars().next()),
        None => {
            // Up to where the address ends, after which Chinese goes on.
            let ends = |c: char| c.is_whitespace() || is_wide_punctuation(c);
            (&line[..line.find(ends).unwrap_or(line.len())], None)
        }
    };
    let end = start + inner.len() + close.map_or(0, char::len_utf8);
    Some(Target {
        inner,
        open,
        close,
        start: begin,
        end,
        spaced,
    })
}

/// An address as it stands in round brackets.
pub(super) fn bracketed(address: &str) -> String {
    let address = address.trim_matches(['<', '>']);
    if address.contains([' ', '(', ')']) {
        return format!("<{address}>");
    }
    address.to_owned()
}

/// Why a link did not work, and how to write it.
pub(super) fn remedy(
    closer: char,
    words: &str,
    image: bool,
    target: &Target<'_>,
) -> (&'static str, String) {
    let address = target.inner.trim();
    let why = if closer != ']' {
        "方括号要用半角的 [ ]"
    } else if target.open == '（' || target.close == Some('）') {
        "括号要用半角的 ( )"
    } else if target.spaced {
        "方括号和圆括号之间不能空格、换行"
    } else if target.close.is_none() {
        "没有写右括号"
    } else if address.contains(char::is_whitespace) {
        "地址里有空格"
    } else {
        "方括号里不能再有链接或脚注"
    };
    let mark = if image { "!" } else { "" };
    (
        why,
        format!("写成  {mark}[{words}]({})", bracketed(address)),
    )
}
