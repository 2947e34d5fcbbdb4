//! The words of a report that every year says again, and hints for the rest.

use crate::form::{Form, SectionKind};
use crate::formats::quote::{markdown, one_line};
use crate::parse::organization::OrganizationDoc;

/// `report.md`: the opening, and the sections that are written by hand.
pub(super) fn text(year: u16, form: &Form, organization: &OrganizationDoc) -> String {
    let mut out = opening(year, form, organization);
    for section in form.sections {
        if section.part.is_some() {
            continue;
        }
        out.push_str(&format!("\n## {}\n", section.heading));
        let hints: Vec<String> = match section.kind {
            SectionKind::Overview => overview(form, organization),
            SectionKind::Problems => vec![
                "（待写：今年存在哪些具体的问题，去年的问题改得怎样。）".to_owned(),
                "（待写：对应的改进办法，由谁做、什么时候做完。）".to_owned(),
            ],
            _ => vec!["（待写：有没有收取信息处理费，收了多少；其他要报告的事项。）".to_owned()],
        };
        for hint in hints {
            out.push_str(&format!("\n{hint}\n"));
        }
    }
    out
}

/// Basis, period and contact, which every year says again.
fn opening(year: u16, form: &Form, organization: &OrganizationDoc) -> String {
    let name = markdown(&one_line(&organization.name));
    let basis = form.basis.map_or(String::new(), |basis| {
        format!("和《中华人民共和国政府信息公开工作年度报告格式》（{basis}）")
    });
    format!(
        "根据《中华人民共和国政府信息公开条例》{basis}，{name}编制了{year}年政府信息公开工作年度报告。\
         统计期限为{year}年1月1日至{year}年12月31日。{}\n",
        contact(organization)
    )
}

fn contact(organization: &OrganizationDoc) -> String {
    let given = |id: &str| {
        let mut contact = organization.contact.iter();
        contact
            .find(|(key, _)| *key == id)
            .map(|(_, text)| markdown(&one_line(text)))
    };
    let ways = [
        ("address", "地址"),
        ("postcode", "邮编"),
        ("phone", "电话"),
        ("email", "电子邮箱"),
    ];
    let ways = ways.map(|(id, label)| match given(id) {
        Some(text) => format!("{label}：{text}"),
        None => format!("{label}（待写）"),
    });
    let office = given("department").unwrap_or_else(|| "（待写：工作机构）".to_owned());
    format!(
        "对本报告有疑问的，请与{office}联系（{}）。",
        ways.join("，")
    )
}

/// The topics that the form asks for; where it asks for none, one hint.
fn overview(form: &Form, organization: &OrganizationDoc) -> Vec<String> {
    let topics = form.demands.topics;
    if topics.is_empty() {
        return vec!["（待写：全年怎样做主动公开、依申请公开，管理和监督做了什么。）".to_owned()];
    }
    let kind = organization.kind.as_deref();
    let government = !matches!(kind, Some("department" | "subdistrict"));
    let numbers = "一二三四五六七八九十".chars();
    let topics = numbers.zip(topics).flat_map(|(number, topic)| {
        let more = topic.government_hint.filter(|_| government);
        let hint = more.unwrap_or(topic.hint);
        [
            format!("### （{number}）{}", topic.name),
            format!("（待写：{hint}）"),
        ]
    });
    topics.collect()
}
