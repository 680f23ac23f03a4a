//! The guide that comes with the program: in Dutch the site of this repository, which has an example as well.
//!
//! Takes: a language.
//! Gives: the files of a site with the guide, by path, and its pages as text.
//! Never: differs from the guide that is published.

use rust_embed::Embed;

use crate::diagnostic::MessageLanguage;

#[derive(Embed)]
#[folder = "content/"]
struct Handbook;

/// The name of the first page of the guide, and of the folder with the others.
fn name(language: MessageLanguage) -> &'static str {
    match language {
        MessageLanguage::Nl => "gids",
        MessageLanguage::En => "guide",
    }
}

/// The language in which there is a guide for somebody who reads this one.
pub(crate) fn language(wanted: MessageLanguage) -> MessageLanguage {
    if text(wanted, None).is_some() { wanted } else { MessageLanguage::Nl }
}

/// The address of the guide in its site.
pub(crate) fn address(language: MessageLanguage, page: Option<&str>) -> String {
    match page {
        Some(page) => format!("{}/{page}/", name(language)),
        None => format!("{}/", name(language)),
    }
}

/// The names of its pages besides the first, sorted.
pub(crate) fn pages(language: MessageLanguage) -> Vec<String> {
    let folder = format!("pages/{}/", name(language));
    let inner = |path: &str| Some(path.strip_prefix(&folder)?.strip_suffix(".md")?.to_owned());
    let mut pages: Vec<String> = Handbook::iter().filter_map(|path| inner(&path)).collect();
    pages.sort();
    pages
}

/// A page as Markdown, without its front matter; the first one without a name.
pub(crate) fn text(language: MessageLanguage, page: Option<&str>) -> Option<String> {
    let path = match page {
        Some(page) => format!("pages/{}/{page}.md", name(language)),
        None => format!("pages/{}.md", name(language)),
    };
    let file = Handbook::get(&path)?;
    let text = String::from_utf8_lossy(&file.data).into_owned();
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map(|(_, body)| body);
    Some(body.unwrap_or(&text).trim_start().to_owned())
}

/// The files of the site that shows it: paths from its root, separated by `/`, with their texts.
pub(crate) fn site(language: MessageLanguage) -> Vec<(String, String)> {
    let (code, title) = match language {
        MessageLanguage::Nl => ("nl", "Voetnoot: de gids"),
        MessageLanguage::En => ("en", "Voetnoot: the guide"),
    };
    let settings = format!(
        "title = \"{title}\"\nlanguage = \"{code}\"\n\n[formations.jbz]\n\
         name = \"Raad Justitie en Binnenlandse Zaken\"\nshort = \"JBZ-Raad\"\n"
    );
    // The example is Dutch, and names places on its pages by Dutch words.
    let wanted = |path: &str| language == MessageLanguage::Nl || path.starts_with("pages/guide");
    let file = |path: &str| {
        let text = String::from_utf8(Handbook::get(path)?.data.into_owned()).ok()?;
        Some((format!("content/{path}"), text))
    };
    let content = Handbook::iter().filter(|path| wanted(path)).filter_map(|path| file(&path));
    std::iter::once(("site.toml".to_owned(), settings)).chain(content).collect()
}
