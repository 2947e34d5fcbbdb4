//! `gongkai check` as a user runs it.

use std::process::{Command, Output};

fn check(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command
        .args(["check", "--root", env!("CARGO_MANIFEST_DIR")])
        .args(arguments);
    command.output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn the_repositorys_own_report_has_the_findings_that_its_text_deserves_all_allowed() {
    let output = check(&["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let stdout = text(&output.stdout);
    let findings: Vec<serde_json::Value> = stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let mut allowed: Vec<&str> = findings
        .iter()
        .filter(|one| !one["allowed"].is_null())
        .filter_map(|one| one["id"].as_str())
        .collect();
    allowed.sort_unstable();
    assert_eq!(allowed, ["CON01", "DAT01", "DAT04", "SEC03", "TXT01"]);
    let open: Vec<&serde_json::Value> = findings
        .iter()
        .filter(|one| one["allowed"].is_null())
        .collect();
    assert!(open.iter().all(|one| one["level"] == "info"), "{open:#?}");
    let mark = findings
        .iter()
        .find(|one| one["id"] == "TXT01")
        .expect("the doubled mark");
    assert_eq!(
        (mark["line"].as_u64(), mark["column"].as_u64()),
        (Some(3), Some(26))
    );
}

#[test]
fn what_is_allowed_is_listed_with_its_reason() {
    let stdout = text(&check(&[]).stdout);
    assert!(
        stdout.contains("按报告里写明的理由保留（5 处）"),
        "{stdout}"
    );
    assert!(stdout.contains("理由：原件如此"), "{stdout}");
}

#[test]
fn a_year_or_path_that_is_not_there_is_no_clean_report() {
    for only in ["2021", "content/reports/2021", "no-such-file"] {
        let output = check(&[only]);
        assert_eq!(output.status.code(), Some(2), "{only}");
        assert!(text(&output.stderr).contains(only));
    }
    for only in ["2022", "content/reports/2022/report.md", "./content"] {
        assert_eq!(check(&[only]).status.code(), Some(0), "{only}");
    }
}

#[test]
fn a_rule_explains_itself_and_a_slip_in_its_id_is_answered() {
    let output = check(&["--explain", "a01"]);
    assert!(
        text(&output.stdout).contains("第一项加第二项")
            || text(&output.stdout).contains("本年新收加上年结转")
    );
    let output = check(&["--explain", "A0"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn sarif_names_every_code() {
    let output = check(&["--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules")
        .len();
    assert_eq!(rules, gongkai::check::codes::codes().len());
}

#[test]
fn repairs_mend_marks_and_digits_and_change_no_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let report = root.join("content/reports/2022");
    std::fs::create_dir_all(&report).expect("made");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    std::fs::copy(format!("{source}site.toml"), root.join("site.toml")).expect("copied");
    let text_of = |name: &str| {
        std::fs::read_to_string(format!("{source}content/reports/2022/{name}")).expect("read")
    };
    let data = text_of("report.yaml")
        .replace("行政处罚: 60", "行政处罚: ６０")
        .replace("  TXT01: 原件如此，条例名称前多一个书名号\n", "");
    std::fs::write(report.join("report.yaml"), &data).expect("written");
    std::fs::write(report.join("report.md"), text_of("report.md")).expect("written");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.arg("check").arg("--root").arg(root).args(arguments);
        command.output().expect("the program runs")
    };
    assert_eq!(run(&[]).status.code(), Some(1));
    let shown = text(&run(&["--fix"]).stdout);
    assert!(shown.contains("改前") && shown.contains("改后"), "{shown}");
    assert_eq!(run(&[]).status.code(), Some(0));
    let mended = std::fs::read_to_string(report.join("report.yaml")).expect("read");
    assert_eq!(mended, data.replace("６０", "60"));
    let words = std::fs::read_to_string(report.join("report.md")).expect("read");
    let wide = |c| gongkai::check::spelling::half_width::widened(c).unwrap_or(c);
    let text = text_of("report.md").replace("《《", "《");
    assert_eq!(words, text.chars().map(wide).collect::<String>());
}

/// One slip in the data is one finding, however many rules ask for the cell:
/// what was typed, what is typed instead, and the rule and line that tell of it.
const SLIPS: [(&str, &str, &str, u64); 16] = [
    ("表四", "表4", "KEY", 9),
    ("  本年新收: {", "  本年新收：{", "YAML", 6),
    (
        "自然人: 3}\n  予",
        "自然人: 3} ＃ 都是本镇的\n  予",
        "YAML",
        6,
    ),
    ("自然人: 3}\n  予", "自然人: ３}\n  予", "CEL02", 6),
    ("自然人: 3}\n  予", "自然人: 3件}\n  予", "CEL02", 6),
    ("自然人: 3}\n  予", "自然人:3}\n  予", "YAML", 6),
    ("自然人: 3}\n  予", "自然人：3}\n  予", "YAML", 6),
    ("自然人: 3}\n  予", "自然认: 3}\n  予", "KEY", 6),
    ("自然人: 3}\n  予", "自然人: 1,003}\n  予", "YAML", 6),
    ("{自然人: 3}\n  予", "[3, 0, 0, 0, 0]\n  予", "FMT04", 6),
    ("{自然人: 3}\n  予", "（自然人: 3）\n  予", "YAML", 6),
    ("  予以公开", "  予以分开", "KEY", 7),
    ("  予以公开", "\t予以公开", "YAML", 7),
    ("其余为零: true\n表四", "其余为零: 1\n表四", "KEY", 8),
    ("年度: 2025", "年度: 2024", "KEY", 1),
    (
        "年度: 2025",
        "年度: 2025\n文号: \"甲\n索引号: \"乙\"",
        "YAML",
        2,
    ),
];

#[test]
fn one_slip_is_one_finding() {
    let text = "## 一、总体情况\n\n本年收到政府信息公开申请3件，都已答复。\n";
    let told = |data: &str| -> Vec<(String, Option<u64>)> {
        let output = check_at(&site(text, data), &["--format", "json"]);
        let output = crate::text(&output.stdout);
        let found = output.lines().map(|line| {
            let one: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let id = one["id"].as_str().expect("an id").to_owned();
            (id, one["line"].as_u64())
        });
        found.collect()
    };
    let before = told(NUMBERS);
    for (typed, slip, rule, line) in SLIPS {
        assert!(NUMBERS.contains(typed), "{typed}");
        let mut now = told(&NUMBERS.replacen(typed, slip, 1));
        now.retain(|one| !before.contains(one));
        assert_eq!(now, [(rule.to_owned(), Some(line))], "{slip}");
    }
}

/// A site in a folder of its own: one report with this text and data.
fn site(text: &str, data: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("content/reports/2025");
    std::fs::create_dir_all(&report).expect("made");
    let site = "[site]\nname = \"青禾镇人民政府\"\n[organization]\nname = \"青禾镇人民政府\"\n";
    std::fs::write(folder.path().join("site.toml"), site).expect("written");
    std::fs::write(report.join("report.md"), text).expect("written");
    std::fs::write(report.join("report.yaml"), data).expect("written");
    folder
}

fn check_at(folder: &tempfile::TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.arg("check").arg("--root").arg(folder.path());
    command.args(arguments).output().expect("the program runs")
}

const NUMBERS: &str = "年度: 2025\n成文日期: 2026-01-12\n公开日期: 2026-01-16\n表二: {其余为零: true}\n表三:\n  本年新收: {自然人: 3}\n  予以公开: {自然人: 3}\n  其余为零: true\n表四: {其余为零: true}\n";

#[test]
fn what_nobody_sees_hides_no_fault_and_goes() {
    let text = "\u{feff}## 一、总体情况\r\n\r\n\u{a0}\u{a0}全年公开，分类办理,及时更新。本年收到政府信息公开申请4\u{200b}件，都已答复。\r\n";
    let folder = site(text, NUMBERS);
    let output = check_at(&folder, &[]);
    let stdout = self::text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout.contains("✗ 必须改[NAR01]") && stdout.contains("⚠ 建议看[TXT09]"),
        "{stdout}"
    );
    assert!(stdout.contains("U+200B 零宽空格"), "{stdout}");
    let output = check_at(&folder, &["--fix"]);
    let stdout = self::text(&output.stdout);
    // What remains is shown where it stands now.
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout.contains("申请4〔U+200B〕件") && stdout.contains("改好了 1 行"),
        "{stdout}"
    );
    assert!(
        stdout.contains("report.md:3:30") && stdout.contains("NAR01"),
        "{stdout}"
    );
    assert!(
        !stdout.contains("TXT09") && !stdout.contains("[TXT03]"),
        "{stdout}"
    );
    let path = folder.path().join("content/reports/2025/report.md");
    let after = std::fs::read_to_string(path).expect("read");
    assert_eq!(
        after,
        "\u{feff}## 一、总体情况\r\n\r\n　　全年公开，分类办理，及时更新。本年收到政府信息公开申请4件，都已答复。\r\n"
    );
    let again = check_at(&folder, &["--fix", "--format", "json"]);
    assert!(self::text(&again.stderr).contains("没有可以自动改的"));
    let stdout = self::text(&again.stdout);
    assert!(stdout.lines().all(|line| line.starts_with('{')), "{stdout}");
}

#[test]
fn what_nobody_sees_can_be_allowed_and_weighed() {
    let text = "## 一、总体情况\n\n本年收到申请3\u{200b}件。\n";
    let folder = site(text, &format!("{NUMBERS}允许: {{TXT09: 照原文}}\n"));
    let stdout = self::text(&check_at(&folder, &[]).stdout);
    assert!(
        stdout.contains("理由：照原文") && !stdout.contains("ALLOW"),
        "{stdout}"
    );
    let folder = site(text, NUMBERS);
    let settings = folder.path().join("site.toml");
    let with = |level: &str| {
        let site = std::fs::read_to_string(&settings).expect("read");
        let site = site.split("[check]").next().unwrap_or_default().to_owned();
        std::fs::write(&settings, format!("{site}[check]\nTXT09 = \"{level}\"\n"))
            .expect("written");
        self::text(&check_at(&folder, &[]).stdout)
    };
    assert!(with("error").contains("✗ 必须改[TXT09]"));
    assert!(!with("off").contains("TXT09"));
}

#[test]
fn a_file_that_may_not_be_written_is_named_and_stays() {
    let text = "## 一、总体情况\n\n本年收到申请3\u{200b}件。\n";
    let folder = site(text, NUMBERS);
    let path = folder.path().join("content/reports/2025/report.md");
    let mut permissions = std::fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("set");
    let output = check_at(&folder, &["--fix"]);
    let stdout = self::text(&output.stdout);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        stdout.contains("只读") && stdout.contains("report.md"),
        "{stdout}"
    );
    assert!(stdout.contains("⚠ 建议看[TXT09]"), "{stdout}");
    assert_eq!(std::fs::read_to_string(&path).expect("read"), text);
}

/// The lines that head a report or a finding.
fn heads(shown: &str) -> Vec<&str> {
    let lines = shown.lines();
    let is_head =
        |line: &&str| line.contains("年年报  ") || line.contains("改[") || line.contains("看[");
    lines.filter(is_head).collect()
}

/// The same wrong report in the owner and in a unit below it, which lacks the
/// newest year.
fn two_units() -> tempfile::TempDir {
    let text = "## 一、总体情况\n\n全年公开,及时更新。本年收到政府信息公开申请9件，都已答复。\n\n## 六、其他需要报告的事项\n\n无。\n";
    let data = NUMBERS.replace("予以公开: {自然人: 3}", "予以公开: {自然人: 4}");
    let folder = site(text, &data);
    let unit = folder.path().join("content/units/baiqiao");
    let report = unit.join("reports/2024");
    std::fs::create_dir_all(&report).expect("made");
    std::fs::write(unit.join("unit.yaml"), "名称: 白桥镇人民政府\n").expect("written");
    std::fs::write(report.join("report.md"), text).expect("written");
    let data = data.replace("2025", "2024").replace("2026", "2025");
    std::fs::write(report.join("report.yaml"), data).expect("written");
    folder
}

#[test]
fn build_and_check_group_and_sort_alike_the_errors_first() {
    let folder = two_units();
    let output = check_at(&folder, &[]);
    let checked = self::text(&output.stdout);
    let mut build = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    build.arg("build").arg("--root").arg(folder.path());
    let built = build.output().expect("the program runs");
    let built = self::text(&built.stderr);
    let heads = heads(&checked);
    assert_eq!(heads, self::heads(&built), "{built}");
    let of_report: Vec<&[&str]> = heads.split(|line| line.contains("年年报  ")).collect();
    assert_eq!(of_report.len(), 3, "{heads:#?}");
    for report in &of_report[1..] {
        let levels = report.iter().map(|line| line.contains("必须改["));
        let levels: Vec<bool> = levels.collect();
        assert!(levels.is_sorted_by(|a, b| a >= b), "{report:#?}");
        assert!(
            levels.contains(&true) && levels.contains(&false),
            "{report:#?}"
        );
    }
    assert!(
        heads[0].starts_with("青禾镇人民政府 2025 年年报"),
        "{heads:#?}"
    );
}

#[test]
fn check_ends_with_the_units_and_the_years_that_they_lack() {
    let folder = two_units();
    let shown = self::text(&check_at(&folder, &[]).stdout);
    let lines: Vec<&str> = shown.lines().collect();
    let head = lines.iter().position(|line| line.starts_with("单位"));
    let table = &lines[head.expect("a table")..];
    assert!(
        table[0].ends_with("必须改  建议看  提示  缺的年份"),
        "{shown}"
    );
    assert!(
        table[1].starts_with("白桥镇人民政府") && table[1].ends_with("  2025"),
        "{shown}"
    );
    assert!(table[2].starts_with("青禾镇人民政府"), "{shown}");
    let one = self::text(&check_at(&folder, &["2025"]).stdout);
    assert!(!one.contains("缺的年份"), "{one}");
}

#[test]
fn notices_take_a_line_unless_they_are_asked_for() {
    let folder = two_units();
    let notices = |arguments: &[&str]| {
        let shown = self::text(&check_at(&folder, arguments).stdout);
        let of_notices = shown.split("ℹ 提示[SEC05]").skip(1);
        let told = of_notices.map(|text| text.split("\n\n").next().unwrap_or_default().to_owned());
        (told.collect::<Vec<String>>(), shown)
    };
    let (short, shown) = notices(&[]);
    assert_eq!(short.len(), 2, "{shown}");
    assert!(short.iter().all(|text| !text.contains("怎么办")), "{shown}");
    assert!(short[0].contains("（report.md:"), "{shown}");
    assert!(shown.contains("加 --notices"), "{shown}");
    let (full, shown) = notices(&["--notices"]);
    assert!(
        full.len() == 2 && full.iter().all(|text| text.contains("怎么办")),
        "{shown}"
    );
    assert!(!shown.contains("加 --notices"), "{shown}");
}

#[test]
fn sarif_and_json_have_the_places_that_explain_a_finding() {
    let folder = two_units();
    let log = check_at(&folder, &["--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_slice(&log.stdout).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let of_words = results.iter().find(|one| one["ruleId"] == "NAR01");
    let related = &of_words.expect("the words differ")["relatedLocations"];
    let place = &related[0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"]["uri"],
        "content/reports/2025/report.yaml"
    );
    assert!(related[0]["message"]["text"].is_string(), "{related}");
    for one in results {
        let ids = one["relatedLocations"].as_array().into_iter().flatten();
        let ids: Vec<u64> = ids.filter_map(|one| one["id"].as_u64()).collect();
        assert!(ids.iter().copied().eq(0..ids.len() as u64), "{one}");
    }
    let lines = self::text(&check_at(&folder, &["--format", "json"]).stdout);
    let mut found = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    let of_words = found.find(|one: &serde_json::Value| one["id"] == "NAR01");
    let related = &of_words.expect("the words differ")["related"];
    assert_eq!(related[0]["file"], "content/reports/2025/report.yaml");
}
