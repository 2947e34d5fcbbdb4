//! What one report states of each measure, without its cells.

use serde::{Deserialize, Serialize};

use crate::form::Measure;

use super::figure::Figure;

/// What a report states of each measure; a measure that is not here is not known,
/// which is not zero. A site keeps one of these for every report, so nearly every
/// number takes four bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// By `Measure::index`, a bit for each that is stated.
    stated: u64,
    /// The small whole numbers among those that are stated, by their index; what is not
    /// small has a zero here and is among the others.
    small: Box<[i32]>,
    others: Box<[(u8, Figure)]>,
}

// Every measure has a bit.
const _: () = assert!(Measure::COUNT <= u64::BITS as usize);

impl Figures {
    /// `figure` is asked for every measure that a form may have.
    pub fn of(figure: impl Fn(Measure) -> Option<Figure>) -> Self {
        let mut all = [None; Measure::COUNT];
        for measure in Measure::all() {
            all[measure.index()] = figure(measure);
        }
        let (mut stated, mut small, mut others) = (0, Vec::new(), Vec::new());
        for (index, figure) in (0_u8..).zip(all) {
            let Some(figure) = figure else {
                continue;
            };
            stated |= 1 << index;
            small.push(figure.small().unwrap_or_default());
            if figure.small().is_none() {
                others.push((index, figure));
            }
        }
        Self {
            stated,
            small: small.into(),
            others: others.into(),
        }
    }

    /// `None` if the report does not state it. Constant, but for the few numbers that
    /// are not small.
    pub fn get(&self, measure: Measure) -> Option<Figure> {
        let bit = 1_u64 << measure.index();
        if self.stated & bit == 0 {
            return None;
        }
        let mut others = self.others.iter();
        let other = others.find(|(index, _)| usize::from(*index) == measure.index());
        if let Some((_, figure)) = other {
            return Some(*figure);
        }
        let before = (self.stated & (bit - 1)).count_ones();
        let small = self.small.get(before as usize)?;
        Some(Figure::from(i64::from(*small)))
    }

    /// Whether the report states no number at all.
    pub fn is_empty(&self) -> bool {
        self.stated == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Amount, Value};

    #[test]
    fn every_figure_comes_back_as_it_was_given() {
        let amount = |typed: &str| Amount::parse(typed).map(Value::Amount);
        let amounts = ["3.50", "99999999999999999999", "0.00", "7"].map(amount);
        let given = |measure: Measure| match measure.index() {
            index if index % 3 == 0 => None,
            index if index % 10 == 1 => Figure::of(amounts[index / 10 % 4].as_ref()?),
            index => Some(Figure::from([-4, 0, 3_000_000_000][index % 2 + index / 50])),
        };
        let figures = Figures::of(given);
        for measure in Measure::all() {
            let text = |figure: Option<Figure>| figure.map(|figure| figure.to_string());
            let (got, given) = (figures.get(measure), given(measure));
            assert_eq!(text(got), text(given), "{measure:?}");
        }
        let encoded = postcard::to_stdvec(&figures).expect("plain data");
        assert_eq!(postcard::from_bytes(&encoded), Ok(figures));
    }

    #[test]
    fn what_is_not_stated_is_not_zero() {
        let figures = Figures::of(|measure| (measure == Measure::Received).then(|| 0.into()));
        assert_eq!(figures.get(Measure::Received), Some(Figure::from(0)));
        assert_eq!(figures.get(Measure::Granted), None);
        assert!(!figures.is_empty());
    }

    #[test]
    fn every_measure_has_a_place_of_its_own() {
        let all: std::collections::BTreeSet<usize> = Measure::all().map(Measure::index).collect();
        assert_eq!(all.len(), Measure::COUNT);
        assert_eq!(all.last(), Some(&(Measure::COUNT - 1)));
    }
}
