//! Folders that `site.toml` makes columns and that no unit has.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Place, codes};
use crate::path::OutPath;
use crate::portal::docs::site_file;
use crate::portal::folder;
use crate::prose::closest;

use super::context::SiteContext;
use super::unit::UnitSummary;

/// What is said of each. A draft is there, though it is not published. Linear in the
/// outputs, where there are such columns.
pub fn without_pages(context: &SiteContext, units: &[&UnitSummary]) -> Vec<Diagnostic> {
    let own = context.config.columns.iter().filter(|one| one.is_own());
    let own: Vec<_> = own.collect();
    if own.is_empty() {
        return Vec::new();
    }
    let there: BTreeSet<&str> = units.iter().flat_map(|unit| folders(unit)).collect();
    let missing = own
        .into_iter()
        .filter(|one| !there.contains(one.folder.as_str()));
    let said = missing.map(|one| {
        let message = format!("content 里没有文件夹“{}”，这个栏目不会显示", one.folder);
        let help = match closest(&one.folder, there.iter().copied()) {
            Some(near) => format!("是不是 {near}？是就改成  folder = \"{near}\""),
            None => "在这个文件夹里放 .md 文件；不要这个栏目就删掉这一组 [[column]]".to_owned(),
        };
        let place = Place::span(&site_file(), one.span.clone());
        Diagnostic::warning(&codes::SITE, place, message).help(help)
    });
    said.collect()
}

/// The folders that a unit publishes something in, or would if nothing were a draft.
fn folders(unit: &UnitSummary) -> impl Iterator<Item = &str> {
    let base = folder(&unit.id).len();
    let outputs = unit.outputs.iter().map(|output| &output.path);
    let drafts = unit.drafts.iter().map(|draft| &draft.out);
    let first = move |out: &'_ OutPath| -> Option<usize> {
        out.as_str()
            .get(base..)?
            .find('/')
            .map(|slash| base + slash)
    };
    let all = outputs.chain(drafts);
    all.filter_map(move |out| Some(&out.as_str()[base..first(out)?]))
}
