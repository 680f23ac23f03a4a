//! Checks the contents of the files in a package: metadata, data, links, and the WACZ file.
//!
//! Takes: a package, and which of its files have the right digest.
//! Gives: a fault for everything that contradicts something else, cannot be read, or leads nowhere.
//! Never: looks at a file whose digest is wrong, which has been reported.

use std::collections::{BTreeMap, BTreeSet};

use super::folder::{Fault, FaultKind, PackageFolder};
use super::wacz;
use crate::archive::bag::{self, Manifest};
use crate::archive::mdto::{self, MdtoRecord};
use crate::machines::page_links::{self, PageLinks, PageTarget};
use crate::project::digest::Fixity;
use crate::project::inner_path;

/// The folder of the metadata.
const METADATA: &str = "data/metadata/";
const ENDING: &str = ".mdto.xml";

/// Checks the files of the payload whose digests are right.
pub(super) fn check(folder: &mut PackageFolder, payload: &Manifest, sound: &BTreeSet<String>, id: Option<&str>) {
    let mut found = Vec::new();
    metadata(folder, payload, sound, id, &mut found);
    for path in sound.iter().filter(|path| path.ends_with(".json")) {
        let parsed =
            folder.read_text(path).and_then(|text| match serde_json::from_str::<serde::de::IgnoredAny>(&text) {
                Ok(_) => Ok(()),
                Err(error) => Err(format!("it is not JSON: {error}")),
            });
        found.extend(parsed.err().map(|what| Fault::new(FaultKind::Malformed, path, what)));
    }
    for path in sound.iter().filter(|path| path.ends_with(".wacz")) {
        found.extend(
            wacz::check(&folder.root.join(path)).into_iter().map(|what| Fault::new(FaultKind::Malformed, path, what)),
        );
    }
    follow_links(folder, payload, sound, &mut found);
    folder.faults.append(&mut found);
}

/// The path of the metadata of a file.
fn metadata_of(path: &str) -> String {
    format!("{METADATA}{}{ENDING}", path.strip_prefix("data/").unwrap_or(path))
}

/// The size and digest that the metadata of a file declares; `None` if it cannot be read.
pub(super) fn declared(folder: &PackageFolder, path: &str) -> Option<Fixity> {
    let metadata = metadata_of(path);
    if !folder.files.contains_key(&metadata) {
        return None;
    }
    match mdto::read(&folder.read_text(&metadata).ok()?).ok()? {
        MdtoRecord::File(fixity) => Some(fixity),
        MdtoRecord::InformationObject => None,
    }
}

/// Checks that every file has metadata that matches it, and that all metadata belongs to a file or to the meeting.
fn metadata(
    folder: &PackageFolder,
    payload: &Manifest,
    sound: &BTreeSet<String>,
    id: Option<&str>,
    found: &mut Vec<Fault>,
) {
    let meeting = id.map(|id| format!("{METADATA}{id}{ENDING}"));
    if let Some(meeting) = meeting.as_ref().filter(|path| !payload.digests.contains_key(*path)) {
        found.push(Fault::new(FaultKind::Missing, meeting, "it would describe the meeting"));
    }
    for (path, digest) in payload.digests.iter().filter(|(path, _)| !path.starts_with(METADATA)) {
        let metadata = metadata_of(path);
        if !payload.digests.contains_key(&metadata) {
            found.push(Fault::new(
                FaultKind::Missing,
                &metadata,
                format!("it would describe `{}`", inner_path::shown(path)),
            ));
        }
        if !sound.contains(&metadata) {
            continue;
        }
        let fits = declared(folder, path)
            .is_some_and(|d| d.sha512 == *digest && folder.files.get(path).is_none_or(|size| *size == d.size));
        if !fits && sound.contains(path) {
            found.push(Fault::new(FaultKind::Malformed, &metadata, "it does not describe the file that lies here"));
        }
    }
    for path in sound.iter().filter(|path| path.starts_with(METADATA)) {
        let read = folder.read_text(path).and_then(|text| mdto::read(&text));
        let of = path[METADATA.len()..].strip_suffix(ENDING).map(|inner| format!("data/{inner}"));
        let is_meeting = Some(path) == meeting.as_ref();
        let what = match (read, of) {
            (Err(what), _) => what,
            (Ok(MdtoRecord::InformationObject), _) if is_meeting => continue,
            (Ok(MdtoRecord::File(_)), Some(of)) if payload.digests.contains_key(&of) && !is_meeting => continue,
            (Ok(_), _) => "it describes nothing that lies here".to_owned(),
        };
        found.push(Fault::new(FaultKind::Malformed, path, what));
    }
}

/// Follows every link on every page and in every stylesheet. Links to files that are known to be missing are not
/// reported again.
fn follow_links(folder: &PackageFolder, payload: &Manifest, sound: &BTreeSet<String>, found: &mut Vec<Fault>) {
    let mut pages: BTreeMap<&str, PageLinks> = BTreeMap::new();
    // Templates look like pages, and name the links of pages that are made with them.
    let is_making = |path: &&String| path.starts_with(bag::SOURCE) || path.starts_with(bag::PROGRAM);
    for path in sound.iter().filter(|path| !is_making(path)) {
        let read = match path {
            _ if path.ends_with(".html") => folder.read_text(path).map(|text| page_links::of_html(text.as_bytes())),
            _ if path.ends_with(".css") => folder
                .read_text(path)
                .map(|text| PageLinks { links: page_links::of_css(&text), ..PageLinks::default() }),
            _ => continue,
        };
        match read {
            Ok(links) => {
                pages.insert(path, links);
            }
            Err(what) => found.push(Fault::new(FaultKind::Malformed, path, what)),
        }
    }
    for (path, page) in &pages {
        for link in &page.links {
            let target = page_links::resolve(&path["data/".len()..], link);
            if let Some(why) = broken(target, &pages, payload) {
                found.push(Fault::new(FaultKind::BrokenLink, path, format!("`{}`: {why}", inner_path::shown(link))));
            }
        }
    }
}

fn broken(target: PageTarget, pages: &BTreeMap<&str, PageLinks>, payload: &Manifest) -> Option<String> {
    let (path, fragment) = match target {
        PageTarget::Outside => return None,
        PageTarget::Nowhere(why) => return Some(why.to_string()),
        PageTarget::Inside { path, fragment } => (format!("data/{path}"), fragment),
    };
    if !payload.digests.contains_key(&path) {
        return Some("the package has no such file".to_owned());
    }
    let fragment = fragment?;
    let page = pages.get(path.as_str()).filter(|_| path.ends_with(".html"))?;
    (!page.ids.contains(&fragment)).then(|| format!("its page has no `{}`", inner_path::shown(&fragment)))
}
