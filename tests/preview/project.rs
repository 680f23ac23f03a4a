//! A small project on disk, and what a fresh build makes of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use voetnoot::diagnostic::{Colours, ReportFormat};
use voetnoot::{Drafts, Options, Silent};

/// A project in a folder of its own.
pub struct Project {
    folder: TempDir,
}

/// Files by path within a site, without those that are not part of it.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// What a fresh build makes: the site, or `None` if something is wrong, and the diagnostics as JSON lines.
pub struct Fresh {
    pub site: Option<Tree>,
    pub diagnostics: Vec<String>,
}

impl Project {
    /// Five meetings, six dossiers, two pages, a draft, an attachment and a stylesheet, all tied to each other.
    pub fn new() -> Self {
        let project = Project { folder: tempfile::tempdir().unwrap() };
        project.write(
            "site.toml",
            "title = \"Agenda’s\"\n\n[formations.jbz]\nname = \"Raad Justitie\"\nshort = \"JBZ-Raad\"\n",
        );
        for number in 1..=5 {
            project.write(&format!("content/meetings/jbz-{number}/agenda.md"), &agenda(number));
        }
        project.write("content/meetings/jbz-2/report.md", REPORT);
        project.write("content/meetings/jbz-3/bijlage.pdf", "%PDF-1.4 niet echt\n");
        for (number, id) in DOSSIERS.into_iter().enumerate() {
            project.write(&format!("content/dossiers/{id}.md"), &dossier(number, id));
        }
        project.write(
            "content/pages/over.md",
            "---\ntitle: Over deze site\n---\n\nZie [[schengen]] en [de agenda](../meetings/jbz-1/agenda.md).\n",
        );
        project.write("content/pages/later.md", "---\ntitle: Later\ndraft: true\n---\n\nDit is nog niet af.\n");
        project.write("content/_index.md", "---\ntitle: Agenda’s\n---\n\nWelkom.\n");
        project.write("static/eigen.css", "body { margin: 0 }\n");
        project
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    /// A path in the folder that contains the project, where a test may put other things.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file in place, and makes its folder if necessary.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Replaces the first occurrence of a text in a file, which must contain it.
    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no `{from}`");
        self.write(path, &text.replacen(from, to, 1));
    }

    /// Builds the project from nothing.
    pub fn fresh(&self, drafts: Drafts) -> Fresh {
        let output = tempfile::tempdir().unwrap();
        let output = output.path().join("public");
        let options = Options { drafts, ..Options::default() };
        let built = voetnoot::build(&self.root(), &output, &options, &Silent).unwrap();
        let diagnostics = built.diagnostics.show(ReportFormat::Json, Colours::No);
        Fresh {
            site: built.files.map(|_| tree(&output)),
            diagnostics: diagnostics.lines().map(str::to_owned).collect(),
        }
    }
}

/// Every file of a built site.
pub fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    add(folder, folder, &mut tree);
    tree
}

fn add(top: &Path, folder: &Path, tree: &mut Tree) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = path.strip_prefix(top).unwrap().to_str().unwrap().to_owned();
        if name == ".voetnoot" {
            continue;
        }
        if path.is_dir() {
            add(top, &path, tree);
        } else if let Ok(bytes) = fs::read(&path) {
            tree.insert(name, bytes);
        }
    }
}

/// Where two sites differ, in words; `None` if they do not.
pub fn difference(site: &Tree, fresh: &Tree) -> Option<String> {
    let missing = fresh.keys().find(|path| !site.contains_key(*path)).map(|path| format!("{path} is missing"));
    let stray = site.keys().find(|path| !fresh.contains_key(*path)).map(|path| format!("{path} should be gone"));
    let other =
        || fresh.iter().find(|(path, bytes)| site[*path] != **bytes).map(|(path, _)| format!("{path} is stale"));
    missing.or(stray).or_else(other)
}

pub const DOSSIERS: [&str; 6] = ["schengen", "migratiepact", "oekraine", "drugs", "visumbeleid", "corruptie"];

pub fn agenda(number: usize) -> String {
    let dossier = |offset: usize| DOSSIERS[(number + offset) % DOSSIERS.len()];
    let before = if number > 1 {
        format!("Zie ook [de vorige keer](../jbz-{}/agenda.md#eerste-punt).", number - 1)
    } else {
        String::new()
    };
    let (one, two, three) = (dossier(0), dossier(1), dossier(2));
    format!(
        "---\ntitle: Raad {number}\nformation: jbz\nstart: 2024-0{number}-13\nplace: Brussel\npublished: 2024-0{number}-01\nstatus: final\n\
         commitments:\n  - {{what: Een brief over punt {number}, due: 2024-0{number}-28, item: eerste-punt}}\n---\n\n\
         # I. Binnenlandse Zaken\n\n## 1. Eerste punt {{#eerste-punt dossier={one}}}\n= Gedachtewisseling\n\n\
         Het kabinet steunt dit.[^a] {before}\n\nEen tweede alinea over [[{two}]].\n\n#### Krachtenveld\n\nDe meeste lidstaten ook.[^b]\n\n\
         ## 2. Tweede punt {{dossier={two},{three}}}\n= Politiek akkoord\n\nHier staat de inzet.[^a]\n\n\
         # II. Justitie\n\n## 1. Derde punt\n= Gedachtewisseling\n\nZonder dossier.\n\nZie agendapunt I.2, COM(2024) 173.\n\n\
         [^a]: Kamerstukken II 2023-24, 32 317, nr. {number}00, over [[{three}]].\n[^b]: COM(2024) 173, {}.\n",
        ["52024PC0174", "ibid.", "2024/0100(COD)"][number % 3]
    )
}

fn dossier(number: usize, id: &str) -> String {
    let related = DOSSIERS[(number + 3) % DOSSIERS.len()];
    format!(
        "---\ntitle: Het dossier {id}\nshort: {id}\nrelated: [{related}]\ncom: COM(2024) 17{number}\n\
         procedure: 2024/0100(COD)\n---\n\nDit gaat over {id}, en over [[jbz-1]].[^1]\n\n[^1]: Een noot.\n"
    )
}

const REPORT: &str = "---\ntitle: Verslag van Raad 2\npublished: 2024-02-20\n---\n\n# I. Binnenlandse Zaken\n\n## 1. Eerste punt {item=eerste-punt dossier=schengen}\n\nDe Raad besprak dit.[^1]\n\n[^1]: Zie de agenda, agendapunt I.1.\n";
