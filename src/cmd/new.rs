//! `gongkai new`: a year's report, begun from the form and from last year's.

use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Level, line_column};
use crate::formats::report_yaml::key;
use crate::machine::shown;
use crate::parse::config;
use crate::parse::organization::{self, OrganizationDoc};
use crate::parse::report as data;
use crate::parse::source::{DATA_LIMIT, decode};
use crate::path::{SourcePath, is_id};
use crate::prose::{closest, narrow_digit, printable};
use crate::publish::create::create;
use crate::snapshot::Snapshot;
use crate::starter::report::{Carried, Draft, carried, files, form};

use super::console::streams::{errln, outln};
use super::{Exit, today};

/// 新建一年的年报：空的表格、六个部分的标题，带入上年结转
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 报告的是哪一年，如 2025
    #[arg(value_name = "年份", value_parser = year)]
    year: u16,
    /// 下属单位的代号，就是 content/units/ 里的文件夹名
    #[arg(long, value_name = "代号")]
    unit: Option<String>,
    /// 站点的文件夹（里面有 site.toml）
    #[arg(
        long,
        value_name = "文件夹",
        default_value = ".",
        hide_default_value = true
    )]
    root: PathBuf,
}

/// What last year's report came to.
enum Before {
    Missing,
    /// Why it cannot be read, with the place.
    Broken(String),
    Carried(Vec<Carried>),
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let Some(today) = today() else {
        errln!("没有新建：电脑的日期读不出来。请先校准日期");
        return Ok(Exit::Machine);
    };
    let this_year = u16::try_from(today.year()).unwrap_or_default();
    let form = match form(args.year, this_year) {
        Ok(form) => form,
        Err(message) => return Ok(refuse(&message)),
    };
    let snapshot = Snapshot::take(&args.root)?;
    let (folder, organization) = match body(&snapshot, args) {
        Ok(found) => found,
        Err(message) => return Ok(refuse(&message)),
    };
    let before = before(&snapshot, &folder, args.year - 1);
    let draft = Draft {
        year: args.year,
        form,
        organization: &organization,
        carried: match &before {
            Before::Carried(found) => found.clone(),
            _ => Vec::new(),
        },
    };
    create(&args.root, &files(&folder, &draft))?;
    print(args, &folder, &draft, &before);
    Ok(Exit::Clean)
}

/// A year of four digits; what else is typed for one is asked back.
pub(super) fn year(text: &str) -> Result<u16, String> {
    let narrow: String = text.trim().chars().map(narrow_digit).collect();
    let digits = narrow.trim_end_matches(['年', '度']);
    let near = match digits.parse::<u16>() {
        Ok(year) if digits == text => match year {
            0..100 => Some(2000 + year),
            _ => return Ok(year),
        },
        Ok(year) if digits.len() == 4 => Some(year),
        _ => None,
    };
    Err(match near {
        Some(year) => format!("年份写四位数字，是不是 {year}？"),
        None => "年份写四位数字，如 2025".to_owned(),
    })
}

fn refuse(message: &str) -> Exit {
    errln!("{}", printable(message));
    Exit::Usage
}

/// The folder of the unit whose report it is, and what is known of the unit.
fn body(snapshot: &Snapshot, args: &Args) -> Result<(String, OrganizationDoc), String> {
    let site = text(snapshot, "site.toml").ok_or_else(|| {
        let root = shown(&args.root);
        format!("没有新建：{root} 里没有可以读的 site.toml，不是站点的文件夹。用 --root 写明站点在哪里，新站点先运行 gongkai init")
    })?;
    let Some(id) = &args.unit else {
        let organization = match path("site.toml") {
            Some(file) => config::read(&site, &file).0.organization,
            None => OrganizationDoc::default(),
        };
        return Ok(("content/".to_owned(), organization));
    };
    let folder = format!("content/units/{id}/");
    let name = format!("{folder}unit.yaml");
    let found = Some(id).filter(|id| is_id(id)).and_then(|_| {
        let file = path(&name)?;
        Some(
            organization::read(&text(snapshot, &name)?, &file)
                .0
                .unwrap_or_default(),
        )
    });
    match found {
        Some(organization) => Ok((folder, organization)),
        None => Err(no_unit(snapshot, id)),
    }
}

