//! Writes the index as files.
//!
//! Takes: the words of every document, and the vocabulary.
//! Gives: the files that [`crate::machines::search`] describes.
//! Never: writes a word or a passage twice.

use std::collections::BTreeMap;

use oxc_index::{IndexVec, index_vec};
use rayon::prelude::*;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::gather::{Gathered, Hit, Passage, PassagePart};
use super::passage::PassagePlace;
use super::vocabulary::Vocabulary;
use crate::document::Role;
use crate::settings::address;
use crate::site::indices::DossierId;
use crate::site::{Page, Site};
use crate::view::ViewOptions;
use crate::view::text::SiteReader;

/// The files of an index by address.
pub(crate) type IndexFiles = BTreeMap<String, Vec<u8>>;

/// How many bytes of passages one file of words has at most, unless it has a single word.
const WORDS_FILE: usize = 24 << 10;
/// How many titles one file has at most, unless a single document has more.
const TITLES_FILE: usize = 400;

/// How many documents are weighed at a time.
const AT_ONCE: usize = 64;

/// Writes the index.
pub(super) fn encode(site: &Site, documents: &[Gathered], vocabulary: &Vocabulary) -> IndexFiles {
    let folder = address::search_index(&site.language);
    let mut files = IndexFiles::new();
    let mut add = |kind: char, ending: &str, bytes: Vec<u8>| {
        let name = format!("{kind}{:016x}.{ending}", xxh3_64(&bytes));
        files.insert(format!("{folder}{name}"), bytes);
        name
    };
    let first = first_passages(documents);
    let words = words(vocabulary, &postings(documents, vocabulary, &first));
    let words: Vec<Value> = words.into_iter().map(|(from, bytes)| json!([from, add('w', "bin", bytes)])).collect();
    let spoken: Vec<&str> = vocabulary.words.iter().copied().filter(|word| !word.contains('-')).collect();
    let all = add('v', "txt", spoken.join("\n").into_bytes());
    let dossiers = add('d', "json", json_line(&dossiers(site, documents, &first)));
    let reader = SiteReader::new(site, Page::Search, ViewOptions::default());
    let mut titles: Vec<Value> = Vec::new();
    for (from, group) in groups(documents) {
        let group: Vec<Value> = group.par_iter().map(|document| titles_of(site, document)).collect();
        titles.push(json!([from, add('t', "json", json_line(&Value::Array(group)))]));
    }
    let listed: Vec<Value> =
        documents.iter().zip(&first).map(|(document, first)| listed(&reader, document, *first)).collect();
    let formations: serde_json::Map<String, Value> =
        site.meetings.iter().map(|m| (m.formation.clone(), json!(site.formation(&m.formation).short))).collect();
    let index = json!({
        "passages": documents.iter().map(|d| d.passages.len()).sum::<usize>(),
        "documents": listed,
        "formations": formations,
        "words": words,
        "titles": titles,
        "dossiers": dossiers,
        "all": all,
    });
    files.insert(format!("{folder}search.json"), json_line(&index));
    files
}

