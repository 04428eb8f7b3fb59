#![no_main]

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What opening any bytes may take, beyond what is there before (docs/packs.md).
const MOST_MEMORY: usize = 64 << 20;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    almanac_tests::pack::hostile(input);
    let most = MEMORY.peak_usage() - before;
    assert!(most <= MOST_MEMORY, "{most} bytes of memory");
});
