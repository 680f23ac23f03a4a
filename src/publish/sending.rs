//! Brings a site to a target: the one flow for all of them.
//!
//! Takes: the files of a site with their digests, the record of its addresses, and a [`PublishTarget`].
//! Gives: [`SentSite`]: what was done, or what stands in the way.
//! Never: begins while another publication may be under way, replaces what the target says of itself if somebody else did so
//! since, or lets a step of one phase begin before all of the phase before it are done and noted.
//!
//! What the target says of itself is written before the first step, with all that comes to be done, and after the last. Between two
//! phases only a number is written, and every few seconds within one, so that whoever goes on after a kill knows what is done.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::lacking_addresses::{self, LackingAddress};
use super::steps::{Phase, PublishStep, StepAct};
use super::target::{Course, OwnText, PublishTarget, SiteFolder, TextMark, WrittenText};
use super::target_state::{ByteDigest, TargetState};
use crate::diagnostic::message;
use crate::failure::Failure;
use crate::write::Progress;

/// How often the number of steps that are done is written.
const BEAT: Duration = Duration::from_secs(2);
/// How long a publication is watched before it counts as one that was killed.
const PATIENCE: Duration = Duration::from_secs(8);

/// What stands behind the number of a publication that failed, so that nobody has to wait for it.
const ENDED: &str = " ended";

/// The site that is brought to a target.
#[derive(Debug)]
pub(crate) struct LocalSite {
    pub folder: SiteFolder,
    /// By path; with the headers, where the target keeps those.
    pub files: BTreeMap<String, ByteDigest>,
    /// The text of the record of addresses.
    pub record: String,
}

/// What may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leave {
    /// Nothing: it is only told what would be done.
    Tell,
    /// What contradicts nothing that was published.
    Publish,
    /// Everything: somebody has read what stands in the way.
    Force,
}

/// What became of a publication.
#[derive(Debug)]
pub(crate) enum SentSite {
    /// The target has the site, or would have it after these steps. `unchanged` files it had already.
    Sent { steps: Vec<PublishStep>, unchanged: usize },
    /// The target has addresses that this project does not know; nothing was done.
    Lacks(Vec<LackingAddress>),
}

/// Brings a site to a target.
///
/// # Errors
/// When the target cannot be reached, read or written to, another publication is under way or comes between, or a file stands in the
/// way that no publication put there. What was done by then is whole, and the next run goes on from there.
pub(crate) fn send(
    target: &dyn PublishTarget,
    site: &LocalSite,
    leave: Leave,
    progress: &dyn Progress,
) -> Result<SentSite, Failure> {
    let traits = target.traits();
    let (known, mark) = match target.read(OwnText::State)? {
        None => (TargetState::default(), None),
        Some((text, mark)) => (TargetState::read(&text).ok_or_else(unreadable)?, Some(mark)),
    };
    let (known, beat) = resolved(target, known, leave)?;
    let lacking = lacking_addresses::find(&known.record, &site.record);
    if leave != Leave::Force && !lacking.is_empty() {
        return Ok(SentSite::Lacks(lacking));
    }
    let intent = known.towards(&site.files, &site.record, number());
    let steps = intent.steps(traits.naming);
    let unchanged = site.files.len() - steps.iter().filter(|step| step.act != StepAct::Remove).count();
    let is_current = steps.is_empty() && known.run.is_none() && mark.is_some() && known.record == site.record;
    if leave != Leave::Force && !is_current {
        // What comes where something of ours goes is not free yet.
        let comes = |step: &&PublishStep| !step.was_there && step.phase != Phase::Replacements;
        let coming = steps.iter().filter(comes).filter(|step| !known.files.contains_key(&step.path));
        target.check_free(&coming.map(|step| step.path.as_str()).collect::<Vec<_>>())?;
    }
    if leave == Leave::Tell || is_current {
        // A run that was killed at its very end left its number.
        if leave != Leave::Tell && beat.is_some() {
            target.remove_progress()?;
        }
        return Ok(SentSite::Sent { steps, unchanged });
    }
    progress.begin(steps.len());
    let done = match traits.is_atomic {
        true => at_once(target, site, (&steps, &intent), mark.as_ref()),
        false => Sending { target, site, intent: &intent, steps: &steps, course: Course::default() }
            .run((mark.as_ref(), beat), progress),
    };
    progress.end();
    done.map(|()| SentSite::Sent { steps, unchanged })
}

/// What is known of the files once it is clear how far an interrupted publication came; and what marks its number.
fn resolved(
    target: &dyn PublishTarget,
    known: TargetState,
    leave: Leave,
) -> Result<(TargetState, Option<TextMark>), Failure> {
    let Some(run) = known.run else { return Ok((known, target_beat(target)?)) };
    let look = || target.read(OwnText::Progress);
    let mut found = look()?;
    let is_over = found.as_ref().is_some_and(|(text, _)| text.trim_end().ends_with(ENDED));
    if target.traits().shows_progress && leave != Leave::Tell && !is_over {
        std::thread::sleep(PATIENCE);
        let later = look()?;
        if later != found {
            return Err(Failure::Refused(message!("publish-under-way")));
        }
        found = later;
    }
    let done = found.as_ref().and_then(|(text, _)| {
        let (of, done) = text.trim_end().trim_end_matches(ENDED).split_once(' ')?;
        (u64::from_str_radix(of, 16).ok()? == run).then(|| done.parse::<usize>().ok()).flatten()
    });
    Ok((known.after(done.unwrap_or(0), target.traits().naming), found.map(|(_, mark)| mark)))
}

