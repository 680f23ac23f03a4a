//! Builds of one site within one process, each of which costs what has changed.
//!
//! Takes: a project and a folder, again and again.
//! Gives: [`Built`], what became of the folder and what is wrong with the site.
//! Never: adds to the record of published addresses.

use std::path::PathBuf;

use crate::diagnostic::Diagnostics;
use crate::failure::Failure;
use crate::flow::memory::Memory;
use crate::flow::{self, Options};
use crate::write::builder::{Builder, End};
use crate::write::earlier_numbers::NumberSources;
use crate::write::output::Counts;
use crate::write::progress::Progress;

/// The result of a build.
#[derive(Debug)]
pub struct Built {
    /// What was done to the files in the output folder; `None` if something is wrong with the site, and the folder was
    /// left as it was.
    pub files: Option<Counts>,
    /// How many pages the site has: meetings, dossiers, footnotes, sources and all others, but not the files beside
    /// them. 0 if there is no site that could be rendered.
    pub pages: usize,
    /// How many addresses were added to `addresses.txt`, the record of published addresses; always 0 for a project that
    /// keeps none.
    pub recorded: usize,
    /// From where the numbers of notes were taken that an earlier version of the program had published; empty once the record
    /// knows their labels.
    pub numbers: NumberSources,
    /// Everything that is wrong with the site, warnings included.
    pub diagnostics: Diagnostics,
}

/// Builds one site again and again, each time only what has changed.
///
/// It remembers what files were parsed into and which pages the folder contains, so that changing one word costs a
/// small part of a build. What it remembers only saves time: the folder, the diagnostics and the counts are the same as
/// those of [`build()`](crate::build()). Nothing is added to `addresses.txt`.
///
/// ```
/// use voetnoot::{IncrementalBuild, Options, Silent};
///
/// # let folder = tempfile::tempdir()?;
/// # let (root, public) = (folder.path().join("site"), folder.path().join("public"));
/// std::fs::create_dir_all(root.join("content/pages"))?;
/// std::fs::write(root.join("site.toml"), "title = \"Agenda’s\"\n")?;
/// std::fs::write(root.join("content/pages/over.md"), "---\ntitle: Over\n---\n\nWie *wij* zijn.\n")?;
///
/// let mut site = IncrementalBuild::new(&root, &public, Options::default());
/// assert!(site.build(&Silent)?.files.is_some());
/// std::fs::write(root.join("content/pages/over.md"), "---\ntitle: Over\n---\n\nWie **wij** zijn.\n")?;
/// let written = site.build(&Silent)?.files.map(|files| files.written);
/// assert_eq!(written, Some(1), "only the page that shows it");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct IncrementalBuild {
    root: PathBuf,
    options: Options,
    memory: Memory,
    builder: Builder,
}

impl IncrementalBuild {
    /// Nothing is read or written yet. `root` and `output` are the same as for [`build()`](crate::build()).
    pub fn new(root: impl Into<PathBuf>, output: impl Into<PathBuf>, options: Options) -> Self {
        let root = root.into();
        let builder = Builder::new(&root, End::Watched(output.into())).stopped_by(options.strictness);
        IncrementalBuild { root, options, memory: Memory::default(), builder }
    }

    /// Looks at the project and brings the output folder up to date, unless something is wrong with the content.
    ///
    /// # Errors
    /// As for [`build()`](crate::build()). The next build then starts from nothing.
    pub fn build(&mut self, progress: &dyn Progress) -> Result<Built, Failure> {
        let mut prepared = flow::prepare(&self.root, &self.options, &mut self.memory);
        let mut files = self.builder.build(&mut prepared, progress)?;
        if let (Some(counts), Some(ready)) = (&mut files, &prepared.ready)
            && self.builder.search_due()
        {
            let index = self.builder.search(ready, progress)?;
            counts.written += index.written;
            counts.removed += index.removed;
        }
        let pages = prepared.ready.as_ref().map_or(0, |ready| ready.site.pages().len());
        Ok(Built { files, pages, recorded: 0, numbers: NumberSources::default(), diagnostics: prepared.diagnostics() })
    }
}
