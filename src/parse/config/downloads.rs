//! `[downloads]`: in which formats each report is offered, and whether all data is.

use toml::de::DeValue;

use crate::parse::keys::DOWNLOADS;
use crate::prose::closest;

use super::reader::{Reader, Table, entry};

/// The formats that a report can be offered in, and what people call them.
pub const KNOWN: [(&str, &str); 4] = [
    ("docx", "Word"),
    ("xlsx", "Excel"),
    ("csv", "CSV"),
    ("json", "JSON"),
];

/// What `[downloads]` asks for; everything, if it does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DownloadsDoc {
    formats: Vec<&'static str>,
    /// Whether there are the pages and files of all data of a unit and of the site.
    pub data: bool,
}

impl Default for DownloadsDoc {
    fn default() -> Self {
        Self {
            formats: KNOWN.iter().map(|(id, _)| *id).collect(),
            data: true,
        }
    }
}

impl DownloadsDoc {
    /// Whether reports are offered in this format.
    pub fn offers(&self, format: &str) -> bool {
        self.formats.contains(&format)
    }
}

impl Reader<'_> {
    pub(super) fn downloads(&mut self, table: &Table<'_>) -> DownloadsDoc {
        self.known(table, DOWNLOADS);
        let mut downloads = DownloadsDoc::default();
        if entry(table, DOWNLOADS, "data").is_some() {
            downloads.data = self.flag(table, DOWNLOADS, "data");
        }
        let Some((_, value)) = entry(table, DOWNLOADS, "formats") else {
            return downloads;
        };
        const SHAPE: &str =
            "写成  formats = [\"docx\", \"xlsx\", \"csv\", \"json\"]；都不要就写  []";
        let DeValue::Array(list) = value.get_ref() else {
            self.error(value.span(), "下载格式要写成一列", SHAPE);
            return downloads;
        };
        downloads.formats.clear();
        for item in list {
            let DeValue::String(text) = item.get_ref() else {
                self.error(item.span(), "下载格式要用英文引号括起来", SHAPE);
                continue;
            };
            let written = text.trim().trim_start_matches('.');
            let named = |(id, name): &&(&str, &str)| {
                written.eq_ignore_ascii_case(id) || written.eq_ignore_ascii_case(name)
            };
            match KNOWN.iter().find(named) {
                Some((id, _)) => downloads.formats.push(id),
                None => {
                    let names = KNOWN.iter().flat_map(|(id, name)| [*id, *name]);
                    let help = match closest(written, names) {
                        Some(near) => format!("是不是 {near}？"),
                        None => "可以写：docx、xlsx、csv、json".to_owned(),
                    };
                    self.error(item.span(), format!("没有“{written}”这种下载格式"), help);
                }
            }
        }
        downloads
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::config::read;
    use crate::path::SourcePath;

    fn asked(table: &str) -> (DownloadsDoc, Vec<String>) {
        let file = SourcePath::new("site.toml").expect("a path");
        let text = format!("{table}\n[site]\nname = \"甲\"\n[organization]\nname = \"甲\"\n");
        let (config, said) = read(&text, &file);
        let said = said.into_iter().map(|one| one.message);
        (config.downloads, said.collect())
    }

    #[test]
    fn everything_is_offered_unless_the_file_says_otherwise() {
        let offered = |downloads: &DownloadsDoc| {
            let known = KNOWN.iter().map(|(id, _)| *id);
            known.filter(|id| downloads.offers(id)).collect::<Vec<_>>()
        };
        let (all, said) = asked("");
        assert_eq!(said, [""; 0]);
        assert_eq!((offered(&all).len(), all.data), (4, true));
        let (some, said) = asked("[下载]\n格式 = [\"Word\", \".CSV\"]\n数据 = false");
        assert_eq!(said, [""; 0]);
        assert_eq!((offered(&some), some.data), (vec!["docx", "csv"], false));
        assert_eq!(offered(&asked("[downloads]\nformats = []").0), [""; 0]);
    }

    #[test]
    fn a_format_that_is_not_known_is_refused() {
        let (_, said) = asked("[downloads]\nformats = [\"pdf\"]");
        assert_eq!(said, ["没有“pdf”这种下载格式"]);
        assert_eq!(asked("[downloads]\nformats = \"docx\"").1.len(), 1);
    }
}
