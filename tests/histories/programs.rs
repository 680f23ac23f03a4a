//! What programs elsewhere keep of the site in a history: promises, sources, the address of the site, and files of its own.
//!
//! Whoever follows a feed or a calendar knows an entry by its id. That is the same as long as it is the same promise or meeting,
//! and never that of another; and no file that a program has read is gone without a word.

use std::collections::{BTreeMap, BTreeSet};

use super::{History, Named};

/// Where the site has stood.
const BASES: [&str; 3] = ["https://een.nl/", "https://twee.nl/onder/", "https://drie.nl/"];

#[derive(Default)]
pub(super) struct ForPrograms {
    base: usize,
    promises: Vec<ModelPromise>,
    /// The number of the paper that a note cites, by the id of the note.
    cited: BTreeMap<usize, usize>,
    papers: usize,
    /// The ids of promises in feeds and calendars, by what they were when they were first given out.
    ids: BTreeMap<String, usize>,
    /// The ids of the meeting.
    of_meeting: BTreeSet<String>,
    /// Every file that programs read.
    files: BTreeSet<String>,
}

struct ModelPromise {
    text: Named,
    due: u32,
}

impl ForPrograms {
    pub(super) fn front_matter(&self) -> String {
        if self.promises.is_empty() {
            return String::new();
        }
        let line = |promise: &ModelPromise| {
            format!(
                "  - {{what: Een brief over {} en wat daarop volgt, due: 2025-01-{:02}}}\n",
                promise.text.words, promise.due
            )
        };
        format!("commitments:\n{}", self.promises.iter().map(line).collect::<String>())
    }

    pub(super) fn settings(&self) -> String {
        format!("title = \"Proef\"\nbase_url = \"{}\"\n[share]\npictures = false\n", BASES[self.base])
    }

    pub(super) fn cited_in(&self, note: usize) -> String {
        let cited = self.cited.get(&note);
        cited.map_or(String::new(), |paper| format!(" Kamerstukken II 2023-24, 32 317, nr. {paper}."))
    }
}

impl History {
    pub(super) fn edit_for_programs(&mut self, kind: u32) {
        match kind {
            16 => {
                let promise = ModelPromise { text: self.words(None), due: self.random.u32(1..29) };
                let at = self.below(self.programs.promises.len() + 1);
                self.programs.promises.insert(at, promise);
            }
            17 if !self.programs.promises.is_empty() => {
                let at = self.below(self.programs.promises.len());
                match self.random.bool() {
                    true => self.programs.promises[at].due = self.random.u32(1..29),
                    false => {
                        let id = self.programs.promises[at].text.id;
                        self.programs.promises[at].text = self.words(Some(id));
                    }
                }
            }
            18 if !self.programs.promises.is_empty() => {
                let at = self.below(self.programs.promises.len());
                let promise = self.programs.promises.remove(at);
                let is_it = |(id, of): &(&String, &usize)| **of == promise.text.id && id.contains('#');
                if let Some((id, _)) = self.programs.ids.iter().find(is_it) {
                    let anchor = id.rsplit('#').next().unwrap_or_default();
                    self.gone.push(format!("\"/toezeggingen/#{anchor}\" = \"Vervallen.\""));
                }
            }
            19 if !self.notes.is_empty() => {
                // A slip in a number is mended, or a paper is cited for the first time.
                let at = self.below(self.notes.len());
                self.programs.papers += 1;
                self.programs.cited.insert(self.notes[at].text.id, 100 + self.programs.papers);
            }
            _ => {
                self.programs.base = self.below(BASES.len());
                self.project.write(&format!("static/stuk-{}.txt", self.next), "Een stuk.");
            }
        }
    }

    /// Holds what programs keep, and remembers what they are given now.
    pub(super) fn look_for_programs(&mut self) {
        let built = self.project.built();
        let text = |path: &str| built.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let fail = |why: String| -> ! { panic!("{why}\n{}\n{}", self.log.join("\n"), self.text()) };
        for file in &self.programs.files {
            if !built.contains_key(file) && !built.contains_key(&format!("{file}/index.html")) {
                fail(format!("{file} is gone"));
            }
        }
        let mut ids = Vec::new();
        let mut of_meeting = BTreeSet::new();
        let feed = text("toezeggingen/feed.xml").unwrap_or_default();
        let entries = feed.split("<entry>").skip(1).map(|entry| (between(entry, "<id>", "</id>"), entry.to_owned()));
        let calendar = text("agenda.ics").unwrap_or_default().replace("\r\n ", "");
        let events =
            calendar.split("BEGIN:VEVENT").skip(1).map(|event| (between(event, "UID:", "\r\n"), event.to_owned()));
        for (id, said) in entries.chain(events) {
            match self.first_word(&said) {
                Some(words) => ids.push((id, self.said[words])),
                None => {
                    of_meeting.insert(id);
                }
            }
        }
        let site = text("feed.xml").unwrap_or_default();
        of_meeting.extend(site.split("<entry>").skip(1).map(|entry| between(entry, "<id>", "</id>")));
        let known = &self.programs.ids;
        for (id, of) in &ids {
            let before = known.get(id).or_else(|| {
                let other = known.iter().find(|(other, known)| *known == of && other.contains('#') == id.contains('#'));
                other.map(|(other, _)| fail(format!("{other} of {of} is called {id} now")))
            });
            if before.is_some_and(|before| before != of) {
                fail(format!("{id} is of {of} now, and was of {before:?}"));
            }
        }
        if !self.programs.of_meeting.is_empty() && of_meeting != self.programs.of_meeting {
            fail(format!("the meeting was {:?}, and is {of_meeting:?}", self.programs.of_meeting));
        }
        let read = |path: &&String| {
            let by_programs = [".xml", ".json", ".csv", ".ics", ".bib", ".txt"].iter().any(|end| path.ends_with(end));
            (by_programs && !path.starts_with(".voetnoot/") && !path.starts_with("zoeken/"))
                || path.starts_with("bronnen/")
        };
        let files: BTreeSet<String> = built.keys().filter(read).cloned().collect();
        self.programs.files.extend(files);
        self.programs.ids.extend(ids);
        self.programs.of_meeting = of_meeting;
    }
}

fn between(text: &str, from: &str, to: &str) -> String {
    text.split(from).nth(1).and_then(|rest| rest.split(to).next()).unwrap_or_default().to_owned()
}
