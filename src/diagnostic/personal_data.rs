//! Numbers and addresses that belong to one person: citizen service numbers, bank accounts, mobile numbers, private mail.
//!
//! Takes: a text.
//! Gives: where such data stands in it, and the text with all of it masked, byte for byte as long.
//! Never: lets a whole number through to a message, an excerpt or a log; or knows whose it is: a reader decides.

mod bank_account;
mod kind;
mod number;

use std::borrow::Cow;

use kind::Care;
pub(crate) use kind::{PersonalData, PersonalKind};

/// Where mail of consumers is kept, without what comes behind the name: `hotmail` is there in many countries.
const PROVIDERS: &[&str] = &[
    "gmail",
    "googlemail",
    "hotmail",
    "outlook",
    "live",
    "msn",
    "yahoo",
    "ymail",
    "icloud",
    "me",
    "mac",
    "aol",
    "gmx",
    "proton",
    "protonmail",
    "pm",
    "tutanota",
    "web",
    "ziggo",
    "kpn",
    "kpnmail",
    "kpnplanet",
    "planet",
    "hetnet",
    "xs4all",
    "home",
    "casema",
    "chello",
    "upcmail",
    "quicknet",
    "telfort",
    "tele2",
    "online",
    "solcon",
    "zonnet",
    "wanadoo",
    "tiscali",
    "freeler",
    "zeelandnet",
    "caiway",
    "delta",
    "odido",
    "t-mobile",
    "telenet",
    "skynet",
    "mail",
];

/// What comes behind the names of those providers.
const ENDINGS: &[&str] =
    &["nl", "com", "net", "be", "de", "fr", "eu", "me", "ch", "at", "it", "es", "co.uk", "uk", "ie"];

/// Every piece of personal data in a text, in order.
pub(crate) fn find(text: &str) -> Vec<PersonalData> {
    search(text, Care::Report)
}

fn search(text: &str, care: Care) -> Vec<PersonalData> {
    let bytes = text.as_bytes();
    let mut found: Vec<PersonalData> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let here = match bytes[at] {
            b'0'..=b'9' | b'+' => number::at(text, at, care),
            b'A'..=b'Z' => bank_account::at(text, at),
            b'@' => mail(text, at),
            _ => None,
        };
        match here {
            Some(data) => {
                at = data.range.end.max(at + 1);
                found.push(data);
            }
            None => at += 1,
        }
    }
    found
}

/// A text in which no personal data is whole, each character of it where it was.
pub(crate) fn masked(text: &str) -> Cow<'_, str> {
    let found = search(text, Care::Hide);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for PersonalData { kind, range } in found {
        masked.push_str(&text[done..range.start]);
        mask(kind, &text[range.clone()], &mut masked);
        done = range.end;
    }
    masked.push_str(&text[done..]);
    Cow::Owned(masked)
}

/// The country of an account, the first letter and the provider of an address, and the last digits of a number stay, so that
/// it can be found.
fn mask(kind: PersonalKind, data: &str, masked: &mut String) {
    let shown_end = kind.tail(data);
    let shown_start = match kind {
        PersonalKind::PrivateMail => usize::from(shown_end > 1),
        PersonalKind::BankAccount | PersonalKind::MobileNumber => 2,
        PersonalKind::CitizenNumber => 0,
    };
    for (at, c) in data.char_indices() {
        let hidden = at >= shown_start
            && at < shown_end
            && c.is_ascii()
            && (c.is_ascii_alphanumeric() || kind == PersonalKind::PrivateMail);
        masked.push(if hidden { '*' } else { c });
    }
}

/// The address around an at sign.
fn mail(text: &str, at: usize) -> Option<PersonalData> {
    let of_name = |b: &&u8| b.is_ascii_alphanumeric() || b"._%+-".contains(b);
    let start = at - text.as_bytes()[..at].iter().rev().take(64).take_while(of_name).count();
    let of_host = |b: &&u8| b.is_ascii_alphanumeric() || b".-".contains(b);
    let length = text.as_bytes()[at + 1..].iter().take(64).take_while(of_host).count();
    let host = text[at + 1..at + 1 + length].trim_end_matches(['.', '-']);
    let lower = host.to_ascii_lowercase();
    let (provider, ending) = lower.split_once('.')?;
    let start = start + text[start..at].len() - text[start..at].trim_start_matches(['.', '-']).len();
    (start < at && PROVIDERS.contains(&provider) && ENDINGS.contains(&ending))
        .then(|| PersonalData { kind: PersonalKind::PrivateMail, range: start..at + 1 + host.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<&'static str> {
        find(text).iter().map(|data| data.kind.name()).collect()
    }

    #[test]
    fn finds_what_is_of_one_person() {
        for (text, kind) in [
            ("BSN 111222333", "citizen"),
            ("Zijn nummer is 123456782.", "citizen"),
            ("(1234.56.782)", "citizen"),
            ("bsn: 123.456.782", "citizen"),
            ("BSN nr. 123456782", "citizen"),
            ("nummer 10000008", "citizen"),
            ("NL91ABNA0417164300", "account"),
            ("op NL91 ABNA 0417 1643 00 gestort", "account"),
            ("DE89 3704 0044 0532 0130 00", "account"),
            ("bel 06-12345678", "mobile"),
            ("06 12 34 56 78", "mobile"),
            ("+31 6 1234 5678", "mobile"),
            ("+31612345678", "mobile"),
            ("+31 (0)6 12345678", "mobile"),
            ("0031 6 12345678", "mobile"),
            ("Jan.Jansen@Gmail.com", "mail"),
            ("[mail](mailto:j@ziggo.nl)", "mail"),
        ] {
            assert_eq!(kinds(text), [kind], "{text}");
        }
    }

    #[test]
    fn leaves_other_numbers_alone() {
        for text in [
            "123456783",
            "1234567820",
            "€ 123.456.782",
            "123456782 euro",
            "kenmerk 123456782",
            "COM(2024)123456782",
            "A123456782",
            "https://example.nl/stuk/123456782",
            "20240613",
            "KvK 10000008",
            "123456782-01",
            "12,123456782",
            "000000000",
            "NL92ABNA0417164300",
            "NL91",
            "2024-06-12345678",
            "016 12345678",
            "070-1234567",
            "info@gemeente.nl",
            "a@gmail.voorbeeld.nl",
            "@gmail.com",
            "nr. 123456782",
            "06-2024",
            "ISBN 9789012345678",
            "13 juni 2024",
            "123456782 miljoen",
        ] {
            assert_eq!(kinds(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn masks_without_moving_anything() {
        let text = "a 123456782 NL91 ABNA 0417 1643 00 06-12345678 jan@gmail.com é";
        let shown = masked(text);
        assert_eq!(shown, "a ******782 NL** **** **** **43 00 06-*****678 j**@gmail.com é");
        assert_eq!(shown.len(), text.len());
        assert!(matches!(masked("niets"), Cow::Borrowed("niets")));
    }
}
