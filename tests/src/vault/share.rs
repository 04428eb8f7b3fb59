//! Work over a range of numbers, on every core.

use std::ops::Range;
use std::thread;

/// Calls this once for each core with a part of the numbers, and returns what each made of its part. A panic in a part is one here.
pub fn on_every_core<T: Send>(numbers: &Range<u64>, part: impl Fn(Range<u64>) -> T + Sync) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let length = numbers.end.saturating_sub(numbers.start).div_ceil(cores).max(1);
    let begin = |core: u64| (numbers.start + core * length).min(numbers.end);
    thread::scope(|scope| {
        let work: Vec<_> = (0..cores)
            .map(|core| {
                scope.spawn({
                    let part = &part;
                    move || part(begin(core)..begin(core + 1))
                })
            })
            .collect();
        work.into_iter().map(|work| work.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}
