//! `gongkai --version` says which program it is: the number and the commit.

#[allow(dead_code, reason = "only its words are tried here")]
#[path = "../build.rs"]
mod build_script;

use std::process::Command;

use build_script::version;
use regex_lite::Regex;

fn said(argument: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    let output = program.arg(argument).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{argument}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn a_commit_is_short_and_a_changed_tree_is_marked() {
    let hash = "7bb20c2f00112233445566778899aabbccddeeff";
    for (commit, expected) in [
        (None, "0.1.0"),
        (Some(""), "0.1.0"),
        (Some("\n"), "0.1.0"),
        (Some("7bb20c2f"), "0.1.0（提交 7bb20c2f）"),
        (Some(hash), "0.1.0（提交 7bb20c2f）"),
        (Some("7bb20c2f-dirty\n"), "0.1.0（提交 7bb20c2f，有改动）"),
    ] {
        assert_eq!(version("0.1.0", commit), expected, "{commit:?}");
    }
}

#[test]
fn the_program_says_its_number_and_its_commit_if_it_knows_one() {
    let number = env!("CARGO_PKG_VERSION").replace('.', r"\.");
    let pattern = format!("^gongkai {number}(（提交 [0-9a-f]{{8}}(，有改动)?）)?\n$");
    let pattern = Regex::new(&pattern).expect("a pattern");
    let long = said("--version");
    assert!(pattern.is_match(&long), "{long}");
    for other in ["-V", "-v", "version", "版本"] {
        assert_eq!(said(other), long, "{other}");
    }
}
