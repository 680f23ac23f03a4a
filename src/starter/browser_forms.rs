//! Forms in the browser for people without git: a page with Sveltia CMS, and its configuration.
//!
//! Takes: the settings of a site, and where its repository is.
//! Gives: `static/admin/index.html` and `static/admin/config.yml`, with a field for each key that the front matter may hold.
//! Never: loads anything from another server, or names a key that the readers of these files do not know.

mod field_label;
mod form_field;
mod yaml_text;

use serde_json::{Value, json};

use super::NewFile;
use crate::diagnostic::{Message, MessageLanguage, message};
use crate::machines::content_schema::KeyedFile;
use form_field::fields;

/// A host of repositories that the forms can save to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum FormHost {
    /// GitHub
    Github,
    /// GitLab
    Gitlab,
}

/// What stands for a repository until somebody says which one it is.
pub(crate) const PLACEHOLDER: &str = "OWNER/REPOSITORY";

/// Where the script has to be put, which is not part of the program.
pub(crate) const SCRIPT: &str = "static/admin/sveltia-cms.js";

/// Checks that a repository is named as its host names it, such as `owner/name`.
///
/// # Errors
/// A sentence that says how to write it.
pub(crate) fn check_repository(repository: &str) -> Result<(), Message> {
    let parts: Vec<&str> = repository.split('/').collect();
    let usable = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    match parts.len() >= 2 && parts.iter().all(usable) {
        true => Ok(()),
        false => Err(message!("new-unusable-repository", repository)),
    }
}

/// The page and its configuration.
pub(crate) fn files(host: FormHost, repository: Option<&str>, language: MessageLanguage) -> Vec<NewFile> {
    let file = |path: &str, text: String| NewFile { path: path.to_owned(), text };
    let remarks = message!("forms-remarks", script = SCRIPT).words(language);
    let remarks: String = remarks.lines().map(|line| format!("# {line}\n")).collect();
    let config = yaml_text::text(&config(host, repository.unwrap_or(PLACEHOLDER), language));
    vec![
        file("static/admin/config.yml", format!("{remarks}\n{config}")),
        file("static/admin/index.html", page(language)),
    ]
}

/// The page is for whoever knows its address: no other links to it, and search engines are told to leave it out.
fn page(language: MessageLanguage) -> String {
    let (title, lacking) = (message!("forms-title").words(language), message!("forms-no-script").words(language));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<noscript>{lacking}</noscript>\n\
         <script src=\"sveltia-cms.js\"></script>\n</html>\n",
        language.code()
    )
}

fn config(host: FormHost, repository: &str, language: MessageLanguage) -> Value {
    let words = |message: Message| message.words(language);
    let name = match host {
        FormHost::Github => "github",
        FormHost::Gitlab => "gitlab",
    };
    let agenda = "{{fields.formation}}-{{fields.start | date('YYYY-MM-DD')}}";
    let meeting = |name: &str, label: Message, one: Message, kind: KeyedFile, path: &str| {
        let mut collection = folder(name, words(label), words(one), "content/meetings", fields(kind, language));
        collection["path"] = json!(path);
        // What is uploaded lies beside the text, where attachments of a meeting belong.
        collection["media_folder"] = json!("");
        collection["public_folder"] = json!("");
        collection
    };
    let mut agendas =
        meeting("agendas", message!("forms-agendas"), message!("forms-agenda"), KeyedFile::Agenda, "{{slug}}/agenda");
    // As `voetnoot new meeting` names them.
    agendas["slug"] = slug(agenda);
    let mut reports =
        meeting("reports", message!("forms-reports"), message!("forms-report"), KeyedFile::Report, "{{slug}}/report");
    reports["slug"] = slug("{{title}}");
    reports["description"] = json!(words(message!("forms-reports-hint")));
    let mut annexes =
        meeting("annexes", message!("forms-annexes"), message!("forms-annex"), KeyedFile::Annex, "{{year}}/{{slug}}");
    // Nothing in a form could say which meeting a new one belongs to. So none is made, and what stands for the meeting in the
    // path is never filled in: any name that the editor knows matches any folder.
    annexes["create"] = json!(false);
    annexes["slug"] = json!({ "editable": false });
    annexes["filter"] = json!({ "field": "slug", "pattern": "^(?!(agenda|report)$)" });
    annexes["description"] = json!(words(message!("forms-annexes-hint")));
    let of_kind = |name: &str, label: Message, one: Message, kind: KeyedFile| {
        let mut collection = folder(name, words(label), words(one), &format!("content/{name}"), fields(kind, language));
        collection["slug"] = slug("{{title}}");
        collection
    };
    let home = words(message!("forms-home"));
    json!({
        "backend": { "name": name, "repo": repository, "branch": "main" },
        "media_folder": "static/media",
        "public_folder": "/media",
        "slug": { "encoding": "ascii", "clean_accents": true },
        "editor": { "preview": false },
        "output": { "omit_empty_optional_fields": true },
        "collections": [
            agendas,
            reports,
            annexes,
            of_kind("dossiers", message!("forms-dossiers"), message!("forms-dossier"), KeyedFile::Dossier),
            of_kind("pages", message!("forms-pages"), message!("forms-page"), KeyedFile::Page),
            { "name": "home", "label": home, "files": [{
                "name": "home", "label": home, "file": "content/_index.md", "fields": fields(KeyedFile::Home, language),
            }]},
        ],
    })
}

/// What a new entry is called in addresses: a proposal, which can be changed until it is saved.
fn slug(template: &str) -> Value {
    json!({ "template": template, "editable": ["create"] })
}

/// A collection with a file for each entry.
fn folder(name: &str, label: String, one: String, folder: &str, fields: Vec<Value>) -> Value {
    json!({
        "name": name,
        "label": label,
        "label_singular": one,
        "folder": folder,
        "create": true,
        "extension": "md",
        "format": "yaml-frontmatter",
        "fields": fields,
    })
}
