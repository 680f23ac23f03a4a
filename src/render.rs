//! Views as pages, by means of Tera templates.
//!
//! Takes: the templates of the theme, the site's own, which replace them, and [`View`]s.
//! Gives: the bytes of pages; a diagnostic with its place for every mistake in a template.
//! Never: gives a template access to the site; a template sees its view, the words, the settings and the menus, and
//! nothing else.

mod idle_templates;
mod template_comments;
mod template_slip;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::sync::{Arc, RwLock};

use serde_json::json;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use crate::diagnostic::suggest;
use crate::diagnostic::text_file::{Lines, TextFile};
use crate::diagnostic::{Code, Diagnostic, Message, Severity, message};
use crate::failure::deadline::{Deadline, TooLong};
use crate::settings::Settings;
use crate::settings::language::Language;
use crate::theme;
use crate::view::{Menus, View};

/// Renders pages.
pub(crate) struct Engine {
    tera: Tera,
    texts: BTreeMap<String, TextFile>,
    /// The names of those that the site has itself.
    own: BTreeSet<String>,
    /// Headers and footers by everything that they see: the path to the root, and the section. There are only a few of
    /// either.
    surroundings: RwLock<HashMap<(String, String), Surroundings>>,
    /// The words of the formations that have words of their own, as templates see them.
    words: BTreeMap<String, Value>,
}

/// What surrounds the pages of one folder.
#[derive(Clone)]
struct Surroundings {
    header: Value,
    footer: Value,
}

impl Engine {
    /// Reads the templates of a site. If that fails, there is no engine, and the diagnostics say why.
    pub(crate) fn new(
        own: &[(String, TextFile)],
        settings: &Settings,
        language: &Language,
    ) -> (Option<Engine>, Vec<Diagnostic>) {
        let mut texts: BTreeMap<String, TextFile> = BTreeMap::new();
        for (name, text) in theme::templates() {
            texts.insert(name.clone(), TextFile::new(&path(&name), without_indents(&text)));
        }
        let of_theme: Vec<String> = texts.keys().cloned().collect();
        texts.extend(own.iter().cloned());
        let names = own.iter().map(|(name, _)| name.clone()).collect();
        let (withheld, mut told) = template_comments::withheld(own);
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for (name, text) in &withheld {
            let alone = Tera::default().add_raw_template(name, text);
            if let Err(error) = alone
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
            {
                diagnostics.push(diagnose(&error, name, &texts));
            }
        }
        if !diagnostics.is_empty() || told.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
            diagnostics.append(&mut told);
            return (None, diagnostics);
        }
        let mut tera = Tera::default();
        tera.register_function("range", range);
        globals(tera.global_context(), settings, language);
        let mut read: BTreeMap<&str, &str> = texts.iter().map(|(name, file)| (name.as_str(), &*file.text)).collect();
        read.extend(withheld.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        match tera.add_raw_templates(read) {
            Ok(()) => {
                told.extend(idle_templates::find(own, &of_theme));
                let words = language.of_formations.iter();
                let words = words.map(|(id, words)| (id.clone(), Value::from_serializable(&words.words))).collect();
                (Some(Engine { tera, texts, own: names, surroundings: RwLock::default(), words }), told)
            }
            Err(error) => {
                told.push(diagnose(&error, "", &texts));
                (None, told)
            }
        }
    }

    /// The same templates, knowing the menus of a site.
    pub(crate) fn with_menus(&self, menus: &Menus) -> Engine {
        let mut tera = self.tera.clone();
        tera.global_context().insert_value("menus", Value::from_serializable(menus));
        let (texts, own, words) = (self.texts.clone(), self.own.clone(), self.words.clone());
        Engine { tera, texts, own, surroundings: RwLock::default(), words }
    }

