//! The primitives under the sealed file, by other people's vectors: Wycheproof, and RFC 9106 for Argon2id.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that panics has failed; its figures are for reading"
)]

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, XChaCha20Poly1305};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use wycheproof::{TestResult, aead, hkdf as hkdf_vectors, mac};

/// Seals and opens by one set of vectors; how many there were.
fn sealing<A: KeyInit + AeadInOut>(name: aead::TestName) -> usize {
    let mut count = 0;
    for group in aead::TestSet::load(name).unwrap().test_groups {
        for test in group.tests {
            let valid = test.result == TestResult::Valid;
            let nonce = test.nonce.as_slice();
            let (Ok(cipher), Ok(nonce)) = (A::new_from_slice(&test.key), nonce.try_into()) else {
                assert!(!valid, "{} {}: a length refused", name as usize, test.tc_id);
                continue;
            };
            let mut opened = test.ct.to_vec();
            let tag = test.tag.as_slice().try_into();
            let opens = tag.is_ok_and(|tag| {
                cipher.decrypt_inout_detached(nonce, &test.aad, InOutBuf::from(&mut *opened), tag).is_ok()
            });
            assert_eq!(opens, valid, "{}", test.tc_id);
            if valid {
                assert_eq!(opened, test.pt.to_vec(), "{}", test.tc_id);
                let tag = cipher.encrypt_inout_detached(nonce, &test.aad, InOutBuf::from(&mut *opened)).unwrap();
                assert_eq!((opened, tag.to_vec()), (test.ct.to_vec(), test.tag.to_vec()), "{}", test.tc_id);
            }
            count += 1;
        }
    }
    count
}

#[test]
fn cells_and_slots_are_sealed_as_wycheproof_says() {
    let cells = sealing::<ChaCha20Poly1305>(aead::TestName::ChaCha20Poly1305);
    let slots = sealing::<XChaCha20Poly1305>(aead::TestName::XChaCha20Poly1305);
    println!("{cells} vectors of ChaCha20-Poly1305, {slots} of XChaCha20-Poly1305");
    assert!(cells > 200 && slots > 200);
}

#[test]
fn keys_are_derived_as_wycheproof_says() {
    let mut count = 0;
    for group in hkdf_vectors::TestSet::load(hkdf_vectors::TestName::HkdfSha256).unwrap().test_groups {
        for test in group.tests {
            let mut out = vec![0; test.size];
            let expanded = Hkdf::<Sha256>::new(Some(&test.salt), &test.ikm).expand(&test.info, &mut out).is_ok();
            assert_eq!(expanded, test.result == TestResult::Valid, "{}", test.tc_id);
            if expanded {
                assert_eq!(out, test.okm.to_vec(), "{}", test.tc_id);
            }
            count += 1;
        }
    }
    println!("{count} vectors of HKDF-SHA256");
    assert!(count > 50);
}

#[test]
fn a_phone_answers_as_wycheproof_says() {
    let mut count = 0;
    for group in mac::TestSet::load(mac::TestName::HmacSha256).unwrap().test_groups {
        for test in group.tests {
            let mut hmac = Hmac::<Sha256>::new_from_slice(&test.key).unwrap();
            hmac.update(&test.msg);
            let good = hmac.verify_truncated_left(&test.tag).is_ok();
            assert_eq!(good, test.result == TestResult::Valid, "{}", test.tc_id);
            count += 1;
        }
    }
    println!("{count} vectors of HMAC-SHA256");
    assert!(count > 100);
}

#[test]
fn words_are_stretched_as_rfc_9106_says() {
    // Section 5.3.
    let mut builder = ParamsBuilder::new();
    builder.m_cost(32).t_cost(3).p_cost(4).output_len(32).data(AssociatedData::new(&[4; 12]).unwrap());
    let params = builder.build().unwrap();
    let argon2 = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
    let mut out = [0; 32];
    argon2.hash_password_into(&[1; 32], &[2; 16], &mut out).unwrap();
    let tag = [
        0x0d, 0x64, 0x0d, 0xf5, 0x8d, 0x78, 0x76, 0x6c, 0x08, 0xc0, 0x37, 0xa3, 0x4a, 0x8b, 0x53, 0xc9, 0xd0, 0x1e,
        0xf0, 0x45, 0x2d, 0x75, 0xb6, 0x5e, 0xb5, 0x25, 0x20, 0xe9, 0x6b, 0x01, 0xe6, 0x59,
    ];
    assert_eq!(out, tag);
}
