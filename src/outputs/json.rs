//! `report.json` beside the page of each report.

use crate::export;

use super::Maker;
use super::downloads::download;

pub static JSON: Maker = download!(export::json::JSON);
