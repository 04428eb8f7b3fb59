//! The package: each keep rule is needed, and every folder gives the same bytes.

use std::time::Duration;

use anyhow::Result;
use serde_json::{Value, json};

use crate::project::Project;
use crate::setup::{self, Level};
use crate::{android, apk, say};

/// Takes as long as it takes: neither proof can be done in part.
pub(super) fn run(project: &Project, _: Duration) -> Result<Vec<Value>> {
    setup::ready(project, Level::Package)?;
    let app = android::compile(project)?;
    let mut rows = Vec::new();
    for (rule, difference) in apk::without_each_rule(project, &app)? {
        let figures =
            difference.as_deref().map_or_else(|| json!({}), |found| json!({"difference": say::short(found, 150)}));
        rows.push(json!({
            "row": format!("without `{rule}`"), "must_hold": "the shrunk app fails, or shows something else",
            "holds": difference.is_some(), "figures": figures,
        }));
    }
    for (file, bytes, same) in apk::from_two_folders(project)? {
        rows.push(json!({
            "row": format!("{file}, built in two folders"), "must_hold": "the same bytes", "holds": same,
            "figures": {"bytes": bytes},
        }));
    }
    Ok(rows)
}
