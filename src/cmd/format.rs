//! For whom a command writes its answer.

use clap::ValueEnum;

/// How an answer is written: for a person, or a line of JSON a file for a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Human,
    Json,
}
