//! Checks what the files of a package say: metadata, data, links, and the WACZ file among them.

use std::collections::{BTreeMap, BTreeSet};

use super::folder::{Finding, Folder, Kind};
use super::web;
use crate::bag::{self, Manifest};
use crate::digest::Fixity;
use crate::links::{self, PageLinks, Target};
use crate::mdto::{self, Record};

/// Where the metadata lies.
const METADATA: &str = "data/metadata/";
const ENDING: &str = ".mdto.xml";

/// Checks the files of the payload whose digests are sound.
pub(super) fn check(folder: &mut Folder, payload: &Manifest, sound: &BTreeSet<String>, id: Option<&str>) {
    let mut found = Vec::new();
    metadata(folder, payload, sound, id, &mut found);
    for path in sound.iter().filter(|path| path.ends_with(".json")) {
        let parsed = folder.read_text(path).and_then(|text| match serde_json::from_str::<serde::de::IgnoredAny>(&text) {
            Ok(_) => Ok(()),
            Err(error) => Err(format!("it is not JSON: {error}")),
        });
        found.extend(parsed.err().map(|what| Finding::new(Kind::Malformed, path, what)));
    }
    for path in sound.iter().filter(|path| path.ends_with(".wacz")) {
        found.extend(web::check(&folder.root.join(path)).into_iter().map(|what| Finding::new(Kind::Malformed, path, what)));
    }
    follow_links(folder, payload, sound, &mut found);
    folder.findings.append(&mut found);
}

/// The path of the metadata of a file.
fn metadata_of(path: &str) -> String {
    format!("{METADATA}{}{ENDING}", path.strip_prefix("data/").unwrap_or(path))
}

/// The size and digest that the metadata of a file declares, if it can be read.
pub(super) fn declared(folder: &Folder, path: &str) -> Option<Fixity> {
    let metadata = metadata_of(path);
    if !folder.files.contains_key(&metadata) {
        return None;
    }
    match mdto::read(&folder.read_text(&metadata).ok()?).ok()? {
        Record::File(fixity) => Some(fixity),
        Record::InformationObject => None,
    }
}

/// Every file has metadata that fits it, and all metadata is of a file or of the meeting.
fn metadata(folder: &Folder, payload: &Manifest, sound: &BTreeSet<String>, id: Option<&str>, found: &mut Vec<Finding>) {
    let meeting = id.map(|id| format!("{METADATA}{id}{ENDING}"));
    if let Some(meeting) = meeting.as_ref().filter(|path| !payload.digests.contains_key(*path)) {
        found.push(Finding::new(Kind::Missing, meeting, "it would describe the meeting"));
    }
    for (path, digest) in payload.digests.iter().filter(|(path, _)| !path.starts_with(METADATA)) {
        let metadata = metadata_of(path);
        if !payload.digests.contains_key(&metadata) {
            found.push(Finding::new(Kind::Missing, &metadata, format!("it would describe `{}`", bag::shown(path))));
        }
        if !sound.contains(&metadata) {
            continue;
        }
        let fits = declared(folder, path).is_some_and(|d| d.sha512 == *digest && folder.files.get(path).is_none_or(|size| *size == d.size));
        if !fits && sound.contains(path) {
            found.push(Finding::new(Kind::Malformed, &metadata, "it does not describe the file that lies here"));
        }
    }
    for path in sound.iter().filter(|path| path.starts_with(METADATA)) {
        let read = folder.read_text(path).and_then(|text| mdto::read(&text));
        let of = path[METADATA.len()..].strip_suffix(ENDING).map(|inner| format!("data/{inner}"));
        let is_meeting = Some(path) == meeting.as_ref();
        let what = match (read, of) {
            (Err(what), _) => what,
            (Ok(Record::InformationObject), _) if is_meeting => continue,
            (Ok(Record::File(_)), Some(of)) if payload.digests.contains_key(&of) && !is_meeting => continue,
            (Ok(_), _) => "it describes nothing that lies here".to_owned(),
        };
        found.push(Finding::new(Kind::Malformed, path, what));
    }
}

/// Follows every link of every page and stylesheet. A link to a file that is known to be missing is not reported again.
fn follow_links(folder: &Folder, payload: &Manifest, sound: &BTreeSet<String>, found: &mut Vec<Finding>) {
    let mut pages: BTreeMap<&str, PageLinks> = BTreeMap::new();
    for path in sound {
        let read = match path {
            _ if path.ends_with(".html") => folder.read_text(path).map(|text| links::of_html(text.as_bytes())),
            _ if path.ends_with(".css") => {
                folder.read_text(path).map(|text| PageLinks { links: links::of_css(&text), ..PageLinks::default() })
            }
            _ => continue,
        };
        match read {
            Ok(links) => {
                pages.insert(path, links);
            }
            Err(what) => found.push(Finding::new(Kind::Malformed, path, what)),
        }
    }
    for (path, page) in &pages {
        for link in &page.links {
            let target = links::resolve(&path["data/".len()..], link);
            if let Some(why) = broken(target, &pages, payload) {
                found.push(Finding::new(Kind::BrokenLink, path, format!("`{}`: {why}", bag::shown(link))));
            }
        }
    }
}

fn broken(target: Target, pages: &BTreeMap<&str, PageLinks>, payload: &Manifest) -> Option<String> {
    let (path, fragment) = match target {
        Target::Outside => return None,
        Target::Nowhere(why) => return Some(why.to_owned()),
        Target::Inside { path, fragment } => (format!("data/{path}"), fragment),
    };
    if !payload.digests.contains_key(&path) {
        return Some("the package has no such file".to_owned());
    }
    let fragment = fragment?;
    let page = pages.get(path.as_str()).filter(|_| path.ends_with(".html"))?;
    (!page.ids.contains(&fragment)).then(|| format!("its page has no `{}`", bag::shown(&fragment)))
}
