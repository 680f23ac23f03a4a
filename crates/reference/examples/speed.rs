//! How many megabytes of text a second the grammar reads on one core.
//!
//! The time is the processor time of the thread where the system tells it, so that other work does not count.
//!
//! `cargo run --release -p voetnoot-reference --example speed` measures made-up texts; files named behind `--` are measured too.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program, and tells what it measured")]

use std::time::Duration;

use reference::{Registry, recognise};

/// Prose of the genre without any reference: a paragraph of own words, with the dates and numbers that letters have.
const PROSE: &str = "Het voorzitterschap legt tijdens de Raad de nadruk op de uitvoering van eerdere afspraken. Een ruime \
meerderheid van de lidstaten steunt dat streven, al bestaan er verschillen over het tempo. Het kabinet vindt dat de \
voorgestelde verordening de samenwerking tussen autoriteiten vergemakkelijkt, mits de richtlijn voor gegevensbescherming \
wordt gevolgd en het besluit van de toezichthouder wordt afgewacht. Over de financiering wordt na de zomer verder \
gesproken; de Kamer wordt daarover op de gebruikelijke wijze bericht. ";

/// Numbers as they stand in such prose.
const NUMBERS: &str = "Op 13 en 14 juni 2024 spreken 27 ministers over een budget van 21,5 miljoen euro. ";

/// A paragraph of notes with a reference each.
const NOTES: &str = "Zie Kamerstukken II 2023-24, 32 317, nr. 872. Het voorstel is COM(2022) 695 def. en ligt voor. Vergelijk \
Richtlijn 2011/36/EU en artikel 79 VWEU. Zie https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:52024DC0173. ";

fn main() {
    let registry = Registry::default();
    let paragraph = |numbers: usize, notes: usize| {
        let mut text = PROSE.repeat(4);
        text.push_str(&NUMBERS.repeat(numbers));
        text.push_str(&NOTES.repeat(notes));
        text + "\n\n"
    };
    // A letter of 60 kB has 34 notes: one reference for every 1.8 kB. Twelve times as many is a reader of notes alone.
    let texts = [
        ("prose without numbers", paragraph(0, 0)),
        ("prose with numbers", paragraph(1, 0)),
        ("a letter with its notes", paragraph(1, 1)),
        ("notes only", NOTES.to_owned()),
    ];
    println!("{:<28} {:>10} {:>12} {:>12}", "text", "MB", "references", "MB/s");
    for (name, paragraph) in &texts {
        let text = paragraph.repeat(20_000_000 / paragraph.len());
        measure(name, &[&text], &registry);
        // The generator hands over a paragraph at a time.
        let pieces: Vec<&str> = text.split_inclusive("\n\n").collect();
        if pieces.len() > 1 {
            measure("  by the paragraph", &pieces, &registry);
        }
    }
    for path in std::env::args().skip(1).filter(|path| !path.starts_with("--")) {
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let text = text.repeat((20_000_000 / text.len().max(1)).max(1));
                measure(path.rsplit('/').next().unwrap_or(&path), &[&text], &registry);
            }
            Err(error) => eprintln!("cannot read {path}: {error}"),
        }
    }
}

/// The processor time that this thread has used.
#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// The time since some moment, where the system does not tell the processor time.
#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

/// Prints the best of five runs.
fn measure(name: &str, pieces: &[&str], registry: &Registry) {
    let run = || {
        let start = now();
        let found: usize = pieces.iter().map(|piece| std::hint::black_box(recognise(piece, registry)).len()).sum();
        (now().saturating_sub(start), found)
    };
    let (time, found) = (0..5).map(|_| run()).min().unwrap_or((Duration::MAX, 0));
    let megabytes = pieces.iter().map(|piece| piece.len()).sum::<usize>() as f64 / 1e6;
    println!("{name:<28} {megabytes:>10.1} {found:>12} {:>12.0}", megabytes / time.as_secs_f64());
}
