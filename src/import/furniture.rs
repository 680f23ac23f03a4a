//! Page furniture: running heads, page numbers, rules, contents lists, publisher's marks.
//! Takes lines, says which are furniture and why; never decides on notes or addresses.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::column;
use super::label;
use super::letter;
use super::line::{Furniture, Line};
use super::vocabulary;

/// How many lines at either end of a page may be running heads.
const ZONE: usize = 5;
/// How many lines of the first page may be the letter's head.
const HEAD: usize = 40;
/// How many characters from the margin a lone number is no label of a note.
const FAR: f32 = 20.0;
/// On how many pages a line must return to be a running head, at least.
const LEAST_PAGES: usize = 3;

/// What is furniture, by line index.
pub fn furniture(lines: &[Line]) -> BTreeMap<usize, Furniture> {
    let mut found = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if let Some(reason) = by_itself(&line.text) {
            found.insert(index, reason);
        }
    }
    contents_list(lines, &mut found);
    let pages = pages(lines);
    running_heads(lines, &pages, &mut found);
    heads_of_letter(lines, &pages, &mut found);
    page_numbers(lines, &pages, &mut found);
    centred_numbers(lines, &mut found);
    found
}

/// Without form feeds: lone numbers far from the margin that count 1, 2, 3 … are those of pages.
fn centred_numbers(lines: &[Line], found: &mut BTreeMap<usize, Furniture>) {
    if lines.iter().any(|line| line.feeds || line.size > 0.0) {
        return;
    }
    let far = |line: &Line| line.start >= FAR && line.text.bytes().all(|b| b.is_ascii_digit());
    let numbers: Vec<(usize, usize)> = lines
        .iter()
        .enumerate()
        .filter(|(index, line)| far(line) && !found.contains_key(index))
        .filter_map(|(index, line)| bare_number(&line.text).map(|number| (index, number)))
        .collect();
    if numbers.len() >= 2 && numbers.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1) {
        found.extend(numbers.into_iter().map(|(index, _)| (index, Furniture::PageNumber)));
    }
}

/// Ranges of lines, one for each page.
pub fn pages(lines: &[Line]) -> Vec<Range<usize>> {
    let mut from = 0;
    let chunks = lines.chunk_by(|a, b| a.page == b.page).map(|chunk| {
        let range = from..from + chunk.len();
        from = range.end;
        range
    });
    chunks.collect()
}

/// Lines that are furniture wherever they stand.
fn by_itself(text: &str) -> Option<Furniture> {
    if !text.chars().any(char::is_alphanumeric) {
        let rule =
            text.chars().filter(|c| !c.is_whitespace()).count() >= 3 && text.chars().all(|c| c.is_whitespace() || "_-–—=*.─━".contains(c));
        return rule.then_some(Furniture::Rule);
    }
    let lower = text.to_lowercase();
    if is_page_of(&lower) {
        return Some(Furniture::PageNumber);
    }
    // `Ministerie van Water        Pagina 2 van 9`, on either side.
    let cells = column::cells(&lower);
    let numbered = |cell: Option<&Range<usize>>| cell.is_some_and(|cell| is_counted_page(&lower[cell.clone()]));
    if (2..=3).contains(&cells.len()) && (numbered(cells.first()) || numbered(cells.last())) {
        return Some(Furniture::RunningHead);
    }
    let session = |text: &str| ["tweede kamer, vergaderjaar", "eerste kamer, vergaderjaar"].iter().any(|head| text.starts_with(head));
    let imprint = |text: &str| text.len() < 30 && ["’s-gravenhage 20", "'s-gravenhage 20"].iter().any(|place| text.starts_with(place));
    // The foot of a first page: `’s-Gravenhage 2030        Tweede Kamer, vergaderjaar 2029-2030, 12 345, nr. 6        1`.
    let foot = cells.len() > 1 && imprint(&lower[cells[0].clone()]) && session(&lower[cells[1].clone()]);
    let chamber = session(&lower) && text.len() < 120 || foot;
    let colophon =
        (lower.starts_with("issn ") && text.len() < 30) || (kamerstuk_id(text).is_some_and(|id| id.len() == text.len())) || imprint(&lower);
    match (chamber, colophon) {
        (true, _) => Some(Furniture::RunningHead),
        (_, true) => Some(Furniture::Colophon),
        _ => None,
    }
}

/// `pagina 3 van 12`, `page 3 of 12`, `3/12`, `- 3 -`, `blad 3`.
fn is_page_of(lower: &str) -> bool {
    let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || c == '/').filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.len() <= 4 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        ["pagina" | "page" | "blad" | "p." | "pag.", n] => is_number(n),
        ["pagina" | "page" | "blad" | "p." | "pag.", n, "van" | "of", m] => is_number(n) && is_number(m),
        ["-" | "–", n, "-" | "–"] => is_number(n),
        [n, "van" | "of", m] => is_number(n) && is_number(m),
        [n, m] => lower.contains('/') && !lower.contains(' ') && is_number(n) && is_number(m),
        _ => false,
    }
}

