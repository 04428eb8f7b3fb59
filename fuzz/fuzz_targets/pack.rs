#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| almanac_tests::pack::hostile(input));
