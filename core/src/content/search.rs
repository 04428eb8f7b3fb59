//! Looks words up in the guidance: SQLite's FTS5, in memory, built when it is first asked.

use rusqlite::{Connection, params};

use super::load::Content;
use super::model::{Contact, Page};
use super::number;
use super::words::Words;
use crate::route::Route;
use crate::triage::protocol::Protocol;
use crate::triage::{GRAPHS, Triage};

/// How many results are shown.
const MOST_RESULTS: usize = 20;
/// Words beyond these narrow nothing that a person meant.
pub(crate) const MOST_TERMS: usize = 8;
const LONGEST_TERM: usize = 40;
/// What FTS5 puts around a match. Neither stands in any words: the content check refuses control characters.
const MARK: [char; 2] = ['\u{1}', '\u{2}'];

/// The index of one language.
#[derive(Debug)]
pub struct Index {
    connection: Connection,
}

/// One place that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it leads.
    pub route: Route,
    /// Its title.
    pub title: Marked,
    /// The words around the match.
    pub excerpt: Marked,
}

/// A text and the parts of it that match, in UTF-16 code units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Start and end of each match.
    pub marks: Vec<(u32, u32)>,
}

/// One thing that can be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The route to it, as text.
    pub route: String,
    /// Its title, which counts for more.
    pub title: String,
    /// All its other words.
    pub body: String,
    /// What people type who mean it, in any language and spelling; never shown.
    pub also: String,
    /// Its words in the other whole languages; never shown.
    pub elsewhere: String,
}

/// What people type, and what they mean by it.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonyms {
    /// Words and short sentences in any language, common misspellings too, in small letters.
    pub phrases: Vec<String>,
    /// Where they lead.
    pub routes: Vec<String>,
}

/// Everything that can be found in one language: pages, contacts, questions; found by its words in the `others` too.
pub fn documents<'a>(
    content: &'a Content,
    triage: &'a Triage,
    words: &'a Words,
    others: &'a [Words],
) -> impl Iterator<Item = Document> + use<'a> {
    let pages = content.pages.values().map(Place::Page);
    let contacts = content.contacts.values().map(Place::Contact);
    let graphs = GRAPHS.iter().filter_map(|id| triage.graph(id)).map(|graph| Place::Graph(graph.protocol()));
    pages.chain(contacts).chain(graphs).map(|place| {
        let route = place.route();
        let (title, body) = place.words(words);
        let means = content.synonyms.iter().filter(|s| s.routes.contains(&route)).flat_map(|s| &s.phrases);
        let also = means.map(String::as_str).collect::<Vec<_>>().join(" ");
        let elsewhere = others.iter().map(|words| place.words(words)).map(|(title, body)| format!("{title} {body}"));
        Document { title, body, also, elsewhere: elsewhere.collect::<Vec<_>>().join(" "), route }
    })
}

/// A place that can be found.
enum Place<'a> {
    Page(&'a Page),
    Contact(&'a Contact),
    Graph(&'a Protocol),
}

impl Place<'_> {
    fn route(&self) -> String {
        match self {
            Self::Page(page) => format!("page/{}", page.id),
            Self::Contact(contact) => format!("contact/{}", contact.id),
            Self::Graph(graph) => format!("triage/{}", graph.id),
        }
    }

    /// Its title, and all its other words.
    fn words(&self, words: &Words) -> (String, String) {
        match self {
            Self::Page(page) => {
                let say = |key: &str| words.get(&format!("page.{}.{key}", page.id));
                (say("title").to_owned(), page.keys().map(say).collect::<Vec<_>>().join(" "))
            }
            Self::Contact(contact) => {
                (words.text(&format!("contact.{}.name", contact.id)), contact_body(contact, words))
            }
            Self::Graph(graph) => {
                let asked = graph.questions.iter().flat_map(|question| {
                    let key = format!("triage.{}.{}", graph.id, question.id);
                    let parts = ["ask"].into_iter().chain(question.answers.iter().map(|a| a.id.as_str()));
                    parts.map(|part| words.text(&format!("{key}.{part}"))).collect::<Vec<_>>()
                });
                (words.text(&format!("triage.{}.title", graph.id)), asked.collect::<Vec<_>>().join(" "))
            }
        }
    }
}

impl Index {
    /// Builds the index of one language.
    ///
    /// # Errors
    /// What SQLite says, such as too little memory.
    pub fn build(documents: impl IntoIterator<Item = Document>) -> rusqlite::Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        // `temp_store`: a large sort must not go to a file in the system's folder for such.
        connection.execute_batch(
            "PRAGMA temp_store = MEMORY;
             CREATE VIRTUAL TABLE entry USING fts5(
                 route UNINDEXED, title, body, also, elsewhere, tokenize = \"unicode61 remove_diacritics 2\", prefix = '1 2 3');",
        )?;
        let transaction = connection.transaction()?;
        {
            let mut insert = transaction.prepare("INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5)")?;
            for document in documents {
                let Document { route, title, body, also, elsewhere } = document;
                insert.execute(params![route, title, body, also, elsewhere])?;
            }
        }
        transaction.commit()?;
        Ok(Self { connection })
    }

    /// The best places for what was typed: all its words, or else any of them; in the language shown, or else in any. Any text is
    /// allowed.
    ///
    /// # Errors
    /// What SQLite says, such as too little memory. Never because of what was typed.
    pub fn find(&self, typed: &str) -> rusqlite::Result<Vec<Hit>> {
        let terms = terms(typed);
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let mut attempts = vec![terms.join(" ")];
        if terms.len() > 1 {
            attempts.push(any_of(&terms).join(" OR "));
        }
        for wanted in attempts {
            for expression in [format!("{{title body also}} : ({wanted})"), wanted] {
                let hits = self.matching(&expression)?;
                if !hits.is_empty() {
                    return Ok(hits);
                }
            }
        }
        Ok(Vec::new())
    }

    fn matching(&self, expression: &str) -> rusqlite::Result<Vec<Hit>> {
        let mut select = self.connection.prepare_cached(
            "SELECT rowid, route, highlight(entry, 1, char(1), char(2)) FROM entry WHERE entry MATCH ?1
             ORDER BY bm25(entry, 0.0, 8.0, 1.0, 6.0, 0.5), route",
        )?;
        let rows = select.query_map([expression], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, marked(row.get_ref(2)?.as_str()?)))
        })?;
        let mut found = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        // A title that holds more of the words is what was meant, however long its page.
        found.sort_by_key(|(_, _, title)| std::cmp::Reverse(title.marks.len()));
        found.truncate(MOST_RESULTS);
        // Cutting excerpts is the dear part: only for what is shown.
        let mut cut = self.connection.prepare_cached(
            "SELECT snippet(entry, 2, char(1), char(2), '…', 12) FROM entry WHERE entry MATCH ?1 AND rowid = ?2",
        )?;
        let mut hits = Vec::with_capacity(found.len());
        for (id, route, title) in found {
            let excerpt = cut.query_row(params![expression, id], |row| Ok(marked(row.get_ref(0)?.as_str()?)))?;
            hits.extend(Route::parse(&route).map(|route| Hit { route, title, excerpt }));
        }
        Ok(hits)
    }
}

