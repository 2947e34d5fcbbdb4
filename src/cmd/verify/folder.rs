//! A folder with the site that was built of these sources, or with a pack of it unzipped.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::cmd::Exit;
use crate::machine::shown;
use crate::portal::{Report, Unit};
use crate::site::Site;
use crate::snapshot::foreign_in;

use super::single::{compared, file, understood};
use super::undone::undone;
use super::{Args, Page};

/// Every report of the site beside its page in the folder, unit by unit.
pub fn pages(site: &Site, args: &Args, folder: &Path) -> Vec<Page> {
    let units = site.checked_units.iter();
    let units = units.filter_map(|one| one.unit.as_ref());
    let units = units.filter(|unit| args.unit.is_none() || unit.id == args.unit);
    let reports = units.flat_map(|unit| unit.reports.values().map(move |report| (unit, report)));
    let is_wanted = |report: &Report| args.year.is_none_or(|year| report.year == year);
    let reports: Vec<(&Unit, &Report)> = reports.filter(|(_, one)| is_wanted(one)).collect();
    if reports.is_empty() {
        let why = "本站没有这样的年报，没有可以核对的。看看 --year 和 --unit 写得对不对";
        return vec![Page {
            place: shown(folder),
            outcome: Err(undone(why, Exit::Usage)),
        }];
    }
    let Some(top) = top(folder, &reports) else {
        let why = "文件夹里没有本站的年报网页。写明 build 生成的文件夹，或者解开的压缩包";
        return vec![Page {
            place: shown(folder),
            outcome: Err(undone(why, Exit::Usage)),
        }];
    };
    let pages = reports.par_iter().map(|(unit, report)| {
        let path = top.join(report.out.as_str());
        let read = match path.is_file() {
            true => file(&path),
            false => Err(undone("没有这份年报的网页", Exit::Content)),
        };
        let outcome = read.and_then(|bytes| {
            let page = understood(&bytes, Some(report.year))?;
            Ok(compared(unit, report, &page))
        });
        Page {
            place: shown(&path),
            outcome,
        }
    });
    pages.collect()
}

/// The folder in which the pages lie: the one that was named, or the only one in it that has
/// any, for an archive may hold a folder.
fn top(folder: &Path, reports: &[(&Unit, &Report)]) -> Option<PathBuf> {
    let has_pages = |top: &Path| {
        let mut reports = reports.iter();
        reports.any(|(_, report)| top.join(report.out.as_str()).is_file())
    };
    if has_pages(folder) {
        return Some(folder.to_owned());
    }
    let inside = foreign_in(folder).ok()?;
    let suffix = reports.iter().map(|(_, report)| report.out.as_str());
    let tops = suffix.flat_map(|out| {
        inside.iter().filter_map(move |file| {
            let below = file
                .ends_with(out)
                .then(|| Path::new(out).components().count())?;
            file.ancestors().nth(below).map(Path::to_owned)
        })
    });
    // A hosted unit's folder looks like a site of its own; the highest one holds it.
    tops.min_by_key(|top| top.components().count())
}
