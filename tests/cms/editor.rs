//! Pasting into an editor, and the page that its system publishes.

use scraper::{ElementRef, Html};

use crate::profiles::Profile;

/// What an editor leaves of HTML.
pub fn pasted(profile: &Profile, html: &str) -> String {
    let mut out = String::new();
    let parsed = Html::parse_fragment(html);
    clean(profile, parsed.root_element(), &mut out);
    out
}

fn clean(profile: &Profile, element: ElementRef<'_>, out: &mut String) {
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            out.push_str(&escaped(text));
        }
        let Some(child) = ElementRef::wrap(child) else {
            continue;
        };
        let Some(name) = profile.element(child.value().name()) else {
            clean(profile, child, out);
            continue;
        };
        out.push_str(&format!("<{name}"));
        for (attribute, value) in child.value().attrs() {
            let value = match attribute {
                "style" => styles(profile, &name, value),
                _ if profile.keeps_attribute(&name, attribute) => value.to_owned(),
                _ => String::new(),
            };
            if !value.is_empty() {
                out.push_str(&format!(" {attribute}=\"{}\"", escaped(&value)));
            }
        }
        out.push('>');
        clean(profile, child, out);
        if !["br", "hr"].contains(&name.as_str()) {
            out.push_str(&format!("</{name}>"));
        }
    }
}

fn styles(profile: &Profile, element: &str, style: &str) -> String {
    let all = style.split(';').filter_map(|one| one.split_once(':'));
    let kept = all.filter(|(name, _)| profile.keeps_style(element, name.trim()));
    let kept: Vec<String> = kept
        .map(|(name, value)| format!("{name}:{value}"))
        .collect();
    kept.join(";")
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

/// The page that a county's system publishes: its own frame around what was pasted.
pub fn published(title: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}_某某县人民政府</title>\
         <meta name=\"ArticleTitle\" content=\"{title}\"></head>\n<body>\n\
         <div class=\"top\"><a href=\"/\">首页</a> <a href=\"/xxgk/\">政府信息公开</a></div>\n\
         <div class=\"wz\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/nb/\">年度报告</a></div>\n\
         <div class=\"TRS_Editor\">\n{body}\n</div>\n\
         <div class=\"foot\">主办：某某县人民政府办公室</div>\n</body></html>\n"
    )
}
