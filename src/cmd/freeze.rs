//! `gongkai freeze`: a report is public, and from now on nothing in it changes unnoticed.

use std::path::PathBuf;

use crate::freeze::freeze;
use crate::parse::date::Stamp;
use crate::portal::{RECORD, Report};
use crate::site::{Options, Site};
use crate::snapshot::Snapshot;

use super::console::streams::outln;
use super::keeping::{put, ready, refuse};
use super::new::year;
use super::one_report::Asked;
use super::{Exit, today};

/// 年报公开以后保存一份：写上“已公开”，以后改了没有写更正就不能发布
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 报告的是哪一年，如 2025
    #[arg(value_name = "年份", value_parser = year)]
    year: u16,
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

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let options = Options {
        today: today(),
        ..Options::default()
    };
    let site = Site::compose(Snapshot::take(&args.root)?, &options)?;
    let asked = Asked {
        year: args.year,
        unit: args.unit.as_deref(),
        act: "保存",
    };
    // A save that was not finished is finished now.
    let report = match ready(&site, asked, |report| report.version.is_none()) {
        Ok(report) => report,
        Err(exit) => return Ok(exit),
    };
    let today = today().map(|date| Stamp { date, time: None });
    let writes = match freeze(&site.snapshot, report, today) {
        Ok(writes) => writes,
        Err(refused) => return Ok(refuse(&refused)),
    };
    tell(report, put(&site.snapshot, &writes)?);
    Ok(Exit::Clean)
}

fn tell(report: &Report, written: bool) {
    let (year, place) = (report.year, report.folder());
    if !written {
        let version = report.version.unwrap_or(1);
        outln!("{year} 年的年报已经保存过了，现在是第 {version} 版，内容没有变");
        return;
    }
    outln!("已保存 {year} 年的年报：report.yaml 写上了“状态: 已公开”，公开的内容保存在 {place}v1/");
    outln!("{place}{RECORD} 和 v1 文件夹要和年报一起保存、一起提交，不要改");
    outln!("以后要改，改好运行  gongkai correct {year} --reason 原因");
}
