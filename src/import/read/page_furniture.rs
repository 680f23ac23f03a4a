//! Page furniture: what printers call everything on a page that is not part of its text, such as running heads, page
//! numbers, rules, lists of contents and publisher's marks.
//!
//! Takes: the lines of a document.
//! Gives: which of them are furniture, and of what kind.
//! Never: decides about notes or addresses.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::table_columns;
use crate::import::genre::item_label;
use crate::import::genre::kamerstuk;
use crate::import::genre::letter_words;
use crate::import::genre::sections;
use crate::import::genre::site_chrome;
use crate::import::genre::treatments;
use crate::import::source_line::{PageFurniture, SourceLine};

/// Texts shorter than this, in bytes, can be an imprint or a number of the publisher.
const SHORT_MARK: usize = 30;
/// Texts shorter than this, in bytes, can be the running head of a Kamerstuk.
const LONGEST_HEAD: usize = 120;
/// How many lines at either end of a page may be running heads.
const ZONE: usize = 5;
/// How many lines of the first page may be the letter's head.
const HEAD: usize = 40;
/// A lone number this many characters from the margin is not the label of a note.
const FAR: f32 = 20.0;
/// The fewest pages on which a line must return to be a running head.
const LEAST_PAGES: usize = 3;

/// The furniture, by line index.
pub(crate) fn furniture(lines: &[SourceLine]) -> BTreeMap<usize, PageFurniture> {
    let mut found = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if let Some(reason) = by_itself(&line.text) {
            found.insert(index, reason);
        }
    }
    contents_list(lines, &mut found);
    listed_titles(lines, &mut found);
    let pages = pages(lines);
    running_heads(lines, &pages, &mut found);
    heads_of_letter(lines, &pages, &mut found);
    page_numbers(lines, &pages, &mut found);
    centred_numbers(lines, &mut found);
    found
}

/// A line that is nothing but a number.
struct LoneNumber {
    /// Index of the line.
    line: usize,
    number: usize,
}

/// Without form feeds: lone numbers far from the margin that count 1, 2, 3 … are page numbers.
fn centred_numbers(lines: &[SourceLine], found: &mut BTreeMap<usize, PageFurniture>) {
    if lines.iter().any(|line| line.feeds || line.is_measured()) {
        return;
    }
    let far = |line: &SourceLine| line.start >= FAR && line.text.bytes().all(|b| b.is_ascii_digit());
    let numbers: Vec<LoneNumber> = lines
        .iter()
        .enumerate()
        .filter(|(index, line)| far(line) && !found.contains_key(index))
        .filter_map(|(line, of)| Some(LoneNumber { line, number: bare_number(&of.text)? }))
        .collect();
    if numbers.len() >= 2 && numbers.windows(2).all(|pair| pair[1].number == pair[0].number + 1) {
        found.extend(numbers.into_iter().map(|lone| (lone.line, PageFurniture::PageNumber)));
    }
}

/// Ranges of lines, one for each page.
pub(crate) fn pages(lines: &[SourceLine]) -> Vec<Range<usize>> {
    let mut from = 0;
    let chunks = lines.chunk_by(|a, b| a.page == b.page).map(|chunk| {
        let range = from..from + chunk.len();
        from = range.end;
        range
    });
    chunks.collect()
}

