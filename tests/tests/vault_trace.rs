//! A whole session under `strace`: one file opened for writing, no socket, nothing in the temp folder, a flush after each save;
//! and an export that the `age` tool opens.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that panics has failed; what was skipped is for reading"
)]

use std::io::Write;
use std::process::{Command, Stdio};

use almanac_core::vault::SystemRandom;
use almanac_tests::vault::sim::SimDisk;
use almanac_tests::vault::world::{OLD, World};

fn there(tool: &str) -> bool {
    let there = Command::new(tool).arg("--version").output().is_ok();
    if !there {
        println!("skipped: no {tool}");
    }
    there
}

#[test]
fn a_session_opens_one_file_and_no_socket() {
    if !there("strace") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (file, trace) = (folder.path().join("almanac"), folder.path().join("trace"));
    let run = Command::new("strace")
        .args(["-f", "-e", "trace=%file,%network,%desc", "-s", "0", "-o"])
        .arg(&trace)
        .arg(env!("CARGO_BIN_EXE_vault-session"))
        .arg(&file)
        .env("SQLITE_TMPDIR", folder.path())
        .output()
        .unwrap();
    if !trace.exists() || String::from_utf8_lossy(&run.stderr).contains("ptrace") {
        println!("skipped: strace may not trace here");
        return;
    }
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let trace = std::fs::read_to_string(&trace).unwrap();
    assert!(!trace.contains("socket("), "a socket");
    let opened: Vec<&str> = trace
        .lines()
        .filter(|line| {
            line.contains("open") && (line.contains("O_RDWR") || line.contains("O_WRONLY") || line.contains("O_CREAT"))
        })
        .collect();
    assert_eq!(opened.len(), 1, "one file opened for writing: {opened:#?}");
    assert!(!trace.contains("etilqs"), "SQLite's temp files");
    assert!(!trace.contains("unlink") && !trace.contains("rename"));
    let flushes = trace.lines().filter(|line| line.contains("fdatasync(")).count();
    println!("{} writes, {flushes} flushes", trace.lines().filter(|line| line.contains("pwrite64(")).count());
    assert!(flushes >= 10, "{flushes}");
    assert!(
        trace.contains("FADV_DONTNEED") || trace.contains("fadvise64("),
        "the page cache is dropped before opening"
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "the file and the trace");
}

#[test]
fn an_export_opens_with_the_age_tool() {
    let tool = std::env::var("ALMANAC_AGE").unwrap_or_else(|_| "age".to_owned());
    if !there(&tool) || !there("script") {
        return;
    }
    let mut world = World::open(SimDisk::default(), SystemRandom).unwrap();
    world.start(OLD).unwrap();
    world.save("first", "El niño habló.").unwrap();
    let export = world.vault.export().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (sealed, open) = (folder.path().join("notes.age"), folder.path().join("notes.json"));
    std::fs::write(&sealed, export.seal(b"a long passphrase").unwrap()).unwrap();
    // The tool asks for its passphrase on a terminal only.
    let command = format!("{tool} --decrypt --output {} {}", open.display(), sealed.display());
    let mut child = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut terminal = child.stdin.take().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(500));
    terminal.write_all(b"a long passphrase\n").unwrap();
    let said = child.wait_with_output().unwrap();
    drop(terminal);
    assert!(open.exists(), "{}", String::from_utf8_lossy(&said.stdout));
    assert_eq!(std::fs::read(&open).unwrap(), export.json());
}
