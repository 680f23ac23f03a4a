//! Every combination of the spellings that letters use, each put together from its parts.
//!
//! The corpus shows how people write; this shows that no combination of their habits is forgotten.

use reference::{Registry, recognise};

/// Checks that `citation`, put between other words, is found whole and as `id`, and nothing beside it.
fn check(citation: &str, id: &str, around: (&str, &str), registry: &Registry) {
    let text = format!("{}{citation}{}", around.0, around.1);
    let found = recognise(&text, registry);
    let ids: Vec<&str> =
        found.iter().filter_map(|reference| reference.id.as_ref()).map(reference::Id::as_str).collect();
    assert_eq!(ids, [id], "in {text:?}");
    assert_eq!(&text[found[0].span.clone()], citation, "in {text:?}");
}

/// What stands around a citation.
const AROUND: &[(&str, &str)] = &[
    ("", ""),
    ("Zie ", "."),
    ("1 ", ". \n2 De agenda telt 12 punten."),
    ("(", ")"),
    ("brief van 3 mei 2024, ", ", p. 3"),
    ("de motie-Bos (", "), die op 4-5 maart 2024 is besproken"),
    ("Zie noot, ", " d.d. 3 mei 2024, blz. 12-14;"),
    ("Vgl. ook ", " en 27 andere brieven"),
];

