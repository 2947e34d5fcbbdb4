//! What the values of `site.toml` must look like.
//!
//! Each check returns the words that tell what to write instead.

use crate::diag::Level;
use crate::path::OutPath;
use crate::prose::closest;

use super::organization::{DayOrYear, KINDS, kind_id};

/// A check of one value: `Err` holds the help line.
pub type Check = fn(&str) -> Result<(), String>;

/// Any single line.
pub fn any(text: &str) -> Result<(), String> {
    demand(!text.chars().any(char::is_control), "写成一行文字")
}

/// A host name without scheme or path, such as `www.changtu.gov.cn`.
pub fn domain(text: &str) -> Result<(), String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    let sound = |text: &str| text.contains('.') && text.chars().all(plain);
    if sound(text) {
        return Ok(());
    }
    let bare = Address::of(text).map_or(text, |address| address.place);
    let bare = bare.split(['/', ' ']).next().unwrap_or_default();
    let bare = bare.replace(['。', '．'], ".");
    Err(match sound(&bare) {
        true => format!("只写域名，不带 https:// 和斜杠：改成  {bare}"),
        false => "只写域名，不带 https:// 和斜杠，如 www.example.gov.cn".to_owned(),
    })
}

/// 网站标识码: ten digits, or `bm` and eight (standards P12, V).
pub fn id_code(text: &str) -> Result<(), String> {
    let digits = |text: &str, count: usize| {
        text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let sound = digits(text, 10) || text.strip_prefix("bm").is_some_and(|rest| digits(rest, 8));
    demand(sound, "网站标识码是 10 位数字，或 bm 加 8 位数字")
}

/// An absolute web address.
pub fn address(text: &str) -> Result<(), String> {
    if !text.contains(':') && domain(text.split('/').next().unwrap_or_default()).is_ok() {
        let help = "网址前面要有 https:// 或 http://，照浏览器的地址栏写：改成  https://";
        return Err([help, text].concat());
    }
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>?#\\".contains(&byte);
    let sound = |address: Address<'_>| address.user.is_none() && address.has_sound_place();
    let sound = Address::of(text).is_some_and(sound);
    demand(
        sound && text.bytes().all(plain),
        "写完整的网址，如 https://www.example.gov.cn/xxgknb/",
    )
}

/// Where a site will be published: the address of a folder, since pages' names are
/// put after it. What the address bar shows of a page is cut for the help.
pub fn base_url(text: &str) -> Result<(), String> {
    let end = text.find(['?', '#']).unwrap_or(text.len());
    let Some(address) = Address::of(&text[..end]) else {
        return self::address(text);
    };
    let (folders, last) = address.path.rsplit_once('/').unwrap_or(("", ""));
    let is_page = PAGES
        .iter()
        .any(|page| last.to_ascii_lowercase().ends_with(page));
    let path = if is_page { folders } else { address.path };
    let folder = with_slash(format!("{}{}{path}", address.scheme, address.place));
    let why = if address.user.is_some() {
        "网址会写进每一页，不能带用户名和密码"
    } else if end < text.len() {
        "栏目的网址里没有“?”和“#”"
    } else if is_page {
        "要写栏目的网址，不写里面的页面"
    } else {
        return self::address(text);
    };
    self::address(&folder)?;
    Err(format!("{why}：改成  {folder}"))
}

/// How the names of pages end.
const PAGES: [&str; 7] = [".html", ".htm", ".shtml", ".xhtml", ".jsp", ".php", ".aspx"];

/// The parts of a web address.
struct Address<'t> {
    scheme: &'t str,
    /// What precedes `@`.
    user: Option<&'t str>,
    /// The host with its port.
    place: &'t str,
    /// With its slash at the start; empty if there is none.
    path: &'t str,
}

impl<'t> Address<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| text.starts_with(scheme))?;
        let rest = &text[scheme.len()..];
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (user, place) = match authority.rsplit_once('@') {
            Some((user, place)) => (Some(user), place),
            None => (None, authority),
        };
        Some(Self {
            scheme,
            user,
            place,
            path,
        })
    }

    /// A host is letters, digits, points and dashes; a port is a number.
    fn has_sound_place(&self) -> bool {
        let (host, port) = match self.place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (self.place, None),
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
        let sound = !host.is_empty() && !host.starts_with('.') && host.chars().all(plain);
        sound && port
    }
}

/// 公安机关备案: the number in it has 14 digits (standards P12, V).
pub fn police(text: &str) -> Result<(), String> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    demand(digits == 14, "公安备案编号里有 14 位数字，照备案证书上的写")
}

/// The number of a 党政机关网站标识 (standards P12, V).
pub fn conac(text: &str) -> Result<(), String> {
    let is_number = |text: &str| text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
    if is_number(text) {
        return Ok(());
    }
    // Who copies the address of the mark has the number in it.
    let mut parts = text.split(|c: char| !c.is_ascii_alphanumeric());
    Err(match parts.find(|part| is_number(part)) {
        Some(number) => format!("只写编号：改成  {number}"),
        None => "编号是 32 位数字和字母 a 到 f，在标识的网址里，id= 的后面".to_owned(),
    })
}

/// A kind of organization, in either language.
pub fn kind(text: &str) -> Result<(), String> {
    let names = KINDS.iter().flat_map(|kind| [kind.name, kind.id]);
    if let Some(near) = closest(text, names).filter(|_| kind_id(text).is_none()) {
        return Err(format!("没有这种单位，是不是：改成  {near}"));
    }
    let known: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    demand(
        kind_id(text).is_some(),
        &format!("可以写：{}", known.join("、")),
    )
}

