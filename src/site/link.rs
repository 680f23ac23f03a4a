//! Ties all documents of a site together.
//!
//! Takes: the summary of every document (ids, headings, links) and not its text; settings and words.
//! Gives: a [`Site`] and a diagnostic for each tie that leads nowhere.
//! Never: is remembered. It always runs whole, which takes milliseconds and leaves nothing stale.
//!
//! Each step takes the finished parts that it needs and gives one more, so that types enforce the order. Only when all
//! parts are there is there a [`Site`].

pub(crate) use crate::site::ingredients::{Drafts, Ingredients};

use crate::diagnostic::Diagnostic;
use crate::site::Site;
use crate::site::announced;
use crate::site::backlinks::{self, ResolvedTargets};
use crate::site::claims::{self, Claimants};
use crate::site::dossier_ties::{self, Dossiers};
use crate::site::ingredients::{self, Contents, SortedContents};
use crate::site::meeting_documents::{self, Meetings};
use crate::site::own_menu;
use crate::site::registers;
use crate::site::resolution::{NameResolver, ResolvedNames};
use crate::site::source_citations;

/// Links a site.
pub(crate) fn link(ingredients: Ingredients) -> (Site, Vec<Diagnostic>) {
    let SortedContents { contents, kept, hidden, mut diagnostics } = ingredients::sort(ingredients);
    diagnostics.extend(contents.missing_statics());
    let (mut meetings, found) = meeting_documents::gather(&contents, kept);
    diagnostics.extend(found);
    diagnostics.extend(announced::settle(&mut meetings.list, &contents));
    let ((dossiers, ambiguous), (pages, taken)) =
        rayon::join(|| dossier_ties::gather(&contents, &meetings), || claims::pages(&contents, &meetings));
    diagnostics.extend(ambiguous.into_iter().chain(taken));
    // Few names are addresses, which only become known with the sources.
    let early = || {
        let resolver = NameResolver::new(&contents, &meetings, &dossiers, &hidden);
        let names = resolver.resolve();
        (resolver, names)
    };
    let ((sources, unknown), (resolver, early)) =
        rayon::join(|| source_citations::gather(&contents, &meetings, &dossiers), early);
    diagnostics.extend(unknown);
    let registers = registers::gather(&contents, &meetings, &dossiers, &sources);
    let claimants = Claimants { contents: &contents, meetings: &meetings, sources: &sources, registers: &registers };
    let (addresses, found) = claims::settle(claimants, pages);
    diagnostics.extend(found);
    let directory = claimants.directory(&addresses);
    let late = || early.iter().any(Option::is_none).then(|| resolver.with_addresses(directory).resolve());
    let late = late().unwrap_or_default().into_iter().chain(std::iter::repeat_with(|| None));
    let names = early.into_iter().zip(late).filter_map(|(early, late)| early.or(late));
    let mut targets = ResolvedTargets::with_capacity(contents.documents.len());
    for ResolvedNames { targets: own, diagnostics: found } in names {
        targets.push(own);
        diagnostics.extend(found);
    }
    let backlinks = backlinks::gather(&contents, &meetings, &targets);
    let Contents { settings, language, documents, home, plain, places, lasting, files, record: _, elsewhere } =
        contents;
    let Meetings { list: meetings, of: meeting_of } = meetings;
    let Dossiers { list: dossiers, tied } = dossiers;
    let site = Site {
        settings,
        language,
        documents,
        home,
        plain,
        places,
        lasting,
        files,
        meetings,
        meeting_of,
        dossiers,
        tied,
        sources,
        registers,
        addresses,
        targets,
        backlinks,
        elsewhere,
    };
    diagnostics.extend(own_menu::check(&site));
    (site, diagnostics)
}
