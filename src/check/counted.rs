//! Findings of one kind in a report, told as one.

use super::finding::Finding;

/// The most further places that a finding points at.
const PLACES: usize = 5;

/// Gathers what a rule finds in one report. Findings of one kind become one, at
/// the first place, with a count.
#[derive(Default)]
pub struct Counted {
    found: Vec<Kind>,
}

struct Kind {
    name: String,
    first: Finding,
    count: usize,
}

impl Counted {
    /// Adds a finding that is told with those of the same message.
    pub fn add(&mut self, finding: Finding) {
        let name = finding.message.clone();
        self.add_as(&name, finding);
    }

    /// Adds a finding that is told with those of a kind.
    pub fn add_as(&mut self, kind: &str, finding: Finding) {
        let mut known = self.found.iter_mut();
        let Some(known) = known.find(|known| known.name == kind) else {
            self.found.push(Kind {
                name: kind.to_owned(),
                first: finding,
                count: 1,
            });
            return;
        };
        known.count += 1;
        known.first.edits.extend(finding.edits);
        if known.first.also.len() < PLACES {
            let place = finding.place;
            known.first.also.push((place, "还有这里".to_owned()));
        }
    }

    pub fn report(self, findings: &mut Vec<Finding>) {
        findings.extend(self.found.into_iter().map(|mut kind| {
            if kind.count > 1 {
                kind.first.message += &format!("，共 {} 处，这是第一处", kind.count);
            }
            kind.first
        }));
    }
}
