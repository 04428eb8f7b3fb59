//! Used and unused files, and somebody who tries to tell them apart by their bytes.

use std::ops::Range;

use super::share::on_every_core;
use super::sim::{Medium, Seeded, SimDisk};
use super::world::{OLD, TODAY, World, draft};

/// The same start, the same number of locks; used or not.
///
/// # Panics
/// When a healthy disk fails.
#[must_use]
pub fn session(used: bool, seed: u64) -> Medium {
    let disk = SimDisk::default();
    let mut world = World::open(disk.clone(), Seeded(seed)).expect("made");
    for round in 0..4 {
        if used {
            if round == 0 {
                world.start(OLD).expect("started");
            } else {
                world.unlock(OLD).expect("opened");
            }
            let id = world.save(&format!("note {round}"), &"something. ".repeat(200)).expect("kept");
            world.vault.save_note(&draft(Some(id), "edited", "once"), TODAY).expect("kept");
            if round == 2 {
                world.vault.delete_note(id).expect("deleted");
            }
        }
        world.vault.lock().expect("locked");
    }
    disk.durable()
}

/// How far the bytes are from evenly spread: 255 on average for random ones, with a deviation of 22.6.
#[must_use]
pub fn chi_square(bytes: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let expected = bytes.len() as f64 / 256.0;
    counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum()
}

const FEATURES: usize = 8;
/// Where the compressed length stands among them.
const COMPRESSED: usize = 6;

/// What can be seen of a file by somebody with statistics: spread of bytes in all and in the first cells that notes would take, bits
/// that are set, pairs of neighbours that are alike, and how far it compresses.
fn features(bytes: &[u8]) -> [f64; FEATURES] {
    let body = &bytes[3 * 8192..];
    let first = &body[..24 * 8192];
    let ones: u32 = body.iter().map(|byte| byte.count_ones()).sum();
    let alike = body.windows(2).filter(|pair| pair[0] == pair[1]).count();
    let zeros = memchr::memchr_iter(0, body).count();
    let worst = first.chunks(8192).map(chi_square).fold(0.0, f64::max);
    [
        chi_square(body),
        chi_square(first),
        worst,
        f64::from(ones),
        alike as f64,
        zeros as f64,
        compressed(first) as f64,
        chi_square(&bytes[80..8192]),
    ]
}

/// How many bytes deflate makes of these.
fn compressed(bytes: &[u8]) -> usize {
    miniz_oxide::deflate::compress_to_vec(bytes, 6).len()
}

/// What a trial found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Trial {
    /// Files that the classifier was asked about.
    pub asked: u64,
    /// Of those, how often it was right. Half is chance.
    pub right: u64,
    /// Pairs.
    pub pairs: u64,
    /// Of those, how many compress to different lengths: what looks random is mostly stored as it is.
    pub differing: u64,
    /// Of those, in how many the used file compressed better. Half is chance.
    pub used_smaller: u64,
    /// Files whose bytes are further from an even spread than 5 deviations.
    pub uneven: u64,
}

/// Makes these pairs, learns from one half of them to tell used from unused, and is asked about the other half.
#[must_use]
pub fn trial(pairs: &Range<u64>) -> Trial {
    let made: Vec<([f64; FEATURES], [f64; FEATURES])> = on_every_core(pairs, |range| {
        let file = |used, seed| features(&session(used, seed).bytes());
        range.map(|n| (file(true, 2 * n + 1), file(false, 2 * n + 2))).collect::<Vec<_>>()
    })
    .concat();
    let labelled: Vec<([f64; FEATURES], bool)> =
        made.iter().flat_map(|(used, unused)| [(*used, true), (*unused, false)]).collect();
    let (learn, ask) = labelled.split_at(labelled.len() / 4 * 2);
    let judge = Judge::learn(learn);
    let right = ask.iter().filter(|(features, used)| judge.says_used(features) == *used).count();
    let uneven = labelled.iter().filter(|(features, _)| (features[0] - 255.0).abs() > 5.0 * 22.6).count();
    Trial {
        asked: ask.len() as u64,
        right: right as u64,
        pairs: made.len() as u64,
        differing: made.iter().filter(|(used, unused)| used[COMPRESSED].total_cmp(&unused[COMPRESSED]).is_ne()).count()
            as u64,
        used_smaller: made.iter().filter(|(used, unused)| used[COMPRESSED] < unused[COMPRESSED]).count() as u64,
        uneven: uneven as u64,
    }
}

