//! Articles of treaties and of registered Dutch statutes: `artikel 20 VEU`, `artikel 273g Sr`.
//!
//! Takes the number of the first article, gives a reference for each article, or one for a range.
//! Never takes an article of something that is not registered: `artikel 12` of a contract has no source.
//! Statutes are identified by BWB id and article in the JCI standard, version 1.3.

use std::ops::Range;

use winnow::combinator::{alt, opt};
use winnow::prelude::*;
use winnow::token::take_while;

use super::citation::{Detail, Reference};
use super::form::Form;
use super::id::Id;
use super::list::conjunction;
use super::passage::passages;
use super::place::Place;
use super::registry::Registry;
use super::token::{Parsed, Text, advance, attempt, dash, digits, ensure, fail, gap, gap1, here, rest, space1, word, word_end};

/// Words for articles.
const ARTICLES: &[&str] = &["artikel", "artikelen", "art", "artt", "article", "articles"];

/// A citation whose first article number stands at the trigger.
pub(super) fn at_digits(place: &Place<'_>, found: &mut Vec<Reference>) {
    let (start, before) = place.word_before();
    if !ARTICLES.iter().any(|name| before.eq_ignore_ascii_case(name)) || !place.begins_word_or_follows_note(start) {
        return;
    }
    let Some((cited, _)) = place.parse(start, |input| citation(input, place.registry)) else {
        return;
    };
    found.extend(cited.into_iter().map(|(span, form, id, until)| Reference {
        span: span.start + start..span.end + start,
        form,
        id: Some(id),
        until,
        detail: Detail::None,
    }));
}

/// An article number as typed, with where it stands and the end of the range it begins.
struct Article {
    span: Range<usize>,
    number: String,
    until: Option<String>,
}

type Cited = (Range<usize>, Form, Id, Option<Id>);

/// The articles, the passages in them, and the name of what they are articles of.
fn citation(input: &mut Text<'_>, registry: &Registry) -> Parsed<Vec<Cited>> {
    take_while(3..10, |c: char| c.is_ascii_alphabetic()).void().parse_next(input)?;
    opt('.').parse_next(input)?;
    space1(input)?;
    let articles = articles(input)?;
    // "artikel 12-procedure" is a compound, and "van de" may stand before the name or not.
    let start = here(input);
    if rest(input).starts_with(',') {
        advance(input, 1);
    }
    gap(input)?;
    ensure(here(input) > start)?;
    attempt(input, |input| {
        word(input, &["van", "of"])?;
        gap1(input)
    });
    attempt(input, |input| {
        word(input, &["de", "het", "the"])?;
        gap1(input)
    });
    let book = attempt(input, book);
    let named = alt((
        |input: &mut Text<'_>| treaty(input, registry, &articles),
        |input: &mut Text<'_>| statute(input, registry, &articles, book.as_deref()),
    ))
    .parse_next(input)?;
    let end = here(input);
    let last = articles.len() - 1;
    let spans = articles.iter().enumerate().map(|(index, article)| {
        let start = if index == 0 { 0 } else { article.span.start };
        start..if index == last { end } else { article.span.end }
    });
    Ok(spans.zip(named).map(|(span, (form, id, until))| (span, form, id, until)).collect())
}

/// "Boek 6 van het " before the name of a code.
fn book(input: &mut Text<'_>) -> Parsed<String> {
    word(input, &["Boek"])?;
    gap1(input)?;
    let number = take_while(1..4, |c: char| c.is_ascii_alphanumeric()).parse_next(input)?.to_ascii_uppercase();
    gap1(input)?;
    attempt(input, |input| {
        word(input, &["van"])?;
        gap1(input)?;
        word(input, &["het"])?;
        gap1(input)
    });
    Ok(number)
}

