//! How editors, people and version control save.

use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use super::client::{Events, Preview};
use super::common::*;

const DATA: &str = "content/reports/2022/report.yaml";
const PAGE: &str = "/reports/2022/";

/// Longer than the second look takes.
const QUIET: Duration = Duration::from_millis(700);

fn start() -> (TestSite, Preview, Events) {
    start_with(TestSite::portal())
}

fn start_with(site: TestSite) -> (TestSite, Preview, Events) {
    let preview = Preview::start(&site.root(), &[]);
    let events = preview.open(PAGE);
    events.wait_for("state");
    // The bell hangs only after the greeting.
    sleep(QUIET);
    (site, preview, events)
}

fn number(site: &TestSite, number: u32) -> String {
    let text = site.read(DATA);
    let (head, rest) = text.split_once("行政处罚: ").expect("the row");
    let tail = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{head}行政处罚: {number}{tail}")
}

/// Exactly one reload, and what was saved.
#[track_caller]
fn shows(preview: &Preview, events: &Events, wanted: &str) {
    events.wait_for("reload");
    let more = events.count("reload", QUIET);
    // Under wine the notices of one save may come too late after one another.
    if !cfg!(windows) {
        assert_eq!(more, 0, "one save, one reload");
    }
    assert!(
        preview.get(PAGE).text().contains(&format!(">{wanted}<")),
        "{wanted}"
    );
}

#[test]
fn every_way_of_saving_is_one_reload() {
    let (site, preview, events) = start();
    let path = site.at(DATA);
    // In place.
    let text = number(&site, 1001);
    fs::write(&path, text).expect("written");
    shows(&preview, &events, "1001");
    // A copy renamed over it, as vim and VS Code do.
    let text = number(&site, 1002);
    fs::write(site.at("content/reports/2022/.report.yaml.swp"), "x").expect("written");
    fs::write(site.at("content/reports/2022/report.yaml.tmp"), text).expect("written");
    fs::rename(site.at("content/reports/2022/report.yaml.tmp"), &path).expect("renamed");
    shows(&preview, &events, "1002");
    // Taken away and written anew, with a pause, and lock files around it, as
    // office programs do.
    let text = number(&site, 1003);
    fs::write(site.at("content/reports/2022/~$report.yaml"), "x").expect("written");
    fs::remove_file(&path).expect("removed");
    sleep(Duration::from_millis(60));
    fs::write(&path, text).expect("written");
    fs::remove_file(site.at("content/reports/2022/~$report.yaml")).expect("removed");
    shows(&preview, &events, "1003");
    // In two halves.
    let text = number(&site, 1004);
    let (half, rest) = text.split_at(text.find("表三").expect("a table"));
    fs::write(&path, format!("{half}表三: {{")).expect("written");
    sleep(Duration::from_millis(60));
    fs::write(&path, format!("{half}{rest}")).expect("written");
    shows(&preview, &events, "1004");
    // Twenty times in a row.
    for n in 0..20 {
        fs::write(&path, number(&site, 1100 + n)).expect("written");
    }
    shows(&preview, &events, "1119");
}

#[test]
fn saving_the_same_again_reloads_nothing() {
    let (site, _preview, events) = start();
    let text = site.read(DATA);
    site.write(DATA, &text);
    site.write("content/reports/2022/~$report.docx", "x");
    site.write("content/reports/2022/.report.md.swp", "x");
    site.write("content/reports/2022/report.md~", "x");
    site.write("content/reports/2022/#report.md#", "x");
    site.write("content/reports/2022/.~report.docx", "x");
    site.write("content/reports/2022/4913", "x");
    site.remove("content/reports/2022/4913");
    site.edit(DATA, |text| format!("{text}\n# 只有注释变了\n"));
    assert_eq!(events.count("reload", QUIET), 0);
}

#[test]
fn only_pages_that_changed_reload() {
    let (site, preview, events) = start();
    let other = preview.open("/guide.html");
    other.wait_for("state");
    site.write(DATA, number(&site, 2001));
    shows(&preview, &events, "2001");
    assert_eq!(other.count("reload", QUIET), 0);
    site.replace("site.toml", "测试县政府信息公开", "新的名字");
    other.wait_for("reload");
    events.wait_for("reload");
    assert!(preview.get("/guide.html").text().contains("新的名字"));
    site.write(
        "templates/base.html",
        "{% extends \"default/base.html\" %}{% block footer_extra %}<p>多一行</p>{% endblock footer_extra %}",
    );
    other.wait_for("reload");
    assert!(preview.get("/guide.html").text().contains("多一行"));
}

