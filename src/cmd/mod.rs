//! The commands: one file each, and the only room that prints.

mod arguments;
mod build;
mod by_hand;
mod check;
mod check_args;
mod check_file;
mod check_links;
mod console;
mod correct;
mod crash;
mod drafts;
mod export;
mod findings;
mod fix;
mod format;
mod freeze;
mod help;
mod import;
mod init;
mod keeping;
mod network;
mod new;
mod new_unit;
mod one_report;
mod pack;
mod result_file;
mod serve;
mod site_args;
mod theme;
mod unit_table;
mod verify;
mod words;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{FromArgMatches, Parser, Subcommand};

use crate::machine;
use crate::publish::refusal::Refusal;
use by_hand::{Start, by_hand, hold, is_console, start};
use console::encoding::{self, Encoding};
use console::streams::{self, errln};
use site_args::{SiteArgs, today};

/// What a command's end means to whoever called it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Clean = 0,
    /// The content has errors.
    Content = 1,
    /// The command was not understood, or asks for something dangerous.
    Usage = 2,
    /// The machine failed: disk full, no permission, interrupted.
    Machine = 3,
    /// The program itself has a fault (`EX_SOFTWARE` of sysexits.h).
    Fault = 70,
}

/// 政务公开静态网站生成器：把年度报告的数据和文字变成可以直接发布的网站。
#[derive(Debug, Parser)]
#[command(
    name = "gongkai",
    version = env!("GONGKAI_VERSION"),
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// 输出的编码：utf-8、gbk、gb18030；老的 Windows 程序要 gbk
    #[arg(
        long,
        global = true,
        value_name = "编码",
        help_heading = "选项",
        display_order = 90,
        value_parser = Encoding::named
    )]
    encoding: Option<Encoding>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Check(check_args::Args),
    Correct(correct::Args),
    Export(export::Args),
    Freeze(freeze::Args),
    Help(help::Args),
    Import(import::Args),
    Init(init::Args),
    New(new::Args),
    Pack(pack::Args),
    Serve(serve::Args),
    Theme(theme::Args),
    Verify(verify::Args),
}

/// The commands with Chinese help.
fn commands() -> clap::Command {
    words::chinese(<Cli as clap::CommandFactory>::command())
}

/// Runs the program with its arguments, the program's name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed: Vec<OsString> = args.into_iter().collect();
    let (args, unclear) = match arguments::meant(&typed, cfg!(windows)) {
        Ok(args) => (args, None),
        Err(message) => (typed.clone(), Some(message)),
    };
    let encoding = encoding::asked(&args, std::env::var_os(encoding::VARIABLE));
    streams::open(encoding.as_ref().copied().unwrap_or_default());
    // Every character of a path that was dropped is meant.
    let start = match started(&typed) {
        Start::Command if args != typed => started(&args),
        start => start,
    };
    let exit = match unclear.or(encoding.err()) {
        Some(message) if start == Start::Command => {
            errln!("{message}");
            Exit::Usage
        }
        _ => crash::guarded(&args, || match &start {
            Start::Command => obey(&args),
            start => by_hand(start, &obey),
        }),
    };
    let exit = ended(exit);
    hold(&start, exit);
    ExitCode::from(exit as u8)
}

/// How these arguments start the program.
fn started(args: &[OsString]) -> Start {
    let args = words::usual(args.iter().cloned());
    let is_command = |word: &str| commands().find_subcommand(word).is_some();
    let exists = |path: &Path| path.exists();
    let args = args.get(1..).unwrap_or_default();
    start(args, &is_command, &exists, is_console())
}

/// Does what the arguments say, and tells what became of it.
fn obey(args: &[OsString]) -> Exit {
    let args = words::usual(args.iter().cloned());
    let example = words::example(&args);
    let parsed = commands()
        .try_get_matches_from(&args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let exit = match parsed {
        Ok(cli) => command(&cli),
        Err(error) => Ok(match arguments::unreadable(&args) {
            Some(message) if error.kind() == ErrorKind::InvalidUtf8 => {
                errln!("{message}");
                Exit::Usage
            }
            _ => words::say(&error, example),
        }),
    };
    exit.unwrap_or_else(|error| {
        errln!("{}", words::one_line(&error));
        match error.downcast_ref::<Refusal>() {
            Some(
                Refusal::NotAFolder(_)
                | Refusal::NoDrive(_)
                | Refusal::NotOurs { .. }
                | Refusal::HoldsSources { .. }
                | Refusal::Occupied(_),
            ) => Exit::Usage,
            _ => Exit::Machine,
        }
    })
}

fn command(cli: &Cli) -> anyhow::Result<Exit> {
    let other = cli.encoding.is_some_and(|asked| asked != Encoding::Utf8);
    match &cli.command {
        Command::Build(args) => build::run(args),
        // RFC 8259 lets JSON be UTF-8 only, and SARIF is JSON. An encoding that
        // is set for the whole machine is meant for people and not for these.
        Command::Check(args) if args.is_for_programs() && other => {
            errln!("给程序看的格式都是 UTF-8，不能换编码。去掉 --encoding");
            Ok(Exit::Usage)
        }
        Command::Check(args) => check::run(args),
        Command::Correct(args) => correct::run(args),
        Command::Export(args) => export::run(args),
        Command::Freeze(args) => freeze::run(args),
        Command::Pack(args) => pack::run(args),
        Command::Help(args) => help::run(args, commands()),
        Command::Import(args) if args.is_for_programs() && other => {
            errln!("给程序看的格式都是 UTF-8，不能换编码。去掉 --encoding");
            Ok(Exit::Usage)
        }
        Command::Import(args) => import::run(args),
        Command::Init(args) => init::run(args),
        Command::New(args) => new::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Theme(args) => theme::run(args),
        Command::Verify(args) if args.is_for_programs() && other => {
            errln!("给程序看的格式都是 UTF-8，不能换编码。去掉 --encoding");
            Ok(Exit::Usage)
        }
        Command::Verify(args) => verify::run(args),
    }
}

/// The end of the run, once it is known whether all of its words arrived. A
/// reader that left has seen what it wanted (`gongkai check | head -1`).
fn ended(exit: Exit) -> Exit {
    match streams::failure() {
        None => exit,
        Some(error) => {
            let (reason, advice) = (machine::reason(&error), machine::advice(&error));
            errln!("输出没有写完：{reason}。{advice}再运行一次");
            Exit::Machine
        }
    }
}
