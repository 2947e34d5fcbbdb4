//! The names under which a clerk may state a fact, in both languages, each
//! declared once for YAML and TOML.

mod site;

pub use site::{
    CHECK, COLUMN, DOWNLOADS, EMBED, LEAVING, PAGES, PORTAL, SEARCH, SITE, TABLES, THEME,
};

/// A key of a map, in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The English key.
    pub id: &'static str,
    /// The Chinese key.
    pub name: &'static str,
}

/// Whether a key may stand outermost in a data file or in a page's head.
pub fn is_top(key: &str) -> bool {
    [REPORT, PAGE, UNIT]
        .into_iter()
        .any(|keys| is_among(key, keys))
}

/// Whether it is a way to reach somebody.
pub fn is_contact(key: &str) -> bool {
    is_among(key, CONTACT)
}

/// Whether it is one of these keys, in either language.
pub fn is_among(key: &str, keys: &[Key]) -> bool {
    keys.iter().any(|one| one.id == key || one.name == key)
}

/// The fields of `report.yaml`, beside the parts of its form.
pub const REPORT: &[Key] = &[
    Key {
        id: "year",
        name: "年度",
    },
    Key {
        id: "form",
        name: "格式",
    },
    Key {
        id: "title",
        name: "标题",
    },
    Key {
        id: "organization",
        name: "机关",
    },
    Key {
        id: "signed",
        name: "成文日期",
    },
    Key {
        id: "published",
        name: "公开日期",
    },
    Key {
        id: "index_number",
        name: "索引号",
    },
    Key {
        id: "document_number",
        name: "文号",
    },
    Key {
        id: "former_addresses",
        name: "曾用地址",
    },
    Key {
        id: "draft",
        name: "草稿",
    },
    Key {
        id: "status",
        name: "状态",
    },
    Key {
        id: "corrections",
        name: "更正",
    },
    Key {
        id: "allow",
        name: "允许",
    },
    Key {
        id: "undecided",
        name: "待定",
    },
];

/// The keys of a correction.
pub const CORRECTION: &[Key] = &[
    Key {
        id: "date",
        name: "日期",
    },
    Key {
        id: "reason",
        name: "原因",
    },
    Key {
        id: "version",
        name: "版本",
    },
];

/// The keys of `published.yaml`.
pub const RECORD: &[Key] = &[Key {
    id: "versions",
    name: "版本记录",
}];

/// The keys of a version in it.
pub const RECORDED: &[Key] = &[
    Key {
        id: "version",
        name: "版本",
    },
    Key {
        id: "date",
        name: "日期",
    },
    Key {
        id: "organization",
        name: "机关",
    },
    Key {
        id: "title",
        name: "标题",
    },
    Key {
        id: "digest",
        name: "摘要",
    },
];

/// The keys of a page's head.
pub const PAGE: &[Key] = &[
    Key {
        id: "title",
        name: "标题",
    },
    Key {
        id: "published",
        name: "公开日期",
    },
    Key {
        id: "signed",
        name: "成文日期",
    },
    Key {
        id: "index_number",
        name: "索引号",
    },
    Key {
        id: "document_number",
        name: "文号",
    },
    Key {
        id: "summary",
        name: "内容概述",
    },
    Key {
        id: "category",
        name: "类别",
    },
    Key {
        id: "status",
        name: "状态",
    },
    Key {
        id: "expires",
        name: "失效日期",
    },
    Key {
        id: "amended",
        name: "修改日期",
    },
    Key {
        id: "replaced_by",
        name: "替代文件",
    },
    Key {
        id: "former_addresses",
        name: "曾用地址",
    },
    Key {
        id: "draft",
        name: "草稿",
    },
];

/// The keys of `unit.yaml`.
pub const UNIT: &[Key] = &[
    Key {
        id: "name",
        name: "名称",
    },
    Key {
        id: "short_name",
        name: "简称",
    },
    Key {
        id: "kind",
        name: "类型",
    },
    Key {
        id: "county",
        name: "所属",
    },
    Key {
        id: "aggregate",
        name: "汇总",
    },
    Key {
        id: "contact",
        name: "联系方式",
    },
    Key {
        id: "former_names",
        name: "曾用名",
    },
    Key {
        id: "established",
        name: "设立",
    },
    Key {
        id: "abolished",
        name: "撤并",
    },
    Key {
        id: "parent",
        name: "上级",
    },
    Key {
        id: "order",
        name: "次序",
    },
    Key {
        id: "merged_into",
        name: "并入",
    },
    Key {
        id: "former_addresses",
        name: "曾用地址",
    },
];

/// Those of them that the owner of a site has as well, in `[organization]`, and those
/// that say where a hosted unit stands among others.
pub const OWNER: &[Key] = UNIT.split_at(UNIT.len() - 4).0;
pub const HOSTED: &[Key] = UNIT.split_at(UNIT.len() - 4).1;

/// The keys of a former name.
pub const FORMER: &[Key] = &[
    Key {
        id: "name",
        name: "名称",
    },
    Key {
        id: "until",
        name: "到",
    },
];

/// The kinds of organizations, and what a clerk calls them.
pub const KINDS: [Key; 6] = [
    Key {
        id: "township",
        name: "乡镇",
    },
    Key {
        id: "subdistrict",
        name: "街道",
    },
    Key {
        id: "department",
        name: "部门",
    },
    Key {
        id: "county",
        name: "县级政府",
    },
    Key {
        id: "city",
        name: "市级政府",
    },
    Key {
        id: "province",
        name: "省级政府",
    },
];

/// The contact facts; the Chinese key is also the label on the page.
pub const CONTACT: &[Key] = &[
    Key {
        id: "department",
        name: "工作机构",
    },
    Key {
        id: "address",
        name: "办公地址",
    },
    Key {
        id: "postcode",
        name: "邮政编码",
    },
    Key {
        id: "hours",
        name: "办公时间",
    },
    Key {
        id: "phone",
        name: "联系电话",
    },
    Key {
        id: "fax",
        name: "传真号码",
    },
    Key {
        id: "email",
        name: "电子邮箱",
    },
    Key {
        id: "online",
        name: "互联网联系方式",
    },
];
