//! One page: read, and put beside the report of the site that it shows.

use std::path::Path;
use std::time::Duration;

use crate::cmd::Exit;
use crate::cmd::network::proxy;
use crate::fetch::{Limits, Missing, get};
use crate::import::county::names::{Fit, fit};
use crate::import::review::is_ours;
use crate::import::text::Text;
use crate::import::understood::{Understood, understand};
use crate::machine::shown;
use crate::portal::{Report, Unit};
use crate::prose::closest;
use crate::site::Site;
use crate::snapshot::{Foreign, foreign};
use crate::submissions::Verification;

use super::undone::{Undone, undone};
use super::{Args, Compared, MOST, Page};

/// The page that the arguments name.
pub fn page(site: &Site, args: &Args) -> Page {
    let (place, bytes) = match is_address(&args.target) {
        true => (args.target.clone(), fetched(&args.target)),
        false => {
            let path = Path::new(&args.target);
            (shown(path), file(path))
        }
    };
    let outcome = bytes.and_then(|bytes| {
        let understood = understood(&bytes, args.year)?;
        let (unit, report) = shown_report(site, args, &understood.text)?;
        Ok(compared(unit, report, &understood))
    });
    Page { place, outcome }
}

/// How long a page is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

fn is_address(target: &str) -> bool {
    let target = target.trim_start().to_ascii_lowercase();
    target.starts_with("http://") || target.starts_with("https://")
}

/// The bytes of a page in the network.
fn fetched(address: &str) -> Result<Vec<u8>, Undone> {
    let limits = Limits {
        bytes: MOST,
        time: PATIENCE,
    };
    get(address, proxy().as_deref(), limits).map_err(|missing| {
        let exit = match missing {
            Missing::Address => Exit::Usage,
            Missing::Size => Exit::Content,
            _ => Exit::Machine,
        };
        undone(missing.told(), exit)
    })
}

/// The bytes of a file.
pub fn file(path: &Path) -> Result<Vec<u8>, Undone> {
    match foreign(path, MOST) {
        Ok(Foreign::Bytes(bytes)) => Ok(bytes),
        Ok(Foreign::TooLarge) => Err(undone("网页超过 20 MB，太大了，不是年报", Exit::Content)),
        Ok(Foreign::Missing | Foreign::Folder) => Err(undone(
            "没有这个文件。网址要从 http:// 或 https:// 写起",
            Exit::Usage,
        )),
        Err(error) => Err(undone(error.to_string(), Exit::Machine)),
    }
}

/// What a page says.
pub fn understood(bytes: &[u8], year: Option<u16>) -> Result<Understood, Undone> {
    if is_ours(bytes) {
        let why = "这是程序写的核对表，不是发布的年报";
        return Err(undone(why, Exit::Content));
    }
    understand(bytes, year).map_err(|refused| {
        let why = refused.why.replace("导入", "核对");
        undone(format!("读不出年报：{why}"), Exit::Content)
    })
}

/// A page beside a report.
pub fn compared(unit: &Unit, report: &Report, page: &Understood) -> Compared {
    let year = report.year;
    Compared {
        title: format!("{} {year} 年年报", report.organization),
        year,
        unit: unit.id.clone(),
        verification: Verification::of(unit, report, page),
    }
}

/// Every unit that can be read.
fn units(site: &Site) -> impl Iterator<Item = &Unit> {
    site.checked_units
        .iter()
        .filter_map(|one| one.unit.as_ref())
}

/// The report that a page shows: by the year and the body that are stated on it, unless the
/// arguments say so.
fn shown_report<'s>(
    site: &'s Site,
    args: &Args,
    text: &Text,
) -> Result<(&'s Unit, &'s Report), Undone> {
    let Some(year) = args.year.or(text.year) else {
        let why = "没有认出是哪一年的年报。加上 --year 年份，如 --year 2022";
        return Err(undone(why, Exit::Usage));
    };
    let unit = match &args.unit {
        Some(id) => by_id(site, id)?,
        None => by_name(site, text, year)?,
    };
    let report = unit.reports.get(&year);
    let report = report.ok_or_else(|| undone(missing(unit, year), Exit::Usage))?;
    Ok((unit, report))
}

fn by_id<'s>(site: &'s Site, id: &str) -> Result<&'s Unit, Undone> {
    let mut all = units(site);
    all.find(|unit| unit.id.as_deref() == Some(id))
        .ok_or_else(|| {
            let known = units(site).filter_map(|unit| unit.id.as_deref());
            let why = match closest(id, known) {
                Some(near) => format!("没有代号是“{id}”的单位，是不是 {near}？"),
                None => format!("没有代号是“{id}”的单位。代号就是 content/units/ 里的文件夹名"),
            };
            undone(why, Exit::Usage)
        })
}

/// The one unit that has the name on the page.
fn by_name<'s>(site: &'s Site, text: &Text, year: u16) -> Result<&'s Unit, Undone> {
    let Some(name) = &text.organization else {
        // Of one unit alone it is asked whether the page says the same.
        let mut all = units(site);
        return match (all.next(), all.next()) {
            (Some(unit), None) => Ok(unit),
            _ => Err(undone(
                "没有认出是哪个单位的年报。加上 --unit 代号",
                Exit::Usage,
            )),
        };
    };
    let fits = units(site).map(|unit| (fit(name, &unit.organization, year, &[]), unit));
    let fits: Vec<(Fit, &Unit)> = fits.filter(|(fit, _)| *fit >= Fit::Wider).collect();
    let best = fits.iter().map(|(fit, _)| *fit).max();
    let best: Vec<&Unit> = fits
        .iter()
        .filter(|(fit, _)| Some(*fit) == best)
        .map(|(_, unit)| *unit)
        .collect();
    match best[..] {
        [unit] => Ok(unit),
        [] => Err(undone(
            format!(
                "网页是“{name}”的年报，本站没有这个单位。确实是同一个单位的，加上 --unit 代号；主办本站的单位改了名，写进 site.toml"
            ),
            Exit::Content,
        )),
        _ => {
            let ids = best.iter().filter_map(|unit| unit.id.as_deref());
            let ids = ids.collect::<Vec<_>>().join("、");
            let why = format!("本站有几个单位都叫“{name}”：{ids}。加上 --unit 代号");
            Err(undone(why, Exit::Usage))
        }
    }
}

fn missing(unit: &Unit, year: u16) -> String {
    let years = unit.reports.keys().map(u16::to_string);
    let years = years.collect::<Vec<_>>().join("、");
    let name = unit.short_name();
    match years.is_empty() {
        true => format!("本站没有{name} {year} 年的年报；还是草稿的，加 --drafts"),
        false => format!("本站没有{name} {year} 年的年报，有的是 {years}；还是草稿的，加 --drafts"),
    }
}
