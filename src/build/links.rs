//! The links of a unit's finished pages: those that stay in the unit are looked up
//! while it is in memory, the others are kept until all units are known.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::diag::{Diagnostic, Place, codes};
use crate::path::{OutPath, SourcePath};
use crate::plan::{Output, Subject};
use crate::portal::Unit;
use crate::publish::entry::Links as Recorded;
use crate::render::links::{Links, address};
use crate::site::context::{SiteContext, links_of};

/// What links can lead to on one page.
#[derive(Default)]
pub struct Ids {
    ids: Vec<Arc<BTreeSet<String>>>,
    /// Whether it is no page of ours: `#page=2` says to a PDF what it shows first.
    any: bool,
}

impl Ids {
    pub fn of(links: &Links) -> Self {
        let own = [Arc::new(links.ids.clone())];
        Self {
            ids: own.into_iter().chain(links.inserted.clone()).collect(),
            any: false,
        }
    }

    /// Those of a file that is copied as it is.
    pub fn any() -> Self {
        Self {
            ids: Vec::new(),
            any: true,
        }
    }

    pub fn contains(&self, id: &str) -> bool {
        self.any || self.ids.iter().any(|ids| ids.contains(id))
    }
}

/// The links of one page.
#[derive(Default)]
pub struct PageLinks {
    /// Where each leads, and how the page writes it (unknown for a page that
    /// was not rendered this time).
    internal: Vec<(String, Option<String>)>,
    /// Links that lead out of the site's folder.
    astray: Vec<String>,
    /// What links can lead to on the page itself; unknown like the writing.
    ids: Option<Ids>,
}

/// A link to a page of another unit, or of the site as a whole.
pub struct OutsideLink {
    pub target: String,
    pub page: OutPath,
    /// `None` for a page that was not rendered this time.
    pub words: Option<Words>,
}

/// How a page writes a link, and where its source does.
pub struct Words {
    href: String,
    place: Place,
    by: Writer,
}

/// Who writes a link.
enum Writer {
    Author,
    /// A template of the site; the page was made for this file.
    OwnTemplate(SourcePath),
    /// A template, but its text has no such link.
    Template,
}

/// What came of the links of a unit's pages.
pub struct Settled {
    pub dead: Vec<Diagnostic>,
    pub outside: Vec<OutsideLink>,
}

impl PageLinks {
    /// The links of a page as it was read back. Those to a place on the page
    /// itself are looked up here and kept only if they are dead.
    pub fn read(links: Links, page: &OutPath) -> Self {
        let ids = Ids::of(&links);
        let own = format!("{}#", address(page.as_str()));
        let lives = |target: &String| {
            let anchor = target.strip_prefix(&own);
            anchor.is_some_and(|anchor| anchor.is_empty() || ids.contains(anchor))
        };
        let internal = links.internal.into_iter();
        Self {
            internal: internal
                .filter(|(target, _)| !lives(target))
                .map(|(target, href)| (target, Some(href)))
                .collect(),
            astray: links.outside.into_iter().collect(),
            ids: Some(ids),
        }
    }

    /// The links of a page that is kept, as the manifest has them.
    pub fn recorded(targets: &Recorded) -> Self {
        Self {
            internal: targets
                .iter()
                .map(|target| (target.to_owned(), None))
                .collect(),
            ..Self::default()
        }
    }

    pub fn targets(&self) -> Recorded {
        self.internal.iter().map(|(target, _)| target).collect()
    }

    pub fn len(&self) -> usize {
        self.internal.len()
    }
}

/// The links that lead out of a unit all of whose pages are kept, each once.
/// Those that stay in it lead where they led before.
pub fn outside<'l>(
    outputs: &[&Output],
    links: impl Iterator<Item = (&'l Output, &'l Recorded)>,
) -> Vec<OutsideLink> {
    let at = addresses(outputs);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut outside = Vec::new();
    for (page, targets) in links {
        for target in targets.iter() {
            let target = followed(page, target);
            if !at.contains_key(parts(target).0) && seen.insert(target) {
                outside.push(OutsideLink {
                    target: target.to_owned(),
                    page: page.path.clone(),
                    words: None,
                });
            }
        }
    }
    outside
}

