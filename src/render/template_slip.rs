//! What was typed where a template could not be read or made no page.
//!
//! Takes: what Tera said of a mistake, in English.
//! Gives: the mistake in the author's words and language, and what to type.
//! Never: decides whether a template is valid, or where a mistake is.

use crate::diagnostic::{Hint, Message, Span, message, suggest};

/// A mistake, with what Tera put between backticks in its sentence.
type Slip = fn(&[&str]) -> (Message, Message);

/// How what Tera says begins, and the sentence for it. Sentences of a later version have none, and are shown as they are.
const SAID: &[(&str, Slip)] = &[
    ("Unexpected end of", |_| (message!("template-ends"), message!("template-ends.hint"))),
    ("unexpected end of", |_| (message!("template-ends"), message!("template-ends.hint"))),
    ("Unclosed", |_| (message!("template-ends"), message!("template-ends.hint"))),
    ("String opened", |_| (message!("template-ends"), message!("template-ends.hint"))),
    ("unexpected escape", |_| (message!("template-character"), message!("template-character.hint"))),
    ("Unexpected character", |_| (message!("template-character"), message!("template-character.hint"))),
    ("Unknown tag", |_| (message!("template-tag"), message!("template-tag.hint"))),
    ("Template already contains", |q| {
        (message!("template-block-twice", name = at(q, 0)), message!("template-block-twice.hint"))
    }),
    ("`extends` needs", |_| (message!("template-extends"), message!("template-extends.hint"))),
    ("Template is already extending", |_| (message!("template-extends"), message!("template-extends.hint"))),
    ("This content would be ignored", |_| (message!("template-outside"), message!("template-outside.hint"))),
    ("The expression is too complex", too_deep),
    ("The template nesting", too_deep),
    ("Arrays can have", too_deep),
    ("Identifiers can only", too_deep),
    ("Maximum render recursion", |_| (message!("template-recursion"), message!("template-recursion.hint"))),
    ("Found invalid field of `loop`", |_| (message!("template-loop"), message!("template-loop.hint"))),
    ("Variable", |q| (message!("template-unset", name = at(q, 0)), message!("template-undefined.hint"))),
    ("Field", |q| (message!("template-field", name = at(q, 0)), message!("template-undefined.hint"))),
    ("Tried to render", undefined),
    ("Tried to escape", undefined),
    ("Cannot index into", undefined),
    ("Cannot slice", undefined),
    ("Index expression is", undefined),
    ("Unknown filter", |q| (message!("template-filter", name = at(q, 0)), message!("template-unknown.hint"))),
    ("Unknown test", |q| (message!("template-test", name = at(q, 0)), message!("template-unknown.hint"))),
    ("Unknown function", |q| (message!("template-function", name = at(q, 0)), message!("template-unknown.hint"))),
    ("Unknown component", |q| (message!("template-component", name = at(q, 0)), message!("template-unknown.hint"))),
    ("Unknown template", |q| (message!("missing-template", name = at(q, 0)), message!("missing-template.hint"))),
    ("Iteration not possible", |q| {
        (message!("template-iterate", kind = kind(at(q, 0))), message!("template-iterate.hint"))
    }),
    ("Key/value iteration", |q| (message!("template-pairs", kind = kind(at(q, 0))), message!("template-pairs.hint"))),
    ("Math operations", |q| (message!("template-math", kind = kind(at(q, 0))), message!("template-math.hint"))),
    ("`+` requires", |q| {
        let other = if is_number(at(q, 1)) { at(q, 2) } else { at(q, 1) };
        (message!("template-math", kind = kind(other)), message!("template-math.hint"))
    }),
    ("Cannot compare", |q| {
        let message = message!("template-compare", one = kind(at(q, 0)), other = kind(at(q, 1)));
        (message, message!("template-compare.hint"))
    }),
    ("Invalid type for the value", |q| {
        let message = message!("template-type", expected = kind(at(q, 0)), found = kind(at(q, 1)));
        (message, message!("template-type.hint"))
    }),
    ("Missing keyword argument", |q| {
        (message!("template-argument", name = at(q, 0)), message!("template-argument.hint", name = at(q, 0)))
    }),
    ("Cannot divide by 0", |_| (message!("template-zero"), message!("template-zero.hint"))),
    ("`range` gives at most", |_| (message!("template-range"), message!("template-range.hint"))),
    ("`range` counts upwards", |_| (message!("template-step"), message!("template-step.hint"))),
    ("super() called", |_| (message!("template-super"), message!("template-super.hint"))),
    ("Tried to use super()", |_| (message!("template-super"), message!("template-super.hint"))),
];

