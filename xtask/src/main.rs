//! The one tool of this project.
fn main() {}
