//! What `gongkai check` asks, of a site and of files that somebody handed in.

use clap::ValueEnum;

use crate::diag::{Diagnostic, Level};

use super::SiteArgs;

/// 检查报告，不生成网站
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 只看这些年份或文件，如 2025 或 content/units/qinghe；也可以是别人交来的年报，如 年报.docx
    #[arg(value_name = "年份或路径")]
    pub only: Vec<String>,
    #[command(flatten)]
    pub site: SiteArgs,
    /// 结果的写法：human 给人看，json、sarif、github 给程序看
    #[arg(
        long,
        value_name = "格式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Format,
    /// 有“建议看”的问题也算没通过
    #[arg(long)]
    pub strict: bool,
    /// 提示也逐条写出怎么办
    #[arg(long)]
    pub notices: bool,
    /// 自动改不会改坏的地方：重复的标点、全角数字、半角标点、看不见的字符；不改数字
    #[arg(long)]
    pub fix: bool,
    /// 逐个打开指向别的网站的链接，看还在不在；只有这一项要上网
    #[arg(long)]
    pub links: bool,
    /// 讲解一条规则，如 --explain A01
    #[arg(long, value_name = "编号")]
    pub explain: Option<String>,
}

/// How what was found is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    Human,
    Json,
    Sarif,
    Github,
}

impl Args {
    /// Whether the answer is for a program and not for a person.
    pub fn is_for_programs(&self) -> bool {
        self.explain.is_none() && !matches!(self.format, Format::Human)
    }
}

/// Whether anything was found that must not be and that nobody allowed.
pub fn is_open<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>, strict: bool) -> bool {
    diagnostics.into_iter().any(|one| {
        let weighs = match one.level {
            Level::Error => true,
            Level::Warning => strict,
            Level::Info => false,
        };
        one.allowed.is_none() && weighs
    })
}
