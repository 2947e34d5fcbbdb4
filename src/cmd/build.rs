//! `gongkai build`: the sources to a finished site.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crate::build::{Built, Control, Receipt, SkippedUnit, build};
use crate::diag::terminal::summary;
use crate::diag::{Diagnostic, Level};
use crate::machine::shown;
use crate::path::OutPath;
use crate::prose::printable;
use crate::render::views::size;
use crate::site::findings::UnitEntry;
use crate::site::texts::Texts;
use crate::snapshot::Snapshot;

use super::console::interrupt::{Interruption, on_interrupt};
use super::console::progress::Progress;
use super::console::streams::{self, errln, outln};
use super::drafts::Drafts;
use super::findings::Findings;
use super::{Exit, SiteArgs};

/// 生成网站，写进 public 文件夹
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    site: SiteArgs,
    /// 网站写到哪里，默认是站点文件夹里的 public
    #[arg(long, value_name = "文件夹")]
    out: Option<PathBuf>,
    /// 网站将来的网址，代替 site.toml 里的 base_url
    #[arg(long, value_name = "网址", value_parser = address)]
    base_url: Option<String>,
    /// 有必须改的问题也生成（发布后问题仍在）
    #[arg(long)]
    force: bool,
    /// 跳过有错误的单位，留在上一次发布的样子，其他的照常生成；跳过了也返回 0
    // A county's scheduled task is `build --skip-broken && upload`: that the others go
    // out is what was asked for, so it is no failure, as with `--force`. Whoever must
    // know gets it by mail, because it is said on the error stream, or from `check`.
    #[arg(long, conflicts_with = "all")]
    skip_broken: bool,
    /// 全部重做：不沿用上次的结果，已发布的文件逐个核对，坏了的换成好的
    #[arg(long)]
    all: bool,
}

/// The most removed files that a receipt names; the rest are counted.
const NAMED: usize = 20;

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let begun = Instant::now();
    let snapshot = Snapshot::take(&args.site.root)?;
    let options = args.site.options(args.base_url.clone());
    let out = args
        .out
        .clone()
        .unwrap_or_else(|| args.site.root.join("public"));
    let (interrupted, _interruption) = interruption();
    let progress = Progress::new();
    let watch = Control {
        progress: &|phase, ready, all| progress.tell(phase, ready, all),
        interrupted: &|| interrupted.load(Ordering::Relaxed),
        force: args.force,
        skip_broken: args.skip_broken,
        afresh: args.all,
    };
    let delivery = build(&snapshot, &options, &out, &watch);
    progress.clear();
    match delivery? {
        Built::Done(receipt) => {
            let found = &receipt.found;
            tell_skipped(&receipt.skipped);
            let skipped = receipt.skipped.iter();
            let mut told: Vec<_> = skipped.flat_map(|unit| unit.errors.clone()).collect();
            told.extend_from_slice(&found.diagnostics);
            show(&snapshot, &found.units, &told);
            print(&receipt, &out, begun);
            let drafts = receipt.drafts.iter();
            let drafts = drafts.map(|draft| (&draft.file, draft.is_attachment));
            if let Some(line) = Drafts::new(drafts, options.drafts).built() {
                outln!("{line}");
            }
            if receipt.found.has_open_error() {
                outln!("含未解决的问题：加了 --force，必须改的问题也发布了出去");
            }
            Ok(Exit::Clean)
        }
        Built::Refused {
            diagnostics,
            units,
            forceable,
        } => {
            show(&snapshot, &units, &diagnostics);
            refuse("没有生成", &diagnostics, forceable);
            Ok(Exit::Content)
        }
        Built::Interrupted => {
            errln!("已停止，网站没有改动");
            Ok(Exit::Machine)
        }
    }
}

pub(super) fn show(snapshot: &Snapshot, units: &[UnitEntry], diagnostics: &[Diagnostic]) {
    let texts = Texts::of(snapshot, diagnostics);
    let findings = Findings {
        units,
        texts: &texts,
        notices: false,
    };
    let open = open(diagnostics).collect();
    findings.show(open, streams::err());
}

/// Why nothing was published, and what may be done where it is adjustable.
pub(super) fn refuse(undone: &str, diagnostics: &[Diagnostic], forceable: bool) {
    errln!(
        "{undone}：{}。原来的网站没有改动",
        summary(open(diagnostics))
    );
    if forceable {
        // What is not finished, or leads to a person, is not to go out first.
        let hold = |one: &Diagnostic| {
            one.level == Level::Error && matches!(one.code.id, "TPL01" | "PII01" | "CEL07")
        };
        let later = if diagnostics.iter().any(hold) {
            "没有填完、没有遮盖的，改好再发布"
        } else {
            "先发布再改，加 --force"
        };
        errln!("原件就是这样的，在报告里写  允许: {{规则: 理由}}；{later}");
    }
}

