//! Surefire's reports: one XML file a test class.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context as _, Result};
use roxmltree::{Document, Node};

use super::Counts;
use crate::project;

/// What a run of Maven's tests did.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// All together.
    pub(crate) counts: Counts,
    /// How many tests ran on each Android version, where a test's name says it: `name[26]`.
    pub(crate) by_sdk: BTreeMap<u32, usize>,
    /// `Class.name: what it said`
    pub(crate) failures: Vec<String>,
    /// `Class.name: why`
    pub(crate) skipped: Vec<String>,
}

/// Reads the reports below a folder that were written after `start`: older ones are of another run.
pub(crate) fn read(folder: &Path, start: SystemTime) -> Result<Report> {
    let mut report = Report::default();
    for path in project::files_below(folder, &|path| !path.ends_with("src")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_report = path.parent().is_some_and(|parent| parent.ends_with("target/surefire-reports"));
        if is_report && name.starts_with("TEST-") && name.ends_with(".xml") && fs::metadata(&path)?.modified()? > start
        {
            let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            report.add(&text).with_context(|| format!("{} is no test report", path.display()))?;
        }
    }
    Ok(report)
}

impl Report {
    /// Adds the report of one class.
    fn add(&mut self, xml: &str) -> Result<()> {
        let document = Document::parse(xml)?;
        for case in document.descendants().filter(|node| node.has_tag_name("testcase")) {
            self.add_case(case);
        }
        Ok(())
    }

    fn add_case(&mut self, case: Node) {
        let part = |name| case.children().find(|node: &Node| node.has_tag_name(name));
        let name = case.attribute("name").unwrap_or_default();
        let named = |part: Node| {
            let class = case.attribute("classname").unwrap_or_default();
            let words = part.attribute("message").or_else(|| part.text()).unwrap_or_default();
            format!("{class}.{name}: {}", words.trim().lines().next().unwrap_or_default())
        };
        if let Some(skipped) = part("skipped") {
            self.counts.skipped += 1;
            self.skipped.push(named(skipped));
            return;
        }
        if let Some(sdk) = sdk(name) {
            *self.by_sdk.entry(sdk).or_default() += 1;
        }
        if let Some(failure) = part("failure").or_else(|| part("error")) {
            self.counts.failed += 1;
            self.failures.push(named(failure));
        } else {
            self.counts.passed += 1;
        }
    }
}

/// The 26 of `name[26]`.
fn sdk(name: &str) -> Option<u32> {
    name.strip_suffix(']')?.rsplit_once('[')?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="app.almanac.HomeTest" time="5.1" tests="5" errors="1" skipped="1" failures="1">
  <properties><property name="java.version" value="17"/></properties>
  <testcase name="home_shows_911[26]" classname="app.almanac.HomeTest" time="0.3"/>
  <testcase name="home_shows_911[35]" classname="app.almanac.HomeTest" time="0.1"><system-out><![CDATA[<failure>]]></system-out></testcase>
  <testcase name="cut[35]" classname="app.almanac.HomeTest" time="0.1"><failure message="expected:&lt;1&gt; but was:&lt;2&gt;&#10;more" type="x">trace</failure></testcase>
  <testcase name="keys" classname="app.almanac.HomeTest" time="0.1"><error type="java.lang.NoSuchMethodError">java.lang.NoSuchMethodError: x
    at y</error></testcase>
  <testcase name="preview" classname="app.almanac.Preview" time="0"><skipped message="assumption"/></testcase>
</testsuite>"#;

    #[test]
    fn a_report_is_counted_by_what_each_test_did() -> Result<()> {
        let mut report = Report::default();
        report.add(XML)?;
        assert_eq!(report.counts, Counts { passed: 2, failed: 2, skipped: 1 });
        assert_eq!(report.by_sdk, BTreeMap::from([(26, 1), (35, 2)]));
        let failures = [
            "app.almanac.HomeTest.cut[35]: expected:<1> but was:<2>",
            "app.almanac.HomeTest.keys: java.lang.NoSuchMethodError: x",
        ];
        assert_eq!(report.failures, failures);
        assert_eq!(report.skipped, ["app.almanac.Preview.preview: assumption"]);
        Ok(())
    }

    #[test]
    fn what_is_cut_off_is_no_report() {
        assert!(Report::default().add("<testsuite><testcase name=\"a\"").is_err());
    }

    #[test]
    fn reports_of_an_earlier_run_do_not_count() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("xtask-surefire-{}", std::process::id()));
        let reports = folder.join("app/target/surefire-reports");
        fs::create_dir_all(&reports)?;
        fs::write(reports.join("TEST-a.xml"), XML)?;
        let later = SystemTime::now() + std::time::Duration::from_secs(1);
        assert_eq!(read(&folder, later)?, Report::default());
        assert_eq!(read(&folder, SystemTime::UNIX_EPOCH)?.counts.failed, 2);
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
