//! What freezing and correcting share: which report may be kept, and how that is written.

use crate::diag::Diagnostic;
use crate::diag::codes::PUB02;
use crate::freeze::{Refused, Write};
use crate::portal::Report;
use crate::prose::printable;
use crate::publish::create::create;
use crate::publish::source::Repairer;
use crate::site::Site;
use crate::site::texts::Texts;
use crate::snapshot::Snapshot;

use super::Exit;
use super::console::streams::errln;
use super::one_report::{Asked, find, is_of, open_errors};

/// The report that is asked for, if nothing in it has to be mended first; else the reason
/// is shown. What PUB02 tells of is no hindrance where `is_mended` says so of the report:
/// the command is what mends it.
pub fn ready<'s>(
    site: &'s Site,
    asked: Asked<'_>,
    is_mended: impl Fn(&Report) -> bool,
) -> Result<&'s Report, Exit> {
    let (_, report) = find(site, asked).map_err(|message| {
        errln!("{}", printable(&message));
        Exit::Usage
    })?;
    let all = site.found.all();
    let found = all.iter().filter(|one| is_of(one, report));
    let is_mended = is_mended(report);
    let found = found.filter(|one| !is_mended || *one.code != PUB02);
    let found: Vec<&Diagnostic> = found.collect();
    let texts = Texts::of(&site.snapshot, &all);
    match open_errors(site, &found, &texts) {
        None => Ok(report),
        Some(counts) => {
            let act = asked.act;
            errln!("没有{act}：还有必须改的问题（{counts}）。先改好，再运行一次");
            Err(Exit::Content)
        }
    }
}

/// Writes step by step; whether there was anything to write.
pub fn put(snapshot: &Snapshot, writes: &[Write]) -> anyhow::Result<bool> {
    for write in writes {
        match write {
            Write::New(files) => create(snapshot.root(), files)?,
            Write::Rewrite((file, bytes)) => {
                Repairer::default().rewrite(&snapshot.locate(file), bytes)?;
            }
        }
    }
    Ok(!writes.is_empty())
}

/// Says why nothing was written.
pub fn refuse(refused: &Refused) -> Exit {
    errln!("{}", printable(&refused.to_string()));
    match refused {
        Refused::Usage(_) => Exit::Usage,
        Refused::Content(_) => Exit::Content,
    }
}
