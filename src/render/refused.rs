//! Markup in a site's own templates that the policy of the pages refuses (`csp`):
//! the browser leaves it out without a word, so it is told here.

use std::ops::Range;

use crate::path::has_scheme;

use super::template_tags::without_tags;

/// What is refused in a template or style: where, what becomes of it, what to do.
pub struct Refused {
    pub span: Range<usize>,
    pub message: String,
    pub help: &'static str,
}

const STYLE: &str = "给标签加 class，样式写进 templates/extra.css（加在内置样式后面）";
const SCRIPT: &str = "删去；要用脚本，写进 templates/site.js（它代替整份内置脚本）";
const FRAME: &str = "改成链接，如 <a href=\"https://…\">名称</a>";
const PICTURE: &str = "把图片放进 static 文件夹，写  src=\"{{ site.root }}文件名\"";
const SHEET: &str = "把样式抄进 templates/extra.css（加在内置样式后面）";
const ICON: &str = "把图标放进 static 文件夹，写  href=\"{{ site.root }}文件名\"";
const GROUND: &str =
    "图片放进 static 文件夹，在模板里写  <img src=\"{{ site.root }}文件名\" alt=\"\">";
const BASE: &str = "删去；链接写相对的地址";
const FORM: &str = "改成链接，让读者到那个网站上去填";
const FONT: &str = "用电脑上都有的字体，如 font-family: \"Microsoft YaHei\", sans-serif";

/// Elements that show what is elsewhere, whose every source is refused.
const EMBEDDED: [&str; 7] = [
    "iframe", "frame", "object", "embed", "video", "audio", "applet",
];

/// What the policy refuses in a template. Linear.
pub fn in_template(template: &str) -> Vec<Refused> {
    let text = without_tags(template);
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('<') {
        let start = at + open;
        if text[start..].starts_with("<!--") {
            let end = text[start..].find("-->");
            at = end.map_or(text.len(), |end| start + end + 3);
            continue;
        }
        let Some(element) = Element::at(&text, start) else {
            at = start + 1;
            continue;
        };
        at = element.end;
        if matches!(element.name.as_str(), "script" | "style") {
            let close = format!("</{}", element.name);
            let end = lower[at..].find(&close).map_or(text.len(), |end| at + end);
            element.with_text(&text, at..end, &mut found);
            at = end;
        }
        element.refused(&mut found);
    }
    found
}

/// What the policy refuses in a style. Linear.
pub fn in_style(style: &str) -> Vec<Refused> {
    let mut found = Vec::new();
    let lower = style.to_ascii_lowercase();
    let mut say = |at: usize, length: usize, message: &str, help| {
        found.push(Refused {
            span: at..at + length,
            message: message.to_owned(),
            help,
        });
    };
    for (at, word) in lower.match_indices("@import") {
        say(
            at,
            word.len(),
            "@import 不起作用：网页的安全设置只允许 templates 里的 site.css 和 extra.css",
            "把那份样式抄到这里来",
        );
    }
    for (at, word) in lower.match_indices("@font-face") {
        say(
            at,
            word.len(),
            "字体不会下载：网页的安全设置不允许下载字体",
            FONT,
        );
    }
    let faces = lower.match_indices("@font-face").map(|(at, _)| {
        let end = lower[at..].find('}').map_or(lower.len(), |end| at + end);
        at..end
    });
    let mut faces = faces.peekable();
    for (at, word) in lower.match_indices("url(") {
        while faces.next_if(|face| face.end < at).is_some() {}
        let in_face = faces.peek().is_some_and(|face| face.contains(&at));
        let target = lower[at + word.len()..].split([')', ';', '\n']).next();
        let target = target
            .unwrap_or_default()
            .trim_start_matches([' ', '"', '\'']);
        let import = lower[..at].ends_with("@import ");
        if in_face || import {
            continue;
        }
        let message = match target {
            _ if is_foreign(target) => "图片不会显示：网页的安全设置不允许别的网站上的图片",
            _ if is_relative(target) => {
                "图片在下层的网页上找不到：样式写在每一页里，地址从那一页算起"
            }
            _ => continue,
        };
        say(at, word.len(), message, GROUND);
    }
    found
}

/// An HTML tag in a template.
struct Element {
    /// In small letters.
    name: String,
    start: usize,
    /// Where it ends, after `>`.
    end: usize,
    attributes: Vec<Attribute>,
}

struct Attribute {
    /// In small letters.
    name: String,
    value: String,
    span: Range<usize>,
}

