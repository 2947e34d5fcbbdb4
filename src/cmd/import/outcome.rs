//! What became of one file.

use crate::cmd::Exit;
use crate::import::difference::Difference;
use crate::import::draft::Imported;
use crate::import::understood::Understood;

/// What became of one file.
pub struct Done {
    pub file: String,
    pub outcome: Outcome,
}

pub enum Outcome {
    /// Nothing is written.
    Refused(Undone),
    Read(Box<Read>),
}

/// Why nothing became of a file, and what that means to whoever called.
pub struct Undone {
    pub why: String,
    pub exit: Exit,
}

/// A file that was understood.
pub struct Read {
    pub understood: Understood,
    pub imported: Imported,
    pub state: State,
}

/// Whether what was read is in the site now.
pub enum State {
    /// It would be.
    Dry,
    Written,
    /// It was there already, to the letter.
    Same,
    /// It would be, in the place of something else.
    DryReplace(Vec<Difference>, bool),
    /// Something else is there, and stays: the differences, and whether the words differ.
    Occupied(Vec<Difference>, bool),
    /// Something else was there.
    Replaced(Vec<Difference>, bool),
}

impl Outcome {
    pub fn exit(&self) -> Exit {
        match self {
            Self::Refused(undone) => undone.exit,
            Self::Read(read) => match read.state {
                State::Occupied(..) => Exit::Usage,
                _ if read.imported.receipt.is_settled() => Exit::Clean,
                _ => Exit::Content,
            },
        }
    }
}

impl Done {
    pub fn exit(&self) -> Exit {
        self.outcome.exit()
    }

    pub fn is_written(&self) -> bool {
        let Outcome::Read(read) = &self.outcome else {
            return false;
        };
        matches!(read.state, State::Written | State::Replaced(..))
    }

    pub fn is_draft(&self) -> bool {
        match &self.outcome {
            Outcome::Read(read) => read.imported.receipt.is_draft,
            Outcome::Refused(_) => false,
        }
    }
}

/// Of two ends that which weighs more.
pub fn worse(one: Exit, other: Exit) -> Exit {
    match one as u8 >= other as u8 {
        true => one,
        false => other,
    }
}

pub fn refused(why: impl Into<String>, exit: Exit) -> Undone {
    let why = why.into();
    Undone { why, exit }
}

/// Nobody knows of which year a report is.
pub fn no_year() -> Undone {
    let why = "没有认出是哪一年的年报。加上 --year 年份，如 --year 2022";
    refused(why, Exit::Usage)
}
