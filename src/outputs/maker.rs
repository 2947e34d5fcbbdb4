//! What a maker is: data that says what it plans and how it makes that.

use std::borrow::Cow;
use std::fmt;

use crate::export::data::DataUnit;
use crate::parse::config::ConfigDoc;
use crate::path::OutPath;
use crate::plan::{Output, Plan, Subject, leads_on};
use crate::portal::{Copy, Onward, Relations, Unit, UnitId};
use crate::render::{Embedding, Prepared, RelatedUnit, Renderer};
use crate::search::SiteSearch;

/// The media type of a page, which is checked and gets links to its places.
pub const HTML: &str = "text/html; charset=utf-8";

/// Plans and makes the outputs of one format.
pub struct Maker {
    /// Its name, which no other maker has.
    pub name: &'static str,
    pub plans: Plans,
    pub makes: Makes,
}

/// Adds what is published of a unit.
type PlanUnit = fn(&UnitScope<'_>, &mut Plan);

/// Prepares an output of a unit.
type Prepare = for<'i> fn(&'i Output, &UnitInputs<'i>) -> Prepared<'i>;

/// Prepares an output of the whole site.
type PrepareSite = for<'i> fn(&'i Output, &SiteInputs<'i>) -> Prepared<'i>;

/// Adds what is published beside the units.
type PlanSite = fn(&SiteScope<'_>, &mut Plan);

/// Adds what is published with the owner because of how much the site has.
type PlanLast = fn(&LastScope<'_>, &mut Plan);

/// What a maker plans.
#[derive(Clone, Copy)]
pub enum Plans {
    Unit(PlanUnit),
    Site(PlanSite),
    Last(PlanLast),
    All(&'static [Plans]),
}

/// How a maker makes its outputs, by what it needs for that.
#[derive(Clone, Copy)]
pub enum Makes {
    /// The output's source, byte for byte.
    Copy { media_type: fn(&OutPath) -> String },
    /// From one unit and what it knows of others, so in that unit's turn; from the
    /// owner, if it belongs to no unit.
    FromUnit {
        media_type: &'static str,
        prepare: Prepare,
    },
    /// From what all units publish, so when the last of them is planned. Its links,
    /// if it has any, are those of the plan, so it is no page that is looked through.
    FromSite {
        media_type: &'static str,
        prepare: PrepareSite,
    },
}

/// What is known of the site when the outputs beside its units are planned.
pub struct SiteScope<'s> {
    pub config: &'s ConfigDoc,
    /// The files that belong to no unit.
    pub copies: &'s [Copy],
}

/// What is known when the outputs of a unit are planned.
pub struct UnitScope<'s> {
    pub config: &'s ConfigDoc,
    pub unit: &'s Unit,
    pub relations: &'s Relations<'s>,
}

/// A unit with what it publishes and what of it leads on.
#[derive(Clone, Copy)]
pub struct OnwardUnit<'u> {
    pub id: &'u UnitId,
    pub onward: &'u Onward,
    pub outputs: &'u [Output],
}

/// What is known of the site when all units are planned.
#[derive(Clone, Copy)]
pub struct LastScope<'s> {
    pub makers: Makers,
    pub config: &'s ConfigDoc,
    /// The owner first and then by id, without what is planned last.
    pub units: &'s [OnwardUnit<'s>],
    /// How many pages are named to search engines, but for those that are still to
    /// be planned.
    pub addresses: usize,
    pub has_address: bool,
    /// Whether the owner has a page of data that is of others too.
    pub has_data: bool,
    /// How many reports all units have.
    pub reports: usize,
    /// How many articles of how many units can be searched; `None` without a search.
    pub search: Option<(usize, usize)>,
}

/// What an output is made from that needs one unit.
pub struct UnitInputs<'i> {
    pub renderer: &'i Renderer,
    pub config: &'i ConfigDoc,
    /// The unit, and what its pages show of others.
    pub related: &'i RelatedUnit<'i>,
    /// Whether the site has an icon of its own.
    pub has_icon: bool,
    /// What of a portal is set into the pages.
    pub embedding: &'i Embedding,
}

