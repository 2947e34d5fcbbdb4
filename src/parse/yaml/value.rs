//! The values of a document: words are borrowed from the text, and a map is
//! its entries in the order written.

use std::borrow::Cow;

use serde_yaml::Number;

/// A value as YAML understands it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'t> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'t, str>),
    List(Vec<Value<'t>>),
    Map(Map<'t>),
    /// A value with a tag such as `!x`, which no file of a site needs.
    Tagged(Box<serde_yaml::Value>),
}

/// The entries of a map, in the order written; no key is in it twice.
pub type Map<'t> = Vec<(Name<'t>, Value<'t>)>;

/// The key of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Name<'t> {
    Text(Cow<'t, str>),
    /// A number, a list and whatever else YAML allows and we refuse.
    Other(Box<serde_yaml::Value>),
}

impl Value<'_> {
    /// The value without its text.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(flag) => Value::Bool(flag),
            Self::Number(number) => Value::Number(number),
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::List(items) => Value::List(items.into_iter().map(Value::into_owned).collect()),
            Self::Map(entries) => {
                let entries = entries.into_iter();
                Value::Map(
                    entries
                        .map(|(name, value)| (name.into_owned(), value.into_owned()))
                        .collect(),
                )
            }
            Self::Tagged(value) => Value::Tagged(value),
        }
    }

    /// Puts a dash back for the character that replaced it (`guard::bare_dashes`).
    pub fn restore_dashes(&mut self, stand_in: char) {
        let dashed = |text: &mut Cow<'_, str>| {
            if text.contains(stand_in) {
                *text = Cow::Owned(text.replace(stand_in, "-"));
            }
        };
        match self {
            Self::Text(text) => dashed(text),
            Self::List(items) => items
                .iter_mut()
                .for_each(|item| item.restore_dashes(stand_in)),
            Self::Map(entries) => {
                for (name, value) in entries {
                    if let Name::Text(text) = name {
                        dashed(text);
                    }
                    value.restore_dashes(stand_in);
                }
            }
            _ => {}
        }
    }

    /// The text of a scalar as it is read; only the file shows how it is typed.
    pub fn scalar(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone().into_owned()),
            Self::Number(number) => Some(number.to_string()),
            Self::Bool(flag) => Some(flag.to_string()),
            _ => None,
        }
    }

    /// Nothing, with or without a tag.
    pub fn is_null(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Tagged(value) => value.is_null(),
            _ => false,
        }
    }
}

impl Name<'_> {
    /// The key as text, with or without a tag.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Other(value) => value.as_str(),
        }
    }

    /// The key for a message; empty if it is neither text nor number.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone().into_owned(),
            Self::Other(value) => match &**value {
                serde_yaml::Value::Number(number) => number.to_string(),
                serde_yaml::Value::Bool(flag) => flag.to_string(),
                _ => String::new(),
            },
        }
    }

    fn into_owned(self) -> Name<'static> {
        match self {
            Self::Text(text) => Name::Text(Cow::Owned(text.into_owned())),
            Self::Other(value) => Name::Other(value),
        }
    }
}
