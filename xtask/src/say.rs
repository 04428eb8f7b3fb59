//! What the person at the terminal reads: one line a step, with the time since the start.

use std::fmt::Display;
use std::io::{self, Write as _};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// A step begins.
pub(crate) fn step(text: impl Display) {
    line(format_args!("[{:>7}] {text}", clock(START.elapsed())));
}

/// More about the step that runs.
pub(crate) fn detail(text: impl Display) {
    line(format_args!("            {text}"));
}

/// A line as it is.
pub(crate) fn line(text: impl Display) {
    // A reader that went away (`| head`) is no reason to stop.
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// Something went wrong.
pub(crate) fn trouble(text: impl Display) {
    let _ = io::stdout().flush();
    let _ = writeln!(io::stderr().lock(), "error: {text}");
}

/// The first so many characters, fit for one line.
pub(crate) fn short(text: &str, length: usize) -> String {
    let mut characters = text.chars().map(|c| if c.is_control() && c != '\t' { ' ' } else { c });
    let mut short: String = characters.by_ref().take(length).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

/// `4.2 s`, `3 m 07 s`
pub(crate) fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 100 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} m {:02} s", seconds / 60, seconds % 60)
    }
}

/// `213 MB`
pub(crate) fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    if tenths < 100 { format!("{}.{} MB", tenths / 10, tenths % 10) } else { format!("{} MB", tenths / 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut() {
        assert_eq!(short("señora", 6), "señora");
        assert_eq!(short("señora", 3), "señ…");
        assert_eq!(short("a\nb", 9), "a b");
    }

    #[test]
    fn times_and_sizes_read_well() {
        assert_eq!(clock(Duration::from_millis(4210)), "4.2 s");
        assert_eq!(clock(Duration::from_secs(187)), "3 m 07 s");
        assert_eq!(megabytes(1_640_000), "1.6 MB");
        assert_eq!(megabytes(213_431_622), "213 MB");
    }
}
