//! The commands: one file each, and the only room that prints.

mod build;
mod check;
mod drafts;
mod fix;
mod init;
mod new;
mod progress;
mod serve;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{FromArgMatches, Parser, Subcommand};

use crate::publish::refusal::Refusal;
use crate::site::Options;
use crate::site::checked::CheckedSite;
use crate::snapshot::Snapshot;

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
}

/// 政务公开静态网站生成器：把年度报告的数据和文字变成可以直接发布的网站。
#[derive(Debug, Parser)]
#[command(
    name = "gongkai",
    version,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Check(check::Args),
    Init(init::Args),
    New(new::Args),
    Serve(serve::Args),
}

/// Today in China, where the deadlines are. The only look at the calendar.
fn today() -> Option<jiff::civil::Date> {
    Some(
        jiff::tz::offset(8)
            .to_datetime(jiff::Timestamp::now())
            .date(),
    )
}

/// Which site, and which of its pages: what every command asks.
#[derive(Debug, clap::Args)]
struct SiteArgs {
    /// 站点的文件夹（里面有 site.toml）
    #[arg(
        long,
        value_name = "文件夹",
        default_value = ".",
        hide_default_value = true
    )]
    root: PathBuf,
    /// 草稿也算在内
    #[arg(long)]
    drafts: bool,
}

impl SiteArgs {
    /// What the command asks beyond what the files say.
    fn options(&self, base_url: Option<String>) -> Options {
        Options {
            base_url,
            drafts: self.drafts,
            today: today(),
            ..Options::default()
        }
    }

    /// Reads the site and checks it.
    fn check(&self) -> anyhow::Result<CheckedSite> {
        CheckedSite::check(Snapshot::take(&self.root)?, &self.options(None))
    }
}

/// Runs the program with its arguments, the program's name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let parsed = words::chinese(<Cli as clap::CommandFactory>::command())
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let exit = match parsed {
        Ok(cli) => match cli.command {
            Command::Build(args) => build::run(&args),
            Command::Check(args) => check::run(&args),
            Command::Init(args) => init::run(&args),
            Command::New(args) => new::run(&args),
            Command::Serve(args) => serve::run(&args),
        },
        Err(error) => Ok(words::say(&error)),
    };
    let exit = exit.unwrap_or_else(|error| {
        anstream::eprintln!("{}", words::one_line(&error));
        match error.downcast_ref::<Refusal>() {
            Some(
                Refusal::NotAFolder(_)
                | Refusal::NotOurs { .. }
                | Refusal::HoldsSources { .. }
                | Refusal::Occupied(_),
            ) => Exit::Usage,
            _ => Exit::Machine,
        }
    });
    ExitCode::from(exit as u8)
}
