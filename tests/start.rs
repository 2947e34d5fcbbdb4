//! The program started with nothing, or with a path and no command, where nobody
//! watches: it answers and ends, and waits for no key.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn program(here: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(arguments).current_dir(here);
    command.stdin(Stdio::null());
    command
}

fn run(here: &Path, arguments: &[&str]) -> Output {
    let output = program(here, arguments).output();
    output.expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&*output.stdout, &*output.stderr].concat()).into_owned()
}

/// A folder with a site, an empty folder, and what is neither.
fn desk() -> TempDir {
    let desk = tempfile::tempdir().expect("a folder");
    let at = |name: &str| desk.path().join(name);
    for folder in ["站 点/content/reports/2025", "空", "check"] {
        fs::create_dir_all(at(folder)).expect("made");
    }
    let site = "[site]\nname = \"示例县青禾镇人民政府\"\n\n[organization]\nname = \"示例县青禾镇人民政府\"\nkind = \"township\"\n";
    fs::write(at("站 点/site.toml"), site).expect("written");
    fs::write(at("稿.docx"), "PK").expect("written");
    desk
}

#[test]
fn with_nothing_and_nobody_there_the_help_is_shown() {
    let desk = desk();
    for here in [desk.path(), &desk.path().join("站 点")] {
        let output = run(here, &[]);
        assert_eq!(output.status.code(), Some(2));
        let said = said(&output);
        assert!(said.contains("用法：gongkai <命令>"), "{said}");
        assert!(!said.contains("按回车键"), "{said}");
    }
}

#[test]
fn what_cannot_be_opened_is_answered_and_nobody_is_waited_for() {
    let desk = desk();
    for (path, part) in [
        ("稿.docx", "gongkai import"),
        ("空", "gongkai init"),
        (".", "里面的这些才是：站 点。"),
    ] {
        let output = run(desk.path(), &[path]);
        assert_eq!(output.status.code(), Some(2), "{path}");
        let said = said(&output);
        assert!(said.contains(part) && !said.contains("按回车键"), "{said}");
    }
    let both = ["空", "稿.docx"].map(|name| desk.path().join(name));
    let both = both.each_ref().map(|path| path.to_str().expect("UTF-8"));
    let said = said(&run(desk.path(), &both));
    assert!(said.contains("一次只拖一个"), "{said}");
    fs::write(desk.path().join("稿.xlsx"), "PK").expect("written");
    let both = ["稿.xlsx", "稿.docx"].map(|name| desk.path().join(name));
    let both = both.each_ref().map(|path| path.to_str().expect("UTF-8"));
    let output = run(desk.path(), &both);
    let (code, said) = (output.status.code(), self::said(&output));
    assert_eq!(code, Some(2));
    assert!(
        said.contains("gongkai import") && said.contains("站 点"),
        "{said}"
    );
}

#[test]
fn a_command_wins_over_a_folder_of_its_name() {
    let desk = desk();
    let output = run(desk.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("没有 site.toml"));
    let output = run(desk.path(), &["chekc"]);
    assert!(said(&output).contains("没有“chekc”这个命令"));
}

/// Without programs there is no browser to open. Elsewhere the system opens one itself.
#[cfg(unix)]
#[test]
fn a_folder_or_file_of_a_site_is_previewed() {
    use std::io::{BufRead, BufReader};

    let desk = desk();
    let report = "站 点/content/reports/2025/report.yaml";
    fs::write(desk.path().join(report), "年度: 2025\n草稿: true\n").expect("written");
    for path in ["站 点", "站 点/site.toml", report] {
        let mut command = program(desk.path(), &[path]);
        command.env("PATH", "").stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::null()).spawn().expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut lines = lines.map_while(Result::ok);
        let found = lines.any(|line| line.starts_with("预览在 http://127.0.0.1:"));
        _ = child.kill();
        _ = child.wait();
        assert!(found, "{path}");
    }
}
