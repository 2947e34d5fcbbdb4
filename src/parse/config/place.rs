//! What `[organization]` says of the owner's past: its former names, and since when and
//! until when it is there.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::parse::keys::{FORMER, OWNER};
use crate::parse::site_fields as field;
use crate::parse::unit_place::{DayOrYear, FormerName, UnitPlace, year};

use super::reader::{Reader, Table, entry};

type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    /// Reads the owner's past.
    pub fn place(&mut self, table: &Table<'_>, place: &mut UnitPlace) {
        let mut day = |id: &str| {
            let stated = self.stated(table, OWNER, id, field::day_or_year)?;
            DayOrYear::parse(&stated)
        };
        place.established = day("established");
        place.abolished = day("abolished");
        if let Some((_, value)) = entry(table, OWNER, "former_names") {
            place.set_former_names(self.former_names(value));
        }
        if let Some((key, message, help)) = place.fault()
            && let Some((_, value)) = entry(table, OWNER, key)
        {
            self.error(value.span(), message, help);
        }
    }

    /// One name, or a list of them, each alone or with the year until which it was used.
    fn former_names(&mut self, value: &Value<'_>) -> Vec<FormerName> {
        match value.get_ref() {
            DeValue::Array(list) => {
                let names = list.iter().filter_map(|item| self.former_name(item));
                names.collect()
            }
            _ => self.former_name(value).into_iter().collect(),
        }
    }

    fn former_name(&mut self, value: &Value<'_>) -> Option<FormerName> {
        match value.get_ref() {
            DeValue::String(text) => {
                let name = text.trim().to_owned();
                (!name.is_empty()).then_some(FormerName { name, until: None })
            }
            DeValue::Table(table) => {
                self.known(table, FORMER);
                let until = self.until(table);
                match self.text(table, FORMER, "name", field::any) {
                    Some(name) => Some(FormerName { name, until }),
                    None => self.nameless_past(value.span()),
                }
            }
            _ => self.nameless_past(value.span()),
        }
    }

    fn until(&mut self, table: &Table<'_>) -> Option<u16> {
        let (key, value) = entry(table, FORMER, "until")?;
        let read = typed(value).and_then(|typed| year(&typed));
        if read.is_none() {
            let message = format!("“{}”要写成四位年份", key.get_ref());
            let help = format!("写用这个名称的最后一年，如  {} = 2020", key.get_ref());
            self.error(value.span(), message, help);
        }
        read
    }

    fn nameless_past(&mut self, span: Range<usize>) -> Option<FormerName> {
        let help = "写成  former_names = [\"原来的全称\"]，知道到哪一年就写  [{ name = \"原来的全称\", until = 2020 }]";
        self.error(span, "曾用名没有写名称", help);
        None
    }
}

/// A number, with quotes or without.
fn typed(value: &Value<'_>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::config::read;
    use crate::parse::organization::{DayOrYear, FormerName};
    use crate::path::SourcePath;

    const NAMES: &str = "[site]\nname = \"甲\"\n[organization]\nname = \"甲\"\n";

    #[test]
    fn the_past_of_the_owner_is_read_as_that_of_a_unit() {
        let file = SourcePath::new("site.toml").expect("a path");
        for (text, until) in [
            ("former_names = \"乙\"", None),
            ("曾用名 = [\"乙\"]", None),
            (
                "former_names = [{ \"名称\" = \"乙\", \"到\" = 2020 }]",
                Some(2020),
            ),
            (
                "former_names = { name = \"乙\", until = \"2020\" }",
                Some(2020),
            ),
        ] {
            let (config, said) = read(
                &format!("{NAMES}{text}\n设立 = \"2019-07-01\"\nabolished = \"2030\"\n"),
                &file,
            );
            assert_eq!(said, [], "{text}");
            let place = config.organization.place;
            let name = "乙".to_owned();
            assert_eq!(place.former_names, [FormerName { name, until }], "{text}");
            assert_eq!(place.established, DayOrYear::parse("2019-07-01"));
            assert_eq!(place.abolished, Some(DayOrYear::Year(2030)));
        }
    }

    #[test]
    fn what_the_owner_cannot_have_is_refused_at_its_place() {
        let file = SourcePath::new("site.toml").expect("a path");
        for (text, word, help) in [
            ("parent = \"b\"", "parent", "portal"),
            ("次序 = \"1\"", "次序", "portal"),
            ("established = \"去年\"", "\"去年\"", "2021"),
            (
                "former_names = [{ until = 2020 }]",
                "{ until = 2020 }",
                "name",
            ),
            (
                "former_names = [{ name = \"乙\", until = 20 }]",
                "20",
                "2020",
            ),
            (
                "established = \"2024\"\nabolished = \"2019\"",
                "\"2019\"",
                "核对",
            ),
        ] {
            let text = format!("{NAMES}{text}\n");
            let (_, said) = read(&text, &file);
            let [one] = said.as_slice() else {
                panic!("{text} {said:?}");
            };
            assert_eq!(
                one.place.span.clone().map(|span| &text[span]),
                Some(word),
                "{text}"
            );
            assert!(
                one.help.as_ref().is_some_and(|said| said.contains(help)),
                "{one:?}"
            );
        }
    }
}
