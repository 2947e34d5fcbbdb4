//! The preview follows the name that it was started with, whatever folder is
//! there at the moment.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::client::Preview;
use super::common::*;

const DATA: &str = "content/reports/2022/report.yaml";
const PAGE: &str = "/reports/2022/";

/// Longer than any machine takes that is not broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// Writes a site in which this number stands in a table, always as large and
/// always as old: another one is not told by its files.
fn site_at(root: &Path, number: u32) {
    let site = TestSite::sample();
    site.replace(DATA, "行政处罚: 60", &format!("行政处罚: {number}"));
    let day = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000);
    for (name, bytes) in tree(&site.root()) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        let file = fs::File::options().write(true).open(&path);
        file.and_then(|file| file.set_modified(day))
            .expect("an age");
    }
}

#[track_caller]
fn until(preview: &Preview, number: u32) {
    let begun = Instant::now();
    while !preview.get(PAGE).text().contains(&format!(">{number}<")) {
        assert!(begun.elapsed() < PATIENCE, "{number} was never shown");
        sleep(Duration::from_millis(50));
    }
}

fn save(root: &Path, number: u32) {
    let text = fs::read_to_string(root.join(DATA)).expect("the data");
    let (before, rest) = text.split_once("行政处罚: ").expect("a number");
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let text = format!("{before}行政处罚: {number}{rest}");
    fs::write(root.join(DATA), text).expect("saved");
}

#[test]
fn another_folder_that_takes_the_place_of_the_root_is_shown_and_watched() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    site_at(&at("site"), 1001);
    site_at(&at("next"), 1002);
    let preview = Preview::start(&at("site"), &[]);
    until(&preview, 1001);
    fs::rename(at("site"), at("old")).expect("moved");
    fs::rename(at("next"), at("site")).expect("moved");
    until(&preview, 1002);
    save(&at("site"), 1003);
    until(&preview, 1003);
    // What was moved away is nobody's business any more.
    save(&at("old"), 1004);
    save(&at("site"), 1005);
    until(&preview, 1005);
    // It goes for a while, and is written anew.
    fs::remove_dir_all(at("site")).expect("removed");
    sleep(Duration::from_millis(1500));
    assert!(
        preview.get(PAGE).text().contains(">1005<"),
        "the last page stays"
    );
    site_at(&at("site"), 1006);
    until(&preview, 1006);
    save(&at("site"), 1007);
    until(&preview, 1007);
}

#[cfg(unix)] // Windows lets no folder be renamed in which one is watched; wine does
#[test]
fn a_folder_above_that_is_replaced_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    site_at(&at("a/site"), 2001);
    site_at(&at("b/site"), 2002);
    let preview = Preview::start(&at("a/site"), &[]);
    until(&preview, 2001);
    fs::rename(at("a"), at("c")).expect("moved");
    fs::rename(at("b"), at("a")).expect("moved");
    until(&preview, 2002);
    save(&at("a/site"), 2003);
    until(&preview, 2003);
}

#[cfg(unix)]
#[test]
fn a_linked_root_that_leads_elsewhere_is_followed() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    site_at(&at("one"), 3001);
    site_at(&at("two"), 3002);
    symlink("one", at("site")).expect("a link");
    for options in [&[] as &[&str], &["--poll"]] {
        let preview = Preview::start(&at("site"), options);
        until(&preview, 3001);
        // As deployments switch: a new link takes the name of the old one.
        symlink("two", at("link")).expect("a link");
        fs::rename(at("link"), at("site")).expect("moved");
        until(&preview, 3002);
        save(&at("two"), 3003);
        until(&preview, 3003);
        save(&at("two"), 3002);
        fs::remove_file(at("site")).expect("removed");
        symlink("one", at("site")).expect("a link");
        until(&preview, 3001);
    }
}

#[test]
fn folders_of_the_site_that_are_replaced_are_watched_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    site_at(&at("site"), 4001);
    site_at(&at("next"), 4002);
    let preview = Preview::start(&at("site"), &[]);
    until(&preview, 4001);
    // As a checkout or an archive does that is unpacked over it.
    fs::rename(at("site/content"), at("aside")).expect("moved");
    fs::rename(at("next/content"), at("site/content")).expect("moved");
    until(&preview, 4002);
    save(&at("site"), 4003);
    until(&preview, 4003);
}
