//! A folder in which sites are begun, with a name that people use and
//! programs stumble over.

// Every test file is a crate of its own and uses its own part of this.
#![allow(dead_code)]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Instant;

use tempfile::TempDir;

use crate::common::{LIMIT, Run, Tree, finish, gongkai, run, start, tree};

/// The words of a report in which nothing is left open.
pub const WORDS: &str = "## 一、总体情况\n\n全年在村口的公开栏和县政府网站公开信息，没有收到申请。\n\n\
     ## 五、存在的主要问题及改进情况\n\n公开栏更新不及时，下一步每月检查一次。\n\n\
     ## 六、其他需要报告的事项\n\n没有收取信息处理费。\n";

pub struct Fresh {
    folder: TempDir,
}

impl Fresh {
    /// Nothing is there yet.
    pub fn nothing() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder }
    }

    /// A site as `init --yes` makes it.
    pub fn site(options: &[&str]) -> Self {
        let fresh = Self::nothing();
        fresh.init(&[&["--yes"], options].concat()).clean();
        fresh
    }

    /// A site whose report of this year is filled in and no draft.
    pub fn filled(year: u16) -> Self {
        let fresh = Self::site(&["--name", "青禾镇人民政府", "--year", &year.to_string()]);
        let folder = format!("content/reports/{year}");
        let data = format!(
            "年度: {year}\n成文日期: {0}-01-10\n表二: {{其余为零: true}}\n表三: {{其余为零: true}}\n表四: {{其余为零: true}}\n",
            year + 1
        );
        fresh.write(&format!("{folder}/report.yaml"), &data);
        fresh.write(&format!("{folder}/report.md"), WORDS);
        fresh
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("昌图 镇")
    }

    pub fn init(&self, options: &[&str]) -> Run {
        run(gongkai(&["init"]).arg(self.root()).args(options))
    }

    /// `init` with the answers on its standard input.
    pub fn answer(&self, answers: &[u8]) -> Run {
        let mut command = gongkai(&["init"]);
        command.arg(self.root()).stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let begun = Instant::now();
        let mut child = start(&mut command);
        let mut stdin = child.stdin.take().expect("a pipe");
        // It may refuse the first answers and not wait for the others.
        _ = stdin.write_all(answers);
        drop(stdin);
        finish(child, begun, LIMIT)
    }

    /// Any command on the site.
    pub fn gongkai(&self, arguments: &[&str]) -> Run {
        run(gongkai(arguments).arg("--root").arg(self.root()))
    }

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub fn write(&self, file: &str, text: &str) -> &Self {
        let path = self.root().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("its folder");
        fs::write(path, text).expect("written");
        self
    }

    pub fn tree(&self) -> Tree {
        tree(&self.root())
    }
}

/// This year, as the program sees it.
pub fn this_year() -> u16 {
    let now = jiff::Timestamp::now();
    let year = jiff::tz::offset(8).to_datetime(now).date().year();
    u16::try_from(year).expect("a year after Christ")
}
