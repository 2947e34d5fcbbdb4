//! What the units of a site say of one another in their files, put together.

use crate::diag::Diagnostic;
use crate::portal::{NamedUnits, NamingUnit, faults_of_names};

use super::unit::UnitSummary;

/// What is wrong with it, the owner first and then by id. Linear in units, but for
/// those that are at fault.
pub fn faults(units: &[&UnitSummary]) -> Vec<Diagnostic> {
    let says = |unit: &&UnitSummary| unit.named != NamedUnits::default();
    if !units.iter().any(says) {
        return Vec::new();
    }
    let naming = units.iter().map(|unit| NamingUnit {
        id: unit.id.as_deref(),
        facts: unit.facts.as_ref(),
        named: &unit.named,
    });
    faults_of_names(&naming.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use crate::diag::Level;
    use crate::path::SourcePath;
    use crate::site::{Options, Site};
    use crate::snapshot::{Snapshot, Source};

    const REPORT: &str = "年度: 2025\n表三: {其余为零: true}\n表四: {其余为零: true}\n";

    /// What is said of a site with these units, each with its `unit.yaml`: the code's
    /// words at their places, with the first word of the place.
    fn said(units: &[(&str, &str)]) -> Vec<String> {
        let name = "name = \"示例县人民政府\"\n";
        let mut files = vec![
            (
                "site.toml".to_owned(),
                format!("[site]\n{name}[organization]\n{name}"),
            ),
            (
                "content/reports/2025/report.yaml".to_owned(),
                REPORT.to_owned(),
            ),
        ];
        let file = |id: &str| format!("content/units/{id}/unit.yaml");
        files.extend(
            units
                .iter()
                .map(|(id, text)| (file(id), (*text).to_owned())),
        );
        let held = files.iter().map(|(name, text)| {
            let name = SourcePath::new(name).expect("a path");
            (name, Source::Held(text.clone().into_bytes()))
        });
        let site = Site::compose(Snapshot::of(held), &Options::default());
        let found = site.expect("a site in memory").found;
        let of_units = found.diagnostics.iter().filter(|one| one.code.id == "ORG");
        of_units
            .map(|one| {
                assert_eq!(one.level, Level::Error);
                let text = files
                    .iter()
                    .find(|(name, _)| *name == one.place.file.as_str());
                let (name, text) = text.expect("a file of the site");
                let marked = one.place.span.clone().map_or("", |span| &text[span]);
                let help = one.help.as_deref().unwrap_or_default();
                let also = one.also.len();
                format!("{name} {marked} {} {help} +{also}", one.message)
            })
            .collect()
    }

    #[test]
    fn a_parent_that_there_is_not_is_told_at_its_place() {
        let said = said(&[
            ("qinghe", "名称: 青禾镇\n上级: linjang\n"),
            ("linjiang", "名称: 临江片区\n"),
            ("baiqiao", "名称: 白桥镇\n上级: 临江片区\n"),
            ("shuangta", "名称: 双塔镇\n上级: 示例县人民政府\n"),
            ("xitou", "名称: 溪头镇\n上级: zzzzzz\n"),
            ("yunling", "名称: 云岭镇\n上级: baiqiao\n"),
        ]);
        let expected = [
            "content/units/baiqiao/unit.yaml 临江片区 上级要写单位的代号，“临江片区”不是代号 写代号：改成  linjiang +0",
            "content/units/qinghe/unit.yaml linjang 上级写的“linjang”，content/units/ 里没有这个单位 是不是“linjiang”？是就改成  linjiang +0",
            "content/units/shuangta/unit.yaml 示例县人民政府 上级要写单位的代号，“示例县人民政府”不是代号 这是主办本站的单位，没有代号：删掉“上级”这一行 +0",
            "content/units/xitou/unit.yaml zzzzzz 上级写的“zzzzzz”，content/units/ 里没有这个单位 写那个单位在 content/units/ 里的文件夹名；没有它的文件夹就先建一个 +0",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn a_circle_is_told_once_with_all_its_places() {
        let said = said(&[
            ("a", "名称: 甲镇\n简称: 甲\n上级: c\n"),
            ("b", "名称: 乙镇\nparent: a\n"),
            ("c", "名称: 丙镇\n上级: b\n"),
            ("d", "名称: 丁镇\n上级: c\n"),
            ("e", "名称: 戊镇\n上级: e\n"),
        ]);
        let help = "把写错的“上级”改成真正的上级；归主办本站的单位直接管的，删掉“上级”这一行";
        let expected = [
            format!("content/units/a/unit.yaml c 上级绕成了一圈：甲 → 丙镇 → 乙镇 → 甲 {help} +2"),
            format!("content/units/e/unit.yaml e 上级写的是它自己 {help} +0"),
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn who_became_part_of_nobody_is_told() {
        let said = said(&[
            ("a", "名称: 甲镇\n撤并: 2023\n并入: b\n"),
            ("b", "名称: 乙镇\n撤并: 2024-03-01\n并入: x1\n"),
            ("c", "名称: 丙镇\n撤并: 2024-03-01\n并入: c\n"),
            ("d", "名称: 丁镇\n并入: a\n"),
            ("e", "名称: 戊镇\n设立: 2024\n撤并: 2023-03-01\n"),
        ]);
        let first = |at: usize| said[at].split(' ').take(3).collect::<Vec<_>>().join(" ");
        assert_eq!(said.len(), 4, "{said:?}");
        assert_eq!(
            first(0),
            "content/units/b/unit.yaml x1 并入写的“x1”，content/units/"
        );
        assert_eq!(
            first(1),
            "content/units/c/unit.yaml c 并入的单位写的是它自己"
        );
        assert_eq!(
            first(2),
            "content/units/d/unit.yaml a 写了并入哪个单位，没有写撤并的时间"
        );
        assert_eq!(
            first(3),
            "content/units/e/unit.yaml 2023-03-01 撤并（2023年3月1日）比设立（2024年）早"
        );
    }

    #[test]
    fn a_unit_that_cannot_be_read_is_not_an_unknown_one() {
        let said = said(&[("a", "名称: 甲镇\n上级: b\n"), ("b", "类型: 乡镇\n")]);
        assert!(
            said.iter().all(|one| one.starts_with("content/units/b/")),
            "{said:?}"
        );
    }
}
