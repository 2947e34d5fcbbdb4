//! What is said of one table, and of one head.

/// What one table is about, and what its heads mean.
#[derive(Debug)]
pub struct Terms {
    /// The table's id.
    pub table: &'static str,
    /// What people call its matter.
    pub name: &'static str,
    /// What it tells, in a sentence.
    pub about: &'static str,
    /// The article of the 中华人民共和国政府信息公开条例 that the form prints over it.
    pub article: Option<&'static str>,
    /// Heads of rows and columns, and of groups of them, by id. Lists may be shared by
    /// tables and forms.
    pub heads: &'static [&'static [Term]],
}

/// A head by its id, and what it means.
#[derive(Debug)]
pub struct Term {
    pub head: &'static str,
    pub words: &'static str,
}

pub const fn term(head: &'static str, words: &'static str) -> Term {
    Term { head, words }
}

impl Terms {
    /// What a head means.
    pub fn words(&self, head: &str) -> Option<&'static str> {
        let mut all = self.heads.iter().copied().flatten();
        Some(all.find(|one| one.head == head)?.words)
    }
}
