//! `gongkai verify`: a published report page against the source it was made from.

mod folder;
mod json;
mod single;
mod told;
mod undone;

use std::path::Path;

use crate::machine::shown;
use crate::prose::printable;
use crate::site::Site;
use crate::snapshot::Snapshot;
use crate::submissions::Verification;

use super::console::streams::{self, errln};
use super::format::Format;
use super::new::year;
use super::{Exit, SiteArgs};
use undone::Undone;

/// 核对已经发布的年报：网页上的每一个数、每一段文字，和本站的数据对一遍
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 年报的网址、存下来的网页，或者生成的整个文件夹
    #[arg(value_name = "网址或文件")]
    target: String,
    /// 网页是哪一年的年报；网页上写着的不用写
    #[arg(long, value_name = "年份", value_parser = year)]
    year: Option<u16>,
    /// 下属单位的代号，就是 content/units/ 里的文件夹名；网页上认得出的不用写
    #[arg(long, value_name = "代号")]
    unit: Option<String>,
    #[command(flatten)]
    site: SiteArgs,
    /// 不一样的全部列出来
    #[arg(long)]
    verbose: bool,
    /// 结果的写法：human 给人看，json 给程序看
    #[arg(
        long,
        value_name = "格式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
}

impl Args {
    /// Whether the answer is for a program and not for a person.
    pub fn is_for_programs(&self) -> bool {
        self.format == Format::Json
    }
}

/// The largest page that is read, in bytes.
const MOST: u64 = 20 << 20;

/// A page that was compared, or the reason why it was not.
struct Page {
    /// The address or the file.
    place: String,
    outcome: Result<Compared, Undone>,
}

/// A page beside the report that it shows.
struct Compared {
    /// Such as `青禾镇人民政府 2022 年年报`.
    title: String,
    year: u16,
    unit: Option<String>,
    verification: Verification,
}

impl Page {
    fn exit(&self) -> Exit {
        match &self.outcome {
            Ok(compared) if compared.verification.is_same() => Exit::Clean,
            Ok(_) => Exit::Content,
            Err(undone) => undone.exit,
        }
    }
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let path = Path::new(&args.target);
    let snapshot = Snapshot::take(&args.site.root)?;
    let site = Site::compose(snapshot, &args.site.options(None))?;
    if !site.checked_units.iter().any(|one| one.unit.is_some()) {
        errln!(
            "没有核对：{} 不是可以读的站点。用 --root 写明站点的文件夹",
            printable(&shown(&args.site.root))
        );
        return Ok(Exit::Usage);
    }
    let pages = match path.is_dir() {
        true => folder::pages(&site, args, path),
        false => vec![single::page(&site, args)],
    };
    match args.format {
        Format::Human => told::tell(&pages, args.verbose),
        Format::Json => {
            for page in &pages {
                streams::out().data(&json::line(page));
            }
        }
    }
    Ok(pages.iter().map(Page::exit).fold(Exit::Clean, worse))
}

/// Of two ends that which weighs more.
fn worse(one: Exit, other: Exit) -> Exit {
    match one as u8 >= other as u8 {
        true => one,
        false => other,
    }
}
