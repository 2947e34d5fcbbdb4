use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};

use super::offers::{GUIDE, SAMPLE};
use super::*;

/// A disk that is not there: what is at which path, below an absolute home.
#[derive(Default)]
struct Disk(RefCell<BTreeMap<PathBuf, Nearby>>);

fn home() -> PathBuf {
    std::env::temp_dir().join("年报 工具")
}

impl Disk {
    fn put(&self, path: PathBuf, nearby: Nearby) {
        self.0.borrow_mut().insert(path, nearby);
    }

    fn site(&self, name: &str) -> PathBuf {
        let path = home().join(name);
        self.put(path.clone(), Nearby::Site(path.clone()));
        path
    }

    fn look(&self, path: &Path) -> Nearby {
        let sites = || {
            let all = self.0.borrow();
            let sites = all.values().filter_map(|nearby| match nearby {
                Nearby::Site(root) => Some(root.clone()),
                _ => None,
            });
            sites.collect()
        };
        match self.0.borrow().get(path) {
            Some(nearby) => nearby.clone(),
            None if path == home() => Nearby::Folder {
                sites: sites(),
                is_empty: false,
            },
            None => Nearby::Missing,
        }
    }
}

/// A person who types these lines and then ends the input.
struct Person<'d> {
    lines: VecDeque<&'static str>,
    disk: &'d Disk,
    read: String,
    acts: Vec<Act>,
    exit: Exit,
}

impl Window for Person<'_> {
    fn line(&mut self) -> Option<String> {
        self.lines.pop_front().map(|line| format!("{line}\r\n"))
    }

    fn say(&mut self, text: &str) {
        self.read.push_str(text);
    }

    fn act(&mut self, act: &Act) -> Exit {
        if let Act::Init(folder) = act
            && self.exit == Exit::Clean
        {
            self.disk.put(folder.clone(), Nearby::Site(folder.clone()));
        }
        self.acts.push(act.clone());
        self.exit
    }
}

