//! Each report as a document for word processors.

use crate::export::docx;

use super::downloads::download;
use super::maker::Maker;

pub static DOCX: Maker = download!(docx::DOCX);
