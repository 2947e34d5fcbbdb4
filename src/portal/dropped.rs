//! A whole site in the folder of a unit, where only what is in its `content` belongs.

use crate::diag::{Diagnostic, Place, codes};
use crate::path::SourcePath;

/// Where the files of a site lie, beside `site.toml`.
const FOLDERS: [&str; 4] = ["content/", "templates/", "static/", "public/"];

/// The files that remain when those of a whole site are taken out of a unit's folder,
/// and what to say of it. Linear in the files.
pub fn without_site<'f>(
    files: impl Iterator<Item = &'f SourcePath>,
) -> (Vec<&'f SourcePath>, Option<Diagnostic>) {
    let (mut rest, mut parts) = (Vec::new(), Vec::new());
    let (mut id, mut is_site, mut has_unit_file) = ("", false, false);
    for file in files {
        let inside = file.as_str().strip_prefix("content/units/");
        let inside = inside.and_then(|inside| inside.split_once('/'));
        match inside {
            Some((unit, inside)) if is_part(inside) => {
                (id, is_site) = (unit, is_site || inside == "site.toml");
                parts.push((file, inside));
            }
            _ => {
                has_unit_file |= inside.is_some_and(|(_, inside)| inside == "unit.yaml");
                rest.push(file);
            }
        }
    }
    let content = parts
        .iter()
        .any(|(_, inside)| inside.starts_with("content/"));
    if !is_site && !content {
        rest.extend(parts.iter().map(|(file, _)| file));
        rest.sort_unstable();
        return (rest, None);
    }
    let at = parts.iter().find(|(_, inside)| *inside == "site.toml");
    let place = at.or(parts.first()).map(|(file, _)| Place::file(file));
    let said = place.map(|place| {
        let what = match is_site {
            true => "整个站点的文件夹",
            false => "站点里的 content 文件夹",
        };
        let count = parts.len();
        let message = format!("单位的文件夹里放的是{what}，里面的 {count} 个文件没有读");
        Diagnostic::error(&codes::FILE, place, message).help(help(id, is_site, has_unit_file))
    });
    (rest, said)
}

fn is_part(inside: &str) -> bool {
    inside == "site.toml" || FOLDERS.iter().any(|folder| inside.starts_with(folder))
}

fn help(id: &str, is_site: bool, has_unit_file: bool) -> String {
    let unit = format!("content/units/{id}/");
    let mut help = format!("把 {unit}content/ 里面的东西移到 {unit}，不要 content 这一层");
    if !has_unit_file {
        help += "；在那里建 unit.yaml，写名称、类型、联系方式";
        if is_site {
            help += "，照 site.toml 的 [organization] 抄";
        }
    }
    if is_site {
        help += "；site.toml、templates、public 这些剩下的删掉";
    }
    help
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(files: &[&str]) -> (usize, Option<(String, String, String)>) {
        let files: Vec<SourcePath> = files
            .iter()
            .map(|file| SourcePath::new(&format!("content/units/{file}")).expect("a path"))
            .collect();
        let (rest, said) = without_site(files.iter());
        let said = said.map(|one| {
            let file = one.place.file.to_string();
            (file, one.message, one.help.unwrap_or_default())
        });
        (rest.len(), said)
    }

    #[test]
    fn a_whole_site_is_told_once_with_what_to_move_where() {
        let (rest, said) = told(&[
            "a/content/apply.md",
            "a/content/reports/2025/report.yaml",
            "a/public/index.html",
            "a/site.toml",
            "a/templates/base.html",
        ]);
        assert_eq!(rest, 0);
        let (file, message, help) = said.expect("a finding");
        assert_eq!(file, "content/units/a/site.toml");
        assert_eq!(
            message,
            "单位的文件夹里放的是整个站点的文件夹，里面的 5 个文件没有读"
        );
        assert_eq!(
            help,
            "把 content/units/a/content/ 里面的东西移到 content/units/a/，不要 content 这一层；在那里建 unit.yaml，写名称、类型、联系方式，照 site.toml 的 [organization] 抄；site.toml、templates、public 这些剩下的删掉"
        );
    }

    #[test]
    fn what_is_in_its_place_is_read_beside_it() {
        let (rest, said) = told(&["a/content/apply.md", "a/guide.md", "a/unit.yaml"]);
        assert_eq!(rest, 2);
        let (file, _, help) = said.expect("a finding");
        assert_eq!(file, "content/units/a/content/apply.md");
        assert!(
            !help.contains("unit.yaml") && !help.contains("site.toml"),
            "{help}"
        );
        assert_eq!(told(&["a/templates/x.md", "a/unit.yaml"]), (2, None));
        assert_eq!(told(&["content/unit.yaml", "content/guide.md"]), (2, None));
    }
}
