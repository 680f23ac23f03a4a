//! Random histories of one site: publish, edit, publish again. Every address that was ever published answers with what it meant,
//! with a redirect to it, or with a page that says what happened.
//!
//! Each note, item and paragraph has words of its own, so that a page tells whose it is. A mistake that the program reports is
//! mended as it says, by the edits that are certain; there is no history in which that is not enough.

mod programs;
mod sealed;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fastrand::Rng;
use voetnoot::{Options, Silent};

use crate::project::Project;
use programs::ForPrograms;

/// Something with words of its own: what it is called never changes, what it says does.
#[derive(Debug, Clone)]
struct Named {
    id: usize,
    words: String,
}

#[derive(Debug, Clone)]
struct ModelNote {
    label: String,
    text: Named,
}

#[derive(Debug, Clone)]
struct ModelParagraph {
    text: Named,
    /// The ids of the notes that it cites.
    cites: Vec<usize>,
}

#[derive(Debug, Clone)]
struct ModelItem {
    title: Named,
    /// The id that the author, or a mend, gave the heading.
    anchor: Option<String>,
    paragraphs: Vec<ModelParagraph>,
}

struct History {
    random: Rng,
    project: Project,
    meeting: String,
    aliases: Vec<String>,
    items: Vec<ModelItem>,
    notes: Vec<ModelNote>,
    /// What programs elsewhere keep of the site.
    programs: ForPrograms,
    /// Lines of `[gone]` and `[moved]`.
    gone: Vec<String>,
    moved: Vec<String>,
    is_final: bool,
    is_sealed: bool,
    /// The words that were taken out of what was sealed.
    redacted: Vec<String>,
    next: usize,
    /// Whose words each word is.
    said: BTreeMap<String, usize>,
    /// What each address meant when it was first published: whose words stood there.
    meant: BTreeMap<String, usize>,
    log: Vec<String>,
}

impl History {
    fn new(seed: u64) -> History {
        let project = Project::new(&[("addresses.txt", "")]);
        let mut history = History {
            random: Rng::with_seed(seed),
            project,
            meeting: "raad".to_owned(),
            aliases: Vec::new(),
            items: Vec::new(),
            notes: Vec::new(),
            programs: ForPrograms::default(),
            gone: Vec::new(),
            moved: Vec::new(),
            is_final: false,
            is_sealed: false,
            redacted: Vec::new(),
            next: 0,
            said: BTreeMap::new(),
            meant: BTreeMap::new(),
            log: vec![format!("seed {seed}")],
        };
        for _ in 0..3 {
            history.insert_item();
        }
        for _ in 0..4 {
            history.insert_note();
        }
        history
    }

    /// Words that nothing else has, of something new or of what has this id.
    fn words(&mut self, id: Option<usize>) -> Named {
        self.next += 1;
        let (id, words) = (id.unwrap_or(self.next), format!("woord{}x", self.next));
        self.said.insert(words.clone(), id);
        Named { id, words }
    }

    fn below(&mut self, count: usize) -> usize {
        self.random.usize(..count.max(1))
    }

    fn insert_item(&mut self) {
        let title = self.words(None);
        let paragraph = ModelParagraph { text: self.words(None), cites: Vec::new() };
        let at = self.below(self.items.len() + 1);
        self.items.insert(at, ModelItem { title, anchor: None, paragraphs: vec![paragraph] });
    }

    fn insert_paragraph(&mut self) {
        let text = self.words(None);
        let item = self.below(self.items.len());
        let at = self.below(self.items[item].paragraphs.len() + 1);
        self.items[item].paragraphs.insert(at, ModelParagraph { text, cites: Vec::new() });
    }

    /// A paragraph, if there are two in its item.
    fn some_paragraph(&mut self) -> Option<(usize, usize)> {
        let item = self.below(self.items.len());
        let count = self.items[item].paragraphs.len();
        (count > 1).then(|| (item, self.below(count)))
    }

    fn insert_note(&mut self) {
        let text = self.words(None);
        // Often a number that another note has or had, so that both get in each other's way.
        let label = match self.random.bool() {
            true => (self.below(6) + 1).to_string(),
            false => format!("n{}", text.id),
        };
        if self.notes.iter().any(|note| note.label == label) {
            return;
        }
        let item = self.below(self.items.len());
        let paragraph = self.below(self.items[item].paragraphs.len());
        self.items[item].paragraphs[paragraph].cites.push(text.id);
        self.notes.push(ModelNote { label, text });
    }

