//! For tests only: crashes at every step, and machines that fail for real.

use std::env;
#[cfg(unix)]
use std::fs;
use std::path::Path;
use std::process::{self, Command};
use std::sync::atomic::{AtomicUsize, Ordering};

#[cfg(target_os = "linux")]
use tempfile::TempDir;

use super::Publisher;
use super::bench::{Bench, NEW, OLD, Pages, Tree, assert_for_a_clerk, failing, offer};
use super::entry::Links;
use super::ledger::Trust;
use crate::machine::Patience;

/// Some of these have the size of another version, some its very bytes.
const LATER: &Pages = &[
    ("index.html", "front one"),
    ("reports/2022/index.html", "report 2O22"),
    ("same.html", "same"),
    ("files/a.pdf", "paper six"),
    ("swap/index.html", "a folder"),
    ("pws/index.html", "A FOLDER"),
];

/// The first lies at the top, the second in a folder that is ours.
const FOREIGN: &Pages = &[("CNAME", "example.cn"), ("reports/notes.txt", "mine")];

/// Tells the child process of a trial what to do, as `step:folder`.
const CHILD: &str = "GONGKAI_PUBLISH_TRIAL";

#[test]
fn a_failure_before_the_first_page_moves_leaves_no_trace() {
    for new in [Bench::new, Bench::published] {
        let mut halfway = 0;
        for step in 0.. {
            let bench = new();
            let before = (bench.tree(), bench.out().exists());
            let (observer, asked) = failing(step, 1);
            if let Err(error) = bench.build_observed(NEW, observer) {
                let text = error.to_string();
                assert_for_a_clerk(&error);
                assert!(
                    text.contains("磁盘满了") && !text.contains("stage"),
                    "{text}"
                );
                if text.contains("原来的网站没有改动") {
                    let after = (bench.tree(), bench.out().exists());
                    assert_eq!(after, before, "step {step}: {text}");
                } else {
                    assert!(
                        text.contains("网站只换了一部分，腾出空间后再运行一次就会补齐"),
                        "{text}"
                    );
                    halfway += 1;
                }
            }
            bench.build(NEW).expect("a build on a disk that works");
            assert_eq!(bench.tree(), Bench::fresh_tree(NEW), "{step}");
            if asked.load(Ordering::SeqCst) <= step {
                break;
            }
        }
        assert!(halfway > NEW.len() / 2);
    }
}

/// Two crashes in a row, at any step each. The disk takes no change any more
/// after the step, so not even the publisher's own tidying up reaches it.
#[test]
fn no_two_crashes_lose_a_page_or_forget_what_is_ours() {
    let fresh = Bench::fresh_tree(LATER);
    let crash = |bench: &Bench, pages: &Pages, step: usize| {
        let (observer, asked) = failing(step, usize::MAX);
        _ = bench.build_observed(pages, observer);
        asked.load(Ordering::SeqCst) > step
    };
    // Under wine two thousand builds take longer than all other tests together.
    let stride = if cfg!(windows) { 5 } else { 1 };
    for first in (0..).step_by(stride) {
        let mut crashed = false;
        for second in (0..).step_by(stride) {
            let bench = published_among_foreign_files();
            crashed = crash(&bench, NEW, first);
            assert_every_page_is_whole(&bench, &[OLD, NEW]);
            let again = crash(&bench, LATER, second);
            assert_every_page_is_whole(&bench, &[OLD, NEW, LATER]);
            bench
                .build(LATER)
                .unwrap_or_else(|error| panic!("{first}, {second}: {error}"));
            assert_tree(&bench, fresh.clone(), &format!("{first}, {second}"));
            if !again {
                break;
            }
        }
        if !crashed {
            assert!(first > 20, "too few steps to be all: {first}");
            break;
        }
    }
}

#[test]
fn a_first_build_may_crash_anywhere() {
    for step in 0.. {
        let bench = Bench::new();
        let (observer, asked) = failing(step, usize::MAX);
        _ = bench.build_observed(OLD, observer);
        bench
            .build(NEW)
            .unwrap_or_else(|error| panic!("{step}: {error}"));
        assert_eq!(bench.tree(), Bench::fresh_tree(NEW), "{step}");
        if asked.load(Ordering::SeqCst) <= step {
            break;
        }
    }
}

