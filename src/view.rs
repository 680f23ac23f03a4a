//! What the template of one page may see.
//!
//! Takes: a [`Site`] and a [`Page`] of it.
//! Gives: a [`View`]: the name of a template and its data, in which every text is escaped or marked, every link finished, every date in words.
//! Never: leaves a question for the template to ask the site, so that a page depends on its view and the templates alone.

mod archive;
pub(crate) mod attached_files;
pub(crate) mod beside;
mod changes;
pub(crate) mod citation;
mod comparison;
pub(crate) mod content;
mod counterpart;
pub(crate) mod course;
pub(crate) mod difference;
mod discussion;
pub(crate) mod division;
pub(crate) mod dossier;
pub(crate) mod dossier_passages;
mod footnote;
mod frame;
mod front_facts;
mod glossary;
mod home;
mod key;
mod linked_data;
pub(crate) mod lists;
mod matrix;
pub(crate) mod meeting;
mod mention;
mod page_key;
mod picture;
mod plain;
pub(crate) mod position;
pub(crate) mod promise;
mod references;
pub(crate) mod registers;
pub(crate) mod seal;
pub(crate) mod source;
mod source_about;
pub(crate) mod source_list;
pub(crate) mod text;
pub(crate) mod timeliness;
pub(crate) mod version;
mod version_changes;

use crate::document::Role;
use crate::site::bodies::Bodies;
use crate::site::indices::DocumentId;
use crate::site::{Page, Site};

pub(crate) use content::Content;
pub(crate) use frame::{Frame, Menus, description, menus};
pub(crate) use page_key::{key, keys};
pub(crate) use text::{Ref, ViewOptions, escaped};

/// A template and its data.
#[derive(Debug)]
pub(crate) struct View {
    /// The name of the template.
    pub template: &'static str,
    /// What surrounds every page: title, menu, breadcrumbs. Templates see it as `page`.
    pub page: Frame,
    /// What only this page has. Templates see each of its fields by itself.
    pub content: Content,
    /// The id of the formation whose words it shows.
    pub formation: Option<String>,
}

/// Makes the view of a page.
pub(crate) fn view(site: &Site, bodies: &Bodies, page: Page, options: ViewOptions) -> View {
    let reader = text::SiteReader::new(site, page, options).with_body(bodies);
    let (template, content) = match page {
        Page::Home => ("home.html", Content::Home(Box::new(home::home(&reader)))),
        Page::Meetings => ("meetings.html", Content::Meetings(lists::meetings(&reader))),
        Page::Dossiers => ("dossiers.html", Content::Dossiers(lists::dossiers(&reader))),
        Page::Commitments => ("commitments.html", Content::Commitments(promise::list(&reader))),
        Page::Treatments => ("treatments.html", Content::Treatments(lists::treatments(&reader))),
        Page::Search => ("search.html", Content::Search(plain::search(&reader))),
        Page::Sources => ("sources.html", Content::Sources(source_list::sources(&reader))),
        Page::Fiches => ("register.html", Content::Register(registers::fiches(&reader))),
        Page::Motions => ("register.html", Content::Register(registers::motions(&reader))),
        Page::Overview => ("overview.html", Content::Overview(registers::overview(&reader))),
        Page::Quarter(index) => ("quarter.html", Content::Quarter(registers::quarter(&reader, index))),
        Page::Source(index) => ("source.html", Content::Source(Box::new(source::source(&reader, index)))),
        Page::Document(document) => document_view(&reader, bodies, document),
        Page::Footnote { document, note } => {
            ("footnote.html", Content::Footnote(Box::new(footnote::footnote(&reader, document, note))))
        }
        Page::Timeliness => ("timeliness.html", Content::Timeliness(timeliness::timeliness(&reader))),
        Page::Beside(meeting) => ("beside.html", Content::Beside(Box::new(beside::beside(&reader, bodies, meeting)))),
        Page::Archive => ("archive.html", Content::Archive(archive::archive(&reader))),
        Page::Gone(index) => ("gone.html", Content::Gone(plain::gone(&reader, index))),
        Page::Redirect(index) => ("redirect.html", Content::Redirect(plain::redirect(&reader, index))),
        Page::NotFound => ("404.html", Content::NotFound(plain::not_found(&reader))),
    };
    let mut page_frame = frame::frame(&reader, page);
    page_frame.linked_data = linked_data::linked_data(&reader, page, &content);
    let meeting = site.page_document(page).and_then(|document| site.meeting(document));
    View { template, page: page_frame, content, formation: meeting.map(|meeting| meeting.formation.clone()) }
}

fn document_view(reader: &text::SiteReader, bodies: &Bodies, index: DocumentId) -> (&'static str, Content) {
    match &reader.site.document(index).role {
        Role::Agenda { .. } => match reader.site.meeting(index) {
            Some(meeting) => ("meeting.html", Content::Meeting(Box::new(meeting::meeting(reader, meeting)))),
            None => ("page.html", Content::Plain(Box::new(plain::plain(reader, index)))),
        },
        Role::Report { .. } => match reader.site.meeting(index) {
            Some(meeting) => ("report.html", Content::Report(Box::new(meeting::report(reader, meeting, index)))),
            None => ("page.html", Content::Plain(Box::new(plain::plain(reader, index)))),
        },
        Role::Dossier { .. } => ("dossier.html", Content::Dossier(Box::new(dossier::dossier(reader, index)))),
        Role::Version { .. } => ("version.html", Content::Version(Box::new(version::version(reader, bodies, index)))),
        Role::Home | Role::Annex { .. } | Role::Page { .. } => {
            ("page.html", Content::Plain(Box::new(plain::plain(reader, index))))
        }
    }
}
