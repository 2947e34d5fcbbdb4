//! How large a picture is, read from the beginning of its file, so that a page can
//! keep room for it before it is loaded.
//!
//! Written here and not taken from a library: five formats, of each only the first
//! bytes, and of JPEG also how a phone was held.

/// So much of a file is enough for all but odd ones; photographs have a small
/// picture of themselves and colour tables before their size.
pub const HEAD: u64 = 256 << 10;

/// Width and height in pixels.
pub type Size = (u32, u32);

/// The size of a picture whose file begins so; `None` if that does not tell.
pub fn size(head: &[u8]) -> Option<Size> {
    let size = match head {
        [0x89, b'P', b'N', b'G', ..] => Some((big(head, 16, 4)?, big(head, 20, 4)?)),
        [b'G', b'I', b'F', b'8', ..] => Some((little(head, 6, 2)?, little(head, 8, 2)?)),
        [b'B', b'M', ..] => {
            // The height of a bitmap that is stored from the top is negative.
            let height = little(head, 22, 4)?.cast_signed().unsigned_abs();
            Some((little(head, 18, 4)?, height))
        }
        [0xFF, 0xD8, ..] => jpeg(head),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => webp(head),
        _ => svg(head),
    };
    size.filter(|(width, height)| *width > 0 && *height > 0)
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(
        bytes
            .iter()
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte)),
    )
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte)),
    )
}

/// Goes from segment to segment up to the one that states the size.
fn jpeg(head: &[u8]) -> Option<Size> {
    let mut at = 2;
    let mut on_its_side = false;
    loop {
        let marker = *head.get(at + 1).filter(|_| head.get(at) == Some(&0xFF))?;
        let length = big(head, at + 2, 2)? as usize;
        match marker {
            // Bytes that fill up.
            0xFF => {
                at += 1;
                continue;
            }
            0xE1 => on_its_side |= is_on_its_side(head.get(at + 4..)?),
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                let (height, width) = (big(head, at + 5, 2)?, big(head, at + 7, 2)?);
                return Some(match on_its_side {
                    true => (height, width),
                    false => (width, height),
                });
            }
            _ => {}
        }
        at += 2 + length;
    }
}

/// Whether a camera was held upright, so that browsers turn the picture.
fn is_on_its_side(exif: &[u8]) -> bool {
    const ORIENTATION: u32 = 0x0112;
    let orientation = || {
        let body = exif.strip_prefix(b"Exif\0\0")?;
        let read = match body.get(..2)? {
            b"II" => little,
            _ => big,
        };
        let table = read(body, 4, 4)? as usize;
        let entries = read(body, table, 2)? as usize;
        let entry = |number: usize| table + 2 + 12 * number;
        let found =
            (0..entries).find(|number| read(body, entry(*number), 2) == Some(ORIENTATION))?;
        read(body, entry(found) + 8, 2)
    };
    orientation().is_some_and(|orientation| (5..=8).contains(&orientation))
}

fn webp(head: &[u8]) -> Option<Size> {
    match head.get(12..16)? {
        b"VP8X" => Some((little(head, 24, 3)? + 1, little(head, 27, 3)? + 1)),
        b"VP8L" => {
            let bits = little(head, 21, 4)?;
            Some(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
        }
        b"VP8 " => Some((little(head, 26, 2)? & 0x3FFF, little(head, 28, 2)? & 0x3FFF)),
        _ => None,
    }
}

/// The size that the first tag of a drawing states, else that of its view.
fn svg(head: &[u8]) -> Option<Size> {
    let text = match str::from_utf8(head) {
        Ok(text) => text,
        Err(error) => str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default(),
    };
    let tag = text[text.find("<svg")?..].split('>').next()?;
    let value = |name: &str| {
        let at = tag
            .match_indices(name)
            .find(|(at, _)| tag[..*at].ends_with(char::is_whitespace))?
            .0;
        let rest = tag[at + name.len()..]
            .trim_start()
            .strip_prefix('=')?
            .trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    };
    let whole = |text: &str| {
        let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
        // No drawing is larger; what is negative becomes 0.
        Some(number.round().clamp(0.0, 100_000.0) as u32)
    };
    let stated = || Some((whole(value("width")?)?, whole(value("height")?)?));
    let view = || {
        let numbers = value("viewBox")?
            .split([' ', ','])
            .filter(|part| !part.is_empty());
        let numbers: Vec<&str> = numbers.collect();
        Some((whole(numbers.get(2)?)?, whole(numbers.get(3)?)?))
    };
    stated().or_else(view)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EXIF: &[u8] = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";

    fn jpeg(segments: &[&[u8]]) -> Vec<u8> {
        let mut file = vec![0xFF, 0xD8];
        for segment in segments {
            file.extend([0xFF, segment[0]]);
            file.extend((segment.len() as u16 + 1).to_be_bytes());
            file.extend(&segment[1..]);
        }
        file
    }

    #[test]
    fn the_size_is_read_from_every_format() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\xc8\0\0\0\x64";
        assert_eq!(size(png), Some((200, 100)));
        assert_eq!(size(b"GIF89a\x10\0\x20\0"), Some((16, 32)));
        let bitmap = [
            &b"BM"[..],
            &[0; 16],
            &200_u32.to_le_bytes(),
            &(-100_i32).to_le_bytes(),
        ]
        .concat();
        assert_eq!(size(&bitmap), Some((200, 100)));
        assert_eq!(
            size(b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\xc7\0\0\x63\0\0"),
            Some((200, 100))
        );
        assert_eq!(
            size(b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\xc8\0\x64\0"),
            Some((200, 100))
        );
        let frame: &[u8] = b"\xc0\x08\0\x64\0\xc8\x03";
        assert_eq!(size(&jpeg(&[b"\xe0JFIF", frame])), Some((200, 100)));
        let turned = [b"\xe1", EXIF].concat();
        assert_eq!(size(&jpeg(&[&turned, frame])), Some((100, 200)));
    }

    #[test]
    fn a_drawing_states_its_size_or_its_view() {
        assert_eq!(
            size(b"<?xml?><svg width=\"20px\" height='10.4' stroke-width=\"3\">"),
            Some((20, 10))
        );
        assert_eq!(
            size(b"<svg viewBox=\"0 0 300,200\" width=\"100%\">"),
            Some((300, 200))
        );
        assert_eq!(size(b"<svg stroke-width=\"3\">"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(kind in 0..7_usize, bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let starts: [&[u8]; 7] = [b"", b"\x89PNG", b"GIF8", b"BM", b"\xff\xd8\xff\xe1\0\x20Exif\0\0II*\0", b"RIFF\0\0\0\0WEBPVP8L", b"<svg width="];
            size(&[starts[kind], &bytes].concat());
        }
    }
}
