//! The arguments as they were meant: what a Chinese keyboard types for dashes,
//! quotes, digits and spaces, and what Windows makes of `\"`.

mod trailing_backslash;

use std::ffi::OsString;

use unicode_normalization::UnicodeNormalization;

use crate::prose::{narrow_digit, printable};

use trailing_backslash::{WORDS, mended};

/// What is typed or pasted for the two dashes of an option.
const DASHES: [char; 8] = ['-', '—', '–', '―', '－', '‐', '‑', '−'];
const QUOTES: [char; 9] = ['“', '”', '＂', '〝', '〞', '‟', '„', '‘', '’'];
/// Spaces at which no shell parts two arguments.
const SPACES: [char; 3] = ['\u{3000}', '\u{a0}', '\u{2003}'];
const EQUALS: [char; 2] = ['=', '＝'];

/// The arguments, the program's name first, as they were meant; or what is said
/// of those that cannot be understood. What is no text is passed on: a path need
/// not be any.
pub(super) fn meant(args: &[OsString], windows: bool) -> Result<Vec<OsString>, String> {
    let texts = args.iter().map(|arg| arg.to_str().map(str::to_owned));
    let Some(mut texts) = texts.collect::<Option<Vec<String>>>() else {
        return Ok(args.to_vec());
    };
    if windows {
        texts = mended(texts)?;
    }
    let parted: Vec<String> = texts.iter().enumerate().flat_map(parts).collect();
    let mut meant: Vec<String> = Vec::new();
    for arg in joined(&parted) {
        let named = meant.last().is_some_and(|last| is_named(last));
        let makes_folder = meant.get(1).is_some_and(|command| command == "init");
        meant.push(match arg.as_str() {
            _ if meant.is_empty() => arg,
            "/?" | "/h" | "/H" | "/help" | "-?" if windows && !named => "--help".to_owned(),
            _ => option(&arg).unwrap_or_else(|| value(&arg, named || makes_folder)),
        });
    }
    Ok(meant.into_iter().map(OsString::from).collect())
}

/// What is said of the first argument that is no text, where only one will do.
pub(super) fn unreadable(args: &[OsString]) -> Option<String> {
    let arg = args.iter().find(|arg| arg.to_str().is_none())?;
    let shown = printable(&arg.to_string_lossy());
    Some(format!(
        "命令里有读不出来的字符：“{shown}”。把这一段重新输入一遍"
    ))
}

/// Whether the value of an option is a name or a path, in which any character
/// may be meant.
fn is_named(option: &str) -> bool {
    WORDS.contains(&option) || matches!(option, "--root" | "--out")
}

/// The arguments in one that no shell has parted. In a name or a path such a
/// space may be meant; between a command or an option and what follows it is not.
fn parts((at, arg): (usize, &String)) -> Vec<String> {
    let arg = match at {
        0 => arg,
        _ => arg.trim_matches(SPACES),
    };
    let Some((before, after)) = arg.split_once(SPACES).filter(|_| at > 0) else {
        return vec![arg.to_owned()];
    };
    let after = after.trim_start_matches(SPACES).to_owned();
    let is_option = before.starts_with(DASHES) && !before.contains(EQUALS);
    // A path may be dropped on the program; a command is a plain word.
    let is_command = at == 1 && before.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_command || is_option || after.starts_with(DASHES) {
        return [vec![before.to_owned()], parts((2, &after))].concat();
    }
    vec![arg.to_owned()]
}

/// Those that Chinese quotes hold together, as one each.
fn joined(args: &[String]) -> Vec<String> {
    let quotes = |text: &str| text.matches(QUOTES).count();
    let opens = |arg: &str| {
        let value = arg.split_once(EQUALS).map_or(arg, |(_, value)| value);
        value.starts_with(QUOTES) && quotes(value) == 1
    };
    let closes = |arg: &String| arg.ends_with(QUOTES) && quotes(arg) == 1;
    let (mut joined, mut at) = (Vec::new(), 0);
    while let Some(arg) = args.get(at) {
        let more = args[at + 1..].iter().position(closes);
        let more = more.filter(|_| opens(arg)).map_or(0, |more| more + 1);
        joined.push(args[at..=at + more].join(" "));
        at += more + 1;
    }
    joined
}

