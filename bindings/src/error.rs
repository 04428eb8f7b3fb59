//! The small error: cases that a shell can act on, without free text.

use almanac_core::app::AppError;

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum AlmanacError {
    /// There is nothing of this id.
    #[error("not found")]
    NotFound,
    /// An argument breaks a rule.
    #[error("invalid {field}: {rule}")]
    Invalid {
        /// Which argument.
        field: String,
        /// Which rule.
        rule: String,
    },
    /// What was read is not as it was written.
    #[error("damaged")]
    Damaged,
    /// Something inside went wrong.
    #[error("internal")]
    Internal,
}

impl From<AppError> for AlmanacError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::NotFound => Self::NotFound,
            AppError::Invalid { field, rule } => Self::Invalid { field: field.to_owned(), rule: rule.to_owned() },
            AppError::Content(_) => Self::Damaged,
            AppError::Search => Self::Internal,
        }
    }
}
