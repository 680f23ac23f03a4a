//! WACZ 1.1.1, a web archive in one file that players can open (Webrecorder).
//!
//! Takes: a title, a date, and what is served at which address.
//! Gives: a ZIP file with the WARC records, their index, the list of pages and the digests of all three.
//! Never: compresses anything twice, or lets the time or the order of work influence its bytes.

use std::io::{self, Read, Seek, Write};

use data_encoding::HEXLOWER;
use jiff::civil::Date;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode, percent_encode};
use serde_json::json;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::archive::warc::{self, RecordPlace, Served};

/// The WARC records.
pub(super) const RECORDS: &str = "archive/data.warc.gz";
/// The index of the records.
pub(super) const INDEX: &str = "indexes/index.cdx";
/// The list of pages.
pub(super) const PAGES: &str = "pages/pages.jsonl";
/// The list of files with their digests.
pub(super) const PACKAGE: &str = "datapackage.json";
/// The digest of that list.
pub(super) const PACKAGE_DIGEST: &str = "datapackage-digest.json";

/// What a WACZ file says about itself.
#[derive(Debug, Clone)]
pub(super) struct About<'a> {
    pub title: &'a str,
    /// The address that a player opens first.
    pub main: &'a str,
    /// The date of every record.
    pub date: Date,
    /// The name and version of this program.
    pub software: &'a str,
    /// Whether the records may take up more than 4 GiB.
    pub size: Size,
}

/// How large the records may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// Less than 4 GiB.
    Usual,
    /// More, so that the file needs the ZIP64 fields.
    Large,
}

/// Writes a WACZ file.
pub(super) struct WaczWriter<'a, W: Write + Seek> {
    warc: warc::WarcWriter<Digesting<ZipWriter<W>>>,
    about: About<'a>,
    places: Vec<RecordPlace>,
    pages: Vec<(String, String)>,
}

impl<'a, W: Write + Seek> WaczWriter<'a, W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub(super) fn begin(out: W, about: About<'a>) -> io::Result<Self> {
        let mut zip = ZipWriter::new(out);
        zip.start_file(RECORDS, options(about.size)).map_err(io::Error::other)?;
        let warc = warc::WarcWriter::begin(
            Digesting { inner: zip, hasher: Sha256::new(), size: 0 },
            about.date,
            about.software,
        )?;
        Ok(WaczWriter { warc, about, places: Vec::new(), pages: Vec::new() })
    }

    /// Adds a page, which players list with its title.
    ///
    /// # Errors
    /// As [`WaczWriter::add`].
    pub(super) fn add_page<R: Read>(
        &mut self,
        title: &str,
        served: Served,
        open: impl Fn() -> io::Result<R>,
    ) -> io::Result<()> {
        self.pages.push((served.url.to_owned(), title.to_owned()));
        self.add(served, open)
    }

    /// Adds anything else that is served.
    ///
    /// # Errors
    /// When it cannot be read or changes while being read, or the file cannot be written.
    pub(super) fn add<R: Read>(&mut self, served: Served, open: impl Fn() -> io::Result<R>) -> io::Result<()> {
        let place = self.warc.add(served, open)?;
        self.places.push(place);
        Ok(())
    }

    /// Adds the index and the lists, and ends the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn finish(self) -> io::Result<W> {
        let WaczWriter { warc, about, mut places, pages } = self;
        let Digesting { inner: mut zip, hasher, size } = warc.finish();
        let mut resources = vec![resource(RECORDS, &HEXLOWER.encode(&hasher.finalize()), size)];
        places.sort_by_cached_key(|place| (surt(&place.url), place.offset));
        let index: String = places.iter().map(|place| index_line(place, about.date)).collect();
        for (path, text) in [(INDEX, index), (PAGES, page_list(&pages, about.date))] {
            put(&mut zip, path, text.as_bytes())?;
            resources.push(resource(path, &crate::project::digest::sha256(text.as_bytes()), text.len() as u64));
        }
        let package = json!({
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": about.title,
            "created": warc::timestamp(about.date),
            "software": about.software,
            "mainPageUrl": about.main,
            "mainPageDate": warc::timestamp(about.date),
            "resources": resources,
        });
        let package = format!("{package:#}\n");
        put(&mut zip, PACKAGE, package.as_bytes())?;
        let digest = json!({ "path": PACKAGE, "hash": format!("sha256:{}", crate::project::digest::sha256(package.as_bytes())) });
        put(&mut zip, PACKAGE_DIGEST, format!("{digest:#}\n").as_bytes())?;
        zip.finish().map_err(io::Error::other)
    }
}

