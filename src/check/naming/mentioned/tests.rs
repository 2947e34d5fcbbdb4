use crate::prose::text::Parts;

use std::iter;

use super::*;

fn found(own: &str, text: &str) -> Vec<String> {
    let own = Own::of(own, iter::empty());
    let parts = Parts::default();
    let others = others(Text::new(text, &parts), &own, true);
    others
        .iter()
        .map(|other| text[other.range.clone()].to_owned())
        .collect()
}

#[test]
fn another_town_in_the_place_of_the_own_one_is_found() {
    for text in [
        "2025年，白桥镇主动公开信息73条。",
        "2025年度白桥镇主动公开政府信息73条。",
        "白桥镇2025年共主动公开信息73条。",
        "白桥镇认真落实上级要求。",
        "本报告由白桥镇人民政府编制。",
        "本报告由白桥镇编制。",
        "本年度报告由青河县白桥镇党政办公室编制。",
        "现将白桥镇2025年政府信息公开工作报告如下。",
        "现将白桥镇人民政府2025年度政府信息公开工作情况报告如下：",
        "请与白桥镇党政办公室联系。",
        "如对本报告有疑问请与白桥镇人民政府办公室联系（地址：略）。",
        "如有疑问，请联系白桥镇党政办。",
        "联系单位：白桥镇人民政府",
        "一年来，白桥镇始终坚持以公开为常态。",
        "今年以来白桥镇深入贯彻条例。",
        "白桥镇在县委、县政府的领导下开展工作。",
        "白桥镇党委、政府高度重视公开工作。",
        "青河县白桥镇人民政府\n2026年1月12日",
        "（一）主动公开。白桥镇及时更新专栏。",
        "根据要求，河口街道编制了2025年政府信息公开工作年度报告。",
    ] {
        assert_eq!(found("青河县石桥镇人民政府", text).len(), 1, "{text}");
    }
}

#[test]
fn a_town_that_is_only_spoken_of_is_left_alone() {
    for text in [
        "联合白桥镇开展培训。",
        "公众可在白桥镇网站查询。",
        "学习白桥镇的经验。",
        "白桥镇来我镇考察交流。",
        "因区划调整，白桥镇并入石桥镇。",
        "青河县认真落实省里的要求。",
        "石桥镇白桥村认真更新公开栏。",
        "大石桥镇认真落实，新石桥镇积极公开，石桥头镇主动公开。",
        "我镇与白桥镇、河口镇共同建立了台账。",
        "白桥镇村民李某申请公开征地信息。",
        "白桥镇中学公开了收费标准。",
        "对白桥镇移送的申请及时答复。",
        "县里通报“白桥镇主动公开及时”。",
        "按照《白桥镇主动公开目录》编写。",
        "石桥镇人民政府认真落实。青河县石桥镇主动公开信息。石桥镇党委政府高度重视。",
        "各乡镇认真落实，特色小镇不断完善，城乡积极对接。",
        "省市县镇共公开信息。",
    ] {
        assert_eq!(found("青河县石桥镇人民政府", text), [""; 0], "{text}");
    }
}

/// What is done with the own town's things is no name of another.
#[test]
fn a_deed_before_the_own_town_is_no_name() {
    for deed in [
        "成立了",
        "成立",
        "建立",
        "召开",
        "召开了",
        "报送",
        "依托",
        "发挥",
        "统筹",
        "调整了",
        "健全",
        "充分利用",
        "开设",
        "明确",
        "抽调",
        "督促",
        "围绕",
        "做好",
        "落实",
        "提请",
        "维护",
        "整合",
        "打造",
        "建成",
        "梳理",
        "编制",
        "修订",
        "发布",
        "公示",
        "聚焦",
        "紧扣",
        "印发",
        "配齐",
        "选派",
        "安排",
        "充实",
        "理顺",
        "定期更新",
    ] {
        for rest in [
            "镇政务公开工作领导小组，统筹协调推进全镇工作。",
            "镇公开栏、服务大厅的公开内容。",
            "镇政府各部门认真学习。",
            "镇党政办公室按照要求及时办理。",
        ] {
            let text = format!("加强组织领导：{deed}{rest}2025年，{deed}{rest}{deed}{rest}");
            assert_eq!(found("青河县石桥镇人民政府", &text), [""; 0], "{text}");
        }
    }
}

#[test]
fn departments_are_told_from_one_another() {
    for text in [
        "2025年，县教育局主动公开信息73条。",
        "本报告由青河县教育局编制。",
        "现将青河县教育局2025年政府信息公开工作年度报告公布如下。",
        "请与县教育局办公室联系。",
        "县发改委认真贯彻条例。",
    ] {
        assert_eq!(found("青河县民政局", text).len(), 1, "{text}");
    }
    for text in [
        "2025年，县民政局主动公开信息73条。",
        "青河县民政局认真贯彻条例。请与县民政局办公室联系。",
        "县司法局组织开展规范性文件审查。",
        "县财政局统一部署，县教育局与县民政局认真核对。",
        "和县教育局、县财政局一起认真核对。",
        "形成了工作格局，全局认真落实。市局主动公开了目录。",
    ] {
        assert_eq!(found("青河县民政局", text), [""; 0], "{text}");
    }
    assert_eq!(
        found("青河县人力资源和社会保障局", "县人社局认真落实。"),
        [""; 0]
    );
    assert_eq!(
        found("青河县石桥镇人民政府", "本报告由青河县教育局编制。").len(),
        1
    );
    assert_eq!(found("青河县石桥镇人民政府", "县教育局认真落实。"), [""; 0]);
}

#[test]
fn units_call_themselves_by_their_kind() {
    let says = |own: &'static str, word| Own::of(own, iter::empty()).says_of_itself(word, None);
    let town = "青河县石桥镇人民政府";
    assert!(says(town, "我镇") && says(town, "我县"));
    assert!(!says(town, "我乡") && !says(town, "我局") && !says(town, "我办"));
    assert!(says("青河县民政局", "我局") && !says("青河县民政局", "我镇"));
    assert!(says("青河县民政局", "我县") && !says("青河县民政局", "我委"));
    assert!(says("青河市河口街道办事处", "我办"));
    assert!(!says("示例市安平区青禾镇人民政府", "我县"));
}
