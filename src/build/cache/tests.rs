use std::sync::Arc;

use jiff::civil::Date;

use crate::check::Audit;
use crate::check::allowances::Pending;
use crate::check::attachments::Looked;
use crate::check::fingerprints::Fingerprint;
use crate::diag::{Code, Diagnostic, Edit, Place, codes};
use crate::export::data::UnitTable;
use crate::parse::date::Stamp;
use crate::parse::organization::{DayOrYear, FormerName, UnitPlace};
use crate::parse::report::Allowance;
use crate::path::{OutPath, SourcePath};
use crate::plan::{MakerId, Output, Subject};
use crate::portal::{CrossUnitLink, Draft, Moved, NamedUnits, Onward, ReportFacts, UnitFacts};
use crate::report::{Figure, Figures};
use crate::search::Contents;

use super::*;

fn facts(path: &OutPath) -> UnitFacts {
    let report = ReportFacts {
        year: 2022,
        form: "2021".to_owned(),
        title: "甲镇2022年政府信息公开工作年度报告".to_owned(),
        out: path.clone(),
        published: None,
        signed: None,
        draft: true,
        figures: Figures::of(|measure| Some(Figure::from(i64::try_from(measure.index()).ok()?))),
    };
    UnitFacts {
        id: Some("a".to_owned()),
        name: "甲镇".to_owned(),
        short_name: "甲镇".to_owned(),
        kind: Some("township".to_owned()),
        place: UnitPlace {
            parent: Some("b".to_owned()),
            order: Some(3),
            former_names: vec![FormerName {
                name: "甲乡".to_owned(),
                until: Some(2020),
            }],
            established: Some(DayOrYear::Year(2019)),
            abolished: Some(DayOrYear::Day(Date::constant(2024, 3, 1))),
            merged_into: Some("c".to_owned()),
        },
        reports: vec![report],
        publishes: true,
        forms: ["2021".to_owned()].into(),
        corrections: Vec::new(),
    }
}

fn summary(code: &'static Code) -> UnitSummary {
    let file = SourcePath::new("content/reports/2022/report.md").expect("a path");
    let path = OutPath::new("reports/2022/index.html").expect("a path");
    let place = Place::span(&file, 3..400);
    let finding = Diagnostic::warning(code, place.clone(), "一句话")
        .help("改")
        .also(Place::file(&file), "这里");
    let mut allowed = finding.clone();
    allowed.allowed = Some("原件如此".to_owned());
    allowed.cells = vec!["a.b".to_owned()];
    allowed.edits.push(Edit {
        span: 0..1,
        text: String::new(),
    });
    let output = |subject| Output {
        path: path.clone(),
        maker: MakerId(1),
        subject,
        source: file.clone(),
        changed: Some(Stamp {
            date: Date::constant(2023, 1, 20),
            time: Some("09:30".to_owned()),
        }),
        draft: true,
        target: Some("https://a.example.com/".to_owned()),
    };
    let subjects = [
        Subject::Site,
        Subject::Unit,
        Subject::Report { year: 2022 },
        Subject::Page { page: 300 },
        Subject::Home { page: 2 },
        Subject::Reports { page: 1 },
        Subject::Years,
        Subject::List { list: 0, page: 1 },
        Subject::Superseded {
            year: 2022,
            version: 1,
        },
        Subject::Corrections { page: 1 },
        Subject::Moved,
        Subject::Leave,
    ];
    let allowance = Allowance {
        rule: code.id.to_owned(),
        reason: "原件如此".to_owned(),
        span: 5..9,
    };
    let print = Fingerprint {
        year: 2022,
        hash: u64::MAX,
        heading: "一、总体情况".to_owned(),
        organization: "甲镇".to_owned(),
        place,
    };
    UnitSummary {
        id: Some("a".to_owned()),
        facts: Some(facts(&path)),
        table: UnitTable::default(),
        contents: Contents {
            reports: vec![2021, 2022],
            others: 1,
            starts: vec![2021, 10_000],
        },
        terms_hash: [9; OUT_LEN],
        named: NamedUnits {
            parent: Some(finding.place.clone()),
            merged_into: None,
        },
        onward: Onward {
            moved: vec![Moved {
                from: path.clone(),
                to: None,
                place: finding.place.clone(),
                draft: true,
            }],
            leaving: ["https://a.example.com/".to_owned()].into(),
        },
        facts_hash: [7; OUT_LEN],
        seen: [8; OUT_LEN],
        outputs: subjects.map(output).to_vec(),
        diagnostics: vec![finding.clone()],
        audit: Audit {
            findings: Arc::new(vec![finding.clone(), allowed]),
            pending: vec![Pending {
                allowance,
                source: file.clone(),
                text: file.clone(),
                matched: true,
            }],
            fingerprints: vec![print.clone(), print],
            looked: vec![Looked {
                file: file.clone(),
                size: 300,
                changed: u64::MAX,
                said: vec![finding.clone()],
            }],
        },
        cross_unit_links: vec![CrossUnitLink {
            page: path.clone(),
            target: "../2021/".to_owned(),
            place: finding.place,
        }],
        drafts_only: true,
        drafts: vec![Draft {
            file,
            out: path,
            is_attachment: true,
        }],
    }
}

#[test]
fn a_summary_is_read_as_it_was_written() {
    for code in [&codes::CEL02, &codes::YAML] {
        let summary = summary(code);
        let bytes = encode(&summary).expect("plain data");
        assert_eq!(decode(&bytes), Some(summary));
        for end in 0..bytes.len() {
            assert_eq!(decode::<UnitSummary>(&bytes[..end]), None, "{end}");
        }
        let longer = [&bytes[..], b"x"].concat();
        assert_eq!(decode::<UnitSummary>(&longer), None);
    }
    let empty = UnitSummary::default();
    let bytes = encode(&empty).expect("plain data");
    assert_eq!(decode(&bytes), Some(empty));
}

#[test]
fn a_code_that_the_program_does_not_have_is_not_read() {
    let mut bytes = encode(&summary(&codes::CEL02)).expect("plain data");
    let at = bytes.windows(5).position(|five| five == b"CEL02");
    bytes[at.expect("the first code") + 4] = b'9';
    assert_eq!(decode::<UnitSummary>(&bytes), None);
}

#[test]
fn no_bytes_whatever_make_it_panic() {
    let bytes = encode(&summary(&codes::CEL02)).expect("plain data");
    for at in 0..bytes.len() {
        for byte in [0, 1, 0x7F, 0x80, 0xFF] {
            let mut bytes = bytes.clone();
            bytes[at] = byte;
            _ = decode::<UnitSummary>(&bytes);
        }
    }
}

#[test]
fn bytes_are_not_read_one_by_one() {
    let note = Note {
        recallable: true,
        shows_drafts: false,
        given: [1; OUT_LEN],
        keys: [2; OUT_LEN],
        links_to_other_units: true,
        summary: Bytes(b"abc"),
        terms: Bytes(b""),
    };
    let bytes = encode(&note).expect("plain data");
    assert_eq!(bytes.len(), 2 * OUT_LEN + 1 + 1 + 1 + 1 + 3 + 1);
    let read: Note<'_> = decode(&bytes).expect("a note");
    assert_eq!(read.summary.0, b"abc");
}
