//! Packs meetings so that what was packed stays packed.
//!
//! Takes: a site that is ready to be rendered, the folder of packages, and what notes and folder know of earlier packages.
//! Gives: a package for each meeting that has none of what it is now, and the earlier one of every other.
//! Never: changes a package that stands, packs a site with mistakes, or lets a package say that it was made before it was.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::archive::alone::{WholeSite, alone};
use crate::archive::depot::{Depot, PackageOutcome, Packed};
use crate::archive::packed_sources::SourceFiles;
use crate::archive::packer::{PackOptions, PackedBefore, Packer};
use crate::archive::standing::StandingPackage;
use crate::diagnostic::{Diagnostic, message};
use crate::failure::Failure;
use crate::flow::Ready;
use crate::project::ProjectFiles;
use crate::project::SOFTWARE;
use crate::project::package_note::{PackageMaking, PackageNote};
use crate::settings::Publisher;
use crate::site::indices::MeetingId;
use crate::site::link::Ingredients;
use crate::theme;
use crate::write::Progress;

/// A site whose meetings are packed.
pub(super) struct PackingRun<'a> {
    whole: WholeSite<'a>,
    sources: SourceFiles<'a>,
    depot: &'a Depot,
    base_url: &'a str,
    publisher: &'a Publisher,
    theme: HashMap<String, Vec<u8>>,
    options: PackOptions,
    /// The day on which packages are made now.
    today: Date,
}

/// A meeting, and what is known of its packages.
struct PackingCase<'a> {
    id: &'a str,
    /// The digest of its files.
    source: String,
    standing: Vec<StandingPackage>,
    notes: &'a [PackageNote],
}

impl<'a> PackingRun<'a> {
    /// What has to be known to pack; `None` if the site lacks a setting for it, which is reported.
    pub(super) fn new(
        (root, options, today): (&'a Path, PackOptions, Date),
        (ready, ingredients): (&'a Ready, &'a Ingredients),
        project: &'a ProjectFiles,
        depot: &'a Depot,
    ) -> Option<PackingRun<'a>> {
        let settings = &ready.site.settings;
        let (base_url, publisher) = (settings.base_url.as_deref()?, settings.publisher.as_ref()?);
        Some(PackingRun {
            whole: WholeSite::new(ready, ingredients),
            sources: SourceFiles::new(root, project),
            depot,
            base_url,
            publisher,
            theme: theme::statics().into_iter().map(|(path, bytes)| (path, bytes.into_owned())).collect(),
            options,
            today,
        })
    }

    /// Packs meetings. If a template fails for just one page, the package with that page is left out and the failure is
    /// added to `wrong`.
    ///
    /// # Errors
    /// When the folder cannot be used, or the disk fails.
    pub(super) fn pack_all(
        &self,
        meetings: &[MeetingId],
        wrong: &mut Vec<Diagnostic>,
        progress: &dyn Progress,
    ) -> Result<Vec<Packed>, Failure> {
        for meeting in meetings {
            self.check_day(*meeting)?;
        }
        let found: Mutex<Vec<Diagnostic>> = Mutex::default();
        progress.begin(meetings.len());
        let one = |meeting: &MeetingId| {
            let packed = self.settle(*meeting);
            progress.step();
            packed.map(|packed| match packed {
                Ok(packed) => Some(packed),
                Err(wrong) => {
                    found.lock().expect("no thread panics while it holds this lock").extend(wrong);
                    None
                }
            })
        };
        let packed: Result<Vec<Option<Packed>>, Failure> = meetings.par_iter().with_max_len(1).map(one).collect();
        progress.end();
        wrong.extend(found.into_inner().expect("no thread panics while it holds this lock"));
        Ok(packed?.into_iter().flatten().collect())
    }

    /// What was sealed on some day cannot have been packed before it.
    fn check_day(&self, meeting: MeetingId) -> Result<(), Failure> {
        let meeting = &self.whole.ready.site.meetings[meeting];
        let sealed = meeting.seal.as_ref().and_then(|seal| seal.latest_day());
        match sealed.filter(|sealed| *sealed > self.today) {
            Some(sealed) => {
                Err(Failure::Refused(message!("archive-before-seal", id = &meeting.id, sealed, date = self.today)))
            }
            None => Ok(()),
        }
    }

