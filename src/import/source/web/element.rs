//! What the elements of HTML are to someone who reads the page.

use scraper::node::Element;

/// What is not shown, whatever stands in it.
const NOT_SHOWN: [&str; 14] = [
    "audio", "canvas", "datalist", "head", "iframe", "math", "noframes", "noscript", "object",
    "script", "style", "svg", "template", "video",
];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 48] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Whether a reader sees nothing of it.
pub fn is_hidden(element: &Element) -> bool {
    let style = || element.attr("style").unwrap_or_default();
    NOT_SHOWN.contains(&element.name())
        || element.attr("hidden").is_some()
        || states(style(), "display", "none")
        || states(style(), "mso-hide", "all")
}

/// Whether it parts lines.
pub fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&element.name())
        || element
            .attr("style")
            .is_some_and(|style| states(style, "display", "block"))
}

/// Whether line ends in it are shown.
pub fn is_preformatted(element: &Element) -> bool {
    let of_style = |style| {
        ["pre", "pre-wrap", "pre-line", "break-spaces"]
            .into_iter()
            .any(|value| states(style, "white-space", value))
    };
    matches!(
        element.name(),
        "pre" | "listing" | "plaintext" | "textarea" | "xmp"
    ) || element.attr("style").is_some_and(of_style)
}

/// Its level if it is a heading.
pub fn heading(element: &Element) -> Option<u8> {
    match element.name() {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}

/// The number that an attribute states, within bounds.
pub fn number(element: &Element, name: &str) -> Option<usize> {
    let digits = element.attr(name)?.trim();
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    // What has more digits than a number holds is larger than all bounds.
    (end > 0).then(|| digits[..end].parse().unwrap_or(usize::MAX))
}

/// Whether a style gives a property this value.
fn states(style: &str, property: &str, value: &str) -> bool {
    style.split(';').any(|statement| {
        statement.split_once(':').is_some_and(|(name, stated)| {
            let stated = stated.trim();
            let stated = stated.split(['!', ' ']).next().unwrap_or_default();
            name.trim().eq_ignore_ascii_case(property) && stated.eq_ignore_ascii_case(value)
        })
    })
}
