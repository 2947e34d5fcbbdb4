//! The menu for those who double-click: a machine that takes one line after another
//! and says what is to be done. It neither reads nor prints; [`Window`] does.

mod offers;

use std::path::{Path, PathBuf};

use crate::machine::shown;
use crate::prose::{fold, printable};
use crate::snapshot::Nearby;

use super::dropped::name;
use crate::cmd::Exit;
pub(in crate::cmd) use offers::Offers;
use offers::{Look, sites};

/// Where a person types and reads.
pub(in crate::cmd) trait Window {
    /// The next line that is typed; nothing when the input has ended.
    fn line(&mut self) -> Option<String>;
    fn say(&mut self, text: &str);
    fn act(&mut self, act: &Act) -> Exit;
}

/// What the menu asks others to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cmd) enum Act {
    /// Make a new site in this folder.
    Init(PathBuf),
    /// Import these files into the site in this folder.
    Import(PathBuf, Vec<PathBuf>),
    /// Show a site in the browser until the person has seen enough.
    Preview(PathBuf),
    /// Open a page of the guide in the browser.
    Browse(PathBuf),
    /// Show a topic of the guide, or which there are.
    Help(Option<String>),
}

/// What the next line answers.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Question {
    Choice,
    /// What a new site's folder shall be called.
    Name,
    /// Where a site is.
    Path,
    /// Whether to make a site in this empty folder.
    Create(PathBuf),
    /// Whether to preview the site that was made or that something was imported into.
    Preview(PathBuf),
    /// Which file is to be imported.
    File,
    /// Into which of the sites it is to be imported.
    Into(PathBuf),
    /// Whether to import these files into this site.
    Import(PathBuf, Vec<PathBuf>),
    Topic,
}

pub(in crate::cmd) struct Menu<'l> {
    offers: Offers,
    look: Look<'l>,
    question: Question,
    /// The whole menu is shown when it comes back, and not after every slip.
    is_shown: bool,
}

/// What becomes of a line.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cmd) enum Reply {
    Ask,
    /// Something to say, before the question is put again.
    Say(String),
    Act(Act),
    End,
}

/// Answers line by line until the person has had enough.
pub(in crate::cmd) fn attend(menu: &mut Menu<'_>, window: &mut dyn Window) -> Exit {
    loop {
        window.say(&menu.prompt());
        let line = window.line();
        match menu.take(line.as_deref()) {
            Reply::Ask => {}
            Reply::Say(words) => window.say(&format!("{}\n", printable(&words))),
            Reply::Act(act) => {
                let exit = window.act(&act);
                menu.done(&act, exit);
            }
            Reply::End => return Exit::Clean,
        }
    }
}

impl<'l> Menu<'l> {
    pub fn new(offers: Offers, look: Look<'l>) -> Self {
        Self {
            offers,
            look,
            question: Question::Choice,
            is_shown: false,
        }
    }

    /// Begins with the question whether to make a site in an empty folder.
    pub fn creating(mut self, folder: PathBuf) -> Self {
        self.question = Question::Create(folder);
        self
    }

    /// Begins with the question whether to import these files into a site.
    pub fn importing(mut self, files: Vec<PathBuf>, root: PathBuf) -> Self {
        self.question = Question::Import(root, files);
        self
    }

    /// What to show before the next line is read.
    pub fn prompt(&mut self) -> String {
        match &self.question {
            Question::Choice if self.is_shown => "写编号，按回车：".to_owned(),
            Question::Choice => {
                self.is_shown = true;
                format!("{}\n写编号，按回车：", self.list())
            }
            Question::Name => format!(
                "新站点放在 {} 里。\n文件夹叫什么名字？直接按回车就叫“{}”，不建了写 0：",
                printable(&shown(&self.offers.home)),
                self.proposal()
            ),
            Question::Path => {
                "站点的文件夹在哪里？把它拖进这个窗口，按回车；不打开了直接按回车：".to_owned()
            }
            Question::Create(folder) => format!(
                "{} 是空的文件夹。在里面新建站点？按回车新建，不建写 n：",
                printable(&shown(folder))
            ),
            Question::Preview(_) => "现在打开预览？按回车打开，不打开写 n：".to_owned(),
            Question::File => {
                "要导入的年报在哪里？把网页、Word、Excel 文件拖进这个窗口，按回车；不导入了直接按回车："
                    .to_owned()
            }
            Question::Into(_) => {
                let sites = self.offers.sites.iter().enumerate();
                let sites: String = sites
                    .map(|(at, site)| format!("  {}  {}\n", at + 1, printable(&name(site))))
                    .collect();
                format!("导入到哪个站点？\n{sites}写编号，按回车；不导入了直接按回车：")
            }
            Question::Import(root, files) => {
                let files = match files.as_slice() {
                    [one] => format!("“{}”", name(one)),
                    all => format!(" {} 个文件", all.len()),
                };
                let (files, site) = (printable(&files), printable(&name(root)));
                format!("把{files}导入到站点“{site}”？按回车导入，不导入写 n：")
            }
            Question::Topic => "看哪一页？写编号，回到菜单直接按回车：".to_owned(),
        }
    }

