//! HTML as it is mostly written: names in small letters, whole tags, no slip
//! of syntax. Nothing here decides what odd HTML means; it stops there.

use memchr::{memchr, memchr2, memmem};

use super::{Attribute, Event, Interest, Spelling, Text};

const DOCTYPES: [&[u8]; 2] = [b"<!doctype html>", b"<!doctypehtml>"];

/// An attribute of drawings that is not written in small letters, and as it is told.
const VIEW_BOX: (&[u8], &[u8]) = (b"viewBox=", b"viewbox");

/// Tells of what stands in `html` up to the first thing that is not written
/// plainly, and returns the rest. Linear.
pub(super) fn read<'h>(
    html: &'h [u8],
    interest: Interest,
    tell: &mut impl FnMut(Event<'_>),
) -> &'h [u8] {
    // These two are not what they look like, wherever they stand.
    if memchr2(b'\r', 0, html).is_some() {
        return html;
    }
    let mut rest = html;
    let mut attributes = Vec::new();
    loop {
        // Most tags follow upon another.
        let words = match rest.first() {
            Some(b'<') => 0,
            _ => memchr(b'<', rest).unwrap_or(rest.len()),
        };
        if interest == Interest::TagsAndWords {
            tell_words(&rest[..words], Spelling::Words, tell);
        }
        rest = &rest[words..];
        let length = match rest.get(1) {
            None => return rest,
            Some(b'/') => end_tag(rest, tell),
            Some(b'!') => unspoken(rest),
            Some(_) => start_tag(rest, &mut attributes, interest, tell),
        };
        match length {
            Some(length) => rest = &rest[length..],
            None => return rest,
        }
    }
}

fn tell_words(bytes: &[u8], spelling: Spelling, tell: &mut impl FnMut(Event<'_>)) {
    if !bytes.is_empty() {
        tell(Event::Words(Text { bytes, spelling }));
    }
}

/// The length of an end tag that stands at the beginning.
fn end_tag(html: &[u8], tell: &mut impl FnMut(Event<'_>)) -> Option<usize> {
    let name = name(&html[2..])?;
    let end = 2 + name.len();
    (html.get(end) == Some(&b'>')).then(|| {
        tell(Event::End { name });
        end + 1
    })
}

/// The length of a comment or of the doctype.
fn unspoken(html: &[u8]) -> Option<usize> {
    if let Some(comment) = html.strip_prefix(b"<!--") {
        let length = memmem::find(comment, b"-->")?;
        let odd = comment.starts_with(b">")
            || comment.starts_with(b"->")
            || memmem::find(&comment[..length], b"--!").is_some();
        return (!odd).then_some(4 + length + 3);
    }
    DOCTYPES
        .iter()
        .map(|doctype| doctype.len())
        .zip(DOCTYPES)
        .find(|(length, doctype)| {
            html.get(..*length)
                .is_some_and(|begin| begin.eq_ignore_ascii_case(doctype))
        })
        .map(|(length, _)| length)
}

/// The length of a start tag, with the text of an element that holds no HTML.
/// Nothing is told of a tag before all of it is understood.
fn start_tag<'h>(
    html: &'h [u8],
    attributes: &mut Vec<Attribute<'h>>,
    interest: Interest,
    tell: &mut impl FnMut(Event<'_>),
) -> Option<usize> {
    let name = name(&html[1..])?;
    attributes.clear();
    let (length, closed) = read_attributes(html, 1 + name.len(), attributes)?;
    let text = match name {
        b"style" | b"script" | b"title" | b"textarea" => raw_text(name, &html[length..])?,
        // What these hold is no HTML either, or goes on to the end.
        b"iframe" | b"noembed" | b"noframe" | b"noframes" | b"noscript" | b"plaintext" | b"xmp" => {
            return None;
        }
        _ => &[],
    };
    tell(Event::Start {
        name,
        attributes,
        closed,
    });
    if interest == Interest::TagsAndWords {
        let spelling = match name {
            b"title" | b"textarea" => Spelling::Words,
            _ => Spelling::Plain,
        };
        tell_words(text, spelling, tell);
    }
    Some(length + text.len())
}

/// Reads what stands in a start tag from `at`; the length of the whole tag, and
/// whether a slash ends it.
fn read_attributes<'h>(
    html: &'h [u8],
    mut at: usize,
    attributes: &mut Vec<Attribute<'h>>,
) -> Option<(usize, bool)> {
    let mut closed = false;
    loop {
        match html.get(at)? {
            b'>' => return Some((at + 1, closed)),
            b'/' => {
                closed = true;
                at += 1;
            }
            space if is_space(*space) => {
                closed = false;
                at += 1;
            }
            _ => {
                closed = false;
                let name = attribute_name(&html[at..])?;
                at += name.len();
                let mut value: &[u8] = &[];
                if html.get(at) == Some(&b'=') {
                    (value, at) = read_value(html, at + 1)?;
                }
                let value = Text {
                    bytes: value,
                    spelling: Spelling::Value,
                };
                attributes.push(Attribute { name, value });
            }
        }
    }
}

/// The value that stands at `at`, and where it ends.
fn read_value(html: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let rest = &html[at..];
    match rest.first()? {
        quote @ (b'"' | b'\'') => {
            let length = memchr(*quote, &rest[1..])?;
            Some((&rest[1..=length], at + length + 2))
        }
        _ => {
            let is_end = |byte: &u8| is_space(*byte) || matches!(byte, b'>' | b'"' | b'\'');
            let length = rest.iter().position(is_end)?;
            let whole = length > 0 && !matches!(rest[length], b'"' | b'\'');
            whole.then(|| (&rest[..length], at + length))
        }
    }
}

/// The text of an element that holds no HTML, up to its end tag.
fn raw_text<'h>(name: &[u8], rest: &'h [u8]) -> Option<&'h [u8]> {
    let mut ends = memmem::find_iter(rest, b"</");
    let end = ends.find(|end| {
        let tag = &rest[end + 2..];
        tag.get(..name.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(name))
    })?;
    let text = &rest[..end];
    let understood = match name {
        b"style" => true,
        b"script" => memmem::find(text, b"<!--").is_none(),
        _ => memchr(b'<', text).is_none(),
    };
    // Another element may have a longer name that begins in the same way.
    let whole = rest.get(end + 2 + name.len()) == Some(&b'>');
    (understood && whole).then_some(text)
}

