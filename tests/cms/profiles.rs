//! What editors leave of pasted HTML, as data: the elements that they keep, with the
//! attributes and the styles of each. All other elements are taken off around their text.
//!
//! The sources are the editors' own defaults as they are published: `whitList` of UEditor's
//! configuration (1.4.3), the `allowedContent` of CKEditor 4's plugins of the full toolbar,
//! TinyMCE's schema for HTML 5, and what Word's clipboard keeps of a page, cleaned by
//! UEditor's filter for Word. The last one is nobody's: it keeps spans of cells alone.

/// Everything of one kind.
const ALL: &str = "*";

/// The rules of one editor.
pub struct Profile {
    pub name: &'static str,
    /// Each with the names of elements, attributes and styles, parted by spaces. An element
    /// may stand in several.
    pub keeps: &'static [Kept],
    /// Elements that become others.
    pub renames: &'static [(&'static str, &'static str)],
}

pub type Kept = (&'static str, &'static str, &'static str);

impl Profile {
    /// What an element is called afterwards; `None` if only its text stays.
    pub fn element(&self, name: &str) -> Option<String> {
        let renamed = self.renames.iter().find(|(from, _)| *from == name);
        let name = renamed.map_or(name, |(_, to)| to);
        let mut keeps = self.keeps.iter();
        keeps
            .any(|(names, ..)| has(names, name))
            .then(|| name.to_owned())
    }

    pub fn keeps_attribute(&self, element: &str, name: &str) -> bool {
        let mut keeps = self.keeps.iter();
        keeps.any(|(names, attributes, _)| has(names, element) && has(attributes, name))
    }

    pub fn keeps_style(&self, element: &str, name: &str) -> bool {
        let mut keeps = self.keeps.iter();
        keeps.any(|(names, _, styles)| has(names, element) && has(styles, name))
    }
}

fn has(list: &str, name: &str) -> bool {
    list.split(' ').any(|one| one == name || one == ALL)
}

pub const PROFILES: [Profile; 5] = [
    Profile {
        name: "UEditor",
        keeps: &[
            ("a", "target href title", ALL),
            ("table", "width border align valign", ALL),
            ("td th", "width rowspan colspan align valign", ALL),
            ("tr", "rowspan align valign", ALL),
            ("tbody tfoot thead", "align valign", ALL),
            ("col colgroup", "align valign span width", ALL),
            (
                "p h1 h2 h3 h4 h5 h6 strong em b i u sub sup span ul ol li pre code div br hr",
                "",
                ALL,
            ),
            ("blockquote", "cite", ALL),
            ("caption", "", ALL),
        ],
        renames: &[],
    },
    Profile {
        name: "CKEditor 4",
        keeps: &[
            (
                "table",
                "align border cellpadding cellspacing summary",
                "width height border-collapse",
            ),
            ("caption tbody thead tfoot", "", ""),
            ("th td tr", "scope", ""),
            (
                "td",
                "colspan rowspan",
                "border background-color vertical-align width height",
            ),
            (
                "td th",
                "colspan rowspan",
                "width height border-color background-color white-space vertical-align text-align",
            ),
            ("p h1 h2 h3 h4 h5 h6 pre address div", "", "text-align"),
            ("strong em u s sub sup br hr ul li blockquote", "", ""),
            ("ol", "start", "list-style-type"),
            ("span", "", "font-size font-family color background-color"),
            ("a", "href target title", ""),
        ],
        renames: &[("b", "strong"), ("i", "em")],
    },
    Profile {
        name: "TinyMCE",
        keeps: &[
            (
                "table",
                "border summary width frame rules cellspacing cellpadding align bgcolor",
                ALL,
            ),
            (
                "th td",
                "colspan rowspan headers scope abbr align valign nowrap bgcolor width height",
                ALL,
            ),
            ("tr thead tbody tfoot", "align valign bgcolor", ALL),
            ("col colgroup", "span width align valign", ALL),
            ("caption p h1 h2 h3 h4 h5 h6 div", "align", ALL),
            (
                "strong em b i u sub sup span code pre br hr li blockquote",
                "",
                ALL,
            ),
            ("ol", "start type reversed", ALL),
            ("ul", "type", ALL),
            ("a", "href target rel title name", ALL),
        ],
        renames: &[("b", "strong"), ("i", "em")],
    },
    Profile {
        name: "Word",
        keeps: &[
            (
                "table",
                "border cellspacing cellpadding width",
                "border border-collapse width",
            ),
            (
                "td",
                "colspan rowspan width valign",
                "border padding width text-align vertical-align",
            ),
            ("tr tbody", "", ""),
            (
                "p h1 h2 h3 h4 h5 h6",
                "align",
                "text-align text-indent line-height margin",
            ),
            ("b i u sup sub span", "", "font-size font-weight"),
            ("a", "href", ""),
            ("br", "", ""),
        ],
        renames: &[("strong", "b"), ("em", "i"), ("th", "td"), ("pre", "p")],
    },
    Profile {
        name: "nothing but spans of cells",
        keeps: &[
            ("p table tbody tr br", "", ""),
            ("td", "colspan rowspan", ""),
        ],
        renames: &[
            ("th", "td"),
            ("h1", "p"),
            ("h2", "p"),
            ("h3", "p"),
            ("h4", "p"),
            ("h5", "p"),
            ("h6", "p"),
            ("pre", "p"),
        ],
    },
];
