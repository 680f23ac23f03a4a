//! Bytes to an input: the only place that reads files and runs programs. Tells the format by content, decodes text, and has pandoc
//! and pdftotext read Word and PDF. Never waits for a program for ever, never keeps more of its answer than a letter could need.

use std::fmt;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::finding::Finding;
use super::input::{Input, Source};
use super::letters::readable;

/// Largest file that is read, in bytes. A letter of a hundred pages with pictures is a tenth of it.
pub const LARGEST_FILE: u64 = 48 << 20;
/// Largest text that is read, in bytes. The longest agendas are a hundredth of it.
pub const LARGEST_TEXT: usize = 4 << 20;
/// Most that is kept of a program's answer.
const LARGEST_ANSWER: u64 = 64 << 20;
/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// Most that the texts of a Word document may unpack to, in bytes; a hundred pages are a tenth of it.
const LARGEST_UNPACKED: u64 = 32 << 20;

/// How a document is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Html,
    Docx,
    Pdf,
}

/// Why a document cannot be read.
#[derive(Debug)]
pub enum LoadError {
    /// The file cannot be opened or read.
    Io(std::io::Error),
    /// The file or its text is too large; the number is the limit in MB.
    TooLarge(u64),
    /// The program that reads this format is not installed.
    Missing { program: &'static str, package: &'static str },
    /// The program failed, with its first words.
    Failed { program: &'static str, message: String },
    /// The program took too long.
    Slow { program: &'static str },
    /// A format that nothing here reads, such as old Word files.
    Unknown(&'static str),
    /// There is no text in it.
    Empty,
}

impl fmt::Display for LoadError {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            LoadError::Io(error) => write!(out, "the file cannot be read: {error}"),
            LoadError::TooLarge(limit) => write!(out, "the document, or its text when unpacked, is larger than {limit} MB"),
            LoadError::Missing { program, .. } => write!(out, "`{program}` is not installed, and only it can read this format"),
            LoadError::Failed { program, message } => write!(out, "`{program}` could not read the document: {message}"),
            LoadError::Slow { program } => write!(out, "`{program}` took longer than {} seconds and was stopped", PATIENCE.as_secs()),
            LoadError::Unknown(what) => write!(out, "{what} cannot be read"),
            LoadError::Empty => write!(out, "the document has no text"),
        }
    }
}

impl std::error::Error for LoadError {}

impl LoadError {
    /// What to type or do.
    pub fn hint(&self) -> String {
        match self {
            LoadError::Io(_) => "check the name and the permissions".to_string(),
            LoadError::TooLarge(_) => "take the pictures out, or split the document".to_string(),
            LoadError::Missing { package, .. } => format!(
                "type `sudo apt install {package}` (Debian, Ubuntu) or `brew install {}` (macOS)",
                if *package == "poppler-utils" { "poppler" } else { package }
            ),
            LoadError::Failed { .. } | LoadError::Slow { .. } => "open the document, save it anew and try again".to_string(),
            LoadError::Unknown(_) => "save it as docx, PDF, HTML or plain text".to_string(),
            LoadError::Empty => "a scanned document needs text recognition first".to_string(),
        }
    }
}

/// Reads a file; `-` is standard input. Without a format it is told by the content.
///
/// # Errors
/// When the file cannot be read, is too large, or needs a program that is missing or fails.
pub fn load(file: &Path, format: Option<Format>) -> Result<Input, LoadError> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().take(LARGEST_FILE + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(LARGEST_FILE + 1).read_to_end(&mut bytes))
    };
    read.map_err(LoadError::Io)?;
    let name = file.file_name().map_or("-".to_string(), |name| name.to_string_lossy().into_owned());
    from_bytes(name, &bytes, format)
}

