//! Rules for Caddy: headers, types, redirects, what is gone, and what is not part of the site.
//!
//! Takes: a [`Site`].
//! Gives: lines to import within the block of the site.
//! Never: has a page or file that is not there kept by a browser.

use std::fmt::Write;

use crate::machines::active_attachments::{self, Handling};
use crate::machines::redirect_rules;
use crate::machines::served_files::ServedKind;
use crate::machines::{forms_policy, rule_text, server_rules};
use crate::site::Site;
use crate::site::directory::{Redirect, Tombstone};

/// The lines so far, and how many conditions they name.
#[derive(Default)]
struct CaddyLines {
    text: String,
    conditions: usize,
}

impl CaddyLines {
    /// Names the condition that a path matches, and what else has to hold.
    fn condition(&mut self, pattern: &str, further: &str) -> String {
        self.conditions += 1;
        let name = format!("@voetnoot{}", self.conditions);
        let pattern = rule_text::caddy(pattern);
        let _ = writeln!(self.text, "\t{name} {{\n\t\tpath_regexp {pattern}\n{further}\t}}");
        name
    }

    fn header(&mut self, pattern: &str, (name, value): (&str, &str), further: &str) {
        let condition = self.condition(pattern, further);
        let _ = writeln!(self.text, "\theader {condition} {name} {}", rule_text::caddy(value));
    }
}

/// Lines for the block of a site. Within `route` the later of two headers holds; outside of it the most general one does.
pub(crate) fn caddy(site: &Site) -> String {
    let mut lines = CaddyLines::default();
    lines.text.push_str(
        "# Within the block of the site, which has `root` and `file_server` itself: import this file.\nroute {\n",
    );
    headers(&mut lines, site);
    for Redirect { old: from, to, .. } in &site.addresses.redirects {
        let pattern = format!("^{}$", rule_text::pattern(&site.settings, from));
        let to = rule_text::caddy(&rule_text::path(&site.settings, &site.target(*to)));
        let condition = lines.condition(&pattern, "");
        let _ = writeln!(lines.text, "\tredir {condition} {to} 301");
    }
    for Tombstone { address, .. } in &site.addresses.gone {
        // The page that says why stands there. That of a file is a folder, to which the server leads on by itself.
        let condition = lines.condition(&format!("^{}$", rule_text::pattern(&site.settings, address)), "");
        let _ = writeln!(lines.text, "\thandle {condition} {{\n\t\tfile_server {{\n\t\t\tstatus 410\n\t\t}}\n\t}}");
    }
    let withheld = [(format!("(?i){}", redirect_rules::leftovers(site)), 410), (redirect_rules::own_files(site), 404)];
    for (pattern, status) in withheld {
        let condition = lines.condition(&pattern, "");
        let _ = writeln!(lines.text, "\terror {condition} {status}");
    }
    lines.text.push_str("}\n");
    lines.text
}

fn headers(lines: &mut CaddyLines, site: &Site) {
    let policy = server_rules::policy(&site.settings);
    for (name, value) in server_rules::everywhere(&site.settings) {
        let _ = writeln!(lines.text, "\theader {name} {}", rule_text::caddy(value));
    }
    for (endings, handling) in active_attachments::ENDINGS {
        let (name, value) = handling.header(policy);
        lines.header(&format!("(?i)\\.({})$", endings.join("|")), (name, &value), "");
    }
    for address in active_attachments::pages(site) {
        let (name, value) = Handling::Sandboxed.header(policy);
        lines.header(&format!("^{}$", rule_text::pattern(&site.settings, address)), (name, &value), "");
    }
    if let Some((pattern, policy)) = forms_policy::by_pattern(site) {
        lines.header(&pattern, ("Content-Security-Policy", policy), "");
    }
    for kind in ServedKind::ALL {
        // Headers stay when there turns out to be no such file.
        let (pattern, is_there) = (kind.pattern(site), "\t\tfile\n");
        lines.header(&pattern, kind.header(), is_there);
        if let Some(media_type) = kind.media_type() {
            lines.header(&pattern, ("Content-Type", media_type), is_there);
        }
    }
}
