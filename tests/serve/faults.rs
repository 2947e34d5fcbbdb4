//! Content that cannot be read: the last good page stays, and says why.

use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::client::Preview;
use super::common::*;

const DATA: &str = "content/reports/2022/report.yaml";
const PAGE: &str = "/reports/2022/";

fn state(text: &str) -> Value {
    serde_json::from_str(text).expect("a state is JSON")
}

#[test]
fn broken_data_keeps_the_last_good_page_and_says_where() {
    let site = TestSite::sample();
    let preview = Preview::start(&site.root(), &[]);
    let good = preview.get(PAGE).page();
    let events = preview.open(PAGE);
    let first = state(&events.wait_for("state"));
    assert_eq!(
        (first["blocked"].as_bool(), first["errors"].as_u64()),
        (Some(false), Some(0))
    );
    site.replace(DATA, "行政处罚: 60", "行政处罚: [60");
    let broken = state(&events.wait_for("state"));
    assert_eq!(broken["blocked"], true);
    let item = &broken["items"][0];
    assert_eq!(
        (item["file"].as_str(), item["level"].as_str()),
        (Some(DATA), Some("error"))
    );
    assert_eq!(
        (item["here"].as_bool(), item["blocks"].as_bool()),
        (Some(true), Some(true))
    );
    assert!(
        item["line"].as_u64().is_some_and(|line| line >= 4),
        "{item}"
    );
    assert_eq!(preview.get(PAGE).page(), good);
    site.replace(DATA, "行政处罚: [60", "行政处罚: 60");
    assert_eq!(state(&events.wait_for("state"))["blocked"], false);
    assert_eq!(preview.get(PAGE).page(), good);
}

#[test]
fn a_mended_number_comes_with_the_mending() {
    let site = TestSite::sample();
    let preview = Preview::start(&site.root(), &[]);
    let events = preview.open(PAGE);
    site.replace(DATA, "行政处罚: 60", "行政处罚: [60");
    while state(&events.wait_for("state"))["blocked"] == false {}
    site.replace(DATA, "行政处罚: [60", "行政处罚: 99");
    let key = state(&events.wait_for("reload"));
    assert_eq!(key["key"].as_str(), Some(preview.get(PAGE).key()));
    assert!(preview.get(PAGE).text().contains(">99<"));
}

#[test]
fn a_site_that_was_never_whole_shows_its_trouble_and_then_itself() {
    let site = TestSite::sample();
    site.replace("site.toml", "[site]", "[site");
    let preview = Preview::start(&site.root(), &[]);
    let reply = preview.get("/");
    assert_eq!(reply.status, 503);
    assert!(reply.text().contains("data-trouble"));
    let events = preview.listen("/", reply.key());
    let told = state(&events.wait_for("state"));
    assert_eq!(
        (told["blocked"].as_bool(), &told["items"][0]["file"]),
        (Some(true), &"site.toml".into())
    );
    site.replace("site.toml", "[site", "[site]");
    events.wait_for("reload");
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_template_that_fails_on_every_page_blocks() {
    let site = TestSite::sample();
    let preview = Preview::start(&site.root(), &[]);
    let good = preview.get(PAGE).page();
    let events = preview.open(PAGE);
    events.wait_for("state");
    site.write(
        "templates/report.html",
        "{% extends \"default/report.html\" %}{% block main %}{{ no.such.thing }}{% endblock main %}",
    );
    let told = state(&events.wait_for("state"));
    assert_eq!(told["blocked"], true);
    assert!(
        told["items"][0]["file"]
            .as_str()
            .is_some_and(|file| file.starts_with("templates/")),
        "{told}"
    );
    assert_eq!(preview.get(PAGE).page(), good);
    site.remove("templates/report.html");
    assert_eq!(state(&events.wait_for("state"))["blocked"], false);
}

#[test]
fn a_fault_of_the_frame_of_all_pages_is_told_once_with_the_pages_it_hits() {
    let site = TestSite::portal();
    let preview = Preview::start(&site.root(), &[]);
    let events = preview.open(PAGE);
    events.wait_for("state");
    site.write(
        "templates/base.html",
        "{% extends \"default/base.html\" %}{% block skip %}{{ no.such.thing }}{% endblock skip %}",
    );
    let told = state(&events.wait_for("state"));
    let blocking = told["items"].as_array().expect("a list").iter();
    let blocking: Vec<&Value> = blocking.filter(|item| item["blocks"] == true).collect();
    assert_eq!(blocking.len(), 1, "{told}");
    let message = blocking[0]["message"].as_str().unwrap_or_default();
    assert!(message.contains("（没有做成 "), "{message}");
    assert!(message.contains("404.html、"), "{message}");
    assert!(message.ends_with(" 个页面）"), "{message}");
}

#[test]
fn a_folder_that_is_no_site_is_said_and_not_served() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.arg("serve").arg("--root").arg(folder.path());
    let output = command.args(["--port", "0"]).output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("没有 site.toml，这里不是站点的文件夹"),
        "{said}"
    );
    assert!(
        said.ends_with("没有打开预览\n") && output.stdout.is_empty(),
        "{said}"
    );
}

#[test]
fn findings_of_rules_do_not_stop_the_page() {
    let site = TestSite::sample();
    site.replace("site.toml", "CEL01 = \"off\"\n", "");
    let preview = Preview::start(&site.root(), &[]);
    let events = preview.open(PAGE);
    site.replace(DATA, "表四: {其余为零: true}", "表四: {}");
    events.wait_for("reload");
    let again = preview.open(PAGE);
    let told = state(&again.wait_for("state"));
    assert_eq!(told["blocked"], false);
    assert!(
        told["errors"].as_u64().is_some_and(|count| count > 0),
        "{told}"
    );
}

#[test]
fn words_in_findings_are_data() {
    let site = TestSite::sample();
    let preview = Preview::start(&site.root(), &[]);
    let events = preview.open(PAGE);
    events.wait_for("state");
    site.edit(DATA, |text| format!("{text}\"</script><b>\\\"\": 1\n"));
    let told = events.wait_for("state");
    assert!(
        state(&told)["items"]
            .as_array()
            .is_some_and(|items| !items.is_empty())
    );
}

/// One template that never ends keeps neither the other pages nor the server.
#[test]
fn a_template_without_end_is_told_of_and_holds_up_nobody() {
    let site = TestSite::sample();
    let preview = Preview::start(&site.root(), &[]);
    let good = preview.get(PAGE).page();
    let loops = "{% for a in range(end=100000) %}".repeat(3);
    let ends = "{% endfor %}".repeat(3);
    let endless = format!(
        "{{% extends \"default/report.html\" %}}{{% block source %}}{loops}{ends}{{% endblock source %}}"
    );
    site.write("templates/report.html", endless);
    assert_eq!(preview.get("/").status, 200);
    let item = until(&preview, true)["items"][0].clone();
    assert_eq!(item["file"], "templates/report.html");
    let message = item["message"].as_str().unwrap_or_default();
    assert!(message.contains("五百万步"), "{item}");
    assert_eq!(preview.get(PAGE).page(), good);
    site.remove("templates/report.html");
    until(&preview, false);
    assert_eq!(preview.get(PAGE).page(), good);
}

/// The first state that is blocked or is not.
fn until(preview: &Preview, blocked: bool) -> Value {
    let begun = Instant::now();
    loop {
        let state = state(&preview.open(PAGE).wait_for("state"));
        if state["blocked"] == blocked {
            return state;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "{state}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
