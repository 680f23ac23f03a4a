//! Stamps, which tell without reading whether a file or folder is still the same.
//!
//! Takes: what the file system says about it.
//! Gives: [`Stamp`]s to compare.
//! Never: trusts a stamp so young that a later change could have the same one.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

/// A file that changed less than this ago may change again within one tick of the file system's clock, so its stamp
/// proves nothing.
const FRESH: Duration = Duration::from_millis(100);
/// The same for file systems that count whole seconds; FAT even counts every other one.
const FRESH_IN_SECONDS: Duration = Duration::from_millis(2500);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub(crate) struct Stamp {
    size: u64,
    /// The last change to content or metadata, in nanoseconds since 1970.
    modified: i128,
    changed: i128,
    inode: u64,
}

impl Stamp {
    /// The stamp of a file.
    pub(crate) fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let nanoseconds = |seconds: i64, nanos: i64| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
            Stamp {
                size: metadata.len(),
                modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
                changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
                inode: metadata.ino(),
            }
        }
        #[cfg(not(unix))]
        {
            let since = metadata.modified().ok().and_then(|t| t.duration_since(SystemTime::UNIX_EPOCH).ok());
            let modified = since.map_or(0, |d| d.as_nanos() as i128);
            Stamp { size: metadata.len(), modified, changed: modified, inode: 0 }
        }
    }

    /// The stamp; `None` if the file changed so recently that an equal stamp would prove nothing.
    #[expect(clippy::disallowed_methods, reason = "a doubtful stamp only means that the file is read again")]
    pub(crate) fn settled(self) -> Option<Self> {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_nanos() as i128);
        let whole_seconds = self.modified % 1_000_000_000 == 0 && self.changed % 1_000_000_000 == 0;
        let fresh = if whole_seconds { FRESH_IN_SECONDS } else { FRESH };
        (self.modified.max(self.changed) + (fresh.as_nanos() as i128) < now).then_some(self)
    }
}
