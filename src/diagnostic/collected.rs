//! Everything that one run found to be wrong.
//!
//! Takes: [`Diagnostic`]s, sorted, and the texts they point into.
//! Gives: [`Diagnostics`], which knows the line and column of each and shows them as the program does.
//! Never: sorts, filters or judges.

use std::fmt;
use std::sync::Arc;

use crate::diagnostic::format::{self, Colours, Presentation, ReportFormat, Texts};
use crate::diagnostic::text_file::{Lines, Position};
use crate::diagnostic::{Diagnostic, MessageLanguage, Severity};

/// Everything that one run found to be wrong, sorted by file and place, with the texts that the diagnostics point into.
///
/// It is complete: a run goes on after a mistake and reports all of them. Two runs over the same files give the same
/// list.
///
/// ```
/// use voetnoot::diagnostic::{Code, Colours, ReportFormat, Severity};
/// use voetnoot::{Options, Silent};
///
/// # let folder = tempfile::tempdir()?;
/// # let root = folder.path();
/// std::fs::create_dir_all(root.join("content/pages"))?;
/// std::fs::write(root.join("site.toml"), "title = \"Agenda’s\"\n")?;
/// std::fs::write(root.join("content/pages/over.md"), "---\ntitle: Over\n---\n\nWie wij zijn.[^1]\n")?;
///
/// let found = voetnoot::check(root, &Options::default(), &Silent)?;
/// assert!(found.has_errors());
/// let first = found.iter().next().unwrap();
/// assert_eq!((first.code, first.severity()), (Code::UndefinedFootnote, Severity::Error));
/// let place = found.position(first).unwrap();
/// assert_eq!((place.line, place.column), (5, 14));
/// let shown = found.show(ReportFormat::Short, Colours::No);
/// assert!(shown.starts_with("content/pages/over.md:5:14: error[undefined-footnote]: "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Diagnostics {
    list: Arc<Vec<Diagnostic>>,
    texts: Texts,
    language: MessageLanguage,
}

impl Diagnostics {
    /// Diagnostics with the texts they point into, in the language of whoever wrote those.
    pub(crate) fn new(list: Vec<Diagnostic>, texts: Texts, language: MessageLanguage) -> Self {
        Diagnostics { list: Arc::new(list), texts, language }
    }

    /// The language in which they are shown: that of the site, unless its settings name another.
    pub fn language(&self) -> MessageLanguage {
        self.language
    }

    /// The same, to be shown in another language.
    #[must_use]
    pub fn in_language(self, language: MessageLanguage) -> Self {
        Diagnostics { language, ..self }
    }

    pub(crate) fn texts(&self) -> &Texts {
        &self.texts
    }

    /// All diagnostics, sorted by file and place.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// All diagnostics, sorted by file and place, for whoever compares them with those of the next look.
    pub(crate) fn shared(&self) -> Arc<Vec<Diagnostic>> {
        self.list.clone()
    }

    /// All diagnostics, sorted by file and place.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.list
    }

    /// How many diagnostics there are, of either severity.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing is wrong, not even a warning.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether any of them is an [error](Severity::Error), so that nothing is published.
    pub fn has_errors(&self) -> bool {
        super::has_errors(&self.list)
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
    }

    /// Where a diagnostic begins, as editors count; `None` if it is about a file as a whole, or if its file has no
    /// text.
    ///
    /// Each call reads the text of that file once, up to its end.
    pub fn position(&self, diagnostic: &Diagnostic) -> Option<Position> {
        let (span, text) = diagnostic.span.zip(self.texts.get(&diagnostic.path))?;
        Some(Lines::new(text).position(span.start as usize))
    }

    /// All diagnostics in this format, each ending in a line break.
    pub fn show(&self, format: ReportFormat, colours: Colours) -> String {
        self.show_some(&self.list, format, colours)
    }

    /// Some of them in this format.
    pub(crate) fn show_some(&self, some: &[Diagnostic], format: ReportFormat, colours: Colours) -> String {
        format::report(some, &self.texts, Presentation { format, colours, language: self.language })
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// As people read them, without colours.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.show(ReportFormat::Human, Colours::No))
    }
}

/// The diagnostics without the texts, which may be long.
impl fmt::Debug for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.list.iter()).finish()
    }
}
