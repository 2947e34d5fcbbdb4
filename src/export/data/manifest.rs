//! The checksums of what is made from one unit.

use std::fmt::Write;

use crate::path::OutPath;

use super::set::DataSet;
use super::sums::sha256;

/// `manifest.sha256`, which `sha256sum -c` reads in the folder of the unit: the reports in
/// other formats, and the files of the `data/` folder that are made from the unit alone.
pub fn manifest(set: &DataSet<'_>) -> Vec<u8> {
    let folder = crate::portal::folder(set.owner);
    let own = set.kinds.iter().flat_map(|kind| kind.files.iter());
    // What describes the site is made from all units.
    let own = own.filter(|_| set.is_alone);
    let own = own.filter_map(|file| Some((set.path_of(file.name), sha256(set.file(file.name)?))));
    let reports = set
        .sums()
        .iter()
        .map(|one| (one.path.clone(), one.sha256.clone()));
    let mut lines: Vec<(OutPath, String)> = own.chain(reports).collect();
    lines.sort();
    let mut text = String::new();
    for (path, sum) in lines {
        let path = path.as_str();
        let inside = path.strip_prefix(&folder).unwrap_or(path);
        let _ = writeln!(text, "{sum}  {inside}");
    }
    text.into_bytes()
}
