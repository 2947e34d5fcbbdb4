//! The colours of a theme in a style sheet: `var(--p)` and the four others become
//! the colours themselves, because Internet Explorer 11 knows no variables.

use std::ops::Range;

use crate::parse::color::Color;
use crate::parse::palette::{Palette, ThemeColor};

/// The rule in which a sheet declares them.
const ROOT: &str = ":root{";

/// A place in a style sheet at which one of the five names gets a value.
pub struct Declared {
    pub color: ThemeColor,
    /// `None` for what is no colour as `site.toml` takes it.
    pub value: Option<Color>,
    pub span: Range<usize>,
}

/// A sheet that was made small, with the colours as they are in a theme. What it
/// declares of the five itself is left out. Linear.
pub fn with_colors(style: &str, palette: &Palette) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(c) = rest.chars().next() {
        let begins_rule = out.is_empty() || out.ends_with(['{', '}', ';']);
        if let Some(end) = rest.find('}').filter(|_| begins_rule)
            && let Some(declared) = rest[..end].strip_prefix(ROOT)
        {
            out.push_str(&without_colors(declared));
            rest = &rest[end + 1..];
        } else if let Some((color, length)) = used(rest) {
            out.push_str(&palette.get(color).to_string());
            rest = &rest[length..];
        } else {
            let length = piece(rest, c);
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    out
}

/// The length of a string, or of one character.
fn piece(text: &str, first: char) -> usize {
    match first {
        '"' | '\'' => string_end(text, first),
        _ => first.len_utf8(),
    }
}

/// Where a string ends that a text begins with.
pub fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\\' if !escaped => escaped = true,
            c if c == quote && !escaped => return at + c.len_utf8(),
            _ => escaped = false,
        }
    }
    text.len()
}

/// The rule of these declarations without the five; nothing if nothing is left.
fn without_colors(declarations: &str) -> String {
    let own = |one: &&str| {
        let name = one.split(':').next().unwrap_or_default().trim();
        !one.is_empty() && named(name).is_none()
    };
    let kept: Vec<&str> = declarations.split(';').filter(own).collect();
    match kept.is_empty() {
        true => String::new(),
        false => format!("{ROOT}{}}}", kept.join(";")),
    }
}

/// The colour that a text begins with, as `var(--p)`, with or without a value for
/// when there is none, and how long that is.
fn used(text: &str) -> Option<(ThemeColor, usize)> {
    let inside = text.strip_prefix("var(")?;
    let name_end = inside.find([',', ')'])?;
    let color = named(inside[..name_end].trim())?;
    let mut depth = 1_usize;
    let end = inside.find(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    Some((color, "var(".len() + end + 1))
}

fn named(name: &str) -> Option<ThemeColor> {
    let mut all = ThemeColor::ALL.into_iter();
    all.find(|color| color.variable() == name)
}

/// Where a sheet, as it was written, declares one of the five. Linear.
pub fn declared(style: &str) -> Vec<Declared> {
    let style = without_comments(style);
    let mut found = Vec::new();
    for (at, _) in style.match_indices("--") {
        let Some(color) = style.get(at..at + 3).and_then(named) else {
            continue;
        };
        let before = style[..at].trim_end();
        let Some(value) = style[at + 3..].trim_start().strip_prefix(':') else {
            continue;
        };
        if !before.ends_with(['{', ';']) {
            continue;
        }
        let value = &value[..value.find([';', '}']).unwrap_or(value.len())];
        found.push(Declared {
            color,
            value: Color::parse(value.trim()),
            span: at..at + declaration(&style[at..]),
        });
    }
    found
}

/// The length of the declaration that a text begins with.
fn declaration(text: &str) -> usize {
    let end = text.find([';', '}']).unwrap_or(text.len());
    text[..end].trim_end().len()
}

/// The same text with spaces for its comments, so that places stay.
fn without_comments(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(c) = rest.chars().next() {
        let length = match rest.starts_with("/*") {
            true => rest.find("*/").map_or(rest.len(), |at| at + 2),
            false => piece(rest, c),
        };
        match rest.starts_with("/*") {
            true => out.extend(std::iter::repeat_n(' ', length)),
            false => out.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::palette::READY;

    fn red(style: &str) -> String {
        with_colors(style, &READY[1].palette)
    }

    #[test]
    fn colours_are_written_where_they_are_used() {
        for (style, written) in [
            ("a{color:var(--l)}", "a{color:#0b4f9e}"),
            (
                ".top{border:1px solid var(--p);background:var(--t,#fff)}",
                ".top{border:1px solid #8c1119;background:#f8f5f2}",
            ),
            (
                "a{color:var(--a,rgb(1,2,3))}b{fill:var( --m )}",
                "a{color:#9a6a00}b{fill:#b06a6e}",
            ),
            // A site's own, and words.
            (
                "a{color:var(--own);content:\"var(--p)\"}",
                "a{color:var(--own);content:\"var(--p)\"}",
            ),
            ("a{color:var(--p", "a{color:var(--p"),
        ] {
            assert_eq!(red(style), written);
        }
    }

    #[test]
    fn what_declares_them_is_left_out() {
        let five = ":root{--p:#0b3d7a;--m:#5f7fa8;--t:#f2f5f9;--l:#0b4f9e;--a:#c8161d}";
        assert_eq!(red(&format!("{five}a{{b:c}}")), "a{b:c}");
        assert_eq!(red(&format!("a{{b:c}}{five}")), "a{b:c}");
        assert_eq!(
            red(&format!("@media print{{{five}a{{b:c}}}}")),
            "@media print{a{b:c}}"
        );
        assert_eq!(
            red(":root{--p:#000000;--own:1px;color:red}"),
            ":root{--own:1px;color:red}"
        );
        assert_eq!(red("a:root{--p:#000000}"), "a:root{--p:#000000}");
    }

    #[test]
    fn declarations_are_found_at_their_places() {
        let style = "/* :root{--p:#000000} */\n:root{\n  --p : #8C1119 ;--own:1px;\n  --a: gold}\na{color:var(--p)}\n.hc{--l:#ffffff}";
        let found = declared(style).into_iter();
        let found: Vec<_> = found
            .map(|one| (one.color, one.value, &style[one.span]))
            .collect();
        assert_eq!(
            found,
            [
                (
                    ThemeColor::Primary,
                    Color::parse("#8c1119"),
                    "--p : #8C1119"
                ),
                (ThemeColor::Accent, None, "--a: gold"),
                (ThemeColor::Link, Color::parse("#ffffff"), "--l:#ffffff"),
            ]
        );
    }

    #[test]
    fn any_text_is_read() {
        for style in [
            "", "var(", "--p", ":root{", "\"", "'\\", "/*", "甲--p:", "{--p:",
        ] {
            assert!(red(style).len() <= style.len());
            declared(style);
        }
    }
}
