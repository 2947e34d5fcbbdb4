//! `report.xlsx` beside the page of each report.

use crate::export;

use super::Maker;
use super::downloads::download;

pub static XLSX: Maker = download!(export::xlsx::XLSX);
