//! The Markdown that the importer wrote, as readers see it: headings, and the words before the mark of each note.

use crate::letter_facts::{OutlineHeading, outline};

/// The headings of the agenda, without those of the letter around it and without its title.
pub fn headings(markdown: &str) -> Vec<OutlineHeading> {
    let mut in_letter = false;
    let mut headings = outline(markdown);
    headings.retain(|heading| {
        if heading.level == 1 {
            in_letter = heading.title.contains("{.letter");
        }
        !(in_letter || heading.level == 1 && is_title(&heading.title))
    });
    headings
}

/// Whether a part is the title of the whole: `Geannoteerde agenda Milieuraad 17 juni 2024`.
fn is_title(title: &str) -> bool {
    let title = title.to_lowercase();
    let numbered = title.split_once(". ").is_some_and(|(number, _)| number.chars().all(|c| "ivx".contains(c)));
    !numbered && ["agenda", "verslag", "report", "dagordning", "samlenotat"].iter().any(|word| title.contains(word))
}

/// Whether two titles or treatments have the same words, whatever their case.
pub fn same_words(first: &str, second: &str) -> bool {
    plain(first).to_lowercase() == plain(second).to_lowercase()
}

/// Text without emphasis, escapes, attributes, addresses of links, marks of notes, and with single spaces.
pub fn plain(markdown: &str) -> String {
    let text = without(&without(markdown, "[^", ']'), "](", ')');
    let text = text.split_once(" {").map_or(text.as_str(), |(text, _)| text);
    let text: String = text.chars().filter(|c| !['*', '\\'].contains(c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text without what stands between two marks, and without the marks.
fn without(text: &str, start: &str, end: char) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(start) {
        kept.push_str(&rest[..at]);
        rest = rest[at..].split_once(end).map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The text before each mark of a note, in the order of the text; definitions and remarks are left out.
pub fn cited_words(markdown: &str) -> Vec<String> {
    let is_text = |line: &&str| !line.starts_with("[^") && !line.starts_with("<!--");
    let body = markdown.split_once("\n---\n").map_or(markdown, |(_, body)| body);
    let lines = body.lines().filter(is_text);
    lines.flat_map(|line| line.match_indices("[^").map(|(at, _)| line[..at].to_owned())).collect()
}
