//! A smallest wrong input for each code, and for each way of correcting it. `tests/README.md` tells how to add one.

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use crate::project::{Project, Tree};
use crate::snapshot;

pub fn trials() -> Vec<Trial> {
    let trial = |(name, folder): (String, PathBuf)| {
        let test = format!("mistake::{name}");
        Trial::test(test.clone(), move || {
            let code = name.split('.').next().unwrap_or_default();
            let expected = fs::read(folder.join("hint.txt")).map(|bytes| ("hint.txt".to_owned(), bytes));
            let made = Tree::from([("hint.txt".to_owned(), outcome(&folder, code)?.into_bytes())]);
            snapshot::hold(&test, &folder, &expected.into_iter().collect(), &made)
        })
    };
    snapshot::folders("mistakes").into_iter().map(trial).collect()
}

/// How bad the mistake is and how sure its hints are, after every edit was tried.
fn outcome(folder: &Path, code: &str) -> Result<String, Failed> {
    let found = found(&Project::copy_of(&folder.join("in")), &[]);
    let of_code: Vec<&Value> = found.iter().filter(|one| one["code"] == code).collect();
    let first = of_code.first().ok_or_else(|| format!("`{code}` is not reported, but {found:?}"))?;
    speaks(folder, code)?;
    let mut sureness: Vec<&str> = of_code.iter().filter_map(|one| one["mend"]["sureness"].as_str()).collect();
    sureness.sort_unstable();
    sureness.dedup();
    for one in &of_code {
        corrections(folder, one)?;
    }
    Ok(format!("{}, {}\n", first["severity"].as_str().unwrap_or_default(), sureness.join(", ")))
}

/// Each edit of a hint, made on a fresh copy, leaves a site that passes.
fn corrections(folder: &Path, one: &Value) -> Result<(), Failed> {
    let edits = one["mend"]["edits"].as_array().cloned().unwrap_or_default();
    if edits.is_empty() {
        return Ok(());
    }
    let certain = one["mend"]["sureness"] == "certain";
    let alternatives: Vec<&[Value]> = if certain { vec![&edits] } else { edits.chunks(1).collect() };
    for alternative in alternatives {
        let project = Project::copy_of(&folder.join("in"));
        let path = one["path"].as_str().ok_or("a path")?;
        let text = fs::read_to_string(project.root().join(path))?;
        project.write(path, edited(&text, alternative));
        let run = project.check(&["--format", "short"]);
        if run.code != 0 {
            return Err(format!("with the edit {alternative:?} it does not pass:\n{}", run.stdout).into());
        }
    }
    if certain {
        let project = Project::copy_of(&folder.join("in"));
        let run = project.check(&["--fix", "--format", "short"]);
        if run.code != 0 {
            return Err(format!("after `--fix` it does not pass:\n{}{}", run.stdout, run.stderr).into());
        }
    }
    Ok(())
}

/// A text with edits; their bytes are counted after a byte order mark.
fn edited(text: &str, edits: &[Value]) -> String {
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let place = |edit: &Value, key: &str| mark + usize::try_from(edit["span"][key].as_u64().unwrap_or(0)).unwrap_or(0);
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(place(edit, "start")..place(edit, "end"), edit["text"].as_str().unwrap_or_default());
    }
    text
}

/// The mistake has words of its own in each language, without a key or a variable among them.
fn speaks(folder: &Path, code: &str) -> Result<(), Failed> {
    let project = Project::copy_of(&folder.join("in"));
    let [english, dutch] = ["en", "nl"].map(|language| found(&project, &["--language", language]));
    for (one, other) in english.iter().zip(&dutch).filter(|(one, _)| one["code"] == code) {
        for words in [one, other] {
            for (key, said) in
                [(&words["said"]["key"], &words["message"]), (&words["mend"]["message"]["key"], &words["hint"])]
            {
                let text = said.as_str().unwrap_or_default();
                if text.is_empty() || text.contains("{$") || key == said {
                    return Err(format!("it has no words: {words}").into());
                }
            }
        }
        // What a library says of a syntax is English everywhere.
        if one["hint"] == other["hint"] {
            return Err(format!("the hint is the same in both languages: {one}").into());
        }
    }
    Ok(())
}

fn found(project: &Project, arguments: &[&str]) -> Vec<Value> {
    let run = project.check(&[&["--format", "json"], arguments].concat());
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}
