use almanac_core::{app::App, route::Route};
fn main() {
    let mut app = App::open(std::path::Path::new("/nowhere"), &[std::env::args().nth(2).unwrap_or("en".into())], 20_782).unwrap();
    let s = app.screen(&Route::parse(&std::env::args().nth(1).unwrap()).unwrap()).unwrap();
    println!("{s:#?}");
}
