//! WARC 1.1, the file format of web archives (ISO 28500:2017).
//!
//! Takes: addresses with the files that are served there.
//! Gives: a `warcinfo` record, then for each address a `request` and a `response`, each a gzip member of its own, with the place of
//! every response for an index; records read back with their digests checked.
//! Never: asks a server or a clock: the records are made from what is published, and say so.

use std::io::{self, BufRead, Read, Write};

use data_encoding::{BASE32, HEXLOWER};
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::digest;

/// What a record and its headers may add to the block itself, in bytes.
const HEADERS: u64 = 16 << 10;
/// The times by which DEFLATE can shrink a text that people wrote; what shrinks more is made to fill a disk.
const SHRINKS: u64 = 200;

/// What is served at an address.
#[derive(Debug, Clone)]
pub struct Served<'a> {
    /// The address.
    pub url: &'a str,
    /// Its media type.
    pub mime: &'a str,
    /// The value of its `Content-Type` header.
    pub content_type: String,
}

/// Where the response of an address stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The address.
    pub url: String,
    /// Its media type.
    pub mime: String,
    /// The SHA-256 digest of what is served, as `sha256:` and hexadecimal digits.
    pub digest: String,
    /// The first byte of the record in the compressed file.
    pub offset: u64,
    /// The number of bytes of the record in the compressed file.
    pub length: u64,
}

/// Writes a WARC file.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    offset: u64,
    date: String,
    info: String,
    software: String,
}

impl<W: Write> Writer<W> {
    /// Begins a file in which every record has the same date. `software` is the name and version of this program.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn begin(out: W, date: Date, software: &str) -> io::Result<Self> {
        let fields = format!(
            "software: {software}\r\nformat: WARC File Format 1.1\r\n\
             conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\nrobots: classic\r\n\
             description: records made by the generator of the site from the files it publishes, without a crawl\r\n"
        );
        let date = timestamp(date);
        let info = record_id("warcinfo", &date, fields.as_bytes());
        let mut writer = Writer { out, offset: 0, date, info, software: software.to_owned() };
        let headers = [("WARC-Record-ID", writer.info.clone()), ("WARC-Filename", "data.warc.gz".to_owned())];
        writer.record("warcinfo", &headers, "application/warc-fields", fields.as_bytes())?;
        Ok(writer)
    }

    /// Adds what is served at an address. `open` begins to read it; it is called twice, first for the digests.
    ///
    /// # Errors
    /// When it cannot be read, changes between the two times, or the file cannot be written.
    pub fn add<R: Read>(&mut self, served: Served, open: impl Fn() -> io::Result<R>) -> io::Result<Place> {
        let mut payload = Sha256::new();
        let size = digest::feed(&mut open()?, &mut payload)?;
        let payload = payload.finalize();
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {size}\r\n\r\n", served.content_type);
        let mut block = Sha256::new();
        block.update(head.as_bytes());
        digest::feed(&mut open()?, &mut block)?;
        let block = block.finalize();
        let id = record_id("response", served.url, &block);
        let start = self.offset;
        let headers = [
            ("WARC-Record-ID", id.clone()),
            ("WARC-Warcinfo-ID", self.info.clone()),
            ("WARC-Target-URI", served.url.to_owned()),
            ("WARC-Payload-Digest", format!("sha256:{}", BASE32.encode(&payload))),
        ];
        let length = head.len() as u64 + size;
        let head_of_record = self.head("response", &headers, "application/http; msgtype=response", (&block, length));
        self.member(|out| {
            out.write_all(head_of_record.as_bytes())?;
            out.write_all(head.as_bytes())?;
            match digest::copy(&mut open()?, out)? {
                written if written == size => out.write_all(b"\r\n\r\n"),
                _ => Err(io::Error::other("the file changed while it was read")),
            }
        })?;
        let place = Place {
            url: served.url.to_owned(),
            mime: served.mime.to_owned(),
            digest: format!("sha256:{}", HEXLOWER.encode(&payload)),
            offset: start,
            length: self.offset - start,
        };
        self.request(served.url, &id)?;
        Ok(place)
    }

    /// The request to which a response would have been the answer.
    fn request(&mut self, url: &str, response: &str) -> io::Result<()> {
        let (host, path) = host_and_path(url);
        let block = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {}\r\n\r\n", self.software);
        let headers = [
            ("WARC-Record-ID", record_id("request", url, block.as_bytes())),
            ("WARC-Warcinfo-ID", self.info.clone()),
            ("WARC-Target-URI", url.to_owned()),
            ("WARC-Concurrent-To", response.to_owned()),
        ];
        self.record("request", &headers, "application/http; msgtype=request", block.as_bytes())
    }

    fn record(&mut self, kind: &str, headers: &[(&str, String)], content_type: &str, block: &[u8]) -> io::Result<()> {
        let head = self.head(kind, headers, content_type, (&Sha256::digest(block), block.len() as u64));
        self.member(|out| {
            out.write_all(head.as_bytes())?;
            out.write_all(block)?;
            out.write_all(b"\r\n\r\n")
        })
    }

    fn head(&self, kind: &str, headers: &[(&str, String)], content_type: &str, (block, length): (&[u8], u64)) -> String {
        let mut head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: {}\r\n", self.date);
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let block = BASE32.encode(block);
        head.push_str(&format!("WARC-Block-Digest: sha256:{block}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"));
        head
    }

    /// Writes one record as a gzip member without a time in it.
    fn member(&mut self, write: impl FnOnce(&mut GzEncoder<Counting<&mut W>>) -> io::Result<()>) -> io::Result<()> {
        let mut encoder = GzEncoder::new(Counting { inner: &mut self.out, count: 0 }, Compression::default());
        write(&mut encoder)?;
        self.offset += encoder.finish()?.count;
        Ok(())
    }

    /// Ends the file.
    pub fn finish(self) -> W {
        self.out
    }
}

