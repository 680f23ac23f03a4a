//! Reads the pages that the program writes, as strictly as they are written: enough to find ids, links and anything out
//! of place.

use std::collections::{BTreeMap, BTreeSet};

use crate::project::Tree;

/// What a page contains.
#[derive(Debug, Default)]
pub struct Page {
    pub ids: BTreeSet<String>,
    /// Links to the same site, as written.
    pub links: Vec<String>,
    /// What should not be there.
    pub problems: Vec<String>,
}

const VOID: &[&str] = &["meta", "link", "img", "br", "wbr", "hr", "input", "path", "circle", "rect", "line"];
const KNOWN: &[&str] = &[
    "html",
    "head",
    "title",
    "body",
    "a",
    "header",
    "nav",
    "ul",
    "ol",
    "li",
    "fieldset",
    "form",
    "button",
    "select",
    "option",
    "noscript",
    "legend",
    "label",
    "svg",
    "desc",
    "text",
    "g",
    "figure",
    "figcaption",
    "span",
    "main",
    "footer",
    "script",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "aside",
    "div",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "dl",
    "dt",
    "dd",
    "abbr",
    "sup",
    "mark",
    "time",
    "blockquote",
    "q",
    "form",
    "select",
    "option",
    "button",
    "noscript",
    "em",
    "strong",
    "del",
    "code",
    "pre",
    "q",
];

impl Page {
    /// Reads a page.
    pub fn read(bytes: &[u8]) -> Page {
        let html = std::str::from_utf8(bytes).expect("a page is UTF-8");
        let mut page = Page::default();
        if let Some(c) = html.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            page.problems.push(format!("the control character {c:?}"));
        }
        let mut open: Vec<&str> = Vec::new();
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            rest = &rest[start + 1..];
            if rest.starts_with('!') {
                continue;
            }
            let end = tag_end(rest);
            let (tag, after) = (&rest[..end], &rest[(end + 1).min(rest.len())..]);
            rest = after;
            if let Some(name) = tag.strip_prefix('/') {
                if open.pop() != Some(name) {
                    page.problems.push(format!("</{name}> closes nothing"));
                }
                continue;
            }
            let name = tag.split([' ', '\n', '/']).next().unwrap_or("");
            page.start(name, tag, &open);
            if !VOID.contains(&name) && !tag.ends_with('/') {
                open.push(name);
            }
        }
        if !open.is_empty() {
            page.problems.push(format!("{open:?} stay open"));
        }
        page
    }

    fn start(&mut self, name: &str, tag: &str, open: &[&str]) {
        if !KNOWN.contains(&name) && !VOID.contains(&name) {
            self.problems.push(format!("the element <{name}>"));
        }
        if name == "a" && open.contains(&"a") {
            self.problems.push("a link within a link".to_owned());
        }
        let blocks =
            ["p", "ul", "ol", "table", "div", "section", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"];
        if blocks.contains(&name) && open.iter().any(|o| matches!(*o, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")) {
            self.problems.push(format!("<{name}> within {:?}", open.last()));
        }
        for (key, value) in attributes(&tag[name.len()..]) {
            match key {
                "id" if !self.ids.insert(value.clone()) => self.problems.push(format!("the id `{value}` twice")),
                "id" if value.is_empty() || value.contains(char::is_whitespace) => {
                    self.problems.push(format!("the id `{value}`"))
                }
                "href" | "src" | "cite" => self.link(value),
                "style" => self.problems.push("a style".to_owned()),
                key if key.starts_with("on") => self.problems.push(format!("the attribute `{key}`")),
                _ => {}
            }
        }
    }

    fn link(&mut self, value: String) {
        let scheme = value.split_once(':').map(|(scheme, _)| scheme);
        match scheme {
            Some("https" | "http" | "mailto" | "tel") => {}
            Some(scheme) => self.problems.push(format!("the scheme `{scheme}`")),
            None => self.links.push(value),
        }
    }
}

/// Everything wrong with the pages of a site: what does not belong on each, and links that lead nowhere. Files of the
/// theme exist; `other` tells what else does.
pub fn problems(files: &Tree, other: impl Fn(&str) -> bool) -> Vec<String> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    let pages: BTreeMap<&str, Page> = pages.map(|(path, bytes)| (path.as_str(), Page::read(bytes))).collect();
    let theme = crate::project::theme();
    let mut problems = Vec::new();
    for (path, page) in &pages {
        problems.extend(page.problems.iter().map(|problem| format!("{path}: {problem}")));
        for link in &page.links {
            let (to, anchor) = resolve(path, link);
            let target = pages.get(to.as_str());
            if !files.contains_key(&to) && !theme.contains(&to) && !other(&to) {
                problems.push(format!("{path}: `{link}` leads nowhere"));
            }
            if let (Some(target), Some(anchor)) = (target, &anchor)
                && !target.ids.contains(anchor)
            {
                problems.push(format!("{path}: `{link}` names no place"));
            }
        }
    }
    problems
}

/// The byte at which a tag ends, taking quotes into account.
fn tag_end(rest: &str) -> usize {
    let mut quoted = false;
    for (i, c) in rest.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return i,
            _ => {}
        }
    }
    rest.len()
}

fn attributes(text: &str) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some((key, after)) = rest.split_once("=\"") {
        let Some((value, after)) = after.split_once('"') else { break };
        // Attributes without a value may come before the key.
        let key = key.rsplit([' ', '\n']).next().unwrap_or("");
        found.push((key, unescape(value)));
        rest = after.trim_start();
    }
    found
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

/// The file to which a link leads on the page in the file `from`, and the place in that file.
pub fn resolve(from: &str, link: &str) -> (String, Option<String>) {
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(decode(anchor))));
    if path.is_empty() {
        return (from.to_owned(), anchor);
    }
    // Only the page for unknown addresses has links from the root.
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    let folder = path.ends_with(['/', '.']) || path.is_empty();
    let file = decode(&parts.join("/"));
    match (folder, file.is_empty()) {
        (true, true) => ("index.html".to_owned(), anchor),
        (true, false) => (format!("{file}/index.html"), anchor),
        (false, _) => (file, anchor),
    }
}

fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The site in this repository: all its pages, with nothing reported and nothing wrong.
#[test]
fn the_site_of_this_repository_is_sound() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut build = crate::project::program();
    build.arg("build").arg("--root").arg(root).arg("--output").arg(folder.path());
    let run = crate::project::run(build.spawn().expect("the program starts"));
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let files = crate::project::tree(folder.path());
    let problems = problems(&files, |file| files.contains_key(file));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_reader_sees_what_is_out_of_place() {
    let problems = |html: &str| Page::read(html.as_bytes()).problems.len();
    assert_eq!(problems("<p id=\"a\">x <a href=\"#a\">y</a><br /></p>"), 0);
    for html in [
        "<p>",
        "</p>",
        "<p><div></div></p>",
        "<a><a></a></a>",
        "<p id=\"a\"></p><p id=\"a\"></p>",
        "<script onload=\"x\"></script>",
        "<b></b>",
    ] {
        assert_ne!(problems(html), 0, "{html}");
    }
    assert_ne!(problems("<a href=\"javascript:x\"></a>"), 0);
    assert_eq!(resolve("a/b/index.html", "../c/#d%20e"), ("a/c/index.html".to_owned(), Some("d e".to_owned())));
    assert_eq!(resolve("404.html", "/a/"), ("a/index.html".to_owned(), None));
    assert_eq!(resolve("a/noot-1.html", "./"), ("a/index.html".to_owned(), None));
}
