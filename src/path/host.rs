//! Which computer a web address leads to.

use std::net::IpAddr;

/// The host of an `http` or `https` address, as it is written, without port, name of a user
/// and brackets; `None` if the text is none or its port is no number.
pub fn host(address: &str) -> Option<&str> {
    let rest = ["http://", "https://"].into_iter().find_map(|scheme| {
        let head = address.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme)
            .then(|| &address[scheme.len()..])
    })?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let after_user = authority.rsplit('@').next()?;
    let (host, port) = match after_user.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => match after_user.find(':') {
            Some(at) => after_user.split_at(at),
            None => (after_user, ""),
        },
    };
    let port = port.strip_prefix(':').unwrap_or(port);
    let is_sound = !host.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    is_sound.then_some(host)
}

/// Scheme, host and port of a web address, as browsers compare them; `None` if the text is
/// none.
pub fn origin(address: &str) -> Option<&str> {
    host(address)?;
    let start = address.find("://")? + "://".len();
    let rest = &address[start..];
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    Some(&address[..start + end])
}

/// Whether only computers of the same network reach a host: it is a private address
/// (RFC 1918, RFC 4193, loopback, link-local) or a name without a dot.
pub fn is_private(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => {
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified()
        }
        Ok(IpAddr::V6(ip)) => {
            ip.is_unique_local()
                || ip.is_loopback()
                || ip.is_unicast_link_local()
                || ip.is_unspecified()
        }
        Err(_) => !host.trim_end_matches('.').contains('.') || ends_locally(host),
    }
}

/// Names that no public name server knows (RFC 6762, RFC 6761, RFC 9476).
fn ends_locally(host: &str) -> bool {
    let end = host.trim_end_matches('.').rsplit('.').next();
    let end = end.unwrap_or_default();
    ["local", "localhost", "lan", "internal"]
        .iter()
        .any(|known| end.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_what_the_browser_asks() {
        for (address, wanted) in [
            ("https://www.qinghe.gov.cn/a?b#c", "www.qinghe.gov.cn"),
            ("HTTP://a.gov.cn:8080", "a.gov.cn"),
            ("https://gov.cn@evil.com/", "evil.com"),
            ("https://evil.com\\@gov.cn/", "evil.com"),
            ("http://[fd00::1]:80/x", "fd00::1"),
            ("https://政府.中国/x", "政府.中国"),
        ] {
            assert_eq!(host(address), Some(wanted), "{address}");
        }
        for address in [
            "mailto:a@b.cn",
            "files/a.pdf",
            "http://",
            "https:///x",
            "https://www.gov.cn:x/",
            "//a.cn",
            "人",
        ] {
            assert_eq!(host(address), None, "{address}");
        }
    }

    #[test]
    fn a_network_of_its_own_is_known_by_its_addresses_and_names() {
        for host in [
            "10.1.2.3",
            "192.168.0.1",
            "172.16.5.5",
            "127.0.0.1",
            "169.254.1.1",
            "localhost",
            "oa",
            "oa.local",
            "fd00::1",
            "::1",
        ] {
            assert!(is_private(host), "{host}");
        }
        for host in [
            "8.8.8.8",
            "172.32.0.1",
            "www.gov.cn",
            "政府.中国",
            "2001:db8::1",
            "xn--a.cn",
        ] {
            assert!(!is_private(host), "{host}");
        }
    }
}
