//! Files that cannot be read as a document: missing, broken, or far larger than any letter.

use std::path::Path;

use voetnoot::import::{DocumentFormat, ImportInput, LoadError};

#[test]
fn a_missing_or_broken_file_is_told() {
    let missing = ImportInput::from_file(Path::new("no-such-file.txt"), None).unwrap_err();
    assert!(missing.to_string().starts_with("the file cannot be read"), "{missing}");
    for (bytes, format) in
        [(&b"%PDF-1.7 no more"[..], DocumentFormat::Pdf), (b"PK\x03\x04 word/ no more", DocumentFormat::Docx)]
    {
        match ImportInput::from_bytes("broken".into(), bytes, Some(format)) {
            Err(LoadError::Failed { .. } | LoadError::Missing { .. }) => {}
            other => panic!("{format:?}: {other:?}"),
        }
    }
}

/// A Word file of a few kB whose text unpacks to far more than any letter has.
#[test]
fn a_document_that_unpacks_without_end_is_refused() {
    use std::io::Write;
    let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    let piece = b"<w:p><w:r><w:t>een twee</w:t></w:r></w:p>".repeat(1 << 14);
    (0..60).for_each(|_| packed.write_all(&piece).unwrap());
    let (packed, size) = (packed.finish().unwrap(), (piece.len() * 60) as u32);
    let name = b"word/document.xml";
    let part = |bytes: &mut Vec<u8>, kind: &[u8; 4], made_by: &[u8]| {
        bytes.extend(kind);
        bytes.extend(made_by);
        bytes.extend([20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend((packed.len() as u32).to_le_bytes());
        bytes.extend(size.to_le_bytes());
        bytes.extend([name.len() as u8, 0, 0, 0]);
    };
    let mut bytes = Vec::new();
    part(&mut bytes, b"PK\x03\x04", &[]);
    bytes.extend(name);
    bytes.extend(&packed);
    let at = bytes.len() as u32;
    part(&mut bytes, b"PK\x01\x02", &[20, 0]);
    bytes.extend([0; 14]);
    bytes.extend(name);
    let length = bytes.len() as u32 - at;
    bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    bytes.extend(length.to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0, 0]);
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    let refused = ImportInput::from_bytes("bomb.docx".into(), &bytes, None);
    assert!(matches!(refused, Err(LoadError::TooLarge(_))), "{refused:?}");
}
