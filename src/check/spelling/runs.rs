//! Marks that stand twice or with another where one should stand: ，， and ，。

use std::ops::Range;

/// What is wrong in a text, and which bytes may go without loss.
pub struct Fault {
    pub range: Range<usize>,
    /// Whether it is a mark that stands twice or with another; these are told
    /// together.
    pub repeated: bool,
    pub message: String,
    pub help: String,
    pub surplus: Vec<Range<usize>>,
}

/// Each full-width mark takes three bytes.
pub const WIDTH: usize = 3;

/// Marks of which two never stand together.
pub const REPEATED: [char; 4] = ['，', '。', '、', '；'];

/// Gathers such marks, told in their order.
#[derive(Default)]
pub struct Repeated {
    /// Where the marks that stand together begin, and the marks.
    start: usize,
    marks: Vec<char>,
    found: Vec<Fault>,
}

impl Repeated {
    pub fn read(&mut self, at: usize, mark: char) {
        if self.start + self.marks.len() * WIDTH != at {
            self.end_run();
        }
        if self.marks.is_empty() {
            self.start = at;
        }
        self.marks.push(mark);
    }

    fn end_run(&mut self) {
        let marks = std::mem::take(&mut self.marks);
        let [first, rest @ ..] = marks.as_slice() else {
            return;
        };
        if rest.is_empty() {
            return;
        }
        let end = self.start + marks.len() * WIDTH;
        let same = rest.iter().all(|mark| mark == first);
        let shown: String = marks.iter().collect();
        let (message, help) = match marks.len() {
            _ if !same => (format!("标点 {shown} 连在了一起"), "只留该用的一个"),
            2 => (format!("标点 {shown} 打重了"), "删掉一个"),
            _ if *first == '。' => (format!("标点 {shown} 打重了"), "删掉多余的；省略号是 ……"),
            _ => (format!("标点 {shown} 打重了"), "只留一个"),
        };
        let one = same && marks.len() == 2;
        self.found.push(Fault {
            range: self.start..end,
            repeated: true,
            message,
            help: help.to_owned(),
            surplus: one.then(|| end - WIDTH..end).into_iter().collect(),
        });
    }

    pub fn finish(mut self) -> Vec<Fault> {
        self.end_run();
        self.found
    }
}
