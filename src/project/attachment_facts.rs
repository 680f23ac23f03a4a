//! What office programs write into attachments besides their text.
//!
//! Takes: an open attachment, by the ending of its name.
//! Gives: a diagnostic for each name of a person, tracked change and remark that whoever gets the file can read.
//! Never: reads more of a file than the ceilings allow, or changes one.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Message, message};

/// The most that is read of a PDF at either end, and of one part of an office file, in bytes.
const MOST: u64 = 4 << 20;

/// Words of which one makes a name that of an organisation or a program.
const ORGANISATIONS: &[&str] = &[
    "ministerie",
    "gemeente",
    "provincie",
    "waterschap",
    "raad",
    "griffie",
    "stichting",
    "vereniging",
    "dienst",
    "directie",
    "afdeling",
    "secretariaat",
    "commissie",
    "bureau",
    "b.v",
    "n.v",
    "rijkswaterstaat",
    "parlement",
    "ministry",
    "council",
    "commission",
    "office",
    "department",
    "agency",
    "union",
    "bestuur",
    "team",
    "microsoft",
    "adobe",
    "libreoffice",
    "openpyxl",
    "python",
    "pandoc",
    "acrobat",
    "unknown",
    "onbekend",
    "anonymous",
    "administrator",
    "user",
    "gebruiker",
    "author",
    "auteur",
    "un-named",
];

/// What an attachment tells besides its text.
pub(crate) fn look(path: &Arc<str>, file: File) -> Vec<Diagnostic> {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let found = match ending.as_str() {
        "docx" | "docm" | "dotx" | "xlsx" | "xlsm" | "pptx" | "pptm" => office(file),
        "odt" | "ods" | "odp" | "odg" | "ott" | "ots" | "otp" => open_document(file),
        "pdf" => pdf(file),
        _ => Vec::new(),
    };
    let report = |message| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let hint = message!("attachment-metadata.hint", name);
        Diagnostic::whole(Code::AttachmentMetadata, path, message).hint(hint)
    };
    found.into_iter().map(report).collect()
}

/// Office Open XML (ECMA-376, part 2, 11.1 for the properties).
fn office(file: File) -> Vec<Message> {
    let Ok(mut archive) = zip::ZipArchive::new(file) else { return Vec::new() };
    let core = part(&mut archive, "docProps/core.xml").unwrap_or_default();
    let app = part(&mut archive, "docProps/app.xml").unwrap_or_default();
    let mut found =
        people([element(&core, "dc:creator"), element(&core, "cp:lastModifiedBy"), element(&app, "Manager")]);
    if let Some(text) = part(&mut archive, "word/document.xml")
        && ["<w:ins ", "<w:del ", "<w:moveFrom "].iter().any(|tag| text.contains(tag))
    {
        found.push(message!("attachment-changes"));
    }
    let remarks = |name: &str| {
        name.starts_with("word/comments") || name.starts_with("xl/comments") || name.starts_with("ppt/comments")
    };
    if archive.file_names().flatten().any(|name| remarks(&name)) {
        found.push(message!("attachment-remarks"));
    }
    found
}

/// OpenDocument (ISO/IEC 26300, part 1, 4.3 for the properties).
fn open_document(file: File) -> Vec<Message> {
    let Ok(mut archive) = zip::ZipArchive::new(file) else { return Vec::new() };
    let meta = part(&mut archive, "meta.xml").unwrap_or_default();
    let tags = ["meta:initial-creator", "dc:creator", "meta:printed-by"];
    let mut found = people(tags.map(|tag| element(&meta, tag)));
    if let Some(text) = part(&mut archive, "content.xml") {
        if text.contains("<text:tracked-changes") || text.contains("<table:tracked-changes") {
            found.push(message!("attachment-changes"));
        }
        if text.contains("<office:annotation ") || text.contains("<office:annotation>") {
            found.push(message!("attachment-remarks"));
        }
    }
    found
}

/// What is said of names, each once, if they are of people.
fn people<const N: usize>(names: [Option<&str>; N]) -> Vec<Message> {
    let mut told: Vec<&str> = Vec::new();
    for name in names.into_iter().flatten().filter(|name| is_person(name)) {
        if !told.contains(&name) {
            told.push(name);
        }
    }
    told.into_iter().map(|name| message!("attachment-metadata", name)).collect()
}

/// A part of an office file as text, if it is there and not too large.
fn part(archive: &mut zip::ZipArchive<File>, name: &str) -> Option<String> {
    let index = archive.index_for_name(name)?;
    let raw = archive.by_index_raw(index).ok()?;
    let deflated = raw.compression() == zip::CompressionMethod::DEFLATE;
    let mut text = Vec::new();
    match deflated {
        true => flate2::read::DeflateDecoder::new(raw).take(MOST).read_to_end(&mut text).ok()?,
        false => raw.take(MOST).read_to_end(&mut text).ok()?,
    };
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// The text of the first element with this tag.
fn element<'t>(xml: &'t str, tag: &str) -> Option<&'t str> {
    let begin = xml.find(&format!("<{tag}>")).map(|at| at + tag.len() + 2)?;
    let end = xml[begin..].find("</")?;
    Some(xml[begin..begin + end].trim())
}

