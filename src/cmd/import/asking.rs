//! Asks a person at the console what a file leaves open.

use std::io::BufRead;

use crate::cmd::by_hand::is_console;
use crate::cmd::console::answers::{Answers, Silence};
use crate::cmd::console::interrupt::on_interrupt;
use crate::cmd::console::questions::stopped_saying;
use crate::cmd::console::streams::errln;
use crate::cmd::{Exit, new};
use crate::import::choosing::{Question, chosen, questions};
use crate::import::reading::Reading;
use crate::import::wording::{choice, shown};
use crate::prose::{fold, printable};

use super::{Args, Format};

/// The most readings of one place that are offered.
const OFFERED: usize = 20;

/// The person wanted no more questions.
#[derive(Debug, PartialEq, Eq)]
pub struct Ended;

/// Whether somebody is there who may be asked.
pub fn is_wanted(args: &Args) -> bool {
    !args.yes && args.format == Format::Human && is_console()
}

/// Says that a person wanted no more questions.
pub fn stopped() -> Exit {
    stopped_saying("已停止，这一份没有写")
}

/// Of which year the report in a file is; `None` if the person does not know.
pub fn year<R: BufRead>(file: &str, answers: &mut Answers<R>) -> Result<Option<u16>, Ended> {
    let _interruption = on_interrupt(|| std::process::exit(stopped() as i32));
    errln!("没有认出 {} 是哪一年的年报", printable(file));
    loop {
        let line = answer(answers, "报告的是哪一年？写四位数字，不导入直接按回车：")?;
        if line.trim().is_empty() {
            return Ok(None);
        }
        match new::year(line.trim()) {
            Ok(year) => return Ok(Some(year)),
            Err(message) => errln!("{message}"),
        }
    }
}

/// The reading with what the person chose, place by place.
pub fn choices<R: BufRead>(reading: Reading, answers: &mut Answers<R>) -> Result<Reading, Ended> {
    let all = questions(&reading);
    if all.is_empty() {
        return Ok(reading);
    }
    let _interruption = on_interrupt(|| std::process::exit(stopped() as i32));
    let count = all.len();
    errln!("有 {count} 处读不定，请对照原件选；按 Ctrl+C 停下，什么也不写");
    let mut given = Vec::new();
    for (at, question) in all.iter().enumerate() {
        errln!("\n第 {} 处，共 {count} 处：{}", at + 1, put(question));
        given.push(number(question, answers)?);
    }
    Ok(chosen(&reading, &all, &given))
}

/// The question in full: what stood where, and what it can be.
fn put(question: &Question) -> String {
    let columns = match question.columns.as_slice() {
        [] | [_] => String::new(),
        columns => format!("（{}）", columns.join("、")),
    };
    let (cells, place) = (&question.cells, &question.place);
    let mut lines = vec![
        format!("{cells}{columns}"),
        format!("  {place}写的是 {}", shown(&question.stood)),
    ];
    let readings = question.readings.iter().take(OFFERED).enumerate();
    lines.extend(readings.map(|(at, one)| format!("  {:>3}  {}", at + 1, choice(one))));
    if question.readings.len() > OFFERED {
        let more = question.readings.len() - OFFERED;
        lines.push(format!("       还有 {more} 种，没有列出"));
    }
    lines.push("    0  都不是，或者不知道：先空着，照原件自己填".to_owned());
    lines.join("\n")
}

/// Which reading it is, from 0; `None` if the cells stay open. Enter alone decides
/// nothing.
fn number<R: BufRead>(
    question: &Question,
    answers: &mut Answers<R>,
) -> Result<Option<usize>, Ended> {
    let most = question.readings.len().min(OFFERED);
    loop {
        let line = answer(answers, "写编号，按回车；直接按回车就是 0：")?;
        let word = fold(line.trim());
        match word.trim_end_matches(['.', '、']).parse::<usize>() {
            Ok(0) => return Ok(None),
            _ if word.is_empty() => return Ok(None),
            Ok(number) if number <= most => return Ok(Some(number - 1)),
            _ => errln!("写 0 到 {most} 的一个编号"),
        }
    }
}

fn answer<R: BufRead>(answers: &mut Answers<R>, question: &str) -> Result<String, Ended> {
    match answers.ask(question) {
        Ok(line) => Ok(line),
        // It is no number, so it is asked again.
        Err(Silence::Unreadable) => Ok(char::REPLACEMENT_CHARACTER.to_string()),
        Err(Silence::Ended) => Err(Ended),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Value;
    use crate::import::hand_made::{open, two_ways, zeros};

    fn typed(lines: &str) -> Answers<&[u8]> {
        Answers::Typed(lines.as_bytes())
    }

    #[test]
    fn a_year_is_asked_until_it_is_one() {
        for (lines, expected) in [
            ("22\n２０２２年\n2022\r\n", Ok(Some(2022))),
            ("去年\n\n", Ok(None)),
            ("22\n", Err(Ended)),
        ] {
            assert_eq!(year("年报.txt", &mut typed(lines)), expected, "{lines}");
        }
    }

    #[test]
    fn a_reading_is_chosen_by_its_number_and_never_by_enter() {
        let reading = two_ways("2021");
        let third = |lines: &str| {
            let made = choices(reading.clone(), &mut typed(lines))?;
            let value = made.tables[0].cells[5].value.clone();
            assert_eq!(made.tables[0].undecided.is_empty(), value.is_some());
            Ok(value)
        };
        assert_eq!(third("1\n"), Ok(Some(Value::Count(9))));
        assert_eq!(third("3\n对\n２、\n"), Ok(Some(Value::Count(29))));
        for lines in ["\n", "0\n", "9\n\n"] {
            assert_eq!(third(lines), Ok(None), "{lines}");
        }
        assert_eq!(third(""), Err(Ended));
        // Where nothing is open, nobody is asked.
        assert!(choices(zeros("2021"), &mut typed("")).is_ok());
    }

    #[test]
    fn the_question_shows_what_stood_there_and_why_a_reading_is_likely() {
        let mut reading = zeros("2021");
        let many: Vec<Vec<i64>> = (0..25).map(|one| vec![one, 1, 2]).collect();
        let many: Vec<&[i64]> = many.iter().map(Vec::as_slice).collect();
        open(&mut reading.tables[0], 3..6, "1129", &many);
        reading.tables[0].undecided[0].readings[0].support = Some("文字里写着 11".to_owned());
        let put = put(&questions(&reading)[0]);
        for part in [
            "表二.规范性文件（制发、废止、现行有效）",
            "第 2 个表格第 5 行第 1 列写的是 1129",
            "    1  0、1、2（文字里写着 11）",
            "   20  19、1、2",
            "还有 5 种",
            "    0  都不是",
        ] {
            assert!(put.contains(part), "{part}: {put}");
        }
    }
}
