//! What is to be disclosed, in the words of the 中华人民共和国政府信息公开条例
//! (国务院令第711号, 2019): 第二十条 and 第二十一条.

/// Who the law asks for an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// 第二十条: 行政机关.
    All,
    /// 第二十一条: 设区的市级、县级人民政府及其部门.
    Counties,
    /// 第二十一条: 乡（镇）人民政府.
    Townships,
    /// 第二十一条, in both of its lists.
    Both,
}

/// One item as the law words it.
#[derive(Debug)]
pub struct Item {
    pub asked: Asked,
    pub words: &'static str,
    /// The stretch of the words that stands for them where space is short.
    pub brief: &'static str,
}

const fn item(asked: Asked, words: &'static str, brief: &'static str) -> Item {
    Item {
        asked,
        words,
        brief,
    }
}

/// How many items 第二十条 has; it numbers them （一） to （十五）.
pub const NUMBERED: usize = 15;

/// The fifteen items of 第二十条, then both lists of 第二十一条 in an order that is
/// the order of each of them.
pub static ITEMS: [Item; NUMBERED + 12] = [
    // 第二十条（一）
    item(
        Asked::All,
        "行政法规、规章和规范性文件",
        "行政法规、规章和规范性文件",
    ),
    // 第二十条（二）
    item(
        Asked::All,
        "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
        "机关职能、机构设置",
    ),
    // 第二十条（三）
    item(
        Asked::All,
        "国民经济和社会发展规划、专项规划、区域规划及相关政策",
        "发展规划、专项规划、区域规划",
    ),
    // 第二十条（四）
    item(Asked::All, "国民经济和社会发展统计信息", "统计信息"),
    // 第二十条（五）
    item(
        Asked::All,
        "办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果",
        "行政许可和其他对外管理服务事项",
    ),
    // 第二十条（六）
    item(
        Asked::All,
        "实施行政处罚、行政强制的依据、条件、程序以及本行政机关认为具有一定社会影响的行政处罚决定",
        "行政处罚、行政强制",
    ),
    // 第二十条（七）
    item(Asked::All, "财政预算、决算信息", "财政预算、决算"),
    // 第二十条（八）
    item(
        Asked::All,
        "行政事业性收费项目及其依据、标准",
        "行政事业性收费",
    ),
    // 第二十条（九）
    item(
        Asked::All,
        "政府集中采购项目的目录、标准及实施情况",
        "政府集中采购",
    ),
    // 第二十条（十）
    item(Asked::All, "重大建设项目的批准和实施情况", "重大建设项目"),
    // 第二十条（十一）
    item(
        Asked::All,
        "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况",
        "扶贫、教育、医疗、社会保障、促进就业",
    ),
    // 第二十条（十二）
    item(
        Asked::All,
        "突发公共事件的应急预案、预警信息及应对情况",
        "突发公共事件",
    ),
    // 第二十条（十三）
    item(
        Asked::All,
        "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
        "监督检查情况",
    ),
    // 第二十条（十四）
    item(
        Asked::All,
        "公务员招考的职位、名额、报考条件等事项以及录用结果",
        "公务员招考",
    ),
    // 第二十条（十五）
    item(
        Asked::All,
        "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息",
        "其他政府信息",
    ),
    // 第二十一条, which does not number its items.
    item(Asked::Counties, "市政建设", "市政建设"),
    item(Asked::Counties, "公共服务", "公共服务"),
    item(Asked::Counties, "公益事业", "公益事业"),
    item(
        Asked::Townships,
        "贯彻落实农业农村政策",
        "贯彻落实农业农村政策",
    ),
    item(
        Asked::Townships,
        "农田水利工程建设运营",
        "农田水利工程建设运营",
    ),
    item(
        Asked::Townships,
        "农村土地承包经营权流转",
        "农村土地承包经营权流转",
    ),
    item(Asked::Townships, "宅基地使用情况审核", "宅基地使用情况审核"),
    item(Asked::Both, "土地征收", "土地征收"),
    item(Asked::Both, "房屋征收", "房屋征收"),
    item(Asked::Counties, "治安管理", "治安管理"),
    item(Asked::Townships, "筹资筹劳", "筹资筹劳"),
    item(Asked::Both, "社会救助", "社会救助"),
];
