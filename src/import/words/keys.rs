//! The names of the fields that pages have, as portals print them.

use crate::prose::past_space;

use super::scan::begins_with_any;

/// What a field is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Title,
    Published,
    Signed,
    Organization,
    /// Who wrote the words, which may be a newspaper.
    Author,
    Index,
    Number,
    /// Nothing that a report states.
    Page,
}

const KEYS: &[(Subject, &[&str])] = &[
    (
        Subject::Title,
        &["信息名称", "文件名称", "标题", "名称", "题名"],
    ),
    (
        Subject::Published,
        &[
            "发布时间",
            "发布日期",
            "公开日期",
            "公开时间",
            "公布日期",
            "公布时间",
            "发稿时间",
            "发表时间",
            "上传时间",
            "时间",
            "日期",
        ],
    ),
    (
        Subject::Signed,
        &[
            "成文日期",
            "成文时间",
            "生成日期",
            "生成时间",
            "发文日期",
            "发文时间",
            "制发日期",
            "印发日期",
            "落款日期",
        ],
    ),
    (
        Subject::Organization,
        &[
            "发布机构",
            "发布机关",
            "发布单位",
            "发文机关",
            "发文机构",
            "发文单位",
            "制发机关",
            "公开机构",
            "公开单位",
            "公开责任单位",
            "责任单位",
            "发布部门",
            "公开主体",
        ],
    ),
    (
        Subject::Author,
        &[
            "信息来源",
            "文章来源",
            "稿件来源",
            "来源",
            "来自",
            "作者",
            "供稿单位",
            "信息提供",
        ],
    ),
    (Subject::Index, &["信息索引号", "索引号", "索引", "索取号"]),
    (
        Subject::Number,
        &["发文字号", "发布文号", "公文文号", "文件编号", "文号"],
    ),
    (
        Subject::Page,
        &[
            "栏目",
            "所属栏目",
            "主题分类",
            "组配分类",
            "主题词",
            "关键词",
            "关键字",
            "主题导航",
            "有效性",
            "时效性",
            "体裁",
            "体裁分类",
            "生效日期",
            "生效时间",
            "废止日期",
            "失效日期",
            "失效时间",
            "内容概述",
            "内容摘要",
            "公开方式",
            "公开时限",
            "公开范围",
            "公开类别",
            "公开形式",
            "信息类别",
            "信息分类",
            "服务对象",
            "分类",
            "语种",
            "责任编辑",
            "编辑",
            "审核",
            "审核人",
            "责编",
            "录入",
            "更新时间",
            "更新日期",
            "有效期",
            "公文种类",
            "文件类型",
            "载体类型",
            "记录形式",
            "信息编号",
            "浏览次数",
            "浏览量",
            "浏览",
            "访问量",
            "访问次数",
            "点击数",
            "点击量",
            "点击率",
            "点击次数",
            "点击",
            "阅读次数",
            "阅读量",
            "阅读数",
            "阅读",
            "人气",
            "背景色",
            "视力保护色",
            "保护视力色",
            "字数",
            "打印次数",
        ],
    ),
];

/// The subject of the key that a text begins with, and where the key ends.
pub fn key(text: &str) -> Option<(Subject, usize)> {
    let names = KEYS.iter().flat_map(|(_, names)| names.iter().copied());
    let (name, end) = begins_with_any(text, names)?;
    let subject = KEYS.iter().find(|(_, names)| names.contains(&name))?.0;
    Some((subject, end))
}

/// The key of a field with its colon, and where its value may begin.
pub fn key_with_colon(text: &str) -> Option<(Subject, usize)> {
    let (subject, end) = key(text)?;
    let colon = past_space(text, end);
    let mark = text[colon..].chars().next()?;
    matches!(mark, ':' | '：').then_some((subject, colon + mark.len_utf8()))
}
