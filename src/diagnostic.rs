//! What is wrong with the content, as values.
//!
//! Takes: nothing; every stage of the flow makes diagnostics and returns them.
//! Gives: [`Diagnostic`] (where, what, how to mend it) and [`Code`], the list of everything that can be reported.
//! Never: prints, or ends the program. Only [`crate::report`] prints them, and only the command line decides.

use std::sync::Arc;

use serde::Serialize;

/// A range of bytes in one file, counted from the file's first byte (after a byte order mark).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to and without `end`; offsets beyond 4 GiB are clamped, since [`crate::load`] refuses such files.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The same range as indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// This span moved `by` bytes further into the file.
    pub fn shifted(self, by: usize) -> Self {
        Span::new(self.start as usize + by, self.end as usize + by)
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// How bad it is: an error stops the build, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be published like this.
    Error,
    /// The site can be published, but somebody should look.
    Warning,
}

/// One problem at one place.
///
/// They sort by file, then place, then code, so that a run prints them in the order in which a drafter reads the files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// The file, relative to the root of the site, with `/` between folders.
    pub path: Arc<str>,
    /// The place within the file, where there is one (a file that cannot be read has none).
    pub span: Option<Span>,
    /// What kind of problem it is.
    pub code: Code,
    /// What is wrong, in the words of whoever wrote the content.
    pub message: String,
    /// What to type.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A problem at a place in a file.
    pub fn at(code: Code, path: &Arc<str>, span: impl Into<Span>, message: impl Into<String>) -> Self {
        Diagnostic { path: path.clone(), span: Some(span.into()), code, message: message.into(), hint: None }
    }

    /// A problem with a file as a whole.
    pub fn whole(code: Code, path: &Arc<str>, message: impl Into<String>) -> Self {
        Diagnostic { path: path.clone(), span: None, code, message: message.into(), hint: None }
    }

    /// The same with a hint that says what to type.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Its severity, which the code determines.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Whether any of them stops the build.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity() == Severity::Error)
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $sentence:literal)*) => {
        /// Everything that can be reported, in one list. A test holds the page of the guide to it (`content/pages/gids/meldingen.md`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $sentence] $variant,)*
        }

        impl Code {
            /// All codes, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name by which it is printed, such as `undefined-footnote`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// Whether it stops the build.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// One sentence that explains it.
            pub fn sentence(self) -> &'static str {
                match self { $(Code::$variant => $sentence,)* }
            }
        }
    };
}