/// `pagina 3 van 12`, which says by itself that it counts pages.
fn is_counted_page(lower: &str) -> bool {
    is_page_of(lower) && ["pagina ", "page ", "blad ", "pag. "].iter().any(|word| lower.starts_with(word))
}

/// The Kamerstuk's own id at the start of a text, such as `kst-21501-33-1050`.
pub fn kamerstuk_id(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("kst-")?;
    let length = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').count();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits >= 4).then(|| &text[..4 + length])
}

/// Lines with dot leaders and a page number: two or more make a contents list.
fn contents_list(lines: &[Line], found: &mut BTreeMap<usize, Furniture>) {
    let entries: Vec<usize> = (0..lines.len()).filter(|index| is_contents_entry(&lines[*index].text)).collect();
    if entries.len() < 2 {
        return;
    }
    let before_first = entries[0].checked_sub(1);
    let title = before_first.filter(|index| {
        let lower = lines[*index].text.to_lowercase();
        ["inhoudsopgave", "inhoud", "contents", "table of contents"].contains(&lower.as_str())
    });
    for index in entries.into_iter().chain(title) {
        found.insert(index, Furniture::Contents);
    }
}

fn is_contents_entry(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let leaders = bare.trim_end().chars().rev().take_while(|c| matches!(c, '.' | '…' | ' ' | '_')).filter(|c| *c != ' ').count();
    bare.len() < text.len() && (leaders >= 4 || bare.trim_end().ends_with("……"))
}

/// A line as it returns: digits are one, case and blanks do not count.
fn key(text: &str) -> String {
    let mut key = String::new();
    for sign in text.chars().filter(|c| !c.is_whitespace()) {
        let sign = if sign.is_numeric() { '#' } else { sign };
        if !(sign == '#' && key.ends_with('#')) {
            key.extend(sign.to_lowercase());
        }
    }
    key
}

/// The index of a line and how many lines stand between it and the end of its page.
type Place = (usize, usize);

/// Lines that return at the top or the bottom of the pages.
fn running_heads(lines: &[Line], pages: &[Range<usize>], found: &mut BTreeMap<usize, Furniture>) {
    // Form feeds tell pages surely; without them, only many repetitions count.
    let sure_pages = lines.iter().any(|line| line.feeds);
    let keys: Vec<String> = lines.iter().map(|line| key(&line.text)).collect();
    let returning = returning_on_one_page(&keys, pages);
    let mut places: BTreeMap<(bool, &str), Vec<Place>> = BTreeMap::new();
    for page in pages {
        let text_lines: Vec<usize> = page.clone().filter(|index| !found.contains_key(index)).collect();
        let depth = ZONE.min(text_lines.len() / 2);
        let top = text_lines.iter().take(depth).enumerate().map(|(rank, index)| (true, *index, rank));
        let bottom = text_lines.iter().rev().take(depth).enumerate().map(|(rank, index)| (false, *index, rank));
        for (at_top, index, rank) in top.chain(bottom) {
            let key = keys[index].as_str();
            if may_return(&lines[index].text) && !returning.contains(key) {
                places.entry((at_top, key)).or_default().push((index, rank));
            }
        }
    }
    let mut places: Vec<(bool, Vec<Place>)> = places.into_iter().map(|((at_top, _), entries)| (at_top, entries)).collect();
    places.sort_by_key(|(at_top, entries)| (*at_top, entries.iter().map(|(_, rank)| *rank).max()));
    for (at_top, entries) in places {
        let indices: Vec<usize> = entries.iter().map(|(index, _)| *index).collect();
        let distinct = indices.chunk_by(|a, b| lines[*a].page == lines[*b].page).count();
        // On two pages only the outermost lines are sure to be heads, and what follows on them.
        let outside = |index: usize| {
            let page = pages.iter().find(|page| page.contains(&index)).cloned().unwrap_or_default();
            if at_top { page.start..index } else { index + 1..page.end }
        };
        let is_outermost = |(index, _): &Place| outside(*index).all(|other| found.contains_key(&other));
        let outermost = sure_pages && distinct >= 2 && entries.iter().all(is_outermost);
        if (distinct >= LEAST_PAGES || outermost) && distinct * 3 >= pages.len() {
            found.extend(indices.into_iter().map(|index| (index, Furniture::RunningHead)));
        }
    }
}

/// The keys of lines that stand on one page three times or more: they are words of the text.
fn returning_on_one_page<'k>(keys: &'k [String], pages: &[Range<usize>]) -> BTreeSet<&'k str> {
    let mut returning = BTreeSet::new();
    for page in pages {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        keys[page.clone()].iter().for_each(|key| *times.entry(key).or_default() += 1);
        returning.extend(times.into_iter().filter(|(_, times)| *times >= 3).map(|(key, _)| key));
    }
    returning
}

