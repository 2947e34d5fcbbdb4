//! TXT03: half-width punctuation among full-width, spaces before it, and
//! full-width digits.

use crate::check::char_set::{Word, words};
use crate::check::finding::Finding;
use crate::check::narrative::Block;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::check::spelling::half_width::{self, Change};
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::Kind;

static CODE: Code = Code {
    id: "TXT03",
    name: "half-width-mark",
    title: "半角、全角混用",
    level: Level::Warning,
    what: "汉字旁边的半角 , ; : ( ) . 和半角引号，，。；：、前面的空格，全角的数字。时间、比例、数字、网址、邮箱、文件名里的不算。全文一律用半角标点的只提示一条。",
    why: "半角、全角混着用，排出来疏密不一，一看就是几处拼起来的。",
    fix: "标点改成全角，数字改成半角，标点前的空格删掉，可以自动改：gongkai check --fix。",
    example: Example {
        bad: "全年公开信息,并及时更新",
        good: "全年公开信息，并及时更新",
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

/// Where so many of a hundred marks are half-width, all of them are meant.
const CONSISTENT: usize = 60;

/// Where none of these stands, no width is wrong.
static HALF: [Word; 7] = words([",", ";", ":", "(", ")", ".", "\""]);
static WIDE_DIGITS: [Word; 10] =
    words(["０", "１", "２", "３", "４", "５", "６", "７", "８", "９"]);
static SPACES: [Word; 3] = words([" ", "\t", "\u{3000}"]);
const FULL: [char; 5] = ['，', '；', '：', '（', '）'];

/// What is wrong in the blocks of a report.
type Changes<'w> = Vec<(&'w Block, Change)>;

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    half_width(scope, findings);
    let spaces = changes(scope, &SPACES, half_width::spaces);
    if let Some((prose, (range, _))) = spaces.first() {
        let message = format!("标点前面多了空格{}", times(spaces.len()));
        let place = scope.words.place(prose, range.clone());
        let help = "删掉空格；一起删：gongkai check --fix";
        findings.push(edited(Finding::new(place, message, help), &spaces));
    }
    let digits = changes(scope, &WIDE_DIGITS, half_width::wide_digits);
    if let Some((prose, (range, narrow))) = digits.first() {
        let shown = &prose.text[range.clone()];
        let message = format!("数字“{shown}”是全角的{}", times(digits.len()));
        let place = scope.words.place(prose, range.clone());
        let help = format!("改成“{narrow}”；一起改：gongkai check --fix");
        let finding = Finding::new(place, message, help).level(Level::Info);
        findings.push(edited(finding, &digits));
    }
}

fn times(count: usize) -> String {
    match count {
        1 => String::new(),
        _ => format!("，共 {count} 处，这是第一处"),
    }
}

fn half_width(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let half = changes(scope, &HALF, half_width::marks);
    let Some((prose, (range, _))) = half.first() else {
        return;
    };
    let blocks = scope.words.blocks().map(|(_, prose)| prose);
    let full: usize = blocks
        .filter(|prose| prose.kind != Kind::Code)
        .map(|prose| prose.text.matches(FULL).count())
        .sum();
    let count = half.len();
    let place = scope.words.place(prose, range.clone());
    let finding = if count * 100 >= (count + full) * CONSISTENT {
        let message = format!("全文的标点大多是半角的，共 {count} 处");
        let help = "公文用全角标点；一起改：gongkai check --fix";
        Finding::new(place, message, help).level(Level::Info)
    } else {
        let mark = prose.text[range.clone()].trim_start().chars().next();
        let name = half_width::name(mark.unwrap_or('('));
        let message = match count {
            1 => format!("{name}是半角的"),
            _ => format!("混用了半角标点{}：{name}", times(count)),
        };
        Finding::new(place, message, "改成全角；一起改：gongkai check --fix")
    };
    findings.push(edited(finding, &half));
}

/// Looks at a text, of which all but its Han letters is given too.
type Look = fn(&str, &[(usize, char)]) -> Vec<Change>;

/// What a look finds in the blocks where any of the signs stands, code left out.
fn changes<'w>(scope: &'w ReportScope<'_>, signs: &[Word], look: Look) -> Changes<'w> {
    let mut found = Vec::new();
    for (_, prose) in scope.words.saying(signs) {
        if prose.kind != Kind::Code {
            let changes = look(&prose.text, prose.signs()).into_iter();
            let changes = changes.filter(|(range, _)| !prose.is_code(range.start));
            found.extend(changes.map(|change| (prose, change)));
        }
    }
    found
}

/// A finding with the repairs of all that it tells of. Where the file spells it
/// otherwise, a person must see to it.
fn edited(mut finding: Finding, changes: &Changes<'_>) -> Finding {
    for (prose, (range, new)) in changes {
        let span = prose.span(range.clone());
        if span.len() == range.len() {
            finding = finding.edit(span, new.clone());
        }
    }
    finding
}