/// `3`, `273f en 273g`, `326 tot en met 334`, `53, lid 1, artikel 62 en artikel 21, lid 2`.
fn articles(input: &mut Text<'_>) -> Parsed<Vec<Article>> {
    let mut articles: Vec<Article> = Vec::new();
    while articles.len() < 16 {
        let first = articles.is_empty();
        let next = |input: &mut Text<'_>| -> Parsed<Article> {
            if !first {
                conjunction(input)?;
            }
            let start = here(input);
            if !first && word(input, ARTICLES).is_ok() {
                opt('.').parse_next(input)?;
                gap1(input)?;
            }
            let number = article_number(input)?;
            let until = attempt(input, range_end);
            word_end(input)?;
            passages(input);
            Ok(Article { span: start..here(input), number, until })
        };
        let Some(article) = attempt(input, next) else {
            break;
        };
        articles.push(article);
    }
    ensure(!articles.is_empty())?;
    Ok(articles)
}

/// `273g`, `6:162`, `5.1`, `25bis`, `126nd`.
pub(super) fn article_number(input: &mut Text<'_>) -> Parsed<String> {
    let mut number = digits(input, 1..5)?.to_owned();
    let part = |input: &mut Text<'_>| -> Parsed<String> {
        let mark = winnow::token::one_of([':', '.']).parse_next(input)?;
        Ok(format!("{mark}{}", digits(input, 1..5)?))
    };
    for _ in 0..2 {
        let Some(part) = attempt(input, part) else {
            break;
        };
        number.push_str(&part);
    }
    let letters = rest(input).bytes().take(5).take_while(u8::is_ascii_alphabetic).count();
    ensure(letters < 5)?;
    number.push_str(&rest(input)[..letters].to_ascii_lowercase());
    advance(input, letters);
    Ok(number)
}

/// The last article of a range.
fn range_end(input: &mut Text<'_>) -> Parsed<String> {
    let spelled = |input: &mut Text<'_>| -> Parsed<()> {
        gap1(input)?;
        word(input, &["tot en met", "t/m", "to"])?;
        gap1(input)
    };
    if attempt(input, spelled).is_none() {
        dash(input)?;
    }
    article_number(input)
}

type Named = Vec<(Form, Id, Option<Id>)>;

/// The articles as articles of a treaty.
fn treaty(input: &mut Text<'_>, registry: &Registry, articles: &[Article]) -> Parsed<Named> {
    let Some(treaty) = registry.treaties.iter().find(|treaty| attempt(input, |input| treaty.name.parse(input)).is_some()) else {
        return fail();
    };
    let id = |number: &str| -> Parsed<Id> {
        let length = number.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, letters) = number.split_at(length);
        // Treaty articles are numbers, a few old ones with a letter.
        ensure(letters.len() <= 1 && digits.len() <= 3)?;
        Ok(Id::new(format!("{}{digits:0>3}{}", treaty.stem, letters.to_ascii_uppercase())))
    };
    articles
        .iter()
        .map(|article| {
            let until = article.until.as_deref().map(id).transpose()?;
            // "art. 83.1" is the first paragraph of article 83.
            let number = article.number.split('.').next().unwrap_or(&article.number);
            Ok((Form::TreatyArticle, id(number)?, until))
        })
        .collect()
}

/// The articles as articles of a statute, or of the books of a code.
fn statute(input: &mut Text<'_>, registry: &Registry, articles: &[Article], book: Option<&str>) -> Parsed<Named> {
    let Some(named) = registry.statutes.iter().find(|statute| attempt(input, |input| statute.name.parse(input)).is_some()) else {
        return fail();
    };
    let id = |number: &str| -> Parsed<Id> {
        let (bwb, article) = if named.book.is_none() {
            (named.bwb.as_str(), number)
        } else {
            let (book, article) = match number.split_once(':') {
                Some((book, article)) => (book, article),
                None => (book.unwrap_or_default(), number),
            };
            let same = |statute: &&super::registry::Statute| {
                statute.name == named.name && statute.book.as_deref().is_some_and(|b| b.eq_ignore_ascii_case(book))
            };
            match registry.statutes.iter().find(same) {
                Some(statute) => (statute.bwb.as_str(), article),
                None => return fail(),
            }
        };
        Ok(Id::new(format!("jci1.3:c:{bwb}&artikel={article}")))
    };
    articles.iter().map(|article| Ok((Form::Statute, id(&article.number)?, article.until.as_deref().map(id).transpose()?))).collect()
}
