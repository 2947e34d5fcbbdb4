//! What a report says, checked before anyone else can check it.
//!
//! So far the equations of the form: typed totals against computed ones, and
//! the balance that table three prints in its own corner.

mod arithmetic;

use crate::diag::Diagnostic;
use crate::portal::Portal;
use crate::snapshot::Snapshot;

/// Checks every report. Linear in the cells of all reports.
pub fn check(portal: &Portal, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let reports = portal.units.iter().flat_map(|unit| unit.reports.values());
    reports
        .flat_map(|report| arithmetic::check(report, snapshot))
        .collect()
}
