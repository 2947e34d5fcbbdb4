//! What each source file is, decided by its path and the columns of `site.toml` alone.

use crate::diag::{Diagnostic, Place, codes, names};
use crate::parse::config::{ColumnDoc, ConfigDoc};
use crate::path::{OutPath, SourcePath, is_id};
use crate::prose::dates::YEARS;
use crate::prose::narrow_digit;
use crate::prose::odd::{first_odd, name};

use super::column::Column;
use super::dropped::without_site;

/// Which unit a file belongs to: the owner, or a hosted unit by its id.
pub type UnitId = Option<String>;

/// The unit in whose folder an output lies; the owner's outputs lie outside
/// of all such folders.
pub fn body_of(path: &OutPath) -> UnitId {
    let inside = path.as_str().strip_prefix("units/")?;
    Some(inside.split_once('/')?.0.to_owned())
}

/// The name of the file that lists which versions of a report were published.
pub const RECORD: &str = "published.yaml";

/// What a file of `content/` or `static/` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    Unit,
    ReportData(u16),
    ReportText(u16),
    /// Which versions of a year's report were published.
    Record(u16),
    /// The files of a version, by year and number, as they were when it was published.
    KeptData(u16, u16),
    KeptText(u16, u16),
    /// A page of its own, or (`index.md`) the head of a list.
    Page(Column),
    /// Copied to this place.
    Copy(OutPath),
}

/// A file with its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub file: SourcePath,
    pub unit: UnitId,
    pub role: Role,
}

/// What decides under which addresses files are published and to which links lead,
/// beside their own paths.
#[derive(Clone, Copy, Debug, Default)]
pub struct Naming<'c> {
    /// The columns of `site.toml`.
    pub columns: &'c [ColumnDoc],
    /// Whether attachments get names of ASCII letters, for servers and unzip programs that
    /// take other letters for something else.
    pub ascii: bool,
    /// What says how links lead out of the site; `None` if nobody asks.
    pub config: Option<&'c ConfigDoc>,
}

impl<'c> Naming<'c> {
    /// Names as they are.
    pub fn of(columns: &'c [ColumnDoc]) -> Self {
        Self {
            columns,
            ascii: false,
            config: None,
        }
    }
}

/// Gives every file its role; a file without a role is reported.
pub fn layout<'f>(
    files: impl Iterator<Item = &'f SourcePath>,
    naming: Naming<'_>,
) -> (Vec<Placed>, Vec<Diagnostic>) {
    let mut placed = Vec::new();
    let (files, dropped) = without_site(files);
    let mut diagnostics: Vec<Diagnostic> = dropped.into_iter().collect();
    for file in files {
        match place(file, naming.columns) {
            Ok(Some((unit, role))) => placed.push(Placed {
                file: file.clone(),
                unit,
                role: match role {
                    Role::Copy(out) if naming.ascii => Role::Copy(out.in_ascii()),
                    role => role,
                },
            }),
            Ok(None) => {}
            Err((message, help)) => {
                let said = Diagnostic::error(&codes::FILE, Place::file(file), message).help(help);
                // A folder with a wrong name is told once, and not for each file in it.
                let folder =
                    |file: &SourcePath| file.as_str().rsplit_once('/').map(|(at, _)| at.to_owned());
                let is_told = |one: &Diagnostic| {
                    one.message == said.message && folder(&one.place.file) == folder(file)
                };
                if !diagnostics.last().is_some_and(is_told) {
                    diagnostics.push(said);
                }
            }
        }
    }
    (placed, diagnostics)
}

type Misplaced = (String, String);

fn place(file: &SourcePath, columns: &[ColumnDoc]) -> Result<Option<(UnitId, Role)>, Misplaced> {
    let path = file.as_str();
    if let Some(rest) = path.strip_prefix("static/") {
        seen(rest)?;
        return copy(rest).map(|role| Some((None, role)));
    }
    let Some(rest) = path.strip_prefix("content/") else {
        return Ok(None);
    };
    seen(rest)?;
    match rest.strip_prefix("units/") {
        None => Ok(Some((None, role(rest, rest, columns)?))),
        Some(inside) => {
            let (id, inside) = inside.split_once('/').unwrap_or((inside, ""));
            if let Some(told) = names::told(id) {
                return Err(told);
            }
            if !is_id(id) || inside.is_empty() {
                return Err((
                    format!("“{id}”不能做单位的文件夹名"),
                    "用小写英文字母和数字，如 content/units/qinghe/".to_owned(),
                ));
            }
            Ok(Some((Some(id.to_owned()), role(inside, rest, columns)?)))
        }
    }
}

