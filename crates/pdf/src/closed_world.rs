//! The typesetter, in a world that holds one document and the fonts.
//!
//! Takes: fonts, and a [`PrintedDocument`].
//! Gives: the bytes of a PDF, or why there is none.
//! Never: gives the typesetter a file, a package, an address or a day that is not part of the document.

use std::fmt;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::description::PrintedDocument;
use crate::settable::settable;

/// How many characters a document may have. Time and memory grow with them, so this bounds both.
pub const MOST_TEXT: usize = 1_500_000;

/// How many pages a document may have.
pub const MOST_PAGES: usize = 3000;

/// After how many documents a piece of one that was not needed again is forgotten.
const REMEMBERED: usize = 4;

/// How a document looks.
const LOOK: &str = include_str!("document.typ");

/// Makes PDFs with some fonts. One can make several at a time.
pub struct Typesetter {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    look: Source,
}

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TypesettingFailure {
    /// Some of the fonts cannot be read.
    Fonts,
    /// There are more than [`MOST_TEXT`] characters.
    TooMuchText,
    /// There are more than [`MOST_PAGES`] pages.
    TooManyPages,
    /// The typesetter says this, in English: a mistake of this crate.
    Refused(String),
}

impl fmt::Display for TypesettingFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TypesettingFailure::Fonts => f.write_str("a font cannot be read"),
            TypesettingFailure::TooMuchText => write!(f, "it has more than {MOST_TEXT} characters"),
            TypesettingFailure::TooManyPages => write!(f, "it has more than {MOST_PAGES} pages"),
            TypesettingFailure::Refused(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for TypesettingFailure {}

impl Typesetter {
    /// One with these fonts, each a whole TrueType or OpenType file. Those called `Voetnoot Serif` and `Voetnoot Sans`
    /// are used.
    ///
    /// # Errors
    /// When one of them is no font.
    pub fn new(fonts: &[&'static [u8]]) -> Result<Typesetter, TypesettingFailure> {
        let read = |bytes: &&'static [u8]| Font::new(Bytes::new(*bytes), 0).ok_or(TypesettingFailure::Fonts);
        let fonts: Vec<Font> = fonts.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Typesetter {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            look: Source::new(inner_file("document.typ")?, LOOK.to_owned()),
            fonts,
        })
    }

    /// Sets a document: as PDF/UA-1, and PDF/A as well if its day is known, without which the writer makes none. The same
    /// description gives the same bytes.
    ///
    /// # Errors
    /// When it is too large.
    pub fn typeset(&self, mut document: PrintedDocument) -> Result<Vec<u8>, TypesettingFailure> {
        // The day is that of the files, too.
        document.files.retain(|_| document.date.is_some());
        let has = |c: char| self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)));
        let document = settable(document, &has, MOST_TEXT).ok_or(TypesettingFailure::TooMuchText)?;
        let standards = PdfStandards::new(match (document.date, document.files.is_empty()) {
            (None, _) => &[PdfStandard::Ua_1],
            (Some(_), true) => &[PdfStandard::A_2a, PdfStandard::Ua_1],
            (Some(_), false) => &[PdfStandard::A_3a, PdfStandard::Ua_1],
        });
        let options = PdfOptions {
            ident: if document.identity.is_empty() { Smart::Auto } else { Smart::Custom(document.identity.clone()) },
            creator: Smart::Custom(Some("Voetnoot".to_owned())),
            standards: standards.map_err(|refused| TypesettingFailure::Refused(refused.message().to_string()))?,
            ..PdfOptions::default()
        };
        let world = ClosedWorld::new(self, document)?;
        let set = typst::compile::<PagedDocument>(&world).output.map_err(|refused| first(&refused));
        let made = set.and_then(|set| match set.pages().len() > MOST_PAGES {
            true => Err(TypesettingFailure::TooManyPages),
            false => typst_pdf::pdf(&set, &options).map_err(|refused| first(&refused)),
        });
        comemo::evict(REMEMBERED);
        made
    }
}

/// What the typesetter says first.
fn first(refused: &[SourceDiagnostic]) -> TypesettingFailure {
    let reason = refused.first().map(|diagnostic| diagnostic.message.to_string());
    TypesettingFailure::Refused(reason.unwrap_or_default())
}

/// A name within the world of one document.
fn inner_file(name: &str) -> Result<FileId, TypesettingFailure> {
    let path = VirtualPath::new(name).map_err(|_| TypesettingFailure::Refused(format!("no path: {name}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// One document with what is attached to it.
struct ClosedWorld<'a> {
    typesetter: &'a Typesetter,
    /// The files that the look reads: the description, and what is attached.
    files: Vec<(FileId, Bytes)>,
}

impl<'a> ClosedWorld<'a> {
    fn new(typesetter: &'a Typesetter, mut document: PrintedDocument) -> Result<Self, TypesettingFailure> {
        let attached = std::mem::take(&mut document.files);
        let mut json = serde_json::to_value(&document).map_err(|e| TypesettingFailure::Refused(e.to_string()))?;
        let mut files = Vec::new();
        let mut described = Vec::new();
        for (at, file) in attached.into_iter().enumerate() {
            let path = format!("attached-{at}");
            let mut value = serde_json::to_value(&file).map_err(|e| TypesettingFailure::Refused(e.to_string()))?;
            value["path"] = path.clone().into();
            described.push(value);
            files.push((inner_file(&path)?, Bytes::new(file.bytes)));
        }
        json["files"] = described.into();
        files.push((inner_file("document.json")?, Bytes::from_string(json.to_string())));
        Ok(ClosedWorld { typesetter, files })
    }
}

impl World for ClosedWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typesetter.book
    }

    fn main(&self) -> FileId {
        self.typesetter.look.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.typesetter.look.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let known = self.files.iter().find(|(known, _)| *known == id);
        known.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
