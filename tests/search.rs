//! The search index, read as `search.js` reads it: which passages contain a word, and what each passage is.

use std::collections::BTreeMap;

use serde_json::Value;

use super::project::{Project, Tree};

const AGENDA: &str = "---\ntitle: Raad\nformation: jbz\nstart: 2024-06-13\n---\n\n# I. Vrijheid\n\n\
    ## 1. Staat van Schengen {#schengen dossier=grenzen}\n= Gedachtewisseling\n\nDe staat van de grenzen.[^1] Zie 32 317, nr. 872.\n\n\
    #### Krachtenveld\n\nDrie lidstaten zijn kritisch.\n\n## 2. Coördinatie\n\nOver stikstofdepositie &amp; asiel*recht*.\n\n[^1]: Een noot over vissen.\n";

fn project() -> Project {
    Project::new(&[
        ("site.toml", "title = \"Proef\"\n[formations]\njbz = \"JBZ\"\n"),
        ("content/meetings/jbz-1/agenda.md", AGENDA),
        ("content/dossiers/grenzen.md", "---\ntitle: Buitengrenzen\n---\n\nGaat over hekken.\n"),
        ("content/pages/over.md", "---\ntitle: Over\n---\n\nUitleg.\n\n## Waarom\n\nDaarom.\n"),
    ])
}

struct Index {
    files: Tree,
    index: Value,
}

impl Index {
    fn of(project: &Project) -> Index {
        let run = project.build(&[]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        let files = project.built();
        let index = serde_json::from_slice(&files["zoeken/index/search.json"]).unwrap();
        Index { files, index }
    }

    fn file(&self, name: &Value) -> &[u8] {
        &self.files[&format!("zoeken/index/{}", name.as_str().unwrap())]
    }

    /// The passages that contain a word, with its weight in each.
    fn passages(&self, word: &str) -> BTreeMap<u64, u64> {
        for range in self.index["words"].as_array().unwrap() {
            let bytes = self.file(&range[1]);
            let end = bytes.iter().position(|b| *b == b'\n').unwrap();
            let entries: Vec<Value> = serde_json::from_slice(&bytes[..end]).unwrap();
            let mut at = end + 1;
            for entry in entries {
                let length = entry[1].as_u64().unwrap_or(0) as usize;
                if entry[0] == word {
                    return entry[1]
                        .as_str()
                        .map_or_else(|| decode(&bytes[at..at + length]), |other| self.passages(other));
                }
                at += length;
            }
        }
        BTreeMap::new()
    }

    /// Where a passage leads: an address with an anchor, or the number of a note.
    fn leads(&self, passage: u64) -> String {
        let documents = self.index["documents"].as_array().unwrap();
        let at = documents.iter().rposition(|d| d[5].as_u64().unwrap() <= passage).unwrap();
        let document = &documents[at];
        let nth = passage - document[5].as_u64().unwrap();
        let (address, rest) = (document[0].as_str().unwrap(), document[6].as_u64().unwrap());
        if nth == 0 {
            return address.to_owned();
        }
        if nth >= rest {
            return format!("{address} noot {}", nth - rest + 1);
        }
        let group =
            self.index["titles"].as_array().unwrap().iter().rfind(|g| g[0].as_u64().unwrap() <= at as u64).unwrap();
        let titles: Value = serde_json::from_slice(self.file(&group[1])).unwrap();
        let title = &titles[at - group[0].as_u64().unwrap() as usize][nth as usize - 1];
        format!("{address}#{}", title[0].as_str().unwrap())
    }

    fn found(&self, word: &str) -> Vec<String> {
        self.passages(word).into_keys().map(|passage| self.leads(passage)).collect()
    }
}

fn decode(bytes: &[u8]) -> BTreeMap<u64, u64> {
    let mut numbers = Vec::new();
    let (mut number, mut shift) = (0, 0);
    for byte in bytes {
        number |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            numbers.push(number);
            (number, shift) = (0, 0);
        }
    }
    let mut passage = 0;
    let passages: BTreeMap<u64, u64> = numbers[1..]
        .iter()
        .map(|value| {
            passage += value >> 2;
            (passage, value & 3)
        })
        .collect();
    assert_eq!(numbers[0] as usize, passages.len(), "the count stands before the passages");
    passages
}

