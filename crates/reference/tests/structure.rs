//! The shape of the crate: folders import in one direction.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the sources are there").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The folders that each folder imports; a file directly in `src` counts as the folder of its name.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files(&src) {
        let path = file.strip_prefix(&src).expect("below src").with_extension("");
        let folder = path.iter().next().and_then(|name| name.to_str()).expect("a name of ASCII").to_owned();
        let text = fs::read_to_string(&file).expect("a source is readable");
        // Doc comments may point upwards.
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let paths = lines.flat_map(|line| line.split("crate::").skip(1));
        let names = paths.map(|path| path.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default());
        let of_folder = imports.entry(folder.clone()).or_default();
        of_folder.extend(names.filter(|name| *name != folder).map(str::to_owned));
    }
    imports
}

#[test]
fn folders_import_in_one_direction() {
    let mut left = imports();
    assert!(
        left["recognise"].contains("parliament") && left["lint"].contains("found"),
        "imports are not read: {left:?}"
    );
    // What imports nothing that is left can go; what cannot go stands in or above a circle.
    while !left.is_empty() {
        let ground: Vec<String> = left
            .iter()
            .filter(|(_, imports)| imports.iter().all(|name| !left.contains_key(name)))
            .map(|(name, _)| name.clone())
            .collect();
        assert!(!ground.is_empty(), "these imports run in circles: {left:?}");
        left.retain(|name, _| !ground.contains(name));
    }
}
