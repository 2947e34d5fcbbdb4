//! The publisher from outside: what it replaces, what it outputs alone, and what
//! it refuses.

use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::Ordering;

// The bench is shared with the unit tests of the room, where the same names
// stand at the root of the crate.
use gongkai::{machine, path, publish};

use bench::{Bench, NEW, OLD, Pages, assert_for_a_clerk, failing, offer, out, refusal, walk};
use path::OutPath;
use publish::Staged;
use publish::entry::{Key, Links};
use publish::refusal::Refusal;

#[path = "../src/publish/bench.rs"]
mod bench;

fn names(paths: &[OutPath]) -> Vec<&str> {
    paths.iter().map(OutPath::as_str).collect()
}

#[test]
fn an_index_comes_after_the_pages_it_names() {
    let bench = Bench::new();
    let outcome = bench.build(&[
        ("index.html", "1"),
        ("a/index.html", "22"),
        ("z.css", "3"),
        ("a/b/c.html", "4"),
    ]);
    let outcome = outcome.expect("a build");
    assert_eq!(
        names(&outcome.written),
        ["a/b/c.html", "z.css", "a/index.html", "index.html"]
    );
    assert_eq!(
        (
            outcome.files,
            outcome.unchanged,
            outcome.total_bytes,
            outcome.bytes_written
        ),
        (4, 0, 5, 5)
    );
    assert_eq!(bench.read("a/index.html").as_deref(), Some("22"));
    assert!(!bench.out().join(".gongkai/stage").exists());
}

#[test]
fn the_record_is_the_same_in_any_folder_and_names_one_file_a_line() {
    let (one, two) = (Bench::published(), Bench::new());
    two.build(NEW).expect("a build");
    two.build(OLD).expect("a build over another");
    let record = one.read(".gongkai/manifest.json").expect("a manifest");
    assert_eq!(Some(&record), two.read(".gongkai/manifest.json").as_ref());
    assert_eq!(
        record
            .lines()
            .filter(|line| line.contains("\"hash\""))
            .count(),
        OLD.len()
    );
    assert!(!record.contains("owned"));
}

