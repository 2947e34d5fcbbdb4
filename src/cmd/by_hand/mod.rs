//! How the program was started: with a command, or by a hand that clicked on it or
//! dropped something on it. Then a window was opened for it alone, which closes when
//! it ends, and with it goes whatever was said.

mod dropped;
mod menu;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{self, Path, PathBuf};
use std::process::{Command, Stdio};

use crate::machine::shown;
use crate::prose::printable;
use crate::snapshot::Nearby;

use crate::cmd::Exit;
use crate::cmd::console::answers::{Answers, Silence};
use crate::cmd::console::interrupt::on_interrupt;
use crate::cmd::console::streams::{self, errln};
use dropped::{Dropped, dropped};
use menu::{Act, Menu, Offers, Window, attend};

/// How the program was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// With a command, as in a script; or with nothing, where nobody watches.
    Command,
    /// With nothing, at a console: by a double click.
    Alone,
    /// With a path and nothing else: something was dropped.
    Dropped(PathBuf),
    /// Several things were dropped at once.
    DroppedMany(Vec<PathBuf>),
}

/// What the start is, from the arguments without the program's name. A word that is
/// a command is never taken for a file of that name.
pub(super) fn start(
    args: &[OsString],
    is_command: &dyn Fn(&str) -> bool,
    exists: &dyn Fn(&Path) -> bool,
    is_console: bool,
) -> Start {
    let is_word = |arg: &OsString| {
        let word = arg.to_string_lossy();
        word.starts_with('-') || is_command(&word)
    };
    // No slip in a command looks like that.
    let is_long = |arg: &OsString| {
        let path = Path::new(arg);
        path.is_absolute() && path.components().count() > 2
    };
    match args {
        [] if is_console => Start::Alone,
        [one] if !is_word(one) && (exists(Path::new(one)) || is_long(one)) => {
            Start::Dropped(one.into())
        }
        // What is dropped comes with its whole path; what is typed seldom does.
        [_, _, ..]
            if args
                .iter()
                .map(Path::new)
                .all(|one| one.is_absolute() && exists(one)) =>
        {
            Start::DroppedMany(args.iter().map(PathBuf::from).collect())
        }
        _ => Start::Command,
    }
}

/// Whether a person sits at both ends.
pub(super) fn is_console() -> bool {
    std::io::stdin().is_terminal() && streams::out().is_terminal()
}

/// Keeps what went wrong on the screen until somebody has read it, if the window
/// closes with the program.
pub(super) fn hold(start: &Start, exit: Exit) {
    if *start != Start::Command && exit != Exit::Clean && is_console() {
        streams::out().text("按回车键关闭\n");
        _ = Answers::on_standard_input().ask("");
    }
}

/// Does what a start by hand asks for.
pub(super) fn by_hand(start: &Start, obey: Obey<'_>) -> Exit {
    let mut console = Console { obey };
    let console = &mut console;
    let look = |path: &Path| match path::absolute(path) {
        Ok(path) => Nearby::of(&path),
        Err(_) => Nearby::Missing,
    };
    let program = std::env::current_exe().unwrap_or_default();
    let here = std::env::current_dir().unwrap_or_default();
    let home = home(&here, &program);
    if is_unpacked_for_once(&program, &std::env::temp_dir()) {
        console.say("程序还在压缩包里，关掉以后做的东西可能找不到。请先把压缩包全部解压出来，再打开解压出来的程序\n\n");
    }
    let offers = || Offers::of(&home, &program, &look);
    let dropped = |path: &Path| {
        let around = path::absolute(path);
        let around = around.map(|path| path.parent().map_or(Nearby::Missing, look));
        dropped(path, &look(path), &around.unwrap_or(Nearby::Missing))
    };
    match start {
        Start::Command => Exit::Usage,
        Start::Alone => match look(&home) {
            Nearby::Site(root) => (console.obey)(&preview(&root)),
            _ => attend(&mut Menu::new(offers(), &look), console),
        },
        Start::DroppedMany(paths) => match several(paths, &dropped) {
            Ok(root) => import(paths, root, offers(), &look, console),
            Err(message) => {
                errln!("{message}");
                Exit::Usage
            }
        },
        Start::Dropped(path) => match dropped(path) {
            Dropped::Preview(root) => (console.obey)(&preview(&root)),
            Dropped::Import(root) => {
                import(std::slice::from_ref(path), root, offers(), &look, console)
            }
            Dropped::Create if is_console() => {
                let folder = path::absolute(path).unwrap_or_else(|_| path.clone());
                attend(&mut Menu::new(offers(), &look).creating(folder), console)
            }
            Dropped::Create => {
                errln!("这个文件夹是空的，没有站点。新建站点用 gongkai init");
                Exit::Usage
            }
            Dropped::Refuse(message) => {
                errln!("{message}");
                Exit::Usage
            }
        },
    }
}

