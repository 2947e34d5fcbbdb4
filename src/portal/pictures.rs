//! The sizes of the pictures that a unit's pages show.

use std::collections::HashMap;

use crate::parse::picture::{HEAD, Size, size};
use crate::path::OutPath;
use crate::snapshot::Sources;

use super::{LinkPlace, Unit};

impl Unit {
    /// Reads how large each picture is. Opens only the files that a text shows.
    pub fn measure_pictures(&mut self, sources: &Sources) {
        let shown = |links: &[LinkPlace]| links.iter().any(|link| link.picture.is_some());
        let reports = self.reports.values_mut().flat_map(|report| {
            let superseded = report.superseded.iter_mut().map(|one| &mut one.links);
            superseded.chain([&mut report.links])
        });
        let pages = self.pages.iter_mut().map(|page| &mut page.links);
        let lists = self.lists.iter_mut().map(|list| &mut list.links);
        let all = reports.chain(pages).chain(lists);
        let copies = &self.copies;
        let mut known: HashMap<OutPath, Option<Size>> = HashMap::new();
        for links in all.filter(|links| shown(links)) {
            for link in links.iter_mut() {
                let Some(out) = &link.picture else { continue };
                let measure = || {
                    let copy = copies.iter().find(|copy| copy.out == *out)?;
                    size(&sources.attachment(&copy.file, HEAD).ok()?)
                };
                link.size = *known.entry(out.clone()).or_insert_with(measure);
            }
        }
    }
}
