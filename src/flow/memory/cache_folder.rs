//! Where a run of the program keeps what the next one need not do again.
//!
//! Takes: a name, and bytes.
//! Gives: the bytes back, if the same program wrote them and they are whole.
//! Never: lies in a project or a site, becomes part of any result, or reports a failure: without it, a run takes longer.
//!
//! What is kept holds words of drafts and comments, so only the user may read it. A digest proves that it is whole, not who
//! wrote it; that is why nothing is read that others can write to.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use xxhash_rust::xxh3::Xxh3;

use crate::disk::private_file;

/// What every file begins with; the number is that of the form of what follows.
const OPENING: &[u8] = b"voetnoot cache 1\n";
/// The length of the digest behind it (xxh3, 128 bits).
const DIGEST: usize = 16;
/// The most bytes that are read.
const MOST: u64 = 1 << 30;

/// A folder of the user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CacheFolder(PathBuf);

/// The program's place in the user's cache folder: `~/.cache/voetnoot` on Linux. `None` where the user has none.
pub(crate) fn of_user() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("voetnoot"))
}

impl CacheFolder {
    /// One at this path, which is made when something is first kept.
    pub(crate) fn at(folder: PathBuf) -> CacheFolder {
        CacheFolder(folder)
    }

    /// What was kept under a name; `None` if there is nothing, or anything about it is not as it should be.
    pub(crate) fn load(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = private_file::read(&self.0, name, MOST)?;
        let contents = contents(name, &bytes)?.len();
        bytes.drain(..bytes.len() - contents);
        Some(bytes)
    }

    /// Keeps bytes under a name, in the place of what was kept there. What cannot be kept is not.
    pub(crate) fn keep(&self, name: &str, contents: &[u8]) {
        let digest = digest(name, contents).to_le_bytes();
        if private_file::write(&self.0, name, &[OPENING, &digest, contents]).is_ok() {
            private_file::remove_unused(&self.0);
        }
    }
}

/// Removes everything that is kept, since it may hold words that are to go. Without it, a run takes longer.
pub(crate) fn clear(folder: &Path) {
    private_file::remove_all(folder);
}

/// What a file of the cache holds, if this program wrote all of it under this name.
fn contents<'a>(name: &str, file: &'a [u8]) -> Option<&'a [u8]> {
    let (written, contents) = file.strip_prefix(OPENING)?.split_first_chunk::<DIGEST>()?;
    (u128::from_le_bytes(*written) == digest(name, contents)).then_some(contents)
}

/// The digest of contents as this program would write them. Another version, even one that was only compiled anew, does not
/// read them.
fn digest(name: &str, contents: &[u8]) -> u128 {
    let program = std::env::current_exe().and_then(fs::metadata).ok();
    let program = program.map(|metadata| (metadata.len(), metadata.modified().ok()));
    let mut digest = Xxh3::new();
    digest.update(format!("{} {program:?} {name}\n", env!("CARGO_PKG_VERSION")).as_bytes());
    digest.update(contents);
    digest.digest128()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_whole_and_has_its_name_is_read() {
        let above = tempfile::tempdir().unwrap();
        let cache = CacheFolder::at(above.path().join("voetnoot"));
        assert_eq!(cache.load("a"), None);
        cache.keep("a", b"drie");
        cache.keep("a", b"vier");
        assert_eq!(cache.load("a").as_deref(), Some(&b"vier"[..]));
        let file = above.path().join("voetnoot/a");
        let whole = fs::read(&file).unwrap();
        fs::copy(&file, above.path().join("voetnoot/b")).unwrap();
        assert_eq!(cache.load("b"), None, "it was kept under another name");
        for at in 0..whole.len() {
            fs::write(&file, &whole[..at]).unwrap();
            assert_eq!(cache.load("a"), None, "it ends after {at} bytes");
            let mut other = whole.clone();
            other[at] ^= 1;
            fs::write(&file, other).unwrap();
            assert_eq!(cache.load("a"), None, "byte {at} is another");
        }
        fs::write(&file, [&whole[..], b"x"].concat()).unwrap();
        assert_eq!(cache.load("a"), None, "something follows it");
    }
}