fn json_line(value: &Value) -> Vec<u8> {
    let mut bytes = value.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

/// The number of the first passage of each document.
fn first_passages(documents: &[Gathered]) -> Vec<u32> {
    let number = |next: &mut u32, document: &Gathered| {
        let first = *next;
        *next += document.passages.len() as u32;
        Some(first)
    };
    documents.iter().scan(0, number).collect()
}

/// A document for the script: address, title, kind, formation, year, first passage, how many of its passages are no notes,
/// and the names of its notes in addresses unless these are their numbers.
fn listed(reader: &SiteReader, gathered: &Gathered, first: u32) -> Value {
    let site = reader.site;
    let document = site.document(gathered.document);
    let kind = match document.role {
        Role::Agenda { .. } => "agenda",
        Role::Report { .. } => "report",
        Role::Annex { .. } | Role::Version { .. } => "annex",
        Role::Dossier { .. } => "dossier",
        Role::Home | Role::Page { .. } => "page",
    };
    let meeting = site.meeting(gathered.document);
    let page = if site.home == Some(gathered.document) { Page::Home } else { Page::Document(gathered.document) };
    let title = match document.role {
        Role::Annex { .. } => document.title().to_owned(),
        _ => reader.document_name(gathered.document),
    };
    let rest = gathered.passages.iter().filter(|p| !matches!(p.place, PassagePlace::Note(_))).count();
    let mut listed = vec![
        json!(address::encode(&site.address(page))),
        json!(title),
        json!(kind),
        json!(meeting.map_or("", |m| &m.formation)),
        json!(meeting.and_then(|m| m.start).map_or(0, |day| day.year())),
        json!(first),
        json!(rest),
    ];
    let names: Vec<&str> = document.notes.indices().map(|note| site.note_name(gathered.document, note)).collect();
    if names.iter().zip(1u32..).any(|(name, number)| *name != number.to_string()) {
        listed.push(json!(names));
    }
    Value::Array(listed)
}

/// Groups of documents whose titles go into one file, with the index of the first.
fn groups(documents: &[Gathered]) -> Vec<(usize, &[Gathered])> {
    let mut groups = Vec::new();
    let (mut from, mut count) = (0, 0);
    for (index, document) in documents.iter().enumerate() {
        if count > 0 && count + document.passages.len() > TITLES_FILE {
            groups.push((from, &documents[from..index]));
            (from, count) = (index, 0);
        }
        count += document.passages.len();
    }
    groups.push((from, &documents[from..]));
    groups
}

/// Anchors and titles of the passages of a document that are headings.
fn titles_of(site: &Site, gathered: &Gathered) -> Value {
    let document = site.document(gathered.document);
    let title = |passage: &Passage| match passage.place {
        PassagePlace::Division(index) => {
            Some(json!([document.divisions[index].anchor, document.reference_text(index)]))
        }
        PassagePlace::Whole | PassagePlace::Note(_) => None,
    };
    gathered.passages.iter().filter_map(title).collect()
}

/// For each dossier, the passages tied to it, as steps from the one before.
fn dossiers(site: &Site, documents: &[Gathered], first: &[u32]) -> Value {
    let mut tied: IndexVec<DossierId, (u32, Vec<u32>)> = index_vec![(0, Vec::new()); site.dossiers.len()];
    for (document, first) in documents.iter().zip(first) {
        for (at, passage) in document.passages.iter().enumerate() {
            for dossier in &passage.dossiers {
                let (last, steps) = &mut tied[*dossier];
                let number = first + at as u32;
                steps.push(number - std::mem::replace(last, number));
            }
        }
    }
    let named = site.dossiers.iter().zip(tied).map(|(dossier, (_, steps))| (dossier.id.clone(), json!(steps)));
    Value::Object(named.collect())
}

/// The passages of each word, encoded; empty for forms that are listed under another.
fn postings(documents: &[Gathered], vocabulary: &Vocabulary, first: &[u32]) -> Vec<Vec<u8>> {
    #[derive(Default, Clone)]
    struct Posting {
        count: u32,
        last: u32,
        bytes: Vec<u8>,
    }
    let passages: u64 = documents.iter().map(|d| d.passages.len() as u64).sum();
    let length: u64 = documents.iter().flat_map(|d| &d.passages).map(|p| u64::from(p.length)).sum();
    let average = length as f32 / passages.max(1) as f32;
    let weigh_all = |document: &Gathered| -> Vec<Vec<(u32, u32)>> {
        let heads = vocabulary.heads(document);
        document.passages.iter().map(|passage| weigh(passage, &heads, average)).collect()
    };
    let mut all = vec![Posting::default(); vocabulary.words.len()];
    // A few documents at a time, since weighing all of them at once would take as much memory as the site.
    for (documents, first) in documents.chunks(AT_ONCE).zip(first.chunks(AT_ONCE)) {
        let weighed: Vec<_> = documents.par_iter().map(weigh_all).collect();
        for (passages, first) in weighed.iter().zip(first) {
            for (number, passage) in (*first..).zip(passages) {
                for (word, weight) in passage {
                    let posting = &mut all[*word as usize];
                    let step = number - std::mem::replace(&mut posting.last, number);
                    posting.count += 1;
                    push_number(&mut posting.bytes, step << 2 | weight);
                }
            }
        }
    }
    let whole = |posting: Posting| {
        let mut bytes = Vec::with_capacity(posting.bytes.len() + 3);
        if posting.count > 0 {
            push_number(&mut bytes, posting.count);
        }
        bytes.extend(posting.bytes);
        bytes
    };
    all.into_par_iter().map(whole).collect()
}

/// How much each word matters in a passage. Forms of one word count together.
fn weigh(passage: &Passage, heads: &[u32], average: f32) -> Vec<(u32, u32)> {
    let mut hits: Vec<(u32, Hit)> = passage.hits.iter().map(|hit| (heads[hit.word as usize], *hit)).collect();
    hits.sort_unstable_by_key(|(word, _)| *word);
    let weight = |same: &[(u32, Hit)]| {
        let count = same.iter().map(|(_, hit)| u32::from(hit.count)).sum::<u32>() as f32;
        // Okapi BM25 with k = 1.2 and b = 0.6: between 0 and 2.2.
        let matters = count * 2.2 / (count + 1.2 * (0.4 + 0.6 * passage.length as f32 / average));
        match matters {
            _ if same.iter().any(|(_, hit)| hit.part == PassagePart::Title) => 3,
            1.4.. => 2,
            0.9.. => 1,
            _ => 0,
        }
    };
    hits.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, weight(same))).collect()
}

/// Seven bits a byte, lowest first; the highest bit of a byte says that more follow.
fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The files of words, each with its first word.
fn words(vocabulary: &Vocabulary, postings: &[Vec<u8>]) -> Vec<(String, Vec<u8>)> {
    let mut ranges = Vec::new();
    let (mut from, mut size) = (0, 0);
    for (index, posting) in postings.iter().enumerate() {
        let own = posting.len() + vocabulary.words[index].len() + 6;
        if size > 0 && size + own > WORDS_FILE {
            ranges.push(from..index);
            (from, size) = (index, 0);
        }
        size += own;
    }
    if from < postings.len() {
        ranges.push(from..postings.len());
    }
    let file = |range: std::ops::Range<usize>| {
        let entry = |index: usize| match vocabulary.head[index] as usize {
            head if head == index => json!([vocabulary.words[index], postings[index].len()]),
            head => json!([vocabulary.words[index], vocabulary.words[head]]),
        };
        let mut bytes = json_line(&range.clone().map(entry).collect());
        range.clone().for_each(|index| bytes.extend_from_slice(&postings[index]));
        (vocabulary.words[range.start].to_owned(), bytes)
    };
    ranges.into_par_iter().map(file).collect()
}
