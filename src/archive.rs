//! Meetings as packages that keep for decades.
//!
//! Takes: a site that is ready to be rendered, and which of its meetings to pack.
//! Gives: a BagIt bag for each in a [`Depot`]: pages that open from a file system with all they need, the same pages as data, the
//! sources, the attachments, MDTO metadata and, if asked for, a WACZ file; for each a line for the summary.
//! Never: reads a clock, packs a site with mistakes, or holds more than one page or piece of a file per thread.
//!
//! ```text
//! <meeting>/
//!   bagit.txt  bag-info.txt  manifest-sha512.txt  tagmanifest-sha512.txt
//!   data/
//!     index.html            leads to the agenda
//!     site/…                the pages at their addresses, stylesheet, script, fonts, attachments; index.json beside the agenda
//!     source/content/…      what they were made from
//!     metadata/…            MDTO: one file for the meeting, one for each file
//!     <meeting>.wacz        the pages as they are served
//! ```

mod describe;
mod note;

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::sync::{Arc, Mutex};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::address::{self, Style};
use crate::bag::{self, Manifest};
use crate::config::Publisher;
use crate::depot::{Depot, Package, Packed};
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::digest;
use crate::flow::{Prepared, Progress, Ready};
use crate::front::{Letter, MeetingFront};
use crate::links::{self, Target};
use crate::media::media;
use crate::site::{self, Meeting, Page, Site};
use crate::suggest;
use crate::theme;
use crate::view::{self, view};
use crate::wacz::{self, About};
use crate::warc::Served;
use crate::wording;

use crate::write::Failure;
pub use note::note;

/// The name and version by which packages name this program.
pub const SOFTWARE: &str = concat!("voetnoot/", env!("CARGO_PKG_VERSION"));

/// Where the pages lie in a package.
const SITE: &str = "data/site/";

/// Which meetings to pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// These, by id.
    Meetings(Vec<String>),
    /// Those that began in this year.
    Year(i16),
    /// All of them.
    All,
}

/// How to pack them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// Whether a WACZ file is part of the package.
    pub wacz: Wacz,
    /// The day of packing. Without one the package has the date of the latest thing in it.
    pub date: Option<Date>,
}

/// Whether a WACZ file is part of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wacz {
    /// It is not.
    #[default]
    Without,
    /// It is.
    With,
}

/// Finds the meetings of a choice, as indices of [`Site::meetings`].
///
/// # Errors
/// A sentence that names what does not exist.
pub fn choose(site: &Site, choice: &Choice) -> Result<Vec<u32>, String> {
    let all = || 0..site.meetings.len() as u32;
    let meeting = |index: u32| &site.meetings[index as usize];
    let found: Vec<u32> = match choice {
        Choice::All => all().collect(),
        Choice::Year(year) => all().filter(|i| meeting(*i).start.is_some_and(|start| start.year() == *year)).collect(),
        Choice::Meetings(ids) => {
            let find = |id: &String| {
                let ids = site.meetings.iter().map(|m| m.id.as_str());
                let hint = || suggest::did_you_mean(id, ids, "its id is the name of its folder in `content/meetings`");
                all().find(|i| meeting(*i).id == *id).ok_or_else(|| format!("there is no meeting `{}`; {}", bag::shown(id), hint()))
            };
            ids.iter().map(find).collect::<Result<BTreeSet<u32>, String>>()?.into_iter().collect()
        }
    };
    match (found.is_empty(), choice) {
        (true, Choice::Year(year)) => Err(format!("no meeting began in {year}")),
        (true, _) => Err("there are no meetings".to_owned()),
        (false, _) => Ok(found),
    }
}

/// Reports the settings that packages need and the site lacks.
pub fn check_settings(prepared: &mut Prepared) {
    let Some(ready) = &prepared.ready else { return };
    let config = &ready.site.config;
    let path: Arc<str> = "site.toml".into();
    let missing = |what: &str, hint: &str| Diagnostic::whole(Code::MissingField, &path, format!("`{what}` is missing")).hint(hint);
    let mut found = Vec::new();
    if config.base_url.is_none() {
        found.push(missing("base_url", "packages link to the published site: add `base_url = \"https://agenda.example.nl/\"`"));
    }
    if config.publisher.is_none() {
        let hint = "metadata names who made the documents: add `[publisher]` and below it `name = \"Ministerie van …\"`";
        found.push(missing("publisher", hint));
    }
    prepared.diagnostics.extend(found);
    prepared.diagnostics.sort();
}