/// What a person may type to find a contact: its words, and its numbers in every form.
fn contact_body(contact: &Contact, words: &Words) -> String {
    let say = |part: &str| words.get(&format!("contact.{}.{part}", contact.id)).to_owned();
    let text = contact.text.as_ref();
    let numbers = [contact.voice.as_ref(), contact.dial_in_country.as_ref(), text.map(|t| &t.number)];
    let numbers = numbers.into_iter().flatten();
    let digits = numbers.clone().map(|n| n.trim_start_matches("+1").to_owned());
    let spelled = [contact.voice_spelled.clone(), text.and_then(|t| t.spelled.clone())].into_iter().flatten();
    [say("short")]
        .into_iter()
        .chain(contact.says.iter().map(|s| say(&s.part)))
        .chain(numbers.map(|n| number::display(n)))
        .chain(digits)
        .chain(spelled)
        .chain(contact.web.iter().map(|web| web.url.clone()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The words that were typed, each as an FTS5 string that matches beginnings. Quotes and operators are no part of a word.
fn terms(typed: &str) -> Vec<String> {
    typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|term| !term.is_empty())
        .take(MOST_TERMS)
        .map(|term| format!("\"{}\"*", term.chars().take(LONGEST_TERM).collect::<String>()))
        .collect()
}

/// The terms to look for where no place has all of them: words of one or two letters ("me", "de", "my") are everywhere and begin
/// half of all others, and one of three letters ("ICE") is looked for as a whole; unless nothing longer was typed.
fn any_of(terms: &[String]) -> Vec<String> {
    let letters = |term: &str| term.chars().count().saturating_sub("\"\"*".len());
    if terms.iter().all(|term| letters(term) < 3) {
        return terms.to_vec();
    }
    let telling = terms.iter().filter(|term| letters(term) >= 3);
    telling.map(|term| if letters(term) == 3 { term.trim_end_matches('*').to_owned() } else { term.clone() }).collect()
}

/// Takes the marks out of a text and says where they stood.
fn marked(text: &str) -> Marked {
    let mut result = Marked { text: String::with_capacity(text.len()), marks: Vec::new() };
    let (mut at, mut start) = (0_u32, 0_u32);
    for c in text.chars() {
        if c == MARK[0] {
            start = at;
        } else if c == MARK[1] {
            result.marks.push((start, at));
        } else {
            result.text.push(c);
            at += u32::try_from(c.len_utf16()).unwrap_or(1);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_ranges_of_utf16_units() {
        let found = marked("a 😀 \u{1}b\u{2} ñ \u{1}c\u{2}");
        assert_eq!(found.text, "a 😀 b ñ c");
        assert_eq!(found.marks, [(5, 6), (9, 10)]);
    }

    #[test]
    fn operators_and_quotes_are_no_part_of_a_word() {
        assert_eq!(
            terms("\"a\" OR NEAR(b) c* -d ^e {f}:g"),
            ["\"a\"*", "\"OR\"*", "\"NEAR\"*", "\"b\"*", "\"c\"*", "\"d\"*", "\"e\"*", "\"f\"*"]
        );
        assert!(terms(" \" ' * 🙂 ").is_empty());
        assert_eq!(terms(&"x".repeat(10_000))[0].len(), LONGEST_TERM + 3);
    }

    #[test]
    fn any_of_many_words_leaves_out_those_that_are_everywhere() {
        assert_eq!(any_of(&terms("me llevó ICE de día")), ["\"llevó\"*", "\"ICE\"", "\"día\""]);
        assert_eq!(any_of(&terms("el FBI")), ["\"FBI\""]);
        assert_eq!(any_of(&terms("護照 老闆")), terms("護照 老闆"));
    }
}
