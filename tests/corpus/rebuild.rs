//! Report files out of what was kept of real reports: checked numbers and
//! the prose around the tables, cut at 〔略〕.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// One report, ready to be laid into a site.
pub struct Rebuilt {
    pub id: String,
    pub agency: String,
    pub year: u64,
    /// The number of requests carried in and out, column by column.
    pub carried: [Vec<Option<i64>>; 2],
    pub yaml: String,
    pub text: String,
    /// What is known to be wrong with it.
    pub arithmetic: Vec<String>,
    pub variations: Vec<String>,
}

impl Rebuilt {
    /// Whether a fault or oddity is known whose name has one of the words.
    pub fn lists(&self, words: &[&str]) -> bool {
        let mut all = self.arithmetic.iter().chain(&self.variations);
        all.any(|known| words.iter().any(|word| known.contains(word)))
    }
}

/// The corpus beside the repository, where there is one.
pub fn folder() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.parent()?.join("shared/corpus");
    folder.join("expected").is_dir().then_some(folder)
}

/// Every report of the corpus whose numbers were checked, by id.
pub fn all(folder: &Path) -> Vec<Rebuilt> {
    let entries = fs::read_dir(folder.join("expected")).expect("the checked numbers");
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| Some(name.strip_suffix(".json")?.to_owned()))
        .collect();
    names.sort();
    names.iter().map(|name| one(folder, name)).collect()
}