fn too_deep(_: &[&str]) -> (Message, Message) {
    (message!("template-deep"), message!("template-deep.hint"))
}

fn undefined(_: &[&str]) -> (Message, Message) {
    (message!("template-undefined"), message!("template-undefined.hint"))
}

/// What Tera said, in words of the catalogues; `typed` is where the mistake stands.
pub(super) fn said(said: &str, typed: Option<Span>) -> (Message, Hint) {
    let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    if let Some((name, known)) = unknown_variable(said) {
        let otherwise = message!("template-variable.hint", known);
        // Every short name is a letter away from some other.
        let similar = known.split(", ").filter(|_| name.len() > 2);
        let near = suggest::did_you_mean(name, typed.filter(|span| span.length() == name.len()), similar, otherwise);
        return (message!("template-variable", name), near);
    }
    let begins = |begin: &str| said.get(..begin.len()).is_some_and(|head| head.eq_ignore_ascii_case(begin));
    let (message, hint) = match SAID.iter().find(|(begin, _)| begins(begin)) {
        Some((_, slip)) => slip(&quoted),
        None => otherwise(said),
    };
    (message, hint.into())
}

/// The name of a variable that does not exist, and those that do.
fn unknown_variable(said: &str) -> Option<(&str, &str)> {
    let (name, rest) = said.strip_prefix("Variable `")?.split_once("` is not defined")?;
    Some((name, rest.split_once(": ").map_or("", |(_, known)| known)))
}

/// Something stands where something else is meant to; or what nobody foresaw.
fn otherwise(said: &str) -> (Message, Message) {
    let lower = said.strip_prefix("Found ").or_else(|| said.strip_prefix("found "));
    if let Some((found, rest)) = lower.and_then(|rest| rest.split_once(" but ")) {
        let found = found.trim_matches('`');
        let expected = rest.strip_prefix("expected ").unwrap_or_default().trim_matches(['.', '`']);
        // Words are English; signs are the same everywhere.
        let is_sign = !expected.is_empty() && !expected.contains(|c: char| c.is_alphanumeric());
        return match is_sign {
            true => (message!("template-instead", found, expected), message!("write", words = expected)),
            false => (message!("template-unexpected", found), message!("template-unexpected.hint")),
        };
    }
    if said.contains("opening tag") {
        return (message!("template-closing"), message!("template-closing.hint"));
    }
    if said.contains("reserved keyword") {
        return (message!("template-reserved"), message!("template-reserved.hint"));
    }
    if said.contains("only be used in a for loop") {
        return (message!("template-loop"), message!("template-loop.hint"));
    }
    (message!("template-error", reason = said.trim_end_matches('.')), message!("template-error.hint"))
}

fn at<'a>(quoted: &[&'a str], nth: usize) -> &'a str {
    quoted.get(nth).copied().unwrap_or_default()
}

fn is_number(kind: &str) -> bool {
    kind == "number"
        || kind == "integer"
        || kind.strip_prefix(['u', 'i', 'f']).is_some_and(|bits| bits.parse::<u8>().is_ok())
}

