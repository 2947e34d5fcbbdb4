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
    /// Nothing is written.
    Refused(Undone),
    Read(Box<Read>),
}

/// Why nothing became of a file, and what that means to whoever called.
pub struct Undone {
    pub why: String,
    pub exit: Exit,
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

impl Outcome {
    pub fn exit(&self) -> Exit {
        match self {
            Self::Refused(undone) => undone.exit,
            Self::Read(read) => match read.state {
                State::Occupied(..) => Exit::Usage,
                _ if read.imported.receipt.is_settled() => Exit::Clean,
                _ => Exit::Content,
            },
        }
    }
}

impl Done {
    pub fn exit(&self) -> Exit {
        self.outcome.exit()
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
            Outcome::Refused(_) => false,
        }
    }
}

/// Of two ends that which weighs more.
pub fn worse(one: Exit, other: Exit) -> Exit {
    match one as u8 >= other as u8 {
        true => one,
        false => other,
    }
}

fn refused(why: impl Into<String>, exit: Exit) -> Undone {
    let why = why.into();
    Undone { why, exit }
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
        Ok(bytes) => of_bytes(args, target, &name, &bytes, understand, years),
        Err(undone) => Err(undone.into()),
    };
    let outcome = match outcome {
        Ok(read) => Outcome::Read(Box::new(read)),
        Err(Stop::Undone(undone)) => Outcome::Refused(undone),
        Err(Stop::Ended) => return Err(Ended),
    };
    Ok(Done {
        file: name,
        outcome,
    })
}

/// The bytes of a file, or of the standard input.
pub fn bytes(file: &Path) -> Result<Vec<u8>, Undone> {
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
) -> Result<Read, Stop> {
    let (mut understood, is_draft) = understood(args, bytes, understand)?;
    let may_ask = asking::is_wanted(args);
    let year = match args.year.or(understood.text.year) {
        None if may_ask => asking::year(name, &mut Answers::on_standard_input())?,
        year => year,
    };
    let Some(year) = year else {
        return Err(no_year().into());
    };
    if let Some((other, _)) = years.get(&year) {
        let why = format!("和 {other} 一样，也是 {year} 年的年报。留下一份再导入");
        return Err(refused(why, Exit::Usage).into());
    }
    let beside = |year: u16| match years.get(&year) {
        Some((_, doc)) => Some(doc.clone()),
        None => target.existing(year).doc,
    };
    support_by(&mut understood, year, &beside);
    let existing = target.existing(year);
    // Nobody shall answer for a report that is not written.
    if may_ask && !args.dry_run && (args.replace || !existing.is_there()) {
        let reading = normal(&understood.reading);
        understood.reading = asking::choices(reading, &mut Answers::on_standard_input())?;
    }
    let imported = imported(target, name, year, &understood, &existing, is_draft)?;
    years.insert(year, (name.to_owned(), imported.doc.clone()));
    let state = put(args, target, &imported, &existing)?;
    Ok(Read {
        understood,
        imported,
        state,
    })
}

/// Why a file did not become a report.
enum Stop {
    Undone(Undone),
    /// The person wanted no more questions.
    Ended,
}

impl From<Undone> for Stop {
    fn from(undone: Undone) -> Self {
        Self::Undone(undone)
    }
}

impl From<Ended> for Stop {
    fn from(_: Ended) -> Self {
        Self::Ended
    }
}

/// Nobody knows of which year a report is.
pub fn no_year() -> Undone {
    let why = "没有认出是哪一年的年报。加上 --year 年份，如 --year 2022";
    refused(why, Exit::Usage)
}

/// What is understood of bytes, and whether it is to be a draft whatever was read.
pub fn understood(
    args: &Args,
    bytes: &[u8],
    understand: Understand<'_>,
) -> Result<(Understood, bool), Undone> {
    match understand(bytes) {
        Ok(understood) => Ok((understood, args.force_draft)),
        Err(no) => match no.rest.filter(|_| args.force_draft) {
            Some(rest) => Ok((*rest, true)),
            None => Err(refused(no.why, Exit::Content)),
        },
    }
}

/// Puts readings first that the reports of the years beside speak for.
pub fn support_by(
    understood: &mut Understood,
    year: u16,
    beside: &dyn Fn(u16) -> Option<ReportDoc>,
) {
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

/// What was understood, as a report of a unit.
pub fn imported(
    target: &Target<'_>,
    name: &str,
    year: u16,
    understood: &Understood,
    existing: &Existing,
    is_draft: bool,
) -> Result<Imported, Undone> {
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
    draft(&understood.reading, &understood.text, &given).map_err(|NoYear| no_year())
}

/// Puts what was read into the site, unless something else is there.
pub fn put(
    args: &Args,
    target: &Target<'_>,
    imported: &Imported,
    existing: &Existing,
) -> Result<State, Undone> {
    let state = match existing.is_there() {
        true if existing.is_half_of(imported) => State::Dry,
        true => state_beside(args, imported, existing),
        false => State::Dry,
    };
    Ok(match (args.dry_run, state) {
        (false, State::Dry) => {
            // A run that was cut short may have written one of the two files.
            let missing = [!existing.has_data, !existing.has_text];
            make(args, target, imported, missing)?;
            State::Written
        }
        (false, State::DryReplace(all, words)) => {
            replace(args, target, imported, existing)?;
            State::Replaced(all, words)
        }
        (_, state) => state,
    })
}

/// What would become of a report beside the one that is there.
fn state_beside(args: &Args, imported: &Imported, existing: &Existing) -> State {
    let doc = existing.doc.as_ref();
    let words = existing.text.as_ref() != Some(&imported.markdown);
    if doc.is_some_and(|doc| agree(doc, &imported.doc)) && !words {
        return State::Same;
    }
    let all = doc.map(|doc| differences(doc, &imported.doc));
    match args.replace {
        true => State::DryReplace(all.unwrap_or_default(), words),
        false => State::Occupied(all.unwrap_or_default(), words),
    }
}

/// Makes the files that are not there.
fn make(
    args: &Args,
    target: &Target<'_>,
    imported: &Imported,
    [data, text]: [bool; 2],
) -> Result<(), Undone> {
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
) -> Result<(), Undone> {
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
