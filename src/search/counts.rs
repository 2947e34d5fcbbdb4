//! How many articles, units and shards there are, and the ids that follow from it.

use super::contents::OTHERS;
use super::units::SearchUnit;

/// How many articles there are for each shard, about.
const PER_SHARD: usize = 20;

/// There are no more shards than this.
const MOST_SHARDS: usize = 8192;

/// How many of all there are, by which the ids of articles are reckoned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub articles: usize,
    pub shards: usize,
    /// The first and the last year of a report; 0 without any.
    pub first: u16,
    pub last: u16,
    pub units: usize,
    /// The room of the owner, and of every other unit.
    pub own: usize,
    pub slots: usize,
}

impl Counts {
    pub fn of(units: &[SearchUnit<'_>]) -> Self {
        let years = || {
            units
                .iter()
                .flat_map(|unit| &unit.contents.reports)
                .copied()
        };
        let (first, last) = (years().min(), years().max());
        let (first, last) = first.zip(last).unwrap_or_default();
        let count = usize::from(last - first) + 1;
        let room = |units: &[SearchUnit<'_>]| {
            let others = units.iter().map(|unit| unit.contents.others);
            (count + usize::from(others.max().unwrap_or(0))).next_power_of_two()
        };
        let articles = units.iter().map(|unit| unit.contents.articles()).sum();
        let (own, hosted) = units.split_at(units.len().min(1));
        Self {
            articles,
            shards: shards_of(articles),
            first,
            last,
            units: units.len(),
            own: room(own),
            slots: room(hosted),
        }
    }

    /// The id of an article: reports from the beginning of their unit's room on, the
    /// others from its end, so that neither moves when there is one more of either.
    pub fn id(&self, rank: usize, number: u16) -> u32 {
        let (start, room) = match rank {
            0 => (0, self.own),
            _ => (self.own + (rank - 1) * self.slots, self.slots),
        };
        let slot = match number < OTHERS {
            true => usize::from(number - self.first),
            false => room - 1 - usize::from(number - OTHERS),
        };
        (start + slot) as u32
    }
}

/// How many shards are made for so many articles: a power of two.
pub fn shards_of(articles: usize) -> usize {
    articles
        .div_ceil(PER_SHARD)
        .next_power_of_two()
        .min(MOST_SHARDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_as_many_as_the_articles_ask_for() {
        let articles = [0, 1, 20, 21, 400, 10_000, 10_241, 100_000, 10_000_000];
        let shards = articles.map(shards_of);
        assert_eq!(shards, [1, 1, 1, 2, 32, 512, 1024, 8192, 8192]);
    }

    #[test]
    fn ids_stand_when_reports_and_pages_are_added() {
        let counts = Counts {
            first: 2020,
            own: 16,
            slots: 8,
            ..Counts::default()
        };
        assert_eq!(counts.id(0, 2020), 0);
        assert_eq!(counts.id(0, OTHERS + 1), 14);
        assert_eq!(counts.id(1, 2021), 17);
        assert_eq!(counts.id(2, OTHERS), 31);
    }
}
