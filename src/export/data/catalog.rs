//! `catalog.jsonld`: the data as a DCAT catalogue, for portals that collect catalogues.

use serde_json::{Value as Json, json};

use super::package::RIGHTS;
use super::set::{DataSet, Row, data_path};
use super::sums::{Sum, sha256};
use crate::path::OutPath;

/// Where media types are registered.
const MEDIA_TYPES: &str = "https://www.iana.org/assignments/media-types/";

/// The files that hold the whole table.
const WHOLE: [&str; 3] = ["all.csv", "all.nobom.csv", "all.json"];

/// The catalogue of a unit: its table, and each of its reports. That of a site has the
/// table of all units and those of its owner's own reports, and names the catalogues of the
/// others. Linear in the reports and units.
pub fn catalog(set: &DataSet<'_>) -> Vec<u8> {
    let rows = set.rows().filter(|row| row.unit.id == *set.owner);
    let datasets = [whole(set)]
        .into_iter()
        .chain(rows.map(|row| yearly(set, &row)));
    let mut catalog = json!({
        "@context": context(),
        "@id": set.url_of("catalog.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": chinese(&format!("{}政府信息公开年报", set.name())),
        "dct:description": chinese(&format!("政府信息公开工作年度报告和其中的统计表。{RIGHTS}")),
        "dct:publisher": publisher(set.name()),
        "dct:language": "zh-CN",
        "foaf:homepage": {"@id": set.url_of("index.html")},
        "dcat:dataset": Json::from_iter(datasets),
    });
    let others = set.units.iter().map(|unit| unit.facts);
    let others = others.filter(|unit| unit.id != *set.owner && !unit.reports.is_empty());
    let others = others.map(|unit| {
        let path = data_path(&unit.id, "catalog.jsonld");
        json!({"@id": set.url(&path), "@type": "dcat:Catalog"})
    });
    let others: Vec<Json> = others.collect();
    if !others.is_empty() {
        catalog["dcat:catalog"] = others.into();
    }
    format!("{catalog}\n").into_bytes()
}

fn context() -> Json {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

fn chinese(text: &str) -> Json {
    json!({"@value": text, "@language": "zh-CN"})
}

fn date(day: &str) -> Json {
    json!({"@value": day, "@type": "xsd:date"})
}

fn publisher(name: &str) -> Json {
    json!({"@type": "foaf:Organization", "foaf:name": chinese(name)})
}

/// The table of all reports.
fn whole(set: &DataSet<'_>) -> Json {
    let files = set.kinds.iter().flat_map(|kind| {
        let files = kind.files.iter().filter(|file| WHOLE.contains(&file.name));
        files.map(|file| {
            let path = set.path_of(file.name);
            let known = set
                .file(file.name)
                .map(|bytes| (bytes.len(), sha256(bytes)));
            distribution(set, &path, kind.media_type, known)
        })
    });
    json!({
        "@id": format!("{}#reports", set.url_of("index.html")),
        "@type": "dcat:Dataset",
        "dct:title": chinese(&format!("{}政府信息公开年报全部数据", set.name())),
        "dct:description": chinese("一份年报一行，每项统计一列。"),
        "dct:publisher": publisher(set.name()),
        "dcat:landingPage": {"@id": set.url_of("index.html")},
        "dcat:distribution": Json::from_iter(files),
    })
}

/// One report in all its formats.
fn yearly(set: &DataSet<'_>, row: &Row<'_>) -> Json {
    let report = row.report;
    let sums = set
        .sums()
        .iter()
        .filter(|one| one.year == Some(report.year));
    let mut files: Vec<Json> = sums
        .map(
            |Sum {
                 path,
                 media_type,
                 size,
                 sha256,
                 ..
             }| { distribution(set, path, media_type, Some((*size, sha256.clone()))) },
        )
        .collect();
    if set.own.is_none() {
        let offered = set
            .formats_of(report)
            .map(|format| distribution(set, &format.beside(&report.out), format.media_type, None));
        files.extend(offered);
    }
    let mut dataset = json!({
        "@id": format!("{}#report", row.url),
        "@type": "dcat:Dataset",
        "dct:title": chinese(&report.title),
        "dct:publisher": publisher(&row.unit.name),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": date(&format!("{}-01-01", report.year)),
            "dcat:endDate": date(&format!("{}-12-31", report.year)),
        },
        "dcat:landingPage": {"@id": row.url},
    });
    // The first reports, in free text, covered other periods than the calendar year.
    let has_tables = report
        .form_used()
        .is_some_and(|form| !form.parts.is_empty());
    if !has_tables && let Some(fields) = dataset.as_object_mut() {
        fields.remove("dct:temporal");
    }
    if let Some(day) = report.day() {
        dataset["dct:issued"] = date(&day.iso());
    }
    if !files.is_empty() {
        dataset["dcat:distribution"] = files.into();
    }
    dataset
}

fn distribution(
    set: &DataSet<'_>,
    path: &OutPath,
    media_type: &str,
    known: Option<(usize, String)>,
) -> Json {
    let url = set.url(path);
    let media_type = media_type.split(';').next().unwrap_or(media_type);
    let mut one = json!({
        "@id": format!("{url}#file"),
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": url},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": format!("{MEDIA_TYPES}{media_type}")},
        "dct:rights": chinese(RIGHTS),
    });
    if let Some((size, sha256)) = known {
        one["dcat:byteSize"] = json!({
            "@value": size.to_string(), "@type": "xsd:nonNegativeInteger",
        });
        one["spdx:checksum"] = json!({
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": sha256, "@type": "xsd:hexBinary"},
        });
    }
    one
}
