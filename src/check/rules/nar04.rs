//! NAR04: parts in the text make up their total, and shares follow from them.

use crate::check::char_set::{Word, words};
use crate::check::claims::{Claim, What};
use crate::check::finding::Finding;
use crate::check::narrative::Block;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::check::sums::{List, WrongGrowth, fits, growths, look, too_high, word};
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::form::Measure;
use crate::parse::markdown::Kind;
use crate::portal::Report;

static CODE: Code = Code {
    id: "NAR04",
    name: "parts-do-not-add-up",
    title: "文字里的分项加起来不等于总数，或百分比算错",
    level: Level::Warning,
    what: "“共 A 条，其中……B 条、……C 条”：各项之和等于总数；“占 P%”按这些数重算，差不超过 0.05。列举没列全（以“等”结尾）、各项可能重复的不比。办结率、公开率一类的比率不超过 100%。句里有两年的数，增长率按这两个数重算；只写“收到申请 N 件，同比增长 P%”的，按站点里去年的年报算，差得比四舍五入多 0.02 个百分点才提示。",
    why: "数字加不起来，是读的人最容易发现的错，常因为只改了总数没改分项。",
    fix: "重新数一遍，改总数或者改分项；没列全就写“等”。",
    example: Example {
        bad: "公开信息 20 条，其中政策 8 条、其他 11 条",
        good: "公开信息 20 条，其中政策 8 条、其他 12 条",
    },
    basis: Basis {
        text: "加减和百分比",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// What a block with a rate says, and one with last year's number.
static PERCENT: [Word; 2] = words(["%", "％"]);
static PAST: [Word; 5] = words(["去年", "上年", "上一年", "比", "较"]);

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for (_, prose) in scope.words.blocks() {
        if prose.kind != Kind::Text {
            continue;
        }
        let (lists, shares) = look(&prose.phrase(), prose.read());
        let wrong = lists.iter().filter(|list| list.is_wrong());
        for list in wrong.filter(|list| !is_told(scope, prose, list)) {
            findings.push(sum(scope, prose, list));
        }
        let short = lists.iter().filter(|list| list.falls_short());
        for list in short.filter(|list| !is_told(scope, prose, list)) {
            findings.push(sum(scope, prose, list).level(Level::Info));
        }
        for share in shares {
            let message = format!(
                "写占 {}，按 {} ÷ {} 算是 {:.2}%",
                share.stated,
                share.part,
                share.whole,
                100.0 * share.part as f64 / share.whole as f64
            );
            let place = scope.words.place(prose, share.range);
            findings.push(Finding::new(place, message, "照分项和总数重新算一遍百分比"));
        }
        if prose.says_any(&PERCENT) {
            for (name, range) in too_high(prose.read()) {
                let shown = prose.text[range.clone()].trim();
                let message = format!("{name}写成了 {shown}，{name}不会超过 100%");
                let help = format!("照登记的数重新算一遍{name}");
                findings.push(Finding::new(scope.words.place(prose, range), message, help));
            }
        }
        if prose.says_any(&PAST) {
            let wrong = growths(prose.read()).into_iter();
            findings.extend(wrong.map(|wrong| growth(scope, prose, wrong)));
        }
    }
    since_last_year(scope, findings);
}

fn sum(scope: &ReportScope<'_>, prose: &Block, list: &List<'_>) -> Finding {
    let (total, sum, unit) = (list.total.count, list.sum(), list.total.measure);
    let message = format!(
        "写共 {total} {unit}，分项加起来是 {sum} {unit}，差 {}",
        (total - sum).abs()
    );
    let place = scope.words.place(prose, list.range.clone());
    let rest = if sum < total {
        "；没列全就在最后写“等”"
    } else {
        ""
    };
    let help = format!("分项没错，总数改成 {sum}；总数没错，改分项，让它们加起来是 {total}{rest}");
    Finding::new(place, message, help)
}

/// Whether the total of a list is what is wrong, and another rule says so: the
/// table has the sum of the parts and not the total.
fn is_told(scope: &ReportScope<'_>, prose: &Block, list: &List<'_>) -> bool {
    let start = prose.span(list.range.clone()).start;
    let at = |claim: &&Claim| claim.span.start == start && claim.number == list.total.count;
    let Some(claim) = scope.claims().iter().find(at) else {
        return false;
    };
    let numbers = requests(scope.report, claim.what);
    !numbers.is_empty() && numbers.contains(&list.sum()) && !numbers.contains(&claim.number)
}

/// The numbers of a report that words for its requests may mean.
fn requests(report: &Report, what: What) -> Vec<i64> {
    use What::{Concluded, Growth, Handled, NewlyReceived, Received};
    if !matches!(
        what,
        Concluded | Growth { .. } | Handled | NewlyReceived | Received
    ) {
        return Vec::new();
    }
    let count = |measure| report.measure(measure)?.count();
    let new = count(Measure::Received);
    let both = new
        .zip(count(Measure::CarriedIn))
        .map(|(new, old)| new + old);
    [new, both].into_iter().flatten().collect()
}

fn growth(scope: &ReportScope<'_>, prose: &Block, wrong: WrongGrowth) -> Finding {
    let (now, before) = (wrong.now, wrong.before);
    let message = format!(
        "写{}，按去年 {before}、今年 {now} 算是{}",
        wrong.stated,
        change(now, before, wrong.percent)
    );
    let help = "核对两年的数，再算一遍；哪个数写错了改哪个";
    Finding::new(scope.words.place(prose, wrong.range), message, help)
}

/// A change between two years, in percent or as a number.
fn change(now: i64, before: i64, percent: bool) -> String {
    let change = (now - before) as f64;
    let word = word(change);
    if percent {
        format!("{word}{:.2}%", (100.0 * change / before as f64).abs())
    } else {
        format!("{word}{}", change.abs())
    }
}

/// The growth of the requests against last year's report, if the site has it.
fn since_last_year(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let Some(last) = scope.before else { return };
    for claim in scope.claims() {
        let What::Growth { count, decimals } = claim.what else {
            continue;
        };
        let these = requests(scope.report, claim.what);
        let those = requests(last, claim.what);
        // The same number of both years: the new ones, or with those carried over.
        let pairs = these.into_iter().zip(those);
        let pairs: Vec<(i64, i64)> = pairs
            .filter(|(now, before)| *now == count && *before > 0)
            .collect();
        let scale = 10_i64.pow(decimals.unwrap_or(0)) as f64;
        let stated = claim.number as f64 / scale;
        let percent = decimals.is_some();
        let fitting = |(now, before): &(i64, i64)| {
            fits(stated, decimals.unwrap_or(0), *now, *before, percent)
        };
        let Some((now, before)) = pairs.first().filter(|_| !pairs.iter().any(fitting)) else {
            continue;
        };
        let unit = if percent { "%" } else { " 件" };
        let message = format!(
            "写{}{}{unit}，按去年年报的 {before}、今年的 {now} 算是{}",
            word(stated),
            stated.abs(),
            change(*now, *before, percent)
        );
        let help = "核对去年的数，再算一遍；去年的口径不同就写明";
        let place = Place::span(scope.words.file, claim.span.clone());
        findings.push(Finding::new(place, message, help).level(Level::Info));
    }
}
