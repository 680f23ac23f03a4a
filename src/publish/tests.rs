//! Publications to a target in memory, killed at any moment, or with somebody else in between.
//!
//! Takes: sites made at random, in which every page finds what it needs.
//! Gives: proof that readers never see a page that lacks something, and that whoever goes on ends where a fresh run does.
//! Never: speaks to another machine, or writes to disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;

use proptest::prelude::*;

use super::sending::{Leave, LocalSite, SentSite, send};
use super::steps::{Naming, Phase, PublishStep, StepAct, is_page};
use super::target::{Course, OwnText, PublishTarget, SiteFolder, TargetTraits, TextMark, WrittenText};
use super::target_state::{ByteDigest, FileState, TargetState};
use crate::Silent;
use crate::failure::Failure;

/// What lies at the target.
#[derive(Debug, Default)]
struct TargetMemory {
    files: BTreeMap<String, ByteDigest>,
    own: BTreeMap<&'static str, (String, u64)>,
    /// How many operations are left before nothing works any more.
    left: Option<usize>,
    /// What was seen after each step.
    seen: Vec<BTreeMap<String, ByteDigest>>,
    /// In which order the steps of a phase are done.
    shuffle: u64,
}

struct MemoryTarget(Mutex<TargetMemory>, Naming);

impl MemoryTarget {
    fn new(naming: Naming) -> MemoryTarget {
        MemoryTarget(Mutex::default(), naming)
    }

    /// Does an operation, unless the publication has been killed.
    fn operate<T>(&self, operation: impl FnOnce(&mut TargetMemory) -> T) -> Result<T, Failure> {
        let mut memory = self.0.lock().unwrap();
        match &mut memory.left {
            Some(0) => {
                return Err(Failure::Io(
                    crate::diagnostic::message!("publish-under-way"),
                    std::io::ErrorKind::Other.into(),
                ));
            }
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(operation(&mut memory))
    }

    fn files(&self) -> BTreeMap<String, ByteDigest> {
        self.0.lock().unwrap().files.clone()
    }

    fn state(&self) -> TargetState {
        TargetState::read(&self.0.lock().unwrap().own[OwnText::State.name()].0).expect("the state of the target")
    }

    /// Lets so many operations succeed from here on.
    fn allow(&self, left: Option<usize>, shuffle: u64) {
        let mut memory = self.0.lock().unwrap();
        (memory.left, memory.shuffle) = (left, shuffle);
        memory.seen.clear();
    }
}

impl PublishTarget for MemoryTarget {
    fn traits(&self) -> TargetTraits {
        TargetTraits { naming: self.1, is_atomic: false, keeps_headers: false, shows_progress: false }
    }

    fn read(&self, text: OwnText) -> Result<Option<(String, TextMark)>, Failure> {
        let memory = self.0.lock().unwrap();
        Ok(memory.own.get(text.name()).map(|(text, mark)| (text.clone(), TextMark(mark.to_string()))))
    }

    fn write(&self, text: OwnText, words: &str, known: Option<&TextMark>) -> Result<WrittenText, Failure> {
        self.operate(|memory| {
            let mark = memory.own.get(text.name()).map(|(_, mark)| *mark);
            if mark.map(|mark| TextMark(mark.to_string())).as_ref() != known {
                return WrittenText::Conflict;
            }
            let mark = mark.unwrap_or_default() + 1;
            memory.own.insert(text.name(), (words.to_owned(), mark));
            WrittenText::Written(TextMark(mark.to_string()))
        })
    }

    fn remove_progress(&self) -> Result<(), Failure> {
        self.operate(|memory| drop(memory.own.remove(OwnText::Progress.name())))
    }

    fn check_free(&self, _: &[&str]) -> Result<(), Failure> {
        Ok(())
    }

