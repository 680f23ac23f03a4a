//! A bucket of a store that speaks the S3 protocol.
//!
//! Takes: the bucket, keys from the environment, and steps.
//! Gives: the objects in it, many at a time.
//! Never: shows a key or a signed address, reads keys from a file, or replaces or removes an object that no publication put there.
//!
//! Each object carries the digest of its file, by which it shows that a publication put it there. Texts of the program's own are
//! written under the condition that they are still the ones that were read (`If-Match`). A request that a store could not answer is
//! tried again after a while.

use std::io::{Read, Write};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rusty_s3::actions::{DeleteObject, GetObject, HeadObject, PutObject};
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use ureq::http::Response;
use ureq::{Agent, Body};

use super::folder_target::LARGEST_TEXT;
use super::sent_headers::SentHeaders;
use super::steps::{Naming, PublishStep, StepAct};
use super::target::{Course, OwnText, PublishTarget, SiteFolder, TargetTraits, TextMark, WrittenText};
use crate::diagnostic::message;
use crate::failure::Failure;
use crate::settings::address::OWN;
use crate::settings::publish_place::StorePlace;
use crate::write::trust;

/// So many objects are under way at once.
const LANES: usize = 16;
/// So often a request is tried.
const TRIES: u32 = 5;
/// How long the first pause before another try is; each is twice as long as the one before.
const PAUSE: Duration = Duration::from_millis(300);
/// How long a signature counts.
const SIGNED_FOR: Duration = Duration::from_secs(15 * 60);
/// How long a connection may take, and how long it may be silent.
const CONNECTING: Duration = Duration::from_secs(10);
const SILENCE: Duration = Duration::from_secs(60);
/// What an object carries, by which it shows that a publication put it there.
const OURS: &str = "x-amz-meta-voetnoot";
/// The most bytes of an answer that is not a text of the program's own.
const LARGEST_ANSWER: u64 = 64 << 10;

/// A bucket that a site is brought to.
pub(crate) struct StoreTarget {
    agent: Agent,
    bucket: Bucket,
    credentials: Credentials,
    /// With `/` at its end, or empty.
    prefix: String,
    foreign: ForeignFate,
}

/// What becomes of an object that no publication put there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ForeignFate {
    Kept,
    Replaced,
}

/// What a store answered.
struct StoreAnswer {
    status: u16,
    tag: Option<String>,
    /// The digest that the object carries.
    ours: Option<String>,
    body: Vec<u8>,
}

/// What goes with a request.
enum Sent<'a> {
    Nothing,
    Bytes(&'a [u8]),
    File(&'a SiteFolder, &'a str),
}