/// The author of a PDF (ISO 32000-2, 14.3), where it stands near the beginning or the end, packed or not.
fn pdf(mut file: File) -> Vec<Message> {
    let mut bytes = Vec::new();
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let mut head = (&mut file).take(MOST);
    if head.read_to_end(&mut bytes).is_err() {
        return Vec::new();
    }
    if size > MOST && file.seek(SeekFrom::Start(size.saturating_sub(MOST).max(MOST))).is_ok() {
        let _ = file.take(MOST).read_to_end(&mut bytes);
    }
    let mut names = authors(&bytes);
    unpacked(&bytes).for_each(|text| names.extend(authors(&text)));
    names.sort();
    names.dedup();
    names.into_iter().filter(|name| is_person(name)).map(|name| message!("attachment-metadata", name)).collect()
}

/// The authors that a piece of a PDF names: as one of its properties, and in its metadata.
fn authors(bytes: &[u8]) -> Vec<String> {
    // Each byte as the character of its number, so that nothing of a text in Latin letters is lost.
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let typed = text.find("/Author").and_then(|at| literal(text[at + "/Author".len()..].trim_start()));
    let written = text.find("<dc:creator>").and_then(|at| {
        let rest = &text[at..text[at..].find("</dc:creator>").map_or(text.len(), |end| at + end)];
        element(rest, "rdf:li").map(str::to_owned)
    });
    typed.into_iter().chain(written).collect()
}

/// The packed streams of a PDF that can hold its properties: those of objects and of metadata (7.5.7 and 14.3.2), until
/// they come to more than the ceiling.
fn unpacked(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let mut left = MOST;
    let begins = places(bytes, b"stream").filter(|at| !bytes[..*at].ends_with(b"end"));
    begins.filter_map(move |at| {
        let dictionary = &bytes[at.saturating_sub(DICTIONARY)..at];
        let own = places(dictionary, b" obj").last().map_or(dictionary, |begin| &dictionary[begin..]);
        let has = |name: &[u8]| places(own, name).next().is_some();
        if left == 0 || !has(b"/FlateDecode") || !(has(b"/ObjStm") || has(b"/Metadata")) {
            return None;
        }
        let packed = bytes[at + b"stream".len()..].trim_ascii_start();
        let mut text = Vec::new();
        // What was read before a fault is kept: the end of a stream lies beyond what is read of a large file.
        let _ = flate2::read::ZlibDecoder::new(packed).take(left).read_to_end(&mut text);
        left -= text.len() as u64;
        Some(text)
    })
}

/// How far before a stream its dictionary is looked for, in bytes.
const DICTIONARY: usize = 512;

/// Where some bytes stand.
fn places<'b>(bytes: &'b [u8], wanted: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    (0..bytes.len().saturating_sub(wanted.len() - 1)).filter(move |at| bytes[*at..].starts_with(wanted))
}

/// A text between parentheses, or one of hexadecimal digits; in UTF-16 if it begins with its mark.
fn literal(text: &str) -> Option<String> {
    let bytes: Vec<u8> = match text.chars().next()? {
        '(' => {
            let end = text.char_indices().find(|(at, c)| *c == ')' && !text[..*at].ends_with('\\'))?.0;
            text[1..end].chars().filter(|c| *c != '\\').filter_map(|c| u8::try_from(c).ok()).collect()
        }
        '<' => {
            let digits: Vec<u32> = text[1..text.find('>')?].chars().filter_map(|c| c.to_digit(16)).collect();
            digits.chunks(2).filter_map(|pair| u8::try_from(pair[0] * 16 + pair.get(1).unwrap_or(&0)).ok()).collect()
        }
        _ => return None,
    };
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            Some(String::from_utf16_lossy(&units))
        }
        None => Some(bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}

/// Whether a name is probably that of a person.
fn is_person(name: &str) -> bool {
    let lower = name.to_lowercase();
    let acronym = name.len() <= 6 && name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    name.chars().any(char::is_alphabetic)
        && name.chars().count() <= 80
        && !acronym
        && !lower.split([' ', ',', '-', '_']).any(of_organisation)
}

/// Whether a word is of the name of an organisation. Long ones begin longer words.
fn of_organisation(word: &str) -> bool {
    ORGANISATIONS
        .iter()
        .any(|known| word.trim_end_matches('.') == *known || (known.len() > 6 && word.starts_with(known)))
}
