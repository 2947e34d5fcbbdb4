//! `gongkai init`: a new site, from six questions that may all stay unanswered.

use std::path::{Path, PathBuf};

use crate::machine;
use crate::parse::config;
use crate::parse::organization::{KINDS, kind_id};
use crate::prose::printable;
use crate::publish::create::{create, vacant};
use crate::starter::report;
use crate::starter::site::{Answers, NO_NAME, files};

use super::console::answers::{Answers as Given, Silence};
use super::console::interrupt::on_interrupt;
use super::console::streams::{self, errln, outln};
use super::{Exit, today};

/// 新建一个站点，问六个问题，不知道的可以空着
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 站点放在哪个文件夹，没有就新建
    #[arg(value_name = "文件夹")]
    folder: PathBuf,
    /// 不提问，没有用选项写明的都空着
    #[arg(long)]
    yes: bool,
    /// 单位全称
    #[arg(long, value_name = "名称")]
    name: Option<String>,
    /// 单位简称
    #[arg(long, value_name = "名称")]
    short_name: Option<String>,
    /// 哪一种单位：乡镇、街道、部门、县级政府、市级政府、省级政府
    #[arg(long, value_name = "类型")]
    kind: Option<String>,
    /// 所在的县（市、区）
    #[arg(long, value_name = "名称")]
    county: Option<String>,
    /// 公开工作机构的电话，带区号
    #[arg(long, value_name = "号码")]
    phone: Option<String>,
    /// 网站标识码：10 位数字，或 bm 加 8 位数字
    #[arg(long, value_name = "编号")]
    id_code: Option<String>,
    /// 第一份年报的年度，默认是去年
    #[arg(long, value_name = "年份", value_parser = super::new::year)]
    year: Option<u16>,
}

/// A question: what it asks, the answer given as an option, and the check.
type Question<'a> = (
    &'a str,
    &'a Option<String>,
    fn(&str) -> Result<String, String>,
);

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let Some(today) = today() else {
        errln!("没有新建：电脑的日期读不出来。请先校准日期");
        return Ok(Exit::Machine);
    };
    let this_year = u16::try_from(today.year()).unwrap_or_default();
    let year = args.year.unwrap_or(this_year.saturating_sub(1));
    let begun = match report::form(year, this_year) {
        Ok(_) if year >= this_year => Err(format!(
            "没有新建：{year} 年还没有过完，第一份年报要是已经过完的年度。写  --year {}，以后再用 gongkai new {year}",
            this_year.saturating_sub(1)
        )),
        found => found,
    };
    let form = match begun {
        Ok(form) => form,
        Err(message) => return Ok(refuse(&message)),
    };
    // Nobody shall answer six questions for a site that cannot be made.
    vacant(&args.folder, &files(&Answers::default(), year, form))?;
    let answers = match ask(args) {
        Ok(answers) => answers,
        Err(Unanswered::Wrong(message)) => return Ok(refuse(&message)),
        Err(Unanswered::Ended) => {
            streams::err().line_after_key(STOPPED);
            return Ok(Exit::Machine);
        }
    };
    let files = files(&answers, year, form);
    create(&args.folder, &files)?;
    print(&args.folder, year, files.len(), answers.name.is_empty());
    Ok(Exit::Clean)
}

/// Why there are no answers.
enum Unanswered {
    Wrong(String),
    /// The person wanted no more of it.
    Ended,
}

impl From<String> for Unanswered {
    fn from(message: String) -> Self {
        Self::Wrong(message)
    }
}

const UNREADABLE: &str = "没有新建：回答里有读不出来的字符。把回答存成 UTF-8 编码";
const STOPPED: &str = "已停止，什么也没有新建";

fn refuse(message: &str) -> Exit {
    errln!("{}", printable(message));
    Exit::Usage
}

/// Puts the questions that no option answers. A slip at the keyboard is asked
/// again; one in an option or in a file of answers ends the command, since the
/// answers behind it would all be taken for others.
fn ask(args: &Args) -> Result<Answers, Unanswered> {
    let mut answers = Given::on_standard_input();
    let person = answers.are_typed();
    let silent = args.yes;
    let kinds: Vec<String> = KINDS
        .iter()
        .enumerate()
        .map(|(at, kind)| format!("{} {}", at + 1, kind.name))
        .collect();
    let kinds = format!("类型（{}）", kinds.join("，"));
    let questions: [Question<'_>; 6] = [
        ("单位全称", &args.name, any),
        ("单位简称", &args.short_name, any),
        (&kinds, &args.kind, kind),
        ("所在的县（市、区）", &args.county, any),
        ("公开工作机构的电话，带区号", &args.phone, any),
        ("网站标识码", &args.id_code, id_code),
    ];
    let _interruption = on_interrupt(|| {
        streams::err().line_after_key(STOPPED);
        std::process::exit(Exit::Machine as i32);
    });
    if person && !silent {
        errln!("问六个问题，不知道的直接按回车，以后在 site.toml 里补。");
    }
    let mut given = Vec::new();
    for (words, option, check) in questions {
        let answer = match option {
            Some(text) => check(text)?,
            None if silent => String::new(),
            None => loop {
                let said = answers.ask(&format!("{words}："));
                let said = said.map_err(|silence| match silence {
                    Silence::Ended => Unanswered::Ended,
                    Silence::Unreadable => UNREADABLE.to_owned().into(),
                });
                match check(&said?) {
                    Ok(answer) => break answer,
                    Err(message) if person => errln!("{message}"),
                    Err(message) => return Err(message.into()),
                }
            },
        };
        given.push(answer);
    }
    let mut given = given.into_iter();
    let mut next = || given.next().unwrap_or_default();
    Ok(Answers {
        name: next(),
        short_name: next(),
        kind: next(),
        county: next(),
        phone: next(),
        id_code: next(),
    })
}

fn any(text: &str) -> Result<String, String> {
    Ok(text.trim().to_owned())
}

/// A kind by its name in either language, or by its number in the question.
fn kind(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let numbered = text.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
    let id = numbered
        .and_then(|at| KINDS.get(at))
        .map(|kind| kind.id)
        .or_else(|| kind_id(text));
    let known: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    id.map(str::to_owned)
        .ok_or_else(|| format!("没有“{text}”这种单位。可以写：{}", known.join("、")))
}

fn id_code(text: &str) -> Result<String, String> {
    let text = text.trim();
    if !text.is_empty() {
        config::id_code(text).map_err(|help| format!("“{text}”不是网站标识码。{help}"))?;
    }
    Ok(text.to_owned())
}

fn print(folder: &Path, year: u16, count: usize, nameless: bool) {
    let shown = printable(&machine::shown(folder));
    outln!("已新建 {shown}   {count} 个文件，原来的文件没有改动");
    if nameless {
        outln!("没有填单位全称，site.toml 里先写成{NO_NAME}");
    }
    let root = match shown.as_str() {
        "." => String::new(),
        _ => format!(" --root \"{shown}\""),
    };
    outln!("下一步：");
    outln!(
        "  1. 填 content/reports/{year}/ 里的 report.yaml（数字）和 report.md（文字），填好以后删去 report.yaml 的“草稿”一行"
    );
    outln!("  2. 填 content/ 里指南等三个页面，填好一页，删去那一页的“草稿”一行");
    outln!(
        "  3. 运行  gongkai check --drafts{root}  看还差什么，gongkai serve --drafts --open{root}  边写边看"
    );
}
