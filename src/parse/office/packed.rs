//! Packages of given parts, for tests.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default();
        writer.start_file(*name, options).expect("a new part");
        writer
            .write_all(text.as_bytes())
            .expect("written to memory");
    }
    writer.finish().expect("written to memory").into_inner()
}
