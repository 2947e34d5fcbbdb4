//! Which web addresses lead out of government, and the page that says so.
//!
//! Whoever reads an address otherwise than a browser does can be led astray: what is not
//! plainly the name of a government's host is taken for another.

use crate::parse::config::ConfigDoc;
use crate::path::{self, OutPath, has_scheme};

use super::addresses::out;

/// How many hexadecimal digits of a hash name an address.
const NAME: usize = 16;

/// The page on which readers are told that this address leads out of the site; `None` if
/// they need not be told. The same address has the same page in every site.
pub fn leave_page(config: &ConfigDoc, address: &str) -> Option<OutPath> {
    if !config.leaving.notice || !leads_away(config, address) {
        return None;
    }
    let hash = blake3::hash(address.as_bytes()).to_hex();
    Some(out(&format!("leave/{}/index.html", &hash[..NAME])))
}

/// Whether a link has to leave the frame that pages are shown in: another site does not
/// fit into it.
pub fn leaves_frame(config: &ConfigDoc, href: &str) -> bool {
    config.embed.in_frame && path::host(href).is_some()
}

/// Whether an address of its own leads to a host that is none of the government's, nor
/// one that the site names. Letters and telephones are no hosts.
fn leads_away(config: &ConfigDoc, address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':').filter(|_| has_scheme(address)) else {
        return false;
    };
    if ["mailto", "tel"]
        .iter()
        .any(|one| scheme.eq_ignore_ascii_case(one))
    {
        return false;
    }
    let Some(host) = host(address) else {
        return true;
    };
    let known = config.leaving.allow.iter().map(String::as_str);
    let own = [
        config.domain.as_deref(),
        config.base_url.as_deref().and_then(path::host),
        config.portal.as_ref().and_then(|(_, url)| path::host(url)),
    ];
    let is_own = own.into_iter().flatten().any(|own| {
        let own = own.split(':').next().unwrap_or(own);
        own.eq_ignore_ascii_case(&host)
    });
    !is_own
        && !known
            .chain(["gov.cn"])
            .any(|domain| is_below(&host, domain))
}

/// Whether a host is this domain or one below it.
fn is_below(host: &str, domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    let before = host.strip_suffix(domain.as_str());
    before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// The name of the host that a web address surely leads to, in small letters; `None` if a
/// browser may read another one. A browser takes `\` for a slash, skips tabs and line
/// ends, and what precedes an `@` is no host.
pub fn host(address: &str) -> Option<String> {
    let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    if address.contains(odd) {
        return None;
    }
    let host = path::host(address)?;
    let host = host.strip_suffix('.').unwrap_or(host);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    (!host.is_empty() && host.bytes().all(plain)).then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> ConfigDoc {
        let mut config = ConfigDoc {
            domain: Some("www.example.com:8080".to_owned()),
            base_url: Some("https://open.example.org/x/".to_owned()),
            portal: Some(("甲".to_owned(), "http://portal.example.net/".to_owned())),
            ..ConfigDoc::default()
        };
        config.leaving.allow = vec!["12388.cn".to_owned()];
        config
    }

    #[test]
    fn government_own_and_named_hosts_need_no_notice() {
        for address in [
            "https://www.gov.cn/",
            "https://gov.cn",
            "HTTPS://WWW.Beijing.GOV.CN:8443/a?b=c#d",
            "http://www.gov.cn./x",
            "http://www.example.com/x",
            "https://open.example.org/y",
            "http://portal.example.net",
            "https://12388.cn/",
            "https://www.12388.cn/",
            "mailto:a@b.cn",
            "tel:000-123",
            "#s1",
            "files/a.pdf",
        ] {
            assert_eq!(leave_page(&config(), address), None, "{address}");
        }
    }

    #[test]
    fn what_only_looks_like_government_is_told() {
        for address in [
            "https://xgov.cn/",
            "https://www.gov.cn.evil.com/",
            "https://www.gov.cn@evil.com/",
            "https://evil.com\\@www.gov.cn/",
            "https://evil.com\\.gov.cn/",
            "https://evil.com?.gov.cn",
            "https://evil.com#.gov.cn",
            "https://evil.com/.gov.cn",
            "https://www.gov。cn/",
            "https://www.g\u{43e}v.cn/",
            "https://xn--gv-fka.cn/",
            "https://www.g%6fv.cn/",
            "https://www.gov.cn:80@evil.com/",
            "https://www.gov.cn:x/",
            "https://ev\til.com/.gov.cn",
            "https://[::1]/",
            "https://e12388.cn/",
            "https://sub.open.example.org/",
            "https:evil.com",
            "javascript:alert('//www.gov.cn/')",
            "javascript://www.gov.cn/%0aalert(1)",
            "data:text/html,https://www.gov.cn/",
            "weixin://www.gov.cn/",
        ] {
            assert!(leave_page(&config(), address).is_some(), "{address}");
        }
    }

    #[test]
    fn the_page_of_an_address_is_always_the_same() {
        let page = leave_page(&config(), "https://evil.com/").expect("a page");
        let hash = page.as_str().strip_prefix("leave/").expect("its folder");
        assert_eq!(hash.len(), NAME + "/index.html".len());
        let mut quiet = config();
        quiet.leaving.notice = false;
        assert_eq!(leave_page(&quiet, "https://evil.com/"), None);
    }
}