/// Lines that are furniture wherever they are.
fn by_itself(text: &str) -> Option<PageFurniture> {
    if !text.chars().any(char::is_alphanumeric) {
        let rule = text.chars().filter(|c| !c.is_whitespace()).count() >= 3
            && text.chars().all(|c| c.is_whitespace() || "_-–—=*.─━".contains(c));
        return rule.then_some(PageFurniture::Rule);
    }
    if site_chrome::is_chrome(text) {
        return Some(PageFurniture::Chrome);
    }
    let lower = text.to_lowercase();
    if is_page_of(&lower) {
        return Some(PageFurniture::PageNumber);
    }
    // `Ministerie van Water        Pagina 2 van 9`, on either side.
    let cells = table_columns::cells(&lower);
    let numbered = |cell: Option<&Range<usize>>| cell.is_some_and(|cell| is_counted_page(&lower[cell.clone()]));
    if (2..=3).contains(&cells.len()) && (numbered(cells.first()) || numbered(cells.last())) {
        return Some(PageFurniture::RunningHead);
    }
    let session = |text: &str| {
        ["tweede kamer, vergaderjaar", "eerste kamer, vergaderjaar"].iter().any(|head| text.starts_with(head))
    };
    let imprint = |text: &str| {
        text.len() < SHORT_MARK && ["’s-gravenhage 20", "'s-gravenhage 20"].iter().any(|place| text.starts_with(place))
    };
    // The foot of a first page: `’s-Gravenhage 2030        Tweede Kamer, vergaderjaar 2029-2030, 12 345, nr. 6
    // 1`.
    let foot = cells.len() > 1 && imprint(&lower[cells[0].clone()]) && session(&lower[cells[1].clone()]);
    let chamber = session(&lower) && text.len() < LONGEST_HEAD || foot;
    let colophon = (lower.starts_with("issn ") && text.len() < SHORT_MARK)
        || (kamerstuk::id_at_start(text).is_some_and(|id| id.len() == text.len()))
        || is_printers_number(text)
        || ["sdu uitgevers", "sdu publishers"].contains(&lower.as_str())
        || imprint(&lower);
    match (chamber, colophon) {
        (true, _) => Some(PageFurniture::RunningHead),
        (_, true) => Some(PageFurniture::Colophon),
        _ => None,
    }
}

