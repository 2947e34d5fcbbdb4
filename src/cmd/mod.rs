//! The commands: one file each, and the only room that prints.

mod build;
mod check;
mod drafts;
mod findings;
mod fix;
mod init;
mod new;
mod progress;
mod serve;
mod site_args;
mod unit_table;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{FromArgMatches, Parser, Subcommand};

use crate::publish::refusal::Refusal;
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

/// Runs the program with its arguments, the program's name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = words::usual(args);
    let example = words::example(&args);
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
        Err(error) => Ok(words::say(&error, example)),
    };
    let exit = exit.unwrap_or_else(|error| {
        anstream::eprintln!("{}", words::one_line(&error));
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
    });
    ExitCode::from(exit as u8)
}
