//! Describes a package with MDTO metadata.
//!
//! Takes: a package with all its files, and the meeting that it is of.
//! Gives: an MDTO file for each of them, and one for the meeting that names them all.
//! Never: describes itself or the lists of digests, which come later.

use super::packer::Packer;
use crate::archive::depot::Package;
use crate::archive::mdto::{self, Identifier, InformationObject, MdtoReference, Term};
use crate::failure::Failure;
use crate::machines::media::media;
use crate::project::digest::Fixity;
use crate::settings::{Appraisal, Publisher};
use crate::site::Meeting;

impl Packer<'_> {
    /// Puts the MDTO metadata: a file for each file so far, then one for the meeting, which names them all.
    pub(super) fn put_metadata(&self, package: &mut Package) -> Result<(), Failure> {
        let id = &self.meeting().id;
        let source = &self.publisher.name;
        let identifier = |id: String| Identifier { id, source: source.clone() };
        let of = MdtoReference { name: self.title(), identifier: Some(identifier(id.clone())) };
        let payload: Vec<(String, Fixity)> =
            package.files().iter().map(|(path, fixity)| (path.clone(), fixity.clone())).collect();
        let mut files = Vec::with_capacity(payload.len());
        for (path, fixity) in &payload {
            let inner = &path["data/".len()..];
            let address = inner.strip_prefix("site/").map(|file| file.strip_suffix("index.html").unwrap_or(file));
            let name = inner.rsplit('/').next().unwrap_or(inner);
            let identifier = identifier(format!("{id}/{inner}"));
            files.push(MdtoReference { name: inner.to_owned(), identifier: Some(identifier.clone()) });
            let file = mdto::MdtoFile {
                identifier,
                name,
                media: media(path),
                fixity,
                date: self.date,
                address: address.map(|a| self.public(a)),
                of: of.clone(),
            };
            package.put(&format!("data/metadata/{inner}.mdto.xml"), &mdto::file(&file))?;
        }
        let object = self.information_object(files);
        package.put(&format!("data/metadata/{id}.mdto.xml"), &mdto::information_object(&object))
    }

    fn information_object(&self, files: Vec<MdtoReference>) -> InformationObject {
        let site = self.site();
        let Meeting { id, agenda, .. } = self.meeting();
        let facts = site.facts(self.meeting());
        let document = site.document(*agenda);
        let letter = facts
            .letter
            .id
            .iter()
            .map(|id| Identifier { id: id.clone(), source: "officielebekendmakingen.nl".to_owned() });
        let first = facts.start.as_ref().map(|d| d.value);
        let last = facts.end.as_ref().map(|d| d.value).or(first);
        let (label, code) = match site.settings.archive.appraisal {
            Appraisal::Permanent => ("Blijvend te bewaren", "B"),
            Appraisal::Temporary => ("Tijdelijk te bewaren", "V"),
        };
        let own_list = || format!("Beperkingen van {}", self.publisher.name);
        InformationObject {
            identifiers: [Identifier { id: id.clone(), source: self.publisher.name.clone() }]
                .into_iter()
                .chain(letter)
                .collect(),
            name: self.title(),
            description: document.front.description.clone(),
            address: self.public(site.document_address(*agenda)),
            days: first.zip(last),
            language: document.front.language.clone().unwrap_or_else(|| site.language.code.clone()),
            published: facts.letter.published,
            appraisal: Term::new(label, "Begrippenlijst Waarderingen MDTO").code(code),
            files,
            creator: self.creator(),
            restriction: match &site.settings.archive.restriction {
                Some(restriction) => Term::new(restriction, &own_list()),
                None => Term::new("Geen beperking", "Begrippenlijst BeperkingGebruikTypeLijst MDTO"),
            },
        }
    }

    fn creator(&self) -> MdtoReference {
        let Publisher { name, id } = self.publisher;
        let source = |id: &str| {
            if id.starts_with("https://identifier.overheid.nl/tooi/") { "TOOI".to_owned() } else { name.clone() }
        };
        MdtoReference {
            name: name.clone(),
            identifier: id.as_ref().map(|id| Identifier { id: id.clone(), source: source(id) }),
        }
    }
}
