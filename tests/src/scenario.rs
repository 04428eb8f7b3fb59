//! Scenarios: a person's way through the app as data (docs/scenarios.md), run here against the façade.

use std::fmt::{self, Write as _};

use std::collections::BTreeMap;
use std::path::Path;

use almanac_core::app::App;
use almanac_core::command::{Command, FieldValue, Next, Phone as Given, Platform};
use almanac_core::content::words::{LANGUAGES, language};
use almanac_core::route::Route;
use almanac_core::screen::model::{Action, Block, FieldKind, Screen};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Deserialize;
use sha2::Sha256;

use crate::desk::done;
use crate::look::{PHONE, Seen, TODAY, day};
use crate::plain;

/// A scenario, as it stands in a file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it is about.
    pub name: String,
    /// The languages that it is run in; all when empty.
    #[serde(default)]
    pub languages: Vec<String>,
    /// The date given to the core.
    #[serde(default)]
    pub today: Option<String>,
    /// The kind of phone that the core is told of.
    #[serde(default)]
    pub phone: Kind,
    /// What happens.
    pub steps: Vec<Step>,
}

/// A kind of phone.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An Android phone.
    #[default]
    Android,
    /// An iPhone.
    Ios,
}

impl Kind {
    fn given(self) -> Given {
        let platform = match self {
            Self::Android => Platform::Android,
            Self::Ios => Platform::Ios,
        };
        Given { platform, ..PHONE }
    }
}

/// One step.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Step {
    /// Opens the app afresh at a route, with Home below it.
    Open(String),
    /// Taps an answer.
    Choose(String),
    /// Taps what does this.
    Tap(Tap),
    /// Types into the search field.
    Type(String),
    /// Types into the fields with these anchors.
    Write(BTreeMap<String, String>),
    /// Goes back.
    Back(bool),
    /// Opens the app again from the launcher, so many minutes later.
    Reopen(u64),
    /// Looks at the screen.
    Expect(Box<Expect>),
}

/// What a tap does.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Tap {
    /// Leads to a route.
    Go(String),
    /// Hands a number to the dialler.
    Dial(String),
    /// Hands a number to the messages.
    Text(String),
    /// Hands an address to the browser.
    Browse(String),
    /// Copies a text.
    Copy(String),
    /// Changes the language.
    Language(String),
    /// Runs a command, with what stands in the fields.
    Run(String),
    /// Shows the app under another name.
    Icon(String),
    /// Reads aloud.
    Listen(bool),
    /// Leaves.
    Leave(bool),
}

/// Words, the same in all languages or by language.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Said {
    /// In all languages.
    Same(String),
    /// By language.
    By(std::collections::BTreeMap<String, String>),
}

/// What must hold for the screen. What is absent is not looked at.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    route: Option<String>,
    steps: Option<Vec<String>>,
    has: Vec<String>,
    lacks: Vec<String>,
    contacts: Vec<String>,
    never_contacts: Vec<String>,
    actions: Vec<Tap>,
    no_actions: Vec<Tap>,
    text: Option<Said>,
    no_text: Option<Said>,
    title: Option<Said>,
    fields: BTreeMap<String, Said>,
    said: Option<Said>,
    wrote: Option<String>,
    handed: Option<Tap>,
    left: Option<bool>,
}

/// Where a scenario went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// In which language.
    pub language: String,
    /// At which step, from 1.
    pub step: usize,
    /// Why.
    pub why: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] step {}: {}", self.language, self.step, self.why)
    }
}

/// Runs a scenario in each of its languages with the built-in content.
///
/// # Errors
/// The first thing that did not hold.
pub fn run(scenario: &Scenario) -> Result<(), Failure> {
    run_with(scenario, open_built_in)
}

/// Runs a scenario like [`run`], and returns what was seen after each step but `expect`, one line each: docs/scenarios.md.
///
/// # Errors
/// The first thing that did not hold.
pub fn screens(name: &str, scenario: &Scenario) -> Result<String, Failure> {
    let mut lines = String::new();
    watch(scenario, open_built_in, |language, step, seen| {
        let _ = writeln!(lines, "{name} {language} {step} {seen}");
    })?;
    Ok(lines)
}

