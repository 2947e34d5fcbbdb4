//! What the public is told about the tables' arithmetic, outside the report.

use serde::Serialize;

use crate::form::Over;
use crate::portal::Report;
use crate::report::Equation;

/// One line: how many of the form's relations hold, and which do not.
#[derive(Debug, Serialize)]
pub struct CheckedView {
    pub text: String,
    /// Each relation that does not hold, with the reason why it is left.
    pub failing: Vec<String>,
}

impl CheckedView {
    /// `None` where the report has no relations to check.
    pub fn of(report: &Report) -> Option<Self> {
        let equations: Vec<Equation<'_>> = report
            .grids
            .iter()
            .flat_map(|grid| grid.equations())
            .collect();
        let known = equations
            .iter()
            .filter(|equation| equation.sides().is_some())
            .count();
        let failing: Vec<&Equation<'_>> = equations
            .iter()
            .filter(|equation| equation.fails())
            .collect();
        if known == 0 {
            return None;
        }
        let unknown = match equations.len() - known {
            0 => String::new(),
            count => format!("，另有{count}项因有空格没有核对"),
        };
        let text = match failing.len() {
            0 => format!("表内勾稽关系核对了{known}项，全部相符{unknown}。"),
            count => format!(
                "表内勾稽关系核对了{known}项，{}项相符，{count}项不相符{unknown}。",
                known - count
            ),
        };
        Some(Self {
            text,
            failing: failing
                .iter()
                .map(|equation| sentence(report, equation))
                .collect(),
        })
    }
}

fn sentence(report: &Report, equation: &Equation<'_>) -> String {
    let table = equation.grid().table;
    let identity = equation.identity();
    let line = match identity.over {
        Over::Columns => format!("“{}”一列", table.leaf_columns()[equation.line()].head.label),
        Over::Rows => format!("“{}”一行", table.leaf_rows()[equation.line()].head.label),
    };
    let (left, right) = equation.sides().unwrap_or_default();
    let reason = report
        .allow
        .iter()
        .find(|allowance| allowance.rule == identity.rule);
    let reason = reason.map_or(String::new(), |allowance| {
        format!("保留原因：{}。", allowance.reason)
    });
    format!("{line}：{}，这里是{left}和{right}。{reason}", identity.says)
}
