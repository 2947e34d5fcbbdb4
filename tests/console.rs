//! How the real program speaks and listens: in pipes, files and terminals, in
//! which encoding, and what it makes of the arguments that people type.

mod common;

use std::process::{Command, Output, Stdio};

use common::{TestSite, gongkai, run, start};
use encoding_rs::{GB18030, GBK};

const SETTINGS: [&str; 4] = ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "GONGKAI_ENCODING"];

/// A site with an error and a place for it.
fn faulty() -> TestSite {
    let site = TestSite::sample();
    site.replace("content/reports/2022/report.yaml", "2022", "二〇二二");
    site
}

/// The program on a site, where nothing is set that changes how it speaks.
fn on(site: &TestSite, command: &str, options: &[&str]) -> Command {
    let mut program = gongkai(&[command, "--root"]);
    program.arg(site.root()).args(options).stdin(Stdio::null());
    for name in SETTINGS {
        program.env_remove(name);
    }
    program
}

fn output(mut command: Command) -> Output {
    command.output().expect("the program runs")
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn a_reader_that_leaves_ends_nothing_and_hears_nothing() {
    let site = faulty();
    for format in ["human", "json", "sarif"] {
        let mut check = on(&site, "check", &["--format", format]);
        let mut child = start(check.stdout(Stdio::piped()).stderr(Stdio::piped()));
        drop(child.stdout.take());
        let ended = child.wait_with_output().expect("a child of ours");
        assert_eq!((ended.status.code(), text(&ended.stderr)), (Some(1), ""));
    }
    // A site is published whole, whoever listens.
    let site = TestSite::sample();
    let mut build = on(&site, "build", &["--out"]);
    let mut child = start(build.arg(site.out()).stdout(Stdio::piped()));
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("a child of ours").code(), Some(0));
    assert!(site.names().contains(&"index.html".to_owned()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_output_is_one_line() {
    let full = || {
        let file = std::fs::OpenOptions::new().write(true).open("/dev/full");
        file.expect("a file that is always full")
    };
    let site = faulty();
    for options in [
        &[][..],
        &["--format", "json"],
        &["--explain", "A01"],
        &["--help"],
    ] {
        let mut check = on(&site, "check", options);
        check.stdout(full());
        let ended = output(check);
        let said = "输出没有写完：磁盘满了。腾出空间后再运行一次\n";
        assert_eq!((ended.status.code(), text(&ended.stderr)), (Some(3), said));
    }
    let mut build = on(&site, "build", &["--out"]);
    build.arg(site.out()).stderr(full());
    let ended = output(build);
    assert_eq!((ended.status.code(), text(&ended.stdout)), (Some(3), ""));
}

#[test]
fn old_programs_of_windows_get_their_encoding_and_no_question_marks() {
    let site = faulty();
    let utf8 = output(on(&site, "check", &[]));
    let expected = text(&utf8.stdout);
    assert!(expected.contains("✗ 必须改"), "{expected}");
    // Lines end there as those programs want it.
    let end = if cfg!(windows) { "\r\n" } else { "\n" };
    let plain = expected.replace('✗', "×").replace('\n', end);
    let mut by_variable = on(&site, "check", &[]);
    by_variable.env("GONGKAI_ENCODING", "936");
    for command in [on(&site, "check", &["--encoding", "gbk"]), by_variable] {
        let ended = output(command);
        assert_eq!(ended.status.code(), Some(1));
        assert_eq!(GBK.decode(&ended.stdout).0, plain);
    }
    let whole = output(on(&site, "check", &["--encoding=GB18030"]));
    assert_eq!(GB18030.decode(&whole.stdout).0, expected.replace('\n', end));
    // What is wrong with a command is readable too.
    let wrong = output(on(&site, "check", &["--encoding", "gbk", "--drfats"]));
    let said = GBK.decode(&wrong.stderr).0;
    assert!(said.starts_with("没有“--drfats”这个选项"), "{said}");
    for (command, words) in [
        (
            on(&site, "check", &["--encoding", "latin1"]),
            "“--encoding <编码>”不能是“latin1”，可以写 utf-8、gbk",
        ),
        (
            {
                let mut check = on(&site, "check", &[]);
                check.env("GONGKAI_ENCODING", "latin1");
                check
            },
            "环境变量 GONGKAI_ENCODING 不能是“latin1”，可以写 utf-8、gbk",
        ),
    ] {
        let ended = output(command);
        assert_eq!(ended.status.code(), Some(2));
        assert!(
            text(&ended.stderr).starts_with(words),
            "{}",
            text(&ended.stderr)
        );
    }
}

#[test]
fn what_programs_read_is_utf8() {
    let site = faulty();
    for format in ["json", "sarif", "github"] {
        let plain = output(on(&site, "check", &["--format", format]));
        let mut told = on(&site, "check", &["--format", format]);
        told.env("GONGKAI_ENCODING", "gbk");
        assert_eq!(output(told).stdout, plain.stdout);
        let asked = output(on(
            &site,
            "check",
            &["--format", format, "--encoding", "gbk"],
        ));
        assert_eq!((asked.status.code(), asked.stdout.len()), (Some(2), 0));
        let said = GBK.decode(&asked.stderr).0;
        assert!(said.contains("不能换编码"), "{said}");
        let utf8 = output(on(
            &site,
            "check",
            &["--format", format, "--encoding", "utf-8"],
        ));
        assert_eq!(utf8.stdout, plain.stdout);
    }
}

#[test]
fn colours_are_shown_to_nobody_who_did_not_ask() {
    let site = faulty();
    let shown = |settings: &[(&str, &str)]| {
        let mut check = on(&site, "check", &[]);
        check.envs(settings.iter().copied());
        text(&output(check).stdout).to_owned()
    };
    let plain = shown(&[]);
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let coloured = shown(&[("CLICOLOR_FORCE", "1")]);
    assert!(coloured.contains("\u{1b}["), "{coloured}");
    assert_eq!(shown(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), plain);
    assert_eq!(shown(&[("CLICOLOR", "1")]), plain);
}

#[test]
fn what_a_chinese_keyboard_types_is_understood() {
    let site = TestSite::sample();
    let root = site.root();
    for arguments in [
        &["check", "—root"][..],
        &["check", "２０２２", "－－ｒｏｏｔ"],
        &["check\u{3000}2022\u{3000}——root"],
    ] {
        let ended = run(gongkai(arguments).arg(&root)).clean();
        assert!(ended.stdout.contains("检查了 1 份报告"), "{}", ended.stdout);
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_named() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let argument = OsStr::from_bytes(b"20\xff25\x1b[31m");
    let ended = run(gongkai(&["check"]).arg(argument))
        .ended_with(2)
        .for_a_clerk();
    assert_eq!(
        ended.stderr,
        "命令里有读不出来的字符：“20�25�[31m”。把这一段重新输入一遍\n"
    );
}

/// Lone surrogates, which Windows lets stand in a name.
#[cfg(windows)]
#[test]
fn an_argument_that_is_no_text_is_named() {
    use std::ffi::OsString;
    use std::os::windows::ffi::OsStringExt;
    let argument = OsString::from_wide(&[0x32, 0xd800, 0x35]);
    let ended = run(gongkai(&["check"]).arg(argument))
        .ended_with(2)
        .for_a_clerk();
    assert_eq!(
        ended.stderr,
        "命令里有读不出来的字符：“2�5”。把这一段重新输入一遍\n"
    );
}

/// `--root "C:\站点\" --drafts`: how Windows hands it over.
#[cfg(windows)]
#[test]
fn a_path_that_ends_in_a_backslash_ends_there() {
    use std::os::windows::process::CommandExt;
    let site = TestSite::sample();
    let mut check = gongkai(&[]);
    check.raw_arg(format!(
        "check --root \"{}\\\" --drafts",
        site.root().display()
    ));
    assert!(run(&mut check).clean().stdout.contains("检查了 1 份报告"));
    let mut help = gongkai(&["check", "/?"]);
    assert!(
        run(&mut help)
            .clean()
            .stdout
            .contains("用法：gongkai check")
    );
}

/// At a terminal, which `script` provides: nothing is made unless all is answered.
#[cfg(target_os = "linux")]
#[test]
fn a_person_may_end_the_questions_and_nothing_is_made() {
    use std::io::{Read, Write};
    const CTRL_C: u8 = 3;
    const CTRL_D: u8 = 4;
    for key in [CTRL_C, CTRL_D] {
        let site = TestSite::sample();
        let folder = site.around().join("new");
        // Without `exec` some shells stay and wait, get Ctrl+C as well and die of it:
        // their exit code would hide the program's.
        let line = format!(
            "exec {} init {}",
            env!("CARGO_BIN_EXE_gongkai"),
            folder.display()
        );
        let mut script = Command::new("script");
        script
            .args(["-qec", &line, "/dev/null"])
            .env("SHELL", "/bin/sh")
            .env("TERM", "dumb");
        let child = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.expect("a terminal");
        let mut shown = child.stdout.take().expect("a pipe");
        let mut keys = child.stdin.take().expect("a pipe");
        let mut seen = Vec::new();
        let mut until = |words: &str| {
            let mut byte = [0];
            while !String::from_utf8_lossy(&seen).contains(words) {
                let read = shown.read(&mut byte).expect("a terminal");
                assert_eq!(read, 1, "{}", String::from_utf8_lossy(&seen));
                seen.push(byte[0]);
            }
        };
        until("单位全称：");
        keys.write_all("青禾镇人民政府\n".as_bytes())
            .expect("a terminal");
        until("单位简称：");
        keys.write_all(&[key]).expect("a terminal");
        until("已停止，什么也没有新建\r\n");
        assert_eq!(child.wait().expect("a child of ours").code(), Some(3));
        assert!(!folder.exists());
    }
}
