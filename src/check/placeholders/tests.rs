use super::*;
use crate::prose::signs;

fn found(text: &str, reader: Reader) -> Option<&str> {
    let phrase = Haystack::new(text);
    let signs: Vec<(usize, char)> = signs(text).collect();
    let sought = Sought {
        phrase: &phrase,
        signs: &signs,
        reader,
        cell: false,
        next: None,
        pictured: false,
    };
    first(&sought).map(|range| &text[range])
}

/// What a report leaves open, with what is shown of it.
const OPEN: [(&str, &str); 120] = [
    ("（根据实际情况修改）", "根据实际情况修改"),
    ("（以下为示例，请删除）", "以下为示例，请删除"),
    ("增长XX.X%。", "XX.X"),
    ("收费X.XX万元", "X.XX"),
    ("公开信息1X条，", "1X"),
    ("1.XXXXXX。", "XXXXXX"),
    ("举办培训X场。", "X"),
    ("培训X场次。", "X"),
    ("公开信息？条。", "？"),
    ("2025年12月日召开", "月日"),
    ("第 次会议", "第 次"),
    ("公开信息【】条", "【】"),
    ("（此处略）", "此处略"),
    ("待补充。", "待补充"),
    ("（后补）", "后补"),
    ("（补充具体数字）", "补充具体数字"),
    ("单击此处编辑标题", "此处编辑"),
    ("全年公开信息XX条", "XX"),
    ("全年公开信息 XX 条", "XX"),
    ("全年公开信息ＸＸ条", "ＸＸ"),
    ("全年公开信息xx条", "xx"),
    ("负责人是XX。", "XX"),
    ("办结率达XX%，", "XX"),
    ("满意度（XX%）", "XX"),
    ("名称为“XXX”", "XXX"),
    ("XX", "XX"),
    ("XX镇人民政府", "XX"),
    ("XXXX年1月1日", "XXXX"),
    ("20XX年度工作", "20XX"),
    ("202X年1月", "202X"),
    ("自20××年起", "20××"),
    ("至202×年", "202×"),
    ("统计期限为20**年", "20**"),
    ("截至20__年", "20__"),
    ("于X月X日公布", "X"),
    ("×月×日", "×"),
    ("于 X 月 X 日公布", "X"),
    ("公开×件", "×"),
    ("受理X件", "X"),
    ("国办函〔2021〕X号", "X"),
    ("国办函〔2021〕XX号", "XX"),
    ("由××镇负责", "××"),
    ("公开信息N条", "N"),
    ("受理n件", "n"),
    ("公开信息***条", "***"),
    ("公开信息****条，其中", "****"),
    ("由***负责", "***"),
    ("公开信息**条", "**"),
    ("由**镇负责", "**"),
    ("○○镇人民政府", "○○"),
    ("〇〇县政府", "〇〇"),
    ("○月○日公布", "○"),
    ("□□镇人民政府", "□□"),
    ("△△镇人民政府", "△△"),
    ("公开信息？？条", "？？"),
    ("联系电话：____", "____"),
    ("公开信息__条", "__"),
    ("公开信息＿＿＿条", "＿＿＿"),
    ("电话：0XXX-XXXXXXX）", "0XXX-XXXXXXX"),
    ("电话：0123-XXXXXXX。", "0123-XXXXXXX"),
    ("电话：XXX-XXXXXXXX", "XXX-XXXXXXXX"),
    ("邮箱：xxx@163.com", "xxx@163.com"),
    ("邮箱：XX@example.gov.cn，", "XX@example.gov.cn"),
    ("网址：http://www.xxx.gov.cn/", "http://www.xxx.gov.cn"),
    ("落款为 2025年 月 日", "025年 月"),
    ("落款为2025年　月　日。", "025年　月"),
    ("2025年1月 日", "5年1月 日"),
    ("2025年月日", "年月日"),
    ("年 月 日", "年 月"),
    ("    年    月    日", "年    月"),
    ("全年公开  条，其中", "全年公开  条"),
    ("全年公开 条。", "全年公开 条"),
    ("受理申请　件；", "受理申请　件"),
    ("占比  %。", "占比  %"),
    ("收费  万元。", "收费  万元"),
    ("国办函〔2021〕 号", "〔2021〕 号"),
    ("国办函〔2021〕号", "〕号"),
    ("国办函〔 〕30号", "国办函〔 〕"),
    ("共公开（）条", "（）"),
    ("共公开（  ）条", "共公开（  ）"),
    ("第  号", "第  号"),
    ("依据《》公开", "《》"),
    ("（待写：网站专栏）", "待写"),
    ("电话（待写）", "待写"),
    ("数据待填。", "待填"),
    ("待填写", "待填写"),
    ("（待补充）", "待补充"),
    ("（待补充：整改情况）", "待补充"),
    ("公开日期：待定", "待定"),
    ("（待定）", "待定"),
    ("（待核实）", "（待核实）"),
    ("（请填写）", "（请填写）"),
    ("（请填写单位全称）", "请填写单位全称"),
    ("（填写具体数字）条", "填写具体数字"),
    ("【填写】", "填写"),
    ("（此处填写情况）", "此处填写"),
    ("此处插入表格", "此处插入"),
    ("本机关网站（具体网址）", "（具体网址）"),
    ("（单位名称）", "（单位名称）"),
    ("[单位名称]编制本报告", "[单位名称]"),
    ("[单位名称]2025年", "[单位名称]"),
    ("<单位名称>编制", "<单位名称>"),
    ("请与{联系部门}联系", "{联系部门}"),
    ("现将{{year}}年", "{{year}}"),
    ("请与【联系电话】联系", "【联系电话】"),
    ("某某镇人民政府", "某某"),
    ("（数据待补）", "待补"),
    ("（待办公室提供）", "（待办公室提供）"),
    ("（根据实际情况填写）", "（根据实际情况填写）"),
    ("此处省略若干条", "此处省略"),
    ("公开（ 填写数字 ）条", "填写数字 "),
    ("2025年？月？日", "？"),
    ("同比增长？%", "？"),
    ("公开Xx条", "Xx"),
    ("X余件", "X"),
    ("办结X X件", "X"),
    ("[姓名]", "[姓名]"),
    ("TODO：补数字", "TODO"),
    ("（地址：，邮编：123456）", "地址："),
    ("联系人：张三，电话：", "电话："),
];

