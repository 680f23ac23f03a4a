//! What another site answered, and for how long that is believed.
//!
//! Takes: what came back when an address was asked for.
//! Gives: an [`SiteAnswer`], and [`KnownAnswers`], which remember them between runs.
//! Never: holds anything that the other site wrote, but for the address that it names instead.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::flow::memory::cache_folder::CacheFolder;

/// What is known of an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SiteAnswer {
    /// It is there.
    There,
    /// Something is there that not everyone may see, or not so often: the status says which.
    Closed(u16),
    /// The site says that it does not have it: 404 or 410.
    Gone(u16),
    /// It is at another address from now on.
    MovedFor(String),
    Silent(Silence),
    /// Its host cannot be found.
    UnknownHost,
    Untrusted(CertificateFault),
}

/// Why nothing useful came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Silence {
    TimedOut,
    /// No connection came about.
    Refused,
    /// What came back is not an answer.
    Unreadable,
    /// The site answers that it cannot.
    Status(u16),
    /// It leads on to another address more often than anyone would follow.
    LeadsRound,
    /// It leads on to an address of a closed network, or to none of the web.
    LeadsInward,
}

/// What is wrong with a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum CertificateFault {
    Expired,
    /// It is that of another site.
    OtherName,
    /// Nobody known has signed it.
    UnknownIssuer,
    Other,
}

impl SiteAnswer {
    /// For how many seconds it is believed.
    fn lasts(&self) -> u64 {
        const HOUR: u64 = 60 * 60;
        match self {
            SiteAnswer::There => 24 * HOUR,
            _ => HOUR,
        }
    }
}

/// The name under which answers are kept.
const NAME: &str = "external";
/// The most answers that are kept.
const MOST: usize = 100_000;

/// Answers of earlier runs, by address, each with the second of the Unix era at which it came.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct KnownAnswers(BTreeMap<String, (u64, SiteAnswer)>);

impl KnownAnswers {
    /// Those that are still believed at a second of the Unix era.
    pub(crate) fn load(cache: &CacheFolder, now: u64) -> KnownAnswers {
        let kept = cache.load(NAME).and_then(|bytes| postcard::from_bytes(&bytes).ok());
        let mut known: KnownAnswers = kept.unwrap_or_default();
        // What comes from the future was written under another clock.
        known.0.retain(|_, (at, answer)| *at <= now && now - *at < answer.lasts());
        known
    }

    pub(crate) fn of(&self, address: &str) -> Option<&SiteAnswer> {
        self.0.get(address).map(|(_, answer)| answer)
    }

    pub(crate) fn add(&mut self, address: &str, now: u64, answer: SiteAnswer) {
        self.0.insert(address.to_owned(), (now, answer));
    }

    /// Keeps them, with those that another run kept in the meantime.
    pub(crate) fn keep(mut self, cache: &CacheFolder, now: u64) {
        for (address, (at, answer)) in KnownAnswers::load(cache, now).0 {
            let own = self.0.entry(address).or_insert((at, answer.clone()));
            if at > own.0 {
                *own = (at, answer);
            }
        }
        while self.0.len() > MOST {
            self.0.pop_last();
        }
        if let Ok(bytes) = postcard::to_stdvec(&self) {
            cache.keep(NAME, &bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_answer_is_believed_for_a_day_and_a_bad_one_for_an_hour() {
        let folder = tempfile::tempdir().unwrap();
        let cache = CacheFolder::at(folder.path().join("voetnoot"));
        let mut known = KnownAnswers::default();
        known.add("https://a.nl/", 1_000_000, SiteAnswer::There);
        known.add("https://b.nl/", 1_000_000, SiteAnswer::Gone(404));
        known.keep(&cache, 1_000_000);
        let at = |now| {
            let known = KnownAnswers::load(&cache, now);
            (known.of("https://a.nl/").is_some(), known.of("https://b.nl/").is_some())
        };
        assert_eq!(at(1_000_000), (true, true));
        assert_eq!(at(1_003_599), (true, true));
        assert_eq!(at(1_003_600), (true, false));
        assert_eq!(at(1_086_399), (true, false));
        assert_eq!(at(1_086_400), (false, false));
        assert_eq!(at(999_999), (false, false), "the clock went back");
    }

    #[test]
    fn what_another_run_learned_in_the_meantime_stays() {
        let folder = tempfile::tempdir().unwrap();
        let cache = CacheFolder::at(folder.path().join("voetnoot"));
        let run = |address: &str, now, answer| {
            let mut known = KnownAnswers::default();
            known.add(address, now, answer);
            known.keep(&cache, now);
        };
        run("https://a.nl/", 100, SiteAnswer::There);
        run("https://b.nl/", 101, SiteAnswer::Gone(410));
        run("https://a.nl/", 102, SiteAnswer::Gone(404));
        let known = KnownAnswers::load(&cache, 103);
        assert_eq!(known.of("https://a.nl/"), Some(&SiteAnswer::Gone(404)));
        assert_eq!(known.of("https://b.nl/"), Some(&SiteAnswer::Gone(410)));
    }
}
