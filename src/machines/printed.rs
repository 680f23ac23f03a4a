//! Agendas, reports and dossiers as PDFs: for printers and archives.
//!
//! Takes: the [`View`] that a page is rendered from.
//! Gives: the bytes of a PDF, made by the crate `pdf`; none where the program was compiled without the feature `pdf`.
//! Never: says anything that the page does not, or takes anything of the content for markup.
//!
//! What a view holds as HTML becomes a tree (`html_tree`), and that the plain description which the crate takes
//! (`html_parts`); `printed_meeting` and `printed_dossier` put the rest beside it.

#[cfg(feature = "pdf")]
mod frame_parts;
#[cfg(feature = "pdf")]
mod html_parts;
#[cfg(feature = "pdf")]
mod html_tree;
#[cfg(feature = "pdf")]
mod link_aims;
#[cfg(feature = "pdf")]
mod printed_dossier;
#[cfg(feature = "pdf")]
mod printed_meeting;

use crate::diagnostic::Message;
use crate::site::{Page, Site};
use crate::view::View;

/// The PDF of a page; `None` for a page of another kind. Whether the site asks for it is not looked at.
///
/// # Errors
/// When the page is too large, with the reason as a sentence.
#[cfg(not(feature = "pdf"))]
pub(crate) fn pdf(_: &Site, _: Page, _: &View) -> Option<Result<Vec<u8>, Message>> {
    None
}

/// The PDF of a page; `None` for a page of another kind. Whether the site asks for it is not looked at.
///
/// # Errors
/// When the page is too large, with the reason as a sentence.
#[cfg(feature = "pdf")]
pub(crate) fn pdf(site: &Site, page: Page, view: &View) -> Option<Result<Vec<u8>, Message>> {
    use crate::diagnostic::message;
    use crate::view::Content;

    let document = match &view.content {
        Content::Meeting(meeting) => {
            let files = frame_parts::attached(site, view, &meeting.document);
            printed_meeting::document(site, page, &view.page, (&meeting.document, &meeting.commitments), files)
        }
        Content::Report(report) => {
            let files = frame_parts::attached(site, view, &report.document);
            printed_meeting::document(site, page, &view.page, (&report.document, &report.commitments), files)
        }
        Content::Dossier(dossier) => printed_dossier::document(site, page, &view.page, dossier),
        _ => return None,
    };
    let made = frame_parts::typesetter().and_then(|typesetter| typesetter.typeset(document));
    Some(made.map_err(|failure| match failure {
        pdf::TypesettingFailure::TooMuchText => message!("pdf-too-much-text", most = pdf::MOST_TEXT),
        pdf::TypesettingFailure::TooManyPages => message!("pdf-too-many-pages", most = pdf::MOST_PAGES),
        other => message!("pdf-refused", words = other.to_string()),
    }))
}
