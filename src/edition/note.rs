//! A summary put in writing, so that a later build can take it over.
//!
//! Only what is the same when it is read back is written: a diagnostic whose
//! rule is not in the registry, for one, is said anew each time.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::check::Audit;
use crate::check::allowances::{Pending, RULE};
use crate::check::prints::Print;
use crate::check::rules::find;
use crate::diag::{Diagnostic, Edit, Level, Place};
use crate::parse::date::Stamp;
use crate::parse::report::Allowance;
use crate::path::{OutPath, SourcePath};
use crate::plan::{Kind, Output};
use crate::portal::Body;

use super::chapter::Summary;
use super::pen::{Eye, Pen};

/// Puts a summary in writing; `None` for one that says what cannot be.
pub fn write(summary: &Summary) -> Option<Vec<u8>> {
    let mut pen = Pen::default();
    summary.write(&mut pen)?;
    Some(pen.bytes)
}

/// Reads a summary; `None` where the bytes are none.
pub fn read(bytes: &[u8]) -> Option<Summary> {
    let mut eye = Eye::on(bytes);
    let summary = Summary::read(&mut eye)?;
    eye.is_at_end().then_some(summary)
}

/// A value that can be written and read back as the same.
trait Note: Sized {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()>;
    fn read(eye: &mut Eye<'_>) -> Option<Self>;
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

note!(Summary {
    id,
    body,
    outputs,
    diagnostics,
    audit,
    reaches,
    drafts_only
});
note!(Body {
    name,
    index,
    years,
    publishes
});
note!(Output {
    path,
    kind,
    source,
    changed
});
note!(Stamp { date, time });
note!(Audit {
    findings,
    pending,
    prints
});
note!(Pending {
    allowance,
    source,
    text,
    matched
});
note!(Allowance { rule, reason, span });
note!(Print {
    year,
    hash,
    heading,
    organization,
    place
});
note!(Place { file, span });
note!(Edit { span, text });

macro_rules! number {
    ($($type:ident),+) => {$(
        impl Note for $type {
            fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
                pen.number(u64::try_from(*self).ok()?);
                Some(())
            }

            fn read(eye: &mut Eye<'_>) -> Option<Self> {
                eye.number()?.try_into().ok()
            }
        }
    )+};
}

number!(u8, u16, u64, usize);

macro_rules! text {
    ($($type:ident: $as_str:ident, $of:expr);+ $(;)?) => {$(
        impl Note for $type {
            fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
                pen.text(self.$as_str());
                Some(())
            }

            fn read(eye: &mut Eye<'_>) -> Option<Self> {
                let of: fn(&str) -> Option<Self> = $of;
                of(eye.text()?)
            }
        }
    )+};
}

text! {
    String: as_str, |text| Some(text.to_owned());
    SourcePath: as_str, SourcePath::new;
    OutPath: as_str, OutPath::new;
}

impl Note for bool {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        pen.number(u64::from(*self));
        Some(())
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        match eye.number()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl<T: Note> Note for Option<T> {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        pen.number(u64::from(self.is_some()));
        match self {
            Some(value) => value.write(pen),
            None => Some(()),
        }
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        match bool::read(eye)? {
            true => Some(Some(T::read(eye)?)),
            false => Some(None),
        }
    }
}

impl<T: Note> Note for Vec<T> {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        pen.number(self.len() as u64);
        self.iter().try_for_each(|value| value.write(pen))
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        // Whatever length damaged bytes claim, no room is made in advance.
        (0..eye.number()?).map(|_| T::read(eye)).collect()
    }
}

impl<T: Note> Note for Arc<T> {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        T::write(self, pen)
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        T::read(eye).map(Arc::new)
    }
}

impl<A: Note, B: Note> Note for (A, B) {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        self.0.write(pen)?;
        self.1.write(pen)
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        Some((A::read(eye)?, B::read(eye)?))
    }
}

impl Note for Range<usize> {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        self.start.write(pen)?;
        self.end.write(pen)
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        Some(usize::read(eye)?..usize::read(eye)?)
    }
}

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

const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Notice];

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

impl Note for Kind {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        let (kind, number) = match *self {
            Self::Index => (0, None),
            Self::Report { year } => (1, Some(year.into())),
            Self::Page { page } => (2, Some(page)),
            Self::List { list } => (3, Some(list)),
            Self::NotFound => (4, None),
            Self::Sitemap => (5, None),
            Self::Copy => (6, None),
        };
        pen.number(kind);
        if let Some(number) = number {
            pen.number(number as u64);
        }
        Some(())
    }

    fn read(eye: &mut Eye<'_>) -> Option<Self> {
        Some(match eye.number()? {
            0 => Self::Index,
            1 => Self::Report {
                year: Note::read(eye)?,
            },
            2 => Self::Page {
                page: Note::read(eye)?,
            },
            3 => Self::List {
                list: Note::read(eye)?,
            },
            4 => Self::NotFound,
            5 => Self::Sitemap,
            6 => Self::Copy,
            _ => return None,
        })
    }
}

impl Note for Diagnostic {
    fn write<'t>(&'t self, pen: &mut Pen<'t>) -> Option<()> {
        let Self {
            rule,
            level,
            place,
            message,
            also,
            help,
            basis,
            cells,
            edits,
            allowed,
        } = self;
        // Both come back from the registry, and must be what stands there.
        let (known_rule, known_basis) = registered(rule)?;
        if known_rule != *rule || basis.is_some_and(|basis| Some(basis) != known_basis) {
            return None;
        }
        pen.text(rule);
        pen.number(u64::from(basis.is_some()));
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
        let (rule, basis) = registered(eye.text()?)?;
        let has_basis = bool::read(eye)?;
        Some(Self {
            rule,
            basis: basis.filter(|_| has_basis),
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

/// The id and the basis of a rule, as the program itself holds them.
fn registered(rule: &str) -> Option<(&'static str, Option<&'static str>)> {
    if rule == RULE {
        return Some((RULE, None));
    }
    find(rule).map(|rule| (rule.id, Some(rule.basis.text)))
}
