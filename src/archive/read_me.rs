//! What a package tells people who open it, and who may have nothing of this program.
//!
//! Takes: a meeting that is being packed.
//! Gives: `README.txt`, in the language of the site: what is in the package, and how everything in it can be checked with what any
//! system has; and a start page that leads to every page, attachment and explanation.
//! Never: names a digest, which would be one of itself; needs a style or a script.

use std::fmt::Write;

use crate::archive::packer::Packer;
use crate::document::Role;
use crate::project::SOFTWARE;
use crate::settings::address;
use crate::settings::language::Language;
use crate::settings::words::Word;
use crate::site::Page;
use crate::view::text::SiteReader;
use crate::view::{self, ViewOptions};

/// The texts by language; the last is for languages that have none.
const TEXTS: [(&str, &str); 4] = [
    ("nl", include_str!("read_me/nl.txt")),
    ("sv", include_str!("read_me/sv.txt")),
    ("da", include_str!("read_me/da.txt")),
    ("en", include_str!("read_me/en.txt")),
];
/// What stands before the part about the seal.
const SEALED: &str = "[[sealed]]\n";

/// The commands, by the words that stand for them in the texts. `{version}` is the last version of the seal.
const COMMANDS: [(&str, &str); 7] = [
    (
        "{check-linux}",
        "sha512sum --check --quiet manifest-sha512.txt tagmanifest-sha512.txt\nsha512sum tagmanifest-sha512.txt\n",
    ),
    (
        "{check-macos}",
        "cat manifest-sha512.txt tagmanifest-sha512.txt | shasum -a 512 --check | grep -v ': OK$'\n\
         shasum -a 512 tagmanifest-sha512.txt\n",
    ),
    (
        "{check-windows}",
        "Get-Content -Encoding UTF8 manifest-sha512.txt, tagmanifest-sha512.txt | ForEach-Object { $d, $p = $_ -split '  ', 2; \
         $p = $p.Replace('%0A', \"`n\").Replace('%0D', \"`r\").Replace('%25', '%'); \
         if ((Get-FileHash -Algorithm SHA512 -LiteralPath $p).Hash -ne $d) { \"changed: $p\" } }\n\
         (Get-FileHash -Algorithm SHA512 tagmanifest-sha512.txt).Hash\n",
    ),
    (
        "{seal-linux}",
        "sed -n '/^version {version}$/,$p' seal.txt | sed -n 's/^file //p' | sha256sum --check\n\
         sed -n '/^version {version}$/,/^seal/p' seal.txt | sed '$d' | sha256sum\n",
    ),
    (
        "{seal-macos}",
        "sed -n '/^version {version}$/,$p' seal.txt | sed -n 's/^file //p' | shasum -a 256 --check\n\
         sed -n '/^version {version}$/,/^seal/p' seal.txt | sed '$d' | shasum -a 256\n",
    ),
    (
        "{seal-windows}",
        "$t = [IO.File]::ReadAllText(\"$PWD/seal.txt\"); $t = $t.Substring($t.IndexOf(\"`nversion {version}`n\") + 1)\n\
         $t -split \"`n\" | ForEach-Object { if ($_ -match '^file ([0-9a-f]+)  (.*)$') { $d, $p = $Matches[1, 2]; \
         if ((Get-FileHash -Algorithm SHA256 -LiteralPath $p).Hash -ne $d) { \"changed: $p\" } } }\n\
         $s = [Text.Encoding]::UTF8.GetBytes($t.Substring(0, $t.IndexOf(\"`nseal \") + 1)); \
         [BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash($s)).Replace('-', '')\n",
    ),
    ("{version-linux}", "sed -n '/^version 1$/,/^seal/p' ../../seal.txt | sed -n 's/^file //p' | sha256sum --check\n"),
];

