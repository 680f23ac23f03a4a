#!/usr/bin/env python3
"""Writes a synthetic site of annotated agendas, the same prose for each of three generators.

A corpus of N meetings holds N agendas of 60 kB (28 items in 2 parts, 34 footnotes, 2 links to dossiers in each
item, tables and lists) and N dossiers. Built, it is at least 36 N pages: an agenda, its 34 footnotes, a dossier.
Voetnoot makes a page of a footnote by itself; Hugo and Zola get a content file for each.

Everything depends on --meetings and --seed alone. Only the standard library is used.
"""

import argparse
import concurrent.futures
import datetime
import os
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import layouts
import phrases

ITEMS = 28
NOTES = 34
LINKS_PER_ITEM = 2
TARGET_BYTES = 60_000
DOSSIERS_PER_MEETING = 14
FIRST_DAY = datetime.date(1996, 1, 8)
DAYS = 10_900  # just under thirty years, over which the meetings are spread
KAMERSTUK_DOSSIERS = ["21501-02", "21501-08", "21501-20", "21501-31", "21501-32", "22112", "26643", "29517", "32317", "36600 VI"]


@dataclass(frozen=True)
class Link:
    """A link to a dossier, by the dossier's index."""

    dossier: int


@dataclass(frozen=True)
class Cite:
    """A citation of a footnote, by its number."""

    note: int


@dataclass(frozen=True)
class Meeting:
    """One meeting: its facts, its blocks in order, and the text of each footnote from number 1."""

    id: str
    formation: str
    title: str
    start: datetime.date
    end: datetime.date
    place: str
    presidency: str
    dossiers: list
    blocks: list
    notes: list


