//! `gongkai help`: the guide that the program carries, for the terminal or as web pages.

use std::path::{Path, PathBuf};

use crate::check::codes::{codes, find};
use crate::check::reference::{explain, reference};
use crate::diag::Code;
use crate::guide::{Guide, Place, Topic};
use crate::machine::shown;
use crate::path::SourcePath;
use crate::prose::{cells, closest, padded, printable};
use crate::publish::create::create;

use super::Exit;
use super::console::streams::{self, errln, outln};

/// 看使用指南：一页、一条规则、一个命令，或者找一个词
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 页的编号或标题、规则的编号、命令的名称，或者要找的词；不写就列出全部页面
    #[arg(value_name = "题目")]
    words: Vec<String>,
    /// 把整本指南写成网页，放进这个文件夹
    #[arg(long, value_name = "文件夹")]
    html: Option<PathBuf>,
}

/// Consoles have 80 cells, and some go on to the next line when the last is filled.
const WIDTH: usize = 79;

/// The most places of a word that are listed.
const LISTED: usize = 20;

/// What a word can mean.
enum Meaning<'g> {
    Command(String),
    Rule(&'static Code),
    Topic(&'g Topic),
}

/// A rule as `check --explain` shows it too.
pub(super) fn rule(code: &'static Code) -> String {
    guide().text(&explain(code), WIDTH)
}

pub fn run(args: &Args, commands: clap::Command) -> anyhow::Result<Exit> {
    let guide = guide();
    if let Some(folder) = &args.html {
        return write(&guide, folder);
    }
    let word = args.words.join(" ");
    if word.trim().is_empty() {
        streams::out().text(&topics(&guide));
        return Ok(Exit::Clean);
    }
    if let Some(meaning) = meaning(&word, &guide, &commands) {
        streams::out().text(&answer(&meaning, &guide, commands));
        return Ok(Exit::Clean);
    }
    let asked = printable(word.trim());
    let near = near(&word, &guide, &commands);
    let places = guide.places(&word);
    if !places.is_empty() {
        outln!("“{asked}”在这些地方：\n\n{}", list(&places));
        return Ok(Exit::Clean);
    }
    if let Some(near) = near
        && let Some(meaning) = meaning(&near, &guide, &commands)
    {
        outln!("没有“{asked}”，下面是“{near}”。\n");
        streams::out().text(&answer(&meaning, &guide, commands));
        return Ok(Exit::Clean);
    }
    errln!("使用指南里没有“{asked}”。换一个词，或者从下面选一页\n");
    streams::err().text(&topics(&guide));
    Ok(Exit::Usage)
}

fn guide() -> Guide {
    Guide::new(reference())
}

fn meaning<'g>(word: &str, guide: &'g Guide, commands: &clap::Command) -> Option<Meaning<'g>> {
    let word = word.trim();
    let command = commands.find_subcommand(word.to_ascii_lowercase());
    let command = command.map(|command| Meaning::Command(command.get_name().to_owned()));
    command
        .or_else(|| find(word).map(Meaning::Rule))
        .or_else(|| guide.topic(word).map(Meaning::Topic))
}

/// The nearest of all words that mean something.
fn near(word: &str, guide: &Guide, commands: &clap::Command) -> Option<String> {
    let topics = guide.topics().iter();
    let names = topics.flat_map(|topic| [topic.title.as_str(), topic.name, topic.short_name()]);
    let rules = codes().iter().map(|code| code.id);
    let commands = commands.get_subcommands().map(clap::Command::get_name);
    let all = commands.chain(names).chain(rules);
    closest(word, all).map(str::to_owned)
}

fn answer(meaning: &Meaning<'_>, guide: &Guide, mut commands: clap::Command) -> String {
    match meaning {
        Meaning::Rule(code) => rule(code),
        Meaning::Topic(topic) => guide.page(topic, WIDTH),
        Meaning::Command(name) => {
            // What all commands take is known to each only then.
            commands.build();
            let command = commands.find_subcommand_mut(name);
            let help = command.map(|command| command.render_help().to_string());
            let help = help.unwrap_or_default();
            match guide.about(name) {
                Some(topic) => format!("{help}\n\n{}", guide.page(topic, WIDTH)),
                None => help,
            }
        }
    }
}

/// All topics, and how to come to one.
fn topics(guide: &Guide) -> String {
    let mut text = String::from("使用指南\n\n");
    let titles = guide.topics().iter().map(|topic| topic.title.as_str());
    let width = titles.map(cells).max().unwrap_or(0);
    for topic in guide.topics() {
        let (number, title) = (topic.number, padded(&topic.title, width));
        text += &format!("{number:>4}  {title}  {}\n", topic.summary);
    }
    text += "\n看一页：gongkai help 6，或者 gongkai help 检查\n\
             查一条规则：gongkai help A01\n\
             查一个命令：gongkai help check；全部命令：gongkai --help\n\
             找一个词：gongkai help 结转\n";
    text
}

/// Where a word stands: the command that shows it, and the heading.
fn list(places: &[Place<'_>]) -> String {
    let line = |place: &Place<'_>| {
        // Under the heading of a rule stands what is known of it.
        let id = place.heading.split(' ').next().unwrap_or_default();
        match find(id) {
            Some(code) => (format!("gongkai help {code}"), code.title.to_owned()),
            None if place.heading.is_empty() => (
                format!("gongkai help {}", place.number),
                place.title.to_owned(),
            ),
            None => (
                format!("gongkai help {}", place.number),
                format!("{} > {}", place.title, place.heading),
            ),
        }
    };
    let lines = places.iter().take(LISTED).map(line);
    let mut lines: Vec<String> = lines
        .map(|(command, words)| format!("  {}  {words}", padded(&command, 20)))
        .collect();
    if places.len() > LISTED {
        let more = places.len() - LISTED;
        lines.push(format!("  还有 {more} 处，多写几个字再找"));
    }
    lines.join("\n")
}

/// Writes the guide as web pages into a folder, and never over anything.
fn write(guide: &Guide, folder: &Path) -> anyhow::Result<Exit> {
    let pages = guide.html().into_iter();
    let files = pages.filter_map(|(name, text)| Some((SourcePath::new(&name)?, text)));
    let files: Vec<(SourcePath, String)> = files.collect();
    create(folder, &files)?;
    let folder = printable(&shown(folder));
    outln!(
        "使用指南写进了 {folder}   {} 个网页，从 index.html 看起",
        files.len()
    );
    Ok(Exit::Clean)
}
