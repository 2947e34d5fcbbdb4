//! The repository's own site is the real 2022 report of 昌图县昌图镇人民政府.
//! Built and read back from its HTML alone, it must say what the source says:
//! every cell of the three tables, and every sentence, in order.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use unicode_normalization::UnicodeNormalization;

const SEED: &str = include_str!("fixtures/seed.txt");

/// The lines of the seed that open its sections; each is a heading on the page.
const HEADINGS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

/// The page as a reader gets it, built once for all tests.
static PAGE: LazyLock<String> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder for the built site");
    let out = folder.path().join("site");
    let built = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["build", "--root"])
        .arg(root)
        .arg("--out")
        .arg(&out)
        .output()
        .expect("the program starts");
    let said = [built.stdout, built.stderr].concat();
    assert!(
        built.status.success(),
        "build failed:\n{}",
        String::from_utf8_lossy(&said)
    );
    let page = out.join("reports").join("2022").join("index.html");
    std::fs::read_to_string(&page).expect("the report has its page at reports/2022/index.html")
});

/// Without white space, and with full-width forms as their plain twins.
fn fold(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

fn select<'a>(within: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(css).expect("a selector of this file");
    within.select(&selector).collect()
}

fn text(element: ElementRef<'_>) -> String {
    fold(&element.text().collect::<String>())
}

