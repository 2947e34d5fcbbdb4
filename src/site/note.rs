//! A summary put in writing, so that a later build can take it over.

use jiff::civil::Date;

use crate::check::Audit;
use crate::check::allowances::Pending;
use crate::check::attachments::Looked;
use crate::check::codes::find;
use crate::check::fingerprints::Fingerprint;
use crate::diag::{Diagnostic, Edit, Level, Place};
use crate::parse::date::Stamp;
use crate::parse::report::Allowance;
use crate::path::{OutPath, SourcePath};
use crate::plan::{MakerId, Output, Subject};
use crate::portal::{CrossUnitLink, Draft, UnitListing};

use super::pen::{Eye, Note, Pen};
use super::unit::UnitSummary;

/// Puts a summary in writing; `None` for one that says what cannot be.
pub fn write(summary: &UnitSummary) -> Option<Vec<u8>> {
    let mut pen = Pen::default();
    summary.write(&mut pen)?;
    Some(pen.bytes)
}

/// Reads a summary; `None` where the bytes are none.
pub fn read(bytes: &[u8]) -> Option<UnitSummary> {
    let mut eye = Eye::on(bytes);
    let summary = UnitSummary::read(&mut eye)?;
    eye.is_at_end().then_some(summary)
}

/// The fields of a struct one after the other. A field that is left out does
/// not compile.
macro_rules! note {
    ($type:ident { $($field:ident),+ $(,)? }) => {
        impl Note for $type {
            fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
                let Self { $($field),+ } = self;
                $($field.write(pen)?;)+
                Some(())
            }

            fn read(eye: &mut Eye<'_>) -> Option<Self> {
                Some(Self { $($field: Note::read(eye)?),+ })
            }
        }
    };
}

note!(UnitSummary {
    id,
    listing,
    outputs,
    diagnostics,
    audit,
    cross_unit_links,
    drafts_only,
    drafts
});
note!(Draft {
    file,
    out,
    is_attachment
});
note!(CrossUnitLink {
    page,
    target,
    place
});
note!(UnitListing {
    name,
    index,
    years,
    draft_years,
    publishes
});
note!(Output {
    path,
    maker,
    subject,
    source,
    changed,
    draft
});
note!(Stamp { date, time });
note!(Audit {
    findings,
    pending,
    fingerprints,
    looked
});
note!(Looked {
    file,
    size,
    changed,
    said
});
note!(Pending {
    allowance,
    source,
    text,
    matched
});
note!(Allowance { rule, reason, span });
note!(Fingerprint {
    year,
    hash,
    heading,
    organization,
    place
});
note!(Place { file, span });
note!(Edit { span, text });

macro_rules! path {
    ($($type:ident),+) => {$(
        impl Note for $type {
            fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
                pen.text(self.as_str());
                Some(())
            }

            fn read(eye: &mut Eye<'_>) -> Option<Self> {
                $type::new(eye.text()?)
            }
        }
    )+};
}

path!(SourcePath, OutPath);

impl Note for Date {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        for part in [self.year(), self.month().into(), self.day().into()] {
            pen.number(part.try_into().ok()?);
        }
        Some(())
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        let mut part = || i16::try_from(eye.number()?).ok();
        let (year, month, day) = (part()?, part()?, part()?);
        Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
    }
}

const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Info];

impl Note for Level {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        let number = LEVELS.iter().position(|level| level == self)?;
        pen.number(number as u64);
        Some(())
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        LEVELS.get(usize::read(eye)?).copied()
    }
}

impl Note for MakerId {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        pen.number(self.0.into());
        Some(())
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        Some(Self(eye.number()?.try_into().ok()?))
    }
}

impl Note for Subject {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        let (subject, number) = match *self {
            Self::Site => (0, None),
            Self::Unit => (1, None),
            Self::Report { year } => (2, Some(year.into())),
            Self::Page { page } => (3, Some(page)),
            Self::List { list } => (4, Some(list)),
        };
        pen.number(subject);
        if let Some(number) = number {
            pen.number(number as u64);
        }
        Some(())
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        Some(match eye.number()? {
            0 => Self::Site,
            1 => Self::Unit,
            2 => Self::Report {
                year: Note::read(eye)?,
            },
            3 => Self::Page {
                page: Note::read(eye)?,
            },
            4 => Self::List {
                list: Note::read(eye)?,
            },
            _ => return None,
        })
    }
}

