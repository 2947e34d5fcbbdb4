//! `gongkai import FILE --into YEAR`: what was changed in an exported file, taken back into
//! the report that it was made of.

use std::path::Path;

use crate::cmd::Exit;
use crate::cmd::console::streams::{errln, outln};
use crate::diag::codes::IMP01;
use crate::import::difference::Difference;
use crate::import::understood::understand;
use crate::import::wording::shown;
use crate::machine;
use crate::parse::source::{DATA_LIMIT, decode};
use crate::prose::printable;
use crate::publish::source::Repairer;
use crate::snapshot::Snapshot;
use crate::submissions::{Edited, Files, Passage, edited};

use super::Args;
use super::one::{bytes, imported};
use super::outcome::{Undone, refused};
use super::target::Target;

/// The most changes of one kind that are listed, unless all are asked for.
const LISTED: usize = 50;

pub fn run(args: &Args, year: u16) -> anyhow::Result<Exit> {
    let [file] = args.files.as_slice() else {
        errln!("没有改：--into 一次只能写一个文件");
        return Ok(Exit::Usage);
    };
    let snapshot = Snapshot::take(&args.root)?;
    let Some(target) = Target::or_told(&snapshot, args) else {
        return Ok(Exit::Usage);
    };
    let name = printable(&machine::shown(file));
    match take(args, &target, file, year) {
        Ok(edited) => Ok(tell(&name, year, &edited, args)),
        Err(undone) => {
            errln!("{name}：没有改，{}", printable(&undone.why));
            Ok(undone.exit)
        }
    }
}

/// Reads the edited file and changes the report's files, unless that is only to be shown.
fn take(args: &Args, target: &Target<'_>, file: &Path, year: u16) -> Result<Edited, Undone> {
    let existing = target.existing(year);
    let (Some(doc), Some(text)) = (&existing.doc, &existing.text) else {
        let why = format!("本站没有可以读的 {year} 年年报。新的年报不写 --into");
        return Err(refused(why, Exit::Usage));
    };
    let read = bytes(file)?;
    let understood = understand(&read, None);
    let understood = understood.map_err(|no| refused(no.why, Exit::Content))?;
    if let Some(other) = understood.text.year.filter(|other| *other != year) {
        let why = format!("里面是 {other} 年的年报，不是 {year} 年的");
        return Err(refused(why, Exit::Usage));
    }
    let name = machine::shown(file);
    let imported = imported(target, &name, year, &understood, &existing, false)?;
    if imported.doc.organization != doc.organization {
        let other = imported.doc.organization.as_deref().unwrap_or_default();
        let why = format!("里面是别的单位的年报：{other}。别的单位用 --unit 写明");
        return Err(refused(why, Exit::Usage));
    }
    let open = imported.receipt.undecided.len() + imported.receipt.missing.len();
    if open > 0 {
        let why = format!(
            "有 {open} 处读不定或者没有了（{}）。先用  gongkai import 这个文件 --year {year} --dry-run  看是哪里，在文件里改好再来",
            IMP01.id
        );
        return Err(refused(why, Exit::Content));
    }
    let data_file = target.file(year, "report.yaml");
    let data = target.snapshot.bytes(&data_file).unwrap_or_default();
    let data = decode(&data, &data_file, DATA_LIMIT);
    let data = data.map_err(|one| refused(one.message, Exit::Content))?;
    let files = Files {
        doc,
        data,
        text,
        file: &data_file,
    };
    let edited = edited(&files, &imported).map_err(|no| refused(no.0, Exit::Content))?;
    if !args.dry_run {
        write(target, year, &files, &edited)?;
    }
    Ok(edited)
}

/// Writes the files that changed.
fn write(target: &Target<'_>, year: u16, files: &Files<'_>, edited: &Edited) -> Result<(), Undone> {
    let pairs = [
        ("report.yaml", files.data, &edited.data),
        ("report.md", files.text, &edited.text),
    ];
    for (name, old, new) in pairs {
        if old != new {
            let path = target.snapshot.locate(&target.file(year, name));
            let done = Repairer::default().rewrite(&path, new.as_bytes());
            done.map_err(|error| refused(error.to_string(), Exit::Machine))?;
        }
    }
    Ok(())
}

fn tell(name: &str, year: u16, edited: &Edited, args: &Args) -> Exit {
    if edited.is_same() {
        outln!("{name}：和 {year} 年的年报一样，没有改动");
        return Exit::Clean;
    }
    let done = match args.dry_run {
        true => "和本站的不一样（没有写）",
        false => "改动已写进",
    };
    outln!(
        "{name}：{done} {year} 年的年报：数和日期等 {} 处，文字 {} 处",
        edited.differences.len(),
        edited.passages.len()
    );
    let most = if args.verbose { usize::MAX } else { LISTED };
    list(edited.differences.iter().map(difference), most);
    list(edited.passages.iter().map(passage), most);
    if edited.by_hand.is_empty() {
        outln!("再运行 gongkai check {year} 看一遍");
        return Exit::Clean;
    }
    errln!(
        "这几部分有图片、链接或者脚注，改动没有写进去，请照上面列的自己改 report.md：{}",
        printable(&edited.by_hand.join("、"))
    );
    Exit::Content
}

fn list(lines: impl Iterator<Item = String>, most: usize) {
    let lines: Vec<String> = lines.collect();
    for line in lines.iter().take(most) {
        outln!("  {}", printable(line));
    }
    if lines.len() > most {
        outln!("  还有 {} 处，加 --verbose 全部列出来", lines.len() - most);
    }
}

fn difference(one: &Difference) -> String {
    let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "没有写".to_owned());
    format!("{}  {} → {}", one.what, said(&one.old), said(&one.new))
}

fn passage(one: &Passage) -> String {
    let said = |all: &[String]| match all.is_empty() {
        true => "（没有）".to_owned(),
        false => shown(&all.join("\n")),
    };
    format!("文字  {} → {}", said(&one.source), said(&one.page))
}
