//! Tells the program what it was built from, so that a page made by other code
//! counts as stale even while the version number stands; which version it is; and
//! how to link it.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    collect(Path::new("src"), &mut files);
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.to_string_lossy().replace('\\', "/");
        name.hash(&mut hasher);
        // Line ends differ between checkouts and mean nothing.
        let text = fs::read_to_string(file)
            .unwrap_or_default()
            .replace('\r', "");
        text.hash(&mut hasher);
    }
    println!("cargo::rerun-if-changed=src");
    // The minifier brings ten megabytes of tables that are full of addresses. In
    // a program that may lie anywhere in memory every start has to mend them
    // all, whatever the command: see docs/decisions/0010.
    let target = |key: &str| env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    println!("cargo::rustc-env=GONGKAI_SOURCE={:016x}", hasher.finish());
    let number = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let version = version(&number, commit().as_deref());
    println!("cargo::rustc-env=GONGKAI_VERSION={version}");
}

/// What `gongkai --version` prints behind the name. A commit is as `git describe
/// --always --dirty` prints it, or a whole hash.
pub fn version(number: &str, commit: Option<&str>) -> String {
    let Some(commit) = commit.map(str::trim).filter(|commit| !commit.is_empty()) else {
        return number.to_owned();
    };
    let (hash, changed) = match commit.strip_suffix("-dirty") {
        Some(hash) => (hash, "，有改动"),
        None => (commit, ""),
    };
    let short = hash.get(..8).unwrap_or(hash);
    format!("{number}（提交 {short}{changed}）")
}

/// The commit that this is built from: what `GONGKAI_COMMIT` says, else what git says.
/// While the program is being written nobody asks, and a question at every commit
/// would compile everything anew. Sources from a zip have no commit.
fn commit() -> Option<String> {
    println!("cargo::rerun-if-env-changed=GONGKAI_COMMIT");
    if let Ok(commit) = env::var("GONGKAI_COMMIT") {
        return Some(commit);
    }
    // A checkout of its own: the sources may also lie inside somebody else's.
    if env::var("PROFILE").as_deref() != Ok("release") || !Path::new(".git").exists() {
        return None;
    }
    let logged = git(&["rev-parse", "--git-path", "logs/HEAD"])?;
    // Every commit and every checkout is logged there; the others may make the tree dirty.
    for file in [
        logged.as_str(),
        "Cargo.toml",
        "build.rs",
        "docs",
        "templates",
    ] {
        if Path::new(file).exists() {
            println!("cargo::rerun-if-changed={file}");
        }
    }
    git(&[
        "describe",
        "--always",
        "--dirty",
        "--abbrev=8",
        "--exclude=*",
    ])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        // Only asks, so it must not wait for those who write.
        .env("GIT_OPTIONAL_LOCKS", "0")
        .args(arguments)
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.trim().to_owned())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
