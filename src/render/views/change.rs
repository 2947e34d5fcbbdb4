//! How a figure differs from the year before, in sentences that are patterns and never
//! free text: what they say follows from the numbers alone.

use crate::form::{Form, Measure};
use crate::report::Figure;

use super::measures::{DISPUTED, Line, Said};

/// What the report of one year says of a line.
pub struct Point {
    pub year: u16,
    pub form: &'static Form,
    pub said: Said,
}

/// How the newest figure of a line differs from the one of the year before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// There is no earlier report.
    First,
    /// Zero, as in so many years on end, at least two.
    StillZero {
        years: usize,
    },
    Same,
    Differs {
        more: bool,
        by: Figure,
        /// In per cent of the year before, if that is worth telling.
        percent: Option<Figure>,
    },
    /// There is no report of the year before.
    Unpublished {
        year: u16,
    },
    /// The year before was counted otherwise.
    Otherwise {
        year: u16,
    },
    /// The form of the year before does not ask for it.
    NotAsked {
        year: u16,
    },
    /// The report of the year before does not state it.
    Blank {
        year: u16,
    },
}

/// Per cent of less than this say more than there is to say.
const SMALLEST_BASE: i64 = 10;

impl Change {
    /// Of the newest report, which comes first; `None` if it states no figure. Only as
    /// many reports are looked at as decide it.
    pub fn of(line: &Line, mut newest_first: impl Iterator<Item = Point>) -> Option<Self> {
        let newest = newest_first.next()?;
        let now = newest.said.figure()?;
        let Some(before) = newest_first.next() else {
            return Some(Self::First);
        };
        if before.year + 1 < newest.year {
            let year = newest.year - 1;
            return Some(Self::Unpublished { year });
        }
        let year = before.year;
        let then = match before.said {
            Said::Figure(figure) if line.compares(newest.form, before.form) => figure,
            Said::Figure(_) | Said::Otherwise => return Some(Self::Otherwise { year }),
            Said::NotAsked => return Some(Self::NotAsked { year }),
            Said::Blank => return Some(Self::Blank { year }),
        };
        if now.is_zero() && then.is_zero() {
            let earlier = newest_first.zip((0..year).rev());
            let zero = earlier.take_while(|(point, year)| {
                let zero = point.said.figure().is_some_and(Figure::is_zero);
                zero && point.year == *year && line.compares(newest.form, point.form)
            });
            let years = 2 + zero.count();
            return Some(Self::StillZero { years });
        }
        let by = now.since(then);
        if by.is_zero() {
            return Some(Self::Same);
        }
        let base = (then >= Figure::from(SMALLEST_BASE)).then_some(then);
        Some(Self::Differs {
            more: !by.is_negative(),
            by: by.size(),
            percent: base.and_then(|base| by.percent_of(base)),
        })
    }

    /// As words without a full stop; `None` if there is nothing to compare with.
    pub fn words(&self, line: &Line, unit: &str) -> Option<String> {
        Some(match self {
            Self::First => return None,
            Self::StillZero { years } => format!("连续{years}年{}", nothing(line, unit)),
            Self::Same => "与上年持平".to_owned(),
            Self::Differs { more, by, percent } => {
                let way = if *more { "增加" } else { "减少" };
                let percent = match percent {
                    Some(percent) if percent.is_zero() => "（不到0.1%）".to_owned(),
                    Some(percent) => format!("（{percent}%）"),
                    None => String::new(),
                };
                format!("比上年{way}{by}{unit}{percent}")
            }
            Self::Unpublished { year } => format!("{year}年未发布年报，无法比较"),
            Self::Otherwise { year } => format!("{year}年口径不同，不作比较"),
            Self::NotAsked { year } => format!("{year}年表式无此项，无法比较"),
            Self::Blank { year } => format!("{year}年未填，无法比较"),
        })
    }
}

