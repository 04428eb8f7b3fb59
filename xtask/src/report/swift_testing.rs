//! What Swift Testing prints: `✔ Test name() passed after 0.010 seconds.`

use super::Counts;

/// What a run of tests did.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// All together.
    pub(crate) counts: Counts,
    /// The names of the failed tests, each with the first thing that it said.
    pub(crate) failures: Vec<String>,
    /// `name: why`
    pub(crate) skipped: Vec<String>,
}

/// Reads the output of a run.
pub(crate) fn read(output: &str) -> Report {
    let mut report = Report::default();
    let lines: Vec<&str> = output.lines().collect();
    for line in lines.iter().filter_map(|line| test(line)).filter(|line| !line.starts_with("run ")) {
        if line.contains(" passed after ") {
            report.counts.passed += 1;
        } else if let Some((name, _)) = line.split_once(" failed after ") {
            report.counts.failed += 1;
            report.failures.push(issue(&lines, name).map_or_else(|| name.to_owned(), |what| format!("{name}: {what}")));
        } else if let Some((name, why)) = line.split_once(" skipped: ") {
            report.counts.skipped += 1;
            report.skipped.push(format!("{name}: {}", why.trim_matches('"')));
        }
    }
    report
}

/// The first thing that a test said; what it has to add stands on the next line.
fn issue(lines: &[&str], name: &str) -> Option<String> {
    let start = format!("{name} recorded an issue ");
    let said = |line: &str| Some(test(line)?.strip_prefix(&start)?.split_once(": ")?.1.to_owned());
    let at = lines.iter().position(|line| said(line).is_some())?;
    let more = lines.get(at + 1).and_then(|line| line.strip_prefix("↳ "));
    said(lines[at]).map(|what| more.map_or_else(|| what.clone(), |more| format!("{what}: {more}")))
}

/// How many tests the closing line tells of: `✔ Test run with 5 tests passed after 0.011 seconds.`
pub(crate) fn told(output: &str) -> Option<usize> {
    let line = output.lines().filter_map(test).rfind(|line| line.starts_with("run with "))?;
    line.strip_prefix("run with ")?.split(' ').next()?.parse().ok()
}

/// What follows the sign and `Test `.
fn test(line: &str) -> Option<&str> {
    let (sign, rest) = line.split_once(" Test ")?;
    (sign.chars().count() == 1).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "\
Build complete! (0.26s)
◇ Test run started.
◇ Suite Group started.
✘ Test off() skipped: \"for a reason\"
◇ Test many(n:) started.
✘ Test bad() recorded an issue at First.swift:20:20: Expectation failed: 1 == 2
↳ because
◇ Passing 1 argument n → 1 to many(n:)
✘ Test bad() failed after 0.004 seconds with 1 issue.
✔ Test many(n:) passed after 0.004 seconds.
✘ Suite Group failed after 0.005 seconds with 1 issue.
✔ Test \"a name of its own\" passed after 0.010 seconds.
✘ Test run with 4 tests failed after 0.011 seconds with 1 issue.
";

    #[test]
    fn a_run_is_counted_by_what_each_test_did() {
        let report = read(OUTPUT);
        assert_eq!(report.counts, Counts { passed: 2, failed: 1, skipped: 1 });
        assert_eq!(report.failures, ["bad(): Expectation failed: 1 == 2: because"]);
        assert_eq!(report.skipped, ["off(): for a reason"]);
        assert_eq!(told(OUTPUT), Some(4));
    }

    #[test]
    fn nothing_that_ran_counts_nothing() {
        assert_eq!(read("error: no such module\n"), Report::default());
        assert_eq!(told("error: no such module\n"), None);
    }
}
