//! Reads the tables of a report's page, and those of 历年变化, from their HTML alone.

use scraper::{ElementRef, Html, Selector};

/// A table in which a cell that spans stands in each place that it covers.
pub struct Grid {
    pub caption: String,
    pub lines: Vec<Vec<String>>,
}

pub fn select<'a>(within: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(css).expect("a selector of this file");
    within.select(&selector).collect()
}

pub fn text(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect()
}

pub fn grids(page: &Html) -> Vec<Grid> {
    let tables = select(page.root_element(), "table");
    tables.into_iter().map(grid).collect()
}

fn grid(table: ElementRef<'_>) -> Grid {
    let caption = select(table, "caption");
    let mut places: Vec<Vec<Option<String>>> = Vec::new();
    for (row, line) in select(table, "tr").into_iter().enumerate() {
        let mut column = 0;
        for cell in select(line, "th, td") {
            let span = |name| {
                let span = cell.value().attr(name);
                span.map_or(1, |span| span.parse::<usize>().expect("a number"))
            };
            let taken = |column: usize| {
                let line = places.get(row);
                line.is_some_and(|line| line.get(column).is_some_and(Option::is_some))
            };
            while taken(column) {
                column += 1;
            }
            let (down, right) = (row + span("rowspan"), column + span("colspan"));
            places.resize(places.len().max(down), Vec::new());
            for line in &mut places[row..down] {
                line.resize(line.len().max(right), None);
                line[column..right].fill(Some(text(cell)));
            }
            column = right;
        }
    }
    let line =
        |line: Vec<Option<String>>| line.into_iter().map(Option::unwrap_or_default).collect();
    Grid {
        caption: caption.first().map_or(String::new(), |one| text(*one)),
        lines: places.into_iter().map(line).collect(),
    }
}

/// The table of 历年变化: group, label and year of each cell, with what it says.
pub fn years_table(page: &Html) -> Vec<(String, String, u16, String)> {
    let found = grids(page);
    let [table] = &found[..] else {
        panic!("{} tables", found.len());
    };
    let heads = |line: &&Vec<String>| line[0] == "项目";
    let head = table
        .lines
        .iter()
        .find(heads)
        .expect("the line of the years");
    let years = head[1..].iter().map(|year| {
        let digits: String = year.chars().filter(char::is_ascii_digit).collect();
        digits.parse::<u16>().expect("a year")
    });
    let years: Vec<u16> = years.collect();
    let at = table.lines.iter().position(|line| line == head);
    let mut group = String::new();
    let mut cells = Vec::new();
    for line in &table.lines[at.expect("it is there") + 1..] {
        if line.iter().all(|cell| *cell == line[0]) {
            group.clone_from(&line[0]);
            continue;
        }
        assert_eq!(line.len(), years.len() + 1, "{line:?}");
        for (year, said) in years.iter().zip(&line[1..]) {
            cells.push((group.clone(), line[0].clone(), *year, said.clone()));
        }
    }
    cells
}
