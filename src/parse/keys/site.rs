//! The keys of `site.toml`, table by table.

use super::Key;

/// The keys of one `[[column]]`.
pub const COLUMN: &[Key] = &[
    Key {
        id: "folder",
        name: "文件夹",
    },
    Key {
        id: "name",
        name: "名称",
    },
];

/// The tables of `site.toml`.
pub const TABLES: &[Key] = &[
    Key {
        id: "site",
        name: "站点",
    },
    Key {
        id: "organization",
        name: "机关",
    },
    Key {
        id: "column",
        name: "栏目",
    },
    Key {
        id: "theme",
        name: "外观",
    },
    Key {
        id: "downloads",
        name: "下载",
    },
    Key {
        id: "search",
        name: "检索",
    },
    Key {
        id: "leaving",
        name: "离站提示",
    },
    Key {
        id: "embed",
        name: "嵌入",
    },
    Key {
        id: "pages",
        name: "网页",
    },
    Key {
        id: "accessibility",
        name: "无障碍",
    },
    Key {
        id: "check",
        name: "检查",
    },
];

/// The keys of `[embed]`.
pub const EMBED: &[Key] = &[
    Key {
        id: "header",
        name: "页头",
    },
    Key {
        id: "footer",
        name: "页脚",
    },
    Key {
        id: "nav",
        name: "导航",
    },
    Key {
        id: "frame",
        name: "框架",
    },
    Key {
        id: "height",
        name: "高度",
    },
];

/// The keys of `[leaving]`.
pub const LEAVING: &[Key] = &[
    Key {
        id: "notice",
        name: "提示",
    },
    Key {
        id: "allow",
        name: "不提示",
    },
];

/// The keys of `[pages]`.
pub const PAGES: &[Key] = &[
    Key {
        id: "terms",
        name: "名词解释",
    },
    Key {
        id: "map",
        name: "网站地图",
    },
    Key {
        id: "accessibility",
        name: "无障碍声明",
    },
];

/// The keys of `[downloads]`.
pub const DOWNLOADS: &[Key] = &[
    Key {
        id: "formats",
        name: "格式",
    },
    Key {
        id: "data",
        name: "数据",
    },
];

/// The keys of `[search]`.
pub const SEARCH: &[Key] = &[Key {
    id: "enabled",
    name: "启用",
}];

/// The keys of `[site]`.
pub const SITE: &[Key] = &[
    Key {
        id: "name",
        name: "名称",
    },
    Key {
        id: "domain",
        name: "域名",
    },
    Key {
        id: "id_code",
        name: "网站标识码",
    },
    Key {
        id: "base_url",
        name: "网址",
    },
    Key {
        id: "icp",
        name: "备案号",
    },
    Key {
        id: "police",
        name: "公安备案号",
    },
    Key {
        id: "conac",
        name: "党政机关标识",
    },
    Key {
        id: "jiucuo",
        name: "找错",
    },
    Key {
        id: "portal",
        name: "上级网站",
    },
];

/// The keys of `portal`, and of a line of the footer that is a link.
pub const PORTAL: &[Key] = &[
    Key {
        id: "name",
        name: "名称",
    },
    Key {
        id: "url",
        name: "网址",
    },
];

/// The keys of `[theme]`.
pub const THEME: &[Key] = &[
    Key {
        id: "colors",
        name: "配色",
    },
    Key {
        id: "primary",
        name: "主色",
    },
    Key {
        id: "middle",
        name: "中间色",
    },
    Key {
        id: "tint",
        name: "底色",
    },
    Key {
        id: "link",
        name: "链接色",
    },
    Key {
        id: "accent",
        name: "强调色",
    },
    Key {
        id: "logo",
        name: "标志",
    },
    Key {
        id: "footer",
        name: "页脚",
    },
];

/// The keys of `[check]` that are no rule's.
pub const CHECK: &[Key] = &[
    Key {
        id: "deadline",
        name: "期限",
    },
    Key {
        id: "words",
        name: "禁用词",
    },
];
