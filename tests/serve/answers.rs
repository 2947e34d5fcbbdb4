//! What is answered to a request.

use super::client::Preview;
use super::common::*;

const PAGE: &str = "/reports/2022/";

#[test]
fn every_file_is_served_as_it_is_published() {
    let site = TestSite::portal();
    site.write("static/robots.txt", "User-agent: *\n");
    site.build();
    let preview = Preview::start(&site.root(), &[]);
    for (name, bytes) in site.tree() {
        if name.starts_with(".gongkai/") {
            continue;
        }
        let address = encoded(&name);
        let reply = preview.get(&format!("/{address}"));
        if name == "404.html" || name.ends_with(".html") {
            assert_eq!(reply.page().as_bytes(), bytes, "{name}");
            assert_eq!(
                reply.header("content-type"),
                Some("text/html; charset=utf-8")
            );
        } else {
            assert!(reply.body == bytes, "{name}");
        }
        assert_eq!(reply.status, 200, "{name}");
        assert_eq!(reply.header("cache-control"), Some("no-cache"));
        if let Some(folder) = address.strip_suffix("index.html") {
            assert_eq!(preview.get(&format!("/{folder}")).page().as_bytes(), bytes);
        }
    }
}

/// A name as it stands in an address.
fn encoded(name: &str) -> String {
    let byte = |byte: u8| match byte {
        b'/' | b'.' | b'-' | b'_' => (byte as char).to_string(),
        _ if byte.is_ascii_alphanumeric() => (byte as char).to_string(),
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(byte).collect()
}

#[test]
fn types_have_their_character_set() {
    let site = TestSite::sample();
    for name in [
        "a.txt", "a.json", "a.xml", "a.css", "a.js", "a.svg", "a.pdf", "a.csv", "a.bin",
    ] {
        site.write(&format!("static/{name}"), "x");
    }
    let preview = Preview::start(&site.root(), &[]);
    let kind = |name: &str| {
        let reply = preview.get(&format!("/{name}"));
        reply.header("content-type").expect("a type").to_owned()
    };
    assert_eq!(kind("a.txt"), "text/plain; charset=utf-8");
    assert_eq!(kind("a.json"), "application/json; charset=utf-8");
    assert_eq!(kind("a.xml"), "text/xml; charset=utf-8");
    assert_eq!(kind("a.svg"), "image/svg+xml; charset=utf-8");
    assert_eq!(kind("a.csv"), "text/csv; charset=utf-8");
    assert_eq!(kind("a.pdf"), "application/pdf");
    assert_eq!(kind("a.bin"), "application/octet-stream");
}

#[test]
fn what_is_not_there_gets_the_sites_own_page() {
    let site = TestSite::sample();
    let preview = Preview::start(&site.root(), &[]);
    let missing = preview.get("/nowhere/at/all");
    assert_eq!(missing.status, 404);
    assert_eq!(missing.page(), preview.get("/404.html").page());
    assert!(missing.key().starts_with("404:"));
    let folder = preview.get("/reports/2022");
    assert_eq!(
        (folder.status, folder.header("location")),
        (302, Some(PAGE))
    );
    assert_eq!(preview.get("/.gongkai/manifest.json").status, 404);
}

#[test]
fn a_browser_is_not_sent_what_it_has() {
    let site = TestSite::sample();
    site.write("content/reports/2022/files/a.txt", "0123456789");
    let preview = Preview::start(&site.root(), &[]);
    for path in [PAGE, "/reports/2022/files/a.txt", "/.gongkai/live.js"] {
        let reply = preview.get(path);
        let tag = reply.header("etag").expect("a tag").to_owned();
        let again = preview.ask(
            "GET",
            path,
            &[("If-None-Match", &format!("\"x\", W/{tag}"))],
        );
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(again.header("etag"), Some(tag.as_str()));
        let head = preview.ask("HEAD", path, &[]);
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        assert_eq!(
            head.header("content-length"),
            Some(reply.body.len().to_string().as_str())
        );
    }
}

#[test]
fn parts_of_attachments_are_served() {
    let site = TestSite::sample();
    site.write("content/reports/2022/files/a.txt", "0123456789");
    let preview = Preview::start(&site.root(), &[]);
    let path = "/reports/2022/files/a.txt";
    let part = |range: &str| preview.ask("GET", path, &[("Range", range)]);
    let middle = part("bytes=2-4");
    assert_eq!((middle.status, middle.text().as_str()), (206, "234"));
    assert_eq!(middle.header("content-range"), Some("bytes 2-4/10"));
    assert_eq!(part("bytes=-3").text(), "789");
    assert_eq!(part("bytes=8-99").text(), "89");
    let beyond = part("bytes=10-");
    assert_eq!(
        (beyond.status, beyond.header("content-range")),
        (416, Some("bytes */10"))
    );
    for whole in ["bytes=0-1,3-4", "lines=1-2", "bytes=x"] {
        assert_eq!(
            (part(whole).status, part(whole).body.len()),
            (200, 10),
            "{whole}"
        );
    }
    let stale = [("Range", "bytes=0-1"), ("If-Range", "\"other\"")];
    assert_eq!(preview.ask("GET", path, &stale).status, 200);
}

#[test]
fn a_large_attachment_comes_whole() {
    let site = TestSite::sample();
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
    site.write("content/reports/2022/files/a.bin", &bytes);
    let preview = Preview::start(&site.root(), &[]);
    let path = "/reports/2022/files/a.bin";
    assert!(preview.get(path).body == bytes);
    let tail = preview.ask("GET", path, &[("Range", "bytes=1000000-")]);
    assert!(tail.body == bytes[1_000_000..]);
}

#[test]
fn what_no_honest_browser_asks_is_refused() {
    let site = TestSite::sample();
    std::fs::write(site.around().join("secret"), "s").expect("a file beside the site");
    let preview = Preview::start(&site.root(), &[]);
    for path in [
        "/../secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/a/../../secret",
        "//secret",
        "/a%5c..%5csecret",
        "/%00",
        "/%ff",
    ] {
        let reply = preview.get(path);
        assert_eq!(reply.status, 400, "{path}");
        assert!(!reply.text().contains("s\n"), "{path}");
    }
    for path in [
        "/site.toml",
        "/content/reports/2022/report.yaml",
        "/templates/base.html",
    ] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let reply = preview.ask(method, "/", &[]);
        assert_eq!(
            (reply.status, reply.header("allow")),
            (405, Some("GET, HEAD")),
            "{method}"
        );
    }
}

