//! `gongkai correct`: what was changed in a published report becomes a correction.

use std::path::PathBuf;

use crate::diag::Diagnostic;
use crate::diag::codes::PUB02;
use crate::formats::quote::one_line;
use crate::parse::date::{self, Stamp};
use crate::parse::report::CorrectionDoc;
use crate::portal::{Change, Report};
use crate::prose::printable;
use crate::site::texts::Texts;
use crate::site::{Options, Site};
use crate::snapshot::Snapshot;

use super::console::streams::{errln, outln};
use super::keeping::Keeping;
use super::new::year;
use super::one_report::{Asked, find, folder, is_of, open_errors};
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
    let (_, report) = match find(&site, asked) {
        Ok(found) => found,
        Err(message) => {
            errln!("{}", printable(&message));
            return Ok(Exit::Usage);
        }
    };
    let all = site.found.all();
    let found = all.iter().filter(|one| is_of(one, report));
    // What is to be corrected is told under this code, and is no hindrance.
    let is_sound = report.version.is_some();
    let found = found.filter(|one| !is_sound || *one.code != PUB02);
    let found: Vec<&Diagnostic> = found.collect();
    let texts = Texts::of(&site.snapshot, &all);
    if let Some(counts) = open_errors(&site, &found, &texts) {
        errln!("没有更正：还有必须改的问题（{counts}）。先改好，再运行一次");
        return Ok(Exit::Content);
    }
    let Some(version) = report.version else {
        let year = args.year;
        errln!(
            "没有更正：{year} 年的年报还没有保存公开的版本，直接改就行；公开以后运行 gongkai freeze {year}"
        );
        return Ok(Exit::Usage);
    };
    let keeping = Keeping {
        snapshot: &site.snapshot,
        report,
    };
    correct(args, &keeping, report, version)
}

fn correct(
    args: &Args,
    keeping: &Keeping<'_>,
    report: &Report,
    version: u16,
) -> anyhow::Result<Exit> {
    let year = args.year;
    let text = keeping.text()?;
    let pending = report.stated_corrections.get(usize::from(version) - 1);
    if report.uncorrected.is_empty() {
        errln!(
            "没有更正：{year} 年的年报和公开的第 {version} 版一样。先在 {} 里改好，再运行一次",
            folder(report)
        );
        return Ok(Exit::Usage);
    }
    let (data, date) = match (pending, args.reason.as_deref().map(one_line)) {
        (Some(_), _) if report.stated_corrections.len() > usize::from(version) => {
            errln!("没有更正：report.yaml 里有几条还没有保存的更正。一次只写一条");
            return Ok(Exit::Content);
        }
        (Some(stated), Some(reason)) if reason != stated.reason => {
            errln!(
                "没有更正：report.yaml 里已经写了一条还没有保存的更正（{}）。用它就去掉 --reason，不用就先删去它",
                printable(&stated.reason)
            );
            return Ok(Exit::Usage);
        }
        (Some(stated), _) => match &stated.date {
            Some(date) => (text.clone(), date.clone()),
            None => return Ok(Exit::Content),
        },
        (None, None) => {
            errln!(
                "没有更正：要写明原因，如  gongkai correct {year} --reason 表二“行政处罚”的数填错了"
            );
            return Ok(Exit::Usage);
        }
        (None, Some(reason)) if reason.is_empty() => {
            errln!("没有更正：原因是空的。写明哪里错了，为什么改");
            return Ok(Exit::Usage);
        }
        (None, Some(reason)) => {
            let today = || {
                Some(Stamp {
                    date: today()?,
                    time: None,
                })
            };
            let Some(date) = args.date.clone().or_else(today) else {
                errln!("没有更正：电脑的日期读不出来。用 --date 写明日期");
                return Ok(Exit::Machine);
            };
            let entry = CorrectionDoc {
                version: Some(version + 1),
                date: Some(date.clone()),
                reason,
                span: 0..0,
            };
            let data = keeping.changed(&text, |doc| doc.corrections.push(entry.clone()))?;
            (data, date)
        }
    };
    if data != text {
        keeping.rewrite(&data)?;
    }
    keeping.keep(&data, date)?;
    tell(report, version);
    Ok(Exit::Clean)
}

fn tell(report: &Report, version: u16) {
    let (year, next, place) = (report.year, version + 1, folder(report));
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
