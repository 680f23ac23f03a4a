//! Views as pages, by Tera templates.
//!
//! Takes: the templates of the theme, those of the site that replace them, and [`View`]s.
//! Gives: the bytes of pages; a diagnostic at its place for every mistake in a template.
//! Never: gives a template access to the site: it sees its view, the fixed words, the settings and the menus, nothing else.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, RwLock};

use serde_json::json;
use tera::{Context, ErrorKind, Tera, Value};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Language;
use crate::source::{Lines, SourceFile};
use crate::suggest;
use crate::theme;
use crate::view::{Menus, View};

/// Renders pages.
pub struct Engine {
    tera: Tera,
    texts: BTreeMap<String, SourceFile>,
    /// Header and footer by all that they see: the way to the root and the section. There are a handful of either.
    surroundings: RwLock<HashMap<(String, String), Surroundings>>,
}

/// What stands above and below the pages of one folder.
#[derive(Clone)]
struct Surroundings {
    header: Value,
    footer: Value,
}

impl Engine {
    /// Reads the templates of a site. Without an engine the diagnostics say why.
    pub fn new(own: &[(String, SourceFile)], config: &Config, language: &Language) -> (Option<Engine>, Vec<Diagnostic>) {
        let mut texts: BTreeMap<String, SourceFile> = BTreeMap::new();
        for (name, text) in theme::templates() {
            texts.insert(name.clone(), SourceFile::new(&path(&name), text));
        }
        texts.extend(own.iter().cloned());
        let mut diagnostics = Vec::new();
        for (name, file) in own {
            let alone = Tera::default().add_raw_template(name, &file.text);
            if let Err(error) = alone
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
            {
                diagnostics.push(diagnose(&error, name, &texts));
            }
        }
        if !diagnostics.is_empty() {
            return (None, diagnostics);
        }
        let mut tera = Tera::default();
        globals(tera.global_context(), config, language);
        match tera.add_raw_templates(texts.iter().map(|(name, file)| (name.as_str(), &*file.text))) {
            Ok(()) => (Some(Engine { tera, texts, surroundings: RwLock::default() }), diagnostics),
            Err(error) => (None, vec![diagnose(&error, "", &texts)]),
        }
    }

    /// The same templates, to which the menus of a site are told.
    pub fn with_menus(&self, menus: &Menus) -> Engine {
        let mut tera = self.tera.clone();
        tera.global_context().insert_value("menus", Value::from_serializable(menus));
        Engine { tera, texts: self.texts.clone(), surroundings: RwLock::default() }
    }

    /// Renders a view.
    ///
    /// # Errors
    /// A diagnostic at the place in the template that asks for something that is not there.
    pub fn render(&self, view: &View) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut page = Vec::with_capacity(8 << 10);
        let rendered = self.surroundings(view).and_then(|Surroundings { header, footer }| {
            let mut context = Context::from_serialize(&view.content)?;
            context.insert("page", &view.page);
            context.insert_value("header", header);
            context.insert_value("footer", footer);
            self.tera.render_to(view.template, &context, &mut page)
        });
        rendered.map(|()| page).map_err(|error| Box::new(diagnose(&error, view.template, &self.texts)))
    }

    /// Header and footer are the same for all pages of a folder, and rendering them anew took a third of the time of a footnote.
    fn surroundings(&self, view: &View) -> Result<Surroundings, tera::Error> {
        let key = (view.page.menu_root.clone(), view.page.section.clone());
        let known = self.surroundings.read().expect("no thread panics while it holds this lock").get(&key).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let mut context = Context::new();
        context.insert("root", &view.page.menu_root);
        context.insert("home", &view.page.home);
        context.insert("section", &view.page.section);
        let render = |name| self.tera.render(name, &context).map(|html| Value::safe_string(&html));
        let made = Surroundings { header: render("header.html")?, footer: render("footer.html")? };
        self.surroundings.write().expect("no thread panics while it holds this lock").insert(key, made.clone());
        Ok(made)
    }

    /// The text of each template by its path, to show the lines that diagnostics point at.
    pub fn texts(&self) -> impl Iterator<Item = &SourceFile> {
        self.texts.values()
    }
}