/// What a report may say.
const SAID: [&str; 90] = [
    "7月日均访问50次",
    "答复了吗？次日公布",
    "比例为1.5%",
    "分为X类、Y类信息",
    "采购5G/XXL号工作服",
    "Windows XP系统、XXE漏洞、abcXX",
    "做了X光检查、X射线安检",
    "以x轴表示年份",
    "3×4米公开栏",
    "2×660MW机组",
    "4×100米接力",
    "单价×件数",
    "工资×月数，长×宽×高",
    "发放N95口罩",
    "“1+N”政策体系",
    "“1＋1＋N”工作机制",
    "期待填补空白",
    "有待填报的数据",
    "系统里待填报的数据项已清零",
    "尚有待补充完善的",
    "部分栏目信息有待补充。",
    "具体网址：https://example.gov.cn",
    "具体时间待定后另行通知",
    "拟定、待定事项",
    "联系电话138****1234",
    "证号2301**********123X",
    "号码138XXXX1234的申请人",
    "申请人张**不服答复",
    "申请人李**某",
    "原告张某某诉本机关",
    "李某某、王某某申请公开",
    "申请人王××要求公开",
    "申请人赵XX提出申请",
    "某公司申请公开某项目信息",
    "二○○八年五月一日起施行",
    "二〇二五年一月十五日",
    "二〇〇八年",
    "一〇〇条",
    "文  件，条  件，",
    "通    知",
    "共 3 件",
    "出生年月日、住址",
    "每年 月均公开",
    "公开条目",
    "参加培训人次",
    "申请表□是□否",
    "信访件、来件、提案件",
    "（一）主动公开",
    "地址：示例县中心街1号，邮编：123456，电话：0123-4567890",
    "电话：（0123）4567890",
    "联系电话： 0123-4567890",
    "邮箱：xxgk@example.gov.cn",
    "网址：http://www.xxgk.gov.cn/",
    "见https://example.gov.cn/xx/xxgk/2025/",
    "《示例县政府信息公开指南》（2025年版）",
    "【主办单位】示例县人民政府",
    "[1]见附件",
    "〔2021〕30号",
    "[2021]30号",
    "a<b且c>d",
    "开展调查（填写问卷120份）",
    "点击“填写申请”",
    "指导群众填写申请表",
    "在线填写、提交",
    "什么是政府信息？？条例怎么说",
    "是吗？？",
    "……",
    "数据…条",
    "**要求。**随后",
    "把**“公开”**写进",
    "带*号的为必填项",
    "评为A级、AA级",
    "第3期、第１２期",
    "XL号、XXXL码",
    "办公时间：8:30—17:30",
    "联系人和电话：张三 0123",
    "Model XX-2 is used",
    "某市某区",
    "待遇、待办事项、待查",
    "（待遇问题已解决）",
    "（由工作人员填写3份）",
    "收集意见（填写问卷，共120份）",
    "3 万元、12 条、20 %",
    "单位： 万元",
    "办  公  室",
    "2026 年 1 月 5 日",
    "手机尾号为***1234",
    "2×2列联表、1200×600mm",
    "在此基础上、在此期间",
    "“地址”“电话”栏目",
];

