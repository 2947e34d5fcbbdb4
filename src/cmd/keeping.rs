//! How what keeps a published report is written.

use crate::freeze::{Refused, Write};
use crate::prose::printable;
use crate::publish::create::create;
use crate::publish::source::Repairer;
use crate::snapshot::Snapshot;

use super::Exit;
use super::console::streams::errln;

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
