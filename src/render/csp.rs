//! The content security policy: everything is refused but what we wrote.

use memchr::memchr3;
use serde_json::Value;

use super::assets::{Assets, sha256};
use super::embedding::Embedding;

/// What a page may do beside showing itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permit {
    Nothing,
    /// Its form may ask a page of the site.
    Form,
    /// It may also load scripts of the site.
    FormAndScripts,
}

/// The policy of a page with these assets and, where it has one, this JSON-LD
/// block. A changed byte in any of them and the browser refuses it. Of a portal it allows
/// what its header and footer name, and no more.
pub fn policy(
    assets: &Assets,
    json_ld: Option<&str>,
    embedding: &Embedding,
    permit: Permit,
) -> String {
    let mut scripts = format!("'sha256-{}'", assets.script_hash);
    if permit == Permit::FormAndScripts {
        scripts.push_str(" 'self'");
    }
    let forms = match permit {
        Permit::Nothing => "'none'",
        Permit::Form | Permit::FormAndScripts => "'self'",
    };
    let json_ld = json_ld.map(sha256);
    let height = embedding.height.as_ref().map(|script| script.hash.clone());
    for hash in json_ld.into_iter().chain(height) {
        scripts.push_str(&format!(" 'sha256-{hash}'"));
    }
    let mut styles = format!("'sha256-{}'", assets.style_hash);
    let of_host = &embedding.sources;
    // Only with this word do hashes hold for `style` of elements too.
    let word = of_host.has_attributes.then_some("'unsafe-hashes'");
    for source in word
        .into_iter()
        .chain(of_host.styles.iter().map(String::as_str))
    {
        styles.push_str(&format!(" {source}"));
    }
    let mut pictures = "'self' data:".to_owned();
    for source in &of_host.pictures {
        pictures.push_str(&format!(" {source}"));
    }
    format!(
        "default-src 'none'; style-src {styles}; script-src {scripts}; img-src {pictures}; \
         connect-src 'self'; base-uri 'none'; form-action {forms}"
    )
}

/// JSON that may stand in a script element whatever text it holds: no `<`
/// can open a comment or close the element.
pub fn json_for_script(value: &Value) -> String {
    let text = value.to_string();
    if memchr3(b'<', b'>', b'&', text.as_bytes()).is_none() {
        return text;
    }
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_text_closes_the_script() {
        let text = json_for_script(&json!({"name": "</script><!--<script>"}));
        assert!(!text.contains('<'), "{text}");
        let back: Value = serde_json::from_str(&text).expect("still JSON");
        assert_eq!(back["name"], "</script><!--<script>");
    }
}
