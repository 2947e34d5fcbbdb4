//! The slips of one line, in the words of the clerk who made them.

/// One slip of the hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Another mark in place of the colon.
    Colon(char),
    /// No space after the colon.
    Glued,
    /// No colon behind a name.
    NoColon,
    /// Another mark in place of the comma.
    Comma(char),
    /// No comma between two cells.
    NoComma,
    /// A comma with nothing before it.
    Empty(char),
    /// A bracket of another kind.
    Bracket(char),
    /// A bracket that is not closed.
    Open(char),
    /// A mark behind the end of a value.
    Surplus(char),
    /// Cells without braces.
    Bare,
    /// A number with commas in it.
    Grouped(String),
    /// Quotes of Chinese text around a number.
    Quote(char),
    /// A remark that begins with another mark than `#`.
    Remark(&'static str),
    /// Words behind the last brace.
    Tail,
    /// A line of words without a colon.
    Words,
    /// White space that is no space at the beginning of the line.
    White,
    /// Not as many spaces as beside it.
    Indent { typed: usize, wanted: usize },
}

impl Kind {
    /// What is wrong, as one clause.
    pub fn message(&self) -> String {
        match self {
            Self::Colon('=' | '＝') => "名称后面写了等号，要用英文的冒号".to_owned(),
            Self::Colon(c) => format!("冒号是中文的“{c}”，要用英文的“:”"),
            Self::Glued => "冒号后面少了一个空格".to_owned(),
            Self::NoColon => "名称后面少了英文的冒号".to_owned(),
            Self::Comma('，') => "逗号是中文的“，”，要用英文的“,”".to_owned(),
            Self::Comma(c) => format!("两格之间是“{c}”，要用英文的逗号“,”"),
            Self::NoComma => "两格之间少了英文的逗号".to_owned(),
            Self::Empty(c) => format!("多了一个“{c}”"),
            Self::Bracket(c @ ('｛' | '｝')) => {
                format!("括号是中文的“{c}”，要用英文的 {{ }}")
            }
            Self::Bracket(c) => format!("括住几格的是“{c}”，要用英文的 {{ }}"),
            Self::Open(c) => format!("“{c}”没有配对的括号，这一行少了一个右括号"),
            Self::Surplus(c) => format!("行末多了一个“{c}”"),
            Self::Bare => "一行里有几格时要用英文的 { } 括起来".to_owned(),
            Self::Grouped(number) => {
                format!("“{number}”里的逗号把数字断开了，数字里不写逗号")
            }
            Self::Quote(c) => format!("数字外面有“{c}”，数字不加引号"),
            Self::Remark(mark) => format!("说明前面写了“{mark}”，要用英文的 #"),
            Self::Tail => "“}”后面还有内容；是说明的话，前面要有空格和英文的 #".to_owned(),
            Self::Words => "这一行没有冒号，读不出来；是说明的话，前面要有英文的 #".to_owned(),
            Self::White => "缩进用了制表符（Tab）或全角空格，要用空格".to_owned(),
            Self::Indent { typed: 0, wanted } => {
                format!("行首没有空格，和上下各行没有对齐，应当有 {wanted} 个")
            }
            Self::Indent { typed, wanted } => {
                format!("行首有 {typed} 个空格，和上下各行没有对齐，应当是 {wanted} 个")
            }
        }
    }

    /// Whether what to do is about the beginning of the line.
    pub fn is_of_indent(&self) -> bool {
        matches!(self, Self::White | Self::Indent { .. })
    }

    /// Whether two slips are the same, made in two lines.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}
