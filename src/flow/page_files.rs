//! The files made for one page.
//!
//! Takes: a site that is [`Ready`] to be rendered, and one of its pages.
//! Gives: the page, and what is made from the same view beside it, its PDF included; a diagnostic if that cannot be done.
//! Never: fails because of another page, or writes anything.

use std::sync::Arc;

use crate::card;
use crate::diagnostic::{Code, Diagnostic, message};
use crate::failure::deadline::{Deadline, TooLong};
use crate::flow::Ready;
use crate::flow::fault::{self, Task};
use crate::flow::sealed::page_words;
use crate::machines::{bibliography, data, printed, redirect_rules};
use crate::settings::address;
use crate::site::{Page, Site};
use crate::view::{self, view};

/// Files by address.
pub(crate) type PageFiles = Vec<(String, Vec<u8>)>;

/// Renders one page.
///
/// # Errors
/// A diagnostic at the place in the template that failed, or of the page if the program fails or takes too long.
pub(crate) fn render(
    ready: &Ready,
    page: Page,
    options: view::ViewOptions,
    deadline: Deadline,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    contained(ready, page, || {
        let view = view(&ready.site, &ready.bodies, page, options);
        deadline.check()?;
        ready.engine.render_within(&view, deadline)
    })
}

/// The files made for one page: the page itself, its data and its PDF, which come from the same view, and its picture; all
/// but the page only where the site has no file at their address.
///
/// # Errors
/// As [`render`], and a diagnostic of a sealed page that says something different now.
pub(crate) fn files(
    ready: &Ready,
    page: Page,
    options: view::ViewOptions,
    deadline: Deadline,
) -> Result<PageFiles, Box<Diagnostic>> {
    contained(ready, page, || make(ready, page, options, deadline))
}

fn make(
    ready: &Ready,
    page: Page,
    options: view::ViewOptions,
    deadline: Deadline,
) -> Result<Result<PageFiles, Box<Diagnostic>>, TooLong> {
    let site = &ready.site;
    if let Some(diagnostic) = page_words::check(site, &ready.bodies, page) {
        return Ok(Err(Box::new(diagnostic)));
    }
    let view = view(site, &ready.bodies, page, options);
    deadline.check()?;
    let html = match ready.engine.render_within(&view, deadline)? {
        Ok(html) => html,
        Err(diagnostic) => return Ok(Err(diagnostic)),
    };
    let mut files = vec![(address::file(&site.address(page)), html)];
    if matches!(page, Page::Gone(_)) && redirect_rules::needs_copies(site) {
        let copy = redirect_rules::tombstone_copy(&site.address(page));
        if !site.is_taken(&copy) {
            files.push((copy, files[0].1.clone()));
        }
    }
    if let Some(address) = site.data_address(page).filter(|address| !site.is_taken(address))
        && let Some(data) = data::data(site, &view)
    {
        files.push((address, data));
    }
    if let Some(address) = site.table_address(page).filter(|address| !site.is_taken(address))
        && let Some(table) = data::table(&view)
    {
        files.push((address, table));
    }
    for form in address::CitationForm::ALL {
        if let Some(address) = site.citation_address(page, form).filter(|address| !site.is_taken(address))
            && let Some(citations) = bibliography::bibliography(&view.content, form)
        {
            files.push((address, citations));
        }
    }
    if let Some(address) = site.picture_address(page).filter(|address| !site.is_taken(address)) {
        files.push((address, card::draw(site, page, &ready.lettering)));
    }
    deadline.check()?;
    if let Some(address) = site.pdf_address(page).filter(|address| !site.is_taken(address))
        && let Some(made) = printed::pdf(site, page, &view)
    {
        match made {
            Ok(pdf) => files.push((address, pdf)),
            Err(reason) => {
                let found = Diagnostic::whole(Code::NoPdf, &path(site, page), message!("no-pdf", reason));
                return Ok(Err(Box::new(found.hint(message!("no-pdf.hint")))));
            }
        }
    }
    Ok(Ok(files))
}

/// The file that a page is about.
fn path(site: &Site, page: Page) -> Arc<str> {
    // Lists are made from everything; the settings stand for that.
    site.own_document(page).map_or_else(|| "site.toml".into(), |own| site.document(own).path.clone())
}

/// Does the work on one page, so that a fault becomes a diagnostic of that page.
fn contained<T>(
    ready: &Ready,
    page: Page,
    work: impl FnOnce() -> Result<Result<T, Box<Diagnostic>>, TooLong>,
) -> Result<T, Box<Diagnostic>> {
    let site = &ready.site;
    let task = || Task { path: path(site, page), doing: message!("making-page", address = site.address(page)) };
    fault::contained(task, work)?
}