fn open_built_in(dir: &Path, tag: &str, today: i32, phone: Given) -> Result<App, almanac_core::app::AppError> {
    App::open(dir, &[tag.to_owned()], today, phone)
}

/// Runs a scenario in each of its languages with an app that `open` makes of a folder, a language, a day and a phone.
///
/// # Errors
/// The first thing that did not hold.
pub fn run_with<E: fmt::Display>(
    scenario: &Scenario,
    open: impl FnMut(&Path, &str, i32, Given) -> Result<App, E>,
) -> Result<(), Failure> {
    watch(scenario, open, |_, _, _| ())
}

/// Tells `seen` what is seen after each step but `expect`: the language, the step from 1, the screen as JSON or `left`.
fn watch<E: fmt::Display>(
    scenario: &Scenario,
    mut open: impl FnMut(&Path, &str, i32, Given) -> Result<App, E>,
    mut seen: impl FnMut(&str, usize, &str),
) -> Result<(), Failure> {
    let tags: Vec<String> = match &scenario.languages[..] {
        [] => LANGUAGES.iter().map(|language| language.tag.to_owned()).collect(),
        tags => tags.to_vec(),
    };
    for tag in tags {
        let fail = |step: usize, why: String| Failure { language: tag.clone(), step, why };
        if language(&tag).is_none() {
            return Err(fail(0, format!("no language {tag}")));
        }
        let today = day(scenario.today.as_deref().unwrap_or(TODAY));
        // A phone of its own for each language, with nothing on it.
        let dir = tempfile::tempdir().map_err(|e| fail(0, e.to_string()))?;
        let app = open(dir.path(), &tag, today, scenario.phone.given()).map_err(|e| fail(0, e.to_string()))?;
        let mut phone = Phone::new(app);
        phone.wake().map_err(|why| fail(0, why))?;
        for (i, step) in scenario.steps.iter().enumerate() {
            phone.step(step).map_err(|why| fail(i + 1, why))?;
            if !matches!(step, Step::Expect(_)) {
                seen(&tag, i + 1, &phone.seen().map_err(|why| fail(i + 1, why))?);
            }
        }
    }
    Ok(())
}

/// What a shell does, without drawing: a stack of routes, what was typed, and what was handed to the phone.
struct Phone {
    app: App,
    stack: Vec<Route>,
    /// Where the person went from each place of the stack.
    went: BTreeMap<usize, Route>,
    typed: BTreeMap<String, String>,
    said: String,
    file: Option<(String, Vec<u8>)>,
    handed: Option<Tap>,
    left: bool,
    minutes: u64,
    key: [u8; 32],
}

impl Phone {
    fn new(app: App) -> Self {
        Self {
            app,
            stack: vec![Route::Home],
            went: BTreeMap::new(),
            typed: BTreeMap::new(),
            said: String::new(),
            file: None,
            handed: None,
            left: false,
            minutes: 1_000,
            key: [7; 32],
        }
    }

    /// What a shell does once the first screen is there.
    fn wake(&mut self) -> Result<(), String> {
        let next = self.app.wake();
        self.follow(next).map(|_| ())
    }

    fn top(&self) -> Route {
        self.stack.last().cloned().unwrap_or(Route::Home)
    }

    fn screen(&mut self) -> Result<Screen, String> {
        let route = self.top();
        let screen = match self.went.get(&self.stack.len().saturating_sub(1)) {
            Some(went) => self.app.screen_again(&route, went),
            None => self.app.screen(&route),
        };
        screen.map_err(|e| format!("{route}: {e}"))
    }

    /// The screen as JSON, or `left`.
    fn seen(&mut self) -> Result<String, String> {
        if self.left {
            return Ok("left".to_owned());
        }
        serde_json::to_string(&self.screen()?).map_err(|e| e.to_string())
    }

