//! The file that says who a hosted unit is, before anybody has filled it in.

use crate::formats::quote::yaml;
use crate::parse::keys::{CONTACT, KINDS, Key, UNIT};
use crate::path::SourcePath;

use super::path;
use super::site::{Answers, organization};

/// `unit.yaml` of the unit in a folder such as `content/units/qinghe/`. What is not
/// known is a line that says nothing yet.
pub fn file(folder: &str, answers: &Answers) -> (SourcePath, String) {
    let organization = organization(answers);
    let kind = organization.kind.as_deref();
    let kind = KINDS.iter().find(|one| Some(one.id) == kind);
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let mut out = String::from(
        "# 单位资料。以 # 开头的行不起作用；有了真实的内容，去掉行首的 # 再填。\n\
         # 不知道的一律空着，不要编造。\n",
    );
    let phone = organization
        .contact
        .first()
        .map(|(_, phone)| phone.as_str());
    for key in UNIT {
        let (hint, value) = match key.id {
            "name" => (String::new(), Some(organization.name.as_str())),
            "short_name" => (String::new(), organization.short_name.as_deref()),
            "kind" => (kinds.join("、"), kind.map(|kind| kind.name)),
            "county" => (
                "所在的县（市、区）".to_owned(),
                organization.county.as_deref(),
            ),
            "contact" => {
                out.push_str("# 政府信息公开工作机构的联系方式。\n联系方式:\n");
                for way in CONTACT {
                    let phone = phone.filter(|_| way.id == "phone");
                    out.push_str(&format!("  {}", entry(way, phone, "")));
                }
                continue;
            }
            id => (hint(id).to_owned(), None),
        };
        out.push_str(&entry(key, value, &hint));
    }
    (path(&[folder, "unit.yaml"].concat()), out)
}

/// What a key that is left open is for.
fn hint(id: &str) -> &'static str {
    match id {
        "parent" => "归另一个下属单位管的，写那个单位的代号",
        "order" => "在同级单位里排第几",
        "former_names" => "改过名的写，如 {名称: 原来的全称, 到: 2020}",
        "established" => "设立的日期或者年份，近年才有的单位写",
        "abolished" => "撤销、合并的日期或者年份",
        "merged_into" => "撤并以后并入的单位的代号",
        "aggregate" => "有下属单位的写 true，把它们年报的数字加起来",
        _ => "",
    }
}

/// A line of YAML; one that begins with `#` where there is nothing to say.
fn entry(key: &Key, value: Option<&str>, hint: &str) -> String {
    let hint = match hint {
        "" => String::new(),
        hint => format!("  # {hint}"),
    };
    match value {
        Some(value) => format!("{}: {}{hint}\n", key.name, yaml(value)),
        None => format!("#{}: {hint}\n", key.name),
    }
}