/// What it is called that there is none of a line.
fn nothing(line: &Line, unit: &str) -> String {
    if line.measures == [Measure::Received] {
        "未收到申请".to_owned()
    } else if line.measures == DISPUTED.measures {
        format!("未发生{}", line.name)
    } else {
        format!("为0{unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::measures::placed;
    use super::*;
    use crate::form::{Document, DocumentCount, Matter};

    fn line_of(measure: Measure) -> &'static Line {
        placed(measure).expect("a line for every measure").1
    }

    /// The change of the last year in a list of years, each with what it says.
    fn words(line: &Line, years: &[(u16, Said)]) -> Option<String> {
        let point = |(year, said): &(u16, Said)| Point {
            year: *year,
            form: Form::choose(None, *year).expect("a year with a form"),
            said: *said,
        };
        Change::of(line, years.iter().rev().map(point))?.words(line, "件")
    }

    fn figures(first: u16, figures: &[i64]) -> Vec<(u16, Said)> {
        let figures = figures.iter().map(|one| Said::Figure((*one).into()));
        (first..).zip(figures).collect()
    }

    fn received(first: u16, all: &[i64]) -> Option<String> {
        words(line_of(Measure::Received), &figures(first, all))
    }

    #[test]
    fn more_and_fewer_are_told_with_per_cent_where_the_base_is_large_enough() {
        let is = |all: &[i64], says: &str| assert_eq!(received(2021, all).as_deref(), Some(says));
        is(&[96, 118], "比上年增加22件（22.9%）");
        is(&[14, 11], "比上年减少3件（21.4%）");
        is(&[10, 11], "比上年增加1件（10.0%）");
        is(&[9, 11], "比上年增加2件");
        is(&[0, 3], "比上年增加3件");
        is(&[3, 0], "比上年减少3件");
        is(&[30000, 30001], "比上年增加1件（不到0.1%）");
        is(&[7, 7], "与上年持平");
        assert_eq!(received(2021, &[7]), None);
    }

    #[test]
    fn years_of_nothing_are_counted() {
        let is = |all: &[i64], says: &str| assert_eq!(received(2021, all).as_deref(), Some(says));
        is(&[0, 0], "连续2年未收到申请");
        is(&[4, 0, 0, 0], "连续3年未收到申请");
        let disputed = words(&DISPUTED, &figures(2022, &[0, 0]));
        assert_eq!(disputed.as_deref(), Some("连续2年未发生行政复议、行政诉讼"));
        let penalties = line_of(Measure::Decisions(Matter::Penalty));
        let penalties = words(penalties, &figures(2022, &[0, 0]));
        assert_eq!(penalties.as_deref(), Some("连续2年为0件"));
        // A year without a report ends them.
        let mut years = figures(2019, &[0, 0]);
        years.extend(figures(2022, &[0, 0]));
        let gap = words(line_of(Measure::Received), &years);
        assert_eq!(gap.as_deref(), Some("连续2年未收到申请"));
    }

    #[test]
    fn what_cannot_be_compared_is_said_and_not_computed() {
        let mut years = figures(2021, &[5]);
        years.extend(figures(2023, &[6]));
        let line = line_of(Measure::Received);
        assert_eq!(
            words(line, &years).as_deref(),
            Some("2022年未发布年报，无法比较")
        );
        let last = |said| [(2021, said), (2022, Said::Figure(3.into()))];
        assert_eq!(
            words(line, &last(Said::Blank)).as_deref(),
            Some("2021年未填，无法比较")
        );
        let first = [(2018, Said::NotAsked), (2019, Said::Figure(3.into()))];
        assert_eq!(
            words(line, &first).as_deref(),
            Some("2018年表式无此项，无法比较")
        );
        assert_eq!(words(line, &[(2021, Said::Blank)]), None);
    }

    #[test]
    fn the_change_of_form_parts_only_what_is_counted_otherwise() {
        let both = figures(2020, &[20, 30]);
        let received = words(line_of(Measure::Received), &both);
        assert_eq!(received.as_deref(), Some("比上年增加10件（50.0%）"));
        let in_force = Measure::Documents(Document::Normative, DocumentCount::InForce);
        let years = [(2020, Said::Otherwise), (2021, Said::Figure(3.into()))];
        assert_eq!(
            words(line_of(in_force), &years).as_deref(),
            Some("2020年口径不同，不作比较")
        );
    }
}
