//! `gongkai check --fix`: the repairs that lose nothing, shown before and after.

use std::collections::BTreeMap;

use crate::check::fix::fix;
use crate::diag::Diagnostic;
use crate::edition::texts::Texts;
use crate::path::SourcePath;
use crate::publish::source::rewrite;
use crate::snapshot::Snapshot;
use crate::text::printable;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Repairs the files of the diagnostics and shows every changed line.
pub fn run(snapshot: &Snapshot, diagnostics: &[Diagnostic]) -> anyhow::Result<()> {
    let mut by_file: BTreeMap<&SourcePath, Vec<&Diagnostic>> = BTreeMap::new();
    for one in diagnostics.iter().filter(|one| !one.edits.is_empty()) {
        by_file.entry(&one.place.file).or_default().push(one);
    }
    let texts = Texts::of(snapshot, diagnostics);
    let mut lines = 0;
    for (file, found) in by_file {
        let Some(text) = texts.get(file) else {
            continue;
        };
        let fixed = fix(text, found);
        if fixed.changes.is_empty() {
            continue;
        }
        let marked = texts
            .bytes(file)
            .is_some_and(|bytes| bytes.starts_with(BYTE_ORDER_MARK));
        let mark = if marked { BYTE_ORDER_MARK } else { &[] };
        rewrite(
            &snapshot.locate(file),
            &[mark, fixed.text.as_bytes()].concat(),
        )?;
        anstream::println!("{file}");
        for change in &fixed.changes {
            anstream::println!(
                "  第 {} 行  改前  {}",
                change.line,
                printable(change.before.trim())
            );
            anstream::println!(
                "  第 {} 行  改后  {}",
                change.line,
                printable(change.after.trim())
            );
        }
        lines += fixed.changes.len();
    }
    match lines {
        0 => anstream::println!("没有可以自动改的"),
        _ => anstream::println!(
            "改好了 {lines} 行；数字没有动。下面是改之前查出的问题，再运行一次 gongkai check 看结果\n"
        ),
    }
    Ok(())
}
