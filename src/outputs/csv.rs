//! `report.csv` beside the page of each report.

use crate::export;

use super::Maker;
use super::downloads::download;

pub static CSV: Maker = download!(export::csv::CSV);
