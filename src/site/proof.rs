//! What the templates get wrong, before a page is asked for: each fault once, with the
//! pages that it keeps from being made.

use std::mem::{self, Discriminant};

use crate::diag::{Diagnostic, codes};
use crate::plan::{MakerId, Subject};

use super::Site;

/// Of a kind of output that fails, so many are made to see which fail too.
const TRIED: usize = 50;

/// So many of them are named.
const NAMED: usize = 3;

/// Outputs of one kind are made by the same template.
struct Kind {
    id: (MakerId, Discriminant<Subject>),
    tried: usize,
    fails: bool,
}

struct Fault {
    told: Diagnostic,
    outputs: Vec<String>,
}

impl Site {
    /// Makes one output of each kind, more where one fails, and says what their
    /// templates get wrong.
    pub fn prove_templates(&self) -> Vec<Diagnostic> {
        let mut kinds: Vec<Kind> = Vec::new();
        let mut faults: Vec<Fault> = Vec::new();
        for planned in self.outputs() {
            let output = planned.output;
            // No template makes it, and the site's largest files take long.
            if planned.is_from_site() {
                continue;
            }
            let id = (output.maker, mem::discriminant(&output.subject));
            let at = kinds.iter().position(|kind| kind.id == id);
            let at = at.unwrap_or_else(|| {
                kinds.push(Kind {
                    id,
                    tried: 0,
                    fails: false,
                });
                kinds.len() - 1
            });
            let kind = &mut kinds[at];
            if kind.tried > 0 && (!kind.fails || kind.tried >= TRIED) {
                continue;
            }
            kind.tried += 1;
            if let Some(Err(fault)) = planned.render() {
                kind.fails = true;
                // The others would take as long.
                let is_last = *fault.code == codes::LIMIT;
                add(&mut faults, fault, output.path.as_str());
                if is_last {
                    break;
                }
            }
        }
        faults.into_iter().map(Fault::told).collect()
    }
}

fn add(faults: &mut Vec<Fault>, told: Diagnostic, output: &str) {
    let same = |one: &&mut Fault| {
        let known = &one.told;
        known.place == told.place && known.message == told.message && known.help == told.help
    };
    match faults.iter_mut().find(same) {
        Some(known) => known.outputs.push(output.to_owned()),
        None => faults.push(Fault {
            told,
            outputs: vec![output.to_owned()],
        }),
    }
}

impl Fault {
    fn told(self) -> Diagnostic {
        let Self { mut told, outputs } = self;
        let named = outputs[..outputs.len().min(NAMED)].join("、");
        let rest = match outputs.len() {
            count if count > NAMED => format!(" 等 {count} 个页面"),
            _ => String::new(),
        };
        told.message += &format!("（没有做成 {named}{rest}）");
        told
    }
}
