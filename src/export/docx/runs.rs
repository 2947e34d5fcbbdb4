//! Words in a paragraph: how they are emphasised, and where they lead.

use crate::parse::markdown::{Run, StyledText};

use super::super::xml::escape;
use super::address::web_address;

/// The addresses that the links of a document lead to, each with an id by its position.
#[derive(Default)]
pub struct Links {
    addresses: Vec<String>,
}

impl Links {
    /// The id of the link to this address.
    fn id(&mut self, address: String) -> String {
        let known = self.addresses.iter().position(|one| *one == address);
        let at = known.unwrap_or_else(|| {
            self.addresses.push(address);
            self.addresses.len() - 1
        });
        format!("link{at}")
    }

    /// The relationships of the document that are links.
    pub fn relationships(&self, out: &mut String) {
        for (at, address) in self.addresses.iter().enumerate() {
            out.push_str(&format!("<Relationship Id=\"link{at}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\""));
            escape(address, out);
            out.push_str("\" TargetMode=\"External\"/>");
        }
    }
}

/// Plain words.
pub fn words(text: &str, out: &mut String) {
    run("", text, out);
}

/// The words of a paragraph. A picture is its description: the file has none.
pub fn runs(runs: &[Run], links: &mut Links, out: &mut String) {
    for one in runs {
        match one {
            Run::Text(text) => styled(text, links, out),
            Run::LineBreak => out.push_str("<w:r><w:br/></w:r>"),
            Run::Picture { alt, .. } if alt.trim().is_empty() => words("（图）", out),
            Run::Picture { alt, .. } => words(&format!("（图：{}）", alt.trim()), out),
            Run::Mark(number) => {
                let raised = "<w:vertAlign w:val=\"superscript\"/>";
                run(raised, &format!("[{number}]"), out);
            }
        }
    }
}

fn styled(text: &StyledText, links: &mut Links, out: &mut String) {
    let address = text.link.as_deref().and_then(web_address);
    let mut properties = String::new();
    let mut put = |when: bool, element: &str| {
        if when {
            properties.push_str(element);
        }
    };
    put(
        text.code,
        "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>",
    );
    put(text.strong, "<w:b/><w:bCs/>");
    put(text.emphasis, "<w:i/><w:iCs/>");
    put(address.is_some(), "<w:u w:val=\"single\"/>");
    let Some(address) = address else {
        run(&properties, &text.text, out);
        return;
    };
    let id = links.id(address);
    out.push_str(&format!("<w:hyperlink r:id=\"{id}\">"));
    run(&properties, &text.text, out);
    out.push_str("</w:hyperlink>");
}

fn run(properties: &str, text: &str, out: &mut String) {
    out.push_str("<w:r>");
    if !properties.is_empty() {
        out.extend(["<w:rPr>", properties, "</w:rPr>"]);
    }
    out.push_str("<w:t xml:space=\"preserve\">");
    escape(text, out);
    out.push_str("</w:t></w:r>");
}
