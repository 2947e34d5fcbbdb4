//! Single letters that were typed twice: 政策的的意见, 都已已完成.
//!
//! Most letters may stand twice: a word ends with one and the next begins with
//! it. Listed are those that hardly ever do, each with the letters beside which
//! they do. What is not surely a slip is passed over.

use std::ops::Range;

/// A letter, what it may stand twice behind, and what before.
type Letter = (char, &'static str, &'static str);

/// In the order of the letters' code points; a test holds them to it.
static LETTERS: [Letter; 46] = [
    ('不', "从无莫绝决", "了知"),
    ('与', "参给付赠授赋干相", "会时否众此共"),
    ('且', "暂尚姑苟", ""),
    (
        '为',
        "成作行认因以视改分变设列定称转评命最",
        "民期人数先主首辅农企老困群何此了",
    ),
    ('之', "总", ""),
    ('也', "", "许门"),
    ('了', "不没明末为", "解结然却断如事之"),
    ('于', "", "洪都田潜是法某"),
    ('从', "服顺遵听随跟自无侍主", "容严重快优业事政轻此前来属众"),
    ('他', "", "人乡国"),
    (
        '以',
        "可所加足得难何予借用赖聊",
        "上下往前后人案奖色及外内来旧点民身北南东西会工德资租房",
    ),
    ('们', "", ""),
    ('但', "", ""),
    ('全', "安健完齐周俱保顾成十", "盘"),
    ('共', "公中总", "同产享建治和青有用性"),
    ('其', "尤与极何耳及", "格实"),
    ('到', "", "期位场访岗达账底家点手"),
    ('及', "普涉提波触论顾危惠遍累不得谈殃推埃", "时格早"),
    ('各', "", "自"),
    (
        '向',
        "方去流导投意一动转定趋走倾取志内外双单横纵朝",
        "阳上好善前导量东西南北日心荣海家往来",
    ),
    (
        '和',
        "平温总调共谦缓柔饱祥中暖随",
        "气美谐睦平解田县蔼善风硕议谈约悦龙顺林政布静声服尚衷",
    ),
    (
        '在',
        "现实所自正内外潜",
        "建职编校线岗押册读场位座籍任途逃京地家乡野研学营售理案用此",
    ),
    ('均', "平人户年月日", "衡等匀价"),
    (
        '对',
        "一核校查比绝反相成双配结应针面",
        "联子方口象照外应策接手待比于立标称话抗垒等内偶歌账牛准",
    ),
    ('将', "麻干大小主武名老健闯猛", "军领士帅来"),
    (
        '就',
        "成造而早迁将俯高铸编",
        "业地近餐医学读诊职任事座绪算此是",
    ),
    ('已', "自不而", ""),
    ('并', "合一归兼吞裁撤火拼", "入网联轨存处列行"),
    ('府', "", "院志上谷城际"),
    ('度', "", "假过量数日汛冬夏"),
    ('得', "心所值", "分到益以力失知当罪出主了"),
    ('性', "", "别质格能价状"),
    ('我', "自忘小大唯", "国"),
    ('或', "间抑容亦甚", "许多"),
    ('把', "一火每几拖手", "关握控脉持总手"),
    ('按', "", "时期需揭摩比钮键劳月季质"),
    ('是', "求还但可于凡总国惟老为", "非否是"),
    ('更', "变", "新正名换改好迭"),
    ('未', "", "来成央婚必知"),
    ('本', "基资版成样文标脚课根日剧读", "主子分科"),
    ('没', "埋淹出沉吞覆", "收落"),
    ('由', "自理缘事因来案情", "来此头"),
    ('的', "目标打有", "确士卡哥"),
    ('着', "衣执附沉穿", "重力装手眼色落急实火陆"),
    ('第', "", ""),
    ('被', "棉植", "子套褥"),
];

/// Words whose first letter was typed twice, and the letters behind which they
/// stand by right: 疫情情况.
static WORDS: [(&str, &str); 27] = [
    ("网网上", "联外内专官"),
    ("信信息", "通短微诚征书电来守资自人去回公印迷相失"),
    ("公公开", "办非奉充因对归"),
    ("关关于", "有相机公海无攸开"),
    ("办办理", "交承代网协经主督自催查帮领转包专批"),
    ("加加强", "增更参附叠追施"),
    ("单单位", "名清简订账表菜"),
    ("发发布", "印制首开转下签颁分播群研刊核自并触代"),
    ("受受理", "接承享感"),
    ("外外包", "对户室意境额号课野郊涉国内海除里"),
    ("完完善", ""),
    ("工工作", "职员分施开民化务木技农手义竣"),
    ("平平台", "水公和太升持"),
    ("应应当", "相供反响对效适感"),
    ("应应该", "相供反响对效适感"),
    ("开开展", "公召展打离敞分张放"),
    ("情情况", "疫实案热表感行险舆灾民警社敌国市军剧心"),
    ("提提供", "前"),
    ("提提高", "前"),
    ("收收到", "征接回税验吸签招查没丰歉创秋"),
    ("政政府", "行财民市军邮执勤德"),
    ("根根据", ""),
    ("申申请", "引重"),
    ("规规定", "法常正"),
    ("进进行", "推改促引先行前跟并增演递迈走"),
    ("部部门", "全内各外干支总本"),
    ("落落实", "坐村部院角段降下冷失着碎"),
];

