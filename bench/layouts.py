"""The files around the content: settings, templates and a stylesheet for each generator.

The three sites do comparable work: a page with contents list, previous and next for each meeting, a page that lists its
agendas for each dossier, a feed, a sitemap. Hugo's dossiers are a taxonomy and Zola's use its backlinks, which is
how each lists the agendas that link to a dossier.
"""

import phrases

VOETNOOT = {
    "site.toml": """title = "Geannoteerde agenda's"
base_url = "https://agenda.example.org"
language = "nl"
"""
    + "".join(f'\n[formations.{id}]\nname = "{name}"\n' for id, name in phrases.FORMATIONS),
}

STYLE = """body { max-width: 44rem; margin: auto; padding: 1rem; font-family: serif; line-height: 1.5 }
nav ul { display: flex; gap: 1rem; list-style: none }
table { border-collapse: collapse }
td, th { border: 1px solid; padding: .25rem }
"""

HUGO_BASE = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }} - {{ .Site.Title }}</title>
<link rel="stylesheet" href="{{ "style.css" | relURL }}">
<link rel="alternate" type="application/rss+xml" href="{{ "index.xml" | relURL }}">
</head>
<body>
<header>
<a href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a>
<nav><ul>
<li><a href="{{ "vergaderingen/" | relURL }}">Vergaderingen</a></li>
<li><a href="{{ "dossiers/" | relURL }}">Dossiers</a></li>
</ul></nav>
</header>
<main>
{{ block "main" . }}{{ end }}
</main>
<footer><p>Een verzonnen site, om mee te meten.</p></footer>
</body>
</html>
"""

HUGO_LIST = """{{ define "main" }}
<h1>{{ .Title }}</h1>
<ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>
{{ end }}
"""

HUGO = {
    "hugo.toml": """baseURL = "https://agenda.example.org/"
title = "Geannoteerde agenda's"
locale = "nl"
defaultContentLanguage = "nl"
disableKinds = ["404"]

[taxonomies]
dossier = "dossiers"

[outputs]
home = ["HTML", "RSS"]
section = ["HTML"]
taxonomy = ["HTML"]
term = ["HTML"]

[services.rss]
limit = 20

[markup.tableOfContents]
startLevel = 1
endLevel = 2
""",
    "static/style.css": STYLE,
    "layouts/_default/baseof.html": HUGO_BASE,
    "layouts/_default/list.html": HUGO_LIST,
    "layouts/_default/terms.html": HUGO_LIST,
    "layouts/index.html": """{{ define "main" }}
<h1>{{ .Site.Title }}</h1>
<p>Agenda's, dossiers en voetnoten.</p>
{{ end }}
""",
    "layouts/_default/single.html": """{{ define "main" }}
<article>
<h1>{{ .Title }}</h1>
{{ .Content }}
</article>
{{ end }}
""",
    "layouts/_default/term.html": """{{ define "main" }}
<article>
<h1>{{ .Title }}</h1>
{{ .Content }}
<h2>Agenda's</h2>
<ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>
</article>
{{ end }}
""",
    "layouts/vergaderingen/single.html": """{{ define "main" }}
<article>
<h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2-1-2006" }}</time>, {{ .Params.place }}</p>
{{ .TableOfContents }}
{{ .Content }}
</article>
{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ end }}
""",
    "content/vergaderingen/_index.md": "---\ntitle: Vergaderingen\n---\n",
    "content/dossiers/_index.md": "---\ntitle: Dossiers\n---\n",
    # a list of all footnotes is a page that nobody needs, and Zola makes none either
    "content/noten/_index.md": "---\ntitle: Voetnoten\nbuild:\n  render: never\n---\n",
}

ZOLA_BASE = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{% block title %}{{ config.title }}{% endblock %}</title>
<link rel="stylesheet" href="{{ get_url(path="style.css") | safe }}">
<link rel="alternate" type="application/atom+xml" href="{{ get_url(path="atom.xml") | safe }}">
</head>
<body>
<header>
<a href="{{ config.base_url | safe }}">{{ config.title }}</a>
<nav><ul>
<li><a href="{{ config.base_url | safe }}/vergaderingen/">Vergaderingen</a></li>
<li><a href="{{ config.base_url | safe }}/dossiers/">Dossiers</a></li>
</ul></nav>
</header>
<main>
{% block main %}{% endblock %}
</main>
<footer><p>Een verzonnen site, om mee te meten.</p></footer>
</body>
</html>
"""