/// Makes an input of bytes.
///
/// # Errors
/// As [`load`], but for reading.
pub fn from_bytes(name: String, bytes: &[u8], format: Option<Format>) -> Result<Input, LoadError> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(LoadError::TooLarge(LARGEST_FILE >> 20));
    }
    let format = match format {
        Some(format) => format,
        None => detect(bytes)?,
    };
    if format == Format::Docx {
        check_unpacked(bytes)?;
    }
    let mut findings = Vec::new();
    let source = match format {
        Format::Docx => Source::Pandoc(utf8(run("pandoc", "pandoc", &["--sandbox", "-f", "docx", "-t", "json"], bytes)?)),
        Format::Pdf => Source::Boxes(utf8(run("pdftotext", "poppler-utils", &["-bbox-layout", "-enc", "UTF-8", "-", "-"], bytes)?)),
        Format::Html => Source::Html(small(decode(bytes, &mut findings))?),
        Format::Text => Source::Text(small(decode(bytes, &mut findings))?),
    };
    let empty = match &source {
        Source::Text(text) => text.trim().is_empty(),
        Source::Boxes(boxes) => !boxes.contains("<word"),
        _ => bytes.is_empty(),
    };
    if empty { Err(LoadError::Empty) } else { Ok(Input { name, source, findings }) }
}

/// Refuses an archive whose texts unpack to more than any letter has: a few MB can hold GBs. What is no archive is left to pandoc.
fn check_unpacked(bytes: &[u8]) -> Result<(), LoadError> {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return Ok(()) };
    let mut left = LARGEST_UNPACKED + 1;
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index_raw(index) else { continue };
        let text = entry.name().is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels"));
        // What an archive says of sizes need not be so; pictures are not unpacked for the text.
        if text && entry.compression() == zip::CompressionMethod::DEFLATE {
            let mut unpacked = flate2::read::DeflateDecoder::new(entry).take(left);
            left -= std::io::copy(&mut unpacked, &mut std::io::sink()).unwrap_or(0);
        }
        if left == 0 {
            return Err(LoadError::TooLarge(LARGEST_UNPACKED >> 20));
        }
    }
    Ok(())
}

fn utf8(bytes: Vec<u8>) -> String {
    readable(&String::from_utf8_lossy(&bytes)).into_owned()
}

fn small(text: String) -> Result<String, LoadError> {
    if text.len() > LARGEST_TEXT { Err(LoadError::TooLarge((LARGEST_TEXT >> 20) as u64)) } else { Ok(text) }
}

/// Tells the format by the first bytes.
///
/// # Errors
/// For formats that are known and cannot be read.
pub fn detect(bytes: &[u8]) -> Result<Format, LoadError> {
    let head = &bytes[..bytes.len().min(4096)];
    let pdf = head[..head.len().min(1024)].windows(5).any(|five| five == b"%PDF-");
    if pdf {
        return Ok(Format::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") {
        // A zip's names stand uncompressed in it, so the kind of document shows.
        let has = |name: &[u8]| {
            bytes.windows(name.len()).take(1 << 20).any(|part| part == name)
                || bytes.windows(name.len()).rev().take(1 << 16).any(|part| part == name)
        };
        return if has(b"word/") { Ok(Format::Docx) } else { Err(LoadError::Unknown("this kind of archive")) };
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(LoadError::Unknown("the old Word format (.doc)"));
    }
    if head.starts_with(b"{\\rtf") {
        return Err(LoadError::Unknown("RTF"));
    }
    let text = String::from_utf8_lossy(head).to_lowercase();
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let html =
        ["<!doctype html", "<html", "<head", "<body", "<main", "<article", "<div", "<p>", "<h1"].iter().any(|tag| start.starts_with(tag))
            || ((start.starts_with("<?xml") || start.starts_with("<!--")) && text.contains("<html"));
    Ok(if html { Format::Html } else { Format::Text })
}

/// Bytes as text: UTF-8, UTF-16 with a mark, else the Windows code page that old files have. Control characters are left out.
pub fn decode(bytes: &[u8], findings: &mut Vec<Finding>) -> String {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_string(),
            Err(error) => not_utf8(bytes, error.valid_up_to(), findings),
        },
    };
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}');
    let is_format = |c: char| matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{200e}' | '\u{200f}');
    let bad = text.chars().filter(|c| is_control(*c)).count();
    if bad > 0 {
        findings.push(Finding::note(0, "control-characters", format!("{bad} control character(s) were left out")));
    }
    let text = text.chars().filter(|c| !is_control(*c) && !is_format(*c)).collect::<String>();
    readable(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned()
}

