//! What a form asks of a report beside its tables.

/// What rules hold a report to, because its form asks for it.
#[derive(Debug)]
pub struct Demands {
    /// Every cell holds a number; a blank or a mark in its place is reported.
    pub every_cell: bool,
    /// A basis that the report cites is the one in force.
    pub current_basis: bool,
    /// What the overview speaks of, in this order.
    pub topics: &'static [Topic],
    /// What the overview of a government speaks of beside these.
    pub government_topics: &'static [Topic],
    /// The last section tells about the fees for processing information.
    pub processing_fee: bool,
}

/// Something that the overview must speak of.
#[derive(Debug)]
pub struct Topic {
    pub name: &'static str,
    /// Any of these words shows that a text speaks of it.
    pub words: &'static [&'static str],
    /// What a new report is told to write here.
    pub hint: &'static str,
    /// The same for a government, where more is asked of it.
    pub government_hint: Option<&'static str>,
}

impl Demands {
    /// Of a form that asks for nothing but its tables.
    pub(super) const NONE: Self = Self {
        every_cell: false,
        current_basis: false,
        topics: &[],
        government_topics: &[],
        processing_fee: false,
    };
}

pub(super) const fn topic(
    name: &'static str,
    words: &'static [&'static str],
    hint: &'static str,
) -> Topic {
    Topic {
        name,
        words,
        hint,
        government_hint: None,
    }
}