    fn list(&self) -> String {
        let mut lines = vec![
            String::new(),
            "gongkai：把政府信息公开年度报告做成网站".to_owned(),
            String::new(),
            "  1  新建站点".to_owned(),
            "  2  打开已有的站点".to_owned(),
        ];
        if self.offers.sample.is_some() {
            lines.push("  3  看示例".to_owned());
        }
        lines.push("  4  使用指南".to_owned());
        lines.push("  5  导入已有的年报".to_owned());
        for (at, site) in self.offers.sites.iter().enumerate() {
            let name = printable(&name(site));
            lines.push(format!("  {}  打开“{name}”", FIRST_SITE + at));
        }
        lines.push("  0  退出".to_owned());
        lines.join("\n") + "\n"
    }

    /// A name that no folder has yet.
    fn proposal(&self) -> String {
        let names = (1..).map(|count| match count {
            1 => "政务公开".to_owned(),
            count => format!("政务公开{count}"),
        });
        let mut free = names.filter(|name| self.is_free(&self.offers.home.join(name)));
        free.next().unwrap_or_default()
    }

    fn is_free(&self, folder: &Path) -> bool {
        matches!(
            (self.look)(folder),
            Nearby::Missing | Nearby::Folder { is_empty: true, .. }
        )
    }

    /// Takes the next line; nothing when the input has ended.
    pub fn take(&mut self, line: Option<&str>) -> Reply {
        // Some consoles hand Ctrl+Z on as it was typed.
        let Some(line) = line.filter(|line| !line.starts_with('\u{1a}')) else {
            return Reply::End;
        };
        let line = unquoted(line);
        match self.question.clone() {
            Question::Choice => self.choose(line),
            Question::Name => self.named(line),
            Question::Path if line.is_empty() => self.back(),
            Question::Path => self.open(line),
            Question::Create(folder) => self.confirmed(line, Act::Init(folder)),
            Question::Preview(root) => self.confirmed(line, Act::Preview(root)),
            Question::File | Question::Into(_) if line.is_empty() => self.back(),
            Question::File => self.file(line),
            Question::Into(file) => self.choose_site(line, file),
            Question::Import(root, files) => self.confirmed(line, Act::Import(root, files)),
            Question::Topic if line.is_empty() => self.back(),
            Question::Topic => Reply::Act(Act::Help(Some(line.to_owned()))),
        }
    }

    /// What follows after something was done.
    pub fn done(&mut self, act: &Act, exit: Exit) {
        self.question = match act {
            Act::Init(folder) if exit == Exit::Clean => {
                let (sites, sample) = (sites(&self.offers.home, self.look), &self.offers.sample);
                self.offers.sites = sites;
                self.offers
                    .sites
                    .retain(|site| Some(site) != sample.as_ref());
                Question::Preview(folder.clone())
            }
            // Also what was written with something left to mend is worth a look.
            Act::Import(root, _) if matches!(exit, Exit::Clean | Exit::Content) => {
                Question::Preview(root.clone())
            }
            Act::Help(_) => Question::Topic,
            _ => Question::Choice,
        };
        self.is_shown = false;
    }

    fn back(&mut self) -> Reply {
        self.question = Question::Choice;
        self.is_shown = false;
        Reply::Ask
    }

    fn choose(&mut self, line: &str) -> Reply {
        let word = fold(line);
        let number = word.trim_end_matches(['.', '、']).parse::<usize>().ok();
        let sites = &self.offers.sites;
        let site = match number {
            Some(number) => number.checked_sub(FIRST_SITE).and_then(|at| sites.get(at)),
            None => sites.iter().find(|site| name(site) == line),
        };
        match (number, &self.offers.sample, &self.offers.guide) {
            _ if line.is_empty() => Reply::Ask,
            _ if site.is_some() => Reply::Act(Act::Preview(site.cloned().unwrap_or_default())),
            (Some(0), _, _) => Reply::End,
            (Some(1), _, _) => {
                self.question = Question::Name;
                Reply::Ask
            }
            (Some(2), _, _) => {
                self.question = Question::Path;
                Reply::Ask
            }
            (Some(5), _, _) => {
                self.question = Question::File;
                Reply::Ask
            }
            (Some(3), Some(sample), _) => Reply::Act(Act::Preview(sample.clone())),
            (Some(4), _, Some(guide)) => Reply::Act(Act::Browse(guide.clone())),
            (Some(4), _, None) => Reply::Act(Act::Help(None)),
            // Who drags a folder here need not choose first.
            (None, _, _) if Path::new(line).is_absolute() => self.open(line),
            _ => Reply::Say(format!("没有“{line}”。写菜单里的一个编号，例如 1")),
        }
    }