/// What an output is made from that needs the whole site.
#[derive(Clone, Copy)]
pub struct SiteInputs<'i> {
    pub makers: Makers,
    pub config: &'i ConfigDoc,
    /// Every output: those beside the units, the owner's, then unit by unit.
    pub outputs: &'i [&'i Output],
    /// What is known of each unit, the owner first and then by id.
    pub units: &'i [DataUnit<'i>],
    /// What the index is made from.
    pub search: &'i SiteSearch<'i>,
}

/// The makers of a site: the program's own, or a list that a test gives.
#[derive(Clone, Copy)]
pub struct Makers(pub &'static [&'static Maker]);

impl Makers {
    /// What a unit publishes, in the order of the paths.
    pub fn plan_unit(self, scope: &UnitScope<'_>) -> Vec<Output> {
        self.plan(|plans, plan| match plans {
            Plans::Unit(add) => add(scope, plan),
            Plans::Site(_) | Plans::Last(_) | Plans::All(_) => {}
        })
    }

    /// What is published beside the units, in the order of the paths.
    pub fn plan_site(self, scope: &SiteScope<'_>) -> Vec<Output> {
        self.plan(|plans, plan| match plans {
            Plans::Site(add) => add(scope, plan),
            Plans::Unit(_) | Plans::Last(_) | Plans::All(_) => {}
        })
    }

    /// What is published with the owner because of how much the site has, in the
    /// order of the paths.
    pub fn plan_last(self, scope: &LastScope<'_>) -> Vec<Output> {
        self.plan(|plans, plan| match plans {
            Plans::Last(add) => add(scope, plan),
            Plans::Unit(_) | Plans::Site(_) | Plans::All(_) => {}
        })
    }

    fn plan(self, add: impl Fn(Plans, &mut Plan)) -> Vec<Output> {
        let makers = u8::try_from(self.0.len()).expect("makers are few");
        Plan::made_by(makers, |id, plan| {
            let plans = self.0[usize::from(id.0)].plans;
            add(plans, plan);
            if let Plans::All(several) = plans {
                several.iter().for_each(|one| add(*one, plan));
            }
        })
    }

    /// Whether an output that was read back is of one of these makers.
    pub fn includes(self, output: &Output) -> bool {
        usize::from(output.maker.0) < self.0.len()
    }

    /// How an output is made. Only these makers plan, so each output has one.
    pub fn makes(self, output: &Output) -> Makes {
        self.0[usize::from(output.maker.0)].makes
    }

    /// The media type of an output, with the character set if it is text.
    pub fn media_type(self, output: &Output) -> Cow<'static, str> {
        match self.makes(output) {
            Makes::Copy { media_type } => media_type(&output.path).into(),
            Makes::FromUnit { media_type, .. } | Makes::FromSite { media_type, .. } => {
                media_type.into()
            }
        }
    }

    /// Whether search engines are told of an output: of pages that are no drafts and were not
    /// superseded, but for those that only lead on and the one that says that there is no
    /// such page.
    pub fn is_named(self, output: &Output) -> bool {
        let is_current = !matches!(output.subject, Subject::Site | Subject::Superseded { .. });
        is_current && !leads_on(output) && self.is_page(output) && !output.draft
    }

    /// Whether an output is a page, with links and facts to be checked.
    pub fn is_page(self, output: &Output) -> bool {
        match self.makes(output) {
            Makes::FromUnit { media_type, .. } => media_type == HTML,
            Makes::Copy { .. } | Makes::FromSite { .. } => false,
        }
    }
}

impl PartialEq for Makers {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Makers {}

impl fmt::Debug for Makers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|maker| maker.name);
        formatter.debug_list().entries(names).finish()
    }
}
