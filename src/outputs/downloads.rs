//! Each report in the formats that `[downloads]` of `site.toml` asks for.

use crate::export::Format;
use crate::plan::{Output, Plan, Subject};
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
    for report in scope.unit.reports.values() {
        if format.offers(report) {
            let subject = Subject::Report { year: report.year };
            plan.add(Output {
                changed: report.published.clone().or(report.signed.clone()),
                draft: report.draft,
                ..Output::new(format.path(report), subject, &report.source)
            });
        }
    }
}

pub(super) fn prepare<'i>(
    format: &'static Format,
    output: &'i Output,
    inputs: &UnitInputs<'i>,
) -> Prepared<'i> {
    let Subject::Report { year } = output.subject else {
        unreachable!("a download is planned of a report");
    };
    let made = inputs.related.downloads.get(year, format);
    Prepared::plain(made.unwrap_or_default().to_vec())
}
