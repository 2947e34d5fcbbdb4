use gongkai::check::{check, rules::RULES, settings::Settings};
use gongkai::path::SourcePath;
use gongkai::portal::{docs::Docs, link};
use gongkai::snapshot::{Snapshot, Source};
use std::collections::BTreeMap;
use std::time::Instant;
fn run(name: &str, text: &str, reports: usize, only: Option<&[&str]>) {
    let mut files: BTreeMap<SourcePath, Source> = BTreeMap::new();
    let mut put = |a: String, b: String| {
        files.insert(SourcePath::new(&a).unwrap(), Source::Held(b.into_bytes()));
    };
    put("site.toml".into(), "[site]\nname=\"甲镇人民政府\"\ndomain=\"www.e.gov.cn\"\nid_code=\"1234567890\"\n[organization]\nname=\"甲镇人民政府\"\n".into());
    for i in 0..reports {
        put(
            format!("content/units/u{i}/unit.yaml"),
            format!("名称: 第{i}镇人民政府\n类型: 乡镇\n所属: 示例县\n"),
        );
        put(
            format!("content/units/u{i}/reports/2025/report.yaml"),
            "年度: 2025\n表二: {其余为零: true}\n表三: {其余为零: true}\n表四: {其余为零: true}\n"
                .into(),
        );
        put(
            format!("content/units/u{i}/reports/2025/report.md"),
            text.into(),
        );
    }
    let snapshot = Snapshot::of(files);
    let (portal, _) = link(Docs::read(&snapshot).0, false);
    let mut settings = Settings::default();
    if let Some(only) = only {
        for r in RULES {
            if !only.contains(&r.id) {
                settings.levels.insert(r.id.to_owned(), None);
            }
        }
    }
    let t = Instant::now();
    let n = check(&portal, &snapshot, &settings).len();
    println!("{name}: {:?} {n}", t.elapsed());
}
#[test]
fn probe() {
    let mine: &[&str] = &["NAR01", "NAR02", "NAR03", "NAR04", "NAR05", "CEL05", "X04"];
    let base = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/rules/base/content/reports/2025/report.md"
    ))
    .unwrap();
    for id in mine {
        run(id, &base, 1000, Some(&[id]));
    }
    run("mine", &base, 1000, Some(mine));
    run("none", &base, 1000, Some(&[]));
    for (name, unit) in [
        ("req", "收到公开申请3件，"),
        ("comma、", "依申请公开收到3件、"),
        ("no", "没有公开"),
        ("neg", "未收到公开"),
        ("part", "其中1条，"),
        ("incl", "包括1条、"),
        ("share", "其中公开3条占4%，"),
        ("paren", "公开（3条"),
        ("digits", "1"),
        ("fillers", "共有为"),
        ("dis", "信息公开行政复议3件，"),
        ("dots", "、，"),
        ("stop", "公开9条，其中甲3条。占4%。"),
        ("years", "2019年去年"),
    ] {
        let text = format!(
            "## 一、总体情况\n\n{}\n",
            unit.repeat(1_900_000 / unit.len())
        );
        run(name, &text, 1, Some(mine));
    }
}