impl StoreTarget {
    /// # Errors
    /// When the environment has no keys, or this machine trusts nobody.
    pub(crate) fn open(place: &StorePlace, foreign: ForeignFate) -> Result<StoreTarget, Failure> {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let (Some(key), Some(secret)) = (set("AWS_ACCESS_KEY_ID"), set("AWS_SECRET_ACCESS_KEY")) else {
            return Err(Failure::Refused(message!("publish-no-keys")));
        };
        let credentials = match set("AWS_SESSION_TOKEN") {
            Some(token) => Credentials::new_with_token(key, secret, token),
            None => Credentials::new(key, secret),
        };
        let named = || place.region.clone().or_else(|| set("AWS_REGION")).or_else(|| set("AWS_DEFAULT_REGION"));
        let region = named().unwrap_or_else(|| "us-east-1".to_owned());
        // Names with a full stop do not fit a certificate, and not every store has names for buckets.
        let style = match place.endpoint.is_none() && !place.bucket.contains('.') {
            true => UrlStyle::VirtualHost,
            false => UrlStyle::Path,
        };
        let endpoint = place.endpoint.clone().unwrap_or_else(|| format!("https://s3.{region}.amazonaws.com/"));
        let refused = || Failure::Refused(message!("publish-no-store", endpoint = &endpoint));
        let address = endpoint.parse().map_err(|_| refused())?;
        let bucket = Bucket::new(address, style, place.bucket.clone(), region).map_err(|_| refused())?;
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("voetnoot/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(CONNECTING))
            .timeout_recv_response(Some(SILENCE))
            .max_idle_connections(LANES + 2)
            .max_idle_connections_per_host(LANES + 2);
        let agent = match endpoint.starts_with("https://") {
            true => config.tls_config(trust::config()?).build().new_agent(),
            false => config.build().new_agent(),
        };
        let prefix = if place.prefix.is_empty() { String::new() } else { format!("{}/", place.prefix) };
        Ok(StoreTarget { agent, bucket, credentials, prefix, foreign })
    }

    fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    fn own(&self, text: OwnText) -> String {
        self.key(&format!("{OWN}/{}.gz", text.name()))
    }

    /// Sends a request until the store answers, for better or worse.
    fn ask<'a, A: S3Action<'a>>(
        &self,
        make: impl Fn() -> A,
        headers: &[(&'static str, String)],
        sent: &Sent,
        key: &str,
    ) -> Result<StoreAnswer, Failure> {
        let mut tries = 0;
        loop {
            tries += 1;
            let mut action = make();
            for (name, value) in headers {
                action.headers_mut().insert(*name, value.clone());
            }
            let url = action.sign(SIGNED_FOR);
            let why = match self.send(A::METHOD.to_str(), url.as_str(), (headers, sent)) {
                Ok(Ok(answer)) if !matches!(answer.status, 408 | 429 | 500 | 502..=504) => return Ok(answer),
                Ok(Ok(answer)) => refusal(&answer, key),
                Ok(Err(error)) => Failure::Refused(message!("publish-no-answer", why = said(&error))),
                Err(failure) => return Err(failure),
            };
            if tries == TRIES {
                return Err(why);
            }
            std::thread::sleep(PAUSE * 2_u32.pow(tries - 1));
        }
    }

    /// Sends a request once.
    fn send(
        &self,
        method: &str,
        url: &str,
        (headers, sent): (&[(&'static str, String)], &Sent),
    ) -> Result<Result<StoreAnswer, ureq::Error>, Failure> {
        let came = match method {
            "PUT" => {
                let request =
                    headers.iter().fold(self.agent.put(url), |request, (name, value)| request.header(*name, value));
                match sent {
                    Sent::Nothing => request.send_empty(),
                    Sent::Bytes(bytes) => request.send(*bytes),
                    Sent::File(files, path) => {
                        let file = files.open(path).map_err(Failure::doing(message!("failed-read", path)))?;
                        request.send(file)
                    }
                }
            }
            _ => {
                let request = match method {
                    "HEAD" => self.agent.head(url),
                    "DELETE" => self.agent.delete(url),
                    _ => self.agent.get(url),
                };
                headers.iter().fold(request, |request, (name, value)| request.header(*name, value)).call()
            }
        };
        Ok(came.and_then(answer))
    }

    fn put(&self, key: &str, headers: &[(&'static str, String)], sent: &Sent) -> Result<StoreAnswer, Failure> {
        self.ask(|| PutObject::new(&self.bucket, Some(&self.credentials), key), headers, sent, key)
    }

    fn head(&self, key: &str) -> Result<StoreAnswer, Failure> {
        self.ask(|| HeadObject::new(&self.bucket, Some(&self.credentials), key), &[], &Sent::Nothing, key)
    }

    fn delete(&self, key: &str) -> Result<StoreAnswer, Failure> {
        self.ask(|| DeleteObject::new(&self.bucket, Some(&self.credentials), key), &[], &Sent::Nothing, key)
    }

    fn put_file(&self, step: &PublishStep, digest: &str, files: &SiteFolder) -> Result<(), Failure> {
        let SentHeaders { content_type, cache_control, disposition } = SentHeaders::of(&step.path);
        let mut headers = vec![
            ("cache-control", cache_control.to_owned()),
            ("content-type", content_type),
            (OURS, digest.to_owned()),
        ];
        headers.extend(disposition.map(|disposition| ("content-disposition", disposition.to_owned())));
        let key = self.key(&step.path);
        let sent = Sent::File(files, &step.path);
        if step.was_there || self.foreign == ForeignFate::Replaced {
            return done(&self.put(&key, &headers, &sent)?, &key);
        }
        let alone: Vec<(&str, String)> = headers.iter().cloned().chain([("if-none-match", "*".to_owned())]).collect();
        let answer = self.put(&key, &alone, &sent)?;
        // Not every store knows the condition: 501.
        if !matches!(answer.status, 409 | 412 | 501) {
            return done(&answer, &key);
        }
        let there = self.head(&key)?;
        match there.ours {
            Some(known) if known == digest => Ok(()),
            None if there.status == 200 => Err(Failure::Refused(message!("publish-foreign", path = &key))),
            _ => done(&self.put(&key, &headers, &sent)?, &key),
        }
    }

    fn remove(&self, step: &PublishStep) -> Result<(), Failure> {
        let key = self.key(&step.path);
        let there = self.head(&key)?;
        match there.status {
            404 => Ok(()),
            // Somebody put another there since, who keeps it.
            200 if there.ours.is_none() => Ok(()),
            200 => done(&self.delete(&key)?, &key),
            _ => Err(refusal(&there, &key)),
        }
    }

    fn do_step(&self, step: &PublishStep, files: &SiteFolder) -> Result<(), Failure> {
        match step.act {
            StepAct::Put(digest) => self.put_file(step, &digest.to_string(), files),
            StepAct::Remove => self.remove(step),
        }
    }
}

impl PublishTarget for StoreTarget {
    fn traits(&self) -> TargetTraits {
        TargetTraits { naming: Naming::Keys, is_atomic: false, keeps_headers: true, shows_progress: true }
    }

    fn read(&self, text: OwnText) -> Result<Option<(String, TextMark)>, Failure> {
        let key = self.own(text);
        let get = || GetObject::new(&self.bucket, Some(&self.credentials), &key);
        let answer = self.ask(get, &[], &Sent::Nothing, &key)?;
        if answer.status == 404 {
            // A bucket that is not there answers the same.
            return if code(&answer.body) == "NoSuchBucket" { Err(refusal(&answer, &key)) } else { Ok(None) };
        }
        done(&answer, &key)?;
        let mut text = String::new();
        let unpacked = GzDecoder::new(&*answer.body).take(LARGEST_TEXT).read_to_string(&mut text);
        match (unpacked, answer.tag) {
            (Ok(_), Some(tag)) => Ok(Some((text, TextMark(tag)))),
            _ => Err(Failure::Refused(message!("publish-unreadable-state", name = key))),
        }
    }

    fn write(&self, text: OwnText, words: &str, known: Option<&TextMark>) -> Result<WrittenText, Failure> {
        let key = self.own(text);
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        let packed = packer.write_all(words.as_bytes()).and_then(|()| packer.finish());
        let packed = packed.map_err(Failure::doing(message!("failed-write", path = &key)))?;
        let condition = match known {
            Some(TextMark(tag)) => ("if-match", tag.clone()),
            None => ("if-none-match", "*".to_owned()),
        };
        let plain = [("cache-control", "no-store".to_owned()), ("content-type", "application/gzip".to_owned())];
        let guarded: Vec<(&str, String)> = plain.iter().cloned().chain([condition]).collect();
        let mut answer = self.put(&key, &guarded, &Sent::Bytes(&packed))?;
        if answer.status == 501 {
            // A store that does not know the condition is asked just before instead, which leaves an instant.
            if self.read(text)?.map(|(_, mark)| mark).as_ref() != known {
                return Ok(WrittenText::Conflict);
            }
            answer = self.put(&key, &plain, &Sent::Bytes(&packed))?;
        }
        match (answer.status, answer.tag.clone()) {
            // An answer that was lost on the way looks like this, too: then it is there.
            (404 | 409 | 412, _) => Ok(match self.read(text)? {
                Some((found, mark)) if found == words => WrittenText::Written(mark),
                _ => WrittenText::Conflict,
            }),
            (200..=299, Some(tag)) => Ok(WrittenText::Written(TextMark(tag))),
            _ => Err(refusal(&answer, &key)),
        }
    }

    fn remove_progress(&self) -> Result<(), Failure> {
        let key = self.own(OwnText::Progress);
        done(&self.delete(&key)?, &key)
    }

    fn check_free(&self, _: &[&str]) -> Result<(), Failure> {
        // Found out with each object, since asking for all of them would take as long as bringing them.
        Ok(())
    }

    fn carry_out(&self, steps: &[PublishStep], files: &SiteFolder, course: &Course) -> Result<(), Failure> {
        let (next, failure) = (AtomicUsize::new(0), Mutex::new(None));
        let lanes = NonZeroUsize::new(steps.len().min(LANES)).map_or(1, NonZeroUsize::get);
        std::thread::scope(|scope| {
            for _ in 0..lanes {
                scope.spawn(|| {
                    while !course.is_stopped() {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(step) = steps.get(at) else { return };
                        match self.do_step(step, files) {
                            Ok(()) => course.step(at),
                            Err(error) => {
                                course.stop();
                                failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                            }
                        }
                    }
                });
            }
        });
        failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }
}

fn answer(mut response: Response<Body>) -> Result<StoreAnswer, ureq::Error> {
    let header = |name: &str| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
    let (status, tag, ours) = (response.status().as_u16(), header("etag"), header(OURS));
    let most = if status == 200 { LARGEST_TEXT } else { LARGEST_ANSWER };
    let body = response.body_mut().with_config().limit(most).read_to_vec()?;
    Ok(StoreAnswer { status, tag, ours, body })
}

fn done(answer: &StoreAnswer, key: &str) -> Result<(), Failure> {
    match answer.status {
        200..=299 => Ok(()),
        _ => Err(refusal(answer, key)),
    }
}

/// The sentence about a store that does not do what it is asked for.
fn refusal(answer: &StoreAnswer, key: &str) -> Failure {
    match code(&answer.body) {
        code if code == "NoSuchBucket" => Failure::Refused(message!("publish-no-bucket")),
        code => Failure::Refused(message!("publish-store-refuses", path = key, status = answer.status, code)),
    }
}

/// The name that a store gives to what is wrong: `AccessDenied`.
fn code(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map_or("", |(code, _)| code);
    code.chars().filter(char::is_ascii_alphanumeric).take(60).collect()
}

/// What became of a request, without its address, which is signed.
fn said(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Io(error) => error.to_string(),
        ureq::Error::Rustls(error) => error.to_string(),
        ureq::Error::Timeout(_) => "timeout".to_owned(),
        ureq::Error::HostNotFound => "host not found".to_owned(),
        ureq::Error::ConnectionFailed => "connection failed".to_owned(),
        _ => "protocol error".to_owned(),
    }
}
