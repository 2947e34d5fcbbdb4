//! Help and usage errors in Chinese.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::prose::{closest, printable};

use super::Exit;
use super::console::streams::{self, errln};

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}";

/// Replaces the English that the argument parser brings along.
pub fn chinese(command: clap::Command) -> clap::Command {
    let help = clap::Arg::new("help")
        .short('h')
        .long("help")
        .action(clap::ArgAction::Help)
        .help("显示这份说明");
    let version = clap::Arg::new("version")
        .short('V')
        .long("version")
        .action(clap::ArgAction::Version)
        .help("显示版本");
    let command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .override_usage("gongkai <命令> [选项]")
        .next_help_heading("选项")
        .arg(help.clone())
        .arg(version);
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |sub| {
            let value = |arg: &clap::Arg| {
                let name = arg.get_value_names()?.first()?;
                let many = matches!(arg.get_action(), clap::ArgAction::Append);
                Some(match (arg.is_required_set(), many) {
                    (true, true) => format!(" <{name}…>"),
                    (true, false) => format!(" <{name}>"),
                    (false, _) => format!(" [{name}…]"),
                })
            };
            let values: String = sub.get_positionals().filter_map(value).collect();
            let usage = format!("gongkai {name} [选项]{values}");
            sub.disable_help_flag(true)
                .disable_version_flag(true)
                .help_template(TEMPLATE)
                .override_usage(usage)
                .mut_args(|arg| arg.help_heading("选项"))
                .next_help_heading("选项")
                .arg(help.clone())
        })
    })
}

/// What people type who know other programs: `帮助`, `?`, `version`.
pub fn usual(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    match args.get(1).and_then(|word| word.to_str()) {
        Some("帮助" | "指南" | "?" | "？") => args[1] = "help".into(),
        Some("/?" | "-help") => args[1] = "--help".into(),
        Some("version" | "ver" | "版本" | "-v") => {
            args.truncate(1);
            args.push("--version".into());
        }
        _ => {}
    }
    args
}

/// A line that is right, of the command that was meant.
pub fn example(args: &[OsString]) -> &'static str {
    const EXAMPLES: [(&str, &str); 13] = [
        ("build", "gongkai build --out public"),
        ("check", "gongkai check 2025"),
        (
            "correct",
            "gongkai correct 2025 --reason \"表二行政处罚的数填错了\"",
        ),
        ("export", "gongkai export 2025 --to docx"),
        ("freeze", "gongkai freeze 2025"),
        ("help", "gongkai help 检查"),
        ("import", "gongkai import 年报.docx"),
        (
            "init",
            "gongkai init 石桥镇公开 --name \"青河县石桥镇人民政府\"",
        ),
        ("new", "gongkai new 2025"),
        ("pack", "gongkai pack"),
        ("serve", "gongkai serve --open"),
        ("theme", "gongkai theme --export"),
        (
            "verify",
            "gongkai verify https://www.example.gov.cn/nb/2025.html",
        ),
    ];
    let given = args
        .get(1)
        .and_then(|word| word.to_str())
        .unwrap_or_default();
    let near = closest(given, EXAMPLES.iter().map(|(name, _)| *name));
    let found = EXAMPLES.iter().find(|(name, _)| Some(*name) == near);
    found.map_or("gongkai check", |(_, example)| example)
}

/// Says what the argument parser found, in Chinese.
pub fn say(error: &clap::Error, example: &str) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            streams::out().text(&error.render().to_string());
            return Exit::Clean;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            streams::err().text(&error.render().to_string());
            return Exit::Usage;
        }
        _ => {}
    }
    let given = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let (argument, value) = (
        given(ContextKind::InvalidArg),
        given(ContextKind::InvalidValue),
    );
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个选项"),
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", given(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”后面没有写内容"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            // Our own checks say in Chinese what to write; the library's do not.
            let help = std::error::Error::source(error).map(ToString::to_string);
            let help = help.filter(|help| !help.is_ascii());
            let help = help.map(|help| format!("，{help}")).unwrap_or_default();
            format!("“{argument}”不能是“{value}”{help}")
        }
        ErrorKind::TooManyValues => format!("“{argument}”后面不用写内容"),
        ErrorKind::ArgumentConflict => format!("“{argument}”写了两次，或者和别的选项冲突"),
        ErrorKind::MissingRequiredArgument => format!("还要写：{argument}"),
        ErrorKind::InvalidUtf8 => "命令里有读不出来的字符".to_owned(),
        _ => "命令的写法不对".to_owned(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .map(given)
        .concat();
    let help = if near.is_empty() && error.kind() == ErrorKind::InvalidSubcommand {
        "可以写 build、check、help、import、init、new、serve、theme".to_owned()
    } else if near.is_empty() {
        "运行 gongkai help 看说明".to_owned()
    } else {
        format!("是不是“{near}”？")
    };
    let stop = if message.ends_with('？') { "" } else { "。" };
    errln!("{message}{stop}{help}\n例如：{example}");
    Exit::Usage
}

/// A failure of the machine as one paragraph, without a stack of causes.
pub fn one_line(error: &anyhow::Error) -> String {
    printable(&error.to_string())
}
