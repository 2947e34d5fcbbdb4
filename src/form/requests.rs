//! Table three, which both printed forms share but for （六）其他处理.

use super::measure::{Meaning, Measure, means};
use super::table::{Head, Identity, Kind, Over, group, head};

pub(super) const CAPTION: &str = "收到和处理政府信息公开申请情况";
pub(super) const NOTE: &str =
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

pub(super) const COLUMNS: &[Head] = &[group(
    "applicants",
    "申请人情况",
    &[
        head("natural_person", "自然人", &[]),
        group(
            "organizations",
            "法人或其他组织",
            &[
                head("commercial_enterprise", "商业企业", &[]),
                head("research_institution", "科研机构", &[]),
                head("public_welfare_org", "社会公益组织", &[]),
                head("legal_service_org", "法律服务机构", &[]),
                head("other_org", "其他", &[]),
            ],
        ),
        head("total", "总计", &[]),
    ],
)];

pub(super) const KINDS: &[Kind] = &[Kind::Count; 7];

pub(super) const NEW_RECEIVED: Head = head(
    "new_received",
    "一、本年新收政府信息公开申请数量",
    &["本年新收", "新收"],
);
pub(super) const CARRIED_IN: Head = head(
    "carried_in",
    "二、上年结转政府信息公开申请数量",
    &["上年结转"],
);
pub(super) const CARRIED_OUT: Head = head(
    "carried_out",
    "四、结转下年度继续办理",
    &["结转下年度", "结转下年"],
);
pub(super) const DISCLOSED: Head = head("disclosed", "（一）予以公开", &[]);
pub(super) const PARTIALLY_DISCLOSED: Head = head(
    "partially_disclosed",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    &["部分公开"],
);
pub(super) const DENIED: Head = group(
    "denied",
    "（三）不予公开",
    &[
        head("denied_state_secret", "1.属于国家秘密", &["国家秘密"]),
        head(
            "denied_prohibited_by_law",
            "2.其他法律行政法规禁止公开",
            &["法律行政法规禁止公开", "法律法规禁止公开"],
        ),
        head(
            "denied_security_stability",
            "3.危及“三安全一稳定”",
            &["三安全一稳定"],
        ),
        head(
            "denied_third_party_rights",
            "4.保护第三方合法权益",
            &["第三方合法权益"],
        ),
        head(
            "denied_internal_affairs",
            "5.属于三类内部事务信息",
            &["三类内部事务信息", "内部事务信息"],
        ),
        head(
            "denied_process_information",
            "6.属于四类过程性信息",
            &["四类过程性信息", "过程性信息"],
        ),
        head(
            "denied_enforcement_case_file",
            "7.属于行政执法案卷",
            &["行政执法案卷"],
        ),
        head(
            "denied_administrative_query",
            "8.属于行政查询事项",
            &["行政查询事项"],
        ),
    ],
);
pub(super) const UNAVAILABLE: Head = group(
    "unavailable",
    "（四）无法提供",
    &[
        head(
            "unavailable_not_held",
            "1.本机关不掌握相关政府信息",
            &["本机关不掌握", "不掌握"],
        ),
        head(
            "unavailable_needs_creation",
            "2.没有现成信息需要另行制作",
            &["没有现成信息", "需要另行制作"],
        ),
        head(
            "unavailable_still_unclear",
            "3.补正后申请内容仍不明确",
            &["补正后仍不明确"],
        ),
    ],
);
pub(super) const REFUSED: Head = group(
    "refused",
    "（五）不予处理",
    &[
        head(
            "refused_petition_complaint",
            "1.信访举报投诉类申请",
            &["信访举报投诉"],
        ),
        head("refused_repeat", "2.重复申请", &[]),
        head(
            "refused_published_material",
            "3.要求提供公开出版物",
            &["公开出版物"],
        ),
        head(
            "refused_excessive",
            "4.无正当理由大量反复申请",
            &["大量反复申请"],
        ),
        head(
            "refused_confirm_or_reissue",
            "5.要求行政机关确认或重新出具已获取信息",
            &["确认或重新出具", "确认或重新出具已获取信息"],
        ),
    ],
);
pub(super) const CONCLUDED_TOTAL: Head = head("concluded_total", "（七）总计", &["办理结果总计"]);

/// 国办公开办函〔2021〕30号, table three, the note in its corner.
pub(super) const BALANCE: Identity = Identity {
    rule: "A01",
    says: "第一项加第二项之和，等于第三项加第四项之和",
    over: Over::Columns,
    left: &["new_received", "carried_in"],
    right: &["concluded_total", "carried_out"],
    computes: false,
};

/// Implied by the column heads 自然人 … 总计.
pub(super) const ROW_TOTAL: Identity = Identity {
    rule: "A03",
    says: "总计等于六类申请人之和",
    over: Over::Rows,
    left: &["total"],
    right: &[
        "natural_person",
        "commercial_enterprise",
        "research_institution",
        "public_welfare_org",
        "legal_service_org",
        "other_org",
    ],
    computes: true,
};

/// Implied by the row head （七）总计, over the results that the form prints.
pub(super) const fn results(right: &'static [&'static str]) -> Identity {
    Identity {
        rule: "A02",
        says: "（七）总计等于（一）至（六）各项之和",
        over: Over::Columns,
        left: &["concluded_total"],
        right,
        computes: true,
    }
}

/// What the rows mean that every form of the table has.
pub(super) static MEASURES: [Meaning; 9] = [
    total(Measure::Received, "本年新收", &["new_received"]),
    total(Measure::CarriedIn, "上年结转", &["carried_in"]),
    total(Measure::Concluded, "（七）总计", &["concluded_total"]),
    total(Measure::CarriedOut, "结转下年度继续办理", &["carried_out"]),
    total(Measure::Granted, "予以公开", &["disclosed"]),
    total(Measure::PartlyGranted, "部分公开", &["partially_disclosed"]),
    total(
        Measure::Denied,
        "不予公开",
        &[
            "denied_state_secret",
            "denied_prohibited_by_law",
            "denied_security_stability",
            "denied_third_party_rights",
            "denied_internal_affairs",
            "denied_process_information",
            "denied_enforcement_case_file",
            "denied_administrative_query",
        ],
    ),
    total(
        Measure::Unavailable,
        "无法提供",
        &[
            "unavailable_not_held",
            "unavailable_needs_creation",
            "unavailable_still_unclear",
        ],
    ),
    total(
        Measure::Refused,
        "不予处理",
        &[
            "refused_petition_complaint",
            "refused_repeat",
            "refused_published_material",
            "refused_excessive",
            "refused_confirm_or_reissue",
        ],
    ),
];

/// A measure by its rows, in the column of all applicants.
pub(super) const fn total(
    measure: Measure,
    name: &'static str,
    rows: &'static [&'static str],
) -> Meaning {
    means(measure, name, "requests", rows, "total")
}
