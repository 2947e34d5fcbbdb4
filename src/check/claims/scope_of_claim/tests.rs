use crate::prose::numbers::numbers;

use super::*;

fn read(body: &Reporter<'_>, words: &str, inherited: bool) -> Marks {
    body.read(&Haystack::new(words), &numbers(words), inherited)
}

fn body(name: &'static str, town: bool) -> Reporter<'static> {
    let mut wider: Vec<&Word> = WIDER.iter().collect();
    if !town {
        wider.extend(&TOWN);
    }
    wider.extend(&AREA);
    Reporter {
        year: 2025,
        names: vec![name],
        wider,
        hears: false,
    }
}

#[test]
fn a_number_of_the_district_is_not_the_offices() {
    let office = body("青禾区档案局", false);
    for words in [
        "2025年全区共收到",
        "我局指导各镇办理",
        "我局及所属单位收到",
        "我区收到",
        "区本级收到",
        "全镇收到",
    ] {
        assert!(!read(&office, words, true).own(words.len()), "{words}");
    }
    for words in [
        "全区工作会议后，我局收到",
        "全年收到",
        "各部门协助青禾区档案局办理",
    ] {
        assert!(read(&office, words, true).own(words.len()), "{words}");
    }
    assert!(!read(&office, "已办结", false).own(9));
    assert!(read(&body("青禾镇人民政府", true), "全镇共收到", true).own(15));
}

#[test]
fn a_number_of_another_year_is_not_this_years() {
    let body = body("青禾镇人民政府", true);
    for words in [
        "2024年收到",
        "去年收到",
        "自2008年以来收到",
        "上半年收到",
        "截至2026年1月15日收到",
        "2024年至2025年收到",
        "3月收到",
        "下一步计划制发",
    ] {
        assert!(!read(&body, words, true).this_year(words.len()), "{words}");
    }
    for words in [
        "2025年收到",
        "收到申请3件，较2024年增加1件，办结",
        "较上年增加，办结",
        "2025年1月1日至12月31日收到",
        "去年收到2件，今年收到",
        "收到3件，2024年结转1件，办结",
        "办结3件，结转至2026年",
        "上年结转",
        "截至2025年12月底，收到",
    ] {
        assert!(read(&body, words, true).this_year(words.len()), "{words}");
    }
}
