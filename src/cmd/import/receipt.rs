//! What was read of a file, for a person: what there is to look at, the weightiest first.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::cmd::new::root_option;
use crate::import::difference::Difference;
use crate::import::receipt::{Receipt, gaps_told};
use crate::import::wording::{choice, shown};
use crate::prose::{cells, padded};

use super::Args;
use super::outcome::{Read, State};
use super::target::Target;

/// The most entries of one kind that are listed, unless all are asked for.
const LISTED: usize = 20;

/// The receipt of a file.
pub fn tell(receipt: &Receipt, verbose: bool) -> String {
    let mut out = format!("{}\n", receipt.summary());
    let undecided = receipt.undecided.iter().map(|one| {
        let (stood, place) = (shown(&one.stood), &one.place);
        let readings = one.readings.iter().take(LISTED).map(choice);
        let readings: Vec<String> = readings.collect();
        match readings.is_empty() {
            true => format!("{}  {place}写的是 {stood}，定不下来", one.cells),
            false => format!(
                "{}  {place}写的是 {stood}\n    可能是 {}",
                one.cells,
                readings.join("；")
            ),
        }
    });
    list(&mut out, "没有定下来，空着没有填", undecided, verbose);
    list(
        &mut out,
        "原件里没有，空着没有填",
        gaps_told(&receipt.missing),
        verbose,
    );
    let left_over = receipt.left_over.iter();
    let left_over =
        left_over.map(|one| format!("{}  {}（{}）", one.place, shown(&one.text), one.why));
    list(
        &mut out,
        "表里没有位置，放在 report.md 最后",
        left_over,
        verbose,
    );
    let broken = receipt.relations.broken.iter();
    let broken = broken.map(|one| format!("{}  {}", one.rule, one.says));
    list(&mut out, "勾稽关系不成立，照原件没有改", broken, verbose);
    let disagreements = receipt.disagreements.iter().map(|one| shown(one));
    list(&mut out, "对不上的地方", disagreements, verbose);
    let lines = receipt.not_understood.iter();
    let lines = lines.map(|line| format!("{}  {}", line.place, shown(&line.text)));
    list(
        &mut out,
        "没有认出的文字，放在 report.md 最后",
        lines,
        verbose,
    );
    let pictures = receipt.pictures.iter().map(ToString::to_string);
    list(
        &mut out,
        "图片没有导入，里面的数字要自己填",
        pictures,
        verbose,
    );
    dropped(&mut out, receipt, verbose);
    out
}

/// A heading with the number of entries, and the entries.
fn list(out: &mut String, heading: &str, entries: impl Iterator<Item = String>, verbose: bool) {
    let entries: Vec<String> = entries.collect();
    if entries.is_empty() {
        return;
    }
    let most = if verbose { usize::MAX } else { LISTED };
    let _ = writeln!(out, "{heading}（{} 处）：", entries.len());
    for entry in entries.iter().take(most) {
        let _ = writeln!(out, "  {entry}");
    }
    if entries.len() > most {
        let _ = writeln!(
            out,
            "  还有 {} 处，加 --verbose 全部列出",
            entries.len() - most
        );
    }
}

