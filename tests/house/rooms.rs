//! Who may import whom: the table of `docs/architecture.md` against the code.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Source, uses};

/// Each room of the table: its floor, and the rooms it may import.
pub type Rooms = BTreeMap<String, (u32, BTreeSet<String>)>;

/// The import table: | floor | room | may import |.
pub fn table(document: &str) -> Rooms {
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let names = |cell: &str| {
            cell.split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<BTreeSet<_>>()
        };
        let floor = cells.get(1)?.parse().ok()?;
        (cells.len() == 5)
            .then(|| Some((names(cells[2]).pop_first()?, (floor, names(cells[3])))))?
    };
    document.lines().filter_map(row).collect()
}

/// What table and code do not agree on, and what goes up.
pub fn arrows(rooms: &Rooms, sources: &[Source]) -> Vec<String> {
    let (mut faults, mut drawn) = (Vec::new(), BTreeSet::new());
    for (path, code) in sources.iter().filter(|(path, _)| path != "src/lib.rs") {
        let module = path[4..].trim_end_matches(".rs").trim_end_matches("/mod");
        let room = module.split('/').next().unwrap_or(module);
        let may = rooms.get(room).map(|(_, may)| may);
        if may.is_none() {
            faults.push(format!(
                "{path}: room `{room}` has no row in docs/architecture.md"
            ));
        }
        if code.contains(&"super::".repeat(module.split('/').count())) {
            faults.push(format!(
                "{path}: `super::` leaves the room; write `crate::`"
            ));
        }
        for (line, to) in uses(code).into_iter().filter(|(_, to)| to != room) {
            if !may.is_some_and(|may| may.contains(&to)) {
                faults.push(format!(
                    "{path}:{line}: `{room}` may not import `{to}`, says docs/architecture.md"
                ));
            }
            drawn.insert((room, to));
        }
    }
    for (room, (floor, to)) in rooms
        .iter()
        .flat_map(|(room, (floor, may))| may.iter().map(move |to| (room, (floor, to))))
    {
        if rooms.get(to).is_none_or(|(below, _)| below >= floor) {
            faults.push(format!(
                "docs/architecture.md: `{room}` → `{to}` does not go down"
            ));
        }
        if !drawn.contains(&(room.as_str(), to.clone())) {
            faults.push(format!(
                "docs/architecture.md: `{room}` → `{to}` is used nowhere"
            ));
        }
    }
    faults
}
