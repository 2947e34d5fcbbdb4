//! How a file says that there is nothing to state.

/// What units write in a cell that does not apply.
pub const NOT_APPLICABLE: [&str; 7] = ["不适用", "/", "／", "-", "－", "—", "——"];

/// What else is written in a field of words that has nothing to state.
const NONE: [&str; 4] = ["无", "暂无", "没有", "–"];

/// Whether a field of words says that there is nothing to state.
pub fn says_nothing(text: &str) -> bool {
    NOT_APPLICABLE.contains(&text) || NONE.contains(&text)
}