#[test]
fn what_is_left_open_in_a_report_is_found() {
    let others = OPEN.map(|(text, shown)| (text, found(text, Reader::Report), shown));
    let others = others
        .iter()
        .filter(|(_, found, shown)| *found != Some(*shown));
    assert_eq!(others.collect::<Vec<_>>(), [&("", None, ""); 0]);
}

#[test]
fn what_a_report_may_say_is_no_placeholder() {
    let accused = SAID.map(|text| (text, found(text, Reader::Report)));
    let accused = accused.iter().filter(|(_, found)| found.is_some());
    assert_eq!(accused.collect::<Vec<_>>(), [&("", None); 0]);
}

#[test]
fn pages_tell_people_what_to_fill_in() {
    for text in [
        "（请填写《政府信息公开申请表》）",
        "请填写申请表，（填写说明见附件）",
        "开班时间：待定",
        "申请人：某某公司",
    ] {
        assert_eq!(found(text, Reader::Page), None, "{text}");
    }
    for text in [
        "申请人：______",
        "（ ）邮寄（ ）自取",
        "邮编：□□□□□□",
        "申请日期：    年  月  日",
        "例：“××村2024年度验收报告”",
        "（请填写所需政府信息的名称、文号）",
    ] {
        assert_eq!(found(text, Reader::Applicant), None, "{text}");
    }
    for (text, shown) in [
        (
            "（请填写：监督电话和受理的机构。）",
            "请填写：监督电话和受理的机构。",
        ),
        ("获取（请填写单位全称）的政府信息", "请填写单位全称"),
        ("- 邮政编码：（请填写）", "请填写"),
        ("向XX县人民法院提起", "XX"),
    ] {
        for reader in [Reader::Page, Reader::Applicant] {
            assert_eq!(found(text, reader), Some(shown), "{text}");
        }
    }
}

#[test]
fn fields_have_no_masked_names() {
    for (text, shown) in [
        ("王XX", "XX"),
        ("（请填写单位全称）", "请填写单位全称"),
        ("请填写单位名称", "请填写单位名称"),
        ("京ICP备XXXXXXXX号", "XXXXXXXX"),
        ("0XXX-XXXXXXX", "0XXX-XXXXXXX"),
        ("www.xxx.gov.cn", "www.xxx.gov.cn"),
        ("示例政办发〔2026〕X号", "X"),
        ("待定", "待定"),
        ("XXX", "XXX"),
    ] {
        assert_eq!(found(text, Reader::Field), Some(shown), "{text}");
    }
    for text in [
        "示例县青禾镇人民政府",
        "0123-4567890",
        "bm12345678",
        "www.xx.gov.cn",
    ] {
        assert_eq!(found(text, Reader::Field), None, "{text}");
    }
}

#[test]
fn what_a_block_announces_may_be_the_next_one() {
    let open = |cell: bool, next: Option<&str>, pictured: bool| {
        let phrase = Haystack::new("联系电话：");
        let signs: Vec<(usize, char)> = signs(phrase.text).collect();
        let reader = Reader::Page;
        first(&Sought {
            phrase: &phrase,
            signs: &signs,
            reader,
            cell,
            next,
            pictured,
        })
        .is_some()
    };
    let other = Some("传真号码：0123-4567891");
    assert!(open(false, None, false) && open(false, other, false));
    assert!(!open(true, None, false) && !open(false, Some("0123-4567890"), false));
    // A picture of the number.
    assert!(!open(false, other, true));
}
