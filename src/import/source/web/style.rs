//! What is seen of an element: by its name, and by what its `style` says.

/// How an element is shown, as far as its `style` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    Unsaid,
    None,
    /// As a block: its words are lines of their own.
    Block,
    Inline,
}

impl Display {
    pub fn of(style: &str) -> Self {
        let mut display = Self::Unsaid;
        for declaration in style.split(';') {
            let Some((name, value)) = declaration.split_once(':') else {
                continue;
            };
            let value = value.split('!').next().unwrap_or_default().trim();
            let is = |one: &str| value.eq_ignore_ascii_case(one);
            match name.trim().to_ascii_lowercase().as_str() {
                "visibility" if is("hidden") || is("collapse") => return Self::None,
                "display" if is("none") => return Self::None,
                "display" if is("inline") => display = Self::Inline,
                "display" if BLOCKS.into_iter().any(is) => display = Self::Block,
                "display" => display = Self::Unsaid,
                _ => {}
            }
        }
        display
    }

    /// The attribute that stands for it in the tree.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Unsaid => None,
            Self::None => Some("hidden"),
            Self::Block => Some("block"),
            Self::Inline => Some("inline"),
        }
    }
}

const BLOCKS: [&str; 7] = [
    "block",
    "flex",
    "grid",
    "list-item",
    "table",
    "table-row",
    "table-cell",
];

/// Elements of which nothing is seen. Data islands (`xml`) are those of Word.
pub fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "title"
            | "meta"
            | "link"
            | "base"
            | "datalist"
            | "noembed"
            | "noframes"
            | "iframe"
            | "rp"
            | "xml"
            | "audio"
            | "video"
            | "canvas"
    )
}

/// Elements whose words are lines of their own.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// Elements whose spaces and line ends are shown as they are.
pub fn is_preformatted(name: &str) -> bool {
    matches!(name, "pre" | "textarea" | "listing" | "xmp" | "plaintext")
}

/// The level of a heading.
pub fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}
