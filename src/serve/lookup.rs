//! What an address means in a site.

use percent_encoding::percent_decode_str;

use crate::path::OutPath;
use crate::site::{PlannedOutput, Site};

/// The page that says that there is no such page.
const MISSING: &str = "404.html";

/// What an address leads to.
pub enum Located<'e> {
    PlannedOutput(PlannedOutput<'e>),
    /// It is a folder, and its address ends in a slash: go there.
    Folder,
    Nothing,
}

/// The path of a request, decoded; `None` for what no browser asks for in
/// good faith: climbing, backslashes, empty parts, bytes that are no text.
pub fn decoded(path: &str) -> Option<String> {
    let text = percent_decode_str(path).decode_utf8().ok()?;
    let inside = text.strip_prefix('/')?;
    let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    let parts = inside.strip_suffix('/').unwrap_or(inside);
    let fine = inside.is_empty() || parts.split('/').all(plain);
    (fine && !inside.contains(['\\', '\0'])).then(|| inside.to_owned())
}

/// The folder that the site is in once it is published: empty, or a path
/// that ends in `/`.
pub fn prefix(site: &Site) -> String {
    let base = site.context.config.base_url.as_deref();
    let path = base
        .and_then(|base| base.split_once("://"))
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or("", |(_, path)| path);
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// The path below the site's folder that an address asks for.
pub fn local(site: &Site, address: &str) -> Option<String> {
    let path = decoded(address)?;
    path.strip_prefix(&prefix(site)).map(str::to_owned)
}

/// Looks up a decoded path below the prefix.
pub fn lookup<'e>(site: &'e Site, path: &str) -> Located<'e> {
    let output = |path: &str| site.output(&OutPath::new(path)?);
    if path.is_empty() || path.ends_with('/') {
        return output(&format!("{path}index.html"))
            .map_or(Located::Nothing, Located::PlannedOutput);
    }
    if let Some(output) = output(path) {
        return Located::PlannedOutput(output);
    }
    match output(&format!("{path}/index.html")) {
        Some(_) => Located::Folder,
        None => Located::Nothing,
    }
}

/// The page for what is not there, if the site has one.
pub fn missing(site: &Site) -> Option<PlannedOutput<'_>> {
    site.output(&OutPath::new(MISSING)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_climb_or_hide_are_none() {
        for bad in [
            "",
            "x",
            "//x",
            "/a//b",
            "/..",
            "/../x",
            "/a/../b",
            "/%2e%2e/x",
            "/a/%2E%2E",
            "/./a",
            "/a%5Cb",
            "/a\\b",
            "/a%00",
            "/%ff",
            "/a/..%2f..%2fetc",
        ] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }

    #[test]
    fn plain_paths_are_decoded_once() {
        assert_eq!(decoded("/").as_deref(), Some(""));
        assert_eq!(decoded("/reports/2022/").as_deref(), Some("reports/2022/"));
        assert_eq!(decoded("/%E9%99%84%252e.pdf").as_deref(), Some("附%2e.pdf"));
    }
}
