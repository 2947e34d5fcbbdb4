//! Files that a real office program wrote: LibreOffice opens reports that were made here
//! and writes them in its own way, format by format. All of them say the same.
//!
//! It is asked by `.ci/office`, which installs LibreOffice; the everyday test run leaves
//! it out, for it takes a minute and a gigabyte.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongkai::form::{FORMS, Form};
use gongkai::import::understood::understand;
use gongkai::report::Grid;

use super::office::{sheet, word};
use super::printed::{Dice, filled};
use super::{LAYOUTS, blocks, read, text};

/// How one format becomes another.
struct Conversion {
    from: &'static str,
    /// The name of LibreOffice's reader, where the ending of the file leaves a choice.
    reader: Option<&'static str>,
    to: &'static str,
    /// The name of LibreOffice's writer, likewise.
    writer: &'static str,
}

const fn plain(from: &'static str, to: &'static str, writer: &'static str) -> Conversion {
    Conversion {
        from,
        reader: None,
        to,
        writer,
    }
}

const CSV: &str = "Text - txt - csv (StarCalc):44,34,76,1";
const WORD: &str = "MS Word 2007 XML";
const EXCEL: &str = "Calc MS Excel 2007 XML";

const CONVERSIONS: [Conversion; 10] = [
    plain("docx", "docx", WORD),
    plain("docx", "html", "HTML (StarWriter)"),
    plain("docx", "txt", "Text (encoded):UTF8"),
    plain("xlsx", "xlsx", EXCEL),
    plain("xlsx", "xls", "MS Excel 97"),
    plain("xlsx", "ods", "calc8"),
    plain("xlsx", "html", "HTML (StarCalc)"),
    plain("xlsx", "csv", CSV),
    Conversion {
        from: "html",
        reader: Some("HTML (StarWriter)"),
        to: "docx",
        writer: WORD,
    },
    Conversion {
        from: "html",
        reader: Some("calc_HTML_WebQuery"),
        to: "xlsx",
        writer: EXCEL,
    },
];

/// Converts all files of a folder that have the ending; the new ones by name.
fn converted(folder: &Path, conversion: &Conversion) -> PathBuf {
    let Conversion {
        from,
        reader,
        to,
        writer,
    } = conversion;
    let out = folder.join(format!("{from}-{to}"));
    let files = fs::read_dir(folder).expect("the folder");
    let files = files.map(|entry| entry.expect("an entry").path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == *from));
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new("soffice");
    command.args(["--headless", &profile]);
    command.args(reader.map(|reader| format!("--infilter={reader}")));
    command.args(["--convert-to", &format!("{to}:{writer}"), "--outdir"]);
    let done = command.arg(&out).args(files).output();
    let done = done.expect("LibreOffice is not here: .ci/office installs it");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{from} to {to}: {said}");
    out
}

/// What a file says beside its numbers.
fn words(bytes: &[u8], context: &str) -> [String; 4] {
    let text = match understand(bytes, None) {
        Ok(read) => read.text,
        Err(refused) => panic!("{context}: {}", refused.why),
    };
    [
        text.title.unwrap_or_default(),
        text.organization.unwrap_or_default(),
        text.signed.map(|stamp| stamp.iso()).unwrap_or_default(),
        text.markdown,
    ]
}

#[test]
#[ignore = "needs LibreOffice: .ci/office"]
fn what_libreoffice_writes_says_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = LAYOUTS.iter().find(|layout| layout.name == "a plain page");
    let page = page.expect("a page");
    let forms = FORMS.iter().filter(|form| !form.parts.is_empty());
    let reports: Vec<(&'static Form, u64, Vec<Grid>)> = forms
        .flat_map(|form| (0..3).map(|seed| (*form, seed)))
        .map(|(form, seed)| {
            let grids = filled(form, &mut Dice(seed * 104_729 + u64::from(form.from)));
            (form, seed, grids)
        })
        .collect();
    let name = |form: &Form, seed: u64| format!("{}-{seed}", form.id);
    let mut all_words = Vec::new();
    for (form, seed, grids) in &reports {
        let blocks = blocks(form, grids);
        let write = |ending: &str, bytes: &[u8]| {
            let path = folder
                .path()
                .join(format!("{}.{ending}", name(form, *seed)));
            fs::write(path, bytes).expect("a file");
        };
        let document = word(&blocks);
        all_words.push(words(&document, "our own document"));
        write("docx", &document);
        write("xlsx", &sheet(&blocks));
        write("html", &text(&blocks, page));
    }
    let mut faults = Vec::new();
    for conversion in &CONVERSIONS {
        let out = converted(folder.path(), conversion);
        let mut sum = [0; 4];
        for ((form, seed, grids), own) in reports.iter().zip(&all_words) {
            let path = out.join(format!("{}.{}", name(form, *seed), conversion.to));
            let context = format!("{} from {}", path.display(), conversion.from);
            let bytes = fs::read(&path).expect(&context);
            let counts = read((form, grids), &bytes, true, &context, &mut faults);
            sum.iter_mut()
                .zip(counts)
                .for_each(|(sum, one)| *sum += one);
            let words = words(&bytes, &context);
            if words != *own {
                faults.push(format!("{context}: {words:#?}, our own says {own:#?}"));
            }
        }
        let [right, undecided, missing, wrong] = sum;
        println!(
            "{} to {}: right {right}, undecided {undecided}, missing {missing}, wrong {wrong}",
            conversion.from, conversion.to
        );
    }
    let shown: Vec<&str> = faults.iter().take(12).map(String::as_str).collect();
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        shown.join("\n")
    );
}
