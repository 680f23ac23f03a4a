//! Everything that a run of the flow is made from, as one number.
//!
//! Takes: the project as it was read, and the [`Options`].
//! Gives: a digest; as long as it is the same, so is everything that the flow gives.
//! Never: reads anything itself, or takes in what only speeds up reading.
//!
//! Structures are taken apart field by field, so that anyone who adds a field is asked here whether a site depends on it.

use std::hash::Hash;

use super::Options;
use crate::diagnostic::format::Texts;
use crate::diagnostic::text_file::TextFile;
use crate::document::fingerprint::Fingerprint;
use crate::project::{Copied, ProjectFiles, SealedFiles};

/// The digest of a project and of what was chosen outside it.
pub(crate) fn digest(project: &ProjectFiles, options: &Options) -> u128 {
    let Options { drafts, base_url, strictness, time_limit, locked, cache: _ } = options;
    let ProjectFiles {
        settings,
        languages,
        documents,
        templates,
        attachments,
        statics,
        seals,
        packages,
        record,
        kept,
        sealed_files,
        diagnostics,
        // They tell where and when to look again.
        linked: _,
        changed: _,
        unfinished: _,
    } = project;
    let mut digest = Fingerprint::new();
    // What a run leaves behind was made with a record that lacked nothing, or without one, with which a locked run fails.
    let is_locked_out = *locked && record.is_none();
    digest.value(&(drafts, base_url.as_ref().map(|url| url.as_str()), strictness, time_limit, is_locked_out));
    texts(&mut digest, settings.iter().map(|file| (&(), file)));
    texts(&mut digest, named(languages));
    texts(&mut digest, named(documents));
    texts(&mut digest, named(templates));
    texts(&mut digest, named(seals));
    texts(&mut digest, named(packages));
    texts(&mut digest, record.iter().map(|file| (&(), file)));
    for files in [attachments, statics, kept] {
        digest.index(files.len());
        for Copied { path, file: _, size, stamp, bounds: _ } in files {
            digest.text(path).value(&(size, stamp));
        }
    }
    digest.index(sealed_files.len());
    for SealedFiles { meeting, seal, files, kept, unnamed } in sealed_files {
        digest.text(meeting).number(seal.digest).value(&(files, kept, unnamed));
    }
    digest.value(diagnostics).end()
}

fn named<T>(files: &[(T, TextFile)]) -> impl ExactSizeIterator<Item = (&T, &TextFile)> {
    files.iter().map(|(name, file)| (name, file))
}

fn texts<'a, T: Hash + 'a>(digest: &mut Fingerprint, files: impl ExactSizeIterator<Item = (&'a T, &'a TextFile)>) {
    digest.index(files.len());
    for (name, file) in files {
        digest.value(name).text(&file.path).number(file.digest);
    }
}

/// Every text of a project, to show the lines that diagnostics point at.
pub(crate) fn all_texts(project: &ProjectFiles) -> Texts {
    let named = [&project.languages, &project.templates, &project.seals, &project.packages];
    let named = named.into_iter().flatten().map(|(_, file)| file);
    let files = named.chain(project.documents.iter().map(|(_, file)| file)).chain(&project.settings);
    files.chain(&project.record).map(super::known).collect()
}
