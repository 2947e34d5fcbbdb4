//! Attachments and static files, straight from the sources: whole or in
//! parts, and never in memory as a whole.

use std::io;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, IF_RANGE, RANGE};
use axum::http::{HeaderMap, Response, StatusCode};
use futures_util::stream;
use http_range_header::parse_range_header;
use tokio::task::spawn_blocking;

use crate::machine::Patience;
use crate::path::SourcePath;
use crate::site::Site;
use crate::snapshot::Stamp;

use super::response::{set, words};

/// Bytes that are in memory at a time.
const CHUNK: u64 = 256 * 1024;

/// The tag of this version of a file.
pub fn tag(stamp: Stamp) -> String {
    let since = stamp
        .modified
        .and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let nanoseconds = since.map_or(0, |since| since.as_nanos());
    format!("\"{:x}-{nanoseconds:x}\"", stamp.size)
}

/// A file, or the part of it that the headers ask for.
pub fn file(
    site: Arc<Site>,
    file: &SourcePath,
    stamp: Stamp,
    headers: &HeaderMap,
) -> Response<Body> {
    // A small file may have been saved since it was listed: it is answered
    // with what it is now.
    let small = (stamp.size < CHUNK)
        .then(|| Patience::default().attempt(|| site.snapshot.part(file, 0, CHUNK as usize)));
    let small = match small.transpose() {
        Ok(small) => small,
        Err(_) => return words(StatusCode::NOT_FOUND, "文件刚被移走或正被占用，刷新再试"),
    };
    let size = small
        .as_ref()
        .map_or(stamp.size, |bytes| bytes.len() as u64);
    let part = match wanted(headers, size, &tag(stamp)) {
        Wanted::Whole => None,
        Wanted::Part(part) => Some(part),
        Wanted::Impossible => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            set(&mut response, CONTENT_RANGE, &format!("bytes */{size}"));
            return response;
        }
    };
    let (from, end) = part
        .as_ref()
        .map_or((0, size), |part| (*part.start(), part.end() + 1));
    let body = match small {
        Some(bytes) => Body::from(bytes[from as usize..end as usize].to_vec()),
        None => body(site, file.clone(), from, end),
    };
    let mut response = Response::new(body);
    set(&mut response, ACCEPT_RANGES, "bytes");
    set(&mut response, CONTENT_LENGTH, &(end - from).to_string());
    if part.is_some() {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        let range = format!("bytes {from}-{}/{size}", end - 1);
        set(&mut response, CONTENT_RANGE, &range);
    }
    response
}

enum Wanted {
    Whole,
    Part(RangeInclusive<u64>),
    Impossible,
}

/// One range is answered; several at once, and what is no range at all, get
/// the whole file, as the standard allows (RFC 9110, 14.2).
fn wanted(headers: &HeaderMap, size: u64, tag: &str) -> Wanted {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(range) = text(RANGE) else {
        return Wanted::Whole;
    };
    if text(IF_RANGE).is_some_and(|known| known != tag) {
        return Wanted::Whole;
    }
    let Ok(ranges) = parse_range_header(range) else {
        return Wanted::Whole;
    };
    match ranges.validate(size).as_deref() {
        Ok([one]) => Wanted::Part(one.clone()),
        Ok(_) => Wanted::Whole,
        Err(_) if ranges.len() == 1 => Wanted::Impossible,
        Err(_) => Wanted::Whole,
    }
}

/// The bytes from `from` to `end`, read as they are sent.
fn body(site: Arc<Site>, file: SourcePath, from: u64, end: u64) -> Body {
    let chunks = stream::unfold(from, move |at| {
        let (site, file) = (Arc::clone(&site), file.clone());
        async move {
            if at >= end {
                return None;
            }
            let length = (end - at).min(CHUNK);
            let read = spawn_blocking(move || {
                let bytes = Patience::default()
                    .attempt(|| site.snapshot.part(&file, at, length as usize))?;
                // A file that has become shorter must not look complete.
                if bytes.len() as u64 == length {
                    Ok(Bytes::from(bytes))
                } else {
                    Err(io::ErrorKind::UnexpectedEof.into())
                }
            });
            let chunk: io::Result<Bytes> = read
                .await
                .unwrap_or_else(|_| Err(io::ErrorKind::Interrupted.into()));
            let next = if chunk.is_ok() { at + length } else { end };
            Some((chunk, next))
        }
    });
    Body::from_stream(chunks)
}