    fn step(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Open(route) => {
                let route = parse(route)?;
                self.start(route);
                self.screen().map(|_| ())
            }
            Step::Reopen(minutes) => {
                self.minutes += minutes;
                let start = self.app.start(self.minutes);
                self.start(start);
                Ok(())
            }
            Step::Expect(expect) => self.expect(expect),
            _ if self.left => Err("the app was left".to_owned()),
            Step::Choose(answer) => self.choose(answer),
            Step::Tap(Tap::Leave(_)) => self.leave(),
            Step::Tap(tap) => {
                let actions = self.actions()?;
                let action = actions.iter().find(|a| does(a, tap)).ok_or_else(|| format!("nothing does {tap:?}"))?;
                self.act(action)
            }
            Step::Type(text) => {
                let top = self.top();
                let searched = self.screen()?.blocks.iter().any(|b| matches!(b, Block::SearchField { .. }));
                holds(searched, || "no search field".to_owned())?;
                if let Some(last) = self.stack.last_mut() {
                    *last = top.typed(text);
                }
                self.screen().map(|_| ())
            }
            Step::Write(fields) => {
                let there = self.fields()?;
                for (anchor, text) in fields {
                    holds(there.contains_key(anchor), || format!("no field {anchor}"))?;
                    self.typed.insert(anchor.clone(), text.clone());
                }
                Ok(())
            }
            Step::Back(_) => {
                if !self.way_out()? {
                    return Ok(());
                }
                self.stack.pop();
                if self.stack.is_empty() { self.leave() } else { Ok(()) }
            }
        }
    }

    /// Starts afresh at a route, with Home below it.
    fn start(&mut self, route: Route) {
        self.stack = vec![Route::Home];
        self.went.clear();
        if route != Route::Home {
            self.push(route);
        }
        self.typed.clear();
        self.said.clear();
        (self.handed, self.left) = (None, false);
    }

    fn actions(&mut self) -> Result<Vec<Action>, String> {
        Ok(Seen::of(&self.screen()?).actions)
    }

    /// What stands in the fields, by anchor; and in the secret one.
    fn fields(&mut self) -> Result<BTreeMap<String, (FieldKind, String)>, String> {
        let screen = self.screen()?;
        let fields = screen.blocks.into_iter().filter_map(|block| match block {
            Block::Field { anchor, value, kind, .. } => {
                let value = self.typed.get(&anchor).cloned().unwrap_or(value);
                Some((anchor, (kind, value)))
            }
            _ => None,
        });
        Ok(fields.collect())
    }

    fn choose(&mut self, answer: &str) -> Result<(), String> {
        let Route::Triage { graph, answers, .. } = self.top() else { return Err("not a question".to_owned()) };
        let leads = |action: &Action| match action {
            Action::Go { route: Route::Triage { graph: g, answers: a, show: false, more: false } } => {
                *g == graph && a.len() == answers.len() + 1 && a.last().is_some_and(|a| a.answer == answer)
            }
            _ => false,
        };
        let actions = self.actions()?;
        let action = actions.iter().find(|a| leads(a)).ok_or_else(|| format!("no answer {answer}"))?;
        self.act(action)
    }

    fn act(&mut self, action: &Action) -> Result<(), String> {
        match action {
            Action::Go { route } => {
                if self.way_out()? {
                    self.show(route.clone(), false);
                    self.screen()?;
                }
            }
            Action::Dial { number, .. } => self.hand(Tap::Dial(number.clone()))?,
            Action::Text { number, .. } => self.hand(Tap::Text(number.clone()))?,
            Action::Browse { url, .. } => self.hand(Tap::Browse(url.clone()))?,
            Action::Copy { done, .. } | Action::UseIcon { done, .. } => self.said.clone_from(done),
            Action::Listen { .. } => {}
            Action::SetLanguage { tag } => self.app.set_language(tag).map_err(|e| e.to_string())?,
            Action::Run { command } => {
                self.run(command)?;
            }
            Action::Back => self.step(&Step::Back(true))?,
            Action::Leave => self.leave()?,
        }
        Ok(())
    }

    /// Keeps what stands in the fields before the screen is left; whether it may be.
    fn way_out(&mut self) -> Result<bool, String> {
        self.said.clear();
        match self.screen()?.autosave {
            Some(command) => self.run(&command),
            None => Ok(true),
        }
    }

    /// Runs a command and what follows from it; whether the person goes on with what they were about to do.
    fn run(&mut self, command: &Command) -> Result<bool, String> {
        let all = self.fields()?;
        let secret = all.values().find(|(kind, _)| *kind == FieldKind::Secret).map(|(_, text)| text.clone());
        let fields = all.into_iter().filter(|(_, (kind, _))| *kind != FieldKind::Secret);
        let fields: Vec<FieldValue> = fields.map(|(anchor, (_, text))| FieldValue { anchor, text }).collect();
        let ran = self.app.run(command, &fields, secret.unwrap_or_default().as_bytes()).map_err(|e| e.to_string())?;
        let next = done(&mut self.app, ran);
        self.follow(next)
    }

    fn follow(&mut self, next: Next) -> Result<bool, String> {
        let next = match next {
            Next::Show { route, replace, said } => {
                self.show(route, replace);
                self.said = said;
                return self.screen().map(|_| false);
            }
            Next::Stay { said } => {
                self.typed.clear();
                self.said = said;
                return Ok(false);
            }
            Next::Kept { said } => {
                self.said = said;
                return Ok(true);
            }
            Next::Refused { said } => {
                self.said = said;
                return Ok(false);
            }
            Next::Answer { challenge } => {
                let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).map_err(|e| e.to_string())?;
                mac.update(&challenge);
                self.app.answered(&mac.finalize().into_bytes())
            }
            Next::WriteFile { name, bytes, .. } => {
                self.file = Some((name, bytes));
                // A list of files is in front meanwhile.
                self.app.lock();
                self.app.wrote(true)
            }
            Next::PickFile { .. } => {
                self.app.lock();
                let ran = self.app.picked(self.file.as_ref().map(|(_, bytes)| bytes.clone()));
                done(&mut self.app, ran)
            }
            Next::MakeKey => {
                self.key = self.key.map(|byte| byte.wrapping_add(1));
                let ran = self.app.key_made(true);
                done(&mut self.app, ran)
            }
        };
        self.follow(next)
    }

    /// Shows a route: one that is on the way back is gone back to, and Home forgets the way that led there.
    fn show(&mut self, route: Route, replace: bool) {
        self.typed.clear();
        if let Some(at) = self.stack.iter().position(|each| *each == route) {
            self.stack.truncate(at + 1);
        } else if route == Route::Home {
            self.stack.clear();
            self.went.clear();
            self.stack.push(route);
        } else if replace && self.stack.len() > 1 {
            self.stack.pop();
            self.push(route);
        } else {
            self.went.insert(self.stack.len().saturating_sub(1), route.clone());
            self.push(route);
        }
    }

    fn push(&mut self, route: Route) {
        self.went.remove(&self.stack.len());
        self.stack.push(route);
    }

    /// Leaving keeps what was written where it can be kept, and is never held up by it.
    fn leave(&mut self) -> Result<(), String> {
        if !self.stack.is_empty() {
            self.way_out()?;
        }
        self.app.leave();
        self.typed.clear();
        self.left = true;
        Ok(())
    }

    /// Handing over is leaving.
    fn hand(&mut self, tap: Tap) -> Result<(), String> {
        self.app.handed_over(self.minutes);
        self.leave()?;
        self.handed = Some(tap);
        Ok(())
    }

    fn expect(&mut self, expect: &Expect) -> Result<(), String> {
        holds(expect.left.is_none_or(|left| left == self.left), || format!("left is {}", self.left))?;
        holds(expect.handed.is_none() || expect.handed == self.handed, || format!("handed is {:?}", self.handed))?;
        let wrote = self.file.as_ref().map(|(name, _)| name);
        holds(expect.wrote.is_none() || expect.wrote.as_ref() == wrote, || format!("the last file is {wrote:?}"))?;
        if self.left {
            return Ok(());
        }
        let screen = self.screen()?;
        let (seen, text) = (Seen::of(&screen), plain::words(&screen));
        let language = self.app.language().tag;
        if let Some(route) = &expect.route {
            holds(screen.route.to_string() == *route, || format!("route is {}", screen.route))?;
        }
        if let Some(steps) = &expect.steps {
            holds(seen.steps == *steps, || format!("steps are {:?}", seen.steps))?;
        }
        for id in &expect.has {
            holds(seen.anchors.contains(id), || format!("{id} is not there"))?;
        }
        for id in &expect.lacks {
            holds(!seen.anchors.contains(id), || format!("{id} is there"))?;
        }
        for id in &expect.contacts {
            holds(seen.contacts.contains(id), || format!("contact {id} is not offered"))?;
        }
        for id in &expect.never_contacts {
            holds(!seen.contacts.contains(id), || format!("contact {id} is offered"))?;
        }
        // Leave stands in the bar of every screen.
        let can = |tap: &Tap| matches!(tap, Tap::Leave(_)) || seen.actions.iter().any(|a| does(a, tap));
        for tap in &expect.actions {
            holds(can(tap), || format!("nothing does {tap:?}"))?;
        }
        for tap in &expect.no_actions {
            holds(!can(tap), || format!("something does {tap:?}"))?;
        }
        let fields = self.fields()?;
        for (anchor, wanted) in &expect.fields {
            let there = fields.get(anchor).map(|(_, text)| text.as_str());
            holds(there == said(Some(wanted), language)?, || format!("in {anchor} stands {there:?}"))?;
        }
        if let Some(words) = said(expect.said.as_ref(), language)? {
            holds(self.said == words, || format!("said is {:?}", self.said))?;
        }
        if let Some(words) = said(expect.text.as_ref(), language)? {
            holds(text.contains(words), || format!("{words:?} does not stand there"))?;
        }
        if let Some(words) = said(expect.no_text.as_ref(), language)? {
            holds(!text.contains(words), || format!("{words:?} stands there"))?;
        }
        if let Some(words) = said(expect.title.as_ref(), language)? {
            holds(screen.title == words, || format!("title is {:?}", screen.title))?;
        }
        Ok(())
    }
}