/// The name of the attribute that stands at the beginning.
fn attribute_name(html: &[u8]) -> Option<&[u8]> {
    let (written, told) = VIEW_BOX;
    if html.starts_with(written) {
        return Some(told);
    }
    name(html)
}

/// The name that stands at the beginning, of a tag or an attribute, where it
/// ends in a way that leaves no doubt.
fn name(html: &[u8]) -> Option<&[u8]> {
    let is_end = |byte: &u8| !matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b':' | b'_');
    let length = html.iter().position(is_end)?;
    let ended = is_space(html[length]) || matches!(html[length], b'=' | b'>' | b'/');
    (ended && html[0].is_ascii_lowercase()).then(|| &html[..length])
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::super::read_any;
    use super::*;

    /// What is told of some HTML, each stretch of words in one piece.
    fn told(html: &[u8], interest: Interest, plainly: bool) -> Vec<(char, Vec<u8>)> {
        let mut all: Vec<(char, Vec<u8>)> = Vec::new();
        let mut tell = |event: Event<'_>| match event {
            Event::Start {
                name,
                attributes,
                closed,
            } => {
                all.push((if closed { 'c' } else { '<' }, name.to_vec()));
                for one in attributes {
                    all.push(('a', one.name.to_vec()));
                    all.push(('=', one.value.meant().into_owned()));
                }
            }
            Event::End { name } => all.push(('/', name.to_vec())),
            Event::Words(words) => match all.last_mut() {
                Some(('w', last)) => last.extend_from_slice(&words.meant()),
                _ => all.push(('w', words.meant().into_owned())),
            },
        };
        if plainly {
            super::super::read(html, interest, tell);
        } else {
            read_any(html, interest, &mut tell);
        }
        all
    }

    fn assert_same(html: &[u8]) {
        for interest in [Interest::Tags, Interest::TagsAndWords] {
            assert_eq!(
                told(html, interest, true),
                told(html, interest, false),
                "{}",
                String::from_utf8_lossy(html)
            );
        }
    }

    #[test]
    fn plain_html_is_read_to_its_end() {
        let html = "<!doctype html><html lang=zh-CN><meta content=\"a b\"charset='x'>\
            <title>甲 &amp; 乙</title><!-- 丙 --><style>a>b{}</style><script>if(a<b){}</script>\
            <p id=a hidden>x<br/><a href=\"?a=1&amp;b=2\">y &lt; z</a></p>\
            <svg viewBox=\"0 0 4 3\"><path d=\"m0 0\"/></svg>1";
        assert!(read(html.as_bytes(), Interest::TagsAndWords, &mut |_| ()).is_empty());
        assert_same(html.as_bytes());
    }

    #[test]
    fn whatever_is_put_together_is_read_as_the_library_reads_it() {
        const PIECES: &[&str] = &[
            "<",
            ">",
            "</",
            "/>",
            "<a",
            "<p>",
            "</p>",
            " ",
            "\n",
            "\r",
            "\0",
            "\t",
            "=",
            "\"",
            "'",
            "a",
            "b=c",
            " id=x",
            " id='y'",
            " href=\"z",
            "&",
            "&amp;",
            "&am",
            "&notin",
            "&#x4e2d",
            "<!--",
            "-->",
            "--!>",
            "--",
            "-",
            "!",
            "<!-->",
            "<!doctype html>",
            "<!DOCTYPE html>",
            "<!doctype",
            "<?",
            "<![CDATA[",
            "]]>",
            "<script>",
            "</script>",
            "<script",
            "</scripts",
            "<style>",
            "</style>",
            "</STYLE>",
            "</style ",
            "<title>",
            "</title>",
            "<textarea>",
            "</textarea>",
            "<svg viewBox=1>",
            "<svg viewBox>",
            " viewBox=2",
            " viewbox=3",
            "<td headers=\"a b\">",
            "<noscript>",
            "</noscript>",
            "<noframes>",
            "<xmp>",
            "<plaintext>",
            "<iframe>",
            "中",
            "é",
            "<A",
            "HREF=1",
            "x:y=1",
            "<br/>",
            "<br / >",
            "<1",
            "`",
            "\x0c",
            "<a/b=1>",
            "<a b = c>",
            "<a =b>",
            "<a b=>",
        ];
        // A generator of Lehmer's, so that each run reads the same.
        let mut state = 1u64;
        let mut next = || {
            state = state * 48_271 % 2_147_483_647;
            usize::try_from(state).expect("31 bits")
        };
        for _ in 0..20_000 {
            let count = next() % 12 + 1;
            let html: String = (0..count).map(|_| PIECES[next() % PIECES.len()]).collect();
            assert_same(html.as_bytes());
        }
    }
}