/// What a line of the footer leads to: a web address, or a page of this site.
pub fn link(text: &str) -> Result<(), String> {
    let help =
        "写完整的网址，如 https://www.example.gov.cn/；本站的网页写它的地址，如 accessibility.html";
    if let Some(address) = Address::of(text) {
        let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\".contains(&byte);
        let sound = address.user.is_none() && address.has_sound_place();
        return demand(sound && text.bytes().all(plain), help);
    }
    let host = text.split('/').next().unwrap_or_default();
    let is_host = |end: &&str| host.ends_with(*end);
    if host.starts_with("www.") || HOSTS.iter().any(is_host) {
        return Err(format!(
            "网址前面要有 https:// 或 http://，照浏览器的地址栏写：改成  https://{text}"
        ));
    }
    if let Some(stem) = text.strip_suffix(".md") {
        let stem = stem.strip_prefix("content/").unwrap_or(stem);
        return Err(format!("写网页的地址：改成  {stem}.html"));
    }
    let is_page = OutPath::new(text).is_some() && !text.contains('#');
    demand(is_page, help)
}

/// How the names of hosts end.
const HOSTS: [&str; 4] = [".cn", ".com", ".net", ".org"];

/// A level for a rule, or `off`.
pub fn level(text: &str) -> Result<(), String> {
    let known = Level::ALL.map(|level| format!("{}（{}）", level.name(), level.label()));
    demand(
        matches!(text, "off" | "不查") || parse_level(text).is_some(),
        &format!("可以写：{}、off（不查）", known.join("、")),
    )
}

/// What a checked level means; `None` for `off`.
pub fn parse_level(text: &str) -> Option<Level> {
    let mut levels = Level::ALL.into_iter();
    levels.find(|level| level.name() == text || level.label() == text)
}

/// A day of the year, such as `01-31`.
pub fn month_day(text: &str) -> Result<(), String> {
    demand(
        parse_month_day(text).is_some(),
        "写成两位月、两位日，如 01-31",
    )
}

/// A day or a year, such as `2021-03-01` or `2021`.
pub fn day_or_year(text: &str) -> Result<(), String> {
    demand(
        DayOrYear::parse(text).is_some(),
        "写日期，如 2021-03-01；只知道年份就写 2021",
    )
}

/// The month and day of a checked day of the year.
pub fn parse_month_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-').filter(|_| text.len() == 5)?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

/// An address that other addresses can be appended to.
pub fn with_slash(mut address: String) -> String {
    if !address.ends_with('/') {
        address.push('/');
    }
    address
}

/// `Err` holds the help, unless it is sound.
pub fn demand(sound: bool, help: &str) -> Result<(), String> {
    if sound { Ok(()) } else { Err(help.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_footer_leads_to_an_address_or_a_page() {
        for sound in [
            "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=bm19000001&url=a",
            "http://10.1.2.3/#/a",
            "accessibility.html",
            "units/qinghe/guide.html",
            "files/表.pdf",
        ] {
            assert_eq!(link(sound), Ok(()), "{sound}");
        }
        for (refused, meant) in [
            ("www.gov.cn/a?b", "改成  https://www.gov.cn/a?b"),
            ("bszs.conac.cn/x", "改成  https://bszs.conac.cn/x"),
            ("content/accessibility.md", "改成  accessibility.html"),
            ("javascript:x()", "如 accessibility.html"),
            ("https://user:secret@a.cn/", "如 accessibility.html"),
            ("/a.html", "如 accessibility.html"),
            ("a.html#b", "如 accessibility.html"),
        ] {
            let help = link(refused).expect_err(refused);
            assert!(help.ends_with(meant), "{refused} {help}");
        }
    }

    #[test]
    fn a_site_stands_in_a_folder() {
        for sound in [
            "https://www.example.gov.cn",
            "https://www.example.gov.cn/xxgknb/",
            "https://www.example.gov.cn/xxgknb",
            "http://10.1.2.3:8080/nb/",
            "https://www.example.gov.cn/v1.2/",
        ] {
            assert_eq!(base_url(sound), Ok(()), "{sound}");
        }
        let folder = "改成  https://www.example.gov.cn/nb/";
        for refused in [
            "https://www.example.gov.cn/nb/index.html",
            "https://www.example.gov.cn/nb/INDEX.HTM",
            "https://www.example.gov.cn/nb/index.shtml",
            "https://www.example.gov.cn/nb/index.html?id=1",
            "https://www.example.gov.cn/nb/index.html#top",
            "https://www.example.gov.cn/nb/?id=1",
            "https://www.example.gov.cn/nb/#top",
            "https://user:secret@www.example.gov.cn/nb/",
            "https://user@www.example.gov.cn/nb/index.html",
        ] {
            let help = base_url(refused).expect_err(refused);
            assert!(help.ends_with(folder), "{refused} {help}");
        }
        for refused in [
            "www.example.gov.cn",
            "https://",
            "https:///nb/",
            "https://a.gov.cn:0/",
            "https://a.gov.cn:99999/",
            "https://a.gov.cn:/",
            "https://甲.gov.cn/",
            "https://a gov.cn/",
            "https://a.gov.cn\\nb\\",
        ] {
            assert!(base_url(refused).is_err(), "{refused}");
        }
        assert!(address("https://user:secret@a.gov.cn/").is_err());
        assert!(address("https://a.gov.cn/index.html").is_ok());
    }
}
