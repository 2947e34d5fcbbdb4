//! TXT08: a paragraph ends with a mark.

use crate::check::finding::Finding;
use crate::check::lost::units::ends_short;
use crate::check::narrative::Block;
use crate::check::placeholders::{self, Reader, Sought};
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::parse::markdown::Kind;
use crate::prose::numbers::numbers;
use crate::prose::numerals::is_numeral;
use crate::prose::sentences::ends_clause;
use crate::prose::text::Text;
use crate::prose::{in_address, is_cjk, ordinals};

static CODE: Code = Code {
    id: "TXT08",
    name: "paragraph-without-stop",
    title: "段落末尾没有句号",
    level: Level::Warning,
    what: "成句的段落末尾没有标点，或者停在逗号、顿号上；“如下”引出下文而没有冒号。标题、短的列表项、落款、附件清单、表格、图片不算。一份年报合成一条，列出行号。",
    why: "没有句号，读者看不出这一段写完了没有，常常是粘贴时丢了后半句。",
    fix: "先看后面有没有漏掉的话，再补句号；引出下文的补冒号。",
    example: Example {
        bad: "利用服务大厅的电子屏，及时发布办事指南等政府信息",
        good: "利用服务大厅的电子屏，及时发布办事指南等政府信息。",
    },
    basis: Basis {
        text: "标点符号用法",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// The most places that a finding points at besides the first.
const PLACES: usize = 9;

/// The most letters of a paragraph's end that are shown.
const SHOWN: usize = 16;

/// What a paragraph may end with.
const STOPS: &str = "。：；！？”’）》】〕」』…—.:;!?)]\"'";

/// The letters of a paragraph that says something; fewer are a label.
const SHORT: usize = 10;

/// A sub-heading that is written as a paragraph may have a comma and so many letters.
const HEADING: usize = 26;

/// One with a number in front may have more.
const NUMBERED_HEADING: usize = 40;

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let blocks = scope.words.blocks().map(|(_, block)| block);
    let open: Vec<(&Block, Place)> = blocks
        .filter(|block| block.kind == Kind::Text && !block.pictured && lacks_stop(block.read()))
        .filter(|block| !is_told_otherwise(block))
        .filter_map(|block| {
            let place = scope.words.place(block, tail(&block.text));
            (!is_short_item(scope, block, &place)).then_some((block, place))
        })
        .collect();
    let Some(((first, place), others)) = open.split_first() else {
        return;
    };
    let end = &first.text[tail(&first.text)];
    let leads = open
        .iter()
        .filter(|(block, _)| block.text.trim_end().ends_with("如下"))
        .count();
    let message = if others.is_empty() && leads == 1 {
        format!("“{end}”引出下文，后面没有冒号")
    } else if others.is_empty() {
        format!("这一段末尾“{end}”后面没有句号")
    } else {
        let lines = open
            .iter()
            .filter_map(|(_, place)| Some(scope.line(place)?.0.to_string()));
        let lines: Vec<String> = lines.collect();
        format!(
            "{} 段末尾没有句号或冒号：第 {} 行",
            open.len(),
            lines.join("、")
        )
    };
    let help = match (leads, open.len()) {
        (0, _) => "看看后面有没有漏掉的话，再补上“。”",
        (leads, all) if leads == all => "补上“：”",
        _ => "看看后面有没有漏掉的话，再补上“。”；“如下”后面补“：”",
    };
    let finding = Finding::new(place.clone(), message, help);
    let others = others.iter().take(PLACES);
    findings.push(others.fold(finding, |finding, (_, place)| {
        finding.also(place.clone(), "还有这里")
    }));
}

/// The last clause of a paragraph, or its last letters, in bytes of its text.
fn tail(text: &str) -> std::ops::Range<usize> {
    let text = text.trim_end();
    let clause = text
        .trim_end_matches(ends_clause)
        .rfind(|c| ends_clause(c) || c == '\n');
    let clause = clause.map_or(0, |at| {
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    });
    let letters = text[clause..].char_indices().rev().take(SHOWN);
    let start = letters.last().map_or(0, |(at, _)| at);
    clause + start..text.len()
}

/// Whether the paragraph has a cause of its own to be written anew: a pasted table,
/// or a word that is still to be filled in.
fn is_told_otherwise(block: &Block) -> bool {
    block.text.contains('\t')
        || placeholders::first(&Sought {
            phrase: &block.phrase(),
            signs: block.signs(),
            reader: Reader::Report,
            cell: false,
            next: None,
            pictured: block.pictured,
        })
        .is_some()
}

/// Whether a block is an item of a list that says no sentence.
fn is_short_item(scope: &ReportScope<'_>, block: &Block, place: &Place) -> bool {
    let line = scope.line(place).map_or("", |(_, line)| line.trim_start());
    let item = line.starts_with(|c: char| c.is_ascii_digit() || "-*+•●·>".contains(c));
    item && block.text.chars().count() <= NUMBERED_HEADING && !block.text.contains('。')
}

/// Whether a paragraph is prose and ends without a mark.
fn lacks_stop(text: Text<'_>) -> bool {
    let whole = text.as_str().trim_end();
    // Most paragraphs end as they should.
    if whole.ends_with(|c| STOPS.contains(c)) {
        return false;
    }
    // Pasted lines are one block; the last line ends it.
    let line = whole.rsplit('\n').next().unwrap_or_default().trim();
    let letters = line.chars().filter(|c| is_cjk(*c)).count();
    // 青禾镇人民政府 2026年1月12 日 behind the last sentence is a signature.
    if is_dated(line) {
        return false;
    }
    let last = whole.char_indices().next_back().map_or(0, |(at, _)| at);
    if letters < 5 || is_label(line, letters) || in_address(whole, last) {
        return false;
    }
    if line.ends_with("如下") {
        return !line.ends_with("情况如下") || letters >= SHORT || line.contains('，');
    }
    if letters < SHORT || ends_short(text) {
        return false;
    }
    let numbered = ordinals::leading(line);
    let body = numbered
        .as_ref()
        .map_or(line, |number| &line[number.range.end..]);
    // （一）主动公开情况：利用公告栏更新27次
    if let Some(at) = body.find(['。', '：', ':']) {
        let rest = &body[at..];
        let said = rest.chars().filter(|c| is_cjk(*c)).count();
        let told = body.contains('。') || counts(rest);
        return said >= 6 && told || said >= SHORT && rest.contains('，');
    }
    if body.contains('；') {
        return true;
    }
    let comma = body.contains(['，', ',']);
    if numbered.is_some() {
        return comma && (letters > NUMBERED_HEADING || counts(body));
    }
    comma && (letters > HEADING || counts(body)) || opens_sentence(body) && counts(body)
}

/// Whether what stands behind the last mark of a line ends in a day.
fn is_dated(line: &str) -> bool {
    let end = line.rsplit(ends_clause).next().unwrap_or(line);
    let Some((_, day)) = end
        .strip_suffix('日')
        .and_then(|rest| rest.rsplit_once('月'))
    else {
        return false;
    };
    end.contains('年') && day.chars().all(|c| is_numeral(c) || c.is_whitespace())
}

/// Whether something is counted in a text: 27次.
fn counts(text: &str) -> bool {
    let figures = numbers(text).into_iter();
    figures
        .map(|number| text[number.range.end..].trim_start())
        .any(|after| {
            after.starts_with([
                '条', '件', '次', '份', '个', '篇', '项', '期', '场', '余', '%',
            ])
        })
}

/// Whether a text begins as a sentence does and no label.
fn opens_sentence(text: &str) -> bool {
    const BEGINS: [&str; 9] = [
        "全年",
        "本年",
        "我",
        "本机关",
        "共",
        "累计",
        "截至",
        "利用",
        "通过",
    ];
    text.starts_with(|c: char| c.is_ascii_digit())
        || BEGINS.iter().any(|word| text.starts_with(word))
}

/// Whether a line is a signature, a caption, an attachment, a way to reach somebody,
/// or a set closing.
fn is_label(line: &str, letters: usize) -> bool {
    const BEGINS: [&str; 15] = [
        "附件",
        "附表",
        "附：",
        "附:",
        "表",
        "图",
        "注：",
        "注:",
        "来源",
        "单位",
        "抄送",
        "主送",
        "联系人",
        "索引号",
        "发布",
    ];
    const CONTACT: [&str; 9] = [
        "电话",
        "邮编",
        "邮箱",
        "地址",
        "传真",
        "网址",
        "http",
        "www",
        "二维码",
    ];
    const CLOSINGS: [&str; 5] = ["特此报告", "特此公开", "特此公告", "特此说明", "特此公布"];
    let sentence = line.contains('。');
    let signed =
        line.ends_with('日') && line.contains('年') && letters <= 30 && !line.contains('，');
    let names = ["人民政府", "办事处", "局", "委员会", "办公室"];
    let signer = letters <= 24
        && !line.contains(['，', '。'])
        && names.iter().any(|name| line.ends_with(name));
    BEGINS.iter().any(|word| line.starts_with(word)) && !sentence
        || CONTACT.iter().any(|word| line.contains(word))
        || CLOSINGS.iter().any(|word| line.ends_with(word))
        || signed
        || signer
}

#[cfg(test)]
mod tests {
    use crate::prose::text::Parts;

    use super::*;

    fn open(text: &str) -> bool {
        lacks_stop(Text::new(text, &Parts::default()))
    }

    #[test]
    fn prose_without_a_mark_is_found() {
        for text in [
            "充分利用服务大厅电子屏，及时发布政策通知、办事指南等各类政府信息",
            "现将2025年工作情况报告如下",
            "（一）主动公开政府信息情况：利用公告栏对外更新信息27次",
            "（二）依申请公开。全年没有收到政府信息公开申请",
            "我镇修订了目录。发布前由分管负责人审查",
            "全年主动公开政府信息27条",
            "一是加强学习；二是逐月检查专栏，把失效的文件撤下来",
            "围绕群众关心的低保、医保、养老等事项，逐项编写办事指南并在公开栏张贴，",
            "2025年，我镇主动公开政府信息73条",
        ] {
            assert!(open(text), "{text}");
        }
    }

    #[test]
    fn headings_labels_and_signatures_need_none() {
        for text in [
            "（一）主动公开情况",
            "（二）加强组织领导，确保政务公开工作顺利开展",
            "1.强化监督，推动落实",
            "强化组织领导，压实工作责任",
            "青河县石桥镇人民政府",
            "2026年1月12日",
            "青河县石桥镇人民政府 2026年1月12日",
            "附件：1.石桥镇2025年主动公开事项目录，共3页",
            "联系电话：0710-5551234",
            "如有疑问，请与党政办联系，电话：0710-5551234",
            "特此报告",
            "表1 主动公开信息分类统计",
            "2025年政府信息公开工作年度报告",
            "详见 https://www.example.gov.cn/zwgk/2025",
            "政策文件28条",
            "编制单位：青河县石桥镇人民政府党政综合办公室",
            "全年主动公开政府信息27条。",
            "现将有关情况报告如下：",
            "（见《主动公开基本目录》）",
            "没有收费",
        ] {
            assert!(!open(text), "{text}");
        }
    }
}
