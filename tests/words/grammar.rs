//! What Markdown, front matter and a clerk's paste are made of. A place for a
//! word is `WORD`; words are put in afterwards, each of them once.

use proptest::prelude::*;
use proptest::sample::select;

/// Stands where a word will be; a sign that nothing else here writes.
pub const WORD: char = '§';

/// The texts of one site.
#[derive(Clone, Debug, Default)]
pub struct TestSite {
    pub report: String,
    pub page: String,
    pub intro: String,
    pub document: String,
}

pub fn site() -> impl Strategy<Value = TestSite> {
    let texts = (
        report(),
        body(true),
        front(),
        body(true),
        front(),
        body(true),
    );
    texts.prop_map(|(report, page, head, intro, front, document)| TestSite {
        report,
        page,
        intro: format!("---\n标题: {head}\n---\n{intro}"),
        document: format!(
            "---\n标题: \"{front}§\"\n索引号: §{front}\n文号: '§'\n内容概述: §{front}\n---\n{document}"
        ),
    })
}

/// A value of front matter as it is typed without quotes.
fn front() -> impl Strategy<Value = String> {
    select(vec!["§", "§（试行）", "《§》的通知", "§、§", "§－§"]).prop_map(str::to_owned)
}

/// The six sections of a report, with anything in them but sections.
fn report() -> impl Strategy<Value = String> {
    let bodies = (body(false), body(false), body(false), body(false));
    bodies.prop_map(|(preamble, first, second, third)| {
        format!(
            "{preamble}\n\n## 一、总体情况\n\n{first}\n\n## 二、主动公开政府信息情况\n\n{second}\n\n---\n\n§\n\n\
             ## 五、存在的主要问题及改进情况\n\n{third}\n\n## 六、其他需要报告的事项\n\n§\n"
        )
    })
}

fn body(sections: bool) -> impl Strategy<Value = String> {
    let gap = select(vec!["\n\n", "\n\n", "\n\n", "\n"]);
    prop::collection::vec((block(sections), gap), 0..7)
        .prop_map(|blocks| blocks.into_iter().map(|(block, gap)| block + gap).collect())
}

fn block(sections: bool) -> BoxedStrategy<String> {
    let line = || line();
    let headings = if sections {
        vec!["# ", "## ", "### ", "###### "]
    } else {
        vec!["### ", "#### "]
    };
    prop_oneof![
        6 => line(),
        2 => prop::collection::vec(line(), 1..4).prop_map(|lines| lines.join("\n")),
        2 => (select(headings), line()).prop_map(|(mark, line)| format!("{mark}{line}")),
        1 => (select(vec!["##", "###", "＃＃ ", "##　", "#", "#######", "### ", "　　### "]), select(vec!["§", "五、§", "（一）§", ""]))
            .prop_map(|(mark, words)| format!("{mark}{words}")),
        2 => list(),
        1 => prop::collection::vec(line(), 1..3).prop_map(|lines| format!("> {}", lines.join("\n> "))),
        2 => fence(),
        3 => table(),
        1 => pasted(),
        1 => (select(vec!["[^1]: ", "[^2]:", "[^甲]: ", "[^1]：", "[^1]: §\n\n    "]), line()).prop_map(|(mark, line)| format!("{mark}{line}")),
        1 => select(vec!["[§]: https://a.gov.cn/§", "[甲]: files/§.pdf \"§\"", "[甲]: §", "[§]:\n§"]).prop_map(str::to_owned),
        1 => select(vec!["---", "***", "___", "____", "* * *", "===", "§\n===", "§\n---", "§\n***", "§\n___"]).prop_map(str::to_owned),
        1 => select(vec!["<div>\n§\n</div>", "<!-- § -->", "<!--\n§\n\n§\n-->", "<p class=\"MsoNormal\">§</p>", "<?§?>", "<![CDATA[§]]>", "<script>\n§\n</script>\n§"]).prop_map(str::to_owned),
        1 => noise(),
    ]
    .boxed()
}

