//! `--root "C:\站点\" --drafts`, as Windows reads it: `\"` is a quote that is
//! meant, so the argument goes on to the next quote or to the end of the line, and
//! what was quoted is not and the other way round. Paths that Explorer or a
//! completing shell wrote end this way, and no path holds a quote.

/// Options whose values are words, in which a quote may be meant.
pub(super) const WORDS: [&str; 6] = [
    "--name",
    "--short-name",
    "--kind",
    "--county",
    "--phone",
    "--id-code",
];

/// The arguments as they were written; or what is said if that cannot be known.
pub(super) fn mended(args: Vec<String>) -> Result<Vec<String>, String> {
    let is_torn = |at: &usize| {
        let text = &args[*at];
        let words = |text: &str| WORDS.contains(&text.split('=').next().unwrap_or_default());
        text.contains('"') && !words(text) && !words(&args[at - 1])
    };
    let Some(first) = (1..args.len()).find(is_torn) else {
        return Ok(args);
    };
    let last = (first..args.len()).rev().find(|at| args[*at].contains('"'));
    let last = last.unwrap_or(first);
    let torn = args[first..=last].join(" ");
    // After two such paths all is read as it was written. After one, nothing is
    // parted but where a quote stood; then it is not known which of the spaces
    // were between arguments.
    if torn.matches('"').count() % 2 == 1 && last + 1 < args.len() {
        return Err(
            "文件夹末尾的 \\ 和后面的引号连在一起，后面的读不出来了。去掉末尾的 \\，例如 --root \"C:\\站点\""
                .to_owned(),
        );
    }
    Ok([&args[..first], &parted(&torn), &args[last + 1..]].concat())
}

/// A line in which each quote ends a path with a backslash, and the quote that
/// began the path is gone.
fn parted(line: &str) -> Vec<String> {
    let mut args = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('"') {
        let path = match args.is_empty() {
            true => 0,
            false => path_in(before),
        };
        args.extend(before[..path].split_whitespace().map(str::to_owned));
        if path < before.len() {
            args.push(format!("{}\\", &before[path..]));
        }
        rest = after;
    }
    args.extend(rest.split_whitespace().map(str::to_owned));
    args
}

/// Where the path begins that ends a text: at the first word that is plainly one,
/// else at the first that is no option.
fn path_in(text: &str) -> usize {
    let is_start = |at: &usize| {
        let before = text[..*at].chars().next_back();
        text[*at..].starts_with(|c: char| !c.is_whitespace())
            && before.is_none_or(char::is_whitespace)
    };
    let starts = || text.char_indices().map(|(at, _)| at).filter(is_start);
    let is_path = |at: &usize| {
        let word = text[*at..].split_whitespace().next().unwrap_or_default();
        word.contains(":\\") || word.starts_with(['\\', '.'])
    };
    let found = starts().find(is_path);
    let found = found.or_else(|| starts().find(|at| !text[*at..].starts_with('-')));
    found.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arguments of a line as Windows reads it.
    fn windows(line: &str) -> Vec<String> {
        let (mut args, mut arg) = (vec!["gongkai".to_owned()], None::<String>);
        let (mut quoted, mut backslashes) = (false, 0);
        for c in line.chars().chain([' ']) {
            if c == '\\' {
                backslashes += 1;
                arg.get_or_insert_default();
                continue;
            }
            let kept = if c == '"' {
                backslashes / 2
            } else {
                backslashes
            };
            if kept > 0 {
                arg.get_or_insert_default().push_str(&"\\".repeat(kept));
            }
            match c {
                '"' if backslashes % 2 == 1 => arg.get_or_insert_default().push('"'),
                '"' => {
                    quoted = !quoted;
                    arg.get_or_insert_default();
                }
                ' ' if !quoted => args.extend(arg.take()),
                c => arg.get_or_insert_default().push(c),
            }
            backslashes = 0;
        }
        // An open quote goes on to the end; the space was put there here.
        args.extend(arg.map(|arg| arg.strip_suffix(' ').unwrap_or(&arg).to_owned()));
        args
    }

    #[test]
    fn a_path_that_ends_in_a_backslash_ends_there() {
        let torn = windows(r#"check --root "C:\站点\" --drafts"#);
        assert_eq!(torn[3..], [r#"C:\站点" --drafts"#]);
        for (line, expected) in [
            (
                r#"check --root "C:\站点\" --drafts"#,
                r"check|--root|C:\站点\|--drafts",
            ),
            (
                r#"check --root "C:\政务 公开\""#,
                r"check|--root|C:\政务 公开\",
            ),
            (
                r#"build --root="C:\甲 乙\" --all"#,
                r"build|--root=C:\甲 乙\|--all",
            ),
            (r#""C:\甲 乙\""#, r"C:\甲 乙\"),
            (
                r#"check "站点\" 2025 --strict"#,
                r"check|站点\|2025|--strict",
            ),
            (
                r#"build --root "C:\a b\" --drafts --out "D:\c d\" --all"#,
                r"build|--root|C:\a b\|--drafts|--out|D:\c d\|--all",
            ),
            (
                r#"serve --root "C:\a\" --port 80 --out "\\机\d e\""#,
                r"serve|--root|C:\a\|--port|80|--out|\\机\d e\",
            ),
            (
                r#"init "甲\" --name "青禾镇" --yes"#,
                r"init|甲\|--name|青禾镇|--yes",
            ),
        ] {
            let mended = mended(windows(line)).expect("understood");
            assert_eq!(mended[1..].join("|"), expected, "{line}");
        }
    }

    #[test]
    fn what_was_read_as_written_stays() {
        for line in [
            r#"check --root "C:\站 点" --drafts"#,
            r#"check --root C:\站点\ --drafts"#,
            r#"check --root "C:\站点\\" --drafts"#,
            r#"init "甲" --name "\"一网通办\"办公室" --yes"#,
            r#"init "甲" --name="甲\"" --yes"#,
        ] {
            let args = windows(line);
            assert_eq!(mended(args.clone()), Ok(args), "{line}");
        }
    }

    #[test]
    fn what_cannot_be_known_is_told_and_not_guessed() {
        let line = r#"init "C:\a\" --name "青禾 镇" --yes"#;
        assert!(mended(windows(line)).is_err_and(|said| said.contains("去掉末尾的 \\")));
    }
}
