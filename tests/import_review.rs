//! What a person meets around an import: the 核对表, and the questions at a console.

mod common;

use std::fs;
use std::path::Path;

use common::{Run, TestSite, gongkai, run};
use scraper::{Html, Selector};

const SITE: &str = "-- site.toml --\n[organization]\nname = \"青禾镇人民政府\"\n";

/// A report of which one row can be read in several ways, and its signature.
const REPORT: &str = "青禾镇2022年政府信息公开工作年度报告\n\n一、总体情况\n\n\
    2022年，青禾镇主动<&>公开政府信息56条，制发行政规范性文件11件。\n\n\
    二、主动公开政府信息情况\n\n第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数\
    规章000行政规范性文件1129第二十条第（五）项信息内容本年处理决定数量行政许可17\
    第二十条第（六）项信息内容本年处理决定数量行政处罚3行政强制0\
    第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费0\n\n\
    五、存在的主要问题及改进情况\n\n公开的内容还不够全面。\n\n青禾镇人民政府\n\n2023年1月16日\n";

fn site() -> TestSite {
    let site = TestSite::from(SITE);
    fs::write(site.around().join("年报.txt"), REPORT).expect("written");
    site
}

/// Imports files that lie beside the site, from their folder.
fn import(site: &TestSite, words: &[&str]) -> Run {
    let mut command = gongkai(&["import", "--root"]);
    run(command
        .arg(site.root())
        .args(words)
        .current_dir(site.around()))
}

fn page(path: &Path) -> Html {
    let text = fs::read_to_string(path).expect("a page");
    Html::parse_document(&text)
}

fn said(html: &Html, css: &str) -> Vec<String> {
    let selector = Selector::parse(css).expect("a selector");
    let words = |one: scraper::ElementRef<'_>| {
        let text: String = one.text().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    html.select(&selector).map(words).collect()
}