impl Note for Diagnostic {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        let Self {
            code,
            level,
            place,
            message,
            also,
            help,
            cells,
            edits,
            allowed,
        } = self;
        pen.text(code.id);
        level.write(pen)?;
        place.write(pen)?;
        message.write(pen)?;
        also.write(pen)?;
        help.write(pen)?;
        cells.write(pen)?;
        edits.write(pen)?;
        allowed.write(pen)
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        Some(Self {
            code: find(eye.text()?)?,
            level: Note::read(eye)?,
            place: Note::read(eye)?,
            message: Note::read(eye)?,
            also: Note::read(eye)?,
            help: Note::read(eye)?,
            cells: Note::read(eye)?,
            edits: Note::read(eye)?,
            allowed: Note::read(eye)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn summary(id: &str) -> UnitSummary {
        let file = SourcePath::new("content/reports/2022/report.md").expect("a path");
        let path = OutPath::new("reports/2022/index.html").expect("a path");
        let place = Place::span(&file, 3..400);
        let code = find(id).expect("a code");
        let finding = Diagnostic::warning(code, place.clone(), "一句话")
            .help("改")
            .also(Place::file(&file), "这里");
        let mut allowed = finding.clone();
        allowed.allowed = Some("原件如此".to_owned());
        allowed.cells = vec!["a.b".to_owned()];
        allowed.edits.push(Edit {
            span: 0..1,
            text: String::new(),
        });
        let output = |subject| Output {
            path: path.clone(),
            maker: MakerId(1),
            subject,
            source: file.clone(),
            changed: Some(Stamp {
                date: Date::constant(2023, 1, 20),
                time: Some("09:30".to_owned()),
            }),
            draft: true,
        };
        let subjects = [
            Subject::Site,
            Subject::Unit,
            Subject::Report { year: 2022 },
            Subject::Page { page: 300 },
            Subject::List { list: 0 },
        ];
        let allowance = Allowance {
            rule: id.to_owned(),
            reason: "原件如此".to_owned(),
            span: 5..9,
        };
        let print = Fingerprint {
            year: 2022,
            hash: u64::MAX,
            heading: "一、总体情况".to_owned(),
            organization: "甲镇".to_owned(),
            place,
        };
        UnitSummary {
            id: Some("a".to_owned()),
            listing: Some(UnitListing {
                name: "甲镇".to_owned(),
                index: path.clone(),
                years: vec![2021, 2022],
                draft_years: vec![2022],
                publishes: true,
            }),
            outputs: subjects.map(output).to_vec(),
            diagnostics: vec![finding.clone()],
            audit: Audit {
                findings: Arc::new(vec![finding.clone(), allowed]),
                pending: vec![Pending {
                    allowance,
                    source: file.clone(),
                    text: file.clone(),
                    matched: true,
                }],
                fingerprints: vec![print.clone(), print],
                looked: vec![Looked {
                    file: file.clone(),
                    size: 300,
                    changed: u64::MAX,
                    said: vec![finding.clone()],
                }],
            },
            cross_unit_links: vec![CrossUnitLink {
                page: path.clone(),
                target: "../2021/".to_owned(),
                place: finding.place,
            }],
            drafts_only: true,
            drafts: vec![Draft {
                file,
                out: path,
                is_attachment: true,
            }],
        }
    }

    #[test]
    fn a_summary_is_read_as_it_was_written() {
        for rule in ["TPL02", "ALLOW"] {
            let summary = summary(rule);
            let bytes = write(&summary).expect("a rule of the registry");
            assert_eq!(read(&bytes), Some(summary));
            for end in 0..bytes.len() {
                assert_eq!(read(&bytes[..end]), None, "{end}");
            }
        }
        let empty = UnitSummary::default();
        assert_eq!(read(&write(&empty).expect("plain data")), Some(empty));
    }

    #[test]
    fn no_bytes_whatever_make_it_panic() {
        let bytes = write(&summary("TPL02")).expect("a rule of the registry");
        for at in 0..bytes.len() {
            for byte in [0, 1, 0x7F, 0x80, 0xFF] {
                let mut bytes = bytes.clone();
                bytes[at] = byte;
                _ = read(&bytes);
            }
        }
    }
}
