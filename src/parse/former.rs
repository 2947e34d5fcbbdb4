//! `曾用地址`: where something stood before, so that old links still lead to it.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::diag::codes;
use crate::path::{OutPath, Why, has_scheme, unportable};

use super::yaml::{On, Spot, Value};

/// An address below the site under which something was published before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerAddress {
    /// The file of a page; of a unit, the folder that it had.
    pub out: OutPath,
    /// Bytes of the file.
    pub span: Range<usize>,
}

/// What stood at a former address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stood {
    /// One page.
    Page,
    /// The folder of a unit, with all its pages.
    Folder,
}

/// The endings of files that servers hand out as pages. Under any other a page of ours
/// would be taken for a program or for a download.
const ENDINGS: [&str; 3] = ["html", "htm", "shtml"];

/// The longest part of an address: with its ending, Linux and Windows can hold it.
const LONGEST_NAME: usize = 200;

/// Reads one address or a list of them; what cannot be one is reported.
pub fn read(spot: &Spot<'_>, stood: Stood) -> Vec<FormerAddress> {
    match spot.value() {
        Value::List(list) => {
            let items = spot.items(list);
            items.filter_map(|item| one(&item, stood)).collect()
        }
        _ => one(spot, stood).into_iter().collect(),
    }
}

fn one(spot: &Spot<'_>, stood: Stood) -> Option<FormerAddress> {
    let typed = spot.text()?;
    match address(&typed, stood) {
        Ok(out) => Some(FormerAddress {
            out,
            span: spot.file_span(On::Value),
        }),
        Err((why, help)) => {
            let message = format!("曾用地址“{typed}”{why}");
            spot.error(&codes::MOV01, On::Value, message, help);
            None
        }
    }
}

/// Why a text is no former address, and what to write instead.
type Refused = (String, String);

/// The file or folder that an address means.
fn address(typed: &str, stood: Stood) -> Result<OutPath, Refused> {
    not_below(typed)?;
    let Ok(decoded) = percent_decode_str(typed).decode_utf8() else {
        return refuse("里的 % 编码读不成汉字", "照浏览器地址栏里显示的汉字写");
    };
    let path = decoded.trim_end_matches('/');
    not_a_file(path)?;
    let is_folder = decoded.ends_with('/') || ending(path).is_none();
    let file = match stood {
        Stood::Page if is_folder => format!("{path}/index.html"),
        Stood::Page | Stood::Folder => path.to_owned(),
    };
    let known = |end: &str| ENDINGS.iter().any(|one| end.eq_ignore_ascii_case(one));
    let odd = ending(&file).filter(|end| stood == Stood::Page && !known(end));
    if let Some(end) = odd {
        let endings = ENDINGS.map(|one| format!(".{one}")).join("、");
        let help = format!("静态网站只能替 {endings} 的旧网址跳转；这一个{BY_SERVER}");
        return refuse(format!("以 .{end} 结尾"), help);
    }
    match OutPath::new(&file) {
        Some(out) => Ok(out),
        None => refuse("不是网站下面的路径", "写成  zwgk/nb/2022.html  这样"),
    }
}

/// Who has to lead on from an address at which no file can be.
const BY_SERVER: &str = "请网站的技术人员在服务器上设跳转";

fn refuse<T>(why: impl Into<String>, help: impl Into<String>) -> Result<T, Refused> {
    Err((why.into(), help.into()))
}

/// Refuses what is no address below the site.
fn not_below(typed: &str) -> Result<(), Refused> {
    if has_scheme(typed) || typed.starts_with("//") {
        let help = "只写网站下面的那一段，如  zwgk/nb/2022.html";
        return refuse("是完整的网址", help);
    }
    if typed.starts_with('/') {
        let rest = typed.trim_start_matches('/');
        return refuse("以斜杠开头", format!("从网站的首页算起，改成  {rest}"));
    }
    if typed.contains(['?', '#']) {
        let help = format!("网页文件分不出 ? 和 # 后面的字；这样的旧网址{BY_SERVER}");
        return refuse("里有 ? 或 #", help);
    }
    Ok(())
}

/// Refuses what no file of the site can be called.
fn not_a_file(path: &str) -> Result<(), Refused> {
    let mut parts = path.split('/');
    if parts.clone().any(|part| matches!(part, "." | "..")) {
        return refuse("里有 . 或 ..", "去掉 . 和 .. ，从网站的首页写起");
    }
    if path.contains('\\') {
        let mended = path.replace('\\', "/");
        return refuse("里有反斜杠", format!("改成  {mended}"));
    }
    if parts.clone().any(str::is_empty) {
        return refuse("少了一段", "两个斜杠之间写上文件夹名");
    }
    if parts.any(|part| part.len() > LONGEST_NAME) {
        let most = LONGEST_NAME / 3;
        return refuse("太长", format!("斜杠之间的每一段不超过 {most} 个汉字"));
    }
    let Some(found) = unportable(path) else {
        return Ok(());
    };
    let why = match found.why {
        Why::Device => format!("里的“{}”是 Windows 留着的设备名", found.name),
        Why::Ending => format!("里的“{}”以点或空格结尾", found.name),
        Why::Forbidden(c) => format!("里有文件名不能有的字符“{}”", c.escape_debug()),
    };
    refuse(why, format!("这样的文件放不到服务器上；{BY_SERVER}"))
}

/// The ending of the last part: a few letters and digits behind a dot.
fn ending(path: &str) -> Option<&str> {
    let (_, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.')?;
    let letters = ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let named = !stem.is_empty() && (1..=5).contains(&ending.len());
    (named && letters && !ending.bytes().all(|byte| byte.is_ascii_digit())).then_some(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(typed: &str) -> Result<String, String> {
        let found = address(typed, Stood::Page).map(|out| out.as_str().to_owned());
        found.map_err(|(why, _)| why)
    }

    #[test]
    fn pages_and_folders_are_read_in_any_spelling() {
        for (typed, out) in [
            ("zwgk/nb/2022.html", "zwgk/nb/2022.html"),
            ("old/2022.HTM", "old/2022.HTM"),
            ("zwgk/nb/2022/", "zwgk/nb/2022/index.html"),
            ("zwgk/nb/2022", "zwgk/nb/2022/index.html"),
            ("art/1.2", "art/1.2/index.html"),
            ("%E5%B9%B4%E6%8A%A5/2022.shtml", "年报/2022.shtml"),
            ("年报", "年报/index.html"),
        ] {
            assert_eq!(page(typed).as_deref(), Ok(out), "{typed}");
        }
        let folder = address("units/old/", Stood::Folder).expect("a folder");
        assert_eq!(folder.as_str(), "units/old");
    }

    #[test]
    fn what_is_no_page_below_the_site_is_refused() {
        for typed in [
            "https://a.gov.cn/x.html",
            "//a.gov.cn/x.html",
            "/x.html",
            "../x.html",
            "a/../../x.html",
            "%2e%2e/x.html",
            "a/./x.html",
            "a//x.html",
            "a\\x.html",
            "a/x.html?id=3",
            "x.html#s1",
            "show.jsp",
            "a/报告.pdf",
            "%ff.html",
            "con.html",
            "a|b.html",
            "a%00b.html",
            "javascript:alert(1)",
        ] {
            assert!(page(typed).is_err(), "{typed}");
        }
        assert!(page(&format!("{}.html", "长".repeat(80))).is_err());
    }
}