struct Counting<W> {
    inner: W,
    count: u64,
}

impl<W: Write> Write for Counting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.count += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The beginning of a day as a time (RFC 3339).
pub fn timestamp(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// An identifier that follows from the record alone: a UUID of version 8 (RFC 9562, 5.8) made of its SHA-256 digest.
fn record_id(kind: &str, about: &str, block: &[u8]) -> String {
    let mut hasher = Sha256::new();
    for part in [kind.as_bytes(), about.as_bytes(), block] {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    let digest = hasher.finalize();
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = HEXLOWER.encode(&bytes);
    format!("<urn:uuid:{}-{}-{}-{}-{}>", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn host_and_path(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or((rest, "/"), |i| rest.split_at(i))
}

/// A record as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its type, such as `response`.
    pub kind: String,
    /// The address it is about; empty for a `warcinfo`.
    pub url: String,
    /// Its first byte in the compressed file.
    pub offset: u64,
    /// The number of its bytes in the compressed file.
    pub length: u64,
}

/// Reads a WARC file as [`Writer`] writes it, without keeping more than the headers of a record.
///
/// # Errors
/// A sentence that names the first thing that is wrong with it.
pub fn read(file: impl BufRead) -> Result<Vec<Record>, String> {
    let mut file = CountingReader { inner: file, count: 0 };
    let mut records = Vec::new();
    loop {
        let start = file.count;
        match file.fill_buf() {
            Ok([]) => return Ok(records),
            Ok(_) => {}
            Err(error) => return Err(format!("it cannot be read: {error}")),
        }
        let (kind, url) = read_member(&mut file).map_err(|what| format!("the record at byte {start}: {what}"))?;
        records.push(Record { kind, url, offset: start, length: file.count - start });
    }
}

struct CountingReader<R> {
    inner: R,
    count: u64,
}

impl<R: BufRead> Read for CountingReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.count += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for CountingReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count += amount as u64;
        self.inner.consume(amount);
    }
}

fn read_member<R: BufRead>(file: &mut CountingReader<R>) -> Result<(String, String), String> {
    let before = file.count;
    let mut member = io::BufReader::new(GzDecoder::new(&mut *file));
    let head = read_head(&mut member)?;
    let field = |name: &str| head.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str());
    let length: u64 = field("Content-Length").and_then(|l| l.parse().ok()).ok_or("it has no length")?;
    let (kind, url) = (field("WARC-Type").unwrap_or("").to_owned(), field("WARC-Target-URI").unwrap_or("").to_owned());
    let wanted = field("WARC-Block-Digest").ok_or("it has no digest")?;
    let mut hasher = Sha256::new();
    let size = digest::feed(&mut member.by_ref().take(length), &mut hasher).map_err(|e| format!("it cannot be unpacked: {e}"))?;
    let mut rest = Vec::new();
    member.by_ref().take(5).read_to_end(&mut rest).map_err(|e| format!("it cannot be unpacked: {e}"))?;
    drop(member);
    if size != length || rest != b"\r\n\r\n" {
        return Err(format!("it is not {length} bytes long, as it says"));
    }
    if format!("sha256:{}", BASE32.encode(&hasher.finalize())) != wanted {
        return Err("its digest is another than the one it names".to_owned());
    }
    match length > HEADERS + SHRINKS * (file.count - before) {
        true => Err(format!("it unpacks to {length} bytes, more than a page or document shrinks by")),
        false => Ok((kind, url)),
    }
}