/// The site that several files are imported into; `Err` says why there is none.
fn several(paths: &[PathBuf], dropped: &dyn Fn(&Path) -> Dropped) -> Result<PathBuf, String> {
    let mut site = None;
    for path in paths {
        match dropped(path) {
            Dropped::Import(root) if *site.get_or_insert_with(|| root.clone()) == root => {}
            Dropped::Refuse(message) => return Err(message),
            _ => {
                return Err(
                    "一次只拖一个：站点的文件夹，或者它里面的一个文件。要导入的年报可以几个一起拖"
                        .to_owned(),
                );
            }
        }
    }
    site.ok_or_else(|| "没有拖进来文件".to_owned())
}

/// Asks whether reports shall be imported; where nobody can be asked, says how it is done.
fn import(
    paths: &[PathBuf],
    root: PathBuf,
    offers: Offers,
    look: &dyn Fn(&Path) -> Nearby,
    console: &mut Console<'_>,
) -> Exit {
    if is_console() {
        let absolute = |path: &PathBuf| path::absolute(path).unwrap_or_else(|_| path.clone());
        let paths = paths.iter().map(absolute).collect();
        return attend(&mut Menu::new(offers, look).importing(paths, root), console);
    }
    errln!(
        "没有导入：导入用 gongkai import 文件 --root \"{}\"",
        printable(&shown(&root))
    );
    Exit::Usage
}

/// The arguments that preview a site. Who opens it by hand is still writing, and what
/// is begun is a draft; drafts are marked as such on every page.
fn preview(root: &Path) -> Vec<OsString> {
    let words = ["gongkai", "serve", "--open", "--drafts", "--root"];
    let words = words.iter().map(OsString::from);
    words.chain([root.into()]).collect()
}

/// Where sites are looked for and made: the folder that the program was started in.
/// Who starts it "as administrator" is put into the system's own folder, where nobody
/// finds anything again; then it is the folder of the program.
fn home(here: &Path, program: &Path) -> PathBuf {
    let name = here.file_name().unwrap_or_default();
    let beside = program.parent();
    match beside.filter(|_| name.eq_ignore_ascii_case("system32")) {
        Some(beside) => beside.to_owned(),
        None => here.to_owned(),
    }
}

/// Whether an archive's window started the program: it unpacks what is clicked into a
/// folder of its own below the temporary ones, and takes it away later.
fn is_unpacked_for_once(program: &Path, temporary: &Path) -> bool {
    const MARKS: [&str; 4] = ["zip", "rar$", "7zo", "bnz."];
    let Ok(inside) = program.strip_prefix(temporary) else {
        return false;
    };
    let folders = inside.parent().unwrap_or(inside);
    let name = folders.to_string_lossy().to_lowercase();
    MARKS.iter().any(|mark| name.contains(mark))
}

/// Runs the program with these arguments.
type Obey<'o> = &'o dyn Fn(&[OsString]) -> Exit;

/// The window that a start by hand opened.
struct Console<'o> {
    obey: Obey<'o>,
}

impl Window for Console<'_> {
    fn line(&mut self) -> Option<String> {
        match Answers::on_standard_input().ask("") {
            Ok(line) => Some(line),
            Err(Silence::Unreadable) => Some(char::REPLACEMENT_CHARACTER.to_string()),
            Err(Silence::Ended) => None,
        }
    }

    fn say(&mut self, text: &str) {
        streams::out().text(text);
    }

    fn act(&mut self, act: &Act) -> Exit {
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        match act {
            Act::Init(folder) => {
                (self.obey)(&[words(&["gongkai", "init"]), vec![folder.into()]].concat())
            }
            Act::Help(None) => (self.obey)(&words(&["gongkai", "help"])),
            Act::Help(Some(topic)) => (self.obey)(&words(&["gongkai", "help", "--", topic])),
            Act::Import(root, files) => {
                let files = files.iter().map(OsString::from);
                let root = [OsString::from(root), "--".into()];
                let words = words(&["gongkai", "import", "--root"]).into_iter();
                (self.obey)(&words.chain(root).chain(files).collect::<Vec<_>>())
            }
            Act::Preview(root) => self.preview(root),
            Act::Browse(page) => match open::that(page) {
                Ok(()) => Exit::Clean,
                Err(_) => {
                    let page = printable(&shown(page));
                    self.say(&format!("没有打开浏览器：请自己打开 {page}\n"));
                    Exit::Machine
                }
            },
        }
    }
}