/// Nobody reads a published file again, so a disk that damages one in place is
/// noticed only by those who ask.
#[test]
fn a_damaged_file_of_the_right_length_is_replaced_where_nothing_is_trusted() {
    for path in OLD.iter().map(|(path, _)| *path) {
        let bench = published_among_foreign_files();
        let before = bench.tree();
        let whole = bench.read(path).expect("a page");
        bench.put(path, &"?".repeat(whole.len()));
        bench.build(OLD).expect("a build that trusts the records");
        assert_ne!(bench.read(path).as_ref(), Some(&whole));
        let outcome = bench.build_afresh(OLD).expect("a build that does not");
        let written: Vec<&str> = outcome.written.iter().map(|path| path.as_str()).collect();
        assert_eq!(written, [path]);
        assert_eq!(bench.tree(), before);
        let outcome = bench.build_afresh(OLD).expect("the same once more");
        assert_eq!((outcome.written.len(), outcome.unchanged), (0, OLD.len()));
        assert_eq!(bench.tree(), before);
    }
}

/// What somebody changed by hand is not ours to take away, trusted or not.
#[test]
fn a_stale_file_that_was_changed_stays_where_nothing_is_trusted() {
    let bench = Bench::published();
    bench.put("gone/deep/page.html", "kept");
    let outcome = bench.build_afresh(NEW).expect("a build");
    assert_eq!(outcome.left.len(), 1);
    assert_eq!(bench.read("gone/deep/page.html").as_deref(), Some("kept"));
}

/// The same with a process that really dies, at every step.
#[test]
fn a_killed_process_loses_nothing() {
    for step in 0.. {
        let bench = published_among_foreign_files();
        let child = child(&bench, step).output().expect("a child process");
        assert_every_page_is_whole(&bench, &[OLD, NEW]);
        bench
            .build(NEW)
            .unwrap_or_else(|error| panic!("{step}: {error}"));
        assert_tree(&bench, Bench::fresh_tree(NEW), &format!("killed at {step}"));
        bench
            .build(&NEW[1..])
            .expect("a build without the front page");
        assert!(
            bench.read("index.html").is_none(),
            "ownership was lost at {step}"
        );
        if child.status.success() {
            assert!(step > 20, "too few steps to be all: {step}");
            break;
        }
    }
}

/// A limit on the size of files is a full disk that needs no privileges.
#[cfg(unix)]
#[test]
fn a_limit_of_the_system_leaves_the_old_site_whole() {
    let bench = Bench::published();
    let before = bench.tree();
    let limited = child(&bench, usize::MAX);
    let mut shell = Command::new("bash");
    shell
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"");
    shell.arg(limited.get_program()).args(limited.get_args());
    shell.envs(
        limited
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    let text = complaint(&shell.output().expect("a shell"));
    assert!(
        text.starts_with("没有写成：文件超出了允许的大小（"),
        "{text}"
    );
    assert!(
        text.ends_with("原来的网站没有改动，腾出空间后再运行一次"),
        "{text}"
    );
    assert_eq!(bench.tree(), before);
}

/// A disk that is full, then one that is read-only, where one may be mounted.
#[cfg(target_os = "linux")]
#[test]
fn a_full_and_a_read_only_disk_leave_the_old_site_whole() {
    let disk = TempDir::new().expect("a folder");
    let mount = |options: &str| {
        let mut command = Command::new("mount");
        command
            .args(["-t", "tmpfs", "-o", options, "none"])
            .arg(disk.path());
        command.output().is_ok_and(|output| output.status.success())
    };
    if !mount("size=256k") {
        eprintln!("skipped: this machine lets no test mount a disk");
        return;
    }
    let mounted = Mounted(disk.path());
    let bench = Bench::within(TempDir::new_in(disk.path()).expect("a folder"));
    bench.build(OLD).expect("a first build");
    let before = bench.tree();
    let publisher = bench.open().expect("an output folder");
    let big = vec![b'x'; 1 << 20];
    let full = publisher.stage(&super::bench::out("big.html"), None, Links::default(), &big);
    drop(publisher);
    let after_full = bench.tree();
    let remounted = mount("remount,ro");
    let read_only = child(&bench, usize::MAX).output().expect("a child process");
    let after_read_only = bench.tree();
    drop((bench, mounted));

    let full = full.expect_err("a full disk").to_string();
    assert!(
        full.starts_with("没有写成：磁盘满了（") && full.contains("big.html"),
        "{full}"
    );
    assert_eq!(after_full, before);
    assert!(remounted && complaint(&read_only).contains("磁盘是只读的"));
    assert_eq!(after_read_only, before);
}

