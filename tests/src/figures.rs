//! Figures as the measuring tools write them down: JSON rows for a page of docs/evidence.

use serde_json::{Value, json};

/// To a thousandth: what is below is noise.
#[must_use]
pub fn rounded(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}

/// One figure in a unit, beside the most that is wanted of it.
#[must_use]
pub fn limit(name: &str, unit: &str, value: f64, limit: f64) -> Value {
    json!({"row": name, "unit": unit, "value": rounded(value), "limit": limit, "holds": value <= limit})
}
