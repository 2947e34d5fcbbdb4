//! For tests only: files that another program holds, for a moment or for longer, and
//! files that are marked as read-only.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use super::bench::{Bench, NEW, OLD, assert_for_a_clerk, failing_as};
use super::disk::{Observer, Step};
use crate::machine::Patience;

/// The longest that one step and one run wait, in milliseconds.
const STEP: u64 = 2_000;
const RUN: u64 = 10_000;

#[test]
fn what_is_held_for_a_moment_at_any_step_holds_nothing_up() {
    for step in 0.. {
        let bench = Bench::published();
        let (observer, asked) = failing_as(ErrorKind::ResourceBusy, step, 3);
        let (patience, slept) = Patience::counted();
        let built = bench.build_patiently(NEW, observer, patience);
        built.unwrap_or_else(|error| panic!("{step}: {error}"));
        assert_eq!(bench.tree(), Bench::fresh_tree(NEW), "{step}");
        if asked.load(Ordering::SeqCst) <= step {
            assert!(step > 40, "too few steps to be all: {step}");
            assert_eq!(slept.load(Ordering::SeqCst), 0);
            break;
        }
        assert_eq!(slept.load(Ordering::SeqCst), 5 + 10 + 20, "{step}");
    }
}

/// How many steps were asked for, and which one is held.
type Held = Arc<Mutex<(usize, Option<(Step, PathBuf)>)>>;

/// Holds for good what is asked for as number `from`, and tells what that was.
fn holding(from: usize) -> (Observer, Held) {
    let state = Held::default();
    let known = Arc::clone(&state);
    let observer = move |step: Step, path: &Path| {
        let (asked, held) = &mut *known.lock().expect("no panic");
        *asked += 1;
        if *asked > from && held.is_none() {
            *held = Some((step, path.to_owned()));
        }
        match held {
            Some((one, place)) if *one == step && place == path => {
                Err(ErrorKind::ResourceBusy.into())
            }
            _ => Ok(()),
        }
    };
    (Box::new(observer), state)
}

#[test]
fn what_stays_held_at_any_step_is_named_and_loses_nothing() {
    for step in 0.. {
        let bench = Bench::published();
        let (observer, state) = holding(step);
        let (patience, slept) = Patience::counted();
        let built = bench.build_patiently(NEW, observer, patience);
        let held = state.lock().expect("no panic").1.take();
        let waited = slept.load(Ordering::SeqCst);
        let Some((kind, path)) = held else {
            built.unwrap_or_else(|error| panic!("{step}: {error}"));
            break;
        };
        let Err(error) = built else {
            // The site is finished; what is left is removed by the next run.
            assert_eq!(kind, Step::Clear, "{step}");
            bench.build(NEW).expect("the same once more");
            assert_eq!(bench.tree(), Bench::fresh_tree(NEW), "{step}");
            continue;
        };
        let text = error.to_string();
        let context = format!("{step}, {kind:?} {}: {text}", path.display());
        assert_for_a_clerk(&error);
        assert!(text.contains("文件正被别的程序打开（"), "{context}");
        assert!(text.contains("关闭打开着它的程序后再运行一次"), "{context}");
        let named = path
            .file_name()
            .is_some_and(|name| text.contains(&*name.to_string_lossy()));
        let is_temporary = path.iter().any(|part| part == "stage");
        assert!(named || is_temporary, "{context}");
        assert!((STEP..=RUN).contains(&waited), "{waited} ms: {context}");
        assert_every_page_is_whole(&bench, &context);
        bench
            .build(NEW)
            .unwrap_or_else(|error| panic!("{context}: {error}"));
        assert_eq!(bench.tree(), Bench::fresh_tree(NEW), "{context}");
    }
}

fn assert_every_page_is_whole(bench: &Bench, context: &str) {
    for (path, _) in OLD.iter().chain(NEW) {
        let version = |site: &[(&str, &str)]| {
            let page = site.iter().find(|page| page.0 == *path);
            page.map(|page| page.1.to_owned())
        };
        let found = bench.read(path);
        assert!(
            found == version(OLD) || found == version(NEW),
            "{path}: {context}"
        );
    }
}

