//! Input that is four times as long takes about four times as long to read, whatever it repeats.

use std::fs;
use std::process::{Command, Stdio};

use crate::project::Project;

/// Bytes of the shorter input.
const SHORT: usize = 20_000;
/// How many times as long the longer one is.
const LONGER: usize = 4;
/// How many times the time it may take: with the square of its length it would be sixteen times.
const MOST: f64 = 9.0;
/// Seconds below which nothing is compared; starting the program takes half of it.
const LEAST: f64 = 0.1;
/// A machine has other things to do, and the best of several attempts is nearest the truth.
const ATTEMPTS: usize = 3;

/// What is repeated, with `{}` for a number that counts, by what reads it.
const TEXTS: &[(Reader, &[&str])] = &[
    (
        Reader::Page,
        &[
            "a\n\n",
            "[^a",
            "[^{}] ",
            "[^1] ",
            "[^x{}]: a\n",
            "## a\n",
            "## a {} {#x{}}\n",
            "## a {x=y}\n",
            "= a\n",
            "- a\n",
            "|a",
            "|a|\n",
            "*a* ",
            "*",
            "`",
            "`a` ",
            "[",
            "![",
            "![a](b{}) ",
            "[[",
            "[[x{}]] ",
            "[a](b{}.md) ",
            "[a](#p{}) ",
            "[x{}]: y\n",
            "&amp;",
            "<",
            "<b>",
            "> ",
            "```h\n",
            "a\\\n",
            "\\*",
            "***\n\n",
            "<https://a.nl> ",
            "https://a.nl/{} ",
            "COM(2024) {} ",
            "artikel {} ",
            "noot {} ",
            "nrs. 1 t/m 900 ",
            "[a",
            "]]",
            "](#a",
            ")[",
            "^[",
            "{",
            "{#",
            "_a ",
            "/",
            "/* ",
            "<!- ",
            "%% ",
            "1 mei 2030 ",
            "http:/",
            "a@a,",
            "a;",
            "Ã",
            "o a\n",
            "{}. a\nb\n",
            "a\tb\n",
            "a-\nb ",
            "'''",
            "Kamerstukken 32317, nrs. 1-90 ",
        ],
    ),
    (Reader::FrontMatter, &["a{}: b\n", "a: b\n", "aliases: [a, b]\n", "- a\n", "? ", "\"", "[", "&a{} b: c\n"]),
    (Reader::Record, &["/a{}\n", "a\n", "/a/ #x{}\n", "/a/ notes=999999\n", " #x{}", " seal={}"]),
    (
        Reader::Letter("txt"),
        &[
            "[1]",
            "a\n",
            "a\n\n",
            "a-\n",
            "1. a\n",
            "{}. a\n",
            "- a\n",
            "– a\n",
            "I. A\n",
            "a) b\n",
            "= a\n",
            "{} a\n",
            "a {} b\n",
            "a   b   c\n",
            "3 mei 2030\n",
            "a¹ ",
            "Pagina {} van 9\n\u{c}",
            "a{}\n\n{} a\n\u{c}",
            "COM(2024) {} ",
            "https://a.nl/\n",
        ],
    ),
    (
        Reader::Letter("html"),
        &[
            "<p>",
            "<p>a",
            "<b>",
            "<b>a</b>",
            "<li>",
            "<ul><li>a",
            "<tr><td>a",
            "<br>a",
            "<h2>a</h2>",
            "<sup>1</sup>",
            "<p><sup>{}</sup>a",
            "<sup>",
            "<a href=\"#x\">",
            "<sup><a href=\"#f{}\">{}</a></sup><p id=\"f{}\">{} x</p>",
            "<a href=\"#x\">1</a><p id=\"x\">1 y",
            "</p>",
            "<",
            "&amp;",
            "<table>",
        ],
    ),
    (Reader::Manifest, &["\n", "a\n", "{} data/{}\n"]),
];

#[derive(Clone, Copy, Debug)]
enum Reader {
    Page,
    FrontMatter,
    Record,
    Letter(&'static str),
    Manifest,
}

impl Reader {
    /// The arguments with which the program reads a text that was put where it belongs.
    fn reading(self, project: &Project, text: &str) -> Vec<String> {
        let root = project.root().to_string_lossy().into_owned();
        let page = |body: &str| format!("---\ntitle: A\n---\n\n## Kop {{#kop}}\n\n{body}\n\n[^1]: noot\n");
        match self {
            Reader::Page => project.write("content/pages/a.md", page(text)),
            Reader::FrontMatter => {
                project.write("content/pages/a.md", format!("---\ntitle: A\n{text}\n---\n\ntekst\n"))
            }
            Reader::Record => {
                project.write("content/pages/a.md", page("tekst[^1]"));
                project.write("addresses.txt", format!("/a/{text}\n"));
            }
            Reader::Letter(ending) => {
                let letter = project.beside(&format!("brief.{ending}"));
                fs::write(&letter, format!("Agenda Milieuraad 3 mei 2030\n\n1. Bijen\n\n{text}")).unwrap();
                let fixed = ["import", "--dry-run", "--date", "2030-03-12", "--formation", "milieu", "--root", &root];
                return fixed.into_iter().map(str::to_owned).chain([letter.to_string_lossy().into_owned()]).collect();
            }
            Reader::Manifest => {
                let package = project.beside("package");
                fs::create_dir_all(package.join("data")).unwrap();
                for name in ["bagit.txt", "bag-info.txt", "tagmanifest-sha512.txt"] {
                    fs::write(package.join(name), "x\n").unwrap();
                }
                fs::write(package.join("manifest-sha512.txt"), text).unwrap();
                return vec!["verify".to_owned(), package.to_string_lossy().into_owned()];
            }
        }
        vec!["check".to_owned(), "--root".to_owned(), root]
    }
}

fn repeated(unit: &str, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + unit.len());
    for number in 0.. {
        text.push_str(&unit.replace("{}", &number.to_string()));
        if text.len() >= bytes {
            break;
        }
    }
    text
}

/// The seconds that the program computes, on all cores; the shell knows them of what it ran.
fn seconds(arguments: &[String]) -> f64 {
    let mut shell = Command::new("sh");
    shell.env("VOETNOOT_NO_CACHE", "1");
    shell.args(["-c", "\"$@\" >/dev/null 2>&1; echo $?; times", "sh", crate::project::program_path()]).args(arguments);
    let output = shell.stdin(Stdio::null()).output().expect("a shell");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let [code, _, children] = text.lines().collect::<Vec<_>>()[..] else { panic!("{text}") };
    assert!(["0", "1", "2"].contains(&code), "ended with {code}: {arguments:?}");
    let of_word = |word: &str| {
        let (minutes, seconds) = word.trim_end_matches('s').split_once('m').expect("0m0.01s");
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.replace(',', ".").parse::<f64>().unwrap()
    };
    children.split_whitespace().map(of_word).sum()
}

#[test]
#[ignore = "long: three minutes"]
fn nothing_takes_the_square_of_its_length() {
    let mut slow = Vec::new();
    for (reader, units) in TEXTS {
        for unit in *units {
            let project = Project::new(&[]);
            let time = |bytes: usize| seconds(&reader.reading(&project, &repeated(unit, bytes)));
            let ratio = |_| time(SHORT * LONGER) / time(SHORT).max(LEAST);
            if !(0..ATTEMPTS).map(ratio).any(|ratio| ratio <= MOST) {
                slow.push(format!("{reader:?} {unit:?}"));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
