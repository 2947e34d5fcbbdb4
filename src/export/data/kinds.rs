//! Every file of a `data/` folder, in the order in which they are offered.

use super::set::{DataFile, DataKind};
use super::{catalog, csv, json, package};

/// The tables as CSV.
pub static CSV: DataKind = DataKind {
    name: "CSV",
    media_type: "text/csv; charset=utf-8",
    files: &[
        DataFile {
            name: "all.csv",
            title: "全部数据，一份年报一行，Excel 可以直接打开",
            make: csv::all_with_mark,
        },
        DataFile {
            name: "all.nobom.csv",
            title: "同一张表，供程序读取（文件开头没有 BOM）",
            make: csv::all,
        },
        DataFile {
            name: "units.csv",
            title: "单位名录，一个单位一行",
            make: csv::units,
        },
    ],
};

/// The tables as JSON, and what describes them.
pub static JSON: DataKind = DataKind {
    name: "JSON",
    media_type: "application/json",
    files: &[
        DataFile {
            name: "all.json",
            title: "同一张表，数字是数字，空白是 null",
            make: json::all,
        },
        DataFile {
            name: "all.schema.json",
            title: "上一个文件的结构（JSON Schema）",
            make: json::schema,
        },
        DataFile {
            name: "schema.json",
            title: "各年年报 report.json 的结构（JSON Schema）",
            make: json::report_schema,
        },
        DataFile {
            name: "datapackage.json",
            title: "每一列的名称、类型和取值范围（Data Package）",
            make: package::package,
        },
    ],
};

/// The catalogue.
pub static CATALOG: DataKind = DataKind {
    name: "JSON-LD",
    media_type: "application/ld+json",
    files: &[DataFile {
        name: "catalog.jsonld",
        title: "数据目录，供数据平台收录（DCAT）",
        make: catalog::catalog,
    }],
};

/// All of them, in the order in which they are offered.
pub static KINDS: [&DataKind; 3] = [&CSV, &JSON, &CATALOG];

/// The checksums, by the name that they have in the folder.
pub const MANIFEST: &str = "manifest.sha256";