/// Refuses names with characters that nobody sees: a link that is typed as the
/// name looks would lead nowhere.
fn seen(path: &str) -> Result<(), Misplaced> {
    if path.is_ascii() && !path.bytes().any(|byte| byte.is_ascii_control()) {
        return Ok(());
    }
    let Some((at, c)) = first_odd(path) else {
        return Ok(());
    };
    let start = path[..at].rfind('/').map_or(0, |slash| slash + 1);
    let before = &path[start..at];
    let place = if before.is_empty() {
        "在最前面".to_owned()
    } else {
        format!("在“{before}”后面")
    };
    let message = format!("文件名里有看不见或者冒充别的字的字符：{}，{place}", name(c));
    let help = "重命名：把文件名整个删掉，照看到的样子重新输入，不要粘贴";
    Err((message, help.to_owned()))
}

/// `inside` is the path in the unit's folder, `whole` the path in `content/`.
fn role(inside: &str, whole: &str, columns: &[ColumnDoc]) -> Result<Role, Misplaced> {
    let parts: Vec<&str> = inside.split('/').collect();
    if parts.iter().rev().skip(1).any(|part| *part == "files") {
        return copy(whole);
    }
    match parts.as_slice() {
        ["unit.yaml"] => Ok(Role::Unit),
        [.., folder, "unit.yaml"] => Err((
            "下属单位的文件夹放错了地方".to_owned(),
            format!(
                "移到 content/units/{folder}/；归另一个下属单位管的，在它的 unit.yaml 里写  上级: 那个单位的代号"
            ),
        )),
        ["reports", year, name] => report(year, name),
        ["reports", year, version, name] if version_of(version).is_some() => {
            kept(year, version, name)
        }
        ["reports", ..] => Err((
            "报告文件夹里放错了文件".to_owned(),
            "每年一个文件夹，如 reports/2022/，附件放在它里面的 files/".to_owned(),
        )),
        [.., name] if name.ends_with(".md.txt") => Err(hidden_ending(name)),
        [.., "report.yaml" | "report.md"] => Err((
            "年报的文件不在年份的文件夹里，没有读".to_owned(),
            "把它们移到 content/reports/年份/ 里，如 content/reports/2025/report.yaml".to_owned(),
        )),
        [.., name] if name.ends_with(".md") => page(&parts, columns),
        _ => Err((
            "不认识这个文件".to_owned(),
            "页面用 .md，报告数据用 report.yaml，附件放进 files 文件夹".to_owned(),
        )),
    }
}

fn report(year: &str, name: &str) -> Result<Role, Misplaced> {
    let number = (year.len() == 4)
        .then(|| year.parse::<u16>().ok())
        .flatten();
    let Some(number) = number.filter(|number| YEARS.contains(number)) else {
        return Err(no_year(year));
    };
    let lower = name.to_ascii_lowercase();
    match name {
        "report.yaml" => Ok(Role::ReportData(number)),
        "report.md" => Ok(Role::ReportText(number)),
        RECORD => Ok(Role::Record(number)),
        _ if lower.ends_with(".txt") && lower.starts_with("report.") => Err(hidden_ending(name)),
        _ if lower == "report.md" || lower.ends_with(".yaml") || lower.ends_with(".yml") => {
            let right = if lower == "report.md" {
                "report.md"
            } else {
                "report.yaml"
            };
            let help = format!("把 {name} 改名为 {right}；已经有 {right} 的就删掉这一个");
            Err((format!("文件名要用 {right}"), help))
        }
        _ => Err((
            "报告文件夹里放错了文件".to_owned(),
            format!("这里只放 report.yaml 和 report.md；附件放进 reports/{year}/files/"),
        )),
    }
}

/// The number of a version, by the name of its folder: `v1`.
pub fn version_of(folder: &str) -> Option<u16> {
    let number = folder.strip_prefix('v')?;
    let version = number.parse().ok().filter(|version| *version > 0)?;
    (format!("{version}") == number).then_some(version)
}

/// A file of a version that was published.
fn kept(year: &str, version: &str, name: &str) -> Result<Role, Misplaced> {
    let version = version_of(version).unwrap_or_default();
    match report(year, name)? {
        Role::ReportData(year) => Ok(Role::KeptData(year, version)),
        Role::ReportText(year) => Ok(Role::KeptText(year, version)),
        _ => Err((
            format!("公开过的版本的文件夹 v{version} 里多了文件"),
            format!("v{version} 由程序保存，不要放别的文件；把 {name} 移走"),
        )),
    }
}

/// Windows does not show how a file's name ends, and Notepad adds an ending.
fn hidden_ending(name: &str) -> Misplaced {
    let right = name.get(..name.len() - ".txt".len()).unwrap_or_default();
    let right = right.to_ascii_lowercase();
    let message = format!("文件名多了“.txt”，这个文件没有读：{name}");
    let help = format!(
        "把文件名改成 {right}（Windows 不显示“.txt”：先在资源管理器的“查看”里勾选“文件扩展名”）；已经有 {right} 的就删掉这一个"
    );
    (message, help)
}

