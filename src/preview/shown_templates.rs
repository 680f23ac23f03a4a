//! The templates that pages are rendered with while somebody works on them.
//!
//! Takes: the templates of each look.
//! Gives: [`ShownTemplates`]: them, and the last ones that did not fail.
//! Never: renders anything.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::render::Engine;

/// The templates, and those to fall back on.
pub(super) struct ShownTemplates {
    pub(super) engine: Arc<Engine>,
    pub(super) failed: AtomicBool,
    pub(super) fallback: Option<Arc<Engine>>,
}

/// The templates to render with.
pub(super) fn templates(
    engine: Option<Arc<Engine>>,
    before: Option<&Arc<ShownTemplates>>,
) -> Option<Arc<ShownTemplates>> {
    let Some(engine) = engine else { return before.cloned() };
    let Some(before) = before else {
        return Some(Arc::new(ShownTemplates { engine, failed: AtomicBool::new(false), fallback: None }));
    };
    if Arc::ptr_eq(&before.engine, &engine) {
        return Some(before.clone());
    }
    let fallback = match before.failed.load(Ordering::Relaxed) {
        true => before.fallback.clone(),
        false => Some(before.engine.clone()),
    };
    Some(Arc::new(ShownTemplates { engine, failed: AtomicBool::new(false), fallback }))
}