    fn remove_note(&mut self, at: usize) -> ModelNote {
        let note = self.notes.remove(at);
        for item in &mut self.items {
            item.paragraphs.iter_mut().for_each(|p| p.cites.retain(|id| *id != note.text.id));
        }
        note
    }

    fn edit(&mut self) {
        match self.is_sealed {
            true => self.edit_sealed(),
            false => {
                let kind = self.random.u32(..21);
                self.edit_as(kind);
                self.log.push(format!("edit {kind}"));
            }
        }
    }

    fn edit_as(&mut self, kind: u32) {
        match kind {
            0 | 1 => self.insert_note(),
            2 if self.notes.len() > 1 => {
                let at = self.below(self.notes.len());
                self.remove_note(at);
            }
            3 if self.notes.len() > 1 => {
                // Swapped.
                let (one, other) = (self.below(self.notes.len()), self.below(self.notes.len()));
                let label = self.notes[one].label.clone();
                self.notes[one].label = std::mem::replace(&mut self.notes[other].label, label);
            }
            4 => {
                // Numbered anew.
                self.notes.iter_mut().zip(1..).for_each(|(note, number)| note.label = number.to_string());
            }
            5 if !self.notes.is_empty() => {
                let at = self.below(self.notes.len());
                self.notes[at].text = self.words(Some(self.notes[at].text.id));
            }
            6 => self.insert_paragraph(),
            7 => {
                if let Some((item, at)) = self.some_paragraph() {
                    let paragraph = self.items[item].paragraphs.remove(at);
                    let to = self.below(self.items.len());
                    let place = self.below(self.items[to].paragraphs.len() + 1);
                    self.items[to].paragraphs.insert(place, paragraph);
                }
            }
            8 => {
                if let Some((item, at)) = self.some_paragraph() {
                    let id = self.items[item].paragraphs[at].text.id;
                    self.items[item].paragraphs[at].text = self.words(Some(id));
                }
            }
            9 => {
                if let Some((item, at)) = self.some_paragraph()
                    && self.items[item].paragraphs[at].cites.is_empty()
                {
                    self.items[item].paragraphs.remove(at);
                }
            }
            10 => self.insert_item(),
            11 => {
                let (one, other) = (self.below(self.items.len()), self.below(self.items.len()));
                self.items.swap(one, other);
            }
            12 => {
                let at = self.below(self.items.len());
                self.items[at].title = self.words(Some(self.items[at].title.id));
            }
            13 if self.random.u32(..4) == 0 => self.rename(),
            14 if self.random.u32(..2) == 0 => self.begin_sealed(),
            16..20 => self.edit_for_programs(kind),
            _ => self.is_final |= self.random.u32(..6) == 0,
        }
    }

    fn rename(&mut self) {
        let old = std::mem::replace(&mut self.meeting, format!("raad-{}", self.next));
        self.next += 1;
        let folder = |name: &str| self.project.root().join("content/meetings").join(name);
        fs::rename(folder(&old), folder(&self.meeting)).unwrap();
        self.aliases.push(format!("/vergaderingen/{old}/"));
    }

    fn write(&self) {
        let mut text = String::from("---\ntitle: Raad\nformation: raad\nstart: 2024-06-13\npublished: 2024-06-06\n");
        text.push_str(&self.programs.front_matter());
        text.push_str(if self.is_final { "status: final\n" } else { "status: provisional\n" });
        text.push_str(&format!("aliases: [{}]\n---\n", self.aliases.join(", ")));
        let label =
            |id: &usize| self.notes.iter().find(|note| note.text.id == *id).map(|note| format!("[^{}]", note.label));
        for item in &self.items {
            let id = item.anchor.as_ref().map_or(String::new(), |anchor| format!(" {{#{anchor}}}"));
            text.push_str(&format!("\n## {}{id}\n", item.title.words));
            for paragraph in &item.paragraphs {
                let cites: Vec<String> = paragraph.cites.iter().filter_map(label).collect();
                text.push_str(&format!("\n{} staat er.{}\n", paragraph.text.words, cites.join(" ")));
            }
        }
        for note in &self.notes {
            let source = self.programs.cited_in(note.text.id);
            text.push_str(&format!("\n[^{}]: {} in een noot.{source}\n", note.label, note.text.words));
        }
        self.project.write(&format!("content/meetings/{}/agenda.md", self.meeting), text);
        let table = |name: &str, lines: &[String]| format!("\n[{name}]\n{}\n", lines.join("\n"));
        let head = self.programs.settings();
        let settings = format!("{head}{}{}", table("gone", &self.gone), table("moved", &self.moved));
        self.project.write("site.toml", settings);
    }

