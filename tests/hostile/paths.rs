use super::*;

#[cfg(unix)]
#[test]
fn links_in_the_file_system_are_reported_and_never_followed() {
    use std::os::unix::fs::symlink;
    let cases = [
        ("content/reports/loop", ".."),
        ("content/self", "self"),
        ("content/reports/2022/files", "/etc"),
        ("content/reports/2022/files/passwd.txt", "/etc/passwd"),
        ("content/guide.md", "/etc/passwd"),
        ("static/hosts", "/etc/hosts"),
        ("templates/report.html", "/etc/passwd"),
    ];
    for (link, target) in cases {
        let site = TestSite::sample();
        site.write("static/robots.txt", "");
        site.write("templates/note.txt", "");
        let path = site.at(link);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        symlink(target, &path).expect("a link");
        site.build()
            .in_time(link)
            .refused(&[link, "这是一个链接，没有读"]);
        assert!(!site.out().exists(), "{link}");
    }
}

#[cfg(unix)]
#[test]
fn a_source_folder_or_file_that_is_a_link_is_not_followed() {
    for name in ["content", "site.toml"] {
        let site = TestSite::sample();
        fs::rename(site.at(name), site.around().join("elsewhere")).expect("moved away");
        std::os::unix::fs::symlink(site.around().join("elsewhere"), site.at(name)).expect("a link");
        site.build().refused(&[name, "这是一个链接，没有读"]);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_sources_is_not_waited_for() {
    let site = TestSite::sample();
    let made = Command::new("mkfifo")
        .arg(site.at("content/guide.md"))
        .status();
    assert!(made.expect("mkfifo").success());
    site.build()
        .in_time("a pipe")
        .refused(&["content/guide.md", "不是普通文件"]);
}

/// Writes a file, also where Windows would open something else by that name: other
/// systems leave such files on disks that it reads.
fn put(site: &TestSite, file: &str, text: &str) {
    let path = fs::canonicalize(site.root()).expect("a site").join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("its folder");
    fs::write(path, text).expect("a file");
}

#[test]
fn names_that_have_no_address_are_refused() {
    let mut cases = vec![
        ("content/units/青禾/unit.yaml", "不能做单位的文件夹名"),
        ("content/units/A/unit.yaml", "不能做单位的文件夹名"),
        ("content/units/unit.yaml", "不能做单位的文件夹名"),
        ("content/政策.md", "不能做网址的一部分"),
        ("content/index.md", "首页由程序生成"),
        ("content/reports/2022年/report.yaml", "改名为 2022"),
        ("content/reports/2022/年报.docx", "放错了文件"),
        ("content/reports/2022/report.yml", "改名为 report.yaml"),
        ("content/数据.xlsx", "不认识这个文件"),
        ("content/reports/2022/files/附\u{200b}件.pdf", "U+200B"),
        ("content/reports/2022/files/附件\u{a0}一.pdf", "重命名"),
        ("content/ab\u{ad}out.md", "U+00AD"),
        ("static/图\u{202e}gnp.png", "在“图”后面"),
        ("static/con.txt", "改个名，如 con-1.txt"),
        ("static/尾.", "改个名，如 尾"),
    ];
    if cfg!(unix) {
        cases.extend([
            ("static/a:b.txt", "改个名，如 a-b.txt"),
            ("static/a\\..\\..\\x.txt", "不能用的字符"),
            ("content/units/a\\..\\x/unit.yaml", "不能用的字符"),
            (
                "content/reports/2022/files/a?.pdf",
                "Windows 不能用“a?.pdf”",
            ),
        ]);
    }
    for (file, words) in cases {
        let site = TestSite::sample();
        put(&site, file, "x");
        println!("{file}");
        site.build().refused(&[words]);
        assert!(!site.out().exists(), "{file}");
    }
}

#[test]
fn names_that_windows_keeps_for_devices_are_refused_as_addresses() {
    let unit = TestSite::sample();
    put(&unit, "content/units/con/unit.yaml", "名称: 甲\n");
    let page = TestSite::sample();
    put(&page, "content/aux.md", "# 甲\n");
    let folder = TestSite::sample();
    put(&folder, "content/policies/nul/a.md", "# 甲\n");
    for (site, name) in [(unit, "con"), (page, "aux"), (folder, "nul")] {
        println!("{name}");
        let instead = format!("改个名，如 {name}-1");
        site.build()
            .refused(&[name, "Windows 把它留给设备", &instead]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_text_is_reported() {
    use std::os::unix::ffi::OsStrExt;
    let site = TestSite::sample();
    let name = std::ffi::OsStr::from_bytes(b"static/\xC4\xEA.txt");
    site.write("static/robots.txt", "");
    fs::write(site.root().join(name), "x").expect("a file");
    site.build().refused(&["static/", "不能用的字符"]);
}

#[test]
fn a_page_in_a_folder_named_content_keeps_its_address() {
    let site = TestSite::sample();
    site.write("content/content/a.md", "# 甲\n");
    site.build().clean();
    assert!(
        site.names().contains(&"content/a.html".to_owned()),
        "{:?}",
        site.names()
    );
}

#[test]
fn a_unit_may_be_called_files() {
    let site = TestSite::sample();
    site.write("content/units/files/unit.yaml", "名称: 档案局\n");
    site.build().clean();
    assert!(site.page("units/files/index.html").contains("档案局"));
}

#[test]
fn the_files_of_a_draft_are_not_published() {
    let site = TestSite::sample();
    site.write("content/reports/2023/report.yaml", "年度: 2023\n草稿: true\n表二: {其余为零: true}\n表三: {其余为零: true}\n表四: {其余为零: true}\n");
    site.write("content/reports/2023/files/未定稿.pdf", "secret");
    site.build().clean();
    let leaked: Vec<_> = site
        .names()
        .into_iter()
        .filter(|name| name.contains("2023"))
        .collect();
    assert_eq!(leaked, Vec::<String>::new());
}

#[test]
fn a_hostile_record_removes_nothing_outside() {
    let site = TestSite::sample();
    site.build().clean();
    let victim = site.around().join("victim.txt");
    fs::write(&victim, "x").expect("a file");
    let record = site.out().join(".gongkai/manifest.json");
    let hash = blake3_of_x();
    let text = fs::read_to_string(&record).expect("the record");
    let hostile = [
        "../victim.txt",
        "../../x",
        "reports/../../victim.txt",
        "/etc/passwd",
        ".git/config",
    ]
    .map(|path| {
        format!("\"{path}\":{{\"key\":null,\"hash\":\"{hash}\",\"size\":1,\"links\":[]}},\n")
    });
    let text = text.replacen(
        "\"files\":{\n",
        &format!("\"files\":{{\n{}", hostile.concat()),
        1,
    );
    fs::write(&record, text).expect("a record");
    fs::create_dir(site.out().join(".git")).expect("a folder");
    fs::write(site.out().join(".git/config"), "x").expect("a file");
    site.build().clean();
    assert!(victim.is_file());
    assert!(site.out().join(".git/config").is_file());
    assert!(
        !fs::read_to_string(&record)
            .expect("the record")
            .contains("victim")
    );
}

/// BLAKE3 of the one byte `x`, so that the record claims the victim.
fn blake3_of_x() -> String {
    let site = TestSite::sample();
    site.write("static/x", "x");
    let receipt = site.publish();
    assert_eq!(receipt.outcome.files, 4);
    let record = String::from_utf8(site.tree()[".gongkai/manifest.json"].clone());
    let record = record.expect("a record");
    let line = record
        .lines()
        .find(|line| line.starts_with("\"static/x\"") || line.starts_with("\"x\""));
    let (_, rest) = line
        .and_then(|line| line.split_once("\"hash\":\""))
        .expect("the line of x");
    rest[..64].to_owned()
}

#[test]
fn two_sources_of_one_address_are_both_named() {
    let cases: &[(&str, &[&str])] = &[
        ("static/index.html", &["static/index.html", "site.toml"]),
        ("static/404.html", &["static/404.html", "site.toml"]),
        ("static/INDEX.html", &["static/INDEX.html", "site.toml"]),
        (
            "static/Reports/2022/index.html",
            &["static/Reports/2022/index.html", YAML],
        ),
        ("static/reports", &["static/reports", YAML]),
        ("static/Reports/2022", &["static/Reports/2022", YAML]),
        ("static/index.html/x", &["static/index.html/x", "site.toml"]),
    ];
    for (file, words) in cases {
        let site = TestSite::sample();
        site.write(file, "x");
        println!("{file}");
        site.build().refused(words).says(&["两个来源"]);
        assert!(!site.out().exists(), "{file}");
    }
}

#[test]
fn what_the_publisher_keeps_for_itself_cannot_be_an_output() {
    let site = TestSite::sample();
    site.write("static/.gongkai/manifest.json", "{}");
    site.write("static/.git/config", "x");
    let run = site.build();
    assert!(matches!(run.code, Some(0 | 1)), "{run:?}");
    assert!(!site.out().join(".git").exists());
    assert_ne!(
        site.tree().get(".gongkai/manifest.json").map(Vec::as_slice),
        Some(b"{}".as_slice())
    );
}

#[test]
fn a_place_that_could_lose_something_is_no_output_folder() {
    let site = TestSite::sample();
    site.write("static/robots.txt", "");
    site.write("templates/site.css", "a{b:c}");
    site.write("notes/计划.txt", "x");
    site.write("file", "x");
    let before = common::tree(site.around());
    let cases: &[(&str, &[&str])] = &[
        ("", &["重叠"]),
        (".", &["重叠"]),
        ("..", &["重叠"]),
        ("content", &["重叠"]),
        ("content/new/out", &["重叠"]),
        ("templates", &["重叠"]),
        ("templates/out", &["重叠"]),
        ("static/out", &["重叠"]),
        ("none/../content", &["重叠"]),
        ("notes", &["notes", "计划.txt"]),
        ("file", &["file", "不是文件夹"]),
        ("file/out", &["file", "不是文件夹"]),
        ("site.toml", &["site.toml"]),
    ];
    for (out, words) in cases {
        let mut command = common::gongkai(&["build", "--root"]);
        command.arg(site.root()).arg("--out").arg(site.at(out));
        println!("{out}");
        run(&mut command).ended_with(2).for_a_clerk().says(words);
        common::assert_same(&before, &common::tree(site.around()), out);
    }
}

/// Windows takes no path over 260 characters, unless it is asked in its own way; and
/// that way is shown to nobody.
#[test]
fn a_site_in_deep_folders_is_like_any_other() {
    let site = TestSite::sample();
    site.write("content/reports/2022/files/附件.pdf", "x");
    site.build().clean();
    let expected = site.tree();
    let name = "一个名字很长的文件夹，里面还有别的文件夹";
    let deep: std::path::PathBuf = std::iter::repeat_n(name, 20).collect();
    let inside = site.around().join(&deep);
    fs::create_dir_all(&inside).expect("the folders");
    fs::rename(site.root(), inside.join("root")).expect("moved");
    let command = |arguments: &[&str], root: &std::path::Path| {
        let mut command = common::gongkai(arguments);
        command.current_dir(site.around()).arg("--root").arg(root);
        command
    };
    let said = |run: common::Run| {
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(!said.contains(r"\\?\"), "{said}");
        said
    };
    // From where we are, from the top, and as Windows itself writes long paths.
    let long = fs::canonicalize(site.around()).expect("a folder");
    for base in [std::path::Path::new(""), site.around(), &long] {
        let (root, out) = (base.join(&deep).join("root"), base.join(&deep).join("out"));
        let mut build = command(&["build"], &root);
        said(run(build.arg("--out").arg(&out)).clean().for_a_clerk());
        assert_eq!(common::tree(&inside.join("out")), expected);
        said(run(&mut command(&["check"], &root)).clean());
    }
    let root = deep.join("root");
    said(run(&mut command(&["new", "2023"], &root)).clean());
    assert!(inside.join("root/content/reports/2023/report.md").is_file());
    let text = inside.join("root").join(TEXT);
    let typed = fs::read_to_string(&text).expect("the text");
    fs::write(&text, typed.replace("一切正常", "一切\u{200b}正常")).expect("the text");
    said(run(&mut command(&["check", "--fix"], &root)));
    assert_eq!(fs::read_to_string(&text).expect("the text"), typed);
    // What cannot be is told by the name that was given.
    let held = inside.join("root/content/reports/2022/report.yaml");
    fs::remove_file(&held).expect("the data");
    fs::create_dir(&held).expect("a folder in its place");
    let refused = run(&mut command(&["build"], &root));
    assert!(said(refused).contains("report.yaml"));
}
