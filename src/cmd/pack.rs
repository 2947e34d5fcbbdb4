//! `gongkai pack`: the site as one zip file for whoever puts it on a server.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use crate::build::{Built, Control, Receipt, build};
use crate::diag::Level;
use crate::export::data::sha256;
use crate::machine::shown;
use crate::pack::{LONGEST, Packed, SITE, nginx, readme, sums, verify_cmd, web_config};
use crate::path::OutPath;
use crate::prose::printable;
use crate::publish::archive::{Archive, Scratch, is_ours};
use crate::render::views::size;
use crate::site::Options;
use crate::site::context::SiteContext;
use crate::snapshot::{Foreign, Snapshot, foreign_end};

use super::build::{address, interruption, open, refuse, show};
use super::console::progress::Progress;
use super::console::streams::{errln, outln};
use super::{Exit, today};

/// 把网站打成一个包（zip），连同部署说明，交给网站管理员
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 站点的文件夹（里面有 site.toml）
    #[arg(
        long,
        value_name = "文件夹",
        default_value = ".",
        hide_default_value = true
    )]
    root: PathBuf,
    /// 包写到哪个文件；不写就是当前文件夹里的 site.zip
    #[arg(
        short,
        long,
        value_name = "文件",
        default_value = "site.zip",
        hide_default_value = true
    )]
    out: PathBuf,
    /// 网站将来的网址，代替 site.toml 里的 base_url
    #[arg(long, value_name = "网址", value_parser = address)]
    base_url: Option<String>,
    /// 有必须改的问题也打包，部署说明里会写明
    #[arg(long)]
    force: bool,
}

/// How many bytes at the end of a file tell whether it is a package of ours.
const END: u64 = 64;

/// How many paths that cannot be packed are named.
const NAMED: usize = 10;

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let name = printable(&shown(&args.out));
    if !is_free(&args.out)? {
        errln!("没有打包：已经有 {name}，不是以前打的包，没有覆盖。换一个名字：-o 文件.zip");
        return Ok(Exit::Usage);
    }
    let snapshot = Snapshot::take(&args.root)?;
    let scratch = Scratch::beside(&args.out)?;
    let site = scratch.path().join(SITE);
    let receipt = match made(args, &snapshot, &site)? {
        Ok(receipt) => receipt,
        Err(exit) => return Ok(exit),
    };
    let written = &receipt.outcome.written;
    let odd: Vec<&OutPath> = written.iter().filter(|path| is_odd(path)).collect();
    if !odd.is_empty() {
        refuse_paths(&odd);
        return Ok(Exit::Content);
    }
    let size = size(write(args, &snapshot, &site, &receipt)?);
    let files = receipt.outcome.files;
    outln!(
        "已打包 {name}   网站 {files} 个文件，包 {size}   交给网站管理员，里面的 README.txt 是部署说明"
    );
    if receipt.found.has_open_error() {
        outln!("含未解决的问题：加了 --force，部署说明里已写明");
    }
    Ok(Exit::Clean)
}

fn options(args: &Args) -> Options {
    Options {
        base_url: args.base_url.clone(),
        today: today(),
        ascii_names: true,
        ..Options::default()
    }
}

/// Builds the site into a folder of its own; `Err` if it is not to be packed.
fn made(
    args: &Args,
    snapshot: &Snapshot,
    site: &Path,
) -> anyhow::Result<Result<Box<Receipt>, Exit>> {
    let (interrupted, _interruption) = interruption();
    let progress = Progress::new();
    let control = Control {
        progress: &|phase, ready, all| progress.tell(phase, ready, all),
        interrupted: &|| interrupted.load(Ordering::Relaxed),
        force: args.force,
        skip_broken: false,
        afresh: false,
    };
    let built = build(snapshot, &options(args), site, &control);
    progress.clear();
    Ok(match built? {
        Built::Done(receipt) => {
            show(snapshot, &receipt.found.units, &receipt.found.diagnostics);
            Ok(receipt)
        }
        Built::Refused {
            diagnostics,
            units,
            forceable,
        } => {
            show(snapshot, &units, &diagnostics);
            refuse("没有打包", &diagnostics, forceable);
            Err(Exit::Content)
        }
        Built::Interrupted => {
            errln!("已停止，没有打包");
            Err(Exit::Machine)
        }
    })
}

/// Whether nothing is in the place of the package, or an older one.
fn is_free(path: &Path) -> anyhow::Result<bool> {
    Ok(match foreign_end(path, END)? {
        Foreign::Missing => true,
        Foreign::Bytes(end) => is_ours(&end),
        Foreign::Folder | Foreign::TooLarge => false,
    })
}

/// Whether a path has letters or a length that not every program unpacks.
fn is_odd(path: &OutPath) -> bool {
    let path = path.as_str();
    !path.is_ascii() || SITE.len() + 1 + path.len() > LONGEST
}

fn refuse_paths(odd: &[&OutPath]) {
    errln!(
        "没有打包：{} 个文件的路径超过 {LONGEST} 个字符，或者 static 里有中文文件名，有的服务器和解压软件认不了：",
        odd.len()
    );
    for path in odd.iter().take(NAMED) {
        errln!("  {}", printable(path.as_str()));
    }
    errln!("把文件或者文件夹的名字改短，static 里的改成英文字母和数字，再打包");
}

/// Writes the package; its size in bytes comes back.
fn write(args: &Args, snapshot: &Snapshot, site: &Path, receipt: &Receipt) -> anyhow::Result<u64> {
    let config = SiteContext::read(snapshot, &options(args), None)?.config;
    let base_url = config.base_url.as_deref();
    let mut files: Vec<&OutPath> = receipt.outcome.written.iter().collect();
    files.sort();
    let mut archive = Archive::create(&args.out)?;
    let mut summed = Vec::new();
    for path in &files {
        let name = format!("{SITE}/{path}");
        let bytes = archive.add_file(&name, &site.join(path.as_str()))?;
        summed.push((name, sha256(&bytes)));
    }
    if !files.iter().any(|path| path.folded() == "web.config") {
        archive.add(&format!("{SITE}/web.config"), &web_config(base_url))?;
    }
    let open_errors = open(&receipt.found.all())
        .filter(|one| one.level == Level::Error)
        .count();
    let packed = Packed {
        name: &config.name,
        base_url,
        files: files.len(),
        open_errors,
    };
    archive.add("README.txt", &readme(&packed))?;
    archive.add("nginx.conf.txt", &nginx(base_url))?;
    archive.add("sha256.txt", &sums(&summed))?;
    archive.add("verify.cmd", &verify_cmd())?;
    Ok(archive.finish()?)
}