fn no_unit(snapshot: &Snapshot, id: &str) -> String {
    let known: Vec<&str> = snapshot
        .files()
        .filter_map(|file| {
            let inside = file.as_str().strip_prefix("content/units/")?;
            inside.strip_suffix("/unit.yaml")
        })
        .collect();
    let help = match closest(id, known.iter().copied()) {
        Some(near) => format!("是不是 {near}？"),
        None if known.is_empty() => {
            "这个站点没有下属单位；先建 content/units/代号/unit.yaml，代号用小写英文字母和数字"
                .to_owned()
        }
        None => format!("可以写：{}", known.join("、")),
    };
    format!("没有新建：没有代号是“{id}”的下属单位。{help}")
}

/// Last year's report of the same unit. Any error in it makes its numbers
/// doubtful, so that none is carried over.
fn before(snapshot: &Snapshot, folder: &str, year: u16) -> Before {
    let name = format!("{folder}reports/{year}/report.yaml");
    let Some((file, bytes)) = path(&name).and_then(|file| {
        let bytes = snapshot.bytes(&file)?;
        Some((file.clone(), bytes))
    }) else {
        return Before::Missing;
    };
    let text = match decode(&bytes, &file, DATA_LIMIT) {
        Ok(text) => text,
        Err(said) => return Before::Broken(told(&said, "")),
    };
    let (doc, said) = data::read(text, &file, year);
    let mut faults = said.iter().filter(|one| one.level == Level::Error);
    match (faults.next(), doc) {
        (Some(fault), _) => Before::Broken(told(fault, text)),
        (None, Some(doc)) => Before::Carried(carried(&doc)),
        (None, None) => Before::Broken(format!("{file} 读不出来")),
    }
}

/// A finding as one sentence with its place.
fn told(one: &Diagnostic, text: &str) -> String {
    let place = one.place.span.as_ref().map_or(String::new(), |span| {
        let (line, _) = line_column(text, span.start);
        format!(" 第 {line} 行")
    });
    format!("{}{place}：{}", one.place.file, one.message)
}

fn text(snapshot: &Snapshot, name: &str) -> Option<String> {
    let file = path(name)?;
    let bytes = snapshot.bytes(&file)?;
    let text = decode(&bytes, &file, DATA_LIMIT).ok()?;
    Some(text.to_owned())
}

fn path(name: &str) -> Option<SourcePath> {
    SourcePath::new(name)
}

fn print(args: &Args, folder: &str, draft: &Draft<'_>, before: &Before) {
    let (year, last) = (args.year, args.year - 1);
    outln!(
        "已新建 {folder}reports/{year}/   report.yaml 填数字，report.md 写文字（{}）",
        draft.form.name
    );
    match before {
        Before::Missing => outln!("没有 {last} 年的年报，上年结转没有带入，请自己填"),
        Before::Broken(why) => outln!(
            "{last} 年的年报有错，上年结转没有带入，请改好后自己填。错在 {}",
            printable(why)
        ),
        Before::Carried(found) if found.is_empty() => {
            outln!("{last} 年的“结转下年度”是空白，上年结转没有带入，请自己填");
        }
        Before::Carried(found) => {
            let cells: Vec<String> = found
                .iter()
                .filter(|one| one.count != 0)
                .map(|one| format!("{} {}", key(one.column), one.count))
                .collect();
            let sum: i64 = found.iter().map(|one| one.count).sum();
            let cells = match cells.as_slice() {
                [] => String::new(),
                cells => format!("（{}）", cells.join("、")),
            };
            outln!("上年结转 {sum} 件{cells}，照 {last} 年的“结转下年度”带入，请核对");
        }
    }
    outln!("还要做：");
    for (at, step) in steps(args, draft).iter().enumerate() {
        outln!("  {}. {step}", at + 1);
    }
}

fn steps(args: &Args, draft: &Draft<'_>) -> Vec<String> {
    let parts: Vec<&str> = draft.form.parts.iter().map(|part| part.name).collect();
    let root = match args.root.as_path() {
        root if root == Path::new(".") => String::new(),
        root => format!(" --root \"{}\"", printable(&shown(root))),
    };
    vec![
        format!(
            "填 report.yaml 的{}；没有就填 0，其余都是 0 就写  其余为零: true",
            parts.join("、")
        ),
        "写 report.md 的一、五、六部分，把“（待写：…）”都换成实际内容".to_owned(),
        "定稿时写上成文日期和公开日期，删去“草稿”一行".to_owned(),
        format!(
            "运行  gongkai check {} --drafts{root}  看还有什么要改",
            args.year
        ),
    ]
}