#[test]
fn a_publisher_without_trust_remembers_nothing_and_lets_no_page_stand() {
    let bench = Bench::published();
    let publisher = publish::Publisher::open_afresh(&bench.out(), &bench.guard());
    let publisher = publisher.expect("an output folder");
    let key = Key::of(&blake3::hash(b"same"));
    assert!(publisher.cache().is_none());
    assert!(publisher.standing(&out("same.html"), &key).is_none());
    drop(publisher);
    let publisher = bench.open().expect("an output folder");
    assert!(publisher.cache().is_some());
    assert!(publisher.standing(&out("same.html"), &key).is_some());
    drop(publisher);
    let outcome = bench.build_afresh(OLD).expect("a build");
    assert_eq!((outcome.written.len(), outcome.unchanged), (0, OLD.len()));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_when_nothing_changed() {
    use std::os::unix::fs::MetadataExt;
    let bench = Bench::published();
    let stamps = || {
        let mut stamps = BTreeMap::new();
        walk(&bench.out(), &mut |path| {
            let meta = fs::symlink_metadata(path).expect("an entry");
            stamps.insert(
                path.to_owned(),
                (
                    meta.ino(),
                    meta.mtime_nsec(),
                    meta.ctime_nsec(),
                    meta.ctime(),
                ),
            );
        });
        stamps
    };
    let before = stamps();
    let (observer, steps) = failing(usize::MAX, 0);
    let outcome = bench
        .build_observed(OLD, observer)
        .expect("a repeated build");
    assert_eq!(steps.load(Ordering::SeqCst), 0);
    assert_eq!(stamps(), before);
    assert_eq!(
        (outcome.files, outcome.unchanged, outcome.bytes_written),
        (OLD.len(), OLD.len(), 0)
    );
}

#[test]
fn the_next_site_replaces_the_last_and_leaves_foreign_files() {
    let bench = Bench::published();
    let foreign = [("CNAME", "example.cn"), ("reports/notes.txt", "mine")];
    for (path, text) in foreign {
        bench.put(path, text);
    }
    let outcome = bench.build(NEW).expect("a build");
    assert_eq!(
        names(&outcome.removed),
        ["pws/index.html", "swap", "gone/deep/page.html"]
    );
    assert_eq!((outcome.left.len(), outcome.unchanged), (0, 2));
    let mut expected = Bench::fresh_tree(NEW);
    for (path, text) in foreign {
        expected.insert(path.to_owned(), Some(text.to_owned()));
    }
    assert_eq!(bench.tree(), expected);
    bench.build(&[]).expect("an empty site");
    assert_eq!(bench.read("reports/notes.txt").as_deref(), Some("mine"));
    assert_eq!(bench.read("CNAME").as_deref(), Some("example.cn"));
    assert!(!bench.out().join("swap").exists() && !bench.out().join("reports/2022").exists());
}

#[test]
fn a_page_changed_by_hand_is_not_removed() {
    let bench = Bench::published();
    bench.put("gone/deep/page.html", "mine");
    let outcome = bench.build(NEW).expect("a build");
    assert_eq!(names(&outcome.left), ["gone/deep/page.html"]);
    assert_eq!(bench.read("gone/deep/page.html").as_deref(), Some("mine"));
    assert_eq!(bench.build(NEW).expect("a repeated build").left, []);
}

#[test]
fn a_page_that_is_gone_or_cut_short_does_not_stand() {
    let bench = Bench::published();
    bench.put("same.html", "sa");
    fs::remove_file(bench.out().join("index.html")).expect("a page");
    let outcome = bench.build(OLD).expect("a build");
    assert_eq!(names(&outcome.written), ["same.html", "index.html"]);
    let publisher = bench.open().expect("an output folder");
    assert_eq!(
        publisher.read_published(&out("same.html")).expect("a page"),
        b"same"
    );
    assert_for_a_clerk(
        &publisher
            .read_published(&out("none.html"))
            .expect_err("no page"),
    );
}

#[test]
fn a_foreign_file_is_adopted_if_equal_and_never_overwritten() {
    let bench = Bench::published();
    bench.put("equal.html", "equal");
    let outcome = bench.build(&[("equal.html", "equal")]).expect("a build");
    assert_eq!((outcome.written.len(), outcome.unchanged), (0, 1));
    bench.put("other.html", "mine!");
    let before = bench.tree();
    let error = bench
        .build(&[("other.html", "yours")])
        .expect_err("a foreign file");
    assert_eq!(
        refusal(&error),
        &Refusal::Foreign(bench.out().join("other.html"))
    );
    assert_for_a_clerk(&error);
    assert_eq!(bench.tree(), before);
}

#[cfg(unix)]
#[test]
fn whatever_stands_in_the_way_is_named_before_anything_changes() {
    use std::os::unix::fs::symlink;
    let bench = Bench::published();
    let place = |path: &str| bench.out().join(path);
    let outside = bench.dir.path().join("outside");
    fs::create_dir(&outside).expect("a folder");
    symlink(&outside, place("link")).expect("a link");
    symlink(outside.join("page"), place("page.html")).expect("a link");
    bench.put("folder/mine.txt", "mine");
    bench.put("file", "mine");
    let before = bench.tree();
    let cases: &[(&Pages, Refusal)] = &[
        (&[("link/a.html", "")], Refusal::Link(place("link"))),
        (&[("page.html", "")], Refusal::Foreign(place("page.html"))),
        (&[("folder", "")], Refusal::Foreign(place("folder"))),
        (&[("file/a.html", "")], Refusal::Foreign(place("file"))),
        (
            &[(".gongkai/lock", "x")],
            Refusal::Reserved(out(".gongkai/lock")),
        ),
        (
            &[(".git/config", "x")],
            Refusal::Reserved(out(".git/config")),
        ),
        (
            &[("a.html", "1"), ("a.html", "2")],
            Refusal::Collision(out("a.html")),
        ),
        (&[("a", "1"), ("a/b/c", "2")], Refusal::Collision(out("a"))),
    ];
    for (pages, expected) in cases {
        let error = bench.build(pages).expect_err("a refusal");
        assert_eq!(refusal(&error), expected);
        assert_for_a_clerk(&error);
        assert_eq!(bench.tree(), before, "{expected:?}");
    }
    assert_eq!(fs::read_dir(outside).expect("a folder").count(), 0);
}

#[cfg(unix)]
#[test]
fn nothing_is_removed_through_a_link() {
    let bench = Bench::published();
    let outside = bench.dir.path().join("outside");
    fs::rename(bench.out().join("gone"), &outside).expect("a folder");
    std::os::unix::fs::symlink(&outside, bench.out().join("gone")).expect("a link");
    assert_eq!(
        names(&bench.build(NEW).expect("a build").left),
        ["gone/deep/page.html"]
    );
    assert!(outside.join("deep/page.html").is_file());
}

#[test]
fn two_builds_at_once_are_refused() {
    for bench in [Bench::new(), Bench::published()] {
        let first = bench.open().expect("an output folder");
        first
            .stage(&out("a.html"), None, Links::default(), b"a")
            .expect("a page");
        let error = bench.open().err().expect("a second build");
        assert_eq!(refusal(&error), &Refusal::Busy(bench.out()));
        first.commit(&|| false).expect("the first is not disturbed");
        assert_eq!(bench.read("a.html").as_deref(), Some("a"));
        bench.open().expect("the lock is free again");
    }
}

#[test]
fn a_run_that_is_given_up_leaves_no_trace() {
    for bench in [Bench::new(), Bench::published()] {
        let before = (bench.tree(), bench.out().exists());
        let publisher = bench.open().expect("an output folder");
        offer(&publisher, NEW, &bench.root()).expect("pages");
        drop(publisher);
        assert_eq!((bench.tree(), bench.out().exists()), before, "dropped");

        let publisher = bench.open().expect("an output folder");
        offer(&publisher, NEW, &bench.root()).expect("pages");
        let error = publisher.commit(&|| true).expect_err("an interruption");
        assert_eq!(refusal(&error), &Refusal::Interrupted);
        assert_eq!((bench.tree(), bench.out().exists()), before, "interrupted");
    }
}

#[test]
fn many_threads_may_offer_pages() {
    let bench = Bench::new();
    let publisher = bench.open().expect("an output folder");
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let publisher = &publisher;
            scope.spawn(move || {
                for page in 0..50 {
                    let path = out(&format!("{page}/{thread}.html"));
                    let staged =
                        publisher.stage(&path, None, Links::default(), path.as_str().as_bytes());
                    assert_eq!(staged.expect("a page"), Staged::Changed);
                }
            });
        }
    });
    assert_eq!(
        publisher.commit(&|| false).expect("a build").written.len(),
        400
    );
    assert_eq!(bench.read("49/7.html").as_deref(), Some("49/7.html"));
}

#[test]
fn a_large_file_is_copied_once() {
    let bench = Bench::new();
    let source = bench.root().join("content/big");
    fs::write(&source, vec![7; 300_000]).expect("a source");
    let copy = |expected: Staged| {
        let publisher = bench.open().expect("an output folder");
        assert_eq!(
            publisher.stage_copy(&out("big"), &source).expect("a copy"),
            expected
        );
        publisher.commit(&|| false).expect("a build")
    };
    assert_eq!(copy(Staged::Changed).bytes_written, 300_000);
    assert_eq!(copy(Staged::Unchanged).bytes_written, 0);
    assert_eq!(
        fs::read(bench.out().join("big")).expect("a copy"),
        vec![7; 300_000]
    );
    fs::remove_file(&source).expect("a source");
    let publisher = bench.open().expect("an output folder");
    let error = publisher
        .stage_copy(&out("big"), &source)
        .expect_err("no source");
    assert!(
        error
            .to_string()
            .starts_with("没有读成：文件或文件夹不存在"),
        "{error}"
    );
}
