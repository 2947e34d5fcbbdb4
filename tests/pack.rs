//! `gongkai pack`: what a web team gets, and that it is the site and nothing else.

mod common;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use common::{TestSite, gongkai, run};
use gongkai::export::data::sha256;
use zip::ZipArchive;

/// The files of a package by their names.
fn unpacked(zip: &Path) -> BTreeMap<String, Vec<u8>> {
    let bytes = std::fs::read(zip).expect("a package");
    let mut archive = ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip file");
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("whole bytes");
        let name = file.name().expect("a name").to_string();
        assert!(files.insert(name, bytes).is_none(), "one name twice");
    }
    files
}

fn pack(site: &TestSite, out: &Path, more: &[&str]) -> common::Run {
    let (root, out) = (site.root(), out.to_string_lossy().into_owned());
    let root = root.to_string_lossy();
    let mut arguments = vec!["pack", "--root", &root, "--out", &out];
    arguments.extend(more);
    run(&mut gongkai(&arguments))
}

/// A site with an attachment whose name is Chinese, which a page links to.
fn site() -> TestSite {
    let site = TestSite::portal();
    site.write("content/reports/2022/files/统计 附件.csv", "甲,1\n");
    site
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).expect("text")
}

#[test]
fn a_package_is_the_site_with_what_servers_need() {
    let site = site();
    let zip = site.around().join("site.zip");
    pack(&site, &zip, &[]).ended_with(0).clean();
    let files = unpacked(&zip);
    for name in files.keys() {
        assert!(name.is_ascii() && name.len() <= 100, "{name}");
        assert!(!name.contains(".gongkai"), "{name}");
    }
    let readme = text(&files, "README.txt");
    assert!(readme.starts_with('\u{feff}') && readme.contains("\r\n"));
    for word in ["nginx", "IIS", "宝塔", "对象存储", "certutil"] {
        assert!(readme.contains(word), "{word}");
    }
    let sums = text(&files, "sha256.txt");
    let summed: BTreeMap<&str, &str> = sums
        .lines()
        .filter_map(|line| line.split_once(" *"))
        .map(|(sum, name)| (name, sum))
        .collect();
    let pages = files.iter().filter(|(name, _)| name.starts_with("site/"));
    for (name, bytes) in pages.filter(|(name, _)| *name != "site/web.config") {
        assert_eq!(summed.get(name.as_str()), Some(&&*sha256(bytes)), "{name}");
    }
    assert!(summed.contains_key("site/index.html"));
}

#[test]
fn what_a_page_links_to_is_in_the_package_under_the_same_name() {
    let site = site();
    let zip = site.around().join("site.zip");
    pack(&site, &zip, &[]).ended_with(0);
    let files = unpacked(&zip);
    let report = text(&files, "site/reports/2022/index.html");
    let link = report.split("href=").find(|rest| rest.contains("files/f-"));
    let link = link.and_then(|rest| rest.split(['"', ' ', '>']).find(|part| !part.is_empty()));
    let link = link.expect("a link to the attachment");
    let target = format!("site/reports/2022/{link}");
    assert_eq!(files[&target], "甲,1\n".as_bytes());
    assert!(report.contains("download=\"统计 附件.csv\""));
}

#[test]
fn the_same_site_makes_the_same_bytes() {
    let site = site();
    let zips = ["one.zip", "two.zip"].map(|name| site.around().join(name));
    for zip in &zips {
        pack(&site, zip, &[]).ended_with(0);
    }
    let bytes = zips.map(|zip| std::fs::read(zip).expect("a package"));
    assert!(bytes[0] == bytes[1]);
}

#[test]
fn a_site_with_errors_is_not_packed_unless_the_package_says_so() {
    let site = site();
    let zip = site.around().join("site.zip");
    let data = "content/reports/2022/report.yaml";
    site.replace(data, "予以公开: {自然人: 3}", "予以公开: {自然人: 2}");
    pack(&site, &zip, &[]).refused(&["A01", "没有打包"]);
    assert!(!zip.exists());
    let left = std::fs::read_dir(site.around()).expect("a folder");
    let names = left.map(|entry| entry.expect("an entry").file_name());
    let scratch = |name: &std::ffi::OsString| name.to_string_lossy().starts_with(".gongkai-");
    assert!(!names.into_iter().any(|name| scratch(&name)));
    pack(&site, &zip, &["--force"]).ended_with(0);
    assert!(text(&unpacked(&zip), "README.txt").contains("没有改（用了 --force）"));
}

#[test]
fn nobody_elses_file_is_replaced_and_an_older_package_is() {
    let site = site();
    let zip = site.around().join("site.zip");
    std::fs::write(&zip, "PK and more").expect("a file");
    let refused = pack(&site, &zip, &[]).ended_with(2).for_a_clerk();
    refused.says(&["没有打包", "没有覆盖"]);
    assert_eq!(std::fs::read(&zip).expect("a file"), b"PK and more");
    std::fs::remove_file(&zip).expect("gone");
    pack(&site, &zip, &[]).ended_with(0);
    site.replace("site.toml", "name = ", "# x\nname = ");
    pack(&site, &zip, &[]).ended_with(0);
}
