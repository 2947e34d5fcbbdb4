//! `gongkai correct`: what was changed in a published report becomes a correction.

use std::path::PathBuf;

use crate::freeze::{Asked as Said, correct};
use crate::parse::date::{self, Stamp};
use crate::portal::{Change, Report};
use crate::prose::printable;
use crate::site::{Options, Site};
use crate::snapshot::Snapshot;

use super::console::streams::{errln, outln};
use super::keeping::{put, ready, refuse};
use super::new::year;
use super::one_report::Asked;
use super::{Exit, today};

/// 更正已经公开的年报：记下日期和原因，旧的版本留在网上，页面上写明改了什么
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 报告的是哪一年，如 2025
    #[arg(value_name = "年份", value_parser = year)]
    year: u16,
    /// 哪里错了，为什么改；会原样登在网页上
    #[arg(long, value_name = "原因")]
    reason: Option<String>,
    /// 更正的日期，如 2026-03-12；不写就是今天
    #[arg(long, value_name = "日期", value_parser = day)]
    date: Option<Stamp>,
    /// 下属单位的代号，就是 content/units/ 里的文件夹名；不写就是主办本站的单位
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

/// The most changes that are listed.
const LISTED: usize = 50;

/// How many characters of a sentence are listed.
const WORDS: usize = 80;

fn day(text: &str) -> Result<Stamp, String> {
    date::parse(text).ok_or_else(|| "日期写成 2026-03-12 这样".to_owned())
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let options = Options {
        today: today(),
        ..Options::default()
    };
    let site = Site::compose(Snapshot::take(&args.root)?, &options)?;
    let asked = Asked {
        year: args.year,
        unit: args.unit.as_deref(),
        act: "更正",
    };
    // What is to be corrected is told under PUB02.
    let report = match ready(&site, asked, |report| report.version.is_some()) {
        Ok(report) => report,
        Err(exit) => return Ok(exit),
    };
    let Some(version) = report.version else {
        let year = args.year;
        errln!(
            "没有更正：{year} 年的年报还没有保存公开的版本，直接改就行；公开以后运行 gongkai freeze {year}"
        );
        return Ok(Exit::Usage);
    };
    let date = args.date.clone();
    let today = || today().map(|date| Stamp { date, time: None });
    let said = Said {
        reason: args.reason.clone(),
        date: date.or_else(today),
    };
    match correct(&site.snapshot, report, version, &said) {
        Ok(writes) => {
            put(&site.snapshot, &writes)?;
            tell(report, version);
            Ok(Exit::Clean)
        }
        Err(refused) => Ok(refuse(&refused)),
    }
}

fn tell(report: &Report, version: u16) {
    let (year, next, place) = (report.year, version + 1, report.folder());
    let changes = &report.uncorrected;
    outln!(
        "已更正 {year} 年的年报，现在是第 {next} 版，改了 {} 处：",
        changes.len()
    );
    let line = |change: &Change| printable(&change.line(WORDS).replace('\n', " "));
    for change in changes.iter().take(LISTED) {
        outln!("  {}", line(change));
    }
    if changes.len() > LISTED {
        outln!("  等 {} 处", changes.len());
    }
    outln!(
        "网页上会写明这些；第 {version} 版留在网上。{place}v{next}/ 要和年报一起保存、一起提交，不要改"
    );
}
