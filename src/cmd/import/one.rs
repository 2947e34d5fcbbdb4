//! One file: read, understood, written.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cmd::Exit;
use crate::cmd::by_hand::is_console;
use crate::cmd::console::answers::{Answers, piped};
use crate::cmd::console::streams::errln;
use crate::formats::report_yaml::agree;
use crate::import::difference::{Difference, differences};
use crate::import::draft::{Given, Imported, NoYear, draft, normal};
use crate::import::matching::support::{self, Beside};
use crate::import::review::is_ours;
use crate::import::understood::Understood;
use crate::machine::{reason, shown};
use crate::parse::report::ReportDoc;
use crate::publish::create::create;
use crate::publish::refusal::Refusal;
use crate::publish::source::Repairer;
use crate::snapshot::{Foreign, foreign};

use super::asking::{self, Ended};
use super::target::{Existing, Target};
use super::{Args, Understand};

/// The largest file that is read, in bytes.
const MOST: u64 = 20 << 20;

/// What became of one file.
pub struct Done {
    pub file: String,
    pub outcome: Outcome,
}

pub enum Outcome {
    /// Nothing is written: why, and what that means to whoever called.
    Refused {
        why: String,
        exit: Exit,
    },
    Read(Box<Read>),
}

/// A file that was understood.
pub struct Read {
    pub understood: Understood,
    pub imported: Imported,
    pub state: State,
}

/// Whether what was read is in the site now.
pub enum State {
    /// It would be.
    Dry,
    Written,
    /// It was there already, to the letter.
    Same,
    /// It would be, in the place of something else.
    DryReplace(Vec<Difference>, bool),
    /// Something else is there, and stays: the differences, and whether the words differ.
    Occupied(Vec<Difference>, bool),
    /// Something else was there.
    Replaced(Vec<Difference>, bool),
}

impl Done {
    pub fn exit(&self) -> Exit {
        match &self.outcome {
            Outcome::Refused { exit, .. } => *exit,
            Outcome::Read(read) => match read.state {
                State::Occupied(..) => Exit::Usage,
                _ if read.imported.receipt.is_settled() => Exit::Clean,
                _ => Exit::Content,
            },
        }
    }

    pub fn is_written(&self) -> bool {
        let Outcome::Read(read) = &self.outcome else {
            return false;
        };
        matches!(read.state, State::Written | State::Replaced(..))
    }

    pub fn is_draft(&self) -> bool {
        match &self.outcome {
            Outcome::Read(read) => read.imported.receipt.is_draft,
            Outcome::Refused { .. } => false,
        }
    }
}

fn refused(why: impl Into<String>, exit: Exit) -> Outcome {
    let why = why.into();
    Outcome::Refused { why, exit }
}

/// What a file is called in what is said of it.
fn called(file: &Path) -> String {
    match file == Path::new("-") {
        true => "粘贴的文字".to_owned(),
        false => shown(file),
    }
}

/// Imports a file. `years` are the years of the files before it, with their names.
/// `Err` if a person was asked and wanted no more of it.
pub fn import(
    args: &Args,
    target: &Target<'_>,
    file: &Path,
    understand: Understand<'_>,
    years: &mut Years,
) -> Result<Done, Ended> {
    let name = called(file);
    let outcome = match bytes(file) {
        Ok(bytes) => of_bytes(args, target, &name, &bytes, understand, years)?,
        Err(outcome) => outcome,
    };
    Ok(Done {
        file: name,
        outcome,
    })
}

/// The bytes of a file, or of the standard input.
fn bytes(file: &Path) -> Result<Vec<u8>, Outcome> {
    let found = match file == Path::new("-") {
        false => foreign(file, MOST).map_err(|error| refused(error.to_string(), Exit::Machine))?,
        true => {
            if is_console() {
                errln!("粘贴年报的全部文字，再按 Ctrl+D（Windows 按 Ctrl+Z 再按回车）");
            }
            let read = piped(MOST).map_err(|error| {
                let why = format!("文字没有读完：{}", reason(&error));
                refused(why, Exit::Machine)
            })?;
            match read.len() as u64 > MOST {
                true => Foreign::TooLarge,
                false => Foreign::Bytes(read),
            }
        }
    };
    match found {
        // Its numbers are those of a report, with marks beside them.
        Foreign::Bytes(bytes) if is_ours(&bytes) => Err(refused(
            "这是程序写的核对表，不是年报。请导入原来的文件",
            Exit::Content,
        )),
        Foreign::Bytes(bytes) => Ok(bytes),
        Foreign::Missing => Err(refused("没有这个文件。检查文件名和文件夹", Exit::Usage)),
        Foreign::Folder => Err(refused(
            "这是文件夹。写明里面的文件，可以一次写几个",
            Exit::Usage,
        )),
        Foreign::TooLarge => Err(refused(
            "文件超过 20 MB，太大了。把图片去掉，另存一份再导入",
            Exit::Content,
        )),
    }
}

