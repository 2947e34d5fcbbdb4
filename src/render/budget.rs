//! What making one page may take, counted by the meters in its templates.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, ErrorKind, Write};

use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use super::meter::{Cost, Spot};

/// How many steps a page may take. One is at most an item of a loop with a few
/// words in it; the largest index of a province takes a few hundred thousand.
const STEPS: u64 = 5_000_000;

/// How many steps it takes to enter a component or another template.
const ENTRY: u64 = 10;

/// How many bytes a page may have before pieces are set into it.
const LARGEST: usize = 64 << 20;

/// How many bytes of text count as one step.
const STEP: usize = 64;

thread_local! {
    /// The steps that the page being made on this thread has left. The engine
    /// hands its filters nothing of ours to count in.
    static LEFT: Cell<u64> = const { Cell::new(u64::MAX) };
    /// The spot at which they ran out.
    static SPENT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Why there is no page.
pub enum End {
    /// The engine met a fault; the templates as they were written tell which.
    Fault,
    /// The steps ran out at this spot; `None` for a text that was too long.
    Endless(Option<usize>),
    TooLarge,
}

/// Gives the engine the filters of these spots, and counts what is written.
pub fn register(tera: &mut Tera, spots: &[Spot]) {
    for (number, spot) in spots.iter().enumerate() {
        let cost = spot.cost;
        let filter = move |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            take(price(cost, &value), Some(number))?;
            Ok(value)
        };
        tera.register_filter(Spot::name(number), filter);
    }
    let safe = |text: Cow<'_, str>, _: Kwargs, _: &State| -> TeraResult<Value> {
        take((text.len() / STEP) as u64, None)?;
        Ok(Value::safe_string(&text))
    };
    tera.register_filter("safe", safe);
    tera.set_escape_fn(escape);
}

/// Renders a page within its budget.
pub fn render(tera: &Tera, template: &str, context: &Context) -> Result<Vec<u8>, End> {
    let before = (LEFT.replace(STEPS), SPENT.replace(None));
    let mut page = Page::default();
    let rendered = tera.render_to(template, context, &mut page);
    let left = LEFT.replace(before.0);
    let spent = SPENT.replace(before.1);
    match rendered {
        Ok(()) => Ok(page.bytes),
        Err(_) if page.is_full => Err(End::TooLarge),
        Err(_) if left == 0 => Err(End::Endless(spent)),
        Err(_) => Err(End::Fault),
    }
}

fn take(steps: u64, spot: Option<usize>) -> TeraResult<()> {
    let left = LEFT.get().saturating_sub(steps);
    LEFT.set(left);
    if left > 0 {
        return Ok(());
    }
    SPENT.set(spot);
    Err(Error::message("too many steps"))
}

fn price(cost: Cost, value: &Value) -> u64 {
    let length = || value.len().unwrap_or_default() as u64;
    match cost {
        Cost::Each(steps) => 1 + steps.saturating_mul(length()),
        Cost::Size if value.is_array() => 1 + length() / 2,
        Cost::Size => 1 + value.as_str().map_or(0, str::len) as u64 / STEP as u64,
        Cost::Once => ENTRY,
    }
}

/// The engine's own way to write text, counted.
fn escape(text: &str, to: &mut dyn Write) -> io::Result<()> {
    take((text.len() / STEP) as u64, None).map_err(io::Error::other)?;
    tera::escape_html(text, to)
}

/// A page that grows no further than it may.
#[derive(Default)]
struct Page {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > LARGEST {
            self.is_full = true;
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
