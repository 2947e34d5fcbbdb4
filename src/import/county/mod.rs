//! What a county has collected: whose report each file is, which are there twice, who is
//! missing, and what each unit has to mend.
//!
//! Nothing is guessed. A body is a unit only by a name that the unit has; where two units
//! have it, or a name is only nearly one of theirs, a person is asked.

pub mod claims;
pub mod letter;
pub mod mending;
pub mod names;
pub mod new_units;
pub mod sorting;
pub mod standing;

use crate::parse::organization::OrganizationDoc;

/// A unit that a report may belong to.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// `None` for the owner of the site.
    pub id: Option<String>,
    pub organization: OrganizationDoc,
}

impl Unit {
    /// What a person calls it.
    pub fn name(&self) -> &str {
        let id = self.id.as_deref().unwrap_or("本站的主办单位");
        match self.organization.name.as_str() {
            "" => id,
            name => name,
        }
    }
}
