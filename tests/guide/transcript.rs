//! What a page says that the program prints, beside what it prints.

use regex_lite::Regex;

/// Stands for lines that the page leaves out, at least one.
const REST: &str = "……";

/// What differs from run to run, and what stands for it.
const VOLATILE: [(&str, &str); 8] = [
    (r"用时 [0-9.]+ (秒|毫秒)", "用时 N $1"),
    (r"[0-9.]+ (B|KB|MB)\b", "N 大小"),
    (r"127\.0\.0\.1:[0-9]+", "127.0.0.1:N"),
    (
        r"端口 [0-9]+ 已被占用，换成了 [0-9]+",
        "端口 N 已被占用，换成了 N",
    ),
    // What grows with the program.
    (r"[0-9]+ 条规则", "N 条规则"),
    (
        r"gongkai [0-9]+\.[0-9]+\.[0-9]+(（提交 [0-9a-f]{8}(，有改动)?）)?",
        "gongkai N",
    ),
    (r"今年是 [0-9]{4} 年", "今年是 N 年"),
    // A report of last year is dated today, an older one is not.
    ("把成文日期改成落款的日期", "写上成文日期"),
];

/// A line that is there only on a machine in a network.
const NETWORK: &str = "别人打开 http://";

/// The lines, with what differs from run to run folded away.
fn lines(text: &str) -> Vec<String> {
    let fold = |line: &str| {
        let mut line = line.trim_end().replace('\\', "/");
        for (volatile, plain) in VOLATILE {
            let pattern = Regex::new(volatile).expect("a pattern");
            line = pattern.replace_all(&line, plain).into_owned();
        }
        line
    };
    // A preview begins and ends with empty lines what it prints between two saves.
    let lines = text
        .trim_end()
        .trim_start_matches(['\r', '\n'])
        .lines()
        .map(fold);
    lines.filter(|line| !line.starts_with(NETWORK)).collect()
}

fn matches(told: &[String], said: &[String]) -> bool {
    match told {
        [] => said.is_empty(),
        [first, rest @ ..] if first == REST => {
            (1..=said.len()).any(|left_out| matches(rest, &said[left_out..]))
        }
        [first, rest @ ..] => said.first() == Some(first) && matches(rest, &said[1..]),
    }
}

/// Whether the page tells what was said.
pub fn compare(told: &str, said: &str) -> bool {
    matches(&lines(told), &lines(said))
}

/// The same, and both texts where they differ.
pub fn same(told: &str, said: &str) -> Result<(), String> {
    match compare(told, said) {
        true => Ok(()),
        false => Err(format!("the page says\n{told}\nthe program says\n{said}\n")),
    }
}
