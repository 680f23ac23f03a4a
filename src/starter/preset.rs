//! New sites: one for each kind of body, in each language of the program.
//!
//! Takes: the kind of body, the language, and whether an example goes with it.
//! Gives: the files of the site.
//! Never: contains anything that does not build without a warning, which a test shows.

use rust_embed::Embed;

use super::{NewFile, editor_files};
use crate::diagnostic::MessageLanguage;

/// The sites, each in a folder with the name of the kind and the code of the language.
#[derive(Embed)]
#[folder = "presets/"]
struct Presets;

/// A kind of body that holds meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Preset {
    /// A ministry or parliament, with the agendas of an EU council
    Eu,
    /// A municipal or provincial council with its committees
    Council,
    /// A water board
    WaterBoard,
    /// A committee
    Committee,
}

/// What goes into a new site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filling {
    /// Meetings and a dossier, made up, that show what can be written.
    Example,
    /// Settings and pages alone.
    Empty,
}

impl Preset {
    /// Every kind, in the order in which they are offered.
    pub(crate) const ALL: [Preset; 4] = [Preset::Eu, Preset::Council, Preset::WaterBoard, Preset::Committee];

    fn folder(self) -> &'static str {
        match self {
            Preset::Eu => "eu",
            Preset::Council => "council",
            Preset::WaterBoard => "water-board",
            Preset::Committee => "committee",
        }
    }

    /// The files of a site, sorted by path. A title replaces that of the example.
    pub(crate) fn files(self, language: MessageLanguage, filling: Filling, title: Option<&str>) -> Vec<NewFile> {
        let folder = format!("{}-{}/", self.folder(), language.code());
        let file = |name: &str| {
            let path = name.strip_prefix(&folder)?;
            let example = ["content/meetings/", "content/dossiers/"].iter().any(|part| path.starts_with(part));
            if example && filling == Filling::Empty {
                return None;
            }
            let text = String::from_utf8_lossy(&Presets::get(name)?.data).into_owned();
            let text = title.map_or_else(|| text.clone(), |title| with_title(path, &text, title));
            let text = if path == "site.toml" { editor_files::with_schema(&text) } else { text };
            Some(NewFile { path: path.to_owned(), text })
        };
        let mut files: Vec<NewFile> = Presets::iter().filter_map(|name| file(&name)).collect();
        files.push(NewFile { path: ".gitignore".to_owned(), text: "/public/\n".to_owned() });
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }
}

/// The settings or the home page with another title.
fn with_title(path: &str, text: &str, title: &str) -> String {
    let begins = match path {
        "site.toml" => "title = ",
        "content/_index.md" => "title: ",
        _ => return text.to_owned(),
    };
    // JSON quotes a text in a way that TOML and YAML read as well.
    let quoted = serde_json::Value::from(title).to_string();
    let line = |line: &str| match line.starts_with(begins) {
        true => format!("{begins}{quoted}\n"),
        // What stands below every page names the body of the example.
        false if path == "site.toml" && (line == "[footer]" || line.starts_with("text = ")) => format!("# {line}\n"),
        false => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}
