//! The fuzz targets: one program, which reads with the reader that `VOETNOOT_READER` names. `fuzz/run` builds and runs it.
//!
//! Takes: bytes of libFuzzer.
//! Gives: nothing; a fault ends the program, and libFuzzer keeps the bytes.
//! Never: lets pass a panic, a broken promise, a read that takes longer than a second for each 100 kB, or more memory than 50 times
//! the input and an allowance.

#![no_main]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use libfuzzer_sys::fuzz_target;
use peak_alloc::PeakAlloc;
use voetnoot::import::DocumentFormat;
use voetnoot::readers::{self, Promise, Readers};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

static READERS: LazyLock<Readers> = LazyLock::new(Readers::default);
static READER: LazyLock<Reader> = LazyLock::new(|| {
    let name = std::env::var("VOETNOOT_READER").unwrap_or_default();
    let found = TARGETS.iter().find(|(target, _)| *target == name);
    let names = || TARGETS.map(|(target, _)| target).join(", ");
    found.unwrap_or_else(|| panic!("VOETNOOT_READER is none of {}", names())).1
});

/// How long a read may take for each of these bytes, and at least; ten times as long where nothing is optimised.
const SLOW: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });
const BYTES: usize = 100_000;
/// How often a slow or large read is tried before it counts: a machine has other things to do, and what is unpacked once stays.
const TRIES: usize = 3;
/// How much memory a read may take: so many times the input, and this allowance. A byte or two of Markdown can be a
/// paragraph with an anchor or a mistake with its message, some hundred bytes each; the allowance is that of the longest
/// input of `fuzz/run`, so that whatever grows faster than the input exceeds it.
const TIMES: usize = 50;
const ALLOWANCE: usize = 4 << 20;

type Reader = fn(&[u8]) -> Promise;

/// The readers by name. A name is that of a folder in `corpus` as well.
const TARGETS: [(&str, Reader); 15] = [
    ("front-matter", |bytes| text(bytes, Readers::front_matter)),
    ("document", |bytes| text(bytes, Readers::document)),
    ("settings", |bytes| text(bytes, Readers::settings)),
    ("references", |bytes| text(bytes, Readers::references)),
    ("import-text", |bytes| READERS.letter(bytes, DocumentFormat::Text)),
    ("import-html", |bytes| READERS.letter(bytes, DocumentFormat::Html)),
    ("import-docx", |bytes| READERS.letter(bytes, DocumentFormat::Docx)),
    ("import-xml", |bytes| READERS.letter(bytes, DocumentFormat::Xml)),
    ("import-pdf", |bytes| READERS.letter(bytes, DocumentFormat::Pdf)),
    ("imported-list", |bytes| text(bytes, Readers::imported_list)),
    ("seal", |bytes| text(bytes, Readers::seal)),
    ("record", |bytes| text(bytes, Readers::record)),
    ("package-note", |bytes| text(bytes, Readers::package_note)),
    ("manifest", |bytes| text(bytes, Readers::manifest)),
    ("kept", |bytes| READERS.kept(bytes)),
];

/// Reads what is text.
fn text(bytes: &[u8], read: fn(&Readers, &str) -> Promise) -> Promise {
    read(&READERS, &readers::text(bytes))
}

/// Reads, and gives how long it took and how much memory at most.
fn measured(bytes: &[u8]) -> (Promise, Duration, usize) {
    LazyLock::force(&READERS);
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let started = Instant::now();
    let promise = READER(bytes);
    (promise, started.elapsed(), MEMORY.peak_usage().saturating_sub(before))
}

fuzz_target!(|bytes: &[u8]| {
    let longest = SLOW.max(SLOW * (bytes.len() / BYTES) as u32);
    let most = ALLOWANCE + TIMES * bytes.len();
    for attempt in 1.. {
        let (promise, took, memory) = measured(bytes);
        match promise {
            Err(what) => panic!("{what}"),
            Ok(()) if took <= longest && memory <= most => break,
            Ok(()) => {}
        }
        assert!(attempt < TRIES, "{took:?} and {memory} bytes of memory for {} bytes", bytes.len());
    }
});
