//! Which content this is.

use serde::Deserialize;

use super::date::{Date, Day};

/// The number and day of a content: the built-in one, or that of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "File")]
pub struct Issue {
    /// Counts up with every content that is handed out, from 1.
    pub number: u32,
    /// The day on which it was put together.
    pub issued: Day,
}

/// `issue.json`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    issue: u32,
    issued: String,
}

impl TryFrom<File> for Issue {
    type Error = &'static str;

    fn try_from(file: File) -> Result<Self, Self::Error> {
        if file.issue == 0 {
            return Err("issues are counted from 1");
        }
        let issued = Date::parse(&file.issued).ok_or("issued: not a day")?.to_day();
        Ok(Self { number: file.issue, issued })
    }
}

impl Issue {
    /// The issue as a content file. One that no content has makes a file that is refused.
    #[must_use]
    pub fn to_file(self) -> String {
        format!("{{\"issue\":{},\"issued\":\"{}\"}}", self.number, Date::from_day(self.issued))
    }
}
