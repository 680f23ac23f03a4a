//! Notes that continue at the foot of the next page.
//!
//! Takes: the notes, as far as they are on their own pages.
//! Gives: the notes with their other lines, where the words leave no doubt.
//! Never: takes lines from the body whose letters have a different size.

use std::ops::Range;

use super::note_lines::NoteLines;
use crate::import::source_line::{LineFate, PageFurniture, SourceLine};

/// Lets each note that breaks off at the end of its page continue above the first note of the next page, or at the end
/// of that page. `text_size` is the height of most letters, 0 if unknown.
pub(crate) fn go_on(lines: &[SourceLine], notes: &mut [NoteLines], text_size: f32) {
    for at in 0..notes.len() {
        let Some(last) = notes[at].lines.last().copied().filter(|last| breaks_off(lines, *last)) else { continue };
        let page = lines[last].page + 1;
        let next = notes.get(at + 1).map(|next| next.first).filter(|first| lines[*first].page == page);
        // If the letters are as high as those of the text, only the next note tells where notes begin.
        let small = lines[last].is_smaller(text_size);
        let end = match next {
            Some(first) if lines[first].gap == 0 || small => first,
            None if small => page_end(lines, page),
            _ => continue,
        };
        let block = block(lines, end);
        let size = lines[last].size;
        let fits = |index: usize| !lines[last].is_measured() || lines[index].is_as_high(size);
        if lines[block.clone()]
            .first()
            .is_some_and(|line| line.page == page && line.text.starts_with(char::is_lowercase))
            && block.clone().all(fits)
        {
            notes[at].lines.extend(block);
        }
    }
}

/// Whether a line is the last of its page and ends in mid-sentence.
fn breaks_off(lines: &[SourceLine], last: usize) -> bool {
    let open = lines[last].text.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-');
    open && lines[last + 1..].iter().take_while(|line| line.page == lines[last].page).all(|line| !line.is_body())
}

/// The index after the last line of a page that is not furniture.
fn page_end(lines: &[SourceLine], page: usize) -> usize {
    let of_page = lines.partition_point(|line| line.page < page)..lines.partition_point(|line| line.page <= page);
    of_page.rev().find(|index| lines[*index].is_body()).map_or(0, |last| last + 1)
}

/// The lines before `end` that follow one another without a blank line, if something separates them from the text
/// above.
fn block(lines: &[SourceLine], end: usize) -> Range<usize> {
    let Some(last) = end.checked_sub(1) else { return end..end };
    let page = lines[last].page;
    let mut from = end;
    while from > 0 && lines[from - 1].page == page && lines[from - 1].is_body() {
        from -= 1;
        if lines[from].gap > 0 {
            return from..end;
        }
    }
    let ruled =
        from.checked_sub(1).is_some_and(|above| matches!(lines[above].fate, LineFate::Furniture(PageFurniture::Rule)));
    if ruled { from..end } else { end..end }
}
