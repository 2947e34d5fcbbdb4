//! The names that a template can use, and the nearest of them.

use crate::prose::closest;

/// What the engine has, all of it (Tera 2.4).
pub const FILTERS: [&str; 37] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];
pub const TESTS: [&str; 17] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];
pub const FUNCTIONS: [&str; 3] = ["range", "super", "throw"];

/// Says which field is missing, and which there are.
pub fn absent(said: &str) -> Option<(String, String)> {
    let (what, there) = said.split_once(" is not defined.")?;
    let kinds = [("Field `", "字段"), ("Variable `", "变量")];
    let (name, kind) = kinds
        .iter()
        .find_map(|(start, kind)| Some((what.strip_prefix(start)?, kind)))?;
    let name = name.trim_end_matches('`');
    let listed = there.split_once(": ").map_or("", |(_, names)| names);
    let help = match listed {
        "" => "这里什么也没有；检查前面的名字".to_owned(),
        _ => nearest(
            name,
            listed.split(", "),
            &format!("这里有：{}", listed.replace(", ", "、")),
        ),
    };
    Some((format!("模板用了没有的{kind} {name}"), help))
}

/// A question for the nearest name, if one is near, and what else there is to say.
pub fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>, rest: &str) -> String {
    match closest(name, names) {
        Some(near) => format!("是不是 {near}？{rest}"),
        None => rest.to_owned(),
    }
}
