//! `feed.xml` of a column: its newest documents as Atom, beside the feed of reports.

use std::cmp::Reverse;

use super::feed::{MOST, author, begin, element, link, moment};
use crate::path::OutPath;
use crate::portal::{List, Page, Unit, beside};

/// Where the feed of a column is published.
pub fn column_feed_path(list: &List) -> OutPath {
    beside(&list.out, "feed.xml")
}

/// The documents of a column that a feed can tell of: those with a date, drafts aside.
pub fn has_feed(unit: &Unit, list: &List) -> bool {
    dated(unit, list).next().is_some()
}

/// The feed of a column, at this address of the site. n log n in its documents.
pub fn column_feed(unit: &Unit, list: &List, base: &str) -> Vec<u8> {
    let mut documents: Vec<(String, &Page)> = dated(unit, list).collect();
    documents.sort_by_cached_key(|(moment, page)| Reverse((moment.clone(), page.out.clone())));
    documents.truncate(MOST);
    let own = column_feed_path(list).absolute(base);
    let name = &unit.organization.name;
    let newest = documents.first().map(|(moment, _)| moment.as_str());
    let mut xml = begin(&own, &format!("{name}：{}", list.name), newest);
    link(&mut xml, "alternate", "text/html", &list.out.absolute(base));
    for (moment, page) in &documents {
        let address = page.out.absolute(base);
        xml += "<entry>\n";
        element(&mut xml, "id", &address);
        element(&mut xml, "title", &page.title);
        element(&mut xml, "updated", moment);
        element(&mut xml, "published", moment);
        link(&mut xml, "alternate", "text/html", &address);
        author(&mut xml, name);
        if let Some(summary) = &page.doc.summary {
            element(&mut xml, "summary", summary);
        }
        xml += "</entry>\n";
    }
    xml += "</feed>\n";
    xml.into_bytes()
}

fn dated<'u>(unit: &'u Unit, list: &'u List) -> impl Iterator<Item = (String, &'u Page)> {
    let pages = list.groups.iter().flat_map(|group| &group.pages);
    let pages = pages.map(|page| &unit.pages[*page]);
    let finished = pages.filter(|page| !page.doc.draft);
    finished.filter_map(|page| Some((moment(page.day()?), page)))
}
