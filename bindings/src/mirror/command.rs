//! What a person can have done, and what a shell does next.

use almanac_core::command::{Command, FieldValue, KeyState, Next, Phone, Platform};
use almanac_core::route::Route;

// In its textual form: a shell hands a command back as it came, and knows none by name.
uniffi::custom_type!(Command, String, {
    remote,
    lower: |command| command.to_string(),
    try_lift: |text| Ok(text.parse()?),
});

/// What stands in a field when a command is run.
#[uniffi::remote(Record)]
pub struct FieldValue {
    /// The field's anchor.
    pub anchor: String,
    /// What stands in it.
    pub text: String,
}

/// What a shell does when a command has run.
#[uniffi::remote(Enum)]
pub enum Next {
    /// Shows another screen. One that is on the way back is gone back to.
    Show {
        /// Which one.
        route: Route,
        /// Whether it takes the place of the screen that the command was given on.
        replace: bool,
        /// What to say when it is there; empty for nothing.
        said: String,
    },
    /// Draws the same screen again.
    Stay {
        /// What to say; empty for nothing.
        said: String,
    },
    /// What stood in the fields is safe: goes on with what the person was about to do, or leaves the screen as it is.
    Kept {
        /// What to say where the person is on the way out; empty for nothing.
        said: String,
    },
    /// Nothing was done: stays on the screen as it is, whatever the person was about to do, but for leaving the app.
    Refused {
        /// Why.
        said: String,
    },
    /// Lets the phone's key answer this, and hands the answer to `answered`.
    Answer {
        /// 32 bytes. The answer is their HMAC-SHA256 under the phone's key.
        challenge: Vec<u8>,
    },
    /// Asks the person where to, writes the file there and nowhere else, and says to `wrote` how it went.
    WriteFile {
        /// A name to offer.
        name: String,
        /// Its media type.
        media_type: String,
        /// The whole file.
        bytes: Vec<u8>,
    },
    /// Asks the person for a file and hands its bytes to `picked`.
    PickFile {
        /// Files of a larger size are not read: hand over what was read up to one byte more.
        most_bytes: u64,
    },
    /// Deletes the phone's key, makes a new one, and says to `key_made` how it went.
    MakeKey,
}

/// Whether the phone has its key.
#[uniffi::remote(Enum)]
pub enum KeyState {
    /// It answers.
    Present,
    /// There is none.
    Absent,
    /// The key store failed. Never to be taken for a lost key.
    Unreachable,
}

/// What the core cannot know of the phone.
#[uniffi::remote(Record)]
pub struct Phone {
    /// Whether the phone has its key.
    pub key: KeyState,
    /// Its memory in bytes.
    pub memory: u64,
    /// Whose it is.
    pub platform: Platform,
}

/// What a phone lets an app do: what it does not is not promised on its screens.
#[uniffi::remote(Enum)]
pub enum Platform {
    /// An app hears the volume keys, closes itself and can have another name.
    Android,
    /// An app hears no volume keys and cannot close itself; with another icon it keeps its name, and the phone tells of it.
    Ios,
}
