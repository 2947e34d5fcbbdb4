//! One file: read, understood, written.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cmd::Exit;
use crate::cmd::by_hand::is_console;
use crate::cmd::console::answers::{Answers, piped};
use crate::cmd::console::streams::errln;
use crate::import::draft::{Given, Imported, NoYear, draft, normal};
use crate::import::matching::support::{self, Beside};
use crate::import::review::is_ours;
use crate::import::understood::{Refused, Remedy, Understood, understand_all};
use crate::machine::{reason, shown};
use crate::parse::report::ReportDoc;
use crate::snapshot::{Foreign, foreign};

use super::asking::{self, Ended};
use super::outcome::{Done, Outcome, Read, Undone, no_year, refused};
use super::putting::put;
use super::target::{Existing, Target};
use super::{Args, Understand};

/// The largest file that is read, in bytes.
const MOST: u64 = 20 << 20;

/// What a file is called in what is said of it.
fn called(file: &Path) -> String {
    match file == Path::new("-") {
        true => "粘贴的文字".to_owned(),
        false => shown(file),
    }
}

/// Imports a file, or with --split each of its reports. `years` are the years of the files
/// before it, with their names. What was done before a person wanted no more is there.
pub fn import(
    args: &Args,
    target: &Target<'_>,
    file: &Path,
    understand: Understand<'_>,
    years: &mut Years,
) -> (Vec<Done>, Option<Ended>) {
    let mut all = Vec::new();
    for (file, understood) in reports(args, file, understand) {
        let read = understood.map_err(Stop::from);
        let read = read.and_then(|one| of_one(args, target, &file, one, years));
        let outcome = match read {
            Ok(read) => Outcome::Read(Box::new(read)),
            Err(Stop::Undone(undone)) => Outcome::Refused(undone),
            Err(Stop::Ended) => return (all, Some(Ended)),
        };
        all.push(Done { file, outcome });
    }
    (all, None)
}

/// What was understood as a report, and whether it is to be a draft whatever was read.
pub type Understanding = Result<(Understood, bool), Undone>;

/// The report of a file, or with --split all of them, and what each is called.
fn reports(args: &Args, file: &Path, understand: Understand<'_>) -> Vec<(String, Understanding)> {
    let name = called(file);
    let bytes = match bytes(file) {
        Ok(bytes) => bytes,
        Err(undone) => return vec![(name, Err(undone))],
    };
    let parts = match args.split {
        true => understand_all(&bytes).ok().filter(|parts| parts.len() > 1),
        false => None,
    };
    let Some(parts) = parts else {
        return vec![(name, understood(args, &bytes, understand))];
    };
    let parts = parts.into_iter().enumerate().map(|(at, part)| {
        let name = format!("{name} 第 {} 份", at + 1);
        (name, taken(args, part))
    });
    parts.collect()
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

fn of_one(
    args: &Args,
    target: &Target<'_>,
    name: &str,
    (mut understood, is_draft): (Understood, bool),
    years: &mut Years,
) -> Result<Read, Stop> {
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

/// What is understood of bytes, and whether it is to be a draft whatever was read.
pub fn understood(args: &Args, bytes: &[u8], understand: Understand<'_>) -> Understanding {
    taken(args, understand(bytes))
}

/// What was understood, if it may be taken.
fn taken(args: &Args, understood: Result<Understood, Refused>) -> Understanding {
    match understood {
        Ok(understood) => Ok((understood, args.force_draft)),
        Err(no) => match no.rest.filter(|_| args.force_draft) {
            Some(rest) => Ok((*rest, true)),
            None => {
                let offer = match no.remedy {
                    Remedy::Reports(_) => "；或者加上 --split，一份一份导入",
                    Remedy::Text => "；只要文字的，加上 --force-draft 写成草稿",
                    Remedy::None => "",
                };
                Err(refused(format!("{}{offer}", no.why), Exit::Content))
            }
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
