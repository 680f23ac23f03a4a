//! The command `verify`.
//!
//! Takes: packages to check.
//! Gives: a line for each fault, a verdict for each package, or all of it as JSON; and an exit code.
//! Never: checks anything itself; [`crate::archive`] does.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::terminal::{fail, language_asked, print, say};
use crate::archive::{self, Verification};
use crate::diagnostic::{Message, message};
use crate::project::inner_path;

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// Packages, or WACZ files of packages
    #[arg(value_name = "DIR|FILE", required = true)]
    packages: Vec<PathBuf>,
    /// The digest that `archive` printed for the package
    #[arg(long, value_name = "SHA-512")]
    digest: Option<String>,
    /// Print what was found as JSON
    #[arg(long)]
    json: bool,
}

/// A fault as JSON.
#[derive(Serialize)]
struct FaultData {
    /// The path of the file within the package; empty for the package as a whole.
    path: String,
    kind: &'static str,
    what: String,
}

/// What was found of a package, as JSON.
#[derive(Serialize)]
struct VerifiedData {
    path: String,
    sound: bool,
    /// Why it could not be checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    faults: Vec<FaultData>,
}

/// Everything that was found, as JSON.
#[derive(Serialize)]
struct VerifiedList {
    packages: Vec<VerifiedData>,
}

pub(super) fn run_verify(args: &VerifyArgs) -> ExitCode {
    if args.digest.is_some() && args.packages.len() > 1 {
        return fail(&message!("verify-one-digest").words(language_asked()));
    }
    let mut list = VerifiedList { packages: Vec::new() };
    for path in &args.packages {
        let found = match checked(path) {
            Ok(report) => verified(path, report, args.digest.as_deref()),
            Err(message) => failed(path, message.words(language_asked())),
        };
        if !args.json {
            show(path, &found);
        }
        list.packages.push(found);
    }
    if args.json {
        let text = serde_json::to_string_pretty(&list).expect("these structures have text keys");
        print(&format!("{text}\n"));
    }
    match (list.packages.iter().any(|p| p.error.is_some()), list.packages.iter().all(|p| p.sound)) {
        (true, _) => ExitCode::from(2),
        (_, true) => ExitCode::SUCCESS,
        (_, false) => ExitCode::from(1),
    }
}

/// Checks a package, or says why that cannot be done.
fn checked(path: &Path) -> Result<Verification, Message> {
    if path.is_dir() && !archive::is_package(path) {
        return Err(message!("verify-no-package", path));
    }
    archive::verify(path).map_err(|error| message!("verify-failed", path, reason = error.to_string()))
}

fn failed(path: &Path, error: String) -> VerifiedData {
    let path = path.display().to_string();
    VerifiedData { path, sound: false, error: Some(error), digest: None, files: None, bytes: None, faults: Vec::new() }
}

fn verified(path: &Path, report: Verification, wanted: Option<&str>) -> VerifiedData {
    let Verification { faults, files, bytes, digest } = report;
    let fault = |fault: archive::Fault| FaultData {
        path: inner_path::shown(&fault.path).to_string(),
        kind: fault.kind.name(),
        what: fault.what,
    };
    let mut faults: Vec<FaultData> = faults.into_iter().map(fault).collect();
    if wanted.is_some_and(|wanted| !wanted.eq_ignore_ascii_case(&digest)) {
        let what = format!("its digest is {digest}, not the one given");
        faults.push(FaultData { path: String::new(), kind: "changed", what });
    }
    VerifiedData {
        path: path.display().to_string(),
        sound: faults.is_empty(),
        error: None,
        digest: Some(digest),
        files: Some(files),
        bytes: Some(bytes),
        faults,
    }
}

/// Prints what was found of a package for people.
fn show(path: &Path, found: &VerifiedData) {
    if let Some(error) = &found.error {
        fail(error);
        return;
    }
    for fault in &found.faults {
        let place = if fault.path.is_empty() { path.to_owned() } else { path.join(&fault.path) };
        print(&format!("{}: {}: {}\n", place.display(), fault.kind, fault.what));
    }
    let verdict = match found.faults.len() {
        0 => "sound".to_owned(),
        1 => "1 thing is wrong".to_owned(),
        wrong => format!("{wrong} things are wrong"),
    };
    let (files, megabytes) = (found.files.unwrap_or_default(), found.bytes.unwrap_or_default() as f64 / 1e6);
    let digest = found.digest.as_deref().unwrap_or_default();
    say(&format!("{}: {verdict}; {files} files, {megabytes:.1} MB, digest {digest}", path.display()));
}
