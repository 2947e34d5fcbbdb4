//! Sums of figures that say of how many they are.

use super::figure::Figure;

/// The sum of those figures that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    pub sum: Figure,
    /// How many figures it is the sum of.
    pub count: usize,
}

impl Total {
    /// `None` if no figure is known: then the sum is not known either.
    pub fn of(figures: impl IntoIterator<Item = Option<Figure>>) -> Option<Self> {
        let known = figures.into_iter().flatten();
        let one = |sum| Self { sum, count: 1 };
        known.map(one).reduce(|all, one| Self {
            sum: all.sum + one.sum,
            count: all.count + one.count,
        })
    }
}

/// What part of the whole it is, in percent with one decimal; `None` unless the whole is
/// more than zero.
pub fn share(part: Figure, whole: Figure) -> Option<String> {
    part.percent_of(whole).map(|percent| format!("{percent}%"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_of_what_is_known() {
        let figure = |count: i64| Some(Figure::from(count));
        assert_eq!(Total::of([None, None]), None);
        let total = Total::of([figure(3), None, figure(0)]).expect("a total");
        assert_eq!((total.sum, total.count), (Figure::from(3), 2));
    }

    #[test]
    fn halves_are_rounded_up() {
        let of = |part: i64, whole: i64| share(part.into(), whole.into());
        assert_eq!(of(18, 32).as_deref(), Some("56.3%"));
        assert_eq!(of(1, 3).as_deref(), Some("33.3%"));
        assert_eq!(of(7, 7).as_deref(), Some("100.0%"));
        assert_eq!(of(0, 7).as_deref(), Some("0.0%"));
        assert_eq!(of(0, 0), None);
    }
}
