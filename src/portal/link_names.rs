//! The names under which sources can be linked, and what each leads to.

use crate::parse::config::ColumnDoc;
use crate::path::OutPath;

use super::addresses::{folder, index_of, out, page_out, report_out};
use super::dead_links::Names;
use super::layout::{Placed, Role};

/// The names under which files can be linked: the file itself, the address
/// that it gets, and the folders that lead to a page.
pub(super) fn names(placed: &[Placed], columns: &[ColumnDoc]) -> Names {
    let mut names = Names::new();
    let mut add = |name: String, out: &OutPath| {
        names.insert(name.trim_end_matches('/').to_owned(), out.clone());
    };
    for Placed { file, unit, role } in placed {
        let folder = folder(unit);
        match role {
            Role::Unit | Role::Record(_) | Role::KeptData(..) | Role::KeptText(..) => {}
            Role::ReportData(year) | Role::ReportText(year) => {
                let index = index_of(unit);
                let page = report_out(unit, *year);
                add(file.as_str().to_owned(), &page);
                add(format!("content/{page}"), &page);
                add(format!("content/{folder}reports/{year}"), &page);
                add(format!("content/{folder}reports"), &index);
                add(format!("content/{folder}"), &index);
                add(format!("content/{index}"), &index);
            }
            Role::Page(column) => {
                let page = page_out(file);
                add(file.as_str().to_owned(), &page);
                add(format!("content/{page}"), &page);
                let listed = column.is_listed().then(|| column.folder(columns));
                let Some(list) = listed.flatten() else {
                    continue;
                };
                let index = out(&format!("{folder}{list}/index.html"));
                add(format!("content/{folder}{list}"), &index);
                add(format!("content/{index}"), &index);
            }
            Role::Copy(copy) => {
                add(file.as_str().to_owned(), copy);
                add(format!("content/{copy}"), copy);
            }
        }
    }
    names
}
