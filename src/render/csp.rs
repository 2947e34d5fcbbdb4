//! The content security policy: everything is refused but what we wrote.

use memchr::memchr3;
use serde_json::Value;

use super::assets::{Assets, sha256};

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
/// block. A changed byte in any of them and the browser refuses it.
pub fn policy(assets: &Assets, json_ld: Option<&str>, permit: Permit) -> String {
    let mut scripts = format!("'sha256-{}'", assets.script_hash);
    if permit == Permit::FormAndScripts {
        scripts.push_str(" 'self'");
    }
    let forms = match permit {
        Permit::Nothing => "'none'",
        Permit::Form | Permit::FormAndScripts => "'self'",
    };
    if let Some(json_ld) = json_ld {
        scripts.push_str(&format!(" 'sha256-{}'", sha256(json_ld)));
    }
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src {scripts}; img-src 'self' data:; \
         connect-src 'self'; base-uri 'none'; form-action {forms}",
        assets.style_hash
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