/// What marks a number that a publication left behind although it was over.
fn target_beat(target: &dyn PublishTarget) -> Result<Option<TextMark>, Failure> {
    match target.traits().is_atomic {
        true => Ok(None),
        false => Ok(target.read(OwnText::Progress)?.map(|(_, mark)| mark)),
    }
}

/// A number that no other publication has.
fn number() -> u64 {
    // The random seed of a hasher.
    RandomState::new().build_hasher().finish()
}

fn unreadable() -> Failure {
    Failure::Refused(message!("publish-unreadable-state", name = OwnText::State.name()))
}

fn conflict() -> Failure {
    Failure::Refused(message!("publish-conflict"))
}

fn at_once(
    target: &dyn PublishTarget,
    site: &LocalSite,
    (steps, intent): (&[PublishStep], &TargetState),
    mark: Option<&TextMark>,
) -> Result<(), Failure> {
    target.carry_out(steps, &site.folder, &Course::default())?;
    match target.write(OwnText::State, &intent.done().text(), mark)? {
        WrittenText::Written(_) => Ok(()),
        WrittenText::Conflict => Err(conflict()),
    }
}

/// A publication that is under way.
struct Sending<'a> {
    target: &'a dyn PublishTarget,
    site: &'a LocalSite,
    intent: &'a TargetState,
    steps: &'a [PublishStep],
    course: Course,
}

impl Sending<'_> {
    fn run(&self, (mark, beat): (Option<&TextMark>, Option<TextMark>), progress: &dyn Progress) -> Result<(), Failure> {
        let Sending { target, intent, .. } = self;
        let WrittenText::Written(mark) = target.write(OwnText::State, &intent.text(), mark)? else {
            return Err(conflict());
        };
        // Of the number of another publication nothing may be left that could be taken for this one's.
        let mut beat = self.beat(beat)?;
        let mut begin = 0;
        for phase in self.steps.chunk_by(|one, next| one.phase == next.phase) {
            if begin > 0 {
                beat = self.beat(Some(beat))?;
            }
            beat = self.phase((begin, phase), beat, progress)?;
            begin += phase.len();
        }
        let WrittenText::Written(_) = target.write(OwnText::State, &intent.done().text(), Some(&mark))? else {
            return Err(conflict());
        };
        target.remove_progress()
    }

    /// Writes how many steps are done.
    fn beat(&self, known: Option<TextMark>) -> Result<TextMark, Failure> {
        self.note(known, "")
    }

    fn note(&self, known: Option<TextMark>, end: &str) -> Result<TextMark, Failure> {
        let words = format!("{:016x} {}{end}\n", self.intent.run.unwrap_or_default(), self.course.done());
        match self.target.write(OwnText::Progress, &words, known.as_ref())? {
            WrittenText::Written(mark) => Ok(mark),
            WrittenText::Conflict => Err(conflict()),
        }
    }

    /// Does the steps of a phase, and writes now and then how many are done.
    fn phase(
        &self,
        (begin, steps): (usize, &[PublishStep]),
        beat: TextMark,
        progress: &dyn Progress,
    ) -> Result<TextMark, Failure> {
        let over = (Mutex::new(false), Condvar::new());
        self.course.begin(begin);
        std::thread::scope(|scope| {
            let beating = scope.spawn(|| self.beats(beat, &over, progress));
            let done = self.target.carry_out(steps, &self.site.folder, &self.course);
            *over.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
            over.1.notify_all();
            let beat = beating.join().unwrap_or_else(|_| Err(conflict()));
            // Whoever came between is why the steps were stopped.
            let beat = beat?;
            match done {
                Ok(()) => Ok(beat),
                Err(failure) => {
                    // If this cannot be written either, whoever comes next waits a while.
                    let _ = self.note(Some(beat), ENDED);
                    Err(failure)
                }
            }
        })
    }

    fn beats(
        &self,
        mut beat: TextMark,
        (over, rung): &(Mutex<bool>, Condvar),
        progress: &dyn Progress,
    ) -> Result<TextMark, Failure> {
        let (mut shown, mut written) = (self.course.done(), self.course.done());
        let mut waited = Duration::ZERO;
        loop {
            let is_over = over.lock().unwrap_or_else(PoisonError::into_inner);
            let pause = Duration::from_millis(200);
            let is_over = match *is_over {
                true => true,
                false => *rung.wait_timeout(is_over, pause).unwrap_or_else(PoisonError::into_inner).0,
            };
            let done = self.course.done();
            (shown..done).for_each(|_| progress.step());
            shown = done;
            if is_over {
                return Ok(beat);
            }
            waited += pause;
            if waited >= BEAT && (done > written || self.target.traits().shows_progress) {
                waited = Duration::ZERO;
                written = done;
                beat = self.beat(Some(beat)).inspect_err(|_| self.course.stop())?;
            }
        }
    }
}
