//! The library that a phone carries takes no pack that is signed by the tests' key.

use almanac_bindings::Almanac;
use almanac_core::command::Next;
use almanac_core::content::Files;
use almanac_core::route::Route;
use almanac_tests::look::{PHONE, TODAY, day};
use almanac_tests::pack::sealed;

#[test]
fn a_pack_signed_by_the_test_key_is_refused_and_the_app_goes_on() {
    let app = Almanac::open("/nowhere", &["en".to_owned()], day(TODAY), PHONE).expect("guidance always opens");
    let run = |command: &str| app.run(&command.parse().expect(command), &[], b"");
    assert!(matches!(run("pick-pack"), Ok(Next::PickFile { .. })));
    let next = app.picked(Some(sealed(&Files::built_in(), 2)));
    assert!(matches!(next, Next::Show { route: Route::Pack, .. }), "{next:?}");
    assert!(run("use-pack").is_err());
    assert!(run("keep-pack").is_err());
    let screen = app.screen(&Route::Pack, None).expect("a screen");
    assert!(format!("{screen:?}").contains("It does not come from the publisher of this app"));
}