fn of_bytes(
    args: &Args,
    target: &Target<'_>,
    name: &str,
    bytes: &[u8],
    understand: Understand<'_>,
    years: &mut Years,
) -> Result<Outcome, Ended> {
    let (mut understood, is_draft) = match understand(bytes) {
        Ok(understood) => (understood, args.force_draft),
        Err(no) => match no.rest.filter(|_| args.force_draft) {
            Some(rest) => (*rest, true),
            None => return Ok(refused(no.why, Exit::Content)),
        },
    };
    let may_ask = asking::is_wanted(args);
    let year = match args.year.or(understood.text.year) {
        None if may_ask => asking::year(name, &mut Answers::on_standard_input())?,
        year => year,
    };
    let Some(year) = year else {
        return Ok(refused(
            "没有认出是哪一年的年报。加上 --year 年份，如 --year 2022",
            Exit::Usage,
        ));
    };
    if let Some((other, _)) = years.get(&year) {
        let why = format!("和 {other} 一样，也是 {year} 年的年报。留下一份再导入");
        return Ok(refused(why, Exit::Usage));
    }
    weigh(target, year, &mut understood, years);
    let existing = target.existing(year);
    // Nobody shall answer for a report that is not written.
    if may_ask && !args.dry_run && (args.replace || !existing.is_there()) {
        let reading = normal(&understood.reading);
        understood.reading = asking::choices(reading, &mut Answers::on_standard_input())?;
    }
    let imported = match imported(target, name, year, &understood, &existing, is_draft) {
        Ok(imported) => imported,
        Err(NoYear) => {
            let why = "没有认出是哪一年的年报。加上 --year 年份";
            return Ok(refused(why, Exit::Usage));
        }
    };
    years.insert(year, (name.to_owned(), imported.doc.clone()));
    Ok(match put(args, target, &imported, &existing) {
        Ok(state) => Outcome::Read(Box::new(Read {
            understood,
            imported,
            state,
        })),
        Err(outcome) => outcome,
    })
}

/// Puts those readings first that the years beside speak for.
fn weigh(target: &Target<'_>, year: u16, understood: &mut Understood, years: &Years) {
    let beside = |year: u16| match years.get(&year) {
        Some((_, doc)) => Some(doc.clone()),
        None => target.existing(year).doc,
    };
    let (before, after) = (
        beside(year.saturating_sub(1)),
        beside(year.saturating_add(1)),
    );
    support::add(&mut understood.reading, &|beside, measure| {
        let doc = match beside {
            Beside::Before => before.as_ref(),
            Beside::After => after.as_ref(),
        };
        support::counted(doc?, measure)
    });
}

/// What was read before, by year: the name of the file, and what it says.
pub type Years = BTreeMap<u16, (String, ReportDoc)>;

fn imported(
    target: &Target<'_>,
    name: &str,
    year: u16,
    understood: &Understood,
    existing: &Existing,
    is_draft: bool,
) -> Result<Imported, NoYear> {
    let given = Given {
        file: Path::new(name)
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or(name),
        year: Some(year),
        unit: &target.organization,
        is_draft,
        before: existing.doc.as_ref(),
    };
    draft(&understood.reading, &understood.text, &given)
}

/// Puts what was read into the site, unless something else is there.
fn put(
    args: &Args,
    target: &Target<'_>,
    imported: &Imported,
    existing: &Existing,
) -> Result<State, Outcome> {
    Ok(if existing.is_there() {
        let all = existing.doc.as_ref();
        let all = all.map(|doc| differences(doc, &imported.doc));
        let words = existing.text.as_ref() != Some(&imported.markdown);
        let same = existing.doc.as_ref();
        let same = same.is_some_and(|doc| agree(doc, &imported.doc)) && !words;
        let all = all.unwrap_or_default();
        match (same, args.replace, args.dry_run) {
            (true, ..) => State::Same,
            (false, false, _) => State::Occupied(all, words),
            (false, true, true) => State::DryReplace(all, words),
            (false, true, false) => {
                replace(args, target, imported, existing)?;
                State::Replaced(all, words)
            }
        }
    } else if args.dry_run {
        State::Dry
    } else {
        make(args, target, imported, [true, true])?;
        State::Written
    })
}

/// Makes the files that are not there.
fn make(
    args: &Args,
    target: &Target<'_>,
    imported: &Imported,
    [data, text]: [bool; 2],
) -> Result<(), Outcome> {
    let mut files = Vec::new();
    if data {
        let file = target.file(imported.year, "report.yaml");
        files.push((file, imported.yaml.clone()));
    }
    if text {
        let file = target.file(imported.year, "report.md");
        files.push((file, imported.markdown.clone()));
    }
    create(&args.root, &files).map_err(|error| {
        let exit = match error.downcast_ref::<Refusal>() {
            Some(_) => Exit::Usage,
            None => Exit::Machine,
        };
        refused(error.to_string(), exit)
    })
}

/// Replaces the files that are there, and makes the others.
fn replace(
    args: &Args,
    target: &Target<'_>,
    imported: &Imported,
    existing: &Existing,
) -> Result<(), Outcome> {
    let repairer = Repairer::default();
    let files = [
        (existing.has_data, "report.yaml", &imported.yaml),
        (existing.has_text, "report.md", &imported.markdown),
    ];
    for (_, name, text) in files.into_iter().filter(|(has, ..)| *has) {
        let path = target.snapshot.locate(&target.file(imported.year, name));
        let done = repairer.rewrite(&path, text.as_bytes());
        done.map_err(|error| refused(error.to_string(), Exit::Machine))?;
    }
    match (existing.has_data, existing.has_text) {
        (true, true) => Ok(()),
        (data, text) => make(args, target, imported, [!data, !text]),
    }
}
