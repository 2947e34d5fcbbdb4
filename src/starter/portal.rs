//! The portal's columns before their facts are filled in: drafts, so that no
//! page goes public with a gap in it.

use crate::parse::organization::{CONTACT, OrganizationDoc};

use super::{Files, path};
use crate::formats::quote::{markdown, one_line, yaml};

/// The guide, how to apply, and the first page of what must be disclosed.
/// There is no page of policies: a unit's own rules cannot be begun for it.
pub(super) fn files(organization: &OrganizationDoc, year: u16) -> Files {
    vec![
        (path("content/guide.md"), guide(organization, year)),
        (path("content/apply.md"), apply(organization, year)),
        (
            path("content/disclosure/organization/duties.md"),
            duties(organization, year),
        ),
    ]
}

fn head(organization: &OrganizationDoc, year: u16, title: &str, summary: &str) -> String {
    format!(
        "---\n标题: {}\n内容概述: {summary}\n#公开日期:   # 网上发布的那一天，写成 {}-01-20 这样\n草稿: true  # 填好“请填写”的地方，删去这一行，才会发布\n---\n\n",
        yaml(&format!("{}{title}", one_line(&organization.name))),
        year + 1
    )
}

fn guide(organization: &OrganizationDoc, year: u16) -> String {
    let name = markdown(&one_line(&organization.name));
    let mut out = head(
        organization,
        year,
        "政府信息公开指南",
        "信息的分类和编排、获取的方式、公开工作机构。",
    );
    out.push_str(&format!(
        "为方便公民、法人和其他组织查找、获取{name}的政府信息，编制本指南。内容有变动时及时更新。\n\n\
         ## 一、信息的分类和编排\n\n\
         主动公开的信息按内容分类，在“法定主动公开内容”栏目里列出，每一类里新的在前。年度报告按年度编排，在“政府信息公开年报”栏目里列出。\n\n\
         （请填写：本单位公开的信息分成哪几类，各放在哪里。）\n\n\
         ## 二、获取的方式\n\n\
         ### （一）主动公开的信息\n\n\
         可以在本网站直接查看、下载。（请填写：公开栏、便民服务中心、档案馆、图书馆等其他可以查阅的地方。）\n\n\
         ### （二）依申请公开的信息\n\n\
         没有主动公开的信息，可以提出申请，办法见“依申请公开”栏目。\n\n\
         ## 三、公开工作机构\n\n本单位的政府信息公开工作机构和联系方式见本页的“公开工作机构”一栏。（请填写：联系方式写在 site.toml 的 [organization.contact] 里，下属单位写在 unit.yaml 里；写好后删去这一句。）\n\n\
         ## 四、意见和建议\n\n\
         对本单位的政府信息公开工作有意见、建议的，可以向公开工作机构反映。（请填写：监督电话和受理的机构。）\n"
    ));
    out
}

/// The facts about the office, known or still to be filled in.
fn office(organization: &OrganizationDoc) -> String {
    let mut out = String::new();
    for key in CONTACT {
        let mut contact = organization.contact.iter();
        let known = contact.find(|(id, _)| *id == key.id);
        let text = known.map_or("（请填写）".to_owned(), |(_, text)| {
            markdown(&one_line(text))
        });
        out.push_str(&format!("- {}：{text}\n", key.name));
    }
    out
}

fn apply(organization: &OrganizationDoc, year: u16) -> String {
    let mut out = head(
        organization,
        year,
        "依申请公开",
        "向谁申请、怎样申请、多久得到答复。",
    );
    out.push_str(
        "没有主动公开的政府信息，可以向本单位申请获取。已经公开的信息，先看“政府信息公开指南”栏目，不用申请。\n\n\
         ## 一、受理申请的机构\n\n由本页“公开工作机构”一栏所列的机构受理。\n\n\
         ## 二、怎样提出申请\n\n\
         1. 填写申请表，写明申请人的姓名或者名称、身份证明和联系方式；\n\
         2. 写明要什么信息：名称、文号，或者便于查找的其他特征；\n\
         3. 写明希望用什么方式得到信息，例如纸质、电子邮件；\n\
         4. 当面递交、邮寄，或者用其他方式发给受理机构。\n\n\
         （请填写：本单位接收申请的方式和地址，网上申请的网址。申请表放进 content/files/apply 文件夹，本页就有下载的链接。）\n\n\
         ## 三、办理和答复\n\n\
         能够当场答复的，当场答复；不能当场答复的，自收到申请之日起20个工作日内答复。需要延长的，告知申请人，延长最多20个工作日。申请的内容不明确的，一次性告知需要补正的事项。\n\n\
         ## 四、收费\n\n\
         （请填写：是否收取信息处理费，按什么标准收。）\n\n\
         ## 五、对答复不服\n\n\
         （请填写：向哪个机关申请行政复议、向哪个法院提起行政诉讼，以及期限。）\n",
    );
    out
}

fn duties(organization: &OrganizationDoc, year: u16) -> String {
    let mut out = head(
        organization,
        year,
        "机构职能",
        "主要职责、内设机构和办公信息。",
    );
    out.push_str(&format!(
        "## 一、主要职责\n\n（请填写：照“三定”规定等文件列出的职责。）\n\n\
         ## 二、内设机构\n\n（请填写：各机构的名称、职责和电话。）\n\n\
         ## 三、办公信息\n\n{}\n\
         ## 四、负责人\n\n（请填写：姓名、职务和分工。）\n",
        office(organization)
    ));
    out
}