/// The folded lines of one section of the seed, without its heading.
/// A line ends in ` |` where the source had the end of a table row.
fn section(number: usize) -> Vec<String> {
    let lines = SEED
        .lines()
        .map(|line| fold(line.trim_end_matches([' ', '|'])))
        .filter(|line| !line.is_empty());
    let after = lines
        .skip_while(|line| *line != fold(HEADINGS[number]))
        .skip(1);
    let next = HEADINGS.get(number + 1).map(|heading| fold(heading));
    after
        .take_while(|line| Some(line) != next.as_ref())
        .collect()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// One table of the page as a grid in which a cell that spans stands in each
/// place that it covers.
struct Grid {
    caption: String,
    lines: Vec<Vec<String>>,
    /// The cells in document order, each once.
    cells: Vec<String>,
}

impl Grid {
    fn read(table: ElementRef<'_>) -> Self {
        let caption = select(table, "caption")
            .first()
            .map_or(String::new(), |caption| text(*caption));
        let mut places: Vec<Vec<Option<String>>> = Vec::new();
        let mut cells = Vec::new();
        for (row, line) in select(table, "tr").into_iter().enumerate() {
            let mut column = 0;
            for cell in select(line, "th, td") {
                let span = |name| {
                    cell.value()
                        .attr(name)
                        .map_or(1, |n| n.parse::<usize>().expect("a span is a number"))
                };
                while taken(&places, row, column) {
                    column += 1;
                }
                for down in row..row + span("rowspan") {
                    for right in column..column + span("colspan") {
                        assert!(
                            !taken(&places, down, right),
                            "two cells in one place of “{caption}”"
                        );
                        put(&mut places, down, right, text(cell));
                    }
                }
                cells.push(text(cell));
            }
        }
        let width = places.iter().map(Vec::len).max().unwrap_or(0);
        let lines = places.into_iter().map(|line| {
            assert_eq!(line.len(), width, "a line of “{caption}” is short");
            line.into_iter()
                .map(|cell| cell.expect("every place of the grid is filled"))
                .collect()
        });
        Self {
            lines: lines.collect(),
            caption,
            cells,
        }
    }

    /// The last `count` cells of the line whose label just before them is `label`.
    fn values(&self, label: &str, count: usize) -> &[String] {
        let at =
            |line: &&Vec<String>| line.len() > count && line[line.len() - count - 1] == fold(label);
        let found: Vec<&Vec<String>> = self.lines.iter().filter(at).collect();
        assert_eq!(found.len(), 1, "“{}” has one line “{label}”", self.caption);
        &found[0][found[0].len() - count..]
    }
}

fn taken(places: &[Vec<Option<String>>], row: usize, column: usize) -> bool {
    places
        .get(row)
        .and_then(|line| line.get(column))
        .is_some_and(Option::is_some)
}

fn put(places: &mut Vec<Vec<Option<String>>>, row: usize, column: usize, text: String) {
    if places.len() <= row {
        places.resize(row + 1, Vec::new());
    }
    let line = &mut places[row];
    if line.len() <= column {
        line.resize(column + 1, None);
    }
    line[column] = Some(text);
}

fn with_article<T>(look: impl FnOnce(ElementRef<'_>) -> T) -> T {
    let page = Html::parse_document(&PAGE);
    let articles = select(page.root_element(), "article");
    assert_eq!(articles.len(), 1, "the report is one article");
    look(articles[0])
}

fn grids() -> Vec<Grid> {
    with_article(|article| {
        select(article, "table")
            .into_iter()
            .map(Grid::read)
            .collect()
    })
}

fn grid(caption: &str) -> Grid {
    let found: Vec<Grid> = grids()
        .into_iter()
        .filter(|grid| grid.caption.contains(&fold(caption)))
        .collect();
    assert_eq!(found.len(), 1, "one table is captioned “{caption}”");
    found.into_iter().next().expect("there is one")
}

#[test]
fn the_copy_of_the_seed_is_the_seed() {
    let shared: PathBuf = [
        env!("CARGO_MANIFEST_DIR"),
        "..",
        "shared",
        "seed",
        "000_be8646bbc2c5aa8c.txt",
    ]
    .iter()
    .collect();
    if shared.exists() {
        let seed = std::fs::read_to_string(&shared).expect("the seed is text");
        assert_eq!(seed, SEED);
    }
}

/// Table two of the seed is a list of cells: the block's name, its heads, its
/// rows. The page has a captioned table a block with the very same cells.
#[test]
fn table_two_has_every_cell_of_the_seed() {
    let mut blocks: Vec<(String, Vec<String>)> = Vec::new();
    for line in section(1) {
        match blocks.last_mut() {
            _ if line.starts_with("第二十条") => blocks.push((line, Vec::new())),
            Some((_, cells)) => cells.push(line),
            None => panic!("a cell before the first block: {line}"),
        }
    }
    let counted: Vec<usize> = blocks.iter().map(|(_, cells)| cells.len()).collect();
    assert_eq!(counted, [12, 4, 6, 4], "the seed is read whole");
    let on_page: Vec<(String, Vec<String>)> = grids()
        .into_iter()
        .filter(|grid| grid.caption.starts_with("第二十条"))
        .map(|grid| (grid.caption, grid.cells))
        .collect();
    assert_eq!(on_page, blocks);
}

#[test]
fn table_three_has_every_cell_of_the_seed() {
    let grid = grid(HEADINGS[2].trim_start_matches("三、"));
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    let mut heads = Vec::new();
    for line in section(2) {
        match rows.last_mut() {
            Some((_, numbers)) if is_number(&line) => numbers.push(line),
            // The first row's label ends the heads of the table.
            None if !line.starts_with("一、") => heads.push(line),
            _ => rows.push((line, Vec::new())),
        }
    }
    // A line without numbers is the name of a group, which the rows after it share.
    let mut counted = 0;
    for (label, numbers) in &rows {
        if numbers.is_empty() {
            assert!(
                grid.cells.contains(label),
                "the group “{label}” is on the page"
            );
        } else {
            assert_eq!(numbers.len(), 7, "the seed's row “{label}” is read whole");
            assert_eq!(grid.values(label, 7), numbers.as_slice(), "{label}");
            counted += 1;
        }
    }
    assert_eq!(counted, 25);
    // Labels in the order of the page, spans counted once, are those of the seed.
    let labels: Vec<&String> = grid.cells.iter().filter(|cell| !is_number(cell)).collect();
    let seed: Vec<&String> = heads
        .iter()
        .chain(rows.iter().map(|(label, _)| label))
        .collect();
    assert_eq!(labels, seed);
}

#[test]
fn table_four_has_every_cell_of_the_seed() {
    let grid = grid(HEADINGS[3].trim_start_matches("四、"));
    let (numbers, labels): (Vec<String>, Vec<String>) =
        section(3).into_iter().partition(|line| is_number(line));
    assert_eq!(numbers.len(), 15, "the seed is read whole");
    assert_eq!(grid.lines.last(), Some(&numbers));
    // The seed prints 行政复议's five heads before the two groups of 行政诉讼;
    // a page that puts all fifteen in one line says the same.
    let mut on_page: Vec<&String> = grid
        .cells
        .iter()
        .filter(|cell| !is_number(cell) && !cell.is_empty())
        .collect();
    let mut in_seed: Vec<&String> = labels.iter().collect();
    on_page.sort();
    in_seed.sort();
    assert_eq!(on_page, in_seed);
    let heads = &grid.lines[grid.lines.len() - 2];
    let five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    assert!(
        heads
            .iter()
            .zip(five.iter().cycle())
            .all(|(head, due)| head == due),
        "{heads:?}"
    );
}

/// The narrative is what the article says outside its tables.
#[test]
fn the_narrative_is_the_seed_word_for_word() {
    let page = with_article(|article| {
        let mut said = String::new();
        for node in article.descendants() {
            let in_table = node
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|one| one.value().name() == "table");
            if let (Some(text), false) = (node.value().as_text(), in_table) {
                said.push_str(&fold(text));
            }
        }
        said
    });
    let mut due = String::new();
    for (number, heading) in HEADINGS.iter().enumerate() {
        due.push_str(&fold(heading));
        if !(1..=3).contains(&number) {
            due.extend(section(number));
        }
    }
    let (due, date) = due.split_at(
        due.find("昌图县昌图镇人民政府2022年12月23日")
            .expect("the seed ends with its signature"),
    );
    let start = page
        .find(due)
        .unwrap_or_else(|| panic!("the page says:\n{page}\n\nthe seed says:\n{due}"));
    assert_eq!(
        &page[start + due.len()..],
        date,
        "nothing but the signature follows"
    );
    // Before the first section an article may introduce itself, in no words of the seed.
    assert!(
        !page[..start].contains("一、"),
        "before the first section: {}",
        &page[..start]
    );
}

#[test]
fn the_sections_are_headed_as_the_form_prints_them() {
    with_article(|article| {
        let headings: Vec<String> = select(article, "h2").into_iter().map(text).collect();
        assert_eq!(headings, HEADINGS.map(fold));
    });
}

/// Nobody types anything: the text is pasted, and the site that comes of it has the page
/// that a person made of the same text by hand.
#[test]
fn the_pasted_text_becomes_the_same_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("site.toml");
    std::fs::copy(config, root.join("site.toml")).expect("copied");
    let run = |words: &[&str], input: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        let command = command.args(words).arg("--root").arg(root);
        let command = command.stdin(std::process::Stdio::piped());
        let mut child = command
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        std::io::Write::write_all(&mut stdin, input.as_bytes()).expect("read");
        drop(stdin);
        child.wait().expect("an end").success()
    };
    assert!(run(&["import", "-"], SEED));
    // The report has faults that nobody may mend: it is published as it was.
    assert!(!run(&["build"], ""));
    run(&["build", "--force"], "");
    let page = std::fs::read_to_string(root.join("public/reports/2022/index.html"));
    assert_eq!(page.expect("a page"), *PAGE);
}