    fn carry_out(&self, steps: &[PublishStep], _: &SiteFolder, course: &Course) -> Result<(), Failure> {
        let mut order: Vec<usize> = (0..steps.len()).collect();
        let shuffle = self.0.lock().unwrap().shuffle;
        order.sort_by_key(|at| (*at as u64 + 1).wrapping_mul(shuffle | 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        for at in order {
            let PublishStep { path, act, .. } = &steps[at];
            self.operate(|memory| {
                match act {
                    StepAct::Put(digest) => drop(memory.files.insert(path.clone(), *digest)),
                    StepAct::Remove => drop(memory.files.remove(path)),
                }
                memory.seen.push(memory.files.clone());
            })?;
            course.step(at);
        }
        Ok(())
    }
}

/// A site: what each file needs, by path. Pages have what they show and what they link to; other files need nothing.
#[derive(Debug, Clone)]
struct Model {
    /// Each with a number that tells this version of it from others.
    files: BTreeMap<String, (u8, BTreeSet<String>)>,
}

const PATHS: [&str; 9] =
    ["a.html", "b.html", "c/d.html", "e.html", "f.html", "x.css", "y.png", "zoeken/index/w1.bin", "feed.xml"];

impl Model {
    fn digest(path: &str, (version, needs): &(u8, BTreeSet<String>)) -> ByteDigest {
        ByteDigest::of(format!("{path} {version} {needs:?}").as_bytes())
    }

    fn local(&self, record: &str) -> LocalSite {
        let files = self.files.iter().map(|(path, file)| (path.clone(), Model::digest(path, file))).collect();
        LocalSite { folder: SiteFolder(PathBuf::new()), files, record: record.to_owned() }
    }

    fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }
}

/// A site in which every page finds what it needs.
fn model() -> impl Strategy<Value = Model> {
    let file = (any::<bool>(), 0..3_u8, prop::collection::vec(any::<bool>(), PATHS.len()));
    prop::collection::vec(file, PATHS.len()).prop_map(|chosen| {
        let there: Vec<bool> = chosen.iter().map(|(there, ..)| *there).collect();
        let needed = |path: &str, needs: &[bool]| -> BTreeSet<String> {
            let some = PATHS
                .iter()
                .zip(needs)
                .zip(&there)
                .filter(|((other, needs), there)| **needs && **there && **other != path);
            if is_page(path) { some.map(|((other, _), _)| (*other).to_owned()).collect() } else { BTreeSet::new() }
        };
        let files = PATHS.iter().zip(&chosen).filter(|(_, (there, ..))| *there);
        Model {
            files: files
                .map(|(path, (_, version, needs))| ((*path).to_owned(), (*version, needed(path, needs))))
                .collect(),
        }
    })
}

/// Asserts that readers see nothing broken: every page has the files that it shows, and whatever leads on from a page that
/// was there before and stays has all it needs, pages included.
fn assert_whole(seen: &BTreeMap<String, ByteDigest>, models: &[&Model], stays: impl Fn(&str) -> bool) {
    let versions: BTreeMap<ByteDigest, &BTreeSet<String>> = models
        .iter()
        .flat_map(|model| model.files.iter().map(|(path, file)| (Model::digest(path, file), &file.1)))
        .collect();
    let needs = |path: &str| versions[&seen[path]];
    for page in seen.keys().filter(|path| is_page(path)) {
        let lacking: Vec<&String> =
            needs(page).iter().filter(|need| !is_page(need) && !seen.contains_key(*need)).collect();
        assert!(lacking.is_empty(), "{page} lacks {lacking:?} in {seen:?}");
    }
    let mut reached: BTreeSet<&str> =
        seen.keys().map(String::as_str).filter(|path| is_page(path) && stays(path)).collect();
    let mut next: Vec<&str> = reached.iter().copied().collect();
    while let Some(page) = next.pop() {
        for need in needs(page) {
            assert!(seen.contains_key(need), "{page} leads to {need}, which is not in {seen:?}");
            if is_page(need) && reached.insert(need) {
                next.push(need);
            }
        }
    }
}

fn publish(target: &MemoryTarget, site: &LocalSite) -> Result<SentSite, Failure> {
    send(target, site, Leave::Publish, &Silent)
}

proptest! {
    #[test]
    fn killed_at_any_moment_every_page_is_whole_and_the_next_run_ends_as_a_fresh_one(
        [old, new, later] in [model(), model(), model()], kill in 0..40_usize, shuffle in any::<u64>(),
    ) {
        let target = MemoryTarget::new(Naming::Keys);
        publish(&target, &old.local("/a/\n")).unwrap();
        prop_assert_eq!(&target.files(), &old.local("").files);

        target.allow(Some(kill), shuffle);
        let killed = publish(&target, &new.local("/a/\n/b/\n"));
        for seen in &target.0.lock().unwrap().seen {
            assert_whole(seen, &[&old, &new], |path| old.has(path) && new.has(path));
        }
        if killed.is_ok() {
            prop_assert_eq!(&target.files(), &new.local("").files);
        }

        target.allow(None, shuffle);
        publish(&target, &later.local("/a/\n/b/\n/c/\n")).unwrap();
        for seen in &target.0.lock().unwrap().seen {
            assert_whole(seen, &[&old, &new, &later], |path| [&old, &new, &later].iter().all(|model| model.has(path)));
        }
        prop_assert_eq!(&target.files(), &later.local("").files);
        let state = target.state();
        prop_assert_eq!(state.run, None);
        prop_assert_eq!(&*state.record, "/a/\n/b/\n/c/\n");
        prop_assert!(state.files.values().all(|file| matches!(file, FileState::There(_))));
        prop_assert!(target.read(OwnText::Progress).unwrap().is_none());
    }

    #[test]
    fn a_run_that_goes_on_does_nothing_twice_that_was_noted([old, new] in [model(), model()], kill in 0..40_usize) {
        let target = MemoryTarget::new(Naming::Keys);
        publish(&target, &old.local("")).unwrap();
        target.allow(Some(kill), 0);
        let _ = publish(&target, &new.local(""));
        let noted = match target.read(OwnText::Progress).unwrap() {
            Some((text, _)) if target.state().run.is_some() => text.trim().rsplit(' ').next().unwrap().parse::<usize>().unwrap(),
            _ => 0,
        };
        let steps = target.state().steps(Naming::Keys).len();
        target.allow(None, 0);
        let SentSite::Sent { steps: again, .. } = publish(&target, &new.local("")).unwrap() else { panic!() };
        if target.state().run.is_none() && noted > 0 {
            prop_assert_eq!(again.len(), steps - noted);
        }
    }
}

fn site(files: &[(&str, u8)]) -> LocalSite {
    let file = |(path, version): &(&str, u8)| ((*path).to_owned(), (*version, BTreeSet::new()));
    Model { files: files.iter().map(file).collect() }.local("/a/\n")
}

#[test]
fn the_order_is_what_is_new_then_what_changed_then_what_goes() {
    let target = MemoryTarget::new(Naming::Keys);
    publish(
        &target,
        &site(&[("b.html", 1), ("x.css", 1), ("feed.xml", 1), ("weg.html", 1), ("weg.png", 1), ("zelfde.html", 1)]),
    )
    .unwrap();
    let next =
        site(&[("b.html", 2), ("x.css", 2), ("feed.xml", 2), ("nieuw.html", 1), ("nieuw.json", 1), ("zelfde.html", 1)]);
    let SentSite::Sent { steps, unchanged } = send(&target, &next, Leave::Tell, &Silent).unwrap() else { panic!() };
    let told: Vec<(Phase, &str)> = steps.iter().map(|step| (step.phase, &*step.path)).collect();
    let expected = [
        (Phase::NewFiles, "nieuw.json"),
        (Phase::NewPages, "nieuw.html"),
        (Phase::ChangedFiles, "x.css"),
        (Phase::ChangedPages, "b.html"),
        (Phase::ChangedLists, "feed.xml"),
        (Phase::GonePages, "weg.html"),
        (Phase::GoneFiles, "weg.png"),
    ];
    assert_eq!((told, unchanged), (expected.to_vec(), 1));
    assert!(target.files().contains_key("weg.png"), "it was only told");
}

#[test]
fn where_a_file_cannot_be_a_folder_it_goes_first() {
    let (first, second) = ([("brief.pdf", 1), ("map/a.html", 1)], [("brief.pdf/index.html", 1), ("map", 1)]);
    for (naming, last) in [(Naming::Keys, Phase::GoneFiles), (Naming::Folders, Phase::Replacements)] {
        let target = MemoryTarget::new(naming);
        publish(&target, &site(&first)).unwrap();
        let SentSite::Sent { steps, .. } = publish(&target, &site(&second)).unwrap() else { panic!() };
        assert_eq!(steps.last().map(|step| step.phase), Some(last));
        assert_eq!(target.files(), site(&second).files);
    }
}

#[test]
fn whoever_comes_between_is_noticed_and_nothing_is_done() {
    let target = MemoryTarget::new(Naming::Keys);
    publish(&target, &site(&[("a.html", 1)])).unwrap();
    // Somebody else publishes between reading and writing: the text has another mark then.
    struct Between<'a>(&'a MemoryTarget);
    impl PublishTarget for Between<'_> {
        fn traits(&self) -> TargetTraits {
            self.0.traits()
        }
        fn read(&self, text: OwnText) -> Result<Option<(String, TextMark)>, Failure> {
            let read = self.0.read(text);
            if text == OwnText::State {
                publish(self.0, &site(&[("a.html", 2)]))?;
            }
            read
        }
        fn write(&self, text: OwnText, words: &str, known: Option<&TextMark>) -> Result<WrittenText, Failure> {
            self.0.write(text, words, known)
        }
        fn remove_progress(&self) -> Result<(), Failure> {
            self.0.remove_progress()
        }
        fn check_free(&self, coming: &[&str]) -> Result<(), Failure> {
            self.0.check_free(coming)
        }
        fn carry_out(&self, steps: &[PublishStep], files: &SiteFolder, course: &Course) -> Result<(), Failure> {
            self.0.carry_out(steps, files, course)
        }
    }
    let failure = send(&Between(&target), &site(&[("a.html", 3)]), Leave::Publish, &Silent).unwrap_err();
    assert!(failure.to_string().contains("somebody else has published"), "{failure}");
    assert_eq!(target.files(), site(&[("a.html", 2)]).files);
}

#[test]
fn what_the_target_has_and_the_project_does_not_know_stops_it() {
    let target = MemoryTarget::new(Naming::Keys);
    let mut other = site(&[("a.html", 1)]);
    other.record = "/a/\n/elders/\n".to_owned();
    publish(&target, &other).unwrap();
    let SentSite::Lacks(lacking) = publish(&target, &site(&[("a.html", 2)])).unwrap() else { panic!() };
    assert_eq!(lacking.iter().map(|lacking| &*lacking.address).collect::<Vec<_>>(), ["/elders/"]);
    assert_eq!(target.files(), other.files, "nothing was done");
    assert!(matches!(send(&target, &site(&[("a.html", 2)]), Leave::Force, &Silent), Ok(SentSite::Sent { .. })));
    assert_eq!(target.files(), site(&[("a.html", 2)]).files);
    // From then on the project's record counts.
    assert!(matches!(publish(&target, &site(&[("a.html", 3)])), Ok(SentSite::Sent { .. })));
}
