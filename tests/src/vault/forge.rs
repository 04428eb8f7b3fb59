//! A sealed file around any image at all, by the format's page alone: what only somebody with words and phone could have made.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, XChaCha20Poly1305};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::sim::{Medium, Seeded};
use super::world::OLD;

const CELL: usize = 8192;
/// Cells of a file at first.
const FIRST: usize = 512;
/// Names in a table.
const FANOUT: usize = 157;
/// The number of the profile for tests.
const TEST: u8 = 255;
/// The key of the phone in [`super::world::World`].
const PHONE: [u8; 32] = [7; 32];

/// A file of the test profile, at rest, that opens with [`OLD`]. The image is filled up to whole pages with zeros; at most 450 of them.
#[must_use]
pub fn around(image: &[u8]) -> Medium {
    let mut random = Seeded(77);
    let mut noise = |length: usize| -> Vec<u8> {
        let mut bytes = vec![0; length];
        almanac_core::vault::Random::fill(&mut random, &mut bytes).expect("never fails");
        bytes
    };
    let mut file = noise(FIRST * CELL);
    let salt: [u8; 32] = noise(32).try_into().expect("32 bytes");
    file[..32].copy_from_slice(&salt);
    file[32..34].copy_from_slice(&[1, TEST]);
    let mut next = 5;
    let mut seal = |content: &[u8]| -> Vec<u8> {
        let key = noise(32);
        let mut cell = [0; CELL];
        cell[..content.len()].copy_from_slice(content);
        let cipher = ChaCha20Poly1305::new_from_slice(&key).expect("32 bytes");
        let tag = cipher.encrypt_inout_detached(&[0; 12].into(), &[], InOutBuf::from(&mut cell[..])).expect("sealed");
        file[next * CELL..(next + 1) * CELL].copy_from_slice(&cell);
        next += 1;
        [&u32::try_from(next - 1).expect("a cell").to_le_bytes()[..], &key, &tag].concat()
    };
    let pages: Vec<Vec<u8>> = image.chunks(CELL).take(450).map(&mut seal).collect();
    let tables: Vec<Vec<u8>> = pages.chunks(FANOUT).map(|names| seal(&names.concat())).collect();
    let mut root = [0_u8; CELL - 40];
    let count = u32::try_from(pages.len()).expect("a count");
    let head = [&1_u64.to_le_bytes()[..], &count.to_le_bytes(), &tables.concat()].concat();
    root[..head.len()].copy_from_slice(&head);
    let key = root_key(&salt);
    for slot in [3, 4] {
        let (nonce, mut content) = (noise(24), root);
        let cipher = XChaCha20Poly1305::new_from_slice(&key).expect("32 bytes");
        let nonce_of_24: [u8; 24] = nonce.as_slice().try_into().expect("24 bytes");
        let associated = [b"almanac 1 root".as_slice(), &[1, TEST]].concat();
        let tag = cipher.encrypt_inout_detached(&nonce_of_24.into(), &associated, InOutBuf::from(&mut content[..]));
        let sealed = [nonce.as_slice(), &content, &tag.expect("sealed")].concat();
        file[slot * CELL..(slot + 1) * CELL].copy_from_slice(&sealed);
    }
    Medium::of(&file)
}

/// From [`OLD`], which is in normal form, and the phone.
fn root_key(salt: &[u8; 32]) -> [u8; 32] {
    let params = Params::new(8, 1, 1, Some(32)).expect("parameters");
    let mut stretched = [0; 32];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(OLD.as_bytes(), salt, &mut stretched).expect("stretched");
    let challenge = expand(&stretched, salt, b"almanac 1 challenge");
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&PHONE).expect("any length");
    mac.update(&challenge);
    let response = mac.finalize().into_bytes();
    expand(&[stretched.as_slice(), &response].concat(), salt, b"almanac 1 root")
}

fn expand(secret: &[u8], salt: &[u8; 32], info: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), secret).expand(info, &mut out).expect("32 bytes");
    out
}

/// A good image of two notes, as a database file.
///
/// # Panics
/// When `SQLite` fails.
#[must_use]
pub fn image() -> Vec<u8> {
    let schema = include_str!("../../../core/src/vault/migrations/001.sql");
    let mut database = rusqlite::Connection::open_in_memory().expect("a database");
    database.execute_batch("PRAGMA page_size = 8192").expect("pages of a cell");
    database.execute_batch(schema).expect("the schema");
    for (id, title) in [(1_i64, "first"), (2, "second")] {
        let sql = "INSERT INTO note VALUES (?1, ?2, 0, NULL, 20000, 20001, ?3, 'the van was blue')";
        database
            .execute(sql, rusqlite::params![id, [u8::try_from(id).unwrap_or(0); 16].as_slice(), title])
            .expect("kept");
    }
    database.execute_batch("PRAGMA user_version = 1").expect("its version");
    database.serialize("main").expect("its bytes").to_vec()
}
