//! The style sheet and the script that every page carries inside itself, and the script
//! of the search, which is a file of its own.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::parse::palette::Palette;

use super::variables::{string_end, with_colors};

/// The numbers of the inserts that they are.
pub const STYLE: usize = 0;
pub const SCRIPT: usize = 1;

/// The number of the first insert of a page's own.
pub const FIRST: usize = 2;

/// All made small once, with the hashes of what pages carry for the security policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    pub style: String,
    pub script: String,
    pub search: String,
    pub style_hash: String,
    pub script_hash: String,
}

impl Assets {
    /// The styles stand behind one another, in the colours of a theme.
    pub fn new(styles: &[&str], script: &str, search: &str, palette: &Palette) -> Self {
        let compact = styles.iter().map(|style| compact_style(style));
        let style = with_colors(&compact.collect::<String>(), palette);
        let script = compact_script(script);
        Self {
            style_hash: sha256(&style),
            script_hash: sha256(&script),
            style,
            script,
            search: compact_script(search),
        }
    }
}

/// SHA-256 in Base64, as a security policy names a block.
pub fn sha256(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// A style sheet without comments and the white space that means nothing.
/// Strings are kept as they are.
fn compact_style(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(rest.len(), |at| at + 2);
            rest = &rest[end..];
            continue;
        }
        if c == '"' || c == '\'' {
            let end = string_end(rest, c);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_whitespace() {
            let next = rest.trim_start().chars().next().unwrap_or('}');
            let glued = out.is_empty() || out.ends_with(['{', '}', ';', ',', ':', '>', ' ']);
            // A space before a colon is a descendant selector, so it stays.
            if !glued && !"{};,>".contains(next) {
                out.push(' ');
            }
        } else {
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(c);
        }
    }
    out.trim_end().to_owned()
}

/// A script without indentation, blank lines and comments that have lines of
/// their own. A line stays a line, unless it surely means the same without its end.
fn compact_script(script: &str) -> String {
    let mut in_comment = false;
    let mut kept = Vec::new();
    for line in script.lines().map(str::trim) {
        let opens = !in_comment && line.starts_with("/*");
        let dropped = in_comment || opens || line.is_empty() || line.starts_with("//");
        in_comment = (in_comment || opens) && !line.ends_with("*/");
        if !dropped {
            kept.push(line);
        }
    }
    // Where a string may hold line ends, none is touched.
    let has_long_strings = script.contains('`');
    let mut out = String::with_capacity(script.len());
    let mut before = "";
    for line in kept {
        if !before.is_empty() && (has_long_strings || !goes_on(before, line)) {
            out.push('\n');
        }
        out.push_str(line);
        before = line;
    }
    out
}

/// Whether the end of a line between these two means nothing: the engine never ends
/// a statement after the signs of the first kind, and always does before the others.
fn goes_on(line: &str, next: &str) -> bool {
    let between = line.ends_with(['{', '(', '[', ',', ';']) || next.starts_with(['}', ')', ']']);
    between && !line.contains("//")
}

#[cfg(test)]
mod tests {
    use super::super::variables::declared;
    use super::*;
    use crate::parse::color::Color;
    use crate::parse::palette::{LIGHTEST_TEXT, READY};

    #[test]
    fn a_style_sheet_loses_only_what_means_nothing() {
        let style = "/* why */\nmain, .a > b {\n  color: #fff;\n  content: \" ; } \";\n}\n@media (max-width: 40em) {\n  .a :hover { margin: 0 auto; }\n}\n";
        assert_eq!(
            compact_style(style),
            "main,.a>b{color:#fff;content:\" ; } \"}@media (max-width:40em){.a :hover{margin:0 auto}}"
        );
    }

    #[test]
    fn styles_follow_one_another_in_the_colours_of_the_theme() {
        let styles = [
            "a {\n  color: var(--l);\n}\n",
            "/* own */ b { color: var(--p); }",
        ];
        let red = &READY[1].palette;
        let assets = Assets::new(&styles, "", "", red);
        assert_eq!(assets.style, "a{color:#0b4f9e}b{color:#8c1119}");
        let blue = Assets::new(&styles, "", "", &Palette::default());
        assert_ne!(assets.style_hash, blue.style_hash);
    }

    /// The colours of text that a sheet states in figures, but for those of another
    /// mode, which prevail over all.
    fn texts(style: &str) -> Vec<Color> {
        let stated = style.match_indices("color:#").filter(|(at, _)| {
            let before = style[..*at].chars().next_back();
            matches!(before, Some('{' | ';'))
        });
        let stated = stated.filter_map(|(at, _)| {
            let value = &style[at + "color:".len()..];
            let value = &value[..value.find([';', '}'])?];
            let long = || value.chars().skip(1).flat_map(|digit| [digit; 2]);
            Color::parse(value)
                .or_else(|| Color::parse(&format!("#{}", long().collect::<String>())))
        });
        stated.collect()
    }

    #[test]
    fn the_sheet_has_the_first_set_and_no_text_lighter_than_the_lightest_known() {
        let sheet = include_str!("../../templates/site.css");
        let set = &READY[0].palette;
        for one in declared(sheet) {
            assert_eq!(one.value, Some(set.get(one.color)), "{:?}", one.color);
        }
        let small = compact_style(sheet);
        let lightest = LIGHTEST_TEXT.luminance();
        for color in texts(&small) {
            let is_white = color == Color::WHITE;
            assert!(is_white || color.luminance() <= lightest, "{color}");
        }
        let known = [Color::of(0x52_5252), Color::of(0x77_7777)];
        let style = "a{color:#525252}b{c:d;color:#777}.hc e{color:#ff0!important}";
        assert_eq!(texts(style), known);
    }

    #[test]
    fn a_script_keeps_the_line_ends_that_mean_something() {
        for (script, small) in [
            (
                "/* what\n   it does */\n// why\n(function () {\n  a();\n\n  b();\n}());\n",
                "(function () {a();b();}());",
            ),
            ("var a = 1\n  + 2\nb()\n", "var a = 1\n+ 2\nb()"),
            (
                "a(); // why;\nb();\nc('//');\nd();\n",
                "a(); // why;\nb();c('//');\nd();",
            ),
            ("var a = `;\n  b`;\nc();\n", "var a = `;\nb`;\nc();"),
        ] {
            assert_eq!(compact_script(script), small);
        }
    }
}
