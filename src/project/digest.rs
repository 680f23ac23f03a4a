//! Digests of files.
//!
//! Takes: bytes, or a stream of them.
//! Gives: SHA-512 and SHA-256 digests (FIPS 180-4) as lower-case hexadecimal digits, and the number of bytes.
//! Never: holds more of a stream than one piece at a time.

use std::io::{self, Read, Write};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256, Sha512};

/// The size of the pieces in which streams are read, in bytes.
const PIECE: usize = 1 << 16;

/// The number of hexadecimal digits of a SHA-512 digest.
pub(crate) const SHA512_DIGITS: usize = 128;

/// A digest, and how many bytes it was made from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fixity {
    /// In lower-case hexadecimal digits.
    pub sha512: String,
    /// In bytes.
    pub size: u64,
}

/// The SHA-512 digest of some bytes.
pub(crate) fn sha512(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha512::digest(bytes))
}

/// The SHA-256 digest of some bytes.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The SHA-256 digest of a stream, and the number of its bytes.
///
/// # Errors
/// When the stream cannot be read.
pub(crate) fn sha256_of(stream: &mut impl Read) -> io::Result<(String, u64)> {
    let mut hasher = Sha256::new();
    let size = feed(stream, &mut hasher)?;
    Ok((HEXLOWER.encode(&hasher.finalize()), size))
}

/// Reads a stream to its end.
///
/// # Errors
/// When the stream cannot be read.
pub(crate) fn fixity(mut stream: impl Read) -> io::Result<Fixity> {
    let mut hasher = Sha512::new();
    let size = feed(&mut stream, &mut hasher)?;
    Ok(Fixity { sha512: HEXLOWER.encode(&hasher.finalize()), size })
}

/// Copies a stream to its end, piece by piece, and gives the number of bytes.
///
/// # Errors
/// When one cannot be read, or the other cannot be written.
pub(crate) fn copy(from: &mut impl Read, to: &mut impl Write) -> io::Result<u64> {
    let mut piece = vec![0; PIECE];
    let mut size = 0;
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => return Ok(size),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        to.write_all(&piece[..read])?;
        size += read as u64;
    }
}

/// Feeds every byte of a stream to a hasher and gives their number.
///
/// # Errors
/// When the stream cannot be read.
pub(crate) fn feed(stream: &mut impl Read, hasher: &mut impl Digest) -> io::Result<u64> {
    copy(stream, &mut Feed(hasher))
}

struct Feed<'a, D>(&'a mut D);

impl<D: Digest> Write for Feed<'_, D> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A writer that passes bytes on and makes their SHA-512 digest on the way.
#[derive(Debug)]
pub(crate) struct Hashing<W> {
    inner: W,
    hasher: Sha512,
    size: u64,
}

impl<W: Write> Hashing<W> {
    pub(crate) fn new(inner: W) -> Self {
        Hashing { inner, hasher: Sha512::new(), size: 0 }
    }

    /// The digest of everything passed on.
    pub(crate) fn finish(self) -> Fixity {
        Fixity { sha512: HEXLOWER.encode(&self.hasher.finalize()), size: self.size }
    }
}

impl<W: Write> Write for Hashing<W> {
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
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_standard() {
        // The test vectors for "abc" from the examples of FIPS 180-4.
        assert!(sha512(b"abc").starts_with("ddaf35a193617abacc417349ae204131"));
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_stream_has_the_digest_of_its_bytes() {
        let bytes: Vec<u8> = (0..3 * PIECE + 7).map(|i| (i % 251) as u8).collect();
        let found = fixity(bytes.as_slice()).unwrap();
        assert_eq!(found, Fixity { sha512: sha512(&bytes), size: bytes.len() as u64 });
    }
}
