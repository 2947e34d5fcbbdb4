use super::*;
use crate::parse::date::Stamp;
use crate::parse::organization::{DayOrYear, FormerName};
use crate::report::Figures;

fn stamp(text: &str) -> Option<Stamp> {
    let date = text.parse().expect("a date");
    Some(Stamp { date, time: None })
}

fn report(year: u16, published: Option<Stamp>) -> ReportFacts {
    ReportFacts {
        year,
        form: "2021".to_owned(),
        title: String::new(),
        out: OutPath::new(&format!("units/a/reports/{year}/index.html")).expect("a path"),
        published,
        signed: None,
        draft: false,
        figures: Figures::default(),
    }
}

fn unit(id: &str, kind: &str, reports: Vec<ReportFacts>) -> UnitFacts {
    UnitFacts {
        id: Some(id.to_owned()),
        short_name: id.to_owned(),
        kind: Some(kind.to_owned()),
        publishes: !reports.is_empty(),
        corrections: Vec::new(),
        reports,
        ..UnitFacts::default()
    }
}

fn matrix(parent: &UnitFacts, units: &[&UnitFacts]) -> MatrixView {
    let here = matrix_of(&parent.id, 1);
    let children = Children::of(parent.clone(), units);
    let summary = MatrixSummary::of(&children, DEADLINE);
    MatrixView::of(&summary, &children, 1, &here)
}

fn texts(row: &MatrixRowView) -> Vec<String> {
    let cells = row.cells.iter();
    let text = |cell: &MatrixCellView| match &cell.mark {
        Some(mark) => format!("{} {mark}", cell.text),
        None => cell.text.clone(),
    };
    cells.map(text).collect()
}

#[test]
fn a_cell_says_its_day_and_whether_it_was_late() {
    let mut signed = report(2022, None);
    signed.signed = stamp("2023-01-09");
    let mut draft = report(2025, stamp("2026-01-09"));
    draft.draft = true;
    let reports = vec![
        report(2020, stamp("2022-06-30")),
        report(2021, stamp("2022-02-01")),
        signed,
        report(2023, None),
        draft,
    ];
    let one = unit("a", "township", reports);
    let view = matrix(&UnitFacts::default(), &[&one]);
    assert_eq!(view.years, [2025, 2024, 2023, 2022, 2021, 2020]);
    assert_eq!(
        texts(&view.groups[0].rows[0]),
        [
            "01-09 草稿",
            "未发布",
            "已公开",
            "01-09 成文",
            "02-01 迟",
            "2022-06-30 迟",
        ]
    );
    for word in ["迟", "成文", "草稿", "已公开", "未发布"] {
        assert!(view.legend.contains(&format!("“{word}”")), "{word}");
    }
    assert!(!view.legend.contains("未设立"), "{}", view.legend);
}

#[test]
fn a_year_is_asked_for_only_once_a_report_of_it_is_there() {
    let own = UnitFacts {
        reports: vec![report(2015, None), report(2024, None)],
        ..UnitFacts::default()
    };
    let one = unit("a", "township", vec![report(2023, None)]);
    let view = matrix(&own, &[&one]);
    // The parent's own years before those of its children are on its own pages.
    assert_eq!(view.years, [2024, 2023]);
    assert_eq!(view.sums, ["0／1", "1／1"]);
    assert_eq!(
        view.own.map(|row| texts(&row)[1].clone()),
        Some("未发布".to_owned())
    );
    let none = unit("a", "township", Vec::new());
    assert_eq!(Children::of(UnitFacts::default(), &[&none]).pages(), 0);
}

#[test]
fn at_most_ten_years_are_shown_and_it_is_said_where_the_others_are() {
    let years = 2009..=2025;
    let one = unit(
        "a",
        "township",
        years.map(|year| report(year, None)).collect(),
    );
    let view = matrix(&UnitFacts::default(), &[&one]);
    assert_eq!((view.years.len(), view.years[9]), (10, 2016));
    let older = view.older.expect("a sentence");
    assert!(older.contains("2009年至2015年"), "{older}");
}

#[test]
fn what_became_of_units_is_said_in_words() {
    let mut gone = unit("松坪乡", "township", vec![report(2022, None)]);
    gone.place.abolished = Some(DayOrYear::Year(2023));
    gone.place.merged_into = Some("云岭镇".to_owned());
    let mut renamed = unit("云岭镇", "township", vec![report(2023, None)]);
    renamed.place.former_names = vec![FormerName {
        name: "云岭乡".to_owned(),
        until: Some(2020),
    }];
    let mut young = unit("数据局", "department", vec![report(2023, None)]);
    young.place.established = "2023-03-18".parse().ok().map(DayOrYear::Day);
    let view = matrix(&UnitFacts::default(), &[&young, &gone, &renamed]);
    let headings: Vec<_> = view.groups.iter().map(|group| group.heading).collect();
    assert_eq!(headings, [Some("部门"), Some("乡镇")]);
    assert_eq!(
        view.notes,
        [
            "数据局：2023年3月18日设立。",
            "松坪乡：2023年撤并，并入云岭镇。",
            "云岭镇：2020年及以前叫云岭乡。",
        ]
    );
    assert_eq!(texts(&view.groups[0].rows[0])[1], "未设立");
    assert_eq!(texts(&view.groups[1].rows[0])[0], "已撤并");
    assert_eq!(view.sums, ["2／2", "1／2"]);
    let figures: Vec<usize> = view.figures.iter().map(|figure| figure.number).collect();
    assert_eq!(figures, [2, 2, 0, 0]);
}
