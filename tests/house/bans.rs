//! Words that may stand in few places or nowhere.

use gongkai::form::{FORMS, Form};

/// What may stand in few places or nowhere.
pub struct Ban {
    words: &'static [&'static str],
    /// The beginnings of the paths where it may stand all the same.
    only_in: &'static [&'static str],
    why: &'static str,
    /// Code that breaks the ban.
    pub bad: &'static str,
}

pub const BANS: [Ban; 8] = [
    Ban {
        words: &["std::fs", "File::", "WalkDir"],
        only_in: &["src/snapshot/", "src/publish/"],
        why: "only `snapshot` reads and only `publish` writes",
        bad: "use std::fs;",
    },
    Ban {
        words: &[
            "print!",
            "println!",
            "dbg!",
            "anstream::",
            "stdout()",
            "stderr()",
        ],
        only_in: &["src/cmd/console/streams.rs"],
        why: "only `cmd` prints, and there `outln!` and `errln!`; rooms below return values",
        bad: "eprint!(\"\")",
    },
    Ban {
        words: &["ctrlc::"],
        only_in: &["src/cmd/console/interrupt.rs"],
        why: "a program has one handler of Ctrl+C; use `on_interrupt`",
        bad: "ctrlc::set_handler(f)",
    },
    Ban {
        words: &["std::env"],
        only_in: &["src/cmd/", "src/main.rs"],
        why: "no environment below `cmd`; pass it in",
        bad: "use std::env;",
    },
    Ban {
        words: &["::now("],
        only_in: &["src/cmd/", "src/main.rs", "src/serve/"],
        why: "no clock below `cmd`, but for the preview's bursts; pass it in",
        bad: "Instant::now()",
    },
    Ban {
        words: &["unsafe"],
        only_in: &[],
        why: "nothing here needs it",
        bad: "unsafe { f() }",
    },
    Ban {
        words: &[".unwrap()"],
        only_in: &[],
        why: "handle it, or `expect` with the reason why it cannot fail",
        bad: "x.unwrap();",
    },
    Ban {
        words: &["form.id ==", "form.id !=", "match form.id"],
        only_in: &["src/form/"],
        why: "ask what a form demands or means, not which it is",
        bad: "if report.form.id == other {",
    },
];

/// Ids of rows and columns that are also words for other things.
const ALSO_WORDS: [&str; 3] = ["amount", "change", "published"];

/// Every string outside `form` that names one of its forms, parts, tables, rows or columns.
pub fn names_cells(path: &str, strings: &[(usize, String)]) -> Vec<String> {
    let forms = FORMS.iter().filter(|_| !path.starts_with("src/form/"));
    let of_form = |form: &&Form| {
        let tables = form.tables().flat_map(|table| {
            let heads = [table.leaf_rows(), table.leaf_columns()].concat();
            let heads = heads.into_iter().map(|leaf| leaf.head.id);
            heads.chain([table.id]).collect::<Vec<_>>()
        });
        let parts = form.parts.iter().map(|part| part.id);
        tables.chain(parts).chain([form.id]).collect::<Vec<_>>()
    };
    let mut ids: Vec<&str> = forms.flat_map(of_form).collect();
    ids.retain(|id| !ALSO_WORDS.contains(id));
    let named = strings
        .iter()
        .filter(|(_, text)| ids.contains(&text.as_str()));
    named
        .map(|(at, id)| format!("{path}:{at}: `{id}` is an id of `form`: ask for a measure"))
        .collect()
}

/// Every line of the code that breaks the ban.
pub fn banned(ban: &Ban, path: &str, code: &str) -> Vec<String> {
    let allowed = ban.only_in.iter().any(|start| path.starts_with(start));
    let lines = code.lines().enumerate().filter(|_| !allowed);
    let word = |line: &str| ban.words.iter().find(|word| line.contains(**word)).copied();
    lines
        .filter_map(|(at, line)| Some((at + 1, word(line)?)))
        .map(|(at, word)| format!("{path}:{at}: `{word}`: {}", ban.why))
        .collect()
}
