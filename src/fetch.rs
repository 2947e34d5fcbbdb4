//! What is at an address in the network, on request: the only client.
//!
//! Size, time and redirects are limited, whatever the server says. What came is bytes; what
//! they are, those who asked find out.

use std::io::{ErrorKind, Read};
use std::time::Duration;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use ureq::config::RedirectAuthHeaders;
use ureq::http::Response;
use ureq::{Agent, Body, Proxy};

/// How many times an address may lead to another one.
const REDIRECTS: u32 = 5;

/// What a browser writes otherwise when somebody types it into an address.
const ODD: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');

/// How much is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most bytes of a page.
    pub bytes: u64,
    /// From the first question to the last byte.
    pub time: Duration,
}

/// Why there is no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The address cannot be read.
    Address,
    /// No computer has this name.
    Name,
    /// Nobody answers there.
    Connection,
    /// The answer is not the page: 404, 500.
    Status(u16),
    /// It is not certain who answers.
    Certificate,
    Time,
    Size,
    Redirects,
    /// The answer breaks off or is none.
    Answer,
}

impl Missing {
    /// What that means to whoever asked, and what to do.
    pub fn told(self) -> String {
        let told = match self {
            Self::Address => "网址的写法不对。从浏览器的地址栏里复制，以 http:// 或 https:// 开头",
            Self::Name => "找不到这个网站。看看域名有没有写错，电脑能不能上网",
            Self::Connection => "连不上这个网站。用浏览器打开试试；要用代理的，设好 HTTPS_PROXY",
            Self::Status(404 | 410) => "网站上没有这个网页（404）。看看网址有没有写错",
            Self::Status(401 | 403) => {
                "网站不让看这个网页（403）。用浏览器打开，另存为网页，再核对那个文件"
            }
            Self::Status(code) => return format!("网站回答出错（{code}）。过一会儿再试"),
            Self::Certificate => {
                "网站的证书有问题，不能确定是不是它。用浏览器打开，另存为网页，再核对那个文件"
            }
            Self::Time => "等得太久，网站没有把网页传完。过一会儿再试",
            Self::Size => "网页太大，不是年报",
            Self::Redirects => "网址转来转去，没有转到一个网页",
            Self::Answer => "网站的回答不完整。过一会儿再试，或者另存为网页，再核对那个文件",
        };
        told.to_owned()
    }
}

/// Asks for the page at an address, `http://…` or `https://…`, and takes what comes, up to
/// the limits; by way of a proxy if one is named.
pub fn get(address: &str, proxy: Option<&str>, limits: Limits) -> Result<Vec<u8>, Missing> {
    let answer = asked(address, proxy, limits.time)?;
    // One byte more than may be tells that there is more.
    let most = limits.bytes.saturating_add(1);
    let mut bytes = Vec::new();
    let body = answer.into_body().into_with_config().limit(u64::MAX);
    let read = body.reader().take(most).read_to_end(&mut bytes);
    match read {
        Ok(_) if bytes.len() as u64 > limits.bytes => Err(Missing::Size),
        Ok(_) => Ok(bytes),
        Err(error) => Err(broken(&error)),
    }
}

/// Whether something is at an address: it is asked for, and no more than the beginning of
/// the answer is waited for. Hosts that answer `HEAD` otherwise than `GET` are many.
pub fn opens(address: &str, proxy: Option<&str>, time: Duration) -> Result<(), Missing> {
    asked(address, proxy, time).map(drop)
}

/// The answer, of which nothing but the head has come.
fn asked(address: &str, proxy: Option<&str>, time: Duration) -> Result<Response<Body>, Missing> {
    let address = asked_for(address)?;
    let proxy = proxy.map(Proxy::new).transpose().map_err(missing)?;
    let config = Agent::config_builder()
        .proxy(proxy)
        .max_redirects(REDIRECTS)
        .max_redirects_will_error(true)
        .redirect_auth_headers(RedirectAuthHeaders::Never)
        .timeout_global(Some(time))
        .user_agent(concat!("gongkai/", env!("CARGO_PKG_VERSION")));
    let agent = Agent::new_with_config(config.build());
    agent.get(&address).call().map_err(missing)
}

/// An address as it is sent: without the place on the page, and letters that are not ASCII
/// as bytes. What is asked is a host of the web, and nobody is logged in there.
fn asked_for(address: &str) -> Result<String, Missing> {
    let address = address.trim().split('#').next().unwrap_or_default();
    let address = utf8_percent_encode(address, ODD).to_string();
    let rest = ["http://", "https://"].into_iter().find_map(|scheme| {
        let begin = address.get(..scheme.len())?;
        begin
            .eq_ignore_ascii_case(scheme)
            .then(|| &address[scheme.len()..])
    });
    let host = rest.and_then(|rest| rest.split(['/', '?']).next());
    match host.filter(|host| !host.is_empty() && !host.contains(['%', '@'])) {
        Some(_) => Ok(address),
        None => Err(Missing::Address),
    }
}

fn missing(error: ureq::Error) -> Missing {
    match error {
        ureq::Error::StatusCode(code) => Missing::Status(code),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Missing::Address,
        ureq::Error::InvalidProxyUrl => Missing::Connection,
        ureq::Error::HostNotFound => Missing::Name,
        ureq::Error::Timeout(_) => Missing::Time,
        ureq::Error::TooManyRedirects => Missing::Redirects,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => Missing::Certificate,
        ureq::Error::Io(error) => broken(&error),
        ureq::Error::ConnectionFailed => Missing::Connection,
        _ => Missing::Answer,
    }
}

/// Why bytes did not come.
fn broken(error: &std::io::Error) -> Missing {
    let said = error.get_ref().map(ToString::to_string).unwrap_or_default();
    match error.kind() {
        ErrorKind::ConnectionRefused
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::AddrNotAvailable => Missing::Connection,
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Missing::Time,
        // The library of certificates speaks in text alone.
        ErrorKind::InvalidData if said.contains("certificate") => Missing::Certificate,
        ErrorKind::Other if said.contains("timeout") => Missing::Time,
        _ => Missing::Answer,
    }
}
