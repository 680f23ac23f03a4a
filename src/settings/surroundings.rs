//! The settings for what surrounds every page: the key `logo`, the tables `[[menu]]` and `[footer]` of `site.toml`.
//!
//! Takes: the [`Fields`] of `site.toml`.
//! Gives: [`Surround`], and a diagnostic for each entry that cannot be used.
//! Never: knows whether what the menu names is there; [`crate::site::own_menu`] does.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, message};
use crate::settings::fields::{Fields, Located};

/// What surrounds every page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Surround {
    /// The picture beside the name of the site, as a path in `static`.
    pub logo: Option<Located<String>>,
    /// The links at the top, in order; empty for those of the program.
    pub menu: Vec<MenuEntry>,
    /// Texts at the bottom, a paragraph each.
    pub footer: Vec<String>,
}

/// A link at the top of every page.
#[derive(Debug, Clone)]
pub(crate) struct MenuEntry {
    /// The words; `None` for the title of what it leads to.
    pub title: Option<String>,
    /// A list such as `meetings`, a file such as `pages/over.md`, or the address of another site.
    pub to: Located<String>,
}

impl MenuEntry {
    /// Whether it leads to another site.
    pub(crate) fn is_elsewhere(&self) -> bool {
        is_web(&self.to.value)
    }
}

fn is_web(address: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme))
}

impl Surround {
    pub(crate) fn read(fields: &mut Fields, path: &Arc<str>) -> Surround {
        let menu = fields.tables("menu", |f| {
            let (to, title) = (f.required_text("to", "meetings"), f.text("title"));
            let (to, title) = (to?, title.map(|title| title.value));
            if is_web(&to.value) && title.is_none() {
                f.required_text("title", "Over ons");
            }
            let strange = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`".contains(c);
            if is_web(&to.value) && to.value.contains(strange) {
                let message = message!("no-uri", value = to.value.escape_debug().to_string());
                let hint = message!("no-uri.hint", example = "https://www.example.nl/");
                f.report(Diagnostic::at(Code::WrongType, path, to.span, message).hint(hint));
                return None;
            }
            Some(MenuEntry { title, to })
        });
        let footer = fields.table("footer", |f| Some(f.required_texts("text", "Uitgave van de griffie")));
        Surround {
            logo: fields.text("logo"),
            menu,
            footer: footer.unwrap_or_default().into_iter().map(|text| text.value).collect(),
        }
    }
}
