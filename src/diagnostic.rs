//! What is wrong with the content, as values.
//!
//! Takes: nothing; every stage of the flow makes diagnostics and returns them.
//! Gives: [`Diagnostic`] (where, what, how to correct it) and [`Code`], the list of everything that can be reported.
//! Never: prints, or ends the program. [`Diagnostics`] shows them, and only the command line decides.

mod catalogue;
mod collected;
pub(crate) mod control_characters;
pub(crate) mod format;
mod mend;
pub(crate) mod message;
pub(crate) mod news;
pub(crate) mod personal_data;
mod places;
mod sarif;
pub(crate) mod suggest;
pub(crate) mod text_file;
mod workflow_commands;

use std::sync::Arc;

use serde::Serialize;

pub use catalogue::MessageLanguage;
pub(crate) use catalogue::known_word;
pub use collected::Diagnostics;
pub use format::{Colours, ReportFormat};
pub use mend::{Edit, Hint, Sureness};
pub(crate) use message::message;
pub use message::{Argument, Message};
pub use text_file::Position;

/// A range of bytes in one file, counted from the first byte after a byte order mark, if the file has one.
/// [`Diagnostics::position`] gives line and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to but not including `end`; offsets beyond 4 GiB are clamped, since such files are
    /// refused.
    pub(crate) fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The same range as indices into the text of the file.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// How many bytes it has.
    pub(crate) fn length(self) -> usize {
        self.range().len()
    }

    /// The span between quotes, if `source`, which it is that of, is `text` with its quotes and without anything that stands for
    /// something else.
    pub(crate) fn between_quotes(self, source: Option<&str>, text: &str) -> Self {
        let is_quoted = |source: &str| source.get(1..source.len().saturating_sub(1)) == Some(text);
        match !text.is_empty() && source.is_some_and(is_quoted) {
            true => Span { start: self.start + 1, end: self.end - 1 },
            false => self,
        }
    }

    /// This span moved `by` bytes further into the file.
    pub(crate) fn shifted(self, by: usize) -> Self {
        Span::new(self.start as usize + by, self.end as usize + by)
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// How bad a problem is: an error stops the build, a warning does not. Errors sort first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be published like this; nothing is written.
    Error,
    /// The site can be published, but somebody should have a look.
    Warning,
    /// Nobody has to do anything: it is about a text that was sealed, which stays as it is.
    Notice,
}

/// One problem at one place.
///
/// Diagnostics sort by file, then by place, then by code, so that a run reports them in the order in which people read
/// the files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// The file, relative to the root of the project, separated by `/`: `content/pages/over.md`.
    pub path: Arc<str>,
    /// The place within the file; `None` if the problem is about the file as a whole, such as one that cannot be read.
    pub span: Option<Span>,
    /// The kind of problem, which determines the severity.
    pub code: Code,
    /// What is wrong, in terms of the content: lower case, no full stop.
    pub message: Message,
    /// What to type or do about it.
    pub hint: Option<Hint>,
    /// How bad it is: as its code says, unless it is about a text that nobody is to change.
    severity: Severity,
}

impl Diagnostic {
    /// A problem at a place in a file.
    pub(crate) fn at(code: Code, path: &Arc<str>, span: impl Into<Span>, message: impl Into<Message>) -> Self {
        Diagnostic {
            path: path.clone(),
            span: Some(span.into()),
            code,
            message: message.into(),
            hint: None,
            severity: code.severity(),
        }
    }

    /// A problem with a file as a whole.
    pub(crate) fn whole(code: Code, path: &Arc<str>, message: impl Into<Message>) -> Self {
        Diagnostic {
            path: path.clone(),
            span: None,
            code,
            message: message.into(),
            hint: None,
            severity: code.severity(),
        }
    }

    /// Adds a hint that says what to type.
    pub(crate) fn hint(mut self, hint: impl Into<Hint>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// How bad it is: as the code says, except that what is about a sealed text is a [notice](Severity::Notice).
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The same about a text that was sealed and stays as it is.
    pub(crate) fn of_sealed_text(mut self) -> Self {
        self.severity = Severity::Notice;
        self
    }
}

/// Which problems stop a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Strictness {
    /// Errors do.
    #[default]
    Errors,
    /// Warnings do, too.
    Warnings,
}

impl Strictness {
    /// Whether any of them stops the build.
    pub(crate) fn stops(self, diagnostics: &[Diagnostic]) -> bool {
        match self {
            Strictness::Errors => has_errors(diagnostics),
            // A notice needs nothing to be done.
            Strictness::Warnings => diagnostics.iter().any(|d| d.severity() <= Severity::Warning),
        }
    }
}