/// Packs meetings. Without mistakes in the site, each package stands complete at its place; with mistakes there are none.
///
/// A template that only fails for some page leaves out the package of that page and is reported.
///
/// # Errors
/// When the folder cannot be used or the disk fails.
pub fn archive(
    prepared: &mut Prepared,
    depot: &Depot,
    meetings: &[u32],
    settings: Settings,
    progress: &dyn Progress,
) -> Result<Vec<Packed>, Failure> {
    check_settings(prepared);
    let Some(ready) = &prepared.ready else { return Ok(Vec::new()) };
    let (Some(base_url), Some(publisher)) = (&ready.site.config.base_url, &ready.site.config.publisher) else { return Ok(Vec::new()) };
    if has_errors(&prepared.diagnostics) {
        return Ok(Vec::new());
    }
    let theme = theme::statics().into_iter().map(|(path, bytes)| (path, bytes.into_owned())).collect();
    let packer = Packer { ready, base_url, publisher, theme, settings };
    let found: Mutex<Vec<Diagnostic>> = Mutex::default();
    progress.begin(meetings.len());
    let packed: Result<Vec<Option<Packed>>, Failure> = meetings
        .par_iter()
        .with_max_len(1)
        .map(|meeting| {
            let mut package = depot.begin(&ready.site.meetings[*meeting as usize].id)?;
            let wrong = packer.pack(*meeting, &mut package)?;
            progress.step();
            if !wrong.is_empty() {
                found.lock().expect("no thread panics while it holds this lock").extend(wrong);
                return Ok(None);
            }
            packer.close(*meeting, package).map(Some)
        })
        .collect();
    progress.end();
    let packed = packed?.into_iter().flatten().collect();
    prepared.diagnostics.extend(found.into_inner().expect("no thread panics while it holds this lock"));
    prepared.diagnostics.sort();
    prepared.diagnostics.dedup();
    Ok(packed)
}

/// What is the same for all packages of a run.
struct Packer<'a> {
    ready: &'a Ready,
    base_url: &'a str,
    publisher: &'a Publisher,
    theme: HashMap<String, Vec<u8>>,
    settings: Settings,
}