#[test]
fn words_lead_to_the_item_the_note_and_the_dossier() {
    let index = Index::of(&project());
    let meeting = "vergaderingen/jbz-1/";
    let schengen = format!("{meeting}#schengen");
    assert_eq!(index.found("kritisch"), [&*schengen], "the text of a section belongs to its item");
    assert_eq!(index.found("vissen"), [format!("{meeting} noot 1")]);
    assert_eq!(index.found("hekken"), ["dossiers/grenzen/"]);
    assert_eq!(index.found("daarom"), ["over/#waarom"]);
    assert_eq!(index.found("gedachtewisseling"), [&*schengen]);
    assert_eq!(index.found("32317"), [&*schengen], "a number with a space is found as one");
    assert_eq!(index.found("coordinatie"), [format!("{meeting}#coordinatie")], "accents make no difference");
    assert_eq!(index.found("asielrecht"), [format!("{meeting}#coordinatie")], "emphasis within a word parts it not");
    // By the name of the dossier that they are tied to, and by a form of the word.
    assert_eq!(
        index.found("buitengrenzen"),
        [schengen.clone(), format!("{meeting} noot 1"), "dossiers/grenzen/".to_owned()]
    );
    assert_eq!(index.found("lidstaten"), [&*schengen]);
}

#[test]
fn a_source_is_found_by_the_name_of_its_page_and_by_its_other_numbers() {
    let project = project();
    let dossier = "---\ntitle: Regels voor grenzen\nshort: Grenzen\nalso_known_as: [Muurwet]\nprocedure: 2030/0012(COD)\n\
        com: COM(2030) 34\n---\n\nGaat over hekken.\n";
    project.write("content/dossiers/grenzen.md", dossier);
    let index = Index::of(&project);
    assert_eq!(index.found("kst-32317-872"), ["vergaderingen/jbz-1/#schengen"]);
    // The procedure and the document are one source, whose page has the name of the document.
    assert_eq!(index.found("com-2030-34"), ["dossiers/grenzen/"]);
    assert_eq!(index.found("2030-0012-cod"), ["dossiers/grenzen/"]);
    assert_eq!(index.found("muurwet"), ["dossiers/grenzen/"], "a dossier is found by its other names");
    let all = String::from_utf8(index.file(&index.index["all"]).to_vec()).unwrap();
    assert!(!all.contains('-'), "the name of a page is no word that resembles another");
}

#[test]
fn words_that_are_not_there_lead_nowhere() {
    let index = Index::of(&project());
    for word in ["xqzwvk", "depositie", "amp", "vergaderxyz", ""] {
        assert_eq!(index.found(word), [""; 0], "{word}");
    }
    let all = String::from_utf8(index.file(&index.index["all"]).to_vec()).unwrap();
    assert!(all.lines().any(|word| word == "stikstofdepositie"), "the list of all words tells what a word is part of");
}

#[test]
fn a_word_counts_most_where_it_is_in_the_title() {
    let index = Index::of(&project());
    let best = index.passages("schengen").into_iter().max_by_key(|(_, weight)| *weight).unwrap();
    assert_eq!((index.leads(best.0), best.1), ("vergaderingen/jbz-1/#schengen".to_owned(), 3));
}

#[test]
fn filters_are_told_for_every_document_and_dossier() {
    let index = Index::of(&project());
    let agenda = &index.index["documents"][0];
    assert_eq!((&agenda[2], &agenda[3], &agenda[4]), (&"agenda".into(), &"jbz".into(), &2024.into()));
    assert_eq!(index.index["formations"]["jbz"], "JBZ");
    let dossiers: Value = serde_json::from_slice(index.file(&index.index["dossiers"])).unwrap();
    let mut passage = 0;
    let tied: Vec<String> = dossiers["grenzen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| {
            passage += step.as_u64().unwrap();
            index.leads(passage)
        })
        .collect();
    assert_eq!(tied, ["vergaderingen/jbz-1/#schengen", "vergaderingen/jbz-1/ noot 1", "dossiers/grenzen/"]);
}

#[test]
fn an_index_keeps_the_files_whose_words_are_the_same() {
    let project = project();
    let before = Index::of(&project).files;
    project.write("content/pages/over.md", "---\ntitle: Over\n---\n\nUitleg.\n\n## Waarom\n\nNergens om.\n");
    let after = Index::of(&project).files;
    let kept = |kind: &str| {
        after
            .keys()
            .filter(|path| path.starts_with(&format!("zoeken/index/{kind}")) && before.contains_key(*path))
            .count()
    };
    assert_eq!((kept("t"), kept("d"), kept("w"), kept("v")), (1, 1, 0, 0));
    let stale = |path: &&String| path.starts_with("zoeken/index/") && !after.contains_key(*path);
    assert_eq!(before.keys().filter(stale).count(), 2, "what is no longer made is removed");
}
