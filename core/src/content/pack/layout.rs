//! The bytes of a pack: `docs/packs.md` is the whole format. All numbers are little-endian.

use std::ops::Range;
use std::sync::Arc;

use super::PackError;
use crate::content::Files;
use crate::content::date::Day;
use crate::content::issue::Issue;
use crate::content::load::ISSUE_FILE;

/// How every pack begins.
const MAGIC: [u8; 8] = *b"almpages";
/// The form of what is between. A new one for every change that an older app would misread.
const FORMAT: u16 = 1;
/// Behind everything that it signs.
const SIGNATURE: usize = 64;

/// The largest pack, as it is handed over.
pub const MOST_SEALED: usize = 1 << 20;
/// The most that all its files may be, inflated.
pub const MOST_INFLATED: usize = 3 << 20;
/// The most files.
pub const MOST_FILES: usize = 256;
/// The most values in all files: every `,`, `[` and `{` is counted as one, those in words too. It bounds what reading them
/// takes in memory, as the bytes alone do not.
pub const MOST_VALUES: usize = 1 << 16;
/// The most bytes of one text. The longest sentence that the content checks allow takes 2,400, in the longest way to write it.
pub const LONGEST_TEXT: usize = 4 << 10;
/// The most that the longest text of a file takes once for each value of the file: an id stands in the key of all that is below it.
/// The real content needs a seventh of it.
pub const MOST_REPEATED: usize = 8 << 20;
/// The longest file name.
const LONGEST_NAME: usize = 64;

/// What is signed, and its signature. Looks at the length and the first bytes alone.
pub(super) fn parts(bytes: &[u8]) -> Result<(&[u8], &[u8; SIGNATURE]), PackError> {
    if bytes.len() > MOST_SEALED {
        return Err(PackError::TooLarge);
    }
    if !bytes.starts_with(&MAGIC) {
        return Err(PackError::NotAPack);
    }
    bytes.split_last_chunk().ok_or(PackError::Truncated)
}

/// The head of a pack.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub(super) issue: Issue,
    files: usize,
}

/// Reads on from a position.
struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], PackError> {
        let end = self.at.checked_add(length).ok_or(PackError::Truncated)?;
        let taken = self.bytes.get(self.at..end).ok_or(PackError::Truncated)?;
        self.at = end;
        Ok(taken)
    }

    fn number<const N: usize>(&mut self) -> Result<[u8; N], PackError> {
        self.take(N)?.try_into().map_err(|_| PackError::Truncated)
    }

    fn length(&mut self) -> Result<usize, PackError> {
        usize::try_from(u32::from_le_bytes(self.number()?)).map_err(|_| PackError::Truncated)
    }
}

/// Reads the head of a signed part.
pub(super) fn head(signed: &[u8]) -> Result<Head, PackError> {
    read_head(signed).map(|(head, _)| head)
}

fn read_head(signed: &[u8]) -> Result<(Head, Reader<'_>), PackError> {
    let mut reader = Reader { bytes: signed, at: MAGIC.len() };
    let format = u16::from_le_bytes(reader.number()?);
    if format != FORMAT {
        return Err(PackError::Format(format));
    }
    let number = u32::from_le_bytes(reader.number()?);
    let issued = Day::from_le_bytes(reader.number()?);
    let files = usize::from(u16::from_le_bytes(reader.number()?));
    if files > MOST_FILES {
        return Err(PackError::TooManyFiles);
    }
    Ok((Head { issue: Issue { number, issued }, files }, reader))
}