class Corpus:
    """The meetings and dossiers of one corpus; each is made from the seed and its own number when asked for."""

    def __init__(self, meetings, seed):
        self.meetings = meetings
        self.seed = seed

    def random(self, kind, number):
        return random.Random(f"{self.seed}/{self.meetings}/{kind}/{number}")

    def dossier(self, number):
        """The id and title of a dossier."""
        r = self.random("dossier", number)
        topic = r.choice(phrases.TOPICS)
        title = f"{r.choice(phrases.INSTRUMENTS)} {topic[0].lower()}{topic[1:]} ({number + 1})"
        return f"{slug(topic)}-{number + 1:05d}", title

    def dossier_text(self, number):
        r = self.random("dossier text", number)
        return "\n\n".join(paragraph(r, 4) for _ in range(3)) + "\n"

    def meeting(self, number):
        r = self.random("meeting", number)
        start = FIRST_DAY + datetime.timedelta(days=number * DAYS // self.meetings)
        formation, name = phrases.FORMATIONS[number % len(phrases.FORMATIONS)]
        draft = Draft(self, r, start)
        return Meeting(
            id=f"{formation}-{start.isoformat()}",
            formation=formation,
            title=f"{name} van {start.day}-{start.month}-{start.year}",
            start=start,
            end=start + datetime.timedelta(days=1 if r.random() < 0.3 else 0),
            place="Luxemburg" if start.month in (4, 6, 10) else "Brussel",
            presidency=phrases.PRESIDENCIES[(start.year * 2 + start.month // 7) % len(phrases.PRESIDENCIES)],
            dossiers=draft.used_dossiers(),
            blocks=draft.blocks,
            notes=draft.notes,
        )


class Draft:
    """The body of one agenda in the making."""

    def __init__(self, corpus, r, day):
        self.corpus, self.r, self.day = corpus, r, day
        self.blocks, self.notes = [], []
        self.pool = sorted({r.randrange(corpus.meetings) for _ in range(DOSSIERS_PER_MEETING)})
        cited_in = sorted(r.randrange(ITEMS) for _ in range(NOTES))
        for item in range(ITEMS):
            if item % (ITEMS // len(phrases.PARTS)) == 0:
                self.blocks.append(("part", phrases.PARTS[item // (ITEMS // len(phrases.PARTS))]))
            self.item(item, cited_in.count(item))
        self.fill()

    def item(self, item, citations):
        r = self.r
        number = item % (ITEMS // len(phrases.PARTS)) + 1
        tied = r.choice(self.pool) if r.random() < 0.8 else None
        self.blocks.append(("item", f"{number}. {r.choice(phrases.TOPICS)}", tied))
        if r.random() < 0.9:
            self.blocks.append(("treatment", r.choice(phrases.TREATMENTS)))
        bodies = [sentences(r, 2) for _ in range(1 + len(phrases.SECTIONS))]
        for body in bodies[1 : 1 + LINKS_PER_ITEM]:
            body.append(Link(r.choice(self.pool)))
        for body in sorted(r.randrange(len(bodies)) for _ in range(citations)):
            self.notes.append(note_text(self.corpus, r, self.day.year))
            bodies[body].append(sentence(r))
            bodies[body].append(Cite(len(self.notes)))
        self.blocks.append(("text", bodies[0]))
        for name, body in zip(phrases.SECTIONS, bodies[1:]):
            self.blocks.append(("section", name))
            self.blocks.append(("text", body))
        if item % 9 == 4:
            self.blocks.append(("list", sentences(r, 4)))
        if item in (6, 20):
            rows = [(r.choice(phrases.TOPICS), r.choice(phrases.INSTRUMENTS), str(r.randrange(2, 900))) for _ in range(7)]
            self.blocks.append(("table", rows))

    def fill(self):
        """Puts sentences at the front of paragraphs till the agenda has its size."""
        texts = [block[1] for block in self.blocks if block[0] == "text"]
        missing = TARGET_BYTES - len(markdown(self.corpus, self.blocks, self.notes, VOETNOOT).encode()) - 200
        while missing > 0:
            added = sentence(self.r)
            self.r.choice(texts).insert(0, added)
            missing -= len(added.encode()) + 1

    def used_dossiers(self):
        links = {part.dossier for block in self.blocks if block[0] == "text" for part in block[1] if isinstance(part, Link)}
        return sorted(links | {block[2] for block in self.blocks if block[0] == "item" and block[2] is not None})


# ---- prose


def slug(text):
    ascii_only = text.lower().replace("ë", "e").replace("é", "e").replace("ö", "o")
    return "-".join("".join(c if c.isalnum() else " " for c in ascii_only).split())


def sentence(r):
    subject, obj, tail = r.choice(phrases.SUBJECTS), r.choice(phrases.OBJECTS), r.choice(phrases.TAILS)
    kind = r.random()
    if kind < 0.4:
        return f"{subject[0].upper()}{subject[1:]} {r.choice(phrases.VERBS)} {obj}, {tail}."
    if kind < 0.65:
        return f"{r.choice(phrases.OPENERS)} {r.choice(phrases.VERBS)} {subject} {obj}, {tail}."
    if kind < 0.85:
        return f"{r.choice(phrases.ATTITUDES)} {obj} {r.choice(phrases.PASSIVES)}, {tail}."
    return f"Naar verwachting zal {subject} *{obj}* {r.choice(phrases.INFINITIVES)}, {tail}."


def sentences(r, count):
    return [sentence(r) for _ in range(count)]


def paragraph(r, count):
    return " ".join(sentences(r, count))


def kamerstuk(corpus, r, year):
    """A reference to a document of the lower house. Few enough exist that agendas share their sources, and their numbers rise
    with the parliamentary years, as they do in life; else every second one would be reported as a slip."""
    dossier = r.choice(KAMERSTUK_DOSSIERS)
    year -= 1
    session = r.choice([f"{year}-{(year + 1) % 100:02d}", f"{year}/{(year + 1) % 100:02d}"])
    spaced = f"{dossier[:2]} {dossier[2:]}" if r.random() < 0.5 else dossier
    a_year = max(4, (20 + corpus.meetings // 3) // 40)
    return f"Kamerstukken II {session}, {spaced}, nr. {(year - 1950) * a_year + r.randrange(a_year)}"


def note_text(corpus, r, year):
    year -= r.randrange(3)
    kind = r.random()
    if kind < 0.55:
        return kamerstuk(corpus, r, year) + "."
    if kind < 0.75:
        return f"COM({year}) {r.randrange(10, 900)} final. Zie ook {kamerstuk(corpus, r, year)}."
    if kind < 0.85:
        return f"Advies over {r.choice(phrases.OBJECTS)}, {kamerstuk(corpus, r, year)}. {sentence(r)}"
    celex = f"5{year}PC{r.randrange(10, 900):04d}"
    return f"Zie <https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{celex}>. {sentence(r)}"


# ---- Markdown


@dataclass(frozen=True)
class Dialect:
    """What one generator's Markdown does differently: the target of a link to a dossier, and heading attributes."""

    dossier_target: str
    ties_headings: bool


VOETNOOT = Dialect("../../dossiers/{}.md", True)
HUGO = Dialect('{{{{< relref "/dossiers/{}" >}}}}', False)
ZOLA = Dialect("@/dossiers/{}.md", False)


def markdown(corpus, blocks, notes, dialect):
    """The body of an agenda, from the first part to the last footnote."""
    out = []
    for kind, value, *rest in blocks:
        if kind == "part":
            out.append(f"# {value}")
        elif kind == "item":
            tie = f" {{dossier={corpus.dossier(rest[0])[0]}}}" if dialect.ties_headings and rest[0] is not None else ""
            out.append(f"## {value}{tie}")
        elif kind == "treatment":
            # directly under its heading, as the format wants it
            out[-1] += f"\n= {value}"
        elif kind == "section":
            out.append(f"#### {value}")
        elif kind == "text":
            out.append(inline(corpus, value, dialect))
        elif kind == "list":
            out.append("\n".join(f"- {line}" for line in value))
        else:
            head = "| Onderwerp | Soort | Aantal |\n|---|---|---:|"
            out.append("\n".join([head] + ["| " + " | ".join(row) + " |" for row in value]))
    out.extend(f"[^{number}]: {text}" for number, text in enumerate(notes, 1))
    return "\n\n".join(out) + "\n"


def inline(corpus, parts, dialect):
    out = []
    for part in parts:
        if isinstance(part, Cite):
            out[-1] += f"[^{part.note}]"
        elif isinstance(part, Link):
            id, title = corpus.dossier(part.dossier)
            lead = phrases.LINK_LEADS[part.dossier % len(phrases.LINK_LEADS)]
            out.append(f"{lead} [{title}]({dialect.dossier_target.format(id)}).")
        else:
            out.append(part)
    return " ".join(out)


# ---- the three formats: each function writes one meeting or one dossier


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def voetnoot_meeting(corpus, m, out):
    head = f"title: {m.title}\nformation: {m.formation}\nstart: {m.start}\n"
    if m.end != m.start:
        head += f"end: {m.end}\n"
    head += f"place: {m.place}\npresidency: {m.presidency}\nstatus: final\n"
    body = markdown(corpus, m.blocks, m.notes, VOETNOOT)
    write(out / "content/meetings" / m.id / "agenda.md", f"---\n{head}---\n\n{body}")


def voetnoot_dossier(corpus, number, out):
    id, title = corpus.dossier(number)
    write(out / f"content/dossiers/{id}.md", f"---\ntitle: {title}\n---\n\n{corpus.dossier_text(number)}")


def hugo_meeting(corpus, m, out):
    terms = ", ".join(f'"{corpus.dossier(number)[0]}"' for number in m.dossiers)
    head = f'title: "{m.title}"\ndate: {m.start}\nplace: "{m.place}"\npresidency: "{m.presidency}"\ndossiers: [{terms}]\n'
    write(out / f"content/vergaderingen/{m.id}.md", f"---\n{head}---\n\n{markdown(corpus, m.blocks, m.notes, HUGO)}")
    for number, text in enumerate(m.notes, 1):
        back = f'[Naar de agenda]({{{{< relref "/vergaderingen/{m.id}" >}}}})'
        head = f'title: "Voetnoot {number} bij {m.title}"\n'
        write(out / f"content/noten/{m.id}-{number}.md", f"---\n{head}---\n\n{text}\n\n{back}\n")


def hugo_dossier(corpus, number, out):
    id, title = corpus.dossier(number)
    write(out / f"content/dossiers/{id}/_index.md", f'---\ntitle: "{title}"\n---\n\n{corpus.dossier_text(number)}')


def zola_meeting(corpus, m, out):
    head = f'title = "{m.title}"\ndate = {m.start}\n[extra]\nplace = "{m.place}"\npresidency = "{m.presidency}"\n'
    write(out / f"content/vergaderingen/{m.id}.md", f"+++\n{head}+++\n\n{markdown(corpus, m.blocks, m.notes, ZOLA)}")
    for number, text in enumerate(m.notes, 1):
        back = f"[Naar de agenda](@/vergaderingen/{m.id}.md)"
        # without a slug of its own Zola would read a date into the name of the file
        head = f'title = "Voetnoot {number} bij {m.title}"\nslug = "{m.id}-{number}"\n'
        write(out / f"content/noten/{m.id}-{number}.md", f"+++\n{head}+++\n\n{text}\n\n{back}\n")


def zola_dossier(corpus, number, out):
    id, title = corpus.dossier(number)
    write(out / f"content/dossiers/{id}.md", f'+++\ntitle = "{title}"\n+++\n\n{corpus.dossier_text(number)}')


FORMATS = {
    "voetnoot": (layouts.VOETNOOT, voetnoot_meeting, voetnoot_dossier),
    "hugo": (layouts.HUGO, hugo_meeting, hugo_dossier),
    "zola": (layouts.ZOLA, zola_meeting, zola_dossier),
}


def write_span(job):
    """Writes a run of meetings and the dossiers of the same numbers; one process's share of the work."""
    corpus, format, out, first, last = job
    _, meeting, dossier = FORMATS[format]
    for number in range(first, last):
        meeting(corpus, corpus.meeting(number), out)
        dossier(corpus, number, out)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--meetings", type=int, required=True)
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--format", choices=FORMATS, default="voetnoot")
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    if not 1 <= args.meetings <= DAYS:
        # past one meeting a day two of one formation could share a date, and with it an id
        sys.exit(f"generate.py: --meetings must lie between 1 and {DAYS}")
    if args.out.exists():
        sys.exit(f"generate.py: {args.out} exists")
    for name, text in FORMATS[args.format][0].items():
        write(args.out / name, text)
    corpus = Corpus(args.meetings, args.seed)
    spans = [
        (corpus, args.format, args.out, first, min(first + 25, args.meetings)) for first in range(0, args.meetings, 25)
    ]
    with concurrent.futures.ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for _ in pool.map(write_span, spans):
            pass


if __name__ == "__main__":
    main()
