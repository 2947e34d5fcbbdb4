//! Units kind by kind, as tables group them.

use crate::parse::organization::KINDS;
use crate::portal::{Children, UnitFacts};

/// The children of one page, kind by kind.
pub fn by_kind<'c, 'f>(
    children: &'c Children<'f>,
    page: usize,
) -> impl Iterator<Item = (Option<&'static str>, &'c [&'f UnitFacts])> {
    in_kinds(children, children.page(page))
}

/// Some of the children in their order, kind by kind; without headings if all of them
/// are of one kind.
pub fn in_kinds<'c, 'f>(
    children: &'c Children<'f>,
    units: &'c [&'f UnitFacts],
) -> impl Iterator<Item = (Option<&'static str>, &'c [&'f UnitFacts])> {
    let several = children.units.first().map(|unit| &unit.kind)
        != children.units.last().map(|unit| &unit.kind);
    let groups = units.chunk_by(|one, next| one.kind == next.kind);
    groups.map(move |units| (several.then(|| kind_name(units[0])), units))
}

/// What the units of its kind are called.
pub fn kind_name(unit: &UnitFacts) -> &'static str {
    let mut kinds = KINDS.iter();
    let kind = kinds.find(|kind| Some(kind.id) == unit.kind.as_deref());
    kind.map_or("其他单位", |kind| kind.name)
}
