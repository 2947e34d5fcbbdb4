//! The one way to change a source file: repairs that somebody asked for.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Result;

use super::fault::{Act, Fault};

/// Replaces a source file by other bytes, by way of a temporary file beside
/// it, so that a failure leaves the old text whole.
pub fn rewrite(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |error| Fault::at(Act::Write, path)(error);
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut temp = tempfile::Builder::new()
        .prefix(".gongkai-")
        .tempfile_in(folder)
        .map_err(failed)?;
    temp.write_all(bytes).map_err(failed)?;
    temp.as_file().sync_all().map_err(failed)?;
    // A temporary file is private; the repaired one is as open as it was.
    let permissions = fs::metadata(path).map_err(failed)?.permissions();
    fs::set_permissions(temp.path(), permissions).map_err(failed)?;
    temp.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.md");
        fs::write(&path, "《《条例》").expect("written");
        rewrite(&path, "《条例》".as_bytes()).expect("rewritten");
        assert_eq!(fs::read_to_string(&path).expect("read"), "《条例》");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }
}
