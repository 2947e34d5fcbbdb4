use super::*;

#[test]
fn a_hundred_thousand_open_brackets() {
    for bracket in ["[", "{", "{a: "] {
        let site = data(bracket.repeat(100_000));
        site.build().in_time(bracket).refused(&["yaml:1:", "括号"]);
    }
}

#[test]
fn lists_nested_by_dashes() {
    let site = data("- ".repeat(400_000));
    site.build().in_time("dashes").refused(&["report.yaml"]);
}

#[test]
fn maps_nested_by_question_marks() {
    let site = data("? ".repeat(400_000));
    site.build()
        .in_time("question marks")
        .refused(&["report.yaml"]);
}

#[test]
fn maps_nested_by_indentation() {
    let lines: Vec<String> = (0..1300)
        .map(|n| format!("{}a:\n", " ".repeat(n)))
        .collect();
    let site = data(lines.concat());
    site.build()
        .in_time("indentation")
        .refused(&["report.yaml"]);
}

#[test]
fn dashes_that_stand_for_values() {
    let site = data(format!("年度: 2022\n甲: [{}", " -,".repeat(300_000)));
    site.build()
        .in_time("dashes in a list")
        .refused(&["report.yaml"]);
}

#[test]
fn a_billion_laughs() {
    let mut yaml = "a: &a [哈,哈,哈,哈,哈,哈,哈,哈,哈]\n".to_owned();
    for (name, last) in "bcdefghijk".chars().zip("abcdefghij".chars()) {
        let nine = vec![format!("*{last}"); 9].join(",");
        yaml.push_str(&format!("{name}: &{name} [{nine}]\n"));
    }
    data(yaml)
        .build()
        .in_time("laughs")
        .refused(&["report.yaml:", "引用展开后太大"]);
}

#[test]
fn tens_of_thousands_of_rows_that_no_form_has() {
    let rows: Vec<String> = (0..40_000).map(|n| format!("  行政处罚{n}: 1\n")).collect();
    let site = data(format!("年度: 2022\n表二:\n{}", rows.concat()));
    site.build()
        .in_time("unknown rows")
        .refused(&["另外还有 39901 处问题"]);
}

#[test]
fn megabytes_of_yaml_are_refused_unread() {
    let site = TestSite::sample();
    for (size, words) in [(50 << 20, "50 MB"), (1 << 20, "太大了")] {
        let file = File::create(site.at(YAML)).expect("a file");
        file.set_len(size + 1).expect("a sparse file");
        let run = site.build().in_time("a large file");
        run.refused(&[YAML, words, "没有读"]);
    }
}

#[test]
fn an_attachment_of_fifty_megabytes_is_copied() {
    const SIZE: u64 = 50 << 20;
    let site = TestSite::sample();
    site.write("content/reports/2022/files/大.bin", "x");
    let file = File::options()
        .append(true)
        .open(site.at("content/reports/2022/files/大.bin"));
    file.and_then(|file| file.set_len(SIZE))
        .expect("a sparse file");
    site.build().in_time("an attachment").clean();
    let copied = fs::metadata(site.out().join("reports/2022/files/大.bin"));
    assert_eq!(copied.expect("the copy").len(), SIZE);
    assert!(texts(&site.html(PAGE), ".files li")[0].contains("50.0 MB"));
}

#[test]
fn markdown_that_makes_parsers_slow() {
    let ticks: String = (1..1000).map(|n| format!("{}甲", "`".repeat(n))).collect();
    // Of the government: each address of anybody else gets a page of its own.
    let links: String = (0..20_000)
        .map(|n| format!("[甲](https://a.gov.cn/{n}) "))
        .collect();
    let floods = [
        ("brackets", "[".repeat(200_000)),
        ("images", "![](".repeat(50_000)),
        ("quotes", "> ".repeat(100_000)),
        ("lists", "- ".repeat(100_000)),
        ("emphasis", "*a_ ".repeat(200_000)),
        ("stars", "**甲".repeat(100_000)),
        (
            "tables",
            format!(
                "{}\n{}\n{}",
                "|a".repeat(40_000),
                "|-".repeat(40_000),
                "|\n".repeat(4000)
            ),
        ),
        ("angles", "<".repeat(400_000)),
        ("entities", "&amp".repeat(200_000)),
        ("ticks", ticks),
        ("links", links),
    ];
    for (name, flood) in floods {
        let run = prose(&flood).build().in_time(name);
        assert!(matches!(run.code, Some(0 | 1)), "{name}: {run:?}");
        run.for_a_clerk();
    }
}

#[test]
fn a_configuration_nested_without_end() {
    for text in [
        "a = [".repeat(30_000),
        format!("a = {}", "[".repeat(200_000)),
        "a.".repeat(100_000),
        "[a.".repeat(50_000),
    ] {
        let site = TestSite::sample();
        site.write("site.toml", &text);
        site.build().in_time(&text[..6]).refused(&["site.toml:1:"]);
    }
}

#[test]
fn a_template_nested_without_end() {
    for text in [
        format!("{{{{ {} }}}}", "(".repeat(100_000)),
        format!("{{{{ {}1 }}}}", "not ".repeat(100_000)),
        format!("{{{{ 1{} }}}}", " + 1".repeat(100_000)),
        "{% if true %}".repeat(50_000),
        "{% component x() %}{{ <x/> }}{% endcomponent x %}{{ <x/> }}".to_owned(),
    ] {
        let site = TestSite::sample();
        site.write("templates/report.html", &text);
        let run = site.build().in_time(&text[..12]);
        assert!(matches!(run.code, Some(0 | 1)), "{run:?}");
        run.for_a_clerk();
    }
}
