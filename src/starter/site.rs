//! A new site: its identity, its columns, its first report, and what an editor
//! needs to know of them.

use serde_json::json;

use crate::form::Form;
use crate::parse::organization::{CONTACT, KINDS, OrganizationDoc, UnitPlace};

use super::{Files, path, portal, report, schema};
use crate::formats::quote::{one_line, quoted};

/// What the clerk told of the site; empty is what was not told.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    pub name: String,
    pub short_name: String,
    /// The id of a kind of body, or empty.
    pub kind: String,
    pub county: String,
    pub phone: String,
    pub id_code: String,
}

/// Stands for the name of a unit that did not give it: a site needs one.
pub const NO_NAME: &str = "（请填写单位全称）";

/// All files of a new site. Its report and its pages are drafts until their
/// facts are filled in.
pub fn files(answers: &Answers, year: u16, form: &'static Form) -> Files {
    let organization = organization(answers);
    let draft = report::Draft {
        year,
        form,
        organization: &organization,
        carried: Vec::new(),
    };
    let mut files = vec![(path("site.toml"), site_toml(answers))];
    files.extend(portal::files(&organization, year));
    files.extend(report::files("content/", &draft));
    files.extend([
        (path(".gitignore"), IGNORED.to_owned()),
        (
            path(".vscode/report.schema.json"),
            schema::text(&schema::report()),
        ),
        (
            path(".vscode/unit.schema.json"),
            schema::text(&schema::unit()),
        ),
        (path(".vscode/settings.json"), settings()),
        (path(".vscode/extensions.json"), extensions()),
    ]);
    files
}

/// What a site makes and can make again: nothing to keep in version control.
const IGNORED: &str =
    "# 生成的网站，随时可以重新生成\n/public/\n# 程序运行时的临时文件\n.gongkai-*\n";

/// The theme as it is without being stated.
const THEME: &str = "\n# 配色（blue 蓝、red 红）、标志和页脚，怎样写看 gongkai help 外观：\n#[theme]\n#colors = \"blue\"\n";

/// What is known of the unit.
pub fn organization(answers: &Answers) -> OrganizationDoc {
    let given = |text: &str| Some(one_line(text)).filter(|text| !text.is_empty());
    OrganizationDoc {
        name: given(&answers.name).unwrap_or_else(|| NO_NAME.to_owned()),
        short_name: given(&answers.short_name),
        kind: given(&answers.kind),
        county: given(&answers.county),
        contact: given(&answers.phone)
            .map(|phone| ("phone", phone))
            .into_iter()
            .collect(),
        aggregate: false,
        place: UnitPlace::default(),
        former_addresses: Vec::new(),
    }
}

fn site_toml(answers: &Answers) -> String {
    let organization = organization(answers);
    let kinds: Vec<String> = KINDS
        .iter()
        .map(|kind| format!("{}（{}）", kind.id, kind.name))
        .collect();
    let mut out = format!(
        "# 站点的名称和编号。以 # 开头的行不起作用；有了真实的内容，去掉行首的 # 再填。\n\
         # 不知道的一律空着，不要编造。\n\n\
         [site]\nname = {}\n\n\
         # 网站域名，不带 https:// 和斜杠：\n#domain = \"\"\n\n\
         # 网站标识码，10 位数字，或 bm 加 8 位数字：\n{}\n\
         # 这个栏目发布以后的完整网址，只用于网站地图和规范链接：\n#base_url = \"\"\n\n\
         # ICP备案编号，照备案证书上的写：\n#icp = \"\"\n\n\
         # 公安机关备案编号，含 14 位数字：\n#police = \"\"\n\n\
         # 党政机关网站标识的编号，32 位，在标识的网址里 id= 后面：\n#conac = \"\"\n\n\
         # 页脚要不要“我为政府网站找错”，要先写网站标识码：\n#jiucuo = true\n\n\
         # 栏目所在的上级网站的名称和网址：\n#portal = {{ name = \"\", url = \"\" }}\n\n",
        quoted(&organization.name),
        entry("id_code", Some(&one_line(&answers.id_code))),
    );
    out.push_str(&format!(
        "# 公开年报的机关。kind 可以写：\n# {}\n[organization]\nname = {}\n{}{}{}\n",
        kinds.join("、"),
        quoted(&organization.name),
        entry("short_name", organization.short_name.as_ref()),
        entry("kind", organization.kind.as_ref()),
        entry("county", organization.county.as_ref()),
    ));
    let phone = organization.contact.first().map(|(_, phone)| phone);
    out.push_str("# 政府信息公开工作机构的联系方式。\n[organization.contact]\n");
    for key in CONTACT {
        let value = phone.filter(|_| key.id == "phone");
        out.push_str(&format!("# {}：\n{}", key.name, entry(key.id, value)));
    }
    out.push_str(THEME);
    out
}

/// A line of TOML; one that begins with `#` where there is nothing to say.
fn entry(key: &str, value: Option<&String>) -> String {
    match value.filter(|value| !value.is_empty()) {
        Some(value) => format!("{key} = {}\n", quoted(value)),
        None => format!("#{key} = \"\"\n"),
    }
}

fn settings() -> String {
    schema::text(&json!({
        "yaml.schemas": {
            "./.vscode/report.schema.json": ["**/reports/*/report.yaml"],
            "./.vscode/unit.schema.json": ["**/units/*/unit.yaml"],
        },
        "[yaml]": {"editor.insertSpaces": true, "editor.tabSize": 2},
        "files.encoding": "utf8",
    }))
}

/// The extension that reads the schemas.
fn extensions() -> String {
    schema::text(&json!({"recommendations": ["redhat.vscode-yaml"]}))
}
