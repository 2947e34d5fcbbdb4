//! `gongkai init`: a new site, from six questions that may all stay unanswered.

use std::path::{Path, PathBuf};

use crate::machine;
use crate::parse::config;
use crate::prose::printable;
use crate::publish::create::{create, vacant};
use crate::starter::report;
use crate::starter::site::{Answers, NO_NAME, files};

use super::console::questions::{self, Question, Unanswered, any, kind, kinds, stopped};
use super::console::streams::{errln, outln};
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
        Err(Unanswered::Ended) => return Ok(stopped()),
    };
    let files = files(&answers, year, form);
    create(&args.folder, &files)?;
    print(&args.folder, year, files.len(), answers.name.is_empty());
    Ok(Exit::Clean)
}

fn refuse(message: &str) -> Exit {
    errln!("{}", printable(message));
    Exit::Usage
}

/// Puts the questions that no option answers.
fn ask(args: &Args) -> Result<Answers, Unanswered> {
    let questions: [Question<'_>; 6] = [
        ("单位全称", &args.name, any),
        ("单位简称", &args.short_name, any),
        (&kinds(), &args.kind, kind),
        ("所在的县（市、区）", &args.county, any),
        ("公开工作机构的电话，带区号", &args.phone, any),
        ("网站标识码", &args.id_code, id_code),
    ];
    let before = "问六个问题，不知道的直接按回车，以后在 site.toml 里补。";
    let [name, short_name, kind, county, phone, id_code] =
        questions::ask(questions, args.yes, before)?;
    Ok(Answers {
        name,
        short_name,
        kind,
        county,
        phone,
        id_code,
    })
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
