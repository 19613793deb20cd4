//! A signature inside a PDF (PAdES baseline B), appended to the file so that what was signed before stays as it is.

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};
use time::{OffsetDateTime, UtcOffset, macros::format_description};

use super::super::cms;
use super::super::error::SignError;
use super::super::keys::{Signer, fit};
use super::appearance::{self, Frame};
use super::{Options, Page};

/// Holds the place of a number in the byte range until it is known.
const UNKNOWN: i64 = 9_999_999_999;
/// Room in a signature for all but its certificates.
const ROOM: usize = 4096;
/// Print, and locked.
const FLAGS: i64 = 4 | 128;

/// Signs a PDF. Signatures that it bears already stay valid.
///
/// # Errors
/// The file is no PDF that can be signed, the certificate may not sign now, or its key fails.
pub fn sign_pdf(bytes: &[u8], signer: &dyn Signer, options: &Options) -> Result<Vec<u8>, SignError> {
    let leaf = signer.chain().first().ok_or(SignError::NoKey)?;
    fit(leaf, options.time)?;
    let document = load(bytes)?;
    let room = ROOM + signer.chain().iter().map(|one| one.der().len()).sum::<usize>();
    let name = leaf.name();
    let prepared = prepare(bytes, document, options, &name, room)?;
    seal(prepared, bytes.len(), room, signer)
}

/// Reads a PDF and refuses what cannot be signed.
fn load(bytes: &[u8]) -> Result<Document, SignError> {
    let document = Document::load_mem(bytes).map_err(|fault| match fault {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) | lopdf::Error::UnsupportedSecurityHandler(_) => {
            SignError::EncryptedPdf
        }
        _ => SignError::BrokenPdf,
    })?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(SignError::EncryptedPdf);
    }
    // A table that had to be guessed gives no place to append to.
    if document.xref_start == 0 || document.xref_recovery.is_some() || document.catalog().is_err() {
        return Err(SignError::BrokenPdf);
    }
    if locked(&document) {
        return Err(SignError::LockedPdf);
    }
    Ok(document)
}

/// Whether the author certified the PDF so that nothing may be changed (DocMDP, 1), or a signer locked it (Lock, 1).
fn locked(document: &Document) -> bool {
    let certified = || {
        let permissions = document.catalog().ok()?.get_deref(b"Perms", document).ok()?;
        let signature = permissions.as_dict().ok()?.get_deref(b"DocMDP", document).ok()?;
        let references = signature.as_dict().ok()?.get_deref(b"Reference", document).ok()?;
        let allowed = references.as_array().ok()?.iter().find_map(|one| {
            let one = document.dereference(one).ok()?.1.as_dict().ok()?;
            let terms = one.get_deref(b"TransformParams", document).ok()?.as_dict().ok()?;
            Some(terms.get_deref(b"P", document).and_then(Object::as_i64).unwrap_or(2))
        });
        Some(allowed == Some(1))
    };
    let by_signer = fields(document).into_iter().any(|id| {
        let lock = || {
            let field = document.get_dictionary(id).ok()?;
            field.get(b"V").ok()?;
            let lock = field.get_deref(b"Lock", document).ok()?.as_dict().ok()?;
            lock.get_deref(b"P", document).and_then(Object::as_i64).ok()
        };
        lock() == Some(1)
    });
    certified().unwrap_or(false) || by_signer
}

/// The fields of the PDF's form.
fn fields(document: &Document) -> Vec<ObjectId> {
    let found = || {
        let form = document.catalog().ok()?.get_deref(b"AcroForm", document).ok()?;
        let fields = form.as_dict().ok()?.get_deref(b"Fields", document).ok()?;
        let fields = fields.as_array().ok()?.iter();
        Some(fields.filter_map(|one| one.as_reference().ok()).collect())
    };
    found().unwrap_or_default()
}