/// Words of the letter's head that the pages after the first begin with: `Ons kenmerk` and the reference under it.
fn heads_of_letter(lines: &[Line], pages: &[Range<usize>], found: &mut BTreeMap<usize, Furniture>) {
    let Some(first) = pages.first().filter(|_| lines.iter().any(|line| line.feeds)) else { return };
    let head: BTreeSet<&str> = first
        .clone()
        .take(HEAD)
        .flat_map(|index| column::cells(&lines[index].text).into_iter().map(move |cell| &lines[index].text[cell]))
        .collect();
    for page in &pages[1..] {
        let mut begun = false;
        for index in page.clone().take(ZONE) {
            let text = lines[index].text.as_str();
            let labelled = letter::is_head_line(text);
            let reference = begun && text.contains(|c: char| c.is_ascii_digit()) && text.split_whitespace().count() <= 4;
            if !found.contains_key(&index) && !((labelled || reference) && head.contains(text) && may_return(text)) {
                break;
            }
            begun |= labelled;
            found.entry(index).or_insert(Furniture::RunningHead);
        }
    }
}

/// Treatments and recurring sections return too, but are text.
fn may_return(text: &str) -> bool {
    let bare_number = text.chars().all(|c| c.is_ascii_digit());
    !text.starts_with('=')
        && !bare_number
        && !vocabulary::is_treatment(text)
        && !vocabulary::is_section(text)
        && !vocabulary::is_labelled_line(text)
}

/// Bare numbers at the outer line of two or more pages that grow with the page.
fn page_numbers(lines: &[Line], pages: &[Range<usize>], found: &mut BTreeMap<usize, Furniture>) {
    for at_top in [true, false] {
        let mut seen: Vec<(usize, usize)> = Vec::new();
        for page in pages {
            let mut text_lines = page.clone().filter(|index| !found.contains_key(index));
            let outer = if at_top { text_lines.next() } else { text_lines.next_back() };
            let Some(index) = outer else { continue };
            if let Some(number) = bare_number(&lines[index].text) {
                seen.push((index, number));
            }
        }
        let offset = |&(index, number): &(usize, usize)| number.wrapping_sub(lines[index].page);
        for (place, entry) in seen.iter().enumerate() {
            let same = seen.iter().enumerate().any(|(other, second)| other != place && offset(second) == offset(entry));
            if same {
                found.insert(entry.0, Furniture::PageNumber);
            }
        }
    }
}

fn bare_number(text: &str) -> Option<usize> {
    let bare = text.trim_matches(|c: char| c == '-' || c == '–' || c.is_whitespace());
    if bare.len() > 4 {
        return None;
    }
    if bare.bytes().all(|b| b.is_ascii_digit()) { bare.parse().ok() } else { small_roman(bare) }
}

/// The number of a page before the first: `i`, `iv`, `xii`.
fn small_roman(text: &str) -> Option<usize> {
    label::small_roman_number(text).filter(|(_, length)| *length == text.len()).map(|(number, _)| number as usize)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines_of_text;
    use super::*;

    fn names(text: &str) -> Vec<(usize, &'static str)> {
        furniture(&lines_of_text(text)).into_iter().map(|(index, reason)| (index, reason.name())).collect()
    }

    #[test]
    fn heads_and_numbers_on_each_page() {
        let page = |n: usize| format!("Directie Water\n{0} bijen.\nNog {0}.\nEn nog een {0}.\n{n}\n\u{c}", ["een", "twee", "drie"][n - 1]);
        let text: String = (1..=3).map(page).collect();
        let found = names(&text);
        let heads = found.iter().filter(|(_, name)| *name == "running-head").count();
        let numbers = found.iter().filter(|(_, name)| *name == "page-number").count();
        assert_eq!((heads, numbers, found.len()), (3, 3, 6));
    }

    #[test]
    fn sentences_that_return_on_one_page() {
        let page = "Bijen zijn nuttig voor\niedereen.\nBijen zijn nuttig voor\niedereen.\nBijen zijn nuttig voor\niedereen.\n".to_string();
        assert_eq!(names(&format!("{page}\u{c}{page}\u{c}{page}")), []);
    }

    #[test]
    fn roman_page_numbers() {
        assert_eq!(["i", "iv", "ix", "xii", "b", ""].map(small_roman), [Some(1), Some(4), Some(9), Some(12), None, None]);
    }

    #[test]
    fn numbers_far_from_the_margin() {
        let far = " ".repeat(40);
        assert_eq!(names(&format!("Een bij.\n{far}1\nNog een.\n{far}2\n")), [(1, "page-number"), (3, "page-number")]);
        assert_eq!(names(&format!("Een bij.\n{far}1\nNog een.\n{far}7\n")), []);
    }

    #[test]
    fn single_lines() {
        assert_eq!(names("Pagina 3 van 12"), [(0, "page-number")]);
        assert_eq!(names("_________"), [(0, "rule")]);
        assert_eq!(names("kst-12345-67-890"), [(0, "colophon")]);
        assert_eq!(names("12"), []);
        assert_eq!(names("Ministerie van Water        Pagina 3 van 12"), [(0, "running-head")]);
        assert_eq!(names("Pagina 4 van 12        Ministerie van Water"), [(0, "running-head")]);
        assert_eq!(names("Bijen        12"), []);
        let foot = "’s-Gravenhage 2030        Tweede Kamer, vergaderjaar 2029-2030, 12 345, nr. 6        1";
        assert_eq!(names(foot), [(0, "running-head")]);
        assert_eq!(names("Een zin over pagina 3 van 12."), []);
    }
}
