//! Checks a WACZ file, down to the last byte.
//!
//! Takes: the path of a WACZ file.
//! Gives: everything that is wrong with it, as sentences.
//! Never: unpacks to disk, or keeps more than the lists in memory.
//!
//! The bytes of a WACZ file from this program follow from its five entries alone. So the entries are read and written
//! once more into [`Compared`], which keeps nothing, and any difference from the file is found: no header, gap or
//! trailing byte can say something else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use serde_json::Value;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::archive::wacz::{self, INDEX, PACKAGE, PACKAGE_DIGEST, PAGES, RECORDS, Size};
use crate::archive::warc::{self, RecordType};
use crate::project::digest;

/// The entries of a file, in order.
const ENTRIES: [&str; 5] = [RECORDS, INDEX, PAGES, PACKAGE, PACKAGE_DIGEST];
/// The largest list that is read whole, in bytes.
const LARGEST_LIST: u64 = 64 << 20;

type WaczZip = ZipArchive<BufReader<File>>;

/// Everything that is wrong with a WACZ file, as sentences.
pub(super) fn check(path: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    if let Err(what) = check_all(path, &mut wrong) {
        wrong.push(what);
    }
    wrong
}

fn check_all(path: &Path, wrong: &mut Vec<String>) -> Result<(), String> {
    let open = || File::open(path).map_err(|e| format!("it cannot be read: {e}"));
    let mut archive = ZipArchive::new(BufReader::new(open()?)).map_err(|e| format!("it is not a ZIP file: {e}"))?;
    let names: Vec<String> =
        (0..archive.len()).filter_map(|i| Some(archive.name_for_index(i)?.ok()?.into_owned())).collect();
    if names != ENTRIES {
        return Err(format!(
            "it holds other entries than a WACZ file of this program: {}",
            names.join(", ").escape_debug()
        ));
    }
    for (index, name) in ENTRIES.iter().enumerate() {
        let entry = archive.by_index_raw(index).map_err(|e| format!("`{name}` cannot be read: {e}"))?;
        if entry.compression() != CompressionMethod::Stored {
            return Err(format!("`{name}` is compressed by ZIP, which hides its size"));
        }
    }
    rewrite(&mut archive, &open()?, Size::Usual).or_else(|usual| match open() {
        Ok(file) => rewrite(&mut archive, &file, Size::Large).map_err(|_| usual),
        Err(_) => Err(usual),
    })?;
    check_digests(&mut archive, wrong)?;
    check_records(&mut archive, wrong)
}

/// Writes the entries once more, and compares.
fn rewrite(archive: &mut WaczZip, file: &File, size: Size) -> Result<(), String> {
    let failed = |e: &dyn std::fmt::Display| format!("it differs from what its entries make: {e}");
    let length = file.metadata().map_err(|e| failed(&e))?.len();
    let mut zip = ZipWriter::new(Compared { file, at: 0, end: 0, differing: BTreeSet::new() });
    let mut write = |index: usize, name: &str| -> Result<(), String> {
        let size = if name == RECORDS { size } else { Size::Usual };
        zip.start_file(name, wacz::options(size)).map_err(|e| failed(&e))?;
        let mut entry = archive.by_index(index).map_err(|e| failed(&e))?;
        digest::copy(&mut entry, &mut zip).map(drop).map_err(|e| format!("`{name}` is damaged: {e}"))
    };
    let written = ENTRIES.iter().enumerate().try_for_each(|(index, name)| write(index, name));
    // Finished in any case: a writer that is dropped earlier complains by itself.
    let compared = zip.finish();
    written?;
    let compared = compared.map_err(|e| failed(&e))?;
    match compared.differing.first() {
        Some(at) => Err(failed(&format!("first at byte {at}"))),
        None if compared.end != length => Err(failed(&format!("it has {length} bytes instead of {}", compared.end))),
        None => Ok(()),
    }
}

/// A writer that compares bytes with those of a file instead of keeping them. When asked to seek back to a header, it
/// does.
struct Compared<'a> {
    file: &'a File,
    at: u64,
    end: u64,
    differing: BTreeSet<u64>,
}

/// How many differing bytes are kept for a writer that comes back to them. Beyond that, all that matters is that there
/// are some.
const ENOUGH: usize = 4096;

