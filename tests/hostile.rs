//! Input that means harm, or that nobody would write: the program ends soon, in order, and writes nothing outside the
//! output.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use crate::html::Page;
use crate::project::{Project, Run, tree};

/// Longer than any of these takes in a debug build on a busy machine; anything that grows with the square takes
/// minutes.
const SOON: Duration = Duration::from_secs(40);

/// A document with this body, or with this front matter.
fn page(body: &str) -> String {
    format!("---\ntitle: A\n---\n\n{body}")
}

fn agenda(body: &str) -> String {
    format!("---\ntitle: A\nformation: j\nstart: 2024-01-01\n---\n\n{body}")
}

/// The text that `line` writes for each number.
fn each(count: usize, mut line: impl FnMut(&mut String, usize)) -> String {
    let mut text = String::new();
    for n in 0..count {
        line(&mut text, n);
    }
    text
}

/// Checks a project, and asserts that this takes no long time and no panic.
fn check(files: &[(&str, &str)]) -> Run {
    let project = Project::new(files);
    let started = Instant::now();
    let run = project.check(&["--format", "short"]);
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    assert!(run.code <= 1 && !run.stderr.contains("panicked"), "{}", &run.stderr);
    run
}

fn check_page(text: &str) -> Run {
    check(&[("content/pages/a.md", text)])
}

#[test]
fn thousands_of_footnotes_however_they_stand() {
    const N: usize = 1500;
    let notes = each(N, |text, n| _ = writeln!(text, "[^{n}]: noot"));
    // In one paragraph, in one list, in one table.
    for line in ["tekst[^{}]\n", "- tekst[^{}]\n", "| tekst[^{}] |\n"] {
        let head = if line.starts_with('|') { "| kop |\n|---|\n" } else { "" };
        let body = each(N, |text, n| text.push_str(&line.replace("{}", &n.to_string())));
        assert_eq!(check_page(&page(&format!("{head}{body}\n{notes}"))).code, 0, "{line}");
    }
    // Each of them a mistake.
    let run = check_page(&page(
        &(each(5_000, |text, n| _ = write!(text, "tekst[^x{n}] "))
            + "\n\n"
            + &each(5_000, |text, n| _ = writeln!(text, "[^y{n}]: noot"))),
    ));
    assert_eq!(run.stdout.lines().count(), 10_000);
    // All of them the same.
    let run = check_page(&page(&("tekst[^1]\n".repeat(2000) + "\n" + &"[^1]: noot\n".repeat(5_000))));
    assert_eq!(run.stdout.lines().count(), 4_999);
}

/// Names are cut, and made from letters alone, so that any number of labels may give the same.
#[test]
fn labels_that_give_one_name() {
    const N: usize = 2000;
    let long = "x".repeat(70);
    let alike = |label: &dyn Fn(usize) -> String| {
        let cited = each(N, |text, n| _ = write!(text, "tekst[^{}] ", label(n)));
        check_page(&page(&(cited + "\n\n" + &each(N, |text, n| _ = writeln!(text, "[^{}]: noot {n}", label(n))))))
    };
    for label in
        [&|n| format!("{long}{n}") as String, &|n| format!("a{}", "!".repeat(n))] as [&dyn Fn(usize) -> String; 2]
    {
        let run = alike(label);
        assert_eq!(run.stdout.lines().filter(|line| line.contains("[address-collision]")).count(), N - 1);
    }
}

#[test]
#[ignore = "long: seven seconds"]
fn ten_thousand_headings() {
    let same = agenda(&"## Krachtenveld\n\ntekst\n\n".repeat(10_000));
    let report = page(&"## Krachtenveld\n\ntekst\n\n".repeat(10_000));
    assert_eq!(check(&[("content/meetings/m/agenda.md", &same), ("content/meetings/m/report.md", &report)]).code, 0);
    let tied = agenda(&each(3_000, |text, n| _ = writeln!(text, "## Kop {n} {{dossier=d}}\n\ntekst\n")));
    assert_eq!(check(&[("content/meetings/m/agenda.md", &tied), ("content/dossiers/d.md", &page("tekst"))]).code, 0);
}

#[test]
#[ignore = "long: half a minute"]
fn more_than_a_page_can_bear_is_said_and_not_read() {
    for (body, what) in [
        ("## a\n".repeat(25_000), "20000 headings"),
        ("a\n\n".repeat(205_000), "200000 paragraphs"),
        ("[^1]\n\n".repeat(105_000) + "[^1]: x", "100000 footnotes"),
    ] {
        let run = check_page(&page(&body));
        assert_eq!(run.code, 1);
        let said = run.stdout.lines().filter(|line| line.contains("file-too-large")).collect::<Vec<_>>();
        assert!(matches!(said[..], [line] if line.contains(what)), "{said:?}");
    }
}

