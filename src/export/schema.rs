//! The JSON Schema of `report.json`, draft 7: what its fields mean and what each cell of a
//! form may hold. Lists of cells come from the forms themselves.

use serde_json::{Map, Value, json};

use crate::form::{FORMS, Form, Kind};
use crate::formats::codebook::{Codebook, TableEntry};
use crate::formats::report_json::VERSION;
use crate::formats::tidy::Status;
use crate::parse::organization::KINDS;
use crate::prose::dates::YEARS;

const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$";

/// The file of the schema. The same for every unit and every site.
pub fn schema() -> Vec<u8> {
    let day = |what: &str| json!({"description": what, "type": "string", "pattern": DAY});
    let forms: Vec<&str> = FORMS.iter().map(|form| form.id).collect();
    let names: Vec<&str> = FORMS.iter().map(|form| form.name).collect();
    let mut schema = object(
        "一份政府信息公开工作年度报告",
        &[
            "format_version",
            "unit",
            "year",
            "form",
            "title",
            "tables",
            "sections",
        ],
        json!({
            "$schema": text("本文件的地址，相对于数据文件"),
            "format_version": {
                "description": "数据格式的版本；以后只加字段时不变，旧程序会读错时才加 1",
                "enum": [VERSION],
            },
            "unit": unit(),
            "year": {
                "description": "报告的是哪一年，不是发布的年份",
                "type": "integer", "minimum": YEARS.start(), "maximum": YEARS.end(),
            },
            "form": object("年报格式", &["id", "name"], json!({
                "id": {"description": "格式的编号", "enum": forms},
                "name": {"description": "格式的名称", "enum": names},
                "basis": text("规定这个格式的文件的文号"),
            })),
            "title": text("年报的标题"),
            "signed": day("成文日期"),
            "published": day("网上发布的日期，可以带时间"),
            "index_number": text("索引号"),
            "document_number": text("发文字号"),
            "version": {"description": "公开过的第几版；每更正一次加一", "type": "integer", "minimum": 1},
            "draft": {"description": "是草稿，还没有正式发布", "enum": [true]},
            "tables": list("表格，照格式印的顺序；2018 年以前的年报没有", reference("table")),
            "preamble": paragraphs("第一部分以前的文字"),
            "sections": list("各部分的标题和文字，照原文的顺序", reference("section")),
            "attachments": list("附件", object("一个附件", &["name", "href", "size"], json!({
                "name": text("附件的名称"),
                "href": text("附件的地址，相对于数据文件"),
                "size": {"description": "字节数", "type": "integer", "minimum": 0},
            }))),
            "allowed": list("检查出来、按理由保留的问题", object("一个问题", &["rule", "reason"], json!({
                "rule": text("规则的编号"),
                "reason": text("保留的理由"),
            }))),
        }),
    );
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("政府信息公开工作年度报告 report.json");
    schema["definitions"] = Value::Object(definitions());
    schema["allOf"] = FORMS.iter().map(|form| of_form(form)).collect();
    format!("{schema}\n").into_bytes()
}

/// An object that has these fields and no others.
fn object(what: &str, required: &[&str], properties: Value) -> Value {
    json!({
        "description": what,
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": false,
    })
}

fn text(what: &str) -> Value {
    json!({"description": what, "type": "string"})
}

fn list(what: &str, items: Value) -> Value {
    json!({"description": what, "type": "array", "items": items})
}

fn paragraphs(what: &str) -> Value {
    let one = text("一段文字，强调、列表、表格、链接用 Markdown 的记号");
    list(what, one)
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/definitions/{name}")})
}

fn unit() -> Value {
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.id).collect();
    let kinds_said: Vec<String> = (KINDS.iter())
        .map(|kind| format!("{} {}", kind.id, kind.name))
        .collect();
    let properties = json!({
        "id": {"description": "单位在本站的编号；建站的单位自己没有，写 null", "type": ["string", "null"]},
        "name": text("单位的全称，照当年的年报"),
        "short_name": text("单位现在的简称"),
        "kind": {"description": format!("哪一种单位：{}", kinds_said.join("，")), "enum": kinds},
        "county": text("所在的县（市、区）"),
    });
    object("写年报的单位", &["id", "name"], properties)
}

