use proptest::prelude::*;

use crate::prose::text::Parts;

use super::*;

fn wrong(text: &str) -> Vec<(i64, i64)> {
    let parts = Parts::default();
    let (lists, _) = look(&Haystack::new(text), Text::new(text, &parts));
    let wrong = lists.iter().filter(|list| list.is_wrong());
    wrong.map(|list| (list.total.count, list.sum())).collect()
}

fn wrong_shares(text: &str) -> Vec<WrongShare> {
    let parts = Parts::default();
    look(&Haystack::new(text), Text::new(text, &parts)).1
}

proptest! {
    #[test]
    fn no_list_is_missed_by_a_quick_look(
        text in "(其中|集中|中|包括|含|分别|（|）|，|、|。| |甲|[0-9]条|共9条){0,24}"
    ) {
        let parts = Parts::default();
        let read = read(Text::new(&text, &parts));
        let all = lists(&read, &|_| true);
        let (quick, _) = look(&Haystack::new(&text), Text::new(&text, &parts));
        prop_assert_eq!(format!("{all:?}"), format!("{quick:?}"));
    }
}

#[test]
fn every_word_that_begins_a_list_has_a_sign() {
    for word in INTROS {
        assert!(!signs_of(&Haystack::new(word)).is_empty(), "{word}");
    }
}

#[test]
fn a_whole_list_that_does_not_add_up_is_wrong() {
    for (text, expected) in [
        (
            "公开信息53篇，其中机构2篇、文件5篇、动态43篇、预算4篇",
            (53, 54),
        ),
        (
            "信息总数51条，其中主动公开19条，依申请公开14条，不予公开13条",
            (51, 46),
        ),
        ("公开9条，涵盖政策类3条、其他信息5条。", (9, 8)),
        (
            "主动公开信息73条。其中政策类3条，城乡建设类45条，其他类4条。",
            (73, 52),
        ),
        (
            "主动公开信息73条，较上年增加3条，增长4.3%。其中，政策类70条，其他类4条",
            (73, 74),
        ),
        (
            "公开20条。其中包括：甲4条，乙4条，丙4条，丁4条，戊3条",
            (20, 19),
        ),
        ("规章13件（新制定5件，修改4件，废止5件）", (13, 14)),
        (
            "制发40条，其中主动公开10条（政策5条、其他4条）、不予公开30条",
            (10, 9),
        ),
        ("在办结的9宗申请中：予以公开4宗，其他处理4宗", (9, 8)),
    ] {
        assert_eq!(wrong(text), [expected], "{text}");
    }
}

#[test]
fn lists_that_are_open_cut_or_overlapping_are_passed_over() {
    for text in [
        "公开61条，其中：甲5条，乙51条等",
        "公开100条，其中政策10条，财政20条",
        "公开100条，其中政策10条，〔略〕其他20条",
        "公开100条，其中通过网站100条，通过公众号80条",
        "公开100条，其中约60条为政策，其他30余条",
        "公开73条，其中政策28条，服务45条，回复网民120条",
        "公开73条，其中政策28条，服务45条，制发文件2件",
        "公开10条，其中甲6条，同时列入乙6条",
        "收到申请10件，予以公开5件，部分公开3件，其中自然人8件，企业2件",
        "收到申请5件（含上年结转1件），办结4件，结转下年1件",
        "公开43条，其中政策2条，主动公开率100%",
        "公开8条，较上年增加3条，其中政策5条，较上年减少9条，其他3条",
        "制发40条，其中主动公开10条（政策5条、其他5条）、不予公开30条",
        "公开2条，报道20次，其中县级12次，其他8次",
    ] {
        assert_eq!(wrong(text), [], "{text}");
    }
}

#[test]
fn shares_are_worked_out_again() {
    let base = "信息总数400条，其中主动公开100条，依申请公开200条，不予公开100条";
    for (text, expected) in [
        ("。主动公开的政府信息占25%", 0),
        ("，主动公开及依申请公开信息占75.0%", 0),
        ("。主动公开的政府信息占27.5%", 1),
        ("，主动公开率100%，占全县的3%", 0),
        ("，主动公开占比较上年上升2.5%", 0),
    ] {
        let text = format!("{base}{text}");
        assert_eq!(wrong_shares(&text).len(), expected, "{text}");
    }
    let each = "公开90条，其中政策30条，占33.3%，其他60条，占76.7%";
    let shares = wrong_shares(each);
    let stated = shares.iter().map(|one| one.stated.as_str());
    assert_eq!(stated.collect::<Vec<_>>(), ["76.7%"]);
}