#[test]
fn the_page_holds_what_stood_there_and_what_was_read() {
    let site = site();
    let told = import(&site, &["年报.txt", "--dry-run", "--report", "核对表.html"]);
    let told = told.ended_with(1).stdout;
    assert!(told.contains("核对表已写入 核对表.html"), "{told}");
    assert!(!site.at("content").exists(), "nothing else is written");
    let path = site.around().join("核对表.html");
    let html = page(&path);
    assert_eq!(said(&html, "h1"), ["核对表：2022 年年报"]);
    let summary = told.lines().next().expect("a line");
    assert_eq!(said(&html, ".sum"), [summary]);
    let rows = said(&html, "table.cells tbody tr");
    assert_eq!(
        rows[..2],
        [
            "第 9 行 000 规章 0 拆 0 拆 0 拆",
            "第 9 行 1129 行政规范性文件 待定 待定 待定"
        ]
    );
    // Markup of the report is words, and nothing is fetched or run.
    let text = fs::read_to_string(&path).expect("a page");
    assert!(text.contains("主动&lt;&amp;&gt;公开"));
    assert!(said(&html, "script, link, img, [src]").is_empty());
    // It looks like a report, and is none.
    let told = import(&site, &["核对表.html"]).ended_with(1).stderr;
    assert!(told.contains("不是年报"), "{told}");
    // Only a page of ours is replaced.
    fs::write(
        site.around().join("年报.txt"),
        REPORT.replace("56条", "57条"),
    )
    .expect("written");
    import(&site, &["年报.txt", "--dry-run", "--report", "核对表.html"]).ended_with(1);
    let again = fs::read_to_string(&path).expect("a page");
    assert!(again.contains("57条") && !again.contains("56条"));
    let names: Vec<String> = fs::read_dir(site.around())
        .expect("a folder")
        .map(|one| {
            one.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn what_is_not_ours_is_never_replaced_and_then_nothing_is_imported() {
    let site = site();
    let other = site.around().join("别的.html");
    fs::write(&other, "<p>别人的").expect("written");
    fs::create_dir(site.around().join("夹.html")).expect("made");
    for (name, part) in [
        ("别的.html", "不是本程序写的核对表"),
        ("夹.html", "是文件夹"),
        ("年报.txt", "以 .html 结尾"),
    ] {
        let told = import(&site, &["年报.txt", "--report", name]).ended_with(2);
        assert!(told.stderr.contains(part), "{}", told.stderr);
        assert!(!site.at("content").exists());
    }
    assert_eq!(fs::read_to_string(&other).expect("read"), "<p>别人的");
    assert_eq!(
        fs::read_to_string(site.around().join("年报.txt")).expect("read"),
        REPORT
    );
}

#[test]
fn several_files_are_on_one_page_also_those_that_were_refused() {
    let site = site();
    fs::write(site.around().join("通知.txt"), "关于开会的通知\n").expect("written");
    let next = REPORT.replace("2022", "2021");
    fs::write(site.around().join("旧.txt"), next).expect("written");
    let names = ["年报.txt", "通知.txt", "旧.txt"];
    let words = [&names[..], &["--report", "核对表.html", "--format", "json"]].concat();
    let told = import(&site, &words).ended_with(1).stdout;
    assert_eq!(told.lines().count(), 3, "JSON alone: {told}");
    let html = page(&site.around().join("核对表.html"));
    assert_eq!(said(&html, "h2"), names);
    assert_eq!(said(&html, "nav a"), names);
    assert!(said(&html, "#f2 + .sum")[0].starts_with("没有导入："));
    // Of what nobody could read there is nothing to compare.
    let told = import(&site, &["通知.txt", "--report", "无.html"]).ended_with(1);
    assert!(told.stderr.contains("没有写核对表"), "{}", told.stderr);
    assert!(!site.around().join("无.html").exists());
}

/// Where nobody sits at both ends nothing is asked, and nothing waits.
#[test]
fn pipes_are_never_asked() {
    let site = site();
    let told = import(&site, &["年报.txt"]).ended_with(1);
    assert!(told.stdout.contains("3 个读不定") && !told.stderr.contains("编号"));
    assert!(
        site.read("content/reports/2022/report.yaml")
            .contains("待定")
    );
    let nameless = REPORT
        .replace("2022年", "本年")
        .replace("2023年1月16日", "");
    fs::write(site.around().join("年报.txt"), nameless).expect("written");
    let told = import(&site, &["年报.txt"]).ended_with(2);
    assert!(told.stderr.contains("加上 --year"), "{}", told.stderr);
}

/// At a terminal, which `script` provides.
#[cfg(target_os = "linux")]
mod at_a_terminal {
    use std::io::{Read, Write};
    use std::process::{Child, Command, Stdio};

    use super::*;

    const DATA: &str = "content/reports/2022/report.yaml";

    struct Terminal {
        child: Child,
        seen: Vec<u8>,
    }

    impl Terminal {
        fn import(site: &TestSite, options: &str) -> Self {
            let root = site.root().display().to_string();
            Self::run(site, &format!("import 年报.txt --root {root} {options}"))
        }

        fn run(site: &TestSite, words: &str) -> Self {
            let line = format!("exec {} {words}", env!("CARGO_BIN_EXE_gongkai"));
            let mut script = Command::new("script");
            script.args(["-qec", &line, "/dev/null"]);
            script.env("SHELL", "/bin/sh").env("TERM", "dumb");
            script.current_dir(site.around());
            let child = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
            Self {
                child: child.expect("a terminal"),
                seen: Vec::new(),
            }
        }

        /// Reads on until these words are shown.
        fn until(&mut self, words: &str) -> &mut Self {
            let shown = self.child.stdout.as_mut().expect("a pipe");
            let mut byte = [0];
            while !String::from_utf8_lossy(&self.seen).contains(words) {
                let read = shown.read(&mut byte).expect("a terminal");
                let seen = String::from_utf8_lossy(&self.seen);
                assert_eq!(read, 1, "no “{words}” in: {seen}");
                self.seen.push(byte[0]);
            }
            self.seen.clear();
            self
        }

        fn keys(&mut self, keys: &[u8]) -> &mut Self {
            let pipe = self.child.stdin.as_mut().expect("a pipe");
            pipe.write_all(keys).expect("a terminal");
            self
        }

        /// The rest of what is shown, and the exit code.
        fn end(mut self) -> (String, Option<i32>) {
            let mut shown = self.child.stdout.take().expect("a pipe");
            shown.read_to_end(&mut self.seen).expect("a terminal");
            let code = self.child.wait().expect("a child of ours").code();
            (String::from_utf8_lossy(&self.seen).into_owned(), code)
        }
    }

    #[test]
    fn a_person_chooses_and_what_was_chosen_is_written() {
        let site = site();
        let mut terminal = Terminal::import(&site, "");
        terminal.until("1  11、2、9（文字里写着 11）");
        terminal.until("直接按回车就是 0：").keys(b"1\n");
        let (said, _) = terminal.end();
        assert!(said.contains("3 个人工选定"), "{said}");
        let data = site.read(DATA);
        assert!(!data.contains("待定"), "{data}");
        let row = data.lines().find(|line| line.contains("规范性文件:"));
        let row = row.expect("the row");
        assert!(row.contains("{制发: 11, 废止: 2, 现行有效: 9}"), "{row}");
        assert!(row.contains("人工选定，原件（第 9 行）是 1129"), "{row}");
    }

    #[test]
    fn enter_decides_nothing() {
        let site = site();
        let mut terminal = Terminal::import(&site, "");
        terminal.until("直接按回车就是 0：").keys(b"\n");
        let (said, code) = terminal.end();
        assert!(said.contains("3 个读不定"), "{said}");
        assert_eq!(code, Some(1));
        assert!(site.read(DATA).contains("待定"));
    }

    #[test]
    fn a_person_may_end_the_questions_and_nothing_is_written() {
        const CTRL_C: u8 = 3;
        const CTRL_D: u8 = 4;
        for key in [CTRL_C, CTRL_D] {
            let site = site();
            let mut terminal = Terminal::import(&site, "");
            terminal.until("直接按回车就是 0：").keys(&[key]);
            let (said, code) = terminal.end();
            assert!(said.contains("已停止，这一份没有写"), "{said}");
            assert_eq!(code, Some(3));
            assert!(!site.at("content").exists());
        }
    }

    #[test]
    fn who_wants_no_questions_gets_none() {
        for options in ["--yes", "--dry-run", "--format json"] {
            let site = site();
            let (said, code) = Terminal::import(&site, options).end();
            assert_eq!(code, Some(1), "{said}");
            assert!(!said.contains("写编号"), "{said}");
        }
        // Nor does anybody choose for a report that is not written.
        let site = site();
        import(&site, &["年报.txt"]).ended_with(1);
        site.replace(DATA, "行政许可: 17", "行政许可: 18");
        let (said, code) = Terminal::import(&site, "").end();
        assert_eq!(code, Some(2), "{said}");
        assert!(!said.contains("写编号"), "{said}");
    }

    /// The site lies beside the file.
    #[test]
    fn a_file_that_was_dropped_is_imported_if_wanted() {
        for wanted in [false, true] {
            let site = site();
            let file = site.around().join("年报.txt").display().to_string();
            let mut terminal = Terminal::run(&site, &file);
            terminal.until("把“年报.txt”导入到站点“root”？");
            if wanted {
                terminal.keys(b"\n");
                terminal.until("直接按回车就是 0：").keys(b"1\n");
                terminal.until("已写入 content/reports/2022/");
                terminal.until("现在打开预览？").keys(b"n\n");
            } else {
                terminal.keys(b"n\n");
            }
            terminal.until("写编号，按回车：").keys(b"0\n");
            let (said, code) = terminal.end();
            assert_eq!(code, Some(0), "{said}");
            assert_eq!(site.at(DATA).exists(), wanted);
        }
    }

    #[test]
    fn the_year_is_asked_for_where_the_file_has_none() {
        let site = site();
        let nameless = REPORT
            .replace("2022年", "本年")
            .replace("2023年1月16日", "");
        fs::write(site.around().join("年报.txt"), nameless).expect("written");
        let mut terminal = Terminal::import(&site, "");
        terminal.until("报告的是哪一年").keys("去年\n".as_bytes());
        terminal.until("报告的是哪一年").keys(b"2022\n");
        terminal.until("直接按回车就是 0：").keys(b"0\n");
        let (_, code) = terminal.end();
        assert_eq!(code, Some(1));
        assert!(site.read(DATA).contains("年度: 2022\n"));
    }
}
