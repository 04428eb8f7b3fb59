//! Writes the Kotlin or Swift side of the bindings: `bindgen generate …` is `UniFFI`'s own command line.

fn main() {
    uniffi::uniffi_bindgen_main();
}
