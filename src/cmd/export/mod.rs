//! `gongkai export`: one report in another format, for whoever may not run a site.

mod review;

use std::path::{Path, PathBuf};

use crate::diag::Diagnostic;
use crate::export::docx::for_review;
use crate::export::{FORMATS, Format, ReportInputs, cms, in_a_name};
use crate::machine::shown;
use crate::prose::{closest, printable};
use crate::render::views::size;
use crate::site::Site;
use crate::site::texts::Texts;
use crate::snapshot::Snapshot;

use super::console::streams::{errln, outln};
use super::new::year;
use super::one_report::{Asked, find, is_of, open_errors};
use super::result_file::{Put, put};
use super::{Exit, SiteArgs};

/// 导出一年的年报：Word、Excel、CSV、JSON，或者可以粘贴进别的网站后台的版本
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 报告的是哪一年，如 2025
    #[arg(value_name = "年份", value_parser = year)]
    year: u16,
    /// 导出成什么：docx、xlsx、csv、json；cms 是一个网页，打开后按一下就能复制，粘贴进网站后台；
    /// cms-html 是同样的源代码
    #[arg(long, value_name = "格式", value_parser = target)]
    to: Target,
    /// 下属单位的代号，就是 content/units/ 里的文件夹名；不写就是主办本站的单位
    #[arg(long, value_name = "代号")]
    unit: Option<String>,
    /// 写到哪个文件；不写就写在当前文件夹，用年报的标题作文件名
    #[arg(short, long, value_name = "文件")]
    out: Option<PathBuf>,
    /// 文件已经在，也换成新的（里面的修改会丢）
    #[arg(long)]
    replace: bool,
    /// 送审稿：Word 后面附一页自查情况和与上年相比的变化；有问题也导出
    #[arg(long)]
    for_review: bool,
    /// 有必须改的问题也导出
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    site: SiteArgs,
}

/// What the page and the fragment for other systems are called on the command line.
const PAGE: &str = "cms";
const FRAGMENT: &str = "cms-html";

/// The largest file that is compared with a new one, in bytes.
const MOST: u64 = 200 << 20;

/// What a report is exported as.
#[derive(Clone, Copy)]
enum Target {
    Format(&'static Format),
    /// A page that copies the report into the editor of another system.
    Page,
    /// What that page copies.
    Fragment,
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

impl Target {
    fn id(self) -> &'static str {
        match self {
            Self::Format(format) => format.id,
            Self::Page => PAGE,
            Self::Fragment => FRAGMENT,
        }
    }

    /// The report in this format, with what the file is called.
    fn make(self, inputs: &ReportInputs<'_>) -> (Vec<u8>, String) {
        let title = in_a_name(&inputs.report.title);
        match self {
            Self::Format(format) => ((format.make)(inputs), format.file_name(inputs.report)),
            Self::Page => (
                cms::page(inputs).into_bytes(),
                format!("{title}（粘贴用）.html"),
            ),
            Self::Fragment => (
                cms::fragment(inputs).into_bytes(),
                format!("{title}（源代码）.html"),
            ),
        }
    }
}

/// A format by its name, by what people call it, or with a point before it.
fn target(text: &str) -> Result<Target, String> {
    let typed = text.trim().trim_start_matches('.').to_ascii_lowercase();
    let is_meant =
        |format: &&&Format| format.id == typed || format.name.eq_ignore_ascii_case(&typed);
    if let Some(format) = FORMATS.iter().find(is_meant) {
        return Ok(Target::Format(format));
    }
    match typed.as_str() {
        PAGE => return Ok(Target::Page),
        FRAGMENT => return Ok(Target::Fragment),
        _ => {}
    }
    let known = FORMATS.iter().map(|format| format.id);
    let known: Vec<&str> = known.chain([PAGE, FRAGMENT]).collect();
    Err(match closest(&typed, known.iter().copied()) {
        Some(near) => format!("没有“{text}”这种格式，是不是 {near}？"),
        None => format!("没有“{text}”这种格式，可以写：{}", known.join("、")),
    })
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let snapshot = Snapshot::take(&args.site.root)?;
    let site = Site::compose(snapshot, &args.site.options(None))?;
    let asked = Asked {
        year: args.year,
        unit: args.unit.as_deref(),
        act: "导出",
    };
    let (unit, report) = match find(&site, asked) {
        Ok(found) => found,
        Err(message) => {
            errln!("{}", printable(&message));
            return Ok(Exit::Usage);
        }
    };
    if args.for_review && args.to.id() != "docx" {
        errln!("没有导出：送审稿是 Word 文件。改成  --to docx --for-review");
        return Ok(Exit::Usage);
    }
    if let Target::Format(format) = args.to
        && !format.offers(report)
    {
        let (year, name) = (report.year, format.name);
        errln!(
            "没有导出：{year} 年的年报没有统计表，没有可以放进 {name} 的数。改用 --to docx 或 json"
        );
        return Ok(Exit::Usage);
    }
    let all = site.found.all();
    let found: Vec<&Diagnostic> = all.iter().filter(|one| is_of(one, report)).collect();
    let texts = Texts::of(&site.snapshot, &all);
    let inputs = ReportInputs { unit, report };
    let (bytes, name) = if args.for_review {
        let review = review::review(unit, report, &found, &texts);
        let name = format!("{}（送审稿）.docx", in_a_name(&report.title));
        (for_review(&inputs, &review), name)
    } else {
        if refused(&site, &found, &texts) && !args.force {
            return Ok(Exit::Content);
        }
        args.to.make(&inputs)
    };
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from(name));
    let put = put(&out, &bytes, MOST, |_| args.replace)?;
    Ok(tell(put, &out, bytes.len()))
}

/// Shows what has to be mended in a report first; whether there is anything.
fn refused(site: &Site, found: &[&Diagnostic], texts: &Texts) -> bool {
    let Some(counts) = open_errors(site, found, texts) else {
        return false;
    };
    errln!(
        "还有必须改的问题（{counts}）。先改好；一定要先导出，加 --force；送领导审，加 --for-review"
    );
    true
}

fn tell(put: Put, out: &Path, bytes: usize) -> Exit {
    let name = printable(&shown(out));
    match put {
        Put::New | Put::Replaced => outln!("已导出 {name}   {}", size(bytes as u64)),
        Put::Same => outln!("{name} 已经是这样，没有改动"),
        Put::Taken => {
            errln!(
                "没有导出：已经有 {name}，里面可能有别人的修改，没有覆盖。换一个名字（-o 文件），或者加 --replace"
            );
            return Exit::Usage;
        }
    }
    Exit::Clean
}
