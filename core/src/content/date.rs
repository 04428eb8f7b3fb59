//! Days as numbers, and days as people write them.

/// Days since 1970-01-01.
pub type Day = i32;

/// Content older than this says so.
pub const STALE_AFTER: Day = 180;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
}

impl Date {
    /// Reads `YYYY-MM-DD`; anything else, and a day that does not exist, is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else { return None };
        let shaped = year.len() == 4 && month.len() == 2 && day.len() == 2;
        if !shaped || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return None;
        }
        let date = Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        (Self::from_day(date.to_day()) == date).then_some(date)
    }

    /// The number of this day. Gregorian, by eras of 400 years (Howard Hinnant, *chrono-Compatible Low-Level Date Algorithms*).
    #[must_use]
    pub fn to_day(self) -> Day {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = i64::from((self.month + 9) % 12);
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        i32::try_from(era * 146_097 + day_of_era - 719_468).unwrap_or(Day::MAX)
    }

    /// The day of this number.
    #[must_use]
    pub fn from_day(day: Day) -> Self {
        let days = i64::from(day) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let small = |n: i64| u32::try_from(n).unwrap_or(1);
        Self { year: i32::try_from(year).unwrap_or(0), month: small(month), day: small(day) }
    }
}

impl std::fmt::Display for Date {
    /// `YYYY-MM-DD`, as [`Date::parse`] reads it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        for (text, day) in [("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-25", 20_782), ("1969-12-31", -1)] {
            let date = Date::parse(text).expect(text);
            assert_eq!(date.to_day(), day, "{text}");
            assert_eq!(Date::from_day(day), date, "{text}");
            assert_eq!(date.to_string(), text);
        }
        for day in (-200_000..200_000).step_by(17) {
            assert_eq!(Date::from_day(day).to_day(), day);
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["", "2026", "2026-02", "2026-2-1", "2026-02-30", "2026-13-01", "2026-00-10", "+026-01-01", "2026-01-01-"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        // Extremes neither panic nor loop.
        let _ = (Date::from_day(Day::MAX), Date::from_day(Day::MIN));
    }
}
