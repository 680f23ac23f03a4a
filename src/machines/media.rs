//! Kinds of files, by the extension of their names.
//!
//! Takes: a path.
//! Gives: the media type (IANA), and the format in the PRONOM register of the National Archives (UK) where the
//! extension alone tells it.
//! Never: looks into the file.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Media {
    pub mime: &'static str,
    /// Name and identifier in PRONOM; `None` for formats that PRONOM divides into versions, such as PDF, since the
    /// extension does not tell the version.
    pub pronom: Option<(&'static str, &'static str)>,
}

const fn known(mime: &'static str, name: &'static str, id: &'static str) -> Media {
    Media { mime, pronom: Some((name, id)) }
}

const fn plain(mime: &'static str) -> Media {
    Media { mime, pronom: None }
}

/// The kind of the file at a path.
pub(crate) fn media(path: &str) -> Media {
    let name = path.rsplit('/').next().unwrap_or("");
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => known("text/html", "Hypertext Markup Language", "fmt/471"),
        "css" => known("text/css", "Cascading Style Sheet", "x-fmt/224"),
        "js" => known("text/javascript", "JavaScript file", "x-fmt/423"),
        "json" => known("application/json", "JSON Data Interchange Format", "fmt/817"),
        "md" => known("text/markdown", "Markdown", "fmt/1149"),
        "txt" => known("text/plain", "Plain Text File", "x-fmt/111"),
        "csv" => known("text/csv", "Comma Separated Values", "x-fmt/18"),
        "wacz" => known("application/x-wacz", "WACZ", "fmt/1840"),
        "xml" => plain("application/xml"),
        "atom" => plain("application/atom+xml"),
        "ics" => plain("text/calendar"),
        "woff2" => plain("font/woff2"),
        "woff" => plain("font/woff"),
        "svg" => plain("image/svg+xml"),
        "png" => plain("image/png"),
        "jpg" | "jpeg" => plain("image/jpeg"),
        "gif" => plain("image/gif"),
        "webp" => plain("image/webp"),
        "avif" => plain("image/avif"),
        "ico" => plain("image/vnd.microsoft.icon"),
        "pdf" => plain("application/pdf"),
        "odt" => plain("application/vnd.oasis.opendocument.text"),
        "ods" => plain("application/vnd.oasis.opendocument.spreadsheet"),
        "docx" => plain("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "xlsx" => plain("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        "zip" => plain("application/zip"),
        _ => plain("application/octet-stream"),
    }
}

impl Media {
    /// The value of a `Content-Type` header; texts are UTF-8.
    pub(crate) fn content_type(self) -> String {
        let is_text = self.mime.starts_with("text/") || matches!(self.mime, "application/json" | "image/svg+xml");
        if is_text { format!("{}; charset=utf-8", self.mime) } else { self.mime.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ending_counts_without_case() {
        assert_eq!(media("a.b/Letter.PDF").mime, "application/pdf");
        assert_eq!(media("folder.html/letter").mime, "application/octet-stream");
        assert_eq!(media("index.html").content_type(), "text/html; charset=utf-8");
        assert_eq!(media("x.woff2").content_type(), "font/woff2");
    }
}
