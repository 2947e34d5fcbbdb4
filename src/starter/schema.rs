//! JSON Schemas of the data files, so that an editor completes the keys and
//! underlines a slip while it is typed. Draft 7, the newest that the common
//! YAML extension reads.
//!
//! Keys that should be proposed stand under `properties`; the other spellings
//! that the parser knows stand under `patternProperties`, which editors accept
//! and do not propose.

mod keys;
mod places;
mod rows;

use serde_json::{Map, Value, json};

use crate::form::{FORMS, Form};
use crate::parse::keys::{CORRECTION, Key};
use crate::parse::organization::{self, CONTACT, KINDS};
use crate::parse::report;
use crate::prose::dates::YEARS;

use keys::{Keys, words};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// What `report.yaml` may hold, by the form of its year.
pub fn report() -> Value {
    let mut all = Keys::default();
    for key in report::keys() {
        all.add(key.name, &[key.id.to_owned()], field(key));
    }
    let mut schema = all.object("政府信息公开工作年度报告的数据");
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("年报数据 report.yaml");
    let either = |key: &Key| json!({"anyOf": [{"required": [key.name]}, {"required": [key.id]}]});
    let year = report::keys().iter().find(|key| key.id == "year");
    let mut rules: Vec<Value> = year.map(either).into_iter().collect();
    rules.extend(FORMS.iter().map(|form| of_form(form)));
    schema["allOf"] = json!(rules);
    schema["definitions"] = Value::Object(rows::definitions());
    schema
}

/// What `unit.yaml` may hold.
pub fn unit() -> Value {
    let mut contact = Keys::default();
    for key in CONTACT {
        contact.add(key.name, &[key.id.to_owned()], words(""));
    }
    let mut all = Keys::default();
    for key in organization::UNIT {
        let value = match key.id {
            "kind" => {
                let names = KINDS.iter().flat_map(|kind| [kind.name, kind.id]);
                let known: Vec<Value> = names.map(Value::from).chain([Value::Null]).collect();
                json!({"description": "哪一种单位", "enum": known})
            }
            "contact" => contact
                .object("政府信息公开工作机构的联系方式；邮政编码等以 0 开头的数字加英文引号"),
            "name" => words("单位全称，必须写"),
            "county" => words("所在的县（市、区）"),
            "aggregate" => json!({
                "description": "写 true 时把下属单位年报的数字加起来",
                "enum": [true, false, "是", "否", null],
            }),
            "short_name" => words("单位简称"),
            key => places::of_unit(key),
        };
        all.add(key.name, &[key.id.to_owned()], value);
    }
    let mut schema = all.object("本站下属单位");
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("单位资料 unit.yaml");
    schema["type"] = json!("object");
    let name = &organization::UNIT[0];
    schema["anyOf"] = json!([{"required": [name.name]}, {"required": [name.id]}]);
    schema
}

/// A schema as the text of its file.
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// What one key of `report.yaml` takes, whatever the form.
fn field(key: &Key) -> Value {
    let date = |what: &str| {
        json!({
            "description": what,
            "type": ["string", "null"],
            "pattern": "^\\s*([0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?)?\\s*$",
        })
    };
    match key.id {
        "year" => json!({
            "description": "报告的是哪一年，与文件夹的名字相同",
            "anyOf": [
                {"type": "integer", "minimum": YEARS.start(), "maximum": YEARS.end()},
                {"type": "string", "pattern": "^\\s*[0-9]{4}\\s*$"},
            ],
        }),
        "form" => {
            let ids = FORMS.iter().map(|form| form.id);
            let ids = ids.flat_map(|id| [Some(json!(id)), id.parse::<u16>().ok().map(Value::from)]);
            let ids: Vec<Value> = ids.flatten().chain([Value::Null]).collect();
            json!({"description": "一般不写，程序按年度选表格", "enum": ids})
        }
        "title" => words(
            "一般不写：用正文里的标题，没有就写成“机关全称＋年度＋年政府信息公开工作年度报告”",
        ),
        "organization" => words("一般不写：当年的机关名称与现在不同时才写"),
        "signed" => date("落款的日期，如 2026-01-16"),
        "published" => date("网上发布的日期，如 2026-01-20，也可以带时间：2026-01-20 09:30"),
        "index_number" => words("照原文；没有就不写"),
        "document_number" => words("照原文；没有就不写"),
        "former_addresses" => json!({
            "description": "报告以前的网址，从网站的首页写起，如 zwgk/nb/2022.html；几个就写成一列",
            "type": ["string", "array", "null"],
            "items": {"type": "string", "minLength": 1},
        }),
        "draft" => {
            json!({"description": "写 true 时不发布", "enum": [true, false, "是", "否", null]})
        }
        "status" => json!({
            "description": "公开以后由 gongkai freeze 写：再改内容就要写更正",
            "enum": [report::PUBLISHED, null],
        }),
        "corrections" => corrections(),
        "allow" => json!({
            "description": "原件就是这样、不能改的问题：规则编号和理由，理由必须写",
            "type": ["object", "null"],
            "additionalProperties": {"type": ["string", "number", "boolean"], "minLength": 1},
        }),
        "undecided" => json!({
            "description": "导入时没有定下来的格子：照原件填好表里的数，再删去这里的一行",
            "type": ["object", "null"],
            "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
        }),
        part => part_of_report(part),
    }
}

