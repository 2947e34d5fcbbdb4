//! Each report in the formats that `[downloads]` of `site.toml` asks for.

use crate::export::Format;
use crate::plan::{Output, Plan, Subject};
use crate::portal::Report;
use crate::render::Prepared;

use super::maker::{UnitInputs, UnitScope};

/// The maker of one format: it plans a file beside the page of each report.
macro_rules! download {
    ($format:path) => {
        $crate::outputs::maker::Maker {
            name: $format.id,
            plans: $crate::outputs::maker::Plans::Unit(|scope, plan| {
                $crate::outputs::downloads::plan(&$format, scope, plan);
            }),
            makes: $crate::outputs::maker::Makes::FromUnit {
                media_type: $format.media_type,
                prepare: |output, inputs| {
                    $crate::outputs::downloads::prepare(&$format, output, inputs)
                },
            },
        }
    };
}

pub(super) use download;

pub(super) fn plan(format: &'static Format, scope: &UnitScope<'_>, plan: &mut Plan) {
    if !scope.config.downloads.offers(format.id) {
        return;
    }
    for current in scope.unit.reports.values() {
        for report in current.superseded.iter().chain([current]) {
            if format.offers(report) {
                plan.add(Output {
                    changed: report.changed().cloned(),
                    draft: report.draft,
                    ..Output::new(
                        format.path(report),
                        subject(report, current),
                        &report.source,
                    )
                });
            }
        }
    }
}

/// What the page and the downloads of a version of a report show.
pub(super) fn subject(report: &Report, current: &Report) -> Subject {
    let year = report.year;
    match report.version.filter(|_| report.version != current.version) {
        Some(version) => Subject::Superseded { year, version },
        None => Subject::Report { year },
    }
}

pub(super) fn prepare<'i>(
    format: &'static Format,
    output: &'i Output,
    inputs: &UnitInputs<'i>,
) -> Prepared<'i> {
    let (year, version) = match output.subject {
        Subject::Report { year } => (year, None),
        Subject::Superseded { year, version } => (year, Some(version)),
        _ => unreachable!("a download is planned of a report"),
    };
    let made = inputs.related.downloads.of_version(year, version, format);
    Prepared::plain(made.unwrap_or_default().to_vec())
}