/// A folder of reports that is not named for a year.
fn no_year(folder: &str) -> Misplaced {
    let digits: String = folder.chars().map(narrow_digit).collect();
    let start = digits.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let number = digits[start..].split(|c: char| !c.is_ascii_digit()).next();
    let year = number.filter(|number| number.len() == 4);
    let year = year.and_then(|number| number.parse::<u16>().ok());
    let is_copy = ["副本", "备份", "copy", "Copy", "bak", "旧", "(", "（"];
    let (message, help) = match year.filter(|year| YEARS.contains(year)) {
        Some(year) if is_copy.iter().any(|word| folder.contains(word)) => (
            format!("文件夹“{folder}”像是备份，里面的文件没有读"),
            format!("备份移到 content 文件夹外面；要用的就是这一份，就把文件夹改名为 {year}"),
        ),
        Some(year) => (
            format!("文件夹名“{folder}”不是四位年份，里面的文件没有读"),
            format!("把文件夹改名为 {year}"),
        ),
        None => (
            format!("文件夹名“{folder}”不是四位年份，里面的文件没有读"),
            "报告的文件夹用四位年份做名字，如 reports/2025/".to_owned(),
        ),
    };
    (message, help)
}

fn page(parts: &[&str], columns: &[ColumnDoc]) -> Result<Role, Misplaced> {
    let stem = parts
        .last()
        .and_then(|name| name.strip_suffix(".md"))
        .unwrap_or_default();
    if let Some(odd) = parts[..parts.len() - 1]
        .iter()
        .copied()
        .chain([stem])
        .find(|part| !is_id(part))
    {
        if let Some(told) = names::told(odd) {
            return Err(told);
        }
        return Err((
            format!("“{odd}”不能做网址的一部分"),
            "文件和文件夹用小写英文字母、数字和连字符起名，标题写在文件里".to_owned(),
        ));
    }
    let column = match parts {
        ["guide.md"] => Column::Guide,
        ["apply.md"] => Column::Apply,
        ["index.md"] => {
            return Err((
                "首页由程序生成，不能另写".to_owned(),
                "改个文件名，如 about.md".to_owned(),
            ));
        }
        [folder, _, ..] => Column::of_folder(folder, columns).unwrap_or(Column::Other),
        _ => Column::Other,
    };
    Ok(Role::Page(column))
}

fn copy(path: &str) -> Result<Role, Misplaced> {
    match OutPath::new(path) {
        Some(out) => Ok(Role::Copy(out)),
        None => Err(names::told(path).unwrap_or_else(|| {
            let message = "文件名里有不能用的字符".to_owned();
            (message, "换一个用英文字母、数字或汉字的文件名".to_owned())
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn news() -> ColumnDoc {
        ColumnDoc {
            folder: "news".to_owned(),
            name: "工作动态".to_owned(),
            span: 0..0,
        }
    }

    fn told(path: &str) -> Result<Option<(UnitId, Role)>, String> {
        place(&SourcePath::new(path).expect("a path"), &[news()]).map_err(|(message, _)| message)
    }

    #[test]
    fn the_same_shape_serves_the_owner_and_its_units() {
        assert_eq!(
            told("content/reports/2022/report.yaml"),
            Ok(Some((None, Role::ReportData(2022))))
        );
        let unit = Some("qinghe".to_owned());
        assert_eq!(
            told("content/units/qinghe/guide.md"),
            Ok(Some((unit.clone(), Role::Page(Column::Guide))))
        );
        let copied = OutPath::new("units/qinghe/reports/2022/files/附件.pdf").expect("a path");
        assert_eq!(
            told("content/units/qinghe/reports/2022/files/附件.pdf"),
            Ok(Some((unit, Role::Copy(copied))))
        );
        assert_eq!(told("templates/base.html"), Ok(None));
        for (path, column) in [
            ("content/news/2026/a.md", Column::Own(0)),
            ("content/units/qinghe/news/a.md", Column::Own(0)),
            ("content/video/a.md", Column::Other),
            ("content/news.md", Column::Other),
        ] {
            let role = told(path).map(|placed| placed.map(|(_, role)| role));
            assert_eq!(role, Ok(Some(Role::Page(column))), "{path}");
        }
    }

    #[test]
    fn files_without_a_place_are_named() {
        for path in [
            "content/reports/2022年/report.yaml",
            "content/reports/2022/report.yml",
            "content/units/青禾/unit.yaml",
            "content/政策/一.md",
            "content/index.md",
            "content/data.xlsx",
            "content/gui\u{200b}de.md",
            "content/files/附\u{a0}件.pdf",
            "content/files/⼀.pdf",
            "content/units/qinghe/files/\u{feff}附件.pdf",
            "static/图\u{202e}片.png",
        ] {
            assert!(told(path).is_err(), "{path}");
        }
    }
}
