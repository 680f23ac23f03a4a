"""Checks the files that a built site has for machines, with programs that others wrote.

    check.py SITE [--complete]

With --complete every kind of file has to be there; without it only those that are there are looked at.
Prints a line for each thing that is wrong, and closes with how many checks passed.
"""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import feedparser
import icalendar
import jsonschema
import sectxt
from PIL import Image
from pyld import jsonld
from referencing import Registry

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DIWOO = "{https://standaarden.overheid.nl/diwoo/metadata/}"
# Which types of schema.org a page of the site may be about.
TYPES = {"WebSite", "Event", "Report", "Legislation", "CreativeWork"}


class Page(HTMLParser):
    """What a page says to machines, and the places it has."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.metas, self.data, self.inside = set(), [], {}, [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids.add(attributes.get("id"))
        if tag == "link":
            self.links.append(attributes)
        if tag == "meta":
            self.metas[attributes.get("name") or attributes.get("property")] = attributes.get("content")
        if tag == "script" and attributes.get("type") == "application/ld+json":
            self.inside = True
            self.data.append("")

    def handle_data(self, text):
        if self.inside:
            self.data[-1] += text

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"


class Site:
    """A built site, and where it says it is published."""

    def __init__(self, root, complete):
        self.root, self.complete = root, complete
        self.passed = self.failed = 0
        self.pages = {str(p.relative_to(root)): Page(p.read_text("utf-8")) for p in sorted(root.rglob("*.html"))}
        home = self.pages["index.html"]
        self.base = next((link["href"] for link in home.links if link.get("rel") == "canonical"), None)

    def check(self, what, problems):
        """Counts a check; `problems` are sentences, none if all is well."""
        problems = list(problems)
        self.failed += bool(problems)
        self.passed += not problems
        for problem in problems[:10]:
            print(f"{what}: {problem}")
        if len(problems) > 10:
            print(f"{what}: {len(problems) - 10} more")

    def has(self, path):
        """Whether a file is there; its absence is wrong in a complete site."""
        there = (self.root / path).is_file()
        if self.complete:
            self.check(path, [] if there else ["is not there"])
        return there

    def file(self, address):
        """The path of the file at a full address of the site."""
        path = unquote(urlsplit(address.removeprefix(self.base or "")).path)
        return path + "index.html" if path == "" or path.endswith("/") else path

    def missing(self, address):
        """What is wrong with a full address of the site; nothing if it leads to a place that is there."""
        if not address.startswith(self.base):
            return f"{address} is not an address of the site"
        path, anchor = self.file(address), unquote(urlsplit(address).fragment)
        if not (self.root / path).is_file():
            return f"{address} leads nowhere"
        if anchor and anchor not in self.pages[path].ids:
            return f"{address} leads to a place that is not there"
        return None


def addresses(value):
    """Every address in a piece of data, within HTML too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("href", "counterpart", "report") and isinstance(inner, str):
                yield inner
            elif key not in ("$schema", "url", "extra"):
                yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)
    elif isinstance(value, str):
        yield from (m.replace("&amp;", "&") for m in re.findall(r'(?:href|src)="([^"]*)"', value))


def closed(schema):
    """A schema that knows no other field than those it lists, so that each field is described."""
    if isinstance(schema, dict):
        schema = {key: closed(value) for key, value in schema.items()}
        if schema.get("type") == "object" and "properties" in schema and "additionalProperties" not in schema:
            schema["additionalProperties"] = False
    elif isinstance(schema, list):
        schema = [closed(value) for value in schema]
    return schema


