//! What is remembered between two runs of the flow in one process.
//!
//! Takes: texts and parse results.
//! Gives: them back, as long as what they were made from is the same.
//! Never: remembers anything that depends on more than one file, or anything of a file that is gone, so that it is no larger
//! than the present site.

use std::collections::HashMap;
use std::fs::Metadata;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::source::SourceFile;

/// A file that changed less than this ago may change again within one tick of the file system's clock, so its stamp proves nothing.
const FRESH: Duration = Duration::from_millis(100);

/// What tells that a file is still the same without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Stamp {
    size: u64,
    /// Nanoseconds since 1970 of the last change to content and to metadata.
    modified: i128,
    changed: i128,
    inode: u64,
}

impl Stamp {
    /// The stamp of a file.
    pub fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let nanoseconds = |seconds: i64, nanos: i64| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
            Stamp {
                size: metadata.len(),
                modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
                changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
                inode: metadata.ino(),
            }
        }
        #[cfg(not(unix))]
        {
            let since = metadata.modified().ok().and_then(|t| t.duration_since(SystemTime::UNIX_EPOCH).ok());
            let modified = since.map_or(0, |d| d.as_nanos() as i128);
            Stamp { size: metadata.len(), modified, changed: modified, inode: 0 }
        }
    }

    /// The stamp, unless the file changed so recently that an equal stamp would prove nothing.
    pub fn settled(self) -> Option<Self> {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_nanos() as i128);
        let fresh = FRESH.as_nanos() as i128;
        (self.modified.max(self.changed) + fresh < now).then_some(self)
    }
}

/// A text as it was read, with what was wrong with it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The stamp under which it may be used again; none if it must be read again.
    pub stamp: Option<Stamp>,
    /// The text; none if it could not be read.
    pub file: Option<SourceFile>,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Texts and parse results of the last run.
#[derive(Debug, Default)]
pub struct Memory {
    texts: HashMap<Arc<str>, Kept>,
    documents: HashMap<Arc<str>, Arc<Document>>,
    /// What besides the text decided the parse results.
    options: String,
}

impl Memory {
    /// Takes out all texts; those that are still there are put back with [`Memory::keep_text`].
    pub fn take_texts(&mut self) -> HashMap<Arc<str>, Kept> {
        std::mem::take(&mut self.texts)
    }

    /// Remembers a text.
    pub fn keep_text(&mut self, path: Arc<str>, kept: Kept) {
        self.texts.insert(path, kept);
    }

    /// Takes out all parse results that were made under the same options; under others they are forgotten.
    pub fn take_documents(&mut self, options: &str) -> HashMap<Arc<str>, Arc<Document>> {
        let documents = std::mem::take(&mut self.documents);
        if self.options == options {
            return documents;
        }
        self.options = options.to_owned();
        HashMap::new()
    }

    /// Remembers the parse results of this run, and no others.
    pub fn keep_documents(&mut self, documents: &[Arc<Document>]) {
        self.documents = documents.iter().map(|d| (d.source.path.clone(), d.clone())).collect();
    }
}