/// What no report allows.
pub(super) fn open(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    diagnostics.iter().filter(|one| one.allowed.is_none())
}

/// The receipt: what was made, how large, and what to know about it.
fn print(receipt: &Receipt, out: &Path, begun: Instant) {
    let outcome = &receipt.outcome;
    outln!(
        "已生成 {}   {} 个年度  {} 份报告  {} 个页面  {} 个文件  共 {}   用时 {:.2} 秒",
        shown(out),
        receipt.years.len(),
        receipt.reports,
        receipt.pages,
        outcome.files,
        size(outcome.total_bytes),
        begun.elapsed().as_secs_f64()
    );
    let largest = receipt
        .largest
        .as_ref()
        .map(|(path, bytes)| format!("最大页面 {path} {}  ", size(*bytes)));
    outln!(
        "{}站内链接 {} 个，全部有效",
        largest.unwrap_or_default(),
        receipt.links
    );
    let (written, removed) = (outcome.written.len(), outcome.removed.len());
    if written + removed == 0 {
        outln!("和上次一样，没有改动任何文件");
    } else {
        outln!(
            "重新制作 {} 页，写了 {written} 个文件，其余 {} 个没有变",
            receipt.rendered,
            outcome.unchanged
        );
    }
    names("已从网站上撤下", &outcome.removed);
    names("本应撤下、但有人改动过，留在原处", &outcome.left);
    if !receipt.skipped.is_empty() {
        let names = receipt.skipped.iter();
        let names = names.map(|unit| printable(unit.name.as_deref().unwrap_or(&unit.id)));
        let names: Vec<_> = names.collect();
        outln!(
            "跳过 {} 个有错误的单位，没有更新：{}",
            names.len(),
            names.join("、")
        );
    }
    let all = receipt.found.all();
    let allowed = all.iter().filter(|one| one.allowed.is_some()).count();
    let open: Vec<Diagnostic> = all
        .into_iter()
        .filter(|one| one.allowed.is_none())
        .collect();
    if !open.is_empty() {
        outln!("检查：{}，运行 gongkai check 看详情", summary(&open));
    }
    if allowed > 0 {
        outln!("另有 {allowed} 处问题按报告里写明的理由保留");
    }
}

/// Which units were left as they were.
fn tell_skipped(skipped: &[SkippedUnit]) {
    if skipped.is_empty() {
        return;
    }
    errln!(
        "跳过了 {} 个有错误的单位，其他单位已经生成：",
        skipped.len()
    );
    for unit in skipped {
        let what = match unit.is_published {
            true => "网页留在上一次发布的样子",
            false => "还没有发布过，网站上没有它的网页",
        };
        let name = unit.name.as_deref().unwrap_or("（没有名称）");
        let counts = summary(&unit.errors);
        let folder = format!("content/units/{}/", unit.id);
        errln!(
            "  {}  {}  {counts}；{what}",
            printable(name),
            printable(&folder)
        );
    }
    errln!("改好以后再运行 gongkai build\n");
}

fn names(what: &str, paths: &[OutPath]) {
    if paths.is_empty() {
        return;
    }
    outln!("{what}（{} 个）：", paths.len());
    for path in paths.iter().take(NAMED) {
        outln!("  {path}");
    }
    if paths.len() > NAMED {
        outln!("  ……还有 {} 个", paths.len() - NAMED);
    }
}

/// A flag that Ctrl-C raises; a second one ends the program at once, which is
/// safe at any step. So does the first where no handler can be set.
pub(super) fn interruption() -> (Arc<AtomicBool>, Interruption) {
    let flag = Arc::new(AtomicBool::new(false));
    let raised = Arc::clone(&flag);
    let interruption = on_interrupt(move || {
        let err = streams::err();
        if raised.swap(true, Ordering::Relaxed) {
            err.line_after_key("已停止。再运行一次 gongkai build，没有写完的会补齐");
            std::process::exit(Exit::Machine as i32);
        }
        err.line_after_key("正在停止……再按一次 Ctrl+C 立即停止");
    });
    (flag, interruption)
}

pub(super) fn address(text: &str) -> Result<String, String> {
    crate::parse::config::base_url(text)
}