impl Write for Compared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut there = Vec::with_capacity(bytes.len());
        self.file.seek(SeekFrom::Start(self.at))?;
        self.file.take(bytes.len() as u64).read_to_end(&mut there)?;
        for (offset, wanted) in bytes.iter().enumerate() {
            let at = self.at + offset as u64;
            match there.get(offset) == Some(wanted) {
                true => self.differing.remove(&at),
                false => self.differing.len() < ENOUGH && self.differing.insert(at),
            };
        }
        self.at += bytes.len() as u64;
        self.end = self.end.max(self.at);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Compared<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.end.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::other("a place before the file"))?;
        Ok(self.at)
    }
}

fn text(archive: &mut WaczZip, name: &str) -> Result<String, String> {
    let entry = archive.by_name(name).map_err(|e| format!("`{name}` cannot be read: {e}"))?;
    let mut text = String::new();
    entry.take(LARGEST_LIST + 1).read_to_string(&mut text).map_err(|e| format!("`{name}` cannot be read: {e}"))?;
    if text.len() as u64 > LARGEST_LIST { Err(format!("`{name}` is larger than any list")) } else { Ok(text) }
}

fn json(text: &str, name: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|e| format!("`{name}` is not JSON: {e}"))
}

/// Checks that the list of files has the digest that is named, and each file the digest in the list.
fn check_digests(archive: &mut WaczZip, wrong: &mut Vec<String>) -> Result<(), String> {
    let package = text(archive, PACKAGE)?;
    let named = json(&text(archive, PACKAGE_DIGEST)?, PACKAGE_DIGEST)?;
    if named["path"] != PACKAGE || named["hash"] != format!("sha256:{}", digest::sha256(package.as_bytes())) {
        wrong.push(format!("`{PACKAGE}` has another digest than `{PACKAGE_DIGEST}` names"));
    }
    let package = json(&package, PACKAGE)?;
    let resources = package["resources"].as_array().map(Vec::as_slice).unwrap_or_default();
    for name in [RECORDS, INDEX, PAGES] {
        let listed: Vec<&Value> = resources.iter().filter(|r| r["path"] == name).collect();
        let mut entry = archive.by_name(name).map_err(|e| format!("`{name}` cannot be read: {e}"))?;
        let (sha256, size) = digest::sha256_of(&mut entry).map_err(|e| format!("`{name}` cannot be read: {e}"))?;
        let fits = |r: &Value| r["hash"] == format!("sha256:{sha256}") && r["bytes"] == size;
        if listed.len() != 1 || !listed.iter().all(|r| fits(r)) {
            wrong.push(format!("`{name}` has another size or digest than `{PACKAGE}` names"));
        }
    }
    if resources.len() != 3 {
        wrong.push(format!("`{PACKAGE}` lists files that are not there"));
    }
    Ok(())
}

/// Checks that every record is sound, the index knows the place of every response, and every page is one of them.
fn check_records(archive: &mut WaczZip, wrong: &mut Vec<String>) -> Result<(), String> {
    let records = {
        let entry = archive.by_name(RECORDS).map_err(|e| format!("`{RECORDS}` cannot be read: {e}"))?;
        warc::read(BufReader::new(entry)).map_err(|what| format!("`{RECORDS}`: {what}"))?
    };
    let responses: BTreeMap<String, (u64, u64)> = records
        .into_iter()
        .filter(|r| r.kind == Some(RecordType::Response))
        .map(|r| (r.url, (r.offset, r.length)))
        .collect();
    let mut indexed = BTreeMap::new();
    for line in text(archive, INDEX)?.lines() {
        let fields = json(line.splitn(3, ' ').nth(2).unwrap_or(""), INDEX)?;
        let number = |key: &str| fields[key].as_str().and_then(|n| n.parse::<u64>().ok()).unwrap_or(u64::MAX);
        indexed.insert(fields["url"].as_str().unwrap_or("").to_owned(), (number("offset"), number("length")));
    }
    if indexed != responses {
        wrong.push(format!("`{INDEX}` names other places than the records have"));
    }
    for line in text(archive, PAGES)?.lines().skip(1) {
        let url = json(line, PAGES)?["url"].as_str().unwrap_or("").to_owned();
        if !responses.contains_key(&url) {
            wrong.push(format!("`{PAGES}` lists `{}`, which was not recorded", url.escape_debug()));
        }
    }
    Ok(())
}
