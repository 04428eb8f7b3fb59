//! Damage of a used file of ten pages, and wrong guesses. What must hold stands in `almanac_tests::vault::damage`.
#![allow(clippy::print_stdout, reason = "the figures are for reading")]

use almanac_tests::vault::damage::{File, Tally, files, guesses};
use almanac_tests::vault::put_back;
use almanac_tests::vault::share::on_every_core;

fn told(file: &File, what: &str, tally: &Tally) {
    println!("{}, {what}: {} files: {:?}", file.name, tally.total(), tally.0);
}

#[test]
fn every_bit_of_the_fixed_cells_of_the_tables_and_of_a_page() {
    let [cut, rested] = files();
    // All bits of a sealed cell are alike; of the file at rest every 97th, of the one that can go back a generation every one.
    for (file, step) in [(cut, 1), (rested, 97)] {
        let tally = file.bits_of(&file.decisive(), step);
        told(&file, "every bit", &tally);
        assert!(file.read.len() >= 15, "a table and ten pages, or nearly: {:?}", file.read);
        // Of roots of two generations it is always said.
        let same = if file.name == "twins" { "same" } else { "same, said to be lost" };
        assert!(tally.0["typed error"] > 0 && tally.0[same] > 0 && tally.0["nothing opens"] > 0);
    }
}

#[test]
fn ten_thousand_random_bits_anywhere() {
    for file in files() {
        told(&file, "random bits", &file.random_bits(&(0..10_000)));
    }
}

#[test]
fn every_truncation() {
    for file in files() {
        told(&file, "truncations", &file.truncations());
    }
}

#[test]
fn cells_swapped_or_replaced_by_their_older_selves() {
    for file in files() {
        told(&file, "pairs swapped", &file.swaps());
        told(&file, "older selves", &file.older_selves());
    }
}

#[test]
fn a_root_put_back_to_anything_that_it_has_been_goes_back_a_step_only_where_it_says_so() {
    for (name, failing) in [("nothing fails", false), ("calls fail", true)] {
        let counts =
            on_every_core(&(0..40), |range| range.map(|seed| put_back::session(seed, failing)).collect::<Vec<_>>());
        let tally = Tally::sum(counts.concat());
        println!("{name}: {} files: {:?}", tally.total(), tally.0);
        assert!(tally.0["earlier, said"] > 1_000, "{tally:?}");
    }
}

#[test]
fn wrong_words_and_wrong_phones_open_nothing() {
    assert_eq!(guesses(&(0..1_000)), 0);
}
