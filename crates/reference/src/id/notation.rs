//! Ids as one writes them in running text.
//!
//! Takes: the text of a canonical id.
//! Gives: its usual notation.
//! Never: makes one up: an id of an odd make-up has none.

/// The usual notation of an id; `None` where it is the id itself.
pub(crate) fn notation(id: &str) -> Option<String> {
    if let Some(dossier) = dossier(id) {
        let Some(number) = id.strip_prefix("kst-").and_then(|rest| rest.strip_prefix(dossier)?.strip_prefix('-'))
        else {
            return Some(dossier_notation(dossier));
        };
        let sign = if number.starts_with(|c: char| c.is_ascii_digit()) { "nr. " } else { "" };
        return Some(format!("{}, {sign}{number}", dossier_notation(dossier)));
    }
    if let Some(address) = id.strip_prefix("https://").or_else(|| id.strip_prefix("http://")) {
        return Some(address.trim_end_matches('/').to_owned());
    }
    let colons: Vec<&str> = id.split(':').collect();
    match colons.as_slice() {
        [series @ ("COM" | "JOIN" | "SWD" | "SEC" | "C"), year, number] => {
            return Some(format!("{series}({year}) {number}"));
        }
        ["OJ", series, year, number] => return Some(format!("PB {year}, {series} {number}")),
        _ => {}
    }
    let dashes: Vec<&str> = id.split('-').collect();
    match dashes.as_slice() {
        ["stb", year, number] => Some(format!("Stb. {year}, {number}")),
        ["stcrt", year, number] => Some(format!("Stcrt. {year}, {number}")),
        ["trb", year, number] => Some(format!("Trb. {year}, {number}")),
        ["EUCO", number, year] => Some(format!("EUCO {number}/{}", year.get(2..)?)),
        [series @ ("ST" | "CM" | "WK" | "SN" | "DS"), number, year, "INIT"] => {
            Some(format!("{series} {number}/{}", year.get(2..)?))
        }
        [series @ ("ST" | "CM" | "WK" | "SN" | "DS"), number, year, version @ ..] => {
            Some(format!("{series} {number}/{} {}", year.get(2..)?, version.join(" ")))
        }
        _ => act(id).or_else(|| treaty_article(id)),
    }
}

/// `32016R0679` as `2016/679`.
fn act(id: &str) -> Option<String> {
    let (head, number) = (id.get(..6)?, id.get(6..)?);
    let numeric = number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit());
    (head.starts_with('3') && numeric).then(|| format!("{}/{}", &head[1..5], number.trim_start_matches('0')))
}

/// `12016M020` as `VEU, artikel 20`.
fn treaty_article(id: &str) -> Option<String> {
    let treaty = [("12016M", "VEU"), ("12016E", "VWEU"), ("12016P", "EU-Handvest")];
    let (number, name) = treaty.iter().find_map(|(stem, name)| Some((id.strip_prefix(stem)?, name)))?;
    Some(format!("{name}, artikel {}", number.trim_start_matches('0')))
}

/// The parliamentary dossier within the id of a paper or of a dossier. What follows the number is its addition only
/// when something that can be the number of a paper comes after it.
pub(crate) fn dossier(id: &str) -> Option<&str> {
    if let Some(dossier) = id.strip_prefix("dossier-") {
        return Some(dossier);
    }
    let rest = id.strip_prefix("kst-")?;
    let mut parts = rest.split('-');
    let (number, second, third) = (parts.next()?, parts.next()?, parts.next());
    let is_number = number.len() == 5 && number.bytes().all(|b| b.is_ascii_digit());
    if !is_number || parts.next().is_some() {
        return None;
    }
    match third {
        // "144-h1" is a reprint of paper 144, and "AK-b1" an annex.
        Some(tail) if tail.starts_with(|c: char| c.is_ascii_lowercase()) => Some(number),
        Some(_) => Some(&rest[..number.len() + 1 + second.len()]),
        None => Some(number),
    }
}

/// A dossier number in its usual spelling: `32 317`, `21 501-02`, `36 600 VI`.
///
/// ```
/// assert_eq!(reference::dossier_notation("36600-VI"), "36 600 VI");
/// ```
#[must_use]
pub fn dossier_notation(dossier: &str) -> String {
    let (number, addition) = dossier.split_once('-').map_or((dossier, ""), |(number, addition)| (number, addition));
    let number = match number.get(..2).zip(number.get(2..)) {
        Some((head, tail)) if number.len() == 5 => format!("{head} {tail}"),
        _ => number.to_owned(),
    };
    match addition.as_bytes().first() {
        None => number,
        Some(b'0'..=b'9') => format!("{number}-{addition}"),
        Some(_) => format!("{number} {addition}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_written_as_people_do() {
        let known = [
            ("kst-32317-872", "32 317, nr. 872"),
            ("kst-32317-JI", "32 317, JI"),
            ("kst-21501-02-2778", "21 501-02, nr. 2778"),
            ("kst-36600-VI-12", "36 600 VI, nr. 12"),
            ("dossier-32317", "32 317"),
            ("COM:2024:173", "COM(2024) 173"),
            ("stb-2024-71", "Stb. 2024, 71"),
            ("ST-8803-2016-INIT", "ST 8803/16"),
            ("ST-10405-2024-REV-1", "ST 10405/24 REV 1"),
            ("EUCO-7-2024", "EUCO 7/24"),
            ("32016R0679", "2016/679"),
            ("12016M020", "VEU, artikel 20"),
            ("https://example.org/", "example.org"),
        ];
        for (id, words) in known {
            assert_eq!(notation(id).as_deref(), Some(words), "{id}");
        }
        assert_eq!(notation("ECLI:NL:HR:2005:AT4537"), None);
        assert_eq!(dossier("kst-26643-144-h1"), Some("26643"));
        assert_eq!(dossier("kst-1027341"), None);
    }
}