/// Appends the signature's dictionary, its field and its picture, with room for the signature itself.
fn prepare(bytes: &[u8], document: Document, options: &Options, name: &str, room: usize) -> Result<Vec<u8>, SignError> {
    let broken = |_| SignError::BrokenPdf;
    let page = page(&document, options)?;
    let frame = Frame::of(&document, page);
    let title = free_title(&document);
    let catalog = document
        .trailer
        .get(b"Root")
        .and_then(Object::as_reference)
        .map_err(broken)?;
    let mut update = IncrementalDocument::create_from(bytes.to_vec(), document);
    // Of the old trailer, as they describe the old table.
    for stale in ["XRefStm", "DecodeParms"] {
        update.new_document.trailer.remove(stale.as_bytes());
    }

    let mut signature = dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "ByteRange" => vec![0.into(), UNKNOWN.into(), UNKNOWN.into(), UNKNOWN.into()],
        "Contents" => Object::String(vec![0; room], StringFormat::Hexadecimal),
        "M" => Object::string_literal(moment(options.time)?),
        "Name" => text(name),
    };
    for (key, words) in [("Reason", &options.reason), ("Location", &options.place)] {
        if !words.is_empty() {
            signature.set(key, text(words));
        }
    }
    let signature = update.new_document.add_object(signature);
    let mut field = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => text(&title),
        "V" => signature,
        "P" => page,
        "F" => FLAGS,
        "Rect" => vec![0.into(), 0.into(), 0.into(), 0.into()],
    };
    if let Some(appearance) = &options.appearance {
        let form = appearance::import(&appearance.stamp, frame, &mut update.new_document)?;
        field.set("Rect", frame.place(appearance.place).map(Object::Real).to_vec());
        field.set("AP", dictionary! { "N" => form });
    }
    let field = update.new_document.add_object(field);

    append(&mut update, page, b"Annots", field).map_err(broken)?;
    add_field(&mut update, catalog, field).map_err(broken)?;
    let mut out = Vec::with_capacity(bytes.len() + 2 * room + 8192);
    update.save_to(&mut out).map_err(|_| SignError::BrokenPdf)?;
    Ok(out)
}

fn page(document: &Document, options: &Options) -> Result<ObjectId, SignError> {
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let wanted = options.appearance.as_ref().map_or(Page::Number(1), |shown| shown.page);
    let (found, number) = match wanted {
        Page::Last => (pages.last(), 1),
        Page::Number(number) => {
            let at = usize::try_from(number).unwrap_or(usize::MAX).checked_sub(1);
            (at.and_then(|at| pages.get(at)), number)
        }
    };
    found.copied().ok_or(SignError::NoPage(number))
}

/// A field name that no other field has.
fn free_title(document: &Document) -> String {
    let taken: Vec<Vec<u8>> = fields(document)
        .into_iter()
        .filter_map(|id| {
            document
                .get_dictionary(id)
                .ok()?
                .get_deref(b"T", document)
                .ok()?
                .as_str()
                .ok()
                .map(<[u8]>::to_vec)
        })
        .collect();
    let is_free = |title: &String| !taken.iter().any(|one| one == title.as_bytes() || *one == utf_16(title));
    (1_u32..)
        .map(|number| format!("Signature{number}"))
        .find(is_free)
        .unwrap_or_default()
}

/// Adds a reference to an array of a dictionary, wherever the array lies.
fn append(update: &mut IncrementalDocument, owner: ObjectId, key: &[u8], new: ObjectId) -> lopdf::Result<()> {
    update.opt_clone_object_to_new_document(owner)?;
    let dictionary = update.new_document.get_dictionary_mut(owner)?;
    match dictionary.get_mut(key) {
        Ok(Object::Array(all)) => all.push(new.into()),
        Ok(Object::Reference(id)) => {
            let id = *id;
            update.opt_clone_object_to_new_document(id)?;
            update.new_document.get_object_mut(id)?.as_array_mut()?.push(new.into());
        }
        Ok(_) | Err(_) => dictionary.set(key.to_vec(), vec![new.into()]),
    }
    Ok(())
}

