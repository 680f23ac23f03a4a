//! What was published at a target and is not known to this project.
//!
//! Takes: two records of addresses, as texts: that of the target and that of the project.
//! Gives: each address of the first that the second lacks.
//! Never: minds what an address means, which may have changed in both.

use crate::diagnostic::text_file::TextFile;
use crate::project::RECORD;
use crate::settings::address;
use crate::site::record::Record;

/// An address that was published and that the project does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LackingAddress {
    /// With its leading `/`, encoded as in links.
    pub address: String,
    /// The label of the note, if the project knows the page and not the note.
    pub note: Option<String>,
}

/// What the record of the target has and that of the project lacks, sorted.
pub(crate) fn find(target: &str, project: &str) -> Vec<LackingAddress> {
    if target == project {
        return Vec::new();
    }
    let [target, project] = [target, project].map(|text| Record::read(&TextFile::new(RECORD, text.to_owned())));
    let mut lacking = Vec::new();
    for (address, page) in &target.pages {
        let full = || format!("/{}", address::encode(address));
        let Some(known) = project.pages.get(address) else {
            lacking.push(LackingAddress { address: full(), note: None });
            continue;
        };
        let notes = page.labels.keys().filter(|label| !known.labels.contains_key(*label));
        lacking.extend(notes.map(|label| LackingAddress { address: full(), note: Some(label.clone()) }));
    }
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_project_lacks_is_found_whatever_else_differs() {
        let target = "/a/ rules=2 [^1]=00000001 [^2]=00000002\n/b%20c.pdf\n/d/\n";
        let project = "/x/\n/d/\n/a/ rules=2 #kop [^2]=00000009\n";
        let found: Vec<(String, Option<String>)> =
            find(target, project).into_iter().map(|lacking| (lacking.address, lacking.note)).collect();
        assert_eq!(found, [("/a/".to_owned(), Some("1".to_owned())), ("/b%20c.pdf".to_owned(), None)]);
        assert!(find(target, &format!("{project}{target}")).is_empty());
        assert!(find("", project).is_empty());
    }
}
