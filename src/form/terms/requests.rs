//! Table three, which both printed forms share but for （六）其他处理.

use super::term::{Term, term};

pub const NAME: &str = "收到和处理申请";
pub const ABOUT: &str =
    "一年里收到多少政府信息公开申请，怎样办的。一列是一类申请人，一行是一种情形。";

pub static APPLICANTS: [Term; 9] = [
    term("applicants", "提出申请的人，按身份分成几类。"),
    term("natural_person", "以个人名义提出申请的人。"),
    term("organizations", "以单位名义提出申请的，分成下面五类。"),
    term("commercial_enterprise", "从事经营的企业，如公司、工厂。"),
    term("research_institution", "从事科学研究的单位。"),
    term("public_welfare_org", "从事公益活动的社会组织，如慈善组织。"),
    term("legal_service_org", "提供法律服务的机构，如律师事务所。"),
    term("other_org", "前面四类以外的单位。"),
    term("total", "各类申请人相加的合计。"),
];

pub static ROWS: [Term; 26] = [
    term("new_received", "1月1日到12月31日收到的政府信息公开申请。"),
    term(
        "carried_in",
        "上一年没有办完、转到这一年接着办的申请，应当等于上一年年报里的“结转下年度继续办理”。",
    ),
    term("concluded", "这一年办完的申请，按结果分成下面几种。"),
    term("disclosed", "申请人要的信息全部公开了。"),
    term(
        "partially_disclosed",
        "一件申请要的信息，有的公开了，有的没有公开。这样的申请只算在这一行，不再算进别的行。",
    ),
    term("denied", "按规定不能公开的，按理由分成下面八种。"),
    term("denied_state_secret", "要的信息依法定为国家秘密。"),
    term(
        "denied_prohibited_by_law",
        "不是国家秘密，但是别的法律、行政法规不准公开。",
    ),
    term(
        "denied_security_stability",
        "公开以后可能危及国家安全、公共安全、经济安全、社会稳定。",
    ),
    term(
        "denied_third_party_rights",
        "公开会损害别人的合法权益，如商业秘密、个人隐私。",
    ),
    term(
        "denied_internal_affairs",
        "机关内部的三类信息：人事管理、后勤管理、内部工作流程。",
    ),
    term(
        "denied_process_information",
        "办事过程中形成的四类信息：讨论记录、过程稿、磋商信函、请示报告。",
    ),
    term("denied_enforcement_case_file", "行政执法案件案卷里的信息。"),
    term(
        "denied_administrative_query",
        "这类信息另有规定的查询办法，要按那个办法查，如不动产登记资料。",
    ),
    term("unavailable", "本机关拿不出申请人要的信息，分成下面三种。"),
    term("unavailable_not_held", "查找以后，本机关没有这项信息。"),
    term(
        "unavailable_needs_creation",
        "没有现成的信息，要重新加工、整理才能形成。",
    ),
    term(
        "unavailable_still_unclear",
        "请申请人补充说明以后，还是看不出要的是哪项信息。",
    ),
    term(
        "refused",
        "行政机关说明理由后不按信息公开申请处理的，分成下面五种。",
    ),
    term(
        "refused_petition_complaint",
        "写的是申请公开信息，实际上是信访、举报、投诉，应当走相应的渠道。",
    ),
    term("refused_repeat", "已经答复过，同一个人又申请同样的信息。"),
    term(
        "refused_published_material",
        "要的是报纸、期刊、书籍一类公开出版物，可以从发行渠道取得。",
    ),
    term(
        "refused_excessive",
        "申请的数量、次数明显超出合理范围，又没有正当理由。",
    ),
    term(
        "refused_confirm_or_reissue",
        "信息已经拿到了，要求机关再确认一次或者重新出具一份。",
    ),
    term(
        "concluded_total",
        "这一年办完的申请合计，等于（一）到（六）各项相加。",
    ),
    term(
        "carried_out",
        "到12月31日没有办完、转到下一年接着办的申请。",
    ),
];
