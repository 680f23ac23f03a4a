//! Packs one meeting.
//!
//! Takes: the [site of one meeting](super::alone), and a package that has been begun.
//! Gives: every file of the package and, if nothing is wrong, the package in its place.
//! Never: decides which meetings are packed, or reports; it returns what is wrong.

use std::collections::{BTreeSet, HashMap};
use std::io;

use jiff::civil::Date;

use crate::archive::bag::{self, Manifest};
use crate::archive::depot::Package;
use crate::archive::packed_sources::SourceFiles;
use crate::archive::wacz::{self, About};
use crate::archive::warc::Served;
use crate::diagnostic::{Code, Diagnostic, Message, message};
use crate::failure::Failure;
use crate::flow::Ready;
use crate::flow::sealed::page_words;
use crate::machines::data;
use crate::machines::media::media;
use crate::machines::page_links::{self, PageTarget};
use crate::project::SOFTWARE;
use crate::project::digest;
use crate::project::inner_path;
use crate::settings::Publisher;
use crate::settings::address::{self, LinkStyle};
use crate::site::indices::MeetingId;
use crate::site::{Meeting, Page, Site};
use crate::view::{self, View, view};

/// The folder of the pages in a package.
const SITE: &str = "data/site/";
/// What to read first.
const README: &str = "README.txt";

/// How meetings are packed.
#[derive(Debug, Clone, Copy, Default)]
pub struct PackOptions {
    /// Whether each package contains a WACZ file.
    pub wacz: Wacz,
    /// The day of packing, for the metadata; `None` takes the clock. A package that was made before keeps its day.
    pub date: Option<Date>,
    /// What becomes of meetings that were packed before.
    pub before: PackedBefore,
}

/// What becomes of meetings that were packed before. As long as a meeting itself is as it was, its package stays, whatever else
/// has changed; a corrected one gets a further package beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PackedBefore {
    /// Packages that stand in the folder are left.
    #[default]
    Stays,
    /// Those are left, and so are meetings whose notes know a package that lies elsewhere.
    StaysAnywhere,
    /// A further package is made, beside the others.
    Again,
}

/// Whether a package contains a WACZ file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wacz {
    /// It does not.
    #[default]
    Without,
    /// It does: one file with the pages as they are served, for players of web archives.
    With,
}

/// A meeting that is being packed.
pub(super) struct Packer<'a> {
    /// The site of the meeting alone.
    pub(super) ready: Ready,
    /// The meeting in that site.
    pub(super) meeting: MeetingId,
    pub(super) base_url: &'a str,
    pub(super) publisher: &'a Publisher,
    pub(super) theme: &'a HashMap<String, Vec<u8>>,
    pub(super) sources: &'a SourceFiles<'a>,
    pub(super) wacz: Wacz,
    /// The day of packing.
    pub(super) date: Date,
}