#[test]
fn a_strangers_name_does_not_lead_here() {
    let site = TestSite::sample();
    let preview = Preview::start(&site.root(), &[]);
    let status = |host: &str| preview.ask("GET", "/", &[("Host", host)]).status;
    for host in [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil",
        "127.0.0.1:1:2",
        "@",
    ] {
        assert_eq!(status(host), 403, "{host}");
    }
    for host in [
        "localhost",
        "LOCALHOST:8765",
        "127.0.0.1:80",
        "192.168.1.7:8765",
        "[::1]:8765",
        "[::1]",
    ] {
        assert_eq!(status(host), 200, "{host}");
    }
}

#[test]
fn a_sub_path_is_served_as_deployed() {
    let site = TestSite::sample();
    site.replace(
        "site.toml",
        "[organization]",
        "base_url = \"https://www.example.gov.cn/zwgk/nb/\"\n[organization]",
    );
    site.build();
    let preview = Preview::start(&site.root(), &[]);
    assert!(
        preview.greeting.contains("/zwgk/nb/"),
        "{}",
        preview.greeting
    );
    for path in ["/", "/zwgk/nb"] {
        let reply = preview.get(path);
        assert_eq!(
            (reply.status, reply.header("location")),
            (302, Some("/zwgk/nb/")),
            "{path}"
        );
    }
    assert_eq!(preview.get("/zwgk/nb/").page(), site.page("index.html"));
    assert_eq!(preview.get("/reports/2022/").status, 404);
    let sitemap = preview.get("/zwgk/nb/sitemap.xml");
    assert_eq!(sitemap.text(), site.page("sitemap.xml"));
    let events = preview.open("/zwgk/nb/reports/2022/");
    events.wait_for("state");
    site.replace("content/reports/2022/report.yaml", "60", "61");
    events.wait_for("reload");
}

/// A browser opens six connections to a host, for all its windows together.
#[test]
fn streams_of_one_browser_leave_room_for_pages() {
    let site = TestSite::sample();
    let preview = Preview::start(&site.root(), &[]);
    let streams: Vec<_> = (0..6).map(|_| preview.open(PAGE)).collect();
    for older in &streams[..3] {
        older.wait_for("crowded");
    }
    for newer in &streams[3..] {
        newer.wait_for("state");
    }
    // Who was sent away is told all there is, each time, and does not push in.
    let key = preview.get(PAGE).key();
    let brief = format!("{key}&brief=1");
    let told = preview.listen(PAGE, &brief);
    told.wait_for("state");
    told.wait_for("crowded");
    let stale = preview.listen(PAGE, "old&brief=1");
    stale.wait_for("reload");
    site.replace("content/reports/2022/report.yaml", "60", "61");
    for newer in &streams[3..] {
        newer.wait_for("reload");
    }
}

#[test]
fn the_next_free_port_is_taken_and_said() {
    let site = TestSite::sample();
    let first = Preview::start(&site.root(), &[]);
    let port = first.port.to_string();
    let second = Preview::start(&site.root(), &["--port", &port]);
    assert!(second.port > first.port);
    assert!(
        second.greeting.contains(&format!("端口 {port} 已被占用")),
        "{}",
        second.greeting
    );
    assert_eq!(second.get("/").status, 200);
}

#[test]
fn a_preview_for_others_warns() {
    let site = TestSite::sample();
    let preview = Preview::start(&site.root(), &["--host", "0.0.0.0"]);
    let warning = preview
        .lines
        .iter()
        .take(3)
        .any(|line| line.contains("都能看到没有发布的内容"));
    assert!(warning);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let site = TestSite::sample();
    site.edit("content/reports/2022/report.yaml", |text| {
        format!("{text}草稿: true\n")
    });
    let reply = Preview::start(&site.root(), &["--drafts"]).get(PAGE);
    assert_eq!(reply.status, 200);
    assert!(reply.text().contains("草稿，不得公开"));
}