/// `KST67890`, with which printed papers were counted until 2012.
fn is_printers_number(text: &str) -> bool {
    text.strip_prefix("KST").is_some_and(|number| number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `pagina 3 van 12`, `page 3 of 12`, `3/12`, `- 3 -`, `blad 3`.
fn is_page_of(lower: &str) -> bool {
    let words: Vec<&str> =
        lower.split(|c: char| c.is_whitespace() || c == '/').filter(|word| !word.is_empty()).collect();
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

/// `pagina 3 van 12`, which evidently counts pages.
fn is_counted_page(lower: &str) -> bool {
    is_page_of(lower) && ["pagina ", "page ", "blad ", "pag. "].iter().any(|word| lower.starts_with(word))
}

/// Lines with dot leaders and a page number: two or more make a list of contents.
fn contents_list(lines: &[SourceLine], found: &mut BTreeMap<usize, PageFurniture>) {
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
        found.insert(index, PageFurniture::Contents);
    }
}

/// The most entries of a list of contents without page numbers.
const LISTED: usize = 60;

/// A list of contents without page numbers: below its title, lines that all come again further down.
fn listed_titles(lines: &[SourceLine], found: &mut BTreeMap<usize, PageFurniture>) {
    let is_title = |line: &SourceLine| {
        ["inhoudsopgave", "table of contents"].contains(&line.text.to_lowercase().trim_end_matches(':'))
    };
    let Some(title) = lines.iter().position(is_title) else { return };
    let mut end = title + 1;
    while end < lines.len().min(title + LISTED) {
        let again = lines[end + 1..].iter().any(|line| line.text == lines[end].text);
        // The first title that stands above its text is no entry any more.
        let first = lines.get(title + 1).is_some_and(|first| first.text == lines[end].text) && end > title + 1;
        if !again || first {
            break;
        }
        end += 1;
    }
    if end > title + 2 {
        found.extend((title..end).map(|index| (index, PageFurniture::Contents)));
    }
}

fn is_contents_entry(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let leaders =
        bare.trim_end().chars().rev().take_while(|c| matches!(c, '.' | '…' | ' ' | '_')).filter(|c| *c != ' ').count();
    bare.len() < text.len() && (leaders >= 4 || bare.trim_end().ends_with("……"))
}

/// A line as it is compared with others: digits count as equal, and case and blanks are ignored.
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

/// Either end of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PageEdge {
    Bottom,
    Top,
}

/// A line near the top or the bottom of its page.
#[derive(Clone, Copy)]
struct EdgeLine {
    index: usize,
    /// How many lines are between it and the end of the page.
    rank: usize,
}

/// A line that returns on several pages.
struct ReturningLine {
    edge: PageEdge,
    lines: Vec<EdgeLine>,
}

impl ReturningLine {
    /// The greatest distance from the end of a page.
    fn deepest(&self) -> Option<usize> {
        self.lines.iter().map(|line| line.rank).max()
    }
}

/// Lines that return at the top or the bottom of the pages.
fn running_heads(lines: &[SourceLine], pages: &[Range<usize>], found: &mut BTreeMap<usize, PageFurniture>) {
    // Form feeds show for certain where pages end; without them, only many repetitions count.
    let sure_pages = lines.iter().any(|line| line.feeds);
    let mut returning = returning_lines(lines, pages, found);
    returning.sort_by_key(|line| (line.edge, line.deepest()));
    for ReturningLine { edge, lines: places } in returning {
        let distinct = places.chunk_by(|a, b| lines[a.index].page == lines[b.index].page).count();
        // On two pages, only the outermost lines are certainly heads, and whatever heads stand next to those.
        let outside = |index: usize| {
            let page = pages.iter().find(|page| page.contains(&index)).cloned().unwrap_or_default();
            match edge {
                PageEdge::Top => page.start..index,
                PageEdge::Bottom => index + 1..page.end,
            }
        };
        let is_outermost = |place: &EdgeLine| outside(place.index).all(|other| found.contains_key(&other));
        let outermost = sure_pages && distinct >= 2 && places.iter().all(is_outermost);
        if (distinct >= LEAST_PAGES || outermost) && distinct * 3 >= pages.len() {
            found.extend(places.iter().map(|place| (place.index, PageFurniture::RunningHead)));
        }
    }
}

/// Lines near the ends of pages, grouped when they are alike.
fn returning_lines(
    lines: &[SourceLine],
    pages: &[Range<usize>],
    found: &BTreeMap<usize, PageFurniture>,
) -> Vec<ReturningLine> {
    let keys: Vec<String> = lines.iter().map(|line| key(&line.text)).collect();
    let words_of_text = returning_on_one_page(&keys, pages);
    let mut places: BTreeMap<(PageEdge, &str), Vec<EdgeLine>> = BTreeMap::new();
    for page in pages {
        let text_lines: Vec<usize> = page.clone().filter(|index| !found.contains_key(index)).collect();
        let depth = ZONE.min(text_lines.len() / 2);
        let ranked = |(rank, index): (usize, &usize)| EdgeLine { index: *index, rank };
        let top = text_lines.iter().take(depth).enumerate().map(|line| (PageEdge::Top, ranked(line)));
        let bottom = text_lines.iter().rev().take(depth).enumerate().map(|line| (PageEdge::Bottom, ranked(line)));
        for (edge, line) in top.chain(bottom) {
            let key = keys[line.index].as_str();
            if may_return(&lines[line.index].text) && !words_of_text.contains(key) {
                places.entry((edge, key)).or_default().push(line);
            }
        }
    }
    places.into_iter().map(|((edge, _), lines)| ReturningLine { edge, lines }).collect()
}

/// The keys of lines that occur three times or more on one page: they are words of the text.
fn returning_on_one_page<'k>(keys: &'k [String], pages: &[Range<usize>]) -> BTreeSet<&'k str> {
    let mut returning = BTreeSet::new();
    for page in pages {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        keys[page.clone()].iter().for_each(|key| *times.entry(key).or_default() += 1);
        returning.extend(times.into_iter().filter(|(_, times)| *times >= 3).map(|(key, _)| key));
    }
    returning
}

/// Words of the letter's head with which later pages begin: `Ons kenmerk` and the reference below it.
fn heads_of_letter(lines: &[SourceLine], pages: &[Range<usize>], found: &mut BTreeMap<usize, PageFurniture>) {
    let Some(first) = pages.first().filter(|_| lines.iter().any(|line| line.feeds)) else { return };
    let head: BTreeSet<&str> = first
        .clone()
        .take(HEAD)
        .flat_map(|index| {
            table_columns::cells(&lines[index].text).into_iter().map(move |cell| &lines[index].text[cell])
        })
        .collect();
    for page in &pages[1..] {
        let mut begun = false;
        for index in page.clone().take(ZONE) {
            let text = lines[index].text.as_str();
            let labelled = letter_words::is_head_line(text);
            let reference =
                begun && text.contains(|c: char| c.is_ascii_digit()) && text.split_whitespace().count() <= 4;
            if !found.contains_key(&index) && !((labelled || reference) && head.contains(text) && may_return(text)) {
                break;
            }
            begun |= labelled;
            found.entry(index).or_insert(PageFurniture::RunningHead);
        }
    }
}

