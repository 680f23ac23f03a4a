//! The shape of the program: modules import only downwards, so that each can be read before those that use it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};
use walkdir::WalkDir;

/// Which modules each module imports, by path: `view::meeting`.
type Imports = BTreeMap<String, BTreeSet<String>>;

/// Gathers the imports of one file.
struct Reader<'a> {
    /// The module of the file.
    module: &'a [String],
    modules: &'a BTreeSet<String>,
    found: BTreeSet<String>,
}

impl Reader<'_> {
    /// Takes in a path, as far as it leads to another module.
    fn meet(&mut self, path: &[String]) {
        let whole: Vec<String> = match path.first().map(String::as_str) {
            Some("crate" | "voetnoot") => path[1..].to_vec(),
            Some("self") => [self.module, &path[1..]].concat(),
            Some("super") => {
                let levels = path.iter().take_while(|name| *name == "super").count();
                [&self.module[..self.module.len().saturating_sub(levels)], &path[levels..]].concat()
            }
            // What has no such beginning may be a module below this one.
            _ => [self.module, path].concat(),
        };
        let longest = (1..=whole.len()).rev().map(|n| whole[..n].join("::")).find(|name| self.modules.contains(name));
        self.found.extend(longest.filter(|name| *name != self.module.join("::")));
    }

    fn meet_tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.meet_tree(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.meet(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.meet(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.meet(before),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.meet_tree(before, tree)),
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.meet_tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        // A single name is a thing of this module or one that `use` brought in.
        if path.segments.len() > 1 {
            self.meet(&path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>());
        }
        visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Unit tests may look upwards.
        if !item.attrs.iter().any(|attribute| attribute.path().is_ident("cfg")) {
            visit::visit_item_mod(self, item);
        }
    }
}

/// Every module of `src` with what it imports.
fn imports() -> Imports {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: BTreeMap<String, syn::File> = BTreeMap::new();
    for entry in WalkDir::new(&src).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(&src).unwrap().to_str().unwrap();
        let Some(name) = path.strip_suffix(".rs").filter(|name| !matches!(*name, "lib" | "main")) else { continue };
        files.insert(name.replace('/', "::"), syn::parse_file(&fs::read_to_string(entry.path()).unwrap()).unwrap());
    }
    let modules: BTreeSet<String> = files.keys().cloned().collect();
    let read = |(name, file): (&String, &syn::File)| {
        let module: Vec<String> = name.split("::").map(str::to_owned).collect();
        let mut reader = Reader { module: &module, modules: &modules, found: BTreeSet::new() };
        reader.visit_file(file);
        (name.clone(), reader.found)
    };
    files.iter().map(read).collect()
}

#[test]
fn modules_import_only_downwards() {
    let mut left = imports();
    assert!(left.len() > 100 && left["flow"].contains("link") && left["view"].contains("view::meeting"), "imports are not read: {left:?}");
    // What imports nothing that is left stands below the rest; what cannot be taken away like this imports itself in the end.
    loop {
        let ground: Vec<String> = left.iter().filter(|(_, imports)| imports.is_empty()).map(|(name, _)| name.clone()).collect();
        if ground.is_empty() {
            break;
        }
        left.retain(|name, _| !ground.contains(name));
        left.values_mut().for_each(|imports| imports.retain(|name| !ground.contains(name)));
    }
    // Of what merely stands above a circle nothing is said.
    loop {
        let imported: BTreeSet<String> = left.values().flatten().cloned().collect();
        let before = left.len();
        left.retain(|name, _| imported.contains(name));
        if left.len() == before {
            break;
        }
    }
    let circles: Vec<String> =
        left.iter().flat_map(|(name, imports)| imports.iter().map(move |other| format!("{name} -> {other}"))).collect();
    assert!(circles.is_empty(), "these imports run in circles:\n{}", circles.join("\n"));
}

#[test]
fn every_file_of_tests_is_part_of_the_one_binary() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let main = fs::read_to_string(tests.join("main.rs")).unwrap();
    let files = fs::read_dir(&tests).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "rs"));
    let modules = files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).filter(|name| name != "main");
    let missing: Vec<String> = modules.filter(|name| !main.contains(&format!("mod {name};"))).collect();
    assert!(missing.is_empty(), "main.rs leaves out {missing:?}");
}
