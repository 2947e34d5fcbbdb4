//! A table of TOML, asked for its entries by their keys in either language.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::{Diagnostic, Level, Place, codes};
use crate::parse::keys::{HOSTED, Key, PORTAL, TABLES, is_among};
use crate::parse::site_fields as field;
use crate::path::SourcePath;
use crate::prose::closest;

pub type Table<'t> = DeTable<'t>;
pub type Entry<'t, 'i> = (&'t Spanned<Cow<'i, str>>, &'t Spanned<DeValue<'i>>);

/// An entry by its key in either language.
pub fn entry<'t, 'i>(table: &'t Table<'i>, keys: &[Key], id: &str) -> Option<Entry<'t, 'i>> {
    let key = keys.iter().find(|key| key.id == id);
    let english = table.get_key_value(id);
    english.or_else(|| table.get_key_value(key?.name))
}

/// Reads tables, and collects what is wrong with them.
pub struct Reader<'f> {
    pub file: &'f SourcePath,
    pub diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Refuses keys that are not known, and those that stand there in both languages.
    pub fn known(&mut self, table: &Table<'_>, keys: &[Key]) {
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            let known = keys
                .iter()
                .find(|known| known.id == name || known.name == name);
            let Some(known) = known else {
                if is_among(name, HOSTED) {
                    self.hosted(key.span(), name);
                    continue;
                }
                let names = keys.iter().flat_map(|key| [key.id, key.name]);
                let help = match closest(name, names) {
                    Some(near) => format!("是不是 {near}？"),
                    None => {
                        let names = keys.iter().map(|key| format!("{}（{}）", key.id, key.name));
                        format!("这里可以写：{}", names.collect::<Vec<_>>().join("、"))
                    }
                };
                self.error(key.span(), format!("没有“{name}”这一项"), help);
                continue;
            };
            if name == known.name && table.contains_key(known.id) {
                let message = format!("“{}”写了两次（“{}”就是“{name}”）", known.name, known.id);
                self.error(key.span(), message, "留下一个，删掉另一个");
            }
        }
    }

    /// What is said of a unit among others, and the owner of a site stands above them.
    fn hosted(&mut self, span: Range<usize>, name: &str) {
        let message = format!("“{name}”只在下属单位的 unit.yaml 里写，主办本站的单位没有这一项");
        let help = "删掉这一行；本站属于哪个网站，写在 [site] 的 portal 里";
        self.error(span, message, help);
    }

    /// A site or an organization without a name.
    pub fn nameless(&mut self, top: &Table<'_>, table: &str, keys: &[Key]) {
        // A table of another name may be the one that is missed.
        let known = |name: &str| TABLES.iter().any(|key| key.id == name || key.name == name);
        if top.keys().any(|key| !known(key.get_ref())) {
            return;
        }
        let stated = entry(top, TABLES, table).and_then(|(key, value)| match value.get_ref() {
            DeValue::Table(inner) => Some((key, entry(inner, keys, "name"))),
            _ => None,
        });
        let (message, span, help) = match stated {
            Some((_, Some((key, value)))) => (
                format!("[{table}] 的 {} 是空的", key.get_ref()),
                Some(value.span()),
                format!("写上全称：改成  {} = \"单位全称\"", key.get_ref()),
            ),
            Some((key, None)) => (
                format!("[{}] 里没有写 name", key.get_ref()),
                Some(key.span()),
                "在它下面加一行  name = \"单位全称\"".to_owned(),
            ),
            None => (
                format!("没有 [{table}] 这一组"),
                None,
                format!("在文件里加两行：[{table}] 和  name = \"单位全称\""),
            ),
        };
        let refused = |one: &Diagnostic| one.place.span.is_some() && one.place.span == span;
        if self.diagnostics.iter().any(refused) {
            return;
        }
        let place = span.map_or(Place::file(self.file), |span| Place::span(self.file, span));
        let said = Diagnostic::error(&codes::SITE, place, message);
        self.diagnostics.push(said.help(help));
    }

    pub fn table<'t>(
        &mut self,
        table: &'t Table<'t>,
        keys: &[Key],
        id: &str,
    ) -> Option<&'t Table<'t>> {
        let (key, value) = entry(table, keys, id)?;
        let key = key.get_ref();
        match value.get_ref() {
            DeValue::Table(inner) => Some(inner),
            _ => {
                let help = format!("写成 [{key}]，下面一行一项");
                self.error(value.span(), format!("“{key}”要写成一组"), help);
                None
            }
        }
    }

    /// The same; one that is empty is told, since somebody may believe it filled in.
    pub fn stated(
        &mut self,
        table: &Table<'_>,
        keys: &[Key],
        id: &str,
        check: field::Check,
    ) -> Option<String> {
        if id != "name" && is_empty(table, keys, id) {
            self.empty(table, keys, id, "\"\"");
            return None;
        }
        self.text(table, keys, id, check)
    }

    pub fn empty(&mut self, table: &Table<'_>, keys: &[Key], id: &str, value: &str) {
        let Some((key, stated)) = entry(table, keys, id) else {
            return;
        };
        let name = key.get_ref();
        let place = Place::span(self.file, stated.span());
        let message = format!("{name} 是空的，等于没有写");
        let said = Diagnostic::new(&codes::SITE, Level::Info, place, message);
        let help = format!("写上内容；没有就在行首加 #，改成  #{name} = {value}");
        self.diagnostics.push(said.help(help));
    }

    /// One line of text that `check` accepts; empty counts as not given.
    pub fn text(
        &mut self,
        table: &Table<'_>,
        keys: &[Key],
        id: &str,
        check: field::Check,
    ) -> Option<String> {
        let (key, value) = entry(table, keys, id)?;
        let name = key.get_ref();
        let DeValue::String(text) = value.get_ref() else {
            let help = format!("写成  {name} = \"内容\"");
            self.error(value.span(), format!("“{name}”要写成文字"), help);
            return None;
        };
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        if let Err(help) = check(text) {
            // A help that ends with a value shows it in its line.
            let help = match help.rsplit_once("改成  ") {
                Some((before, mended)) => format!("{before}改成  {name} = \"{mended}\""),
                None => help,
            };
            self.error(value.span(), format!("“{text}”不能用作 {name}"), help);
            return None;
        }
        Some(text.to_owned())
    }

    /// A name with an address; `None` if there is not both, which is told.
    pub fn link(
        &mut self,
        table: &Table<'_>,
        key: &str,
        check: field::Check,
    ) -> Option<(String, String)> {
        let name = self.text(table, PORTAL, "name", field::any);
        let url = self.text(table, PORTAL, "url", check);
        self.both(table, key, &name, &url);
        name.zip(url)
    }

    /// A name without an address, or the other way round, would not be shown.
    fn both(&mut self, table: &Table<'_>, key: &str, name: &Option<String>, url: &Option<String>) {
        let (given, lacking) = match (name, url) {
            (Some(_), None) => ("name", "url"),
            (None, Some(_)) => ("url", "name"),
            _ => return,
        };
        // What was refused has been said; what is empty or absent has not.
        let is_absent = entry(table, PORTAL, lacking).is_none();
        if (is_absent || is_empty(table, PORTAL, lacking))
            && let Some((_, value)) = entry(table, PORTAL, given)
        {
            let help = format!("名称和网址都写上，或者把 {given} 也空着");
            let message = format!("{key} 只写了 {given}，没有写 {lacking}");
            self.error(value.span(), message, help);
        }
    }

    /// True or false; what is absent is false.
    pub fn flag(&mut self, table: &Table<'_>, keys: &[Key], id: &str) -> bool {
        let Some((key, value)) = entry(table, keys, id) else {
            return false;
        };
        match value.get_ref() {
            DeValue::Boolean(flag) => *flag,
            DeValue::String(text) if text.trim() == "是" => true,
            DeValue::String(text) if text.trim() == "否" => false,
            _ => {
                let name = key.get_ref();
                let help = format!("改成  {name} = true，不要就改成  {name} = false");
                self.error(value.span(), format!("“{name}”只能写 true 或 false"), help);
                false
            }
        }
    }

    pub fn error(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = Place::span(self.file, span);
        self.diagnostics
            .push(Diagnostic::error(&codes::SITE, place, message).help(help));
    }
}

/// Whether an entry stands there with nothing in its quotes.
pub fn is_empty(table: &Table<'_>, keys: &[Key], id: &str) -> bool {
    entry(table, keys, id).is_some_and(|(_, value)| match value.get_ref() {
        DeValue::String(text) => text.trim().is_empty(),
        _ => false,
    })
}
