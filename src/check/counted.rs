//! Findings of one kind in a report, told as one.

use super::finding::Finding;

/// The most further places that a finding points at.
const PLACES: usize = 5;

/// Gathers what a rule finds in one report. Findings with the same message
/// become one, at the first place, with a count.
#[derive(Default)]
pub struct Counted {
    found: Vec<(Finding, usize)>,
}

impl Counted {
    pub fn add(&mut self, finding: Finding) {
        let mut known = self.found.iter_mut();
        let Some((first, count)) = known.find(|(known, _)| known.message == finding.message) else {
            self.found.push((finding, 1));
            return;
        };
        *count += 1;
        first.edits.extend(finding.edits);
        if first.also.len() < PLACES {
            first.also.push((finding.place, "还有这里".to_owned()));
        }
    }

    pub fn report(self, findings: &mut Vec<Finding>) {
        findings.extend(self.found.into_iter().map(|(mut finding, count)| {
            if count > 1 {
                finding.message += &format!("，共 {count} 处，这是第一处");
            }
            finding
        }));
    }
}
