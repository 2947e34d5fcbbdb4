//! A portal of varied text, made from a seed.

use std::fmt::Write as _;

use super::common::{SAMPLE, TestSite};

/// A small linear congruential generator: the same portal on every machine.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    pub fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

const TOPICS: [&str; 24] = [
    "政务公开",
    "行政许可",
    "公共企事业",
    "惠民补贴",
    "征地补偿",
    "义务教育",
    "医疗卫生",
    "危房改造",
    "阳光村务",
    "夜校",
    "乡村振兴",
    "营商环境",
    "食品安全",
    "环境保护",
    "养老服务",
    "就业创业",
    "依申请公开",
    "政策解读",
    "会议纪要",
    "预算决算",
    "互联网+政务",
    "信访事项",
    "防汛抗旱",
    "农田水利",
];

const NAMES: [&str; 16] = [
    "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "𠮷", "冯", "陈", "褚", "卫", "蒋", "沈", "韩",
];

const PLACES: [&str; 16] = [
    "青禾",
    "通江口",
    "老城",
    "八面城",
    "亮中桥",
    "毛家店",
    "泉头",
    "金家",
    "大洼",
    "曲家店",
    "朝阳",
    "四面城",
    "前双井",
    "付家",
    "平安堡",
    "东嘎",
];

const VERBS: [&str; 10] = [
    "组织召开",
    "主动公开",
    "全面梳理",
    "及时发布",
    "认真办理",
    "持续推进",
    "重点整治",
    "依法答复",
    "逐项核对",
    "集中培训",
];

/// One document as the test wrote it.
pub struct Written {
    pub path: String,
    pub blocks: Vec<String>,
}

/// A site with its documents.
pub struct Portal {
    pub site: TestSite,
    pub written: Vec<Written>,
}

fn sentence(dice: &mut Dice) -> String {
    let person = format!(
        "{}{}",
        dice.one(&NAMES),
        dice.one(&["建国", "晓燕", "志强", "丽"])
    );
    let (topic, verb, place) = (dice.one(&TOPICS), dice.one(&VERBS), dice.one(&PLACES));
    let (large, small) = (1000 + dice.below(90_000), 10 + dice.below(80));
    match dice.below(7) {
        0 => format!("{verb}{topic}工作，{place}村{person}等{small}人参加。"),
        1 => format!("全年收到12345热线转办{large}件，其中{topic}{small}件。"),
        2 => format!("联系电话024-7{large}，联系人{person}。"),
        3 => format!("按照昌政发〔2024〕{small}号文件，{verb}{topic}。"),
        4 => format!("微信公众号“{place}发布”推送ABC{small}条，阅读{large}次。"),
        5 => format!("2024 年{small}月，{verb} {topic}，投入{large}.5万元。"),
        _ => format!("２０２３年{place}{topic}完成{small}％，由{person}负责。"),
    }
}

fn paragraph(dice: &mut Dice) -> String {
    (0..2 + dice.below(4)).map(|_| sentence(dice)).collect()
}

/// A portal of so many hosted units with these years each; without any, the owner reports.
pub fn portal(units: usize, years: std::ops::RangeInclusive<u16>, seed: u64) -> Portal {
    let site = TestSite::from(SAMPLE);
    // Samples are pages alone.
    site.replace("site.toml", "[search]\nenabled = false\n", "");
    site.remove("content/reports");
    let mut written = Vec::new();
    let mut dice = Dice(seed);
    for page in 0..3 {
        let blocks: Vec<String> = (0..3).map(|_| paragraph(&mut dice)).collect();
        let text = format!("# 页面{page}\n\n{}\n", blocks.join("\n\n"));
        site.write(&format!("content/about-{page}.md"), text);
        written.push(Written {
            path: format!("about-{page}.html"),
            blocks,
        });
    }
    if units == 0 {
        written.push(Written {
            blocks: report(&site, "content", *years.start(), &mut dice),
            path: format!("reports/{}/index.html", years.start()),
        });
    }
    for unit in 0..units {
        let name = unit_name(unit);
        let folder = format!("content/units/u{unit}");
        site.write(
            &format!("{folder}/unit.yaml"),
            format!("名称: {name}\n类型: 乡镇\n"),
        );
        for year in years.clone() {
            let blocks = report(&site, &folder, year, &mut dice);
            written.push(Written {
                path: format!("units/u{unit}/reports/{year}/index.html"),
                blocks,
            });
        }
    }
    Portal { site, written }
}

/// What a unit is called.
pub fn unit_name(unit: usize) -> String {
    let (place, number) = (PLACES[unit % PLACES.len()], unit / PLACES.len());
    let number = ["", "东", "西", "南", "北", "新", "上", "下"][number % 8];
    format!("{place}{number}镇人民政府")
}

/// Writes a report; gives its paragraphs.
pub fn report(site: &TestSite, folder: &str, year: u16, dice: &mut Dice) -> Vec<String> {
    let folder = format!("{folder}/reports/{year}");
    site.write(
        &format!("{folder}/report.yaml"),
        format!(
            "年度: {year}\n成文日期: {next}-01-10\n表二: {{其余为零: true}}\n\
             表三: {{其余为零: true}}\n表四: {{其余为零: true}}\n",
            next = year + 1
        ),
    );
    let mut text = String::new();
    let mut blocks = Vec::new();
    for heading in [
        "一、总体情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ] {
        let _ = write!(text, "## {heading}\n\n");
        for _ in 0..2 {
            let block = paragraph(dice);
            // A line break inside of a paragraph is no word.
            let (first, second) = halves(&block);
            let _ = write!(text, "{first}\n{second}\n\n");
            blocks.push(block);
        }
    }
    site.write(&format!("{folder}/report.md"), text);
    blocks
}

/// A paragraph divided between two letters, where a line can end and nothing begins.
fn halves(block: &str) -> (&str, &str) {
    let letters: Vec<(usize, char)> = block.char_indices().collect();
    let han = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let pairs = letters.windows(2).skip(letters.len() / 2);
    let mut pairs = pairs.filter(|pair| han(pair[0].1) && han(pair[1].1));
    block.split_at(pairs.next().map_or(0, |pair| pair[1].0))
}
