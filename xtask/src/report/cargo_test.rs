//! The closing lines of `cargo test`, one for each test program.

use super::Counts;

/// What all test programs counted together.
pub(crate) fn counts(output: &str) -> Counts {
    let mut all = Counts::default();
    for counts in output.lines().filter_map(closing_line) {
        all += counts;
    }
    all
}

/// The names of the failed tests: `test NAME ... FAILED`
pub(crate) fn failures(output: &str) -> Vec<&str> {
    let tests = output.lines().filter_map(test);
    tests.filter(|(_, what)| what.starts_with("FAILED")).map(|(name, _)| name).collect()
}

/// The ignored tests, with the reason where one is given: `test NAME ... ignored, REASON`
pub(crate) fn ignored(output: &str) -> Vec<String> {
    let tests = output.lines().filter_map(test);
    tests
        .filter_map(|(name, what)| Some(format!("{name}{}", what.strip_prefix("ignored")?.replacen(',', ":", 1))))
        .collect()
}

/// What tests say that they left out: `---- NAME stdout ----` and below it `skipped: REASON`.
pub(crate) fn skipped(output: &str) -> Vec<String> {
    let mut name = "";
    let mut all = Vec::new();
    for line in output.lines() {
        if let Some(heading) = line.strip_prefix("---- ").and_then(|rest| rest.strip_suffix(" stdout ----")) {
            name = heading;
        } else if let Some(reason) = line.strip_prefix("skipped: ") {
            all.push(format!("{name}: {reason}"));
        }
    }
    all
}

fn test(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("test ")?.split_once(" ... ")
}

/// `test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s`
fn closing_line(line: &str) -> Option<Counts> {
    let (_, parts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut counts = Counts::default();
    for part in parts.split("; ") {
        let Some((number, what)) = part.split_once(' ') else {
            continue;
        };
        let Ok(number) = number.parse() else { continue };
        match what {
            "passed" => counts.passed = number,
            "failed" => counts.failed = number,
            "ignored" => counts.skipped = number,
            _ => {}
        }
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tests_leave_out_is_told_with_their_names() {
        let output = "successes:\n\n---- a_trace stdout ----\nskipped: no strace\n\n---- b stdout ----\nfine\n";
        assert_eq!(skipped(output), ["a_trace: no strace"]);
    }

    const OUTPUT: &str = "\
running 3 tests
test route::tests::any_text_gives_a_route_or_invalid ... ok
test a_torn_root ... FAILED
test slow ... ignored, takes an hour
test odd ... ignored

failures:

---- a_torn_root stdout ----
test result: what the program itself prints does not count

test result: FAILED. 1 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.01s

   Doc-tests almanac_core
running 2 tests
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.20s
";

    #[test]
    fn all_closing_lines_are_added_up() {
        assert_eq!(counts(OUTPUT), Counts { passed: 3, failed: 1, skipped: 2 });
    }

    #[test]
    fn nothing_that_ran_counts_nothing() {
        assert_eq!(counts("error[E0308]: mismatched types\n"), Counts::default());
    }

    #[test]
    fn failed_and_ignored_tests_are_named() {
        assert_eq!(failures(OUTPUT), ["a_torn_root"]);
        assert_eq!(ignored(OUTPUT), ["slow: takes an hour", "odd"]);
    }
}
