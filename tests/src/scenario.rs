//! Scenarios: a person's way through the app as data (docs/scenarios.md), run here against the façade.

use std::fmt;

use almanac_core::app::App;
use almanac_core::content::words::{LANGUAGES, language};
use almanac_core::route::Route;
use almanac_core::screen::model::{Action, Screen};
use serde::Deserialize;

use crate::look::{Seen, TODAY, day};
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
    /// What happens.
    pub steps: Vec<Step>,
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
    run_with(scenario, |tag, today| App::open(std::path::Path::new("/nowhere"), &[tag.to_owned()], today))
}

/// Runs a scenario in each of its languages with an app that `open` makes of a language and a day.
///
/// # Errors
/// The first thing that did not hold.
pub fn run_with<E: fmt::Display>(
    scenario: &Scenario,
    mut open: impl FnMut(&str, i32) -> Result<App, E>,
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
        let app = open(&tag, today).map_err(|e| fail(0, e.to_string()))?;
        let mut phone = Phone { app, stack: vec![Route::Home], handed: None, left: false, minutes: 1_000 };
        for (i, step) in scenario.steps.iter().enumerate() {
            phone.step(step).map_err(|why| fail(i + 1, why))?;
        }
    }
    Ok(())
}

/// What a shell does, without drawing: a stack of routes, and what was handed to the phone.
struct Phone {
    app: App,
    stack: Vec<Route>,
    handed: Option<Tap>,
    left: bool,
    minutes: u64,
}

impl Phone {
    fn top(&self) -> Route {
        self.stack.last().cloned().unwrap_or(Route::Home)
    }

    fn screen(&mut self) -> Result<Screen, String> {
        let route = self.top();
        self.app.screen(&route).map_err(|e| format!("{route}: {e}"))
    }

    fn step(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Open(route) => {
                let route = parse(route)?;
                self.stack = vec![Route::Home];
                if route != Route::Home {
                    self.stack.push(route);
                }
                (self.handed, self.left) = (None, false);
                self.screen().map(|_| ())
            }
            Step::Reopen(minutes) => {
                self.minutes += minutes;
                self.stack = vec![Route::Home];
                let start = self.app.start(self.minutes);
                if start != Route::Home {
                    self.stack.push(start);
                }
                (self.handed, self.left) = (None, false);
                Ok(())
            }
            Step::Expect(expect) => self.expect(expect),
            _ if self.left => Err("the app was left".to_owned()),
            Step::Choose(answer) => self.choose(answer),
            Step::Tap(Tap::Leave(_)) => {
                self.left = true;
                Ok(())
            }
            Step::Tap(tap) => {
                let actions = self.actions()?;
                let action = actions.iter().find(|a| does(a, tap)).ok_or_else(|| format!("nothing does {tap:?}"))?;
                self.act(action)
            }
            Step::Type(text) => match self.stack.last_mut() {
                Some(Route::Search { query }) => {
                    query.clone_from(text);
                    self.screen().map(|_| ())
                }
                _ => Err("no search field".to_owned()),
            },
            Step::Back(_) => {
                self.stack.pop();
                self.left = self.stack.is_empty();
                Ok(())
            }
        }
    }

    fn actions(&mut self) -> Result<Vec<Action>, String> {
        Ok(Seen::of(&self.screen()?).actions)
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
                // Home forgets the way that led there.
                if *route == Route::Home {
                    self.stack.clear();
                }
                self.stack.push(route.clone());
                self.screen()?;
            }
            Action::Dial { number, .. } => self.hand(Tap::Dial(number.clone())),
            Action::Text { number, .. } => self.hand(Tap::Text(number.clone())),
            Action::Browse { url, .. } => self.hand(Tap::Browse(url.clone())),
            Action::Copy { .. } | Action::Listen { .. } => {}
            Action::SetLanguage { tag } => self.app.set_language(tag).map_err(|e| e.to_string())?,
            Action::Back => self.step(&Step::Back(true))?,
            Action::Leave => self.left = true,
        }
        Ok(())
    }

    /// Handing over is leaving.
    fn hand(&mut self, tap: Tap) {
        self.app.handed_over(self.minutes);
        (self.handed, self.left) = (Some(tap), true);
    }

    fn expect(&mut self, expect: &Expect) -> Result<(), String> {
        holds(expect.left.is_none_or(|left| left == self.left), || format!("left is {}", self.left))?;
        holds(expect.handed.is_none() || expect.handed == self.handed, || format!("handed is {:?}", self.handed))?;
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
        (Action::Listen { .. }, Tap::Listen(_)) | (Action::Leave, Tap::Leave(_)) => true,
        _ => false,
    }
}
