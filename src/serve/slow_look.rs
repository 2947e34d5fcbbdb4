//! The look beside the watcher finds what nobody told of, and does nothing where
//! nothing changed.

use std::cell::Cell;
use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use jiff::civil::{Date, date};
use notify::NullWatcher;
use tokio::sync::watch::Receiver;

use crate::site::Options;

use super::debounce::FileChange;
use super::pace::{BESIDE_A_WATCHER, WITHOUT_A_WATCHER};
use super::recompose::Recomposer;
use super::revision::Revision;
use super::watcher::FileWatcher;
use super::{Preview, Progress};

/// Longer than any machine takes that is not broken.
const LIMIT: Duration = Duration::from_secs(60);

fn today() -> Option<Date> {
    Some(date(2024, 3, 1))
}

/// A site under this name, whose files are older than any clock is coarse.
fn write(root: &Path, name: &str) {
    let text = format!(
        "[site]\nname = \"{name}\"\n\n[organization]\nname = \"{name}人民政府\"\nkind = \"county\"\n"
    );
    fs::create_dir_all(root.join("content/units")).expect("a folder");
    fs::write(root.join("site.toml"), text).expect("a file");
    let file = fs::File::options().write(true).open(root.join("site.toml"));
    let long_ago = SystemTime::now() - Duration::from_secs(3600);
    file.and_then(|file| file.set_modified(long_ago))
        .expect("an age");
}

fn name(revision: &Revision) -> String {
    revision.newest.context.config.name.clone()
}

fn start(root: &Path) -> (Recomposer, Receiver<Arc<Revision>>) {
    start_on(root, today)
}

fn start_on(root: &Path, today: fn() -> Option<Date>) -> (Recomposer, Receiver<Arc<Revision>>) {
    let preview = Preview {
        root: root.to_path_buf(),
        options: Options {
            today: self::today(),
            ..Options::default()
        },
        today,
        poll: false,
    };
    Recomposer::start(preview).expect("a site")
}

/// A watcher that tells nothing, as on a network drive.
fn silent(root: &Path) -> FileWatcher {
    FileWatcher::with(Box::new(NullWatcher), root, true).expect("a watcher")
}

fn nobody(_: &Progress<'_>) {}

#[test]
fn what_nobody_told_of_is_found_at_the_next_look() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "甲县");
    let (mut recomposer, revisions) = start(folder.path());
    recomposer.watch_by(silent(folder.path()));
    write(folder.path(), "乙县的新名字");
    assert_eq!(name(&revisions.borrow()), "甲县");
    let pause = recomposer.turn(None, &nobody);
    assert_eq!(name(&revisions.borrow()), "乙县的新名字");
    // Where there was one, there may be more to come.
    assert!(pause < BESIDE_A_WATCHER.pause(Duration::ZERO));
}

#[test]
fn where_nothing_changed_nothing_is_composed_or_told() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "甲县");
    let (mut recomposer, mut revisions) = start(folder.path());
    recomposer.watch_by(silent(folder.path()));
    let first = Arc::clone(&revisions.borrow_and_update().newest);
    let told = |_: &Progress<'_>| panic!("there is nothing to tell");
    for _ in 0..20 {
        let pause = recomposer.turn(None, &told);
        assert!(pause >= BESIDE_A_WATCHER.pause(Duration::ZERO));
        assert!(Arc::ptr_eq(recomposer.last(), &first), "it was composed");
    }
    assert!(!revisions.has_changed().expect("the preview runs"));
}

#[test]
fn a_look_is_broken_off_when_there_is_something_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "甲县");
    let (mut recomposer, revisions) = start(folder.path());
    recomposer.watch_by(silent(folder.path()));
    write(folder.path(), "乙县的新名字");
    recomposer
        .signal()
        .change(FileChange::At(vec![folder.path().join("site.toml")]));
    recomposer.turn(None, &nobody);
    assert_eq!(
        name(&revisions.borrow()),
        "甲县",
        "it was looked at all the same"
    );
}

/// What happens at the beginning of each look, in turn.
static MEANWHILE: Mutex<VecDeque<Box<dyn FnOnce() + Send>>> = Mutex::new(VecDeque::new());

fn today_meanwhile() -> Option<Date> {
    let next = MEANWHILE.lock().expect("nobody failed").pop_front();
    next.into_iter().for_each(|act| act());
    today()
}

#[test]
fn half_a_save_that_a_look_meets_is_waited_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().to_path_buf();
    write(&root, "甲县");
    let (mut recomposer, revisions) = start_on(&root, today_meanwhile);
    recomposer.watch_by(silent(&root));
    let file = root.join("site.toml");
    let halves: [Box<dyn FnOnce() + Send>; 2] = [
        Box::new(move || fs::remove_file(file).expect("removed")),
        Box::new(move || write(&root, "丙县")),
    ];
    MEANWHILE.lock().expect("nobody failed").extend(halves);
    let told = Cell::new(0);
    recomposer.turn(None, &|progress| {
        if let Progress::Next { revision, .. } = progress {
            assert_eq!(name(revision), "丙县", "half a save was shown");
            told.set(told.get() + 1);
        }
    });
    assert_eq!(
        (told.get(), name(&revisions.borrow()).as_str()),
        (1, "丙县")
    );
}

#[test]
fn a_watch_that_was_lost_is_hung_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("root");
    write(&root, "甲县");
    let (mut recomposer, revisions) = start(&root);
    // A watcher that has lost its folder, because there was none when it began.
    fs::rename(&root, folder.path().join("aside")).expect("moved");
    let watcher = FileWatcher::start(&root, recomposer.signal().clone());
    recomposer.watch_by(watcher.expect("a watcher"));
    fs::rename(folder.path().join("aside"), &root).expect("moved");
    write(&root, "乙县的新名字");
    recomposer.turn(None, &nobody);
    assert_eq!(name(&revisions.borrow()), "乙县的新名字");
    // Nobody told of it; so it is watched again with the next look.
    recomposer.turn(None, &nobody);
    write(&root, "丙县");
    assert!(recomposer.is_told_within(LIMIT));
}

#[test]
fn after_the_preview_has_ended_nobody_looks() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "甲县");
    let (recomposer, revisions) = start(folder.path());
    drop(revisions);
    write(folder.path(), "乙县的新名字");
    recomposer.run(&|_| panic!("there is nobody to be told"));
}

#[test]
fn where_there_is_no_watcher_it_is_looked_more_often() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "甲县");
    let (mut recomposer, _revisions) = start(folder.path());
    let pause = recomposer.turn(None, &nobody);
    assert!(pause >= WITHOUT_A_WATCHER.pause(Duration::ZERO));
    assert!(WITHOUT_A_WATCHER.pause(Duration::ZERO) < BESIDE_A_WATCHER.pause(Duration::ZERO));
}
