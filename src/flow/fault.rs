//! What happens when the program itself fails at a file or page, or takes too long.
//!
//! Takes: the work on one file or page.
//! Gives: the result, or a diagnostic of that file, so that all others go on.
//! Never: hides a fault; it is an error, and the panic is on standard error with its place in the program.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Message, message};
use crate::failure::deadline::TooLong;

/// The work on one file or page.
pub(crate) struct Task {
    /// The file that the work is about.
    pub path: Arc<str>,
    /// What is being done, as in "reading this file".
    pub doing: Message,
}

/// Does the work on one file or page. `task` is only called when it fails.
///
/// # Errors
/// A diagnostic of the file, if the work panics or takes too long.
pub(crate) fn contained<T>(
    task: impl FnOnce() -> Task,
    work: impl FnOnce() -> Result<T, TooLong>,
    // What the work can reach is shared and never changes, except for stores to which only complete values are added,
    // so nothing half done is seen after a panic.
) -> Result<T, Box<Diagnostic>> {
    let panic = match panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(done)) => return Ok(done),
        Ok(Err(TooLong)) => None,
        Err(panic) => Some(words(&*panic)),
    };
    let Task { path, doing } = task();
    Err(Box::new(match panic {
        None => Diagnostic::whole(Code::TakesTooLong, &path, message!("takes-too-long", doing))
            .hint(message!("takes-too-long.hint")),
        Some(words) => Diagnostic::whole(Code::ProgramFault, &path, message!("program-fault", doing, words))
            .hint(message!("program-fault.hint")),
    }))
}

/// The message of a panic, on one line.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    text.and_then(|text| text.lines().next()).unwrap_or("it does not say why").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading() -> Task {
        Task { path: "content/pages/over.md".into(), doing: message!("reading-this-file") }
    }

    #[test]
    fn a_fault_is_a_diagnostic_of_its_file() {
        assert_eq!(contained(reading, || Ok(1)), Ok(1));
        let found = contained(reading, || -> Result<(), TooLong> { panic!("index {}\nmore", 3) }).unwrap_err();
        assert_eq!((found.code, &*found.path), (Code::ProgramFault, "content/pages/over.md"));
        assert_eq!(found.message.to_string(), "the program failed at reading this file: index 3");
        assert!(found.hint.is_some_and(|hint| hint.message.to_string().contains("report")));
        let found = contained(reading, || -> Result<(), TooLong> { Err(TooLong) }).unwrap_err();
        assert_eq!(found.code, Code::TakesTooLong);
        assert_eq!(found.message.to_string(), "reading this file takes too long");
    }
}
