//! What `unit.yaml` says of a unit among others, and of its past.

use serde_json::{Value, json};

use crate::parse::organization::FORMER;
use crate::prose::dates::YEARS;

use super::keys::{Keys, words};

/// What one of these keys takes.
pub fn of_unit(key: &str) -> Value {
    match key {
        "parent" => {
            id("上级单位的代号，就是它在 content/units/ 里的文件夹名；归本站主办单位直接管的不写")
        }
        "merged_into" => id("撤并以后并入的单位的代号"),
        "order" => json!({
            "description": "在同级单位里排第几，整数；不写的排在写了的后面",
            "anyOf": [
                {"type": ["integer", "null"], "minimum": 0, "maximum": u32::MAX},
                {"type": "string", "pattern": "^\\s*[0-9]{0,9}\\s*$"},
            ],
        }),
        "established" => {
            day_or_year("设立的日期，如 2021-03-01；只知道年份就写 2021。以前的年份不算缺年报")
        }
        "abolished" => {
            day_or_year("撤销、合并的日期，如 2024-03-01；只知道年份就写 2024。这一年起不算缺年报")
        }
        _ => former_names(),
    }
}

fn id(description: &str) -> Value {
    json!({
        "description": description,
        "type": ["string", "number", "null"],
        "pattern": "^[^/\\\\.]*$",
    })
}

fn day_or_year(description: &str) -> Value {
    json!({
        "description": description,
        "anyOf": [
            {"type": "integer", "minimum": YEARS.start(), "maximum": YEARS.end()},
            {"type": "null"},
            {"type": "string", "pattern": "^\\s*([0-9]{4}(-[0-9]{2}-[0-9]{2})?)?\\s*$"},
        ],
    })
}

/// One name, or a list of them, each alone or with the year until which it was used.
fn former_names() -> Value {
    let mut keys = Keys::default();
    for key in FORMER {
        let value = match key.id {
            "name" => words("原来的全称"),
            _ => json!({
                "description": "用这个名称的最后一年，如 2020",
                "anyOf": [
                    {"type": "integer", "minimum": YEARS.start(), "maximum": YEARS.end()},
                    {"type": "null"},
                    {"type": "string", "pattern": "^\\s*([0-9]{4})?\\s*$"},
                ],
            }),
        };
        keys.add(key.name, &[key.id.to_owned()], value);
    }
    let mut dated = keys.object("");
    dated["type"] = json!("object");
    dated["anyOf"] = json!([{"required": [FORMER[0].name]}, {"required": [FORMER[0].id]}]);
    let name = words("");
    json!({
        "description": "原来的名称，一个或者几个；知道用到哪一年就写 {名称: 原来的全称, 到: 2020}",
        "anyOf": [name, dated, {"type": "array", "items": {"anyOf": [name, dated]}}],
    })
}
