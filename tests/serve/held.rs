//! Files that another program has open for itself, as on Windows while it saves.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::windows::fs::OpenOptionsExt;
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::client::Preview;
use super::common::*;

const DATA: &str = "content/reports/2022/report.yaml";
const PAGE: &str = "/reports/2022/";

/// How long a program has the file: longer than the preview waits for other things.
const MOMENT: Duration = Duration::from_millis(600);

/// The preview tells of a held file after two seconds; whoever held it for less
/// than this is not told of.
const SHORT: Duration = Duration::from_millis(1500);

/// Opens a file as nobody else may have it meanwhile.
fn hold(site: &TestSite, name: &str) -> File {
    let mut options = OpenOptions::new();
    options.read(true).write(true).share_mode(0);
    options.open(site.at(name)).expect("a file of one's own")
}

fn state(text: &str) -> Value {
    serde_json::from_str(text).expect("a state is JSON")
}

#[test]
fn a_file_that_is_held_while_it_is_saved_is_waited_for() {
    let site = TestSite::sample();
    let text = site.read(DATA).replace("行政处罚: 60", "行政处罚: 61");
    let preview = Preview::start(&site.root(), &[]);
    let events = preview.open(PAGE);
    events.wait_for("state");
    let begun = Instant::now();
    let mut file = hold(&site, DATA);
    file.set_len(0).expect("emptied");
    sleep(MOMENT);
    file.write_all(text.as_bytes()).expect("written");
    drop(file);
    let held = begun.elapsed();
    while let Some((name, data)) = events.next(super::client::LIMIT) {
        if name == "reload" {
            assert!(preview.get(PAGE).text().contains(">61<"));
            return;
        }
        assert!(held > SHORT, "a file held for {held:?} was told: {data}");
    }
    panic!("the save was never seen");
}

#[test]
fn a_file_that_stays_held_is_named_and_read_once_it_is_free() {
    let site = TestSite::sample();
    let preview = Preview::start(&site.root(), &[]);
    let events = preview.open(PAGE);
    assert_eq!(state(&events.wait_for("state"))["blocked"], false);
    // Saved, so that it must be read, and held at once by another program.
    site.replace(DATA, "行政处罚: 60", "行政处罚: 62");
    let text = site.read(DATA).replace("行政处罚: 62", "行政处罚: 63");
    let mut file = hold(&site, DATA);
    file.write_all(text.as_bytes()).expect("written");
    let told = loop {
        let told = state(&events.wait_for("state"));
        if told["blocked"] == true {
            break told;
        }
    };
    let item = &told["items"][0];
    assert_eq!(item["file"], DATA, "{told}");
    let message = item["message"].as_str().unwrap_or_default();
    assert!(message.contains("文件正被别的程序打开"), "{told}");
    assert_eq!(preview.get(PAGE).status, 200, "the last page stays");
    drop(file);
    while !preview.get(PAGE).text().contains(">63<") {
        events.wait_for("reload");
    }
}

#[test]
fn a_preview_that_is_started_meanwhile_waits() {
    let site = TestSite::sample();
    let file = hold(&site, DATA);
    let release = spawn(move || {
        sleep(MOMENT);
        drop(file);
    });
    let preview = Preview::start(&site.root(), &[]);
    assert_eq!(preview.get(PAGE).status, 200);
    release.join().expect("released");
}

#[test]
fn a_picture_that_is_held_is_answered_once_it_is_free() {
    let site = TestSite::sample();
    site.write("static/seal.png", "picture");
    let preview = Preview::start(&site.root(), &[]);
    let file = hold(&site, "static/seal.png");
    let release = spawn(move || {
        sleep(Duration::from_millis(200));
        drop(file);
    });
    let reply = preview.get("/seal.png");
    assert_eq!((reply.status, reply.text().as_str()), (200, "picture"));
    release.join().expect("released");
}
