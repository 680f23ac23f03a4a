//! What helps somebody who edits a site in VS Code, without a network.
//!
//! Takes: the language of the site, and what lies in its folder already.
//! Gives: settings of the editor, the extension that reads them, and the schemas of front matter and `site.toml`.
//! Never: asks for an extension that does nothing until something else is installed.

use std::path::Path;

use super::NewFile;
use crate::diagnostic::MessageLanguage;
use crate::machines::content_schema::KeyedFile;

/// Where the schemas lie.
const SCHEMAS: &str = ".vscode/schemas/";

/// What is built is there to be looked at; long lines of prose are easier to read if they wrap.
const SETTINGS: &str = r#"{
  "evenBetterToml.schema.enabled": true,
  "files.readonlyInclude": { "public/**": true },
  "search.exclude": { "public": true },
  "[markdown]": { "editor.wordWrap": "on" }
}
"#;

const EXTENSIONS: &str = r#"{
  "recommendations": ["tamasfe.even-better-toml"]
}
"#;

/// The files that the folder of a site does not have yet.
pub(crate) fn files(root: &Path, language: MessageLanguage) -> Vec<NewFile> {
    let schemas = KeyedFile::ALL.map(|kind| (format!("{SCHEMAS}{}.json", kind.name()), kind.text(language)));
    let fixed = [(".vscode/extensions.json", EXTENSIONS), (".vscode/settings.json", SETTINGS)];
    let fixed = fixed.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let all = fixed.into_iter().chain(schemas).map(|(path, text)| NewFile { path, text });
    all.filter(|file| !root.join(&file.path).exists()).collect()
}

/// The settings of a site with the line by which an editor finds their schema. Taplo takes it among the first lines, Tombi only
/// with a blank line behind it.
pub(crate) fn with_schema(settings: &str) -> String {
    format!("#:schema ./{SCHEMAS}{}.json\n\n{settings}", KeyedFile::Site.name())
}
