//! From a file to an input: the only place in the importer that reads files and runs programs.
//!
//! Takes: a path or bytes, and their format if it is known.
//! Gives: an [`ImportInput`], or why there cannot be one.
//! Never: keeps more in memory than a letter could need, however much a small file unpacks to.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::decode::decode;
use super::external_program::{PANDOC, PDFTOTEXT};
use super::gazette_xml;
use super::load_error::LoadError;
use super::readable_text::readable;
use crate::diagnostic::message;
use crate::import::input::{DocumentFormat, ImportInput, ImportSource};

/// The largest file that is read, in bytes. A letter of a hundred pages with pictures is a tenth of this.
pub(crate) const LARGEST_FILE: u64 = 48 << 20;
/// The largest text that is read, in bytes. The longest agendas are a hundredth of this.
const LARGEST_TEXT: usize = 4 << 20;
/// The most that the texts of a Word document may unpack to, in bytes; a hundred pages are a tenth of this.
const LARGEST_UNPACKED: u64 = 32 << 20;

/// How many bytes of a file are enough to tell its format.
const HEAD: usize = 4096;
/// Within how many bytes a PDF says that it is one (PDF 1.7, appendix H.3.4.1).
const PDF_HEAD: usize = 1024;
/// How many bytes at the start and at the end of an archive are searched for the names of its files.
const NAMES_AT_START: usize = 1 << 20;
/// See `NAMES_AT_START`.
const NAMES_AT_END: usize = 1 << 16;

impl ImportInput {
    /// Reads a file. If `format` is `None`, the content tells it. Word documents need `pandoc`, and PDFs need
    /// `pdftotext`.
    ///
    /// # Errors
    /// When the file cannot be read, is too large, or needs a program that is missing or fails.
    pub fn from_file(file: &Path, format: Option<DocumentFormat>) -> Result<ImportInput, LoadError> {
        let bytes = read_file(file).map_err(LoadError::Io)?;
        let name = file.file_name().map_or("-".to_owned(), |name| name.to_string_lossy().into_owned());
        ImportInput::from_bytes(name, &bytes, format)
    }

    /// Makes an input from the bytes of a file. `name` is only for the report.
    ///
    /// # Errors
    /// As [`ImportInput::from_file`], except for reading the file.
    pub fn from_bytes(name: String, bytes: &[u8], format: Option<DocumentFormat>) -> Result<ImportInput, LoadError> {
        if bytes.len() as u64 > LARGEST_FILE {
            return Err(LoadError::TooLarge(LARGEST_FILE >> 20));
        }
        let format = match format {
            Some(format) => format,
            None => detect(bytes)?,
        };
        let mut findings = Vec::new();
        let source = match format {
            DocumentFormat::Docx => {
                check_unpacked(bytes)?;
                ImportSource::Pandoc(readable(&PANDOC.read(bytes)?).into_owned())
            }
            DocumentFormat::Pdf => ImportSource::Boxes(readable(&PDFTOTEXT.read(bytes)?).into_owned()),
            DocumentFormat::Html => ImportSource::Html(check_length(decode(bytes, &mut findings))?),
            DocumentFormat::Xml => ImportSource::Gazette(check_length(decode(bytes, &mut findings))?),
            DocumentFormat::Text => ImportSource::Text(check_length(decode(bytes, &mut findings))?),
        };
        let empty = match &source {
            ImportSource::Text(text) => text.trim().is_empty(),
            ImportSource::Boxes(boxes) => !boxes.contains("<word"),
            ImportSource::Html(_) | ImportSource::Pandoc(_) | ImportSource::Gazette(_) => bytes.is_empty(),
        };
        if empty { Err(LoadError::Empty) } else { Ok(ImportInput { name, source, findings }) }
    }
}