    fn named(&mut self, line: &str) -> Reply {
        if fold(line) == "0" {
            return self.back();
        }
        let name = match line {
            "" => self.proposal(),
            line => line.to_owned(),
        };
        let path = Path::new(&name);
        if let Some(c) = name.chars().find(|c| NOT_IN_NAMES.contains(*c))
            && !path.is_absolute()
        {
            return Reply::Say(format!("文件夹的名字里不能有“{c}”，换一个名字"));
        }
        let folder = self.offers.home.join(path);
        match self.is_free(&folder) {
            true => Reply::Act(Act::Init(folder)),
            false => Reply::Say(format!("{} 已经有了，换一个名字", shown(&folder))),
        }
    }

    fn open(&self, line: &str) -> Reply {
        let path = self.offers.home.join(line);
        let shown = shown(&path);
        Reply::Say(match (self.look)(&path) {
            Nearby::Site(root) => return Reply::Act(Act::Preview(root)),
            Nearby::Missing => format!("没有找到 {shown}。检查名字，或者把文件夹拖进窗口"),
            Nearby::Folder { sites, .. } if !sites.is_empty() => {
                let names: Vec<String> = sites.iter().map(|site| name(site)).collect();
                format!(
                    "{shown} 自己不是站点，里面的这些才是：{}。请拖其中的一个",
                    names.join("、")
                )
            }
            Nearby::Folder { .. } | Nearby::File => {
                format!("{shown} 里没有 site.toml，不是站点的文件夹。换一个文件夹")
            }
        })
    }

    /// Takes the path of a file to be imported: into the site around it, else the one
    /// beside it, else one of those that the menu offers.
    fn file(&mut self, line: &str) -> Reply {
        let file = self.offers.home.join(line);
        let shown = shown(&file);
        let beside = match (self.look)(&file) {
            Nearby::Site(root) if root != file => vec![root],
            Nearby::File => sites(file.parent().unwrap_or(&file), self.look),
            Nearby::Missing => {
                return Reply::Say(format!("没有找到 {shown}。检查名字，或者把文件拖进窗口"));
            }
            Nearby::Site(_) | Nearby::Folder { .. } => {
                return Reply::Say(format!("{shown} 是文件夹。拖里面的一个文件"));
            }
        };
        match (beside.as_slice(), self.offers.sites.as_slice()) {
            ([root], _) | ([], [root]) => Reply::Act(Act::Import(root.clone(), vec![file])),
            ([], []) => Reply::Say(
                "这里还没有站点，没有地方导入。先回到菜单新建站点；站点在别处，就把年报放进它的文件夹，再拖进来"
                    .to_owned(),
            ),
            _ => {
                self.question = Question::Into(file);
                Reply::Ask
            }
        }
    }

    /// Takes the number or the name of the site that a file is imported into.
    fn choose_site(&self, line: &str, file: PathBuf) -> Reply {
        let sites = &self.offers.sites;
        let number = fold(line).parse::<usize>().ok();
        let site = match number.and_then(|number| number.checked_sub(1)) {
            Some(at) => sites.get(at),
            None => sites.iter().find(|site| name(site) == line),
        };
        match site {
            Some(root) => Reply::Act(Act::Import(root.clone(), vec![file])),
            None => Reply::Say(format!("没有“{line}”。写上面的一个编号，例如 1")),
        }
    }

    fn confirmed(&mut self, line: &str, act: Act) -> Reply {
        match fold(line).to_lowercase().as_str() {
            "" | "y" | "yes" | "是" | "好" | "1" => Reply::Act(act),
            "n" | "no" | "不" | "否" | "不是" | "0" => self.back(),
            _ => Reply::Say("按回车就是“是”，“不”写 n".to_owned()),
        }
    }
}

/// The number of the first site in the menu, after what is always there.
const FIRST_SITE: usize = 6;

/// What Windows lets no name have; elsewhere such names are a nuisance too.
const NOT_IN_NAMES: &str = "\\/:*?\"<>|";

/// A line without what surrounds it: a path that is dragged into a window is quoted
/// where it holds a space.
fn unquoted(line: &str) -> &str {
    let line = line.trim();
    let quoted = |quote| line.strip_prefix(quote)?.strip_suffix(quote);
    quoted('"').or_else(|| quoted('\'')).unwrap_or(line).trim()
}

#[cfg(test)]
mod tests;