ZOLA_PAGE = """{% extends "base.html" %}
{% block title %}{{ page.title }} - {{ config.title }}{% endblock %}
{% block main %}
<article>
<h1>{{ page.title }}</h1>
{{ page.content | safe }}
</article>
{% endblock %}
"""

ZOLA = {
    "config.toml": """base_url = "https://agenda.example.org"
title = "Geannoteerde agenda's"
default_language = "nl"
compile_sass = false
build_search_index = false
generate_feeds = true
feed_limit = 20

[markdown]
bottom_footnotes = true
""",
    "static/style.css": STYLE,
    "templates/base.html": ZOLA_BASE,
    "templates/page.html": ZOLA_PAGE,
    "templates/note.html": ZOLA_PAGE,
    "templates/index.html": """{% extends "base.html" %}
{% block main %}
<h1>{{ config.title }}</h1>
<p>Agenda's, dossiers en voetnoten.</p>
{% endblock %}
""",
    "templates/section.html": """{% extends "base.html" %}
{% block title %}{{ section.title }} - {{ config.title }}{% endblock %}
{% block main %}
<h1>{{ section.title }}</h1>
<ul>
{% for page in section.pages %}<li><a href="{{ page.permalink | safe }}">{{ page.title }}</a></li>
{% endfor %}</ul>
{% endblock %}
""",
    "templates/dossier.html": """{% extends "base.html" %}
{% block title %}{{ page.title }} - {{ config.title }}{% endblock %}
{% block main %}
<article>
<h1>{{ page.title }}</h1>
{{ page.content | safe }}
<h2>Agenda's</h2>
<ul>
{% for agenda in page.backlinks %}<li><a href="{{ agenda.permalink | safe }}">{{ agenda.title }}</a></li>
{% endfor %}</ul>
</article>
{% endblock %}
""",
    "templates/meeting.html": """{% extends "base.html" %}
{% block title %}{{ page.title }} - {{ config.title }}{% endblock %}
{% block main %}
<article>
<h1>{{ page.title }}</h1>
<p><time datetime="{{ page.date }}">{{ page.date | date(format="%-d-%-m-%Y") }}</time>, {{ page.extra.place }}</p>
<nav><ol>
{% for part in page.toc %}<li><a href="{{ part.permalink | safe }}">{{ part.title }}</a><ol>
{% for item in part.children %}<li><a href="{{ item.permalink | safe }}">{{ item.title }}</a></li>
{% endfor %}</ol></li>
{% endfor %}</ol></nav>
{{ page.content | safe }}
</article>
{% if page.lower %}<a rel="prev" href="{{ page.lower.permalink | safe }}">{{ page.lower.title }}</a>{% endif %}
{% if page.higher %}<a rel="next" href="{{ page.higher.permalink | safe }}">{{ page.higher.title }}</a>{% endif %}
{% endblock %}
""",
    "content/_index.md": '+++\ntitle = "Begin"\n+++\n',
    "content/vergaderingen/_index.md": '+++\ntitle = "Vergaderingen"\nsort_by = "date"\npage_template = "meeting.html"\n+++\n',
    "content/dossiers/_index.md": '+++\ntitle = "Dossiers"\npage_template = "dossier.html"\n+++\n',
    "content/noten/_index.md": '+++\ntitle = "Voetnoten"\nrender = false\npage_template = "note.html"\n+++\n',
}
