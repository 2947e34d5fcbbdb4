//! The words of a page around a report: its navigation, its buttons, its imprint.

use crate::prose::digit;

use super::scan::{begins_with_any, is_separator, letters_of};

/// Words that are nothing but buttons and links of a page.
const BUTTONS: &[&str] = &[
    "打印",
    "打印本页",
    "打印此页",
    "打印页面",
    "我要打印",
    "关闭",
    "关闭窗口",
    "关闭本页",
    "关闭页面",
    "收藏",
    "收藏本页",
    "加入收藏",
    "设为首页",
    "返回首页",
    "返回顶部",
    "返回上一页",
    "返回",
    "顶部",
    "微信",
    "微博",
    "新浪微博",
    "腾讯微博",
    "QQ空间",
    "QQ好友",
    "QQ",
    "人人网",
    "分享",
    "分享到",
    "分享至",
    "一键分享",
    "复制链接",
    "全真版",
    "文字版",
    "图文版",
    "文件下载",
    "下载",
    "下载文件",
    "相关链接",
    "相关文档",
    "相关信息",
    "相关新闻",
    "相关稿件",
    "附件下载",
    "相关附件",
    "无障碍",
    "无障碍浏览",
    "无障碍阅读",
    "关怀版",
    "长辈版",
    "老年版",
    "老年模式",
    "长者模式",
    "长者助手",
    "适老版",
    "适老模式",
    "简体",
    "繁体",
    "简体版",
    "繁体版",
    "简体中文",
    "繁体中文",
    "中文",
    "English",
    "EN",
    "登录",
    "注册",
    "退出",
    "用户中心",
    "个人中心",
    "网站首页",
    "首页",
    "网站地图",
    "站点地图",
    "网站导航",
    "联系我们",
    "关于我们",
    "RSS",
    "RSS订阅",
    "订阅",
    "移动版",
    "手机版",
    "电脑版",
    "客户端",
    "小程序",
    "搜索",
    "高级搜索",
    "请输入关键字",
    "朗读",
    "语音朗读",
    "语音播报",
    "正文",
    "内容",
    "详情",
    "纠错",
    "我要纠错",
    "网站纠错",
    "保存",
    "保存为Word",
    "保存为PDF",
    "下载Word",
    "下载PDF",
    "推荐",
    "点赞",
    "阅读全文",
    "扫一扫",
    "此件主动公开",
    "此件公开发布",
    "此件依申请公开",
    "主动公开",
    "IPv6",
    "本网站支持IPv6",
    "网站支持IPv6",
    "浏览次数",
    "智能问答",
    "智能机器人",
    "导航",
    "菜单",
    "展开",
    "收起",
    "更多",
    "打印正文",
    "政府网站找错",
];

/// What sets the size of letters; sizes follow.
const SIZES: &[&str] = &[
    "字号",
    "字体",
    "字体大小",
    "文字大小",
    "字号大小",
    "字体显示",
    "字体设置",
    "文字",
];
const SIZE: &[&str] = &[
    "超大", "特大", "大", "中", "小", "默认", "正常", "标准", "A+", "A-", "A", "T", "T+", "T-",
    "T|T",
];

/// What begins a line that is about the page to its end.
const LINES: &[(&str, &[&str])] = &[
    (
        "欢迎语",
        &[
            "您好,欢迎",
            "您好，欢迎",
            "您好!欢迎",
            "您好！欢迎",
            "你好,欢迎",
            "欢迎访问",
            "欢迎光临",
            "欢迎来到",
            "今天是",
        ],
    ),
    (
        "上一篇、下一篇",
        &[
            "上一篇",
            "下一篇",
            "上一条",
            "下一条",
            "上篇",
            "下篇",
            "上一页",
            "下一页",
        ],
    ),
    (
        "网站的版权和备案信息",
        &[
            "版权所有",
            "版权声明",
            "版权",
            "主办单位",
            "承办单位",
            "主办：",
            "主办:",
            "承办：",
            "承办:",
            "协办",
            "网站标识码",
            "政府网站标识码",
            "技术支持",
            "技术维护",
            "建议使用",
            "建议您使用",
            "最佳浏览",
            "Copyright",
            "©",
            "网站声明",
            "隐私声明",
            "备案号",
            "ICP备案",
            "您的浏览器",
            "您使用的浏览器",
        ],
    ),
    (
        "二维码",
        &[
            "扫一扫",
            "扫描二维码",
            "扫码",
            "微信扫",
            "用微信扫",
            "打开微信",
            "手机扫",
            "手机查看",
            "微信里点",
        ],
    ),
];

/// What only the foot of a page has.
const FEET: &[&str] = &["公网安备", "ICP备", "网站标识码", "版权所有", "icp备"];

/// The most letters of a line that is about the page to its end.
const LONGEST_LINE: usize = 150;

