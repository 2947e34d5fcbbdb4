//! The header and footer of the portal that a site is a column of: HTML that its web team
//! gives, set into each page as it is written.
//!
//! What is set in can neither run nor swallow anything: scripts and forms are refused, and
//! every element ends where the part ends. The security policy of a page allows exactly the
//! style sheets, styles and pictures that the parts name.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Place, codes};
use crate::html::{self, Attribute, Event, Interest};
use crate::path::SourcePath;

use super::assets::sha256;
use super::host_names::{is_address, is_ours, source};

/// A header or a footer that can be set into pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostPart {
    pub html: String,
    pub sources: Sources,
}

/// What the security policy has to allow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Addresses of style sheets, and hashes of the `style` of elements.
    pub styles: BTreeSet<String>,
    /// Addresses of pictures, but for those of the same host.
    pub pictures: BTreeSet<String>,
    /// Whether elements have style of their own.
    pub has_attributes: bool,
}

/// Elements without an end.
const VOID: [&str; 8] = ["area", "br", "col", "hr", "img", "link", "source", "wbr"];

/// What must not stand in a part, and what to do about it.
const REFUSED: [(&[&str], &str); 7] = [
    (
        &["style"],
        "把样式存成文件（如 static/head.css），用 <link rel=\"stylesheet\" href=\"网址\"> 引用",
    ),
    (
        &["script", "noscript"],
        "删掉脚本：这里的网页是依法公开的内容，不能让别处的程序改它；需要的功能用链接代替",
    ),
    (
        &["form", "input", "button", "select", "textarea"],
        "删掉表单；搜索框换成到搜索页的链接",
    ),
    (
        &[
            "iframe", "frame", "frameset", "object", "embed", "applet", "video", "audio",
            "template",
        ],
        "删掉它，换成图片或者链接",
    ),
    (
        &["html", "head", "body", "title", "meta", "base"],
        "只留页头、页脚自己的那一段，去掉整个网页的外壳",
    ),
    (&["main"], "改成 div：每一页的正文已经是 main"),
    (&["h1"], "改成 p 或 div：每一页已经有自己的标题"),
];

impl Sources {
    pub fn add(&mut self, other: &Self) {
        self.styles.extend(other.styles.iter().cloned());
        self.pictures.extend(other.pictures.iter().cloned());
        self.has_attributes |= other.has_attributes;
    }
}

impl HostPart {
    /// Reads a part; what cannot be set in is told, each kind of fault once. Linear.
    pub fn read(text: &str, file: &SourcePath) -> (Self, Vec<Diagnostic>) {
        let mut reader = Reader {
            text,
            file,
            open: Vec::new(),
            sources: Sources::default(),
            found: Vec::new(),
            ended: false,
        };
        // Whatever is not closed, a comment or a quote, swallows what follows it.
        let whole = format!("{text}<wbr class=\"{END}\">");
        html::read(whole.as_bytes(), Interest::Tags, |event| {
            reader.event(event);
        });
        reader.finish();
        let Reader { sources, found, .. } = reader;
        let html = text.trim().to_owned();
        (Self { html, sources }, found)
    }
}

/// Marks the end of a part while it is read.
const END: &str = "gongkai-end";

