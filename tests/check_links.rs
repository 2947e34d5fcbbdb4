//! `check --links`: other sites are asked on request, politely, and what was seen is kept.

mod common;
#[path = "verify/server.rs"]
mod server;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};

use common::{Run, TestSite, gongkai, run};

/// A proxy that stands for the whole network: hosts ending in `.gov.cn` have the pages
/// below, no others are there. Every question is written down.
fn network() -> (String, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let book = Arc::clone(&asked);
    let address = server::server(move |target, stream| {
        // The way to a host is asked for first, then the page.
        let Some(host) = target.strip_suffix(":80") else {
            return server::say(stream, "502 Bad Gateway", b"");
        };
        if !host.ends_with(".gov.cn") {
            return server::say(stream, "502 Bad Gateway", b"");
        }
        _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        let path = path_asked_for(stream);
        book.lock().expect("whole").push(format!("{host}{path}"));
        let head = match path.as_str() {
            "/here" => "200 OK",
            "/guarded" => "412 Precondition Failed",
            _ => "404 Not Found",
        };
        server::say(stream, head, b"");
    });
    (address, asked)
}

fn path_asked_for(stream: &mut TcpStream) -> String {
    let (mut asked, mut byte) = (Vec::new(), [0]);
    while !asked.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
        asked.push(byte[0]);
    }
    let asked = String::from_utf8_lossy(&asked).into_owned();
    asked.split(' ').nth(1).unwrap_or_default().to_owned()
}

/// The sample with these links in a page of a column.
fn site(links: &[&str]) -> TestSite {
    let site = TestSite::sample();
    let links: Vec<String> = links.iter().map(|link| format!("- [甲]({link})")).collect();
    let text = format!("# 文件\n\n见下列网页。\n\n{}\n", links.join("\n"));
    site.write("content/policies/a.md", &text);
    site
}

fn check(site: &TestSite, words: &[&str], proxy: &str) -> Run {
    let mut command = gongkai(&["check", "--root"]);
    for name in ["HTTPS_PROXY", "https_proxy", "http_proxy"] {
        command.env_remove(name);
    }
    run(command
        .arg(site.root())
        .args(words)
        .env("HTTP_PROXY", proxy)
        .current_dir(site.around()))
}

#[test]
fn what_is_gone_is_told_at_its_place_and_what_is_uncertain_is_not() {
    let (proxy, asked) = network();
    let site = site(&[
        "http://www.qinghe.gov.cn/here#end",
        "http://www.qinghe.gov.cn/gone",
        "http://www.qinghe.gov.cn/guarded",
        "http://192.168.1.5/inside",
    ]);
    let told = check(&site, &["--links"], &proxy);
    assert!(
        told.stderr.contains("看了 3 个别的网站的网址：1 个打得开，1 个打不开，1 个网站不让程序看，用浏览器看；记在 links.csv"),
        "{}",
        told.stderr
    );
    let gone = "链接“http://www.qinghe.gov.cn/gone”打不开：没有这个网页（404）";
    assert!(told.stdout.contains(gone), "{}", told.stdout);
    assert!(
        told.stdout.contains("content/policies/a.md:6:"),
        "{}",
        told.stdout
    );
    assert!(!told.stdout.contains("guarded"), "{}", told.stdout);
    assert!(told.stdout.contains("只有内网打得开"), "{}", told.stdout);
    let asked = asked.lock().expect("whole").clone();
    assert!(!asked.iter().any(|one| one.contains("inside")), "{asked:?}");
    let record = site.read("links.csv");
    assert_eq!(record.lines().count(), 4, "{record}");
    assert!(
        record.contains(",没有这个网页（404）,\"http://www.qinghe.gov.cn/gone\""),
        "{record}"
    );
}

#[test]
fn nothing_is_asked_without_the_word_and_nothing_blamed_without_a_network() {
    let (proxy, asked) = network();
    let site = site(&["http://www.qinghe.gov.cn/gone"]);
    check(&site, &[], &proxy);
    assert!(asked.lock().expect("whole").is_empty());
    assert!(!site.root().join("links.csv").exists());
    // Nobody listens at port 1.
    let told = check(&site, &["--links"], "http://127.0.0.1:1").ended_with(3);
    told.for_a_clerk().says(&["上不了网"]);
    assert!(!site.root().join("links.csv").exists());
}

#[test]
fn somebody_elses_file_stays_and_settings_decide() {
    let (proxy, _) = network();
    let site = site(&["http://www.qinghe.gov.cn/gone"]);
    site.write("links.csv", "别人的\n");
    let told = check(&site, &["--links"], &proxy).ended_with(3);
    told.for_a_clerk().says(&["links.csv", "别人的文件"]);
    assert_eq!(site.read("links.csv"), "别人的\n");
    std::fs::remove_file(site.root().join("links.csv")).expect("removed");
    let footer = "[theme]\nfooter = [{name = \"县政府\", url = \"http://www.qinghe.gov.cn/foot\"}]";
    site.edit("site.toml", |text| format!("{text}\n{footer}\n"));
    let told = check(&site, &["--links"], &proxy);
    assert!(told.stdout.contains("/foot”打不开"), "{}", told.stdout);
    site.edit("site.toml", |text| {
        format!("{text}\n[check]\nLNK02 = \"off\"\n")
    });
    let told = check(&site, &["--links"], &proxy);
    assert!(!told.stdout.contains("LNK02"), "{}", told.stdout);
}