fn not_utf8(bytes: &[u8], first: usize, findings: &mut Vec<Finding>) -> String {
    let line = bytes[..first].iter().filter(|byte| **byte == b'\n').count() + 1;
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    let sound = lossy.chars().filter(|c| !c.is_ascii() && *c != char::REPLACEMENT_CHARACTER).count();
    if broken > sound {
        let message = "the text is not UTF-8 and was read as Windows-1252".to_string();
        findings.push(Finding::warning(line, "encoding", message).hint("check accents and quotation marks"));
        return encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    }
    let message = format!("{broken} place(s) are not UTF-8, this one first");
    findings.push(Finding::warning(line, "encoding", message).hint("look for the sign \u{fffd} in the result"));
    lossy.into_owned()
}

/// Runs a program with bytes as its input and gives its answer.
fn run(program: &'static str, package: &'static str, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, LoadError> {
    let spawned = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(LoadError::Missing { program, package }),
        Err(error) => return Err(LoadError::Io(error)),
    };
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        // A program that does not read its input to the end closes it: that is for its exit code to tell.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        let answer = scope.spawn(move || read_some(stdout, LARGEST_ANSWER));
        let complaint = scope.spawn(move || read_some(stderr, 1 << 16));
        let ended = wait(&mut child);
        let answer = answer.join().unwrap_or_default();
        let complaint = complaint.join().unwrap_or_default();
        match ended {
            None => Err(LoadError::Slow { program }),
            Some(_) if answer.len() as u64 > LARGEST_ANSWER => Err(LoadError::TooLarge(LARGEST_ANSWER >> 20)),
            Some(false) => {
                let words = String::from_utf8_lossy(&complaint).split_whitespace().take(30).collect::<Vec<_>>().join(" ");
                Err(LoadError::Failed { program, message: words })
            }
            Some(true) => Ok(answer),
        }
    })
}

/// Reads up to a limit and one byte more, then closes the pipe, so that the writer stops.
fn read_some(pipe: Option<impl Read>, limit: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        // What was read before an error is still worth having; the exit code tells the rest.
        let _ = pipe.take(limit + 1).read_to_end(&mut bytes);
    }
    bytes
}

/// Whether the program ended well; nothing when it had to be stopped.
fn wait(child: &mut Child) -> Option<bool> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if start.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(5)),
            _ => {
                // The child may have ended in between; either way it must not be left behind.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_content() {
        assert_eq!(detect(b"%PDF-1.7").ok(), Some(Format::Pdf));
        assert_eq!(detect(b"PK\x03\x04....word/document.xml").ok(), Some(Format::Docx));
        assert_eq!(detect(b"\xef\xbb\xbf <!DOCTYPE html><p>").ok(), Some(Format::Html));
        assert_eq!(detect(b"Hierbij bied ik").ok(), Some(Format::Text));
        assert_eq!(detect(b"").ok(), Some(Format::Text));
        assert!(detect(b"\xd0\xcf\x11\xe0").is_err());
        assert!(detect(b"PK\x03\x04 something else").is_err());
    }

    #[test]
    fn texts_in_old_encodings() {
        let mut findings = Vec::new();
        assert_eq!(decode(b"Oekra\xefne", &mut findings), "Oekraïne");
        assert_eq!(decode(b"\xff\xfeA\x00", &mut findings), "A");
        assert_eq!(decode("é\0\r\nb".as_bytes(), &mut findings), "é\nb");
        assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["encoding", "control-characters"]);
    }

    #[test]
    fn too_large_is_refused() {
        let large = vec![b'a'; LARGEST_TEXT + 1];
        assert!(matches!(from_bytes("x".into(), &large, None), Err(LoadError::TooLarge(_))));
    }
}
