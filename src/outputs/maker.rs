//! What a maker is: data that says what it plans and how it makes that.

use std::borrow::Cow;
use std::fmt;

use crate::diag::Diagnostic;
use crate::parse::config::ConfigDoc;
use crate::path::OutPath;
use crate::plan::{Output, Plan};
use crate::portal::{Copy, Unit, UnitListing};
use crate::render::{Rendered, Renderer};

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
type PlanUnit = fn(&Unit, &mut Plan);

/// Adds what is published beside the units.
type PlanSite = fn(&SiteScope<'_>, &mut Plan);

/// What a maker plans.
#[derive(Clone, Copy)]
pub enum Plans {
    Unit(PlanUnit),
    Site(PlanSite),
    Both(PlanUnit, PlanSite),
}

/// How a maker makes its outputs, by what it needs for that.
#[derive(Clone, Copy)]
pub enum Makes {
    /// The output's source, byte for byte.
    Copy { media_type: fn(&OutPath) -> String },
    /// From one unit alone, so in that unit's turn; from the owner, if it belongs
    /// to no unit.
    FromUnit {
        media_type: &'static str,
        make: fn(&Output, &UnitInputs<'_>) -> Result<Rendered, Diagnostic>,
    },
    /// From what all units publish, so when the last of them is planned. Its links,
    /// if it has any, are those of the plan, so it is no page that is looked through.
    FromSite {
        media_type: &'static str,
        make: fn(&Output, &SiteInputs<'_>) -> Vec<u8>,
    },
}

/// What is known of the site when the outputs beside its units are planned.
pub struct SiteScope<'s> {
    pub config: &'s ConfigDoc,
    /// The files that belong to no unit.
    pub copies: &'s [Copy],
}

/// What an output is made from that needs one unit.
pub struct UnitInputs<'i> {
    pub renderer: &'i Renderer,
    pub config: &'i ConfigDoc,
    pub unit: &'i Unit,
    /// The hosted units, for the pages of the owner.
    pub hosted: &'i [UnitListing],
}

/// What an output is made from that needs the whole site.
pub struct SiteInputs<'i> {
    pub makers: Makers,
    pub config: &'i ConfigDoc,
    /// Every output: those beside the units, the owner's, then unit by unit.
    pub outputs: &'i [&'i Output],
}

/// The makers of a site: the program's own, or a list that a test gives.
#[derive(Clone, Copy)]
pub struct Makers(pub &'static [&'static Maker]);

impl Makers {
    /// What a unit publishes, in the order of the paths.
    pub fn plan_unit(self, unit: &Unit) -> Vec<Output> {
        self.plan(|maker, plan| match maker.plans {
            Plans::Unit(add) | Plans::Both(add, _) => add(unit, plan),
            Plans::Site(_) => {}
        })
    }

    /// What is published beside the units, in the order of the paths.
    pub fn plan_site(self, scope: &SiteScope<'_>) -> Vec<Output> {
        self.plan(|maker, plan| match maker.plans {
            Plans::Site(add) | Plans::Both(_, add) => add(scope, plan),
            Plans::Unit(_) => {}
        })
    }

    fn plan(self, add: impl Fn(&Maker, &mut Plan)) -> Vec<Output> {
        let makers = u8::try_from(self.0.len()).expect("makers are few");
        Plan::made_by(makers, |id, plan| add(self.0[usize::from(id.0)], plan))
    }

    /// Whether an output that was read back is of one of these makers.
    pub fn know(self, output: &Output) -> bool {
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
