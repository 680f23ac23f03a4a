//! Is told how far a long piece of work has come.
//!
//! Takes: nothing.
//! Gives: [`Progress`], for bars and the like.
//! Never: changes what is done.

/// Is told how far a long piece of work has come. Methods may be called from any thread; [`Silent`](crate::Silent)
/// ignores them all.
pub trait Progress: Sync {
    /// A phase begins, with this many steps.
    fn begin(&self, steps: usize);
    /// One step is done.
    fn step(&self);
    /// The phase is over.
    fn end(&self);
    /// Another build is writing to the same folder, and this one waits for it.
    fn waiting(&self);
}
