//! The web page around a document: menus, notices about cookies, links to the top, buttons to share.
//!
//! Takes: a line, or a paragraph of a page.
//! Gives: whether it is such a thing and nothing else.
//! Never: takes a sentence of a letter for one: what is compared is the whole line, or a beginning that no letter has.

/// Whole lines, in lower case.
const LINES: &[&str] = &[
    "naar boven",
    "terug naar boven",
    "naar begin van de pagina",
    "ga naar de inhoud",
    "ga direct naar de inhoud",
    "ga naar hoofdinhoud",
    "naar de inhoud",
    "direct naar de inhoud",
    "spring naar inhoud",
    "skip to content",
    "skip to main content",
    "back to top",
    "menu",
    "hoofdmenu",
    "home",
    "zoeken",
    "zoek",
    "inloggen",
    "delen",
    "deel deze pagina",
    "delen via",
    "deel via",
    "print deze pagina",
    "pagina afdrukken",
    "afdrukken",
    "download",
    "download pdf",
    "download als pdf",
    "preview document",
    "cookies",
    "cookieverklaring",
    "cookies op deze website",
    "cookies accepteren",
    "accepteer cookies",
    "alle cookies accepteren",
    "cookies weigeren",
    "privacy",
    "privacyverklaring",
    "proclaimer",
    "disclaimer",
    "toegankelijkheid",
    "toegankelijkheidsverklaring",
    "sitemap",
    "contact",
    "rss",
    "over deze site",
    "over deze website",
    "archief",
    "nieuwsbrief",
    "volg ons",
    "facebook",
    "twitter",
    "linkedin",
    "x",
    "whatsapp",
    "e-mail",
    "servicemenu",
    "english",
    "kruimelpad",
    "gerelateerde documenten",
    "zie ook deze documenten",
    "toon alle documenten",
];

/// How lines begin that only such a page has, in lower case.
const BEGINNINGS: &[&str] = &[
    "u bent hier:",
    "u bevindt zich hier:",
    "directe link naar document",
    "onderdeel van zaak ",
    "onderdeel van activiteit ",
    "deze website gebruikt cookies",
    "deze site gebruikt cookies",
    "wij gebruiken cookies",
    "we gebruiken cookies",
    "this website uses cookies",
    "download het document",
    "download dit document",
    "deel deze pagina op ",
];

/// The longest line, in characters: a notice about cookies.
const LONGEST: usize = 300;

/// Whether a line is part of the web page around a document.
pub(crate) fn is_chrome(text: &str) -> bool {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        return false;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| "↑▲›»>«<|·•✕× ".contains(c)).trim_end_matches([':', '.']);
    LINES.contains(&bare)
        || BEGINNINGS.iter().any(|known| lower.starts_with(known))
        || is_button_row(text)
        || is_record(&lower)
        || is_trail(text)
}

/// `[overzicht] [activiteiten] [stemmingen]`
fn is_button_row(text: &str) -> bool {
    let mut rest = text;
    let mut buttons = 0;
    while let Some((name, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let worded = name.chars().any(char::is_alphabetic) && name.split_whitespace().count() <= 4;
        if !worded {
            return false;
        }
        buttons += 1;
        rest = after.trim_start();
    }
    buttons >= 2 && rest.is_empty()
}

/// `Nummer: 2030D00001, datum: 2030-03-01, bijgewerkt: …, versie: 3`
fn is_record(lower: &str) -> bool {
    lower.starts_with("nummer: 20") && lower.contains("datum: ")
}

/// `Home > Documenten > Kamerstukken`
fn is_trail(text: &str) -> bool {
    let steps = ["Home >", "Home ›", "Home »", "Home /"];
    steps.iter().any(|step| text.starts_with(step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_around_documents() {
        for line in [
            "[overzicht] [activiteiten] [stemmingen]",
            "Naar boven",
            "↑ Naar boven",
            "Nummer: 2030D00001, datum: 2030-03-01, bijgewerkt: 2030-03-02 10:56, versie: 3",
            "Home > Documenten > Brief",
            "Deze website gebruikt cookies om te meten hoe vaak zij wordt bezocht.",
        ] {
            assert!(is_chrome(line), "{line}");
        }
        for line in ["[1] [2]", "Contact met de lidstaten", "Home Affairs", "Privacy in de Unie", "[Bijen]", ""] {
            assert!(!is_chrome(line), "{line}");
        }
    }
}
