//! WARC 1.1, the file format of web archives (ISO 28500:2017).
//!
//! Takes: addresses, and the files that are served there.
//! Gives: a `warcinfo` record, then a `request` and a `response` for each address, each as a gzip member of its own,
//! with the place of every response for an index; and records read back, with their digests checked.
//! Never: asks a server or a clock; the records are made from what is published, and say so.

use std::io::{self, BufRead, Read, Write};

use data_encoding::{BASE32, HEXLOWER};
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::project::digest;

/// What a record and its headers may add to the block itself, in bytes.
const HEADERS: u64 = 16 << 10;
/// How many times DEFLATE can shrink a text written by people; anything that shrinks more was made to fill a disk.
const SHRINKS: u64 = 200;

/// The types of record that this program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordType {
    /// Facts about the file itself.
    Info,
    /// What a browser would have sent.
    Request,
    /// What is served.
    Response,
}

impl RecordType {
    const ALL: [RecordType; 3] = [RecordType::Info, RecordType::Request, RecordType::Response];

    /// Its name in a record (WARC 1.1, section 5.5).
    fn name(self) -> &'static str {
        match self {
            RecordType::Info => "warcinfo",
            RecordType::Request => "request",
            RecordType::Response => "response",
        }
    }

    /// The value of `Content-Type` for the block.
    fn content_type(self) -> &'static str {
        match self {
            RecordType::Info => "application/warc-fields",
            RecordType::Request => "application/http; msgtype=request",
            RecordType::Response => "application/http; msgtype=response",
        }
    }
}

/// What the header of a record says about its block.
struct RecordBlock<'a> {
    /// Its SHA-256 digest.
    digest: &'a [u8],
    /// In bytes.
    length: u64,
}

/// What is served at an address.
#[derive(Debug, Clone)]
pub(super) struct Served<'a> {
    pub url: &'a str,
    pub mime: &'a str,
    /// The value of the `Content-Type` header.
    pub content_type: String,
}

/// The place of a response in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecordPlace {
    pub url: String,
    pub mime: String,
    /// The SHA-256 digest of what is served, as `sha256:` and hexadecimal digits.
    pub digest: String,
    /// The first byte of the record in the compressed file.
    pub offset: u64,
    /// How many bytes the record takes up in the compressed file.
    pub length: u64,
}

/// Writes a WARC file.
#[derive(Debug)]
pub(super) struct WarcWriter<W> {
    out: W,
    offset: u64,
    date: String,
    info: String,
    software: String,
}

impl<W: Write> WarcWriter<W> {
    /// Begins a file in which every record has the same date. `software` is the name and version of this program.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub(super) fn begin(out: W, date: Date, software: &str) -> io::Result<Self> {
        let fields = format!(
            "software: {software}\r\nformat: WARC File Format 1.1\r\n\
             conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\nrobots: classic\r\n\
             description: records made by the generator of the site from the files it publishes, without a crawl\r\n"
        );
        let date = timestamp(date);
        let info = record_id(RecordType::Info, &date, fields.as_bytes());
        let mut writer = WarcWriter { out, offset: 0, date, info, software: software.to_owned() };
        let headers = [("WARC-WarcRecord-ID", writer.info.clone()), ("WARC-Filename", "data.warc.gz".to_owned())];
        writer.record(RecordType::Info, &headers, fields.as_bytes())?;
        Ok(writer)
    }

    /// Adds what is served at an address. `open` opens it for reading, and is called twice: first for the digests.
    ///
    /// # Errors
    /// When it cannot be read or differs the second time, or the file cannot be written.
    pub(super) fn add<R: Read>(&mut self, served: Served, open: impl Fn() -> io::Result<R>) -> io::Result<RecordPlace> {
        let mut payload = Sha256::new();
        let size = digest::feed(&mut open()?, &mut payload)?;
        let payload = payload.finalize();
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {size}\r\n\r\n", served.content_type);
        let mut block = Sha256::new();
        block.update(head.as_bytes());
        digest::feed(&mut open()?, &mut block)?;
        let block = block.finalize();
        let id = record_id(RecordType::Response, served.url, &block);
        let start = self.offset;
        let headers = [
            ("WARC-WarcRecord-ID", id.clone()),
            ("WARC-Warcinfo-ID", self.info.clone()),
            ("WARC-Target-URI", served.url.to_owned()),
            ("WARC-Payload-Digest", format!("sha256:{}", BASE32.encode(&payload))),
        ];
        let length = head.len() as u64 + size;
        let block = RecordBlock { digest: &block, length };
        let head_of_record = self.head(RecordType::Response, &headers, &block);
        self.member(|out| {
            out.write_all(head_of_record.as_bytes())?;
            out.write_all(head.as_bytes())?;
            match digest::copy(&mut open()?, out)? {
                written if written == size => out.write_all(b"\r\n\r\n"),
                _ => Err(io::Error::other("the file changed while it was read")),
            }
        })?;
        let place = RecordPlace {
            url: served.url.to_owned(),
            mime: served.mime.to_owned(),
            digest: format!("sha256:{}", HEXLOWER.encode(&payload)),
            offset: start,
            length: self.offset - start,
        };
        self.request(served.url, &id)?;
        Ok(place)
    }

    /// Writes the request that the response would have answered.
    fn request(&mut self, url: &str, response: &str) -> io::Result<()> {
        let (host, path) = host_and_path(url);
        let block = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {}\r\n\r\n", self.software);
        let headers = [
            ("WARC-WarcRecord-ID", record_id(RecordType::Request, url, block.as_bytes())),
            ("WARC-Warcinfo-ID", self.info.clone()),
            ("WARC-Target-URI", url.to_owned()),
            ("WARC-Concurrent-To", response.to_owned()),
        ];
        self.record(RecordType::Request, &headers, block.as_bytes())
    }

    fn record(&mut self, kind: RecordType, headers: &[(&str, String)], block: &[u8]) -> io::Result<()> {
        let about = RecordBlock { digest: &Sha256::digest(block), length: block.len() as u64 };
        let head = self.head(kind, headers, &about);
        self.member(|out| {
            out.write_all(head.as_bytes())?;
            out.write_all(block)?;
            out.write_all(b"\r\n\r\n")
        })
    }

    fn head(&self, kind: RecordType, headers: &[(&str, String)], block: &RecordBlock) -> String {
        let mut head = format!("WARC/1.1\r\nWARC-Type: {}\r\nWARC-Date: {}\r\n", kind.name(), self.date);
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let (digest, content_type, length) = (BASE32.encode(block.digest), kind.content_type(), block.length);
        head.push_str(&format!(
            "WARC-RecordBlock-Digest: sha256:{digest}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"
        ));
        head
    }

    /// Writes one record as a gzip member that contains no time.
    fn member(
        &mut self,
        write: impl FnOnce(&mut GzEncoder<CountingWriter<&mut W>>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut encoder = GzEncoder::new(CountingWriter { inner: &mut self.out, count: 0 }, Compression::default());
        write(&mut encoder)?;
        self.offset += encoder.finish()?.count;
        Ok(())
    }

    /// Ends the file.
    pub(super) fn finish(self) -> W {
        self.out
    }
}

