//! Time grows with the length of a text and not with its square, whatever the text.
//!
//! Each adversarial piece is repeated to one length and to eight times that length. Linear work takes eight times as
//! long, quadratic work sixty-four times; the limit lies between. The time is the processor time of the test's own
//! thread, since other tests run beside it.

use std::time::Duration;

use reference::{Id, Registry, recognise};

/// What makes parsers begin, go on for long, or begin again and again.
const PIECES: &[&str] = &[
    "Kamerstukken II",
    "Kamerstukken II, 2023-24, a ",
    "Kamerstukken II, 2023-24, 1 ",
    "Kamerstukken II, 2023-24, ",
    "Kamerstukken II 32 317, nr. 1 en ",
    "Kamerstukken II 2023-24, 32 317, nrs. 1, ",
    "32 317, nr. 1, p. 3; ",
    "nrs. 1 t/m 3, ",
    "32 317, nrs. 1-3, ",
    "nr. 1, ",
    "nr. 1 (36800-XVI) ",
    "1, ",
    "1 en ",
    "1 12 ",
    "12 123 ",
    "32 317 ",
    "32317-",
    "12 ",
    "1/2",
    "1/",
    "2023/24 ",
    "TK 2023-24, ",
    "Verordening (EU, ",
    "Verordening (EU) 2016/679 en ",
    "richtlijn ",
    "2016/679 ",
    "2011/36/EU ",
    "artikel 1, 2, ",
    "artikel 1 lid ",
    "artikel 1, ",
    "artikel ",
    "http://a",
    "http://a-\n",
    "https://a.b/(",
    "https://a.b/)",
    "https://a.b/%",
    "www.a/\n",
    "www.",
    "a-",
    "\n",
    " \n1\n",
    "\u{c}1\n\n",
    "Kamer-\n",
    "noot 1 en ",
    "noot ",
    "agendapunt II.1, ",
    "COM(2024) 1, ",
    "COM(2024) 1 t/m 3, ",
    "COM(",
    "ECLI:AA:B:2000:",
    "ECLI:",
    "BNC-fiche 32 317, nr. 1 ",
    "motie Kamerstukken II 2023-24, 32 317, nr. 1, ",
    "AVG ",
    "AVG(EU) 1/",
    "AVG",
    "ibid. ",
    "zie hierboven ",
    "PB L 1, ",
    "PbEU 2010, L 1 van 1.1.2010 ",
    "Stb. 2024, 1 en ",
    "Stb. 2024, 1 t/m 2 en ",
    "Stcrt",
    "Staatscourant van 16 juni 2005 ",
    "\u{a0}",
    "é1",
    "kst-1-",
    "kst-32317-",
    "52024DC",
    "02016R0399-",
    "2024D26493",
    "2022/0426(",
    "ST 8803/16 REV 1 ",
    "8803/16 ",
    "document 8803/16 en ",
    "Handelingen II 2023/24, nr. 1, items 1, 2, ",
    "Handelin",
    "Aanhangsel Handelingen II 2023/24, nr. 1, ",
    "99999999999999999999",
    "0",
    ".",
    "(",
];

/// The length of the shorter text in bytes: well beyond any parser's window.
const LENGTH: usize = if cfg!(debug_assertions) { 1_500 } else { 200_000 };

/// How many times as long the longer text may take.
const LIMIT: u32 = 24;

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

/// The shortest of a few runs: the one least disturbed by whatever else the machine does.
fn shortest(text: &str, registry: &Registry) -> Duration {
    let run = || {
        let start = now();
        std::hint::black_box(recognise(std::hint::black_box(text), registry));
        now().saturating_sub(start)
    };
    (0..3).map(|_| run()).min().unwrap_or_default()
}

#[test]
fn time_grows_with_the_length_and_not_with_its_square() {
    let id = Id::from_canonical("32016R0679").expect("a canonical id");
    let registry = Registry::builder().abbreviation("AVG", id).dossier("32317").build();
    let mut slowest = (0.0, "");
    for piece in PIECES {
        let short = piece.repeat(LENGTH / piece.len());
        let long = short.repeat(8);
        // A machine that is busy for a moment gets more chances; quadratic work fails them all.
        let linear = (0..6).any(|_| {
            let once = shortest(&short, &registry).max(Duration::from_micros(100));
            shortest(&long, &registry) < once * LIMIT
        });
        assert!(linear, "{piece:?} repeated takes more than {LIMIT} times as long for 8 times the length");
        let speed = shortest(&long, &registry).as_secs_f64() * 1e9 / f64::from(u32::try_from(long.len()).unwrap_or(1));
        if speed > slowest.0 {
            slowest = (speed, piece);
        }
    }
    println!("slowest: {:?} with {:.0} ns a byte", slowest.1, slowest.0);
}