fn json(path: &Path) -> Value {
    let bytes = fs::read(path).expect("a file of the corpus");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn one(folder: &Path, id: &str) -> Rebuilt {
    let numbers = json(&folder.join(format!("expected/{id}.json")));
    let card = json(&folder.join(format!("raw/{id}.json")));
    let raw = fs::read_to_string(folder.join(format!("raw/{id}.txt"))).expect("prose");
    let list = |key: &str| -> Vec<String> {
        let items = card[key].as_array().into_iter().flatten();
        items
            .filter_map(|item| Some(item.as_str()?.to_owned()))
            .collect()
    };
    let text = |key: &str| card[key].as_str().unwrap_or_default().to_owned();
    let row = |key: &str| -> Vec<Option<i64>> {
        let cells = numbers["table_three"][key].as_array().into_iter().flatten();
        cells.map(Value::as_i64).collect()
    };
    Rebuilt {
        id: id.to_owned(),
        agency: text("agency"),
        year: card["year"].as_u64().expect("a year"),
        carried: [row("carry"), row("next")],
        yaml: yaml(&numbers, &raw),
        text: narrative(&raw, &text("agency")),
        arithmetic: list("arithmetic"),
        variations: list("variations"),
    }
}

/// The rows of table three by their keys in the corpus.
const REQUESTS: [(&str, &str); 26] = [
    ("new", "new_received"),
    ("carry", "carried_in"),
    ("open", "disclosed"),
    ("part", "partially_disclosed"),
    ("d1", "denied_state_secret"),
    ("d2", "denied_prohibited_by_law"),
    ("d3", "denied_security_stability"),
    ("d4", "denied_third_party_rights"),
    ("d5", "denied_internal_affairs"),
    ("d6", "denied_process_information"),
    ("d7", "denied_enforcement_case_file"),
    ("d8", "denied_administrative_query"),
    ("u1", "unavailable_not_held"),
    ("u2", "unavailable_needs_creation"),
    ("u3", "unavailable_still_unclear"),
    ("n1", "refused_petition_complaint"),
    ("n2", "refused_repeat"),
    ("n3", "refused_published_material"),
    ("n4", "refused_excessive"),
    ("n5", "refused_confirm_or_reissue"),
    ("o1", "closed_no_correction"),
    ("o2", "closed_fee_unpaid"),
    ("o3", "closed_other"),
    ("o", "closed_other"),
    ("total", "concluded_total"),
    ("next", "carried_out"),
];
const PROACTIVE: [(&str, &str); 8] = [
    ("regulations", "规章"),
    ("normative", "行政规范性文件"),
    ("licensing", "行政许可"),
    ("other_services", "其他对外管理服务事项"),
    ("punishment", "行政处罚"),
    ("coercion", "行政强制"),
    ("fees", "行政事业性收费"),
    ("procurement", "政府集中采购"),
];

fn yaml(numbers: &Value, raw: &str) -> String {
    let year = numbers["year"].as_u64().expect("a year");
    let mut out = format!("年度: {year}\n");
    let published = raw
        .lines()
        .find_map(|line| line.strip_prefix("发布时间: "))
        .and_then(|time| time.split(' ').next());
    // Some leave the signature out; they cannot have signed later than this.
    let signed = signed(raw).or(published.map(str::to_owned));
    for (key, day) in [("成文日期", signed.as_deref()), ("公开日期", published)] {
        if let Some(day) = day {
            writeln!(out, "{key}: {day}").expect("a string");
        }
    }
    out += "表二:\n";
    let two = ["table_two", "table_two_2019"].map(|key| &numbers[key]);
    let two = two.into_iter().find(|two| two.is_object());
    for (key, name) in PROACTIVE {
        if let Some(value) = two
            .and_then(|two| two.get(key))
            .filter(|one| !one.is_null())
        {
            writeln!(out, "  {name}: {}", cells(value)).expect("a string");
        }
    }
    out += "表三:\n";
    for (key, name) in REQUESTS {
        if let Some(value) = numbers["table_three"].get(key) {
            writeln!(out, "  {name}: {}", cells(value)).expect("a string");
        }
    }
    out += "表四:\n";
    let four = numbers["table_four"].as_array().expect("table four");
    let rows = ["行政复议", "未经复议直接起诉", "复议后起诉"];
    for (name, row) in rows.iter().zip(four.chunks(5)) {
        writeln!(out, "  {name}: {}", cells(&Value::from(row))).expect("a string");
    }
    out
}

/// A row as YAML; a cell that was lost is left blank.
fn cells(value: &Value) -> String {
    let cell = |one: &Value| {
        if one.is_null() {
            "null".to_owned()
        } else {
            one.to_string()
        }
    };
    match value.as_array() {
        Some(row) => format!("[{}]", row.iter().map(cell).collect::<Vec<_>>().join(", ")),
        None => value.to_string(),
    }
}

/// The first day named behind the last heading: the signature, where the text
/// has one. Behind it stands at most an imprint.
fn signed(raw: &str) -> Option<String> {
    let tail = HEADINGS[4..]
        .iter()
        .filter_map(|(start, _)| raw.find(start))
        .max()?;
    let tail = &raw[tail..];
    tail.match_indices('年').find_map(|(at, _)| day(tail, at))
}

/// The day whose 年 stands at `at`.
fn day(raw: &str, at: usize) -> Option<String> {
    let number = |words: &str| words.trim().parse::<u32>().ok();
    let year = number(raw.get(at.checked_sub(4)?..at)?)?;
    let (month, rest) = raw[at + '年'.len_utf8()..].split_once('月')?;
    let (day, _) = rest.split_once('日')?;
    Some(format!("{year}-{:02}-{:02}", number(month)?, number(day)?))
}

const HEADINGS: [(&str, &str); 6] = [
    ("一、总体情况", "一、总体情况"),
    ("二、主动公开政府信息情况", "二、主动公开政府信息情况"),
    (
        "三、收到和处理政府信息公开申请情况",
        "三、收到和处理政府信息公开申请情况",
    ),
    (
        "四、政府信息公开行政复议",
        "四、政府信息公开行政复议、行政诉讼情况",
    ),
    (
        "五、存在的主要问题及改进情况",
        "五、存在的主要问题及改进情况",
    ),
    ("六、其他需要报告的事项", "六、其他需要报告的事项"),
];

/// The prose as `report.md`: the tables, the page's chrome, repeated titles and
/// the signature are left out, since they come from the page, not the author.
fn narrative(raw: &str, agency: &str) -> String {
    let body = raw.split_once("= 正文 =").map_or(raw, |(_, body)| body);
    let body = body.trim_start_matches('=');
    let starts = HEADINGS.map(|(start, _)| body.find(start));
    let mut out = String::new();
    let preamble = &body[..starts[0].unwrap_or(0)];
    let chrome = preamble.contains("年度报告 ");
    let preamble = match preamble.find("〔略〕").filter(|_| chrome) {
        Some(at) => &preamble[at..],
        None => preamble,
    };
    out += preamble.trim();
    for (at, (start, heading)) in HEADINGS.iter().enumerate() {
        let Some(begin) = starts[at] else { continue };
        let next = starts[at + 1..].iter().flatten().next();
        let text = &body[begin + start.len()..*next.unwrap_or(&body.len())];
        let text = match at {
            1 => around(
                text,
                &["第二十条第（一）项", "第二十条第(一)项"],
                "行政事业性收费",
            ),
            2 => around(text, &["（本列数据", "(本列数据"], ""),
            3 => around(
                tail_of_heading(text),
                &["行政复议行政诉讼", "行政复议 ", "行政复议\n"],
                "",
            ),
            5 => unsigned(text, agency),
            _ => text.to_owned(),
        };
        write!(out, "\n\n## {heading}\n\n{}", paragraphs(text.trim())).expect("a string");
    }
    out
}

/// Section four is headed in two ways.
fn tail_of_heading(text: &str) -> &str {
    let tails = ["、行政诉讼情况", "与行政诉讼情况"];
    tails
        .iter()
        .find_map(|tail| text.strip_prefix(tail))
        .unwrap_or(text)
}

/// What stands before a table and, where its last row is known, behind it.
fn around(text: &str, begins: &[&str], last: &str) -> String {
    let begin = begins.iter().filter_map(|begin| text.find(begin)).min();
    let before = &text[..begin.unwrap_or(text.len())];
    let behind = (!last.is_empty())
        .then(|| text.split_once(last))
        .flatten()
        .map(|(_, rest)| {
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || " .|\n".contains(c))
        })
        .filter(|rest| !rest.starts_with("第二十条"))
        .unwrap_or_default();
    format!("{before}\n\n---\n\n{behind}")
}

fn unsigned(text: &str, agency: &str) -> String {
    let start: String = agency.chars().take(4).collect();
    let end = text.rfind(&start).unwrap_or(text.len());
    text[..end].replace("附件下载", "")
}

/// Run-on text gets its paragraphs back, one at each `（一）`.
fn paragraphs(text: &str) -> String {
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let numeral = rest
            .chars()
            .next()
            .is_some_and(|c| "一二三四五六".contains(c))
            && rest.chars().nth(1).is_some_and(|c| matches!(c, '）' | ')'));
        let begins = out.trim_end().ends_with(['。', '〕', '：', ':', ' ']) || out.is_empty();
        if matches!(c, '（' | '(') && numeral && begins {
            out += "\n\n";
        }
        out.push(c);
    }
    out
}