    /// Renders a view.
    ///
    /// # Errors
    /// A diagnostic at the place in the template that asks for something that does not exist.
    pub(crate) fn render(&self, view: &View) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.render_until(view, Deadline::NEVER)
    }

    /// Renders a view, checking the deadline while the page grows.
    ///
    /// # Errors
    /// When the deadline has passed; within it, a diagnostic as from [`Engine::render`].
    pub(crate) fn render_within(
        &self,
        view: &View,
        deadline: Deadline,
    ) -> Result<Result<Vec<u8>, Box<Diagnostic>>, TooLong> {
        let rendered = self.render_until(view, deadline);
        if rendered.is_err() {
            deadline.check()?;
        }
        Ok(rendered)
    }

    fn render_until(&self, view: &View, deadline: Deadline) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut page = Timed::new(deadline);
        let rendered = self.surroundings(view, deadline).and_then(|Surroundings { header, footer }| {
            let mut context = Context::from_serialize(&view.content)?;
            context.insert("page", &view.page);
            if let Some(words) = view.formation.as_ref().and_then(|formation| self.words.get(formation)) {
                context.insert_value("t", words.clone());
            }
            context.insert_value("header", header);
            context.insert_value("footer", footer);
            self.tera.render_to(view.template, &context, &mut page)
        });
        if page.is_full {
            let message = message!("page-too-large", megabytes = MOST_BYTES >> 20);
            let diagnostic = Diagnostic::whole(Code::TemplateError, &Arc::from(path(view.template)), message);
            return Err(Box::new(diagnostic.hint(message!("page-too-large.hint"))));
        }
        rendered.map(|()| page.bytes).map_err(|error| Box::new(diagnose(&error, view.template, &self.texts)))
    }

    /// Header and footer are the same for all pages of a folder. Rendering them anew would be a third of the work for a
    /// footnote.
    fn surroundings(&self, view: &View, deadline: Deadline) -> Result<Surroundings, tera::Error> {
        let key = (format!("{}\n{}", view.page.menu_root, view.page.root), view.page.section.clone());
        let known = self.surroundings.read().expect("no thread panics while it holds this lock").get(&key).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let mut context = Context::new();
        context.insert("root", &view.page.menu_root);
        // Where files lie, which a package holds itself.
        context.insert("files", &view.page.root);
        context.insert("home", &view.page.home);
        context.insert("section", &view.page.section);
        let render = |name| {
            let mut html = Timed::new(deadline);
            self.tera.render_to(name, &context, &mut html)?;
            Ok::<_, tera::Error>(Value::safe_string(&String::from_utf8_lossy(&html.bytes)))
        };
        let made = Surroundings { header: render("header.html")?, footer: render("footer.html")? };
        self.surroundings.write().expect("no thread panics while it holds this lock").insert(key, made.clone());
        Ok(made)
    }

    /// The templates that the site has itself.
    pub(crate) fn own_texts(&self) -> impl Iterator<Item = &TextFile> {
        self.own.iter().filter_map(|name| self.texts.get(name))
    }

    /// The text of each template by path, for showing the lines that diagnostics point at.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &TextFile> {
        self.texts.values()
    }
}

/// The most bytes that a page may have. The largest list of the largest site has a tenth of that; nested loops could go
/// on for ever and fill the memory first.
const MOST_BYTES: usize = 64 << 20;

/// The most numbers that `range` gives, since nested loops multiply.
const MOST_NUMBERS: i64 = 10_000;

/// The function `range` of templates, like Tera's but with a limit.
fn range(arguments: Kwargs, _: &State) -> TeraResult<Vec<i64>> {
    let start = arguments.get::<i64>("start")?.unwrap_or_default();
    let end = arguments.must_get::<i64>("end")?;
    let step = arguments.get::<i64>("step_by")?.unwrap_or(1);
    let step = usize::try_from(step)
        .ok()
        .filter(|step| *step > 0)
        .ok_or_else(|| tera::Error::message(format!("`range` counts upwards, so that `step_by` cannot be {step}")))?;
    if end.saturating_sub(start) > MOST_NUMBERS.saturating_mul(step as i64) {
        return Err(tera::Error::message(format!(
            "`range` gives at most {MOST_NUMBERS} numbers, and was asked for more"
        )));
    }
    Ok((start..end).step_by(step).collect())
}

/// Bytes that stop growing when a deadline has passed or there are too many, which ends the template that writes them.
struct Timed {
    bytes: Vec<u8>,
    deadline: Deadline,
    writes: usize,
    /// Whether more was written than a page may have.
    is_full: bool,
}

/// How many pieces of a page are written between two looks at the clock; one look takes as long as a few of them.
const PIECES: usize = 256;

impl Timed {
    fn new(deadline: Deadline) -> Self {
        Timed { bytes: Vec::with_capacity(8 << 10), deadline, writes: 0, is_full: false }
    }
}

