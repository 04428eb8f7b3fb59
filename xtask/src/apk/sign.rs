//! Aligning and signing.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::jdk::Jdk;
use crate::project::Project;
use crate::sh::{self, Out};

/// Where the password of a given key is read from: never from the arguments, which every program of the machine can see.
pub(super) const PASSWORD: &str = "ALMANAC_KEYSTORE_PASSWORD";
/// Of a key that is thrown away at once there is nothing to keep.
const THROWN_AWAY: &str = "thrown-away";
/// The name of the throw-away key in its file.
const ALIAS: &str = "almanac";

/// The key to sign with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    /// The person's own.
    Given { file: PathBuf, alias: Option<String> },
    /// Made for this one package, and deleted.
    ThrownAway,
}

impl Key {
    /// From the options or `ALMANAC_KEYSTORE` and `ALMANAC_KEY_ALIAS`; the password is in `ALMANAC_KEYSTORE_PASSWORD`.
    pub(super) fn choose(file: Option<&Path>, alias: Option<&str>) -> Result<Self> {
        let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let Some(file) = file.map(Path::to_owned).or_else(|| set("ALMANAC_KEYSTORE").map(PathBuf::from)) else {
            return Ok(Self::ThrownAway);
        };
        if !file.is_file() {
            bail!("{} is no file: the key to sign with", file.display());
        }
        if set(PASSWORD).is_none() {
            bail!("the password of {} is read from {PASSWORD}, which is not set", file.display());
        }
        Ok(Self::Given { file, alias: alias.map(str::to_owned).or_else(|| set("ALMANAC_KEY_ALIAS")) })
    }
}

/// Puts everything that is stored where pages of 16 KiB begin, so that a phone can map it as it is.
pub(super) fn align(project: &Project, package: &Path, aligned: &Path) -> Result<()> {
    let mut command = Command::new("zipalign");
    sh::must(project, "zipalign", command.args(["-f", "16384"]).args([package, aligned]), Out::Logged)?;
    Ok(())
}

/// Signs with schemes 2 and 3: all that Android 8 and newer read.
pub(super) fn sign(project: &Project, jdk: &Jdk, key: &Key, package: &Path, signed: &Path) -> Result<()> {
    match key {
        Key::Given { file, alias } => apksigner(project, file, alias.as_deref(), None, package, signed),
        Key::ThrownAway => {
            let file = project.work_file("apk/key.p12")?;
            make(project, jdk, &file)?;
            let result = apksigner(project, &file, Some(ALIAS), Some(THROWN_AWAY), package, signed);
            fs::remove_file(&file).context("the throw-away key cannot be removed")?;
            result
        }
    }
}

fn make(project: &Project, jdk: &Jdk, file: &Path) -> Result<()> {
    let _ = fs::remove_file(file);
    let mut command = Command::new(jdk.home.join("bin/keytool"));
    command.args(["-genkeypair", "-storetype", "PKCS12", "-keyalg", "EC", "-groupname", "secp256r1"]);
    command.args(["-sigalg", "SHA256withECDSA", "-validity", "10000", "-dname", "CN=Almanac", "-alias", ALIAS]);
    command.args(["-storepass:env", PASSWORD]).env(PASSWORD, THROWN_AWAY).arg("-keystore").arg(file);
    sh::must(project, "keytool", &mut command, Out::Logged)?;
    Ok(())
}

/// `password` where it is not in the environment already.
fn apksigner(
    project: &Project,
    file: &Path,
    alias: Option<&str>,
    password: Option<&str>,
    package: &Path,
    signed: &Path,
) -> Result<()> {
    let mut command = Command::new("apksigner");
    command.args(["sign", "--ks-pass", &format!("env:{PASSWORD}"), "--ks"]).arg(file);
    command.args(alias.into_iter().flat_map(|alias| ["--ks-key-alias", alias]));
    command.envs(password.map(|password| (PASSWORD, password)));
    command.args(["--v1-signing-enabled", "false", "--v2-signing-enabled", "true", "--v3-signing-enabled", "true"]);
    // A signature for streaming installs, which this package has no use for.
    command.args(["--v4-signing-enabled", "false", "--out"]).arg(signed).arg(package);
    sh::must(project, "apksigner", &mut command, Out::Logged)?;
    Ok(())
}

/// What the signature says: the schemes that verify, and the certificate's SHA-256.
pub(super) fn verify(package: &Path) -> Result<Signature> {
    let package = package.to_string_lossy();
    let said = sh::ask("apksigner", &["verify", "-v", "--print-certs", &package])
        .with_context(|| format!("the signature of {package} does not verify"))?;
    Signature::read(&said).with_context(|| format!("the signature of {package} cannot be understood"))
}

/// A signature that verified.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Signature {
    /// 2, 3
    pub(super) schemes: Vec<u32>,
    /// Of the certificate, in hexadecimal.
    pub(super) sha256: String,
}

impl Signature {
    fn read(said: &str) -> Option<Self> {
        let scheme = |line: &str| -> Option<u32> {
            let rest = line.strip_prefix("Verified using v")?;
            let (number, verdict) = rest.split_once(" scheme")?;
            verdict.ends_with(": true").then(|| number.parse().ok())?
        };
        let digest = said.lines().find_map(|line| line.split_once("certificate SHA-256 digest: "))?.1;
        Some(Self { schemes: said.lines().filter_map(scheme).collect(), sha256: digest.trim().to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verified_signature_is_read() {
        let said = "Verifies\nVerified using v1 scheme (JAR signing): false\n\
            Verified using v2 scheme (APK Signature Scheme v2): true\nVerified using v3 scheme (APK Signature Scheme v3): true\n\
            Verified using v4 scheme (APK Signature Scheme v4): false\nNumber of signers: 1\n\
            Signer #1 certificate DN: CN=Almanac\nSigner #1 certificate SHA-256 digest: 0aff\n";
        assert_eq!(Signature::read(said), Some(Signature { schemes: vec![2, 3], sha256: "0aff".to_owned() }));
        assert_eq!(Signature::read("Verifies\n"), None);
    }

    #[test]
    fn a_key_that_is_not_there_is_an_error_and_not_a_throw_away_one() {
        assert!(Key::choose(Some(Path::new("/no/such/key")), None).is_err());
    }
}