fn path(template: &str) -> String {
    format!("templates/{template}")
}

/// What every template sees besides its view: `t`, the fixed words, `site`, the settings, and `anchors`, ids that views do not carry.
/// The menus join them when the site is linked.
fn globals(context: &mut Context, config: &Config, language: &Language) {
    let site = json!({
        "title": config.title,
        "description": config.description,
        "base_url": config.base_url,
        "language": language.code,
        "stylesheet": config.stylesheet.as_ref().map(|s| &s.value),
        "extra": config.extra,
    });
    context.insert_value("t", Value::from_serializable(&language.words));
    context.insert_value("anchors", Value::from_serializable(&json!({ "footnotes": language.addresses.footnotes })));
    context.insert_value("site", Value::from_serializable(&site));
}

/// An error of Tera as a diagnostic at its place.
fn diagnose(error: &tera::Error, template: &str, texts: &BTreeMap<String, SourceFile>) -> Diagnostic {
    let known = || texts.keys().map(String::as_str);
    let whole = |code, name: &str, message: String| Diagnostic::whole(code, &Arc::from(path(name)), message);
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            at(Code::TemplateSyntax, report, template, texts).hint("see https://keats.github.io/tera/ for the language of templates")
        }
        ErrorKind::RenderingError(report) => at(Code::TemplateError, report, template, texts).hint(render_hint(report.message())),
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("it extends `{parent}`, which does not exist");
            whole(Code::MissingTemplate, current, message).hint(suggest::did_you_mean(
                parent,
                known(),
                "write the name of another template",
            ))
        }
        ErrorKind::TemplateNotFound(name) => {
            let message = format!("the template `{name}` does not exist");
            whole(Code::MissingTemplate, template, message).hint(suggest::did_you_mean(name, known(), "write the name of another template"))
        }
        ErrorKind::CircularExtend { tpl, .. } => whole(Code::TemplateSyntax, tpl, "templates extend each other in a circle".to_owned()),
        ErrorKind::CircularInclude { tpl, .. } => whole(Code::TemplateSyntax, tpl, "templates include each other in a circle".to_owned()),
        _ => from_text(&error.to_string(), template, texts),
    }
}

fn render_hint(message: &str) -> String {
    match message.contains("not defined") {
        true => "test it first with `is defined`, or mend the name".to_owned(),
        false => "mend the expression".to_owned(),
    }
}

fn at(code: Code, report: &tera::ReportError, template: &str, texts: &BTreeMap<String, SourceFile>) -> Diagnostic {
    let name = if report.filename().is_empty() { template } else { report.filename() };
    let span = report.span();
    let mut range = span.range.clone();
    if range.is_empty()
        && let Some(file) = texts.get(name)
    {
        let start = Lines::new(&file.text).offset(span.start_line, span.start_col);
        range = start..start + 1;
    }
    Diagnostic::at(code, &Arc::from(path(name)), range, lower(report.message()))
}

/// Some errors carry their place only in their text, as `--> name:line:column`.
fn from_text(text: &str, template: &str, texts: &BTreeMap<String, SourceFile>) -> Diagnostic {
    let message = text.lines().next().unwrap_or(text).trim_start_matches("error: ");
    let code = if message.to_lowercase().contains("template") { Code::MissingTemplate } else { Code::TemplateError };
    let place = text.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
    let parts: Vec<&str> = place.unwrap_or("").rsplitn(3, ':').collect();
    if let [column, line, name] = parts.as_slice()
        && let (Ok(line), Ok(column), Some(file)) = (line.parse::<usize>(), column.parse::<usize>(), texts.get(*name))
    {
        let start = Lines::new(&file.text).offset(line, column.saturating_sub(1));
        return Diagnostic::at(code, &Arc::from(path(name)), start..start + 1, lower(message)).hint("mend the name");
    }
    Diagnostic::whole(code, &Arc::from(path(template)), lower(message)).hint("mend the template")
}

fn lower(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut chars = message.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
