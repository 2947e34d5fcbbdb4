//! Minification with the settings that keep a page conforming: of templates and
//! tables once, and of whole pages where a template does not allow that.

#[cfg(feature = "minify")]
use crate::html::depth::{DEEPEST, Depth};

/// The smallest page that says the same to every reader. Style and script
/// were made small before; their bytes must not change, the security policy
/// names their hashes.
#[cfg(feature = "minify")]
pub fn minify(html: String) -> String {
    // The minifier goes into an element by calling itself.
    let depth = Depth::of(html.as_bytes());
    if depth.is_too_deep() || depth.unclosed > 2 * DEEPEST {
        return html;
    }
    let settings = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        ..minify_html::Cfg::default()
    };
    let small = minify_html::minify(html.as_bytes(), &settings);
    // It never was seen to break a character; if it did, the page stays large.
    String::from_utf8(small).unwrap_or(html)
}

/// Built without the `minify` feature, pages stay as the templates made them.
#[cfg(not(feature = "minify"))]
pub fn minify(html: String) -> String {
    html
}

/// Whether anything is minified at all.
pub const ACTIVE: bool = cfg!(feature = "minify");

/// What makes pages from before a change of settings stale.
pub const SETTINGS: &str = if ACTIVE { "minify-html 0.16" } else { "plain" };