impl Element {
    /// The start tag that stands at a place.
    fn at(text: &str, start: usize) -> Option<Self> {
        let name_end = |from: usize, stops: &str| {
            let rest = &text[from..];
            let length = rest.find(|c: char| c.is_whitespace() || stops.contains(c));
            from + length.unwrap_or(rest.len())
        };
        let inner = start + 1;
        text[inner..]
            .starts_with(|c: char| c.is_ascii_alphabetic())
            .then_some(())?;
        let mut at = name_end(inner, "/>");
        let name = text[inner..at].to_ascii_lowercase();
        let mut attributes = Vec::new();
        loop {
            let rest = text[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            at = text.len() - rest.len();
            if rest.is_empty() || rest.starts_with('>') {
                let end = (at + 1).min(text.len());
                return Some(Self {
                    name,
                    start,
                    end,
                    attributes,
                });
            }
            let from = at;
            // A name that begins with `=` would end where it begins.
            let first = rest.chars().next().map_or(0, char::len_utf8);
            at = name_end(at + first, "=/>");
            let key = text[from..at].to_ascii_lowercase();
            let value = value(text, &mut at);
            attributes.push(Attribute {
                name: key,
                value,
                span: from..at,
            });
        }
    }

    fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|one| one.name == name)
    }

    /// The tag itself.
    fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    /// What is refused of it and of its attributes.
    fn refused(&self, found: &mut Vec<Refused>) {
        for one in &self.attributes {
            found.extend(one.refused());
        }
        if EMBEDDED.contains(&self.name.as_str()) {
            found.push(Refused {
                span: self.span(),
                message: format!(
                    "<{}> 里什么也不会显示：网页的安全设置不允许嵌入别的内容",
                    self.name
                ),
                help: FRAME,
            });
        }
        found.extend(self.refused_load());
    }

    /// What is refused of what the element loads or sends.
    fn refused_load(&self) -> Option<Refused> {
        let foreign = |key: &str| self.attribute(key).filter(|one| is_foreign(&one.value));
        let rel = self.attribute("rel");
        let rel = rel.map_or_else(String::new, |one| one.value.to_ascii_lowercase());
        let (span, message, help) = match self.name.as_str() {
            "img" | "source" | "input" => {
                let one = foreign("src").or_else(|| foreign("srcset"))?;
                let message = "图片不会显示：网页的安全设置不允许别的网站上的图片";
                (one.span.clone(), message, PICTURE)
            }
            "link" if rel.split_whitespace().any(|one| one == "stylesheet") => {
                let message =
                    "这份样式表不起作用：网页的安全设置只允许 templates 里的 site.css 和 extra.css";
                (self.span(), message, SHEET)
            }
            "link" if rel.contains("icon") => {
                let one = foreign("href")?;
                let message = "图标不会显示：网页的安全设置不允许别的网站上的图片";
                (one.span.clone(), message, ICON)
            }
            // Where the program puts the search box, its policy permits it.
            "form"
                if self
                    .attribute("role")
                    .is_some_and(|one| one.value == "search") =>
            {
                return None;
            }
            "form" => {
                let message = "这个表单提交不了：网页的安全设置不允许提交";
                (self.span(), message, FORM)
            }
            "base" => (self.span(), "<base> 不起作用：网页的安全设置不允许它", BASE),
            _ => return None,
        };
        Some(Refused {
            span,
            message: message.to_owned(),
            help,
        })
    }

    /// What is refused of a script or style and the text in it. What the program
    /// writes there itself is blank here.
    fn with_text(&self, text: &str, inside: Range<usize>, found: &mut Vec<Refused>) {
        let kind = self.attribute("type").map_or("", |one| one.value.trim());
        let is_data = kind.contains("json") || kind.contains("template");
        let source = self.attribute("src");
        let loads = source.is_some_and(|one| !one.value.trim().is_empty());
        if !loads && (is_data || text[inside].trim().is_empty()) {
            return;
        }
        let (message, help) = match self.name.as_str() {
            "style" => (
                "这段样式不起作用：网页的安全设置只允许 templates 里的 site.css 和 extra.css",
                SHEET,
            ),
            _ => (
                "这段脚本不会运行：网页的安全设置只允许 site.js 里的脚本",
                SCRIPT,
            ),
        };
        found.push(Refused {
            span: self.span(),
            message: message.to_owned(),
            help,
        });
    }
}

impl Attribute {
    fn refused(&self) -> Option<Refused> {
        let key = self.name.as_str();
        let say = |message: String, help| {
            Some(Refused {
                span: self.span.clone(),
                message,
                help,
            })
        };
        let inline =
            |what: &str| format!("{key}= 不起作用：网页的安全设置不允许写在标签里的{what}");
        if key == "style" {
            return say(inline("样式"), STYLE);
        }
        if key.starts_with("on") && key.len() > 3 {
            return say(inline("脚本"), SCRIPT);
        }
        let value = self.value.trim_start().to_ascii_lowercase();
        if matches!(key, "href" | "src" | "action") && value.starts_with("javascript:") {
            let message = "这个链接点了没有反应：网页的安全设置不允许 javascript:";
            return say(message.to_owned(), SCRIPT);
        }
        None
    }
}

/// The value after a name, without quotes; `at` moves behind it.
fn value(text: &str, at: &mut usize) -> String {
    let rest = text[*at..].trim_start();
    let Some(rest) = rest.strip_prefix('=') else {
        return String::new();
    };
    let rest = rest.trim_start();
    let from = text.len() - rest.len();
    let (inner, end) = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let length = rest[1..].find(quote).unwrap_or(rest.len() - 1);
            (
                from + 1..from + 1 + length,
                (from + length + 2).min(text.len()),
            )
        }
        _ => {
            let length = rest
                .find(|c: char| c.is_whitespace() || c == '>')
                .unwrap_or(rest.len());
            (from..from + length, from + length)
        }
    };
    *at = end;
    text[inner].to_owned()
}

/// Whether an address leads to another site.
fn is_foreign(address: &str) -> bool {
    let address = address.trim();
    address.starts_with("//") || has_scheme(address) && !address.starts_with("data:")
}

/// Whether an address begins at the page that it stands in, and is no place in it.
fn is_relative(address: &str) -> bool {
    !address.is_empty() && !address.starts_with(['/', '#']) && !has_scheme(address)
}

#[cfg(test)]
mod tests;