/// Whether any of them is an error.
pub(crate) fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity() == Severity::Error)
}

/// A text in which the words of links stand alone.
fn without_links(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, words, behind)) = next_link(rest) {
        out.push_str(before);
        out.push_str(words);
        rest = behind;
    }
    out + rest
}

/// What stands before a link `[words](target)`, its words, and what stands behind it.
fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    let (head, tail) = text.split_once("](")?;
    let (before, words) = head.rsplit_once('[')?;
    let (_, behind) = tail.split_once(')')?;
    Some((before, words, behind))
}

impl Code {
    /// Whether it is about what another site answers, so that only `check --external` finds it.
    pub(crate) fn is_external(self) -> bool {
        matches!(
            self,
            Code::ExternalGone
                | Code::ExternalHost
                | Code::ExternalSilent
                | Code::ExternalCertificate
                | Code::ExternalMoved
        )
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $sentence:literal)*) => {
        /// Everything that can be reported, in one list. A test compares it with a page of the guide
        /// (`content/pages/gids/meldingen.md`).
        ///
        /// ```
        /// use voetnoot::diagnostic::{Code, Severity};
        ///
        /// assert_eq!(Code::UndefinedFootnote.name(), "undefined-footnote");
        /// assert_eq!(Code::UndefinedFootnote.severity(), Severity::Error);
        /// assert!(Code::ALL.contains(&Code::UndefinedFootnote));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $sentence] $variant,)*
        }

        impl Code {
            /// All codes, in the order of the guide.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name in messages and data, such as `undefined-footnote`. It is lower case ASCII and `-`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// Whether a problem of this kind stops the build.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What it means and what to do about it, in a few sentences, without markup.
            pub(crate) fn explained(self, language: MessageLanguage) -> String {
                without_links(&self.about().words(language))
            }

            /// One sentence that explains it, in English.
            pub fn about(self) -> Message {
                match self { $(Code::$variant => Message::new(concat!($name, ".about"), Vec::new()),)* }
            }
        }
    };
}