/// As files are that were copied from a disc or taken out of an archive.
#[test]
fn files_of_ours_that_are_marked_as_read_only_are_replaced_and_removed() {
    let bench = Bench::published();
    let mut marked = Vec::new();
    super::bench::walk(&bench.out(), &mut |path| {
        // On other systems than Windows the mark closes a folder.
        if path.is_file() || cfg!(windows) {
            marked.push(path.to_owned());
        }
    });
    for path in &marked {
        mark(path, true);
    }
    let outcome = bench.build(NEW).expect("a build");
    assert_eq!((outcome.removed.len(), outcome.left.len()), (3, 0));
    assert_eq!(bench.tree(), Bench::fresh_tree(NEW));
}

#[test]
fn a_copy_of_a_read_only_file_is_not_read_only() {
    let bench = Bench::new();
    let source = bench.root().join("content/a.pdf");
    for text in ["one", "two"] {
        if source.exists() {
            mark(&source, false);
        }
        fs::write(&source, text).expect("a source");
        mark(&source, true);
        let publisher = bench.open().expect("an output folder");
        let path = super::bench::out("files/a.pdf");
        publisher.stage_copy(&path, &source).expect("a copy");
        publisher.commit(&|| false).expect("a build");
        let copied = fs::metadata(bench.out().join("files/a.pdf")).expect("a copy");
        assert!(!copied.permissions().readonly());
        assert_eq!(bench.read("files/a.pdf").as_deref(), Some(text));
    }
    mark(&source, false);
}

#[allow(
    clippy::permissions_set_readonly_false,
    reason = "files of a test, in a folder of its own"
)]
fn mark(path: &Path, readonly: bool) {
    let mut permissions = fs::metadata(path).expect("a file").permissions();
    permissions.set_readonly(readonly);
    fs::set_permissions(path, permissions).expect("marked");
}

/// The same with files that are really held.
#[cfg(windows)]
mod on_windows {
    use std::fs::{File, OpenOptions};
    use std::os::windows::fs::OpenOptionsExt;

    use super::*;

    /// How a program may hold a file: so that nobody else may do anything with it, and
    /// as a viewer does, so that others may read it.
    const SHARED: [u32; 2] = [0, 1];

