//! Words that a name must not have, because phones show names to whoever looks.

/// Words that tell what the app is for.
const TELLING: [&str; 10] =
    ["abuse", "danger", "escape", "exploit", "hotline", "rescue", "slave", "survivor", "traffick", "victim"];

/// The first such word in a text.
#[must_use]
pub fn telling(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    TELLING.into_iter().find(|word| text.contains(word))
}