codes! {
    UnreadableFile "unreadable-file" Error "The file or folder cannot be read: it is not there, permission is missing, or the disk failed."
    LinkLoop "link-loop" Error "A symbolic link leads back to a folder that contains it, or is reached through too many others."
    DanglingLink "dangling-link" Error "A symbolic link points at something that does not exist."
    OutsideProject "outside-project" Error "A symbolic link or a path leads outside the project, where nothing is read from."
    UnusableName "unusable-name" Error "The name of a file or folder cannot be part of an address."
    UnexpectedFile "unexpected-file" Warning "A file lies where nothing is published from."
    FileTooLarge "file-too-large" Error "A text is larger than any agenda could be."
    EmptyFile "empty-file" Error "The file has no text."
    InvalidUtf8 "invalid-utf8" Error "The file is not UTF-8 text; the position names the first byte that is wrong."
    ControlCharacter "control-character" Error "The file holds a character that cannot be part of a page, such as NUL."
    MissingFrontMatter "missing-front-matter" Error "The file does not begin with front matter."
    UnclosedFrontMatter "unclosed-front-matter" Error "The front matter has a first line of dashes or plus signs and no last one."
    MalformedFrontMatter "malformed-front-matter" Error "The front matter is not valid YAML or TOML."
    DuplicateKey "duplicate-key" Error "A key stands twice in the same table."
    UnknownKey "unknown-key" Error "The key means nothing here; keys of your own belong under `extra`."
    WrongType "wrong-type" Error "The value is of another kind than the key asks for."
    MissingField "missing-field" Error "A key that this kind of file needs is not there."
    ImpossibleDate "impossible-date" Error "The date does not exist, or is not written as year-month-day."
    EndBeforeStart "end-before-start" Error "A meeting ends before it begins."
    MalformedConfig "malformed-config" Error "`site.toml` is not valid TOML."
    MissingConfig "missing-config" Error "There is no `site.toml` in the root of the site."
    UnknownLanguage "unknown-language" Error "There is no list of fixed words for the language."
    MissingWord "missing-word" Error "A language file is not valid, lacks a fixed word, or has one that nothing uses."
    MalformedAttribute "malformed-attribute" Error "The braces behind a heading hold something that is not an attribute."
    UnknownAttribute "unknown-attribute" Error "The attribute of a heading means nothing here."
    UndefinedFootnote "undefined-footnote" Error "A footnote is cited that is not defined."
    UnusedFootnote "unused-footnote" Warning "A footnote is defined that is never cited, so that it gets no number and no page."
    DuplicateFootnote "duplicate-footnote" Error "A footnote is defined twice; the first definition counts."
    EmptyFootnote "empty-footnote" Warning "A footnote is defined without any text."
    DuplicateId "duplicate-id" Error "Two headings of one document, or two files, have the same id."
    ReservedId "reserved-id" Error "The id is one that the page uses itself."
    UnknownDossier "unknown-dossier" Error "A heading is tied to a dossier that has no file in `content/dossiers`."
    UnknownFormation "unknown-formation" Error "A meeting names a formation that `site.toml` does not."
    MissingAgenda "missing-agenda" Error "A meeting has documents or files but no `agenda.md`, which holds its facts."
    UnknownItem "unknown-item" Error "An item is named that the agenda does not have."
    BrokenLink "broken-link" Error "A link points at a file or address that the site does not have."
    BrokenAnchor "broken-anchor" Error "A link points at a place that its page does not have."
    UnsafeLink "unsafe-link" Error "A link uses a scheme that no page should carry, such as `javascript:`, or an image lies on another site."
    DraftLink "draft-link" Error "A link or a heading names a draft, which is not published."
    MissingAlternative "missing-alternative" Warning "An image has no text for who does not see it."
    RawHtml "raw-html" Warning "HTML in Markdown is shown as text, since `site.toml` does not allow it."
    UnknownSyntax "unknown-syntax" Warning "The language of a code block is not known, so that it is not highlighted."
    StrayTreatment "stray-treatment" Warning "A line begins with `= ` but does not stand under the heading of an item."
    HeadingLevel "heading-level" Warning "A heading skips a level, so that the outline has a gap."
    EmptyHeading "empty-heading" Error "A heading has no words."
    ReferenceUnknownDossier "reference-unknown-dossier" Warning "A parliamentary paper is cited from a dossier that the site does not know, a slip away from one that it knows."
    ReferenceSpacedNumber "reference-spaced-number" Warning "A dossier number has a space at an odd place."
    ReferenceSessionYears "reference-session-years" Warning "The years of a parliamentary year do not follow each other."
    ReferenceSessionAfterDocument "reference-session-after-document" Warning "A paper is cited from a parliamentary year that begins after the document."
    ReferenceSessionOfPaper "reference-session-of-paper" Warning "A paper is said to be of a day that does not fall in the parliamentary year of its citation."
    ReferenceSessionOrder "reference-session-order" Warning "A paper has a parliamentary year that is out of order with the other numbers of its dossier."
    ReferenceTwoDescriptions "reference-two-descriptions" Warning "One paper is said to be two different things."
    ReferenceCutOff "reference-cut-off" Warning "A citation ends before its number."
    ReferenceOtherForm "reference-other-form" Warning "Two notes cite the same source in different forms."
    ReferenceUnknownNote "reference-unknown-note" Warning "The text refers to a note that the document does not have."
    ReferenceNoAntecedent "reference-no-antecedent" Warning "A reference to the source before it stands behind no single source."
    ReferenceLinkMismatch "reference-link-mismatch" Warning "The words of a link name another source than its address."
    UnusedAcceptance "unused-acceptance" Warning "The front matter accepts a warning that does not occur."
    AddressCollision "address-collision" Error "Two pages or files would have the same address."
    MalformedSeal "malformed-seal" Error "A `seal.txt` is not as `voetnoot seal` writes it."
    BrokenSeal "broken-seal" Error "A seal was rewritten or removed: its digests do not follow from one another, or what it keeps has no seal."
    SealedFile "sealed-file" Error "A file of a sealed meeting is not as it was sealed."
    SealedPage "sealed-page" Error "The page of a sealed meeting says something else than was sealed, though its file is the same."
    SealedVersion "sealed-version" Error "An earlier version that a seal keeps was changed, removed or added."
    VanishedAddress "vanished-address" Error "An address that was published is no longer on the site."
    VanishedAnchor "vanished-anchor" Error "A place on a page that was published is no longer there."
    MalformedRecord "malformed-record" Error "`addresses.txt` or a `package.txt` has a line that the program would not write."
    PackageLink "package-link" Error "A page of a package links to something that the package does not hold."
    MissingTemplate "missing-template" Error "A template is named that exists neither in `templates` nor in the built-in theme."
    TemplateSyntax "template-syntax" Error "A template cannot be read."
    TemplateError "template-error" Error "A template asks for something that its page does not have."
}