/// Reads the files of a pack: each is inflated once, to see that it is what it says and within the limits, and stays deflated.
pub(super) fn files(pack: &Arc<[u8]>) -> Result<Files, PackError> {
    let (signed, _) = parts(pack)?;
    let (head, mut reader) = read_head(signed)?;
    let mut files = Files::default();
    let (mut before, mut inflated, mut values) = (String::new(), 0_usize, 0_usize);
    for _ in 0..head.files {
        let name = name(&mut reader)?;
        if name <= before {
            return Err(PackError::OutOfOrder(name));
        }
        let size = reader.length()?;
        let length = reader.length()?;
        inflated = inflated.saturating_add(size);
        if inflated > MOST_INFLATED {
            return Err(PackError::TooMuchInside);
        }
        let start = reader.at;
        let text = inflate(&name, reader.take(length)?, size)?;
        let here = text.iter().filter(|b| matches!(b, b',' | b'[' | b'{')).count();
        values += here;
        if values > MOST_VALUES {
            return Err(PackError::TooManyValues);
        }
        let longest = longest_text(&text);
        if longest > LONGEST_TEXT || longest * here > MOST_REPEATED {
            return Err(PackError::LongText(name));
        }
        let place: Range<usize> = start..reader.at;
        files.put_packed(&name, pack, place);
        before = name;
    }
    if reader.at != signed.len() {
        return Err(PackError::Trailing);
    }
    files.put(ISSUE_FILE, head.issue.to_file());
    Ok(files)
}

/// `NAME.json` or `FOLDER/NAME.json`, of letters, digits and dashes. Never that of the issue: the head says it.
fn name(reader: &mut Reader<'_>) -> Result<String, PackError> {
    let length = usize::from(u8::from_le_bytes(reader.number()?));
    let bytes = reader.take(length)?;
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    if is_name(text) { Ok(text.to_owned()) } else { Err(PackError::Name(String::from_utf8_lossy(bytes).into_owned())) }
}

fn is_name(text: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let Some(stem) = text.strip_suffix(".json") else { return false };
    let (folder, name) = stem.split_once('/').unwrap_or(("guide", stem));
    plain(folder) && plain(name) && text.len() <= LONGEST_NAME && text != ISSUE_FILE
}

/// The bytes of the longest text in a JSON file, before anything of it is read.
fn longest_text(json: &[u8]) -> usize {
    let (mut longest, mut here) = (0, None);
    let mut bytes = json.iter();
    while let Some(byte) = bytes.next() {
        here = match (byte, here) {
            (b'"', None) => Some(0),
            (b'"', Some(_)) => None,
            // What is escaped ends no text.
            (b'\\', Some(length)) => bytes.next().and(Some(length + 2)),
            (_, here) => here.map(|length| length + 1),
        };
        longest = longest.max(here.unwrap_or(0));
    }
    longest
}

fn inflate(name: &str, deflated: &[u8], size: usize) -> Result<Vec<u8>, PackError> {
    let bytes = miniz_oxide::inflate::decompress_to_vec_with_limit(deflated, size)
        .map_err(|_| PackError::Inflate(name.to_owned()))?;
    if bytes.len() != size {
        return Err(PackError::Inflate(name.to_owned()));
    }
    if std::str::from_utf8(&bytes).is_err() {
        return Err(PackError::NotText(name.to_owned()));
    }
    Ok(bytes)
}

/// The bytes of a pack up to its signature, which is for the publisher's tool to add: nothing in this crate can sign.
///
/// # Errors
/// What [`super::Pack::open`] would refuse of its form, but for what the content says.
pub fn unsigned(issue: Issue, files: &Files) -> Result<Vec<u8>, PackError> {
    let names: Vec<&str> = files.names().filter(|name| *name != ISSUE_FILE).collect();
    let count = u16::try_from(names.len()).map_err(|_| PackError::TooManyFiles)?;
    let mut bytes = MAGIC.to_vec();
    bytes.extend(FORMAT.to_le_bytes());
    bytes.extend(issue.number.to_le_bytes());
    bytes.extend(issue.issued.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    for name in names {
        let text = files.get(name).ok_or_else(|| PackError::Inflate(name.to_owned()))?;
        let length = u8::try_from(name.len()).map_err(|_| PackError::Name(name.to_owned()))?;
        let deflated = miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 10);
        let size = u32::try_from(text.len()).map_err(|_| PackError::TooMuchInside)?;
        let deflated_size = u32::try_from(deflated.len()).map_err(|_| PackError::TooLarge)?;
        bytes.push(length);
        bytes.extend(name.as_bytes());
        bytes.extend(size.to_le_bytes());
        bytes.extend(deflated_size.to_le_bytes());
        bytes.extend(deflated);
    }
    let with_signature: Arc<[u8]> = bytes.iter().copied().chain([0; SIGNATURE]).collect();
    self::files(&with_signature)?;
    Ok(bytes)
}
