//! Presidencies of the Council: the adjective that a letter uses for one, and its country.
//!
//! Takes: a word, or a day.
//! Gives: the country in Dutch.
//! Never: tells whose turn it is beyond the years that were settled.

use jiff::civil::Date;

/// The adjectives, each with its country.
const PRESIDENCIES: &[(&str, &str)] = &[
    ("belgisch", "België"),
    ("brits", "Verenigd Koninkrijk"),
    ("bulgaars", "Bulgarije"),
    ("cypriotisch", "Cyprus"),
    ("deens", "Denemarken"),
    ("duits", "Duitsland"),
    ("ests", "Estland"),
    ("estisch", "Estland"),
    ("fins", "Finland"),
    ("frans", "Frankrijk"),
    ("grieks", "Griekenland"),
    ("hongaars", "Hongarije"),
    ("iers", "Ierland"),
    ("italiaans", "Italië"),
    ("kroatisch", "Kroatië"),
    ("lets", "Letland"),
    ("litouws", "Litouwen"),
    ("luxemburgs", "Luxemburg"),
    ("maltees", "Malta"),
    ("nederlands", "Nederland"),
    ("oostenrijks", "Oostenrijk"),
    ("pools", "Polen"),
    ("portugees", "Portugal"),
    ("roemeens", "Roemenië"),
    ("sloveens", "Slovenië"),
    ("slowaaks", "Slowakije"),
    ("spaans", "Spanje"),
    ("tsjechisch", "Tsjechië"),
    ("zweeds", "Zweden"),
];

/// The first year of the table below.
const FIRST_YEAR: i16 = 1999;
/// Who presided, half a year each (Council Decisions 2007/5/EC, 2009/908/EU and 2016/1316, and the Treaties before them).
const TURNS: &[&str] = &[
    "Duitsland",
    "Finland",
    "Portugal",
    "Frankrijk",
    "Zweden",
    "België",
    "Spanje",
    "Denemarken",
    "Griekenland",
    "Italië",
    "Ierland",
    "Nederland",
    "Luxemburg",
    "Verenigd Koninkrijk",
    "Oostenrijk",
    "Finland",
    "Duitsland",
    "Portugal",
    "Slovenië",
    "Frankrijk",
    "Tsjechië",
    "Zweden",
    "Spanje",
    "België",
    "Hongarije",
    "Polen",
    "Denemarken",
    "Cyprus",
    "Ierland",
    "Litouwen",
    "Griekenland",
    "Italië",
    "Letland",
    "Luxemburg",
    "Nederland",
    "Slowakije",
    "Malta",
    "Estland",
    "Bulgarije",
    "Oostenrijk",
    "Roemenië",
    "Finland",
    "Kroatië",
    "Duitsland",
    "Portugal",
    "Slovenië",
    "Frankrijk",
    "Tsjechië",
    "Zweden",
    "Spanje",
    "België",
    "Hongarije",
    "Polen",
    "Denemarken",
    "Cyprus",
    "Ierland",
    "Litouwen",
    "Griekenland",
    "Italië",
    "Letland",
];

/// Who presided on a day; `None` outside the years of the table.
pub(crate) fn on(day: Date) -> Option<&'static str> {
    let half = usize::from(day.month() > 6);
    let years = usize::try_from(day.year() - FIRST_YEAR).ok()?;
    TURNS.get(years * 2 + half).copied()
}

/// The country of a presidency, from its adjective (`Belgische`, `Maltese`).
pub(crate) fn presidency(adjective: &str) -> Option<&'static str> {
    let lower = adjective.to_lowercase();
    let stem = match lower.as_str() {
        "maltese" => "maltees",
        "portugese" => "portugees",
        "roemeense" => "roemeens",
        "poolse" => "pools",
        other => other.strip_suffix('e').unwrap_or(other),
    };
    PRESIDENCIES.iter().find(|(known, _)| *known == stem).map(|(_, country)| *country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_turn_it_was() {
        let of = |year, month| on(jiff::civil::date(year, month, 1));
        assert_eq!(of(1999, 1), Some("Duitsland"));
        assert_eq!(of(2004, 7), Some("Nederland"));
        assert_eq!(of(2016, 1), Some("Nederland"));
        assert_eq!(of(2024, 6), Some("België"));
        assert_eq!(of(2024, 7), Some("Hongarije"));
        assert_eq!((of(1998, 1), of(2030, 3)), (None, None));
    }

    #[test]
    fn countries_by_adjective() {
        assert_eq!(presidency("Belgische"), Some("België"));
        assert_eq!(presidency("Franse"), Some("Frankrijk"));
        assert_eq!(presidency("Europese"), None);
    }
}
