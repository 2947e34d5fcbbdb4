//! A portal of any size, made from a seed: units by years, with consistent
//! arithmetic and a narrative as long as real ones.

use gongkai::check::settings::Settings;
use gongkai::path::SourcePath;
use gongkai::site::Options;
use gongkai::snapshot::{Snapshot, Source};

/// The years that each unit reports on.
const YEARS: std::ops::RangeInclusive<u16> = 2021..=2025;

/// A small linear congruential generator: the same portal on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// The options of every bench: a day is an input like any other.
pub fn options() -> Options {
    Options {
        today: "2026-11-23".parse().ok(),
        ..Options::default()
    }
}

/// The settings of the checks on that day.
pub fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.today = options().today;
    settings
}

/// The sources of a portal with about `reports` reports.
pub fn portal(reports: usize) -> Snapshot {
    let mut dice = Dice(2021);
    let mut files = vec![file("site.toml", site())];
    let units = reports.div_ceil(YEARS.count());
    for unit in 0..units {
        let folder = format!("content/units/u{unit}");
        files.push(file(
            &format!("{folder}/unit.yaml"),
            format!("名称: 示例县第{unit}镇人民政府\n类型: 乡镇\n所属: 示例县\n"),
        ));
        let mut carried = 0;
        let mut in_force = 5 + dice.below(20);
        for year in YEARS {
            let (received, left) = (dice.below(40), dice.below(3));
            let left = left.min(received + carried);
            let concluded = received + carried - left;
            let (issued, penalties) = (dice.below(4), dice.below(90));
            in_force += issued;
            let yaml = format!(
                "年度: {year}\n成文日期: {next}-01-10\n公开日期: {next}-01-15\n表二:\n  行政规范性文件: [{issued}, 0, {in_force}]\n  行政处罚: {penalties}\n  其余为零: true\n\
                 表三:\n  本年新收: {{自然人: {received}}}\n  上年结转: {{自然人: {carried}}}\n  予以公开: {{自然人: {concluded}}}\n  结转下年度: {{自然人: {left}}}\n  其余为零: true\n表四: {{其余为零: true}}\n",
                next = year + 1,
            );
            let text = narrative(unit, year, received, concluded, penalties, &mut dice);
            files.push(file(&format!("{folder}/reports/{year}/report.yaml"), yaml));
            files.push(file(&format!("{folder}/reports/{year}/report.md"), text));
            carried = left;
        }
    }
    Snapshot::of(files)
}

fn narrative(
    unit: usize,
    year: u16,
    received: u64,
    concluded: u64,
    penalties: u64,
    dice: &mut Dice,
) -> String {
    let topics = [
        "公示栏",
        "便民大厅",
        "政务微信",
        "村务监督",
        "赶集日宣传",
        "网格员入户",
        "办事指南",
        "惠农补贴",
    ];
    let mut pick = || topics[dice.below(8) as usize];
    let filler: String = (0..6)
        .map(|at| format!("第{}季度围绕{}开展工作，结合{}和{}的实际，逐项列出清单，明确专人负责，按月通报进展情况。", at % 4 + 1, pick(), pick(), pick()))
        .collect();
    format!(
        "本报告依据《中华人民共和国政府信息公开条例》编制，统计期限为{year}年1月1日至{year}年12月31日。如有疑问，请与示例县第{unit}镇党政办联系（电话：0123-4567890）。\n\n\
         ## 一、总体情况\n\n（一）主动公开。{filler}\n\n（二）依申请公开。本年新收申请{received}件，办结{concluded}件。\n\n（三）政府信息管理。{}的材料先审后发。\n\n\
         （四）平台建设。每月检查{}栏目。\n\n（五）监督保障。工作考核、社会评议、责任追究按办法执行。作出行政处罚决定{penalties}件。\n\n\
         ## 五、存在的主要问题及改进情况\n\n主要问题是{}更新不够及时。改进措施是由{}的同志每月核对一次，并把结果公布。\n\n\
         ## 六、其他需要报告的事项\n\n本年度没有收取信息处理费。\n",
        pick(),
        pick(),
        pick(),
        pick()
    )
}

fn site() -> String {
    "[site]\nname = \"示例县人民政府\"\n\n[organization]\nname = \"示例县人民政府\"\nkind = \"county\"\n".to_owned()
}

fn file(path: &str, text: String) -> (SourcePath, Source) {
    (
        SourcePath::new(path).expect("a generated path"),
        Source::Held(text.into_bytes()),
    )
}