/// Whether a line may return as text, as treatments and recurring sections do.
fn may_return(text: &str) -> bool {
    let bare_number = text.chars().all(|c| c.is_ascii_digit());
    !text.starts_with('=')
        && !bare_number
        && !treatments::is_treatment(text)
        && !sections::is_section(text)
        && !treatments::is_labelled_line(text)
}

/// Bare numbers on the outermost line of two or more pages that grow with the page.
fn page_numbers(lines: &[SourceLine], pages: &[Range<usize>], found: &mut BTreeMap<usize, PageFurniture>) {
    for edge in [PageEdge::Top, PageEdge::Bottom] {
        let mut seen: Vec<LoneNumber> = Vec::new();
        for page in pages {
            let mut text_lines = page.clone().filter(|index| !found.contains_key(index));
            let outer = match edge {
                PageEdge::Top => text_lines.next(),
                PageEdge::Bottom => text_lines.next_back(),
            };
            seen.extend(outer.and_then(|line| Some(LoneNumber { line, number: bare_number(&lines[line].text)? })));
        }
        let offset = |lone: &LoneNumber| lone.number.wrapping_sub(lines[lone.line].page);
        for (place, lone) in seen.iter().enumerate() {
            let same = seen.iter().enumerate().any(|(other, second)| other != place && offset(second) == offset(lone));
            if same {
                found.insert(lone.line, PageFurniture::PageNumber);
            }
        }
    }
}

/// The number of a line that contains nothing else but perhaps dashes.
fn bare_number(text: &str) -> Option<usize> {
    let bare = text.trim_matches(|c: char| c == '-' || c == '–' || c.is_whitespace());
    if bare.len() > 4 {
        return None;
    }
    if bare.bytes().all(|b| b.is_ascii_digit()) { bare.parse().ok() } else { small_roman(bare) }
}

/// The number of a page before the first one: `i`, `iv`, `xii`.
fn small_roman(text: &str) -> Option<usize> {
    item_label::small_roman_number(text).filter(|found| found.length == text.len()).map(|found| found.value as usize)
}

#[cfg(test)]
mod tests {
    use super::super::text_lines::lines_of_text;
    use super::*;

    fn names(text: &str) -> Vec<(usize, &'static str)> {
        furniture(&lines_of_text(text)).into_iter().map(|(index, reason)| (index, reason.name())).collect()
    }

    #[test]
    fn heads_and_numbers_on_each_page() {
        let page = |n: usize| {
            format!("Directie Water\n{0} bijen.\nNog {0}.\nEn nog een {0}.\n{n}\n\u{c}", ["een", "twee", "drie"][n - 1])
        };
        let text: String = (1..=3).map(page).collect();
        let found = names(&text);
        let heads = found.iter().filter(|(_, name)| *name == "running-head").count();
        let numbers = found.iter().filter(|(_, name)| *name == "page-number").count();
        assert_eq!((heads, numbers, found.len()), (3, 3, 6));
    }

    #[test]
    fn sentences_that_return_on_one_page() {
        let page =
            "Bijen zijn nuttig voor\niedereen.\nBijen zijn nuttig voor\niedereen.\nBijen zijn nuttig voor\niedereen.\n"
                .to_string();
        assert_eq!(names(&format!("{page}\u{c}{page}\u{c}{page}")), []);
    }

    #[test]
    fn roman_page_numbers() {
        assert_eq!(
            ["i", "iv", "ix", "xii", "b", ""].map(small_roman),
            [Some(1), Some(4), Some(9), Some(12), None, None]
        );
    }

    #[test]
    fn a_list_of_contents_without_page_numbers() {
        let found = names("Inhoudsopgave\nBijen\nWater\nBijen\nDe Raad spreekt.\nWater\nDe Raad spreekt.\n");
        assert_eq!(found, [(0, "contents"), (1, "contents"), (2, "contents")]);
        assert_eq!(names("Inhoudsopgave\nBijen\nWater\n"), []);
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
