//! What pages print around a report: ways to it, tools and feet.

use super::{keys, number, title, typing};

/// Buttons and links. A text of these alone is no part of a report.
const WORDS: [&str; 74] = [
    "打印",
    "打印本页",
    "打印此页",
    "打印页面",
    "关闭",
    "关闭窗口",
    "关闭本页",
    "收藏",
    "加入收藏",
    "字号",
    "字体",
    "大",
    "中",
    "小",
    "A+",
    "A-",
    "A",
    "微信",
    "微博",
    "新浪微博",
    "QQ空间",
    "QQ好友",
    "QQ",
    "分享",
    "分享到",
    "全真版",
    "文字版",
    "文件下载",
    "附件下载",
    "下载附件",
    "相关附件",
    "相关链接",
    "下载",
    "登录",
    "注册",
    "无障碍",
    "无障碍浏览",
    "无障碍阅读",
    "进入无障碍",
    "长辈版",
    "长者版",
    "关怀版",
    "适老版",
    "老年版",
    "首页",
    "网站首页",
    "返回首页",
    "返回",
    "返回顶部",
    "返回上级",
    "政府信息公开",
    "信息公开",
    "政务公开",
    "政府信息公开年报",
    "繁体",
    "简体",
    "繁體",
    "网站地图",
    "联系我们",
    "设为首页",
    "朗读",
    "智能问答",
    "正文",
    "附件",
    "加大",
    "缩小",
    "默认",
    "阅读",
    "目录",
    "收起",
    "展开",
    "站内搜索",
    "搜索",
    "更多",
];

/// What lines begin with that say where the reader is.
const CRUMBS: [&str; 9] = [
    "当前位置",
    "您当前所在位置",
    "您当前的位置",
    "您现在所在的位置",
    "您现在的位置",
    "您所在的位置",
    "您的位置",
    "现在的位置",
    "所在位置",
];

/// What lines of chrome begin with, whatever follows in the line.
const OPENINGS: [(&str, &str); 22] = [
    ("您好", GREETING),
    ("欢迎访问", GREETING),
    ("欢迎您", GREETING),
    ("扫一扫", TOOL),
    ("扫描二维码", TOOL),
    ("上一篇", NEIGHBOUR),
    ("下一篇", NEIGHBOUR),
    ("上一条", NEIGHBOUR),
    ("下一条", NEIGHBOUR),
    ("版权所有", FOOT),
    ("Copyright", FOOT),
    ("©", FOOT),
    ("主办单位", FOOT),
    ("主办：", FOOT),
    ("主办:", FOOT),
    ("承办单位", FOOT),
    ("承办：", FOOT),
    ("承办:", FOOT),
    ("技术支持", FOOT),
    ("网站标识码", FOOT),
    ("政府网站标识码", FOOT),
    ("网站支持IPv6", FOOT),
];

pub const CODE: &str = "网页代码";
pub const CRUMB: &str = "网页的当前位置";
pub const TOOL: &str = "网页上的按钮和链接";
const GREETING: &str = "网页的欢迎语";
const NEIGHBOUR: &str = "上一篇、下一篇";
const FOOT: &str = "网页的页脚";

/// What stands in no line but the foot of a page.
const IN_FEET: [&str; 4] = ["ICP备", "公网安备", "公安备案", "网站标识码"];

/// What remains of a comment of HTML at the beginning of a text, in bytes.
pub fn comment(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix("<!--") {
        return Some(rest.find("-->").map_or(4, |end| 4 + end + 3));
    }
    text.starts_with("-->").then_some(3)
}

/// A word of chrome at the beginning of a text, in bytes: white space, a mark or the end
/// follows it.
pub fn word(text: &str) -> Option<usize> {
    let found = WORDS.iter().filter(|word| {
        text.strip_prefix(**word).is_some_and(|rest| {
            let next = rest.chars().next();
            next.is_none_or(|c| c.is_whitespace() || is_separator(c) || "：:".contains(c))
        })
    });
    let longest = found.map(|word| word.len()).max()?;
    let colon = text[longest..]
        .chars()
        .next()
        .filter(|c| "：:".contains(*c));
    Some(longest + colon.map_or(0, char::len_utf8))
}

/// What stands between words of chrome.
pub fn is_separator(c: char) -> bool {
    c.is_whitespace() || "|｜【】[]•·>＞»=─—－-/丨".contains(c)
}

/// What kind of chrome a whole line is, if it is some.
pub fn line(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.contains('。') || text.chars().count() > 120 {
        return None;
    }
    if IN_FEET.iter().any(|word| text.contains(word)) {
        return Some(FOOT);
    }
    let opening = OPENINGS.iter().find(|(word, _)| text.starts_with(word));
    if let Some((_, why)) = opening {
        return Some(why);
    }
    let steps = text.matches(['>', '＞', '»']).count();
    (steps >= 2 && !typing::is_sentence(text)).then_some(CRUMB)
}

/// The way to the page at the beginning of a text, in bytes: `当前位置：首页 > 年报`.
pub fn crumbs(text: &str) -> Option<usize> {
    let marker = CRUMBS.iter().find(|word| text.starts_with(**word))?;
    let rest = text[marker.len()..].trim_start_matches([':', '：', ' ', '\u{3000}']);
    let mut at = text.len() - rest.len();
    let mut first = true;
    while at < text.len() {
        let rest = &text[at..];
        let begin = rest.trim_start_matches(is_separator);
        let step = rest[..rest.len() - begin.len()].contains(['>', '＞', '»', '/']);
        let token = begin.split(char::is_whitespace).next().unwrap_or_default();
        let other = keys::pair(begin, false).is_some()
            || comment(begin).is_some()
            || number::at_start(begin).is_some()
            || title::at_start(begin).is_some_and(|end| title::year(&begin[..end]).is_some());
        if typing::is_sentence(token) || !first && !step && (other || !is_step(token)) {
            break;
        }
        at += rest.len() - begin.len() + token.len();
        first = false;
    }
    Some(at)
}

/// Whether a word may be one of a way whose steps only spaces part.
fn is_step(token: &str) -> bool {
    WORDS.contains(&token) || token.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chrome_is_told_from_sentences() {
        assert_eq!(line("您好,欢迎访问甲局!"), Some(GREETING));
        assert_eq!(line("首页 > 政务公开 > 年报"), Some(CRUMB));
        assert_eq!(line("备案号：示ICP备12345号"), Some(FOOT));
        assert_eq!(line("您好的建议我们都收到。"), None);
        assert_eq!(word("打印 关闭"), Some(6));
        assert_eq!(word("打印机采购"), None);
        assert_eq!(comment("<!--[if !x]-->甲"), Some(14));
        let way =
            "当前位置： 首页政务公开甲局政府信息公开年报 甲局2019年政府信息公开工作年度报告 来源：";
        assert!(way[crumbs(way).expect("a way")..].starts_with(" 甲局2019年"));
        let way = "您当前所在位置: 首页 > 乡镇 > 年报";
        assert_eq!(crumbs(way), Some(way.len()));
    }
}
