//! Questions about a new site or unit, each of which an option may answer.

use crate::cmd::Exit;
use crate::parse::organization::{KINDS, kind_id};

use super::answers::{Answers, Silence};
use super::interrupt::on_interrupt;
use super::streams::{self, errln};

/// What is asked, the answer given as an option, and the check.
pub(in crate::cmd) type Question<'a> = (
    &'a str,
    &'a Option<String>,
    fn(&str) -> Result<String, String>,
);

/// Why there are no answers.
pub(in crate::cmd) enum Unanswered {
    Wrong(String),
    /// The person wanted no more of it.
    Ended,
}

impl From<String> for Unanswered {
    fn from(message: String) -> Self {
        Self::Wrong(message)
    }
}

const UNREADABLE: &str = "没有新建：回答里有读不出来的字符。把回答存成 UTF-8 编码";
const STOPPED: &str = "已停止，什么也没有新建";

/// Says that a person wanted no more questions.
pub(in crate::cmd) fn stopped() -> Exit {
    stopped_saying(STOPPED)
}

/// The same, with what that means for the command.
pub(in crate::cmd) fn stopped_saying(words: &str) -> Exit {
    streams::err().line_after_key(words);
    Exit::Machine
}

/// Puts the questions that no option answers, unless it is to be silent. A slip at the
/// keyboard is asked again; one in an option or in a file of answers ends the command,
/// since the answers behind it would all be taken for others.
pub(in crate::cmd) fn ask<const N: usize>(
    questions: [Question<'_>; N],
    silent: bool,
    before: &str,
) -> Result<[String; N], Unanswered> {
    let mut answers = Answers::on_standard_input();
    let person = answers.are_typed();
    let _interruption = on_interrupt(|| {
        std::process::exit(stopped() as i32);
    });
    if person && !silent {
        errln!("{before}");
    }
    let mut given = [const { String::new() }; N];
    for ((words, option, check), given) in questions.into_iter().zip(&mut given) {
        *given = match option {
            Some(text) => check(text)?,
            None if silent => String::new(),
            None => loop {
                let said = answers.ask(&format!("{words}："));
                let said = said.map_err(|silence| match silence {
                    Silence::Ended => Unanswered::Ended,
                    Silence::Unreadable => UNREADABLE.to_owned().into(),
                });
                match check(&said?) {
                    Ok(answer) => break answer,
                    Err(message) if person => errln!("{message}"),
                    Err(message) => return Err(message.into()),
                }
            },
        };
    }
    Ok(given)
}

/// Any answer.
pub(in crate::cmd) fn any(text: &str) -> Result<String, String> {
    Ok(text.trim().to_owned())
}

/// The question for a kind of unit, with the numbers by which it may be answered.
pub(in crate::cmd) fn kinds() -> String {
    let kinds: Vec<String> = KINDS
        .iter()
        .enumerate()
        .map(|(at, kind)| format!("{} {}", at + 1, kind.name))
        .collect();
    format!("类型（{}）", kinds.join("，"))
}

/// A kind by its name in either language, or by its number in the question.
pub(in crate::cmd) fn kind(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let numbered = text.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
    let id = numbered
        .and_then(|at| KINDS.get(at))
        .map(|kind| kind.id)
        .or_else(|| kind_id(text));
    let known: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    id.map(str::to_owned)
        .ok_or_else(|| format!("没有“{text}”这种单位。可以写：{}", known.join("、")))
}