struct CountingWriter<W> {
    inner: W,
    count: u64,
}

impl<W: Write> Write for CountingWriter<W> {
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
pub(super) fn timestamp(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// An id that follows from the record alone: a UUID of version 8 (RFC 9562, 5.8) made from its SHA-256 digest.
fn record_id(kind: RecordType, about: &str, block: &[u8]) -> String {
    let mut hasher = Sha256::new();
    for part in [kind.name().as_bytes(), about.as_bytes(), block] {
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

/// A record that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WarcRecord {
    /// Its type; `None` if it is not one that this program writes.
    pub kind: Option<RecordType>,
    /// The address that it is about; empty for facts about the file.
    pub url: String,
    /// Its first byte in the compressed file.
    pub offset: u64,
    /// How many bytes it takes up in the compressed file.
    pub length: u64,
}

/// Reads a WARC file as [`WarcWriter`] writes it, keeping no more than the headers of a record.
///
/// # Errors
/// A sentence that names the first mistake.
pub(super) fn read(file: impl BufRead) -> Result<Vec<WarcRecord>, String> {
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
        records.push(WarcRecord { kind, url, offset: start, length: file.count - start });
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

fn read_member<R: BufRead>(file: &mut CountingReader<R>) -> Result<(Option<RecordType>, String), String> {
    let before = file.count;
    let mut member = io::BufReader::new(GzDecoder::new(&mut *file));
    let head = read_head(&mut member)?;
    let field = |name: &str| head.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str());
    let length: u64 = field("Content-Length").and_then(|l| l.parse().ok()).ok_or("it has no length")?;
    let kind = RecordType::ALL.into_iter().find(|kind| field("WARC-Type") == Some(kind.name()));
    let url = field("WARC-Target-URI").unwrap_or("").to_owned();
    let wanted = field("WARC-RecordBlock-Digest").ok_or("it has no digest")?;
    let mut hasher = Sha256::new();
    let size = digest::feed(&mut member.by_ref().take(length), &mut hasher)
        .map_err(|e| format!("it cannot be unpacked: {e}"))?;
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

    fn a_file() -> (Vec<u8>, Vec<RecordPlace>) {
        let mut writer = WarcWriter::begin(Vec::new(), date(2024, 6, 14), "voetnoot/0").unwrap();
        let html = Served {
            url: "https://a.example/x/",
            mime: "text/html",
            content_type: "text/html; charset=utf-8".to_owned(),
        };
        let image = Served { url: "https://a.example/p.png", mime: "image/png", content_type: "image/png".to_owned() };
        let places = vec![
            writer.add(html, || Ok(&b"<p>some text"[..])).unwrap(),
            writer.add(image, || Ok(&[0u8, 255, 3, 4][..])).unwrap(),
        ];
        (writer.finish(), places)
    }

    #[test]
    fn records_are_found_at_their_places() {
        let (file, places) = a_file();
        assert_eq!(file, a_file().0, "the same input gives the same bytes");
        let records = read(file.as_slice()).unwrap();
        let kinds: Vec<&str> = records.iter().filter_map(|r| Some(r.kind?.name())).collect();
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
        // A gzip header contains bytes that say nothing about the content (flags, time, system); the digest of the
        // whole file covers them.
        let in_gzip_header = |at: u64| sound.iter().any(|r| (r.offset + 3..r.offset + 10).contains(&at));
        assert_eq!(unnoticed.iter().find(|at| !in_gzip_header(**at as u64)), None);
    }

    #[test]
    fn a_record_that_fills_a_disk_is_refused() {
        let mut writer = WarcWriter::begin(Vec::new(), date(2024, 6, 14), "voetnoot/0").unwrap();
        let zeros =
            Served { url: "https://a.example/zeros", mime: "text/plain", content_type: "text/plain".to_owned() };
        writer.add(zeros, || Ok(io::repeat(0).take(8 << 20))).unwrap();
        let message = read(writer.finish().as_slice()).unwrap_err();
        assert!(message.contains("unpacks to"), "{message}");
    }
}