struct Reader<'t> {
    text: &'t str,
    file: &'t SourcePath,
    open: Vec<String>,
    sources: Sources,
    found: Vec<Diagnostic>,
    /// Whether the mark of the end was read.
    ended: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start {
                name, attributes, ..
            } => {
                let name = String::from_utf8_lossy(name).into_owned();
                self.start(&name, attributes);
            }
            Event::End { name } => self.end(&String::from_utf8_lossy(name)),
            Event::Words(_) => {}
        }
    }

    fn start(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        let value = |wanted: &str| {
            let mut attributes = attributes.iter();
            let found = attributes.find(|one| one.name == wanted.as_bytes());
            found.map(|one| one.value.string())
        };
        if value("class").as_deref() == Some(END) {
            self.ended = true;
            return;
        }
        let refused = REFUSED.iter().find(|(names, _)| names.contains(&name));
        if let Some((_, help)) = refused {
            self.say(&format!("<{name}"), format!("里不能有 <{name}>"), *help);
        }
        for one in attributes {
            self.attribute(&String::from_utf8_lossy(one.name), &one.value.string());
        }
        match name {
            "link" => self.link(value("rel").as_deref(), value("href").as_deref()),
            "img" | "source" => {
                if let Some(src) = value("src") {
                    self.picture(&src);
                }
                if name == "img" && value("alt").is_none() {
                    let help = "加上 alt=\"图片上的字\"；只是装饰就写 alt=\"\"";
                    self.say("<img", "里的图片没有 alt".to_owned(), help);
                }
            }
            _ => {}
        }
        if !VOID.contains(&name) {
            self.open.push(name.to_owned());
        }
    }

    fn end(&mut self, name: &str) {
        if self.open.last().is_some_and(|open| open == name) {
            self.open.pop();
        } else if self.ended || VOID.contains(&name) {
        } else {
            let open = self.open.last().map_or(String::new(), |open| {
                format!("，前面的 <{open}> 还没有结束")
            });
            let help = "让开始和结束的标签一一对应；从一个完整的标签复制到它的结束";
            self.say(
                &format!("</{name}"),
                format!("里的 </{name}> 没有开始{open}"),
                help,
            );
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let place = format!("{name}=");
        if name.starts_with("on") {
            let help = "删掉它：页头、页脚里不能有脚本";
            self.say(&place, format!("里不能有 {name}="), help);
        }
        if name == "srcset" {
            let help = "只留 src";
            self.say(&place, "里不能有 srcset=".to_owned(), help);
        }
        if name == "style" {
            let hash = format!("'sha256-{}'", sha256(value));
            self.sources.styles.insert(hash);
            self.sources.has_attributes = true;
        }
        if name == "id" && is_ours(value) {
            let message = format!("里的 id=\"{value}\" 和网页自己的重名");
            self.say(value, message, "换一个名字，如在前面加上 host-");
        }
        if matches!(name, "href" | "src" | "action" | "formaction") && !is_address(value) {
            let message = format!("里的地址“{value}”用不了");
            let help = "写完整的网址（https:// 开头），或者从主机的根算起（/ 开头）：每一页所在的文件夹不一样";
            self.say(value, message, help);
        }
    }

    /// A style sheet that the part names is allowed, and no other kind of link.
    fn link(&mut self, rel: Option<&str>, href: Option<&str>) {
        let is_sheet = rel.is_some_and(|rel| rel.trim().eq_ignore_ascii_case("stylesheet"));
        match href.filter(|_| is_sheet) {
            Some(href) => self.sources.styles.extend(source(href)),
            None => {
                let help = "只留 <link rel=\"stylesheet\" href=\"网址\">";
                self.say("<link", "里的 <link> 不是样式表".to_owned(), help);
            }
        }
    }

    /// Pictures of the same host and those in the part itself are allowed anyway.
    fn picture(&mut self, src: &str) {
        let source = source(src).filter(|source| source != "'self'");
        self.sources.pictures.extend(source);
    }

    fn finish(&mut self) {
        if !self.ended {
            let message = "里有注释、引号或者标签没有结束，后面的网页会被吞掉".to_owned();
            self.say("<!--", message, "注释以 --> 结束，属性的引号成对");
        } else if let Some(open) = self.open.pop() {
            let message = format!("里的 <{open}> 没有结束");
            self.say(
                &format!("<{open}"),
                message,
                format!("在最后加上  </{open}>"),
            );
        }
    }

    /// Tells a fault at the first place where this stands.
    fn say(&mut self, at: &str, what: String, help: impl Into<String>) {
        let lower = self.text.to_ascii_lowercase();
        let start = lower
            .find(&at.to_ascii_lowercase())
            .filter(|_| !at.is_empty());
        let place = match start {
            Some(start) => Place::span(self.file, start..start + at.len()),
            None => Place::file(self.file),
        };
        let message = format!("嵌入的页头、页脚{what}");
        if self.found.iter().any(|one| one.message == message) {
            return;
        }
        let said = Diagnostic::error(&codes::EMB01, place, message);
        self.found.push(said.help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (HostPart, Vec<Diagnostic>) {
        HostPart::read(text, &SourcePath::new("embed/header.html").expect("a path"))
    }

    const SOUND: &str = "\u{feff}<!-- 页头 --><link rel=\"stylesheet\" href=\"https://b.gov.cn/css/a.css?v=1\">\n<div id=\"host-top\" style=\"margin:0\"><a href=\"/\"><img src=\"https://b.gov.cn/i;x.png\" alt=\"县政府\"></a><img src=/b.png alt=''><br></div>";

    #[test]
    fn a_sound_part_is_kept_with_what_the_policy_must_allow() {
        let (part, said) = read(SOUND.trim_start_matches('\u{feff}'));
        assert_eq!(said, []);
        assert!(part.html.starts_with("<!--") && part.html.ends_with("</div>"));
        let hash = |text: &str| format!("'sha256-{}'", sha256(text));
        let styles = [hash("margin:0"), "https://b.gov.cn/css/a.css".to_owned()];
        assert_eq!(part.sources.styles, BTreeSet::from(styles));
        let pictures = ["https://b.gov.cn/i%3Bx.png".to_owned()];
        assert_eq!(part.sources.pictures, BTreeSet::from(pictures));
        assert!(part.sources.has_attributes);
    }

    #[test]
    fn what_runs_swallows_or_clashes_is_refused_at_its_place() {
        for (text, marked) in [
            (
                "<div><script src=\"https://b.gov.cn/a.js\"></script></div>",
                "<script",
            ),
            ("<div ONCLICK=\"a()\"></div>", "ONCLICK="),
            ("<a href=\"javascript:a()\">x</a>", "javascript:a()"),
            ("<a href=\"java&#115;cript:a()\">x</a>", ""),
            ("<a href=\"data:text/html,x\">x</a>", "data:text/html,x"),
            ("<a href=\"index.html\">x</a>", "index.html"),
            ("<div><form action=\"/s\"></form></div>", "<form"),
            ("<iframe src=\"/a\"></iframe>", "<iframe"),
            ("<base href=\"https://b.gov.cn/\">", "<base"),
            ("<div>", "<div"),
            ("<div><span></div></span>", "</div"),
            ("</div>", "</div"),
            ("<p>a<!-- b", "<!--"),
            ("<a href=\"/x>y</a>", ""),
            ("<div id=\"main\"></div>", "main"),
            ("<div id='s1'></div>", "s1"),
            ("<h1>县</h1>", "<h1"),
            ("<style>a{color:red}</style>", "<style"),
            ("<main></main>", "<main"),
            ("<img src=\"/a.png\">", "<img"),
            ("<link rel=\"preload\" href=\"/a.js\">", "<link"),
            ("<textarea>", "<textarea"),
        ] {
            let (_, said) = read(text);
            assert!(!said.is_empty(), "{text}");
            let marks = |one: &Diagnostic| {
                let span = one.place.span.clone();
                span.map_or(String::new(), |span| text[span].to_owned())
            };
            assert!(
                said.iter().any(|one| marks(one) == marked),
                "{text}: {said:?}"
            );
        }
    }
}
