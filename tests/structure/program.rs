//! The program as text: its files, with their modules, functions, types and the paths in their code. Unit tests are
//! left out, except from the length of a file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use walkdir::WalkDir;

/// The files of all crates in the workspace. They are read once, since that takes longer than any test.
pub static PROGRAM: LazyLock<Vec<File>> = LazyLock::new(|| {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = read_crate(workspace, Path::new("src"), &[]);
    for entry in fs::read_dir(workspace.join("crates")).expect("the folder of the crates") {
        let folder = PathBuf::from("crates").join(entry.expect("a crate").file_name());
        files.extend(read_crate(workspace, &folder.join("src"), &[library_name(&workspace.join(&folder))]));
    }
    files
});

/// A file, except those that begin a crate, which only list what is in it.
pub struct File {
    /// From the folder of the workspace.
    pub path: String,
    /// Its module: `view::meeting`, and in a crate other than the program `reference::lint`.
    pub module: Vec<String>,
    /// The crate it is in, as the beginning of [`File::module`]; empty for the program itself.
    pub root: Vec<String>,
    pub lines: usize,
    pub functions: Vec<Function>,
    /// The names of its types, including those within functions.
    pub types: Vec<String>,
    /// The paths of more than one word in its code, as written: `crate::view::text`.
    pub paths: Vec<Vec<String>>,
}

pub struct Function {
    pub name: String,
    pub line: usize,
    /// From the first line of its head to the closing brace.
    pub lines: usize,
}

impl File {
    /// The module as Rust writes it.
    pub fn name(&self) -> String {
        self.module.join("::")
    }

    /// The room it is in: a module in the root of the program, or another crate.
    pub fn room(&self) -> String {
        self.module.first().cloned().unwrap_or_default()
    }
}

/// What other crates call this one.
fn library_name(folder: &Path) -> String {
    let text = fs::read_to_string(folder.join("Cargo.toml")).expect("a crate has a manifest");
    let manifest: toml::Table = text.parse().expect("the manifest is TOML");
    let name = |table: &str| manifest.get(table)?.get("name")?.as_str().map(|name| name.replace('-', "_"));
    name("lib").or_else(|| name("package")).expect("a crate has a name")
}

fn read_crate(workspace: &Path, src: &Path, root: &[String]) -> Vec<File> {
    let mut files = Vec::new();
    for entry in WalkDir::new(workspace.join(src)).sort_by_file_name() {
        let entry = entry.expect("a file of the program");
        let path = entry.path().strip_prefix(workspace).expect("a path in the workspace");
        let inner = path.strip_prefix(src).expect("a path in the crate").with_extension("");
        let begins_crate = inner == Path::new("lib") || inner == Path::new("main");
        if path.extension().is_none_or(|extension| extension != "rs") || begins_crate {
            continue;
        }
        let names = inner.iter().map(|name| name.to_string_lossy().into_owned());
        let text = fs::read_to_string(entry.path()).expect("a file in UTF-8");
        let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut items = Items::default();
        items.visit_file(&syntax);
        files.push(File {
            path: path.to_string_lossy().replace('\\', "/"),
            module: root.iter().cloned().chain(names).collect(),
            root: root.to_vec(),
            lines: text.lines().count(),
            functions: items.functions,
            types: items.types,
            paths: items.paths,
        });
    }
    files
}

/// Collects what a file contains.
#[derive(Default)]
struct Items {
    functions: Vec<Function>,
    types: Vec<String>,
    paths: Vec<Vec<String>>,
}

impl Items {
    fn meet_function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let (first, last) = (signature.span().start().line, block.span().end().line);
        self.functions.push(Function { name: signature.ident.to_string(), line: first, lines: last - first + 1 });
    }

    fn meet_tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.meet_tree(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.paths.push(with(&name.ident)),
            syn::UseTree::Rename(name) => self.paths.push(with(&name.ident)),
            syn::UseTree::Glob(_) => self.paths.push(before.to_vec()),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.meet_tree(before, tree)),
        }
    }
}

impl<'ast> Visit<'ast> for Items {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Unit tests may look upwards, and be as long as they like.
        if !item.attrs.iter().any(|attribute| attribute.path().is_ident("cfg")) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.meet_function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.meet_function(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.types.push(item.ident.to_string());
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.types.push(item.ident.to_string());
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.types.push(item.ident.to_string());
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.types.push(item.ident.to_string());
        visit::visit_item_type(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        // What is only passed on to programs that embed this one is not used here.
        if !matches!(item.vis, syn::Visibility::Public(_)) {
            self.meet_tree(&[], &item.tree);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        // A single name belongs to this module, or `use` brought it in.
        if path.segments.len() > 1 {
            self.paths.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }
}
