//! The moon's phase on a day, near enough for a page that shows it.

use super::date::Day;

/// A new moon: 2000-01-06, 18:14 UTC, in days since 1970-01-01 (US Naval Observatory).
const NEW_MOON: f64 = 10_962.76;
/// Days from one new moon to the next, in the mean. True ones differ by up to seven hours.
const MONTH: f64 = 29.530_588;

/// An eighth of the moon's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Not to be seen.
    New,
    /// Growing, less than half.
    WaxingCrescent,
    /// Half, growing.
    FirstQuarter,
    /// Growing, more than half.
    WaxingGibbous,
    /// All of it.
    Full,
    /// Shrinking, more than half.
    WaningGibbous,
    /// Half, shrinking.
    LastQuarter,
    /// Shrinking, less than half.
    WaningCrescent,
}

impl Phase {
    /// All of them, in their order, with their names in keys of words.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::New, "new"),
        (Self::WaxingCrescent, "waxing-crescent"),
        (Self::FirstQuarter, "first-quarter"),
        (Self::WaxingGibbous, "waxing-gibbous"),
        (Self::Full, "full"),
        (Self::WaningGibbous, "waning-gibbous"),
        (Self::LastQuarter, "last-quarter"),
        (Self::WaningCrescent, "waning-crescent"),
    ];

    /// Its name in keys of words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        crate::route::name_of(&Self::ALL, self)
    }
}

/// The phase at noon (UTC) of this day: the eighth whose middle is nearest.
#[must_use]
pub fn phase(day: Day) -> Phase {
    let age = (f64::from(day) + 0.5 - NEW_MOON).rem_euclid(MONTH) / MONTH;
    let eighths = age * 8.0 + 0.5;
    let at = Phase::ALL.iter().enumerate().rfind(|(n, _)| f64::from(u32::try_from(*n).unwrap_or(0)) <= eighths);
    match at {
        Some((_, (phase, _))) if eighths < 8.0 => *phase,
        _ => Phase::New,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::date::Date;

    #[test]
    fn known_moons() {
        // Days of the almanacs' new and full moons and quarters.
        for (day, wanted) in [
            ("2024-01-11", Phase::New),
            ("2024-01-25", Phase::Full),
            ("2024-04-08", Phase::New),
            ("2024-10-17", Phase::Full),
            ("2025-03-14", Phase::Full),
            ("2025-03-29", Phase::New),
            ("2024-01-18", Phase::FirstQuarter),
            ("2024-02-02", Phase::LastQuarter),
        ] {
            assert_eq!(phase(Date::parse(day).expect(day).to_day()), wanted, "{day}");
        }
        for day in [i32::MIN, i32::MAX, 0] {
            let _ = phase(day);
        }
    }
}