#[test]
fn a_manifest_that_lists_nothing_ends_the_check() {
    let project = Project::new(&[]);
    let package = project.beside("package");
    fs::create_dir_all(package.join("data")).unwrap();
    for name in ["bagit.txt", "bag-info.txt", "tagmanifest-sha512.txt"] {
        fs::write(package.join(name), "x\n").unwrap();
    }
    fs::write(package.join("manifest-sha512.txt"), "\n".repeat(8 << 20)).unwrap();
    let started = Instant::now();
    let mut verify = crate::project::program();
    verify.arg("verify").arg(&package);
    let run = crate::project::run(verify.spawn().unwrap());
    assert!(run.code == 1 && run.stdout.contains("stopped after 100 faults"), "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.lines().count() < 120 && started.elapsed() < SOON, "{}", run.stdout);
}

/// A record of addresses that names more notes than there are numbers in a year of counting, and a line of very many places.
#[test]
fn a_record_of_more_than_ever_was() {
    let places = each(50_000, |text, n| _ = write!(text, " #weg-{n}"));
    let many = "/a/ #kop\n".repeat(50_000);
    let record = format!("/a/ notes=4294967295\n/a/{places}\n{many}/a/ notes=3 #kop notes=2\n");
    let headings = each(10_000, |text, n| _ = writeln!(text, "## Kop {n}\n"));
    let run =
        check(&[("content/pages/a.md", &page(&format!("## Kop {{#kop}}\n\n{headings}"))), ("addresses.txt", &record)]);
    let vanished = |what: &str| run.stdout.lines().filter(|line| line.contains(what)).count();
    assert_eq!((vanished("[vanished-anchor]"), vanished("[gone-note]")), (50_000, 5), "{}", run.stderr);
    assert!(run.stdout.contains("nor 4294967290 others"));
    let last = run.stdout.lines().find(|line| line.contains("#weg-49999`"));
    let column = record.lines().nth(1).and_then(|line| line.find("#weg-49999")).unwrap_or_default() + 1;
    assert!(last.is_some_and(|line| line.starts_with(&format!("addresses.txt:2:{column}: "))), "{last:?}");
}

/// A place is one of characters, also where a program counts in bytes.
#[test]
fn a_mark_within_front_matter() {
    let run = check_page("---\nz\u{feff}Pw: \"\"\n---\n\ntekst\n");
    assert!(run.code == 1 && run.stdout.contains("a.md:2:2: error[malformed-front-matter]"), "{}", run.stdout);
    let run = Project::new(&[("content/pages/a.md", "---\nz\u{feff}Pw: \"\"\n---\n\ntekst\n")]).check(&[]);
    assert!(run.code == 1 && run.stdout.contains("byte order mark"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn templates_that_would_not_end() {
    let looped = |body: &str| {
        let text = format!("{{% extends \"base.html\" %}}{{% block content %}}{body}{{% endblock content %}}");
        check(&[("content/pages/a.md", &page("tekst")), ("templates/page.html", &text)])
    };
    let run = looped("{% for i in range(end=9999) %}{% for j in range(end=9999) %}woord {% endfor %}{% endfor %}");
    assert!(run.code == 1 && run.stdout.contains("the page grew beyond 64 MB"), "{}", run.stdout);
    let run = looped("{% for i in range(end=1000000000000) %}{% endfor %}");
    assert!(run.code == 1 && run.stdout.contains("too many numbers"), "{}", run.stdout);
    let run = looped("{% for i in range(start=2, end=9, step_by=3) %}{{ i }}{% endfor %}");
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
}

#[test]
fn deep_nesting() {
    const N: usize = 8_000;
    let deep = |open: &str, close: &str| open.repeat(N) + "a" + &close.repeat(N);
    for body in [
        deep(">", ""),
        deep("*", "*"),
        deep("[", "]"),
        deep("![", "](x)"),
        deep("[[", "]]"),
        deep("[a](", ""),
        deep("<b>", "</b>"),
        deep("- ", ""),
        deep("[^1]: ", ""),
        deep("`", ""),
        deep("&", ";"),
        deep("|", "|"),
        each(1500, |text, n| _ = writeln!(text, "{}- a", "  ".repeat(n))),
        each(1000, |text, n| _ = write!(text, "{} ", "`".repeat(n))),
        format!("|{}\n|{}\n{}", "a|".repeat(1000), "-|".repeat(1000), "|\n".repeat(2000)),
    ] {
        check_page(&page(&body));
    }
    for value in [
        deep("[", "]"),
        deep("{a: ", "}"),
        deep("- ", ""),
        deep("? ", ""),
        deep("!!a ", ""),
        deep("\"", "\""),
        deep("'", "'"),
    ] {
        assert_eq!(check_page(&format!("---\ntitle: A\nextra: {value}\n---\n\ntekst\n")).code, 1);
        assert_eq!(check_page(&format!("---\n{value}\n---\n\ntekst\n")).code, 1);
    }
    for value in [deep("[", "]"), deep("{a=", "}"), vec!["a"; N].join(".")] {
        assert_eq!(check_page(&format!("+++\ntitle = \"A\"\nextra = {value}\n+++\n\ntekst\n")).code, 1);
        assert_eq!(check(&[("site.toml", &format!("title = \"A\"\nextra = {value}\n"))]).code, 1);
    }
}

/// Names that stand for others that stand for others: a few lines that would fill the memory.
#[test]
fn a_yaml_bomb_is_refused() {
    let mut bomb = "---\ntitle: A\nextra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..30 {
        let below = vec![format!("*a{}", n - 1); 9].join(", ");
        _ = writeln!(bomb, "  a{n}: &a{n} [{below}]");
    }
    let run = check_page(&(bomb + "---\n\ntekst\n"));
    assert!(run.stdout.contains("anchors and aliases are not used"), "{}", run.stdout);
}

#[test]
#[ignore = "long: two seconds"]
fn long_lines_and_long_lists() {
    assert_eq!(check_page(&page(&"woord ".repeat(300_000))).code, 0);
    assert_eq!(check_page(&page(&"<b> ".repeat(10_000))).stdout.lines().count(), 10_000);
    assert_eq!(
        check_page(&page(&("```js\n".to_owned() + &"var a = {b: [1, \"x\", /x/]};".repeat(10_000) + "\n```\n"))).code,
        0
    );
    let list = |item: &str| vec![item; 50_000].join(", ");
    assert_eq!(check_page(&format!("---\ntitle: A\nextra: {{a: [{}]}}\n---\n\ntekst\n", list("1"))).code, 0);
    assert_eq!(check_page(&format!("+++\ntitle = \"A\"\nextra.a = [{}]\n+++\n\ntekst\n", list("\"é\""))).code, 0);
    assert_eq!(check_page(&format!("---\ntitle: {}\n---\n\ntekst\n", "lang ".repeat(100_000))).code, 0);
    let broken =
        page(&each(5_000, |text, n| _ = write!(text, "[x](weg-{n}.md) [[weg-{n}]] [x](/weg-{n}/) [x](#weg-{n}) ")));
    let files: Vec<(String, String)> = (0..300).map(|n| (format!("content/pages/p{n}.md"), page("tekst"))).collect();
    let mut all: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    all.push(("content/pages/a.md", &broken));
    assert_eq!(check(&all).stdout.lines().count(), 20_000);
}

/// A file that ends anywhere, as after a copy that failed.
#[test]
fn half_a_file() {
    let whole = include_str!("cases/toml-front-matter/in/content/meetings/jbz-2024-06-13/agenda.md");
    let whole = whole.to_owned() + include_str!("cases/footnotes/in/content/pages/noten.md");
    let project = Project::new(&[]);
    for (end, _) in whole.char_indices().step_by(37) {
        project.write("content/meetings/m/agenda.md", &whole[..end]);
        project.write("content/pages/a.md", &whole[end..]);
        let pages = voetnoot::pages(&project.root(), &Default::default());
        assert!(!pages.files.is_empty());
        for diagnostic in &pages.diagnostics {
            assert!(diagnostic.hint.is_some(), "{diagnostic:?}");
        }
    }
}

#[test]
fn a_configuration_of_garbage() {
    for garbage in [
        "\u{0}\u{1}",
        "]]]]",
        "= = =",
        "[",
        "title",
        "title = ",
        "title = \"",
        "'''",
        "\"\"\"",
        "[[formations]]",
        "formations = 3",
        "title.a = 1",
        "\u{feff}\u{feff}",
        "[a]\n[a]",
        "extra = 1979-05-27T07:32:00Z",
    ] {
        let run = check(&[("site.toml", garbage), ("content/pages/a.md", &page("tekst"))]);
        assert_eq!(run.code, 1, "{garbage:?}");
        assert!(run.stdout.contains("site.toml"), "{garbage:?}: {}", run.stdout);
    }
    let project = Project::new(&[]);
    project.write("site.toml", (0..=255).collect::<Vec<u8>>());
    let run = project.check(&["--format", "short"]);
    // The encoding is the one mistake: what else looks wrong comes of it.
    let found: Vec<&str> = run.stdout.lines().collect();
    assert!(run.code == 1 && found.len() == 1 && found[0].contains("invalid-utf8"), "{}", run.stdout);
}

#[test]
fn templates_of_garbage() {
    for garbage in [
        "{{",
        "{%",
        "{#",
        "{% if %}",
        "{% for a in b %}",
        "{{ a.b.c }}",
        "{{ 1 / 0 }}",
        "{% extends \"page.html\" %}",
        "{% include \"page.html\" %}",
        "{% block a %}{% block a %}",
        "{{ page | nee }}",
        "{{ nee() }}",
        "\u{0}",
    ] {
        let run = check(&[("templates/page.html", garbage), ("content/pages/a.md", &page("tekst"))]);
        assert_eq!(run.code, 1, "{garbage:?}");
        assert!(run.stdout.contains("templates/page.html"), "{garbage:?}: {}", run.stdout);
    }
}

/// Whatever the paths in the content, nothing is written outside the output folder.
#[test]
fn paths_lead_nowhere_else() {
    let up = "../".repeat(20);
    let project = Project::new(&[]);
    project.write("content/pages/a.md", page(&format!("[x]({up}etc/passwd) ![x]({up}x.png) [x](/{up}x) [[{up}x]] [x](..\\..\\x) [x](%2e%2e/%2e%2e/%2e%2e/x) [x](/%00)\n\n## Kop {{#../x dossier=../x}}\n")));
    let aliases = format!(
        "[/{up}x/, /a/../../x/, '/..\\..\\x/', /a//b/, //evil.example/, 'file:///x', /%2e%2e/x/, '/\0/', ' ', /./x, C:/x, /.voetnoot/lock, /{}/]",
        "x".repeat(300)
    );
    project.write("content/pages/b.md", format!("---\ntitle: B\naliases: {aliases}\n---\n\ntekst\n"));
    project.write("content/meetings/..../agenda.md", agenda("tekst"));
    project.write("content/meetings/a/.../x.txt", "tekst");
    project.write("content/pages/....md", page("tekst"));
    project.write("content/dossiers/-.md", page("tekst"));
    project.write("static/.voetnoot/files", "../x\n");
    let around = |project: &Project| -> Vec<String> {
        tree(project.root().parent().unwrap()).into_keys().filter(|path| !path.starts_with("public/")).collect()
    };
    let before = around(&project);
    let run = project.build(&[]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert_eq!(before, around(&project));
    // The same without what was reported.
    project.write("content/pages/a.md", page("tekst"));
    project.write("content/pages/b.md", "---\ntitle: B\naliases: [/%51/x/, '/C-/x']\n---\n\ntekst\n");
    for path in [
        "content/meetings/..../agenda.md",
        "content/meetings/a/.../x.txt",
        "content/pages/....md",
        "static/.voetnoot/files",
    ] {
        project.remove(path);
    }
    let before = around(&project);
    let run = project.build(&[]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(before, around(&project));
}

#[test]
fn loops_of_symbolic_links() {
    let project = Project::new(&[("content/pages/a.md", &page("tekst"))]);
    let root = project.root();
    for (to, at) in [
        (".", "content/pages/punt"),
        ("..", "content/meetings"),
        ("zelf", "content/pages/zelf"),
        ("b", "content/pages/c"),
        ("c", "content/pages/b"),
        ("/", "content/pages/alles"),
        (".", "static"),
        (".", "templates"),
    ] {
        symlink(to, root.join(at)).unwrap();
    }
    let run = project.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for code in ["link-loop", "dangling-link", "outside-project"] {
        assert!(run.stdout.contains(code), "{code}: {}", run.stdout);
    }
    assert!(!project.output().exists());
    fs::remove_file(root.join("site.toml")).unwrap();
    symlink("site.toml", root.join("site.toml")).unwrap();
    assert_eq!(project.build(&[]).code, 1);
}

/// Thirty folders with two links each to the next would be a thousand million files.
#[test]
fn a_forest_of_symbolic_links() {
    let project = Project::new(&[("content/pages/a.md", &page("tekst"))]);
    let pages = project.root().join("content/pages");
    for n in 0..30 {
        fs::create_dir_all(pages.join(format!("m{n}"))).unwrap();
        for link in ["een", "twee"] {
            symlink(format!("../m{}", n + 1), pages.join(format!("m{n}")).join(link)).unwrap();
        }
    }
    project.write("content/pages/m30/b.md", page("tekst"));
    let started = Instant::now();
    let run = project.check(&["--format", "short"]);
    assert!(run.code == 1 && started.elapsed() < SOON, "{:?}", started.elapsed());
    assert!(run.stdout.lines().all(|line| line.contains("error[link-loop]")), "{}", run.stdout);
}

/// Every field of every front matter contains HTML, and every page is as sound as if it contained words.
#[test]
fn html_in_every_field() {
    const EVIL: &str = "</title></script><script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"x\" ' {{ 7*7 }} <!-- ]]> javascript:alert(1)";
    let q = format!("'{}'", EVIL.replace('\'', "''"));
    let t = format!("'''{EVIL}'''");
    let common = format!("title: {q}\ndescription: {q}\nextra: {{{q}: {q}}}\n");
    let letter = format!(
        "letter: {q}\nsignatories:\n  - {{name: {q}, office: {q}}}\non_behalf_of: [{q}]\ncommitments:\n  - {{what: {q}}}\n  - {{what: {q}, due: 2024-01-01, item: punt}}\n"
    );
    let body = "# I. Deel\n\n## 1. Punt `<script>` {#punt dossier=d treatment=\"'&javascript:alert(1)\"}\n= `<script>` javascript:alert(1)[^1]\n\nTekst.[^1] ![`<script>`\"'](k.svg)\n\n[^1]: `<script>alert(1)</script>` \\<script>\n";
    let project = Project::new(&[
        ("site.toml", &format!("title = {t}\ndescription = {t}\nbase_url = \"https://a.nl/x\"\n\n[headers]\nservers = [\"nginx\"]\n\n[formations.j]\nname = {t}\nshort = {t}\n\n[extra]\na = {t}\n")),
        ("content/meetings/m/agenda.md", &format!("---\n{common}formation: j\nstart: 2024-01-01\nplace: {q}\npresidency: {q}\n{letter}---\n\n{body}")),
        ("content/meetings/m/report.md", &format!("---\n{common}{letter}---\n\n{body}")),
        ("content/meetings/m/nota.md", &format!("---\n{common}---\n\n{body}")),
        ("content/meetings/m/k.svg", "<svg/>"),
        ("content/meetings/m/&lt;b'&.pdf", "%PDF-"),
        (
            "content/dossiers/d.md",
            &format!("---\n{common}short: {q}\nsummary: {q}\nprocedure: {q}\ncom: {q}\ncelex: {q}\nkamerstukken: [{q}]\nbnc: {{kamerstuk: {q}}}\nmilestones:\n  - {{date: 2024-01-01, stage: other, what: {q}, source: {q}}}\n---\n\n{body}").replace("k.svg", "../meetings/m/k.svg"),
        ),
        ("content/pages/p.md", &format!("---\n{common}menu: 1\naliases: /oud/\n---\n\n{body}").replace("k.svg", "../meetings/m/k.svg")),
        ("content/_index.md", &format!("---\n{common}---\n\n[[d]] [[m]] [[m#punt]]\n")),
        ("addresses.txt", ""),
    ]);
    let run = project.build(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let mut seen = 0;
    for (path, bytes) in project.built().iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = Page::read(bytes);
        assert!(page.problems.is_empty(), "{path}: {:?}", page.problems);
        let text = String::from_utf8_lossy(bytes);
        let data: Vec<&str> = text.split("<script type=\"application/ld+json\">").skip(1).collect();
        // Every other script is a file of the theme, and each of them is named once.
        let named: Vec<&str> = text.split("<script src=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let names: BTreeSet<&str> = named.iter().filter_map(|file| file.rsplit('/').next()).collect();
        let own = BTreeSet::from(["scheme.js", "voetnoot.js", "search.js", "commitments.js", "cite.js", "terms.js"]);
        assert!(names.is_subset(&own) && names.len() == named.len(), "{path}: {named:?}");
        assert_eq!(text.matches("<script").count(), named.len() + data.len(), "{path}");
        for data in data {
            let (data, _) = data.split_once("</script>").expect("an end of the element");
            serde_json::from_str::<serde_json::Value>(data).unwrap_or_else(|error| panic!("{path}: {error}\n{data}"));
        }
        assert!(!text.contains("<img src=x") && !text.contains(" 49 "), "{path}");
        seen += 1;
    }
    assert!(seen > 12, "{seen}");
}
