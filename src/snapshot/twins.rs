//! Names that are two here and would be one, or none, on another system.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place, codes, names};
use crate::path::SourcePath;

/// Folders of a listing that differ in case only, and of the templates also files; and
/// templates whose name Windows cannot hold. Where attachments and pages have such
/// names, no address can be made of them, and that is told elsewhere.
pub(super) fn doubtful<'f>(files: impl Iterator<Item = &'f SourcePath>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut spelled: BTreeMap<String, &str> = BTreeMap::new();
    let mut last = "";
    for file in files {
        let path = file.as_str();
        let is_template = path.starts_with("templates/");
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let new_folder = (folder != last).then_some(folder).into_iter();
        last = folder;
        for part in new_folder
            .flat_map(upwards)
            .chain(is_template.then_some(path))
        {
            let first = *spelled.entry(part.to_lowercase()).or_insert(part);
            if first != part {
                found.push(twin(file, part, first));
            }
        }
        if is_template && let Some((message, help)) = names::told(path) {
            found.push(Diagnostic::warning(&codes::FIL01, Place::file(file), message).help(help));
        }
    }
    // Of many files in a folder the first one tells.
    found.dedup_by(|one, before| one.message == before.message);
    found
}

/// A folder and those above it.
fn upwards(folder: &str) -> impl Iterator<Item = &str> {
    let above = folder.match_indices('/').map(|(at, _)| &folder[..at]);
    above.chain(Some(folder).filter(|folder| !folder.is_empty()))
}

fn twin(file: &SourcePath, part: &str, first: &str) -> Diagnostic {
    let message = format!("“{part}”和“{first}”只差大小写，在 Windows 上是同一个");
    let help = "给其中一个改名；文件夹的话，把里面的文件放到一处";
    Diagnostic::warning(&codes::FIL01, Place::file(file), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(paths: &[&str]) -> Vec<(String, String)> {
        let mut files: Vec<SourcePath> = paths
            .iter()
            .map(|path| SourcePath::new(path).expect("a path"))
            .collect();
        files.sort();
        let found = doubtful(files.iter()).into_iter();
        found
            .map(|one| (one.place.file.to_string(), one.message))
            .collect()
    }

    #[test]
    fn folders_that_differ_in_case_only_are_named_once() {
        let found = said(&[
            "static/Images/a.png",
            "static/Images/b.png",
            "static/images/c.png",
            "static/images/d.png",
            "static/other/images/e.png",
        ]);
        let message = "“static/images”和“static/Images”只差大小写，在 Windows 上是同一个";
        let expected = ("static/images/c.png".to_owned(), message.to_owned());
        assert_eq!(found, [expected]);
    }

    #[test]
    fn templates_have_names_that_every_system_can_hold() {
        let found = said(&[
            "templates/Page.html",
            "templates/aux.html",
            "templates/page.html",
        ]);
        let files: Vec<&str> = found.iter().map(|(file, _)| file.as_str()).collect();
        assert_eq!(files, ["templates/aux.html", "templates/page.html"]);
        assert!(
            found[0].1.contains("Windows 把它留给设备"),
            "{}",
            found[0].1
        );
        // Where these have addresses, that is where it is told.
        assert_eq!(
            said(&["static/A.txt", "static/a.txt", "static/aux.txt"]),
            []
        );
    }
}
