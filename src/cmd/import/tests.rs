use std::fs;

use clap::Parser;
use serde_json::Value as Json;
use tempfile::TempDir;

use super::*;
use crate::form::Value;
use crate::import::hand_made::{open, read, zeros};
use crate::import::text::Text;
use crate::import::understood::Remedy;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: Args,
}

/// A site with one unit, and a file to be imported.
struct Trial {
    folder: TempDir,
}

impl Trial {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let trial = Self { folder };
        trial.write(
            "site/site.toml",
            "[organization]\nname = \"青禾镇人民政府\"\n",
        );
        trial.write(
            "site/content/units/shiqiao/unit.yaml",
            "名称: 石桥镇人民政府\n",
        );
        trial.write("年报.docx", "x");
        trial
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap_or_default()
    }

    fn args(&self, options: &[&str]) -> Args {
        let root = self.at("site");
        let file = self.at("年报.docx");
        let words = ["import", "--root"].map(std::ffi::OsString::from);
        let words = words.into_iter().chain([root.into(), file.into()]);
        let words = words.chain(options.iter().map(Into::into));
        Line::try_parse_from(words).expect("arguments").args
    }

    fn run(&self, options: &[&str], understood: &Understood) -> Exit {
        let understand = |_: &[u8]| Ok(understood.clone());
        run_with(&self.args(options), &understand).expect("no failure of the machine")
    }

    /// What a program is told.
    fn json(&self, options: &[&str], understood: &Understood) -> Json {
        let args = self.args(options);
        let snapshot = Snapshot::take(&args.root).expect("a snapshot");
        let target = Target::of(&snapshot, &args).unwrap_or_else(|why| panic!("{why}"));
        let understand = |_: &[u8]| Ok(understood.clone());
        let file = &args.files[0];
        let (done, _) = one::import(&args, &target, file, &understand, &mut one::Years::new());
        serde_json::from_str(&json::line(&args, &target, &done[0])).expect("JSON")
    }
}

fn understood() -> Understood {
    Understood {
        reading: zeros("2021"),
        text: Text {
            year: Some(2022),
            organization: Some("青禾镇人民政府".to_owned()),
            markdown: "## 一、总体情况\n\n好。\n".to_owned(),
            ..Text::default()
        },
    }
}

const DATA: &str = "site/content/reports/2022/report.yaml";
const TEXT: &str = "site/content/reports/2022/report.md";

#[test]
fn what_is_certain_is_written_and_never_over_anything() {
    let trial = Trial::new();
    let mut understood = understood();
    assert_eq!(trial.run(&["--dry-run"], &understood), Exit::Clean);
    assert!(!trial.at("site/content/reports").exists());
    assert_eq!(trial.run(&[], &understood), Exit::Clean);
    let first = trial.read(DATA);
    assert!(
        first.contains("年度: 2022\n") && !first.contains("草稿: true"),
        "{first}"
    );
    assert_eq!(trial.read(TEXT), understood.text.markdown);
    // The same once more is no harm.
    assert_eq!(trial.run(&[], &understood), Exit::Clean);
    understood.reading.tables[1].cells[0] = read(Value::Count(60));
    assert_eq!(trial.run(&[], &understood), Exit::Usage);
    assert_eq!(
        trial.run(&["--replace", "--dry-run"], &understood),
        Exit::Clean
    );
    assert_eq!(trial.read(DATA), first);
    let told = trial.json(&[], &understood);
    assert_eq!(told["result"], "occupied");
    let expected = r#"[{"new":"60","old":"0","what":"表二.行政许可"}]"#;
    assert_eq!(told["differences"]["cells"].to_string(), expected);
    // What somebody decided about the report stays.
    trial.write(
        DATA,
        &first.replace(
            "年度: 2022\n",
            "年度: 2022\n公开日期: 2023-01-20\n允许:\n  X01: 照原文\n",
        ),
    );
    assert_eq!(trial.run(&["--replace"], &understood), Exit::Clean);
    let replaced = trial.read(DATA);
    for line in ["行政许可: 60", "公开日期: 2023-01-20", "  X01: 照原文"] {
        assert!(replaced.contains(line), "{replaced}");
    }
}

#[test]
fn what_is_open_is_a_draft_and_a_finding() {
    let trial = Trial::new();
    let mut understood = understood();
    open(
        &mut understood.reading.tables[0],
        3..6,
        "2159165",
        &[&[2, 15, 9165], &[21, 59, 165]],
    );
    let told = trial.json(&["--dry-run", "--format", "json"], &understood);
    let cells = told["cells"].as_array().expect("cells");
    let cell = cells
        .iter()
        .find(|cell| cell["column"] == "repealed" && cell["status"] == "ambiguous");
    let cell = cell.expect("an undecided cell");
    assert_eq!(cell["choices"].to_string(), r#"["15","59"]"#);
    assert!(cell["value"].is_null() && told["draft"] == true);
    assert_eq!(trial.run(&[], &understood), Exit::Content);
    assert!(trial.read(DATA).contains("\n草稿: true"));
}

#[test]
fn units_and_years_that_are_not_known_are_asked_for() {
    let trial = Trial::new();
    let mut understood = understood();
    assert_eq!(trial.run(&["--unit", "shiqaio"], &understood), Exit::Usage);
    let told = trial.json(&["--unit", "shiqiao"], &understood);
    assert_eq!(told["folder"], "content/units/shiqiao/reports/2022/");
    assert_eq!(told["draft"], true, "it is another body's");
    understood.text.year = None;
    assert_eq!(trial.run(&[], &understood), Exit::Usage);
    assert_eq!(trial.run(&["--year", "2021"], &understood), Exit::Clean);
    assert!(trial.at("site/content/reports/2021/report.md").exists());
}

#[test]
fn a_refused_file_is_written_only_if_a_draft_is_asked_for() {
    let trial = Trial::new();
    let understand = |_: &[u8]| {
        Err(Refused {
            why: "表格是图片".to_owned(),
            rest: Some(Box::new(understood())),
            remedy: Remedy::None,
        })
    };
    let run = |options: &[&str]| run_with(&trial.args(options), &understand).expect("a run");
    assert_eq!(run(&[]), Exit::Content);
    assert!(!trial.at(DATA).exists());
    assert_eq!(run(&["--force-draft"]), Exit::Clean);
    assert!(trial.read(DATA).contains("\n草稿: true"));
}

#[test]
fn several_files_go_on_and_no_year_is_taken_twice() {
    let trial = Trial::new();
    let missing = trial.at("没有.docx");
    let missing = missing.to_str().expect("UTF-8");
    let exit = trial.run(&[missing], &understood());
    assert_eq!(exit, Exit::Usage);
    assert!(trial.at(DATA).exists());
    let other = trial.at("年报.docx");
    let other = other.to_str().expect("UTF-8");
    fs::remove_dir_all(trial.at("site/content/reports")).expect("removed");
    assert_eq!(trial.run(&[other], &understood()), Exit::Usage);
    assert_eq!(
        trial.run(&[other, "--year", "2022"], &understood()),
        Exit::Usage
    );
}
