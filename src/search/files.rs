//! The scripts of the search that are made when all units are known, and where all lie.

use std::fmt::Write as _;

use crate::path::OutPath;
use crate::portal::{UnitId, folder};

use super::counts::{Counts, shards_of};
use super::forms;
use super::site::SiteSearch;
use super::texts::quoted;
use super::units::SearchUnit;

/// The number of this format; a browser refuses another.
const FORMAT: u32 = 1;

/// How many units one file names.
const CHUNK: usize = 128;

/// A file that is made from all units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Site,
    Forms,
    Units(usize),
    Shard(usize),
}

/// How many files name so many units.
fn chunks_of(units: usize) -> usize {
    units.div_ceil(CHUNK)
}

/// All files that are made from so many articles of so many units.
pub fn kinds(articles: usize, units: usize) -> impl Iterator<Item = Kind> {
    let units = (0..chunks_of(units)).map(Kind::Units);
    let shards = (0..shards_of(articles)).map(Kind::Shard);
    [Kind::Site, Kind::Forms]
        .into_iter()
        .chain(units)
        .chain(shards)
}

impl Kind {
    pub fn path(self) -> OutPath {
        let path = match self {
            Self::Site => "search/site.js".to_owned(),
            Self::Forms => "search/forms.js".to_owned(),
            Self::Units(number) => format!("search/units/{number}.js"),
            Self::Shard(number) => format!("search/terms/{number}.js"),
        };
        OutPath::new(&path).expect("fixed names and numbers are a path")
    }

    /// The file at a path.
    pub fn at(path: &OutPath) -> Option<Self> {
        let name = path.as_str().strip_prefix("search/")?.strip_suffix(".js")?;
        match name.split_once('/') {
            Some(("units", number)) => number.parse().ok().map(Self::Units),
            Some(("terms", number)) => number.parse().ok().map(Self::Shard),
            _ if name == "site" => Some(Self::Site),
            _ if name == "forms" => Some(Self::Forms),
            _ => None,
        }
    }

    /// Its bytes.
    pub fn make(self, search: &SiteSearch<'_>) -> Vec<u8> {
        match self {
            Self::Site => site(&search.index().counts).into_bytes(),
            Self::Forms => form_words().into_bytes(),
            Self::Units(number) => units(number, &search.units).into_bytes(),
            Self::Shard(number) => {
                let shard = search.index().shards.get(number);
                shard.cloned().unwrap_or_default()
            }
        }
    }
}

/// The texts of a unit's articles: the file of this position.
pub fn texts_path(unit: &UnitId, file: usize) -> OutPath {
    let path = format!("{}search/texts/{file}.js", folder(unit));
    OutPath::new(&path).expect("fixed names below an id")
}

fn site(counts: &Counts) -> String {
    let Counts {
        articles,
        shards,
        first,
        last,
        units,
        own,
        slots,
    } = counts;
    format!(
        "gk.site({{\"format\":{FORMAT},\"shards\":{shards},\"documents\":{articles},\
         \"first\":{first},\"last\":{last},\"units\":{units},\"own\":{own},\"slots\":{slots},\
         \"chunk\":{CHUNK}}});\n"
    )
}

fn form_words() -> String {
    let forms = forms::all().iter();
    let forms: Vec<String> = forms
        .map(|form| format!("{}:{}", quoted(form.id), quoted(&form.text)))
        .collect();
    format!("gk.forms({{\n{}\n}});\n", forms.join(",\n"))
}

fn units(number: usize, units: &[SearchUnit<'_>]) -> String {
    let mut script = format!("gk.units({number},[");
    let chunk = units.chunks(CHUNK).nth(number).unwrap_or_default();
    for (at, unit) in chunk.iter().enumerate() {
        let id = quoted(unit.facts.id.as_deref().unwrap_or_default());
        let name = quoted(&unit.facts.name);
        let starts: Vec<String> = unit.contents.starts.iter().map(u16::to_string).collect();
        let between = if at == 0 { "\n" } else { ",\n" };
        let _ = write!(script, "{between}[{id},{name},[{}]]", starts.join(","));
    }
    script + "\n]);\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_their_paths() {
        for kind in kinds(1000, 300) {
            assert_eq!(Kind::at(&kind.path()), Some(kind));
        }
        assert_eq!(kinds(0, 0).count(), 3);
        let other = OutPath::new("search/index.html").expect("a path");
        assert_eq!(Kind::at(&other), None);
    }
}