impl Packer<'_> {
    pub(super) fn site(&self) -> &Site {
        &self.ready.site
    }

    pub(super) fn meeting(&self) -> &Meeting {
        &self.site().meetings[self.meeting]
    }

    /// Fills a package with everything except what describes it. Gives what is wrong.
    pub(super) fn pack(&self, package: &mut Package) -> Result<Vec<Diagnostic>, Failure> {
        let (site, mut wrong) = (self.site(), Vec::new());
        let wanted = self.put_pages(package, &mut wrong)?;
        self.put_needed(wanted, package, &mut wrong)?;
        self.sources.put_meeting(site, self.meeting, package)?;
        self.sources.put_making(site, package)?;
        package.put("data/index.html", self.start_page().as_bytes())?;
        package.put(&format!("data/{README}"), self.read_me().as_bytes())?;
        if wrong.is_empty() && self.wacz == Wacz::With {
            self.put_wacz(package, &mut wrong)?;
        }
        Ok(wrong)
    }

    /// Puts the pages of a meeting. Gives the files that they need, each with the first page that needs it.
    fn put_pages(
        &self,
        package: &mut Package,
        wrong: &mut Vec<Diagnostic>,
    ) -> Result<HashMap<String, String>, Failure> {
        let site = self.site();
        let options = view::ViewOptions { style: LinkStyle::Files, package: Some(self.meeting) };
        let mut wanted = HashMap::new();
        for page in site.packed_pages(self.meeting) {
            wrong.extend(page_words::check(site, &self.ready.bodies, page));
            let view = view(site, &self.ready.bodies, page, options);
            let html = match self.ready.engine.render(&view) {
                Ok(html) => html,
                Err(diagnostic) => {
                    wrong.push(*diagnostic);
                    continue;
                }
            };
            let file = address::file(&site.address(page));
            package.put(&format!("{SITE}{file}"), &html)?;
            if let Some((address, data)) = self.data(page, &view) {
                package.put(&format!("{SITE}{address}"), &data)?;
                self.put_schemas(&data, package)?;
            }
            for link in page_links::of_html(&html).links {
                match page_links::resolve(&file, &link) {
                    PageTarget::Inside { path, .. } => {
                        wanted.entry(path).or_insert_with(|| file.clone());
                    }
                    PageTarget::Outside => {}
                    PageTarget::Nowhere(why) => wrong.push(self.broken(&file, &link, &why)),
                }
            }
        }
        Ok(wanted)
    }

    /// Puts the schema of a file of data, which it names.
    fn put_schemas(&self, data: &[u8], package: &mut Package) -> Result<(), Failure> {
        let data = String::from_utf8_lossy(data);
        for schema in data::schemas() {
            let (address, inner) = (schema.address(), format!("{SITE}{}", schema.address()));
            if data.contains(&format!("{address}\""))
                && !package.files().contains_key(&inner)
                && !self.site().is_taken(&address)
            {
                package.put(&inner, &schema.bytes())?;
            }
        }
        Ok(())
    }

    /// Puts the files that pages and stylesheets need, and the attachments of the meeting.
    fn put_needed(
        &self,
        wanted: HashMap<String, String>,
        package: &mut Package,
        wrong: &mut Vec<Diagnostic>,
    ) -> Result<(), Failure> {
        let site = self.site();
        let attached = self.meeting().files.iter().map(|f| (site.files[*f].0.clone(), String::new()));
        let mut queue: BTreeSet<(String, String)> = wanted.into_iter().chain(attached).collect();
        while let Some((path, from)) = queue.pop_first() {
            let inner = format!("{SITE}{path}");
            if package.files().contains_key(&inner) {
                continue;
            }
            if let Some(found) = site.file_at(&path) {
                let copied = &site.files[found].1;
                package.copy(&inner, || copied.open())?;
                self.sources.put_static(&copied.path, package)?;
            } else if let Some(bytes) = self.theme.get(&path) {
                package.put(&inner, bytes)?;
            } else {
                wrong.push(self.broken(&from, &path, &message!("not-in-package")));
                continue;
            }
            if path.ends_with(".css") {
                let css = package
                    .open(&inner)
                    .and_then(io::read_to_string)
                    .map_err(|e| Failure::Io(message!("failed-read", path = &path), e))?;
                for link in page_links::of_css(&css) {
                    if let PageTarget::Inside { path: needed, .. } = page_links::resolve(&path, &link) {
                        queue.insert((needed, path.clone()));
                    }
                }
            }
        }
        self.put_licences(package)
    }

    /// Puts the licences of the theme's fonts beside the fonts, as they require.
    fn put_licences(&self, package: &mut Package) -> Result<(), Failure> {
        let licences = self
            .theme
            .iter()
            .filter(|(path, _)| path.rsplit('/').next().is_some_and(|name| name.starts_with("LICENSE")));
        for (path, bytes) in licences {
            let inner = format!("{SITE}{path}");
            let folder = &inner[..=inner.rfind('/').unwrap_or(0)];
            let beside =
                package.files().range(folder.to_owned()..).next().is_some_and(|(path, _)| path.starts_with(folder));
            if beside && !package.files().contains_key(&inner) {
                package.put(&inner, bytes)?;
            }
        }
        Ok(())
    }

    /// The data of a page, with its address, unless the site has a file there.
    fn data(&self, page: Page, view: &View) -> Option<(String, Vec<u8>)> {
        let site = self.site();
        site.data_address(page).filter(|address| !site.is_taken(address)).zip(data::data(site, view))
    }

    fn broken(&self, page: &str, link: &str, why: &Message) -> Diagnostic {
        let agenda = &self.site().document(self.meeting().agenda).path;
        let message = message!("package-link", page, link = inner_path::shown(link), why);
        Diagnostic::whole(Code::PackageLink, agenda, message).hint(message!("package-link.hint"))
    }

    pub(super) fn title(&self) -> String {
        let site = self.site();
        let meeting = self.meeting();
        format!("{}, {}", site.document(meeting.agenda).title(), meeting.dates)
    }

    /// Puts the pages as they are served, with everything they need, as a WACZ file.
    fn put_wacz(&self, package: &mut Package, wrong: &mut Vec<Diagnostic>) -> Result<(), Failure> {
        let site = self.site();
        let id = &self.meeting().id;
        let (title, main) = (self.title(), self.public(site.document_address(self.meeting().agenda)));
        let bytes: u64 = package.files().values().map(|f| f.size).sum();
        let size = if bytes > 3 << 30 { wacz::Size::Large } else { wacz::Size::Usual };
        let about = About { title: &title, main: &main, date: self.date, software: SOFTWARE, size };
        let files: Vec<String> =
            package.files().keys().filter_map(|path| path.strip_prefix(SITE)).map(str::to_owned).collect();
        let folder = package.folder().to_owned();
        package.make(&format!("data/{id}.wacz"), |file| {
            let mut writer = wacz::WaczWriter::begin(file, about)?;
            let mut pages = BTreeSet::new();
            for page in site.packed_pages(self.meeting) {
                let options = view::ViewOptions { style: LinkStyle::Web, package: Some(self.meeting) };
                let view = view(site, &self.ready.bodies, page, options);
                let address = site.address(page);
                match self.ready.engine.render(&view) {
                    Ok(html) => writer.add_page(
                        &view.page.title,
                        served(&self.public(&address), &address::file(&address)),
                        || Ok(html.as_slice()),
                    )?,
                    Err(diagnostic) => wrong.push(*diagnostic),
                }
                pages.insert(address::file(&address));
                if let Some((address, data)) = self.data(page, &view) {
                    writer.add(served(&self.public(&address), &address), || Ok(data.as_slice()))?;
                    pages.insert(address);
                }
            }
            for path in files.iter().filter(|path| !pages.contains(*path)) {
                writer.add(served(&self.public(path), path), || std::fs::File::open(folder.join(SITE).join(path)))?;
            }
            writer.finish().map(drop)
        })
    }

    /// An address on the published site.
    pub(super) fn public(&self, address: &str) -> String {
        format!("{}{}", self.base_url, address::encode(address))
    }

    /// Describes and lists the files of a package. Gives its digest.
    pub(super) fn close(&self, package: &mut Package) -> Result<String, Failure> {
        self.put_metadata(package)?;
        let payload = manifest(package);
        let facts = [
            ("Source-Organization", self.publisher.name.clone()),
            (bag::IDENTIFIER, self.meeting().id.clone()),
            ("External-Description", self.title()),
            (bag::DATE, self.date.to_string()),
            ("Payload-Oxum", bag::oxum(package.files().values().map(|f| f.size))),
            (bag::AGENT, SOFTWARE.to_owned()),
        ];
        let described: BTreeSet<String> = package.files().keys().cloned().collect();
        package.put(bag::DECLARATION, bag::DECLARED.as_bytes())?;
        package.put(bag::INFO, bag::info(&facts).as_bytes())?;
        package.put(bag::MANIFEST, payload.text().as_bytes())?;
        // Whoever opens the folder of the package finds it here, whoever begins at the start page beside that.
        package.put(README, self.read_me().as_bytes())?;
        let mut tags = manifest(package);
        tags.digests.retain(|path, _| !described.contains(path));
        let tags = tags.text();
        package.put(bag::TAG_MANIFEST, tags.as_bytes())?;
        Ok(digest::sha512(tags.as_bytes()))
    }
}

fn served<'a>(url: &'a str, file: &str) -> Served<'a> {
    let media = media(file);
    Served { url, mime: media.mime, content_type: media.content_type() }
}

fn manifest(package: &Package) -> Manifest {
    Manifest { digests: package.files().iter().map(|(path, fixity)| (path.clone(), fixity.sha512.clone())).collect() }
}
