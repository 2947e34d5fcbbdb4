//! Addresses and ids in the header and footer of a portal.

/// Whether an address leads to the same place from every page, and runs nothing.
pub(super) fn is_address(address: &str) -> bool {
    let lower = address.trim().to_ascii_lowercase();
    let known = [
        "https://",
        "http://",
        "/",
        "#",
        "mailto:",
        "tel:",
        "data:image/",
    ];
    known.iter().any(|head| lower.starts_with(head))
}

/// An address as a security policy names it: without what follows `?`, which it ignores.
pub(super) fn source(address: &str) -> Option<String> {
    let address = address.trim();
    let lower = address.to_ascii_lowercase();
    if lower.starts_with("data:") {
        return None;
    }
    if let Some(rest) = address.strip_prefix("//") {
        return Some(escaped(rest));
    }
    match address.starts_with('/') {
        true => Some("'self'".to_owned()),
        false => Some(escaped(address)),
    }
}

/// No sign in it that ends a source or a rule of the policy.
fn escaped(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, ';' | ',' | '\'' | '"');
    let mut out = String::new();
    for c in path.chars() {
        match plain(c) {
            true => out.push(c),
            false => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    out
}

/// The ids that pages of ours have, but for those of headings in an author's words.
const IDS: [&str; 22] = [
    "apply",
    "changes",
    "cmp",
    "data",
    "downloads",
    "fields",
    "files",
    "fixed",
    "glance",
    "main",
    "mx",
    "new",
    "office",
    "q",
    "reading",
    "results",
    "rights",
    "search",
    "tb",
    "toc",
    "units",
    "years",
];

/// Whether a page of ours may have this id: one of a fixed few, a letter or two with a
/// number, or Chinese words.
pub(super) fn is_ours(id: &str) -> bool {
    let stem = id.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let letters = id.len() - stem.len();
    let numbered = letters <= 5 && stem.starts_with(|c: char| c.is_ascii_digit());
    IDS.contains(&id) || numbered || !id.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_adds_a_rule_to_the_policy() {
        let found = source("https://b.gov.cn/a.css;script-src 'unsafe-inline',x?y#z");
        let found = found.expect("a source");
        assert!(!found.contains([';', ',', '\'', ' ']), "{found}");
        assert_eq!(source("/a.css").as_deref(), Some("'self'"));
        assert_eq!(source("data:image/png;base64,AA"), None);
    }
}