impl Console<'_> {
    /// Runs the preview as a program of its own, which Ctrl+C ends; the menu stays.
    fn preview(&mut self, root: &Path) -> Exit {
        let program = std::env::current_exe().unwrap_or_default();
        let args = preview(root);
        // Ctrl+C reaches all programs in the window.
        let _interruption = on_interrupt(|| {});
        self.say("正在打开预览。看完按 Ctrl+C，回到菜单\n");
        let started = Command::new(program)
            .args(&args[1..])
            .stdin(Stdio::null())
            .spawn();
        match started {
            Ok(mut child) => match child.wait() {
                Ok(ended) if ended.success() => Exit::Clean,
                _ => Exit::Machine,
            },
            // Then at least the preview, and no menu afterwards.
            Err(_) => (self.obey)(&args),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started(args: &[&str], is_console: bool) -> Start {
        let args: Vec<OsString> = args.iter().map(OsString::from).collect();
        let is_command = |word: &str| matches!(word, "check" | "help");
        let exists = |path: &Path| {
            let name = path.file_name().unwrap_or_default();
            ["check", "help", "-x", "甲", "站点"]
                .iter()
                .any(|one| name == *one)
        };
        start(&args, &is_command, &exists, is_console)
    }

    #[test]
    fn a_hand_is_told_from_a_command() {
        assert_eq!(started(&[], true), Start::Alone);
        assert_eq!(started(&[], false), Start::Command);
        for is_console in [true, false] {
            let started = |args: &[&str]| started(args, is_console);
            assert_eq!(started(&["甲"]), Start::Dropped("甲".into()));
            assert_eq!(started(&["a/站点"]), Start::Dropped("a/站点".into()));
            // A file may be called as a command is.
            for words in [["check"], ["help"], ["-x"], ["chekc"]] {
                assert_eq!(started(&words), Start::Command, "{words:?}");
            }
            assert_eq!(started(&["check", "甲"]), Start::Command);
            assert_eq!(started(&["甲", "站点"]), Start::Command);
        }
        let path = std::env::temp_dir();
        let paths = [path.join("甲"), path.join("check")];
        let paths = paths.each_ref().map(|path| path.to_str().expect("UTF-8"));
        let many = paths.map(PathBuf::from).to_vec();
        assert_eq!(started(&paths, true), Start::DroppedMany(many));
        assert_eq!(started(&paths[1..], true), Start::Dropped(paths[1].into()));
        let gone = path.join("没有");
        let gone = gone.to_str().expect("UTF-8");
        assert_eq!(started(&[gone], true), Start::Dropped(gone.into()));
    }

    #[test]
    fn new_sites_stand_where_they_are_found_again() {
        let program = Path::new("a/年报工具/gongkai.exe");
        assert_eq!(home(Path::new("b"), program), Path::new("b"));
        let system = Path::new("Windows").join("System32");
        assert_eq!(home(&system, program), Path::new("a/年报工具"));
        assert_eq!(home(&system, Path::new("")), system);
    }

    #[test]
    fn a_program_inside_an_archive_is_known() {
        let temporary = Path::new("Temp");
        let known = |program: &str| is_unpacked_for_once(Path::new(program), temporary);
        for program in [
            "Temp/Temp1_gongkai.zip/gongkai.exe",
            "Temp/360zip$Temp/360$0/gongkai.exe",
            "Temp/Rar$EXa1.2/gongkai.exe",
            "Temp/7zO4A/gongkai.exe",
            "Temp/BNZ.1/gongkai.exe",
        ] {
            assert!(known(program), "{program}");
        }
        for program in [
            "Temp/gongkai.exe",
            "Temp/年报/zip.exe",
            "a/gongkai.zip/gongkai.exe",
        ] {
            assert!(!known(program), "{program}");
        }
    }
}
