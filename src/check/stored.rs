//! How findings are kept in the cache of a build: with the id of their code,
//! which is looked up when they are read.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::diag::{Code, Diagnostic, Edit, Level, Place};

use super::codes::find;

/// The fields of a [`Diagnostic`]; one that is left out does not compile.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Diagnostic")]
struct Stored {
    #[serde(serialize_with = "id", deserialize_with = "code")]
    code: &'static Code,
    level: Level,
    place: Place,
    message: String,
    also: Vec<(Place, String)>,
    help: Option<String>,
    cells: Vec<String>,
    edits: Vec<Edit>,
    allowed: Option<String>,
}

#[derive(Serialize)]
struct Written<'d>(#[serde(serialize_with = "Stored::serialize")] &'d Diagnostic);

#[derive(Deserialize)]
struct Read(#[serde(deserialize_with = "Stored::deserialize")] Diagnostic);

/// Writes findings.
pub fn serialize<S: Serializer>(found: &[Diagnostic], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(found.iter().map(Written))
}

/// Reads findings. It is an error if the program does not have the code of one.
pub fn deserialize<'de, D, L>(from: D) -> Result<L, D::Error>
where
    D: Deserializer<'de>,
    L: From<Vec<Diagnostic>>,
{
    let found: Vec<Read> = Deserialize::deserialize(from)?;
    let found: Vec<Diagnostic> = found.into_iter().map(|Read(one)| one).collect();
    Ok(found.into())
}

fn id<S: Serializer>(code: &Code, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(code.id)
}

fn code<'de, D: Deserializer<'de>>(from: D) -> Result<&'static Code, D::Error> {
    let id = <&str>::deserialize(from)?;
    find(id).ok_or_else(|| D::Error::custom("no such code"))
}