#[test]
fn kamerstukken_in_every_combination_of_spellings() {
    let registry = Registry::builder().dossier("32317").build();
    let years = [
        "",
        "2023-24",
        "2023/24",
        "2023–24",
        "2023-2024",
        "2023/2024",
        "2023–2024",
        "vergaderjaar 2023–2024",
        "2023-\n24",
    ];
    let dossiers = [
        ("32 317", "32317"),
        ("32317", "32317"),
        ("32\u{a0}317", "32317"),
        ("32\n317", "32317"),
        ("36 600 VI", "36600-VI"),
        ("36600-VI", "36600-VI"),
        ("36 200-XIV", "36200-XIV"),
        ("21 501-02", "21501-02"),
        ("21501-20", "21501-20"),
        ("30 874 (R 1818)", "30874"),
        ("30 874 (R1818)", "30874"),
    ];
    let numbers = [
        ("nr. 872", "872"),
        ("nr.872", "872"),
        ("nr 872", "872"),
        ("nrs. 872", "872"),
        ("nr.\n872", "872"),
        ("nr.\u{a0}872", "872"),
        ("nr. JI", "JI"),
        ("nr. D", "D"),
        ("nr. 4012", "4012"),
        ("nr. 3", "3"),
    ];
    let mut around = AROUND.iter().cycle();
    let mut count = 0;
    for keyword in ["Kamerstukken", "kamerstukken", "Kamerstuk", "kamerstuk"] {
        for chamber in ["", " II", " I", " II,", " I,"] {
            for year in years {
                for (dossier, canonical) in dossiers {
                    for (number, tail) in numbers {
                        for comma in [",", ""] {
                            let year = if year.is_empty() { String::new() } else { format!(" {year}{comma}") };
                            let citation = format!("{keyword}{chamber}{year} {dossier}{comma} {number}");
                            let around = around.next().copied().unwrap_or_default();
                            check(&citation, &format!("kst-{canonical}-{tail}"), around, &registry);
                            count += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(count > 30_000, "{count}");
}

#[test]
fn letters_of_the_eerste_kamer_need_no_announcement() {
    let registry = Registry::default();
    for year in ["2023/24, ", "2023-2024, ", ""] {
        for (dossier, canonical) in
            [("36 418", "36418"), ("36418", "36418"), ("36 600 VI", "36600-VI"), ("35 099 (R2114)", "35099")]
        {
            for letters in ["A", "D", "AB", "JI", "NF"] {
                for &around in AROUND {
                    let citation = format!("Kamerstukken I {year}{dossier}, {letters}");
                    check(&citation, &format!("kst-{canonical}-{letters}"), around, &registry);
                }
            }
        }
    }
}

#[test]
fn bare_numbers_in_running_text() {
    let registry = Registry::default();
    for (dossier, canonical) in [
        ("35 663", "35663"),
        ("35663", "35663"),
        ("21 501-32", "21501-32"),
        ("36800-XVI", "36800-XVI"),
        ("36 800 XVI", "36800-XVI"),
    ] {
        for number in ["nr. 19", "nr.19", "nr 19"] {
            for comma in [", ", " "] {
                for around in [("(", ")"), ("Zie ", "."), ("de motie van 3 mei 2024 (", ") is aangenomen")] {
                    check(&format!("{dossier}{comma}{number}"), &format!("kst-{canonical}-19"), around, &registry);
                }
            }
        }
    }
}

#[test]
fn acts_of_the_union_in_every_combination() {
    let registry = Registry::default();
    let directives =
        [("2011/36", "32011L0036"), ("98/70", "31998L0070"), ("2016/680", "32016L0680"), ("92/43", "31992L0043")];
    for kind in ["Richtlijn", "richtlijn", "Directive"] {
        for (numbers, id) in directives {
            for citation in [
                format!("{kind} {numbers}"),
                format!("{kind} {numbers}/EG"),
                format!("{kind} {numbers}/EU"),
                format!("{kind} (EU) {numbers}"),
                format!("{kind} (EU)\n{numbers}"),
                format!("{kind}\u{a0}nr.\u{a0}{numbers}/EEG"),
            ] {
                for &around in AROUND {
                    check(&citation, id, around, &registry);
                }
            }
        }
    }
    let old =
        [("604/2013", "32013R0604"), ("810/2009", "32009R0810"), ("2455/92", "31992R2455"), ("1/2003", "32003R0001")];
    let new = [
        ("2016/679", "32016R0679"),
        ("2019/1896", "32019R1896"),
        ("2024/1348", "32024R1348"),
        ("2015/35", "32015R0035"),
    ];
    for kind in ["Verordening", "verordening", "Uitvoeringsverordening", "Gedelegeerde Verordening", "Regulation"] {
        for (numbers, id) in old.into_iter().chain(new) {
            for mark in ["(EU) ", "(EU) nr. ", "(EU, Euratom) ", "(EU)\nnr. ", "nr. "] {
                for &around in AROUND {
                    check(&format!("{kind} {mark}{numbers}"), id, around, &registry);
                }
            }
        }
    }
}

#[test]
fn commission_documents_in_every_combination() {
    let registry = Registry::default();
    for series in ["COM", "JOIN", "SWD", "SEC"] {
        for year in ["(2022)", " (2022)", "(2022) ", " (2022) ", "\u{a0}(2022)\u{a0}", "/2022/", ":2022:"] {
            for number in ["695", "0695", "7"] {
                for ending in ["", " final", " definitief", " final/2"] {
                    let id = format!("{series}:2022:{}", number.trim_start_matches('0'));
                    for &around in AROUND {
                        check(&format!("{series}{year}{number}{ending}"), &id, around, &registry);
                    }
                }
            }
        }
    }
}

#[test]
fn dates_sums_times_and_telephone_numbers_are_never_references() {
    let registry = Registry::default();
    let months =
        ["januari", "februari", "maart", "mei", "juni", "juli", "augustus", "september", "oktober", "december"];
    let mut texts = Vec::new();
    for day in 1..=31 {
        for month in months {
            for year in [1998, 2009, 2016, 2023, 2024] {
                texts.push(format!("Op {day} {month} {year} is dat gemeld"));
                texts.push(format!("De Raad van {day}-{} {month} {year}, nr. {day}", day + 1));
                texts.push(format!("In de brief van {day} en {} {month} jl. staan {year} woorden", day + 1));
            }
        }
        for month in 1..=12 {
            for year in ["1998", "2024", "24"] {
                for mark in ["-", "/", "."] {
                    texts.push(format!("Ontvangen {day}{mark}{month:02}{mark}{year}, om {day}.{month:02} uur"));
                }
            }
            texts.push(format!("Op {day}/{month} en op {day}/{month}/2024 en op 2024-{month:02}-{day:02}"));
        }
    }
    for sum in ["32 317", "32.317", "22112", "21 501", "36 600", "1.250.000", "35 663,19", "20 000 000"] {
        for unit in
            ["€ {}", "EUR {}", "{} euro", "{} miljoen", "$ {}", "{} km", "{} leden", "€ {},-", "{}%", "ruim {} keer"]
        {
            texts.push(format!("Het gaat om {}, zo blijkt.", unit.replace("{}", sum)));
        }
    }
    for number in
        ["070-3483483", "06 12345678", "+31 70 348 34 83", "0800-8051", "(030) 123 45 67", "06 32 317 872", "2500 EH"]
    {
        texts.push(format!("Bel {number} of schrijf naar postbus 20018, 2500 EA Den Haag."));
    }
    for text in &texts {
        assert_eq!(recognise(text, &registry), [], "in {text:?}");
    }
    assert!(texts.len() > 4000);
}