/// What was left out: counted by kind, or each.
fn dropped(out: &mut String, receipt: &Receipt, verbose: bool) {
    if receipt.dropped.is_empty() {
        return;
    }
    if verbose {
        let each = receipt.dropped.iter();
        let each = each.map(|one| format!("{}  {}（{}）", one.place, shown(&one.text), one.why));
        list(out, "略去，不是报告的文字", each, verbose);
        return;
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &receipt.dropped {
        *kinds.entry(&one.why).or_default() += 1;
    }
    let kinds = kinds.iter().map(|(why, count)| format!("{why} {count} 处"));
    let kinds = kinds.collect::<Vec<_>>().join("、");
    let _ = writeln!(out, "略去的不是报告的文字：{kinds}。加 --verbose 逐条列出");
}

/// What became of the file, and what to do next.
pub fn written(args: &Args, target: &Target<'_>, read: &Read) -> String {
    let folder = target.report(read.imported.year);
    let year = read.imported.year;
    let draft = match read.imported.receipt.is_draft {
        true => "，是草稿",
        false => "",
    };
    let most = if args.verbose { usize::MAX } else { LISTED };
    let mut out = String::new();
    match &read.state {
        State::Dry => {
            let _ = writeln!(out, "没有写文件；去掉 --dry-run 就写入 {folder}{draft}");
        }
        State::DryReplace(all, words) => {
            let _ = writeln!(
                out,
                "没有写文件；去掉 --dry-run 就换成导入的 {folder}{draft}"
            );
            differences(&mut out, all, *words, most);
        }
        State::Same => {
            let _ = writeln!(out, "和 {folder} 里已有的一样，没有写");
        }
        State::Written => {
            let _ = writeln!(
                out,
                "已写入 {folder}   report.yaml 是数字，report.md 是文字{draft}"
            );
        }
        State::Occupied(all, words) => {
            let _ = writeln!(out, "{folder} 里已经有 {year} 年的年报，没有写");
            differences(&mut out, all, *words, most);
            let _ = writeln!(out, "要换成导入的，加上 --replace");
        }
        State::Replaced(all, words) => {
            let _ = writeln!(out, "已换成导入的 {folder}{draft}");
            // What stood there is nowhere else.
            let gone = all.iter().filter(|one| one.old.is_some()).count();
            differences(&mut out, all, *words, most.max(gone));
        }
    }
    if matches!(read.state, State::Written | State::Replaced(..)) {
        out += "还要做：\n";
        for (at, step) in steps(args, read).iter().enumerate() {
            let _ = writeln!(out, "  {}. {step}", at + 1);
        }
    }
    out
}

/// Lists where the report that is there differs: so many cells at most that it fills in
/// otherwise, and how many of the rest. Cells that were blank are counted.
fn differences(out: &mut String, all: &[Difference], words: bool, most: usize) {
    let shown_of = |text: &Option<String>| text.as_deref().map_or("空白".to_owned(), shown);
    let is_filled = |one: &&Difference| one.old.is_some() || all.len() <= most;
    let listed: Vec<&Difference> = all.iter().filter(is_filled).collect();
    let listed = &listed[..listed.len().min(most)];
    let width = listed.iter().map(|one| cells(&one.what)).max().unwrap_or(0);
    for one in listed {
        let what = padded(&one.what, width);
        let (old, new) = (shown_of(&one.old), shown_of(&one.new));
        let _ = writeln!(out, "  {what}  {old} → {new}");
    }
    if listed.len() < all.len() {
        let blank = all.iter().filter(|one| one.old.is_none()).count();
        let blank = match blank {
            0 => String::new(),
            blank => format!("，其中 {blank} 处原来是空白"),
        };
        let _ = writeln!(
            out,
            "  一共 {} 处不同{blank}，加 --verbose 全部列出",
            all.len()
        );
    }
    match (all.is_empty(), words) {
        (true, true) => out.push_str("  数字和日期都一样，report.md 的文字不同\n"),
        (false, true) => out.push_str("  report.md 的文字也不同\n"),
        (true, false) => out.push_str("  数字、日期和文字都一样，别的内容（草稿、待定等）不同\n"),
        (false, false) => {}
    }
}

fn steps(args: &Args, read: &Read) -> Vec<String> {
    let (receipt, root) = (&read.imported.receipt, root_option(&args.root));
    let year = receipt.year;
    let drafts = if receipt.is_draft { " --drafts" } else { "" };
    let mut steps = Vec::new();
    if !receipt.undecided.is_empty() {
        let step = "没有定下来的格子，照原件填进 report.yaml 的表里，再删去“待定”里的那一行";
        steps.push(step.to_owned());
    }
    if !receipt.left_over.is_empty() || !receipt.not_understood.is_empty() {
        let step = "report.md 最后“导入时没有认出的内容”，移到该在的地方，或者删掉";
        steps.push(step.to_owned());
    }
    steps.push(format!(
        "运行  gongkai check {year}{drafts}{root}  看还有什么要改"
    ));
    steps.push(format!(
        "运行  gongkai serve --open{drafts}{root}  对照原件看一遍"
    ));
    if receipt.is_draft {
        steps.push("核对好以后，删去 report.yaml 里“草稿”一行，才会发布".to_owned());
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_differences_are_counted_and_those_that_would_go_are_named() {
        let one = |number: usize| Difference {
            what: format!("表三.第{number}格"),
            old: number.is_multiple_of(10).then(|| "5".to_owned()),
            new: Some("0".to_owned()),
        };
        let all: Vec<Difference> = (1..=30).map(one).collect();
        let told = |most| {
            let mut out = String::new();
            differences(&mut out, &all, false, most);
            out
        };
        assert_eq!(
            told(LISTED),
            "  表三.第10格  5 → 0\n  表三.第20格  5 → 0\n  表三.第30格  5 → 0\n  \
             一共 30 处不同，其中 27 处原来是空白，加 --verbose 全部列出\n"
        );
        assert_eq!(told(usize::MAX).lines().count(), 30);
        assert_eq!(told(2).lines().count(), 3);
    }
}
