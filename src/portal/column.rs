//! The portal's columns: which there are, what they are called, and in which order.

use crate::parse::config::{ColumnDoc, FIXED, official};

/// A column of the portal (standards P03, V/M: the four columns and 依申请公开).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Guide,
    Policies,
    Disclosure,
    /// The annual reports, which are no pages of a column.
    Reports,
    Apply,
    /// A folder of the site's own that `site.toml` makes a column, by its position there.
    Own(usize),
    /// A page of the site's own choosing.
    Other,
}

/// The columns that every portal has, as `FIXED` has them.
const EVERYWHERE: [Column; FIXED.len()] = [
    Column::Guide,
    Column::Policies,
    Column::Disclosure,
    Column::Reports,
    Column::Apply,
];

impl Column {
    /// Whether the column is a list of pages rather than a page of its own.
    pub fn is_listed(self) -> bool {
        matches!(self, Self::Policies | Self::Disclosure | Self::Own(_))
    }

    /// The column that lists the pages of a folder in `content/`.
    pub(super) fn of_folder(folder: &str, columns: &[ColumnDoc]) -> Option<Self> {
        let own = || {
            columns
                .iter()
                .position(|one| one.is_own() && one.folder == folder)
        };
        let fixed = FIXED.iter().zip(EVERYWHERE);
        let fixed = fixed.filter(|(_, column)| column.is_listed());
        let mut fixed = fixed.filter(|((name, _), _)| *name == folder);
        fixed
            .next()
            .map(|(_, column)| column)
            .or_else(|| own().map(Self::Own))
    }

    /// The name of its folder, or of its file without its ending.
    pub fn folder(self, columns: &[ColumnDoc]) -> Option<&str> {
        match self {
            Self::Own(at) => Some(&columns.get(at)?.folder),
            _ => self.fixed().map(|(folder, _)| folder),
        }
    }

    /// Its name, if it has one that no page of it decides.
    pub fn name(self, columns: &[ColumnDoc]) -> Option<&str> {
        match self {
            Self::Own(at) => Some(&columns.get(at)?.name),
            _ => self.official(),
        }
    }

    /// What it is called everywhere.
    pub fn official(self) -> Option<&'static str> {
        self.fixed().map(|(_, name)| name)
    }

    fn fixed(self) -> Option<(&'static str, &'static str)> {
        let mut fixed = EVERYWHERE.iter().zip(FIXED);
        fixed.find(|(one, _)| **one == self).map(|(_, names)| names)
    }

    /// All columns in the site's order: those that it names as it names them, the
    /// others in their official order behind them. Where it names none but its own,
    /// these come after all others.
    pub fn in_order(columns: &[ColumnDoc]) -> Vec<Self> {
        let named =
            columns
                .iter()
                .enumerate()
                .filter_map(|(at, one)| match official(&one.folder) {
                    Some(name) => EVERYWHERE
                        .into_iter()
                        .find(|column| column.official() == Some(name)),
                    None => Some(Self::Own(at)),
                });
        let mut order: Vec<Self> = named.collect();
        let others = EVERYWHERE
            .into_iter()
            .filter(|column| !order.contains(column));
        let others: Vec<Self> = others.collect();
        let at = match others.len() == EVERYWHERE.len() {
            true => 0,
            false => order.len(),
        };
        order.splice(at..at, others);
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(folders: &[&str]) -> Vec<String> {
        let columns = folders.iter().map(|folder| ColumnDoc {
            folder: (*folder).to_owned(),
            name: (*folder).to_owned(),
            span: 0..0,
        });
        let columns: Vec<ColumnDoc> = columns.collect();
        let order = Column::in_order(&columns);
        let folder = |column: &Column| column.folder(&columns).map(str::to_owned);
        order.iter().filter_map(folder).collect()
    }

    #[test]
    fn the_site_decides_the_order_and_nothing_is_lost() {
        let official = ["guide", "policies", "disclosure", "reports", "apply"];
        assert_eq!(order(&[]), official);
        assert_eq!(
            order(&["news", "video"]),
            [&official[..], &["news", "video"]].concat()
        );
        assert_eq!(
            order(&["reports", "news"]),
            [
                "reports",
                "news",
                "guide",
                "policies",
                "disclosure",
                "apply"
            ]
        );
        assert_eq!(
            order(&[
                "news",
                "apply",
                "reports",
                "disclosure",
                "policies",
                "guide"
            ]),
            [
                "news",
                "apply",
                "reports",
                "disclosure",
                "policies",
                "guide"
            ]
        );
    }

    #[test]
    fn only_lists_are_known_by_their_folder() {
        assert_eq!(Column::of_folder("policies", &[]), Some(Column::Policies));
        assert_eq!(Column::of_folder("guide", &[]), None);
        assert_eq!(Column::of_folder("reports", &[]), None);
        assert_eq!(Column::of_folder("news", &[]), None);
    }
}