/// Names the field in the form of the catalog, which is made where there is none.
fn add_field(update: &mut IncrementalDocument, catalog: ObjectId, field: ObjectId) -> lopdf::Result<()> {
    update.opt_clone_object_to_new_document(catalog)?;
    let found = update
        .new_document
        .get_dictionary(catalog)?
        .get(b"AcroForm")
        .ok()
        .cloned();
    let form = match found {
        Some(Object::Reference(id)) => {
            update.opt_clone_object_to_new_document(id)?;
            id
        }
        other => {
            let form = match other {
                Some(Object::Dictionary(form)) => form,
                Some(_) | None => Dictionary::new(),
            };
            let id = update.new_document.add_object(form);
            update.new_document.get_dictionary_mut(catalog)?.set("AcroForm", id);
            id
        }
    };
    // Signatures exist, and the file may only be appended to.
    update.new_document.get_dictionary_mut(form)?.set("SigFlags", 3);
    append(update, form, b"Fields", field)
}

/// Puts the byte range and the signature into the room that was left for them.
fn seal(mut bytes: Vec<u8>, old: usize, room: usize, signer: &dyn Signer) -> Result<Vec<u8>, SignError> {
    let range = format!("/ByteRange[0 {UNKNOWN} {UNKNOWN} {UNKNOWN}]");
    let range_at = find(&bytes, old, range.as_bytes())?;
    let hole = [b"/Contents<".to_vec(), vec![b'0'; 2 * room], b">".to_vec()].concat();
    // Behind the slash and the key: the hole begins at its bracket.
    let start = find(&bytes, old, &hole)? + b"/Contents".len();
    let end = start + 2 * room + 2;
    let known = format!("/ByteRange[0 {start} {end} {}]", bytes.len() - end);
    let padded = format!("{known:<width$}", width = range.len());
    splice(&mut bytes, range_at, padded.as_bytes())?;

    let mut hasher = Sha256::new();
    hasher.update(bytes.get(..start).ok_or(SignError::Internal)?);
    hasher.update(bytes.get(end..).ok_or(SignError::Internal)?);
    let signature = cms::sign(&hasher.finalize(), signer, None)?;
    if signature.len() > room {
        return Err(SignError::Internal);
    }
    let digits: String = signature.iter().map(|byte| format!("{byte:02X}")).collect();
    splice(&mut bytes, start + 1, digits.as_bytes())?;
    Ok(bytes)
}

/// Where the words stand in what was appended; they must stand there once.
fn find(bytes: &[u8], old: usize, words: &[u8]) -> Result<usize, SignError> {
    let appended = bytes.get(old..).ok_or(SignError::Internal)?;
    let mut places = appended
        .windows(words.len())
        .enumerate()
        .filter(|(_, window)| *window == words)
        .map(|(at, _)| old + at);
    match (places.next(), places.next()) {
        (Some(only), None) => Ok(only),
        (Some(_) | None, _) => Err(SignError::Internal),
    }
}

fn splice(bytes: &mut [u8], at: usize, new: &[u8]) -> Result<(), SignError> {
    let place = bytes.get_mut(at..at + new.len()).ok_or(SignError::Internal)?;
    place.copy_from_slice(new);
    Ok(())
}

/// A time as PDF writes it, in Vietnam's time.
fn moment(time: OffsetDateTime) -> Result<String, SignError> {
    let zone = UtcOffset::from_hms(7, 0, 0).map_err(|_| SignError::Internal)?;
    let format = format_description!("D:[year][month][day][hour][minute][second]+07'00'");
    time.to_offset(zone).format(format).map_err(|_| SignError::Internal)
}

/// A text as PDF writes it, in hexadecimal so that it can never look like a part of the file's structure.
fn text(words: &str) -> Object {
    Object::String(utf_16(words), StringFormat::Hexadecimal)
}

fn utf_16(words: &str) -> Vec<u8> {
    let units = words.encode_utf16().flat_map(u16::to_be_bytes);
    [0xFE, 0xFF].into_iter().chain(units).collect()
}
