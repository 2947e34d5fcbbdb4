//! Where a word rightly stands twice in a row: one phrase ends with it and the
//! next begins with it, as in 有关规定规定应当 and 县政府政府信息.
//!
//! A word that was typed twice is mostly followed by anything; a phrase that
//! begins with the word goes on in one of few ways. What is not surely a slip
//! is passed over.

use crate::prose::is_cjk;

/// Words that often end one phrase and begin another, and the letters with
/// which the second goes on: 工作人员, 工作机制. In the order of the words.
const GOES_ON: [(&str, &str); 109] = [
    ("专栏", "建"),
    ("业务", "培水能知科骨素"),
    ("中心", "主城工村小窗大组任卫"),
    ("举报", "电渠热邮箱信"),
    ("事务", "中局所管服"),
    ("交通", "运局安"),
    ("人员", "名培配变信力经"),
    ("人大", "代常"),
    ("代表", "大建团"),
    ("企业", "家名开代"),
    ("会议", "纪精室记公议材决要开审"),
    ("便民", "服"),
    ("保障", "局机措体房工水对性"),
    (
        "信息",
        "量总数员化发内资来更中平系安处共报审采载科栏技简条管库服",
    ),
    ("健康", "局教委"),
    ("党委", "书会办"),
    ("公告", "栏"),
    ("公示", "栏期牌制信内"),
    ("农业", "农综技局部"),
    ("农村", "局部工集经人供公"),
    ("决定", "书"),
    ("决算", "公编报信草"),
    ("制度", "化建体规汇落执机"),
    ("办公", "室楼时地会厅用"),
    ("办公室", "主负工设电成地"),
    ("办理", "结流情时指程进"),
    ("单位", "负名职内网主干预决实法代"),
    ("卫生", "院健室局"),
    ("发展", "改规和水战"),
    ("发布", "会平机审制数量信渠"),
    ("受理", "窗渠点机申"),
    ("司法", "局所行"),
    ("咨询", "电服台热窗点平"),
    ("图书", "馆室"),
    ("土地", "征管"),
    ("城市", "管建更"),
    ("培训", "班会人对内课材次计资"),
    ("处罚", "决信案结"),
    ("委员", "会"),
    ("安全", "生管监责隐检"),
    ("审批", "局事服制结流"),
    ("审查", "制机意程工表流员"),
    ("审核", "制机意程工表流员"),
    ("审计", "局结报"),
    ("宣传", "册栏单部活工教资手"),
    ("小组", "办成组会"),
    ("就业", "创服局培"),
    ("居民", "委小代"),
    (
        "工作",
        "人机制组专站室部方要会总报计流规办者台任力水效质动日经联落能队责例推安重标程细职群量年领培考交",
    ),
    ("市场", "监主"),
    ("干部", "职培队"),
    ("平台", "建管运维功账发数"),
    ("年度", "报考工计预"),
    ("应急", "管预"),
    ("建议", "提办书"),
    ("建设", "工项局用规情方水"),
    ("征收", "补"),
    ("执法", "局人队检公信监全证案大决"),
    ("投诉", "电举渠热信邮"),
    ("投资", "项促"),
    ("报告", "制期内全"),
    ("提案", "办"),
    ("改革", "委局任方措办成和"),
    ("政策", "解文咨措问宣性法"),
    ("救助", "对标"),
    ("教育", "局体系培活部整"),
    ("数据", "库管局共安开资质"),
    ("文件", "精解汇管目要数库起"),
    ("文化", "站馆和体活服"),
    ("机关", "事党干工效内网负各职名公单"),
    ("村民", "委代小自"),
    ("查阅", "点场窗"),
    ("标准", "化目体规"),
    ("栏目", "设更建内信"),
    ("档案", "馆管室局"),
    ("检查", "结组情计站表"),
    ("民政", "局办部"),
    ("法律", "顾服援法知意"),
    ("环境", "保局整质信卫"),
    ("生态", "环文"),
    ("申请", "人表书事数总量方渠内材办答受类件处接登流途公率"),
    ("监督", "电检管员机保渠指考热评委平"),
    ("监管", "局部"),
    ("目录", "编管"),
    ("社会", "保组评治公监发救事力稳各"),
    ("社区", "居干工服网公党矫卫书"),
    ("税务", "局"),
    ("答复", "书率时意内"),
    (
        "管理",
        "制办局部人平系机水条规体委中员工服台流责模站所处科能职权",
    ),
    ("组织", "部生领关机实保架成党村"),
    ("经济", "发社建技"),
    ("统计", "局数公"),
    ("网站", "群建管栏平维普工内年安"),
    ("群众", "满性路工来诉代"),
    ("考核", "结指体办内评机制细"),
    ("联系", "人电方地"),
    ("街道", "办党各干机公"),
    ("补偿", "标安"),
    ("规范", "性化管运"),
    ("许可", "事证决信"),
    ("评议", "结员活会表"),
    ("财政", "局预资部所专支"),
    ("责任", "人制单追清科落体心分"),
    ("质量", "管监检"),
    ("资源", "管局共配库交规整"),
    ("部门", "预决负网职规文联协信会主"),
    ("项目", "库建管名资进清审实负申"),
    ("预算", "公执编管绩信报草调法"),
    ("领导", "小干班批机责信"),
];