/// What a kind of value is called.
fn kind(name: &str) -> Message {
    match name.trim_start_matches('&') {
        "string" | "str" | "String" => message!("template-kind-text"),
        "array" | "Vec" => message!("template-kind-list"),
        "map/struct" | "map" | "Map" => message!("template-kind-table"),
        "bool" => message!("template-kind-truth"),
        "undefined" | "none" => message!("template-kind-nothing"),
        number if is_number(number) || number == "usize" || number == "isize" => message!("template-kind-number"),
        other => message!("template-kind-other", name = other),
    }
}

#[cfg(test)]
mod tests {
    use tera::{Context, ErrorKind, Tera};

    use super::*;
    use crate::diagnostic::MessageLanguage;

    /// What a template comes to, as the key of its message.
    fn key(template: &str) -> &'static str {
        let mut tera = Tera::default();
        let context = Context::from_serialize(&serde_json::json!({"tekst": "x", "getal": 1, "rij": [1]})).unwrap();
        let rendered = tera.add_raw_template("a.html", template).and_then(|()| tera.render("a.html", &context));
        let error = rendered.expect_err(template);
        let words = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.message().to_owned(),
            other => other.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned(),
        };
        let (message, hint) = said(&words, None);
        let spoken =
            [MessageLanguage::Nl, MessageLanguage::En].map(|language| (message.words(language), hint.words(language)));
        assert!(spoken[0].0 != spoken[1].0 && spoken[0].1 != spoken[1].1, "{words}: {spoken:?}");
        message.key()
    }

    #[test]
    fn each_kind_of_mistake_has_words_of_ours() {
        for (template, expected) in [
            ("{% for x in %}{% endfor %}", "template-unexpected"),
            ("{{ tekst }", "template-instead"),
            ("{% if tekst %}", "template-ends"),
            ("{{ \"open }}", "template-ends"),
            ("{{ tekst ? 1 }}", "template-character"),
            ("{% als tekst %}", "template-tag"),
            ("{% block a %}{% endblock b %}", "template-closing"),
            ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "template-block-twice"),
            ("x{% extends \"b.html\" %}", "template-extends"),
            ("{{ tekts }}", "template-variable"),
            ("{{ tekst.veld.veld }}", "template-field"),
            ("{{ tekst | hoofd }}", "template-filter"),
            ("{{ hoofd() }}", "template-function"),
            ("{% if tekst is hoofd %}{% endif %}", "template-test"),
            ("{% include \"weg.html\" %}", "missing-template"),
            ("{% for x in getal %}{% endfor %}", "template-iterate"),
            ("{% for k, v in rij %}{% endfor %}", "template-pairs"),
            ("{{ tekst - 1 }}", "template-math"),
            ("{% if tekst < 1 %}{% endif %}", "template-compare"),
            ("{{ getal | upper }}", "template-type"),
            ("{{ tekst | replace(from=\"a\") }}", "template-argument"),
            ("{{ getal / 0 }}", "template-zero"),
            ("{% break %}", "template-loop"),
        ] {
            assert_eq!(key(template), expected, "{template}");
        }
    }

    #[test]
    fn endless_templates_have_words_of_ours() {
        let key = |words: &str| said(words, None).0.key();
        assert_eq!(key("`range` gives at most 10000 numbers, and was asked for more"), "template-range");
        assert_eq!(key("Maximum render recursion depth for components exceeded."), "template-recursion");
        assert_eq!(key("The template nesting is too deep"), "template-deep");
    }

    #[test]
    fn a_variable_that_does_not_exist_is_told_with_the_nearest_that_does() {
        let (_, hint) =
            said("Variable `haeding` is not defined. Available variables: heading, lead", Some(Span::new(3, 10)));
        assert_eq!(hint.edits.first().map(|edit| edit.text.as_str()), Some("heading"));
        let (_, hint) = said("Variable `xyz` is not defined. Available variables: heading, lead", None);
        assert_eq!(hint.message.key(), "template-variable.hint");
    }
}