/// A line of text: pieces one behind the other, as they come.
fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 1..6).prop_map(|pieces| pieces.concat())
}

fn piece() -> impl Strategy<Value = String> {
    let words = vec![
        "§", "§", "§，", "§。", "（§）", "“§”", "《§》", "§：", "§ ", "§、§", "§%", "§-§",
    ];
    let bold = vec![
        "**§**",
        "**§。**",
        "**§：**",
        "*§*",
        "***§***",
        "__§__",
        "_§_",
        "**（§）**",
        "**§",
        "§**",
        "** § **",
        "*",
        "**",
        "____",
        "（____）",
        "“*”",
        "（*）",
        "138****1234",
        "***§",
        "张**、",
        "§_§_",
        "~~§~~",
        "~§~",
        "`§`",
        "``§ ` §``",
        "`§",
    ];
    let links = vec![
        "[§](https://a.gov.cn/)",
        "[§](<report.md>)",
        "![§](files/p.png)",
        "![§](files/p.png \"§\")",
        "[](https://a.gov.cn/§)",
        "[ ](https://a.gov.cn/)",
        "![](https://a.gov.cn/§.png)",
        "[§](files/§ §.pdf)",
        "[§]（https://a.gov.cn/§）",
        "【§】（files/§.pdf）",
        "［§］(files/§.pdf)",
        "[§] (https://a.gov.cn/§)",
        "[§](https://a.gov.cn/§",
        "(§)[https://a.gov.cn/§]",
        "[§][§]",
        "[§][甲]",
        "[甲][]",
        "<https://a.gov.cn/§>",
        "<https://a.gov.cn/§ §>",
        "<a§@b.cn>",
        "![§]（files/§.png）",
        "！[§](files/p.png)",
        "![§](D:\\§\\a.png)",
        "[§](javascript:§)",
        "[外§[§](https://a.gov.cn/)](https://a.gov.cn/§)",
        "www.§.gov.cn",
        "[§]",
        "【§】",
        "（§）",
        "[^1]",
        "[^2]",
        "[^甲]",
        "[^§]",
        "［^1］",
        "[^ §]",
        "[§]\n(https://a.gov.cn/§)",
    ];
    let odd = vec![
        "\\*",
        "\\。",
        "\\",
        "&amp;§",
        "&lt;§&gt;",
        "&nbsp;",
        "&§;",
        "&#167;",
        "<§>",
        "<b>§</b>",
        "<br>",
        "<br/>§",
        "</§>",
        "<!-- § -->",
        "§|§",
        "§\t§",
        "§\\\n§",
        "§  \n§",
        "§\n§",
        "　§",
        "\u{b}§",
        "|",
        "\\|",
        "｜",
        "#",
        "＃§",
        "§#",
        "- ",
        "> ",
        "1. ",
        "+",
        ":",
        "]:",
        "]",
        "[",
        "](",
        ")",
        "~~~",
        "```",
        "{#§}",
        "$§$",
        "^§^",
        "^[§]",
        "@§",
        "\\[§\\]",
        "\\(§\\)",
        ":§:",
        "==§==",
        "--",
        "...",
        "\"§\"",
        "'§'",
    ];
    prop_oneof![5 => select(words), 2 => select(bold), 2 => select(links), 2 => select(odd)]
        .prop_map(str::to_owned)
}

fn list() -> impl Strategy<Value = String> {
    let mark = select(vec![
        "- ", "* ", "+ ", "1. ", "3. ", "2) ", "  - ", "    - ", "      ", "- [ ] ", "- [x] ", "-",
        "1.", "- > ", "- # ", "- ```", "-     ",
    ]);
    prop::collection::vec((mark, line()), 1..5).prop_map(|items| {
        items
            .into_iter()
            .map(|(mark, line)| format!("{mark}{line}\n"))
            .collect()
    })
}

