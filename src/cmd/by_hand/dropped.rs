//! What to do with a folder or file that was dropped on the program.

use std::path::{Path, PathBuf};

use crate::machine::shown;
use crate::snapshot::Nearby;

/// What a thing that was dropped leads to.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cmd) enum Dropped {
    /// The site that it belongs to.
    Preview(PathBuf),
    /// An empty folder: a place for a new site.
    Create,
    /// A report that was made elsewhere, and the site that it may be taken into.
    Import(PathBuf),
    /// Why not, and what else can be dropped.
    Refuse(String),
}

/// What can be dropped.
const CAN: &str = "可以拖：站点的文件夹（里面有 site.toml），或者站点里的 site.toml、report.yaml、.md 文件；\
                   拖一个空的文件夹，可以在里面新建站点；拖年报的网页、Word、Excel 或 .txt 文件，可以导入";

/// The endings of files that `import` reads, or says of which what to do with them.
const REPORTS: [&str; 17] = [
    "htm", "html", "mht", "mhtml", "docx", "doc", "wps", "rtf", "xlsx", "xls", "et", "ods", "csv",
    "json", "txt", "md", "pdf",
];

/// Decides about a path, from what is there and what is at the folder around it.
pub(in crate::cmd) fn dropped(path: &Path, nearby: &Nearby, around: &Nearby) -> Dropped {
    let shown = shown(path);
    match nearby {
        Nearby::Site(root) if is_foreign(path) && may_be_report(path) => {
            Dropped::Import(root.clone())
        }
        Nearby::File if may_be_report(path) => beside(&shown, around),
        Nearby::Site(_) | Nearby::File if is_foreign(path) => {
            Dropped::Refuse(format!("不能打开 {shown}：程序不读这种文件。{CAN}"))
        }
        Nearby::Site(root) => Dropped::Preview(root.clone()),
        Nearby::Folder { is_empty: true, .. } => Dropped::Create,
        Nearby::Folder { sites, .. } if !sites.is_empty() => {
            let names: Vec<String> = sites.iter().map(|site| name(site)).collect();
            Dropped::Refuse(format!(
                "{shown} 自己不是站点，里面的这些才是：{}。请拖其中的一个",
                names.join("、")
            ))
        }
        Nearby::Folder { .. } => Dropped::Refuse(format!(
            "{shown} 里没有 site.toml，不是站点的文件夹，里面又有别的文件，不能在这里新建站点。{CAN}"
        )),
        Nearby::File => Dropped::Refuse(format!(
            "{shown} 不在站点里：它的文件夹和上面各层都没有 site.toml。{CAN}"
        )),
        Nearby::Missing => Dropped::Refuse(format!("没有找到 {shown}。{CAN}")),
    }
}

/// What becomes of a report that lies in no site: the one beside it takes it.
fn beside(shown: &str, around: &Nearby) -> Dropped {
    let sites: &[PathBuf] = match around {
        Nearby::Folder { sites, .. } => sites,
        _ => &[],
    };
    match sites {
        [root] => Dropped::Import(root.clone()),
        [] => Dropped::Refuse(format!(
            "没有导入 {shown}：不知道导入到哪个站点。把它放进站点的文件夹（里面有 site.toml），再拖一次；\
             还没有站点，先双击程序新建一个"
        )),
        several => {
            let names: Vec<String> = several.iter().map(|site| name(site)).collect();
            Dropped::Refuse(format!(
                "没有导入 {shown}：旁边有几个站点（{}），不知道导入到哪个。把它放进那个站点的文件夹，再拖一次",
                names.join("、")
            ))
        }
    }
}

/// The last name of a folder.
pub(in crate::cmd) fn name(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Whether a path is a file, as its name tells, of which the program makes nothing: a
/// report written in Word is no site's source, even if it lies in a site's folder.
fn is_foreign(path: &Path) -> bool {
    const OURS: [&str; 4] = ["toml", "yaml", "yml", "md"];
    path.is_file() && !ends_in(path, &OURS)
}

/// Whether a file may hold a report that was made elsewhere, as its name tells.
fn may_be_report(path: &Path) -> bool {
    path.is_file() && ends_in(path, &REPORTS)
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let is = |ending: &str| endings.iter().any(|one| ending.eq_ignore_ascii_case(one));
    ending.is_some_and(is)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn refused(path: &Path) -> String {
        match open(path) {
            Dropped::Refuse(message) => message,
            other => panic!("{other:?}"),
        }
    }

    fn open(path: &Path) -> Dropped {
        let around = path.parent().map_or(Nearby::Missing, Nearby::of);
        dropped(path, &Nearby::of(path), &around)
    }

    #[test]
    fn what_belongs_to_a_site_opens_it_and_all_else_is_answered() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for made in [
            "站点/content/reports/2025",
            "空",
            "别的",
            "两个/a",
            "两个/b",
        ] {
            fs::create_dir_all(at(made)).expect("made");
        }
        for made in [
            "站点/site.toml",
            "站点/content/reports/2025/report.yaml",
            "站点/content/reports/2025/report.md",
            "站点/content/reports/2025/稿.docx",
            "站点/图.png",
            "年报.HTML",
            "别的/表.xlsx",
            "别的/说明.md",
            "别的/图.png",
            "两个/a/site.toml",
            "两个/b/site.toml",
            "两个/表.xlsx",
        ] {
            fs::write(at(made), "").expect("written");
        }
        for inside in [
            "站点",
            "站点/site.toml",
            "站点/content/reports",
            "站点/content/reports/2025/report.yaml",
            "站点/content/reports/2025/report.md",
        ] {
            assert_eq!(open(&at(inside)), Dropped::Preview(at("站点")), "{inside}");
        }
        assert_eq!(open(&at("空")), Dropped::Create);
        for (path, part) in [
            ("站点/图.png", "不读这种文件"),
            ("别的/图.png", "不读这种文件"),
            ("别的", "不能在这里新建"),
            ("没有", "没有找到"),
        ] {
            let message = refused(&at(path));
            assert!(
                message.contains(part) && message.contains("可以拖"),
                "{message}"
            );
        }
        for report in ["站点/content/reports/2025/稿.docx", "年报.HTML"] {
            assert_eq!(open(&at(report)), Dropped::Import(at("站点")), "{report}");
        }
        for (path, part) in [
            ("别的/表.xlsx", "先双击程序新建一个"),
            ("别的/说明.md", "放进站点的文件夹"),
            ("两个/表.xlsx", "有几个站点（a、b）"),
        ] {
            let message = refused(&at(path));
            assert!(message.contains(part), "{message}");
        }
        let message = refused(folder.path());
        assert!(message.contains("这些才是：站点。"), "{message}");
    }
}
