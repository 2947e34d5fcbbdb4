//! Tells the program what it was built from, so that a page made by other code
//! counts as stale even while the version number stands; and how to link it.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

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
    let target = |key: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    println!("cargo::rustc-env=GONGKAI_SOURCE={:016x}", hasher.finish());
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
