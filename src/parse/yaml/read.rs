//! Reads a document straight from the parser's events into our own values.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::value::EnumAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor,
};

use super::value::{Map, Name, Value};

/// As many keys as this are compared one with the other; hashes of more are
/// kept, because a hostile file may hold a hundred thousand.
const FEW: usize = 32;

/// Reads one document.
pub fn read(text: &str) -> Result<Value<'_>, serde_yaml::Error> {
    let read = |words| Seed { words }.deserialize(serde_yaml::Deserializer::from_str(text));
    // The parser tries to read every key as five kinds of number. A key that
    // cannot be one is asked for as words, where there are no tags to miss;
    // if any key is something else, all is read once more in the general way.
    if !text.contains('!')
        && let Ok(value) = read(true)
    {
        return Ok(value);
    }
    read(false)
}

/// Where the parser stopped, in bytes; it counts lines and characters.
pub fn offset_of(text: &str, error: &serde_yaml::Error) -> Option<usize> {
    let location = error.location()?;
    let lines = text
        .split_inclusive('\n')
        .take(location.line().saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let mut within = text[start..].char_indices().map(|(at, _)| at);
    let column = within.nth(location.column().saturating_sub(1));
    Some(column.map_or(text.len(), |at| start + at))
}

/// Reads a value, and its keys as words only where they must be.
#[derive(Clone, Copy)]
struct Seed {
    words: bool,
}

impl<'t> DeserializeSeed<'t> for Seed {
    type Value = Value<'t>;

    fn deserialize<D: Deserializer<'t>>(self, from: D) -> Result<Value<'t>, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Seed {
    type Value = Value<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any YAML value")
    }

    fn visit_unit<E>(self) -> Result<Value<'t>, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value<'t>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value<'t>, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value<'t>, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value<'t>, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'t>, E> {
        Ok(Value::Number(number.into()))
    }

    // A number of 20 to 38 digits is a reference number and no count. Its
    // digits are asked of the text (`Spot::typed`), as those of a decimal are.
    fn visit_i128<E>(self, number: i128) -> Result<Value<'t>, E> {
        Ok(Value::Number((number as f64).into()))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Value<'t>, E> {
        Ok(Value::Number((number as f64).into()))
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Value<'t>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'t>, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<Value<'t>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Value<'t>, A::Error> {
        let Self { words } = self;
        let mut entries = Map::new();
        let mut known = HashSet::new();
        while let Some(name) = map.next_key_seed(NameSeed { words })? {
            if !is_new(&name, &entries, &mut known) {
                return Err(A::Error::custom("duplicate entry in a map"));
            }
            entries.push((name, map.next_value_seed(self)?));
        }
        Ok(Value::Map(entries))
    }

    fn visit_enum<A: EnumAccess<'t>>(self, tagged: A) -> Result<Value<'t>, A::Error> {
        let value = serde_yaml::Value::deserialize(EnumAccessDeserializer::new(tagged))?;
        Ok(Value::Tagged(Box::new(value)))
    }
}

/// Whether a key is not among the entries; `known` are their hashes
/// if there are many.
fn is_new<'t>(name: &Name<'t>, entries: &Map<'t>, known: &mut HashSet<Name<'t>>) -> bool {
    if entries.len() < FEW {
        return entries.iter().all(|(other, _)| other != name);
    }
    if known.is_empty() {
        known.extend(entries.iter().map(|(name, _)| name.clone()));
    }
    known.insert(name.clone())
}

/// Reads a key in the same way.
struct NameSeed {
    words: bool,
}

impl<'t> DeserializeSeed<'t> for NameSeed {
    type Value = Name<'t>;

    fn deserialize<D: Deserializer<'t>>(self, from: D) -> Result<Name<'t>, D::Error> {
        if self.words {
            return from.deserialize_str(self);
        }
        Ok(match serde_yaml::Value::deserialize(from)? {
            serde_yaml::Value::String(text) => Name::Text(Cow::Owned(text)),
            other => Name::Other(Box::new(other)),
        })
    }
}

impl<'t> Visitor<'t> for NameSeed {
    type Value = Name<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words that cannot mean anything else")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'t str) -> Result<Name<'t>, E> {
        words(text)?;
        Ok(Name::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Name<'t>, E> {
        words(text)?;
        Ok(Name::Text(Cow::Owned(text.to_owned())))
    }
}