/// Who has a 政府: 县政府, 人民政府, 各级政府.
const GOVERNED: [&str; 15] = [
    "人民", "省", "市", "县", "区", "镇", "乡", "州", "旗", "盟", "级", "地方", "街道", "特区",
    "上级",
];
const OF_GOVERNMENT: &str =
    "信网门公工采规令购部机职投数服办热债常文会主系开预决财专质微官新客负领班统性";
/// What is 公开: 村务公开, 信息公开, 主动公开.
const DISCLOSED: [&str; 6] = ["务", "信息", "主动", "申请", "预算", "决算"];
const OF_DISCLOSURE: &str =
    "栏日墙榜屏板窗亭角电网目平专承程时事指内形方范责标场点渠意属率途主依频查大制";
/// How the law goes on: 有关规定规定应当主动公开的.
const STIPULATED: [&str; 13] = [
    "应当", "应", "的", "不得", "可以", "必须", "需", "须", "禁止", "予以", "不予", "由", "属于",
];

/// Whether a word between `before` and `after`, where it stands twice, ends
/// one phrase and begins the next.
pub fn is_seam(before: &str, word: &str, after: &str) -> bool {
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let goes_on = |letters: &str| after.starts_with(|c| letters.contains(c));
    match word {
        "规定" => {
            let stipulated = STIPULATED.iter().any(|word| after.starts_with(word));
            stipulated && follows_a_phrase(before) && !ends(&["照", "按", "据", "违反", "符合"])
        }
        "政府" => ends(&GOVERNED) && goes_on(OF_GOVERNMENT),
        "公开" => ends(&DISCLOSED) && goes_on(OF_DISCLOSURE),
        "行政" => ends(&["依法"]),
        _ => {
            let at = GOES_ON.binary_search_by_key(&word, |(word, _)| word);
            at.is_ok_and(|at| follows_a_phrase(before) && goes_on(GOES_ON[at].1))
        }
    }
}

/// Whether the first of the two words is the end of something longer.
fn follows_a_phrase(before: &str) -> bool {
    before.ends_with(|c| is_cjk(c) || matches!(c, '》' | '”' | '〉' | '）'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_order() {
        assert!(GOES_ON.is_sorted_by(|one, other| one.0 < other.0));
    }

    #[test]
    fn phrases_that_meet_are_told_from_slips() {
        for [before, word, after] in [
            ["国家有关", "规定", "应当主动公开的"],
            ["法律和行政法规的其他", "规定", "不得公开"],
            ["在县人民", "政府", "信息公开专栏"],
            ["通过市", "政府", "网站"],
            ["村务", "公开", "栏更新"],
            ["信息", "公开", "日活动"],
            ["依法", "行政", "执法水平"],
            ["做好公开", "工作", "人员培训"],
            ["县信访局党政", "办公室", "主任"],
            ["收到公开", "申请", "人邮寄的"],
        ] {
            assert!(is_seam(before, word, after), "{before}{word}{word}{after}");
        }
        for [before, word, after] in [
            ["可在栏目", "下载", "申请表"],
            ["依照", "规定", "的时限"],
            ["有关", "规定", "，"],
            ["推进", "政府", "信息公开"],
            ["县", "政府", "批准"],
            ["政府信息", "公开", "工作"],
            ["信息", "公开", "条例"],
            ["", "工作", "人员"],
            ["政府", "信息", "公开"],
            ["加强", "管理", "，"],
        ] {
            assert!(!is_seam(before, word, after), "{before}{word}{word}{after}");
        }
    }
}
