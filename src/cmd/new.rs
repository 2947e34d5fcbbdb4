//! `gongkai new`: a year's report, begun from the form and from last year's.

use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Level, line_column};
use crate::formats::report_yaml::key;
use crate::machine::shown;
use crate::parse::config;
use crate::parse::organization::{self, OrganizationDoc};
use crate::parse::report as data;
use crate::parse::source::{DATA_LIMIT, decode};
use crate::path::SourcePath;
use crate::prose::{narrow_digit, printable};
use crate::publish::create::create;
use crate::snapshot::Snapshot;
use crate::starter::report::{Carried, Draft, carried, files, form};
use crate::starter::site::{self, NO_NAME};
use crate::starter::unit;

use super::console::questions::{Unanswered, stopped};
use super::console::streams::{errln, outln};
use super::new_unit::UnitArgs;
use super::{Exit, today};

/// 新建一年的年报：空的表格、六个部分的标题，带入上年结转
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 报告的是哪一年，如 2025
    #[arg(value_name = "年份", value_parser = year)]
    year: u16,
    /// 下属单位的代号，就是 content/units/ 里的文件夹名；没有这个单位就新建
    #[arg(long, value_name = "代号")]
    unit: Option<String>,
    #[command(flatten)]
    about: UnitArgs,
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
    let unit = match unit(&snapshot, args) {
        Ok(found) => found,
        Err(Unanswered::Wrong(message)) => return Ok(refuse(&message)),
        Err(Unanswered::Ended) => return Ok(stopped()),
    };
    let Whose { folder, .. } = &unit;
    let before = before(&snapshot, folder, args.year - 1);
    let draft = Draft {
        year: args.year,
        form,
        organization: &unit.organization,
        carried: match &before {
            Before::Carried(found) => found.clone(),
            _ => Vec::new(),
        },
    };
    let mut begun = files(folder, &draft);
    begun.extend(unit.file.clone());
    create(&args.root, &begun)?;
    print(args, &unit, &draft, &before);
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

/// The unit whose report it is.
struct Whose {
    /// Such as `content/units/qinghe/`.
    folder: String,
    organization: OrganizationDoc,
    /// Its `unit.yaml`, if there is none yet.
    file: Option<(SourcePath, String)>,
}

fn unit(snapshot: &Snapshot, args: &Args) -> Result<Whose, Unanswered> {
    let site = text(snapshot, "site.toml").ok_or_else(|| {
        let root = shown(&args.root);
        format!("没有新建：{root} 里没有可以读的 site.toml，不是站点的文件夹。用 --root 写明站点在哪里，新站点先运行 gongkai init")
    })?;
    let Some(id) = &args.unit else {
        let organization = match path("site.toml") {
            Some(file) => config::read(&site, &file).0.organization,
            None => OrganizationDoc::default(),
        };
        return Ok(Whose {
            folder: "content/".to_owned(),
            organization,
            file: None,
        });
    };
    let folder = format!("content/units/{id}/");
    let name = format!("{folder}unit.yaml");
    let there = path(&name).filter(|file| snapshot.files().any(|one| one == file));
    let Some(file) = there else {
        return new_unit(snapshot, args, id, folder);
    };
    let Some(text) = text(snapshot, &name) else {
        return Err(format!("没有新建：{name} 读不出来。用记事本打开，另存为 UTF-8 编码").into());
    };
    if let Some(option) = args.about.stated() {
        return Err(format!(
            "没有新建：{name} 已经有了，{option} 不起作用。去掉这个选项，要改就改 unit.yaml"
        )
        .into());
    }
    let (organization, _) = organization::read(&text, &file);
    Ok(Whose {
        folder,
        organization: organization.unwrap_or_default(),
        file: None,
    })
}

/// A unit that is begun with its first report.
fn new_unit(
    snapshot: &Snapshot,
    args: &Args,
    id: &str,
    folder: String,
) -> Result<Whose, Unanswered> {
    args.about.allow(id, &units(snapshot))?;
    let answers = args.about.ask(id)?;
    Ok(Whose {
        organization: site::organization(&answers),
        file: Some(unit::file(&folder, &answers)),
        folder,
    })
}

/// The ids of the units that there are.
pub(super) fn units(snapshot: &Snapshot) -> Vec<&str> {
    let units = snapshot.files().filter_map(|file| {
        let inside = file.as_str().strip_prefix("content/units/")?;
        inside.strip_suffix("/unit.yaml")
    });
    units.collect()
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

pub(super) fn text(snapshot: &Snapshot, name: &str) -> Option<String> {
    let file = path(name)?;
    let bytes = snapshot.bytes(&file)?;
    let text = decode(&bytes, &file, DATA_LIMIT).ok()?;
    Some(text.to_owned())
}

pub(super) fn path(name: &str) -> Option<SourcePath> {
    SourcePath::new(name)
}

fn print(args: &Args, unit: &Whose, draft: &Draft<'_>, before: &Before) {
    let (year, last, folder) = (args.year, args.year - 1, &unit.folder);
    if unit.file.is_some() {
        outln!("已新建 {folder}   新的下属单位，unit.yaml 写它是谁");
        if unit.organization.name == NO_NAME {
            outln!("没有填单位全称，unit.yaml 里先写成{NO_NAME}；填好以前网站不能生成");
        }
    }
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
    for (at, step) in steps(args, unit, draft).iter().enumerate() {
        outln!("  {}. {step}", at + 1);
    }
}

/// The option by which a further command finds the same site, after a space.
pub(super) fn root_option(root: &Path) -> String {
    match root == Path::new(".") {
        true => String::new(),
        false => format!(" --root \"{}\"", printable(&shown(root))),
    }
}

fn steps(args: &Args, unit: &Whose, draft: &Draft<'_>) -> Vec<String> {
    let parts: Vec<&str> = draft.form.parts.iter().map(|part| part.name).collect();
    let root = root_option(&args.root);
    let mut steps = Vec::new();
    if unit.file.is_some() {
        let step = "核对 unit.yaml 里的名称、类型、联系方式，空着的有了真实的内容再填";
        steps.push(step.to_owned());
    }
    steps.extend([
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
    ]);
    steps
}