/// Refuses what may be a number, true, false or null; a word begins like none
/// of them.
fn words<E: Error>(text: &str) -> Result<(), E> {
    let begins = |byte: u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    let another = ["null", "true", "false"];
    let plain = text.bytes().next().is_some_and(begins)
        && !another.iter().any(|word| text.eq_ignore_ascii_case(word));
    let refusal = || E::custom("a key that may be something else than words");
    plain.then_some(()).ok_or_else(refusal)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `serde_yaml` makes of a text by itself, in our words.
    fn plainly(value: serde_yaml::Value) -> Value<'static> {
        use serde_yaml::Value as Yaml;
        let name = |key| match key {
            Yaml::String(text) => Name::Text(Cow::Owned(text)),
            other => Name::Other(Box::new(other)),
        };
        match value {
            Yaml::Null => Value::Null,
            Yaml::Bool(flag) => Value::Bool(flag),
            Yaml::Number(number) => Value::Number(number),
            Yaml::String(text) => Value::Text(Cow::Owned(text)),
            Yaml::Sequence(items) => Value::List(items.into_iter().map(plainly).collect()),
            Yaml::Mapping(map) => {
                let entries = map.into_iter();
                Value::Map(
                    entries
                        .map(|(key, value)| (name(key), plainly(value)))
                        .collect(),
                )
            }
            tagged => Value::Tagged(Box::new(tagged)),
        }
    }

    /// A value, or what is wrong and where.
    type Outcome = Result<Value<'static>, (Option<usize>, bool)>;

    fn outcome(read: Result<Value<'static>, serde_yaml::Error>) -> Outcome {
        read.map_err(|error| {
            let at = error.location().map(|location| location.index());
            (at, error.to_string().contains("duplicate"))
        })
    }

    fn compare(text: &str) {
        let ours = read(text).map(Value::into_owned);
        let parsers = serde_yaml::from_str(text).map(plainly);
        assert_eq!(outcome(ours), outcome(parsers), "{text:?}");
    }

    #[test]
    fn keys_and_values_are_those_of_the_parser() {
        let scalars = [
            "",
            "~",
            "null",
            "Null",
            "nULL",
            "true",
            "True",
            "FALSE",
            "no",
            "2022",
            "0x1F",
            "0o7",
            "-1",
            "+5",
            "1e3",
            "1.50",
            "007",
            "1_000",
            ".inf",
            "-.inf",
            ".nan",
            "inf",
            "NaN",
            "infinity",
            "甲",
            "a b",
            "2023-01-20",
            "\"2022\"",
            "'true'",
            "\"\"",
            "\"a\\nb\"",
            "!x a",
            "!x 1",
            "!x",
            "! a",
            "!!str 1",
            "!!int a",
            "!!int 1",
            "*a",
            "&a 1",
            "[1, 2]",
            "{a: 1}",
            "[]",
            "{}",
            "{b: 1, b: 2}",
            "[{c: 1}, [~]]",
            "340282366920938463463374607431768211456",
            "!x {a: 1}",
            "!x [1]",
            "!x {a: 1, a: 2}",
            "|\n  a\n  b\n",
            "-",
            "\u{3000}",
            "\u{e9}",
        ];
        for one in scalars {
            compare(one);
            compare(&format!("- {one}\n- 1\n"));
            compare(&format!("a: {one}\nb: 1\n"));
            compare(&format!("{one}: 1\nb: 1\n"));
            compare(&format!("? {one}\n: 1\n"));
            for other in scalars {
                compare(&format!("? {one}\n: 1\n? {other}\n: 2\n"));
                compare(&format!("{{{one}: {other}, x: 1}}"));
            }
        }
    }

    #[test]
    fn a_key_that_stands_twice_is_found_among_few_and_many() {
        for count in [1, FEW - 1, FEW, FEW + 1, 3 * FEW] {
            let all: String = (0..count).map(|at| format!("k{at}: {at}\n")).collect();
            compare(&all);
            for again in [0, count / 2, count - 1] {
                compare(&format!("{all}k{again}: 0\n"));
                compare(&format!("{all}? [{again}]\n: 0\n? [{again}]\n: 0\n"));
            }
        }
    }

    #[test]
    fn a_number_of_any_length_is_a_number() {
        for digits in 1..60 {
            for sign in ["", "-"] {
                let number = format!("{sign}{}", "7".repeat(digits));
                let text = format!("a: {number}\n");
                let value = read(&text).expect("a document");
                let Value::Map(entries) = value else {
                    panic!("{text}");
                };
                assert!(matches!(entries[0].1, Value::Number(_)), "{text}");
            }
        }
    }

    #[test]
    fn anchors_and_documents_are_those_of_the_parser() {
        for text in [
            "a: &x {b: 1}\nc: *x\n",
            "a: &x 甲\n*x : 1\n",
            "&x a: 1\nb: *x\n",
            "a: *y\n",
            "--- a\n--- b\n",
            "%YAML 1.2\n---\na: 1\n",
            "# nothing\n",
            "a: 1\n...\nb",
            "a: [1\n",
            "a: \"\n",
            "\u{feff}a: 1",
        ] {
            compare(text);
        }
        let mut bomb = "a0: &a0 [1]\n".to_owned();
        for at in 1..30 {
            let before = at - 1;
            bomb += &format!("a{at}: &a{at} [*a{before}, *a{before}]\n");
        }
        compare(&bomb);
        compare(&"[".repeat(200));
    }
}