impl Packer<'_> {
    fn site(&self) -> &Site {
        &self.ready.site
    }

    fn meeting(&self, meeting: u32) -> &Meeting {
        &self.site().meetings[meeting as usize]
    }

    /// Fills a package with everything but what describes it. Gives what is wrong.
    fn pack(&self, meeting: u32, package: &mut Package) -> Result<Vec<Diagnostic>, Failure> {
        let mut wrong = Vec::new();
        let wanted = self.put_pages(meeting, package, &mut wrong)?;
        self.put_needed(meeting, wanted, package, &mut wrong)?;
        self.put_sources(meeting, package)?;
        package.put("data/index.html", self.start_page(meeting).as_bytes())?;
        if wrong.is_empty() && self.settings.wacz == Wacz::With {
            self.put_wacz(meeting, package, &mut wrong)?;
        }
        Ok(wrong)
    }

    /// Puts the pages of a meeting, and gives the files that they need, by the page that needs each first.
    fn put_pages(&self, meeting: u32, package: &mut Package, wrong: &mut Vec<Diagnostic>) -> Result<HashMap<String, String>, Failure> {
        let site = self.site();
        let options = view::Options { style: Style::Files, package: Some(meeting) };
        let mut wanted = HashMap::new();
        for page in site.pages_of(meeting) {
            wrong.extend(wording::check(site, page));
            let view = view(site, page, options);
            let html = match self.ready.engine.render(&view) {
                Ok(html) => html,
                Err(diagnostic) => {
                    wrong.push(*diagnostic);
                    continue;
                }
            };
            let file = address::file(&site.address(page));
            package.put(&format!("{SITE}{file}"), &html)?;
            if page == Page::Document(self.meeting(meeting).agenda) {
                let mut data =
                    serde_json::to_vec_pretty(&view.data()).map_err(|e| Failure::Io("cannot write the data".to_owned(), e.into()))?;
                data.push(b'\n');
                package.put(&format!("{SITE}{}index.json", site.address(page)), &data)?;
            }
            for link in links::of_html(&html).links {
                match links::resolve(&file, &link) {
                    Target::Inside { path, .. } => {
                        wanted.entry(path).or_insert_with(|| file.clone());
                    }
                    Target::Outside => {}
                    Target::Nowhere(why) => wrong.push(self.broken(meeting, &file, &format!("to `{}`: {why}", bag::shown(&link)))),
                }
            }
        }
        Ok(wanted)
    }

    /// Puts the files that pages and stylesheets need, and the attachments of the meeting.
    fn put_needed(
        &self,
        meeting: u32,
        wanted: HashMap<String, String>,
        package: &mut Package,
        wrong: &mut Vec<Diagnostic>,
    ) -> Result<(), Failure> {
        let site = self.site();
        let attached = self.meeting(meeting).files.iter().map(|f| (site.files[*f as usize].0.clone(), String::new()));
        let mut queue: BTreeSet<(String, String)> = wanted.into_iter().chain(attached).collect();
        while let Some((path, from)) = queue.pop_first() {
            let inner = format!("{SITE}{path}");
            if package.files().contains_key(&inner) {
                continue;
            }
            if let Ok(found) = site.files.binary_search_by(|(address, _)| address.as_str().cmp(&path)) {
                package.copy(&inner, &site.files[found].1.file)?;
            } else if let Some(bytes) = self.theme.get(&path) {
                package.put(&inner, bytes)?;
            } else {
                wrong.push(self.broken(meeting, &from, &format!("to `{}`, which is not in the package", bag::shown(&path))));
                continue;
            }
            if path.ends_with(".css") {
                let css = package.open(&inner).and_then(io::read_to_string).map_err(|e| Failure::Io(format!("cannot read `{path}`"), e))?;
                for link in links::of_css(&css) {
                    if let Target::Inside { path: needed, .. } = links::resolve(&path, &link) {
                        queue.insert((needed, path.clone()));
                    }
                }
            }
        }
        self.put_licences(package)
    }

    /// Puts the licences of the theme's fonts beside them, as these ask for.
    fn put_licences(&self, package: &mut Package) -> Result<(), Failure> {
        let licences = self.theme.iter().filter(|(path, _)| path.rsplit('/').next().is_some_and(|name| name.starts_with("LICENSE")));
        for (path, bytes) in licences {
            let inner = format!("{SITE}{path}");
            let folder = &inner[..=inner.rfind('/').unwrap_or(0)];
            let beside = package.files().range(folder.to_owned()..).next().is_some_and(|(path, _)| path.starts_with(folder));
            if beside && !package.files().contains_key(&inner) {
                package.put(&inner, bytes)?;
            }
        }
        Ok(())
    }

    fn broken(&self, meeting: u32, page: &str, what: &str) -> Diagnostic {
        let agenda = &self.site().document(self.meeting(meeting).agenda).source.path;
        Diagnostic::whole(Code::PackageLink, agenda, format!("its page `{page}` links {what}"))
            .hint("mend the template or text that writes this link by hand: addresses from the view work everywhere")
    }

    fn put_sources(&self, meeting: u32, package: &mut Package) -> Result<(), Failure> {
        let Meeting { agenda, report, annexes, versions, .. } = self.meeting(meeting);
        for document in [*agenda].into_iter().chain(*report).chain(annexes.iter().chain(versions).copied()) {
            let source = &self.site().document(document).source;
            package.put(&format!("data/source/{}", source.path), source.text.as_bytes())?;
        }
        Ok(())
    }

    /// The page that who opens the package sees first.
    fn start_page(&self, meeting: u32) -> String {
        let site = self.site();
        let agenda = self.meeting(meeting).agenda;
        let href = address::encode(&format!("site/{}", address::file(site.document_address(agenda))));
        let title = view::escaped(&self.title(meeting));
        let (lang, start) = (view::escaped(&site.language.code), view::escaped(site.language.word("package_start")));
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n  <meta charset=\"utf-8\">\n  <title>{title}</title>\n  \
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n  \
             <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n</head>\n<body>\n  <main>\n    <h1>{title}</h1>\n    \
             <p>{start} <a href=\"{href}\">{title}</a></p>\n  </main>\n</body>\n</html>\n"
        )
    }

    fn title(&self, meeting: u32) -> String {
        let site = self.site();
        let meeting = self.meeting(meeting);
        format!("{}, {}", site.document(meeting.agenda).title(), meeting.dates)
    }

    /// Puts the pages as they are served, with what they need, as a WACZ file.
    fn put_wacz(&self, meeting: u32, package: &mut Package, wrong: &mut Vec<Diagnostic>) -> Result<(), Failure> {
        let site = self.site();
        let id = &self.meeting(meeting).id;
        let (title, main) = (self.title(meeting), self.public(site.document_address(self.meeting(meeting).agenda)));
        let bytes: u64 = package.files().values().map(|f| f.size).sum();
        let size = if bytes > 3 << 30 { wacz::Size::Large } else { wacz::Size::Usual };
        let about = About { title: &title, main: &main, date: self.date(meeting), software: SOFTWARE, size };
        let files: Vec<String> = package.files().keys().filter_map(|path| path.strip_prefix(SITE)).map(str::to_owned).collect();
        let folder = package.folder().to_owned();
        package.make(&format!("data/{id}.wacz"), |file| {
            let mut writer = wacz::Writer::begin(file, about)?;
            let mut pages = BTreeSet::from([format!("{}index.json", site.document_address(self.meeting(meeting).agenda))]);
            for page in site.pages_of(meeting) {
                let view = view(site, page, view::Options::default());
                let address = site.address(page);
                match self.ready.engine.render(&view) {
                    Ok(html) => writer
                        .add_page(&view.page.title, served(&self.public(&address), &address::file(&address)), || Ok(html.as_slice()))?,
                    Err(diagnostic) => wrong.push(*diagnostic),
                }
                pages.insert(address::file(&address));
            }
            for path in files.iter().filter(|path| !pages.contains(*path)) {
                writer.add(served(&self.public(path), path), || std::fs::File::open(folder.join(SITE).join(path)))?;
            }
            writer.finish().map(drop)
        })
    }

    /// An address on the published site.
    fn public(&self, address: &str) -> String {
        format!("{}{}", self.base_url, address::encode(address))
    }

    /// The date of a package: the one given, else that of the latest thing in it.
    fn date(&self, meeting: u32) -> Date {
        let site = self.site();
        let meeting = self.meeting(meeting);
        let MeetingFront { start, end, .. } = site.facts(meeting);
        let letters = [Some(meeting.agenda), meeting.report].into_iter().flatten();
        let published = letters.filter_map(|d| site::letter(&site.document(d).front)).filter_map(|letter: &Letter| letter.published);
        let days = start.iter().chain(end).map(|day| day.value);
        // A meeting without a date is a mistake that stops before this.
        self.settings.date.or_else(|| days.chain(published).max()).unwrap_or(Date::constant(1970, 1, 1))
    }

    /// Describes what lies in a package, lists it, and puts the package in its place.
    fn close(&self, meeting: u32, mut package: Package) -> Result<Packed, Failure> {
        self.put_metadata(meeting, &mut package)?;
        let (id, title) = (self.meeting(meeting).id.clone(), self.title(meeting));
        let payload = manifest(&package);
        let facts = [
            ("Source-Organization", self.publisher.name.clone()),
            ("External-Identifier", id.clone()),
            ("External-Description", title),
            ("Bagging-Date", self.settings.date.map(|d| d.to_string()).unwrap_or_default()),
            ("Payload-Oxum", bag::oxum(package.files().values().map(|f| f.size))),
            ("Bag-Software-Agent", SOFTWARE.to_owned()),
        ];
        let described: BTreeSet<String> = package.files().keys().cloned().collect();
        package.put(bag::DECLARATION, bag::DECLARED.as_bytes())?;
        package.put(bag::INFO, bag::info(&facts).as_bytes())?;
        package.put(bag::MANIFEST, payload.text().as_bytes())?;
        let mut tags = manifest(&package);
        tags.digests.retain(|path, _| !described.contains(path));
        let tags = tags.text();
        package.put(bag::TAG_MANIFEST, tags.as_bytes())?;
        let (files, bytes) = (package.files().len(), package.files().values().map(|f| f.size).sum());
        let outcome = package.finish()?;
        Ok(Packed { id, outcome, files, bytes, digest: digest::sha512(tags.as_bytes()) })
    }
}

fn served<'a>(url: &'a str, file: &str) -> Served<'a> {
    let media = media(file);
    Served { url, mime: media.mime, content_type: media.content_type() }
}

fn manifest(package: &Package) -> Manifest {
    Manifest { digests: package.files().iter().map(|(path, fixity)| (path.clone(), fixity.sha512.clone())).collect() }
}