/// What one of the parts with tables takes.
fn part_of_report(part: &str) -> Value {
    let named = FORMS.iter().find_map(|form| form.part(part));
    let captions = named.map_or("", |part| part.name);
    let section = FORMS.iter().flat_map(|form| form.sections);
    let mut section = section.filter(|section| section.part == Some(part));
    let heading = section.next().map_or(captions, |section| section.heading);
    json!({"description": heading, "type": ["object", "null"]})
}

/// The list of corrections, or a single one.
fn corrections() -> Value {
    let mut one = Keys::default();
    for key in CORRECTION {
        let value = match key.id {
            "version" => {
                json!({"description": "由 gongkai correct 写", "type": ["integer", "null"], "minimum": 2})
            }
            "date" => json!({"description": "更正的日期，如 2026-03-12", "type": "string"}),
            _ => json!({"description": "哪里错了，为什么改", "type": "string", "minLength": 1}),
        };
        one.add(key.name, &[key.id.to_owned()], value);
    }
    let one = one.object("一次更正");
    json!({
        "description": "公开以后的更正，由 gongkai correct 写",
        "anyOf": [{"type": "array", "items": one}, one],
    })
}

/// If the report uses this form: it has the form's parts, and no other.
fn of_form(form: &'static Form) -> Value {
    let mut parts = Map::new();
    let mut required = Vec::new();
    for key in report::keys() {
        let part = form.part(key.id);
        let is_part = FORMS.iter().any(|form| form.part(key.id).is_some());
        if !is_part {
            continue;
        }
        let value = part.map_or(json!(false), |part| rows::reference(form, part));
        for name in [key.name, key.id] {
            parts.insert(name.to_owned(), value.clone());
        }
        if part.is_some() {
            required.push(json!({"anyOf": [{"required": [key.name]}, {"required": [key.id]}]}));
        }
    }
    let mut then = json!({"properties": parts});
    if !required.is_empty() {
        then["allOf"] = json!(required);
    }
    json!({"if": uses(form), "then": then})
}

/// Whether a report uses a form: it says so, or says nothing and is of its years.
fn uses(form: &Form) -> Value {
    let find = |id: &str| report::keys().iter().find(|key| key.id == id);
    let with = |id: &str, value: Value| {
        let names = find(id).map_or([id, id], |key| [key.name, key.id]);
        let one = |name: &str| json!({"required": [name], "properties": {name: value}});
        json!({"anyOf": names.map(one)})
    };
    let mut ids = vec![json!(form.id)];
    ids.extend(form.id.parse::<u16>().ok().map(Value::from));
    let stated = with("form", json!({"enum": ids}));
    let nothing = json!({"not": with("form", json!({"not": {"type": "null"}}))});
    let years = form.years();
    let years = json!({
        "type": "integer",
        "minimum": years.start(),
        "maximum": years.end(),
    });
    json!({"anyOf": [stated, {"allOf": [nothing, with("year", years)]}]})
}