fn fence() -> impl Strategy<Value = String> {
    let open = select(vec![
        "```",
        "~~~",
        "````",
        "``` ",
        "~~~ ",
        "  ```",
        "```§",
        "~~~§",
        "``` § §",
        "~~~ `§`",
        "```text",
        "```{.§}",
        "~~~\\*§&amp;",
    ]);
    let close = select(vec!["```", "~~~", "````", "```", "~~~", "", "```§"]);
    (open, prop::collection::vec(line(), 0..3), close)
        .prop_map(|(open, lines, close)| format!("{open}\n{}\n{close}", lines.join("\n")))
}

fn table() -> impl Strategy<Value = String> {
    let cell = select(vec![
        "§",
        "§",
        "§",
        "**§**",
        "",
        " ",
        "§\\|§",
        "`§|§`",
        "[§](https://a.gov.cn/)",
        "*",
        "[^1]",
        "<br>",
        "§：",
    ]);
    let row = (
        prop::collection::vec(cell, 1..5),
        select(vec![true, true, false]),
    );
    let row = row.prop_map(|(cells, framed)| {
        let inner = cells.join(" | ");
        if framed {
            format!("| {inner} |")
        } else {
            inner
        }
    });
    let border = select(vec![
        "|--|--|",
        "|--|--|--|",
        "|:-:|--:|",
        "--|--",
        "|——|——|",
        "|－|－|",
        "| |",
        "|",
        "",
    ]);
    let after = select(vec![
        "",
        "\n§",
        "\n注：§",
        "\n\n§",
        "\n> §",
        "\n- §",
        "\n    §",
        "\n## 五、§",
    ]);
    let parts = (row.clone(), border, prop::collection::vec(row, 0..4), after);
    parts.prop_map(|(head, border, rows, after)| {
        let rows: String = rows.iter().map(|row| format!("\n{row}")).collect();
        format!("{head}\n{border}{rows}{}", after.replace("## 五、", "### "))
    })
}

/// As Word, WPS and Excel leave it on the clipboard.
fn pasted() -> impl Strategy<Value = String> {
    select(vec![
        "　　§。\n　　§，§；\n§",
        "    §。\n    §",
        "\t§。\n\t§",
        "序号\t§\n1\t§\n2\t§",
        "§\t§\t§",
        "一、\t§",
        "• §\n● §\n➢ §\n\u{f06c} §",
        "｜§｜§｜\n｜§｜§｜",
        "| § | § |\n| § | § |",
        "§\u{a0}\u{a0}§\u{3000}\u{3000}§",
        "（1）§\n（2）§\n1、§\n① §",
        "§\r\n§\r\n\r\n§",
        "§\u{b}§",
        "[1] §\n[2] §",
        "*§\n*§",
        "§  §  §\n1  §  2",
        "一、§\t1\n（二）§\t12",
        "9:00 §\n10:30 §",
        "　　§：\n　　| § | § |\n　　|--|--|\n　　| § | § |\n　　§",
        "[^1]: §。\n§",
        "\u{3000}\u{3000}> §\n\u{3000}\u{3000}- §\n\u{3000}\u{3000}1. §",
    ])
    .prop_map(str::to_owned)
}

/// Signs without sense, with words among them.
fn noise() -> impl Strategy<Value = String> {
    let sign = select(vec![
        "§",
        "§",
        "*",
        "**",
        "_",
        "`",
        "```",
        "~",
        "~~~",
        "\n",
        "\n\n",
        "　",
        "    ",
        "\t",
        ">",
        "- ",
        "1. ",
        "#",
        "### ",
        "---",
        "|",
        "|-|",
        "[",
        "]",
        "(",
        ")",
        "!",
        "[^1]",
        "[^1]: ",
        ":",
        "<",
        ">",
        "<!--",
        "-->",
        "&",
        ";",
        "\\",
        "。",
        "（",
        "）",
        "“",
        "”",
        "，",
        "：",
        "5",
        "a",
        "\"",
        "=",
        "+",
        "^",
        "https://a.gov.cn/§",
    ]);
    prop::collection::vec(sign, 0..24).prop_map(|signs| signs.concat())
}