/// Looks up the links of a unit's pages; `ids` tells what links can lead to on a page
/// that was not rendered this time, the context where a template of the site has a
/// text. Linear in the links.
pub fn settle(
    unit: &Unit,
    outputs: &[&Output],
    links: &[PageLinks],
    ids: impl Fn(&Output) -> Ids,
    context: &SiteContext,
) -> Settled {
    let at = addresses(outputs);
    let mut settled = Settled {
        dead: Vec::new(),
        outside: Vec::new(),
    };
    let mut read: BTreeMap<usize, Ids> = BTreeMap::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (output, page) in outputs.iter().zip(links) {
        for href in &page.astray {
            let words = Words::of(output, unit, (href, href), context);
            let why = "指到了站点外面";
            settled.dead.push(words.dead(&output.path, why));
        }
        for (target, href) in &page.internal {
            let target = followed(output, target);
            let (path, anchor) = parts(target);
            let Some(number) = at.get(path) else {
                if seen.insert(target) {
                    let words = href
                        .as_ref()
                        .map(|href| Words::of(output, unit, (href, path), context));
                    settled.outside.push(OutsideLink {
                        target: target.to_owned(),
                        page: output.path.clone(),
                        words,
                    });
                }
                continue;
            };
            let Some(anchor) = anchor else { continue };
            let ids = match &links[*number].ids {
                Some(ids) => ids,
                // A page that is kept is rendered for its anchors only if another
                // names one: rendering is pure, and such are few.
                None => read.entry(*number).or_insert_with(|| ids(outputs[*number])),
            };
            if !ids.contains(anchor) {
                let href = href.as_deref().unwrap_or(target);
                let words = Words::of(output, unit, (href, href), context);
                let why = "指到的位置不存在";
                settled.dead.push(words.dead(&output.path, why));
            }
        }
    }
    settled
}

/// The outputs by their addresses.
fn addresses(outputs: &[&Output]) -> HashMap<String, usize> {
    let outputs = outputs.iter().enumerate();
    outputs
        .map(|(number, output)| (address(output.path.as_str()), number))
        .collect()
}

/// How far a link has to lead: of a version that was superseded, which nobody may change,
/// to the page, though the place on it be gone since.
fn followed<'t>(output: &Output, target: &'t str) -> &'t str {
    match output.subject {
        Subject::Superseded { .. } => parts(target).0,
        _ => target,
    }
}

/// A link without its anchor, and the anchor if it names one.
pub fn parts(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor).filter(|anchor| !anchor.is_empty())),
        None => (target, None),
    }
}

impl Words {
    /// The page's source as a whole is the place of a link that is in no text. A
    /// template may write only the path that the link means, after `{{ site.root }}`.
    fn of(output: &Output, unit: &Unit, (href, path): (&str, &str), context: &SiteContext) -> Self {
        let written = links_of(output, unit).iter().find(|link| link.href == href);
        let (place, by) = match written {
            Some(link) => (Place::span(&link.file, link.span.clone()), Writer::Author),
            None => {
                let from_root = ["}}", path].concat();
                let in_template = || context.in_templates(output, &[href, &from_root]);
                match context.in_footer(path).or_else(in_template) {
                    Some(place) => (place, Writer::OwnTemplate(output.source.clone())),
                    None => (Place::file(&output.source), Writer::Template),
                }
            }
        };
        Self {
            href: href.to_owned(),
            place,
            by,
        }
    }

    /// That the link leads nowhere.
    pub fn dead(&self, page: &OutPath, why: &str) -> Diagnostic {
        let error = |message| Diagnostic::error(&codes::LNK01, self.place.clone(), message);
        let href = &self.href;
        let message = format!("页面 {page} 里的链接“{href}”{why}");
        match &self.by {
            Writer::Author => error(message).help("检查链接里的文件名和 # 后面的名字"),
            Writer::Template => error(message).help("这个链接是模板写的，检查 templates/ 里的模板"),
            Writer::OwnTemplate(source) => error(format!("模板里的链接“{href}”{why}"))
                .also(Place::file(source), "生成这个文件的页面时")
                .help("检查链接里的文件名和 # 后面的名字；路径从网页所在的文件夹算起"),
        }
    }
}
