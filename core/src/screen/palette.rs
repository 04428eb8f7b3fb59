//! The colours that both shells draw with, in one table.

use super::model::Palette;

/// The colours of this theme.
#[must_use]
pub const fn of(dark: bool) -> Palette {
    if dark { DARK } else { LIGHT }
}

/// By day.
pub const LIGHT: Palette = Palette {
    paper: 0xFA_F9_F6,
    card: 0xFF_FF_FF,
    ink: 0x1D_1C_1A,
    muted: 0x5C_59_54,
    line: 0xDE_DA_D2,
    accent: 0x1B_64_62,
    on_accent: 0xFF_FF_FF,
    accent_soft: 0xE4_F0_EE,
    danger: 0xB0_26_1E,
    on_danger: 0xFF_FF_FF,
    danger_soft: 0xFC_EB_E9,
    caution: 0x7A_4F_00,
    caution_soft: 0xFF_F3_DB,
};

/// In the dark.
pub const DARK: Palette = Palette {
    paper: 0x13_13_12,
    card: 0x1D_1D_1B,
    ink: 0xEC_EA_E5,
    muted: 0xAB_A7_9F,
    line: 0x3A_39_36,
    accent: 0x7F_C9_C3,
    on_accent: 0x06_20_1F,
    accent_soft: 0x16_30_2E,
    danger: 0xFF_B4_AB,
    on_danger: 0x3B_15_12,
    danger_soft: 0x3B_15_12,
    caution: 0xF2_C4_6D,
    caution_soft: 0x33_26_0A,
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two colours (WCAG 2.2, "contrast ratio").
    fn contrast(a: u32, b: u32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(colour: u32) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from((colour >> shift) & 0xFF) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    #[test]
    fn every_text_stands_out_from_what_it_is_written_on() {
        assert!((contrast(0, 0xFF_FF_FF) - 21.0).abs() < 0.001, "the formula");
        for p in [LIGHT, DARK] {
            for (text, ground) in [
                (p.ink, p.paper),
                (p.ink, p.card),
                (p.muted, p.paper),
                (p.muted, p.card),
                (p.accent, p.paper),
                (p.accent, p.card),
                (p.on_accent, p.accent),
                (p.on_danger, p.danger),
                (p.ink, p.accent_soft),
                (p.accent, p.accent_soft),
                (p.danger, p.danger_soft),
                (p.ink, p.danger_soft),
                (p.danger, p.card),
                (p.caution, p.caution_soft),
                (p.ink, p.caution_soft),
                (p.caution, p.card),
            ] {
                assert!(contrast(text, ground) >= 4.5, "{text:06X} on {ground:06X}: {:.2}", contrast(text, ground));
            }
        }
    }
}
