//! `gongkai import FOLDER`: what a county has collected, sorted into its units.
//!
//! Files are understood in parallel and told of in their order. Every report is written
//! whole or not at all, and what is there already is the same or stays, so a run that was
//! cut short is simply run again.

mod draft;
mod files;
mod json;
mod letters;
mod matters;
mod sort;
mod summary;
mod tell;
mod units;

use crate::cmd::Exit;
use crate::cmd::console::streams::{self, errln, outln};
use crate::cmd::site_args::today;
use crate::import::county::Unit;
use crate::import::county::mending::Mend;
use crate::import::county::new_units::{NewUnits, new_units};
use crate::import::difference::Difference;
use crate::prose::printable;
use crate::publish::create::create;
use crate::publish::refusal::Refusal;
use crate::snapshot::{Snapshot, is_folder};
use crate::submissions::examine;

use super::outcome::{Outcome, worse};
use super::{Args, Format, Understand};
use files::{File, Files};
use sort::{Cause, Left, Sorted};
use units::Units;

/// A file and what became of it.
pub struct Entry<'f> {
    pub file: &'f File,
    pub fate: Fate,
    /// What there is to mend, if it was read.
    pub mends: Vec<Mend>,
}

/// What became of a file.
pub enum Fate {
    /// It is of this unit, and was taken unless the machine failed.
    Taken {
        unit: usize,
        outcome: Outcome,
    },
    Left(Left),
    /// It is of a body that is no unit: the number of the body.
    Unknown {
        new: usize,
        body: String,
        year: u16,
    },
    /// It says the same as the file of this number.
    Copy {
        unit: usize,
        year: u16,
        of: usize,
    },
    /// It says something else than other files of the same report.
    Rival {
        unit: usize,
        year: u16,
        all: Vec<usize>,
        differences: Vec<Difference>,
    },
}

/// All that there is to tell of a collection.
pub struct Collection<'f> {
    pub args: &'f Args,
    pub snapshot: &'f Snapshot,
    pub units: Units,
    pub entries: Vec<Entry<'f>>,
    /// Bodies that are no units, with the ids that they may have.
    pub unknown: Vec<(Unit, Vec<usize>)>,
    /// The numbers of the units that were made.
    pub made: Vec<usize>,
}

/// Whether the arguments are a collection and not the reports of one unit.
pub fn is_asked_for(args: &Args) -> bool {
    let mut files = args.files.iter();
    args.create_units || args.letters.is_some() || files.any(|path| is_folder(path))
}

pub fn run(args: &Args, understand: Understand<'_>) -> anyhow::Result<Exit> {
    let snapshot = Snapshot::take(&args.root)?;
    let found = Units::of(&snapshot, args);
    let found = found.and_then(|units| Ok((units, files::files(args)?)));
    let (units, files) = match found {
        Ok(found) => found,
        Err(why) => {
            errln!("{}", printable(&why));
            return Ok(Exit::Usage);
        }
    };
    let collection = match collection(args, &snapshot, units, &files, understand)? {
        Ok(collection) => collection,
        Err(why) => {
            errln!("{}", printable(&why));
            return Ok(Exit::Usage);
        }
    };
    tell_all(&collection, &files)
}

/// Sorts, makes units if that is asked for, and writes the reports.
fn collection<'f>(
    args: &'f Args,
    snapshot: &'f Snapshot,
    mut units: Units,
    files: &'f Files,
    understand: Understand<'_>,
) -> anyhow::Result<Result<Collection<'f>, String>> {
    let (read, inspected) = files::read(args, &files.all, understand);
    let has = |unit: usize, year: u16| {
        let target = units.target(snapshot, unit);
        units::there(&target, year).is_some()
    };
    let mut sorted = sort::sort(args, &files.all, &read, &units, &has);
    let (unknown, made) = unknown(args, snapshot, &mut units, &files.all, &mut sorted);
    if !args.dry_run
        && let Err(error) = make_units(args, &units, &made)
    {
        return match error.downcast_ref::<Refusal>() {
            Some(_) => Ok(Err(error.to_string())),
            None => Err(error),
        };
    }
    let fates = draft::fates(args, snapshot, &units, &files.all, read, sorted, &unknown);
    let submissions = examine(inspected, today());
    let entries = files.all.iter().zip(fates).enumerate();
    let entries = entries.map(|(at, (file, fate))| Entry {
        file,
        mends: matters::mends_of(&fate, &submissions, at),
        fate,
    });
    Ok(Ok(Collection {
        args,
        snapshot,
        entries: entries.collect(),
        units,
        unknown,
        made,
    }))
}

