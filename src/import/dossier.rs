//! Ties headings to dossiers that the site knows, by title, alias or reference, and proposes dossiers for the rest.
//! Takes plain texts; never guesses between two dossiers: both are tied when both are named.

use serde::Serialize;

/// A dossier that the site already has.
#[derive(Clone, Debug, Default)]
pub struct KnownDossier {
    pub id: String,
    /// Its title and aliases.
    pub titles: Vec<String>,
    /// References that stand for it: procedures, COM numbers, CELEX numbers.
    pub references: Vec<String>,
}

/// A dossier that could be made for a heading that none fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// An id made from the heading.
    pub id: String,
    /// The heading's words.
    pub title: String,
    /// Line in the source.
    pub line: usize,
}

/// Headings under which unrelated topics are gathered.
const GATHERINGS: &[&str] = &[
    "overige onderwerpen",
    "diversen",
    "overig",
    "any other business",
    "a-punten",
    "aanneming van de agenda",
    "vaststelling van de agenda",
    "aanneming agenda",
];

/// Ids of the dossiers that a heading or the text under it names, in the order of the list.
pub fn tied(known: &[KnownDossier], title: &str, text: &str) -> Vec<String> {
    let title = squeeze(title);
    let text = unspaced(text);
    let fits = |dossier: &&KnownDossier| {
        let named = dossier.titles.iter().map(|name| squeeze(name)).any(|name| name.trim().len() > 2 && title.contains(&name));
        let cited = dossier
            .references
            .iter()
            .map(|reference| unspaced(reference))
            .any(|reference| reference.len() > 4 && contains_whole(&text, &reference));
        named || cited
    };
    known.iter().filter(fits).map(|dossier| dossier.id.clone()).collect()
}

/// A dossier for a heading that none of the known ones fits.
pub fn propose(title: &str, line: usize) -> Option<Proposal> {
    let bare = super::label::label(title).map_or(title, |found| found.rest);
    let lower = bare.trim().to_lowercase();
    let gathers = GATHERINGS.iter().any(|words| lower.starts_with(words));
    let id = shortened(&slug::slugify(bare));
    (!gathers && !id.is_empty()).then(|| Proposal { id, title: bare.trim().to_string(), line })
}

/// At most six words of a slug.
fn shortened(slug: &str) -> String {
    slug.split('-').take(6).collect::<Vec<_>>().join("-")
}

/// Small letters, digits and single blanks, with a blank at both ends so that whole words are found.
fn squeeze(text: &str) -> String {
    let mut squeezed = String::from(" ");
    for sign in text.chars().flat_map(char::to_lowercase) {
        if sign.is_alphanumeric() {
            squeezed.push(sign);
        } else if !squeezed.ends_with(' ') {
            squeezed.push(' ');
        }
    }
    if !squeezed.ends_with(' ') {
        squeezed.push(' ');
    }
    squeezed
}

fn unspaced(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Whether a reference stands in a text and no further digit follows it.
fn contains_whole(text: &str, reference: &str) -> bool {
    text.match_indices(reference).any(|(at, _)| {
        let after = text[at + reference.len()..].chars().next();
        let before = text[..at].chars().next_back();
        !after.is_some_and(|c| c.is_ascii_digit()) && !before.is_some_and(|c| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<KnownDossier> {
        vec![
            KnownDossier {
                id: "bijen".into(),
                titles: vec!["Bijenrichtlijn".into(), "Bij".into()],
                references: vec!["2030/0123(COD)".into()],
            },
            KnownDossier { id: "water".into(), titles: vec!["Water".into()], references: vec!["COM(2030) 12".into()] },
        ]
    }

    #[test]
    fn by_title_alias_and_reference() {
        assert_eq!(tied(&known(), "3. De bijenrichtlijn", ""), ["bijen"]);
        assert_eq!(tied(&known(), "Bijeenkomst", ""), Vec::<String>::new());
        assert_eq!(tied(&known(), "Iets", "zie COM (2030) 12 def."), ["water"]);
        assert_eq!(tied(&known(), "Iets", "zie COM(2030)123"), Vec::<String>::new());
    }

    #[test]
    fn proposals() {
        assert_eq!(propose("5. Europees Openbaar Ministerie", 7).map(|found| found.id).as_deref(), Some("europees-openbaar-ministerie"));
        assert_eq!(propose("12. Overige onderwerpen", 7), None);
    }
}
