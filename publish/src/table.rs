//! Tables as people's spreadsheets write them: commas or semicolons, with or without a byte order mark.

use anyhow::{Result, bail};
use csv::{ReaderBuilder, StringRecord, Trim, Writer};

/// A table that somebody filled in.
#[derive(Debug)]
pub struct Table {
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its rows, each with its number as a spreadsheet shows it.
    pub rows: Vec<(u64, StringRecord)>,
}

/// Reads a table.
///
/// # Errors
/// Names the row that has more or fewer columns than the first, or is no text.
pub fn read(bytes: &[u8]) -> Result<Table> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let semicolons = first.contains(&b';') && !first.contains(&b',');
    let mut reader =
        ReaderBuilder::new().trim(Trim::All).delimiter(if semicolons { b';' } else { b',' }).from_reader(bytes);
    let columns = reader.headers()?.iter().map(ToOwned::to_owned).collect();
    let mut rows = Vec::new();
    for (i, row) in reader.records().enumerate() {
        match row {
            Ok(row) => rows.push((i as u64 + 2, row)),
            Err(error) => bail!("row {}: {error}", i + 2),
        }
    }
    Ok(Table { columns, rows })
}

/// Writes a table.
///
/// # Errors
/// When a row has another number of columns.
pub fn write<const N: usize>(columns: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> Result<Vec<u8>> {
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.into_inner()?)
}