fn read_head(member: &mut impl BufRead) -> Result<Vec<(String, String)>, String> {
    let mut head = Vec::new();
    let mut left = HEADERS;
    let mut first = true;
    loop {
        let mut line = Vec::new();
        member.by_ref().take(left).read_until(b'\n', &mut line).map_err(|e| format!("it cannot be unpacked: {e}"))?;
        left -= line.len() as u64;
        let line = String::from_utf8(line).map_err(|_| "its headers are not UTF-8 text")?;
        let Some(line) = line.strip_suffix("\r\n") else { return Err("its headers have no end".to_owned()) };
        match line.split_once(": ") {
            _ if std::mem::take(&mut first) => {
                if line != "WARC/1.1" {
                    return Err("it does not begin with `WARC/1.1`".to_owned());
                }
            }
            _ if line.is_empty() => return Ok(head),
            Some((name, value)) => head.push((name.to_owned(), value.to_owned())),
            None => return Err("a header has no value".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn a_file() -> (Vec<u8>, Vec<Place>) {
        let mut writer = Writer::begin(Vec::new(), date(2024, 6, 14), "voetnoot/0").unwrap();
        let html = Served { url: "https://a.example/x/", mime: "text/html", content_type: "text/html; charset=utf-8".to_owned() };
        let image = Served { url: "https://a.example/p.png", mime: "image/png", content_type: "image/png".to_owned() };
        let places = vec![writer.add(html, || Ok(&b"<p>some text"[..])).unwrap(), writer.add(image, || Ok(&[0u8, 255, 3, 4][..])).unwrap()];
        (writer.finish(), places)
    }

    #[test]
    fn records_are_found_at_their_places() {
        let (file, places) = a_file();
        assert_eq!(file, a_file().0, "the same input gives the same bytes");
        let records = read(file.as_slice()).unwrap();
        let kinds: Vec<&str> = records.iter().map(|r| r.kind.as_str()).collect();
        assert_eq!(kinds, ["warcinfo", "response", "request", "response", "request"]);
        for (place, record) in places.iter().zip([&records[1], &records[3]]) {
            assert_eq!((&place.url, place.offset, place.length), (&record.url, record.offset, record.length));
        }
    }

    #[test]
    fn no_byte_can_change_unnoticed() {
        let (file, _) = a_file();
        let sound = read(file.as_slice()).unwrap();
        let mut unnoticed = Vec::new();
        for at in 0..file.len() {
            let mut wrong = file.clone();
            wrong[at] ^= 1;
            if read(wrong.as_slice()).is_ok_and(|records| records == sound) {
                unnoticed.push(at);
            }
            assert!(read(&file[..at]).map_or(true, |records| records.len() < sound.len()), "cut at {at}");
        }
        // A gzip header holds bytes that say nothing about the content (flags, time, system); the digest of the whole file covers them.
        let in_gzip_header = |at: u64| sound.iter().any(|r| (r.offset + 3..r.offset + 10).contains(&at));
        assert_eq!(unnoticed.iter().find(|at| !in_gzip_header(**at as u64)), None);
    }

    #[test]
    fn a_record_that_fills_a_disk_is_refused() {
        let mut writer = Writer::begin(Vec::new(), date(2024, 6, 14), "voetnoot/0").unwrap();
        let zeros = Served { url: "https://a.example/zeros", mime: "text/plain", content_type: "text/plain".to_owned() };
        writer.add(zeros, || Ok(io::repeat(0).take(8 << 20))).unwrap();
        let message = read(writer.finish().as_slice()).unwrap_err();
        assert!(message.contains("unpacks to"), "{message}");
    }
}