/// Unmounts even when the trial fails.
#[cfg(target_os = "linux")]
struct Mounted<'a>(&'a Path);

#[cfg(target_os = "linux")]
impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        _ = Command::new("umount").arg("-l").arg(self.0).output();
    }
}

/// Permissions mean nothing to root, so a child of another user tries.
#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_left_alone() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let bench = Bench::published();
    let open = fs::Permissions::from_mode(0o755);
    fs::set_permissions(bench.dir.path(), open).expect("our own folder");
    let before = bench.tree();
    let mut command = child(&bench, usize::MAX);
    if fs::metadata(bench.root()).expect("our own folder").uid() == 0 {
        command.uid(65534).gid(65534);
    } else {
        let closed = fs::Permissions::from_mode(0o555);
        fs::set_permissions(
            bench.out().join(".gongkai/lock"),
            fs::Permissions::from_mode(0o444),
        )
        .expect("our own file");
        fs::set_permissions(bench.out(), closed).expect("our own folder");
    }
    let Ok(output) = command.output() else {
        eprintln!("skipped: another user may not run this test");
        return;
    };
    let text = complaint(&output);
    fs::set_permissions(bench.out(), fs::Permissions::from_mode(0o755)).expect("our own folder");
    assert!(
        text.starts_with("没有写成：没有权限在这个文件夹里写（"),
        "{text}"
    );
    let folder = bench.out().join(".gongkai");
    assert!(
        text.contains(&format!("（{}）", folder.display())),
        "{text}"
    );
    assert_eq!(bench.tree(), before);
}

/// Not a trial but the child of some: builds `NEW` and aborts at a step.
#[test]
fn child_process() {
    let Ok(task) = env::var(CHILD) else { return };
    let (step, root) = task.split_once(':').expect("a step and a folder");
    let (step, root) = (step.parse::<usize>().expect("a number"), Path::new(root));
    let asked = AtomicUsize::new(0);
    let observer = move |_, _: &Path| {
        if asked.fetch_add(1, Ordering::SeqCst) == step {
            process::abort();
        }
        Ok(())
    };
    let guard = super::Guard {
        root: root.to_owned(),
        sources: vec![root.join("content")],
    };
    let out = root.join("public");
    let (observer, patience) = (Box::new(observer), Patience::default());
    let built = Publisher::open_observed(&out, &guard, Trust::Records, observer, patience)
        .and_then(|publisher| {
            offer(&publisher, NEW, root)?;
            Ok(publisher)
        })
        .and_then(|publisher| publisher.commit(&|| false));
    if let Err(error) = built {
        println!("{CHILD}={error:#}");
        process::exit(3);
    }
}

fn child(bench: &Bench, step: usize) -> Command {
    let mut command = Command::new(env::current_exe().expect("this very test"));
    command.args(["--exact", "publish::trials::child_process", "--nocapture"]);
    command.env(CHILD, format!("{step}:{}", bench.root().display()));
    command
}

/// The error that a child reported.
#[cfg(unix)]
fn complaint(output: &process::Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout);
    let (_, error) = text
        .split_once(&format!("{CHILD}="))
        .unwrap_or_else(|| panic!("{output:?}"));
    error.lines().next().unwrap_or_default().to_owned()
}

fn published_among_foreign_files() -> Bench {
    let bench = Bench::published();
    for (path, text) in FOREIGN {
        bench.put(path, text);
    }
    bench
}

/// Each page is one of its versions as a whole. It may be missing only if one
/// of the sites has no such page.
fn assert_every_page_is_whole(bench: &Bench, sites: &[&Pages]) {
    for (path, _) in sites.iter().flat_map(|site| site.iter()) {
        let version = |site: &&Pages| site.iter().find(|page| page.0 == *path).map(|page| page.1);
        let versions: Vec<Option<&str>> = sites.iter().map(version).collect();
        let found = bench.read(path);
        assert!(versions.contains(&found.as_deref()), "{path}: {found:?}");
    }
}

/// The foreign files are as they were, and the rest is what is expected.
fn assert_tree(bench: &Bench, mut expected: Tree, context: &str) {
    for (path, text) in FOREIGN {
        expected.insert((*path).to_owned(), Some((*text).to_owned()));
    }
    assert_eq!(bench.tree(), expected, "{context}");
}