    /// Takes over the labels and ids that a mend has written.
    fn read(&mut self) {
        let agenda = format!("content/meetings/{}/agenda.md", self.meeting);
        let text = fs::read_to_string(self.project.root().join(agenda)).unwrap();
        for line in text.lines() {
            if let Some((label, rest)) = line.strip_prefix("[^").and_then(|line| line.split_once("]: ")) {
                let words = rest.split(' ').next().unwrap();
                let note = self.notes.iter_mut().find(|note| note.text.words == words).expect("a note of the model");
                note.label = label.to_owned();
            }
            if let Some(title) = line.strip_prefix("## ") {
                let (words, anchor) = title.split_once(" {#").map_or((title, None), |(words, id)| (words, Some(id)));
                let item = self.items.iter_mut().find(|item| item.title.words == words).expect("an item of the model");
                item.anchor = anchor.map(|id| id.trim_end_matches('}').to_owned());
            }
        }
    }

    fn publish(&mut self) {
        self.write();
        let (root, output) = (self.project.root(), self.project.output());
        if !self.is_sealed {
            self.mend();
        }
        let built = voetnoot::build(&root, &output, &Options::default(), &Silent).unwrap();
        assert!(built.files.is_some(), "{}\n{}\n{}", self.log.join("\n"), built.diagnostics, self.text());
        let record = fs::read(root.join("addresses.txt")).unwrap();
        let again = voetnoot::build(&root, &output, &Options { locked: true, ..Options::default() }, &Silent);
        assert!(again.is_ok(), "{}\n{again:?}", self.log.join("\n"));
        assert!(fs::read(root.join("addresses.txt")).unwrap() == record, "the record is no fixed point");
        self.look();
        self.look_for_programs();
        self.look_for_redacted();
    }

    /// Does what the program is certain of, as nobody does with what is sealed.
    fn mend(&mut self) {
        let root = self.project.root();
        let corrected = voetnoot::correct(&root, &Options::default(), &Silent).unwrap();
        if !corrected.made.is_empty() {
            self.log.push(format!(
                "{:?}",
                corrected.made.iter().map(|made| (&made.before, &made.after)).collect::<Vec<_>>()
            ));
        }
        self.read();
    }

    fn text(&self) -> String {
        let read = |path: String| fs::read_to_string(self.project.root().join(path)).unwrap_or_default();
        format!(
            "{}\n{}",
            read("addresses.txt".to_owned()),
            read(format!("content/meetings/{}/agenda.md", self.meeting))
        )
    }

    /// Holds what was published before, and remembers what is published now.
    fn look(&mut self) {
        let output = self.project.output();
        let page = |address: &str| fs::read_to_string(output.join(address)).unwrap_or_default();
        let folder = format!("vergaderingen/{}/", self.meeting);
        let agenda = page(&format!("{folder}index.html"));
        for (address, id) in &self.meant {
            let fail = |why: &str| panic!("{address}: {why}\n{}\n{}", self.log.join("\n"), self.text());
            match address.split_once('#') {
                None => {
                    // A redirect leads to a note or to a page that says what happened.
                    let at = onward(address, page);
                    let html = page(&at);
                    if html.is_empty() {
                        fail(&format!("nothing is there, nor at {at}"));
                    }
                    if let Some(note) = html.split("class=\"the-note\"").nth(1) {
                        let words = self.first_word(note.split("</article>").next().unwrap());
                        if words.map(|words| self.said[words]) != Some(*id) {
                            fail(&format!("it is {words:?} now, and was of {id}"));
                        }
                    }
                }
                Some((_, anchor)) => {
                    let Some(rest) = agenda.split(&format!("id=\"{anchor}\"")).nth(1) else {
                        return fail("no such place");
                    };
                    let says = |id: &str| format!("id=\"{id}\"></span>");
                    let former = agenda.contains(&says(anchor));
                    let words = self.first_word(rest).map(|words| self.said[words]);
                    if !former && words != Some(*id) {
                        fail(&format!("it is of {words:?} now, and was of {id}"));
                    }
                }
            }
        }
        for (address, id) in self.now(&folder, &agenda) {
            self.meant.entry(address).or_insert(id);
        }
    }