#[test]
fn three_hundred_files_at_once_are_one_reload() {
    let (site, preview, events) = start();
    for n in 0..300 {
        let text = if n == 150 {
            site.write(DATA, number(&site, 3001));
            continue;
        } else {
            format!("---\n标题: 文件{n}\n公开日期: 2024-01-02\n---\n第{n}条。\n")
        };
        site.write(&format!("content/disclosure/plan/p{n}.md"), text);
    }
    shows(&preview, &events, "3001");
    // Under wine so many files take longer to write than a burst of saves lasts.
    let last = || preview.get("/disclosure/plan/p299.html").status;
    let begun = Instant::now();
    while cfg!(windows) && last() != 200 && begun.elapsed() < LIMIT {
        sleep(QUIET);
    }
    assert_eq!(last(), 200);
}

#[test]
fn folders_come_go_and_move() {
    // One more report, so that the site stands without the other.
    let site = TestSite::sample();
    let text = site
        .read(DATA)
        .replace("2022", "2024")
        .replace("2023-", "2025-");
    site.write("content/reports/2024/report.yaml", text);
    site.write(
        "content/reports/2024/report.md",
        "## 一、总体情况\n\n好。\n",
    );
    let (site, preview, events) = start_with(site);
    let index = preview.open("/");
    index.wait_for("state");
    // A report goes and comes back.
    fs::rename(site.at("content/reports/2022"), site.around().join("aside")).expect("moved");
    events.wait_for("reload");
    index.wait_for("reload");
    assert_eq!(preview.get(PAGE).status, 404);
    let gone = preview.open(PAGE);
    gone.wait_for("state");
    fs::rename(site.around().join("aside"), site.at("content/reports/2022")).expect("moved");
    gone.wait_for("reload");
    assert_eq!(preview.get(PAGE).status, 200);
    // New folders within new folders.
    let wanted = "/units/new/reports/2022/";
    let coming = preview.open(wanted);
    coming.wait_for("state");
    let copy = |name: &str| {
        site.write(
            &format!("content/units/new/reports/2022/{name}"),
            site.read(&format!("content/reports/2022/{name}")),
        );
    };
    site.write("content/units/new/unit.yaml", "名称: 新镇人民政府\n");
    copy("report.yaml");
    copy("report.md");
    coming.wait_for("reload");
    assert_eq!(preview.get(wanted).status, 200);
    // And what is in the new folders is watched.
    let events = preview.open(wanted);
    events.wait_for("state");
    site.edit("content/units/new/unit.yaml", |text| {
        text.replace("新镇", "改镇")
    });
    events.wait_for("reload");
    // All of the content goes, and comes back, and is watched again.
    fs::rename(site.at("content"), site.around().join("aside")).expect("moved");
    sleep(QUIET);
    fs::rename(site.around().join("aside"), site.at("content")).expect("moved");
    sleep(QUIET);
    let events = preview.open(PAGE);
    events.wait_for("state");
    site.write(DATA, number(&site, 4001));
    shows(&preview, &events, "4001");
}

#[test]
fn where_nobody_rings_the_files_are_looked_at() {
    let site = TestSite::portal();
    let preview = Preview::start(&site.root(), &["--poll"]);
    let events = preview.open(PAGE);
    events.wait_for("state");
    site.write(DATA, number(&site, 5001));
    events.wait_for("reload");
    assert_eq!(events.count("reload", Duration::from_secs(3)), 0);
    assert!(preview.get(PAGE).text().contains(">5001<"));
}

/// A copy that keeps size and time of change looks like no change.
#[test]
fn where_nobody_rings_a_file_that_only_looks_the_same_is_read_again() {
    let site = TestSite::portal();
    site.write(DATA, number(&site, 5002));
    let long_ago = SystemTime::now() - Duration::from_secs(3600);
    let date = |name: &str| {
        let file = fs::File::options().write(true).open(site.at(name));
        let file = file.expect("a file");
        file.set_modified(long_ago).expect("a time of change");
    };
    date(DATA);
    let preview = Preview::start(&site.root(), &["--poll"]);
    let events = preview.open(PAGE);
    events.wait_for("state");
    let aside = "content/reports/2022/report.tmp";
    site.write(aside, number(&site, 5003));
    date(aside);
    fs::rename(site.at(aside), site.at(DATA)).expect("renamed");
    events.wait_for("reload");
    assert!(preview.get(PAGE).text().contains(">5003<"));
}

#[test]
fn a_thousand_saves_leave_nothing_behind() {
    let (site, preview, events) = start();
    let mut before = None;
    for n in 0..1000 {
        site.write(DATA, number(&site, 10_000 + n));
        sleep(Duration::from_millis(8));
        if n == 100 {
            before = preview.memory();
        }
    }
    while events.count("reload", QUIET) > 0 {}
    assert!(preview.get(PAGE).text().contains(">10999<"));
    if let Some((before, after)) = before.zip(preview.memory()) {
        assert!(
            after < before + before / 5,
            "{before} KiB became {after} KiB"
        );
    }
}
