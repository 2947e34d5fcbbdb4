//! `[search]`: whether readers can search the site.

use crate::parse::keys::SEARCH;

use super::reader::{Reader, Table, entry};

/// What `[search]` asks for; a search, if it does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchDoc {
    /// Whether there are the search's page and files.
    pub enabled: bool,
}

impl Default for SearchDoc {
    fn default() -> Self {
        Self { enabled: true }
    }
}

impl Reader<'_> {
    pub(super) fn search(&mut self, table: &Table<'_>) -> SearchDoc {
        self.known(table, SEARCH);
        let mut search = SearchDoc::default();
        if entry(table, SEARCH, "enabled").is_some() {
            search.enabled = self.flag(table, SEARCH, "enabled");
        }
        search
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::config::read;
    use crate::path::SourcePath;

    #[test]
    fn there_is_a_search_unless_the_file_says_otherwise() {
        let asked = |table: &str| {
            let file = SourcePath::new("site.toml").expect("a path");
            let text = format!("{table}\n[site]\nname = \"甲\"\n[organization]\nname = \"甲\"\n");
            let (config, said) = read(&text, &file);
            (config.search.enabled, said.len())
        };
        assert_eq!(asked(""), (true, 0));
        assert_eq!(asked("[search]\nenabled = true"), (true, 0));
        assert_eq!(asked("[检索]\n启用 = false"), (false, 0));
        assert_eq!(asked("[search]\nenabled = \"也许\""), (false, 1));
        assert!(asked("[search]\npages = 3").1 > 0);
    }
}
