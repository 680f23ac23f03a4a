//! Which module or room imports which others, according to the paths in their code.

use std::collections::{BTreeMap, BTreeSet};

use super::program::File;

/// The imports between modules or between rooms, by name.
#[derive(Debug)]
pub struct Imports {
    arrows: BTreeMap<String, BTreeSet<String>>,
    /// Where an import comes from; for rooms, the modules in them.
    examples: BTreeMap<(String, String), BTreeSet<String>>,
}

/// What a path may lead to.
struct Map {
    /// Each module, with its place in the drawing.
    places: BTreeMap<String, String>,
    /// The crates besides the program.
    crates: BTreeSet<String>,
}

impl Imports {
    pub fn of_modules(files: &[File]) -> Imports {
        Imports::between(files, File::name)
    }

    pub fn of_rooms(files: &[File]) -> Imports {
        Imports::between(files, File::room)
    }

    fn between(files: &[File], place: fn(&File) -> String) -> Imports {
        let crates: BTreeSet<String> = files.iter().flat_map(|file| file.root.clone()).collect();
        let modules = files.iter().map(|file| (file.name(), place(file)));
        let places = modules.chain(crates.iter().map(|name| (name.clone(), name.clone()))).collect();
        let map = Map { places, crates };
        let mut imports = Imports { arrows: BTreeMap::new(), examples: BTreeMap::new() };
        for file in files {
            let from = place(file);
            let to_others = file.paths.iter().filter_map(|path| leads_to(file, path, &map));
            let arrows = imports.arrows.entry(from.clone()).or_default();
            for (module, to) in to_others.filter(|(_, to)| *to != from) {
                arrows.insert(to.clone());
                let examples = imports.examples.entry((from.clone(), to)).or_default();
                examples.insert(format!("{} imports {module}", file.path));
            }
        }
        imports
    }

    pub fn len(&self) -> usize {
        self.arrows.len()
    }

    pub fn has(&self, from: &str, to: &str) -> bool {
        self.arrows.get(from).is_some_and(|all| all.contains(to))
    }

    /// The names by floor, from the ground up: each imports only what is below it. What is part of a circle is on no
    /// floor.
    pub fn floors(&self) -> Vec<Vec<String>> {
        let mut left = self.arrows.clone();
        let mut floors = Vec::new();
        loop {
            let is_free = |imports: &BTreeSet<String>| imports.iter().all(|name| !left.contains_key(name));
            let floor: Vec<String> =
                left.iter().filter(|(_, imports)| is_free(imports)).map(|(name, _)| name.clone()).collect();
            if floor.is_empty() {
                return floors;
            }
            left.retain(|name, _| !floor.contains(name));
            floors.push(floor);
        }
    }

    /// The imports that lead away from a place and, through others, back to it, each with where it comes from.
    pub fn circles(&self) -> Vec<String> {
        let arrows = self.arrows.iter().flat_map(|(from, all)| all.iter().map(move |to| (from, to)));
        arrows.filter(|(from, to)| self.reached(to).contains(from.as_str())).map(|arrow| self.describe(arrow)).collect()
    }

    /// A place, with everything that it imports directly or through others.
    fn reached<'a>(&'a self, place: &'a str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::from([place]);
        let mut next = vec![place];
        while let Some(place) = next.pop() {
            let imports = self.arrows.get(place).into_iter().flatten().map(String::as_str);
            next.extend(imports.filter(|name| reached.insert(name)));
        }
        reached
    }

    fn describe(&self, (from, to): (&String, &String)) -> String {
        let examples = self.examples.get(&(from.clone(), to.clone())).into_iter().flatten().take(3);
        format!("{from} -> {to}: {}", examples.cloned().collect::<Vec<_>>().join("; "))
    }
}

/// The module that a path in a file leads to, with its place.
fn leads_to(file: &File, path: &[String], map: &Map) -> Option<(String, String)> {
    let own = &file.module;
    let levels = path.iter().take_while(|name| *name == "super").count();
    let whole: Vec<String> = match path.first().map(String::as_str) {
        Some("crate") => [&file.root, &path[1..]].concat(),
        Some("voetnoot") => path[1..].to_vec(),
        Some("self") => [own, &path[1..]].concat(),
        Some("super") => [&own[..own.len().saturating_sub(levels)], &path[levels..]].concat(),
        Some(name) if map.crates.contains(name) => path.to_vec(),
        // Any other path may begin with a module below this one.
        _ => [own, path].concat(),
    };
    let mut beginnings = (1..=whole.len()).rev().map(|length| whole[..length].join("::"));
    let module = beginnings.find(|name| map.places.contains_key(name))?;
    let place = map.places.get(&module)?.clone();
    Some((module, place))
}
