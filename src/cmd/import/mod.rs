//! `gongkai import`: reports that were made elsewhere, as files of this site.

mod asking;
mod folder;
mod into;
mod json;
mod one;
mod outcome;
mod putting;
mod receipt;
mod review;
mod target;

use std::path::PathBuf;

use crate::import::understood::{Refused, Understood, understand};
use crate::prose::printable;
use crate::snapshot::Snapshot;

use super::console::streams::{self, errln, outln};
use super::format::Format;
use super::{Exit, new};
use outcome::{Done, Outcome, worse};
use target::Target;

/// 导入已有的年报：网页、Word、Excel 文件或者粘贴的文字，读成 report.yaml 和 report.md
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 要导入的文件，一份年报一个；写文件夹，就照机关分给各单位；写 - 就读粘贴的文字
    #[arg(value_name = "文件", required = true)]
    files: Vec<PathBuf>,
    /// 报告的是哪一年，如 2022；原件里写着的不用写
    #[arg(long, value_name = "年份", value_parser = new::year)]
    year: Option<u16>,
    /// 下属单位的代号，就是 content/units/ 里的文件夹名；不写就是本站的主办单位
    #[arg(long, value_name = "代号")]
    unit: Option<String>,
    /// 导入文件夹时，没有的单位一起新建
    #[arg(long, conflicts_with = "unit")]
    create_units: bool,
    /// 导入文件夹时，把退回意见写进这个文件夹，一家一个文本文件
    #[arg(long, value_name = "文件夹")]
    letters: Option<PathBuf>,
    /// 站点的文件夹（里面有 site.toml）
    #[arg(
        long,
        value_name = "文件夹",
        default_value = ".",
        hide_default_value = true
    )]
    root: PathBuf,
    /// 不提问：不知道是哪一年就不导入，读不定的都空着
    #[arg(long)]
    yes: bool,
    /// 只看读出什么，不写文件
    #[arg(long)]
    dry_run: bool,
    /// 写成草稿；读不全的文件，读到多少写多少
    #[arg(long)]
    force_draft: bool,
    /// 一个文件里有几份年报时，一份一份导入
    #[arg(long)]
    split: bool,
    /// 已经有这一年的年报时，换成导入的
    #[arg(long)]
    replace: bool,
    /// 领导改过的送审稿读回来：改这一年的年报，列出改了什么
    #[arg(long, value_name = "年份", value_parser = new::year,
        conflicts_with_all = ["year", "create_units", "letters", "force_draft", "split", "replace", "report",
            "format"])]
    into: Option<u16>,
    /// 写一张核对表（网页）：左边是原件里写的，右边是读成的
    #[arg(long, value_name = "文件.html")]
    report: Option<PathBuf>,
    /// 略去的每一行、每一个文件也列出来
    #[arg(long)]
    verbose: bool,
    /// 结果的写法：human 给人看，json 给程序看
    #[arg(
        long,
        value_name = "格式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
}

impl Args {
    /// Whether the answer is for a program and not for a person.
    pub fn is_for_programs(&self) -> bool {
        self.format == Format::Json
    }
}

/// Understands the bytes of a file.
type Understand<'u> = &'u (dyn Fn(&[u8]) -> Result<Understood, Refused> + Sync);

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if let Some(year) = args.into {
        return into::run(args, year);
    }
    run_with(args, &|bytes| understand(bytes, args.year))
}

fn run_with(args: &Args, understand: Understand<'_>) -> anyhow::Result<Exit> {
    if folder::is_asked_for(args) {
        if args.report.is_some() {
            errln!(
                "没有导入：文件夹里有多家的年报，不写在一张核对表里。一家一家导入时再写 --report，或者去掉它"
            );
            return Ok(Exit::Usage);
        }
        if args.split {
            errln!(
                "没有导入：--split 不用于文件夹。里面有几份年报的文件，写明文件名单独导入时再写 --split"
            );
            return Ok(Exit::Usage);
        }
        return folder::run(args, understand);
    }
    if args.year.is_some() && (args.files.len() > 1 || args.split) {
        errln!("没有导入：几份年报不会都是一年的。一次只导入一份，或者去掉 --year");
        return Ok(Exit::Usage);
    }
    if let Some(Err(why)) = args.report.as_deref().map(review::place) {
        errln!("{}", printable(&why));
        return Ok(Exit::Usage);
    }
    let snapshot = Snapshot::take(&args.root)?;
    let Some(target) = Target::or_told(&snapshot, args) else {
        return Ok(Exit::Usage);
    };
    let mut years = one::Years::new();
    let mut exit = Exit::Clean;
    let mut all = Vec::new();
    for file in &args.files {
        let (done, ended) = one::import(args, &target, file, understand, &mut years);
        let is_one = args.files.len() == 1 && done.len() == 1;
        for done in done {
            match args.format {
                Format::Human => tell(args, &target, &done, is_one),
                Format::Json => streams::out().data(&json::line(args, &target, &done)),
            }
            exit = worse(exit, done.exit());
            all.push(done);
        }
        if ended.is_some() {
            exit = worse(exit, asking::stopped());
            break;
        }
    }
    if all.len() > 1 && args.format == Format::Human {
        outln!("{}", total(&all));
    }
    if let Some(report) = &args.report {
        review::write(report, &all, args.format)?;
    }
    Ok(exit)
}

/// What a person is told of one report; `is_one` if it is the only one.
fn tell(args: &Args, target: &Target<'_>, done: &Done, is_one: bool) {
    let name = printable(&done.file);
    match &done.outcome {
        Outcome::Refused(undone) => {
            errln!("{name}：没有导入，{}", printable(&undone.why));
        }
        Outcome::Read(read) => {
            if !is_one {
                outln!("{name}");
            }
            streams::out().text(&receipt::tell(&read.imported.receipt, args.verbose));
            streams::out().text(&receipt::written(args, target, read));
        }
    }
    if !is_one {
        outln!("");
    }
}

/// How many files came to what.
fn total(all: &[Done]) -> String {
    let count = |is: &dyn Fn(&Done) -> bool| all.iter().filter(|done| is(done)).count();
    let written = count(&Done::is_written);
    let drafts = count(&|done| done.is_written() && done.is_draft());
    let drafts = match drafts {
        0 => String::new(),
        drafts => format!("（其中草稿 {drafts} 份）"),
    };
    format!(
        "一共 {} 个文件，写了 {written} 份年报{drafts}，没有写 {} 个",
        all.len(),
        all.len() - written
    )
}

#[cfg(test)]
mod tests;