/// The bytes of a file, one more than the [largest](LARGEST_FILE) at most.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn read_file(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Refuses an archive whose texts unpack to more than any letter has: a few MB can contain GBs. What is no archive is
/// left to pandoc.
pub(crate) fn check_unpacked(bytes: &[u8]) -> Result<(), LoadError> {
    let Ok(mut archive) = zip::ZipArchive::new(io::Cursor::new(bytes)) else { return Ok(()) };
    let mut left = LARGEST_UNPACKED + 1;
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index_raw(index) else { continue };
        let text = entry.name().is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels"));
        // An archive may lie about sizes, so texts are unpacked to count them; pictures are not needed.
        if text && entry.compression() == zip::CompressionMethod::DEFLATE {
            let mut unpacked = flate2::read::DeflateDecoder::new(entry).take(left);
            left -= io::copy(&mut unpacked, &mut io::sink()).unwrap_or(0);
        }
        if left == 0 {
            return Err(LoadError::TooLarge(LARGEST_UNPACKED >> 20));
        }
    }
    Ok(())
}

fn check_length(text: String) -> Result<String, LoadError> {
    if text.len() > LARGEST_TEXT { Err(LoadError::TooLarge((LARGEST_TEXT >> 20) as u64)) } else { Ok(text) }
}

/// Tells the format from the content.
///
/// # Errors
/// For formats that are recognised but cannot be read.
fn detect(bytes: &[u8]) -> Result<DocumentFormat, LoadError> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if head[..head.len().min(PDF_HEAD)].windows(5).any(|five| five == b"%PDF-") {
        return Ok(DocumentFormat::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") {
        let docx = archive_names(bytes, b"word/");
        return if docx {
            Ok(DocumentFormat::Docx)
        } else {
            Err(LoadError::Unknown(message!("import-format-archive")))
        };
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(LoadError::Unknown(message!("import-format-doc")));
    }
    if head.starts_with(b"{\\rtf") {
        return Err(LoadError::Unknown(message!("import-format-rtf")));
    }
    if gazette_xml::is_gazette(&String::from_utf8_lossy(head)) {
        return Ok(DocumentFormat::Xml);
    }
    Ok(if is_html(&String::from_utf8_lossy(head)) { DocumentFormat::Html } else { DocumentFormat::Text })
}

/// Whether an archive contains a file whose name begins like this. Names are stored uncompressed in a zip file.
fn archive_names(bytes: &[u8], beginning: &[u8]) -> bool {
    let windows = || bytes.windows(beginning.len());
    windows().take(NAMES_AT_START).any(|part| part == beginning)
        || windows().rev().take(NAMES_AT_END).any(|part| part == beginning)
}

fn is_html(head: &str) -> bool {
    let text = head.to_lowercase();
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    ["<!doctype html", "<html", "<head", "<body", "<main", "<article", "<div", "<p>", "<h1"]
        .iter()
        .any(|tag| start.starts_with(tag))
        || ((start.starts_with("<?xml") || start.starts_with("<!--")) && text.contains("<html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_content() {
        assert_eq!(detect(b"%PDF-1.7").ok(), Some(DocumentFormat::Pdf));
        assert_eq!(detect(b"PK\x03\x04....word/document.xml").ok(), Some(DocumentFormat::Docx));
        assert_eq!(detect(b"\xef\xbb\xbf <!DOCTYPE html><p>").ok(), Some(DocumentFormat::Html));
        assert_eq!(detect(b"Hierbij bied ik").ok(), Some(DocumentFormat::Text));
        assert_eq!(detect(b"").ok(), Some(DocumentFormat::Text));
        assert!(detect(b"\xd0\xcf\x11\xe0").is_err());
        assert!(detect(b"PK\x03\x04 something else").is_err());
    }

    #[test]
    fn too_large_is_refused() {
        let large = vec![b'a'; LARGEST_TEXT + 1];
        assert!(matches!(ImportInput::from_bytes("x".into(), &large, None), Err(LoadError::TooLarge(_))));
    }
}
