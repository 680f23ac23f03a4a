//! The numbers that parliament gives its papers, as letters print them: `kst-21501-33-1050`, `21 501-33`.
//!
//! Takes: a line.
//! Gives: the number as ids write it.
//! Never: makes up a part that is missing.

/// The letter's own Kamerstuk id at the start of a text, such as `kst-21501-33-1050`.
pub(crate) fn id_at_start(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("kst-")?;
    let length = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').count();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits >= 4).then(|| &text[..4 + length])
}

/// `21 501-33 Raad voor Vervoer` or `21501-33 Raad voor Vervoer`: the number of the dossier, as ids write it, in a line that has only
/// that and the title, which begins with a capital.
pub(crate) fn dossier_line(line: &str) -> Option<String> {
    let spaced = dossier_number(line).map(|number| (number, 2));
    let (number, words) = spaced.or_else(|| Some((unspaced_dossier(line)?, 1)))?;
    let title = line.split_whitespace().nth(words);
    let titled = title.is_none_or(|word| word.starts_with(|c: char| c.is_uppercase() || "‘“(\"".contains(c)));
    (titled && !line.trim_end().ends_with('.')).then_some(number)
}

/// `21501-33` at the start of a line.
fn unspaced_dossier(line: &str) -> Option<String> {
    let first = line.split_whitespace().next()?;
    let (main, addition) = first.split_once('-').unwrap_or((first, ""));
    let shaped = main.len() == 5
        && main.bytes().all(|b| b.is_ascii_digit())
        && addition.chars().all(|c| c.is_ascii_alphanumeric())
        && addition.is_empty() != first.contains('-');
    // Without a blank, only a title that follows tells a dossier from any other number.
    (shaped && line.split_whitespace().nth(1).is_some_and(|word| word.chars().count() > 2)).then(|| first.to_owned())
}

/// The number of a paper at the start of a line, and what follows: `Nr. 9 BRIEF VAN …`, `nr. 101`, `JI BRIEF VAN …`. A letter as
/// those of the Eerste Kamer counts only before a title.
pub(crate) fn paper_number(line: &str) -> Option<(String, &str)> {
    // It may begin with a blank that does not break, which is longer than a byte.
    let line = line.trim_start();
    let mut words = line.split_whitespace();
    let first = words.next()?;
    if ["Nr.", "nr.", "NR.", "Nr", "No.", "nr"].contains(&first) {
        let number = words.next()?.trim_end_matches([',', ':']);
        let at = first.len() + line[first.len()..].find(number)? + number.len();
        let plain = number.starts_with(|c: char| c.is_ascii_alphanumeric())
            && number.chars().all(|c| c.is_ascii_alphanumeric())
            && number.len() <= 6
            && number.chars().any(|c| c.is_ascii_digit() || c.is_uppercase());
        return plain.then(|| (number.to_owned(), line[at..].trim_start_matches([',', ':', ' '])));
    }
    let letters = first.len() <= 3 && first.bytes().all(|b| b.is_ascii_uppercase());
    let rest = line[first.len()..].trim_start();
    (letters && (rest.starts_with("BRIEF VAN") || rest.starts_with("VERSLAG VAN"))).then(|| (first.to_owned(), rest))
}

/// `21 501-33 Raad voor Vervoer` is dossier 21501-33.
pub(crate) fn dossier_number(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let (main, addition) = second.split_once('-').unwrap_or((second, ""));
    let shaped = first.len() == 2
        && digits(first)
        && main.len() == 3
        && digits(main)
        && addition.chars().all(|c| c.is_ascii_alphanumeric());
    shaped.then(|| format!("{first}{second}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_papers_behind_any_blank() {
        assert_eq!(paper_number("Nr. 9 BRIEF VAN"), Some(("9".to_owned(), "BRIEF VAN")));
        assert_eq!(paper_number("\u{a0}Nr. 9, BRIEF VAN"), Some(("9".to_owned(), "BRIEF VAN")));
        assert_eq!(paper_number("\u{3000}JI BRIEF VAN"), Some(("JI".to_owned(), "BRIEF VAN")));
        assert_eq!(paper_number("\u{a0}\u{a0}é Nr. 9"), None);
    }
}
