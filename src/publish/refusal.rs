//! What the publisher refuses to do, so that no foreign file is damaged.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;

use crate::machine::shown;
use crate::path::OutPath;

/// A refusal is a decision and not a failure of the machine, so `cmd` gives it
/// an exit code of its own. The published site is as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The output folder's name belongs to a file.
    NotAFolder(PathBuf),
    /// The drive or the share of the output folder is not there.
    NoDrive(PathBuf),
    /// The output folder holds things, and no record says that they are ours.
    NotOurs { out: PathBuf, found: String },
    /// The output folder and a folder of sources hold one another.
    HoldsSources { out: PathBuf, source: PathBuf },
    /// Another build is writing into the output folder.
    Busy(PathBuf),
    /// The record of an earlier build cannot be understood.
    Damaged { record: PathBuf, line: usize },
    /// The record comes from a later version of this tool.
    Newer(PathBuf),
    /// Something that is not ours stands where an output must go.
    Foreign(PathBuf),
    /// A folder is a link, and writing through it would leave the site.
    Link(PathBuf),
    /// The output would lie among the publisher's own records or git's.
    Reserved(OutPath),
    /// Two outputs cannot both be there: one file twice, or a file and a
    /// folder of one name.
    Collision(OutPath),
    /// New source files would replace these.
    Occupied(Vec<PathBuf>),
    /// The person at the keyboard stopped the build in time.
    Interrupted,
}

/// The most files that a refusal names; the rest are counted.
const NAMED: usize = 6;

impl Refusal {
    /// The file or folder that it is about.
    fn subject(&self) -> String {
        match self {
            Self::NotAFolder(path)
            | Self::NoDrive(path)
            | Self::NotOurs { out: path, .. }
            | Self::HoldsSources { out: path, .. }
            | Self::Busy(path)
            | Self::Damaged { record: path, .. }
            | Self::Newer(path)
            | Self::Foreign(path)
            | Self::Link(path) => shown(path),
            Self::Reserved(path) | Self::Collision(path) => path.to_string(),
            Self::Occupied(paths) => named(paths),
            Self::Interrupted => String::new(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.subject();
        match self {
            Self::NotAFolder(_) => {
                write!(f, "没有开始：{path} 不是文件夹。请换一个输出文件夹")
            }
            Self::NoDrive(_) => write!(
                f,
                "没有开始：{path} 所在的磁盘或网络位置不在。请接好后再运行一次，或者换一个输出文件夹"
            ),
            Self::NotOurs { found, .. } => write!(
                f,
                "没有开始：{path} 里有别的文件（如 {found}），不是本工具写出的网站。没有改动任何文件，请换一个空的输出文件夹"
            ),
            Self::HoldsSources { source, .. } => write!(
                f,
                "没有开始：输出文件夹 {path} 与原稿 {} 重叠，写进去会损坏原稿。请换一个输出文件夹",
                shown(source)
            ),
            Self::Busy(_) => {
                write!(f, "没有开始：另一次生成正在写 {path}。等它结束后再运行一次")
            }
            Self::Damaged { line, .. } => write!(
                f,
                "没有开始：上次生成的记录损坏了（{path} 第 {line} 行）。没有改动任何文件，请把整个输出文件夹改名留底，再运行一次就会写出完整的网站"
            ),
            Self::Newer(_) => write!(
                f,
                "没有开始：上次生成用的是更新的版本（{path}）。没有改动任何文件，请改用新版本，或换一个输出文件夹"
            ),
            Self::Foreign(_) => write!(
                f,
                "没有写成：{path} 的位置上有别的文件，不是本工具写的。没有覆盖它，原来的网站没有改动；请把它移走或改名后再运行一次"
            ),
            Self::Link(_) => write!(
                f,
                "没有写成：{path} 是指向别处的链接，写进去会写到网站外面。原来的网站没有改动，请换成真正的文件夹后再运行一次"
            ),
            Self::Reserved(_) => write!(
                f,
                "没有写成：{path} 用了保留的文件夹名。原来的网站没有改动，请改名后再运行一次"
            ),
            Self::Collision(_) => write!(
                f,
                "没有写成：有两处内容都要占用 {path}。原来的网站没有改动，请改动其中一处的名称后再运行一次"
            ),
            Self::Occupied(_) => write!(
                f,
                "没有新建：已经有 {path}。没有改动任何文件，请先把它们移走或改名，或者换一个文件夹"
            ),
            Self::Interrupted => f.write_str("已停止：原来的网站没有改动"),
        }
    }
}

/// The first of some files, and how many they are.
fn named(paths: &[PathBuf]) -> String {
    let names = paths.iter().take(NAMED).map(|path| shown(path));
    let names = names.collect::<Vec<_>>().join("、");
    match paths.len() {
        count if count > NAMED => format!("{names} 等 {count} 个"),
        _ => names,
    }
}

impl Error for Refusal {}
