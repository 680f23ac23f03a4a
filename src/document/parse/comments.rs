//! Takes comments out of a body before it is read.
//!
//! Takes: a body.
//! Gives: the body without comments, every byte of the rest where it was, and where comments begin that nothing ends.
//! Never: lets one through to a page, or lets it change what stands beside it: `<!-- … --> text` is a paragraph with that text.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::elements::{Element, Elements, elements};
use crate::document::piece::Spanned;
use crate::failure::deadline::{Deadline, TooLong};

/// What begins a comment, and what ends it.
pub(super) const BEGIN: &str = "<!--";
const END: &str = "-->";

/// Stands in the body where a comment was, as often as it takes. It is no character of any text, and means nothing in Markdown.
const GONE: char = '\u{fdd0}';

/// How many comments without an end are looked for; each costs another look at the whole body.
const MOST: usize = 20;

/// A body without its comments.
pub(super) struct WithoutComments<'a> {
    pub(super) body: Cow<'a, str>,
    /// Where comments stand, in order.
    pub(super) found: Vec<Range<usize>>,
    /// Where comments begin that nothing ends.
    pub(super) unclosed: Vec<usize>,
}

/// The body without comments, and where those begin that nothing ends. Of such a comment all goes up to the next empty line, or
/// the next comment, so that what stands below it is read as it was meant.
pub(super) fn taken_out(body: &str, deadline: Deadline) -> Result<WithoutComments<'_>, TooLong> {
    let mut read = Cow::Borrowed(body);
    let (mut begins, mut found) = (Vec::new(), Vec::new());
    while read.contains(BEGIN) && begins.len() < MOST {
        let Comments { closed, unclosed } = comments(&elements(&read, deadline)?, &read);
        if closed.is_empty() && unclosed.is_none() {
            break;
        }
        for range in closed {
            take_out(&mut read, range.clone());
            found.push(range);
        }
        if let Some(begin) = unclosed {
            // Within other HTML an empty line ends the block and not the comment, which may well end further down.
            if let Some(end) = end_of(&read, begin) {
                take_out(&mut read, begin..end);
                found.push(begin..end);
                continue;
            }
            // A comment that begins below may have an end, and is one of its own.
            let inner = begin + BEGIN.len();
            let ends = ["\n\n", BEGIN].map(|sign| read[inner..].find(sign).map_or(read.len(), |end| inner + end));
            let end = ends[0].min(ends[1]);
            let blank: String = read[begin..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
            read.to_mut().replace_range(begin..end, &blank);
            begins.push(begin);
        }
    }
    found.sort_by_key(|range| range.start);
    Ok(WithoutComments { body: read, found, unclosed: begins })
}

fn take_out(body: &mut Cow<str>, range: Range<usize>) {
    let gone = GONE.to_string().repeat(range.len() / GONE.len_utf8());
    let blanks = " ".repeat(range.len() % GONE.len_utf8());
    body.to_mut().replace_range(range, &format!("{gone}{blanks}"));
}

/// Where the comment that begins at a byte ends, if it does before the next one begins.
fn end_of(body: &str, begin: usize) -> Option<usize> {
    let inner = &body[begin + BEGIN.len()..];
    let end = inner.find(END)?;
    inner.find(BEGIN).is_none_or(|next| end < next).then_some(begin + BEGIN.len() + end + END.len())
}

/// The events without what stands where comments were. Each piece of a text keeps the range that it comes from.
pub(super) fn without_traces(events: Vec<Spanned<'_>>) -> Vec<Spanned<'_>> {
    let mut kept: Vec<Spanned> = Vec::with_capacity(events.len());
    let mut left_out = false;
    for (event, range) in events {
        match event {
            Event::Text(text) if text.contains(GONE) => {
                let parts = text.split(GONE).filter(|part| !part.trim().is_empty());
                for part in parts {
                    let at = range.start + (part.as_ptr() as usize - text.as_ptr() as usize);
                    kept.push((Event::Text(part.to_owned().into()), at..at + part.len()));
                }
                left_out = matches!(kept.last(), Some((Event::Start(_), _)));
            }
            Event::Html(html) if html.contains(GONE) => kept.push((Event::Html(html.replace(GONE, "").into()), range)),
            Event::InlineHtml(html) if html.contains(GONE) => {
                kept.push((Event::InlineHtml(html.replace(GONE, "").into()), range));
            }
            // A line that had nothing but a comment is no line.
            Event::SoftBreak if std::mem::take(&mut left_out) => {}
            event => {
                left_out = false;
                kept.push((event, range));
            }
        }
    }
    kept
}

/// The comments of a body.
#[derive(Default)]
struct Comments {
    closed: Vec<Range<usize>>,
    /// Where the first begins that nothing ends.
    unclosed: Option<usize>,
}

impl Comments {
    fn without_end(&mut self, begin: usize) {
        self.unclosed = Some(self.unclosed.map_or(begin, |before| before.min(begin)));
    }

    /// Looks through a range of HTML. A comment has no end if the next one begins before it.
    fn within(&mut self, range: &Range<usize>, body: &str) {
        let mut at = range.start;
        while let Some(begin) = body[at..range.end].find(BEGIN).map(|begin| at + begin) {
            match end_of(&body[..range.end], begin) {
                Some(end) => {
                    at = end;
                    self.closed.push(begin..end);
                }
                None => return self.without_end(begin),
            }
        }
    }

    /// Looks through a text, in which one that begins never ends: else it would be no text.
    fn in_text(&mut self, range: &Range<usize>, body: &str) {
        // The parser gives `<` apart from what stands after it.
        let escaped = body[..range.start].ends_with('\\');
        let mut signs = body[range.clone()].match_indices('<').map(|(at, _)| range.start + at);
        let begin = signs.find(|at| body[*at..].starts_with(BEGIN) && (*at > range.start || !escaped));
        begin.into_iter().for_each(|begin| self.without_end(begin));
    }
}

fn comments(parsed: &Elements, body: &str) -> Comments {
    let mut comments = Comments::default();
    let elements = parsed.elements.iter().map(|Element { events, .. }| events);
    for events in elements.chain(parsed.definitions.iter().map(|note| &note.events)) {
        let mut html: Option<Range<usize>> = None;
        let mut code = None;
        for (event, range) in events {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => code = Some(matches!(kind, CodeBlockKind::Indented)),
                Event::End(TagEnd::CodeBlock) => code = None,
                // Text that only its blanks make code of was hardly meant to be code, so its comments are comments.
                Event::Text(_) if code == Some(true) => comments.within(range, body),
                Event::Text(_) if code == Some(false) => {}
                // A block of HTML comes line by line.
                Event::Html(_) => html = Some(html.map_or(range.start, |before| before.start)..range.end),
                Event::InlineHtml(_) => comments.within(range, body),
                Event::Text(text) if text.contains('<') => comments.in_text(range, body),
                Event::End(_) => html.take().into_iter().for_each(|range| comments.within(&range, body)),
                _ => {}
            }
        }
        html.into_iter().for_each(|range| comments.within(&range, body));
    }
    comments
}