def check_data(site):
    # What search reads has the same name, but no page beside it.
    files = [path for path in sorted(site.root.rglob("index.json")) if path.with_name("index.html").is_file()]
    kinds = set()
    base, site.base = site.base, "https://site.invalid/"
    for path in files:
        name = path.relative_to(site.root)
        data = json.loads(path.read_text("utf-8"))
        place = urljoin(site.base, str(name).replace("index.json", ""))
        schema_path = (path.parent / data["$schema"]).resolve()
        kinds.add(schema_path.stem)
        schema = json.loads(schema_path.read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(closed(schema), registry=Registry())
        problems = [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(data)]
        inner = (urljoin(place, address) for address in addresses(data))
        problems += [wrong for address in inner if address.startswith(site.base) and (wrong := site.missing(address))]
        if base and data.get("url") != base + place.removeprefix(site.base):
            problems.append(f"its url is {data.get('url')}")
        site.check(name, problems)
    site.base = base
    wanted = {"site", "meetings", "dossiers", "commitments", "treatments"}
    if site.complete:
        wanted |= {"meeting", "report", "dossier"}
    site.check("index.json", [f"no {kind} has data" for kind in sorted(wanted - kinds)])


def check_feeds(site):
    feeds = sorted(site.root.rglob("feed.xml"))
    if site.complete:
        site.check("feeds", [] if len(feeds) > 1 else ["there are fewer than two"])
    for path in feeds:
        name = str(path.relative_to(site.root))
        feed = feedparser.parse(path.read_bytes())
        problems = [f"not well-formed: {feed.bozo_exception}"] if feed.bozo else []
        if feed.version != "atom10":
            problems.append(f"is {feed.version}")
        for field in ("id", "title", "updated", "author"):
            if not feed.feed.get(field):
                problems.append(f"has no {field}")
        own = [link.href for link in feed.feed.links if link.rel == "self"]
        if own != [site.base + name]:
            problems.append(f"says it is at {own}")
        # Nothing that it could have says on which day it was published.
        undated = not feed.entries and feed.feed.get("updated") == "1970-01-01T00:00:00Z"
        if not feed.entries and (not undated or name == "feed.xml"):
            problems.append("has no entry")
        ids = [entry.id for entry in feed.entries]
        problems += [f"the id {id} stands twice" for id in {id for id in ids if ids.count(id) > 1}]
        for entry in feed.entries:
            problems += [f"{entry.id} has no {field}" for field in ("title", "updated", "link") if not entry.get(field)]
            if wrong := site.missing(entry.link):
                problems.append(wrong)
        newest = max((entry.updated for entry in feed.entries), default=None)
        if not undated and feed.feed.get("updated") != newest:
            problems.append(f"was updated {feed.feed.get('updated')}, its newest entry {newest}")
        site.check(name, problems)
        page = site.pages[name.replace("feed.xml", "index.html")]
        named = [urljoin(site.base + name, link["href"]) for link in page.links if link.get("type") == "application/atom+xml"]
        site.check(f"{name} on its page", [] if site.base + name in named else [f"the page names {named}"])


def check_calendar(site):
    if not site.has("agenda.ics"):
        return
    text = (site.root / "agenda.ics").read_bytes()
    lines = text.split(b"\r\n")
    problems = [f"a line of {len(line)} bytes" for line in lines if len(line) > 75]
    problems += ["a line that ends in a bare line feed" for line in lines if b"\n" in line]
    calendar = icalendar.Calendar.from_ical(text)
    events = list(calendar.walk("VEVENT"))
    for component in calendar.walk():
        problems += [f"{name}: {error}" for name, error in component.errors]
    for event in events:
        problems += [f"an event has no {name}" for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL") if name not in event]
        if not event["DTSTART"].dt < event["DTEND"].dt:
            problems.append(f"{event['UID']} ends before it begins")
        if wrong := site.missing(str(event["URL"])):
            problems.append(wrong)
    uids = [str(event["UID"]) for event in events]
    problems += [f"{uid} stands twice" for uid in {uid for uid in uids if uids.count(uid) > 1}]
    problems += [] if events else ["it has no event"]
    site.check("agenda.ics", problems)
    if site.complete:
        meeting = next(event for event in events if event["UID"].startswith("jbz-2024-06-13@"))
        expected = ("2024-06-13", "2024-06-15", "Luxemburg; stad, land")
        got = (str(meeting["DTSTART"].dt), str(meeting["DTEND"].dt), str(meeting["LOCATION"]))
        site.check("agenda.ics, a meeting", [] if got == expected else [f"{got} instead of {expected}"])
        promised = [str(event["SUMMARY"]) for event in events if str(event["DTSTART"].dt) == "2024-07-01"]
        whole = "Een brief over het plan, met een komma; een puntkomma en een heel lange regel die gevouwen moet worden"
        site.check("agenda.ics, a commitment", [] if len(promised) == 1 and whole in promised[0] else [str(promised)])


def valid(schema, text):
    """What xmllint has against a text."""
    command = ["xmllint", "--noout", "--nonet", "--schema", str(schema), "-"]
    run = subprocess.run(command, input=text, capture_output=True, check=False)
    return [line for line in run.stderr.decode("utf-8", "replace").splitlines() if "error" in line] if run.returncode else []


def sitemap_files(site, path):
    """A sitemap, or those that its index names."""
    root = ElementTree.parse(site.root / path).getroot()
    if root.tag == f"{SITEMAP}sitemapindex":
        return [site.file(loc.text) for loc in root.iter(f"{SITEMAP}loc")]
    return [path]


def check_sitemap(site):
    if not site.has("sitemap.xml"):
        return
    named = []
    for path in sitemap_files(site, "sitemap.xml"):
        text = (site.root / path).read_bytes()
        site.check(path, valid(HERE / "node_modules/sitemap/schema/sitemap.xsd", text))
        named += [loc.text for loc in ElementTree.fromstring(text).iter(f"{SITEMAP}loc")]
    hidden = lambda page: "noindex" in (page.metas.get("robots") or "")
    shown = {path for path, page in site.pages.items() if not hidden(page)}
    listed = [site.file(address) for address in named]
    problems = [wrong for address in named if (wrong := site.missing(address))]
    problems += [f"{path} is not in it" for path in sorted(shown - set(listed))]
    problems += [f"{path} is hidden, and in it" for path in sorted(set(listed) - shown)]
    problems += [] if len(listed) == len(set(listed)) else ["an address stands twice"]
    site.check("sitemap.xml, its addresses", problems)


def check_robots(site):
    if not site.has("robots.txt"):
        return
    robots = RobotFileParser()
    robots.parse((site.root / "robots.txt").read_text("utf-8").splitlines())
    problems = [] if robots.can_fetch("*", site.base) else ["nobody may come in"]
    sitemaps = robots.site_maps() or []
    problems += [wrong for address in sitemaps if (wrong := site.missing(address))]
    diwoo = [str(path.relative_to(site.root)) for path in site.root.glob("sitemapindex-diwoo-*.xml")]
    problems += [f"{path} is not named" for path in [*diwoo, "sitemap.xml"] if site.base + path not in sitemaps]
    site.check("robots.txt", problems)


def check_diwoo(site):
    indexes = [path.name for path in site.root.glob("sitemapindex-diwoo-*.xml")]
    if site.complete:
        site.check("DiWoo", [] if indexes == ["sitemapindex-diwoo-infocat006.xml"] else [f"the indexes are {indexes}"])
    schemas = os.environ.get("VOETNOOT_SCHEMAS")
    if indexes and not schemas:
        print("no VOETNOOT_SCHEMAS: the metadata of DiWoo is not checked against the official schema")
    for index in indexes:
        for path in sitemap_files(site, index):
            urls = list(ElementTree.parse(site.root / path).getroot().iter(f"{SITEMAP}url"))
            problems = [] if urls else ["it has no document"]
            for url in urls:
                address = url.find(f"{SITEMAP}loc").text
                problems += [wrong for wrong in [site.missing(address)] if wrong]
                documents = url.findall(f"{DIWOO}Document")
                if len(documents) != 1:
                    problems.append(f"{address} has {len(documents)} documents")
                if schemas:
                    text = b"".join(ElementTree.tostring(document) for document in documents)
                    problems += [f"{address}: {line}" for line in valid(Path(schemas) / "diwoo-metadata.xsd", text)]
            site.check(path, problems)


def vocabulary(url, _options):
    """schema.org as far as it is needed without a network: each word is one of its own."""
    if url.rstrip("/") != "https://schema.org":
        raise ValueError(f"asks for {url}")
    context = {"@context": {"@vocab": "https://schema.org/"}}
    return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}


def check_linked_data(site):
    first = {}
    problems = []
    for path, page in site.pages.items():
        for text in page.data:
            try:
                (thing,) = jsonld.expand(json.loads(text), {"documentLoader": vocabulary, "base": site.base or "https://site.invalid/"})
            except (ValueError, jsonld.JsonLdError) as error:
                problems.append(f"{path}: {error}")
                continue
            kind = thing["@type"][0].removeprefix("https://schema.org/")
            first.setdefault(kind, path)
            if kind not in TYPES:
                problems.append(f"{path} is about a {kind}")
            if site.base and (wrong := site.missing(thing.get("@id", ""))):
                problems.append(f"{path}: {wrong}")
    site.check("JSON-LD", problems)
    wanted = TYPES if site.complete else {"WebSite", "Event"}
    site.check("JSON-LD, its types", [f"no page is about a {kind}" for kind in sorted(wanted - set(first))])
    for kind, path in sorted(first.items()):
        command = ["npx", "--no-install", "sdtt", "--file", str(site.root / path), "--schemas", f"jsonld:{kind}"]
        run = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
        site.check(f"{path} as {kind}", [] if run.returncode == 0 else [run.stdout[-600:] + run.stderr[-300:]])


def check_share(site):
    if not site.base:
        return
    problems = []
    for path, page in site.pages.items():
        if path == "404.html" or "noindex" in (page.metas.get("robots") or ""):
            continue
        problems += [f"{path} has no og:{name}" for name in ("type", "title", "url") if not page.metas.get(f"og:{name}")]
        if page.metas.get("og:url") and (wrong := site.missing(page.metas["og:url"])):
            problems.append(wrong)
        problems += [f"{path}: {wrong}" for wrong in shared_picture(site, page.metas)]
    site.check("Open Graph", problems)


def shared_picture(site, metas):
    """What is wrong with the picture that a page is shared with."""
    address = metas.get("og:image")
    if not address:
        return ["no og:image"]
    if wrong := site.missing(address):
        return [wrong]
    if metas.get("twitter:card") != "summary_large_image" or not metas.get("og:image:alt"):
        return ["its picture is not described"]
    with Image.open(site.root / site.file(address)) as picture:
        picture.load()
        stated = (metas.get("og:image:width"), metas.get("og:image:height"))
        if (picture.format, picture.size, stated) != ("PNG", (1200, 630), ("1200", "630")):
            return [f"{address} is a {picture.format} of {picture.size}, said to be {stated}"]
        # More than two colours, or nothing is on it.
        return [] if len(picture.getcolors()) > 2 else [f"{address} is empty"]


def check_hosting(site):
    if site.has(".well-known/security.txt"):
        security = sectxt.Parser((site.root / ".well-known/security.txt").read_bytes())
        site.check("security.txt", [f"{e['code']}: {e['message']}" for e in security.errors])
    policies = {}
    for path in ("_headers", ".htaccess", "nginx-headers.conf"):
        if site.has(path):
            text = (site.root / path).read_text("ascii")
            found = re.findall(r"(?:Content-Security-Policy:?|set \$\w+policy) \"?([^\"$\n]+)\"?;?", text)
            # Attachments that can hold scripts get the same policy within a sandbox.
            sandboxed = {policy.removeprefix("sandbox; ") for policy in found if policy.startswith("sandbox; ")}
            found = [policy for policy in found if not policy.startswith("sandbox; ")]
            problems = [] if len(found) == 1 else [f"{len(found)} policies: {found}"]
            site.check(path, problems + [f"in a sandbox: {policy}" for policy in sandboxed - set(found)])
            policies.update(dict.fromkeys(found, path))
    if policies:
        tested = (HERE.parent / "site/browser.mjs").read_text("utf-8").split("POLICY = [")[1].split("]")[0]
        tested = re.findall(r'"([^"]+)"', tested)
        given = [part.strip() for part in next(iter(policies)).split(";")]
        problems = [f"there are {len(policies)} policies"] if len(policies) != 1 else []
        problems += [f"the tests load pages under `{part}`" for part in tested if part not in given]
        problems += [f"no test loads pages under `{part}`" for part in given if part not in [*tested, "frame-ancestors 'none'"]]
        site.check("the policy", problems)


def main():
    site = Site(Path(sys.argv[1]), "--complete" in sys.argv)
    checks = [check_data, check_linked_data, check_hosting]
    if site.base:
        checks += [check_feeds, check_calendar, check_sitemap, check_robots, check_diwoo, check_share]
    for check in checks:
        check(site)
    print(f"{site.passed} passed, {site.failed} failed")
    return site.failed != 0


if __name__ == "__main__":
    sys.exit(main())
