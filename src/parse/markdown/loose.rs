//! Signs without a partner: `**` that makes nothing bold, `~~` that strikes
//! nothing out.

use super::literal::Look;
use super::{MOST_FINDINGS, unmade};
use crate::prose::is_cjk;

/// A masked name begins with one of these: 张**.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于\
    蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺\
    顾毛郝龚邵万钱严覃武戴莫孔向汤某";

impl Look<'_> {
    /// `**` without a partner.
    pub(super) fn stars(&mut self) {
        let text = &self.block.text;
        let mut from = 0;
        while self.said.len() < MOST_FINDINGS
            && let Some(at) = text[from..].find("**")
        {
            let at = from + at;
            let after = text[at..].trim_start_matches('*');
            let end = text.len() - after.len();
            from = end;
            if end - at != 2 || self.escaped(at) || self.escaped(at + 1) {
                continue;
            }
            let before = text[..at].chars().next_back();
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let opens = "（《〈【〔“‘「([";
            let next = after.chars().next();
            let free = before.is_none_or(|c| !c.is_alphanumeric());
            if let Some(length) = spaced(after).filter(|_| free) {
                let place = self.block.span(at..end + length);
                let words = after[..length - 2].trim();
                self.said.push(unmade::spaced_bold(self.file, place, words));
                from = end + length;
                continue;
            }
            let place = self.block.span(at..end);
            if !word(before) && next.is_some_and(|c| c.is_alphanumeric() || opens.contains(c)) {
                self.said.push(unmade::unclosed_bold(self.file, place));
            } else if before.is_some_and(|c| is_cjk(c) && !SURNAMES.contains(c)) {
                self.said.push(unmade::lone_stars(self.file, place));
            }
        }
    }

    pub(super) fn waves(&mut self) {
        let text = &self.block.text;
        let mut found = text
            .match_indices("~~")
            .filter(|(at, _)| !self.escaped(*at));
        if let (Some((start, _)), Some((end, _))) = (found.next(), found.next())
            && !text[start + 2..end].trim().is_empty()
        {
            let place = self.block.span(start..end + 2);
            self.said.push(unmade::struck_out(self.file, place));
        }
    }
}

/// How long what follows `**` is, up to the second `**`, if only spaces keep it
/// from being bold.
fn spaced(after: &str) -> Option<usize> {
    let line = after
        .split(['\n', '，', '。', '；'])
        .next()
        .unwrap_or_default();
    let words = &line[..line.find("**")?];
    let closed = !line[words.len() + 2..].starts_with('*');
    let odd = words.trim() != words && words.contains(is_cjk);
    (odd && closed).then_some(words.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::super::tests::refused;

    #[test]
    fn stars_without_a_partner_are_told() {
        refused("**重点工作", &[("MD05", "**")]);
        refused("全年，**重点工作。", &[("MD05", "**")]);
        refused("重点工作**。", &[("MD05", "**")]);
        refused("** 重点 **：公开。", &[("MD05", "** 重点 **")]);
        refused("尾号 ** 12 ** 的", &[]);
        refused("**重点 **：公开。", &[("MD05", "**重点 **")]);
        refused("另有**专项一项。", &[("MD05", "**")]);
        refused("张**、李**在，联系王** 李**。", &[]);
        refused("\\*\\*重点", &[]);
        refused("~~删去~~", &[("MD05", "~~删去~~")]);
        refused("约5~6件，~~", &[]);
    }
}