    fn hold(path: &Path, shared: u32) -> File {
        let mut options = OpenOptions::new();
        let file = options.read(true).share_mode(shared).open(path);
        file.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// As some scanners do: others may read, replace and remove it meanwhile.
    const REMOVABLE: u32 = 1 | 4;

    #[test]
    fn a_file_that_is_let_go_is_replaced_or_removed() {
        for (shared, step, path) in [
            (0, Step::Rename, "index.html"),
            (1, Step::Rename, "index.html"),
            (1, Step::RemoveFile, "gone/deep/page.html"),
            (1, Step::Rename, ".gongkai/manifest.json"),
            (REMOVABLE, Step::Rename, "index.html"),
            (REMOVABLE, Step::RemoveDir, "gone/deep"),
        ] {
            let bench = Bench::published();
            let place = bench.out().join(path);
            let file = match step {
                Step::RemoveDir => place.join("page.html"),
                _ => place.clone(),
            };
            let held = Mutex::new((0, Some(hold(&file, shared))));
            let observer = move |asked: Step, path: &Path| {
                let (tries, file) = &mut *held.lock().expect("no panic");
                if asked == step && path == place {
                    *tries += 1;
                }
                if *tries == 4 {
                    *file = None;
                }
                Ok(())
            };
            let built = bench.build_observed(NEW, Box::new(observer));
            built.unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!(bench.tree(), Bench::fresh_tree(NEW), "{path}");
        }
    }

    #[test]
    fn a_file_that_is_held_for_a_second_is_waited_for() {
        for path in ["index.html", "gone/deep/page.html", ".gongkai/lock"] {
            let bench = Bench::published();
            let held = hold(&bench.out().join(path), 0);
            std::thread::scope(|scope| {
                scope.spawn(move || {
                    std::thread::sleep(std::time::Duration::from_secs(1));
                    drop(held);
                });
                let built = bench.build(NEW);
                built.unwrap_or_else(|error| panic!("{path}: {error}"));
            });
            assert_eq!(bench.tree(), Bench::fresh_tree(NEW), "{path}");
        }
    }

    #[test]
    fn a_file_that_stays_held_is_named_and_nothing_is_lost() {
        for shared in SHARED {
            for path in [
                "index.html",
                "gone/deep/page.html",
                "swap",
                ".gongkai/manifest.json",
                ".gongkai/lock",
            ] {
                let bench = Bench::published();
                let held = hold(&bench.out().join(path), shared);
                let (patience, slept) = Patience::counted();
                let built = bench.build_patiently(NEW, Box::new(|_, _| Ok(())), patience);
                let Err(error) = built else {
                    // A lock that others may read is read.
                    assert_eq!((shared, path), (1, ".gongkai/lock"));
                    continue;
                };
                let text = error.to_string();
                assert_for_a_clerk(&error);
                assert!(text.contains("文件正被别的程序打开（"), "{text}");
                assert!(text.contains(&path.replace('/', "\\")), "{text}");
                assert!(slept.load(Ordering::SeqCst) <= RUN);
                drop(held);
                assert_every_page_is_whole(&bench, &text);
                bench
                    .build(NEW)
                    .unwrap_or_else(|error| panic!("{path}: {error}"));
                assert_eq!(bench.tree(), Bench::fresh_tree(NEW), "{path}");
            }
        }
    }

    #[test]
    fn a_source_that_nobody_may_read_is_named() {
        let bench = Bench::published();
        let source = bench.root().join("content/held.pdf");
        fs::write(&source, "x").expect("a source");
        let held = hold(&source, 0);
        let (patience, _) = Patience::counted();
        let publisher = super::super::Publisher::open_observed(
            &bench.out(),
            &bench.guard(),
            super::super::ledger::Trust::Records,
            Box::new(|_, _| Ok(())),
            patience,
        );
        let publisher = publisher.expect("an output folder");
        let path = super::super::bench::out("files/held.pdf");
        let error = publisher.stage_copy(&path, &source).expect_err("held");
        assert!(error.to_string().contains("held.pdf"), "{error}");
        drop(held);
        publisher.stage_copy(&path, &source).expect("a copy");
    }

    /// A file that was removed while it was open has its name for as long on some file
    /// systems, and can neither be opened nor made.
    #[test]
    fn a_lock_that_is_being_removed_is_waited_for() {
        let bench = Bench::published();
        let path = bench.out().join(".gongkai/lock");
        let held = Mutex::new(Some(hold(&path, REMOVABLE)));
        fs::remove_file(&path).expect("removed");
        let patience = Patience::sleeping_by(move |_| {
            held.lock().expect("no panic").take();
        });
        bench
            .build_patiently(NEW, Box::new(|_, _| Ok(())), patience)
            .expect("a build");
        assert_eq!(bench.tree(), Bench::fresh_tree(NEW));
    }

    /// A temporary file that a scanner still holds when the next run begins.
    #[test]
    fn what_is_left_of_a_run_and_held_is_named() {
        let bench = Bench::published();
        bench.put(".gongkai/stage/1", "x");
        let held = hold(&bench.out().join(".gongkai/stage/1"), 0);
        let (patience, _) = Patience::counted();
        let error = bench
            .build_patiently(NEW, Box::new(|_, _| Ok(())), patience)
            .expect_err("held");
        assert!(error.to_string().contains("stage\\1"), "{error}");
        let held = Arc::new(Mutex::new(Some(held)));
        let letting_go = Arc::clone(&held);
        let patience = Patience::sleeping_by(move |_| {
            letting_go.lock().expect("no panic").take();
        });
        bench
            .build_patiently(NEW, Box::new(|_, _| Ok(())), patience)
            .expect("a build");
        assert_eq!(bench.tree(), Bench::fresh_tree(NEW));
    }
}
