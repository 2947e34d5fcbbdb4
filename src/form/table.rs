//! What a statutory table is made of: heads in a tree, kinds of cells, equations.

/// A part of the report that holds tables: 表二, 表三 or 表四.
#[derive(Debug)]
pub struct Part {
    /// The English key in `report.yaml`.
    pub id: &'static str,
    /// The Chinese key in `report.yaml`.
    pub name: &'static str,
    pub tables: &'static [Table],
}

/// One captioned table of a part.
#[derive(Debug)]
pub struct Table {
    pub id: &'static str,
    pub caption: &'static str,
    /// The unit of measure beside the caption, such as `单位：件`.
    pub unit: Option<&'static str>,
    /// What the corner cell prints: a label, or the official 勾稽 note.
    pub corner: &'static str,
    pub columns: &'static [Head],
    pub rows: &'static [Head],
    /// What a cell may hold, one entry a leaf column.
    pub kinds: &'static [Kind],
    pub identities: &'static [Identity],
    pub layout: Layout,
}

/// The label of a row, a column, or a group of either.
#[derive(Debug, PartialEq, Eq)]
pub struct Head {
    /// The English key, unique among the rows (or columns) of its table.
    pub id: &'static str,
    /// The label as the form prints it.
    pub label: &'static str,
    /// Short Chinese keys that a clerk may write instead of the label.
    pub names: &'static [&'static str],
    /// The heads below a group; none for a row or column of its own.
    pub children: &'static [Head],
}

/// What a cell may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, never negative.
    Count,
    /// A whole number with a sign (`本年增/减` of the 2019 form).
    Change,
    /// An exact decimal, printed as typed.
    Amount,
    /// An amount that may carry its unit (`采购总金额` of the 2019 form).
    AmountText,
}

/// How the form lays the rows and columns on paper.
#[derive(Clone, Copy, Debug)]
pub enum Layout {
    /// A block of table two. The official sheet joins the blocks into one
    /// grid; `header` and `body` say how many of its columns each cell spans.
    Block {
        header: &'static [u8],
        body: &'static [u8],
    },
    /// Table three: nested row labels on the left, nested columns on top.
    Matrix { label_columns: u8 },
    /// Table four: all rows of the model side by side in one printed row.
    SingleRow,
}

/// Which way an equation runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Once for every column; the terms are rows.
    Columns,
    /// Once for every row; the terms are columns.
    Rows,
}

/// An equation that the form states or implies: Σ left = Σ right.
#[derive(Debug)]
pub struct Identity {
    /// The rule that reports a breach.
    pub rule: &'static str,
    /// The equation in words, as the form says it where it does.
    pub says: &'static str,
    pub over: Over,
    pub left: &'static [&'static str],
    pub right: &'static [&'static str],
    /// Whether the left side is a total that is computed when it is not typed.
    pub computes: bool,
}

/// A row or column of its own, with the groups it stands in, outermost first.
#[derive(Clone, Debug)]
pub struct Leaf {
    pub head: &'static Head,
    pub groups: Vec<&'static Head>,
}

pub(super) const fn head(
    id: &'static str,
    label: &'static str,
    names: &'static [&'static str],
) -> Head {
    Head {
        id,
        label,
        names,
        children: &[],
    }
}

pub(super) const fn group(
    id: &'static str,
    label: &'static str,
    children: &'static [Head],
) -> Head {
    Head {
        id,
        label,
        names: &[],
        children,
    }
}

impl Table {
    pub fn leaf_rows(&self) -> Vec<Leaf> {
        leaves(self.rows)
    }

    pub fn leaf_columns(&self) -> Vec<Leaf> {
        leaves(self.columns)
    }

    /// Whether the last column is a total that is added up.
    pub fn ends_in_total(&self) -> bool {
        let columns = self.leaf_columns();
        let mut sums = self.identities.iter();
        sums.any(|sum| {
            let last = columns.last().map(|leaf| leaf.head.id);
            sum.computes && sum.over == Over::Rows && sum.left.first().copied() == last
        })
    }

    /// How many cells the table holds, totals included.
    pub fn size(&self) -> usize {
        self.rows.iter().map(Head::width).sum::<usize>() * self.kinds.len()
    }
}

impl Head {
    /// How many rows or columns of its own this head spans.
    pub fn width(&self) -> usize {
        if self.children.is_empty() {
            1
        } else {
            self.children.iter().map(Head::width).sum()
        }
    }

    /// How many levels of heads there are from here down.
    pub fn depth(&self) -> usize {
        1 + self.children.iter().map(Head::depth).max().unwrap_or(0)
    }
}

/// The rows or columns of their own below these heads, in printed order.
pub fn leaves(heads: &'static [Head]) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(heads, &mut Vec::new(), &mut found);
    found
}

fn collect(heads: &'static [Head], groups: &mut Vec<&'static Head>, found: &mut Vec<Leaf>) {
    for head in heads {
        if head.children.is_empty() {
            found.push(Leaf {
                head,
                groups: groups.clone(),
            });
        } else {
            groups.push(head);
            collect(head.children, groups, found);
            groups.pop();
        }
    }
}
