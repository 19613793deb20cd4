//! The file itself: how it is made, recognised, opened and brought up to date.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior};

use super::StoreError;
use super::backup::copy_to;

/// `TDWS`, in the header of every workspace.
const APPLICATION_ID: i64 = 0x5444_5753;

/// Pages of the log before they are moved into the database: 16 MB. A log that goes on growing is slower than one that is
/// written again from its beginning.
const LOG_PAGES: u32 = 4_000;

/// The numbered migrations; number n brings `user_version` n − 1 to n.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_workspace.sql"),
    include_str!("migrations/0002_open_kinds.sql"),
    include_str!("migrations/0003_reports.sql"),
    include_str!("migrations/0004_evidence_marks.sql"),
    include_str!("migrations/0005_round_stage.sql"),
    include_str!("migrations/0006_content_once.sql"),
];

/// The version that this program writes.
pub(super) fn known_version() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

fn io(path: &Path, error: std::io::Error) -> StoreError {
    StoreError::File(path.to_owned(), error)
}

/// Makes a new workspace. Whatever exists under that name is left alone; what bears the name is a whole workspace from
/// its first moment, made beside it under another name.
pub(super) fn create(path: &Path, device: &str, derived_by: &str) -> Result<Connection, StoreError> {
    let exists = || StoreError::Exists(path.to_owned());
    if path.exists() {
        return Err(exists());
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".thamdinh-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A workspace may lie in a shared folder: the usual permissions less the umask, not a private file's.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let partial = builder
        .tempfile_in(folder)
        .map_err(|error| io(path, error))?
        .into_temp_path();
    begin(&partial, device, derived_by)?;
    partial
        .persist_noclobber(path)
        .map_err(|fault| match fault.error.kind() {
            std::io::ErrorKind::AlreadyExists => exists(),
            _ => io(path, fault.error),
        })?;
    #[cfg(unix)]
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| io(path, error))?;
    connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

/// Writes an empty workspace into an empty file, whole and without side files.
fn begin(path: &Path, device: &str, derived_by: &str) -> Result<(), StoreError> {
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    migrate(&transaction)?;
    set_meta(&transaction, "device", device)?;
    set_meta(&transaction, "derived-by", derived_by)?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// Opens an existing workspace and brings it up to date, after a backup beside it.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    recognise(path)?;
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let found = version(&connection, path)?;
    if found < known_version() {
        let backup = backup_name(path, found);
        copy_to(&connection, &backup)?;
        // A table that others refer to cannot be laid anew while references are checked; they are, before it is kept.
        connection.pragma_update(None, "foreign_keys", false)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        migrate(&transaction)?;
        let broken: i64 =
            transaction.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        if broken > 0 {
            return Err(StoreError::Unmigrated {
                path: path.to_owned(),
                backup,
            });
        }
        transaction.commit()?;
        connection.pragma_update(None, "foreign_keys", true)?;
    }
    Ok(connection)
}

/// Opens another workspace to read from it; it is not changed.
pub(super) fn open_to_read(path: &Path) -> Result<Connection, StoreError> {
    recognise(path)?;
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let found = version(&connection, path)?;
    if found < known_version() {
        return Err(StoreError::Older {
            path: path.to_owned(),
            found,
            known: known_version(),
        });
    }
    Ok(connection)
}

fn backup_name(path: &Path, version: u32) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    (0_u32..)
        .map(|turn| match turn {
            0 => path.with_file_name(format!("{name}.v{version}.bak")),
            _ => path.with_file_name(format!("{name}.v{version}.{turn}.bak")),
        })
        .find(|candidate| !candidate.exists())
        .unwrap_or_else(|| path.with_extension("bak"))
}

/// Tells a workspace from any other file by its header, before the database looks at it.
fn recognise(path: &Path) -> Result<(), StoreError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::NotFound(path.to_owned()));
        }
        Err(error) => return Err(io(path, error)),
    };
    if !file.metadata().map_err(|error| io(path, error))?.is_file() {
        return Err(StoreError::NotWorkspace(path.to_owned()));
    }
    let mut header = [0_u8; 16];
    match file.read_exact(&mut header) {
        Ok(()) if &header == b"SQLite format 3\0" => Ok(()),
        Ok(()) => Err(StoreError::NotWorkspace(path.to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Err(StoreError::NotWorkspace(path.to_owned()))
        }
        Err(error) => Err(io(path, error)),
    }
}

fn connect(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // Plans do not depend on the values bound, so that no statement is prepared anew for each of them.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if access.contains(OpenFlags::SQLITE_OPEN_READ_WRITE) {
        // Asked for only where it is not so already: a foreign file is refused before anything is written to it.
        let id: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
        if id == APPLICATION_ID || pages == 0 {
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        }
        connection.pragma_update(None, "synchronous", "FULL")?;
        // What is committed lies in the log, on the disk; it is moved into the database less often than SQLite would.
        connection.pragma_update_and_check(None, "wal_autocheckpoint", LOG_PAGES, |_| Ok(()))?;
    }
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

fn version(connection: &Connection, path: &Path) -> Result<u32, StoreError> {
    let id: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if id != APPLICATION_ID || found == 0 {
        return Err(StoreError::NotWorkspace(path.to_owned()));
    }
    if found > known_version() {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: known_version(),
        });
    }
    Ok(found)
}

/// Applies what is missing, inside the caller's transaction; another window may have done it while this one waited.
fn migrate(transaction: &Connection) -> Result<(), StoreError> {
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (number, migration) in (1_u32..).zip(MIGRATIONS) {
        if number > found {
            transaction.execute_batch(migration)?;
            transaction.pragma_update(None, "user_version", number)?;
        }
    }
    Ok(())
}

/// A text of the `meta` table.
pub(super) fn meta(connection: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(connection
        .query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0))
        .optional()?)
}

/// Writes a text of the `meta` table.
pub(super) fn set_meta(connection: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)", [key, value])?;
    Ok(())
}