/// What was shown, and what was to be done.
fn session(disk: &Disk, exit: Exit, lines: &[&'static str]) -> (String, Vec<Act>) {
    let look = |path: &Path| disk.look(path);
    let mut person = Person {
        lines: lines.iter().copied().collect(),
        disk,
        read: String::new(),
        acts: Vec::new(),
        exit,
    };
    let offers = Offers::of(&home(), &home().join("gongkai.exe"), &look);
    let end = attend(&mut Menu::new(offers, &look), &mut person);
    assert_eq!(end, Exit::Clean);
    assert!(
        person.lines.is_empty() || lines.contains(&"0"),
        "{}",
        person.read
    );
    (person.read, person.acts)
}

#[test]
fn a_new_site_is_made_where_it_says_and_previewed_if_wanted() {
    let disk = Disk::default();
    let made = home().join("政务公开");
    let (read, acts) = session(&disk, Exit::Clean, &["1", "", "", "6", "1", "石桥镇", "n"]);
    let second = home().join("石桥镇");
    let expected = [
        Act::Init(made.clone()),
        Act::Preview(made.clone()),
        // The new site is now in the menu.
        Act::Preview(made),
        Act::Init(second),
    ];
    assert_eq!(acts, expected, "{read}");
    assert!(
        read.contains(&format!("新站点放在 {} 里", home().display())),
        "{read}"
    );
    // A name that is taken is not proposed again.
    assert!(read.contains("就叫“政务公开2”"), "{read}");
    assert_eq!(read.matches("  1  新建站点").count(), 4, "{read}");
}

#[test]
fn a_folder_is_named_as_folders_can_be() {
    let disk = Disk::default();
    disk.site("旧");
    let lines = ["1", "a/b", "年?报", "旧", "0", "1", "\"新 站\"", "0"];
    let (read, acts) = session(&disk, Exit::Machine, &lines);
    assert_eq!(acts, [Act::Init(home().join("新 站"))]);
    for part in ["不能有“/”", "不能有“?”", "旧 已经有了"] {
        assert!(read.contains(part), "{part}: {read}");
    }
    // What could not be made is not previewed; the menu is back.
    assert!(!read.contains("现在打开预览"), "{read}");
}

#[test]
fn a_site_is_opened_by_number_name_and_path() {
    let disk = Disk::default();
    let (first, second) = (disk.site("a乡"), disk.site("b镇"));
    let path = format!("\"{}\"", first.display());
    let path: &'static str = Box::leak(path.into_boxed_str());
    let lines = [
        "7", "a乡", path, "2", path, "2", "没有", "", "８", "２", "b镇", "０",
    ];
    let (read, acts) = session(&disk, Exit::Clean, &lines);
    let opened = [&second, &first, &first, &first, &second];
    let opened: Vec<Act> = opened.into_iter().cloned().map(Act::Preview).collect();
    assert_eq!(acts, opened, "{read}");
    assert!(
        read.contains("  5  导入已有的年报\n  6  打开“a乡”\n  7  打开“b镇”\n  0  退出"),
        "{read}"
    );
    for part in ["没有找到", "没有“８”"] {
        assert!(read.contains(part), "{part}: {read}");
    }
}

#[test]
fn what_is_no_site_is_answered_and_asked_again() {
    let disk = Disk::default();
    let other = home().join("别的");
    let folder = |sites: &[PathBuf]| Nearby::Folder {
        sites: sites.to_vec(),
        is_empty: false,
    };
    disk.put(other.clone(), folder(&[other.join("里面的")]));
    disk.put(home().join("图片"), folder(&[]));
    disk.put(home().join("稿.docx"), Nearby::File);
    let (read, acts) = session(&disk, Exit::Clean, &["2", "别的", "图片", "稿.docx", ""]);
    assert_eq!(acts, []);
    assert!(read.contains("这些才是：里面的。"), "{read}");
    assert_eq!(read.matches("不是站点的文件夹").count(), 2, "{read}");
    assert_eq!(read.matches("站点的文件夹在哪里").count(), 4, "{read}");
}

#[test]
fn sample_and_guide_are_offered_where_they_are() {
    let disk = Disk::default();
    let (read, acts) = session(&disk, Exit::Clean, &["3", "4", "6", "", "0"]);
    assert!(
        !read.contains("看示例") && read.contains("没有“3”"),
        "{read}"
    );
    assert_eq!(acts, [Act::Help(None), Act::Help(Some("6".to_owned()))]);
    let sample = disk.site(SAMPLE);
    let guide = home().join(GUIDE);
    disk.put(guide.clone(), Nearby::File);
    let (read, acts) = session(&disk, Exit::Clean, &["3", "4"]);
    assert_eq!(acts, [Act::Preview(sample), Act::Browse(guide)]);
    // The sample is no site of one's own.
    assert!(!read.contains("打开“示例站点”"), "{read}");
}

#[test]
fn slips_are_answered_and_the_end_of_the_input_ends() {
    let disk = Disk::default();
    let (read, acts) = session(&disk, Exit::Clean, &["x", "9", "-1", ""]);
    assert_eq!(acts, []);
    assert_eq!(read.matches("写菜单里的一个编号").count(), 3, "{read}");
    assert_eq!(read.matches("  0  退出").count(), 1, "{read}");
    session(&disk, Exit::Clean, &[]);
    session(&disk, Exit::Clean, &["1"]);
    session(&disk, Exit::Clean, &["1", "\u{1a}"]);
}

#[test]
fn an_empty_folder_that_was_dropped_becomes_a_site_only_if_wanted() {
    let disk = Disk::default();
    let look = |path: &Path| disk.look(path);
    let folder = home().join("空");
    let menu = || Menu::new(Offers::default(), &look).creating(folder.clone());
    assert!(menu().prompt().contains("空 是空的文件夹"));
    assert_eq!(
        menu().take(Some("\n")),
        Reply::Act(Act::Init(folder.clone()))
    );
    assert!(matches!(menu().take(Some("嗯嗯")), Reply::Say(_)));
    let mut refused = menu();
    assert_eq!(refused.take(Some("Ｎ")), Reply::Ask);
    assert!(refused.prompt().contains("新建站点"));
}

#[test]
fn a_report_is_imported_into_the_site_around_beside_or_chosen() {
    let disk = Disk::default();
    let report = home().join("年 报.docx");
    disk.put(report.clone(), Nearby::File);
    disk.put(
        home().join("图片"),
        Nearby::Folder {
            sites: Vec::new(),
            is_empty: true,
        },
    );
    let path = format!("\"{}\"", report.display());
    let path: &'static str = Box::leak(path.into_boxed_str());
    // Nowhere to put it.
    let (read, acts) = session(&disk, Exit::Clean, &["5", "没有", "图片", path, "", "0"]);
    assert_eq!(acts, []);
    for part in ["没有找到", "是文件夹", "这里还没有站点"] {
        assert!(read.contains(part), "{part}: {read}");
    }
    let first = disk.site("a乡");
    let import = |root: &PathBuf| Act::Import(root.clone(), vec![report.clone()]);
    let (read, acts) = session(&disk, Exit::Content, &["5", path, "n"]);
    assert_eq!(acts, [import(&first)]);
    assert!(read.contains("现在打开预览"), "{read}");
    let second = disk.site("b镇");
    // Those that lie beside it are the same two, so a person says which.
    let lines = ["5", path, "3", "２", "", "5", path, "", "0"];
    let (read, acts) = session(&disk, Exit::Clean, &lines);
    assert_eq!(acts, [import(&second), Act::Preview(second.clone())]);
    assert!(read.contains("  1  a乡\n  2  b镇\n"), "{read}");
    // One that lies in a site.
    let inside = first.join("稿.docx");
    disk.put(inside.clone(), Nearby::Site(first.clone()));
    let (_, acts) = session(&disk, Exit::Usage, &["5", "a乡/稿.docx", "0"]);
    assert_eq!(acts, [Act::Import(first, vec![inside])]);
}

#[test]
fn what_was_dropped_is_imported_only_if_wanted() {
    let disk = Disk::default();
    let look = |path: &Path| disk.look(path);
    let site = disk.site("政务公开");
    let files = [home().join("2022.docx"), home().join("2023.docx")];
    let menu = |count: usize| {
        Menu::new(Offers::default(), &look).importing(files[..count].to_vec(), site.clone())
    };
    assert!(
        menu(1)
            .prompt()
            .contains("把“2022.docx”导入到站点“政务公开”")
    );
    assert!(menu(2).prompt().contains("把 2 个文件导入到"));
    let act = Reply::Act(Act::Import(site.clone(), files.to_vec()));
    assert_eq!(menu(2).take(Some("\r\n")), act);
    assert_eq!(menu(2).take(Some("n")), Reply::Ask);
    assert!(matches!(menu(2).take(Some("嗯嗯")), Reply::Say(_)));
}
