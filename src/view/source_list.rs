//! The list of all sources: by parliamentary dossier, then by kind.
//!
//! Takes: a site, read for this page.
//! Gives: [`SourcesPage`].
//! Never: grows with what is cited most; of each kind it shows a number of sources, and says how many there are.

use std::collections::BTreeMap;

use serde::Serialize;

use super::source::{SourceEntry, entry, order};
use super::text::SiteReader;
use crate::settings::words::Word;
use crate::site::Page;
use crate::site::indices::SourceId;
use reference::{Form, Id};

/// How many sources of each kind the list shows.
const MOST_OF_A_KIND: usize = 200;

#[derive(Debug, Serialize)]
pub(crate) struct SourcesPage {
    /// How many sources the site has.
    pub count: usize,
    /// By parliamentary dossier first, then by kind.
    pub groups: Vec<SourceGroup>,
}

#[derive(Debug, Serialize)]
pub(crate) struct SourceGroup {
    /// The id of the group on the page.
    pub anchor: String,
    /// What they have in common: their dossier or their kind.
    pub title: String,
    /// For a parliamentary dossier, the page that lists all of them.
    pub href: Option<String>,
    /// The name of their form, see [`Form::name`].
    pub form: &'static str,
    /// How many sources the group has, including those not shown.
    pub count: usize,
    /// The most cited ones, at most [`MOST_OF_A_KIND`], in the order of their numbers.
    pub sources: Vec<SourceEntry>,
}

pub(crate) fn sources(reader: &SiteReader) -> SourcesPage {
    let site = reader.site;
    let mut dossiers: BTreeMap<&str, Vec<SourceId>> = BTreeMap::new();
    let mut kinds: BTreeMap<Form, Vec<SourceId>> = BTreeMap::new();
    for (at, source) in site.sources.present() {
        match (source.id.form(), source.id.dossier()) {
            (Form::Kamerstuk, Some(dossier)) => dossiers.entry(dossier).or_default().push(at),
            // The page of a dossier that is cited only through its papers is the head of a group.
            (Form::Dossier, _) if site.sources.citations(at).is_empty() => {}
            (form, _) => kinds.entry(form).or_default().push(at),
        }
    }
    let of_dossiers = dossiers.into_iter().map(|(number, papers)| {
        let page = site.sources.find(Id::of_dossier(number).as_str());
        let id = Id::of_dossier(number);
        let title = page.map_or_else(|| id.notation(), |page| reader.source_title(page));
        let href = page.map(|page| reader.href(Page::Source(page), None));
        SourceGroup { href, ..group(reader, (id.slug(), title), Form::Kamerstuk, papers) }
    });
    let of_kinds = kinds.into_iter().map(|(form, all)| {
        let title = reader.language.word(plural(form)).to_owned();
        group(reader, (format!("v-{}", form.name()), title), form, all)
    });
    SourcesPage { count: site.sources.present().count(), groups: of_dossiers.chain(of_kinds).collect() }
}

/// The word for several sources of this form.
fn plural(form: Form) -> Word {
    match form {
        Form::Kamerstuk => Word::FormsKamerstuk,
        Form::Dossier => Word::FormsDossier,
        Form::Handelingen | Form::Aanhangsel => Word::FormsHandelingen,
        Form::NietDossierstuk | Form::ChamberDocument => Word::FormsChamberDocument,
        Form::Staatsblad | Form::Staatscourant | Form::Tractatenblad => Word::FormsGazette,
        Form::Commission => Word::FormsCommission,
        Form::Celex => Word::FormsCelex,
        Form::EuAct => Word::FormsEuAct,
        Form::Journal => Word::FormsJournal,
        Form::Procedure => Word::FormsProcedure,
        Form::Council | Form::EuropeanCouncil => Word::FormsCouncil,
        Form::AdoptedText => Word::FormsAdoptedText,
        Form::TreatyArticle => Word::FormsTreatyArticle,
        Form::Statute => Word::FormsStatute,
        Form::Ecli => Word::FormsEcli,
        Form::Address | Form::Abbreviation | Form::Internal => Word::FormsAddress,
    }
}

fn group(
    reader: &SiteReader,
    (anchor, title): (String, String),
    form: Form,
    mut sources: Vec<SourceId>,
) -> SourceGroup {
    let site = reader.site;
    let count = sources.len();
    if count > MOST_OF_A_KIND {
        sources.sort_by_key(|source| std::cmp::Reverse(site.sources.citations(*source).len()));
        sources.truncate(MOST_OF_A_KIND);
    }
    sources.sort_by_cached_key(|source| order(&site.sources.list[*source].id));
    SourceGroup {
        anchor,
        title,
        href: None,
        form: form.name(),
        count,
        sources: sources.into_iter().map(|s| entry(reader, s)).collect(),
    }
}