/// How many deviations of a fair coin lie between this count and half of the total.
#[must_use]
pub fn deviations(count: u64, of: u64) -> f64 {
    let of = of.max(1) as f64;
    (count as f64 - of / 2.0).abs() / (of / 4.0).sqrt()
}

/// Logistic regression on features that are brought to one scale.
struct Judge {
    mean: [f64; FEATURES],
    scale: [f64; FEATURES],
    weight: [f64; FEATURES],
    bias: f64,
}

impl Judge {
    fn learn(labelled: &[([f64; FEATURES], bool)]) -> Self {
        let count = labelled.len().max(1) as f64;
        let mut judge = Self { mean: [0.0; FEATURES], scale: [1.0; FEATURES], weight: [0.0; FEATURES], bias: 0.0 };
        for feature in 0..FEATURES {
            let mean = labelled.iter().map(|(features, _)| features[feature]).sum::<f64>() / count;
            let spread = labelled.iter().map(|(features, _)| (features[feature] - mean).powi(2)).sum::<f64>() / count;
            (judge.mean[feature], judge.scale[feature]) = (mean, spread.sqrt().max(1e-9));
        }
        for _ in 0..300 {
            let (mut slope, mut bias) = ([0.0; FEATURES], 0.0);
            for (features, used) in labelled {
                let scaled = judge.scaled(features);
                let miss = f64::from(u8::from(*used)) - 1.0 / (1.0 + (-judge.score(&scaled)).exp());
                for (slope, feature) in slope.iter_mut().zip(scaled) {
                    *slope += miss * feature / count;
                }
                bias += miss / count;
            }
            for (weight, slope) in judge.weight.iter_mut().zip(slope) {
                *weight += slope;
            }
            judge.bias += bias;
        }
        judge
    }

    fn scaled(&self, features: &[f64; FEATURES]) -> [f64; FEATURES] {
        std::array::from_fn(|n| (features[n] - self.mean[n]) / self.scale[n])
    }

    fn score(&self, scaled: &[f64; FEATURES]) -> f64 {
        self.weight.iter().zip(scaled).map(|(weight, feature)| weight * feature).sum::<f64>() + self.bias
    }

    fn says_used(&self, features: &[f64; FEATURES]) -> bool {
        self.score(&self.scaled(features)) > 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_judge_tells_apart_what_differs_and_not_what_does_not() {
        let mut random = Seeded(3);
        let mut number = || random.below(1_000_000) as f64 / 1e6;
        let mut of = |shift: f64| -> [f64; FEATURES] { std::array::from_fn(|_| number() + shift) };
        let differing: Vec<_> = (0..200).flat_map(|_| [(of(1.0), true), (of(0.0), false)]).collect();
        let right = |labelled: &[([f64; FEATURES], bool)]| {
            let judge = Judge::learn(&labelled[..200]);
            labelled[200..].iter().filter(|(features, used)| judge.says_used(features) == *used).count() as u64
        };
        assert!(deviations(right(&differing), 200) > 10.0);
        let same: Vec<_> = (0..200).flat_map(|_| [(of(0.0), true), (of(0.0), false)]).collect();
        assert!(deviations(right(&same), 200) < 4.0);
        let mut file = session(false, 1).bytes();
        let before = features(&file)[COMPRESSED];
        file[4 * 8192..5 * 8192].fill(b'a');
        assert!(features(&file)[COMPRESSED] < before, "readable text compresses");
    }
}
