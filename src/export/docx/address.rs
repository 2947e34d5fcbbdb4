//! Addresses that a word processor opens.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What no address holds as it is, beside what is not ASCII. A word processor refuses the
/// whole file if one of its addresses is wrong.
const ODD: AsciiSet = CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The address that a link leads to, written so that it is one; `None` if it leads to
/// nothing outside of the site, or to a host that is not written plainly.
pub fn web_address(target: &str) -> Option<String> {
    let (scheme, rest) = target.split_once("://")?;
    let scheme = ["https", "http"]
        .into_iter()
        .find(|known| scheme.eq_ignore_ascii_case(known))?;
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if !is_host(host) {
        return None;
    }
    let (path, place) = path.split_once('#').unwrap_or((path, ""));
    let mark = if place.is_empty() { "" } else { "#" };
    Some(format!(
        "{scheme}://{host}{}{mark}{}",
        encoded(path),
        encoded(place)
    ))
}

/// Whether this is a name or a number in the net, with or without a port.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.bytes().all(plain)
        && port.parse::<u16>().is_ok()
}

/// A percent sign stays where it says a byte.
fn encoded(text: &str) -> String {
    let mut pieces = text.split('%');
    let encode = |piece: &str| utf8_percent_encode(piece, &ODD).to_string();
    let mut out = pieces.next().map_or_else(String::new, encode);
    for piece in pieces {
        let mut digits = piece.bytes();
        let says_byte = (0..2).all(|_| digits.next().is_some_and(|b| b.is_ascii_hexdigit()));
        out.push_str(if says_byte { "%" } else { "%25" });
        out.push_str(&encode(piece));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_as_the_standard_wants_them() {
        for (target, address) in [
            ("https://a.gov.cn", Some("https://a.gov.cn")),
            (
                "HTTP://a.cn:80/年 报?x=%E5%1#a#b",
                Some("http://a.cn:80/%E5%B9%B4%20%E6%8A%A5?x=%E5%251#a%23b"),
            ),
            ("http://[::1]/", None),
            ("http://a b/", None),
            ("http://a:99999/", None),
            ("https:///a", None),
            ("../2019/report.md", None),
            ("javascript://a", None),
        ] {
            assert_eq!(web_address(target).as_deref(), address, "{target}");
        }
    }
}
