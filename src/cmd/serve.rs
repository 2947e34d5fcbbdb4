//! `gongkai serve`: the site in the browser while it is being written.

use std::path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diag::terminal::{print_to_string, summary};
use crate::diag::{Diagnostic, Level};
use crate::serve::revision::Revision;
use crate::serve::{Port, Preview, Progress, Refused, Stopper, lan_address};
use crate::site::texts::Texts;
use crate::snapshot::SITE;

use super::console::interrupt::on_interrupt;
use super::console::streams::{self, errln, outln};
use super::{Exit, SiteArgs, today};

/// 边写边看：保存以后，浏览器里的页面自动更新
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    site: SiteArgs,
    /// 端口；被占用时自动换下一个
    #[arg(
        long,
        value_name = "端口",
        default_value_t = 8765,
        hide_default_value = true
    )]
    port: u16,
    /// 在哪个地址上打开；0.0.0.0 让同一网络里的人也能看
    #[arg(
        long,
        value_name = "地址",
        default_value = "127.0.0.1",
        hide_default_value = true
    )]
    host: String,
    /// 同时打开浏览器
    #[arg(long)]
    open: bool,
    /// 定时查看文件；网络盘上保存了页面不更新时用
    #[arg(long)]
    poll: bool,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let root = path::absolute(&args.site.root)?;
    let port = Port::take(&args.host, args.port)?;
    let address = port.address;
    tell_of_port(args.port, &port);
    let open = args.open;
    let (stopper, stop) = Stopper::new();
    let ready = Arc::new(AtomicBool::new(false));
    let _interruption = on_interrupt({
        let ready = Arc::clone(&ready);
        // Before there is a preview, and the second time, the program ends at once.
        move || {
            if !ready.load(Ordering::Acquire) || !stopper.stop() {
                std::process::exit(Exit::Machine as i32);
            }
        }
    });
    let tell = move |told: &Progress<'_>| match told {
        Progress::NoSite(revision) => refuse(revision),
        Progress::Ready(revision) => {
            ready.store(true, Ordering::Release);
            let url = welcome(address, revision);
            print(revision);
            if open && open::that(&url).is_err() {
                errln!("没有打开浏览器：请自己打开上面的地址");
            }
        }
        Progress::Next {
            revision,
            milliseconds,
        } => {
            if revision.is_blocked() {
                outln!("有错误，页面还是上一版");
            } else {
                outln!("已更新，用时 {milliseconds} 毫秒");
            }
            print(revision);
        }
        Progress::Polling => {
            outln!("系统不能通知文件的改动，改为定时查看，更新会慢一些")
        }
    };
    let preview = Preview {
        root,
        options: args.site.options(None),
        today,
        poll: args.poll,
    };
    if !crate::serve::run(preview, port, stop, tell)? {
        return Ok(Exit::Content);
    }
    outln!("预览已停止");
    Ok(Exit::Clean)
}

/// Says why the port is another than the one that was asked for.
fn tell_of_port(asked: u16, port: &Port) {
    let taken = port.address.port();
    if asked != 0 && taken != asked {
        let why = match port.refused {
            Some(Refused::Reserved) => "被系统保留",
            _ => "已被占用",
        };
        outln!("端口 {asked} {why}，换成了 {taken}");
    }
}

/// Says that the folder is no site's, and nothing else: what more is wrong there
/// follows from that.
fn refuse(revision: &Revision) {
    let is_about_it = |one: &&Diagnostic| one.place.file.as_str() == SITE;
    let said = revision.said().map(|(one, _)| one).filter(is_about_it);
    let said: Vec<Diagnostic> = said.cloned().collect();
    let err = streams::err();
    err.text(&print_to_string(&said, &|_| None, err.has_colours()));
    errln!("没有打开预览");
}

/// Prints where the pages are, and for others in the network too; returns the
/// address for this machine's own browser.
fn welcome(address: std::net::SocketAddr, revision: &Revision) -> String {
    let port = address.port();
    let folder = revision.folder();
    let host = if address.ip().is_unspecified() {
        "127.0.0.1".to_owned()
    } else if address.is_ipv6() {
        format!("[{}]", address.ip())
    } else {
        address.ip().to_string()
    };
    let url = format!("http://{host}:{port}/{folder}");
    outln!("预览在 {url}");
    if !address.ip().is_loopback() {
        if let Some(lan) = lan_address() {
            outln!("别人打开 http://{lan}:{port}/{folder}");
        }
        outln!("注意：同一网络里的人都能看到没有发布的内容，看完请停止");
    }
    outln!("保存文件，页面自动更新。停止预览按 Ctrl+C");
    url
}

/// Prints what must be mended before anything can be shown, and counts the rest.
fn print(revision: &Revision) {
    let stops = revision.said().filter(|(_, stops)| *stops);
    let stops: Vec<Diagnostic> = stops.map(|(one, _)| one.clone()).collect();
    if !stops.is_empty() {
        let texts = Texts::of(&revision.newest.snapshot, &stops);
        let err = streams::err();
        let found = print_to_string(&stops, &|file| texts.get(file), err.has_colours());
        err.text(&found);
    }
    let mut rest = revision
        .said()
        .filter(|(_, stops)| !*stops)
        .map(|(one, _)| one);
    if rest.any(|one| one.level != Level::Info) {
        let rest = revision
            .said()
            .filter(|(_, stops)| !*stops)
            .map(|(one, _)| one);
        outln!("检查：{}", summary(rest));
    }
}