    /// What every address means that is published now.
    fn now(&self, folder: &str, agenda: &str) -> BTreeMap<String, usize> {
        let output = self.project.output();
        let mut now: BTreeMap<String, usize> = BTreeMap::new();
        for entry in fs::read_dir(output.join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let address = format!("{folder}{name}");
            let html = fs::read_to_string(output.join(&address)).unwrap_or_default();
            if let Some(words) = html.split("class=\"the-note\"").nth(1).and_then(|note| self.first_word(note)) {
                now.insert(address, self.said[words]);
            }
        }
        for piece in agenda.split("<section class=\"item").skip(1) {
            let anchor = piece.split("id=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
            now.extend(
                self.first_word(
                    piece.split_once("<h").and_then(|(_, rest)| rest.split_once('>')).map_or("", |(_, text)| text),
                )
                .map(|words| (format!("#{anchor}"), self.said[words])),
            );
        }
        if self.is_final {
            for piece in agenda.split("<p id=\"").skip(1) {
                let (anchor, text) = (piece.split('"').next().unwrap(), piece.split_once('>').unwrap().1);
                now.extend(self.first_word(text).map(|words| (format!("#{anchor}"), self.said[words])));
            }
        }
        now
    }

    /// The first words of the model in a piece of HTML, apart from those within tags.
    fn first_word<'h>(&self, html: &'h str) -> Option<&'h str> {
        let mut rest = html;
        while let Some(at) = rest.find("woord") {
            let end = rest[at..].find('x').map_or(rest.len(), |end| at + end + 1);
            let within = rest[..at].rfind('<') > rest[..at].rfind('>');
            if self.said.contains_key(&rest[at..end]) && !within {
                return Some(&rest[at..end]);
            }
            rest = &rest[at + 1..];
        }
        None
    }
}

fn live(seed: u64, edits: usize) {
    let mut history = History::new(seed);
    history.publish();
    for _ in 0..edits {
        history.edit();
        history.publish();
    }
    // Over many edits, the names that were given are not all of one kind.
    assert!(edits < 20 || history.meant.keys().collect::<BTreeSet<_>>().len() > 6, "{:?}", history.meant);
}

#[test]
fn every_address_goes_on_meaning_what_it_meant() {
    (0..2).for_each(|seed| live(seed, 20));
}

#[test]
#[ignore = "long: some minutes"]
fn every_address_goes_on_meaning_what_it_meant_in_many_histories() {
    live_many(0);
}

/// The other half, so that two of them can be lived at a time.
#[test]
#[ignore = "long: some minutes"]
fn every_address_goes_on_meaning_what_it_meant_in_many_other_histories() {
    live_many(1);
}

/// Every second of many histories, from this one on, with as many edits of each as leave time for them.
/// `VOETNOOT_HISTORIES=10000` makes that many in all.
fn live_many(first: u64) {
    let count = std::env::var("VOETNOOT_HISTORIES").ok().and_then(|count| count.parse().ok()).unwrap_or(300);
    (first..count).step_by(2).for_each(|seed| live(1000 + seed, 10));
}

/// Where an address leads in the end, by the pages that lead on.
fn onward(address: &str, page: impl Fn(&str) -> String) -> String {
    let mut at = address.to_owned();
    while let Some(rest) = page(&at).split("id=\"v-onward\" href=\"").nth(1) {
        let (base, _) = at.rsplit_once('/').unwrap_or_default();
        let (mut base, mut target): (Vec<&str>, &str) = (base.split('/').collect(), rest.split('"').next().unwrap());
        while let Some(rest) = target.strip_prefix("../") {
            base.pop();
            target = rest;
        }
        let mut to = format!("{}/{}", base.join("/"), target.trim_start_matches("./"));
        if to.ends_with('/') {
            to.push_str("index.html");
        }
        at = to;
    }
    at
}
