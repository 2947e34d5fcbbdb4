use super::*;

#[test]
fn other_encodings_are_named_with_their_line_and_the_way_out() {
    let utf16: Vec<u8> = "\u{feff}年度: 2022\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let utf16_be: Vec<u8> = "\u{feff}年度: 2022\n"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let gbk = b"year: 2022\n\xC4\xEA\xB6\xC8: 2022\n".to_vec();
    let broken = b"year: 2022\n# \xFF\n".to_vec();
    for file in [
        YAML,
        TEXT,
        "site.toml",
        "templates/report.html",
        "content/guide.md",
    ] {
        for (bytes, words) in [
            (&utf16, "UTF-16"),
            (&utf16_be, "UTF-16"),
            (&gbk, "GBK（ANSI）编码，不是 UTF-8，从第 2 行起"),
            (&broken, "第 2 行有不是 UTF-8 的字节"),
        ] {
            let site = TestSite::sample();
            site.write(file, bytes);
            site.build().refused(&[file, words, "另存为"]);
        }
    }
}

#[test]
fn utf16_without_its_mark_is_refused() {
    let bytes: Vec<u8> = "year: 2022\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for file in [YAML, "site.toml"] {
        let site = TestSite::sample();
        site.write(file, &bytes);
        site.build().refused(&[file]);
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let (unix, windows) = (TestSite::portal(), TestSite::portal());
    for name in common::tree(&windows.root())
        .keys()
        .filter(|name| !name.ends_with(".csv") && !name.starts_with("static/"))
    {
        windows.edit(name, |text| {
            format!("\u{feff}{}", text.replace('\n', "\r\n"))
        });
    }
    let (one, other) = (unix.build().clean(), windows.build().clean());
    assert_eq!((one.stderr, other.stderr), (String::new(), String::new()));
    // The records differ: they stand for the bytes of the sources.
    let published = |site: &TestSite| {
        let mut tree = site.tree();
        tree.retain(|name, _| !name.starts_with(".gongkai/"));
        tree
    };
    common::assert_same(&published(&unix), &published(&windows), "BOM and CRLF");
}

#[test]
fn places_are_right_after_a_byte_order_mark_and_windows_line_ends() {
    let site = TestSite::sample();
    site.edit(YAML, |text| {
        format!(
            "\u{feff}{}",
            text.replace("60", "六十").replace('\n', "\r\n")
        )
    });
    site.build().refused(&["report.yaml:4:9", "六十"]);
    let site = TestSite::sample();
    site.edit(YAML, |text| {
        format!("\u{feff}{}", text.replace("年度:", "年度："))
    });
    site.build().refused(&["report.yaml:1:3"]);
    let site = TestSite::sample();
    site.edit("site.toml", |text| {
        format!(
            "\u{feff}{}",
            text.replace("name = \"测试镇人民政府\"\n\n", "nmae = \"甲\"\r\n")
        )
    });
    site.build().refused(&["site.toml:2:1", "是不是 name"]);
}

#[test]
fn no_control_sequence_of_a_file_reaches_the_terminal() {
    const ESC: &str = "\u{1b}]0;pwned\u{7}\u{1b}[2J\u{9b}31m";
    let mut sites = vec![
        data(format!("年度: 2022\n表二: {{行政处罚: \"{ESC}\"}}\n")),
        data("年度: 2022\n\"\\e]0;pwned\\a\\u009b\": 1\n表二: {行政处罚: \"\\e[2J\"}\n"),
        data("年度: 2022\n标题: \"\\e]0;pwned\\a\"\n成文日期: \"\\e[2J\"\n表二:\n"),
        prose(&format!("[甲]({ESC})")),
        prose(&format!("<b>{ESC}")),
        prose(&format!("[甲](nope{ESC}.md)")),
    ];
    for (file, text) in [
        (
            "site.toml",
            format!("[site]\nname = \"{ESC}\"\n{ESC} = 1\n"),
        ),
        ("templates/report.html", format!("{{{{ page.{ESC} }}}}")),
        (
            "templates/report.html",
            format!("{{% extends \"{ESC}\" %}}"),
        ),
        ("content/guide.md", format!("---\n标题: \"{ESC}\"\n")),
    ] {
        let site = TestSite::sample();
        site.write(file, text);
        sites.push(site);
    }
    if cfg!(unix) {
        let site = TestSite::sample();
        site.write(&format!("content/{ESC}.md"), "x");
        site.write(&format!("static/{ESC}.txt"), "x");
        sites.push(site);
    }
    for (at, site) in sites.iter().enumerate() {
        let run = run(site.command().env("CLICOLOR_FORCE", "1"));
        println!("{at}: {}", run.stderr.escape_debug());
        assert_tame(&run.stderr);
        assert_tame(&run.stdout);
    }
}

#[cfg(unix)]
#[test]
fn no_control_sequence_of_a_foreign_file_name_reaches_the_terminal() {
    let site = TestSite::sample();
    fs::create_dir(site.out()).expect("a folder");
    fs::write(site.out().join("\u{1b}]0;pwned\u{7}"), "x").expect("a file");
    let run = run(site.command().env("CLICOLOR_FORCE", "1")).ended_with(2);
    assert_tame(&run.stderr);
}

/// Only line ends and our own colours.
fn assert_tame(said: &str) {
    let mut rest = said;
    let mut plain = String::new();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ';');
        let end = end.filter(|end| after[*end..].starts_with('m'));
        rest = end.map_or_else(
            || panic!("a foreign sequence: {after:?}"),
            |end| &after[end + 1..],
        );
    }
    plain.push_str(rest);
    let control = plain.find(|c: char| c.is_control() && c != '\n');
    assert_eq!(control, None, "{plain:?}");
}