/// A button or link at a place, and where it ends.
pub fn word_at(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let open = text[at..].trim_start_matches(['【', '[', '［', '（', '(', ' ']);
    let begin = text.len() - open.len();
    if let Some((_, end)) = begins_with_any(open, SIZES.iter().copied())
        && let Some(end) = sizes(open, end)
    {
        return Some((begin + end, "字号"));
    }
    let (_, end) = begins_with_any(open, BUTTONS.iter().copied())?;
    let alone = is_end(&open[end..]);
    let closed = open[end..].trim_start_matches(['】', ']', '］', '）', ')']);
    alone.then_some((text.len() - closed.len(), "网页上的按钮、链接"))
}

/// Whether a word ends here: no letter follows but that of another button.
fn is_end(behind: &str) -> bool {
    let Some(next) = behind.chars().next() else {
        return true;
    };
    is_separator(next) || "!！?？".contains(next)
}

/// Where the sizes behind a word such as 字号 end; `None` if something else follows.
fn sizes(text: &str, end: usize) -> Option<usize> {
    let mut at = end;
    loop {
        let rest = &text[at..];
        let open = rest.len() - rest.trim_start_matches(is_separator).len();
        match begins_with_any(&rest[open..], SIZE.iter().copied()) {
            Some((_, length)) if is_size_end(&rest[open + length..]) => at += open + length,
            _ => break,
        }
    }
    let closed =
        text[at..].trim_start_matches(['】', ']', '）', ')', ' ', '[', '：', ':', '\u{3000}']);
    let behind = text.len() - closed.len();
    (at > end || is_end(&text[end..])).then_some(behind)
}

fn is_size_end(behind: &str) -> bool {
    behind.is_empty()
        || behind.starts_with(is_separator)
        || SIZE.iter().any(|size| behind.starts_with(size)) && letters_of(behind) <= 4
}

/// What a line is to its end, from a place on.
pub fn line_at(text: &str, at: usize) -> Option<&'static str> {
    let rest = text[at..].trim();
    let count = letters_of(rest);
    if count > LONGEST_LINE {
        return None;
    }
    let found = LINES
        .iter()
        .find(|(_, words)| begins_with_any(rest, words.iter().copied()).is_some());
    if let Some((why, words)) = found {
        let (word, end) = begins_with_any(rest, words.iter().copied())?;
        // 版权 may begin a sentence of a report, 版权所有 does not.
        let short = word.chars().count() <= 2 || word.starts_with(['上', '下']);
        let fits = !short
            || rest[end..]
                .trim_start()
                .starts_with([':', '：', '，', '!', '>', '【'])
            || is_end(&rest[end..]);
        return fits.then_some(*why);
    }
    let foot = FEET.iter().any(|word| rest.contains(word));
    (foot && !rest.contains('。')).then_some("网站的版权和备案信息")
}

/// Signs without words: `====`, `-->`, `[ ]`, and what a number of visits is.
pub fn signs_at(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let trimmed = rest.trim_start_matches(|c: char| is_separator(c) && !"([（【".contains(c));
    let end = rest.len() - trimmed.len();
    (end > 0).then_some(at + end)
}

/// Where a count such as `123 次` ends that stands behind a counter's name.
pub fn count_at(text: &str, at: usize) -> usize {
    let digits = text[at..]
        .char_indices()
        .take_while(|(_, c)| digit(*c).is_some() || *c == ' ');
    let end = digits
        .last()
        .map_or(at, |(place, c)| at + place + c.len_utf8());
    match begins_with_any(&text[end..], ["次", "人次"].into_iter()) {
        Some((_, length)) if is_end(&text[end + length..]) => end + length,
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_stand_alone() {
        let word = |text| word_at(text, 0).map(|(end, _)| &text[end..]);
        for (text, rest) in [
            ("打印", Some("")),
            ("打印 关闭", Some(" 关闭")),
            ("字号：大 中 小 正文", Some("正文")),
            ("【字体：大】", Some("")),
            ("【字体：      】  打印", Some("打印")),
            ("[打印本页] 关闭", Some(" 关闭")),
            ("字体大小:【大】 【中】 【小】", Some("")),
            ("字体大小:A+ A A- 分享: 打印", Some("分享: 打印")),
            ("打印机共3台", None),
            ("微信公众号发布信息", None),
            ("字体设计工作", None),
        ] {
            assert_eq!(word(text), rest, "{text}");
        }
    }

    #[test]
    fn lines_about_the_page_are_known() {
        for text in [
            "您好,欢迎访问示例县统计局!",
            "上一篇：示例县2021年年报",
            "版权所有：示例县人民政府 某ICP备05000000号",
            "某公网安备 35010000000000号",
        ] {
            assert!(line_at(text, 0).is_some(), "{text}");
        }
        for text in ["版权保护工作扎实推进。", "上篇章之外的工作"] {
            assert_eq!(line_at(text, 0), None, "{text}");
        }
    }
}