fn definitions() -> Map<String, Value> {
    let [line, column] = [
        json!({}),
        json!({
            "unit_of_measure": text("数的单位：件、项、万元；格式没有规定的没有这一项"),
        }),
    ]
    .map(|more| {
        let mut properties = json!({
            "id": text("编号，不随年份变"),
            "label": text("表上印的名称"),
            "groups": list("所在的各级大类的名称，从外到里", text("大类的名称")),
        });
        for (name, what) in more.as_object().into_iter().flatten() {
            properties[name] = what.clone();
        }
        object("表格的一行或者一列", &["id", "label"], properties)
    });
    let part = object(
        "表二、表三还是表四",
        &["id", "name"],
        json!({
            "id": text("编号"),
            "name": text("名称"),
        }),
    );
    let table = json!({
        "id": text("表的编号"),
        "part": part,
        "caption": text("表的名称"),
        "rows": list("行，从上到下", reference("row")),
        "columns": list("列，从左到右", reference("column")),
        "cells": list("每一格，先行后列，合计也在内", reference("cell")),
    });
    let section = json!({
        "number": {"description": "第几部分", "type": "integer", "minimum": 1},
        "heading": text("标题，照原文"),
        "part": text("这一部分里的表格的编号"),
        "text": paragraphs("文字；有表格的，是表格以前的"),
        "text_after_tables": paragraphs("表格以后的文字"),
    });
    let table_fields = ["id", "part", "caption", "rows", "columns", "cells"];
    let all = [
        ("row", line),
        ("column", column),
        ("cell", cell()),
        ("table", object("一张表", &table_fields, table)),
        (
            "section",
            object("一个部分", &["number", "heading", "text"], section),
        ),
    ];
    all.map(|(name, what)| (name.to_owned(), what))
        .into_iter()
        .collect()
}

fn cell() -> Value {
    let (blank, not_applicable) = (Status::Blank.id(), Status::NotApplicable.id());
    let mut cell = object(
        "一格",
        &["id", "value"],
        json!({
            "id": {
                "description": "表、行、列的编号，用点隔开",
                "type": "string", "pattern": "^[a-z0-9_]+\\.[a-z0-9_]+\\.[a-z0-9_]+$",
            },
            "value": {
                "description": "填的数；不是数的文字照原样；没有数时是 null，reason 说明原因。空着不等于 0",
                "type": ["number", "string", "null"],
            },
            "printed": {
                "description": "年报上印的数字，和 value 的写法不同时才有，如 12.50",
                "type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?$",
            },
            "reason": {
                "description": format!("没有数的原因：{blank} 空着没有填，{not_applicable} 不适用"),
                "enum": [blank, not_applicable],
            },
            "mark": text("不适用的格子里印的记号，如 /"),
            "computed": {"description": "年报没有写、由程序加出来的合计", "enum": [true]},
        }),
    );
    let stated = json!({
        "properties": {"value": {"type": ["number", "string"]}},
        "not": {"anyOf": [{"required": ["reason"]}, {"required": ["mark"]}]},
    });
    let none = |reason: &str| {
        json!({
            "required": ["reason"],
            "properties": {"value": {"type": "null"}, "reason": {"enum": [reason]}},
            "not": {"required": ["printed"]},
        })
    };
    let (mut empty, mut marked) = (none(blank), none(not_applicable));
    empty["not"] = json!({"anyOf": [{"required": ["printed"]}, {"required": ["mark"]}]});
    marked["required"] = json!(["reason", "mark"]);
    cell["anyOf"] = json!([stated, empty, marked]);
    cell
}

/// If a report uses this form: it has the form's tables with the form's cells.
fn of_form(form: &'static Form) -> Value {
    let tables: Vec<Value> = Codebook::of(form).tables.iter().map(of_table).collect();
    let mut rule = json!({"minItems": tables.len(), "maxItems": tables.len()});
    if !tables.is_empty() {
        rule["items"] = json!(tables);
    }
    json!({
        "if": {"properties": {"form": {"properties": {"id": {"enum": [form.id]}}}}},
        "then": {"properties": {"tables": rule}},
    })
}

fn of_table(entry: &TableEntry) -> Value {
    let all = [Kind::Count, Kind::Change, Kind::Amount, Kind::AmountText];
    let kinds = all.iter().filter_map(|kind| {
        let cells = 0..entry.addresses.len();
        let own = cells.filter(|cell| entry.kind_of(*cell) == *kind);
        let ids: Vec<&str> = own.map(|cell| entry.addresses[cell].as_str()).collect();
        let value = match kind {
            Kind::Count => json!({"type": ["integer", "null"], "minimum": 0}),
            Kind::Change => json!({"type": ["integer", "null"]}),
            Kind::Amount => json!({"type": ["number", "null"], "minimum": 0}),
            Kind::AmountText => json!({"type": ["number", "string", "null"], "minimum": 0}),
        };
        let cell = json!({"properties": {"id": {"enum": ids}, "value": value}});
        (!ids.is_empty()).then_some(cell)
    });
    let kinds: Vec<Value> = kinds.collect();
    let count = entry.addresses.len();
    json!({"properties": {
        "id": {"enum": [entry.table.id]},
        "cells": {"minItems": count, "maxItems": count, "items": {"anyOf": kinds}},
    }})
}
