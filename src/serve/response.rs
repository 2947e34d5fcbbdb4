//! Answers without a page of their own, and what every answer says of itself.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderName, Response, StatusCode};

use crate::path::OutPath;

/// The browser has it already.
pub fn unchanged() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    response
}

/// Go to this folder of the site.
pub fn redirect(path: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::FOUND;
    set(&mut response, LOCATION, &encoded(path));
    dress(response, "text/plain; charset=utf-8")
}

/// A path as an address holds it.
fn encoded(path: &str) -> String {
    let trimmed = path.trim_matches('/');
    let inside = OutPath::new(trimmed).map(|path| path.url_path());
    match inside {
        Some(inside) => format!("/{inside}/"),
        None => "/".to_owned(),
    }
}

/// A few words instead of a page.
pub fn words(status: StatusCode, words: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(format!("{words}\n")));
    *response.status_mut() = status;
    dress(response, "text/plain; charset=utf-8")
}

/// What every answer says of itself. A browser must ask each time.
pub fn dress(mut response: Response<Body>, kind: &str) -> Response<Body> {
    set(&mut response, CONTENT_TYPE, kind);
    set(&mut response, CACHE_CONTROL, "no-cache");
    set(
        &mut response,
        HeaderName::from_static("x-content-type-options"),
        "nosniff",
    );
    response
}

/// Sets a header; a value that no header can hold is left out.
pub fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = value.parse() {
        response.headers_mut().insert(name, value);
    }
}
