//! Addresses that pages and units had before, held against all that is published: an old
//! address leads to one page only, and never takes the place of another.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diag::{Diagnostic, Place, codes};
use crate::path::OutPath;
use crate::plan::{Output, leads_on};
use crate::portal::{Moved, folder};

use super::context::SiteContext;
use super::unit::UnitSummary;

/// What stands at an address.
#[derive(Clone, Copy)]
enum Taken<'u> {
    Output(&'u Output),
    Former(&'u Moved),
}

/// Each old address that cannot lead on, told once. Sorted look-ups: n log n in the
/// outputs of the site, if there is an old address at all.
pub fn faults(context: &SiteContext, units: &[&UnitSummary]) -> Vec<Diagnostic> {
    if units.iter().all(|unit| unit.onward.moved.is_empty()) {
        return Vec::new();
    }
    let of_units = units.iter().flat_map(|unit| &unit.outputs);
    let outputs = context.outputs.iter().chain(of_units);
    let outputs = outputs.filter(|output| !leads_on(output));
    let mut taken: BTreeMap<String, Taken<'_>> = outputs
        .map(|output| (output.path.folded(), Taken::Output(output)))
        .collect();
    let mut found = Vec::new();
    for unit in units {
        let folder = folder(&unit.id);
        let pages = || {
            let outputs = unit.outputs.iter();
            let pages = outputs.filter(|output| context.makers.is_named(output));
            pages.map(|output| &output.path)
        };
        for moved in &unit.onward.moved {
            let mut pages = moved.pages(&folder, pages());
            let fault = pages.find_map(|(from, to)| fault(&mut taken, moved, &from, to));
            found.extend(fault);
        }
    }
    found
}

/// What is wrong with one old address; else it is taken from now on.
fn fault<'u>(
    taken: &mut BTreeMap<String, Taken<'u>>,
    moved: &'u Moved,
    from: &OutPath,
    to: &OutPath,
) -> Option<Diagnostic> {
    let folded = from.folded();
    let error = |message: String| Diagnostic::error(&codes::MOV01, moved.place.clone(), message);
    if folded == to.folded() {
        let said = error(format!("曾用地址 {from} 就是它现在的网址"));
        return Some(said.help("删掉这个曾用地址"));
    }
    let above = folded.match_indices('/').map(|(at, _)| &folded[..at]);
    let above = above.filter_map(|folder| taken.get(folder)).next();
    let below = [&folded, "/"].concat();
    let below = taken.range(below.clone()..).next();
    let below = below.filter(|(path, _)| path.starts_with(&[&folded, "/"].concat()));
    if let Some(other) = above.or(below.map(|(_, other)| other)) {
        let message = format!(
            "曾用地址 {from} 和 {} 一个要当文件，一个要当文件夹",
            other.path()
        );
        let said = error(message).also(other.place(), "另一个在这里");
        return Some(said.help("两个里只能留一个；旧网址请网站的技术人员在服务器上设跳转"));
    }
    match taken.entry(folded) {
        Entry::Vacant(free) => {
            free.insert(Taken::Former(moved));
            None
        }
        Entry::Occupied(other) => {
            let other = *other.get();
            let (what, help) = match other {
                Taken::Output(output) if output.path == *from => (
                    "现在就在网站上",
                    "删掉这个曾用地址，或者给现在用着这个网址的文件改名",
                ),
                Taken::Output(_) => (
                    "和网站上的一个文件只是大小写不同，在 Windows 服务器上是同一个",
                    "删掉这个曾用地址，或者给那个文件改名",
                ),
                Taken::Former(one) if one == moved => ("在这里写了两次", "只留一个"),
                Taken::Former(_) => ("也是另一处的曾用地址", "一个旧网址只能到一个网页，只留一处"),
            };
            let said = error(format!("曾用地址 {from} {what}"));
            Some(said.also(other.place(), "另一个在这里").help(help))
        }
    }
}

impl Taken<'_> {
    fn path(&self) -> &OutPath {
        match self {
            Self::Output(output) => &output.path,
            Self::Former(moved) => &moved.from,
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::Output(output) => Place::file(&output.source),
            Self::Former(moved) => moved.place.clone(),
        }
    }
}