/// The bodies that are no units. If units are to be made, they become some, and their
/// files theirs; what may be of several of them is left.
fn unknown(
    args: &Args,
    snapshot: &Snapshot,
    units: &mut Units,
    files: &[File],
    sorted: &mut [Sorted],
) -> (Vec<(Unit, Vec<usize>)>, Vec<usize>) {
    let named = sorted.iter().enumerate().filter_map(|(at, one)| match one {
        Sorted::Unknown { body, year } => Some((at, body.as_str(), *year)),
        _ => None,
    });
    let named: Vec<(usize, &str, u16)> = named.collect();
    let found: NewUnits = new_units(&named, &units.around(), units.county.as_deref());
    let ids = units::new_ids(&found.all, files, snapshot);
    for (at, _) in &found.doubtful {
        let Sorted::Unknown { body, year } = &sorted[*at] else {
            continue;
        };
        sorted[*at] = Sorted::Left(Left {
            cause: Cause::Several,
            why: format!(
                "机关是“{body}”，有几个新的单位都可能叫这个名字。先新建单位，再加上 --unit 单独导入"
            ),
            to_sender: None,
            exit: Exit::Content,
            units: Vec::new(),
            body: Some(body.clone()),
            year: Some(*year),
        });
    }
    let all = found.all.into_iter().zip(ids).map(|(new, id)| {
        let organization = new.organization;
        let id = Some(id);
        (Unit { id, organization }, new.files)
    });
    let all: Vec<(Unit, Vec<usize>)> = all.collect();
    if !args.create_units {
        return (all, Vec::new());
    }
    let first = units.all.len();
    for (unit, of) in all {
        for at in of {
            if let Sorted::Unknown { year, .. } = sorted[at] {
                let unit = units.all.len();
                sorted[at] = Sorted::Of { unit, year };
            }
        }
        units.all.push(unit);
    }
    (Vec::new(), (first..units.all.len()).collect())
}

/// Makes the units, all or none.
fn make_units(args: &Args, units: &Units, made: &[usize]) -> anyhow::Result<()> {
    let files = made.iter().map(|at| units::unit_file(&units.all[*at]));
    let files: Vec<_> = files.collect();
    match files.is_empty() {
        true => Ok(()),
        false => create(&args.root, &files),
    }
}

/// Tells of every file, and of the whole; then writes the letters, so that nothing stays
/// untold if that fails.
fn tell_all(collection: &Collection<'_>, files: &Files) -> anyhow::Result<Exit> {
    let args = collection.args;
    let summary = summary::Summary::of(collection);
    match args.format {
        Format::Human => {
            streams::out().text(&tell::entries(collection));
            if args.verbose && !files.ignored.is_empty() {
                outln!("没有看的文件（{} 个）：", files.ignored.len());
                let names = files.ignored.iter();
                names.for_each(|name| outln!("  {}", printable(name)));
            }
            streams::out().text(&tell::summary(collection, &summary));
        }
        Format::Json => streams::out().data(&json::lines(collection, &summary)),
    }
    files
        .unread
        .iter()
        .for_each(|why| errln!("{}", printable(why)));
    let unread = match files.unread.is_empty() {
        true => Exit::Clean,
        false => Exit::Machine,
    };
    let letters = match &args.letters {
        Some(folder) => {
            let letters = letters::write(folder, collection, &summary)?;
            if args.format == Format::Human {
                streams::out().text(&letters.tell());
            }
            letters.exit()
        }
        None => Exit::Clean,
    };
    let ends = collection.entries.iter().map(Entry::exit);
    Ok(ends.chain([unread, letters]).fold(Exit::Clean, worse))
}

impl Entry<'_> {
    pub fn exit(&self) -> Exit {
        match &self.fate {
            Fate::Taken { outcome, .. } => outcome.exit(),
            Fate::Left(left) => left.exit,
            Fate::Unknown { .. } | Fate::Rival { .. } => Exit::Content,
            Fate::Copy { .. } => Exit::Clean,
        }
    }

    /// The year of its report, if that is known.
    pub fn year(&self) -> Option<u16> {
        match &self.fate {
            Fate::Taken {
                outcome: Outcome::Read(read),
                ..
            } => Some(read.imported.year),
            Fate::Taken { .. } => None,
            Fate::Left(left) => left.year,
            Fate::Unknown { year, .. } | Fate::Copy { year, .. } | Fate::Rival { year, .. } => {
                Some(*year)
            }
        }
    }
}
