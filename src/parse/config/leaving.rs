//! `[leaving]`: whether readers are told when a link leads out of government.

use toml::de::DeValue;

use crate::parse::keys::LEAVING;
use crate::parse::site_fields as field;

use super::reader::{Reader, Table, entry};

/// What `[leaving]` states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeavingDoc {
    /// Whether there is a notice. The rules for government sites ask for one, so there
    /// is, unless the file says otherwise.
    pub notice: bool,
    /// Domains that readers are not told about, with all below them.
    pub allow: Vec<String>,
}

impl Default for LeavingDoc {
    fn default() -> Self {
        Self {
            notice: true,
            allow: Vec::new(),
        }
    }
}

impl Reader<'_> {
    pub(super) fn leaving(&mut self, table: &Table<'_>) -> LeavingDoc {
        self.known(table, LEAVING);
        let mut leaving = LeavingDoc::default();
        if entry(table, LEAVING, "notice").is_some() {
            leaving.notice = self.flag(table, LEAVING, "notice");
        }
        let Some((key, value)) = entry(table, LEAVING, "allow") else {
            return leaving;
        };
        let key = key.get_ref();
        let DeValue::Array(list) = value.get_ref() else {
            let help = format!("写成  {key} = [\"www.example.cn\"]");
            self.error(value.span(), format!("“{key}”要写成一列域名"), help);
            return leaving;
        };
        for item in list {
            let DeValue::String(text) = item.get_ref() else {
                let help = "用英文引号把它括起来";
                self.error(item.span(), format!("“{key}”里只能写域名"), help);
                continue;
            };
            let domain = text.trim().trim_start_matches("*.");
            let checked = field::domain(domain).and_then(|()| match domain.contains(':') {
                true => Err("去掉冒号和后面的端口".to_owned()),
                false => Ok(()),
            });
            match checked {
                Ok(()) => leaving.allow.push(domain.to_ascii_lowercase()),
                Err(help) => self.error(item.span(), format!("“{domain}”不是域名"), help),
            }
        }
        leaving
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::config::read;
    use crate::path::SourcePath;

    fn stated(table: &str) -> (LeavingDoc, Vec<String>) {
        let file = SourcePath::new("site.toml").expect("a path");
        let text = format!("{table}\n[site]\nname = \"甲\"\n[organization]\nname = \"甲\"\n");
        let (config, said) = read(&text, &file);
        let said = said.into_iter().map(|one| one.message);
        (config.leaving, said.collect())
    }

    #[test]
    fn readers_are_told_unless_the_file_says_otherwise() {
        assert_eq!(stated(""), (LeavingDoc::default(), Vec::new()));
        let (leaving, said) = stated("[离站提示]\n提示 = false\n不提示 = [\"*.Example.cn\"]");
        assert_eq!(said, [""; 0]);
        assert!(!leaving.notice);
        assert_eq!(leaving.allow, ["example.cn"]);
    }

    #[test]
    fn what_is_no_domain_is_refused() {
        for list in ["\"https://a.cn/\"", "\"a.cn:80\"", "1", "\"a\""] {
            let (leaving, said) = stated(&format!("[leaving]\nallow = [{list}]"));
            assert_eq!((leaving.allow.len(), said.len()), (0, 1), "{list}");
        }
        assert_eq!(stated("[leaving]\nallow = \"a.cn\"").1.len(), 1);
    }
}
