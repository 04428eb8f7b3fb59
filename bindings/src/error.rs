//! The small error: cases that a shell can act on, without free text.

use almanac_core::app::AppError;
use almanac_core::vault::VaultError;

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
    /// The notes are closed.
    #[error("locked")]
    Locked,
    /// There is no more room.
    #[error("full")]
    Full,
    /// The phone could not store something.
    #[error("storage")]
    Storage,
    /// Written by a newer app.
    #[error("unsupported")]
    Unsupported,
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
            AppError::Notes(error) => error.into(),
        }
    }
}

impl From<VaultError> for AlmanacError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Locked | VaultError::Outdated => Self::Locked,
            VaultError::NotFound => Self::NotFound,
            VaultError::Invalid { field, rule } => Self::Invalid { field: field.to_owned(), rule: rule.to_owned() },
            VaultError::Damaged(_) | VaultError::KeyLost | VaultError::NotAnExport => Self::Damaged,
            VaultError::Unsupported => Self::Unsupported,
            VaultError::Full => Self::Full,
            VaultError::Storage(_) | VaultError::Erasing | VaultError::DoneButOldRemains => Self::Storage,
            VaultError::System | VaultError::Internal => Self::Internal,
        }
    }
}
