//! A project in a folder of its own that goes with the test, and runs of the program on it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use tempfile::TempDir;

/// The files of a folder by path, separated by `/`.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// A project to build.
pub struct Project {
    folder: TempDir,
}

/// What the program said, and how it ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    /// A project with these files, besides a `site.toml` that names it.
    pub fn new(files: &[(&str, &str)]) -> Project {
        let project = Project { folder: tempfile::tempdir().expect("a temporary folder") };
        project.write("site.toml", "title = \"Proef\"\n");
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    /// A project that is a copy of a folder.
    pub fn copy_of(folder: &Path) -> Project {
        let project = Project { folder: tempfile::tempdir().expect("a temporary folder") };
        for (path, bytes) in tree(folder) {
            project.write(&path, bytes);
        }
        project
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    /// The output folder of [`Project::build`].
    pub fn output(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    /// A path in the folder that contains the project.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        write(&self.root().join(path), text);
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("a file of the project");
    }

    pub fn build(&self, arguments: &[&str]) -> Run {
        run(self.start(arguments))
    }

    /// Builds into another folder than [`Project::output`].
    pub fn build_into(&self, output: &Path) -> Run {
        run(self.command("build").arg("--output").arg(output).spawn().expect("the program starts"))
    }

    pub fn check(&self, arguments: &[&str]) -> Run {
        run(self.command("check").args(arguments).spawn().expect("the program starts"))
    }

    /// Starts a build without waiting for its end.
    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command("build").arg("--output").arg(self.output()).args(arguments).spawn().expect("the program starts")
    }

    /// The files that the last build left, without those that the program keeps for itself.
    pub fn built(&self) -> Tree {
        let mut files = tree(&self.output());
        files.retain(|path, _| !path.starts_with(".voetnoot/"));
        files
    }

    /// The text of a page of the last build.
    pub fn page(&self, path: &str) -> String {
        let file = self.output().join(path);
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn command(&self, name: &str) -> Command {
        let mut command = program();
        command.arg(name).arg("--root").arg(self.root());
        command
    }
}

/// Where the program is: the one that cargo made for these tests, or the one that `VOETNOOT_PROGRAM` names.
pub fn program_path() -> &'static str {
    static PATH: LazyLock<String> = LazyLock::new(|| {
        std::env::var("VOETNOOT_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_voetnoot").to_owned())
    });
    &PATH
}

/// The program, with its output captured.
pub fn program() -> Command {
    let mut command = Command::new(program_path());
    command.env("VOETNOOT_LANGUAGE", "en");
    // Tests leave nothing with the user, and find nothing there; `remembered.rs` asks for it.
    command.env("VOETNOOT_NO_CACHE", "1");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn run(child: Child) -> Run {
    let output = child.wait_with_output().expect("the end of the program");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    let code = output.status.code().expect("the program ends by itself");
    Run { code, stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The paths of the files that the theme adds to every site: those of `static` in this repository.
pub fn theme() -> BTreeSet<String> {
    tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("static")).into_keys().collect()
}

/// Everything below a folder; nothing if the folder is not there.
pub fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.expect("an entry of a folder").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inner = path.strip_prefix(folder).expect("a path below the folder");
                let inner = inner.to_str().expect("a path in UTF-8").replace('\\', "/");
                files.insert(inner, fs::read(&path).expect("a file that can be read"));
            }
        }
    }
    files
}

/// Writes a file, and makes the folders it is in.
pub fn write(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder that can be made");
    fs::write(path, text).expect("a file that can be written");
}

/// A tree in which seals say nothing that is made by chance.
pub fn without_chance(mut tree: Tree) -> Tree {
    for (_, bytes) in tree.iter_mut().filter(|(path, _)| path.ends_with("seal.txt")) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let lines =
            text.lines().filter(|line| !["salt ", "seal ", "previous "].iter().any(|word| line.starts_with(word)));
        *bytes = lines.collect::<Vec<_>>().join("\n").into_bytes();
    }
    tree
}
