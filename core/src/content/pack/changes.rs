//! What a pack changes, for the person to see before they take it.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::cards::Card;
use crate::content::model::Contact;
use crate::content::{Content, Words, number};
use crate::triage::Raw;

/// A content in the language shown.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'e> {
    /// Pages and contacts.
    pub content: &'e Content,
    /// Questions and what they lead to.
    pub triage: &'e Raw,
    /// The words.
    pub words: &'e Words,
}

/// What differs between the content in use and another. Names are those of the language shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Numbers and addresses, by contact.
    pub numbers: Vec<NumberChange>,
    /// Lines and organisations that differ in anything but their numbers, too.
    pub contacts: Vec<Change<String>>,
    /// Pages.
    pub pages: Vec<Change<String>>,
    /// Whether the questions, or what they lead to, differ.
    pub questions: bool,
    /// Cards to show, by their words.
    pub cards: Vec<Change<String>>,
    /// Whether words to say, or forms, differ.
    pub say: bool,
    /// Whether anything else differs that a reader may meet: topics, what a phone records, labels.
    pub rest: bool,
}

/// How the keys of words begin that are told of by what they belong to.
const TOLD: [&str; 9] = ["contact.", "page.", "triage.", "block.", "reason.", "card.", "card-group.", "say.", "form."];

/// Something that is new, differs, or is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<T> {
    /// It is new.
    Added(T),
    /// It differs.
    Changed(T),
    /// It is gone.
    Removed(T),
}

/// One number or address of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberChange {
    /// The name of the contact.
    pub contact: String,
    /// What the number is for.
    pub way: Way,
    /// Those that are gone, as they are stored; none where the number is new.
    pub old: Vec<String>,
    /// Those that are new; none where the number is gone.
    pub new: Vec<String>,
}

/// What a number or address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// To call.
    Call,
    /// To text.
    Text,
    /// To call from outside the USA.
    Outside,
    /// To call from inside its own country.
    Inside,
    /// The relay service to call first.
    Relay,
    /// A text telephone.
    Tty,
    /// A videophone.
    Videophone,
    /// E-mail.
    Email,
    /// A web page.
    Web,
}

impl Changes {
    /// What is different in `new`.
    #[must_use]
    pub fn between(old: Edition<'_>, new: Edition<'_>) -> Self {
        let name = |edition: &Edition<'_>, id: &str| edition.words.text(&format!("contact.{id}.name"));
        let title = |edition: &Edition<'_>, id: &str| edition.words.text(&format!("page.{id}.title"));
        let differ = |kind: &str, id: &str| words_differ(&old, &new, &format!("{kind}.{id}."));
        let contacts = listed(&old.content.contacts, &new.content.contacts, |id| differ("contact", id));
        let pages = listed(&old.content.pages, &new.content.pages, |id| differ("page", id));
        let cards = [cards(old.content), cards(new.content)];
        let cards = listed(&cards[0], &cards[1], |id| old.words.find(&card_key(id)) != new.words.find(&card_key(id)));
        let named = |changes: Vec<Change<&String>>, name: &dyn Fn(&Edition<'_>, &str) -> String| {
            changes.into_iter().map(|change| change.map(|id| name(&new, id), |id| name(&old, id))).collect()
        };
        Self {
            numbers: numbers(&old, &new, &name),
            contacts: named(contacts, &name),
            pages: named(pages, &title),
            cards: named(cards, &|edition, id| card_words(edition, id)),
            questions: old.triage != new.triage
                || ["triage.", "block.", "reason."].iter().any(|start| words_differ(&old, &new, start)),
            say: old.content.say != new.content.say
                || old.content.writing != new.content.writing
                || ["say.", "form."].iter().any(|start| words_differ(&old, &new, start)),
            rest: old.content.topics != new.content.topics
                || old.content.traces != new.content.traces
                || words_differ(&old, &new, "card-group.")
                || !rest(old.words).eq(rest(new.words)),
        }
    }

    /// Whether there is no difference that a reader would meet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl<T> Change<T> {
    /// The same change of something else; what is gone is looked up elsewhere than what is there.
    fn map<U>(self, there: impl Fn(T) -> U, gone: impl Fn(T) -> U) -> Change<U> {
        match self {
            Self::Added(it) => Change::Added(there(it)),
            Self::Changed(it) => Change::Changed(there(it)),
            Self::Removed(it) => Change::Removed(gone(it)),
        }
    }
}