impl Packer<'_> {
    /// What to read first.
    pub(super) fn read_me(&self) -> String {
        let language = &self.site().language;
        let known = TEXTS.iter().find(|(code, _)| Some(*code) == Language::base(&language.code));
        let text = known.map_or(TEXTS[TEXTS.len() - 1].1, |(_, text)| text);
        let versions = self.meeting().seal.as_ref().map(|seal| seal.versions.len().to_string());
        let mut text = match versions {
            Some(_) => text.replace(SEALED, ""),
            None => text.split(SEALED).next().unwrap_or_default().to_owned(),
        };
        for (name, commands) in COMMANDS {
            let indented: String = commands.lines().map(|line| format!("    {line}\n")).collect();
            text = text.replace(&format!("{name}\n"), &format!("\n{indented}\n"));
        }
        for (name, value) in [
            ("{version}", versions.unwrap_or_default()),
            ("{id}", self.meeting().id.clone()),
            ("{date}", language.date(self.date)),
            ("{program}", SOFTWARE.to_owned()),
            ("{address}", self.public(self.site().document_address(self.meeting().agenda))),
            ("{title}", self.title()),
        ] {
            text = text.replace(name, &value);
        }
        text
    }

    /// The page that people see first when they open the package.
    pub(super) fn start_page(&self) -> String {
        let site = self.site();
        let word = |word: Word| view::escaped(site.language.word(word));
        let (title, lang) = (view::escaped(&self.title()), view::escaped(&site.language.code));
        let start = self.entry(site.document_address(self.meeting().agenda), &self.title());
        let values = [("date", &*site.language.date(self.date)), ("program", SOFTWARE)];
        let made = view::escaped(&site.language.phrase(Word::PackageMade, &values));
        let mut page = format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n  <meta charset=\"utf-8\">\n  <title>{title}</title>\n  \
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n<body>\n<main>\n\
             <h1>{title}</h1>\n<p>{} {start}</p>\n<p>{made} {}</p>\n<p><a href=\"README.txt\">{}</a></p>\n",
            word(Word::PackageStart),
            word(Word::PackageAlone),
            word(Word::PackageCheck),
        );
        for (heading, entries) in self.lists() {
            if !entries.is_empty() {
                // Writing to a string cannot fail.
                let _ = write!(page, "<h2>{}</h2>\n<ul>\n", word(heading));
                entries.iter().for_each(|entry| page.push_str(&format!("<li>{entry}</li>\n")));
                page.push_str("</ul>\n");
            }
        }
        page.push_str("</main>\n</body>\n</html>\n");
        page
    }

    /// Everything that the start page leads to, under its headings.
    fn lists(&self) -> [(Word, Vec<String>); 4] {
        let site = self.site();
        let reader = SiteReader::new(site, Page::Home, ViewOptions::default());
        let (mut meeting, mut dossiers, mut sources) = (Vec::new(), Vec::new(), Vec::new());
        for page in site.packed_pages(self.meeting) {
            let (list, title) = match page {
                Page::Document(document) => match site.document(document).role {
                    Role::Dossier { .. } => (&mut dossiers, reader.document_name(document)),
                    _ => (&mut meeting, reader.document_name(document)),
                },
                Page::Beside(_) => (&mut meeting, site.language.word(Word::Beside).to_owned()),
                Page::Source(source) => (&mut sources, reader.source_title(source)),
                _ => continue,
            };
            list.push(self.entry(&site.address(page), &title));
        }
        let files = self.meeting().files.iter().map(|file| site.files[*file].0.as_str());
        let files = files.map(|path| self.entry(path, path.rsplit('/').next().unwrap_or(path))).collect();
        [
            (Word::PackagePages, meeting),
            (Word::Dossiers, dossiers),
            (Word::Sources, sources),
            (Word::Attachments, files),
        ]
    }

    /// A link to a page or file of the site in the package.
    fn entry(&self, address: &str, title: &str) -> String {
        let href = address::encode(&format!("site/{}", address::file(address)));
        format!("<a href=\"{}\">{}</a>", view::escaped(&href), view::escaped(title))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Translations are compared by what they must all have.
    #[test]
    fn every_language_has_all_commands_and_facts() {
        let facts = ["{title}", "{address}", "{date}", "{program}", "{id}", "{version}", SEALED, "data/index.html"];
        for (code, text) in TEXTS {
            for needed in COMMANDS.iter().map(|(name, _)| *name).chain(facts) {
                assert_eq!(text.matches(needed).count(), 1, "{code}: {needed}");
            }
            assert!(text.lines().all(|line| line.chars().count() <= 80), "{code}");
        }
    }
}