    /// Packs a meeting, unless what it is now has been packed. Gives what is wrong with its pages, if anything is.
    fn settle(&self, meeting: MeetingId) -> Result<Result<Packed, Vec<Diagnostic>>, Failure> {
        let id = self.whole.ready.site.meetings[meeting].id.as_str();
        let standing = self.depot.packages_of(id)?;
        let source = self.sources.digest(&self.whole.ready.site, meeting)?;
        let notes = self.whole.ingredients.packages.get(id).map_or(&[][..], |notes| &notes.0);
        let case = PackingCase { id, source, standing, notes };
        if let Some(left) = self.left(&case) {
            return Ok(Ok(left));
        }
        let ready = alone(&self.whole, meeting);
        // As it was made before by the same program, it gets the day of then, if it comes out as it was.
        if let Some(known) = case.known().filter(|_| self.options.before != PackedBefore::Again)
            && let Some(making) = &known.making
            && let Some(packed) = self.make(&case, &ready, (making.date, Some(known)))?.ok().flatten()
        {
            return Ok(Ok(packed));
        }
        let made = self.make(&case, &ready, (self.today, None))?;
        Ok(made.map(|packed| packed.expect("whatever its digest, it is kept")))
    }

    /// The package that was made of the same files before, if it is to be left.
    fn left(&self, case: &PackingCase) -> Option<Packed> {
        if self.options.before == PackedBefore::Again {
            return None;
        }
        if let Some(standing) = case.standing.last().filter(|standing| standing.source == case.source) {
            return Some(self.as_it_stands(case, standing));
        }
        let known = case.known_anywhere().filter(|_| self.options.before == PackedBefore::StaysAnywhere)?;
        Some(Packed {
            id: case.id.to_owned(),
            name: known.making.as_ref()?.name.clone(),
            outcome: PackageOutcome::Left,
            files: known.files as usize,
            bytes: known.bytes,
            digest: known.digest.clone(),
            making: known.making.clone(),
        })
    }

    fn as_it_stands(&self, case: &PackingCase, standing: &StandingPackage) -> Packed {
        let (files, bytes) = self.depot.extent(&standing.name);
        let StandingPackage { name, digest, source, date, software } = standing.clone();
        let making = date.map(|date| PackageMaking { date, software, source, name: name.clone() });
        Packed { id: case.id.to_owned(), name, outcome: PackageOutcome::Left, files, bytes, digest, making }
    }

    /// Makes a package of a day. If it has to be the known one and is another, it is dropped: `None`.
    fn make(
        &self,
        case: &PackingCase,
        ready: &Ready,
        (date, known): (Date, Option<&PackageNote>),
    ) -> Result<Result<Option<Packed>, Vec<Diagnostic>>, Failure> {
        let packer = Packer {
            ready: ready.clone(),
            meeting: MeetingId::from(0usize),
            base_url: self.base_url,
            publisher: self.publisher,
            theme: &self.theme,
            sources: &self.sources,
            wacz: self.options.wacz,
            date,
        };
        let mut package = self.depot.begin(case.id)?;
        let wrong = packer.pack(&mut package)?;
        if !wrong.is_empty() {
            return Ok(Err(wrong));
        }
        let digest = packer.close(&mut package)?;
        if known.is_some_and(|known| known.digest != digest) {
            return Ok(Ok(None));
        }
        if let Some(same) = case.standing.iter().find(|standing| standing.digest == digest) {
            return Ok(Ok(Some(self.as_it_stands(case, same))));
        }
        let name = self.name(case, known)?;
        let outcome = if case.standing.is_empty() { PackageOutcome::New } else { PackageOutcome::Beside };
        let (files, bytes) = (package.files().len(), package.files().values().map(|file| file.size).sum());
        package.finish(&name)?;
        let making =
            PackageMaking { date, software: SOFTWARE.to_owned(), source: case.source.clone(), name: name.clone() };
        let packed = Packed { id: case.id.to_owned(), name, outcome, files, bytes, digest, making: Some(making) };
        Ok(Ok(Some(packed)))
    }

    /// The name that the known package had, unless something stands there by now; otherwise a new one.
    fn name(&self, case: &PackingCase, known: Option<&PackageNote>) -> Result<String, Failure> {
        let had: Vec<&str> = case.notes.iter().filter_map(|note| Some(note.making.as_ref()?.name.as_str())).collect();
        let same = known.and_then(|known| known.making.as_ref()).filter(|making| !self.depot.has(&making.name));
        same.map_or_else(|| self.depot.free_name(case.id, &had), |making| Ok(making.name.clone()))
    }
}

impl PackingCase<'_> {
    /// The last package of the same files that this version of the program made.
    fn known(&self) -> Option<&PackageNote> {
        let by_this = |note: &&PackageNote| note.making.as_ref().is_some_and(|making| making.software == SOFTWARE);
        self.notes.iter().rev().filter(|note| self.is_same(note)).find(by_this)
    }

    /// The last package of the same files, whatever made it.
    fn known_anywhere(&self) -> Option<&PackageNote> {
        self.notes.iter().rev().find(|note| self.is_same(note))
    }

    fn is_same(&self, note: &PackageNote) -> bool {
        note.making.as_ref().is_some_and(|making| making.source == self.source)
    }
}