/// What of two collections is new, differs in itself or in its words, or is gone.
fn listed<'e, T: PartialEq>(
    old: &'e BTreeMap<String, T>,
    new: &'e BTreeMap<String, T>,
    words_differ: impl Fn(&str) -> bool,
) -> Vec<Change<&'e String>> {
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let change = |id: &'e String| match (old.get(id), new.get(id)) {
        (None, _) => Some(Change::Added(id)),
        (_, None) => Some(Change::Removed(id)),
        (Some(before), Some(after)) => (before != after || words_differ(id)).then_some(Change::Changed(id)),
    };
    ids.into_iter().filter_map(change).collect()
}

/// The cards by id: a list has them in the order in which they are offered.
fn cards(content: &Content) -> BTreeMap<String, &Card> {
    content.cards.iter().map(|card| (card.id.clone(), card)).collect()
}

fn card_key(id: &str) -> String {
    format!("card.{id}")
}

/// What a card says, to the reader of these words.
fn card_words(edition: &Edition<'_>, id: &str) -> String {
    let card = edition.content.cards.iter().find(|card| card.id == id);
    let contact = card.and_then(|card| edition.content.contacts.get(card.contact.as_ref()?));
    let number = contact.and_then(|contact| contact.voice.as_deref()).map(number::display).unwrap_or_default();
    edition.words.fill(&card_key(id), &[("number", &number), ("language", edition.words.language.name)])
}

/// The words that no other kind of change tells of.
fn rest(words: &Words) -> impl Iterator<Item = (&str, &str)> {
    let told = |key: &str| key.starts_with('_') || TOLD.iter().any(|start| key.starts_with(start));
    words.below("").filter(move |(key, _)| !told(key))
}

/// Whether words whose key begins so differ, or are there in one alone.
fn words_differ(old: &Edition<'_>, new: &Edition<'_>, start: &str) -> bool {
    !old.words.below(start).eq(new.words.below(start))
}

fn numbers(old: &Edition<'_>, new: &Edition<'_>, name: &dyn Fn(&Edition<'_>, &str) -> String) -> Vec<NumberChange> {
    let ids: BTreeSet<&String> = old.content.contacts.keys().chain(new.content.contacts.keys()).collect();
    let mut changes = Vec::new();
    for id in ids {
        let contact = if new.content.contacts.contains_key(id) { name(new, id) } else { name(old, id) };
        let before = old.content.contacts.get(id).map(ways).unwrap_or_default();
        let after = new.content.contacts.get(id).map(ways).unwrap_or_default();
        let both: BTreeSet<Way> = before.keys().chain(after.keys()).copied().collect();
        for way in both {
            let of = |ways: &BTreeMap<Way, Vec<String>>| ways.get(&way).cloned().unwrap_or_default();
            let (before, after) = (of(&before), of(&after));
            let gone: Vec<String> = before.iter().filter(|n| !after.contains(n)).cloned().collect();
            let added: Vec<String> = after.iter().filter(|n| !before.contains(n)).cloned().collect();
            if !(gone.is_empty() && added.is_empty()) {
                changes.push(NumberChange { contact: contact.clone(), way, old: gone, new: added });
            }
        }
    }
    changes
}

/// Every number and address of a contact, as it is stored.
fn ways(contact: &Contact) -> BTreeMap<Way, Vec<String>> {
    let one = |way, number: &Option<String>| number.clone().map(|number| (way, vec![number]));
    let text = contact.text.as_ref().map(|text| (Way::Text, vec![text.number.clone()]));
    let web: Vec<String> = contact.web.iter().map(|web| web.url.clone()).collect();
    let web = (!web.is_empty()).then_some((Way::Web, web));
    [
        one(Way::Call, &contact.voice),
        text,
        one(Way::Outside, &contact.voice_outside_us),
        one(Way::Inside, &contact.dial_in_country),
        one(Way::Relay, &contact.relay),
        one(Way::Tty, &contact.tty),
        one(Way::Videophone, &contact.videophone),
        one(Way::Email, &contact.email),
        web,
    ]
    .into_iter()
    .flatten()
    .collect()
}