/// An option in ASCII, if it is one.
fn option(arg: &str) -> Option<String> {
    let name = arg.trim_start_matches(DASHES);
    let dashes = &arg[..arg.len() - name.len()];
    let (name, after) = match name.split_once(EQUALS) {
        Some((name, after)) => (name, Some(after)),
        None => (name, None),
    };
    let dash = |c: char| if DASHES.contains(&c) { '-' } else { c };
    let name: String = name.nfkc().map(dash).collect();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if dashes.is_empty() || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let lead = match (dashes.is_ascii(), name.len()) {
        (true, _) => dashes,
        (false, 1) => "-",
        (false, _) => "--",
    };
    let option = format!("{lead}{name}");
    name.chars().all(is_name).then(|| match after {
        Some(after) => format!("{option}={}", value(after, is_named(&option))),
        None => option,
    })
}

/// A value without Chinese quotes around it; a number in ASCII digits.
fn value(arg: &str, named: bool) -> String {
    let inner = arg
        .strip_prefix(QUOTES)
        .and_then(|rest| rest.strip_suffix(QUOTES))
        .filter(|inner| !inner.is_empty() && !inner.contains(QUOTES));
    let text = inner.unwrap_or(arg);
    let digits: String = text.chars().map(narrow_digit).collect();
    match !named && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        true => digits,
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arguments as they were meant, `|` between two.
    fn read(args: &[&str], windows: bool) -> String {
        let args: Vec<OsString> = ["gongkai"].iter().chain(args).map(OsString::from).collect();
        let meant = meant(&args, windows).expect("understood");
        let texts = meant[1..].iter().map(|arg| arg.to_string_lossy());
        texts.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_a_chinese_keyboard_types_is_what_was_meant() {
        for (typed, expected) in [
            (&["check", "—root", "站点"][..], "check|--root|站点"),
            (&["check", "——root", "站点"], "check|--root|站点"),
            (&["check", "－－ｒｏｏｔ＝站点"], "check|--root=站点"),
            (
                &["build", "–base–url", "http://a"],
                "build|--base-url|http://a",
            ),
            (&["－ｈ"], "-h"),
            (&["check", "２０２５"], "check|2025"),
            (&["check", "--drafts", "２０２５"], "check|--drafts|2025"),
            (&["init", "甲", "--year＝２０２５"], "init|甲|--year=2025"),
            (&["init", "甲", "--name", "“甲镇”"], "init|甲|--name|甲镇"),
            (&["init", "甲", "--name＝”甲镇”"], "init|甲|--name=甲镇"),
            (
                &["check", "--root", "“青河", "县”", "2025"],
                "check|--root|青河 县|2025",
            ),
            (
                &["check\u{3000}２０２５\u{3000}--drafts"],
                "check|2025|--drafts",
            ),
            (&["check", "--root\u{3000}站点"], "check|--root|站点"),
            (&["check", "2025\u{3000}——drafts"], "check|2025|--drafts"),
            (&["\u{3000}check", "2025\u{3000}"], "check|2025"),
        ] {
            assert_eq!(read(typed, false), expected);
        }
    }

    #[test]
    fn what_may_be_meant_as_it_stands_stays() {
        for args in [
            &["init", "２０２５"][..],
            &["check", "--root", "２０２５"],
            &["check", "--root", "政务\u{3000}公开"],
            &["check", "“两会”专题/报告.md"],
            &["init", "甲", "--name", "“一网通办”和“只进一扇门”办公室"],
            &["check", "“没有合上", "2025"],
            &["C:\\政务\u{3000}公开"],
            &["check", "—", "-", "--"],
            &["check", "——2025"],
            &["check", "/?", "/h"],
            &["check", "甲\"", "-x"],
        ] {
            assert_eq!(read(args, false), args.join("|"));
        }
    }

    #[test]
    fn windows_asks_for_help_with_a_slash() {
        assert_eq!(read(&["check", "/?"], true), "check|--help");
        assert_eq!(read(&["/h"], true), "--help");
        assert_eq!(read(&["build", "--out", "/h"], true), "build|--out|/h");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_text_is_named_where_a_text_is_needed() {
        use std::os::unix::ffi::OsStringExt;
        let args = vec!["gongkai".into(), OsString::from_vec(b"a\xff\x1b".to_vec())];
        assert_eq!(meant(&args, true), Ok(args.clone()));
        let said = unreadable(&args);
        assert!(said.is_some_and(|said| said.contains("“a��”")));
    }
}
