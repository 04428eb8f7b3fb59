//! Key pairs: made here, kept by the publisher, never inside the project.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use ed25519_dalek::SigningKey;
use zeroize::Zeroizing;

/// The file of the private half.
const PRIVATE: &str = "content.key";
/// The file of the public half.
const PUBLIC: &str = "content.pub";

/// Makes a key pair in a folder. Returns the files of the private and the public half.
///
/// # Errors
/// When one of the files is there already, when the folder is part of the project, or cannot be written.
pub fn make(folder: &Path) -> Result<(PathBuf, PathBuf)> {
    let folder = std::path::absolute(folder).with_context(|| format!("{} is no folder", folder.display()))?;
    let there = folder.ancestors().find_map(|above| above.canonicalize().ok()).unwrap_or_default();
    if there.ancestors().any(|above| above.join("rust-toolchain.toml").is_file()) {
        bail!("{} is inside the project: a private key there would be published with it", folder.display());
    }
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let (private, public) = (folder.join(PRIVATE), folder.join(PUBLIC));
    if public.exists() {
        bail!("{} is there already", public.display());
    }
    let mut secret = Zeroizing::new([0; 32]);
    getrandom::fill(secret.as_mut()).context("the system gives no random bytes")?;
    let key = SigningKey::from_bytes(&secret);
    write_new(
        &private,
        0o600,
        &Zeroizing::new(hex(&*secret) + "\nThe private half: whoever has it can sign content.\n"),
    )?;
    write_new(&public, 0o644, &(hex(key.verifying_key().as_bytes()) + "\nThe public half.\n"))?;
    Ok((private, public))
}

fn write_new(path: &Path, mode: u32, text: &str) -> Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
    let mut file = file.with_context(|| format!("{} cannot be made", path.display()))?;
    file.write_all(text.as_bytes()).with_context(|| format!("{} cannot be written", path.display()))
}

/// Reads a private half.
///
/// # Errors
/// When the file cannot be read or does not begin with 64 hex digits.
pub fn private(path: &Path) -> Result<SigningKey> {
    let secret = read(path)?;
    Ok(SigningKey::from_bytes(&secret))
}

/// Reads a public half.
///
/// # Errors
/// As [`private`].
pub fn public(path: &Path) -> Result<[u8; 32]> {
    Ok(*read(path)?)
}

fn read(path: &Path) -> Result<Zeroizing<[u8; 32]>> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let text = Zeroizing::new(text);
    let line = text.lines().next().unwrap_or_default();
    let mut bytes = Zeroizing::new([0; 32]);
    let mut digits = line.as_bytes().chunks_exact(2);
    for byte in bytes.iter_mut() {
        let pair = digits.next().and_then(|pair| std::str::from_utf8(pair).ok());
        *byte = pair
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
            .with_context(|| format!("{} does not begin with 64 hex digits", path.display()))?;
    }
    if line.len() != 64 {
        bail!("{} does not begin with 64 hex digits", path.display());
    }
    Ok(bytes)
}

/// Bytes as hex digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}
