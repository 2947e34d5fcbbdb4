//! `[pages]` and `[accessibility]`: the pages that help to use the site, and whom to tell
//! of what stands in a reader's way.

use crate::parse::absent::says_nothing;
use crate::parse::keys::{Key, PAGES, SITE};
use crate::parse::site_fields as field;

use super::ConfigDoc;
use super::reader::{Reader, Table, entry, is_empty};

/// Which of the pages there are that help to use the site; all, if the file does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PagesDoc {
    /// 名词解释.
    pub terms: bool,
    /// 网站地图.
    pub map: bool,
    /// 无障碍声明.
    pub accessibility: bool,
}

impl Default for PagesDoc {
    fn default() -> Self {
        Self {
            terms: true,
            map: true,
            accessibility: true,
        }
    }
}

impl Reader<'_> {
    pub(super) fn pages(&mut self, table: &Table<'_>) -> PagesDoc {
        self.known(table, PAGES);
        let mut asked = |id| entry(table, PAGES, id).is_none() || self.flag(table, PAGES, id);
        PagesDoc {
            terms: asked("terms"),
            map: asked("map"),
            accessibility: asked("accessibility"),
        }
    }

    /// Ways to reach somebody, in the order of the file's keys.
    pub(super) fn ways(
        &mut self,
        table: &Table<'_>,
        keys: &'static [Key],
    ) -> Vec<(&'static str, String)> {
        self.known(table, keys);
        let given = keys.iter().filter_map(|key| {
            let text = self.stated(table, keys, key.id, field::any)?;
            Some((key.id, text))
        });
        // As in `unit.yaml`, a dash or 无 says that there is none.
        given.filter(|(_, text)| !says_nothing(text)).collect()
    }

    /// The link to 找错 names the site by its number, so without one it leads nowhere.
    pub(super) fn jiucuo(&mut self, site: &Table<'_>, config: &mut ConfigDoc) {
        config.jiucuo = self.flag(site, SITE, "jiucuo");
        let is_numbered =
            entry(site, SITE, "id_code").is_some() && !is_empty(site, SITE, "id_code");
        if let Some((key, value)) =
            entry(site, SITE, "jiucuo").filter(|_| config.jiucuo && !is_numbered)
        {
            let message = format!("{} 要用网站标识码，没有写网站标识码", key.get_ref());
            self.error(
                value.span(),
                message,
                "加一行  id_code = \"网站标识码\"；没有标识码就删掉这一行",
            );
        }
        config.jiucuo &= config.id_code.is_some();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::config::read;
    use crate::path::SourcePath;

    fn asked(tables: &str) -> (ConfigDoc, Vec<String>) {
        let file = SourcePath::new("site.toml").expect("a path");
        let text = format!("{tables}\n[organization]\nname = \"甲\"\n");
        let (config, said) = read(&text, &file);
        (config, said.into_iter().map(|one| one.message).collect())
    }

    const SITE: &str = "[site]\nname = \"甲\"\n";

    #[test]
    fn all_pages_are_there_unless_the_file_says_otherwise() {
        let (config, said) = asked(SITE);
        assert_eq!((config.pages, said), (PagesDoc::default(), vec![]));
        let (config, said) = asked(&format!(
            "{SITE}[网页]\n名词解释 = false\nmap = false\n[无障碍]\n联系电话 = \"0000-1\"\n电子邮箱 = \"无\""
        ));
        assert_eq!(said, [""; 0]);
        let pages = config.pages;
        assert!(!pages.terms && !pages.map && pages.accessibility);
        assert_eq!(config.accessibility, [("phone", "0000-1".to_owned())]);
        let (config, said) = asked(&format!("{SITE}[pages]\nterm = false\nmap = \"不要\""));
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(config.pages.terms && !config.pages.map);
    }

    #[test]
    fn marks_of_the_government_have_their_formats() {
        let code = "0123456789ABCDEF0123456789abcdef";
        let (config, said) = asked(&format!(
            "{SITE}id_code = \"9999990001\"\nconac = \"{code}\"\njiucuo = true"
        ));
        assert_eq!(said, [""; 0]);
        assert_eq!((config.conac.as_deref(), config.jiucuo), (Some(code), true));
        let (config, said) = asked(&format!(
            "{SITE}conac = \"https://bszs.conac.cn/sitename?method=show&id={code}\"\n找错 = true"
        ));
        assert_eq!(config.conac, None);
        assert!(!config.jiucuo);
        assert!(said[0].contains("不能用作 conac"), "{said:?}");
        assert!(said[1].contains("没有写网站标识码"), "{said:?}");
    }
}
