//! What is made when all units are ready, because it tells of all of them.

use std::sync::OnceLock;

use anyhow::Result;

use crate::plan::Output;
use crate::publish::entry::{Key, Links};
use crate::search::SiteSearch;
use crate::site::sweep::Kept;

use super::units::{Build, BuiltUnit};

impl Build<'_> {
    /// Makes what needs the outputs of all units.
    pub fn site_outputs(&self, units: &[BuiltUnit<'_>]) -> Result<()> {
        let context = self.sweep.context;
        let all = units.iter().map(Kept::summary);
        let all = all.flat_map(|summary| context.outputs_with(&summary.id, &summary.outputs));
        let all: Vec<&Output> = all.collect();
        let owner = units
            .first()
            .map_or(&[][..], |owner| &owner.summary.outputs);
        let known = units.iter().filter_map(|unit| unit.summary.data());
        let known: Vec<_> = known.collect();
        let searched = units.iter().filter_map(BuiltUnit::search);
        let index = OnceLock::new();
        let search = SiteSearch::of(searched.collect(), &index);
        for output in context.outputs.iter().chain(owner) {
            let Some(prepared) = context.prepare_from_site(output, &all, &known, &search) else {
                continue;
            };
            let key = Key::of(&context.key(&prepared.shown));
            if self.publisher.standing(&output.path, &key).is_some() {
                self.publish_again(output)?;
            } else if let Ok(made) = prepared.make() {
                self.publisher
                    .stage(&output.path, Some(key), Links::default(), &made.bytes)?;
            }
        }
        Ok(())
    }
}
