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
fn sarif_names_every_rule() {
    let output = check(&["--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules")
        .len();
    assert_eq!(rules, gongkai::check::rules::RULES.len());
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
    assert_eq!(words, text_of("report.md").replace("《《", "《"));
}
