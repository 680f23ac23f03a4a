//! Articles of treaties and of registered Dutch statutes: `artikel 20 VEU`, `artikel 273g Sr`.
//!
//! Takes: the number of the first article.
//! Gives: a reference for each article, or one for a range.
//! Never: takes an article of something that is not registered: `artikel 12` of a contract has no source.
//!
//! Statutes are identified by BWB id and article in the JCI standard, version 1.3.

use std::ops::Range;

use winnow::combinator::{alt, opt};
use winnow::prelude::*;
use winnow::token::take_while;

use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::law::article_part::passages;
use crate::registry::Registry;
use crate::text::number_list::{conjunction, through};
use crate::text::token::{
    ParseResult, TextCursor, advance, attempt, dash, digits, ensure, fail, gap, gap1, here, rest, space1, word,
    word_end,
};
use crate::vicinity::Vicinity;

/// Words for articles.
const ARTICLES: &[&str] = &["artikel", "artikelen", "art", "artt", "article", "articles"];

/// Finds the citation whose first article number begins at the candidate.
pub(crate) fn at_digits(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let (start, before) = around.word_before();
    if !ARTICLES.iter().any(|name| before.eq_ignore_ascii_case(name)) || !around.begins_word_or_follows_note(start) {
        return;
    }
    let Some((cited, _)) = around.parse(start, |input| citation(input, around.registry)) else {
        return;
    };
    found.extend(cited.into_iter().map(|reference| FoundReference {
        span: reference.span.start + start..reference.span.end + start,
        ..reference
    }));
}

/// An article number as typed, where it stands, and the end of the range that it begins.
struct TypedArticle {
    span: Range<usize>,
    number: String,
    until: Option<String>,
}

/// The articles, the passages in them, and the name of what they belong to. Spans count from the start of the citation.
fn citation(input: &mut TextCursor<'_>, registry: &Registry) -> ParseResult<Vec<FoundReference>> {
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
        |input: &mut TextCursor<'_>| treaty(input, registry, &articles),
        |input: &mut TextCursor<'_>| statute(input, registry, &articles, book.as_deref()),
    ))
    .parse_next(input)?;
    let end = here(input);
    let last = articles.len() - 1;
    let spans = articles.iter().enumerate().map(|(index, article)| {
        let start = if index == 0 { 0 } else { article.span.start };
        start..if index == last { end } else { article.span.end }
    });
    let reference = |(span, NamedArticle { form, id, until })| FoundReference {
        until,
        ..FoundReference::new(span, form, Some(id))
    };
    Ok(spans.zip(named).map(reference).collect())
}

/// "Boek 6 van het ", before the name of a code.
fn book(input: &mut TextCursor<'_>) -> ParseResult<String> {
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
fn articles(input: &mut TextCursor<'_>) -> ParseResult<Vec<TypedArticle>> {
    let mut articles: Vec<TypedArticle> = Vec::new();
    while articles.len() < 16 {
        let first = articles.is_empty();
        let next = |input: &mut TextCursor<'_>| -> ParseResult<TypedArticle> {
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
            Ok(TypedArticle { span: start..here(input), number, until })
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
pub(crate) fn article_number(input: &mut TextCursor<'_>) -> ParseResult<String> {
    let mut number = digits(input, 1..5)?.to_owned();
    let part = |input: &mut TextCursor<'_>| -> ParseResult<String> {
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
fn range_end(input: &mut TextCursor<'_>) -> ParseResult<String> {
    // "artikelen 326 tot 334 VWEU": the treaties themselves cite their articles so, and mean the last one, too.
    let bare = |input: &mut TextCursor<'_>| -> ParseResult<()> {
        gap1(input)?;
        word(input, &["tot", "to"])?;
        gap1(input)
    };
    if attempt(input, through).is_none() && attempt(input, bare).is_none() {
        dash(input)?;
    }
    article_number(input)
}

/// What an article is called once it is known what it belongs to.
struct NamedArticle {
    form: Form,
    id: Id,
    until: Option<Id>,
}

/// The articles as articles of a treaty.
fn treaty(
    input: &mut TextCursor<'_>,
    registry: &Registry,
    articles: &[TypedArticle],
) -> ParseResult<Vec<NamedArticle>> {
    let Some(treaty) =
        registry.treaties.iter().find(|treaty| attempt(input, |input| treaty.name.parse(input)).is_some())
    else {
        return fail();
    };
    let id = |number: &str| -> ParseResult<Id> {
        let length = number.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, letters) = number.split_at(length);
        // The articles of treaties are numbers; a few old ones have a letter.
        ensure(letters.len() <= 1 && digits.len() <= 3)?;
        Ok(Id::new(format!("{}{digits:0>3}{}", treaty.stem, letters.to_ascii_uppercase())))
    };
    articles
        .iter()
        .map(|article| {
            let until = article.until.as_deref().map(id).transpose()?;
            // "art. 83.1" is the first paragraph of article 83.
            let number = article.number.split('.').next().unwrap_or(&article.number);
            Ok(NamedArticle { form: Form::TreatyArticle, id: id(number)?, until })
        })
        .collect()
}

/// The articles as articles of a statute, or of the books of a code.
fn statute(
    input: &mut TextCursor<'_>,
    registry: &Registry,
    articles: &[TypedArticle],
    book: Option<&str>,
) -> ParseResult<Vec<NamedArticle>> {
    let Some(named) =
        registry.statutes.iter().find(|statute| attempt(input, |input| statute.name.parse(input)).is_some())
    else {
        return fail();
    };
    let id = |number: &str| -> ParseResult<Id> {
        let (bwb, article) = if named.book.is_none() {
            (named.bwb.as_str(), number)
        } else {
            let (book, article) = match number.split_once(':') {
                Some((book, article)) => (book, article),
                None => (book.unwrap_or_default(), number),
            };
            let same = |statute: &&crate::registry::Statute| {
                statute.name == named.name && statute.book.as_deref().is_some_and(|b| b.eq_ignore_ascii_case(book))
            };
            match registry.statutes.iter().find(same) {
                Some(statute) => (statute.bwb.as_str(), article),
                None => return fail(),
            }
        };
        Ok(Id::new(format!("jci1.3:c:{bwb}&artikel={article}")))
    };
    articles
        .iter()
        .map(|article| {
            let until = article.until.as_deref().map(id).transpose()?;
            Ok(NamedArticle { form: Form::Statute, id: id(&article.number)?, until })
        })
        .collect()
}
