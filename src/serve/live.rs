//! The browser side: one script, and the one line that asks for it.

use std::sync::LazyLock;

/// Everything that the preview itself answers is below this address.
pub const OURS: &str = "/.gongkai/";
pub const SCRIPT: &str = "/.gongkai/live.js";
pub const EVENTS: &str = "/.gongkai/events";

/// The page while nothing could be read yet.
pub const TROUBLE: &str = include_str!("live/trouble.html");

/// The parts in the order in which they use one another.
static BUNDLE: LazyLock<String> = LazyLock::new(|| {
    let look = include_str!("live/live.css");
    let parts = [
        include_str!("live/places.js"),
        include_str!("live/figures.js"),
        include_str!("live/panel.js"),
        include_str!("live/exchange.js"),
        include_str!("live/live.js"),
    ];
    let harmless = !look.contains(['`', '\\', '$']);
    assert!(harmless, "the style stands in a template literal");
    format!(
        "(function () {{ 'use strict'; const LOOK = `{look}`;\n{}\n}}());\n",
        parts.join("\n")
    )
});

/// The script of the preview.
pub fn script() -> &'static str {
    &BUNDLE
}

/// The page with the line that asks for the script, right after `<head>`: it
/// must come before the page's own security policy, which would refuse it.
pub fn with_script(html: &[u8], page: &str, key: &str) -> Vec<u8> {
    let line = format!(
        "<script src=\"{SCRIPT}\" data-page=\"{}\" data-key=\"{}\"></script>",
        attribute(page),
        attribute(key)
    );
    let at = head(html);
    [&html[..at], line.as_bytes(), &html[at..]].concat()
}

/// Where the head begins; after the document type where there is no `<head>`.
fn head(html: &[u8]) -> usize {
    let tag = b"<head";
    let found = html.windows(tag.len() + 1).position(|part| {
        part[..tag.len()].eq_ignore_ascii_case(tag) && b"> \n\t".contains(&part[tag.len()])
    });
    let start = found.or_else(|| html.starts_with(b"<!").then_some(0));
    let end = start.and_then(|start| {
        let rest = html[start..].iter().position(|byte| *byte == b'>')?;
        Some(start + rest + 1)
    });
    end.unwrap_or(0)
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_stands_first_in_the_head_and_nothing_else_changes() {
        let page = "<!doctype html><header><html><HEAD lang=x><meta charset=utf-8></head>";
        let served = String::from_utf8(with_script(page.as_bytes(), "/a\"b", "k")).expect("text");
        let (before, rest) = served.split_once("<script").expect("the line");
        let (line, after) = rest.split_once("</script>").expect("its end");
        assert!(before.ends_with("<HEAD lang=x>") && after.starts_with("<meta"));
        assert!(line.contains("data-page=\"/a&quot;b\""));
        assert_eq!(format!("{before}{after}"), page);
    }

    #[test]
    fn a_page_without_a_head_gets_it_first() {
        assert!(with_script(b"<p>x", "/", "").starts_with(b"<script"));
        assert!(
            with_script(b"<!doctype html><p>x", "/", "").starts_with(b"<!doctype html><script")
        );
    }
}
