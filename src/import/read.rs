//! The first step: from a source to lines, blocks and notes.
//!
//! Takes: the text of a document, its HTML or XML, pandoc's tree or the words of a PDF.
//! Gives: a [`Reading`], in which every line belongs to a block or a note, or was left out as page furniture.
//! Never: asks what a block means; the next step does.

mod broken_lines;
mod decode;
mod external_program;
mod fixed_lines;
mod gazette_xml;
mod html;
mod hyphenation;
mod line_joining;
mod list_mark;
pub(crate) mod load;
pub(crate) mod load_error;
mod page_furniture;
mod page_notes;
mod paged_text;
mod pandoc;
mod paragraphs;
mod pdf_columns;
mod pdf_lines;
mod readable_text;
mod structured_source;
mod table_columns;
mod table_heads;
mod text_columns;
pub(crate) mod text_lines;
mod typesetting;
mod word_halves;

use super::input::ImportSource;
use super::source_blocks::Reading;

/// Reads a source of any format.
pub(crate) fn read(source: &ImportSource) -> Reading {
    match source {
        ImportSource::Text(text) => paged_text::read(text_lines::lines_of_text(text)),
        ImportSource::Boxes(boxes) => paged_text::read(pdf_lines::lines(boxes)),
        ImportSource::Html(html) => html::read(html),
        ImportSource::Gazette(xml) => gazette_xml::read(xml),
        ImportSource::Pandoc(json) => pandoc::read(json),
    }
}