codes! {
    UnreadableFile "unreadable-file" Error "The file or folder cannot be read: it is not there, permission is missing, or the disk failed."
    LinkLoop "link-loop" Error "A symbolic link leads back to a folder that contains it, or is reached through too many others."
    DanglingLink "dangling-link" Error "A symbolic link points at something that does not exist."
    OutsideProject "outside-project" Error "A symbolic link leads outside the folders `content`, `static`, `templates` and `languages`, where nothing is read from."
    UnusableName "unusable-name" Error "The name of a file or folder cannot be part of an address."
    UnexpectedFile "unexpected-file" Warning "A file lies where nothing is published from."
    LeftoverFile "leftover-file" Warning "An editor, an office program or the operating system left a file behind; it is not published."
    MisnamedFile "misnamed-file" Warning "A file has almost the name that would give it its meaning."
    FileTooLarge "file-too-large" Error "A text is larger than any agenda could be."
    EmptyFile "empty-file" Error "The file has no text."
    InvalidUtf8 "invalid-utf8" Error "The file is not UTF-8 text; the position names the first byte that is wrong."
    ControlCharacter "control-character" Error "The file holds a character that cannot be part of a page, such as NUL."
    MissingFrontMatter "missing-front-matter" Error "The file does not begin with front matter."
    UnclosedFrontMatter "unclosed-front-matter" Error "The front matter has a first line of dashes or plus signs and no last one."
    MalformedFrontMatter "malformed-front-matter" Error "The front matter is not valid YAML or TOML."
    OddValue "odd-value" Warning "A value of the front matter ends at a number sign, or has curly quotes around it."
    DuplicateKey "duplicate-key" Error "A key occurs twice in the same table."
    UnknownKey "unknown-key" Error "The key means nothing here; keys of your own belong under `extra`."
    WrongType "wrong-type" Error "The value is of a kind that the key does not take."
    MissingField "missing-field" Error "A key that this kind of file needs is not there."
    ImpossibleDate "impossible-date" Error "The date does not exist, or is not written as year-month-day."
    DoubtfulDate "doubtful-date" Warning "A date contradicts another one of its document or folder, or lies years away from it."
    EndBeforeStart "end-before-start" Error "A meeting ends before it begins."
    MissingTimezone "missing-timezone" Warning "A meeting has a time, and `site.toml` names no time zone."
    MalformedConfig "malformed-config" Error "`site.toml` is not valid TOML."
    SecretInSettings "secret-in-settings" Error "`site.toml` has a key for a password or a secret key, which would be published with the site’s source; it is not shown."
    MissingConfig "missing-config" Error "There is no `site.toml` in the root of the site."
    UnknownLanguage "unknown-language" Error "There is no list of fixed words for the language."
    MissingWord "missing-word" Error "A language file is not valid, lacks a fixed word, or has one that nothing uses."
    MalformedAttribute "malformed-attribute" Error "The braces after a heading hold something that is not an attribute."
    UnknownAttribute "unknown-attribute" Error "The attribute of a heading means nothing here."
    DoubtfulAttribute "doubtful-attribute" Warning "An attribute is empty, occurs twice, means nothing on this kind of heading, or follows the title without a blank."
    DuplicateNumber "duplicate-number" Warning "Two parts, two items of a part or two sub-items of an item have the same number or letter."
    UndefinedFootnote "undefined-footnote" Error "A footnote is cited that is not defined."
    UnusedFootnote "unused-footnote" Warning "A footnote is defined that is never cited, so that it gets no number and no page."
    DuplicateFootnote "duplicate-footnote" Error "A footnote is defined twice; the first definition counts."
    EmptyFootnote "empty-footnote" Warning "A footnote is defined without any text."
    DuplicateId "duplicate-id" Error "Two headings of one document, or two files, have the same id."
    ReservedId "reserved-id" Error "The id is used by the page itself."
    DuplicateTitle "duplicate-title" Warning "Two dossiers have the same title, so that readers cannot tell them apart."
    UnknownDossier "unknown-dossier" Error "A heading is tied to a dossier that has no file in `content/dossiers`."
    UnknownFormation "unknown-formation" Error "A meeting names a formation that `site.toml` does not."
    MissingAgenda "missing-agenda" Error "A meeting has documents or files but no `agenda.md`, which holds its facts."
    UnknownItem "unknown-item" Error "An item is named that the agenda does not have."
    BrokenLink "broken-link" Error "A link points at a file or address that the site does not have."
    BrokenAnchor "broken-anchor" Error "A link points at a place that its page does not have."
    UnsafeLink "unsafe-link" Error "A link uses a scheme that no page should carry, such as `javascript:`, or an image lies on another site."
    UnreachableLink "unreachable-link" Warning "A link leads to another site by an address that no reader can reach, such as one of the writer's own network."
    ExternalGone "external-gone" Warning "Another site answers that it does not have what is linked to. Only `check --external` asks."
    ExternalHost "external-host" Warning "There is no site of this name to link to. Only `check --external` asks."
    ExternalSilent "external-silent" Warning "Another site does not answer, or answers that it cannot. Only `check --external` asks."
    ExternalCertificate "external-certificate" Warning "The certificate of another site is not in order, so that browsers warn of it. Only `check --external` asks."
    ExternalMoved "external-moved" Warning "What is linked to on another site is at another address from now on. Only `check --external` asks."
    DraftLink "draft-link" Error "A link or a heading names a draft, which is not published."
    MissingAlternative "missing-alternative" Warning "An image has no text for people who cannot see it."
    EmptyLink "empty-link" Warning "A link has no words, so that nobody can see or hear where it leads."
    RawHtml "raw-html" Warning "HTML in Markdown is shown as text, since `site.toml` does not allow it."
    UnknownSyntax "unknown-syntax" Warning "The language of a code block is not known, so that it is not highlighted."
    NearMarkup "near-markup" Warning "Something looks like a link, a note, emphasis, a list, a table, a heading or an attribute and is none, so that its signs are shown."
    UnclosedComment "unclosed-comment" Error "A comment begins with `<!--` and nothing ends it."
    NearComment "near-comment" Error "Something looks like a remark for colleagues, but readers would see it."
    GarbledLetter "garbled-letter" Warning "A letter came out wrong when a text was converted."
    ConflictMarker "conflict-marker" Error "Version control left both versions of a passage in the text."
    UnderlinedHeading "underlined-heading" Warning "A line of dashes or equals signs makes a heading of the text above it."
    UnclosedFence "unclosed-fence" Error "A block of code goes on to the end, because no line closes it."
    IndentedCode "indented-code" Warning "Text is shown as code because it begins with four blanks."
    LostCell "lost-cell" Error "A row of a table has more cells than the head, and those are not shown."
    OutsideNote "outside-note" Warning "A paragraph below a note begins with blanks but is not part of the note."
    Placeholder "placeholder" Warning "Words that were to be filled in are still there."
    PersonalData "personal-data" Warning "The text has a number or an address of one person: a citizen service number, a bank account, a mobile number or a private e-mail address."
    AttachmentMetadata "attachment-metadata" Warning "An attachment tells who wrote it, what was changed in it, or what was remarked, besides its text."
    StrayTreatment "stray-treatment" Warning "A line begins with `= ` but does not stand under the heading of an item."
    DoubtfulTreatment "doubtful-treatment" Warning "A treatment is almost one that councils have."
    HeadingLevel "heading-level" Warning "A heading skips a level, or its number or letter belongs to another level."
    EmptyHeading "empty-heading" Error "A heading has no words."
    ReferenceUnknownDossier "reference-unknown-dossier" Warning "A parliamentary paper is cited from a dossier that the site does not know, a slip away from one that it knows."
    ReferenceSpacedNumber "reference-spaced-number" Warning "A dossier number has a space at an odd place."
    ReferenceSessionYears "reference-session-years" Warning "The years of a parliamentary year do not follow each other."
    ReferenceSessionAfterDocument "reference-session-after-document" Warning "A paper is cited from a parliamentary year that begins after the document."
    ReferenceSessionOfPaper "reference-session-of-paper" Warning "A paper is said to be of a day that does not fall in the parliamentary year of its citation."
    ReferenceSessionOrder "reference-session-order" Warning "A paper has a parliamentary year that is out of order with the other numbers of its dossier."
    ReferenceTwoDescriptions "reference-two-descriptions" Warning "One paper is said to be two different things."
    ReferenceCutOff "reference-cut-off" Warning "A citation ends before its number."
    ReferenceRange "reference-range" Warning "A range of papers falls, has more than 100 papers or ends in another dossier, so that only its ends count."
    ReferenceOtherForm "reference-other-form" Warning "Two notes cite the same source in different forms."
    ReferenceUnknownNote "reference-unknown-note" Warning "The text refers to a note that the document does not have."
    ReferenceNoAntecedent "reference-no-antecedent" Warning "A reference to the source before it does not follow a single source."
    ReferenceLinkMismatch "reference-link-mismatch" Warning "The words of a link name another source than its address."
    UnusedAcceptance "unused-acceptance" Warning "The front matter accepts a warning that does not occur."
    AddressCollision "address-collision" Error "Two pages or files would have the same address."
    ActiveAttachment "active-attachment" Warning "An attachment can contain scripts, and no rules are made by which a server keeps them from running."
    MalformedSeal "malformed-seal" Error "A `seal.txt` is not as `voetnoot seal` writes it."
    BrokenSeal "broken-seal" Error "A seal was rewritten or removed: its digests do not follow from each other, or what it keeps has no seal."
    KeptComment "kept-comment" Warning "A file that is to be sealed or packed has a comment, which whoever gets the file can read; nothing is sealed or packed."
    SealedFile "sealed-file" Error "A file of a sealed meeting is not as it was sealed."
    EarlierRules "earlier-rules" Notice "Pages of meetings that an earlier version of the program sealed are not compared; their files are."
    SealedPage "sealed-page" Error "The page of a sealed meeting says something other than what was sealed, though its file is the same."
    SealedVersion "sealed-version" Error "An earlier version that a seal keeps was changed, removed or added."
    VanishedAddress "vanished-address" Error "An address that was published is no longer on the site."
    VanishedAnchor "vanished-anchor" Error "A place on a page that was published is no longer there."
    GoneNote "gone-note" Warning "A footnote that was published is no longer part of its text; its page says so."
    RenumberedNote "renumbered-note" Error "The words of a published footnote stand under another label."
    MovedAnchor "moved-anchor" Error "A published place would come to mean another heading."
    DoubtfulParagraph "doubtful-paragraph" Warning "It cannot be told which paragraph a published place meant."
    NoRecord "no-record" Warning "A site that is published keeps no record of its addresses."
    LostBaseUrl "lost-base-url" Error "The site has no address any more, so that its feeds and calendar would be gone."
    UncitedSource "uncited-source" Warning "A source that had a page is no longer cited; its page says so."
    MalformedRecord "malformed-record" Error "`addresses.txt` or a `package.txt` has a line that the program would not write."
    PackageLink "package-link" Error "A page of a package links to something that the package does not hold."
    MissingTemplate "missing-template" Error "A template is named that exists neither in `templates` nor in the built-in theme."
    TemplateComment "template-comment" Warning "A template has an HTML comment, which is withheld from every page."
    IdleTemplate "idle-template" Warning "A template replaces none of the theme's, and no other template uses it."
    TemplateSyntax "template-syntax" Error "A template cannot be read."
    TemplateError "template-error" Error "A template asks for something that its page does not have."
    AbsentFeature "absent-feature" Error "The settings ask for something that this program was made without."
    NoPdf "no-pdf" Error "A page is too large for a PDF."
    TakesTooLong "takes-too-long" Error "While somebody writes, reading a file or making a page takes so long that it was given up."
    ProgramFault "program-fault" Error "The program itself failed at a file or page; please report it."
}
