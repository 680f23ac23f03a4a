//! The data of a page, whatever its kind.
//!
//! Takes: nothing.
//! Gives: [`Content`], one variant for each template.
//! Never: makes any.

use serde::Serialize;

use super::{
    archive, beside, dossier, footnote, home, lists, meeting, plain, promise, registers, source, source_list,
    timeliness, version,
};

/// The data of a page, by kind.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Content {
    Home(Box<home::Home>),
    Meetings(lists::MeetingsPage),
    Dossiers(lists::DossiersPage),
    Commitments(promise::Commitments),
    Treatments(lists::Treatments),
    Sources(source_list::SourcesPage),
    Source(Box<source::SourcePage>),
    Register(registers::RegisterPage),
    Overview(registers::OverviewPage),
    Quarter(registers::QuarterPage),
    Timeliness(timeliness::TimelinessPage),
    Beside(Box<beside::BesidePage>),
    Meeting(Box<meeting::MeetingPage>),
    Report(Box<meeting::ReportPage>),
    Dossier(Box<dossier::DossierPage>),
    Plain(Box<plain::PlainPage>),
    Version(Box<version::VersionPage>),
    Footnote(Box<footnote::FootnotePage>),
    Search(plain::SearchPage),
    Redirect(plain::RedirectPage),
    Archive(archive::ArchivePage),
    Gone(plain::GonePage),
    NotFound(plain::NotFoundPage),
}