/// How every entry is written: stored, so that a player can fetch a part of it, and dated to the first time that ZIP
/// knows.
pub(super) fn options(size: Size) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644)
        .large_file(size == Size::Large)
}

fn put<W: Write + Seek>(zip: &mut ZipWriter<W>, path: &str, bytes: &[u8]) -> io::Result<()> {
    zip.start_file(path, options(Size::Usual)).map_err(io::Error::other)?;
    zip.write_all(bytes)
}

fn resource(path: &str, sha256: &str, bytes: u64) -> serde_json::Value {
    let name = path.rsplit('/').next().unwrap_or(path);
    json!({ "name": name, "path": path, "hash": format!("sha256:{sha256}"), "bytes": bytes })
}

/// A line of the index (CDXJ): the sort key of the address, the time, and the place of the record.
fn index_line(place: &RecordPlace, date: Date) -> String {
    let time = format!("{}000000", date.strftime("%Y%m%d"));
    let fields = json!({
        "url": place.url,
        "mime": place.mime,
        "status": "200",
        "digest": place.digest,
        "length": place.length.to_string(),
        "offset": place.offset.to_string(),
        "filename": "data.warc.gz",
    });
    format!("{} {time} {fields}\n", surt(&place.url))
}

fn page_list(pages: &[(String, String)], date: Date) -> String {
    let mut text = format!("{}\n", json!({ "format": "json-pages-1.0", "id": "pages", "title": "All Pages" }));
    for (url, title) in pages {
        let id = &crate::project::digest::sha256(url.as_bytes())[..16];
        text.push_str(&format!("{}\n", json!({ "id": id, "url": url, "ts": warc::timestamp(date), "title": title })));
    }
    text
}

/// The characters that stay encoded in a sort key.
const KEY: &AsciiSet = &CONTROLS.add(b' ').add(b'#').add(b'%');

/// The sort key of an address: the parts of the host in reverse, then the path, in lower case and without a last `/`
/// (SURT).
pub(super) fn surt(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, path) = rest.find('/').map_or((rest, "/"), |i| rest.split_at(i));
    let (host, port) = host.find(':').map_or((host, ""), |i| host.split_at(i));
    let host = host.to_lowercase();
    let mut labels: Vec<&str> = host.strip_prefix("www.").unwrap_or(&host).split('.').collect();
    labels.reverse();
    // As other tools do, this decodes everything, however often it was encoded, and encodes as little as possible
    // again.
    let mut decoded = path.as_bytes().to_vec();
    loop {
        let again: Vec<u8> = percent_decode(&decoded).collect();
        if again == decoded {
            break;
        }
        decoded = again;
    }
    let path = percent_encode(&decoded, KEY).to_string().to_lowercase();
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { &path };
    format!("{}{port}){path}", labels.join(","))
}

struct Digesting<W> {
    inner: W,
    hasher: Sha256,
    size: u64,
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use jiff::civil::date;

    pub(crate) fn a_small_one() -> Vec<u8> {
        let about = About {
            title: "Raad “JBZ”",
            main: "https://a.example/x/",
            date: date(2024, 6, 14),
            software: "voetnoot/0",
            size: Size::Usual,
        };
        let mut writer = WaczWriter::begin(io::Cursor::new(Vec::new()), about).unwrap();
        let html = Served {
            url: "https://a.example/x/",
            mime: "text/html",
            content_type: "text/html; charset=utf-8".to_owned(),
        };
        writer.add_page("Raad", html, || Ok(&b"<p>"[..])).unwrap();
        let css = Served {
            url: "https://a.example/a.css",
            mime: "text/css",
            content_type: "text/css; charset=utf-8".to_owned(),
        };
        writer.add(css, || Ok(&b"a{}"[..])).unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        assert_eq!(a_small_one(), a_small_one());
    }

    #[test]
    fn the_index_is_sorted_by_its_keys() {
        let mut zip = zip::ZipArchive::new(io::Cursor::new(a_small_one())).unwrap();
        let mut index = String::new();
        zip.by_name(INDEX).unwrap().read_to_string(&mut index).unwrap();
        let keys: Vec<&str> = index.lines().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(keys, ["example,a)/a.css", "example,a)/x"]);
    }

    #[test]
    fn sort_keys_are_those_of_other_tools() {
        // As given by the Python package `surt` 0.3.1.
        assert_eq!(surt("https://www.Agenda.example.nl/Vergaderingen/x/"), "nl,example,agenda)/vergaderingen/x");
        assert_eq!(surt("http://localhost:8080/"), "localhost:8080)/");
        assert_eq!(surt("https://a.example/b%20%26%20%C3%A9%25%23.txt"), "example,a)/b%20&%20%c3%a9%25%23.txt");
    }
}