impl io::Write for Timed {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.write_all(piece).map(|()| piece.len())
    }

    fn write_all(&mut self, piece: &[u8]) -> io::Result<()> {
        self.writes += 1;
        if self.writes.is_multiple_of(PIECES) && self.deadline.check().is_err() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        if self.bytes.len() + piece.len() > MOST_BYTES {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(piece);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A template of the theme without the blanks at the beginning of each line, which are there for those who read templates
/// and would be repeated on every page. None of these templates has a text in which they count.
fn without_indents(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    for line in template.lines() {
        text.push_str(line.trim_start());
        text.push('\n');
    }
    text
}

fn path(template: &str) -> String {
    format!("templates/{template}")
}

/// What every template sees besides its view: `t`, the words; `site`, the settings; and `anchors`, ids that views do
/// not contain. The menus are added once the site is linked.
fn globals(context: &mut Context, settings: &Settings, language: &Language) {
    let site = json!({
        "title": settings.title,
        "description": settings.description,
        "base_url": settings.base_url,
        "language": language.code,
        "stylesheet": settings.stylesheet.as_ref().map(|s| &s.value),
        "logo": settings.surround.logo.as_ref().map(|s| &s.value),
        "footer": settings.surround.footer,
        "extra": settings.extra,
    });
    context.insert_value("t", Value::from_serializable(&language.words));
    context.insert_value("anchors", Value::from_serializable(&json!({ "footnotes": language.addresses.footnotes })));
    context.insert_value("site", Value::from_serializable(&site));
}

/// Turns an error of Tera into a diagnostic with its place.
fn diagnose(error: &tera::Error, template: &str, texts: &BTreeMap<String, TextFile>) -> Diagnostic {
    let known = || texts.keys().map(String::as_str);
    let whole = |code, name: &str, message: Message| Diagnostic::whole(code, &Arc::from(path(name)), message);
    match error.kind() {
        ErrorKind::SyntaxError(report) => at(Code::TemplateSyntax, report, template, texts),
        ErrorKind::RenderingError(report) => at(Code::TemplateError, report, template, texts),
        ErrorKind::MissingParent { current, parent } => {
            let hint = suggest::did_you_mean(parent, None, known(), message!("missing-template.hint"));
            whole(Code::MissingTemplate, current, message!("missing-parent", parent)).hint(hint)
        }
        ErrorKind::TemplateNotFound(name) => {
            let hint = suggest::did_you_mean(name, None, known(), message!("missing-template.hint"));
            whole(Code::MissingTemplate, template, message!("missing-template", name)).hint(hint)
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            whole(Code::TemplateSyntax, tpl, message!("circular-extend")).hint(message!("circular-extend.hint"))
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            whole(Code::TemplateSyntax, tpl, message!("circular-include")).hint(message!("circular-include.hint"))
        }
        _ => from_text(&error.to_string(), template, texts),
    }
}

fn at(code: Code, report: &tera::ReportError, template: &str, texts: &BTreeMap<String, TextFile>) -> Diagnostic {
    let name = if report.filename().is_empty() { template } else { report.filename() };
    let span = report.span();
    let mut range = span.range.clone();
    if range.is_empty()
        && let Some(file) = texts.get(name)
    {
        let lines = Lines::new(&file.text);
        range = lines.character(lines.offset(span.start_line, span.start_col)).range();
    }
    let (message, hint) = template_slip::said(report.message(), Some(range.clone().into()));
    Diagnostic::at(code, &Arc::from(path(name)), range, message).hint(hint)
}

/// Some errors have their place only in their text, as `--> name:line:column`.
fn from_text(text: &str, template: &str, texts: &BTreeMap<String, TextFile>) -> Diagnostic {
    let message = text.lines().next().unwrap_or(text).trim_start_matches("error: ");
    let code = if message.to_lowercase().contains("template") { Code::MissingTemplate } else { Code::TemplateError };
    let place = text.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
    let parts: Vec<&str> = place.unwrap_or("").rsplitn(3, ':').collect();
    if let [column, line, name] = parts.as_slice()
        && let (Ok(line), Ok(column), Some(file)) = (line.parse::<usize>(), column.parse::<usize>(), texts.get(*name))
    {
        let lines = Lines::new(&file.text);
        let at = lines.character(lines.offset(line, column.saturating_sub(1)));
        let (message, hint) = template_slip::said(message, None);
        return Diagnostic::at(code, &Arc::from(path(name)), at, message).hint(hint);
    }
    let (message, hint) = template_slip::said(message, None);
    Diagnostic::whole(code, &Arc::from(path(template)), message).hint(hint)
}
