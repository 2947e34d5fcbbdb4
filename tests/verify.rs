//! Published pages against their source: all is the same, or it is said what differs.

mod common;
#[path = "verify/server.rs"]
mod server;

use common::{Run, TestSite, gongkai, run};

fn verify(site: &TestSite, words: &[&str]) -> Run {
    let mut command = gongkai(&["verify", "--root"]);
    run(command
        .arg(site.root())
        .args(words)
        .current_dir(site.around()))
}

/// The sample, built.
fn built(site: TestSite) -> TestSite {
    site.publish();
    site
}

/// Changes a page as somebody would who edits it by hand: what stands last, for the summary
/// above the report says it too.
fn edit_page(site: &TestSite, path: &str, from: &str, to: &str) {
    let page = site.page(path);
    let at = page.rfind(from).expect("what is changed");
    let page = format!("{}{to}{}", &page[..at], &page[at + from.len()..]);
    std::fs::write(site.out().join(path), page).expect("written");
}

#[test]
fn a_built_site_says_what_its_source_says() {
    let site = built(TestSite::portal());
    let told = verify(&site, &["out"]).clean().stdout;
    assert!(told.ends_with("4 份年报、598 个数全部一致\n"), "{told}");
    // As an archive that holds a folder.
    let deep = site.around().join("a").join("b");
    std::fs::create_dir_all(&deep).expect("made");
    std::fs::rename(site.out(), deep.join("out")).expect("moved");
    assert_eq!(verify(&site, &["a"]).clean().stdout, told);
}

#[test]
fn a_changed_number_and_a_changed_sentence_are_named() {
    let site = built(TestSite::sample());
    let page = "reports/2022/index.html";
    let told = verify(&site, &["out/reports/2022/index.html"])
        .clean()
        .stdout;
    assert!(told.contains("200 个数全部一致，标题和文字一致"), "{told}");
    edit_page(&site, page, ">60<", ">61<");
    edit_page(&site, page, "一切正常。", "一切都正常。");
    let told = verify(&site, &["out/reports/2022/index.html"]);
    let told = told.ended_with(1).stdout;
    assert!(
        told.contains("200 个数里有 1 个不一样，文字有 1 处不一样"),
        "{told}"
    );
    assert!(told.contains("  表二.行政处罚：源 60，网页 61\n"), "{told}");
    assert!(
        told.contains("源 一切正常。") && told.contains("网页 一切都正常。"),
        "{told}"
    );
    let json = verify(&site, &["out/reports/2022/index.html", "--format", "json"]);
    let json: serde_json::Value =
        serde_json::from_str(&json.ended_with(1).stdout).expect("one object");
    assert_eq!(json["cells"], 200);
    assert_eq!(json["differences"][0]["what"], "表二.行政处罚");
    assert_eq!(json["differences"].as_array().map(Vec::len), Some(1));
    assert_eq!(json["passages"][0]["page"][0], "一切都正常。");
}

#[test]
fn a_page_in_the_network_is_compared_and_what_is_not_there_is_told() {
    let site = built(TestSite::portal());
    let page = site.page("reports/2022/index.html");
    let changed = page.replace("60", "61");
    let address = server::server(move |path, stream| match path {
        "/nb/2022.html" => server::say(stream, "200 OK", page.as_bytes()),
        "/nb/changed.html" => server::say(stream, "200 OK", changed.as_bytes()),
        _ => server::say(stream, "404 Not Found", b""),
    });
    let told = verify(&site, &[&format!("{address}/nb/2022.html")]).clean();
    assert!(told.stdout.contains("个数全部一致"), "{}", told.stdout);
    let told = verify(&site, &[&format!("{address}/nb/changed.html")]).ended_with(1);
    assert!(told.stdout.contains("行政处罚"), "{}", told.stdout);
    let missing = verify(&site, &[&format!("{address}/nb/2099.html")]).ended_with(3);
    missing.for_a_clerk().says(&["404"]);
}