/// The letters that were typed twice or more: where they stand. Linear in the
/// text.
pub fn doubled(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut at = 0;
    while at < chars.len() {
        let (start, c) = chars[at];
        let run = chars[at..]
            .iter()
            .take_while(|(_, next)| *next == c)
            .count();
        let end = start + run * c.len_utf8();
        if run > 1 && is_slip(text, c, start..end) {
            found.push(start..end);
        }
        at += run;
    }
    found
}

fn is_slip(text: &str, c: char, range: Range<usize>) -> bool {
    let (head, tail) = (&text[..range.start], &text[range.end..]);
    let mut before = head.chars().rev();
    let mut after = tail.chars();
    let (last, next) = (before.next(), after.next());
    // 实实在在, 的的确确.
    let pair = |one: Option<char>, other: Option<char>| one.is_some() && one == other;
    if pair(last, before.next()) || pair(next, after.next()) {
        return false;
    }
    let among = |letters: &str, c: Option<char>| c.is_some_and(|c| letters.contains(c));
    if let Ok(at) = LETTERS.binary_search_by_key(&c, |letter| letter.0) {
        let (_, behind, ahead) = LETTERS[at];
        return !among(behind, last) && !among(ahead, next) && !named(c, tail);
    }
    let word = &text[range.end - 2 * c.len_utf8()..];
    let mut words = WORDS.iter().filter(|(typed, _)| word.starts_with(typed));
    // 信息息公开, but 息息相关.
    let information = c == '息' && last == Some('信') && !among("相", next);
    information || words.any(|(_, behind)| !among(behind, last))
}

/// Whether a name begins with the second letter: 青河镇和和兴镇, 被被申请人.
fn named(c: char, tail: &str) -> bool {
    const LONGEST: usize = 4;
    let ends = match c {
        '和' | '与' | '向' | '于' => "镇乡县市村区街州",
        '被' => "人告方",
        _ => return false,
    };
    if tail.starts_with(['各', '全', '本']) {
        return false;
    }
    tail.chars().take(LONGEST).any(|c| ends.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_are_in_order() {
        assert!(LETTERS.is_sorted_by(|one, other| one.0 < other.0));
    }

    #[test]
    fn letters_typed_twice_are_found() {
        for (text, shown) in [
            ("征求群众对重大政策的的意见", "的的"),
            ("短板主要存在在互动不够", "在在"),
            ("冷链货物外外包装抽检", "外外"),
            ("整改都已已完成", "已已"),
            ("取得了了进展", "了了"),
            ("在在镇政府网站开设专栏", "在在"),
            ("公开指南和和目录", "和和"),
            ("条例及及配套制度", "及及"),
            ("公开对象为为社会公众", "为为"),
            ("一是是宣传不够", "是是"),
            ("办公室与与各村", "与与"),
            ("开展了对对村级公开的检查", "对对"),
            ("由由办公室负责", "由由"),
            ("于于2025年建成", "于于"),
            ("向向社会公开", "向向"),
            ("按按规定答复", "按按"),
            ("以以公开为常态", "以以"),
            ("被被纠正0件", "被被"),
            ("并并及时更新", "并并"),
            ("或或邮寄", "或或"),
            ("将将继续完善", "将将"),
            ("2025年度度工作", "度度"),
            ("规范性性文件", "性性"),
            ("各各部门", "各各"),
            ("均均已办结", "均均"),
            ("未未收到申请", "未未"),
            ("共共受理3件", "共共"),
            ("随着着平台建成", "着着"),
            ("工作情情况如下", "情情"),
            ("在门户网网上下载", "网网"),
            ("信息息公开", "息息"),
            ("开展了公公开日活动", "公公"),
            ("法律顾问把把意见", "把把"),
            ("政策的的的意见", "的的的"),
        ] {
            let found = doubled(text);
            let shows: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(shows, [shown], "{text}");
        }
    }

    #[test]
    fn letters_that_stand_twice_by_right_are_passed_over() {
        for text in [
            "的的确确、实实在在、是是非非、和和气气、从从容容、里里外外",
            "人人、天天、常常、处处、件件、等等、家家、户户、仅仅、刚刚、渐渐、往往",
            "不以营利为目的的组织，招标标的的数量，做的的确好",
            "为了了解情况，增进了了解，不了了之，为了了结此事",
            "现在在岗人员，实在在理，在在建项目旁，现在在网站公开",
            "实事求是是我们的作风，问题是是否及时",
            "公众参与与互动，与与会人员交流，与与时俱进",
            "对对方，对对口单位，对对象，对对联，核对对象",
            "可以以电子邮件形式申请，以以下方式，以以人民为中心",
            "理由由本机关说明，由由来已久",
            "知识普及及宣传，以及及时公开",
            "行政行为为具体行为，成为为民服务的平台，开展为为期三天的培训",
            "青河镇和和兴镇，和和平镇，文明和和谐",
            "被被申请人，植被被破坏",
            "把把关，一把把",
            "合并并公布，自由由来",
            "疫情情况、法规规定、职工工作、公开开展、印发发布、微信信息",
            "息息相关，与信息息息相关",
            "健全全县制度，公共共用，社会公共共享",
            "2025年年度报告，村村通，县县建，石桥镇镇政府",
            "尤其其他单位，未来未成年人，本人其他",
            "变更更正、早就就业、去向向社会公开",
        ] {
            assert_eq!(doubled(text), [], "{text}");
        }
    }
}