fn holds(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

fn said<'s>(said: Option<&'s Said>, language: &str) -> Result<Option<&'s str>, String> {
    match said {
        None => Ok(None),
        Some(Said::Same(words)) => Ok(Some(words)),
        Some(Said::By(by)) => {
            by.get(language).map(|w| Some(w.as_str())).ok_or_else(|| format!("no words for {language}"))
        }
    }
}

fn parse(route: &str) -> Result<Route, String> {
    Route::parse(route).map_err(|e| format!("{route}: {e}"))
}

fn does(action: &Action, tap: &Tap) -> bool {
    match (action, tap) {
        (Action::Go { route }, Tap::Go(wanted)) => route.to_string() == *wanted,
        (Action::Dial { number, .. }, Tap::Dial(wanted)) | (Action::Text { number, .. }, Tap::Text(wanted)) => {
            number == wanted
        }
        (Action::Browse { url, .. }, Tap::Browse(wanted)) => url == wanted,
        (Action::Copy { text, .. }, Tap::Copy(wanted)) => text == wanted,
        (Action::SetLanguage { tag }, Tap::Language(wanted)) => tag == wanted,
        (Action::Run { command }, Tap::Run(wanted)) => command.to_string() == *wanted,
        (Action::UseIcon { icon, .. }, Tap::Icon(wanted)) => icon.as_str() == wanted,
        (Action::Listen { .. }, Tap::Listen(_)) | (Action::Leave, Tap::Leave(_)) => true,
        _ => false,
    }
}
