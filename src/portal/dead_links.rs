//! Links that lead nowhere, and what to write instead.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diagnostic, Place, codes};
use crate::path::{OutPath, resolve};
use crate::prose::closest;

/// Which name of a source leads to which output.
pub(super) type Names = BTreeMap<String, OutPath>;

/// Why a link leads nowhere, and what to write instead.
pub(super) type Broken = (String, String);

/// Endings of the pictures that browsers show.
const SHOWN: [&str; 12] = [
    "jpg", "jpeg", "jfif", "png", "apng", "gif", "webp", "svg", "bmp", "avif", "ico", "cur",
];
/// Endings of pictures that they do not show.
const NOT_SHOWN: [&str; 9] = [
    "heic", "heif", "tif", "tiff", "psd", "raw", "cdr", "wmf", "emf",
];

pub(super) fn dead(place: Place, (message, help): Broken) -> Diagnostic {
    Diagnostic::error(&codes::LNK01, place, message).help(help)
}

/// Where a link of this target is looked for in vain.
pub(super) fn nowhere(target: &str, wanted: &str) -> Broken {
    let help = if target.contains('\\') {
        "路径里的反斜杠 \\ 改成斜杠 /；路径从本文件所在的文件夹算起"
    } else {
        "检查文件名和路径；路径从本文件所在的文件夹算起"
    };
    (
        format!("链接“{target}”没有对应的文件（{wanted}）"),
        help.to_owned(),
    )
}

/// The same, knowing what files the unit has.
pub(super) fn nowhere_among(names: &Names, file: &str, target: &str, wanted: &str) -> Broken {
    if target.to_ascii_lowercase().starts_with("www.") {
        let message = format!("网址“{target}”没有写开头的 https://，当成了本站的文件");
        return (message, format!("写成  https://{target}"));
    }
    let whole = percent_encoding::percent_decode_str(target).decode_utf8_lossy();
    let whole = resolve(file, &whole).unwrap_or_default();
    if target.contains('#') && names.contains_key(&whole) {
        let message = format!("链接“{target}”里的 # 是文件名的一部分，没有写成 %23");
        return (
            message,
            format!("写成  {}", written(&target.replace('#', "%23"))),
        );
    }
    let (folder, name) = wanted.rsplit_once('/').unwrap_or(("", wanted));
    let beside = || {
        let inside = names.keys().filter_map(|known| known.rsplit_once('/'));
        inside
            .filter(|(known, _)| *known == folder)
            .map(|(_, name)| name)
    };
    let instead = |name: &str| {
        let before = target
            .rsplit_once('/')
            .map(|(before, _)| format!("{before}/"));
        written(&format!("{}{name}", before.unwrap_or_default()))
    };
    if let Some(twin) = beside().find(|known| known.to_lowercase() == name.to_lowercase()) {
        let message = format!("链接“{target}”的大小写和文件名“{twin}”不一样");
        return (message, format!("写成  {}", instead(twin)));
    }
    let (message, help) = nowhere(target, wanted);
    let attached = format!("{folder}/files/{name}");
    if names.contains_key(&attached) {
        return (
            message,
            format!(
                "文件在 files 文件夹里，写成  {}",
                instead(&format!("files/{name}"))
            ),
        );
    }
    match closest(name, beside()) {
        Some(near) => (message, format!("是不是  {}？{help}", instead(near))),
        None => (message, help),
    }
}

/// The name of a file that is the same letters in another spelling: a letter with
/// its accent as one character or as two.
pub(super) fn same_letters<'n>(names: &'n Names, name: &str) -> Option<&'n OutPath> {
    if name.is_ascii() {
        return None;
    }
    let wanted: String = name.nfc().collect();
    let mut names = names.iter().filter(|(known, _)| !known.is_ascii());
    names
        .find(|(known, _)| known.nfc().eq(wanted.chars()))
        .map(|(_, out)| out)
}

/// A target as Markdown reads it as one.
fn written(target: &str) -> String {
    match target.contains([' ', '(', ')']) {
        true => format!("<{target}>"),
        false => target.to_owned(),
    }
}

/// Whether a file is a picture that browsers show.
pub(super) fn is_shown(path: &str) -> bool {
    let ending = path
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| SHOWN.contains(&ending.as_str()))
}

/// A web address with a slip in its colon or slashes, as it is written rightly.
pub(super) fn web_address(target: &str) -> Option<String> {
    if !target.starts_with(['h', 'H']) {
        return None;
    }
    let narrow = |c: char| match c {
        '：' => ':',
        '／' => '/',
        '．' => '.',
        _ => c,
    };
    let plain: String = target.chars().map(narrow).collect();
    let lower = plain.to_ascii_lowercase();
    let scheme = ["https", "http"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme))?;
    let rest = &plain[scheme.len()..];
    let host = rest.trim_start_matches([':', '/']);
    let marks = &rest[..rest.len() - host.len()];
    let meant = marks.contains(':') || marks.starts_with("//");
    let slips = meant && !host.is_empty() && (marks != "://" || plain != target);
    slips.then(|| format!("{scheme}://{host}"))
}

/// Why a picture of this target is not shown, wherever it is.
pub(super) fn unshown(target: &str) -> Option<Broken> {
    let lower = target.to_ascii_lowercase();
    if ["http:", "https:", "//"]
        .iter()
        .any(|head| lower.starts_with(head))
    {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let name = if is_shown(name) { name } else { "图片.png" };
        let help = format!(
            "把图片存进旁边的 files 文件夹，地址写成  {}",
            written(&format!("files/{name}"))
        );
        let message = format!("图片“{target}”在别的网站上，网页不会显示它");
        return Some((message, help));
    }
    let path = lower.split(['#', '?']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let (_, ending) = name.rsplit_once('.')?;
    if ending.is_empty() || SHOWN.contains(&ending) {
        return None;
    }
    let help = match NOT_SHOWN.contains(&ending) {
        true => "用看图软件另存成 JPG 或者 PNG，再改这里的文件名".to_owned(),
        false => format!(
            "要让读者下载，去掉前面的感叹号，写成  [说明]({})",
            written(target)
        ),
    };
    let message = format!("浏览器显示不了 .{ending} 文件，“{target}”不能当图片用");
    Some((message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_in_web_addresses_are_mended() {
        for target in [
            "https:/a.cn/x",
            "https:a.cn/x",
            "https///a.cn/x",
            "https//a.cn/x",
            "https：//a.cn/x",
            "https:／／a.cn/x",
            "https:///a.cn/x",
        ] {
            assert_eq!(
                web_address(target).as_deref(),
                Some("https://a.cn/x"),
                "{target}"
            );
        }
        for target in [
            "https://a.cn/x",
            "http://a.cn",
            "HTTP://a.cn",
            "http/a.md",
            "https.md",
            "httpd：说明.md",
            "files/http://x",
        ] {
            assert_eq!(web_address(target), None, "{target}");
        }
    }

    #[test]
    fn pictures_that_no_browser_shows_are_told() {
        for target in [
            "files/a.heic",
            "files/a.PDF",
            "a.xlsx",
            "//a.cn/x.png",
            "https://a.cn/x.png",
            "files/表 一.docx",
        ] {
            assert!(unshown(target).is_some(), "{target}");
        }
        for target in [
            "files/a.png",
            "files/a.JPG",
            "a.webp",
            "files/a",
            "a.svg#x",
            "files/照片.jpeg",
        ] {
            assert!(unshown(target).is_none(), "{target}");
        }
    }
}
