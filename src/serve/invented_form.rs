//! An invented form, which only tests have in their list of forms, goes all the
//! way: `new`, reading, checks, page, preview. Nothing outside `form` knows it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;

use crate::form::{Form, Measure};
use crate::parse::organization::OrganizationDoc;
use crate::parse::report;
use crate::path::{OutPath, SourcePath};
use crate::site::{Options, Site};
use crate::snapshot::Snapshot;
use crate::starter::report::{Draft, carried, files, form};

use super::live::with_script;
use super::lookup::{Located, lookup};
use super::revision::Revision;

const SITE: &str =
    "[site]\nname = \"甲县\"\n\n[organization]\nname = \"甲县人民政府\"\nkind = \"county\"\n";

/// Of the last year of the form before: three requests are left over.
const BEFORE: &str = "年度: 2030
成文日期: 2031-01-10
表二: {其余为零: true}
表三:
  本年新收: {自然人: 3}
  结转下年度: {自然人: 3}
  其余为零: true
表四: {其余为零: true}
";

/// Two requests are said to be left over, a cell is blank, and 不给予 is 1.
const REPORT: &str = "年度: 2031
成文日期: 2032-01-10
表甲:
  上年未办完: {公民: 2, 单位: 0}
  本年收件: {公民: 5, 单位: 0}
  给予: {公民: 3, 单位: 0}
  部分给予: {公民: 0, 单位: 0}
  不给予: {公民: 1, 单位: 0}
  未办完: {公民: 2, 单位: }
表乙: {其余为零: true}
";

const WORDS: &str = "根据国办公开办函〔2021〕30号编制。统计期限为2031年1月1日至2031年12月31日。

## 一、基本情况

收到政府信息公开申请 9 件，不予公开 4 件。

## 四、补充说明

没有。
";

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

fn read(text: &str, year: u16) -> report::ReportDoc {
    let file = SourcePath::new("content/reports/report.yaml").expect("a path");
    let (doc, faults) = report::read(text, &file, year);
    assert_eq!(faults, [], "{text}");
    doc.expect("a report")
}

/// The two files that `new` writes after a report.
fn begun(year: u16, before: &str) -> (String, String) {
    let draft = Draft {
        year,
        form: form(year, year).expect("a form"),
        organization: &OrganizationDoc::default(),
        carried: carried(&read(before, year - 1)),
    };
    let files = files("content/", &draft);
    (files[0].1.clone(), files[1].1.clone())
}

#[test]
fn new_asks_for_its_rows_and_topics() {
    let (data, words) = begun(2032, REPORT);
    let brought = "\n  上年未办完: {公民: 2}  # 照 2031 年";
    assert!(data.contains(brought), "{data}");
    assert!(data.contains("\n  #不给予: {公民: , 单位: }\n"), "{data}");
    assert!(words.contains("### （一）数据开放\n\n（待写：开放了哪些数据。）"));
    assert!(words.contains("## 四、补充说明") && words.contains("国办公开办函〔2030〕9号"));
    assert_eq!(read(&data, 2032).form.id, "2031");
    // The form before has none of these columns.
    let (data, _) = begun(2031, BEFORE);
    assert!(data.contains("\n  #上年未办完: "), "{data}");
    read(&data, 2031);
}

#[test]
fn it_is_checked_shown_and_previewed() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(root, "site.toml", SITE);
    write(root, "content/reports/2030/report.yaml", BEFORE);
    write(root, "content/reports/2031/report.yaml", REPORT);
    write(root, "content/reports/2031/report.md", WORDS);
    let options = Options {
        today: Some(date(2032, 2, 1)),
        ..Options::default()
    };
    let site = Snapshot::take(root).and_then(|snapshot| Site::compose(snapshot, &options));
    let site = Arc::new(site.expect("a site"));
    assert_eq!(site.found.diagnostics, []);

    let unit = site.checked_units[0].unit.as_ref();
    let report = unit.and_then(|unit| unit.reports.get(&2031));
    let report = report.expect("the report");
    assert_eq!(report.form.id, "2031");
    assert_eq!(report.count(Measure::Received), Some(5));
    assert_eq!(report.count(Measure::Concluded), Some(4));
    assert_eq!(report.count(Measure::CarriedOut), None);

    let found: Vec<String> = site
        .found
        .findings()
        .map(|one| format!("{} {}", one.code.id, one.message))
        .collect();
    for expected in [
        "A01 对不上：“公民”列：",
        "CEL01 表甲有 1 格没有填数：未办完·单位",
        "FMT02 “国办公开办函〔2021〕30号”是 2021—2030 年的格式",
        "NAR01 文字写收到申请 9 件，表甲“本年收件”总计是 5",
        "SEC03 “总体情况”没有写到：数据开放",
        "X01 “合计”列：今年上年结转 2 ≠ 去年结转下年度 3，差 1",
    ] {
        let said = found.iter().any(|one| one.starts_with(expected));
        assert!(said, "{expected}\n{}", found.join("\n"));
    }

    let revision = Revision::first(site);
    let shown = revision.shown.as_ref().expect("what is shown");
    let Located::PlannedOutput(page) = lookup(shown, "reports/2031/") else {
        panic!("no page");
    };
    let page = page.render().expect("a page").expect("no fault");
    let page = with_script(&page.bytes, "reports/2031/", "key");
    let page = String::from_utf8(page).expect("text");
    for expected in [
        "id=t2",
        "zero-t3",
        "表乙各项都是0",
        "办完合计",
        "本页表格按照国办公开办函〔2030〕9号规定的格式编排",
        "，含依申请公开、行政复议和行政诉讼统计表",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    let index = OutPath::new("index.html").and_then(|path| shown.output(&path));
    let index = index.and_then(|output| output.render()).expect("an index");
    let index = String::from_utf8(index.expect("no fault").bytes).expect("text");
    assert!(index.contains("2031"), "{index}");
}

#[test]
fn its_years_end_those_of_the_form_before() {
    let last = Form::choose(None, 2030).expect("a form");
    assert_eq!(last.years(), 2021..=2030);
}
